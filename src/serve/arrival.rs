//! What a channel hands in: an event of somebody's, under the channel's own number for it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::engine::Event;

/// How long a channel's name, an event's id or a customer's name may be, in bytes.
pub const LONGEST_NAME: usize = 200;

/// How many names one arrival may give for whose it is.
pub const MOST_NAMES: usize = 8;

/// Where the answers of a conversation go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Where they went before: a shop's event is no place to answer at.
    #[default]
    AsBefore,
    /// Nowhere: whoever wants them fetches them, as the web chat does.
    Fetched,
    /// To this address of the arrival's channel.
    At(Arc<str>),
}

/// Something that arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arrival {
    /// The channel it came by: `web`, `shopify`.
    pub channel: Arc<str>,
    /// The channel's id for it: what comes twice under one id happened once.
    pub id: Arc<str>,
    /// Another id under which the same may come again; empty where there is none.
    #[serde(default)]
    pub also: Option<Arc<str>>,
    /// Whose it is, the surest name first: `customer:42`, `order:1001`. The first that is known tells the conversation, and the others are remembered for it.
    pub whose: Vec<Arc<str>>,
    /// Where answers go from now on.
    #[serde(default)]
    pub answer: Answer,
    /// What happened.
    pub event: Event,
}

/// Whether a name is a chat window's, `web:` and 32 hexadecimal digits: made of a secret, so that only its browser and the shop know it.
pub fn is_window(name: &str) -> bool {
    let digest = name.strip_prefix("web:").unwrap_or_default();
    digest.len() == 32 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

impl Arrival {
    /// Why it cannot be taken, in plain words.
    pub fn fault(&self) -> Option<String> {
        let long = |name: &Arc<str>| name.is_empty() || name.len() > LONGEST_NAME || name.chars().any(char::is_control);
        if self.whose.is_empty() || self.whose.len() > MOST_NAMES {
            return Some(format!("it must say whose it is, with 1 to {MOST_NAMES} names"));
        }
        let names = self.whose.iter().chain([&self.channel, &self.id]).chain(&self.also);
        let address = match &self.answer {
            Answer::At(address) => Some(address),
            Answer::AsBefore | Answer::Fetched => None,
        };
        let mut names = names.chain(address);
        names.find(|name| long(name)).map(|name| {
            let begin: String = name.chars().filter(|sign| !sign.is_control()).take(20).collect();
            format!("an id or a name has 1 to {LONGEST_NAME} bytes and no control characters; `{begin}` is none")
        })
    }
}
