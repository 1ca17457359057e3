//! Ways to be reached elsewhere: phone numbers, e-mail addresses, names in messengers, invitations to talk there.

use jiff::civil::Date;

use super::super::boundary::{char_at, char_before, may_cut};
use super::super::slots::{email, order_number, phone};
use super::super::words::{
    HINTS, INVITATIONS, INVITATIONS_BEHIND, MESSENGER_NAME, MESSENGER_OTHERWISE, MESSENGERS, NETWORKS, PHONE_CUES,
};

/// Words that are a messenger only where an invitation or a name says so.
const DOUBTFUL: &[&str] = &["line", "威信", "微", "薇", "威", "v", "signal", "企鹅"];

/// What makes messengers of them.
const ADDING: [&str; 17] = [
    "加",
    "加我",
    "加你",
    "加您",
    "加个",
    "加下",
    "加一下",
    "加我个",
    "+",
    "add me on",
    "add you on",
    "message me on",
    "text me on",
    "find me on",
    "chat on",
    "write me on",
    "agregame a",
];

/// Whether a normalised text holds a way to be reached elsewhere.
pub(super) fn holds_contact(text: &str) -> bool {
    text.contains('@') && holds_email(text) || holds_phone(text) || holds_messenger(text)
}

fn holds_email(text: &str) -> bool {
    text.match_indices('@').any(|(at, _)| {
        let local = text.get(..at).unwrap_or_default();
        let start = local
            .trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'))
            .len();
        email::email(text, start).is_some()
    })
}

fn holds_phone(text: &str) -> bool {
    let figures = text.bytes().filter(u8::is_ascii_digit).count();
    if figures < 7 {
        return false;
    }
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        // The number of an order is none, however it is written.
        if let Some(end) =
            order_number::cue(text, at).filter(|end| char_at(text, *end).is_some_and(|c| c.is_ascii_digit()))
        {
            at = end + text.get(end..).map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
            continue;
        }
        if matches!(c, '+' | '(' | '0'..='9')
            && let Some(read) = phone::phone(text, at, Date::MIN)
        {
            let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', ':', ',']);
            let cued = PHONE_CUES.before(before).is_some();
            if cued || read.value.unmistakable {
                return true;
            }
            at = read.end;
            continue;
        }
        at += c.len_utf8();
    }
    false
}

/// Whether somebody is invited to a messenger, asked for a name in one, or given one.
fn holds_messenger(text: &str) -> bool {
    let reaches = |(start, end): (usize, usize), hinted: bool| {
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.strip_prefix(' ').unwrap_or(rest);
        let elsewhere = || invites(text, start, hinted) || hinted && INVITATIONS_BEHIND.opening(next).is_some();
        MESSENGER_OTHERWISE.opening(next).is_none() && (elsewhere() || names_one(rest, text, start))
    };
    MESSENGERS.places(text).any(|place| reaches(place, true))
        || NETWORKS.places(text).any(|place| reaches(place, false))
        || holds_doubtful(text)
}

/// The same of messengers whose names are words.
fn holds_doubtful(text: &str) -> bool {
    let places = DOUBTFUL.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| (at, at + word.len())));
    places.filter(|(start, end)| may_cut(text, *start) && may_cut(text, *end)).any(|(start, end)| {
        let rest = text.get(end..).unwrap_or_default();
        let before = text.get(..start).unwrap_or_default().trim_end();
        let added = ADDING.iter().any(|word| before.strip_suffix(word).is_some_and(|rest| may_cut(before, rest.len())));
        let behind_id = ["id", ":", "号"].iter().find_map(|id| rest.trim_start().strip_prefix(id));
        let alone = !matches!(char_before(text, start), Some('-' | '.' | '\''));
        alone && (added || behind_id.is_some_and(|rest| names_one(rest, text, start)))
    })
}

/// Whether an invitation stands right before byte `at`; `hinted` lets less do.
fn invites(text: &str, at: usize, hinted: bool) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', ':']);
    let articles = ["the", "a", "el", "un", "一下", "一个", "个"];
    let without = articles.iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before).trim_end();
    let invites = |before: &str| INVITATIONS.before(before).is_some() || hinted && HINTS.before(before).is_some();
    invites(before) || invites(without)
}

/// What no name in a messenger is, behind "is".
const NO_NAMES: [&str; 7] = ["working", "broken", "right", "wrong", "better", "there", "great"];

/// The fewest characters of a name, and of its figures where nothing else says that it is one.
const SHORTEST_NAME: usize = 5;
const FEWEST_FIGURES: usize = 2;

/// Whether a name in a messenger follows the messenger that begins at `start`: letters and figures, or whatever stands behind "is".
fn names_one(rest: &str, text: &str, start: usize) -> bool {
    let trimmed = rest.trim_start_matches([' ', ':', '-']);
    let (name, linked) = match MESSENGER_NAME.behind(trimmed) {
        Some(behind) => (behind.trim_start_matches([' ', ':', '-', '是']), true),
        None => (trimmed, rest.trim_start().starts_with(':')),
    };
    let name = name.strip_prefix('@').unwrap_or(name);
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')).count();
    let name = name.get(..length).unwrap_or_default();
    let figures = name.bytes().filter(u8::is_ascii_digit).count();
    let alone = !char_before(text, start).is_some_and(char::is_alphanumeric);
    name.len() >= SHORTEST_NAME && (figures >= FEWEST_FIGURES || linked && alone && !NO_NAMES.contains(&name))
}
