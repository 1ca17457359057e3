//! One declaration: nesting guarded, then read by the grammar.

use std::borrow::Cow;

use super::ast::Keywords;
use super::node::{self, DEEPEST_NESTING, Node, Rule, Unreadable};
use super::prepared::Prepared;
use super::scan::{Lexeme, LexemeKind};

/// Reads a prepared stretch; what nests too deep does not reach the grammar, which would take the stack for it.
pub fn read(prepared: &Prepared<'_>, lexemes: &[Lexeme], rule: Rule, language: Keywords) -> Result<Node, Unreadable> {
    let mut depth = 0usize;
    for lexeme in lexemes {
        match lexeme.kind {
            LexemeKind::Sign('(' | '（') => depth += 1,
            LexemeKind::Sign(')' | '）') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_NESTING {
            return Err(Unreadable::TooDeep(lexeme.start.saturating_sub(prepared.start(0))));
        }
    }
    node::read(language, rule, &lower_accents(&prepared.text, language))
}

/// The grammar compares ASCII letters only without regard to case: accented capitals become small ones, byte for byte.
fn lower_accents(text: &str, language: Keywords) -> Cow<'_, str> {
    let capitals = ['Á', 'É', 'Í', 'Ó', 'Ú', 'Ü', 'Ñ'];
    if language != Keywords::Spanish || !text.contains(capitals) {
        return Cow::Borrowed(text);
    }
    let lower = |c: char| if capitals.contains(&c) { c.to_lowercase().next().unwrap_or(c) } else { c };
    Cow::Owned(text.chars().map(lower).collect())
}
