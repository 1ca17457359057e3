//! Numbers, amounts and percentages as answers: "somewhere around 70 bucks", 三十八码, "I usually wear a 38".

use rust_decimal::Decimal;

use super::super::boundary::{char_at, char_before, is_han, may_cut};
use super::super::clause::{Clause, clauses, cores};
use super::super::slots::measure::counts_at;
use super::super::slots::money::{self, Amount};
use super::super::slots::number::counted;
use super::super::slots::percent::{percentage, sign_at};
use super::super::slots::spelled::{by_the_dozen, spelled};
use super::super::slots::{Reading, past_space, within, word_at};
use super::super::words::{COUNTED, SIZE_CUES, VAGUE_AMOUNTS};
use super::asking::Asking;
use super::settle::{Candidate, ends_range, settle};
use crate::program::SlotType;

/// How many words may stand between "not" and the number it denies.
const REACH: usize = 2;

const CUES_BEHIND: &[&str] = &["码", "碼", "号码"];

/// What Chinese puts behind a number besides what it counts with.
const PARTICLES: &str = "码的吧左右了啊哦呀呢多块元公斤厘寸";

/// What stands before 一 and the like where they are no numbers: 星期一, 第一, 唯一.
const NO_NUMBER_BEHIND: &str = "第期周拜唯统万之不哪每某";

type Found<T> = Option<Candidate<T>>;

/// The number the message answers with.
pub(super) fn number(asking: &Asking<'_>, range: Option<(Decimal, Decimal)>) -> Found<Decimal> {
    let text = asking.text();
    let others = asking.others(&SlotType::Number(None));
    let read = |text: &str, at: usize| {
        let covered = others.iter().any(|other| other.start <= at && at < other.end);
        if covered || asking.inside_word(at) { None } else { one_number(asking, text, at) }
    };
    let mut weak = Vec::new();
    let mut found = Vec::new();
    for (start, read) in asking.scan(read) {
        let (value, is_weak) = read.value;
        let cued = is_cued(text, start, read.end);
        let usable = within(value, range) && asking.is_free(start..read.end) && (asking.open() || cued);
        if !usable {
            continue;
        }
        if ends_range(text, start) {
            return None;
        }
        let candidate = Candidate { value, start, end: read.end, rank: u8::from(cued) };
        if is_weak { weak.push(candidate) } else { found.push(candidate) }
    }
    if says_several(text, &found) {
        return None;
    }
    if found.is_empty() {
        weak.retain(|weak| is_alone(asking.message, text.get(weak.start..weak.end).unwrap_or_default()));
        found = weak;
    }
    settle(text, found, REACH)
}

/// Whether two numbers stand side by side: "dos y dos" is no two.
fn says_several(text: &str, found: &[Candidate<Decimal>]) -> bool {
    found.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let between = text.get(one.end..other.start).unwrap_or_default();
        matches!(between.trim(), "y" | "and" | "mas" | "plus" | "+" | "加" | "和")
            || between == " " && one.value == other.value
    })
}

/// A number, and whether it is one only where nothing else is said.
fn one_number(asking: &Asking<'_>, text: &str, at: usize) -> Option<Reading<(Decimal, bool)>> {
    if let Some(read) = spelled(text, at) {
        let value = Decimal::from(read.value.value);
        return Some(with_half(text, read.map(|spelled| (value, spelled.weak))));
    }
    // `38-39` holds no minus.
    let minus = char_at(text, at) == Some('-');
    if minus && char_before(text, at).is_some_and(|before| before != ' ' && !is_han(before)) {
        return None;
    }
    let mut read = counted(text, at)?;
    if let Some(half) = half_sign(asking, text, at, read.end) {
        read.value = half;
        read.end += "/2".len();
    } else if let Some(fraction) = text.get(read.end..).and_then(|rest| rest.strip_prefix('/'))
        && fraction.starts_with(|c: char| c.is_ascii_digit())
        && !minus
        && text.get(at..read.end).is_some_and(|whole| whole.len() == 1)
    {
        return None;
    }
    // `.5`
    let leading = text.get(..at).unwrap_or_default().strip_suffix('.');
    if leading.is_some_and(|before| before.is_empty() || before.ends_with(' ')) && read.value.scale() == 0 {
        let digits = u32::try_from(read.end - at).ok()?;
        read.value.set_scale(digits).ok()?;
    }
    let bare = read.bare_han;
    let single = text.get(at..read.end).is_some_and(|said| said.chars().count() == 1);
    let han = char_at(text, at).is_some_and(is_han);
    if han && char_before(text, at).is_some_and(|before| NO_NUMBER_BEHIND.contains(before))
        || !fits_behind(text, read.end, bare && single)
        || is_amount(asking, text, at, read.end)
    {
        return None;
    }
    read.bare_han = false;
    Some(with_half(text, read.map(|value| (value, false))))
}

/// Whether a number is one of money, in whatever currency. 两块 may be two pieces, a pound may be weighed, and 欧码 is a size.
fn is_amount(asking: &Asking<'_>, text: &str, start: usize, end: usize) -> bool {
    let next = past_space(text, end);
    let rest = text.get(next..).unwrap_or_default();
    let pieces = rest.starts_with('块') && !rest.starts_with("块钱") && !rest.starts_with(|c: char| c.is_ascii_digit());
    let weighed = &*asking.around.money.code != "GBP" && ["pound", "libra"].iter().any(|word| rest.starts_with(word));
    !pieces && !weighed && !rest.starts_with("欧码") && money::has_sign(text, start, end, asking.around.money)
}

/// Whether what stands behind a number leaves it one: no letters of a longer word, and behind a single 三 something that counts.
fn fits_behind(text: &str, end: usize, single_han: bool) -> bool {
    match char_at(text, end) {
        Some(next) if single_han && is_han(next) => counts_at(text, end) || PARTICLES.contains(next),
        Some(next) if next.is_ascii_alphabetic() => {
            let rest = text.get(end..).unwrap_or_default();
            let word: &str = rest.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
            !matches!(word, "st" | "nd" | "rd" | "th" | "o" | "a" | "xl" | "xs" | "l" | "d")
        }
        _ => may_cut(text, end),
    }
}

/// The `½` of `38½`, which is normalised to `381/2`.
fn half_sign(asking: &Asking<'_>, text: &str, at: usize, end: usize) -> Option<Decimal> {
    if !text.get(end..)?.starts_with("/2") {
        return None;
    }
    let whole = end.checked_sub(1)?;
    let written = asking.message.get(asking.normal.original(whole..end + 2))?;
    let figures = text.get(at..whole).filter(|figures| !figures.is_empty());
    written.ends_with('½').then(|| Decimal::from_str_exact(&format!("{}.5", figures.unwrap_or("0"))).ok())?
}

/// "and a half", "y medio", 半 behind what it halves.
fn with_half(text: &str, mut read: Reading<(Decimal, bool)>) -> Reading<(Decimal, bool)> {
    let next = past_space(text, read.end);
    let halves = ["and a half", "and half", "y medio", "y media", "个半", "码半", "号半"];
    if let Some(end) = halves.iter().find_map(|word| word_at(text, next, word))
        && let Some(sum) = read.value.0.checked_add(Decimal::new(5, 1))
    {
        read.value = (sum, false);
        read.end = end;
    }
    read
}

/// Whether a word that means a size stands beside a number.
fn is_cued(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', ':', '#']);
    let said_before = SIZE_CUES.before(before).is_some();
    let behind = text.get(past_space(text, end)..).unwrap_or_default();
    said_before
        || CUES_BEHIND.iter().any(|cue| behind.starts_with(cue))
        || text.get(..end).is_some_and(|read| read.ends_with("码半"))
}

/// Whether a clause of the message says nothing but this word.
fn is_alone(message: &str, word: &str) -> bool {
    let says = |clause: &Clause<'_>| {
        let normal = super::super::normalise(clause.written);
        !clause.asks
            && cores(&normal).iter().any(|core| {
                let rest = core.strip_prefix(word).filter(|_| may_cut(core, word.len()));
                let counts_a_thing =
                    |thing: &str| !thing.contains(' ') && word != "a" && !VAGUE_AMOUNTS.contains(thing);
                rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix(' ').is_some_and(counts_a_thing))
            })
    };
    clauses(message).iter().any(says)
}

/// The amount the message answers with.
pub(super) fn money(asking: &Asking<'_>, range: Option<(Decimal, Decimal)>) -> Found<Decimal> {
    let text = asking.text();
    let others = asking.others(&SlotType::Money(None));
    let read = |text: &str, at: usize| {
        let covered = others.iter().any(|other| other.start <= at && at < other.end);
        if covered || asking.inside_word(at) { None } else { one_amount(asking, text, at) }
    };
    let mut found = Vec::new();
    for (start, read) in asking.scan(read) {
        let Amount { value, named } = read.value;
        if !within(value, range) || !asking.is_free(start..read.end) || !(asking.open() || named) {
            continue;
        }
        if ends_range(text, start) {
            return None;
        }
        found.push(Candidate { value, start, end: read.end, rank: u8::from(named) });
    }
    if says_several(text, &found) {
        return None;
    }
    settle(text, found, REACH)
}

fn one_amount(asking: &Asking<'_>, text: &str, at: usize) -> Option<Reading<Amount>> {
    let currency = asking.around.money;
    let read = match spelled(text, at) {
        Some(said) => {
            let named = money::own_sign(text, past_space(text, said.end), currency);
            if said.value.weak && named.is_none() {
                return None;
            }
            let value = Decimal::from(said.value.value);
            Reading::new(Amount { value, named: named.is_some() }, named.unwrap_or(said.end))
        }
        None => money::amount(text, at, currency)?,
    };
    let counts = || {
        let next = past_space(text, read.end);
        let han = counts_at(text, next) && char_at(text, next) != Some('块');
        han || text.get(at..read.end).is_some_and(by_the_dozen)
            || text.get(next..).is_some_and(|rest| COUNTED.opening(rest).is_some())
    };
    let foreign = || money::has_sign(text, at, read.end, currency);
    if !read.value.named && (foreign() || counts()) {
        return None;
    }
    let single = text.get(at..read.end).is_some_and(|said| said.chars().count() == 1);
    let bare = read.bare_han;
    if bare && char_before(text, at).is_some_and(|before| NO_NUMBER_BEHIND.contains(before)) {
        return None;
    }
    if !read.value.named && !fits_behind(text, read.end, bare && single) || !may_cut(text, read.end) {
        return None;
    }
    Some(Reading::new(read.value, read.end))
}

/// Words for a half that are percentages.
const HALVES: &[&str] = &["half", "la mitad", "mitad", "一半", "半价", "对折"];

/// The percentage the message answers with; a bare number is one where one was asked for.
pub(super) fn percent(asking: &Asking<'_>) -> Found<Decimal> {
    let text = asking.text();
    let mut found = Vec::new();
    let spelled_out = |text: &str, at: usize| {
        let read = spelled(text, at)?;
        Some(Reading::new(Decimal::from(read.value.value), sign_at(text, past_space(text, read.end))?))
    };
    for (start, read) in asking.scan(|text, at| percentage(text, at).or_else(|| spelled_out(text, at))) {
        if may_cut(text, read.end) && asking.is_free(start..read.end) {
            if ends_range(text, start) {
                return None;
            }
            found.push(Candidate { value: read.value, start, end: read.end, rank: 1 });
        }
    }
    if !asking.open() || !found.is_empty() {
        return settle(text, found, REACH);
    }
    let half = asking.scan(|text, at| HALVES.iter().find_map(|word| Some(Reading::new((), word_at(text, at, word)?))));
    let fifty = Decimal::from(50);
    found.extend(half.into_iter().map(|(start, read)| Candidate { value: fifty, start, end: read.end, rank: 0 }));
    found.retain(|found| asking.is_free(found.start..found.end));
    if found.is_empty() {
        number(asking, Some((Decimal::ZERO, Decimal::ONE_HUNDRED)))
    } else {
        settle(text, found, REACH)
    }
}
