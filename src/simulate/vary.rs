//! How people write the same thing otherwise: a word before it, a sign behind it, a slip of the finger.

use super::dice::Dice;

/// Of a hundred messages so many begin with a word that says nothing.
const WITH_A_WORD: f64 = 0.25;
/// Of a hundred messages so many end in a sign that is not in the script.
const WITH_A_SIGN: f64 = 0.3;

/// What stands between two wishes of one message.
pub(super) fn joined(first: &str, second: &str, tag: &str, dice: &mut Dice) -> String {
    let links: &[&str] = match tag {
        "zh" => &["，", "。", "，还有，"],
        "es" => &[". ", ", y ", "; "],
        _ => &[". ", ", and ", "; "],
    };
    format!("{first}{}{second}", dice.one(links).copied().unwrap_or(" "))
}

/// The message as somebody in a hurry, or in a good mood, writes it.
pub(super) fn varied(message: &str, tag: &str, mistypes: f64, dice: &mut Dice) -> String {
    let (words, signs): (&[&str], &[&str]) = match tag {
        "zh" => (&["那个，", "亲，", "请问，", "老板，"], &["呀", "～", "！", "。", "…"]),
        "es" => (&["Bueno, ", "Oiga, ", "Perdone, ", "Mire, "], &["…", "!", ".", " 🙂"]),
        _ => (&["Well, ", "Sorry, ", "Hm, ", "Listen, "], &["...", "!", ".", " 🙂"]),
    };
    let mut said = message.to_owned();
    if dice.happens(mistypes) {
        said = slipped(&said, dice);
    }
    if dice.happens(WITH_A_WORD) {
        said = format!("{}{said}", dice.one(words).copied().unwrap_or_default());
    }
    let ends = said.ends_with(|last: char| last.is_alphanumeric());
    if ends && dice.happens(WITH_A_SIGN) {
        said.push_str(dice.one(signs).copied().unwrap_or_default());
    }
    said
}

/// One slip of the finger inside a word: two letters in each other's place, one left out, or one twice.
fn slipped(message: &str, dice: &mut Dice) -> String {
    let letters: Vec<char> = message.chars().collect();
    // Neither a word's first letter nor its last: there people look.
    let inside: Vec<usize> = letters
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window.iter().all(|letter| letter.is_alphabetic()))
        .map(|(at, _)| at + 1)
        .collect();
    let Some(&at) = dice.one(&inside) else { return message.to_owned() };
    let mut letters = letters;
    match dice.between(0, 2) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        _ => {
            if let Some(twice) = letters.get(at).copied() {
                letters.insert(at, twice);
            }
        }
    }
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::super::dice::Luck;
    use super::*;

    #[test]
    fn a_slip_changes_one_word_by_one_letter_at_most() {
        for number in 0..200 {
            let said = slipped("too expensive", &mut Dice::of(3, number, Luck::Words));
            let length = said.chars().count();
            assert!((12..=14).contains(&length) && said.starts_with("too e") && said.ends_with('e'), "{said}");
        }
        assert_eq!(slipped("no", &mut Dice::of(3, 1, Luck::Words)), "no");
    }
}
