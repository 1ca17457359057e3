//! Postal addresses: whatever plausibly is one, as written.

use super::super::boundary::{is_han, may_cut};
use super::super::words::{ADDRESS_CUES, NO_ADDRESS, STREETS};
use super::digits;

/// The longest address, in characters.
pub const LONGEST_ADDRESS: usize = 200;

/// What names a place to deliver to, in Chinese.
const SIGNS: &str = "省市区县镇乡村路街道巷弄号室栋幢楼";

/// What may come before one, and before much else.
const LEADS: &[&str] =
    &["it's", "it is", "i'm at", "to", "es", "en", "是", "寄", "就是", "sure", "yes", "ok", "好的", "claro"];

/// The byte behind words at the beginning of a normalised text after which an address comes, and whether they say so.
pub(in crate::nlu) fn behind_cue(text: &str) -> (usize, bool) {
    let (mut start, mut said) = (0, false);
    loop {
        let rest = text.get(start..).unwrap_or_default();
        let leads = LEADS.iter().filter(|word| rest.starts_with(**word) && may_cut(rest, word.len()));
        let (cue, lead) = (ADDRESS_CUES.opening(rest).map(str::len), leads.map(|word| word.len()).max());
        let Some(end) = cue.or(lead) else { return (start, said) };
        let behind = rest.get(end..).unwrap_or_default();
        let trimmed = behind.trim_start_matches([' ', ':', ',', '-', '.']);
        if trimmed.is_empty() {
            return (start, said);
        }
        start += rest.len() - trimmed.len();
        said |= cue.is_some();
    }
}

/// Whether a normalised text looks like an address; `cued` is whether words before it say that it is one.
pub(in crate::nlu) fn is_plausible(place: &str, cued: bool) -> bool {
    let han = place.chars().filter(|c| is_han(*c)).count();
    let words = place.split(' ').filter(|word| word.chars().any(char::is_alphanumeric)).count();
    if words < 2 && han < 5 || place.ends_with(['?', '吗', '呢']) {
        return false;
    }
    let digit = place.chars().any(|c| c.is_ascii_digit());
    let signs = SIGNS.chars().filter(|sign| place.contains(*sign)).count();
    let named = STREETS.stand_in(place);
    let talks = NO_ADDRESS.stand_in(place);
    let parted = place.contains([',', ';']) || postcode(place);
    let chinese = han >= 5 && (signs >= 2 || signs == 1 && digit);
    let western = named && (digit || words >= 3) || digit && words >= 3 && parted;
    if cued { chinese || western || digit || named || signs > 0 } else { (chinese || western) && !talks }
}

/// A run of five or six figures, as most countries' postcodes are.
fn postcode(place: &str) -> bool {
    place.char_indices().any(|(at, _)| {
        may_cut(place, at) && digits(place, at).is_some_and(|(figures, _)| (5..=6).contains(&figures.len()))
    })
}
