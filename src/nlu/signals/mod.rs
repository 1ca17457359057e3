//! What a message carries besides its words: a link, a way to be reached elsewhere, a secret.

mod contact;
mod secret;

use std::sync::LazyLock;

use daachorse::DoubleArrayAhoCorasick;

use super::links::holds_link;
use super::normalise::Normal;
use super::words::SIGNAL_HINTS;

/// What a message carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    /// A link.
    pub link: bool,
    /// A phone number, an e-mail address, a name in a messenger, or an invitation to talk there.
    pub contact: bool,
    /// A password, a code, the number of a card.
    pub secret: bool,
}

/// Says what a message carries. One without figures, signs and words that could be any of it costs one pass and no memory.
pub fn signals(message: &str) -> Signals {
    let hints = Hints::of(message);
    if hints == Hints::default() {
        return Signals::default();
    }
    let normal = Normal::new(message);
    let text: &str = &normal.text;
    Signals {
        link: hints.point && holds_link(text),
        contact: (hints.word || hints.figures || hints.at) && contact::holds_contact(text),
        secret: (hints.word || hints.figures) && secret::holds_secret(text),
    }
}

/// What of a message makes a closer look worth while.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Hints {
    /// A point with something behind it, or `://`.
    point: bool,
    /// An @.
    at: bool,
    /// As many figures as the shortest code has.
    figures: bool,
    /// The name of a messenger, or a word for a secret.
    word: bool,
}

/// The fewest figures worth a look.
const FEWEST_FIGURES: usize = 3;

static HINTS: LazyLock<Option<DoubleArrayAhoCorasick<u32>>> = LazyLock::new(|| {
    let mut written: Vec<String> = Vec::new();
    for word in SIGNAL_HINTS.iter() {
        let capital = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
        for spelling in [word.to_string(), capital, word.to_uppercase()] {
            if !written.contains(&spelling) {
                written.push(spelling);
            }
        }
    }
    written.extend(["WeChat", "WeiXin", "WhatsApp", "Vx", "Wx", "加Ｖ", "加Ｖ"].map(String::from));
    written.sort();
    written.dedup();
    DoubleArrayAhoCorasick::new(written).ok()
});

impl Hints {
    fn of(message: &str) -> Self {
        let bytes = message.as_bytes();
        let mut hints = Hints::default();
        let mut figures = 0;
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'0'..=b'9' => figures += 1,
                b'@' => hints.at = true,
                b'.' => hints.point |= bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric),
                b':' => hints.point |= bytes.get(at + 1) == Some(&b'/'),
                // Full-width letters, figures and signs, but not the punctuation of every Chinese sentence.
                0xEF => {
                    let wide = |third: u8, next: Option<&u8>| match third {
                        0xBC => next.is_some_and(|next| matches!(next, 0x8E | 0x90..=0x99 | 0xA0..=0xBA)),
                        0xBD => next.is_some_and(|next| matches!(next, 0x81..=0x9A)),
                        _ => false,
                    };
                    if bytes.get(at + 1).is_some_and(|third| wide(*third, bytes.get(at + 2))) {
                        return Hints { point: true, at: true, figures: true, word: true };
                    }
                }
                _ => {}
            }
        }
        hints.figures = figures >= FEWEST_FIGURES;
        hints.word = HINTS.as_ref().is_some_and(|words| words.find_iter(message).next().is_some());
        // 网址。com
        hints.point |= message.contains('。') && ["com", "cn", "net"].iter().any(|ending| message.contains(ending));
        hints
    }
}
