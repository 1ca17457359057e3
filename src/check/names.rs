//! Who is called what: every declared name, in every language, with the place of its declaration.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::load::File;
use super::report::Report;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{CustomerId, Dictionary, EventId, FactId, FlowId, IntentId, KindId, OfferId, QuestionId, ReplyId};
use crate::source::Span;
use crate::syntax::ast::{DeclarationKind, Name, Names as DeclaredNames};

/// What can be done by its bare name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DeedId {
    /// An offer.
    Offer(OfferId),
    /// A reply.
    Reply(ReplyId),
    /// A question.
    Question(QuestionId),
    /// A flow.
    Flow(FlowId),
}

impl DeedId {
    /// What it is, in a word.
    pub(super) fn word(self) -> &'static str {
        match self {
            DeedId::Offer(_) => "offer",
            DeedId::Reply(_) => "reply",
            DeedId::Question(_) => "question",
            DeedId::Flow(_) => "flow",
        }
    }
}

/// What can set a rule off by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OccasionId {
    /// An intent.
    Intent(IntentId),
    /// An event the shop declares.
    Event(EventId),
}

/// Names of one sort, by key, each with what it stands for and where it is declared.
pub(super) type Table<T> = IndexMap<String, (T, Span)>;

/// All names of a script.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub facts: Table<FactId>,
    pub occasions: Table<OccasionId>,
    pub kinds: Table<KindId>,
    pub deeds: Table<DeedId>,
    pub customers: Table<CustomerId>,
    /// Names that were given up, with what they stood for in words and the name that took their place.
    pub former: IndexMap<String, String>,
    former_facts: Vec<(String, FactId)>,
    former_occasions: Vec<(String, OccasionId)>,
    former_kinds: Vec<(String, KindId)>,
    former_deeds: Vec<(String, DeedId)>,
    /// Facts a shop declares again, to narrow a standard one.
    pub narrowed: HashSet<Span>,
    counts: Counts,
}

#[derive(Debug, Default)]
struct Counts {
    facts: usize,
    intents: usize,
    events: usize,
    kinds: usize,
    offers: usize,
    replies: usize,
    questions: usize,
    flows: usize,
    customers: usize,
}

/// Hands out the next number.
fn next<T: From<usize>>(count: &mut usize) -> T {
    *count += 1;
    T::from(*count - 1)
}

impl Names {
    /// Collects the names of all files, the library's first, so that a shop's second declaration is the one in question.
    pub fn collect(files: &[File], report: &mut Report<'_>) -> Names {
        let mut names = Names::default();
        for library in [true, false] {
            for file in files.iter().filter(|file| file.library == library) {
                for declaration in &file.script.declarations {
                    names.declaration(&declaration.kind, file, report);
                }
            }
        }
        names
    }

    /// Whether anything is called so.
    pub fn holds(&self, key: &str) -> bool {
        self.facts.contains_key(key)
            || self.occasions.contains_key(key)
            || self.kinds.contains_key(key)
            || self.deeds.contains_key(key)
    }

    fn declaration(&mut self, kind: &DeclarationKind, file: &File, report: &mut Report<'_>) {
        let counts = &mut self.counts;
        match kind {
            DeclarationKind::Fact(fact) => {
                let key = fact.names.name.key();
                let standard =
                    self.facts.get(&key).copied().filter(|(_, span)| !file.library && report.in_library(*span));
                let id = match standard {
                    Some((id, _)) => {
                        self.facts.insert(key, (id, fact.names.name.span));
                        self.narrowed.insert(fact.names.name.span);
                        id
                    }
                    None => next(&mut counts.facts),
                };
                if standard.is_none() {
                    claim(&mut self.facts, &fact.names.name, id, report);
                }
                for (_, other) in &fact.names.others {
                    let known = self.facts.get(&other.key()).is_some_and(|(known, _)| *known == id);
                    if !known {
                        claim(&mut self.facts, other, id, report);
                    }
                }
                former(&fact.names, id, &mut self.former_facts, &mut self.former);
            }
            DeclarationKind::Intent(intent) if !intent.also => {
                let id = OccasionId::Intent(next(&mut counts.intents));
                claim_all(&mut self.occasions, &intent.names, id, report);
                former(&intent.names, id, &mut self.former_occasions, &mut self.former);
            }
            DeclarationKind::Event(event) => {
                let id = OccasionId::Event(next(&mut counts.events));
                claim_all(&mut self.occasions, &event.names, id, report);
                former(&event.names, id, &mut self.former_occasions, &mut self.former);
            }
            DeclarationKind::Kind(kind) => {
                let id = next(&mut counts.kinds);
                claim_all(&mut self.kinds, &kind.names, id, report);
                former(&kind.names, id, &mut self.former_kinds, &mut self.former);
            }
            DeclarationKind::Offer(offer) => {
                let id = DeedId::Offer(next(&mut counts.offers));
                self.deed(&offer.names, id, report);
            }
            DeclarationKind::Reply(reply) => {
                let id = DeedId::Reply(next(&mut counts.replies));
                self.deed(&reply.names, id, report);
            }
            DeclarationKind::Question(question) => {
                let id = DeedId::Question(next(&mut counts.questions));
                self.deed(&question.names, id, report);
            }
            DeclarationKind::Flow(flow) => {
                let id = DeedId::Flow(next(&mut counts.flows));
                self.deed(&flow.names, id, report);
            }
            DeclarationKind::Customer(customer) => {
                let id = next(&mut counts.customers);
                claim_all(&mut self.customers, &customer.names, id, report);
            }
            DeclarationKind::Intent(_)
            | DeclarationKind::Shop(_)
            | DeclarationKind::Use(_)
            | DeclarationKind::Rule(_)
            | DeclarationKind::Policy(_) => {}
        }
    }

    fn deed(&mut self, names: &DeclaredNames, id: DeedId, report: &mut Report<'_>) {
        claim_all(&mut self.deeds, names, id, report);
        former(names, id, &mut self.former_deeds, &mut self.former);
    }

    /// What scripts, conversations and states look names up in; a former name only where nothing else has it now.
    pub fn dictionary(&self) -> Dictionary {
        let mut dictionary = Dictionary {
            facts: self.facts.iter().map(|(key, (id, _))| (key.clone(), *id)).collect(),
            kinds: self.kinds.iter().map(|(key, (id, _))| (key.clone(), *id)).collect(),
            customers: self.customers.iter().map(|(key, (id, _))| (key.clone(), *id)).collect(),
            ..Dictionary::default()
        };
        for (key, id) in self.occasions.iter().map(|(key, (id, _))| (key, *id)).chain(pairs(&self.former_occasions)) {
            match id {
                OccasionId::Intent(id) => {
                    dictionary.intents.entry(key.clone()).or_insert(id);
                }
                OccasionId::Event(id) => {
                    dictionary.events.entry(key.clone()).or_insert(id);
                }
            }
        }
        for (key, id) in self.deeds.iter().map(|(key, (id, _))| (key, *id)).chain(pairs(&self.former_deeds)) {
            match id {
                DeedId::Offer(id) => {
                    dictionary.offers.entry(key.clone()).or_insert(id);
                }
                DeedId::Reply(id) => {
                    dictionary.replies.entry(key.clone()).or_insert(id);
                }
                DeedId::Question(id) => {
                    dictionary.questions.entry(key.clone()).or_insert(id);
                }
                DeedId::Flow(id) => {
                    dictionary.flows.entry(key.clone()).or_insert(id);
                }
            }
        }
        for (key, id) in &self.former_facts {
            dictionary.facts.entry(key.clone()).or_insert(*id);
        }
        for (key, id) in &self.former_kinds {
            dictionary.kinds.entry(key.clone()).or_insert(*id);
        }
        dictionary
    }
}

fn pairs<T: Copy>(former: &[(String, T)]) -> impl Iterator<Item = (&String, T)> {
    former.iter().map(|(key, id)| (key, *id))
}

fn former<T: Copy>(names: &DeclaredNames, id: T, list: &mut Vec<(String, T)>, all: &mut IndexMap<String, String>) {
    for name in &names.formerly {
        list.push((name.key(), id));
        all.entry(name.key()).or_insert_with(|| names.name.text.to_string());
    }
}

fn claim_all<T: Copy + PartialEq>(table: &mut Table<T>, names: &DeclaredNames, id: T, report: &mut Report<'_>) {
    claim(table, &names.name, id, report);
    for (_, other) in &names.others {
        // The same word may well serve two languages.
        if other.key() != names.name.key() {
            claim(table, other, id, report);
        }
    }
}

fn claim<T: Copy + PartialEq>(table: &mut Table<T>, name: &Name, id: T, report: &mut Report<'_>) {
    let key = name.key();
    match table.get(&key) {
        None => {
            table.insert(key, (id, name.span));
        }
        Some((first, _)) if *first == id => {}
        Some((_, first)) => {
            let first = *first;
            let diagnostic = Diagnostic::new(
                Code::DeclaredTwice,
                format!("`{}` is declared twice", name.text),
                name.span,
                "declared again here",
            )
            .related(first, "declared first here");
            let help = match (report.in_library(first), report.in_library(name.span)) {
                (true, true) => "both are the library's: one that you declare yourself takes the place of both",
                (true, false) => "the library has this name already, for something else; give yours another one",
                _ => "give one of the two another name, or take one out",
            };
            report.push_mended(diagnostic.help(help), another_name(&name.text));
            report.declared_twice.insert(name.key());
        }
    }
}

/// A name that says which of two is meant.
fn another_name(name: &str) -> String {
    match name.chars().any(|letter| letter >= '\u{2e80}') {
        true => format!("{name}二"),
        false => format!("{name}-2"),
    }
}
