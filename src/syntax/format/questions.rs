//! Questions, flows and the shop's own events.

use super::lines::Lines;
use super::printer::Printer;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{EventDeclaration, Expected, Flow, Question, QuestionClause, Step, Type};

impl Printer {
    pub(super) fn question(&self, question: &Question, span: Span) -> Lines {
        let head = self.fill("question {name}", &[("name", &self.declared(&question.names))]);
        let mut lines = self.about_head(&head, &question.about, span);
        for clause in &question.clauses {
            self.question_clause(&mut lines, clause);
        }
        lines
    }

    fn question_clause(&self, lines: &mut Lines, clause: &Spanned<QuestionClause>) {
        match &clause.value {
            QuestionClause::Ask(speech) => self.speech(lines, 2, self.word("ask"), speech, clause.span),
            QuestionClause::AskSystem { system, with } => {
                let mut line = self.fill("ask_system {system}", &[("system", &self.name(system))]);
                if !with.is_empty() {
                    self.join(&mut line, &self.fill("with {names}", &[("names", &self.names(with))]));
                }
                lines.add(2, line, clause.span);
            }
            QuestionClause::Expects(expected) => {
                let flat = self.fill("expects {expected}", &[("expected", &self.expected(&expected.value))]);
                match &expected.value {
                    Expected::Of(Type::OneOf(choices)) if !Lines::fits_alone(2, &flat) => {
                        lines.filled(self, 2, &self.wording("expects one_of"), &self.choices(choices, clause.span));
                    }
                    _ => lines.add(2, flat, clause.span),
                }
            }
            QuestionClause::Again { say, times, otherwise } => {
                let times = times.map(|times| self.phrase("at_most_times", &[("number", &times.to_string())]));
                let said = say.as_ref().map(|say| self.flat_speech(say)).unwrap_or_default();
                let flat = self.joined(&[self.word("again"), &said, times.as_deref().unwrap_or_default()]);
                match say {
                    Some(say) if !Lines::fits_alone(2, &flat) => {
                        self.speech(lines, 2, self.word("again"), say, clause.span);
                        if let Some(times) = times {
                            // Nothing tells where these words stand, so comments of the clause come before them.
                            let behind = otherwise.first().map_or(clause.span.end, |step| step.span.start);
                            lines.add(4, times, Span { start: behind, ..clause.span });
                        }
                    }
                    _ => lines.add(2, flat, clause.span),
                }
                self.otherwise(lines, 4, otherwise);
            }
            QuestionClause::Remembers(names) => {
                lines.add(2, self.fill("remembers {names}", &[("names", &self.names(names))]), clause.span);
            }
            QuestionClause::Once(scope) => lines.add(2, self.memory(true, Some(*scope)), clause.span),
            QuestionClause::Within { within, otherwise } => {
                lines.add(2, self.phrase("within", &[("duration", &self.duration(*within))]), clause.span);
                self.otherwise(lines, 4, otherwise);
            }
        }
    }

    /// `, otherwise STEPS`: behind the line before where they fit, else on lines of their own.
    pub(super) fn otherwise(&self, lines: &mut Lines, indent: usize, steps: &[Step]) {
        if steps.is_empty() {
            return;
        }
        if let Some(line) = lines.last() {
            line.push_str(self.marks.comma.trim_end());
        }
        let flat = self.flat_steps(steps).map(|flat| self.joined(&[self.word("otherwise"), &flat]));
        match flat {
            Some(flat) if lines.fits(&flat) => {
                if let Some(line) = lines.last() {
                    self.join(line, &flat);
                }
            }
            _ => self.joined_steps(lines, indent, self.word("otherwise"), steps),
        }
    }

    fn expected(&self, expected: &Expected) -> String {
        match expected {
            Expected::Of(of) => self.of_type(of),
            Expected::NumberFromTo(from, to) => {
                let (from, to) = (self.before_to(from), self.sum(to));
                self.fill("number from {from} to {to}", &[("from", &from), ("to", &to)])
            }
            Expected::Products(None) => self.wording("one_of products"),
            Expected::Products(Some(filter)) => {
                let filter = self.fill("where {condition}", &[("condition", &self.expression(filter))]);
                self.joined(&[&self.wording("one_of products"), &filter])
            }
            Expected::Photos(count) => self.fill("{count} photos", &[("count", &count.to_string())]),
            Expected::Word => self.word("one_word").into(),
            Expected::OrderNumber => self.word("order_number").into(),
            Expected::Email => self.word("email").into(),
            Expected::Phone => self.word("phone").into(),
            Expected::Address => self.word("address").into(),
        }
    }

    pub(super) fn flow(&self, flow: &Flow, span: Span) -> Lines {
        let head = self.fill("flow {name}", &[("name", &self.declared(&flow.names))]);
        let mut lines = Lines::beginning(self.headed(head), span);
        self.listed_steps(&mut lines, 2, &flow.steps);
        lines
    }

    pub(super) fn event(&self, event: &EventDeclaration, span: Span) -> Lines {
        let head = self.fill("event {name}", &[("name", &self.declared(&event.names))]);
        if event.fields.is_empty() {
            return Lines::beginning(head, span);
        }
        let fields: Vec<String> =
            event.fields.iter().map(|(name, of)| self.joined(&[&self.name(name), &self.of_type(&of.value)])).collect();
        Lines::beginning(head + self.marks.colon + &fields.join(self.marks.comma), span)
    }
}
