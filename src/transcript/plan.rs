//! A conversation on paper with its names and values settled: what is to happen when, and what is expected of it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Zoned, civil};

use super::happens::SystemAnswer;
use super::paper::{Answer, Chat, Day, Moment, PaperDeed, Verb, What};
use super::words::{verb, words};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::engine::{Deed, Event, Happening};
use crate::program::{Program, key};
use crate::source::{Span, Spanned};
use crate::syntax::ast::Keywords;

/// When a conversation begins in which no `given now` says so, in the shop's own time zone: a Monday morning.
pub const START: civil::DateTime = civil::datetime(2026, 3, 2, 10, 0, 0, 0);

/// A conversation ready to be played.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where variants begin.
    pub seed: u64,
    /// When it begins.
    pub start: Timestamp,
    /// Its lines, one for each of the paper's.
    pub steps: Vec<Planned>,
}

/// A line ready to be played.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What the clock shows.
    pub at: Timestamp,
    /// What happens.
    pub what: Occurs,
    /// Whether it is a customer's line, which needs an answer written behind it.
    pub by_customer: bool,
    /// What the paper expects of it; nothing where it has no `shop:` block or an empty one.
    pub expected: Option<Expected>,
    /// What is promised by then.
    pub promised: Option<Vec<String>>,
}

/// What happens at a line.
#[derive(Clone, Debug, Default)]
pub enum Occurs {
    /// Nothing: it only says what is so.
    #[default]
    Nothing,
    /// An event.
    Event(Event),
    /// Time passes until what the clock shows: every timer that is due by then runs out.
    Time,
    /// A system of the shop's answers the oldest request that waits for it.
    System(SystemAnswer),
}

/// What the paper expects of an answer.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    /// All deeds in order; nothing where the paper does not list them.
    pub deeds: Option<Vec<ExpectedDeed>>,
    /// All words, a line each; nothing where the paper has none.
    pub words: Option<Vec<String>>,
}

/// A deed the paper lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedDeed {
    /// This one.
    Deed(Deed),
    /// `hands over`, whatever the reason.
    HandsOver,
}

impl ExpectedDeed {
    /// Whether a deed done is the one listed.
    pub fn fits(&self, done: &Deed) -> bool {
        match self {
            ExpectedDeed::Deed(deed) => deed == done,
            ExpectedDeed::HandsOver => matches!(done, Deed::HandsOver(_)),
        }
    }
}

/// Settles the names and values of a conversation; a line with a mistake is planned without what is wrong in it.
pub fn plan(chat: &Chat, keywords: Keywords, program: &Program) -> (Plan, Vec<Diagnostic>) {
    let zone = &program.shop.time_zone;
    let start = START.to_zoned(zone.clone()).unwrap_or_else(|_| Timestamp::UNIX_EPOCH.to_zoned(zone.clone()));
    let mut planner = Planner { program, keywords, now: start.clone(), begun: false, diagnostics: Vec::new() };
    let mut plan = Plan { seed: 0, start: start.timestamp(), steps: Vec::new() };
    for step in &chat.steps {
        let mut planned = Planned {
            at: planner.now.timestamp(),
            what: Occurs::Nothing,
            by_customer: false,
            expected: None,
            promised: None,
        };
        match &step.what {
            What::Given(settings) => {
                let facts = planner.settings(settings, step.span, Some(&mut plan));
                if !facts.is_empty() {
                    planned.what = Occurs::Event(Event { facts, ..Happening::Facts.into() });
                }
            }
            What::Customer(message) => {
                planned.what = Occurs::Event(message.into());
                planned.by_customer = true;
            }
            What::CustomerLeaves => planned.what = Occurs::Event(Happening::CustomerLeft.into()),
            What::Event(happens, settings) => {
                planned.what = planner.event(happens, settings, step.span).map_or(Occurs::Nothing, Occurs::Event);
            }
            What::Staff(text) => planned.what = Occurs::Event(Happening::StaffMessage { text: text.clone() }.into()),
            What::StaffJoins => planned.what = Occurs::Event(Happening::StaffJoined.into()),
            What::StaffLeaves => planned.what = Occurs::Event(Happening::StaffLeft.into()),
            What::StaffResolves => planned.what = Occurs::Event(Happening::StaffResolved.into()),
            What::NeedsNoAnswer => planned.what = Occurs::Event(Happening::NeedsNoAnswer.into()),
            What::StaffMutes => planned.what = Occurs::Event(Happening::Muted.into()),
            What::StaffUnmutes => planned.what = Occurs::Event(Happening::Unmuted.into()),
            What::System(name, says) => {
                planned.what = planner.system(name, says, step.span).map_or(Occurs::Nothing, Occurs::System);
            }
            What::Pass(length) => {
                planner.pass(*length, step.span);
                planned.what = Occurs::Time;
            }
            What::Until(moment) => {
                planner.until(*moment, step.span);
                planned.what = Occurs::Time;
            }
            What::Promised(names) => {
                planned.promised = Some(names.iter().map(|name| planner.promise(name)).collect());
            }
        }
        planner.begun |= !matches!(step.what, What::Given(_));
        planned.at = planner.now.timestamp();
        planned.expected =
            step.answer.as_ref().filter(|answer| !answer.is_empty()).map(|answer| planner.expected(answer));
        plan.steps.push(planned);
    }
    (plan, planner.diagnostics)
}

/// Settles a single line as the keyboard gives it.
pub(super) fn alone<T>(
    program: &Program,
    keywords: Keywords,
    settle: impl FnOnce(&mut Planner<'_>) -> T,
) -> Result<T, Vec<Diagnostic>> {
    let now = Timestamp::UNIX_EPOCH.to_zoned(program.shop.time_zone.clone());
    let mut planner = Planner { program, keywords, now, begun: true, diagnostics: Vec::new() };
    let settled = settle(&mut planner);
    if planner.diagnostics.is_empty() { Ok(settled) } else { Err(planner.diagnostics) }
}

/// Settles one line after the other.
pub(super) struct Planner<'a> {
    pub program: &'a Program,
    pub keywords: Keywords,
    /// What the clock shows.
    pub now: Zoned,
    /// Whether anything happened yet.
    pub begun: bool,
    pub diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn pass(&mut self, length: SignedDuration, span: Span) {
        match self.now.checked_add(length) {
            Ok(later) => self.now = later,
            Err(_) => self.diagnostics.push(super::mistakes::no_such_time(span, self.keywords)),
        }
    }

    fn until(&mut self, moment: Moment, span: Span) {
        match self.moment(moment, Some(&self.now)) {
            Some(later) if later >= self.now => self.now = later,
            Some(_) => {
                let shown = self.now.strftime("%Y-%m-%d %H:%M");
                let message = format!("the clock already shows {shown}");
                self.diagnostics.push(
                    Diagnostic::new(Code::ClockBackwards, message, span, "this is earlier")
                        .help("the clock of a conversation only moves forward; name a later time or a later day"),
                );
            }
            None => self.diagnostics.push(super::mistakes::no_such_time(span, self.keywords)),
        }
    }

    /// A moment as the shop's clock shows it, seen from `now` or from the default start.
    pub(super) fn moment(&self, moment: Moment, now: Option<&Zoned>) -> Option<Zoned> {
        let from = now.map_or(START, Zoned::datetime);
        let date = match moment.day {
            Day::Date(date) => date,
            Day::Today => from.date(),
            Day::Tomorrow => from.date().tomorrow().ok()?,
            Day::Next if now.is_some() && moment.clock <= from.time() => from.date().tomorrow().ok()?,
            Day::Next => from.date(),
        };
        date.to_datetime(moment.clock).to_zoned(self.program.shop.time_zone.clone()).ok()
    }

    /// A promise's canonical name; what is no offer was promised in words.
    fn promise(&mut self, name: &Spanned<String>) -> String {
        let offer = self.program.names.offers.get(&key(&name.value)).and_then(|&id| self.program.offer(id));
        offer.map_or_else(|| name.value.clone(), |offer| offer.name.to_string())
    }

    fn expected(&mut self, answer: &Answer) -> Expected {
        if answer.nothing.is_some() && answer.deeds.is_empty() && answer.words.is_empty() {
            return Expected { deeds: Some(Vec::new()), words: Some(Vec::new()) };
        }
        let deeds: Vec<_> = answer.deeds.iter().filter_map(|deed| self.deed(&deed.value)).collect();
        let words: Vec<_> = answer.words.iter().map(|line| line.value.clone()).collect();
        Expected {
            deeds: (!answer.deeds.is_empty()).then_some(deeds),
            words: (!answer.words.is_empty()).then_some(words),
        }
    }

    fn deed(&mut self, deed: &PaperDeed) -> Option<ExpectedDeed> {
        let program = self.program;
        let names = &program.names;
        let Some(object) = &deed.object else {
            return Some(match deed.verb {
                Verb::Closes => ExpectedDeed::Deed(Deed::Closes),
                _ => ExpectedDeed::HandsOver,
            });
        };
        if deed.verb == Verb::ShowsProducts {
            let shown: Option<Vec<_>> =
                std::iter::once(object).chain(&deed.more).map(|name| self.product(name)).collect();
            return Some(ExpectedDeed::Deed(Deed::ShowsProducts(shown?)));
        }
        let text = object.value.clone();
        let key = key(&text);
        let named = |found: Option<&str>| found.map(str::to_owned);
        let (what, name, known): (_, _, Vec<&String>) = match deed.verb {
            Verb::Offers => {
                let found = names.offers.get(&key).and_then(|&id| program.offer(id)).map(|offer| &*offer.name);
                ("offer", named(found), names.offers.keys().collect())
            }
            Verb::Says => {
                let found = names.replies.get(&key).and_then(|&id| program.reply(id)).map(|reply| &*reply.name);
                ("reply", named(found), names.replies.keys().collect())
            }
            Verb::Marks | Verb::Unmarks => {
                let found = names.kinds.get(&key).and_then(|&id| program.kind(id)).map(|kind| &*kind.name);
                ("kind of customer", named(found), names.kinds.keys().collect())
            }
            Verb::Asks => {
                let found = names.questions.get(&key).and_then(|&id| program.question(id));
                let found = found.map(|question| &*question.name);
                ("question", named(found), names.questions.keys().collect())
            }
            Verb::Remembers | Verb::Forgets => {
                // What is looked up stands with its keys: `stock for jade ring, green`.
                let (plain, keys) = key.split_at(key.find(" for ").unwrap_or(key.len()));
                let found = names.facts.get(plain).and_then(|&id| program.fact(id));
                ("fact", found.map(|fact| format!("{}{keys}", fact.name)), names.facts.keys().collect())
            }
            _ => ("", Some(text), Vec::new()),
        };
        let Some(name) = name else {
            let near = did_you_mean(&object.value, known.iter().map(|name| name.as_str())).map(str::to_owned);
            let near = near.or_else(|| known.first().map(|name| (*name).clone()).filter(|_| known.len() == 1));
            self.unknown_deed(what, deed.verb, object, near);
            return None;
        };
        let name: Arc<str> = name.into();
        Some(ExpectedDeed::Deed(match deed.verb {
            Verb::Offers => Deed::Offers(name),
            Verb::Says => Deed::Says(name),
            Verb::ShowsProducts => Deed::ShowsProducts(vec![name]),
            Verb::ShowsPicture => Deed::ShowsPicture(name),
            Verb::SendsLink => Deed::SendsLink(name),
            Verb::Remembers => Deed::Remembers(name),
            Verb::Forgets => Deed::Forgets(name),
            Verb::Promises => Deed::Promises(name),
            Verb::Marks => Deed::Marks(name),
            Verb::Unmarks => Deed::Unmarks(name),
            Verb::Notes => Deed::Notes(name),
            Verb::Tasks => Deed::Tasks(name),
            Verb::HandsOver => Deed::HandsOver(name),
            Verb::Closes => Deed::Closes,
            Verb::Asks => Deed::Asks(name),
        }))
    }

    /// A product's own name.
    fn product(&mut self, name: &Spanned<String>) -> Option<Arc<str>> {
        let catalogue = self.program.catalogue.as_ref();
        let found = catalogue.and_then(|catalogue| {
            let id = crate::nlu::product(catalogue, &name.value)?;
            catalogue.products.get(id.index())
        });
        if found.is_none() {
            let all = catalogue.into_iter().flat_map(|catalogue| &catalogue.products).map(|product| &*product.name);
            let near = did_you_mean(&name.value, all).map(str::to_owned);
            let message = format!("the catalogue has no product `{}`", name.value);
            let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "not in the catalogue");
            self.diagnostics.push(match near {
                Some(near) => mistake.help(format!("did you mean `{near}`?")),
                None => mistake.help("write its name as the catalogue has it"),
            });
        }
        found.map(|product| product.name.clone())
    }

    fn unknown_deed(&mut self, what: &str, did: Verb, name: &Spanned<String>, near: Option<String>) {
        let w = words(self.keywords);
        let message = format!("the script has no {what} `{}`", name.value);
        let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "not declared");
        let example = |name: &str| format!("{}{}{} {name}", w.shop, w.colon, verb(self.keywords, did));
        self.diagnostics.push(match near {
            Some(near) => mistake.help(format!("did you mean `{near}`?")).example(example(&near)),
            None => mistake.help("declare it in the script, or name one that is there"),
        });
    }

    pub(super) fn unknown(&mut self, what: &str, name: &Spanned<String>, near: Option<String>, rest: &str) {
        let message = format!("the script has no {what} `{}`", name.value);
        let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "not declared");
        self.diagnostics.push(match near {
            Some(near) if rest.is_empty() => mistake.help(format!("did you mean `{near}`?")),
            Some(near) => mistake
                .help(format!("did you mean `{near}`?"))
                .example(format!("{} {near} {rest}", words(self.keywords).given)),
            None => mistake.help(format!("declare the {what} in the script first")),
        });
    }
}
