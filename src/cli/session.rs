//! A conversation that is typed instead of read from paper; it can be written down at any time.

use jiff::{SignedDuration, Timestamp};

use crate::check::Compilation;
use crate::diagnostic::Diagnostic;
use crate::engine::{Deed, Event, Happened, Happening, Promise, State, Turn, step};
use crate::program::{Datum, Program};
use crate::source::{SourceId, Sources};
use crate::syntax::ast::Keywords;
use crate::transcript::{
    self, Message, Row, START, answer_rows, asked_systems, customer_rows, let_pass, merged, passed_rows, promise_text,
    request_to, settings, speaker_rows, stage, title, words,
};

/// A conversation going on.
pub struct Session<'a> {
    program: &'a Program,
    sources: &'a Sources,
    keywords: Keywords,
    state: State,
    start: Timestamp,
    now: Timestamp,
    log: Vec<Entry>,
    last: Vec<Happened>,
}

/// What was typed and what came of it.
struct Entry {
    typed: Typed,
    turn: Option<Turn>,
}

/// What was typed.
pub enum Typed {
    /// A customer's message.
    Message(Message),
    /// What a member of staff writes.
    Staff(String),
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
            last: Vec::new(),
        }
    }

    /// The keyword language it is written in.
    pub fn keywords(&self) -> Keywords {
        self.keywords
    }

    /// A customer's message.
    pub fn say(&mut self, message: Message) -> Turn {
        self.hear(Event::from(&message), Typed::Message(message)).1
    }

    /// What a member of staff writes.
    pub fn staff_say(&mut self, text: &str) -> Turn {
        self.hear(Happening::StaffMessage { text: text.to_owned() }.into(), Typed::Staff(text.to_owned())).1
    }

    /// Lets an event happen.
    pub fn hear(&mut self, event: Event, typed: Typed) -> (Timestamp, Turn) {
        let (state, turn) = step(self.program, std::mem::take(&mut self.state), &event, self.now);
        self.state = state;
        self.log.push(Entry { typed, turn: Some(turn.clone()) });
        if !matches!(event.happening, Happening::Facts) || !turn.acts.is_empty() {
            self.last = vec![Happened { at: self.now, event, turn: turn.clone() }];
        }
        (self.now, turn)
    }

    /// Lets something happen that a line of its own tells, as `customer leaves`.
    pub fn stage(&mut self, happening: Happening, line: &str) -> Turn {
        self.hear(happening.into(), Typed::Stage(line.to_owned())).1
    }

    /// Supplies facts, as `given` writes them.
    pub fn set(&mut self, given: &str) -> Result<(Event, Timestamp, Turn), String> {
        let event = settings(given, self.program, self.keywords).map_err(|mistakes| told(&mistakes))?;
        let typed = Typed::Stage(format!("{} {}", words(self.keywords).given, given.trim()));
        let (at, turn) = self.hear(event.clone(), typed);
        Ok((event, at, turn))
    }

    /// Lets something happen, as `event:` writes it.
    pub fn happen(&mut self, event: &str) -> Result<Turn, String> {
        let happening = transcript::event(event, self.program, self.keywords).map_err(|mistakes| told(&mistakes))?;
        let w = words(self.keywords);
        let typed = Typed::Stage(format!("{}{}{}", w.event, w.colon, event.trim()));
        Ok(self.hear(happening, typed).1)
    }

    /// Lets a system of the shop's answer, as its line writes it.
    pub fn system(&mut self, answer: &str) -> Result<Turn, String> {
        let settled = transcript::system(answer, self.program, self.keywords).map_err(|mistakes| told(&mistakes))?;
        let Some(request) = request_to(&settled.system, &self.state, self.program) else {
            let asked = asked_systems(&self.state, self.program);
            let asked: Vec<String> = asked.iter().map(|system| format!("`{system}`")).collect();
            return Err(match asked.as_slice() {
                [] => format!("nothing waits for an answer of `{}`", settled.system),
                _ => format!(
                    "nothing waits for an answer of `{}`; one is waited for from {}",
                    settled.system,
                    asked.join(", ")
                ),
            });
        };
        let typed = Typed::Stage(format!("{} {}", words(self.keywords).system, answer.trim()));
        Ok(self.hear(settled.event(request), typed).1)
    }

    /// Lets time pass, as `30 minutes`: the timers that ran out in it.
    pub fn wait(&mut self, length: &str) -> Option<Vec<Happened>> {
        let passed: SignedDuration = transcript::length(length)?;
        let until = self.now.checked_add(passed).ok()?;
        let step = |state, event: &Event, at| step(self.program, state, event, at);
        let passed = let_pass(std::mem::take(&mut self.state), self.now, until, step);
        (self.state, self.now) = (passed.state, until);
        let length = length.trim();
        let is_one = ["1", "one", "a", "an", "un", "una"]
            .contains(&length.split_whitespace().next().unwrap_or_default())
            && length.split_whitespace().count() == 2;
        let stage = match self.keywords {
            Keywords::English if is_one => format!("{length} passes"),
            Keywords::English => format!("{length} pass"),
            Keywords::Chinese => format!("过{length}"),
            Keywords::Spanish if is_one => format!("pasa {length}"),
            Keywords::Spanish => format!("pasan {length}"),
        };
        let turn = merged(passed.happened.iter().map(|happened| &happened.turn));
        self.log.push(Entry { typed: Typed::Stage(stage), turn });
        if !passed.happened.is_empty() {
            self.last.clone_from(&passed.happened);
        }
        Some(passed.happened)
    }

    /// How the last answer came about.
    pub fn why(&self) -> Vec<String> {
        let (program, sources) = (self.program, self.sources);
        let each = self.last.iter();
        each.flat_map(|one| transcript::why(&one.event.happening, &one.turn, program, sources, self.keywords)).collect()
    }

    /// The same as stage directions.
    pub fn why_rows(&self) -> Vec<Row> {
        transcript::why_rows(&self.why())
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

    /// What was said while time passed, each with the time it was said at.
    pub fn passed(&self, happened: &[Happened]) -> Vec<Row> {
        passed_rows(happened, self.keywords, self.program)
    }

    /// What was asked of the shop's systems, each as a person reads it.
    pub fn requests(&self, turn: &Turn) -> Vec<String> {
        let w = words(self.keywords);
        let called = |name: &str| transcript::fact_called(name, self.keywords, self.program).into_owned();
        let request = |request: &crate::engine::Request| {
            let with: Vec<String> =
                request.with.iter().map(|(name, value)| format!("{} {}", called(name), shown(value))).collect();
            let with = if with.is_empty() { String::new() } else { format!(" ({})", with.join(w.comma)) };
            let wants: Vec<String> = request.wants.iter().map(|fact| format!("{} …", called(fact))).collect();
            let answer = if wants.is_empty() { w.nothing.to_owned() } else { wants.join(w.comma) };
            format!("`{}` is asked{with}; answer with /system {}{}{answer}", request.system, request.system, w.colon)
        };
        turn.requests.iter().map(request).collect()
    }

    /// The names of the shop's systems and of the events it declares.
    pub fn systems_and_events(&self) -> (Vec<String>, Vec<String>) {
        let systems = self.program.questions.iter().filter_map(|question| match &question.to {
            crate::program::Addressee::System { system, .. } => Some(system.to_string()),
            crate::program::Addressee::Customer { .. } => None,
        });
        let tag = self.keywords.tag();
        let own = self.program.events.iter().map(|event| event.called(tag).to_string());
        let events = transcript::events(self.keywords).into_iter().map(str::to_owned).chain(own);
        (systems.collect(), events.collect())
    }

    /// What the shop's clock shows.
    pub fn clock(&self) -> String {
        transcript::clock(self.now, self.program)
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
            Typed::Message(message) => message.text.lines().next(),
            Typed::Staff(_) | Typed::Stage(_) => None,
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
        self.last.iter().any(|happened| happened.turn.deeds().any(|deed| *deed == Deed::Closes))
    }
}

fn rows_typed(keywords: Keywords) -> impl Fn(&Entry) -> Vec<Row> {
    move |entry| match &entry.typed {
        Typed::Message(message) => customer_rows(message, keywords),
        Typed::Staff(text) => speaker_rows(text, words(keywords).staff, keywords),
        Typed::Stage(text) => vec![stage(text.as_str())],
    }
}

/// Mistakes in a line, each with what to write instead.
fn told(mistakes: &[Diagnostic]) -> String {
    let told: Vec<_> = mistakes
        .iter()
        .map(|mistake| match (&mistake.help, &mistake.example) {
            (Some(help), _) => format!("{}; {help}", mistake.message),
            (None, Some(example)) => format!("{}; for example: {example}", mistake.message),
            (None, None) => mistake.message.clone(),
        })
        .collect();
    told.join("\n")
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
