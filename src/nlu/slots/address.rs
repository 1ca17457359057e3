//! Postal addresses: whatever plausibly is one, as written.

use std::ops::Range;

use super::super::boundary::{is_han, may_cut};
use super::{Reading, digits};

/// The longest address, in characters.
pub const LONGEST_ADDRESS: usize = 200;

/// What names a place to deliver to, in Chinese.
const SIGNS: &str = "省市区县镇乡村路街道巷弄号室栋幢楼";

/// What names a place to deliver to, in English and Spanish.
const WORDS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "square",
    "court",
    "ct",
    "apt",
    "apartment",
    "suite",
    "flat",
    "highway",
    "terrace",
    "p.o. box",
    "po box",
    "calle",
    "c/",
    "avenida",
    "avda",
    "plaza",
    "paseo",
    "camino",
    "carretera",
    "piso",
    "codigo postal",
    "c.p",
    "cp",
    "colonia",
    "col",
    "urbanizacion",
    "barrio",
    "edificio",
];

/// Words of sentences that are no address.
const TALK: &[&str] = &[
    "i",
    "i'd",
    "i'll",
    "you",
    "want",
    "do",
    "does",
    "is",
    "are",
    "have",
    "what",
    "how",
    "can",
    "could",
    "would",
    "not",
    "don't",
    "order",
    "need",
    "for me",
    "quiero",
    "tienes",
    "tienen",
    "que",
    "como",
    "cuanto",
    "puedo",
    "puedes",
    "necesito",
    "yes",
    "cost",
    "pairs",
    "days",
    "我要",
    "我想",
    "想要",
    "吗",
    "怎么",
    "什么",
    "多少",
    "几",
    "哪",
    "多久",
    "有没有",
    "可以",
    "能不能",
    "给我",
    "了",
];

/// What says that an address comes.
const CUES: &[&str] = &[
    "my address is",
    "the address is",
    "address is",
    "address:",
    "shipping address:",
    "shipping address is",
    "delivery address is",
    "delivery address:",
    "ship it to",
    "ship to",
    "send it to",
    "send to",
    "deliver to",
    "deliver it to",
    "mail it to",
    "i live at",
    "i live in",
    "mi direccion es",
    "la direccion es",
    "direccion:",
    "mi domicilio es",
    "enviar a",
    "envialo a",
    "mandalo a",
    "vivo en",
    "我的收货地址是",
    "收货地址是",
    "收货地址:",
    "收货地址",
    "我的地址是",
    "地址是",
    "地址:",
    "地址为",
    "地址",
    "请寄到",
    "寄到",
    "寄去",
    "发到",
    "送到",
    "邮寄到",
    "我住在",
    "我住",
    "我家在",
];

/// What may come before one, and before much else.
const LEADS: &[&str] =
    &["it's", "it is", "i'm at", "to", "es", "en", "是", "寄", "就是", "sure", "yes", "ok", "好的", "claro"];

/// Takes all of the text from `at` on, where it plausibly is an address.
pub(in crate::nlu) fn address(text: &str, at: usize) -> Option<Reading<Range<usize>>> {
    let rest = text.get(at..)?;
    let end = rest.char_indices().nth(LONGEST_ADDRESS).map_or(text.len(), |(offset, _)| at + offset);
    is_plausible(text.get(at..end)?, true).then(|| Reading::new(at..end, end))
}

/// The byte behind words at the beginning of a normalised text after which an address comes, and whether they say so.
pub(in crate::nlu) fn behind_cue(text: &str) -> (usize, bool) {
    let (mut start, mut said) = (0, false);
    loop {
        let rest = text.get(start..).unwrap_or_default();
        let longest = |words: &[&str]| {
            let ends = words
                .iter()
                .filter(|word| rest.starts_with(**word) && may_cut(rest, word.len()))
                .map(|word| word.len());
            ends.max()
        };
        let (Some(end), cued) = (match longest(CUES) {
            Some(end) => (Some(end), true),
            None => (longest(LEADS), false),
        }) else {
            return (start, said);
        };
        let behind = rest.get(end..).unwrap_or_default();
        let trimmed = behind.trim_start_matches([' ', ':', ',', '-', '.']);
        if trimmed.is_empty() {
            return (start, said);
        }
        start += rest.len() - trimmed.len();
        said |= cued;
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
    let named = WORDS.iter().any(|word| holds(place, word));
    let talks = TALK.iter().any(|word| holds(place, word));
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

fn holds(place: &str, word: &str) -> bool {
    place.match_indices(word).any(|(start, _)| may_cut(place, start) && may_cut(place, start + word.len()))
}
