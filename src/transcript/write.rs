//! What was said, as a conversation on paper writes it.

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::called;
use super::paper::{Message, Verb};
use super::plan::ExpectedDeed;
use super::why::ran_out;
use super::words::{verb, words};
use crate::engine::{Deed, Happened, Turn};
use crate::program::Program;
use crate::syntax::ast::Keywords;

/// One line of a conversation, cut into what a painter may colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What kind of line it is.
    pub kind: RowKind,
    /// Who speaks, with the colon; nothing on the lines below.
    pub label: String,
    /// The rest.
    pub text: String,
}

/// The kinds of lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// `chat "title"`
    Title,
    /// What is given, what happens, what time passes.
    Stage,
    /// What the customer says.
    Customer,
    /// What the shop does.
    Deed,
    /// What the shop says.
    Words,
    /// How it came about, as a stage direction.
    Trace,
}

impl Row {
    /// What stands left of the text. With `aligned`, speakers end in one column and what they say begins in one.
    pub fn margin(&self, keywords: Keywords, aligned: bool) -> String {
        let w = words(keywords);
        let customer = if aligned { w.customer.width() } else { 0 };
        // The bars stand right under the colon of `shop:`.
        let shop = w.shop.width().max(customer);
        match self.kind {
            RowKind::Title => String::new(),
            RowKind::Stage => "  ".to_owned(),
            RowKind::Words => format!("  {:shop$}| ", ""),
            RowKind::Trace => format!("  {:shop$}  ", ""),
            RowKind::Deed if self.label.is_empty() => format!("  {:shop$}  ", ""),
            RowKind::Customer | RowKind::Deed => {
                let speaker = self.label.trim_end_matches([':', '：', ' ']).width();
                let fill = customer.saturating_sub(speaker);
                let gap = if self.text.is_empty() { self.label.trim_end() } else { &self.label };
                format!("  {:fill$}{gap}", "")
            }
        }
    }

    /// The whole line.
    pub fn line(&self, keywords: Keywords, aligned: bool) -> String {
        format!("{}{}", self.margin(keywords, aligned), self.text).trim_end().to_owned()
    }
}

/// A customer's line; a message over several lines goes on behind bars, what it brings stands below.
pub fn customer_rows(message: &Message, keywords: Keywords) -> Vec<Row> {
    let mut rows = speaker_rows(&message.text, words(keywords).customer, keywords);
    rows.extend(brought(message, keywords).map(|text| stage(format!("  {text}"))));
    rows
}

/// A line that somebody besides the shop's script writes.
pub fn speaker_rows(text: &str, speaker: &str, keywords: Keywords) -> Vec<Row> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let label = format!("{speaker}{}", words(keywords).colon);
    let head = Row { kind: RowKind::Customer, label, text: first };
    std::iter::once(head)
        .chain(lines.map(|line| Row { kind: RowKind::Words, label: String::new(), text: line.to_owned() }))
        .collect()
}

/// What a message brings, as the line under it says it.
fn brought(message: &Message, keywords: Keywords) -> Option<String> {
    let w = words(keywords);
    let gap = if keywords == Keywords::Chinese { "" } else { " " };
    let named = |noun: &str, name: &String| format!("{noun}{gap}{}", quoted(name, keywords));
    let numbered = message.photos.iter().enumerate().all(|(at, name)| *name == numbered_photo(at + 1));
    let mut brought = Vec::new();
    match message.photos.len() {
        0 => {}
        1 if numbered => brought.push(w.a_photo.to_owned()),
        many if numbered => brought.push(format!("{many}{gap}{}", w.photos)),
        _ => brought.extend(message.photos.iter().map(|name| named(w.photo, name))),
    }
    brought.extend(message.files.iter().map(|name| named(w.file, name)));
    (!brought.is_empty()).then(|| format!("{}{gap}{}", w.with, brought.join(w.comma)))
}

/// What a photo is called that a conversation only counts.
pub(super) fn numbered_photo(number: usize) -> String {
    format!("photo {number}")
}

/// A line of what happens besides words.
pub fn stage(text: impl Into<String>) -> Row {
    Row { kind: RowKind::Stage, label: String::new(), text: text.into() }
}

/// The title of a conversation.
pub fn title(title: &str, keywords: Keywords) -> Row {
    let text = format!("{} {}", words(keywords).chat, quoted(title, keywords));
    Row { kind: RowKind::Title, label: String::new(), text }
}

/// The shop's answer: each deed with its words below it.
pub fn answer_rows(turn: &Turn, keywords: Keywords, program: &Program) -> Vec<Row> {
    let w = words(keywords);
    let mut label = format!("{}{}", w.shop, w.colon);
    let mut rows = Vec::new();
    for act in &turn.acts {
        if let Some(deed) = &act.deed {
            let text = deed_text(deed, keywords, program);
            rows.push(Row { kind: RowKind::Deed, label: std::mem::take(&mut label), text });
        } else if rows.is_empty() && !act.texts.is_empty() {
            rows.push(Row { kind: RowKind::Deed, label: std::mem::take(&mut label), text: String::new() });
        }
        let lines = act.texts.iter().flat_map(|text| text.lines());
        rows.extend(lines.map(|line| Row { kind: RowKind::Words, label: String::new(), text: line.to_owned() }));
    }
    if rows.is_empty() {
        rows.push(Row { kind: RowKind::Deed, label, text: w.nothing.to_owned() });
    }
    rows
}

/// What timers did that ran out while time passed, each behind the time at which it did, as one answer.
pub fn passed_rows(happened: &[Happened], keywords: Keywords, program: &Program) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut label = format!("{}{}", words(keywords).shop, words(keywords).colon);
    for one in happened.iter().filter(|one| !one.turn.acts.is_empty()) {
        let text = format!("[ {} ]", ran_out(one, program, keywords));
        rows.push(Row { kind: RowKind::Trace, label: String::new(), text });
        for row in answer_rows(&one.turn, keywords, program) {
            let first = !row.label.is_empty();
            // Words that follow those of another timer need no line of their own above them.
            if first && label.is_empty() && row.text.is_empty() {
                continue;
            }
            let label = if first { std::mem::take(&mut label) } else { String::new() };
            rows.push(Row { label, ..row });
        }
    }
    rows
}

/// What the shop's clock shows at a time.
pub fn clock(at: Timestamp, program: &Program) -> String {
    let at = at.to_zoned(program.shop.time_zone.clone());
    at.strftime(if at.second() == 0 { "%Y-%m-%d %H:%M" } else { "%Y-%m-%d %H:%M:%S" }).to_string()
}

/// What was done and said as single lines: deeds, and words behind `| `.
pub fn answer_lines(turn: &Turn, keywords: Keywords, program: &Program) -> Vec<String> {
    let rows = answer_rows(turn, keywords, program).into_iter().filter(|row| !row.text.is_empty());
    rows.map(|row| if row.kind == RowKind::Words { format!("| {}", row.text) } else { row.text }).collect()
}

/// A `shop:` block of such lines, as a conversation on paper has it.
pub fn block(lines: &[String], keywords: Keywords) -> Vec<String> {
    let w = words(keywords);
    let mut label = format!("{}{}", w.shop, w.colon);
    let mut rows = Vec::new();
    for line in lines {
        let (kind, text) =
            line.strip_prefix("| ").map_or((RowKind::Deed, line.as_str()), |words| (RowKind::Words, words));
        if rows.is_empty() && kind == RowKind::Words {
            rows.push(Row { kind: RowKind::Deed, label: std::mem::take(&mut label), text: String::new() });
        }
        let label = if kind == RowKind::Deed { std::mem::take(&mut label) } else { String::new() };
        rows.push(Row { kind, label, text: text.to_owned() });
    }
    let line = |row: &Row| row.line(keywords, false);
    rows.iter().map(|row| line(row).strip_prefix("  ").unwrap_or_default().to_owned()).collect()
}

/// What was said, a line each, as `|` lines hold it.
pub fn word_lines(turn: &Turn) -> Vec<String> {
    turn.texts().flat_map(|text| text.lines()).map(|line| line.trim().to_owned()).collect()
}

/// A deed as a conversation writes it, with what it names by its name in that language.
pub fn deed_text(deed: &Deed, keywords: Keywords, program: &Program) -> String {
    let with_name = |does, name: &str| format!("{} {}", verb(keywords, does), named(name));
    let with_text = |does, text: &str| format!("{} {}", verb(keywords, does), quoted(text, keywords));
    match deed {
        Deed::Offers(name) => with_name(Verb::Offers, called::offer(name, keywords, program)),
        Deed::Asks(name) => with_name(Verb::Asks, called::question(name, keywords, program)),
        Deed::Says(name) => with_name(Verb::Says, called::reply(name, keywords, program)),
        Deed::ShowsProducts(names) => {
            let names = names.iter().map(|name| quoted(called::product(name, keywords, program), keywords));
            let names: Vec<String> = names.collect();
            format!("{} {}", verb(keywords, Verb::ShowsProducts), names.join(words(keywords).comma))
        }
        Deed::ShowsPicture(text) => with_text(Verb::ShowsPicture, text),
        Deed::SendsLink(text) => with_text(Verb::SendsLink, text),
        Deed::Remembers(name) => with_name(Verb::Remembers, &called::fact(name, keywords, program)),
        Deed::Forgets(name) => with_name(Verb::Forgets, &called::fact(name, keywords, program)),
        Deed::Promises(text) => with_text(Verb::Promises, text),
        Deed::Marks(name) => with_name(Verb::Marks, called::kind(name, keywords, program)),
        Deed::Unmarks(name) => with_name(Verb::Unmarks, called::kind(name, keywords, program)),
        Deed::Notes(text) => with_text(Verb::Notes, text),
        Deed::Tasks(text) => with_text(Verb::Tasks, text),
        Deed::HandsOver(reason) if reason.is_empty() => verb(keywords, Verb::HandsOver).to_owned(),
        Deed::HandsOver(reason) => {
            let w = words(keywords);
            format!("{} {} {}", verb(keywords, Verb::HandsOver), w.because, quoted(reason, keywords))
        }
        Deed::Closes => verb(keywords, Verb::Closes).to_owned(),
    }
}

/// A deed the paper lists, as it would write it.
pub fn expected_text(deed: &ExpectedDeed, keywords: Keywords, program: &Program) -> String {
    match deed {
        ExpectedDeed::Deed(deed) => deed_text(deed, keywords, program),
        ExpectedDeed::HandsOver => verb(keywords, Verb::HandsOver).to_owned(),
    }
}

/// A promise in `promised:`: an offer's name, or words in quotation marks.
pub fn promise_text(promise: &str, keywords: Keywords, program: &Program) -> String {
    let promise = called::offer(promise, keywords, program);
    if is_bare(promise) { promise.to_owned() } else { quoted(promise, keywords) }
}

/// A name, in corner brackets where it would not read as one.
pub fn named(name: &str) -> String {
    if is_bare(name) { name.to_owned() } else { format!("「{name}」") }
}

fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| unicode_ident::is_xid_continue(c) || matches!(c, '-' | '.' | '/'))
}

/// A text in the first pair of quotation marks whose end it does not hold; line breaks become spaces.
pub fn quoted(text: &str, keywords: Keywords) -> String {
    let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let marks = [words(keywords).quotes, ('"', '"'), ('“', '”'), ('«', '»'), ('『', '』')];
    let (open, close) = marks.into_iter().find(|(_, close)| !text.contains(*close)).unwrap_or(('"', '"'));
    format!("{open}{text}{close}")
}
