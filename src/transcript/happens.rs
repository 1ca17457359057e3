//! Events and the answers of the shop's systems, with their names and values settled.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::paper::{Happens, Message, Setting, SystemSays};
use super::plan::Planner;
use super::value;
use super::words::{event_said, events, words};
use super::write::named;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::engine::{Event, Happening};
use crate::program::{Addressee, Datum, ShopEvent, key};
use crate::source::{Span, Spanned};

/// What a system of the shop's answers to the oldest request that waits for it.
#[derive(Clone, Debug)]
pub struct SystemAnswer {
    /// The system's name.
    pub system: Arc<str>,
    /// What it found.
    pub facts: BTreeMap<String, Datum>,
    /// Why it found nothing, where it failed.
    pub failed: Option<String>,
}

impl SystemAnswer {
    /// The event that brings it.
    pub fn event(&self, request: u64) -> Event {
        let happening = match &self.failed {
            Some(because) => Happening::SystemFailed { request, because: because.clone() },
            None => Happening::SystemAnswered { request },
        };
        Event { facts: self.facts.clone(), ..happening.into() }
    }
}

impl From<&Message> for Event {
    fn from(message: &Message) -> Self {
        let Message { text, photos, files } = message.clone();
        Happening::Message { text, photos, files, recognised: Vec::new() }.into()
    }
}

impl Planner<'_> {
    /// What `event:` names; of what is set behind it, the fields of a declared event are its own, all else are facts.
    pub fn event(&mut self, happens: &Happens, settings: &[Setting], span: Span) -> Option<Event> {
        let happening = match happens {
            Happens::Order(stage) => (*stage).into(),
            Happens::CartChanged => Happening::CartChanged,
            Happens::OfferAccepted => Happening::OfferAccepted,
            Happens::OfferDeclined => Happening::OfferDeclined,
            Happens::Declared(name) => return self.declared(name, settings, span),
        };
        Some(Event { facts: self.settings(settings, span, None), ..happening.into() })
    }

    fn declared(&mut self, name: &Spanned<String>, settings: &[Setting], span: Span) -> Option<Event> {
        let program = self.program;
        let found = program.names.events.get(&key(&name.value)).and_then(|id| program.event(*id));
        let Some(event) = found else {
            self.no_such_event(name);
            return None;
        };
        let (own, others): (Vec<_>, Vec<_>) = settings.iter().cloned().partition(|one| field(event, one).is_some());
        let all = others.len();
        let others = self.not_a_field(event, others);
        let mut fields = BTreeMap::new();
        let mut misfits = others.len() < all;
        for setting in &own {
            let (Setting::Fact { value, .. }, Some((name, of))) = (setting, field(event, setting)) else { continue };
            match value::read(&value.value, of, program, self.keywords) {
                Ok(datum) => {
                    fields.insert(name.clone(), datum);
                }
                Err(misfit) => {
                    misfits = true;
                    let message = format!("`{}` is not {}", value.value, misfit.expected);
                    let label = format!("`{name}` is {}", misfit.expected);
                    let mistake = Diagnostic::new(Code::ConversationValue, message, value.span, label);
                    self.diagnostics.push(mistake.example(self.event_example(event)));
                }
            }
        }
        let missing: Vec<_> = event.fields.iter().filter(|(name, _)| !fields.contains_key(name)).collect();
        if let Some((missing, _)) = missing.first().filter(|_| !misfits) {
            let called = event.called(self.keywords.tag());
            let message = format!("`{called}` brings `{missing}`, and this line does not say it");
            let label = format!("without `{missing}`");
            let mistake = Diagnostic::new(Code::ConversationValue, message, span, label);
            self.diagnostics.push(mistake.example(self.event_example(event)));
        }
        let facts = self.settings(&others, span, None);
        Some(Event { facts, ..Happening::Declared { event: event.name.clone(), fields }.into() })
    }

    /// What is neither a field nor a fact and is near a field is told as such; the others are handed back.
    fn not_a_field(&mut self, event: &ShopEvent, settings: Vec<Setting>) -> Vec<Setting> {
        let mut others = Vec::new();
        for setting in settings {
            let near = match &setting {
                Setting::Fact { name, .. } if !self.program.names.facts.contains_key(&key(&name.value)) => {
                    let fields = event.fields.iter().map(|(field, _)| &**field);
                    did_you_mean(&name.value, fields).map(|near| (name, near))
                }
                _ => None,
            };
            let Some((name, near)) = near else {
                others.push(setting);
                continue;
            };
            let called = event.called(self.keywords.tag());
            let message = format!("`{called}` brings no `{}`", name.value);
            let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "not declared");
            let mistake = mistake.help(format!("did you mean `{near}`?"));
            self.diagnostics.push(mistake.example(self.event_example(event)));
        }
        others
    }

    fn no_such_event(&mut self, name: &Spanned<String>) {
        let w = words(self.keywords);
        let declared = self.program.names.events.keys().map(String::as_str);
        let near = did_you_mean(&name.value, events(self.keywords).into_iter().chain(declared)).map(str::to_owned);
        let near = event_said(self.keywords, &name.value).map(str::to_owned).or(near);
        let message = format!("the script has no event `{}`", name.value);
        let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "not declared");
        let example = |event: &str| format!("{}{}{event}", w.event, w.colon);
        self.diagnostics.push(match near {
            Some(near) => {
                let known = self.program.names.events.get(&key(&near)).and_then(|id| self.program.event(*id));
                let example = known.map_or_else(|| example(&near), |event| self.event_example(event));
                mistake.help(format!("did you mean `{near}`?")).example(example)
            }
            None => mistake
                .help("declare it in the script, or name something that happens to every shop")
                .example(example(w.order_placed)),
        });
    }

    /// A line of an event with all that it brings.
    fn event_example(&self, event: &ShopEvent) -> String {
        let w = words(self.keywords);
        let fields = event
            .fields
            .iter()
            .map(|(name, of)| format!("{} {}", named(name), value::sample(of, self.program, self.keywords)));
        let fields: Vec<_> = fields.collect();
        let with = if fields.is_empty() { String::new() } else { format!(" {} {}", w.with, fields.join(w.comma)) };
        format!("{}{}{}{with}", w.event, w.colon, named(event.called(self.keywords.tag())))
    }

    /// What a system answers.
    pub fn system(&mut self, name: &Spanned<String>, says: &SystemSays, span: Span) -> Option<SystemAnswer> {
        let systems: Vec<&Arc<str>> = self
            .program
            .questions
            .iter()
            .filter_map(|question| match &question.to {
                Addressee::System { system, .. } => Some(system),
                Addressee::Customer { .. } => None,
            })
            .collect();
        let (facts, failed) = match says {
            SystemSays::Finds(settings) => (self.settings(settings, span, None), None),
            SystemSays::Fails(because) => (BTreeMap::new(), Some(because.clone())),
        };
        let Some(system) = systems.iter().find(|system| key(system) == key(&name.value)) else {
            let message = format!("no question of the script asks `{}`", name.value);
            let mistake = Diagnostic::new(Code::ConversationName, message, name.span, "never asked");
            let near = did_you_mean(&name.value, systems.iter().map(|system| &***system));
            let w = words(self.keywords);
            self.diagnostics.push(match near.or(systems.first().map(|system| &***system)) {
                Some(near) => mistake
                    .help(format!("did you mean `{near}`?"))
                    .example(format!("{} {near}{}{}", w.system, w.colon, w.nothing)),
                None => mistake.help("a question to one of your systems says `ask system` and the system's name"),
            });
            return None;
        };
        Some(SystemAnswer { system: (*system).clone(), facts, failed })
    }
}

/// The field of an event that a setting sets.
fn field<'e>(event: &'e ShopEvent, setting: &Setting) -> Option<&'e (Arc<str>, crate::program::Type)> {
    match setting {
        Setting::Fact { name, keys, .. } if keys.is_empty() => {
            event.fields.iter().find(|(field, _)| key(field) == key(&name.value))
        }
        _ => None,
    }
}
