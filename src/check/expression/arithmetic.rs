//! Sums and shares: money stays money, percentages are of something.

use super::Typed;
use super::comparison::is_figure;
use crate::check::checker::{Checker, Place};
use crate::program::{Expression, Operation, Type};
use crate::source::Span;
use crate::syntax::ast::{self, Operator};

impl Checker<'_> {
    pub(super) fn arithmetic(
        &mut self,
        operator: Operator,
        left: &ast::Expression,
        right: &ast::Expression,
        span: Span,
        expected: Option<&Type>,
        place: &Place,
    ) -> Option<Typed> {
        let expected = expected.filter(|of| matches!(of, Type::Money(_) | Type::Number(_)));
        let (first, second) = match operator {
            Operator::Plus | Operator::Minus => self.both(operator, left, right, expected, place)?,
            Operator::Of => {
                let (first, second) =
                    (self.expression(left, Some(&Type::Percent), place), self.expression(right, expected, place));
                (first?, second?)
            }
            _ => {
                // Of two plain figures where money is needed, the first is the money.
                let wanted = expected.filter(|_| is_figure(left) && is_figure(right));
                let (first, second) = (self.expression(left, wanted, place), self.expression(right, None, place));
                (first?, second?)
            }
        };
        let Some((operation, of, swapped)) = outcome(operator, &first.of, &second.of) else {
            let done = match operator {
                Operator::Plus => "added",
                Operator::Minus => "taken from one another",
                Operator::Times => "multiplied",
                Operator::Divided => "divided",
                _ => "joined by `of`",
            };
            self.cannot_be(done, (left, &first.of), (right, &second.of), span);
            return None;
        };
        let (first, second) = (Box::new(first.expression), Box::new(second.expression));
        let (first, second) = if swapped { (second, first) } else { (first, second) };
        Typed::new(Expression::Operate(operation, first, second), of)
    }
}

/// What comes of two types, and whether the sides change places.
fn outcome(operator: Operator, first: &Type, second: &Type) -> Option<(Operation, Type, bool)> {
    use Type::{Date, Duration, Moment, Money, Number, Percent, Time};
    let plain = |operation, of| Some((operation, of, false));
    match (operator, first, second) {
        (Operator::Plus, Number(_), Number(_)) => plain(Operation::Plus, Number(None)),
        (Operator::Plus, Money(_), Money(_)) => plain(Operation::Plus, Money(None)),
        (Operator::Plus, Percent, Percent) => plain(Operation::Plus, Percent),
        (Operator::Plus, Number(_), Percent) => plain(Operation::PlusPercent, Number(None)),
        (Operator::Plus, Money(_), Percent) => plain(Operation::PlusPercent, Money(None)),
        (Operator::Plus, Duration | Date | Time | Moment, Duration) => plain(Operation::Plus, first.clone()),
        (Operator::Plus, Duration, Date | Time | Moment) => Some((Operation::Plus, second.clone(), true)),
        (Operator::Minus, Number(_), Number(_)) => plain(Operation::Minus, Number(None)),
        (Operator::Minus, Money(_), Money(_)) => plain(Operation::Minus, Money(None)),
        (Operator::Minus, Percent, Percent) => plain(Operation::Minus, Percent),
        (Operator::Minus, Number(_), Percent) => plain(Operation::MinusPercent, Number(None)),
        (Operator::Minus, Money(_), Percent) => plain(Operation::MinusPercent, Money(None)),
        (Operator::Minus, Duration | Date | Time | Moment, Duration) => plain(Operation::Minus, first.clone()),
        (Operator::Minus, Date, Date) | (Operator::Minus, Time, Time) | (Operator::Minus, Moment, Moment) => {
            plain(Operation::Minus, Duration)
        }
        (Operator::Times, Number(_), Number(_)) => plain(Operation::Times, Number(None)),
        (Operator::Times, Number(_), Money(_) | Duration | Percent) => Some((Operation::Times, second.clone(), true)),
        (Operator::Times, Money(_) | Duration | Percent, Number(_)) => plain(Operation::Times, first.clone()),
        (Operator::Divided, Number(_), Number(_)) | (Operator::Divided, Money(_), Money(_)) => {
            plain(Operation::Divided, Number(None))
        }
        (Operator::Divided, Duration, Duration) => plain(Operation::Divided, Number(None)),
        (Operator::Divided, Money(_) | Duration | Percent, Number(_)) => plain(Operation::Divided, first.clone()),
        (Operator::Of, Percent, Number(_)) => plain(Operation::PercentOf, Number(None)),
        (Operator::Of, Percent, Money(_)) => plain(Operation::PercentOf, Money(None)),
        _ => None,
    }
}
