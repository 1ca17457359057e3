//! Names, and what stands with the name in a declaration's head.

use super::printer::Printer;
use crate::source::Span;
use crate::syntax::ast::{Choice, Keywords, Name, Names};
use crate::syntax::keywords::table;
use crate::syntax::node::{self, Rule};
use crate::syntax::scan::{LexemeKind, scan};

impl Printer {
    /// A name, between 「 」 where it would not be read as one without.
    pub(super) fn name(&self, name: &Name) -> String {
        self.name_text(&name.text)
    }

    /// The same of a name that is not in the tree.
    pub(super) fn name_text(&self, name: &str) -> String {
        quoted_unless(reads_as_name(self.words.keywords, name), name)
    }

    /// A name in an expression, where `customer` and `promised` begin something else.
    pub(super) fn fact_name(&self, name: &Name) -> String {
        self.name_unless(name, &["kw_customer", "kw_promised"])
    }

    /// The name of an intent or event behind `when`, where `message` is an event of its own.
    pub(super) fn occasion_name(&self, name: &Name) -> String {
        self.name_unless(name, &["kw_message"])
    }

    /// A name, quoted where it is one of these keywords too.
    fn name_unless(&self, name: &Name, keywords: &[&str]) -> String {
        let taken = keywords.iter().any(|keyword| table(self.words.keywords).is(&name.text, keyword));
        if taken { quoted_unless(false, &name.text) } else { self.name(name) }
    }

    /// A name in a list where other clauses may follow behind a comma: any keyword is quoted.
    pub(super) fn free_name(&self, name: &Name) -> String {
        let taken = table(self.words.keywords).meanings(&name.text).next().is_some();
        if taken { quoted_unless(false, &name.text) } else { self.name(name) }
    }

    /// Several names.
    pub(super) fn names(&self, names: &[Name]) -> String {
        names.iter().map(|name| self.name(name)).collect::<Vec<_>>().join(self.marks.list)
    }

    /// `free-shipping (zh: 包邮, es: envío-gratis) formerly free-postage`
    pub(super) fn declared(&self, names: &Names) -> String {
        // `intent customer also:` would look like a customer called `also`.
        let mut out = self.name_unless(&names.name, &["kw_customer"]);
        if !names.others.is_empty() {
            let others: Vec<String> =
                names.others.iter().map(|(language, name)| self.labelled(language, &self.name(name))).collect();
            let (open, close) = self.marks.brackets;
            self.join(&mut out, &format!("{open}{}{close}", others.join(self.marks.comma)));
        }
        self.joined(&[&out, &self.formerly(&names.formerly)])
    }

    /// `formerly free-postage`, or nothing. Behind the last name, too, `also:` may stand.
    pub(super) fn formerly(&self, names: &[Name]) -> String {
        if names.is_empty() {
            return String::new();
        }
        let names: Vec<String> = names.iter().map(|name| self.name_unless(name, &["kw_customer"])).collect();
        self.fill("formerly {names}", &[("names", &names.join(self.marks.list))])
    }

    /// `about price`, or nothing.
    pub(super) fn about(&self, topics: &[Name]) -> String {
        if topics.is_empty() {
            return String::new();
        }
        self.fill("about {names}", &[("names", &self.names(topics))])
    }

    /// The choices of `one of` in pieces between which a line may be broken, each with the sign behind it.
    pub(super) fn choices(&self, choices: &[Choice], within: Span) -> Vec<(String, Span)> {
        let mut pieces: Vec<(String, Span)> = Vec::new();
        for (index, choice) in choices.iter().enumerate() {
            let sign = if index + 1 < choices.len() { self.marks.list.trim_end() } else { "" };
            let (_, close) = self.marks.brackets;
            let inside = self.called_too(choice);
            let span = if choice.name.span == Span::default() { within } else { choice.name.span };
            let Some((last, others)) = inside.split_last() else {
                pieces.push((format!("{}{sign}", self.name(&choice.name)), span));
                continue;
            };
            let mut opened = self.name(&choice.name);
            for (place, one) in others.iter().chain([last]).enumerate() {
                let end = if place == others.len() {
                    format!("{close}{sign}")
                } else {
                    self.marks.comma.trim_end().to_owned()
                };
                let one = if place == 0 { format!("{}{one}", self.marks.brackets.0) } else { one.clone() };
                let mut piece = std::mem::take(&mut opened);
                self.join(&mut piece, &one);
                pieces.push((piece + &end, span));
            }
        }
        pieces
    }

    /// What a choice is called besides its name.
    fn called_too(&self, choice: &Choice) -> Vec<String> {
        let synonyms = choice.synonyms.iter().map(|text| self.text(text));
        let others = choice.others.iter().map(|(language, name)| self.labelled(language, &self.name(name)));
        synonyms.chain(others).collect()
    }

    /// `broad ("wide", zh: 宽)`
    pub(super) fn choice(&self, choice: &Choice) -> String {
        let mut out = self.name(&choice.name);
        let inside = self.called_too(choice);
        if !inside.is_empty() {
            let (open, close) = self.marks.brackets;
            self.join(&mut out, &format!("{open}{}{close}", inside.join(self.marks.comma)));
        }
        out
    }
}

fn quoted_unless(bare: bool, name: &str) -> String {
    if bare { name.into() } else { format!("「{name}」") }
}

/// Whether these characters are one name to the scanner and to the grammar; a word that begins something else is none.
fn reads_as_name(keywords: Keywords, name: &str) -> bool {
    if is_plain(name) {
        return !table(keywords).is_reserved(name);
    }
    let scan = scan(name, 0..name.len(), keywords);
    let whole = matches!(scan.lexemes.as_slice(), [only] if only.kind == LexemeKind::Word && only.end == name.len());
    whole
        && !table(keywords).is_reserved(name)
        && node::read(keywords, Rule::name, name).is_ok_and(|read| read.end == name.len())
}

/// Whether a name is a word of ASCII letters and figures with hyphens inside, as most are: any grammar reads those.
fn is_plain(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    name.starts_with(|first: char| first.is_ascii_alphabetic()) && name.split('-').all(part)
}
