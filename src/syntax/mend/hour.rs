//! Hours as people write them, `10am` or `9点半`, where a time such as `10:00` belongs.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::figure::figure;
use crate::syntax::prepared::Edit;

/// One hour, in any of the three languages.
const HOUR: &str = r"(?:(?:at|from|desde|de|las|la|早上|上午|中午|下午|傍晚|晚上|凌晨|早|晚)\s*)*(\d{1,2}|[一二两三四五六七八九十]{1,3})(?:\s*(?:[:：.h]|点钟?|时)\s*(\d{2})?(半)?\s*分?|h)?\s*(?:o'clock|(a\.?\s?m\.?|p\.?\s?m\.?)|horas?|h(?:rs?|s)?|(de la (?:mañana|tarde|noche)))?";

/// Two hours and what stands between them.
static STRETCH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r"(?i)^(?P<from>{HOUR})\s*(?:-|–|—|~|～|to|till|until|and|到|至|a|hasta|y)\s*(?P<to>{HOUR})(?:$|[\s,，、.。;；])")).ok()
});

/// One hour alone.
static ALONE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?i)^(?P<from>{HOUR})(?:$|[\s,，、.。;；]|\p{{Han}})")).ok());

/// What stands before an hour.
const BEFORE: &[&str] = &["kw_open", "kw_from", "kw_to", "kw_before", "kw_at", "kw_article"];

/// `open 9 to 22`, `ships same day before 4pm`, `customer.birthday at 10`.
pub fn hours(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let (shop, rule) = (words.table.is(words.word(0), "kw_shop"), words.table.is(words.word(0), "kw_when"));
    if !shop && !rule {
        return;
    }
    for at in words.found.saturating_sub(4)..words.found + 5 {
        let (Some(first), Some(before)) = (words.lexeme(at), at.checked_sub(1)) else { continue };
        let opens = shop && (words.table.is(words.word(before), "kw_open") || words.is_comma(before));
        let behind = BEFORE
            .iter()
            .any(|rule| (before.saturating_sub(1)..=before).any(|from| words.table.is(&words.phrase(from..at), rule)));
        // The day of a fact: `customer.birthday 10:00`.
        let of_a_day = rule && before == 1 && words.word(1).contains('.');
        let same_day = shop && before > 0;
        let rest =
            words.file.get(first.start..words.lexemes.last().map_or(first.end, |last| last.end)).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        if opens && let Some(found) = STRETCH.as_ref().and_then(|stretch| stretch.captures(line)) {
            stretch(words, first.start, None, &found, mends);
        }
        // `营业时间 9点到22点`: the word for time as well.
        let open = at.checked_sub(2).filter(|&open| shop && words.table.is(words.word(open), "kw_open"));
        if words.table.is(words.word(before), "kw_time")
            && let Some(open) = open.and_then(|open| words.lexeme(open))
            && let Some(found) = STRETCH.as_ref().and_then(|stretch| stretch.captures(line))
        {
            stretch(words, first.start, Some(open.start), &found, mends);
        }
        if (behind || of_a_day || same_day)
            && let Some(found) = ALONE.as_ref().and_then(|alone| alone.captures(line))
            && let Some(hour) = found.name("from")
            && let Some(time) = time(hour.as_str(), &found, 2)
        {
            let range = first.start..first.start + hour.as_str().trim_end().len();
            // Some words for `at` stand in the hour itself.
            let at = words.table.spelling("kw_at");
            let says_at = hour.as_str().to_lowercase().starts_with(at);
            let with = if of_a_day || says_at { format!("{at} {time}") } else { time };
            push(words, range, with, mends);
        }
    }
}

/// Two hours with which a line begins: how long they are, and which.
pub(super) fn between(line: &str) -> Option<(usize, [String; 2])> {
    let found = STRETCH.as_ref()?.captures(line)?;
    let to = found.name("to")?;
    let (opens, closes) = (time(found.name("from")?.as_str(), &found, 2)?, time(to.as_str(), &found, 8)?);
    let closes = later(&opens, closes, &found);
    Some((to.start() + to.as_str().trim_end().len(), [opens, closes]))
}

/// What people write before the hours of a shop.
pub(super) static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^(?:(?:opening|business|working|shop|store|office)\s+(?:hours|times?)|hours|we(?:\s+are|'re)\s+open|open|schedule|horario(?:s)?(?:\s+(?:de\s+)?(?:apertura|atención|atencion|la tienda))?|horas|abrimos|abiertos?|abierto|abre|estamos\s+abiertos|营业时间|营业|开门时间|上班时间|开店时间|客服时间)\s*(?:[:：=]|\bare\b|\bis\b|\bson\b|\bes\b|是|为)?\s*",
    )
    .ok()
});

/// `hours: 9am to 6pm`: the word before the hours and the hours at once.
pub fn opening(words: &Words<'_>, mends: &mut Vec<Mend>) {
    if !words.table.is(words.word(0), "kw_shop") {
        return;
    }
    for at in words.found.saturating_sub(6)..words.found + 6 {
        let Some(first) = words.lexeme(at).filter(|_| words.line_ends_before(at)) else { continue };
        let line = words.file.get(first.start..).unwrap_or_default().split('\n').next().unwrap_or_default();
        let Some(head) = HEAD.as_ref().and_then(|head| head.find(line)) else { continue };
        // The word of the language alone needs no other.
        let plain = words.table.is(head.as_str().trim(), "kw_open");
        let rest = line.get(head.end()..).unwrap_or_default();
        let Some(found) = STRETCH.as_ref().and_then(|stretch| stretch.captures(rest)).filter(|_| !plain) else {
            continue;
        };
        let (Some(from), Some(to)) = (found.name("from"), found.name("to")) else { continue };
        let (Some(opens), Some(closes)) = (time(from.as_str(), &found, 2), time(to.as_str(), &found, 8)) else {
            continue;
        };
        let range = first.start..first.start + head.end() + to.start() + to.as_str().trim_end().len();
        let (open, to) = (words.table.spelling("kw_open"), words.table.spelling("kw_to"));
        let meant = format!("{open} {opens} {to} {}", later(&opens, closes, &found));
        let written = words.file.get(range.clone()).unwrap_or_default();
        mends.push(Mend {
            message: format!("`{written}` is written otherwise"),
            label: "the hours of the shop".to_owned(),
            help: format!("write `{meant}`"),
            ..Mend::new(Edit::replace(range.clone(), meant.clone()), Code::UnexpectedText, range)
        });
    }
}

/// `9 to 5`: who closes at an hour before the one of opening means the afternoon.
fn later(opens: &str, closes: String, found: &Captures<'_>) -> String {
    let hour = |time: &str| time.get(..2).and_then(|hour| hour.parse::<u32>().ok());
    let told = |words: &str| words.contains(['早', '晚', '凌', '午', '傍']);
    let said = [11, 12].iter().any(|part| found.get(*part).is_some())
        || found.name("to").is_some_and(|closes| told(closes.as_str()));
    match (hour(opens), hour(&closes)) {
        (Some(open), Some(close)) if (1..open.min(12)).contains(&close) && !said => {
            format!("{:02}{}", close + 12, closes.get(2..).unwrap_or(":00"))
        }
        _ => closes,
    }
}

/// `9 to 22`: both ends at once, and from the word before them on where that is written otherwise too.
fn stretch(words: &Words<'_>, start: usize, open: Option<usize>, found: &Captures<'_>, mends: &mut Vec<Mend>) {
    let (Some(from), Some(to)) = (found.name("from"), found.name("to")) else { return };
    let (Some(opens), Some(closes)) = (time(from.as_str(), found, 2), time(to.as_str(), found, 8)) else { return };
    let range = open.unwrap_or(start)..start + to.start() + to.as_str().trim_end().len();
    let word = open.map(|_| format!("{} ", words.table.spelling("kw_open"))).unwrap_or_default();
    let closes = later(&opens, closes, found);
    push(words, range, format!("{word}{opens} {} {closes}", words.table.spelling("kw_to")), mends);
}

/// The time that an hour means; its parts are the groups from `first` on.
fn time(written: &str, found: &Captures<'_>, first: usize) -> Option<String> {
    let part = |index: usize| found.get(first + index).map(|part| part.as_str());
    let mut hour: u32 = figure(part(0)?)?;
    let minute: u32 = match (part(1), part(2)) {
        (Some(minute), _) => minute.parse().ok()?,
        (None, Some(_)) => 30,
        _ => 0,
    };
    let word = |words: &[&str]| words.iter().any(|word| written.contains(word));
    let afternoon = part(3).is_some_and(|half| half.starts_with(['p', 'P']))
        || part(4).is_some_and(|half| half.contains("tarde") || half.contains("noche"))
        || word(&["下午", "傍晚", "晚"]);
    let night = part(4).is_some_and(|half| half.contains("noche")) || word(&["凌晨", "晚上", "半夜"]);
    let morning = part(3).is_some_and(|half| half.starts_with(['a', 'A']));
    hour = match hour {
        12 if morning || night => 0,
        1..=11 if afternoon => hour + 12,
        hour => hour,
    };
    (hour < 24 && minute < 60).then(|| format!("{hour:02}:{minute:02}"))
}

fn push(words: &Words<'_>, range: Range<usize>, meant: String, mends: &mut Vec<Mend>) {
    let written = words.file.get(range.clone()).unwrap_or_default();
    if written == meant {
        return;
    }
    let at = words.table.spelling("kw_at");
    let (message, label) = match meant.strip_prefix(at).map(str::trim) {
        Some(time) if time == written => (format!("`{at}` stands before an hour"), "before this".to_owned()),
        _ => (
            format!("`{written}` is no hour as it is written here"),
            "an hour has two figures, a colon and two figures".to_owned(),
        ),
    };
    mends.push(Mend {
        message,
        label,
        help: format!("hours go from 00:00 to 23:59: write `{meant}`"),
        ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &meant)), Code::NotANumber, range)
    });
}
