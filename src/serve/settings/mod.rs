//! How a server is set up: a file, the environment and flags, the later over the earlier.

mod complaint;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize, Serializer};
use toml::{Table, Value};

use self::complaint::{Given, in_words, is_secret, kind, slipped, unknown, unreadable, variable};
use crate::diagnostic::did_you_mean;
use crate::serve::outgoing::is_web;

/// How long a secret is at least, in characters: shorter ones can be guessed.
pub const SHORTEST_SECRET: usize = 16;

/// What everything in the environment begins with: `PATTER_LISTEN`.
pub const PREFIX: &str = "PATTER_";

/// How many connections there may be at most: more than a system lets one program have.
const MOST_CONNECTIONS: u64 = 1_000_000;

/// The variable that names the settings' file.
pub const CONFIG: &str = "PATTER_CONFIG";

/// How a server is set up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The address it listens at.
    pub listen: SocketAddr,
    /// The file that keeps conversations.
    pub store: PathBuf,
    /// The web pages that may show the chat, `https://shop.example`, besides the server's own.
    pub origins: Vec<String>,
    /// Whether a proxy stands before it, whose `X-Forwarded-For` is believed.
    pub behind_proxy: bool,
    /// Whether the script's files are watched.
    pub watch: bool,
    /// For how many days turns are kept, and customers who did nothing since and to whom nothing is owed; 0 keeps them for good.
    pub keep_days: u32,
    /// How logs are written.
    pub log: LogFormat,
    /// Whether logs hold what customers and the shop wrote.
    pub log_words: bool,
    /// The OpenTelemetry collector that is told of traces: `http://localhost:4318`.
    pub traces: Option<String>,
    /// What signs a customer's number on the shop's own pages.
    pub customer_secret: Option<Secret>,
    /// What the shop's events are signed with; several while one is changed for another.
    pub event_secrets: Vec<Secret>,
    /// What Shopify signs with.
    pub shopify_secrets: Vec<Secret>,
    /// What WooCommerce signs with.
    pub woocommerce_secrets: Vec<Secret>,
    /// What whoever looks after the server shows.
    pub admin_token: Option<Secret>,
    /// How many messages a customer may write in a minute.
    pub messages_per_minute: u32,
    /// How many requests one address may make in a minute.
    pub requests_per_minute: u32,
    /// How many connections are open at once.
    pub connections: usize,
    /// How many megabytes of photos are kept in all.
    pub photo_megabytes: u32,
    /// How many chat windows one address may have open at once.
    pub windows_per_address: u32,
    /// What questions to the shop's systems are signed with.
    pub system_secret: Option<Secret>,
    /// Where Chatwoot is, `https://chatwoot.example`.
    pub chatwoot: Option<String>,
    /// The access token of the bot there.
    pub chatwoot_token: Option<Secret>,
    /// For how many hours after a customer's last message Chatwoot's inboxes let them be written to; 0 where that is any time.
    pub chatwoot_reply_hours: u16,
    /// What Chatwoot signs with.
    pub chatwoot_secrets: Vec<Secret>,
    /// The last part of the address that a Chatwoot which signs nothing calls.
    pub chatwoot_path: Option<Secret>,
    /// Where the Matrix homeserver is, `http://127.0.0.1:8008`.
    pub matrix: Option<String>,
    /// What the bot is called there, `@jade:example.com`.
    pub matrix_bot: Option<String>,
    /// What both tokens between homeserver and bot are made of.
    pub matrix_secret: Option<Secret>,
    /// Who of the people there are staff.
    pub matrix_staff: Vec<String>,
    /// Where the shop's systems are asked, by the names the script has for them.
    pub systems: BTreeMap<String, String>,
    /// Who may look at the desk, each with the hash of their password.
    pub staff: BTreeMap<String, Secret>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            store: PathBuf::from("patter.db"),
            origins: Vec::new(),
            behind_proxy: false,
            watch: false,
            keep_days: 365,
            log: LogFormat::Text,
            log_words: false,
            traces: None,
            customer_secret: None,
            event_secrets: Vec::new(),
            shopify_secrets: Vec::new(),
            woocommerce_secrets: Vec::new(),
            admin_token: None,
            messages_per_minute: 30,
            requests_per_minute: 1_200,
            connections: 10_000,
            photo_megabytes: 10_000,
            windows_per_address: 100,
            system_secret: None,
            chatwoot: None,
            chatwoot_token: None,
            chatwoot_reply_hours: 0,
            chatwoot_secrets: Vec::new(),
            chatwoot_path: None,
            matrix: None,
            matrix_bot: None,
            matrix_secret: None,
            matrix_staff: Vec::new(),
            systems: BTreeMap::new(),
            staff: BTreeMap::new(),
        }
    }
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// Something nobody else may know: it is never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// What it is.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether this is the same, told in a time that does not tell how much of it is.
    pub fn is(&self, other: &str) -> bool {
        let key = self.0.as_bytes();
        hmac_sha256::HMAC::verify(other.as_bytes(), key, &hmac_sha256::HMAC::mac(key, key))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Secret(text.to_owned())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("(hidden)")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str("(hidden)")
    }
}

impl Settings {
    /// The defaults, and something for each setting that has none: all there is to set.
    pub fn with_all() -> Self {
        let (secret, name) = (|| Some(Secret::from("a")), || Some("a".to_owned()));
        Settings {
            traces: name(),
            customer_secret: secret(),
            admin_token: secret(),
            system_secret: secret(),
            chatwoot: name(),
            chatwoot_token: secret(),
            chatwoot_path: secret(),
            matrix: name(),
            matrix_bot: name(),
            matrix_secret: secret(),
            ..Settings::default()
        }
    }

    /// Settings from a file's text, the environment and flags; what is wrong is told in plain words.
    pub fn read(
        file: Option<(&str, &str)>,
        environment: impl IntoIterator<Item = (String, String)>,
        flags: Table,
    ) -> Result<Self, String> {
        let known = known();
        let mut table = match file {
            Some((name, text)) => {
                text.parse::<Table>().map_err(|error| format!("`{name}`: {}", unreadable(text, &error, &known)))?
            }
            None => Table::new(),
        };
        // A mistake is told as one of the file's, of the variable's or of the flag's.
        if let Some((name, _)) = file {
            settings(table.clone(), Given::File).map_err(|why| format!("`{name}`: {why}"))?;
        }
        for (told, value) in environment {
            let Some(name) = told.strip_prefix(PREFIX) else { continue };
            let name = name.to_lowercase().replace('_', "-");
            if let Some(default) = known.get(&name) {
                let value = like(default, &value).ok_or_else(|| {
                    let why = match value.trim() {
                        "" => "it is empty".to_owned(),
                        _ if is_secret(&name) => "it cannot be read".to_owned(),
                        _ => format!("`{value}` cannot be read"),
                    };
                    format!("`{told}`: {why}; {}", in_words(default))
                })?;
                let alone = Table::from_iter([(name.clone(), value.clone())]);
                settings(alone, Given::Variable).map_err(|why| format!("`{told}`: {why}"))?;
                table.insert(name, value);
            } else if told != CONFIG {
                // Other programs may have variables that begin so; a secret that is misspelt must not be missed.
                let all: Vec<String> = known.keys().map(|name| variable(name)).collect();
                if let Some(meant) = did_you_mean(&told, all.iter().map(String::as_str).chain([CONFIG])) {
                    return Err(format!("`{told}` is no setting's variable; did you mean `{meant}`?"));
                }
            }
        }
        settings(flags.clone(), Given::Flag)?;
        table.extend(flags);
        settings(table, Given::File)
    }

    /// What could never work, in plain words.
    fn fault(&self, given: Given) -> Option<String> {
        if let Some(why) = self.origins.iter().find_map(|origin| complaint::origin(origin)) {
            return Some(why);
        }
        if self.store.as_os_str().is_empty() {
            let default = Settings::default().store.display().to_string();
            return Some(format!(
                "`store` is empty; it names a file, as in `{}`",
                given.line("store", &default.into())
            ));
        }
        let texts = [
            ("traces", &self.traces),
            ("chatwoot", &self.chatwoot),
            ("matrix", &self.matrix),
            ("matrix-bot", &self.matrix_bot),
        ];
        if let Some((name, _)) = texts.iter().find(|(_, text)| text.as_ref().is_some_and(|text| text.trim().is_empty()))
        {
            return Some(format!("`{name}` is empty; leave it out where there is none"));
        }
        for (name, least, secrets) in self.secrets() {
            let shortest = secrets.into_iter().map(|secret| secret.reveal().trim().chars().count()).min();
            match shortest {
                Some(0) => return Some(format!("`{name}` is empty; leave it out where there is none")),
                Some(length) if length < least => {
                    let how = "`openssl rand -hex 32` makes one";
                    return Some(format!("`{name}` has {least} characters or more that nobody can guess; {how}"));
                }
                _ => {}
            }
        }
        let counts = [
            ("connections", self.connections as u64, MOST_CONNECTIONS),
            ("messages-per-minute", self.messages_per_minute.into(), u32::MAX.into()),
            ("requests-per-minute", self.requests_per_minute.into(), u32::MAX.into()),
            ("windows-per-address", self.windows_per_address.into(), u32::MAX.into()),
        ];
        for (name, count, most) in counts {
            if count == 0 {
                let none = given.line(name, &Value::Integer(0));
                return Some(format!("`{none}` would keep everybody out; it is 1 or more"));
            }
            if count > most {
                return Some(format!("`{name}` is {most} at most"));
            }
        }
        if let Some((name, _)) = self.systems.iter().find(|(_, address)| !is_web(address)) {
            return Some(complaint::system(name, &known()));
        }
        if let Some(name) = self.staff.keys().find(|name| name.trim().is_empty()) {
            return Some(format!("`{name}` below `[staff]` is no name, as `Ana` is"));
        }
        let signs = |secret: &Secret| standardwebhooks::Webhook::new(secret.reveal()).is_ok();
        let how = "`echo whsec_$(openssl rand -base64 32)` makes one";
        if !self.event_secrets.iter().all(signs) {
            return Some(format!("`event-secrets`: one of them is no secret of Standard Webhooks; {how}"));
        }
        if !self.system_secret.iter().all(signs) {
            return Some(format!("`system-secret` is no secret of Standard Webhooks; {how}"));
        }
        None
    }

    /// Every setting that proves something by being secret: how long it is at least, and what it holds.
    fn secrets(&self) -> [(&'static str, usize, Vec<&Secret>); 10] {
        [
            ("customer-secret", SHORTEST_SECRET, self.customer_secret.iter().collect()),
            ("admin-token", SHORTEST_SECRET, self.admin_token.iter().collect()),
            ("system-secret", SHORTEST_SECRET, self.system_secret.iter().collect()),
            ("chatwoot-path", SHORTEST_SECRET, self.chatwoot_path.iter().collect()),
            // The other side makes these, or they are looked at elsewhere.
            ("event-secrets", 1, self.event_secrets.iter().collect()),
            ("shopify-secrets", 1, self.shopify_secrets.iter().collect()),
            ("woocommerce-secrets", 1, self.woocommerce_secrets.iter().collect()),
            ("chatwoot-token", 1, self.chatwoot_token.iter().collect()),
            ("chatwoot-secrets", 1, self.chatwoot_secrets.iter().collect()),
            ("matrix-secret", 1, self.matrix_secret.iter().collect()),
        ]
    }

    /// The settings as a file holds them, and behind a `#` those that are not set; secrets are not shown.
    pub fn print(&self) -> String {
        let text = toml::to_string_pretty(self).unwrap_or_default();
        let set = text.parse::<Table>().unwrap_or_default();
        let known = known();
        let unset: Vec<&str> = known.keys().map(String::as_str).filter(|name| !set.contains_key(*name)).collect();
        if unset.is_empty() { text } else { format!("# not set: {}\n{text}", unset.join(", ")) }
    }
}

fn settings(table: Table, given: Given) -> Result<Settings, String> {
    let known = known();
    for (name, value) in &table {
        let Some(default) = known.get(name) else { return Err(unknown(name, &known)) };
        if let Some(why) = slipped(name, value, &known) {
            return Err(why);
        }
        let alone: Result<Settings, _> = Table::from_iter([(name.clone(), value.clone())]).try_into();
        alone.map_err(|_| format!("`{name}` is {}", kind(given, name, default, value)))?;
    }
    let settings: Settings = table.try_into().map_err(|error: toml::de::Error| error.to_string())?;
    match settings.fault(given) {
        Some(why) => Err(why),
        None => Ok(settings),
    }
}

/// Every setting, with a value of its kind.
fn known() -> BTreeMap<String, Value> {
    Table::try_from(Settings::with_all()).unwrap_or_default().into_iter().collect()
}

/// A value of the environment, of the kind of another; a list is written with commas.
fn like(default: &Value, text: &str) -> Option<Value> {
    Some(match default {
        Value::Boolean(_) => Value::Boolean(match text {
            "1" | "true" | "yes" => true,
            "0" | "false" | "no" | "" => false,
            _ => return None,
        }),
        Value::Integer(_) => Value::Integer(text.parse().ok()?),
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
        Value::Table(_) => return None,
        _ => Value::String(text.to_owned()),
    })
}
