//! Expressions: names looked up, types settled, units held apart.

mod arithmetic;
mod compared;
mod comparison;
mod known;
mod reference;

use jiff::SignedDuration;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::checker::{Checker, Place};
use super::types::{fits, in_words};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, QuestionId, Scope, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{self, ExpressionKind, Keywords, Operator, TimeUnit};

pub(super) use comparison::is_figure;
pub(super) use known::{Doubt, doubt, learned};
pub(super) use reference::ADDRESS;

/// An expression with its type.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub expression: Expression,
    pub of: Type,
}

impl Typed {
    fn new(expression: Expression, of: Type) -> Option<Typed> {
        Some(Typed { expression, of })
    }

    fn constant(value: Value, of: Type) -> Option<Typed> {
        Typed::new(Expression::Constant(value), of)
    }
}

impl Checker<'_> {
    /// A condition: it must be yes or no.
    pub fn condition(&mut self, written: &ast::Expression, place: &Place) -> Option<Expression> {
        if let ExpressionKind::YesNo(yes) = written.value {
            self.nobody_asked(yes, written.span, place);
            return None;
        }
        let typed = self.expression(written, Some(&Type::YesNo), place)?;
        if typed.of == Type::YesNo {
            return Some(typed.expression);
        }
        let words = self.report.quote(written.span);
        let message = format!("`{words}` is {}, but a condition is yes or no", in_words(&typed.of));
        let mut diagnostic = Diagnostic::new(Code::NotACondition, message, written.span, "compared with nothing");
        diagnostic = match super::wording::compared(place.keywords, &words, &typed.of) {
            Some(example) => diagnostic.help("compare it with something").example(example),
            None => diagnostic.help("compare it with something"),
        };
        self.report.push(diagnostic);
        None
    }

    /// `if yes`: whose yes? The question that was asked last is meant, where one was.
    fn nobody_asked(&mut self, yes: bool, span: Span, place: &Place) {
        let words = self.report.quote(span);
        let asks = |id: &QuestionId| self.questions.get(id.index()).is_some_and(|question| question.of == Type::YesNo);
        let known = place.known.iter().rev().filter_map(|known| match known {
            Expression::Answer(id) => Some(*id),
            _ => None,
        });
        let all = (0..self.questions.len()).map(QuestionId::from);
        let meant = known.chain(all).find(asks).and_then(|id| self.questions.get(id.index()));
        let message = format!("`{words}` alone does not say what it is the answer to");
        let told = Diagnostic::new(Code::AlwaysSo, message, span, "whose answer?");
        self.report.push(match meant {
            Some(question) => told
                .help(format!("the name of a question is its answer: here perhaps `{}`", question.name))
                .example(super::wording::if_answered(place.keywords, &question.name, yes)),
            None => told.help("name the fact, or the question, that is meant: its name is its answer"),
        });
    }

    /// An expression that must be of one type; `what` says what it is for, as in "what an offer costs".
    pub fn value(
        &mut self,
        written: &ast::Expression,
        expected: &Type,
        what: &str,
        place: &Place,
    ) -> Option<Expression> {
        let typed = self.expression(written, Some(expected), place)?;
        if fits(&typed.of, expected) {
            return Some(typed.expression);
        }
        self.wrong_type(written, &typed.of, expected, what);
        None
    }

    /// Says that something is of another type than is needed.
    pub fn wrong_type(&mut self, written: &ast::Expression, found: &Type, expected: &Type, what: &str) {
        let words = self.report.quote(written.span);
        let message = format!("{what} is {}, but `{words}` is {}", in_words(expected), in_words(found));
        let diagnostic =
            Diagnostic::new(Code::WrongType, message, written.span, format!("this is {}", in_words(found)));
        let keywords = self.report.keywords(written.span);
        let read = self.report.as_read(written.span).split_whitespace().collect::<Vec<_>>().join(" ");
        match unit_help(expected, written, &read, keywords) {
            Some((help, Some(mended))) => self.report.push_mended(diagnostic.help(help), mended),
            Some((help, None)) => self.report.push(diagnostic.help(help)),
            None => self.report.push(diagnostic),
        }
    }

    /// An expression; `expected` tells what plain figures and bare names are where nothing else does.
    pub fn expression(&mut self, written: &ast::Expression, expected: Option<&Type>, place: &Place) -> Option<Typed> {
        match &written.value {
            ExpressionKind::YesNo(yes) => Typed::constant(Value::YesNo(*yes), Type::YesNo),
            ExpressionKind::Number(figure) => match expected {
                Some(Type::Money(_)) => {
                    self.doubtful_amount(*figure, written.span);
                    Typed::constant(Value::Money(*figure), Type::Money(None))
                }
                _ => Typed::constant(Value::Number(*figure), Type::Number(None)),
            },
            ExpressionKind::Percent(figure) => Typed::constant(Value::Percent(*figure), Type::Percent),
            ExpressionKind::Time(time) => Typed::constant(Value::Time(*time), Type::Time),
            ExpressionKind::Date(date) => Typed::constant(Value::Date(*date), Type::Date),
            ExpressionKind::Duration(duration) => {
                let length = self.duration(*duration, written.span)?;
                Typed::constant(Value::Duration(length), Type::Duration)
            }
            ExpressionKind::Text(text) => {
                let words = self.plain(text, "a text in a condition")?;
                Typed::constant(Value::Text(words), Type::Text)
            }
            ExpressionKind::Reference(reference) => self.reference(reference, written.span, expected, place),
            ExpressionKind::CustomerIs(name) => {
                let kind = self.kind_named(name, place)?;
                Typed::new(Expression::CustomerIs(kind), Type::YesNo)
            }
            ExpressionKind::CustomerSaid { intent, at_least, scope } => {
                let intent = self.intent_named(intent, place)?;
                let said = Expression::CustomerSaid {
                    intent,
                    at_least: at_least.unwrap_or(1),
                    scope: scope_of(scope.unwrap_or_default()),
                };
                Typed::new(said, Type::YesNo)
            }
            ExpressionKind::Promised(name) => {
                let offer = self.offer_named(name, place)?;
                Typed::new(Expression::Promised(offer), Type::YesNo)
            }
            ExpressionKind::Not(inner) => {
                let inner = self.condition(inner, place)?;
                Typed::new(Expression::Not(Box::new(inner)), Type::YesNo)
            }
            ExpressionKind::Binary { operator, left, right } => match operator {
                Operator::And | Operator::Or => {
                    let (left, right) = (self.condition(left, place), self.condition(right, place));
                    let (left, right) = (Box::new(left?), Box::new(right?));
                    let joined = if *operator == Operator::And {
                        Expression::And(left, right)
                    } else {
                        Expression::Or(left, right)
                    };
                    Typed::new(joined, Type::YesNo)
                }
                Operator::Plus | Operator::Minus | Operator::Times | Operator::Divided | Operator::Of => {
                    self.arithmetic(*operator, left, right, written.span, expected, place)
                }
                _ => self.comparison(*operator, left, right, written.span, place),
            },
            ExpressionKind::Between { value, low, high } => self.between(value, low, high, written.span, place),
        }
    }

    /// `1.500` of a currency with two decimals: a thousand and more, or one and a half?
    fn doubtful_amount(&mut self, figure: Decimal, span: Span) {
        let digits = self.shop.money.digits;
        let whole = figure.trunc().abs();
        if figure.scale() != 3 || digits > 2 || whole.is_zero() || whole > Decimal::from(999) {
            return;
        }
        let thousands = (figure * Decimal::from(1000)).normalize();
        let decimals = figure.round_dp(digits).normalize();
        let line = |amount: Decimal| self.report.line_with(span, &amount.to_string());
        let (thousands, line) = (line(thousands), line(decimals));
        let words = self.report.quote(span);
        let message = format!("`{words}` can be read in two ways");
        let told =
            Diagnostic::new(Code::DoubtfulAmount, message, span, format!("read as {decimals}, not as thousands"));
        self.report.push(
            told.help(format!("where thousands are meant, write `{thousands}`; where decimals are, as below"))
                .example(line),
        );
    }

    /// A length of time; months count as 30 days, years as 365.
    pub fn duration(&mut self, written: ast::Duration, span: Span) -> Option<SignedDuration> {
        let seconds = match written.unit {
            TimeUnit::Second => 1,
            TimeUnit::Minute => 60,
            TimeUnit::Hour => 3_600,
            TimeUnit::Day => 86_400,
            TimeUnit::Week => 604_800,
            TimeUnit::Month => 2_592_000,
            TimeUnit::Year => 31_536_000,
        };
        let exact = written.count.checked_mul(Decimal::from(seconds)).and_then(|exact| exact.round().to_i64());
        let length = exact.filter(|seconds| *seconds <= LONGEST_DURATION);
        if length.is_none() {
            self.report.push(
                Diagnostic::new(Code::TooLong, "this is longer than a hundred years", span, "too long")
                    .help("nobody waits that long: take a shorter time"),
            );
        }
        length.map(SignedDuration::from_secs)
    }

    /// A length of time in which something is to happen: there must be some.
    pub fn time_enough(&mut self, written: ast::Duration, span: Span) -> Option<SignedDuration> {
        let length = self.duration(written, span)?;
        if length.is_zero() {
            let words = self.sources.slice(span);
            let told = Diagnostic::new(Code::NoTimeAtAll, "nothing happens in no time at all", span, "no time")
                .help("say how long: seconds, minutes, hours, days");
            match with_some(words) {
                Some(mended) => self.report.push_mended(told, mended),
                None => self.report.push(told),
            }
            return None;
        }
        Some(length)
    }
}

/// The author's words with ten in the place of their nought.
fn with_some(words: &str) -> Option<String> {
    let is_figure = |c: char| c.is_numeric() || matches!(c, '.' | '．' | ':' | '：' | '-');
    let mut at = 0;
    while let Some(start) = words.get(at..)?.find(|c: char| c.is_numeric()).map(|found| at + found) {
        let rest = words.get(start..)?;
        let end = start + rest.find(|c: char| !is_figure(c)).unwrap_or(rest.len());
        let figure = words.get(start..end)?;
        let joined = words.get(..start)?.ends_with(|c: char| c == '-' || c.is_alphabetic() && c.is_ascii());
        if !joined && figure.chars().all(|c| matches!(c, '0' | '０' | '.' | '．')) {
            return Some(format!("{}10{}", words.get(..start)?, words.get(end..)?));
        }
        at = end;
    }
    None
}

/// The longest length of time a script may name, in seconds: a hundred years.
const LONGEST_DURATION: i64 = 100 * 31_536_000;

/// Memory's scope for a written one.
pub(super) fn scope_of(scope: ast::Scope) -> Scope {
    match scope {
        ast::Scope::Conversation => Scope::Conversation,
        ast::Scope::Order => Scope::Order,
        ast::Scope::Day => Scope::Day,
        ast::Scope::Customer => Scope::Customer,
    }
}

/// How a figure or a text is mended that stands where another type is needed: what to say, and what to write.
fn unit_help(
    expected: &Type,
    written: &ast::Expression,
    words: &str,
    keywords: Keywords,
) -> Option<(String, Option<String>)> {
    let write = |mended: String| (format!("write `{mended}`"), Some(mended));
    Some(match (expected, &written.value) {
        (Type::Percent, ExpressionKind::Number(_)) => write(format!("{words}%")),
        (Type::Money(_), ExpressionKind::Percent(_)) => {
            let share = wording::share(keywords, words);
            (format!("say what it is a share of, as in `{share}`"), Some(share))
        }
        (Type::Number(_), ExpressionKind::Percent(_)) => {
            (format!("say what it is a share of, as in `{}`", wording::share(keywords, words)), None)
        }
        (Type::Duration, ExpressionKind::Number(_)) => {
            let minutes = wording::minutes(keywords, words);
            (format!("say of what, as in `{minutes}`"), Some(minutes))
        }
        (Type::OneOf(choices), ExpressionKind::Text(text)) => {
            let named = text.plain().and_then(|text| super::types::choice(choices, &text.to_lowercase()));
            let help = format!("a choice is written without quotes: {}", super::types::names_of(choices));
            (help, named.map(|choice| choice.name.to_string()))
        }
        (Type::OneOf(choices), _) => (format!("the choices are {}", super::types::names_of(choices)), None),
        (Type::Text, ExpressionKind::Number(_)) => {
            ("words are written in quotes".to_owned(), Some(wording::quoted(keywords, words)))
        }
        _ => return None,
    })
}
