//! Long lines in a terminal: broken where words end, or between characters that need no blank.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A text in lines of at most `width` cells; a word longer than a line keeps one of its own.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        if !line.is_empty() && line.width() + piece.trim_end().width() > width {
            lines.push(line.trim_end().to_owned());
            line = String::new();
        }
        line.push_str(piece);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// As much of a text as fits into `width` cells, an ellipsis at its end where something is left out.
pub fn shorten(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut cells = 1;
    let fits = |c: &char| {
        cells += c.width().unwrap_or(0);
        cells <= width
    };
    let short: String = text.chars().take_while(fits).collect();
    format!("{}…", short.trim_end())
}

/// Words with the blanks behind them, and single wide characters with the marks that must not begin a line.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let behind_blank = before == Some(' ') && c != ' ';
        let wide = |c: char| c.width() == Some(2) && c.is_alphanumeric();
        let beside_wide = before.is_some_and(|before| wide(c) || c.is_alphanumeric() && wide(before));
        if at > start && (behind_blank || beside_wide && before.is_some_and(|before| !OPENING.contains(&before))) {
            pieces.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    pieces.extend(text.get(start..));
    pieces
}

/// What a line does not end with.
const OPENING: [char; 6] = ['“', '（', '《', '「', '『', '【'];

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn words_stay_whole() {
        assert_eq!(wrap("the postage is on us", 11), ["the postage", "is on us"]);
        assert_eq!(wrap("incomprehensibilities", 5), ["incomprehensibilities"]);
        assert_eq!(wrap("", 5), [""]);
    }

    #[test]
    fn chinese_breaks_between_characters_but_never_before_a_mark() {
        assert_eq!(wrap("亲，这单给您包邮。", 8), ["亲，这单", "给您包", "邮。"]);
    }
}
