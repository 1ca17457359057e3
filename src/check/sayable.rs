//! Principle 7: everything that is said has a line that can always be said.

use super::checker::{Checker, Place};
use super::expression::{Doubt, doubt};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, FactId, LanguageId, Piece, Text, Variant};
use crate::source::Span;

impl Checker<'_> {
    /// Principle 7: one line must need nothing the shop may not have supplied.
    pub fn always_sayable(&mut self, lines: &[Variant], language: LanguageId, place: &Place) {
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
        if self.mended_line_lacks_another(lines, place) {
            return;
        }
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
            Doubt::Answer(_) => (
                format!("no line here can always be said: `{value}` may not have been asked"),
                "unsaid where nobody answered it".to_owned(),
                "ask it before, or add a line without it",
            ),
            Doubt::Dispatch => (
                "no line here can always be said: the shop does not say until when orders leave the same day"
                    .to_owned(),
                "unsaid until it does".to_owned(),
                "add the setting to the shop, or a line without it",
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
            Doubt::Dispatch => wording::ships(place.keywords),
            Doubt::Answer(_) => wording::ask(place.keywords, &value),
            _ => wording::or_text(place.keywords),
        };
        let told = Diagnostic::new(Code::NotAlwaysSayable, message, span, label).help(help).example(example);
        match why {
            Doubt::Answer(id) => self.report.push_doubted(told, Expression::Answer(id)),
            Doubt::Fact(id) => self.report.push_doubted(told, Expression::Fact(id, Vec::new())),
            _ => self.report.push(told),
        }
    }

    /// Whether a name in a text was told to be none: the line that is shown for it gets another wording, which can always be said.
    fn mended_line_lacks_another(&mut self, lines: &[Variant], place: &Place) -> bool {
        let mended: Vec<Span> = lines.iter().flat_map(|line| self.report.mended_within(line.text.span)).collect();
        let Some(last) = lines.iter().map(|line| line.text.span).max().filter(|_| !mended.is_empty()) else {
            return false;
        };
        let another = wording::or_text(place.keywords);
        let or = another.split(['"', '“', '«']).next().unwrap_or_default().trim();
        let more = format!(" it may be unknown, and what is said then stands behind `{or}`");
        for name in mended {
            self.report.add_help(name, &more);
        }
        self.report.mend(Span::new(last.source, last.end as usize, last.end as usize), format!(" {another}"));
        true
    }

    /// Why a value may be unknown here; mistakes elsewhere are excuses.
    pub(super) fn doubt(&self, value: &Expression, place: &Place, language: LanguageId) -> Option<Doubt> {
        let known = |leaf: &Expression| match leaf {
            Expression::Address | Expression::Clock(_) => self.report.shop_is_unread(),
            leaf => place.known.contains(leaf) || self.is_settled(leaf) || self.may_be_known(leaf, place),
        };
        doubt(value, &known, &self.shop, language)
    }

    /// Whether a fact has a value in the script, so that it is never unknown.
    fn is_settled(&self, leaf: &Expression) -> bool {
        let Expression::Fact(id, keys) = leaf else { return false };
        keys.is_empty() && self.facts.get(id.index()).is_some_and(|fact| fact.value.is_some())
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
            let found = self.doubt(value, place, language)?;
            let name = match &found {
                Doubt::Fact(id) => self.as_written(*id, text.span),
                Doubt::Slot(name) => name.clone(),
                Doubt::Answer(id) => self.questions.get(id.index()).map(|one| one.name.to_string()).unwrap_or_default(),
                Doubt::Division | Doubt::Address | Doubt::Dispatch => String::new(),
            };
            Some((found, name))
        })
    }
}
