//! Types: from the tree, in words, and whether two of them fit.

use std::collections::HashMap;
use std::sync::Arc;

use super::checker::{Checker, Place};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Choice, Type};
use crate::source::{Span, Spanned};
use crate::syntax::ast;

impl Checker<'_> {
    /// A type as written, its mistakes reported; what is wrong in it is left out.
    pub fn type_of(&mut self, written: &Spanned<ast::Type>, place: &Place) -> Type {
        match &written.value {
            ast::Type::YesNo => Type::YesNo,
            ast::Type::Number(range) => Type::Number(self.range(range.as_ref(), written.span)),
            ast::Type::Money(range) => Type::Money(self.range(range.as_ref(), written.span)),
            ast::Type::Percent => Type::Percent,
            ast::Type::Text => Type::Text,
            ast::Type::Date => Type::Date,
            ast::Type::Time => Type::Time,
            ast::Type::Moment => Type::Moment,
            ast::Type::Duration => Type::Duration,
            ast::Type::Product => Type::Product,
            ast::Type::ListOf(of) => Type::List(Box::new(self.type_of(of, place))),
            ast::Type::OneOf(choices) => Type::OneOf(self.choices(choices, place)),
        }
    }

    fn range(
        &mut self,
        range: Option<&ast::Range>,
        span: Span,
    ) -> Option<(rust_decimal::Decimal, rust_decimal::Decimal)> {
        let ast::Range { from, to } = *range?;
        if from > to {
            let words = format!("nothing lies between {from} and {to}");
            self.report.push(
                Diagnostic::new(Code::RangeBackwards, words, span, "the first end is the larger one")
                    .help(format!("write the lower end first: from {to} to {from}")),
            );
            return None;
        }
        Some((from, to))
    }

    fn choices(&mut self, written: &[ast::Choice], place: &Place) -> Arc<[Choice]> {
        let mut seen: HashMap<String, Span> = HashMap::new();
        let mut choices = Vec::new();
        for choice in written {
            // Names have hyphens where people write a space.
            let label: Arc<str> = choice.name.text.replace('-', " ").into();
            let mut labels = vec![label; self.shop.languages.len()];
            let mut synonyms = Vec::new();
            for name in std::iter::once(&choice.name).chain(choice.others.iter().map(|(_, name)| name)) {
                let key = name.key();
                if key == choice.name.key() && name.span != choice.name.span {
                    continue;
                }
                if let Some(first) = seen.insert(key, name.span) {
                    let message = format!("`{}` stands twice among the choices", name.text);
                    self.report.push(
                        Diagnostic::new(Code::ChoiceTwice, message, name.span, "again here")
                            .related(first, "first here")
                            .help("take one of the two out"),
                    );
                }
            }
            for (language, name) in &choice.others {
                synonyms.push(name.text.clone());
                match self.language(&language.value) {
                    Some(id) => {
                        if let Some(label) = labels.get_mut(id.index()) {
                            *label = name.text.clone();
                        }
                    }
                    None if place.library => {}
                    None => self.language_not_spoken(language),
                }
            }
            for text in &choice.synonyms {
                if let Some(words) = self.plain(text, "what customers call a choice") {
                    synonyms.push(words);
                }
            }
            choices.push(Choice { name: choice.name.text.clone(), synonyms, labels });
        }
        choices.into()
    }
}

/// A type in plain words, as it stands behind "is".
pub(super) fn in_words(of: &Type) -> String {
    match of {
        Type::YesNo => "yes or no".into(),
        Type::Number(_) => "a number".into(),
        Type::Money(_) => "money".into(),
        Type::Percent => "a percentage".into(),
        Type::Text => "text".into(),
        Type::Date => "a date".into(),
        Type::Time => "a time of day".into(),
        Type::Moment => "a day with a time".into(),
        Type::Duration => "a length of time".into(),
        Type::OneOf(choices) => format!("one of {}", names_of(choices)),
        Type::List(of) => match of.as_ref() {
            Type::Text => "a list of texts".into(),
            of => format!("a list, each of it {}", in_words(of)),
        },
        Type::Product => "a product".into(),
    }
}

/// The names of choices, a few of many.
pub(super) fn names_of(choices: &[Choice]) -> String {
    let mut names: Vec<&str> = choices.iter().take(8).map(|choice| choice.name.as_ref()).collect();
    if choices.len() > names.len() {
        names.push("…");
    }
    names.join(", ")
}

/// Whether values of the two types can be compared and put in each other's place.
pub(super) fn fits(a: &Type, b: &Type) -> bool {
    match (a, b) {
        (Type::OneOf(a), Type::OneOf(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.name.eq_ignore_ascii_case(&b.name))
        }
        (Type::List(a), Type::List(b)) => fits(a, b),
        (Type::Text, Type::Product) | (Type::Product, Type::Text) => true,
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// A choice by any of its names, whatever their case.
pub(super) fn choice<'c>(choices: &'c [Choice], key: &str) -> Option<&'c Choice> {
    let is = |name: &Arc<str>| name.to_lowercase() == key;
    choices.iter().find(|choice| is(&choice.name) || choice.synonyms.iter().any(is))
}
