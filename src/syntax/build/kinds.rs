//! Types of facts, slots and answers.

use super::super::ast::{Choice, Range, Type};
use super::super::node::{Node, Rule};
use super::Builder;
use crate::source::Spanned;

impl Builder<'_> {
    /// A `type_of` node.
    pub fn type_of(&mut self, node: &Node) -> Option<Spanned<Type>> {
        let inner = node.children.first()?;
        let range = inner.children.first();
        let value = match inner.rule {
            Rule::type_yes_no => Type::YesNo,
            Rule::type_number => Type::Number(range.and_then(|range| self.range(range))),
            Rule::type_money => Type::Money(range.and_then(|range| self.range(range))),
            Rule::type_percent => Type::Percent,
            Rule::type_text => Type::Text,
            Rule::type_date => Type::Date,
            Rule::type_time => Type::Time,
            Rule::type_moment => Type::Moment,
            Rule::type_duration => Type::Duration,
            Rule::type_product => Type::Product,
            Rule::type_one_of => Type::OneOf(inner.children.iter().filter_map(|node| self.choice(node)).collect()),
            Rule::type_list => Type::ListOf(Box::new(self.type_of(inner.children.first()?)?)),
            _ => return None,
        };
        Some(self.spanned(node, value))
    }

    fn range(&mut self, node: &Node) -> Option<Range> {
        match node.children.as_slice() {
            [from, to] => Some(Range { from: self.number(from), to: self.number(to) }),
            _ => None,
        }
    }

    fn choice(&mut self, node: &Node) -> Option<Choice> {
        let name = self.name(node.children.first()?);
        let synonyms = self.texts_in(node);
        let others = node.children.iter().filter_map(|child| self.other_name(child)).collect();
        Some(Choice { name, synonyms, others })
    }
}
