//! Simulated customers: names, chances, and what their facts may be.
//!
//! Those of the library are for any shop: what a shop does not have, they do not say.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::checker::{Checker, Place};
use super::facts::others;
use super::types::{choice, in_words};
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Aside, Customer, Datum, Drawn, FactId, Hours, IntentId, Price, Reaction, Type};
use crate::source::{Span, Spanned};
use crate::syntax::Wording;
use crate::syntax::ast::{self, CustomerClause, DeclarationKind, DrawnChoice, Name, Outcome};

const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// How often something is said where the script does not say.
const OFTEN: u32 = u32::MAX;

/// A value that is not settled while a script is read.
struct KnownLater;

impl Checker<'_> {
    pub fn all_customers(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Customer(written) = &declaration.kind else { continue };
            let place = Place::of(file);
            let mut customer = Customer {
                name: written.names.name.text.clone(),
                others: others(&written.names),
                opens: Vec::new(),
                lacks: Vec::new(),
                after: Vec::new(),
                insists: Vec::new(),
                besides: Vec::new(),
                has: Vec::new(),
                price: None,
                comes: None,
                forgets_to_pay: 0.0,
                pays_reminded: 0.0,
                returns: 0.0,
                mistypes: None,
                span: declaration.span,
            };
            let mut seen: Vec<(String, Span)> = Vec::new();
            for clause in &written.clauses {
                self.customer_clause(clause, &mut customer, &mut seen, &place);
            }
            let opens = written.clauses.iter().any(|clause| matches!(clause.value, CustomerClause::OpensWith(_)));
            if !opens {
                self.never_begins(&written.names.name, &written.clauses, &place);
            }
            self.customers.push(customer);
        }
    }

    fn customer_clause(
        &mut self,
        clause: &Spanned<CustomerClause>,
        customer: &mut Customer,
        seen: &mut Vec<(String, Span)>,
        place: &Place,
    ) {
        let sound = self.chances(clause, place) & self.is_first_line(clause, seen);
        if !sound {
            return;
        }
        match &clause.value {
            CustomerClause::OpensWith(names) => {
                for name in names {
                    match self.said(name, place) {
                        Some(intent) => customer.opens.push(intent),
                        None => customer.lacks.push(name.text.clone()),
                    }
                }
            }
            CustomerClause::After { offer, outcomes } => {
                let known = !place.library || self.names.deeds.contains_key(&offer.key());
                let Some(offer) = known.then(|| self.offer_named(offer, place)).flatten() else { return };
                let of = |wanted| {
                    let shares = outcomes.iter().filter(|(outcome, _)| *outcome == wanted);
                    chance(shares.map(|(_, share)| *share).sum())
                };
                customer.after.push(Reaction {
                    offer,
                    accepts: of(Outcome::Accepts),
                    declines: of(Outcome::Declines),
                    leaves: of(Outcome::Leaves),
                });
            }
            CustomerClause::Says { intent, chance: share, at_most } => {
                let Some(intent) = self.said(intent, place) else { return };
                let at_most = at_most.unwrap_or(OFTEN);
                match share {
                    Some(share) => customer.besides.push(Aside { intent, chance: chance(*share), at_most }),
                    None => customer.insists.push((intent, at_most)),
                }
            }
            CustomerClause::Has { fact, drawn } => {
                if let Some(known) = self.drawn(fact, drawn, clause, place) {
                    customer.has.push(known);
                }
            }
            CustomerClause::PaysAtMost { from, to, around, of } => {
                let to = to.unwrap_or(*from);
                if !self.is_in_order(*from, to, *around, clause, place) {
                    return;
                }
                let Some((fact, found)) = self.plain_fact(of, place) else { return };
                match found {
                    Type::Money(_) => customer.price = Some(Price { from: *from, to, around: *around, of: fact }),
                    found => self.no_money(of, &found, clause, place),
                }
            }
            CustomerClause::Comes { from, to, around } => {
                if self.is_in_order(*from, *to, *around, clause, place) {
                    customer.comes = Some(Hours { from: *from, to: *to, around: *around });
                }
            }
            CustomerClause::ForgetsToPay(share) => customer.forgets_to_pay = chance(*share),
            CustomerClause::PaysReminded(share) => customer.pays_reminded = chance(*share),
            CustomerClause::Returns(share) => customer.returns = chance(*share),
            CustomerClause::Mistypes(share) => customer.mistypes = Some(chance(*share)),
        }
    }

    /// An intent; what the library's customers say counts only where the shop understands it.
    fn said(&mut self, name: &Name, place: &Place) -> Option<IntentId> {
        if place.library && !self.names.occasions.contains_key(&name.key()) {
            return None;
        }
        self.intent_named(name, place)
    }

    /// A fact that is looked up by nothing; the library's customers know of those that the shop has.
    fn plain_fact(&mut self, name: &Name, place: &Place) -> Option<(FactId, Type)> {
        if place.library && !self.names.facts.contains_key(&name.key()) {
            return None;
        }
        let (fact, _, of) = self.kept_fact(&ast::FactReference { name: name.clone(), keys: Vec::new() }, place)?;
        Some((fact, of))
    }

    /// Whether the line stands first of its sort, for the same thing; told where it does not.
    fn is_first_line(&mut self, clause: &Spanned<CustomerClause>, seen: &mut Vec<(String, Span)>) -> bool {
        let sort = match &clause.value {
            CustomerClause::OpensWith(_) => return true,
            CustomerClause::After { offer, .. } => format!("after {}", offer.key()),
            CustomerClause::Says { intent, .. } => format!("says {}", intent.key()),
            CustomerClause::Has { fact, .. } => format!("has {}", fact.key()),
            other => format!("{:?}", std::mem::discriminant(other)),
        };
        if let Some((_, first)) = seen.iter().find(|(other, _)| *other == sort) {
            let message = "this line stands twice in the customer";
            self.report.push(
                Diagnostic::new(Code::SaidTwice, message, clause.span, "again here")
                    .related(*first, "first here")
                    .help("take one of the two out"),
            );
            return false;
        }
        seen.push((sort, clause.span));
        true
    }

    /// Whether the chances of a line lie between nothing and all, and come to no more than all together.
    fn chances(&mut self, clause: &Spanned<CustomerClause>, place: &Place) -> bool {
        let mut mended = clause.value.clone();
        let shares = shares(&mut mended);
        let single = shares.iter().find(|share| share.is_sign_negative() || ***share > WHOLE).map(|share| **share);
        let sum: Decimal = shares.iter().map(|share| **share).sum();
        let (message, label) = match single {
            Some(share) => (format!("a chance lies between 0% and 100%, and this is {share}%"), "no such chance"),
            None if sum > WHOLE => {
                (format!("these chances come to {sum}% together"), "of 100 customers only 100 can do something")
            }
            None => return true,
        };
        let mut left = WHOLE;
        for share in shares {
            *share = (*share).max(Decimal::ZERO).min(left);
            left -= *share;
        }
        let help = "write what so many of 100 do; what is left over is silence";
        let example = Wording::new(place.keywords).customer_clause(&mended);
        self.report
            .push(Diagnostic::new(Code::ImpossibleChance, message, clause.span, label).help(help).example(example));
        false
    }

    fn never_begins(&mut self, name: &Name, clauses: &[Spanned<CustomerClause>], place: &Place) {
        let said = clauses.iter().find_map(|clause| match &clause.value {
            CustomerClause::Says { intent, .. } => Some(intent.text.clone()),
            _ => None,
        });
        let known = said.or_else(|| self.intents.last().map(|intent| intent.name.clone()));
        let message = format!("`{}` never begins a conversation", name.text);
        let told = Diagnostic::new(Code::CustomerNeverBegins, message, name.span, "writes nothing")
            .help("say which intent the first message has");
        let wording = Wording::new(place.keywords);
        self.report.push(match known {
            Some(intent) => told.example(wording.line("opens_with {name}", &[("name", &wording.name(&intent))])),
            None => told,
        });
    }

    /// Whether the ends of a range stand in order, with what is most usual between them.
    fn is_in_order<T: PartialOrd + Copy>(
        &mut self,
        from: T,
        to: T,
        around: Option<T>,
        clause: &Spanned<CustomerClause>,
        place: &Place,
    ) -> bool {
        let inside = around.is_none_or(|around| from <= around && around <= to);
        if from <= to && inside {
            return true;
        }
        let (message, label) = if from > to {
            ("the first end of this range is the larger one", "ends in the wrong order")
        } else {
            ("what is most usual lies outside the range", "not between the two ends")
        };
        let mut mended = clause.value.clone();
        match &mut mended {
            CustomerClause::Has { drawn: ast::Drawn::Range { from, to, around }, .. } => {
                (*from, *to, *around) = ordered(*from, *to, *around);
            }
            CustomerClause::PaysAtMost { from, to: Some(to), around, .. } => {
                (*from, *to, *around) = ordered(*from, *to, *around);
            }
            CustomerClause::PaysAtMost { around, .. } => *around = None,
            CustomerClause::Comes { from, to, around } => (*from, *to, *around) = ordered(*from, *to, *around),
            _ => {}
        }
        self.report.push(
            Diagnostic::new(Code::RangeBackwards, message, clause.span, label)
                .help("write the lower end first, and between the two what is most usual")
                .example(Wording::new(place.keywords).customer_clause(&mended)),
        );
        false
    }

    fn no_money(&mut self, of: &Name, found: &Type, clause: &Spanned<CustomerClause>, place: &Place) {
        let message = format!("a price is a share of money, but `{}` is {}", of.text, in_words(found));
        let mut mended = clause.value.clone();
        if let CustomerClause::PaysAtMost { of, .. } = &mut mended {
            of.text = super::wording::cart_total(place.keywords).into();
        }
        self.report.push(
            Diagnostic::new(Code::WrongType, message, of.span, format!("this is {}", in_words(found)))
                .help("name what the customer would have to pay")
                .example(Wording::new(place.keywords).customer_clause(&mended)),
        );
    }

    fn drawn(
        &mut self,
        fact: &Name,
        drawn: &ast::Drawn,
        clause: &Spanned<CustomerClause>,
        place: &Place,
    ) -> Option<(FactId, Drawn)> {
        let (id, of) = self.plain_fact(fact, place)?;
        let known = match (drawn, &of) {
            (ast::Drawn::Range { from, to, around }, Type::Number(_) | Type::Money(_) | Type::Percent) => {
                if !self.is_in_order(*from, *to, *around, clause, place) {
                    return None;
                }
                let written = [Some(*from), Some(*to), *around].into_iter().flatten().map(|end| end.scale()).max();
                let digits = match &of {
                    Type::Money(_) => self.shop.money.digits.max(written.unwrap_or(0)).min(2),
                    _ => written.unwrap_or(0),
                };
                Drawn::Figure { from: *from, to: *to, around: *around, digits }
            }
            (ast::Drawn::Yes(share), Type::YesNo) => {
                let yes = chance(*share);
                Drawn::OneOf(vec![(Datum::YesNo(true), yes), (Datum::YesNo(false), 1.0 - yes)])
            }
            (ast::Drawn::Choices(written), Type::OneOf(_) | Type::Text | Type::Product) => {
                let mut choices = Vec::new();
                for (value, share) in written {
                    let Ok(datum) = self.value_drawn(value, &of, place) else {
                        self.cannot_be_drawn(fact, &of, clause, place);
                        return None;
                    };
                    choices.push((datum?, chance(*share)));
                }
                Drawn::OneOf(choices)
            }
            _ => {
                self.cannot_be_drawn(fact, &of, clause, place);
                return None;
            }
        };
        Some((id, known))
    }

    /// A value as it is drawn; nothing where its mistake was told.
    ///
    /// # Errors
    /// A value that is right, but stands for something that only a conversation knows: nothing was told of it yet.
    fn value_drawn(&mut self, value: &DrawnChoice, of: &Type, place: &Place) -> Result<Option<Datum>, KnownLater> {
        let (written, span) = match (value, of) {
            (DrawnChoice::Text(text), Type::Text | Type::Product) => {
                return Ok(self.plain(text, "a value").map(|text| Datum::Text(text.to_string())));
            }
            (DrawnChoice::Named(name), Type::OneOf(choices)) if choice(choices, &name.key()).is_some() => {
                return Ok(choice(choices, &name.key()).map(|choice| Datum::Text(choice.name.to_string())));
            }
            (DrawnChoice::Named(name), _) => {
                let reference = ast::FactReference { name: name.clone(), keys: Vec::new() };
                (ast::ExpressionKind::Reference(reference), name.span)
            }
            (DrawnChoice::Text(text), _) => (ast::ExpressionKind::Text(text.clone()), text.span),
        };
        match self.value(&Box::new(Spanned { value: written, span }), of, "what is drawn", place) {
            Some(_) => Err(KnownLater),
            None => Ok(None),
        }
    }

    /// Another sort of line suits the fact: it is shown.
    fn cannot_be_drawn(&mut self, fact: &Name, of: &Type, clause: &Spanned<CustomerClause>, place: &Place) {
        let half = Decimal::from(50);
        let text = |words: &str| {
            let parts = vec![ast::TextPart::Words(words.to_owned())];
            DrawnChoice::Text(ast::Text { parts, span: clause.span })
        };
        let suits = match of {
            Type::Number(_) | Type::Money(_) | Type::Percent => {
                let (from, to) = (Decimal::ONE, Decimal::TEN);
                Some(ast::Drawn::Range { from, to, around: None })
            }
            Type::YesNo => Some(ast::Drawn::Yes(half)),
            Type::OneOf(choices) => {
                let named = |name: &std::sync::Arc<str>| Name { text: name.clone(), span: clause.span };
                let two = choices.iter().take(2);
                Some(ast::Drawn::Choices(two.map(|one| (DrawnChoice::Named(named(&one.name)), half)).collect()))
            }
            Type::Text | Type::Product => Some(ast::Drawn::Choices(vec![(text("…"), half), (text("……"), half)])),
            _ => None,
        };
        let message = format!("`{}` is {}, so it cannot be drawn like this", fact.text, in_words(of));
        let told = Diagnostic::new(Code::CannotBeDrawn, message, clause.span, "does not fit the fact");
        self.report.push(match suits {
            Some(drawn) => {
                let mended = CustomerClause::Has { fact: fact.clone(), drawn };
                told.help("it is written so").example(Wording::new(place.keywords).customer_clause(&mended))
            }
            None => told.help("leave the line out: figures, yes or no, choices and texts can be drawn"),
        });
    }
}

fn chance(percent: Decimal) -> f64 {
    (percent / WHOLE).to_f64().unwrap_or_default()
}

/// The chances of a line that exclude one another.
fn shares(clause: &mut CustomerClause) -> Vec<&mut Decimal> {
    match clause {
        CustomerClause::After { outcomes, .. } => outcomes.iter_mut().map(|(_, share)| share).collect(),
        CustomerClause::Has { drawn: ast::Drawn::Choices(choices), .. } => {
            choices.iter_mut().map(|(_, share)| share).collect()
        }
        CustomerClause::Has { drawn: ast::Drawn::Yes(share), .. }
        | CustomerClause::Says { chance: Some(share), .. }
        | CustomerClause::ForgetsToPay(share)
        | CustomerClause::PaysReminded(share)
        | CustomerClause::Returns(share)
        | CustomerClause::Mistypes(share) => vec![share],
        CustomerClause::OpensWith(_)
        | CustomerClause::Says { chance: None, .. }
        | CustomerClause::Has { drawn: ast::Drawn::Range { .. }, .. }
        | CustomerClause::PaysAtMost { .. }
        | CustomerClause::Comes { .. } => Vec::new(),
    }
}

/// Both ends in their order, with what is most usual only where it lies between them.
fn ordered<T: PartialOrd + Copy>(from: T, to: T, around: Option<T>) -> (T, T, Option<T>) {
    let (from, to) = if from <= to { (from, to) } else { (to, from) };
    (from, to, around.filter(|around| from <= *around && *around <= to))
}
