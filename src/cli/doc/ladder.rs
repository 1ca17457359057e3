//! A ladder as a picture: its rungs from top to bottom, what leads from one to the next, what is done at the end.

use super::super::wrap::shorten;
use super::words::Words;
use maud::{Markup, html};

/// One rung as it is drawn.
pub struct Rung {
    /// What is done.
    pub deed: String,
    /// Under which condition.
    pub condition: Option<String>,
    /// The first words said.
    pub said: Option<String>,
    /// It comes when the others are used up.
    pub last: bool,
}

const WIDTH: usize = 560;
const LINE: usize = 22;
const PADDING: usize = 14;
const GAP: usize = 44;

/// How many of a terminal's cells fit into a box, in the heavy letters of a deed and in the others.
const DEED_CELLS: usize = 60;
const CELLS: usize = 72;

/// A box: its top, its height, its lines with their classes, and the rung.
type Drawn<'a> = (usize, usize, Vec<(&'static str, String)>, &'a Rung);

/// The ladder of `trigger`.
pub fn ladder(trigger: &str, rungs: &[Rung], words: &Words) -> Markup {
    let mut top = 0;
    let boxes: Vec<Drawn<'_>> = rungs
        .iter()
        .map(|rung| {
            let lines = lines(rung, words);
            let height = lines.len() * LINE + PADDING;
            let place = (top, height, lines, rung);
            top += height + GAP;
            place
        })
        .collect();
    let height = top.saturating_sub(GAP) + 2;
    html! {
        svg role="img" aria-label=(trigger) viewBox={ "0 0 " (WIDTH) " " (height) } width=(WIDTH) {
            title { (trigger) }
            @for (index, (top, height, lines, rung)) in boxes.iter().enumerate() {
                @if index > 0 {
                    @let caption = if rung.last && !boxes.get(index - 1).is_some_and(|(.., before)| before.last) {
                        words.at_the_end
                    } else {
                        words.refused
                    };
                    path.arrow d={ "M 40 " (top - GAP + 3) " v " (GAP - 10) " m -5 -6 l 5 7 l 5 -7" } {}
                    text.caption x="58" y=(top - GAP / 2 + 5) { (caption) }
                }
                rect.last[rung.last] x="1" y=(top + 1) width=(WIDTH - 2) height=(height) rx="8" {}
                @for (number, (class, line)) in lines.iter().enumerate() {
                    text class=(class) x="16" y=(top + PADDING + 9 + number * LINE) { (line) }
                }
            }
        }
    }
}

fn lines(rung: &Rung, words: &Words) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if !rung.deed.is_empty() {
        lines.push(("deed", shorten(&rung.deed, DEED_CELLS)));
    }
    if let Some(condition) = &rung.condition {
        lines.push(("condition", shorten(&format!("{} {condition}", words.only_if), CELLS)));
    }
    if let Some(said) = &rung.said {
        lines.push(("said", shorten(&format!("“{said}”"), CELLS)));
    }
    lines
}
