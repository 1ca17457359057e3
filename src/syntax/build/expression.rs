//! Expressions: the grammar gives a flat list of operands and operators, here each finds its place.

use super::super::ast::{Duration, Expression, ExpressionKind, FactReference, Operator, Scope};
use super::super::node::{DEEPEST_NESTING, Node, Rule};
use super::Builder;
use super::amount::time_unit;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;

/// How many operands one expression may have: longer ones would make a tree too deep to walk.
pub const MOST_OPERANDS: usize = 200;

/// How tightly an operator binds; `not` takes a whole comparison.
fn strength(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        Operator::Is
        | Operator::IsNot
        | Operator::Less
        | Operator::LessOrEqual
        | Operator::Greater
        | Operator::GreaterOrEqual
        | Operator::Before
        | Operator::After => COMPARISON,
        Operator::Plus | Operator::Minus => 4,
        Operator::Times | Operator::Divided | Operator::Of => 5,
    }
}

const COMPARISON: u8 = 3;

/// The operator a node stands for, and whether its sides are written the other way round.
fn operator(rule: Rule) -> Option<(Operator, bool)> {
    let operator = match rule {
        Rule::operator_or => Operator::Or,
        Rule::operator_and => Operator::And,
        Rule::operator_is => Operator::Is,
        Rule::operator_is_not => Operator::IsNot,
        Rule::operator_less => Operator::Less,
        Rule::operator_less_or_equal => Operator::LessOrEqual,
        Rule::operator_greater => Operator::Greater,
        Rule::operator_greater_or_equal => Operator::GreaterOrEqual,
        Rule::operator_before => Operator::Before,
        Rule::operator_after => Operator::After,
        Rule::operator_plus => Operator::Plus,
        Rule::operator_minus => Operator::Minus,
        Rule::operator_times => Operator::Times,
        Rule::operator_divided => Operator::Divided,
        Rule::operator_of => Operator::Of,
        Rule::operator_of_reversed => return Some((Operator::Of, true)),
        _ => return None,
    };
    Some((operator, false))
}

/// What is left of a flat list.
struct Rest<'n> {
    nodes: std::iter::Peekable<std::slice::Iter<'n, Node>>,
}

impl Builder<'_> {
    /// An `expression` or `arithmetic` node.
    pub fn expression(&mut self, node: &Node) -> Option<Expression> {
        if node.children.len() > 2 * MOST_OPERANDS {
            let message = format!("this expression has more than {MOST_OPERANDS} parts");
            self.diagnostics.push(Diagnostic::new(Code::TooDeep, message, self.span(node), "too long an expression"));
            return None;
        }
        let mut rest = Rest { nodes: node.children.iter().peekable() };
        self.climb(&mut rest, 0)
    }

    fn climb(&mut self, rest: &mut Rest<'_>, least: u8) -> Option<Expression> {
        let operand = rest.nodes.next()?;
        let left = self.operand(operand, rest)?;
        self.extend(left, rest, least)
    }

    /// Joins `left` with all that binds at least this tightly.
    fn extend(&mut self, mut left: Expression, rest: &mut Rest<'_>, least: u8) -> Option<Expression> {
        while let Some(&next) = rest.nodes.peek() {
            let between = next.rule == Rule::between;
            let (joined_by, reversed) = if between { (Operator::Is, false) } else { operator(next.rule)? };
            let strength = strength(joined_by);
            if strength < least {
                break;
            }
            rest.nodes.next();
            if between {
                let span = left.span.to(self.span(next));
                let (low, high) = (self.expression(next.children.first()?)?, self.expression(next.children.last()?)?);
                left = Box::new(Spanned { value: ExpressionKind::Between { value: left, low, high }, span });
            } else {
                let right = self.climb(rest, strength + 1)?;
                let span = left.span.to(right.span);
                let (left_side, right_side) = if reversed { (right, left) } else { (left, right) };
                let value = ExpressionKind::Binary { operator: joined_by, left: left_side, right: right_side };
                left = Box::new(Spanned { value, span });
            }
        }
        Some(left)
    }

    fn operand(&mut self, node: &Node, rest: &mut Rest<'_>) -> Option<Expression> {
        let negations = node.children.iter().take_while(|child| child.rule == Rule::negation).count();
        let primary = self.primary(node.children.get(negations)?)?;
        if negations == 0 {
            return Some(primary);
        }
        if negations > DEEPEST_NESTING {
            let label = "too many in a row";
            self.diagnostics.push(Diagnostic::new(Code::TooDeep, "too many negations", self.span(node), label));
            return None;
        }
        let mut inner = self.extend(primary, rest, COMPARISON)?;
        for negation in node.children.iter().take(negations).rev() {
            let span = self.span(negation).to(inner.span);
            inner = Box::new(Spanned { value: ExpressionKind::Not(inner), span });
        }
        Some(inner)
    }

    pub fn primary(&mut self, node: &Node) -> Option<Expression> {
        let span = self.span(node);
        let value = match node.rule {
            Rule::parenthesis => return self.expression(node.children.first()?),
            Rule::date => ExpressionKind::Date(self.date(node)),
            Rule::time => ExpressionKind::Time(self.time(node)),
            Rule::amount => self.amount(node)?,
            Rule::text => ExpressionKind::Text(self.quoted(node)),
            Rule::literal_yes => ExpressionKind::YesNo(true),
            Rule::literal_no => ExpressionKind::YesNo(false),
            Rule::name => ExpressionKind::Reference(FactReference { name: self.name(node), keys: Vec::new() }),
            Rule::reference => ExpressionKind::Reference(self.reference(node)?),
            Rule::promised => ExpressionKind::Promised(self.name(node.children.first()?)),
            Rule::customer_is => ExpressionKind::CustomerIs(self.name(node.children.first()?)),
            Rule::customer_is_not => {
                let is = ExpressionKind::CustomerIs(self.name(node.children.first()?));
                ExpressionKind::Not(Box::new(Spanned { value: is, span }))
            }
            Rule::customer_said => self.customer_said(node)?,
            _ => return None,
        };
        Some(Box::new(Spanned { value, span }))
    }

    fn amount(&mut self, node: &Node) -> Option<ExpressionKind> {
        let number = self.number(node.children.first()?);
        Some(match node.children.get(1).map(|unit| unit.rule) {
            None => ExpressionKind::Number(number),
            Some(Rule::percent) => ExpressionKind::Percent(number),
            Some(unit) => ExpressionKind::Duration(Duration { count: number, unit: time_unit(unit)? }),
        })
    }

    fn customer_said(&mut self, node: &Node) -> Option<ExpressionKind> {
        let mut said =
            ExpressionKind::CustomerSaid { intent: self.name(node.children.first()?), at_least: None, scope: None };
        for child in node.children.iter().skip(1) {
            let count =
                if child.rule == Rule::at_least_times { Some(self.count(child.children.first()?)) } else { None };
            if let ExpressionKind::CustomerSaid { at_least, scope, .. } = &mut said {
                *at_least = count.or(*at_least);
                *scope = self.scope_in(child).or(*scope);
            }
        }
        Some(said)
    }

    /// The scope among a node's children.
    pub fn scope_in(&self, node: &Node) -> Option<Scope> {
        node.children.iter().find_map(|child| match child.rule {
            Rule::scope_conversation => Some(Scope::Conversation),
            Rule::scope_order => Some(Scope::Order),
            Rule::scope_customer => Some(Scope::Customer),
            Rule::scope_day => Some(Scope::Day),
            Rule::per => self.scope_in(child),
            _ => None,
        })
    }

    /// A fact with the keys it is looked up by.
    pub fn reference(&mut self, node: &Node) -> Option<FactReference> {
        let name = self.name(node.children.first()?);
        let keys = node.children.iter().skip(1).filter_map(|key| self.primary(key.children.first()?)).collect();
        Some(FactReference { name, keys })
    }
}
