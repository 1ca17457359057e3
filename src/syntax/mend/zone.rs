//! Time zones by what people call them, `time zone New York`, where `America/New_York` belongs.

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::prepared::Edit;
use crate::syntax::zone::time_zone_called;

/// What people write before a time zone, beside the word of the language.
const HEADS: &[(Keywords, &[&str])] = &[
    (Keywords::English, &["time zone", "timezone", "time-zone", "tz", "zone"]),
    (Keywords::Chinese, &["所在时区", "时区", "时间区"]),
    (Keywords::Spanish, &["zona horaria", "huso horario", "zona de tiempo", "huso", "zona"]),
];

/// How many lexemes before and behind the place a line may begin.
const NEAR: usize = 6;

/// `timezone: New York`: the word before it and the place at once.
pub fn time_zones(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if !words.table.is(words.word(0), "kw_shop") {
        return;
    }
    for at in words.found.saturating_sub(NEAR)..words.found + NEAR {
        let Some(first) = words.lexeme(at).filter(|_| words.line_ends_before(at)) else { continue };
        let line = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let lower = line.to_lowercase();
        let heads = HEADS.iter().filter(|(language, _)| *language == words.language).flat_map(|(_, heads)| *heads);
        let Some(head) = heads.into_iter().find(|head| lower.starts_with(**head)) else { continue };
        let Some(rest) = line.get(head.len()..) else { continue };
        let place = rest.trim_start_matches([' ', '\t', ':', '：', '=', '"', '“', '«']);
        let place = place.trim_end_matches(['\r', ' ', '.', '。', '"', '”', '»', ',', '，']);
        let parted = place.len() < rest.len() || place.chars().next().is_some_and(|c| !c.is_ascii());
        let own = words.table.spelling("kw_time_zone");
        let proper = || place.contains('/').then(|| place.to_owned()).filter(|_| **head != *own);
        let Some(zone) = time_zone_called(place).or_else(proper).filter(|_| parted && !place.is_empty()) else {
            continue;
        };
        let range = first.start..first.start + head.len() + rest.find(place).unwrap_or(0) + place.len();
        let mut range = range;
        // The quotes behind it go with those before it.
        if let Some(quote) = words.file.get(range.end..).and_then(|behind| behind.chars().next()) {
            range.end += if matches!(quote, '"' | '”' | '»') { quote.len_utf8() } else { 0 };
        }
        let meant = format!("{own} {zone}");
        mends.push(Mend {
            message: format!(
                "`{}` names no time zone as it is written here",
                words.file.get(range.clone()).unwrap_or_default()
            ),
            label: "a part of the world and a city are expected".to_owned(),
            help: format!("write `{meant}`"),
            ..Mend::new(Edit::replace(range.clone(), meant.clone()), Code::UnexpectedText, range)
        });
    }
}
