//! Whole numbers in words: `thirty-eight`, `a dozen`, `treinta y ocho`, `dos mil quinientos`.

use super::{Reading, one_at, past_space, word_at};

/// Words that add up: the bigger part of a number comes first.
const PARTS: &[(&str, u32)] = &[
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("zero", 0),
    ("half a dozen", 6),
    ("half dozen", 6),
    ("a dozen", 12),
    ("one dozen", 12),
    ("dozen", 12),
    ("a hundred", 100),
    ("a thousand", 1_000),
    ("a couple", 2),
    ("media docena", 6),
    ("una docena", 12),
    ("docena", 12),
    ("un par", 2),
    ("medio ciento", 50),
    ("medio centenar", 50),
    ("un ciento", 100),
    ("un centenar", 100),
    ("veintiuno", 21),
    ("veintiuna", 21),
    ("veintiun", 21),
    ("veintidos", 22),
    ("veintitres", 23),
    ("veinticuatro", 24),
    ("veinticinco", 25),
    ("veintiseis", 26),
    ("veintisiete", 27),
    ("veintiocho", 28),
    ("veintinueve", 29),
    ("dieciseis", 16),
    ("diecisiete", 17),
    ("dieciocho", 18),
    ("diecinueve", 19),
    ("once", 11),
    ("doce", 12),
    ("trece", 13),
    ("catorce", 14),
    ("quince", 15),
    ("veinte", 20),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("setenta", 70),
    ("ochenta", 80),
    ("noventa", 90),
    ("cien", 100),
    ("ciento", 100),
    ("doscientos", 200),
    ("doscientas", 200),
    ("trescientos", 300),
    ("trescientas", 300),
    ("cuatrocientos", 400),
    ("cuatrocientas", 400),
    ("quinientos", 500),
    ("quinientas", 500),
    ("seiscientos", 600),
    ("seiscientas", 600),
    ("setecientos", 700),
    ("setecientas", 700),
    ("sietecientos", 700),
    ("sietecientas", 700),
    ("ochocientos", 800),
    ("ochocientas", 800),
    ("novecientos", 900),
    ("novecientas", 900),
    ("nuevecientos", 900),
    ("nuevecientas", 900),
    ("cero", 0),
    ("uno", 1),
    ("una", 1),
    ("un", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("mil", 1000),
];

const TIMES: &[(&str, u32)] = &[
    ("hundred", 100),
    ("cientos", 100),
    ("cientas", 100),
    ("thousand", 1_000),
    ("mil", 1_000),
    ("grand", 1_000),
    ("million", 1_000_000),
    ("millon", 1_000_000),
    ("millones", 1_000_000),
    ("dozen", 12),
    ("docenas", 12),
    ("docena", 12),
];

/// Words that are a number only where nothing else is said.
const WEAK: &[&str] = &["one", "uno", "una", "un", "once", "a couple", "un par"];

/// Words behind a number that leave it open: "treinta y tantos".
const VAGUE: &[&str] = &["pico", "tantos", "tantas", "odd", "something"];

/// A number in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::nlu) struct Spelled {
    pub value: u32,
    /// "one", which also stands for a thing: the green one.
    pub weak: bool,
}

/// The whole number that a name or a few words are, in any of the three languages: `fifty`, `cuarenta-y-dos`, `五十`.
pub fn number_in_words(words: &str) -> Option<u64> {
    let text = crate::nlu::normalise(words);
    let whole = |end: usize| end == text.len();
    let spelled = spelled(&text, 0).filter(|read| whole(read.end)).map(|read| u64::from(read.value.value));
    let han = || super::han_number::han_whole(&text, 0).filter(|read| whole(read.end)).map(|read| read.value);
    spelled.or_else(han)
}

/// Reads a number in words.
pub(in crate::nlu) fn spelled(text: &str, at: usize) -> Option<Reading<Spelled>> {
    let first = part(text, at)?;
    // Nobody knows how many "a few dozen" are.
    let before = text.get(..at)?.trim_end_matches([' ', '-']);
    let some = ["few", "several", "many", "some", "unas", "varias"].iter().any(|word| before.ends_with(word));
    if some && text.get(at..first.end).is_some_and(by_the_dozen) {
        return None;
    }
    let weak = WEAK.contains(&text.get(at..first.end)?);
    // 1,000 is whole already: the hundreds of "mil dos cientos" are not those of a thousand.
    let (mut total, mut sum) = if first.value == 1_000 { (1_000, 0) } else { (0u32, first.value) };
    let mut last = first.value;
    let mut end = first.end;
    loop {
        let next = past_joint(text, end);
        if let Some(times) = one_at(text, next, TIMES) {
            let times_sum = sum.checked_mul(times.value)?;
            if times.value >= 1_000 {
                total = total.checked_add(times_sum)?;
                sum = 0;
            } else {
                sum = times_sum;
            }
            last = times.value;
            end = times.end;
        } else if let Some(more) = part(text, next).filter(|more| fits(last, more.value)) {
            sum = sum.checked_add(more.value)?;
            last = more.value;
            end = more.end;
        } else if one_of_at(text, next, VAGUE) {
            return None;
        } else {
            let mut value = total.checked_add(sum)?;
            // Half of "docena y media" is half a dozen.
            let dozens = ["docena", "docenas", "dozen"];
            if text.get(at..end).is_some_and(|said| dozens.iter().any(|word| said.ends_with(word)))
                && let Some(behind) = and_a_half(text, end)
            {
                (value, end) = (value.checked_add(6)?, behind);
            }
            return Some(Reading::new(Spelled { value, weak: weak && end == first.end }, end));
        }
    }
}

/// Past "and a half" and the like.
pub(super) fn and_a_half(text: &str, at: usize) -> Option<usize> {
    ["and a half", "y media"].iter().find_map(|word| word_at(text, past_space(text, at), word))
}

fn one_of_at(text: &str, at: usize, words: &[&str]) -> bool {
    words.iter().any(|word| word_at(text, at, word).is_some())
}

/// What multiplies a number in figures: the "mil" of "2 mil", and the "docenas" of "2 docenas" where things are counted.
pub(super) fn times(text: &str, at: usize) -> Option<Reading<u32>> {
    one_at(text, at, TIMES)
}

/// Whether the words of a number count by the dozen or the pair, as no money is counted.
pub(in crate::nlu) fn by_the_dozen(said: &str) -> bool {
    ["docena", "dozen", "couple", "un par"].iter().any(|word| said.contains(word))
}

fn part(text: &str, at: usize) -> Option<Reading<u32>> {
    let read = PARTS.iter().filter_map(|&(word, value)| Some(Reading::new(value, word_at(text, at, word)?)));
    read.max_by_key(|read| read.end)
}

/// Whether a part may come behind one: eight behind thirty, anything below a hundred behind a hundred.
fn fits(last: u32, next: u32) -> bool {
    next > 0
        && match last {
            20..=90 => last.is_multiple_of(10) && next < 10,
            100..=999 => next < 100,
            1_000.. => next < 1_000,
            _ => false,
        }
}

/// Past a space, a hyphen, "and" or "y" between two parts.
fn past_joint(text: &str, at: usize) -> usize {
    let next = match text.as_bytes().get(at) {
        Some(b'-') => return at + 1,
        _ => past_space(text, at),
    };
    ["and", "y"].iter().find_map(|word| word_at(text, next, word)).map_or(next, |end| past_space(text, end))
}
