//! Facts, intents, kinds, offers, replies, events.

use super::super::ast::{
    EventDeclaration, Fact, Intent, Kind, Offer, OfferClause, PhraseKind, PhraseList, Reply, Scope,
};
use super::super::node::{Node, Rule};
use super::{Builder, Gathered};

impl Builder<'_> {
    /// `fact NAME: TYPE`
    pub(super) fn fact(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Fact> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let (mut keys, mut of, mut value, mut file) = (Vec::new(), None, None, None);
        for child in &node.children {
            match child.rule {
                Rule::fact_keys => keys.extend(self.names_in(child)),
                Rule::type_of => of = self.type_of(child),
                Rule::given | Rule::settled => value = child.children.first().and_then(|value| self.primary(value)),
                Rule::fact_file => file = child.children.first().map(|text| self.quoted(text)),
                _ => {}
            }
        }
        (of.is_some() || value.is_some()).then_some(Fact { names, keys, of, value, file })
    }

    /// `intent NAME "…":`
    pub(super) fn intent(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Intent> {
        self.gather(node, gathered);
        let about = std::mem::take(&mut gathered.about);
        let mut intent = Intent { names: self.names(node)?, description: None, also: false, lists: Vec::new(), about };
        for child in &node.children {
            let kind = match child.rule {
                Rule::text => {
                    intent.description = Some(self.quoted(child));
                    continue;
                }
                Rule::also => {
                    intent.also = true;
                    continue;
                }
                Rule::list_phrases => PhraseKind::Phrases,
                Rule::list_examples => PhraseKind::Examples,
                Rule::list_except => PhraseKind::Except,
                _ => continue,
            };
            let mut list = PhraseList { kind, language: None, phrases: Vec::new() };
            for entry in &child.children {
                if entry.rule == Rule::text {
                    list.phrases.push(self.phrase(entry));
                    continue;
                }
                let next = PhraseList { kind, language: Some(self.language(entry)), phrases: Vec::new() };
                let before = std::mem::replace(&mut list, next);
                intent.lists.extend(Some(before).filter(|list| !list.phrases.is_empty()));
            }
            intent.lists.push(list);
        }
        Some(intent)
    }

    /// `kind NAME: CONDITION`
    pub(super) fn kind(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Kind> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let condition = match node.children.iter().find(|child| child.rule == Rule::expression) {
            Some(condition) => Some(self.expression(condition)?),
            None => None,
        };
        Some(Kind { names, condition })
    }

    /// `offer NAME:`
    pub(super) fn offer(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Offer> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let mut clauses = Vec::new();
        for child in &node.children {
            let first = child.children.first();
            let clause = match child.rule {
                Rule::offer_waives => OfferClause::WaivesPostage,
                Rule::offer_words => OfferClause::WordsOnly,
                Rule::offer_takes => OfferClause::Takes {
                    amount: self.expression(first?)?,
                    next_order: child.children.iter().any(|part| part.rule == Rule::next_order),
                },
                Rule::offer_gives => OfferClause::Gives(self.translations(first?)?),
                Rule::offer_costs => OfferClause::Costs(self.expression(first?)?),
                Rule::offer_needs => OfferClause::Needs(self.expression(first?)?),
                Rule::offer_once => OfferClause::Once(self.scope_in(first?).unwrap_or(Scope::Conversation)),
                Rule::do_say => OfferClause::Say(self.speech(first?)?),
                _ => continue,
            };
            clauses.push(self.spanned(child, clause));
        }
        Some(Offer { names, about: std::mem::take(&mut gathered.about), clauses })
    }

    /// `reply NAME:`
    pub(super) fn reply(&mut self, node: &Node, gathered: &mut Gathered) -> Option<Reply> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let steps = node.children.iter().find(|child| child.rule == Rule::steps);
        let steps = steps.map(|steps| self.steps(steps)).unwrap_or_default();
        Some(Reply { names, about: std::mem::take(&mut gathered.about), steps })
    }

    /// `event NAME: FIELD TYPE, …`
    pub(super) fn event(&mut self, node: &Node, gathered: &mut Gathered) -> Option<EventDeclaration> {
        self.gather(node, gathered);
        let names = self.names(node)?;
        let mut fields = Vec::new();
        for field in node.children.iter().filter(|child| child.rule == Rule::event_field) {
            if let [name, of] = field.children.as_slice() {
                fields.push((self.name(name), self.type_of(of)?));
            }
        }
        Some(EventDeclaration { names, fields })
    }
}
