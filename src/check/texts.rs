//! Texts and what is said: values in them, variants, languages, and that there is always a line to say.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::expression::{Doubt, doubt};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{FactId, LanguageId, Piece, Speech, SpeechId, Text, Type, Variant};
use crate::source::Span;
use crate::syntax::ast::{self, Language, TextPart, Translations};

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
                    self.expression(value, None, place).map(|typed| Piece::Value(typed.expression))
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
        Some(Text { pieces: pieces?, key: key.into(), span: written.span })
    }

    fn count(&mut self, count: &ast::Expression, forms: &[(ast::Name, String)], place: &Place) -> Option<Piece> {
        let counted = self.expression(count, None, place);
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
            None if place.library => self.language(wording::tag(place.keywords)),
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
        let own_language = self.group_language(None, place);
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

    fn language_twice(&mut self, language: &Language) {
        let message = format!("`{}` stands twice", language.value);
        self.report.push(
            Diagnostic::new(Code::LanguageTwice, message, language.span, "again here")
                .help("put all wordings of one language behind one tag, joined by `or`; words without a tag are in the default language"),
        );
    }

    /// Something to say. `key` is what memory calls it.
    pub fn speech(&mut self, written: &ast::Speech, place: &Place, key: SpeechKey<'_>) -> Option<SpeechId> {
        let mut variants: Vec<Vec<Variant>> = vec![Vec::new(); self.shop.languages.len()];
        let mut in_default_of_library = Vec::new();
        let mut broken = vec![false; self.shop.languages.len()];
        let mut seen = vec![false; self.shop.languages.len()];
        for group in &written.groups {
            let language = self.group_language(group.language.as_ref(), place);
            let mut lines = Vec::new();
            let mut wrong = false;
            for variant in &group.variants {
                match self.variant(variant, place) {
                    Some(variant) => lines.push(variant),
                    None => wrong = true,
                }
            }
            let Some(id) = language else {
                if group.language.is_none() {
                    in_default_of_library = lines;
                }
                continue;
            };
            if let Some(seen) = seen.get_mut(id.index())
                && std::mem::replace(seen, true)
                && let Some(tag) = &group.language
            {
                self.language_twice(tag);
            }
            if let Some(broken) = broken.get_mut(id.index()) {
                *broken |= wrong;
            }
            if let Some(list) = variants.get_mut(id.index()) {
                list.extend(lines);
            }
        }
        let nothing_by_default =
            variants.first().is_none_or(Vec::is_empty) && !broken.first().is_some_and(|broken| *broken);
        if nothing_by_default && place.library {
            if let Some(list) = variants.first_mut() {
                *list = in_default_of_library;
            }
        } else if nothing_by_default && seen.iter().any(|seen| *seen) && !self.report.shop_is_unread() {
            let default = self.shop.languages.first().cloned().unwrap_or_else(|| "en".into());
            self.report.push(
                Diagnostic::new(
                    Code::NothingByDefault,
                    format!("nothing is said in `{default}`, the shop's first language"),
                    written.span,
                    "only in other languages",
                )
                .help("who writes in a language that is missing here is answered in the first one")
                .example(wording::say(place.keywords)),
            );
        }
        for (index, (lines, broken)) in variants.iter().zip(&broken).enumerate() {
            if !lines.is_empty() && !broken && !place.lost {
                self.always_sayable(lines, LanguageId::from(index), place);
            }
        }
        let key = key.made(variants.first().and_then(|lines| lines.first()));
        let id = SpeechId::from(self.speeches.len());
        self.speeches.push(Speech { key, variants, span: written.span });
        Some(id)
    }

    fn variant(&mut self, written: &ast::Variant, place: &Place) -> Option<Variant> {
        let Some(condition) = &written.condition else {
            return Some(Variant { condition: None, text: self.text(&written.text, place)? });
        };
        let (condition, text) = (self.condition(condition, place), self.text(&written.text, place));
        Some(Variant { condition: Some(condition?), text: text? })
    }

    /// Principle 7: one line must need nothing the shop may not have supplied.
    fn always_sayable(&mut self, lines: &[Variant], language: LanguageId, place: &Place) {
        let mut first = None;
        let mut always = false;
        for line in lines.iter().filter(|line| line.condition.is_none()) {
            always = true;
            match self.doubt_in(&line.text, language, place) {
                None => return,
                Some(found) => first = first.or(Some((found, line.text.span))),
            }
        }
        let Some(((why, value), span)) = first else {
            if let Some(line) = lines.first().filter(|_| !always) {
                self.report.push(
                    Diagnostic::new(
                        Code::NotAlwaysSayable,
                        "every line here hangs on an `if`",
                        line.text.span,
                        "what is said where none of them holds?",
                    )
                    .help("add a line that can always be said")
                    .example(wording::or_text(place.keywords)),
                );
            }
            return;
        };
        let (message, label, help) = match why {
            Doubt::Fact(_) => (
                format!("no line here can always be said: `{value}` may be unknown"),
                format!("unsaid where the shop has not supplied `{value}`"),
                "add a line without it, or ask for it in an `if` before",
            ),
            Doubt::Slot(_) => (
                format!("no line here can always be said: not every phrase brings `{value}`"),
                "unsaid where the customer did not name it".to_owned(),
                "add a line without it, or ask for it in an `if` before",
            ),
            Doubt::Division => (
                "no line here can always be said: something is divided by what may be zero".to_owned(),
                "unsaid where that is zero".to_owned(),
                "add a line without it",
            ),
            Doubt::Address => {
                let tag = self.shop.languages.get(language.index()).cloned().unwrap_or_default();
                (
                    format!("the shop does not say how it calls customers in `{tag}`"),
                    "unsaid until it does".to_owned(),
                    "add the setting to the shop, or a line without it",
                )
            }
        };
        let example = match why {
            Doubt::Address => wording::calls(place.keywords),
            _ => wording::or_text(place.keywords),
        };
        self.report.push(Diagnostic::new(Code::NotAlwaysSayable, message, span, label).help(help).example(example));
    }

    /// The name by which a text calls a fact.
    fn as_written(&self, id: FactId, span: Span) -> String {
        let text = self.sources.slice(span).to_lowercase();
        let mut names = self.names.facts.iter().filter(|(_, (fact, _))| *fact == id).map(|(key, _)| key);
        let written = names.find(|name| text.contains(name.as_str())).cloned();
        written.or_else(|| Some(self.facts.get(id.index())?.name.to_string())).unwrap_or_default()
    }

    /// The first value in a text that may be unknown, with its name.
    fn doubt_in(&self, text: &Text, language: LanguageId, place: &Place) -> Option<(Doubt, String)> {
        text.pieces.iter().find_map(|piece| {
            let (Piece::Value(value) | Piece::Count(value, _)) = piece else { return None };
            let found = doubt(value, &place.known, &self.shop, language)?;
            if found == Doubt::Address && self.report.shop_is_unread() {
                return None;
            }
            let name = match &found {
                Doubt::Fact(id) => self.as_written(*id, text.span),
                Doubt::Slot(name) => name.clone(),
                Doubt::Division | Doubt::Address => String::new(),
            };
            Some((found, name))
        })
    }
}

/// What memory calls a speech.
#[derive(Clone, Copy, Debug)]
pub(super) enum SpeechKey<'k> {
    /// `offer free-shipping`, as it stands.
    Whole(&'k str),
    /// `bargain: …` with its first sentence behind.
    Before(&'k str),
}

impl SpeechKey<'_> {
    /// The key of what is said deeper inside.
    pub fn inner(self) -> Self {
        match self {
            SpeechKey::Whole(key) | SpeechKey::Before(key) => SpeechKey::Before(key),
        }
    }

    fn made(self, first: Option<&Variant>) -> Arc<str> {
        match (self, first) {
            (SpeechKey::Whole(key), _) => key.into(),
            (SpeechKey::Before(key), Some(line)) => format!("{key}: {}", first_sentence(&line.text.key)).into(),
            (SpeechKey::Before(key), None) => key.into(),
        }
    }
}

/// A text up to its first full stop.
pub(super) fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let mut end = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let closes = match letter {
            '。' | '！' | '？' => true,
            // A key writes a value as `{…}`.
            '…' => letters.peek().is_none_or(|(_, next)| *next != '}'),
            // A point inside a figure or an address closes nothing.
            '.' | '!' | '?' => letters.peek().is_none_or(|(_, next)| next.is_whitespace()),
            _ => false,
        };
        if closes {
            end = Some(at + letter.len_utf8());
            break;
        }
    }
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}
