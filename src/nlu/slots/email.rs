//! E-mail addresses: `mei@shop.example`.

use std::ops::Range;

use super::super::boundary::{char_at, char_before};
use super::Reading;

/// Longer ones exist on paper only.
const LONGEST: usize = 254;

/// Whether a text is an e-mail address and nothing else.
pub fn is_email(text: &str) -> bool {
    email(&text.to_lowercase(), 0).is_some_and(|read| read.end == text.len())
}

/// Reads an e-mail address that begins at `at`.
pub(in crate::nlu) fn email(text: &str, at: usize) -> Option<Reading<Range<usize>>> {
    if char_before(text, at).is_some_and(is_local) {
        return None;
    }
    let rest = text.get(at..)?;
    let local = rest.bytes().take_while(|byte| is_local(char::from(*byte))).count();
    if local == 0 || local > LONGEST || !rest.get(local..)?.starts_with('@') || rest.starts_with('.') {
        return None;
    }
    let domain = at + local + 1;
    let mut end = domain;
    while let Some(c) = char_at(text, end) {
        let inside = char_at(text, end + 1).is_some_and(|next| next.is_ascii_alphanumeric());
        match c {
            c if c.is_ascii_alphanumeric() => {}
            '.' | '-' if inside && end > domain => {}
            _ => break,
        }
        end += 1;
    }
    let (host, top) = text.get(domain..end)?.rsplit_once('.')?;
    let named = !host.is_empty() && top.len() >= 2 && top.chars().all(|c| c.is_ascii_alphabetic());
    (named && end - at <= LONGEST).then(|| Reading::new(at..end, end))
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}
