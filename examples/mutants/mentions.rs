//! What expressions and texts name.

use std::collections::HashSet;

use patter::syntax::ast::{Expression, ExpressionKind, FactReference, Name, Text, TextPart};

/// Whether a name is one of these.
pub fn name(names: &HashSet<String>, name: &Name) -> bool {
    names.contains(&name.key())
}

/// Whether an expression names one of these.
pub fn expression(names: &HashSet<String>, asked: &Expression) -> bool {
    match &asked.value {
        ExpressionKind::CustomerIs(kind) | ExpressionKind::Promised(kind) => name(names, kind),
        ExpressionKind::CustomerSaid { intent, .. } => name(names, intent),
        ExpressionKind::Reference(fact) => reference(names, fact),
        ExpressionKind::Text(words) => text(names, words),
        ExpressionKind::Not(inner) => expression(names, inner),
        ExpressionKind::Binary { left, right, .. } => expression(names, left) || expression(names, right),
        ExpressionKind::Between { value, low, high } => {
            [value, low, high].into_iter().any(|one| expression(names, one))
        }
        _ => false,
    }
}

fn reference(names: &HashSet<String>, fact: &FactReference) -> bool {
    name(names, &fact.name) || fact.keys.iter().any(|key| expression(names, key))
}

/// Whether a text fills one of these in.
pub fn text(names: &HashSet<String>, text: &Text) -> bool {
    text.parts.iter().any(|part| match part {
        TextPart::Words(_) => false,
        TextPart::Value(value) | TextPart::Count { count: value, .. } => expression(names, value),
    })
}
