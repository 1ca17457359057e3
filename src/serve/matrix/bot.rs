//! Who the bot is at its homeserver, and the file by which the homeserver knows it.

use std::sync::Arc;

use crate::serve::hex::hex;
use crate::serve::settings::{SHORTEST_SECRET, Secret, Settings};

/// The bot as its homeserver knows it.
#[derive(Clone, Debug)]
pub struct Bot {
    /// Its whole name, `@jade:example.com`.
    pub name: Arc<str>,
    /// What it shows to the homeserver.
    pub as_token: Secret,
    /// What the homeserver shows to it.
    pub hs_token: Secret,
    /// Who of the people there are staff; where nobody is named, everybody besides the customer is.
    pub staff: Vec<String>,
}

impl Bot {
    /// The bot of these settings, if they have one; what is missing, in plain words.
    pub fn of(settings: &Settings) -> Result<Option<Self>, String> {
        let Settings { matrix, matrix_bot, matrix_secret, matrix_staff, .. } = settings;
        let Some(name) = matrix_bot.as_deref() else {
            return match matrix.is_some() || matrix_secret.is_some() {
                true => Err("`matrix-bot` is missing: what the bot is called, such as `@jade:example.com`".to_owned()),
                false => Ok(None),
            };
        };
        if !is_person(name) {
            return Err(format!("`matrix-bot` is a whole name such as `@jade:example.com`; `{name}` is none"));
        }
        if let Some(wrong) = matrix_staff.iter().find(|person| !is_person(person)) {
            return Err(format!("`matrix-staff` holds whole names such as `@mei:example.com`; `{wrong}` is none"));
        }
        let secret = matrix_secret.as_ref().filter(|secret| secret.reveal().chars().count() >= SHORTEST_SECRET);
        let Some(secret) = secret else {
            return Err(format!(
                "`matrix-bot` also needs `matrix-secret`, {SHORTEST_SECRET} characters or more that nobody can guess"
            ));
        };
        let token = |of: &str| Secret::from(&*hex(&hmac_sha256::HMAC::mac(of.as_bytes(), secret.reveal().as_bytes())));
        let (as_token, hs_token) = (token("as_token"), token("hs_token"));
        Ok(Some(Bot { name: name.into(), as_token, hs_token, staff: matrix_staff.clone() }))
    }

    /// What stands before the colon of its name.
    pub fn localpart(&self) -> &str {
        self.name.trim_start_matches('@').split(':').next().unwrap_or_default()
    }

    /// The registration file for a homeserver that reaches this server at an address.
    pub fn registration(&self, url: &str) -> String {
        let quoted = |text: &str| serde_json::Value::from(text).to_string();
        let localpart = self.localpart();
        format!(
            "# Holds secrets: readable by the homeserver alone.\n\
             id: {}\nurl: {}\nas_token: {}\nhs_token: {}\nsender_localpart: {}\nrate_limited: false\n\
             namespaces:\n  users:\n    - exclusive: true\n      regex: {}\n  aliases: []\n  rooms: []\n",
            quoted(&format!("patter-{localpart}")),
            quoted(url),
            quoted(self.as_token.reveal()),
            quoted(self.hs_token.reveal()),
            quoted(localpart),
            quoted(&format!("^{}$", regex::escape(&self.name))),
        )
    }
}

/// Whether this is a person's whole name.
fn is_person(name: &str) -> bool {
    let parts = name.strip_prefix('@').and_then(|name| name.split_once(':'));
    parts.is_some_and(|(local, server)| !local.is_empty() && !server.is_empty()) && !name.contains(char::is_whitespace)
}
