//! How long something takes, in words: `half an hour`, `dos días y medio`, `半个月`. A length is one figure and one unit.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::sign::in_words;
use super::{Example, Mend, Words};
use crate::diagnostic::Code;
use crate::syntax::ast::Keywords;
use crate::syntax::figure::figure;
use crate::syntax::keywords::KeywordTable;
use crate::syntax::prepared::Edit;

/// One in Chinese, in digits or in words; a half stands before its unit or behind it.
pub const CHINESE: &str = r"(?P<number>半|\d[\d.]*|[一二两三四五六七八九十百]+)\s*(?P<piece>个)?(?P<half>半)?\s*(?P<unit>分钟|小时|钟头|刻钟|天|周|星期|礼拜|月|年)(?P<more>半)?";

/// The ways in which one is written in a language: groups say how many of which unit, whether a half comes to it, and whether it
/// stands for what is waited behind something, `two days later`.
type Ways = LazyLock<Vec<Regex>>;

static ENGLISH_WAYS: Ways = LazyLock::new(|| {
    let unit = r"(?P<unit>second|minute|hour|day|week|month|year)s?";
    let number = r"(?P<number>\d+|[a-z]+)";
    let later = r"(?P<later>\s+(?:later|afterwards))?";
    ways(&[
        format!(r"(?P<half>half)\s+(?:an?\s+)?{unit}{later}"),
        format!(r"{number}(?P<half>\s+and\s+a\s+half\s+|\s*½\s*){unit}{later}"),
        format!(r"{number}\s+{unit}(?P<half>\s+and\s+a\s+half){later}"),
        format!(r"(?P<two>a\s+couple\s+of)\s+{unit}{later}"),
        format!(r"(?P<fortnight>a\s+fortnight){later}"),
        format!(r"{number}\s+{unit}{later}"),
    ])
});
static SPANISH_WAYS: Ways = LazyLock::new(|| {
    let unit = r"(?P<unit>segundo|minuto|hora|d[íi]a|semana|mes|año)(?:e?s)?";
    let number = r"(?P<number>\d+|[a-záéíóúñü]+)";
    let later = r"(?P<later>\s+(?:despu[ée]s|m[áa]s\s+tarde))?";
    ways(&[
        format!(r"(?P<half>medi[oa])\s+{unit}{later}"),
        format!(r"{number}\s+{unit}(?P<half>\s+y\s+medi[oa]){later}"),
        format!(r"(?P<one>){unit}(?P<half>\s+y\s+medi[oa]){later}"),
        format!(r"{number}(?P<half>\s*½\s*){unit}{later}"),
        format!(r"(?P<two>un\s+par\s+de)\s+{unit}{later}"),
        format!(r"(?P<fortnight>una\s+quincena){later}"),
        format!(r"(?P<later>a\s+(?:los|las|la))\s+{number}\s+{unit}"),
        format!(r"{number}\s+{unit}{later}"),
    ])
});
static CHINESE_WAYS: Ways =
    LazyLock::new(|| ways(&[format!(r"{CHINESE}(?P<behind>\s*(?:之内|以内|内|之后|以后|后))")]));

fn ways(written: &[String]) -> Vec<Regex> {
    let compiled = written.iter().filter_map(|way| Regex::new(&format!(r"(?i)^(?P<all>{way})")).ok());
    compiled.collect()
}

/// A unit: its rule, its words in each language, and what half of one is.
type Unit = (&'static str, &'static [&'static str], Option<(u32, &'static str)>);

/// All of them, the smallest first.
const UNITS: &[Unit] = &[
    ("kw_second", &["second", "segundo", "秒钟"], None),
    ("kw_minute", &["minute", "minuto", "分钟"], Some((30, "kw_second"))),
    ("kw_hour", &["hour", "hora", "小时", "钟头"], Some((30, "kw_minute"))),
    ("kw_day", &["day", "día", "dia", "天"], Some((12, "kw_hour"))),
    ("kw_week", &["week", "semana", "周", "星期", "礼拜"], Some((84, "kw_hour"))),
    ("kw_month", &["month", "mes", "月"], Some((15, "kw_day"))),
    ("kw_year", &["year", "año", "年"], Some((6, "kw_month"))),
];

/// How long it is, as it is written here.
pub fn written(found: &Captures<'_>, table: &KeywordTable) -> Option<String> {
    let part = |name: &str| found.name(name).map(|part| part.as_str());
    let is_chinese = table.is("分钟", "kw_minute");
    let with = |count: &str, rule: &str| {
        let unit = table.spelling(rule);
        // "1 day", "2 days": the second spelling counts one.
        let one =
            table.keywords.iter().find(|keyword| keyword.rule == rule).and_then(|keyword| keyword.spellings.get(1));
        let unit = if count == "1" && !is_chinese { one.map_or(unit, String::as_str) } else { unit };
        format!("{count}{}{unit}", if is_chinese { "" } else { " " })
    };
    if part("fortnight").is_some() {
        return Some(if part("fortnight")?.starts_with(['u', 'U']) {
            with("15", "kw_day")
        } else {
            with("2", "kw_week")
        });
    }
    let (number, unit) = (part("number").unwrap_or_default().to_lowercase(), part("unit")?.to_lowercase());
    let halved = number == "半" || ["half", "more"].iter().any(|half| part(half).is_some());
    let whole = match number.as_str() {
        // «Mes y medio» is one and a half.
        "" | "半" => u32::from(part("one").is_some()) + 2 * u32::from(part("two").is_some()),
        "a" | "an" | "un" | "una" => 1,
        number => match in_words(number) {
            Some(figure) => figure.parse().ok()?,
            None if number.contains('.') && !halved => 0,
            None => figure(number)?,
        },
    };
    // 一刻 is a quarter of an hour, and 三月 without a 个 is March.
    match unit.as_str() {
        "刻钟" if !halved => return Some(with(&(whole * 15).to_string(), "kw_minute")),
        "月" if number != "半" && part("piece").is_none() => return None,
        _ => {}
    }
    let (rule, _, half) = UNITS.iter().find(|(_, words, _)| words.contains(&unit.as_str()))?;
    if !halved {
        let count = if number.contains('.') { number } else { whole.to_string() };
        return Some(with(&count, rule));
    }
    let (parts, smaller) = (*half)?;
    Some(with(&((whole * 2 + 1) * parts).to_string(), smaller))
}

/// `after half an hour`, `三天 后`: how long is waited is one figure and one unit.
pub fn spelled(words: &Words<'_>, mends: &mut Vec<Mend>) {
    let ways: &[Regex] = match words.language {
        Keywords::English => &ENGLISH_WAYS,
        Keywords::Chinese => &CHINESE_WAYS,
        Keywords::Spanish => &SPANISH_WAYS,
    };
    for at in words.found.saturating_sub(5)..=words.found + 2 {
        let Some(first) = words.lexeme(at) else { continue };
        let rest = words.file.get(first.start..).unwrap_or_default();
        let ends = |found: &Captures<'_>| {
            let behind = found.name("all").and_then(|all| rest.get(all.end()..)).and_then(|rest| rest.chars().next());
            words.language == Keywords::Chinese || !behind.is_some_and(char::is_alphanumeric)
        };
        let read = |way: &Regex| {
            let found = way.captures(rest).filter(ends)?;
            let (all, length) = (found.name("all")?.as_str(), written(&found, words.table)?);
            let long = all.trim_end_matches(['之', '以', '内', '后', ' ']);
            let meant = match (found.name("behind"), found.name("later")) {
                (Some(behind), _) => format!("{length} {}", if behind.as_str().ends_with('内') { "内" } else { "后" }),
                (None, Some(_)) => format!("{} {length}", words.table.spelling("kw_after")),
                (None, None) => length.clone(),
            };
            let same = if words.language == Keywords::Chinese { long == length } else { all == meant };
            (!same).then(|| (all.to_owned(), long.to_owned(), meant))
        };
        let Some((all, long, meant)) = ways.iter().find_map(read) else { continue };
        let range = first.start..first.start + all.len();
        mends.push(Mend {
            message: format!("`{long}` is not written as one figure and one unit"),
            label: "this is said otherwise here".to_owned(),
            help: format!("write `{meant}`"),
            example: Example::Sketch,
            ..Mend::new(Edit::replace(range.clone(), words.apart(&range, &meant)), Code::UnexpectedText, range)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_can_be_compiled() {
        assert_eq!([ENGLISH_WAYS.len(), CHINESE_WAYS.len(), SPANISH_WAYS.len()], [6, 1, 8]);
    }
}
