//! Links, with and without a scheme, told from numbers, abbreviations and sentences that lack a space: `ok.thanks`.

use std::ops::Range;

use super::boundary::{char_at, char_before, is_han_like};
use super::normalise::Normal;
use super::slots::email::email;

/// Ends of host names that end little else.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "cn", "io", "co", "cc", "xyz", "ly", "gl", "tk", "hk", "tw", "jp", "uk", "eu", "ru", "fr",
    "mx", "ar", "cl", "pe", "ca", "au", "nz", "kr", "sg", "br", "pt", "ch", "nl", "pl", "gov", "edu", "biz", "app",
    "dev", "ai", "tv", "gg", "wiki", "shop", "store", "site", "online", "vip", "icu", "example", "club", "fun", "asia",
    "mobi", "int", "link",
];

/// Ends of host names that are words too: they count at the end of a message or before a punctuation mark.
const WORDS: &[&str] = &["es", "it", "in", "se", "me", "to", "us", "de", "la", "top", "live", "pro", "info", "page"];

/// Where the links of a message stand, in bytes of it as written.
fn links(message: &str) -> Vec<Range<usize>> {
    if memchr::memchr2(b'.', b':', message.as_bytes()).is_none() && !message.contains(['．', '：', '。']) {
        return Vec::new();
    }
    let normal = Normal::new(message);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = char_at(&normal.text, at) {
        match link_at(&normal.text, at) {
            Some(end) => {
                let place = normal.original(at..end);
                // Between Han no space is left in the normalised text; it ends a link all the same.
                let written = message.get(place.clone()).unwrap_or_default();
                found.push(place.start..place.start + written.find(char::is_whitespace).unwrap_or(written.len()));
                at = end;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// Where links and e-mail addresses stand in a normalised message: what stands in one was not said.
pub(super) fn addresses(message: &str, normal: &Normal<'_>) -> Vec<Range<usize>> {
    let text: &str = &normal.text;
    let mut found = Vec::new();
    if !normal.may_hold_addresses {
        return found;
    }
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let end = if c.is_ascii_alphanumeric() { link_at(text, at).or_else(|| email_at(text, at)) } else { None };
        match end {
            Some(end) => {
                found.push(at..up_to_space(message, normal, at..end));
                at = end;
            }
            None => at += c.len_utf8(),
        }
    }
    found
}

/// The end of a link: the first space in it as written, for between Han none is left in the normalised text.
fn up_to_space(message: &str, normal: &Normal<'_>, link: Range<usize>) -> usize {
    let written = normal.original(link.clone());
    let text = message.get(written.clone()).unwrap_or_default();
    let Some(space) = text.find(char::is_whitespace).map(|at| written.start + at) else { return link.end };
    let inside = normal.text.get(link.clone()).unwrap_or_default().char_indices().map(|(at, _)| link.start + at);
    inside
        .take_while(|at| normal.original(*at..link.end).start <= space)
        .last()
        .map_or(link.end, |last| last + char_at(&normal.text, last).map_or(0, char::len_utf8))
}

fn email_at(text: &str, at: usize) -> Option<usize> {
    email(text, at).map(|read| read.end)
}

/// A message with a space for each of its links.
pub fn without_links(message: &str) -> String {
    let mut unlinked = String::with_capacity(message.len());
    let mut behind = 0;
    for link in links(message) {
        unlinked.push_str(message.get(behind..link.start).unwrap_or_default());
        unlinked.push(' ');
        behind = link.end;
    }
    unlinked.push_str(message.get(behind..).unwrap_or_default());
    unlinked
}

/// Whether a normalised text holds a link.
pub(super) fn holds_link(text: &str) -> bool {
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if c.is_ascii_alphanumeric() && link_at(text, at).is_some() {
            return true;
        }
        at += c.len_utf8();
    }
    false
}

/// The byte behind the link that begins at byte `at` of a normalised text.
pub(super) fn link_at(text: &str, at: usize) -> Option<usize> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@' | '/' | '%' | '+');
    if !char_at(text, at)?.is_ascii_alphanumeric() || char_before(text, at).is_some_and(inside) {
        return None;
    }
    let rest = text.get(at..)?;
    let scheme = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    if let Some(address) = rest.get(scheme..)?.strip_prefix("://") {
        return address.starts_with(char::is_alphanumeric).then(|| address_end(text, at));
    }
    let host = host_end(text, at);
    let (name, ending) = text.get(at..host)?.rsplit_once(['.', '。'])?;
    if char_at(text, host) == Some('@') || name.is_empty() {
        return None;
    }
    let path = text.get(host..)?;
    let has_path = ["/", "?", "#"]
        .iter()
        .any(|sign| path.strip_prefix(sign).is_some_and(|path| path.starts_with(|c: char| c.is_ascii_alphanumeric())));
    let labelled =
        name.split('.').all(|label| !label.is_empty()) && ending.bytes().all(|byte| byte.is_ascii_alphabetic());
    let first = name.split('.').next().unwrap_or_default();
    let ends =
        path.trim_start_matches(' ').is_empty() || path.starts_with(|c: char| !c.is_ascii_alphanumeric() && c != ' ');
    let is_link = name.starts_with("www") && name.len() + ending.len() > 4 && labelled
        || labelled
            && (ENDINGS.contains(&ending)
                || WORDS.contains(&ending) && ends && first.len() >= 2
                || path.starts_with('/')
                    && has_path
                    && ending.len() >= 2
                    && (first.len() >= 2 || WORDS.contains(&ending)));
    is_link.then(|| if has_path || path.starts_with(['/', ':']) { address_end(text, host) } else { host })
}

/// The byte behind a host name; a full stop that ends the sentence is none of it.
fn host_end(text: &str, at: usize) -> usize {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        let goes_on = || char_at(text, end + c.len_utf8()).is_some_and(|next| next.is_ascii_alphanumeric());
        match c {
            'a'..='z' | '0'..='9' => {}
            '.' | '-' | '。' if end > at && goes_on() => {}
            _ => break,
        }
        end += c.len_utf8();
    }
    end
}

/// The byte behind all that belongs to a link: up to a space or a quotation mark, without the punctuation of the sentence. Han that
/// follows another letter is what the customer goes on with; behind a sign of the address, as in `shop.example/手镯`, it is part of it.
fn address_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut length = 0;
    let (mut before, mut han_host) = (' ', false);
    for (place, c) in rest.char_indices() {
        let is_han = is_han_like(c) && c.is_alphanumeric();
        let joins = matches!(before, '/' | '=' | '?' | '&' | '#' | '-' | '_')
            || is_han_like(before)
            || han_host && before == '.';
        if c == ' ' || matches!(c, '"' | '<' | '>') || is_han_like(c) && !(is_han && joins) {
            break;
        }
        han_host = c != '/' && (han_host || is_han && rest.get(..place).is_some_and(|link| link.ends_with("://")));
        before = c;
        length = place + c.len_utf8();
    }
    let link = rest.get(..length).unwrap_or_default();
    at + link.trim_end_matches(['.', ',', '!', '?', ';', ':', ')', '\'']).len()
}
