//! Conversations of a dry run as `.chat` files that `patter test` plays.

use std::collections::HashMap;
use std::fs;

use jiff::Timestamp;

use crate::cli::place;
use crate::cli::stop::Stop;
use crate::engine::{Happening, Turn};
use crate::program::{Datum, Program, Type};
use crate::simulate::{Moment, Setup, Totals, conversation};
use crate::syntax::ast::Keywords;
use crate::transcript::{
    Happened, Message, Row, answer_rows, customer_rows, fact_called, passed_rows, promise_text, quoted, stage, title,
    words,
};

/// Writes the conversation with the largest gift, the longest, and the first not understood.
pub fn save(path: &str, setup: &Setup<'_>, totals: &Totals, keywords: Keywords, main: &str) -> Result<(), Stop> {
    let wanted = [
        ("the largest gift", totals.largest_gift.map(|(number, _)| number)),
        ("the longest", totals.longest.map(|(number, _)| number)),
        ("the first not understood", totals.first_not_understood),
    ];
    let mut text = String::new();
    if place::script_of(path, None).ok().as_deref() != Some(main) {
        let shop = fs::canonicalize(main)?;
        text.push_str(&format!("script {}\n\n", quoted(&shop.to_string_lossy(), Keywords::English)));
    }
    let chats: Vec<String> = wanted
        .iter()
        .filter_map(|(name, number)| {
            let (seed, moments) = conversation(setup, (*number)?)?;
            let name = format!("{name}: conversation {} of seed {}", (*number)?, setup.seed);
            Some(paper(&name, seed, &moments, setup.program, keywords))
        })
        .collect();
    text.push_str(&chats.join("\n"));
    place::write(path, &text)
}

/// A conversation on paper.
fn paper(name: &str, seed: u64, moments: &[Moment], program: &Program, keywords: Keywords) -> String {
    let w = words(keywords);
    let start = moments.first().map_or(Timestamp::UNIX_EPOCH, |moment| moment.at);
    let clock = start.to_zoned(program.shop.time_zone.clone()).strftime("%Y-%m-%d %H:%M");
    let rows = vec![title(name, keywords), stage(format!("{} {} {clock}{}{} {seed}", w.given, w.now, w.comma, w.seed))];
    let (passed, systems) = (Vec::new(), HashMap::new());
    let mut writer = Writer { program, keywords, rows, now: start, passed, systems };
    for moment in moments {
        writer.moment(moment);
    }
    // What came due last.
    if let Some(last) = moments.last() {
        writer.clock(last.at);
    }
    writer.rows.iter().map(|row| row.line(keywords, false) + "\n").collect()
}

struct Writer<'a> {
    program: &'a Program,
    keywords: Keywords,
    rows: Vec<Row>,
    now: Timestamp,
    /// The timers that ran out since the clock was last written.
    passed: Vec<Happened>,
    /// The systems that were asked, by the number of the request.
    systems: HashMap<u64, String>,
}

impl Writer<'_> {
    fn moment(&mut self, moment: &Moment) {
        if matches!(moment.event.happening, Happening::Timer { .. }) {
            let Moment { at, event, turn } = moment.clone();
            self.passed.push(Happened { at, event, turn });
            return;
        }
        self.clock(moment.at);
        match &moment.event.happening {
            Happening::Facts => {
                let facts = moment.event.facts.iter().map(|(name, value)| self.setting(name, value));
                let facts: Vec<String> = facts.collect();
                self.rows.push(stage(format!("{} {}", words(self.keywords).given, facts.join(self.comma()))));
            }
            Happening::Message { text, photos, files, .. } => {
                let message = Message { text: text.clone(), photos: photos.clone(), files: files.clone() };
                self.rows.extend(customer_rows(&message, self.keywords));
                self.answer(&moment.turn);
            }
            Happening::CustomerLeft => self.rows.push(stage(words(self.keywords).customer_leaves)),
            Happening::SystemAnswered { request } => {
                let facts: Vec<String> =
                    moment.event.facts.iter().map(|(name, value)| self.setting(name, value)).collect();
                self.system(*request, &format!("{}{}", self.colon(), facts.join(self.comma())));
                self.done(&moment.turn);
            }
            Happening::SystemFailed { request, because } => {
                let w = words(self.keywords);
                let because = format!(" {} {} {}", w.fails, w.because, quoted(because, self.keywords));
                self.system(*request, &because);
                self.done(&moment.turn);
            }
            other => {
                if let Some(order) = other.order() {
                    let w = words(self.keywords);
                    let facts: Vec<String> =
                        moment.event.facts.iter().map(|(name, value)| self.setting(name, value)).collect();
                    let with = if facts.is_empty() { "" } else { " with " };
                    let facts = facts.join(w.comma);
                    self.rows.push(stage(format!("{}{}order {}{with}{facts}", w.event, w.colon, order.word())));
                }
                self.done(&moment.turn);
                self.promised(&moment.turn);
            }
        }
    }

    /// The time that passed, with what timers did meanwhile.
    fn clock(&mut self, at: Timestamp) {
        let passed = std::mem::take(&mut self.passed);
        let seconds = at.duration_since(self.now).as_secs();
        self.now = at;
        if seconds > 0 {
            let (count, unit) = [(86_400, "day"), (3_600, "hour"), (60, "minute")]
                .into_iter()
                .find(|(size, _)| seconds % size == 0)
                .map_or((seconds, "second"), |(size, unit)| (seconds / size, unit));
            let line = if count == 1 { format!("1 {unit} passes") } else { format!("{count} {unit}s pass") };
            self.rows.push(stage(line));
        }
        self.rows.extend(passed_rows(&passed, self.keywords, self.program));
    }

    /// What was done, where anything was.
    fn done(&mut self, turn: &Turn) {
        if !turn.acts.is_empty() {
            self.answer(turn);
        }
    }

    fn answer(&mut self, turn: &Turn) {
        self.rows.extend(answer_rows(turn, self.keywords, self.program));
        for request in &turn.requests {
            self.systems.insert(request.request, request.system.to_string());
        }
    }

    fn system(&mut self, request: u64, answer: &str) {
        let system = self.systems.get(&request).cloned().unwrap_or_default();
        self.rows.push(stage(format!("{} {system}{answer}", words(self.keywords).system)));
    }

    fn promised(&mut self, turn: &Turn) {
        if turn.packing_list.is_empty() {
            return;
        }
        let names = turn.packing_list.iter().map(|promise| promise_text(&promise.name, self.keywords, self.program));
        let names: Vec<String> = names.collect();
        let w = words(self.keywords);
        self.rows.push(stage(format!("{}{}{}", w.promised, w.colon, names.join(w.comma))));
    }

    /// `cart.total 120`
    fn setting(&self, name: &str, value: &Datum) -> String {
        let fact = self.program.names.facts.get(&name.to_lowercase()).and_then(|id| self.program.fact(*id));
        let quotes = fact.is_none_or(|fact| matches!(fact.of, Type::Text | Type::Product));
        let value = match value {
            Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Datum::Text(text) if quotes => quoted(text, self.keywords),
            Datum::Text(text) => text.clone(),
            Datum::List(_) => String::new(),
        };
        format!("{} {value}", fact_called(name, self.keywords, self.program))
    }

    fn comma(&self) -> &'static str {
        words(self.keywords).comma
    }

    fn colon(&self) -> &'static str {
        words(self.keywords).colon
    }
}
