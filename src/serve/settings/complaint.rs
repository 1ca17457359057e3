//! What is wrong with a setting, in plain words and with a line that is right; what is secret is never said back.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use toml::Value;

use super::{PREFIX, Settings};
use crate::diagnostic::did_you_mean;
use crate::serve::outgoing::is_web;

/// Shown instead of what is not to be said.
const HIDDEN: &str = "…";

/// Where a setting was given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given {
    /// In the file.
    File,
    /// By a variable.
    Variable,
    /// By a flag.
    Flag,
}

impl Given {
    /// A line that sets something there.
    pub(super) fn line(self, name: &str, value: &Value) -> String {
        let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match self {
            Given::File => format!("{} = {value}", key(name)),
            Given::Variable => format!("{}={plain}", variable(name)),
            Given::Flag => format!("--{name} {plain}"),
        }
    }
}

/// The variable of a setting.
pub(super) fn variable(name: &str) -> String {
    PREFIX.to_owned() + &name.to_uppercase().replace('-', "_")
}

/// Whether what a setting holds is nobody else's business.
pub(super) fn is_secret(name: &str) -> bool {
    let told = |word| name.contains(word);
    name == "staff"
        || ["secret", "token", "password"].into_iter().any(told)
        || Settings::default().secrets().iter().any(|(secret, ..)| *secret == name)
}

/// A name as it stands before `=`.
fn key(name: &str) -> String {
    let bare = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { Value::from(name).to_string() }
}

/// The line at which a file is no TOML any more, and how it may be meant.
pub(super) fn unreadable(text: &str, error: &toml::de::Error, known: &BTreeMap<String, Value>) -> String {
    let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(text);
    let number = before.matches('\n').count();
    let line = text.lines().nth(number).unwrap_or_default().trim();
    let secret = holds_secret(text, number, known);
    let meant = match line.split_once('=') {
        _ if error.message().contains("duplicate key") => {
            "that is in the file already; whatever belongs under one heading stands below the first".to_owned()
        }
        Some((name, value)) if secret.as_deref().is_none_or(|owner| owner == name.trim() || owner == "staff") => {
            let list = matches!(known.get(name.trim()), Some(Value::Array(_)));
            let name = key(name.trim().trim_matches('"'));
            let value = unquoted(value.split(" #").next().unwrap_or_default());
            let number = value.replace([',', '_', '.', ' '], "");
            match value.to_lowercase().as_str() {
                _ if list => {
                    let all = value.trim_matches(['[', ']']).split(',').map(unquoted).filter(|one| !one.is_empty());
                    let all: Vec<String> = all.map(|one| format!("\"{one}\"")).collect();
                    let all = if secret.is_some() { format!("\"{HIDDEN}\"") } else { all.join(", ") };
                    format!("a list of texts stands in brackets, each in straight quotes, as in `{name} = [{all}]`")
                }
                "yes" | "on" | "true" => format!("write `{name} = true`"),
                "no" | "off" | "false" => format!("write `{name} = false`"),
                _ if matches!(known.get(&name), Some(Value::Integer(_))) && number.parse::<u32>().is_ok() => {
                    format!("a number is written in digits alone, as in `{name} = {number}`")
                }
                _ if secret.is_none() && value.contains('\\') => {
                    format!("a text with `\\` in it stands between `'` and `'`, as in `{name} = '{value}'`")
                }
                _ => {
                    let value = if secret.is_some() { HIDDEN } else { value };
                    format!("texts stand in straight quotes, as in `{name} = \"{value}\"`")
                }
            }
        }
        _ => {
            let line = match secret.as_deref() {
                Some("staff") => format!("Ana = \"{HIDDEN}\""),
                Some(name) if matches!(known.get(name), Some(Value::Array(_))) => format!("{name} = [\"{HIDDEN}\"]"),
                Some(name) if known.contains_key(name) => format!("{name} = \"{HIDDEN}\""),
                _ => "keep-days = 30".to_owned(),
            };
            format!("a line is a name, `=` and a value, as in `{line}`")
        }
    };
    let line = match secret {
        Some(name) => format!("which belongs to `{name}` and is not shown"),
        None => format!("`{line}`"),
    };
    format!("line {}, {line}: {meant}", number + 1)
}

/// A text without the quotes it was given.
fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\'', '“', '”', '「', '」', '«', '»'])
}

/// The secret setting to which a line of a file belongs, if it belongs to one.
fn holds_secret(text: &str, number: usize, known: &BTreeMap<String, Value>) -> Option<String> {
    // What stands there may be the secret itself, so it is no name.
    let secret = || "a secret".to_owned();
    let heading = |line: &str| {
        let heading = line.trim().strip_prefix('[')?.strip_suffix(']')?;
        Some(heading.trim_matches([' ', '"', '\'']).to_lowercase())
    };
    let begins = |line: &str| {
        if let Some(heading) = heading(line) {
            return known.contains_key(&heading).then_some(heading);
        }
        let name =
            line.trim().split(['=', ':', ' ', '.']).next().unwrap_or_default().trim().trim_matches(['"', '“', '”']);
        let name = name.to_lowercase().replace('_', "-");
        let near = || did_you_mean(&name, known.keys().map(String::as_str)).map(str::to_owned);
        if known.contains_key(&name) { Some(name) } else { near().or_else(|| is_secret(&name).then(secret)) }
    };
    let before: Vec<&str> = text.lines().take(number + 1).collect();
    // Below a heading every name is one of the heading's, however it reads.
    let below = before.iter().rev().find_map(|line| heading(line)).filter(|heading| is_secret(heading));
    let owner = below.or_else(|| before.iter().rev().find_map(|line| begins(line)));
    if let Some(owner) = owner.filter(|owner| is_secret(owner)) {
        return Some(owner);
    }
    // Several on one line, or one whose name is missing.
    let line = before.last().copied().unwrap_or_default();
    let among = known.keys().find(|name| *name != "staff" && is_secret(name) && line.contains(name.as_str()));
    let marked = || ["whsec_", "$argon2"].into_iter().any(|mark| line.contains(mark));
    among.cloned().or_else(|| marked().then(secret))
}

/// A setting that stands below a heading, where it counts as one of the heading's names.
pub(super) fn slipped(heading: &str, value: &Value, known: &BTreeMap<String, Value>) -> Option<String> {
    let slipped = value.as_table()?.iter().find_map(|(name, value)| {
        let setting = name.to_lowercase().replace('_', "-");
        (known.contains_key(&setting) && !may_be_called(heading, &setting, value)).then_some(setting)
    });
    let setting = slipped?;
    Some(format!("`{setting}` stands below `[{heading}]`, as one of its names; put its line above `[{heading}]`"))
}

/// Whether somebody, or a system, may be called as a setting is: what stands behind the name tells it.
fn may_be_called(heading: &str, setting: &str, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    match heading {
        "staff" => text.starts_with("$argon2"),
        "systems" => is_web(text) && !["traces", "chatwoot", "matrix"].contains(&setting),
        _ => false,
    }
}

/// A system whose address is none; what stands there may be a secret of another line.
pub(super) fn system(name: &str, known: &BTreeMap<String, Value>) -> String {
    let needs = format!("the system `{name}` needs an address such as `https://shop.example/{name}`");
    match did_you_mean(name, known.keys().map(String::as_str)) {
        Some(meant) => format!("{needs}; if you mean the setting `{meant}`, put its line above `[systems]`"),
        None => needs,
    }
}

/// There is no such setting; perhaps another is meant.
pub(super) fn unknown(name: &str, known: &BTreeMap<String, Value>) -> String {
    let meant = did_you_mean(name, known.keys().map(String::as_str));
    let meant = meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"));
    format!("there is no setting `{name}`{meant} `patter serve --print-config` shows all there are")
}

/// What a setting is, in plain words, with a line that is one, made of what was given where that can be.
pub(super) fn kind(given: Given, name: &str, default: &Value, value: &Value) -> String {
    let told = value.as_str().unwrap_or_default().trim();
    let as_in = |value: Value| format!("as in `{}`", given.line(name, &value));
    match (name, default) {
        ("listen", _) => format!("an address and a port, {}", as_in(address(value).to_string().into())),
        ("log", _) => {
            let kinds = if matches!(given, Given::File) { "`\"text\"` or `\"json\"`" } else { "`text` or `json`" };
            format!("{kinds}, {}", as_in("text".into()))
        }
        (_, Value::Boolean(_)) => {
            let no =
                matches!(told.to_lowercase().as_str(), "no" | "off" | "false" | "0") || value.as_integer() == Some(0);
            format!("`true` or `false`, {}", as_in((!no).into()))
        }
        (_, Value::Integer(number)) => {
            let meant = told.parse::<u32>().map_or(*number, i64::from);
            format!("a whole number from 0 on, {}", as_in(meant.into()))
        }
        (_, Value::Array(_)) => {
            let one = if told.is_empty() || is_secret(name) { HIDDEN } else { told };
            format!("a list of texts, {}", as_in(vec![one.to_owned()].into()))
        }
        (_, Value::Table(_)) => {
            let wrong = value.as_table().and_then(|table| table.iter().find(|(_, one)| !one.is_str()));
            let below = wrong.map_or("name", |(below, _)| below);
            format!("a list of names below `[{name}]`, each with a text, as in `{} = \"{HIDDEN}\"`", key(below))
        }
        _ => format!("a text in quotes, {}", as_in(HIDDEN.into())),
    }
}

/// The address that may be meant where none was given: what is left out is this machine's own, and the port that is listened at by itself.
fn address(value: &Value) -> SocketAddr {
    let SocketAddr::V4(own) = Settings::default().listen else { return Settings::default().listen };
    let told = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let told = told.rsplit("://").next().unwrap_or_default().trim_end_matches('/');
    let (host, port) = told.rsplit_once(':').unwrap_or(if told.contains('.') { (told, "") } else { ("", told) });
    let host = match host {
        "*" => IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        host => host.parse().unwrap_or(IpAddr::V4(*own.ip())),
    };
    SocketAddr::new(host, port.parse().unwrap_or(own.port()))
}

/// What a variable of a kind holds, in plain words.
pub(super) fn in_words(default: &Value) -> &'static str {
    match default {
        Value::Boolean(_) => "write `true` or `false`",
        Value::Integer(_) => "write a whole number from 0 on, such as `30`",
        Value::Table(_) => "names stand in the file alone, below a heading",
        _ => "write a text",
    }
}

/// Why a page's origin is none, and which is meant.
pub(super) fn origin(origin: &str) -> Option<String> {
    let lower = origin.to_lowercase();
    let split = ["https://", "http://"].iter().find_map(|scheme| Some((*scheme, lower.strip_prefix(scheme)?)));
    let rest = lower.trim_start_matches("https:").trim_start_matches("http:").trim_start_matches('/');
    let (scheme, host) = split.unwrap_or(("https://", rest));
    // Browsers leave out the port that a scheme has by itself.
    let usual = if scheme == "https://" { ":443" } else { ":80" };
    let bare = host.split(['/', '?', '#']).next().unwrap_or_default();
    let bare = bare.strip_suffix(usual).unwrap_or(bare);
    if split.is_some() && host.trim_end_matches('/') == bare && !bare.is_empty() && !bare.contains(['*', ' ', '@']) {
        return None;
    }
    let meant = bare.rsplit('@').next().unwrap_or_default().trim_start_matches("*.").trim();
    let meant =
        if meant.is_empty() || meant == "null" || meant.contains(['*', ' ']) { "www.example.com" } else { meant };
    let each = if origin.contains('*') { "; each page is named by itself" } else { "" };
    Some(format!("`origins`: `{origin}` is no page's origin, as `{scheme}{meant}` is{each}"))
}
