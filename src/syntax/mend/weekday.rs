//! Days of the week as people write them: in full, cut short, as groups, from one to another.

use std::sync::LazyLock;

use regex::Regex;

use super::{Words, hour};
use crate::diagnostic::did_you_mean;
use crate::syntax::ast::{Days, Keywords, Weekday};

/// Days, and how long they are as they were written.
pub struct Found {
    pub days: Days,
    pub length: usize,
}

/// How each day begins in English, in Spanish, and with which sign it ends in Chinese and is cut short in Spanish.
const NAMES: [(&str, &str, &str, char, char); 7] = [
    ("mon(?:days?)?", "lunes", "lun", '一', 'L'),
    ("tue(?:s(?:days?)?)?", "martes", "mar", '二', 'M'),
    ("wed(?:s|nesdays?)?", "mi[ée]rcoles", "mi[ée]", '三', 'X'),
    ("thu(?:r(?:s(?:days?)?)?)?", "jueves", "jue", '四', 'J'),
    ("fri(?:days?)?", "viernes", "vie", '五', 'V'),
    ("sat(?:urdays?)?", "s[áa]bados?", "s[áa]b", '六', 'S'),
    ("sun(?:days?)?", "domingos?", "dom", '日', 'D'),
];

/// The rules of the days' keywords, Monday first.
const RULES: [&str; 7] =
    ["kw_monday", "kw_tuesday", "kw_wednesday", "kw_thursday", "kw_friday", "kw_saturday", "kw_sunday"];

/// Fewer letters are not taken for a day that was misspelt.
const LEAST_LETTERS: usize = 5;

/// Several days by one word: those of work, those at the end of a week, all.
static GROUPS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(?:
            (?P<work>week\s?days\b | work(?:ing)?\s?days\b | business\s+days\b | entre\s+semana\b
                | d[ií]as\s+(?:laborables|h[áa]biles|de\s+semana)\b | laborables\b | 工作日 | 平日)
            | (?P<rest>week\s?ends?\b | fin(?:es)?\s+de\s+semana\b | 周末 | 週末 | 双休日)
            | (?P<all>every\s?day\b | daily\b | all\s+(?:days|week)\b | todos\s+los\s+d[ií]as\b | cada\s+d[ií]a\b | a\s+diario\b
                | 每天 | 每日 | 天天)
        )",
    )
    .ok()
});

/// One day in any of the three languages; a word cut short in Spanish is another one in English.
static DAYS: LazyLock<[Option<Regex>; 2]> = LazyLock::new(|| {
    [false, true].map(|spanish| {
        let part = |place: usize, (english, long, short, _, _): (&str, &str, &str, char, char)| {
            let short = if spanish { format!("|{short}") } else { String::new() };
            format!("(?P<d{place}>(?:{english}|{long}{short})\\b\\.?)")
        };
        let parts: Vec<String> = NAMES.into_iter().enumerate().map(|(place, names)| part(place, names)).collect();
        Regex::new(&format!("(?i)^(?:{})", parts.join("|"))).ok()
    })
});

/// A day in Chinese, with the word before its sign.
static HAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:逢|每个?)?(?:周|週|星期|礼拜)([一二三四五六日天1-7])").ok());

/// What stands between the first day and the last.
static TO: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?i)^\s*(?:[-–—－~～到至]|(?:to|till|until|through|thru|a|al|hasta)\b)\s*(?:el\s+)?").ok()
});

/// What may stand between days and their hours.
static BEFORE_HOURS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"^[\s:：]*").ok());

/// The days with which a text begins: `Mon-Fri`, `weekdays`, `周一至五`.
pub fn at(text: &str, words: &Words<'_>) -> Option<Found> {
    if let Some(found) = GROUPS.as_ref()?.captures(text) {
        let days = match (found.name("work"), found.name("rest")) {
            (Some(_), _) => Days::between(Weekday::Monday, Weekday::Friday),
            (_, Some(_)) => Days::between(Weekday::Saturday, Weekday::Sunday),
            _ => Days::WEEK,
        };
        return Some(Found { days, length: found.get(0)?.end() });
    }
    let (first, mut length) = one(text, words)?;
    let mut days = Days::between(first, first);
    let han = text.chars().next().is_some_and(|first| !first.is_ascii_alphabetic()) && HAN.as_ref()?.is_match(text);
    let next = |text: &str| one(text, words).or_else(|| han.then(|| sign(text)).flatten());
    let rest = text.get(length..)?;
    let behind = TO.as_ref()?.find(rest).map(|to| to.end());
    if let Some((behind, (last, more))) = behind.and_then(|behind| Some((behind, next(rest.get(behind..)?)?))) {
        days = Days::between(first, last);
        length += behind + more;
    }
    // `周一三五`, `周一、三、五`: the sign alone is a day as well.
    while let Some(rest) = text.get(length..).filter(|_| han) {
        let comma = rest.strip_prefix(['、', '，', ',', '和']).map_or(0, |behind| rest.len() - behind.len());
        let Some((day, more)) = rest.get(comma..).and_then(sign) else { break };
        days = days.with(Days::between(day, day));
        length += comma + more;
    }
    Some(Found { days, length })
}

/// Whether hours stand directly behind days.
pub fn has_hours(text: &str) -> bool {
    let before = BEFORE_HOURS.as_ref().and_then(|before| before.find(text)).map_or(0, |before| before.end());
    text.get(before..).and_then(hour::between).is_some()
}

/// One day, and how long it is.
fn one(text: &str, words: &Words<'_>) -> Option<(Weekday, usize)> {
    let [plain, spanish] = &*DAYS;
    let days = if words.language == Keywords::Spanish { spanish } else { plain };
    if let Some(found) = days.as_ref()?.captures(text) {
        let day = |day: &Weekday| found.name(&format!("d{}", day.place())).is_some();
        return Weekday::ALL.into_iter().find(day).zip(found.get(0).map(|found| found.end()));
    }
    if let Some(found) = HAN.as_ref()?.captures(text) {
        let written = found.get(1)?.as_str();
        let numbered = written.parse().ok().and_then(|number: usize| Weekday::ALL.get(number.checked_sub(1)?).copied());
        let end = found.get(0)?.end();
        // `周一次` is once a week.
        let once = text.get(end..).is_some_and(|rest| rest.starts_with('次'));
        let day = numbered.or_else(|| sign(written).map(|(day, _)| day));
        return day.filter(|_| !once).map(|day| (day, end));
    }
    letter(text, words).or_else(|| misspelt(text, words))
}

/// The last sign of a day in Chinese.
fn sign(text: &str) -> Option<(Weekday, usize)> {
    let written = text.chars().next()?;
    let written = if written == '天' { '日' } else { written };
    let named = |day: &Weekday| NAMES.get(day.place()).is_some_and(|names| names.3 == written);
    // `一次` is no Monday, and `三点` no Wednesday.
    let goes_on = |c: char| matches!(c, '次' | '点' | '个' | '月');
    let behind = text.get(written.len_utf8()..).and_then(|rest| rest.chars().next());
    let alone = !behind.is_some_and(goes_on);
    Weekday::ALL.into_iter().find(named).filter(|_| alone).map(|day| (day, written.len_utf8()))
}

/// `L`, `X`, `V`: a day as Spanish calendars have it.
fn letter(text: &str, words: &Words<'_>) -> Option<(Weekday, usize)> {
    let mut letters = text.chars();
    let (first, next) = (letters.next()?, letters.next());
    let alone = words.language == Keywords::Spanish && !next.is_some_and(char::is_alphanumeric);
    let named = |day: &Weekday| NAMES.get(day.place()).is_some_and(|names| names.4 == first);
    Weekday::ALL.into_iter().find(named).filter(|_| alone).map(|day| (day, first.len_utf8()))
}

/// `mondy`: a word that is nearly a day's.
fn misspelt(text: &str, words: &Words<'_>) -> Option<(Weekday, usize)> {
    let length = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..length).filter(|word| word.chars().count() >= LEAST_LETTERS && !words.table.knows(word))?;
    let spellings = RULES.map(|rule| words.table.spelling(rule));
    let meant = did_you_mean(word, spellings)?;
    let place = spellings.iter().position(|spelling| *spelling == meant)?;
    Weekday::ALL.get(place).map(|day| (*day, length))
}
