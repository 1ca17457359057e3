//! What a shop's conversations reach of its script, as people and programs read it.

use std::io::Write;

use unicode_width::UnicodeWidthStr;

use super::paint::{Ink, ink};
use super::stop::Stop;
use super::wrap::shorten;
use crate::transcript::{Coverage, Covered, Fraction, Item, Part};

/// How many cells of a line are shown of what was never reached.
const SHOWN: usize = 72;

/// The table, and below it what was never reached, by file and line.
pub fn table(coverage: &Coverage, unread: Fraction, out: &mut dyn Write) -> Result<(), Stop> {
    let width = coverage.files.keys().map(|name| name.width()).max().unwrap_or(0).max("in all".len());
    let parts: Vec<Part> = columns(coverage).collect();
    write!(out, "\n{:width$}", "")?;
    for &part in &parts {
        write!(out, "  {:>11}", plural(part))?;
    }
    writeln!(out)?;
    for (name, file) in &coverage.files {
        row(name, width, &parts, |part| of_part(file.items(), part), out)?;
    }
    let all = || coverage.files.values().flat_map(Covered::items);
    if coverage.files.len() > 1 {
        row("in all", width, &parts, |part| of_part(all(), part), out)?;
    }
    let sum = Fraction::of(all());
    let whole = sum.reached == sum.of;
    let words = format!("{} of {} reached ({})", sum.reached, sum.of, percent(sum));
    writeln!(out, "\n{}", ink(if whole { Ink::Right } else { Ink::Title }, &words))?;
    if unread.of > unread.reached {
        let words = format!("the words of {} of {} answers are checked", unread.reached, unread.of);
        writeln!(out, "{}", ink(Ink::Aside, &words))?;
    }
    if !whole {
        writeln!(out, "\n{}", ink(Ink::Title, "never reached:"))?;
    }
    for (name, file) in &coverage.files {
        for item in outermost(file) {
            let place = ink(Ink::Title, &format!("{name}:{}", line(file, item)));
            let kind = ink(Ink::Aside, &kind(item));
            writeln!(out, "  {place} {kind}{}{}", if kind.is_empty() { "" } else { " " }, shown(file, item))?;
        }
    }
    Ok(())
}

/// What was never reached, without what stands in it; a language is told of by its variants.
fn outermost(file: &Covered) -> impl Iterator<Item = &Item> {
    let mut behind = 0;
    file.items().filter(move |item| {
        let tell = !item.reached && item.part != Part::Language && item.start >= behind;
        // What becomes of a question is told beside what stands in it.
        if tell && !matches!(item.part, Part::Again | Part::GivenUp) {
            behind = item.end;
        }
        tell
    })
}

/// The same for programs.
pub fn json(coverage: &Coverage, unread: Fraction) -> serde_json::Value {
    let fraction = |fraction: Fraction| serde_json::json!({ "reached": fraction.reached, "of": fraction.of });
    let files: serde_json::Map<_, _> = coverage
        .files
        .iter()
        .map(|(name, file)| {
            let parts: serde_json::Map<_, _> = Part::ALL
                .map(|part| (plural(part).to_owned(), fraction(of_part(file.items(), part))))
                .into_iter()
                .collect();
            let missed: Vec<_> = file
                .items()
                .filter(|item| !item.reached)
                .map(|item| {
                    serde_json::json!({
                        "line": line(file, item),
                        "kind": item.part.word(),
                        "language": (!item.language.is_empty()).then_some(&item.language),
                        "text": shown(file, item),
                    })
                })
                .collect();
            (name.to_string(), serde_json::json!({ "parts": parts, "never_reached": missed }))
        })
        .collect();
    let all = Fraction::of(coverage.files.values().flat_map(Covered::items));
    serde_json::json!({
        "reached": all.reached,
        "of": all.of,
        "answers_with_checked_words": fraction(unread),
        "files": files,
    })
}

/// The line on which something begins.
pub fn line(file: &Covered, item: &Item) -> usize {
    file.source.display_position(item.start).line
}

/// What of all parts is of one kind.
pub fn of_part<'a>(items: impl Iterator<Item = &'a Item>, part: Part) -> Fraction {
    Fraction::of(items.filter(|item| item.part == part))
}

/// `98.1 %`; 100 only where nothing is missing.
pub fn percent(fraction: Fraction) -> String {
    let tenths = (fraction.percent() * 10.0).floor() / 10.0;
    if fraction.reached == fraction.of { "100 %".to_owned() } else { format!("{tenths:.1} %") }
}

/// The heading of a column.
pub fn plural(part: Part) -> &'static str {
    match part {
        Part::Rule => "rules",
        Part::Rung => "rungs",
        Part::Reply => "replies",
        Part::Flow => "flows",
        Part::Question => "questions",
        Part::Again => "repetitions",
        Part::GivenUp => "otherwise",
        Part::Variant => "variants",
        Part::Language => "languages",
    }
}

/// The kinds that have a column: what only questions and flows have is left out where a shop asks nothing.
pub fn columns(coverage: &Coverage) -> impl Iterator<Item = Part> {
    let asking = [Part::Flow, Part::Question, Part::Again, Part::GivenUp];
    let has = |part: &Part| coverage.files.values().flat_map(Covered::items).any(|item| item.part == *part);
    Part::ALL.into_iter().filter(move |part| !asking.contains(part) || has(part))
}

fn row(
    name: &str,
    width: usize,
    parts: &[Part],
    of: impl Fn(Part) -> Fraction,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    write!(out, "{name}{}", " ".repeat(width.saturating_sub(name.width())))?;
    for &part in parts {
        let fraction = of(part);
        let text = if fraction.of == 0 { "–".to_owned() } else { format!("{}/{}", fraction.reached, fraction.of) };
        let color = if fraction.reached == fraction.of { Ink::Right } else { Ink::Wrong };
        write!(out, "  {}", ink(color, &format!("{text:>11}")))?;
    }
    Ok(writeln!(out)?)
}

fn kind(item: &Item) -> String {
    match item.part {
        Part::Variant => format!("variant in {}", item.language),
        // The other parts begin with their own word.
        Part::Rung => "rung".to_owned(),
        Part::Again => "asked again:".to_owned(),
        Part::GivenUp => "otherwise of:".to_owned(),
        _ => String::new(),
    }
}

/// The beginning of what was never reached, on one line.
fn shown(file: &Covered, item: &Item) -> String {
    let text = file.source.text.get(item.start..item.end).unwrap_or_default();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    shorten(&words, SHOWN)
}
