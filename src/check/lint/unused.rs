//! Declarations that nothing uses.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Dictionary, IntentId};
use crate::syntax::ast::DeclarationKind;

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    let Dictionary { facts, intents, kinds, offers, replies, questions, flows, events, customers: _ } =
        &context.program.names;
    let uses = context.uses;
    for declaration in context.declarations() {
        let (name, used, sort, nobody) = match &declaration.kind {
            DeclarationKind::Fact(fact) => {
                let name = &fact.names.name;
                let id = facts.get(&name.key());
                // A standard fact that is declared again says what the shop supplies: that is use enough.
                let standard =
                    id.and_then(|id| context.program.fact(*id)).is_none_or(|fact| !context.is_own(fact.span));
                let used = standard || id.is_some_and(|id| uses.facts.contains(id));
                (name, used, "fact", "nothing looks at it")
            }
            DeclarationKind::Intent(intent) if !intent.also => {
                let name = &intent.names.name;
                let used = intents.get(&name.key()).is_none_or(|id| uses.intents.contains(id) || answers(context, *id));
                (name, used, "intent", "no rule answers it")
            }
            DeclarationKind::Kind(kind) => {
                let name = &kind.names.name;
                let used = kinds.get(&name.key()).is_none_or(|id| uses.kinds.contains(id));
                (name, used, "kind", "nothing asks for it")
            }
            DeclarationKind::Offer(offer) => {
                let name = &offer.names.name;
                let used = offers.get(&name.key()).is_none_or(|id| uses.offers.contains(id));
                (name, used, "offer", "no rule makes it")
            }
            DeclarationKind::Reply(reply) => {
                let name = &reply.names.name;
                let used = replies.get(&name.key()).is_none_or(|id| uses.replies.contains(id));
                (name, used, "reply", "no rule gives it")
            }
            DeclarationKind::Question(question) => {
                let name = &question.names.name;
                let used = questions.get(&name.key()).is_none_or(|id| uses.questions.contains(id));
                (name, used, "question", "nothing asks it")
            }
            DeclarationKind::Flow(flow) => {
                let name = &flow.names.name;
                let used = flows.get(&name.key()).is_none_or(|id| uses.flows.contains(id));
                (name, used, "flow", "nothing starts it")
            }
            DeclarationKind::Event(event) => {
                let name = &event.names.name;
                let used = events.get(&name.key()).is_none_or(|id| uses.events.contains(id));
                (name, used, "event", "no rule answers it")
            }
            _ => continue,
        };
        if !used {
            warnings.push(
                Diagnostic::new(
                    Code::UnusedDeclaration,
                    format!("{sort} `{}` is declared and never used", name.text),
                    name.span,
                    nobody,
                )
                .help("use it in a rule, or take it out"),
            );
        }
    }
}

/// Whether a phrase of an intent catches the answer to a question by its name: that is use enough.
fn answers(context: &Context, intent: IntentId) -> bool {
    let slots = context.program.intent(intent).map(|intent| intent.slots.as_slice()).unwrap_or_default();
    slots.iter().any(|(slot, _)| context.program.names.questions.contains_key(&slot.to_lowercase()))
}
