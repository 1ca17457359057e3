//! Emoji.

use unicode_properties::emoji::{EmojiStatus, UnicodeEmoji};

/// Shows a text character as an emoji.
const EMOJI_SELECTOR: char = '\u{FE0F}';

/// Whether a text has an emoji in it. Digits, keycaps, © and ™ are none; ☺ and ❤ are, as chat apps draw them in colour.
pub fn contains_emoji(text: &str) -> bool {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii() || !c.is_emoji_char() {
            continue;
        }
        let drawn = match c.emoji_status() {
            EmojiStatus::EmojiOther | EmojiStatus::EmojiOtherAndEmojiComponent => {
                ('\u{2600}'..='\u{27BF}').contains(&c) || chars.peek() == Some(&EMOJI_SELECTOR)
            }
            status => !matches!(status, EmojiStatus::NonEmoji | EmojiStatus::NonEmojiButEmojiComponent),
        };
        if drawn {
            return true;
        }
    }
    false
}
