//! Texts in quotes, and what is said: variants by language.

use super::lines::Lines;
use super::printer::Printer;
use crate::source::Span;
use crate::syntax::ast::{Language, Phrase, PhrasePart, Speech, Text, TextPart, Translations, Variant};

/// All pairs a text may stand between.
const QUOTES: [(char, char); 4] = [('"', '"'), ('“', '”'), ('«', '»'), ('『', '』')];

impl Printer {
    /// A text in the quotes of the keyword language, or in others where it holds those.
    pub(super) fn text(&self, text: &Text) -> String {
        let mut inside = String::new();
        for part in &text.parts {
            match part {
                TextPart::Words(words) => inside.push_str(&braced(words)),
                TextPart::Value(value) => inside.push_str(&format!("{{{}}}", self.expression(value))),
                TextPart::Count { count, forms } => {
                    inside.push_str(&format!("{{{}", self.before_comma(count)));
                    for (category, words) in forms {
                        inside.push_str(&format!(", {} {words}", category.text));
                    }
                    inside.push('}');
                }
            }
        }
        self.quoted(&inside)
    }

    /// What a customer may write.
    pub(super) fn customer_phrase(&self, phrase: &Phrase) -> String {
        let mut inside = String::new();
        for part in &phrase.parts {
            match part {
                PhrasePart::Words(words) => inside.push_str(&braced(words)),
                PhrasePart::Slot { name, of } => {
                    inside.push_str(&format!("{{{}: {}}}", self.name(name), self.of_type(&of.value)));
                }
            }
        }
        self.quoted(&inside)
    }

    /// The quotes of the keyword language where the words hold neither of them, else the first pair that will do.
    pub(super) fn quoted(&self, inside: &str) -> String {
        let pairs = || std::iter::once(self.marks.quotes).chain(QUOTES);
        let clean = pairs().find(|&(open, close)| !inside.contains([open, close]));
        let closing = || pairs().find(|&(_, close)| !inside.contains(close));
        let (open, close) = clean.or_else(closing).unwrap_or(self.marks.quotes);
        format!("{open}{inside}{close}")
    }

    /// A text that is not in the tree.
    pub(super) fn plain_text(&self, words: &str) -> String {
        self.quoted(&braced(words))
    }

    /// `"dear", zh: "亲"`
    pub(super) fn translations(&self, translations: &Translations) -> String {
        let first = self.text(&translations.text);
        let mut out = match &translations.language {
            Some(language) => self.labelled(language, &first),
            None => first,
        };
        for (language, text) in &translations.others {
            out.push_str(self.marks.comma);
            out.push_str(&self.labelled(language, &self.text(text)));
        }
        out
    }

    /// `zh: …`
    pub(super) fn labelled(&self, language: &Language, what: &str) -> String {
        format!("{}{}{what}", language.value, self.marks.colon)
    }

    fn variant(&self, variant: &Variant) -> String {
        let text = self.text(&variant.text);
        let Some(condition) = &variant.condition else { return text };
        self.joined(&[&self.condition(condition), &text])
    }

    /// Every variant with what stands before it (`or`, `zh:`), in written order.
    fn variants(&self, speech: &Speech) -> Vec<(String, Span)> {
        let mut out = Vec::new();
        for group in &speech.groups {
            for (index, variant) in group.variants.iter().enumerate() {
                let written = self.variant(variant);
                let written = match &group.language {
                    Some(language) if index == 0 => self.labelled(language, &written),
                    _ if index == 0 => written,
                    _ => self.fill("or {variant}", &[("variant", &written)]),
                };
                out.push((written, variant.text.span));
            }
        }
        out
    }

    /// The speech on one line.
    pub(super) fn flat_speech(&self, speech: &Speech) -> String {
        let variants = self.variants(speech);
        let pieces: Vec<&str> = variants.iter().map(|(variant, _)| variant.as_str()).collect();
        self.joined(&pieces)
    }

    /// Writes `lead`, which ends in the verb, with the first variant behind it and the others on lines of their own.
    pub(super) fn speech(&self, lines: &mut Lines, indent: usize, lead: &str, speech: &Speech, span: Span) {
        let mut variants = self.variants(speech).into_iter();
        let (first, _) = variants.next().unwrap_or_default();
        lines.add(indent, self.joined(&[lead, &first]), span);
        for (variant, span) in variants {
            lines.add(indent + 1, variant, span);
        }
    }
}

/// Words as they stand in a text: braces that are meant as such are doubled.
fn braced(words: &str) -> String {
    words.replace('{', "{{").replace('}', "}}")
}
