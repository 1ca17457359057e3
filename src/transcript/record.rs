//! A conversation that happened, as paper: what `patter test` plays with the same result.

use std::collections::HashMap;

use jiff::Timestamp;

use super::called;
use super::paper::Message;
use super::words::{event_called, words};
use super::write::{
    Row, answer_rows, customer_rows, named, passed_rows, promise_text, quoted, speaker_rows, stage, title,
};
use crate::engine::{Happened, Happening, Remark, Turn};
use crate::program::{Datum, Program, Type, key};
use crate::syntax::ast::Keywords;

/// Writes down a conversation that began with this seed: every event, in order, with what it brought about.
pub fn record(name: &str, seed: u64, happened: &[Happened], program: &Program, keywords: Keywords) -> String {
    let w = words(keywords);
    // Paper names the minute at which a conversation begins; the seconds pass on it.
    let minute = |at: Timestamp| Timestamp::from_second(at.as_second() / 60 * 60).unwrap_or(at);
    let start = happened.first().map_or(Timestamp::UNIX_EPOCH, |one| minute(one.at));
    let clock = start.to_zoned(program.shop.time_zone.clone()).strftime("%Y-%m-%d %H:%M");
    let rows = vec![title(name, keywords), stage(format!("{} {} {clock}{}{} {seed}", w.given, w.now, w.comma, w.seed))];
    let (passed, systems) = (Vec::new(), HashMap::new());
    let mut writer = Writer { program, keywords, rows, now: start, passed, systems };
    for one in happened {
        writer.one(one);
    }
    // What came due last.
    if let Some(last) = happened.last() {
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
    fn one(&mut self, one: &Happened) {
        if matches!(one.event.happening, Happening::Timer { .. }) {
            self.passed.push(one.clone());
            return;
        }
        self.clock(one.at);
        let w = words(self.keywords);
        match &one.event.happening {
            Happening::Facts => {
                let facts = self.settings(one);
                if !facts.is_empty() {
                    self.rows.push(stage(format!("{} {facts}", w.given)));
                }
                self.done(&one.turn);
            }
            Happening::Message { text, photos, files, .. } => {
                let message = Message { text: text.clone(), photos: photos.clone(), files: files.clone() };
                self.rows.extend(customer_rows(&message, self.keywords));
                self.answer(&one.turn);
            }
            Happening::StaffMessage { text } => {
                self.rows.extend(speaker_rows(text, w.staff, self.keywords));
                self.done(&one.turn);
            }
            Happening::StaffJoined => self.staged(w.staff_joins.to_owned(), &one.turn),
            Happening::StaffLeft => self.staged(w.staff_leaves.to_owned(), &one.turn),
            Happening::StaffResolved => self.staged(w.staff_resolves.to_owned(), &one.turn),
            Happening::NeedsNoAnswer => self.staged(w.needs_no_answer.to_owned(), &one.turn),
            Happening::Muted => self.staged(w.staff_mutes.to_owned(), &one.turn),
            Happening::Unmuted => self.staged(w.staff_unmutes.to_owned(), &one.turn),
            Happening::CustomerLeft => self.staged(w.customer_leaves.to_owned(), &one.turn),
            Happening::SystemAnswered { request } => {
                let line = format!("{}{}{}", self.system(*request), w.colon, self.settings(one));
                self.staged(line, &one.turn);
            }
            Happening::SystemFailed { request, because } => {
                let because = quoted(because, self.keywords);
                let line = format!("{} {} {} {because}", self.system(*request), w.fails, w.because);
                self.staged(line, &one.turn);
            }
            Happening::Declared { event, fields } => {
                let fields: Vec<String> = fields.iter().map(|(name, value)| self.setting(name, value)).collect();
                self.event(&named(called::event(event, self.keywords, self.program)), fields, one);
            }
            other => {
                if let Some(event) = event_called(other, self.keywords) {
                    self.event(event, Vec::new(), one);
                }
            }
        }
    }

    /// An event, with what it brings and what was packed with it.
    fn event(&mut self, event: &str, mut brings: Vec<String>, one: &Happened) {
        let w = words(self.keywords);
        brings.extend(Some(self.settings(one)).filter(|facts| !facts.is_empty()));
        let with = if brings.is_empty() { String::new() } else { format!(" {} {}", w.with, brings.join(w.comma)) };
        self.staged(format!("{}{}{event}{with}", w.event, w.colon), &one.turn);
        self.promised(&one.turn);
    }

    /// A line of what happens, with what was done about it.
    fn staged(&mut self, line: String, turn: &Turn) {
        self.rows.push(stage(line));
        self.done(turn);
    }

    /// The time that passed, with what timers did meanwhile.
    fn clock(&mut self, at: Timestamp) {
        let passed = std::mem::take(&mut self.passed);
        let seconds = at.duration_since(self.now).as_secs();
        self.now = at;
        if seconds > 0 {
            self.rows.push(stage(time_passes(seconds, self.keywords)));
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

    /// `system order-book`
    fn system(&self, request: u64) -> String {
        let system = self.systems.get(&request).map_or("", String::as_str);
        format!("{} {system}", words(self.keywords).system)
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

    /// `cart.total 120, cart.items 2`: the facts that came, those left out that the script refused.
    fn settings(&self, one: &Happened) -> String {
        let refused = |name: &str| {
            let is = |remark: &Remark| matches!(remark, Remark::FactRefused { fact, .. } if fact == name);
            one.turn.trace.remarks.iter().any(is)
        };
        let facts = one.event.facts.iter().filter(|(name, _)| !refused(name));
        let facts: Vec<String> = facts.map(|(name, value)| self.setting(name, value)).collect();
        facts.join(words(self.keywords).comma)
    }

    /// `cart.total 120`
    fn setting(&self, name: &str, value: &Datum) -> String {
        let fact = self.program.names.facts.get(&key(name)).and_then(|id| self.program.fact(*id));
        let quotes = fact.is_none_or(|fact| matches!(fact.of, Type::Text | Type::Product | Type::List(_)));
        let text = |value: &Datum| match value {
            Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Datum::Text(text) => text.clone(),
            Datum::List(_) => String::new(),
        };
        let value = match value {
            Datum::List(list) if list.is_empty() => words(self.keywords).nothing.to_owned(),
            Datum::List(list) => quoted(&list.iter().map(text).collect::<Vec<_>>().join(", "), self.keywords),
            Datum::Text(text) if quotes => quoted(text, self.keywords),
            one => text(one),
        };
        format!("{} {value}", called::fact(name, self.keywords, self.program))
    }
}

/// `30 minutes pass`, in the largest unit that says it exactly.
fn time_passes(seconds: i64, keywords: Keywords) -> String {
    let (size, [english, chinese, spanish]) = [
        (86_400, ["day", "天", "día"]),
        (3_600, ["hour", "小时", "hora"]),
        (60, ["minute", "分钟", "minuto"]),
        (1, ["second", "秒", "segundo"]),
    ]
    .into_iter()
    .find(|(size, _)| seconds % size == 0)
    .unwrap_or((1, ["second", "秒", "segundo"]));
    let count = seconds / size;
    match keywords {
        Keywords::English if count == 1 => format!("1 {english} passes"),
        Keywords::English => format!("{count} {english}s pass"),
        Keywords::Chinese => format!("过{count}{chinese}"),
        Keywords::Spanish if count == 1 => format!("pasa 1 {spanish}"),
        Keywords::Spanish => format!("pasan {count} {spanish}s"),
    }
}
