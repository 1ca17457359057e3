//! Texts: values in them, and the languages they are in.

use std::sync::{Arc, OnceLock};

use super::checker::{Checker, Place};
use super::expression::Typed;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{LanguageId, Piece, Text, Type};
use crate::source::Spanned;
use crate::syntax::ast::{self, ExpressionKind, Language, TextPart, Translations};

/// The plural categories of CLDR; a plain number picks exactly that count.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

impl Checker<'_> {
    /// A text that may hold values; nothing where one of them is wrong.
    pub fn text(&mut self, written: &ast::Text, place: &Place) -> Option<Text> {
        let mut pieces = Some(Vec::new());
        let mut key = String::new();
        for part in &written.parts {
            let piece = match part {
                TextPart::Words(words) => {
                    key.push_str(words);
                    Some(Piece::Words(words.as_str().into()))
                }
                TextPart::Value(value) => {
                    key.push_str("{…}");
                    let typed = self.expression(value, None, place).or_else(|| self.as_meant(value, place));
                    typed.map(|typed| Piece::Value(typed.expression))
                }
                TextPart::Count { count, forms } => {
                    key.push_str("{…}");
                    self.count(count, forms, place)
                }
            };
            pieces = pieces.zip(piece).map(|(mut pieces, piece)| {
                pieces.push(piece);
                pieces
            });
        }
        if key.trim().is_empty() {
            self.report.push(
                Diagnostic::new(Code::EmptyText, "there is nothing in this text", written.span, "empty")
                    .help("write what the customer reads, or take it out"),
            );
            return None;
        }
        Some(Text { pieces: pieces?, key: key.into(), held: OnceLock::new(), span: written.span })
    }

    /// A value by the name that is meant where its own is none: whether the text can be said is asked of that one.
    fn as_meant(&mut self, written: &ast::Expression, place: &Place) -> Option<Typed> {
        let ExpressionKind::Reference(reference) = &written.value else { return None };
        let meant = self.report.instead_of(reference.name.span)?.to_owned();
        let by_keys = self.names.facts.get(&meant.to_lowercase()).and_then(|(id, _)| self.facts.get(id.index()));
        if !reference.keys.is_empty() || by_keys.is_some_and(|fact| !fact.keys.is_empty()) {
            return None;
        }
        let name = ast::Name { text: meant.into(), span: reference.name.span };
        let value = ExpressionKind::Reference(ast::FactReference { name, keys: Vec::new() });
        self.expression(&Box::new(Spanned { value, span: written.span }), None, place)
    }

    fn count(&mut self, count: &ast::Expression, forms: &[(ast::Name, String)], place: &Place) -> Option<Piece> {
        let counted = self.expression(count, None, place).or_else(|| self.as_meant(count, place));
        let mut good = true;
        for (name, _) in forms {
            let key = name.key();
            if !CATEGORIES.contains(&key.as_str()) && key.parse::<u32>().is_err() {
                good = false;
                self.report.push(
                    Diagnostic::new(Code::CountForm, format!("`{}` is no way to count", name.text), name.span, "not a form")
                        .help("the forms are `one`, `other` and, where a language has them, `zero`, `two`, `few`, `many`; a number stands for itself"),
                );
            }
        }
        if good && !forms.iter().any(|(name, _)| name.key() == "other") {
            good = false;
            self.report.push(
                Diagnostic::new(
                    Code::CountForm,
                    "a count needs a form for all other numbers",
                    count.span,
                    "no `other`",
                )
                .help("add one: `{cart.count, one knot, other knots}`"),
            );
        }
        let counted = counted?;
        if !matches!(counted.of, Type::Number(_)) {
            self.wrong_type(count, &counted.of, &Type::Number(None), "what is counted");
            return None;
        }
        let forms = forms.iter().map(|(name, words)| (Arc::from(name.key()), Arc::from(words.as_str()))).collect();
        good.then_some(Piece::Count(counted.expression, forms))
    }

    /// A text without values; `what` says what it is, as in "the name of a shop".
    pub fn plain(&mut self, written: &ast::Text, what: &str) -> Option<Arc<str>> {
        let words = written.plain();
        if words.is_none() {
            let message = format!("{what} cannot have a value in it");
            self.report.push(
                Diagnostic::new(Code::TextMustBePlain, message, written.span, "a value in braces")
                    .help("write the words themselves; a brace that is meant as such is doubled: `{{`"),
            );
        }
        words.map(Arc::from)
    }

    /// The language of a group; an untagged one is in the default language, in the library in its file's own.
    pub fn group_language(&mut self, language: Option<&Language>, place: &Place) -> Option<LanguageId> {
        match language {
            Some(tag) => {
                let id = self.language(&tag.value);
                if id.is_none() && !place.library {
                    self.language_not_spoken(tag);
                }
                id
            }
            None if place.library => self.language(place.keywords.tag()),
            None => Some(LanguageId(0)),
        }
    }

    /// Says that the shop does not speak a language.
    pub fn language_not_spoken(&mut self, tag: &Language) {
        if self.report.shop_is_unread() || !self.report.is_first("language", &tag.value) {
            return;
        }
        let spoken: Vec<String> = self.shop.languages.iter().map(|language| format!("`{language}`")).collect();
        let message = format!("the shop does not speak `{}`", tag.value);
        let keywords = self.report.keywords(tag.span);
        let mut all: Vec<&str> = self.shop.languages.iter().map(AsRef::as_ref).collect();
        all.push(&tag.value);
        let example = wording::languages(keywords, &all);
        self.report.push(
            Diagnostic::new(Code::LanguageNotSpoken, message, tag.span, "not among the shop's languages")
                .help(format!("it speaks {}; add the language to the shop, or take these words out", spoken.join(", ")))
                .example(example),
        );
    }

    /// A plain text in every language of the shop, the default one's where there is no other.
    pub fn translated(&mut self, written: &Translations, what: &str, place: &Place) -> Option<Vec<Arc<str>>> {
        let own = self.plain(&written.text, what)?;
        let mut words = vec![None; self.shop.languages.len()];
        let own_language = self.group_language(written.language.as_ref(), place);
        if let Some(slot) = own_language.and_then(|id| words.get_mut(id.index())) {
            *slot = Some(own.clone());
        }
        for (language, text) in &written.others {
            let translation = self.plain(text, what);
            let Some(id) = self.group_language(Some(language), place) else { continue };
            if let Some(slot) = words.get_mut(id.index()) {
                if slot.is_some() {
                    self.language_twice(language);
                }
                *slot = translation;
            }
        }
        let default = words.first().cloned().flatten().unwrap_or(own);
        Some(words.into_iter().map(|word| word.unwrap_or_else(|| default.clone())).collect())
    }

    pub fn language_twice(&mut self, language: &Language) {
        let message = format!("`{}` stands twice", language.value);
        self.report.push(
            Diagnostic::new(Code::LanguageTwice, message, language.span, "again here")
                .help("put all wordings of one language behind one tag, joined by `or`; words without a tag are in the default language"),
        );
    }
}
