//! A conversation that is typed instead of read from paper; it can be written down at any time.

use jiff::{SignedDuration, Timestamp};

use crate::check::Compilation;
use crate::engine::{Deed, Event, Happening, Promise, State, Turn, step};
use crate::program::{Datum, Program};
use crate::source::{SourceId, Sources};
use crate::syntax::ast::Keywords;
use crate::transcript::{self, Row, START, answer_rows, customer_rows, promise_text, settings, stage, title, words};

/// A conversation going on.
pub struct Session<'a> {
    program: &'a Program,
    sources: &'a Sources,
    keywords: Keywords,
    state: State,
    start: Timestamp,
    now: Timestamp,
    log: Vec<Entry>,
    last: Option<(Happening, Turn)>,
}

/// What was typed and what came of it.
struct Entry {
    typed: Typed,
    turn: Option<Turn>,
}

/// What was typed.
pub enum Typed {
    /// A customer's message.
    Message(String),
    /// Anything else, as a conversation on paper writes it.
    Stage(String),
}

impl<'a> Session<'a> {
    /// A conversation that begins at `start`, or when those on paper do.
    pub fn new(program: &'a Program, compilation: &'a Compilation, start: Option<Timestamp>) -> Self {
        let keywords = keywords(compilation);
        let paper =
            START.to_zoned(program.shop.time_zone.clone()).map_or(Timestamp::UNIX_EPOCH, |start| start.timestamp());
        // What is written down names the minute.
        let minute = |at: Timestamp| Timestamp::from_second(at.as_second() / 60 * 60).unwrap_or(at);
        let start = start.map_or(paper, minute);
        let state = State { format: 1, ..State::default() };
        Session {
            program,
            sources: &compilation.sources,
            keywords,
            state,
            start,
            now: start,
            log: Vec::new(),
            last: None,
        }
    }

    /// The keyword language it is written in.
    pub fn keywords(&self) -> Keywords {
        self.keywords
    }

    /// A message as it goes into the log.
    pub fn customer(text: &str) -> Typed {
        Typed::Message(text.to_owned())
    }

    /// Lets an event happen.
    pub fn hear(&mut self, event: Event, typed: Typed) -> (Timestamp, Turn) {
        let (state, turn) = step(self.program, std::mem::take(&mut self.state), &event, self.now);
        self.state = state;
        self.log.push(Entry { typed, turn: Some(turn.clone()) });
        if !matches!(event.happening, Happening::Facts) || !turn.acts.is_empty() {
            self.last = Some((event.happening, turn.clone()));
        }
        (self.now, turn)
    }

    /// Supplies facts, as `given` writes them.
    pub fn set(&mut self, given: &str) -> Result<(Event, Timestamp, Turn), String> {
        let event = settings(given, self.program, self.keywords).map_err(|mistakes| {
            let told: Vec<_> = mistakes
                .iter()
                .map(|mistake| match (&mistake.help, &mistake.example) {
                    (Some(help), _) => format!("{}; {help}", mistake.message),
                    (None, Some(example)) => format!("{}; for example: {example}", mistake.message),
                    (None, None) => mistake.message.clone(),
                })
                .collect();
            told.join("\n")
        })?;
        let typed = Typed::Stage(format!("{} {}", words(self.keywords).given, given.trim()));
        let (at, turn) = self.hear(event.clone(), typed);
        Ok((event, at, turn))
    }

    /// Lets something happen, as `event:` writes it.
    pub fn happen(&mut self, event: &str) -> Option<Turn> {
        let happening = transcript::happening(event)?;
        let w = words(self.keywords);
        let typed = Typed::Stage(format!("{}{}{}", w.event, w.colon, event.trim()));
        Some(self.hear(happening.into(), typed).1)
    }

    /// Lets time pass, as `30 minutes`.
    pub fn wait(&mut self, length: &str) -> Option<Timestamp> {
        let passed: SignedDuration = transcript::length(length)?;
        self.now = self.now.checked_add(passed).ok()?;
        let stage = match self.keywords {
            Keywords::English => format!("{} pass", length.trim()),
            Keywords::Chinese => format!("过{}", length.trim()),
            Keywords::Spanish => format!("pasan {}", length.trim()),
        };
        self.log.push(Entry { typed: Typed::Stage(stage), turn: None });
        Some(self.now)
    }

    /// How the last answer came about.
    pub fn why(&self) -> Option<Vec<String>> {
        self.last
            .as_ref()
            .map(|(happening, turn)| transcript::why(happening, &turn.trace, self.program, self.sources, self.keywords))
    }

    /// The same as stage directions.
    pub fn why_rows(&self) -> Vec<Row> {
        transcript::why_rows(&self.why().unwrap_or_default())
    }

    /// Every fact the script has, by its name.
    pub fn fact_names(&self) -> Vec<String> {
        let tag = self.keywords.tag();
        self.program.facts.iter().map(|fact| fact.called(tag).to_string()).collect()
    }

    /// Every fact that is known, with its value.
    pub fn facts(&self) -> Vec<(String, String)> {
        let state = &self.state;
        let parts = [&state.customer, &state.order, &state.day, &state.conversation];
        let facts = parts.into_iter().flat_map(|part| &part.facts);
        let called = |name| transcript::fact_called(name, self.keywords, self.program).into_owned();
        facts.map(|(name, value)| (called(name), shown(value))).collect()
    }

    /// Every promise that stands, as a conversation writes it.
    pub fn promised(&self) -> Vec<String> {
        self.promises(&self.state.promises)
    }

    /// Promises as a conversation writes them.
    pub fn promises(&self, promises: &[Promise]) -> Vec<String> {
        promises.iter().map(|promise| promise_text(&promise.name, self.keywords, self.program)).collect()
    }

    /// The shop's answer as a conversation writes it.
    pub fn answer(&self, turn: &Turn) -> Vec<Row> {
        answer_rows(turn, self.keywords, self.program)
    }

    /// What the shop's clock shows.
    pub fn clock(&self) -> String {
        self.now.to_zoned(self.program.shop.time_zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// The line last typed, where it was no message.
    pub fn last_rows(&self) -> Vec<Row> {
        self.log.last().map(rows_typed(self.keywords)).unwrap_or_default()
    }

    /// Whether anything was said.
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// The whole conversation as a `.chat` file holds it.
    pub fn paper(&self) -> String {
        let w = words(self.keywords);
        let name = self.log.iter().find_map(|entry| match &entry.typed {
            Typed::Message(text) => text.lines().next(),
            Typed::Stage(_) => None,
        });
        let mut rows = vec![title(name.unwrap_or("…"), self.keywords)];
        let start = self.start.to_zoned(self.program.shop.time_zone.clone());
        if start.datetime() != START {
            rows.push(stage(format!("{} {} {}", w.given, w.now, start.strftime("%Y-%m-%d %H:%M"))));
        }
        for entry in &self.log {
            rows.extend(rows_typed(self.keywords)(entry));
            let said = matches!(entry.typed, Typed::Message(_));
            if let Some(turn) = entry.turn.as_ref().filter(|turn| said || !turn.acts.is_empty()) {
                rows.extend(self.answer(turn));
            }
        }
        rows.iter().map(|row| row.line(self.keywords, false) + "\n").collect()
    }

    /// Whether the conversation is over: the shop closed it.
    pub fn closed(&self) -> bool {
        self.last.as_ref().is_some_and(|(_, turn)| turn.deeds().any(|deed| *deed == Deed::Closes))
    }
}

fn rows_typed(keywords: Keywords) -> impl Fn(&Entry) -> Vec<Row> {
    move |entry| match &entry.typed {
        Typed::Message(text) => customer_rows(text, keywords),
        Typed::Stage(text) => vec![stage(text.as_str())],
    }
}

fn shown(value: &Datum) -> String {
    match value {
        Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Datum::Text(text) => text.clone(),
        Datum::List(list) => list.iter().map(shown).collect::<Vec<_>>().join(", "),
    }
}

/// The keyword language of a script.
pub fn keywords(compilation: &Compilation) -> Keywords {
    compilation
        .sources
        .get(SourceId(0))
        .map(|source| crate::syntax::parse(source, SourceId(0)).0.keywords)
        .unwrap_or_default()
}
