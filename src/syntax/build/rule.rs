//! Rules: triggers, ladders and plain bodies.

use super::super::ast::{Body, Carried, Expression, Occasion, OrderStage, Rule as WhenRule, Rung, Trigger};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Spanned;

impl Builder<'_> {
    /// `when …`
    pub(super) fn rule(&mut self, node: &Node, gathered: &mut Gathered) -> Option<WhenRule> {
        self.gather(node, gathered);
        let trigger = self.trigger(node.children.first()?)?;
        let mut rule = WhenRule { trigger, once: false, scope: None, condition: None, body: Body::Steps(Vec::new()) };
        let mut rungs = Vec::new();
        let mut otherwise = Vec::new();
        for child in &node.children {
            match child.rule {
                Rule::memory => {
                    rule.once = child.children.iter().any(|part| part.rule == Rule::once);
                    rule.scope = self.scope_in(child);
                }
                Rule::rule_condition => rule.condition = Some(self.expression(child.children.first()?)?),
                Rule::first_rung => rungs.push(self.rung(child, &mut rule.condition)?),
                Rule::then_rung if otherwise.is_empty() => rungs.push(self.rung(child, &mut None)?),
                Rule::then_rung | Rule::else_rung => otherwise.push(self.rung(child, &mut None)?),
                _ => {}
            }
        }
        let plain = rungs.len() == 1 && otherwise.is_empty();
        rule.body = match rungs.pop() {
            Some(only) if plain && only.condition.is_none() && only.name.is_none() && only.formerly.is_empty() => {
                Body::Steps(only.steps)
            }
            Some(only) if plain && rule.condition.is_none() && only.name.is_none() && only.formerly.is_empty() => {
                rule.condition = only.condition;
                Body::Steps(only.steps)
            }
            last => {
                rungs.extend(last);
                Body::Ladder { rungs, otherwise }
            }
        };
        Some(rule)
    }

    /// A rung. Where `otherwise` follows, its `if` (or, for the first rung, the rule's own) is a step's.
    fn rung(&mut self, node: &Node, outer: &mut Option<Expression>) -> Option<Rung> {
        let mut rung =
            Rung { condition: None, steps: Vec::new(), name: None, formerly: Vec::new(), span: self.span(node) };
        for child in &node.children {
            match child.rule {
                Rule::rung_condition => rung.condition = Some(self.expression(child.children.first()?)?),
                Rule::guarded => {
                    rung.steps = self.steps(child);
                    rung.span = self.span(node.children.first()?).to(self.span(child));
                }
                Rule::rung_name => rung.name = Some(self.name(child.children.first()?)),
                Rule::formerly => rung.formerly.extend(self.names_in(child)),
                _ => {}
            }
        }
        let is_tail = |child: &Node| matches!(child.rule, Rule::otherwise | Rule::otherwise_if);
        let from = node.children.iter().position(is_tail);
        if let Some(from) = from {
            let to = node.children.iter().rposition(is_tail).map_or(from, |at| at + 1);
            let tails = node.children.get(from..to)?;
            let Some(condition) = rung.condition.take().or_else(|| outer.take()) else {
                self.otherwise_without_if(tails.first()?);
                return Some(rung);
            };
            let span = condition.span.to(self.span(tails.last()?));
            rung.span = rung.span.to(span);
            let then = std::mem::take(&mut rung.steps);
            rung.steps = vec![self.choice_of_steps(condition, then, tails, span)];
        }
        Some(rung)
    }

    fn otherwise_without_if(&mut self, tail: &Node) {
        let (span, language) = (self.span(tail), super::super::keywords::table(self.language));
        let word = language.spelling("kw_otherwise");
        let message = format!("`{word}` without an `{}` before it", language.spelling("kw_if"));
        let resort = language.spelling("kw_else");
        let help = format!("a ladder's last resort is `{resort}`");
        let told = Diagnostic::new(Code::UnexpectedText, message, span, "nothing to choose from").help(help);
        let line = self.prepared.line_at(span.range().start).and_then(|line| {
            let keyword = language.keywords.iter().find(|keyword| keyword.rule == "kw_otherwise")?;
            let written = keyword.spellings.iter().find(|spelling| line.contains(spelling.as_str()))?;
            Some(line.replacen(written.as_str(), resort, 1))
        });
        self.diagnostics.push(match line {
            Some(line) => told.example(line),
            None => told,
        });
    }

    fn trigger(&mut self, node: &Node) -> Option<Trigger> {
        let mut trigger =
            Trigger { event: self.occasion(node.children.first()?)?, after: None, unless: None, span: self.span(node) };
        for child in node.children.iter().skip(1) {
            let duration = child.children.iter().find(|part| part.rule == Rule::duration)?;
            let duration = self.duration(duration)?;
            match child.children.iter().find(|part| part.rule == Rule::occasion) {
                Some(occasion) => trigger.unless = Some((self.occasion(occasion)?, duration)),
                None => trigger.after = Some(duration),
            }
        }
        Some(trigger)
    }

    fn occasion(&mut self, node: &Node) -> Option<Spanned<Occasion>> {
        let inner = node.children.first()?;
        let value = match inner.rule {
            Rule::first_message => Occasion::FirstMessage,
            Rule::nothing_understood => Occasion::NothingUnderstood,
            Rule::shop_asked => Occasion::ShopAsked,
            Rule::offer_accepted => Occasion::OfferAccepted,
            Rule::offer_declined => Occasion::OfferDeclined,
            Rule::cart_changed => Occasion::CartChanged,
            Rule::staff_joined => Occasion::StaffJoined,
            Rule::staff_left => Occasion::StaffLeft,
            Rule::message => Occasion::Message(inner.children.first().and_then(|with| carried(with.rule))),
            Rule::named_or_date => match inner.children.as_slice() {
                [name] => Occasion::Named(self.name(name)),
                [fact, at] => Occasion::DateAt { fact: self.name(fact), at: self.time(at) },
                _ => return None,
            },
            stage => Occasion::Order(order_stage(stage)?),
        };
        Some(self.spanned(node, value))
    }
}

fn carried(rule: Rule) -> Option<Carried> {
    Some(match rule {
        Rule::with_link => Carried::Link,
        Rule::with_file => Carried::File,
        Rule::with_photo => Carried::Photo,
        Rule::with_contact => Carried::Contact,
        Rule::with_secret => Carried::Secret,
        _ => return None,
    })
}

fn order_stage(rule: Rule) -> Option<OrderStage> {
    Some(match rule {
        Rule::order_placed => OrderStage::Placed,
        Rule::order_paid => OrderStage::Paid,
        Rule::order_shipped => OrderStage::Shipped,
        Rule::order_delayed => OrderStage::Delayed,
        Rule::order_delivered => OrderStage::Delivered,
        Rule::order_reviewed => OrderStage::Reviewed,
        Rule::order_returned => OrderStage::Returned,
        Rule::order_cancelled => OrderStage::Cancelled,
        _ => return None,
    })
}
