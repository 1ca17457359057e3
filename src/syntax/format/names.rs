//! Names, and what stands with the name in a declaration's head.

use pest::Parser;

use super::Printer;
use crate::syntax::ast::{Choice, Keywords, Name, Names};
use crate::syntax::parsers::{chinese, english, spanish};

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
        let taken = ["customer", "promised"].iter().any(|keyword| self.words.is_spelling(keyword, &name.text));
        if taken { quoted_unless(false, &name.text) } else { self.name(name) }
    }

    /// The name of an intent or event behind `when`, where `message` is an event of its own.
    pub(super) fn occasion_name(&self, name: &Name) -> String {
        let taken = self.words.is_spelling("message", &name.text);
        if taken { quoted_unless(false, &name.text) } else { self.name(name) }
    }

    /// Several names.
    pub(super) fn names(&self, names: &[Name]) -> String {
        names.iter().map(|name| self.name(name)).collect::<Vec<_>>().join(self.marks.list)
    }

    /// `free-shipping (zh: 包邮, es: envío-gratis) formerly free-postage`
    pub(super) fn declared(&self, names: &Names) -> String {
        let mut out = self.name(&names.name);
        if !names.others.is_empty() {
            let others: Vec<String> =
                names.others.iter().map(|(language, name)| self.labelled(language, &self.name(name))).collect();
            let (open, close) = self.marks.brackets;
            self.join(&mut out, &format!("{open}{}{close}", others.join(self.marks.comma)));
        }
        self.joined(&[&out, &self.formerly(&names.formerly)])
    }

    /// `formerly free-postage`, or nothing.
    pub(super) fn formerly(&self, names: &[Name]) -> String {
        if names.is_empty() {
            return String::new();
        }
        self.fill("formerly {names}", &[("names", &self.names(names))])
    }

    /// `about price`, or nothing.
    pub(super) fn about(&self, topics: &[Name]) -> String {
        if topics.is_empty() {
            return String::new();
        }
        self.fill("about {names}", &[("names", &self.names(topics))])
    }

    /// `broad ("wide", zh: 宽)`
    pub(super) fn choice(&self, choice: &Choice) -> String {
        let mut out = self.name(&choice.name);
        let synonyms = choice.synonyms.iter().map(|text| self.text(text));
        let others = choice.others.iter().map(|(language, name)| self.labelled(language, &self.name(name)));
        let inside: Vec<String> = synonyms.chain(others).collect();
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

/// Whether the grammar reads these characters as a name; a word that begins something else is none.
fn reads_as_name(keywords: Keywords, name: &str) -> bool {
    let length = match keywords {
        Keywords::English => english::Grammar::parse(english::Rule::name, name).ok().map(|pairs| pairs.as_str().len()),
        Keywords::Chinese => chinese::Grammar::parse(chinese::Rule::name, name).ok().map(|pairs| pairs.as_str().len()),
        Keywords::Spanish => spanish::Grammar::parse(spanish::Rule::name, name).ok().map(|pairs| pairs.as_str().len()),
    };
    length == Some(name.len())
}
