//! Which practices declarations are there for: what their `covers` says, and nothing else.

use std::sync::Arc;

use crate::source::{Source, Span};
use crate::syntax::ast::{DeclarationKind, Demand, Policy, Script, Text, WordOrClass};

/// How many words of a policy stand for all of them.
const WORDS_SHOWN: usize = 3;

/// A declaration that is there for a practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The practice, as the script writes it.
    pub practice: Arc<str>,
    /// What kind of declaration it is: `offer`, `when`, `never say`.
    pub kind: &'static str,
    /// What it is called; a rule by its trigger, a policy by what it forbids or demands.
    pub name: String,
    /// The whole declaration.
    pub span: Span,
}

/// Every practice that a script names, in written order.
pub fn covers(script: &Script, source: &Source) -> Vec<Cover> {
    let mut found = Vec::new();
    for declaration in script.declarations.iter().filter(|declaration| !declaration.covers.is_empty()) {
        let (kind, name) = called(&declaration.kind, source);
        found.extend(declaration.covers.iter().map(|practice| Cover {
            practice: practice.text.clone(),
            kind,
            name: name.clone(),
            span: declaration.span,
        }));
    }
    found
}

/// What a declaration is and what it is called.
pub fn called(kind: &DeclarationKind, source: &Source) -> (&'static str, String) {
    let named = |kind, name: &str| (kind, name.to_owned());
    match kind {
        DeclarationKind::Shop(shop) => ("shop", words_of(source, shop.title.span)),
        DeclarationKind::Use(_) => named("use", ""),
        DeclarationKind::Fact(fact) => named("fact", &fact.names.name.text),
        DeclarationKind::Intent(intent) => named("intent", &intent.names.name.text),
        DeclarationKind::Kind(kind) => named("kind", &kind.names.name.text),
        DeclarationKind::Offer(offer) => named("offer", &offer.names.name.text),
        DeclarationKind::Reply(reply) => named("reply", &reply.names.name.text),
        DeclarationKind::Rule(rule) => ("when", words_of(source, rule.trigger.span)),
        DeclarationKind::Policy(policy) => policy_called(policy, source),
        DeclarationKind::Question(question) => named("question", &question.names.name.text),
        DeclarationKind::Flow(flow) => named("flow", &flow.names.name.text),
        DeclarationKind::Event(event) => named("event", &event.names.name.text),
        DeclarationKind::Customer(customer) => named("customer", &customer.names.name.text),
    }
}

fn policy_called(policy: &Policy, source: &Source) -> (&'static str, String) {
    let listed = |spans: Vec<Span>| {
        let mut words: Vec<String> = spans.iter().take(WORDS_SHOWN).map(|span| words_of(source, *span)).collect();
        if spans.len() > WORDS_SHOWN {
            words.push("…".to_owned());
        }
        words.join(", ")
    };
    let texts = |words: &[Text]| listed(words.iter().map(|word| word.span).collect());
    let class = |word: &WordOrClass| match word {
        WordOrClass::Word(text) => text.span,
        WordOrClass::Emoji(span) => *span,
    };
    match &policy.demand {
        Demand::NeverGiveMoreThan(limit) => ("never give more than", words_of(source, limit.span)),
        Demand::NeverSellBelow(limit) => ("never sell below", words_of(source, limit.span)),
        Demand::NeverSay { words, .. } => ("never say", texts(words)),
        Demand::NeverWriteFirst { .. } => ("never write first", String::new()),
        Demand::AlwaysSay { words, .. } => ("always say", listed(words.iter().map(class).collect())),
        Demand::AlwaysAnswerWithin { .. } => ("always answer", String::new()),
        Demand::Avoid { words, .. } => ("avoid", texts(words)),
    }
}

/// The words of the script, on one line.
fn words_of(source: &Source, span: Span) -> String {
    source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
