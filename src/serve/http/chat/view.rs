//! A turn as a chat window shows it. Nothing of the shop's inside goes with it: no trace, no notes, no tasks.

use serde::Serialize;

use crate::engine::{Card, Deed, Happening};
use crate::serve::record::{Part, Record};

/// A turn as a chat window shows it.
#[derive(Debug, Serialize)]
pub struct View<'a> {
    /// Which turn of the conversation.
    version: u64,
    /// When.
    at: String,
    /// The language it is in.
    language: &'a str,
    /// What the customer wrote.
    #[serde(skip_serializing_if = "Option::is_none")]
    customer: Option<Said<'a>>,
    /// What they are answered.
    replies: Vec<Reply<'a>>,
    /// Whether the shop is still looking something up.
    waits: bool,
}

#[derive(Debug, Serialize)]
struct Said<'a> {
    /// The window's own id of the message.
    id: &'a str,
    text: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    photos: &'a [String],
}

#[derive(Debug, Default, Serialize)]
struct Reply<'a> {
    index: u32,
    by: &'a str,
    texts: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    choices: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    products: Vec<&'a Card>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a str>,
}

impl<'a> View<'a> {
    /// A turn for the window of a browser; nothing where there is nothing to see.
    pub fn of(record: &'a Record, visitor: &str) -> Option<Self> {
        let customer = match &record.event.happening {
            Happening::Message { text, photos, .. } => {
                let own = record.id.strip_prefix(visitor).map_or("", str::trim_start);
                Some(Said { id: own, text, photos })
            }
            _ => None,
        };
        let replies: Vec<Reply<'a>> =
            record.parts().into_iter().filter_map(|(index, part)| reply(index, part)).collect();
        if customer.is_none() && replies.is_empty() {
            return None;
        }
        Some(View {
            version: record.version,
            at: record.at.to_string(),
            language: &record.turn.language,
            customer,
            replies,
            waits: !record.turn.requests.is_empty(),
        })
    }

    /// As JSON.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn reply(index: u32, part: Part<'_>) -> Option<Reply<'_>> {
    let act = match part {
        Part::ForStaff(_) | Part::Waits | Part::GivenBack | Part::Resolved | Part::Request(_) => return None,
        Part::Staff(text) => return Some(Reply { index, by: "staff", texts: vec![text], ..Reply::default() }),
        Part::Act(act) => act,
    };
    let mut reply = Reply {
        index,
        by: "shop",
        texts: act.texts.iter().map(String::as_str).collect(),
        choices: act.choices.iter().map(String::as_str).collect(),
        products: act.products.iter().collect(),
        ..Reply::default()
    };
    match &act.deed {
        Some(Deed::ShowsPicture(address)) => reply.picture = Some(address),
        Some(Deed::SendsLink(address)) => reply.link = Some(address),
        _ => {}
    }
    Some(reply)
}
