//! Texts, what their braces hold, and what is said in which language.

use super::super::ast::{Phrase, PhrasePart, Speech, SpeechGroup, Text, TextPart, Translations, Variant};
use super::super::node::{Node, Rule, Unreadable};
use super::super::prepared::Prepared;
use super::super::{piece, scan};
use super::Builder;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// A stretch of a text between its quotes.
enum Stretch {
    Words(String),
    /// What stands between `{` and `}`, in bytes of the file.
    Braces(std::ops::Range<usize>),
}

/// The longest line that is shown as the right one.
const LONGEST_LINE: usize = 120;

impl Builder<'_> {
    /// A quoted text.
    pub fn quoted(&mut self, node: &Node) -> Text {
        let span = self.span(node);
        let stretches = self.stretches(span);
        let mut parts = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match stretch {
                Stretch::Words(words) => parts.push(TextPart::Words(words)),
                Stretch::Braces(range) => {
                    let value = self.inside(Rule::text_value, range.clone(), |inner, node| inner.value(node));
                    parts.push(value.unwrap_or_else(|| TextPart::Words(self.braces(&range))));
                }
            }
        }
        Text { parts, span }
    }

    /// A quoted phrase: its braces hold slots.
    pub fn phrase(&mut self, node: &Node) -> Phrase {
        let span = self.span(node);
        let stretches = self.stretches(span);
        let mut parts = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            match stretch {
                Stretch::Words(words) => parts.push(PhrasePart::Words(words)),
                Stretch::Braces(range) => {
                    let slot = self.inside(Rule::slot, range.clone(), |inner, node| inner.slot(node));
                    parts.push(slot.unwrap_or_else(|| PhrasePart::Words(self.braces(&range))));
                }
            }
        }
        Phrase { parts, span }
    }

    /// Braces that could not be read, as words: the text is not empty for that.
    fn braces(&self, inner: &std::ops::Range<usize>) -> String {
        self.file.get(inner.start.saturating_sub(1)..inner.end + 1).unwrap_or_default().to_owned()
    }

    /// Words and braces of a quoted text; `{{` and `}}` are braces that are said.
    fn stretches(&mut self, span: Span) -> Vec<Stretch> {
        let written = self.file.get(span.range()).unwrap_or_default();
        let quote = written.chars().next().filter(|first| scan::closing(*first).is_some()).map_or(0, char::len_utf8);
        let inner = written.get(quote..).unwrap_or_default();
        let inner = inner.strip_suffix(['"', '”', '»', '』']).unwrap_or(inner);
        let begin = span.range().start + quote;
        let mut stretches = Vec::new();
        let mut words = String::new();
        let mut rest = inner;
        while let Some(at) = rest.find(['{', '}']) {
            let here = begin + (inner.len() - rest.len()) + at;
            words.push_str(rest.get(..at).unwrap_or_default());
            let brace = rest.get(at..).unwrap_or_default();
            let behind = brace.get(1..).unwrap_or_default();
            if brace.starts_with("{{") || brace.starts_with("}}") {
                words.extend(brace.chars().next());
                rest = brace.get(2..).unwrap_or_default();
            } else if let Some(close) = behind.find('}').filter(|_| brace.starts_with('{')) {
                if !words.is_empty() {
                    stretches.push(Stretch::Words(std::mem::take(&mut words)));
                }
                stretches.push(Stretch::Braces(here + 1..here + 1 + close));
                rest = behind.get(close + 1..).unwrap_or_default();
            } else {
                self.lonely_brace(brace, here);
                rest = behind;
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            stretches.push(Stretch::Words(words));
        }
        stretches
    }

    fn lonely_brace(&mut self, brace: &str, at: usize) {
        let (sign, twin) = if brace.starts_with('{') { ("{", "}") } else { ("}", "{") };
        let message = format!("`{sign}` without its `{twin}` in a text");
        let lonely = Diagnostic::new(Code::LonelyBrace, message, Span::new(self.id, at, at + 1), "stands alone");
        let help = format!("a value stands in `{{…}}`; to say a brace itself, write `{sign}{sign}`");
        let lonely = lonely.help(help);
        self.diagnostics.push(match self.closed_brace(brace, at) {
            Some(line) => lonely.example(line),
            None => lonely,
        });
    }

    /// The line of a brace that lacks its twin, with the twin behind the name.
    fn closed_brace(&self, brace: &str, at: usize) -> Option<String> {
        let inside = self.file.get(at..)?.strip_prefix('{').filter(|_| brace.starts_with('{'))?;
        let length = inside.find(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '.')).unwrap_or(inside.len());
        let name = inside.get(..length)?.trim_end_matches('.');
        let end = at + 1 + name.len();
        let start = self.file.get(..at)?.rfind('\n').map_or(0, |before| before + 1);
        let rest = self.file.get(end..)?.lines().next()?;
        let line = format!("{}}}{rest}", self.file.get(start..end)?);
        (!name.is_empty() && line.chars().count() <= LONGEST_LINE).then(|| line.trim().to_owned())
    }

    /// Reads what stands in braces and builds it, or says what is wrong there.
    fn inside<T>(
        &mut self,
        rule: Rule,
        range: std::ops::Range<usize>,
        build: impl FnOnce(&mut Builder<'_>, &Node) -> Option<T>,
    ) -> Option<T> {
        let scanned = scan::scan(self.file, range.clone(), self.language);
        let prepared = Prepared::new(self.file, range.clone(), &scanned.edits);
        let mut inner = Builder::new(&prepared, self.file, self.id, self.language);
        let found = match piece::read(&prepared, &scanned.lexemes, rule, self.language) {
            Ok(node) => build(&mut inner, &node),
            Err(Unreadable::TooDeep(at)) => {
                inner.diagnostics.push(super::too_deep(inner.id, prepared.start(at)));
                None
            }
            Err(Unreadable::At(at, _)) => {
                inner.wrong_braces(prepared.start(at), &range, rule);
                None
            }
        };
        self.diagnostics.append(&mut inner.diagnostics);
        found
    }

    fn value(&mut self, node: &Node) -> Option<TextPart> {
        let value = self.expression(node.children.first()?)?;
        let forms: Vec<_> = node.children.iter().skip(1).filter_map(|form| self.count_form(form)).collect();
        Some(if forms.is_empty() { TextPart::Value(value) } else { TextPart::Count { count: value, forms } })
    }

    fn count_form(&self, node: &Node) -> Option<(super::super::ast::Name, String)> {
        match node.children.as_slice() {
            [plural, words] => Some((self.name(plural), self.text(words).trim().to_owned())),
            _ => None,
        }
    }

    fn slot(&mut self, node: &Node) -> Option<PhrasePart> {
        match node.children.as_slice() {
            [name, of] => Some(PhrasePart::Slot { name: self.name(name), of: self.type_of(of)? }),
            _ => None,
        }
    }

    /// What is said: variants by language.
    pub fn speech(&mut self, node: &Node) -> Option<Speech> {
        let mut groups = Vec::with_capacity(node.children.len());
        for group in &node.children {
            match (group.rule, group.children.as_slice()) {
                (Rule::variants, _) => groups.push(SpeechGroup { language: None, variants: self.variants(group)? }),
                (_, [language, variants]) => {
                    let language = Some(self.language(language));
                    groups.push(SpeechGroup { language, variants: self.variants(variants)? });
                }
                _ => return None,
            }
        }
        Some(Speech { groups, span: self.span(node) })
    }

    fn variants(&mut self, node: &Node) -> Option<Vec<Variant>> {
        let mut variants = Vec::with_capacity(node.children.len());
        for child in &node.children {
            let (text, condition) = child.children.split_last()?;
            let condition = match condition.first() {
                Some(condition) => Some(self.expression(condition)?),
                None => None,
            };
            variants.push(Variant { condition, text: self.quoted(text) });
        }
        Some(variants)
    }

    /// A text and its wording in other languages.
    pub fn translations(&mut self, node: &Node) -> Option<Translations> {
        let (first, rest) = node.children.split_first()?;
        let (language, (first, rest)) = match first.rule {
            Rule::text => (None, (first, rest)),
            _ => (Some(self.language(first)), rest.split_first()?),
        };
        let text = self.quoted(first);
        let mut others = Vec::new();
        for child in rest {
            if let [language, text] = child.children.as_slice() {
                others.push((self.language(language), self.quoted(text)));
            }
        }
        Some(Translations { language, text, others })
    }

    /// The quoted texts among a node's children.
    pub fn texts_in(&mut self, node: &Node) -> Vec<Text> {
        node.children.iter().filter(|child| child.rule == Rule::text).map(|child| self.quoted(child)).collect()
    }
}
