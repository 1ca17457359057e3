//! Bare names in expressions: choices, slots, facts, kinds.

use std::sync::Arc;

use super::Typed;
use crate::check::checker::{Checker, Place, Unknown};
use crate::check::names::DeedId;
use crate::check::types::{choice, names_of};
use crate::check::wording;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::number_in_words;
use crate::program::{Clock, Expression, FactId, QuestionId, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{ExpressionKind, FactReference, Name};
use crate::syntax::{Wording, percent_in_words};

/// `{dear}` and its like: how the shop calls customers.
pub(in crate::check) const ADDRESS: [&str; 3] = ["dear", "称呼", "trato"];

/// What stands before a column's name in `show products where price < …`, in the three languages of std/facts.
const PRODUCT: [&str; 3] = ["product", "商品", "producto"];

impl Checker<'_> {
    /// Whether a bare name is something in itself, and not only a choice of its neighbour's type.
    pub(super) fn is_known(&self, name: &Name, place: &Place) -> bool {
        let key = name.key();
        ADDRESS.contains(&key.as_str())
            || local(place, &key).is_some()
            || self.names.facts.contains_key(&key)
            || self.names.kinds.contains_key(&key)
            || self.question_called(&key).is_some()
            || place.columns && self.column(&key).is_some()
    }

    pub(super) fn reference(
        &mut self,
        reference: &FactReference,
        span: Span,
        expected: Option<&Type>,
        place: &Place,
    ) -> Option<Typed> {
        let FactReference { name, keys } = reference;
        let key = name.key();
        if keys.is_empty() {
            if let Some(Type::OneOf(choices)) = expected
                && let Some(chosen) = choice(choices, &key)
            {
                return Typed::constant(Value::Choice(chosen.name.clone()), Type::OneOf(choices.clone()));
            }
            if let Some((name, of)) = local(place, &key) {
                // A slot with a question's name answers the question, so its name is the answer, however it came.
                if let Some(id) = self.answered_by_slot(name, of) {
                    self.uses.questions.insert(id);
                    let of = self.questions.get(id.index())?.of.clone();
                    return Typed::new(Expression::Answer(id), of);
                }
                return Typed::new(Expression::Slot(name.clone()), of.clone());
            }
            if ADDRESS.contains(&key.as_str()) {
                return Typed::new(Expression::Address, Type::Text);
            }
        }
        if place.columns
            && keys.is_empty()
            && let Some(column) = self.column(&key)
        {
            self.uses.facts.insert(column);
            let of = self.facts.get(column.index())?.of.clone();
            return Typed::new(Expression::Column(column), of);
        }
        if let Some(fact) = self.names.facts.get(&key).map(|(id, _)| *id) {
            return self.fact(fact, reference, span, place);
        }
        if keys.is_empty() && self.names.kinds.contains_key(&key) {
            let kind = self.kind_named(name, place)?;
            return Typed::new(Expression::CustomerIs(kind), Type::YesNo);
        }
        if keys.is_empty()
            && let Some(id) = self.question_called(&key)
        {
            self.uses.questions.insert(id);
            let of = self.questions.get(id.index())?.of.clone();
            return Typed::new(Expression::Answer(id), of);
        }
        self.unknown_value(name, expected, place);
        for key in keys {
            if !matches!(&key.value, ExpressionKind::Reference(_)) {
                self.expression(key, None, place);
            }
        }
        None
    }

    /// The question of a name, which stands for its answer.
    fn question_called(&self, key: &str) -> Option<QuestionId> {
        match self.names.deeds.get(key) {
            Some((DeedId::Question(id), _)) => Some(*id),
            _ => None,
        }
    }

    /// The question that a slot of this name and type answers.
    fn answered_by_slot(&self, name: &str, of: &Type) -> Option<QuestionId> {
        let id = self.question_called(&name.to_lowercase())?;
        self.questions.get(id.index()).is_some_and(|question| super::fits(of, &question.of)).then_some(id)
    }

    /// What is known where a slot is: the slot, and the answer that it is.
    pub(in crate::check) fn known_by_slot(&self, name: &Arc<str>, of: &Type) -> Vec<Expression> {
        let answer = self.answered_by_slot(name, of).filter(|id| self.takes_every(*id, of)).map(Expression::Answer);
        std::iter::once(Expression::Slot(name.clone())).chain(answer).collect()
    }

    /// Whether every value of a slot's type answers a question: a number beyond its ends does not.
    fn takes_every(&self, id: QuestionId, of: &Type) -> bool {
        let Some(question) = self.questions.get(id.index()) else { return false };
        let kept_by = question.remembers.iter().filter_map(|id| self.facts.get(id.index())).map(|fact| &fact.of);
        !self.takes_few.contains(&id) && kept_by.chain([&question.of]).all(|ends| lies_within(of, ends))
    }

    /// A fact by name; what it is looked up by is checked too.
    fn fact(&mut self, id: FactId, reference: &FactReference, span: Span, place: &Place) -> Option<Typed> {
        self.uses.facts.insert(id);
        let fact = self.facts.get(id.index())?;
        let (of, wanted, name) = (fact.of.clone(), fact.keys.clone(), fact.name.clone());
        if let Some(special) = self.special(id) {
            return Typed::new(special, of);
        }
        if wanted.len() != reference.keys.len() {
            self.wrong_keys(&name, &wanted, reference, span, place);
            return None;
        }
        let keys: Vec<Option<Expression>> =
            reference.keys.iter().zip(&wanted).map(|(key, of)| self.fact_key(key, of, &name, place)).collect();
        let keys = keys.into_iter().collect::<Option<Vec<Expression>>>()?;
        Typed::new(Expression::Fact(id, keys), of)
    }

    /// One of what a fact is looked up by. A bare name no fact has may be any choice declared: `stock for product, L`.
    fn fact_key(
        &mut self,
        written: &crate::syntax::ast::Expression,
        of: &Type,
        fact: &str,
        place: &Place,
    ) -> Option<Expression> {
        if let (Type::Text, ExpressionKind::Reference(reference)) = (of, &written.value)
            && reference.keys.is_empty()
            && !self.is_known(&reference.name, place)
        {
            let key = reference.name.key();
            let found = self.facts.iter().find_map(|fact| match &fact.of {
                Type::OneOf(choices) => choice(choices, &key).map(|choice| choice.name.clone()),
                _ => None,
            });
            if let Some(name) = found {
                return Some(Expression::Constant(Value::Text(name)));
            }
        }
        let typed = self.expression(written, Some(of), place)?;
        match (&typed.of, of) {
            (Type::OneOf(_), Type::Text) => Some(typed.expression),
            (found, of) if super::fits(found, of) => Some(typed.expression),
            (found, of) => {
                self.wrong_type(written, found, of, &format!("what `{fact}` is looked up by here"));
                None
            }
        }
    }

    fn wrong_keys(&mut self, name: &Arc<str>, wanted: &[Type], reference: &FactReference, span: Span, place: &Place) {
        let given = reference.keys.len();
        let diagnostic = if wanted.is_empty() {
            Diagnostic::new(
                Code::WrongKeys,
                format!("`{name}` is one value, not a list to look things up in"),
                span,
                "looked up",
            )
            .help(format!("write `{}` alone", reference.name.text))
        } else {
            let named = match given {
                0 => "none is named".to_owned(),
                1 => "one is named".to_owned(),
                more => format!("{more} are named"),
            };
            let message = format!("`{name}` is looked up by {}, but {named} here", counted(wanted.len(), "thing"));
            Diagnostic::new(Code::WrongKeys, message, span, "which one?")
                .help("say which one is meant")
                .example(wording::looked_up(place.keywords, &reference.name.text, wanted))
        };
        self.report.push(diagnostic);
    }

    /// Facts that the clock, the memory of promises or the shop's settings give.
    fn special(&self, id: FactId) -> Option<Expression> {
        let fact = self.facts.get(id.index())?;
        if !self.standard.contains(&id) {
            return None;
        }
        match fact.name.as_ref() {
            "now" => Some(Expression::Clock(Clock::Now)),
            "today" => Some(Expression::Clock(Clock::Today)),
            "shop.is-open" => Some(Expression::Clock(Clock::ShopIsOpen)),
            "shop.opens-next" => Some(Expression::Clock(Clock::ShopOpensNext)),
            "promised" => Some(Expression::PromisedNames),
            "order.dispatch-day" => Some(Expression::Clock(Clock::OrderDispatchDay)),
            "shop.persona" => self.shop.persona.clone().map(|name| Expression::Constant(Value::Text(name))),
            _ => None,
        }
    }

    /// The product's fact a column's name stands for; `product` alone is the product that is looked at.
    pub(in crate::check) fn column(&self, key: &str) -> Option<FactId> {
        if PRODUCT.contains(&key) {
            return self.names.facts.get(key).map(|(id, _)| *id);
        }
        let find = |product: &&str| self.names.facts.get(&format!("{product}.{key}")).map(|(id, _)| *id);
        PRODUCT.iter().find_map(find)
    }

    fn unknown_value(&mut self, name: &Name, expected: Option<&Type>, place: &Place) {
        let key = name.key();
        if let Some(Type::OneOf(choices)) = expected
            && !key.contains('.')
        {
            if !self.report.is_first("choice", &format!("{key} of {}", names_of(choices))) {
                return;
            }
            let message = format!("`{}` is not one of {}", name.text, names_of(choices));
            let diagnostic = Diagnostic::new(Code::UnknownChoice, message, name.span, "not among the choices");
            let near = did_you_mean(&name.text, choices.iter().map(|choice| choice.name.as_ref()));
            self.report.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help("take one of these, or add it where the choices are declared"),
            });
            return;
        }
        let has = |slots: &[(Arc<str>, Type)]| slots.iter().any(|(slot, _)| slot.to_lowercase() == key);
        // A slot of a trigger that could not be made out is no mistake of its own.
        if place.without_slots && self.events.iter().any(|event| has(&event.fields)) {
            return;
        }
        if let Some(owner) = self.intents.iter().find(|intent| has(&intent.slots)).map(|intent| intent.name.clone()) {
            if place.without_slots {
                return;
            }
            if self.report.is_first("slot", &format!("{key} at {}", name.span.start)) {
                let message = format!("`{}` is known only where a message for `{owner}` brought it", name.text);
                self.report.push(
                    Diagnostic::new(Code::SlotOutsideRule, message, name.span, "not known here")
                        .help(format!("use it in a rule for `{owner}`, or let that rule remember it as a fact")),
                );
            }
            return;
        }
        if matches!(expected, None | Some(Type::Number(_) | Type::Money(_)))
            && let Some(figure) = number_in_words(without_currency(&name.text))
        {
            if self.report.is_first("number", &format!("{key} at {}", name.span.start)) {
                let message = format!("`{}` is a number in words", name.text);
                let told = Diagnostic::new(Code::NotANumber, message, name.span, "numbers are written in figures")
                    .help(format!("write `{figure}`"));
                self.report.push_mended(told, figure.to_string());
            }
            return;
        }
        if let Some(percent) = percent_in_words(&name.text) {
            if self.report.is_first("number", &format!("{key} at {}", name.span.start)) {
                let plain = match expected {
                    Some(Type::Money(_)) => wording::share(place.keywords, &format!("{percent}%")),
                    _ => format!("{percent}%"),
                };
                let message = format!("`{}` is a percentage in words", name.text);
                let told = Diagnostic::new(Code::NotANumber, message, name.span, "percentages are written in figures")
                    .help(format!("write `{plain}`"));
                self.report.push_mended(told, plain);
            }
            return;
        }
        if self.title_in_text(name) || self.compared_in_one_word(name) {
            return;
        }
        let near = |checker: &Checker<'_>| {
            let mut near: Vec<String> = place.locals.iter().map(|(name, _)| name.to_string()).collect();
            near.extend(checker.spelled(checker.names.deeds.values().filter_map(|(deed, span)| match deed {
                DeedId::Question(_) => Some(*span),
                _ => None,
            })));
            near.extend(ADDRESS.iter().map(|word| (*word).to_owned()));
            near.extend(checker.spelled(checker.names.facts.values().map(|(_, span)| *span)));
            near.extend(checker.spelled(checker.names.kinds.values().map(|(_, span)| *span)));
            near
        };
        let (help, example) = match expected {
            Some(Type::YesNo) => {
                let help = "what is yes or no is compared with `yes` or `no`, or stands alone; anything else is declared as a fact";
                (help.to_owned(), Some(wording::fact(place.keywords, &name.text, expected)))
            }
            Some(Type::Text) => (format!("if these are words, put them in quotes: \"{}\"", name.text), None),
            of => {
                let help = if place.without_slots && !key.contains('.') {
                    "neither a fact nor a phrase's slot is called so; each is declared before it is used"
                } else {
                    "a fact is declared before it is used"
                };
                // What a text says are words, where nothing tells otherwise.
                let said = self.braces_around(name.span).map(|_| &Type::Text);
                (help.to_owned(), Some(wording::fact(place.keywords, &name.text, of.or(said))))
            }
        };
        let mut meant = self.meant(&key, expected, place);
        if meant.is_none() && !place.library && self.nearest(&name.text, &near).is_none() {
            meant = self.ending_in(&key, expected, place);
        }
        self.unknown_name(Unknown { code: Code::UnknownFact, sort: "fact", name, near: &near, meant, help, example });
        if expected == Some(&Type::Text) {
            self.report.mend(name.span, Wording::new(place.keywords).text(&name.text));
        }
    }

    /// Names as their declarations spell them.
    pub(in crate::check) fn spelled(&self, spans: impl Iterator<Item = Span>) -> Vec<String> {
        spans.map(|span| self.report.as_read(span).trim_matches(['「', '」']).to_owned()).collect()
    }
}

fn local<'p>(place: &'p Place, key: &str) -> Option<&'p (Arc<str>, Type)> {
    place.locals.iter().find(|(name, _)| name.to_lowercase() == key)
}

/// `十块` without what it is counted in.
fn without_currency(words: &str) -> &str {
    ["块钱", "块", "元", "圆"].iter().find_map(|money| words.strip_suffix(money)).unwrap_or(words)
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("one {thing}") } else { format!("{count} {thing}s") }
}

/// Whether every figure of one type lies between the ends of another.
fn lies_within(of: &Type, ends: &Type) -> bool {
    match (of, ends) {
        (Type::Number(of), Type::Number(Some((low, high)))) | (Type::Money(of), Type::Money(Some((low, high)))) => {
            of.is_some_and(|(from, to)| *low <= from && to <= *high)
        }
        _ => true,
    }
}
