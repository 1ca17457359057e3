//! The script as a page, with what no conversation reached marked in it. It needs no network.

use maud::{Markup, html};

use super::coverage::{columns, line, of_part, percent, plural};
use super::framed::framed;
use crate::transcript::{Coverage, Covered, Fraction, Item, Part};

const STYLE: &str = include_str!("coverage_page.css");

/// The whole page.
pub fn page(coverage: &Coverage) -> String {
    let all = Fraction::of(coverage.files.values().flat_map(Covered::items));
    let body = html! {
        p { strong { (percent(all)) } " · " (all.reached) " of " (all.of) }
        (summary(coverage))
        @for (number, (name, file)) in coverage.files.iter().enumerate() {
            h2 id=(anchor(number)) { (name) }
            (script(file))
        }
    };
    framed("en", "What the conversations reach", STYLE, &body)
}

fn summary(coverage: &Coverage) -> Markup {
    html! {
        div.wide { table {
            thead { tr {
                th scope="col" { "file" }
                @for part in columns(coverage) { th scope="col" { (plural(part)) } }
            } }
            tbody {
                @for (number, (name, file)) in coverage.files.iter().enumerate() {
                    tr {
                        th scope="row" { a href={ "#" (anchor(number)) } { (name) } }
                        @for part in columns(coverage) { (cell(of_part(file.items(), part))) }
                    }
                }
            }
        } }
    }
}

fn cell(fraction: Fraction) -> Markup {
    html! {
        @if fraction.of == 0 { td { "–" } }
        @else if fraction.reached == fraction.of { td.whole { (fraction.reached) "/" (fraction.of) } }
        @else { td.missing { (fraction.reached) "/" (fraction.of) } }
    }
}

fn anchor(number: usize) -> String {
    format!("file-{number}")
}

/// A file's lines with their numbers, what was never reached marked.
fn script(file: &Covered) -> Markup {
    let missed = stretches(file);
    html! {
        ol.script {
            @for number in 1..=file.source.line_count() {
                li { code {
                    @for (text, why) in pieces(file, number, &missed) {
                        @match why {
                            Some(why) => mark title=(why) { (text) },
                            None => { (text) },
                        }
                    }
                } }
            }
        }
    }
}

/// The bytes to mark and why, in order, none overlapping another. Of a rule, a rung and a reply the first line speaks for the whole.
fn stretches(file: &Covered) -> Vec<(usize, usize, String)> {
    let mut stretches: Vec<(usize, usize, String)> = Vec::new();
    for item in file.items().filter(|item| !item.reached && item.part != Part::Language) {
        let line_end = file.source.line_start(line(file, item) + 1);
        let end = if item.part == Part::Variant { item.end } else { item.end.min(line_end) };
        let behind = stretches.last().map_or(0, |(_, end, _)| *end);
        if end > behind {
            stretches.push((item.start.max(behind), end, why(item)));
        }
    }
    stretches
}

fn why(item: &Item) -> String {
    let done = match item.part {
        Part::Flow => "never started",
        Part::Question => "never asked",
        Part::Again => return "this question was never asked again".to_owned(),
        Part::GivenUp => return "this question's `otherwise` was never done".to_owned(),
        Part::Rule => "never fired",
        Part::Rung => "never taken",
        Part::Reply => "never given",
        Part::Variant | Part::Language => "never said",
    };
    format!("this {} was {done}", item.part.word())
}

/// One line's text, cut where marks begin and end.
fn pieces<'a>(
    file: &'a Covered,
    number: usize,
    missed: &'a [(usize, usize, String)],
) -> Vec<(&'a str, Option<&'a str>)> {
    let text = file.source.line(number);
    let first = file.source.line_start(number);
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end, why) in missed {
        let (start, end) = (start.saturating_sub(first).max(at), end.saturating_sub(first).min(text.len()));
        if start < end {
            pieces.push((text.get(at..start).unwrap_or_default(), None));
            pieces.push((text.get(start..end).unwrap_or_default(), Some(why.as_str())));
            at = end;
        }
    }
    pieces.push((text.get(at..).unwrap_or_default(), None));
    pieces
}
