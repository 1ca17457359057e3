//! Pieces of scripts for messages: an author is shown examples in the keyword language and with the names of the shop.

use jiff::civil;

use super::printer::Printer;
use crate::syntax::ast::{CustomerClause, Declaration, Expression, Keywords, Opening, Step, Weekday};

/// Writes single lines in one keyword language.
#[derive(Clone, Copy)]
pub struct Wording(Printer);

impl Wording {
    /// Writes in this keyword language.
    pub fn new(keywords: Keywords) -> Self {
        Wording(Printer::new(keywords))
    }

    /// A line made of keywords and `{places}`: `when {intent} then do_offer {offer}` with both names given writes
    /// `cuando regatea luego ofrece envío-gratis`. A keyword is called as in the grammar, without its `kw_`; what goes
    /// into a place is written as it is, so pass names through [`Wording::name`] and texts through [`Wording::text`].
    pub fn line(&self, pattern: &str, places: &[(&str, &str)]) -> String {
        self.0.fill(pattern, places)
    }

    /// A phrase whose word order differs between the languages, by its rule in the grammar: `within` with a `duration`
    /// writes `within 3 days` or `3天 内`.
    pub fn phrase(&self, rule: &str, places: &[(&str, &str)]) -> String {
        self.0.phrase(rule, places)
    }

    /// A keyword as this language writes it, called as in the grammar, without its `kw_`.
    pub fn keyword(&self, keyword: &str) -> &'static str {
        self.0.word(keyword)
    }

    /// A name as it must be written: between 「 」 where it would not be read as one without.
    pub fn name(&self, name: &str) -> String {
        self.0.name_text(name)
    }

    /// A text in the language's quotes; braces in it are doubled.
    pub fn text(&self, words: &str) -> String {
        self.0.plain_text(words)
    }

    /// An expression.
    pub fn expression(&self, expression: &Expression) -> String {
        self.0.expression(expression)
    }

    /// A step on one line.
    pub fn step(&self, step: &Step) -> String {
        self.0.one_step(step)
    }

    /// The hours of a shop and the days on which it is closed.
    pub fn opening(&self, hours: &[Opening], closed: &[(civil::Date, civil::Date)]) -> String {
        self.0.opening(hours, closed)
    }

    /// A day of the week.
    pub fn weekday(&self, day: Weekday) -> &'static str {
        self.0.weekday(day)
    }

    /// A line of a simulated customer.
    pub fn customer_clause(&self, clause: &CustomerClause) -> String {
        self.0.customer_clause(clause)
    }

    /// A declaration on one line.
    pub fn declaration(&self, declaration: &Declaration) -> String {
        let lines = self.0.declaration(declaration).lines;
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        self.0.joined(&texts)
    }
}
