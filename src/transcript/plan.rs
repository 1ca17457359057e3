//! A conversation on paper with its names and values settled: what is to happen when, and what is expected of it.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp, Zoned, civil};
use unicode_normalization::UnicodeNormalization;

use super::paper::{Answer, Chat, Day, Happens, Moment, PaperDeed, Setting, Verb, What};
use super::value;
use super::words::{verb, words};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::engine::{Deed, Event, Happening};
use crate::program::{Datum, Program};
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
    pub event: Option<Event>,
    /// Whether it is a customer's line, which needs an answer written behind it.
    pub by_customer: bool,
    /// What the paper expects of it; nothing where it has no `shop:` block or an empty one.
    pub expected: Option<Expected>,
    /// What is promised by then.
    pub promised: Option<Vec<String>>,
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
    /// `asks NAME`, which does not run yet.
    Asks(String),
}

impl ExpectedDeed {
    /// Whether a deed done is the one listed.
    pub fn fits(&self, done: &Deed) -> bool {
        match self {
            ExpectedDeed::Deed(deed) => deed == done,
            ExpectedDeed::HandsOver => matches!(done, Deed::HandsOver(_)),
            ExpectedDeed::Asks(_) => false,
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
        let mut planned =
            Planned { at: planner.now.timestamp(), event: None, by_customer: false, expected: None, promised: None };
        match &step.what {
            What::Given(settings) => {
                let event = planner.settings(settings, step.span, Some(&mut plan));
                if !event.facts.is_empty() {
                    planned.event = Some(event);
                }
            }
            What::Customer(text) => {
                planned.event = Some(Event::message(text.as_str()));
                planned.by_customer = true;
            }
            What::Event(happens, settings) => {
                let facts = planner.settings(settings, step.span, None).facts;
                planned.event =
                    planner.happens(happens, step.span).map(|happening| Event { facts, ..happening.into() });
            }
            What::StaffJoins => planned.event = Some(Happening::StaffJoined.into()),
            What::StaffLeaves => planned.event = Some(Happening::StaffLeft.into()),
            What::Pass(length) => planner.pass(*length, step.span),
            What::Until(moment) => planner.until(*moment, step.span),
            What::Promised(names) => {
                planned.promised = Some(names.iter().map(|name| planner.promise(name)).collect());
            }
            What::System => planner.not_yet("a line of a system", step.span),
        }
        planner.begun |= !matches!(step.what, What::Given(_));
        planned.at = planner.now.timestamp();
        planned.expected =
            step.answer.as_ref().filter(|answer| !answer.is_empty()).map(|answer| planner.expected(answer));
        plan.steps.push(planned);
    }
    (plan, planner.diagnostics)
}

/// One fact or several as the keyboard gives them, `cart.total 120, customer is vip`: an event that brings them.
pub fn given(
    settings: &[Setting],
    span: Span,
    program: &Program,
    keywords: Keywords,
) -> Result<Event, Vec<Diagnostic>> {
    let now = Timestamp::UNIX_EPOCH.to_zoned(program.shop.time_zone.clone());
    let mut planner = Planner { program, keywords, now, begun: true, diagnostics: Vec::new() };
    let event = planner.settings(settings, span, None);
    if planner.diagnostics.is_empty() { Ok(event) } else { Err(planner.diagnostics) }
}

struct Planner<'a> {
    program: &'a Program,
    keywords: Keywords,
    now: Zoned,
    begun: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Planner<'_> {
    /// The event that brings what is given; seed and start go to the plan, where there may be one.
    fn settings(&mut self, settings: &[Setting], span: Span, plan: Option<&mut Plan>) -> Event {
        let mut event = Event::from(Happening::Facts);
        let mut plan = plan.filter(|_| !self.begun);
        for setting in settings {
            match (setting, plan.as_deref_mut()) {
                (Setting::Seed(seed), Some(plan)) => plan.seed = *seed,
                (Setting::Start(moment), Some(plan)) => {
                    if let Some(start) = self.moment(moment.value, None) {
                        self.now = start;
                        plan.start = self.now.timestamp();
                    }
                }
                (Setting::Seed(_), None) => self.late(span),
                (Setting::Start(moment), None) => self.late(moment.span),
                (Setting::Kind(name), _) => event.facts.extend(self.kind(name).map(|kind| (kind, Datum::YesNo(true)))),
                (Setting::Fact { name, keys, value }, _) => {
                    let Some(fact) = self.program.names.facts.get(&key(&name.value)) else {
                        let facts = self.program.facts.iter().map(|fact| &*fact.name);
                        let names = self.program.names.facts.keys().map(String::as_str);
                        let near = did_you_mean(&name.value, facts.chain(names)).map(str::to_owned);
                        self.unknown("fact", name, near, &value.value);
                        continue;
                    };
                    let Some(fact) = self.program.fact(*fact) else { continue };
                    if keys.len() != fact.keys.len() {
                        self.keys(fact.called(self.keywords.tag()), fact.keys.len(), name.span);
                        continue;
                    }
                    let keys: Vec<&str> = keys.iter().map(|key| key.value.as_str()).collect();
                    let behind = if keys.is_empty() { String::new() } else { format!(" for {}", keys.join(", ")) };
                    match value::read(&value.value, &fact.of, self.program, self.keywords) {
                        Ok(datum) => {
                            event.facts.insert(format!("{}{behind}", fact.name), datum);
                        }
                        Err(misfit) => {
                            let message = format!("`{}` is not {}", value.value, misfit.expected);
                            let label = format!("`{}` is {}", fact.called(self.keywords.tag()), misfit.expected);
                            let example = format!("{} {} {}", words(self.keywords).given, name.value, misfit.example);
                            self.diagnostics.push(
                                Diagnostic::new(Code::ConversationValue, message, value.span, label).example(example),
                            );
                        }
                    }
                }
            }
        }
        event
    }

    /// A fact given without all that it is looked up by, or with too much.
    fn keys(&mut self, name: &str, wanted: usize, span: Span) {
        let message = match wanted {
            0 => format!("`{name}` is not looked up by anything"),
            1 => format!("`{name}` is looked up by one value"),
            _ => format!("`{name}` is looked up by {wanted} values"),
        };
        let w = words(self.keywords);
        let keys = ["\"green\"", "M", "…"].into_iter().cycle().take(wanted).collect::<Vec<_>>().join(w.comma);
        let keys = if wanted == 0 { String::new() } else { format!(" {} {keys} {}", w.for_, w.is) };
        let example = format!("{} {name}{keys} …", w.given);
        self.diagnostics
            .push(Diagnostic::new(Code::ConversationValue, message, span, "given otherwise").example(example));
    }

    fn late(&mut self, span: Span) {
        self.diagnostics.push(
            Diagnostic::new(
                Code::LateStart,
                "this is settled before the first line",
                span,
                "the conversation has begun",
            )
            .help("put it under the title; later on the clock moves by itself")
            .example(match self.keywords {
                Keywords::English => "30 minutes pass".to_owned(),
                Keywords::Chinese => "过30分钟".to_owned(),
                Keywords::Spanish => "pasan 30 minutos".to_owned(),
            }),
        );
    }

    fn kind(&mut self, name: &Spanned<String>) -> Option<String> {
        let names = &self.program.names.kinds;
        let Some(kind) = names.get(&key(&name.value)).and_then(|&id| self.program.kind(id)) else {
            let near = did_you_mean(&name.value, names.keys().map(String::as_str)).map(str::to_owned);
            self.unknown("kind of customer", name, near, "");
            return None;
        };
        if kind.condition.is_some() {
            let message = format!("`{}` follows from its condition", kind.called(self.keywords.tag()));
            self.diagnostics.push(
                Diagnostic::new(Code::ConversationValue, message, name.span, "not marked by hand")
                    .help("give the facts its condition asks for; only a kind `by hand` is given itself"),
            );
            return None;
        }
        Some(kind.name.to_string())
    }

    fn happens(&mut self, happens: &Happens, span: Span) -> Option<Happening> {
        match happens {
            Happens::OrderPlaced => Some(Happening::OrderPlaced),
            Happens::OfferAccepted => Some(Happening::OfferAccepted),
            Happens::OfferDeclined => Some(Happening::OfferDeclined),
            Happens::OrderStage(stage) => {
                self.not_yet(&format!("the event `{stage}`"), span);
                None
            }
            Happens::Declared(name) => {
                let w = words(self.keywords);
                let known = [w.order_placed, w.offer_accepted, w.offer_declined];
                match did_you_mean(&name.value, known) {
                    Some(near) => {
                        let near = near.to_owned();
                        self.unknown("event", name, Some(near), "");
                    }
                    None => self.not_yet(&format!("the event `{}`", name.value), span),
                }
                None
            }
        }
    }

    fn not_yet(&mut self, what: &str, span: Span) {
        let message = format!("{what} is read, but does not run yet");
        self.diagnostics.push(Diagnostic::new(Code::ConversationNotYet, message, span, "passed over"));
    }

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
    fn moment(&self, moment: Moment, now: Option<&Zoned>) -> Option<Zoned> {
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
        let deeds: Vec<_> = answer.deeds.iter().filter_map(|deed| self.deed(&deed.value, deed.span)).collect();
        let words: Vec<_> = answer.words.iter().map(|line| line.value.clone()).collect();
        Expected {
            deeds: (!answer.deeds.is_empty()).then_some(deeds),
            words: (!answer.words.is_empty()).then_some(words),
        }
    }

    fn deed(&mut self, deed: &PaperDeed, span: Span) -> Option<ExpectedDeed> {
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
            Verb::Asks => {
                self.not_yet("a question", span);
                return Some(ExpectedDeed::Asks(name.to_string()));
            }
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
            None => mistake.help(format!("declare it in the script, or name {what} that is there")),
        });
    }

    fn unknown(&mut self, what: &str, name: &Spanned<String>, near: Option<String>, rest: &str) {
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

/// What names are compared by.
pub(super) fn key(name: &str) -> String {
    name.nfc().collect::<String>().to_lowercase()
}
