//! Comparisons: both sides of one type.

use super::Typed;
use crate::check::checker::{Checker, Place};
use crate::check::types::{fits, in_words};
use crate::check::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Comparison, Expression, Type, Value};
use crate::source::Span;
use crate::syntax::Wording;
use crate::syntax::ast::{self, ExpressionKind, Operator};

/// What programs, and people who know them, call yes and no.
const TRUTH: [&str; 10] =
    ["true", "certain", "correct", "verdadero", "verdadera", "cierto", "cierta", "真", "真的", "要"];
const FALSEHOOD: [&str; 7] = ["false", "falso", "falsa", "假", "假的", "untrue", "incorrecto"];

impl Checker<'_> {
    pub(super) fn comparison(
        &mut self,
        operator: Operator,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
        place: &Place,
    ) -> Option<Typed> {
        if self.compared_as_share(operator, left, right) {
            return None;
        }
        let (first, second) = self.both(operator, left, right, None, place)?;
        let compared = self.compared(operator, (left, first), (right, second), span)?;
        Typed::new(compared, Type::YesNo)
    }

    pub(super) fn between(
        &mut self,
        value: &ast::Expression,
        low: &ast::Expression,
        high: &ast::Expression,
        span: Span,
        place: &Place,
    ) -> Option<Typed> {
        let looked_at = self.expression(value, None, place)?;
        let lowest = self.expression(low, Some(&looked_at.of), place);
        let highest = self.expression(high, Some(&looked_at.of), place);
        let above = self.compared(Operator::GreaterOrEqual, (value, looked_at.clone()), (low, lowest?), span)?;
        let below = self.compared(Operator::LessOrEqual, (value, looked_at), (high, highest?), span)?;
        Typed::new(Expression::And(Box::new(above), Box::new(below)), Type::YesNo)
    }

    /// Both sides, the plainer one told what the other is.
    pub(super) fn both(
        &mut self,
        operator: Operator,
        left: &ast::Expression,
        right: &ast::Expression,
        expected: Option<&Type>,
        place: &Place,
    ) -> Option<(Typed, Typed)> {
        if self.is_open(left, place) && !self.is_open(right, place) {
            let second = self.expression(right, expected, place)?;
            let first = self.expression(left, Some(&second.of), place)?;
            return Some((first, second));
        }
        match self.expression(left, expected, place) {
            Some(first) => {
                if first.of == Type::YesNo && self.is_no_yes_or_no(operator, left, right, place) {
                    return None;
                }
                // `customer.tags is "jade"` looks for one among several.
                let of = if let Type::List(of) = &first.of { of } else { &first.of };
                let second = self.expression(right, Some(of), place)?;
                Some((first, second))
            }
            None => {
                // What the left side is stays unknown, so only what stands on its own is looked at.
                if !self.is_open(right, place) {
                    self.expression(right, None, place);
                }
                None
            }
        }
    }

    /// `sure is sure`, `sure is false`: what is yes or no is nothing else. Whether it was told.
    fn is_no_yes_or_no(
        &mut self,
        operator: Operator,
        left: &ast::Expression,
        right: &ast::Expression,
        place: &Place,
    ) -> bool {
        if !matches!(right.value, ExpressionKind::Reference(_)) || !self.is_open(right, place) {
            return false;
        }
        let (looked_at, words) = (self.report.quote(left.span), self.report.quote(right.span));
        let plain = words.to_lowercase();
        if self.report.is_unread(&plain) {
            return true;
        }
        let message = format!("`{looked_at}` is yes or no, and `{words}` is neither");
        let told = |span| Diagnostic::new(Code::UnknownChoice, message, span, "neither yes nor no");
        let said = TRUTH.contains(&plain.as_str()).then_some(true);
        let said = said.or_else(|| FALSEHOOD.contains(&plain.as_str()).then_some(false));
        let name = looked_at.trim_matches(['「', '」']);
        match said.filter(|_| matches!(operator, Operator::Is | Operator::IsNot)) {
            Some(said) => {
                let yes = said == (operator == Operator::Is);
                let wording = Wording::new(place.keywords);
                let [is, answer] = ["is", if yes { "yes" } else { "no" }].map(|word| wording.keyword(word));
                // What is not true is no: the comparison is written anew behind what is looked at.
                let between = Span { start: left.span.end, ..right.span };
                let gap = self.sources.slice(between);
                let start = between.start as usize + gap.len() - gap.trim_start().len();
                let told = told(Span::new(right.span.source, start, right.span.end as usize));
                self.report.push_mended(told.help(format!("write `{is} {answer}`")), format!("{is} {answer}"));
            }
            // Its own name says that it is so; of any other word nobody knows which of the two it says.
            None if operator == Operator::Is && names_again(name, &plain) => {
                let told = told(right.span).help("name it alone, or compare it with yes or no");
                self.report.push(told.example(wording::if_answered(place.keywords, name, true)));
            }
            None => {
                let [yes, no] = [true, false].map(|yes| wording::if_answered(place.keywords, name, yes));
                let help = format!("name it alone, or compare it with yes or no: `{yes}` or `{no}`");
                self.report.push(told(right.span).help(help));
            }
        }
        true
    }

    /// Whether it takes its type from its neighbour: plain figures, and bare names that are nothing but choices.
    fn is_open(&self, written: &ast::Expression, place: &Place) -> bool {
        match &written.value {
            ExpressionKind::Reference(reference) => reference.keys.is_empty() && !self.is_known(&reference.name, place),
            _ => is_figure(written),
        }
    }

    fn compared(
        &mut self,
        operator: Operator,
        (left, first): (&ast::Expression, Typed),
        (right, second): (&ast::Expression, Typed),
        span: Span,
    ) -> Option<Expression> {
        let (of_first, of_second) = (first.of.clone(), second.of.clone());
        let sides = match (&of_first, &of_second) {
            (Type::Moment, Type::Time) => Some((Expression::TimeOf(Box::new(first.expression)), second.expression)),
            (Type::Time, Type::Moment) => Some((first.expression, Expression::TimeOf(Box::new(second.expression)))),
            (Type::Moment, Type::Date) => Some((Expression::DateOf(Box::new(first.expression)), second.expression)),
            (Type::Date, Type::Moment) => Some((first.expression, Expression::DateOf(Box::new(second.expression)))),
            (a, b) if fits(a, b) => Some((first.expression, second.expression)),
            (Type::List(of), one) if fits(of, one) => Some((first.expression, second.expression)),
            _ => None,
        };
        let Some((first, second)) = sides else {
            self.cannot_be("compared", (left, &of_first), (right, &of_second), span);
            return None;
        };
        if matches!(operator, Operator::Before | Operator::After) && !is_in_time(&of_first) {
            let words = self.report.quote(left.span);
            let message =
                format!("`{words}` is {}: only days and times come before or after one another", in_words(&of_first));
            self.report.push(
                Diagnostic::new(Code::NotInTime, message, span, "neither day nor time")
                    .help("use `<` and `>` for amounts"),
            );
            return None;
        }
        let comparison = match operator {
            Operator::Is => Comparison::Is,
            Operator::IsNot => Comparison::IsNot,
            Operator::Less | Operator::Before => Comparison::Less,
            Operator::LessOrEqual => Comparison::LessOrEqual,
            Operator::Greater | Operator::After => Comparison::Greater,
            _ => Comparison::GreaterOrEqual,
        };
        if !matches!(comparison, Comparison::Is | Comparison::IsNot) && !has_order(&of_first) {
            let words = self.report.quote(left.span);
            let message = format!("`{words}` is {}, which has no more and less", in_words(&of_first));
            self.report
                .push(Diagnostic::new(Code::NoOrder, message, span, "compared by size").help("use `is` or `is not`"));
            return None;
        }
        Some(Expression::Compare(comparison, Box::new(first), Box::new(second)))
    }

    /// Says that two values of different types do not go together.
    pub(super) fn cannot_be(
        &mut self,
        done: &str,
        (left, of_left): (&ast::Expression, &Type),
        (right, of_right): (&ast::Expression, &Type),
        span: Span,
    ) {
        let (a, b) = (self.report.quote(left.span), self.report.quote(right.span));
        let message =
            format!("`{a}` is {} and `{b}` is {}: they cannot be {done}", in_words(of_left), in_words(of_right));
        let mut diagnostic = Diagnostic::new(Code::UnitsDoNotFit, message, span, format!("cannot be {done}"));
        let keywords = self.report.keywords(span);
        let of = |written: &ast::Expression, wanted, words: &str| {
            super::unit_help(wanted, written, words, keywords).map(|(help, mended)| (help, mended, written.span))
        };
        if done != "compared" && (*of_left == Type::Text || *of_right == Type::Text) {
            let text = if *of_left == Type::Text { &a } else { &b };
            let help = format!(
                "`{text}` is words, and only numbers, money and times are reckoned with: where it is declared, say that it is a number"
            );
            return self.report.push(diagnostic.help(help));
        }
        if let Some((help, mended, place)) = of(right, of_left, &b).or_else(|| of(left, of_right, &a)) {
            diagnostic = diagnostic.help(help);
            if let Some(whole) = mended.and_then(|mended| self.with_other_words(span, place, &mended)) {
                return self.report.push_mended(diagnostic, whole);
            }
        }
        self.report.push(match (of_left, of_right) {
            (Type::Money(_), Type::Number(_)) => self.as_money(right, diagnostic),
            (Type::Number(_), Type::Money(_)) => self.as_money(left, diagnostic),
            _ => diagnostic,
        });
    }

    /// A stretch of the script with other words in a part of it.
    fn with_other_words(&self, whole: Span, part: Span, words: &str) -> Option<String> {
        let text = self.sources.slice(whole);
        let from = part.start.checked_sub(whole.start)? as usize;
        let to = part.end.checked_sub(whole.start)? as usize;
        Some(format!("{}{words}{}", text.get(..from)?, text.get(to..)?))
    }

    /// Where a fact that is a number stands beside money, it was probably meant to be money.
    fn as_money(&self, number: &ast::Expression, diagnostic: Diagnostic) -> Diagnostic {
        let ExpressionKind::Reference(reference) = &number.value else { return diagnostic };
        let id = self.names.facts.get(&reference.name.key()).map(|(id, _)| *id);
        let fact = id.and_then(|id| self.facts.get(id.index())).filter(|fact| !self.report.in_library(fact.span));
        let Some(fact) = fact else { return diagnostic };
        let keywords = self.report.keywords(fact.span);
        let declared = super::super::wording::fact(keywords, &fact.name, Some(&Type::Money(None)));
        let value = match &fact.value {
            Some(Value::Number(figure)) => super::super::wording::settled(keywords, &figure.to_string()),
            _ => String::new(),
        };
        let told = diagnostic.related(fact.span, "declared as a number here");
        told.help("if it is an amount of money, declare it so").example(declared + &value)
    }
}

/// Whether a word is the name of what is looked at, or its last part.
fn names_again(name: &str, word: &str) -> bool {
    let name = name.to_lowercase();
    name.rsplit('.').next() == Some(word)
}

/// Made of plain figures only, so that it may as well be money.
pub(in crate::check) fn is_figure(written: &ast::Expression) -> bool {
    match &written.value {
        ExpressionKind::Number(_) => true,
        ExpressionKind::Binary { operator, left, right } => {
            matches!(operator, Operator::Plus | Operator::Minus | Operator::Times | Operator::Divided)
                && is_figure(left)
                && is_figure(right)
        }
        _ => false,
    }
}

fn is_in_time(of: &Type) -> bool {
    matches!(of, Type::Date | Type::Time | Type::Moment)
}

fn has_order(of: &Type) -> bool {
    matches!(of, Type::Number(_) | Type::Money(_) | Type::Percent | Type::Duration) || is_in_time(of)
}
