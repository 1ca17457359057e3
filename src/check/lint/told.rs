//! An order's facts, told to whoever knows its number: numbers are easily guessed.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Addressee, Expected, Expression, Program, Question, Scope, SlotType};

pub(super) fn check(context: &Context, warnings: &mut Vec<Diagnostic>) {
    for question in context.program.questions.iter().filter(|question| context.is_own(question.span)) {
        let Addressee::System { with, .. } = &question.to else { continue };
        let names_order = with.iter().any(|(_, told)| is_order_number(context.program, told));
        let proves = with.iter().any(|(_, told)| proves(context.program, told));
        let finds_order =
            question.remembers.iter().filter_map(|id| context.program.fact(*id)).any(|fact| fact.scope == Scope::Order);
        if !names_order || proves || !finds_order {
            continue;
        }
        let message = format!("`{}` tells of an order to whoever knows its number", question.name);
        warnings.push(
            Diagnostic::new(Code::ToldToAnybody, message, question.span, "numbers are easily guessed")
                .help("ask for something besides that only the customer knows, and give both to the system")
                .example(example(context, question, with)),
        );
    }
}

fn is_order_number(program: &Program, told: &Expression) -> bool {
    match told {
        Expression::Answer(id) => program.question(*id).is_some_and(|question| {
            matches!(&question.to, Addressee::Customer { expects: Expected::Of(SlotType::OrderNumber), .. })
        }),
        Expression::Fact(id, _) => program.fact(*id).is_some_and(|fact| &*fact.name == "order.number"),
        _ => false,
    }
}

/// Whether it shows that the customer is who placed the order: an answer to another question, or what the shop knows of its customer.
fn proves(program: &Program, told: &Expression) -> bool {
    match told {
        Expression::Answer(_) => !is_order_number(program, told),
        Expression::Fact(id, _) => program.fact(*id).is_some_and(|fact| fact.scope == Scope::Customer),
        _ => false,
    }
}

fn example(context: &Context, question: &Question, with: &[(std::sync::Arc<str>, Expression)]) -> String {
    let Addressee::System { system, .. } = &question.to else { return String::new() };
    let told: Vec<&str> = with.iter().map(|(name, _)| &**name).collect();
    let told = told.join(", ");
    match context.keywords(question.span) {
        crate::syntax::ast::Keywords::English => format!("ask system {system} with {told}, phone-end"),
        crate::syntax::ast::Keywords::Chinese => format!("问系统 {system} 带 {told}，手机尾号"),
        crate::syntax::ast::Keywords::Spanish => format!("pregunta al sistema {system} con {told}, fin-del-teléfono"),
    }
}
