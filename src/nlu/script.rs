//! The scripts languages are written in, and how much of each stands in a message.

use super::boundary::is_han;

/// A script, as far as it tells languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Latin,
    Han,
    Kana,
    Hangul,
    Cyrillic,
    Greek,
    Arabic,
    Hebrew,
    Devanagari,
    Thai,
}

/// How many there are.
const SCRIPTS: usize = 10;

impl Script {
    /// What a language is written in, by its tag.
    pub fn of_language(tag: &str) -> Script {
        match primary(tag) {
            "zh" | "yue" => Script::Han,
            "ja" => Script::Kana,
            "ko" => Script::Hangul,
            "ru" | "uk" | "be" | "bg" | "sr" | "mk" | "kk" | "ky" | "mn" => Script::Cyrillic,
            "el" => Script::Greek,
            "ar" | "fa" | "ur" => Script::Arabic,
            "he" | "yi" => Script::Hebrew,
            "hi" | "mr" | "ne" => Script::Devanagari,
            "th" => Script::Thai,
            _ => Script::Latin,
        }
    }

    fn of(c: char) -> Option<Script> {
        Some(match c {
            'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
            '\u{0370}'..='\u{03FF}' => Script::Greek,
            '\u{0400}'..='\u{052F}' => Script::Cyrillic,
            '\u{0590}'..='\u{05FF}' => Script::Hebrew,
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' => Script::Arabic,
            '\u{0900}'..='\u{097F}' => Script::Devanagari,
            '\u{0E00}'..='\u{0E7F}' => Script::Thai,
            '\u{3041}'..='\u{30FF}' | '\u{FF66}'..='\u{FF9F}' => Script::Kana,
            '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7AF}' => Script::Hangul,
            _ if is_han(c) => Script::Han,
            _ => return None,
        })
    }
}

/// The language of a tag without script and region: the `zh` of `zh-Hant-TW`.
pub(super) fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// The script most of a normalised message is in: words count once, characters of scripts without spaces each. Nothing where it has no letters.
pub(super) fn main_script(text: &str) -> Option<Script> {
    if text.is_ascii() {
        return text.bytes().any(|byte| byte.is_ascii_alphabetic()).then_some(Script::Latin);
    }
    let mut counts = [(Script::Latin, 0usize); SCRIPTS];
    let mut known = 0;
    let mut before = None;
    for c in text.chars() {
        let script = Script::of(c);
        let spaced = !matches!(script, Some(Script::Han | Script::Kana | Script::Thai));
        if let Some(script) = script
            && !(spaced && before == Some(script))
        {
            match counts.iter_mut().take(known).find(|(counted, _)| *counted == script) {
                Some((_, count)) => *count += 1,
                None => {
                    if let Some(free) = counts.get_mut(known) {
                        *free = (script, 1);
                        known += 1;
                    }
                }
            }
        }
        before = script;
    }
    let counts = counts.get(..known)?;
    let of = |script: Script| counts.iter().find(|(counted, _)| *counted == script).map_or(0, |(_, count)| *count);
    // Japanese is written in both: one kana makes its Han no Chinese.
    let japanese = of(Script::Kana) > 0;
    let weight = |&(script, count): &(Script, usize)| match script {
        Script::Kana => count + of(Script::Han),
        Script::Han if japanese => 0,
        // A word or two of Latin are a brand or a size, so a tie is not for it.
        Script::Latin => count * 2 - 1,
        _ => count * 2,
    };
    counts.iter().max_by_key(|counted| weight(counted)).map(|(script, _)| *script)
}
