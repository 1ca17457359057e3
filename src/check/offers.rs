//! Offers: what they give, cost and ask for, and the words they are made with.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::checker::{Checker, Place};
use super::expression::scope_of;
use super::facts::{former, others};
use super::names::DeedId;
use super::speeches::SpeechKey;
use super::types::in_words;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Expression, Given, Offer, OfferId, Scope, Type, Value};
use crate::source::Span;
use crate::syntax::ast::{self, DeclarationKind, OfferClause};

/// Clauses longer than this are not shown again.
const LONGEST_REST: usize = 100;

impl Checker<'_> {
    /// Every offer's names: enough for those who make it.
    pub fn declare_offers(&mut self) {
        for (_, declaration) in self.declarations() {
            let DeclarationKind::Offer(offer) = &declaration.kind else { continue };
            let about = self.topics_of(&offer.about);
            self.offers.push(Offer {
                name: offer.names.name.text.clone(),
                others: others(&offer.names),
                formerly: former(&offer.names),
                gives: Given::Words,
                costs: None,
                needs: None,
                once: Scope::default(),
                say: None,
                about,
                span: declaration.span,
            });
        }
    }

    pub fn all_offers(&mut self) {
        let mut id = 0;
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Offer(written) = &declaration.kind else { continue };
            let deed = DeedId::Offer(OfferId::from(id));
            let mut place = self.sites.place(deed, Place::of(file));
            self.unread_use(deed, &written.names.name, &mut place);
            self.offer(written, &place, id);
            id += 1;
        }
    }

    fn offer(&mut self, written: &ast::Offer, place: &Place, id: usize) {
        let name = &written.names.name;
        let mut given: Option<(Given, Span)> = None;
        let mut costs: Option<(Option<Expression>, Span)> = None;
        let mut once: Option<(ast::Scope, Span)> = None;
        let mut needs: Option<(Expression, Arc<str>)> = None;
        // An offer is made only while its terms hold, so what they ask is known to its words.
        let mut spoken = place.clone();

        let mut speech: Option<(&ast::Speech, Span)> = None;
        for clause in &written.clauses {
            let first = match &clause.value {
                OfferClause::WaivesPostage
                | OfferClause::Takes { .. }
                | OfferClause::Gives(_)
                | OfferClause::WordsOnly => {
                    let first = given.as_ref().map(|(_, span)| *span);
                    let gift = self.given(&clause.value, place);
                    if let Some(first) = first {
                        let message = format!("`{}` gives two things", name.text);
                        self.report.push(
                            Diagnostic::new(Code::GivesTwoThings, message, clause.span, "the second thing")
                                .related(first, "the first thing")
                                .help("make two offers of it; a rung can make both: `then offer one and offer two`"),
                        );
                    } else {
                        given = Some((gift, clause.span));
                    }
                    None
                }
                OfferClause::Costs(cost) => {
                    let money = self.value(cost, &Type::Money(None), "what an offer costs", place);
                    if let Some(Expression::Constant(Value::Money(figure))) = &money {
                        self.below_nothing(*figure, cost.span, "an offer cannot cost less than nothing");
                    }
                    said_before(&mut costs, money, clause.span)
                }
                OfferClause::Needs(condition) => {
                    let made = self.condition(condition, place);
                    spoken = self.guarded(&spoken, condition, made.as_ref());
                    if let Some(condition) = made {
                        let words = self.sources.slice(clause.span).split_whitespace().collect::<Vec<_>>().join(" ");
                        needs = Some(match needs {
                            None => (condition, words.into()),
                            Some((first, said)) => {
                                let both = Expression::And(Box::new(first), Box::new(condition));
                                (both, format!("{said}, {words}").into())
                            }
                        });
                    }
                    None
                }
                OfferClause::Once(scope) => said_before(&mut once, *scope, clause.span),
                OfferClause::Say(say) => said_before(&mut speech, say, clause.span),
            };
            if let Some(first) = first {
                self.report.push(
                    Diagnostic::new(Code::SaidTwice, "this line stands twice in the offer", clause.span, "again here")
                        .related(first, "first here")
                        .help("take one of the two out"),
                );
            }
        }
        if given.is_none() {
            let message = format!("`{}` does not say what it gives", name.text);
            let first = written.clauses.first().map(|clause| clause.span);
            let last = written.clauses.last().map(|clause| clause.span);
            // What it costs and says is its author's, and stays.
            let rest = first.zip(last).map(|(first, last)| {
                let all = Span::new(first.source, first.start as usize, last.end as usize);
                let words: Vec<&str> = self.sources.slice(all).split_whitespace().collect();
                words.join(" ")
            });
            let told = Diagnostic::new(Code::GivesNothing, message, name.span, "what does the customer get?")
                .help("say what it gives; an offer of nothing but words says that too");
            let offer = wording::offer_given(place.keywords, &name.text);
            self.report.push(match rest {
                Some(rest) if rest.chars().count() > LONGEST_REST || self.report.is_unread(&name.key()) => told,
                Some(rest) => told.example(format!("{offer} {rest}")),
                None => told.example(offer),
            });
        }
        let key = format!("offer {}", name.text);
        let say = speech.and_then(|(speech, _)| self.speech(speech, &spoken, SpeechKey::Whole(&key)));
        let Some(offer) = self.offers.get_mut(id) else { return };
        offer.gives = given.map_or(Given::Words, |(given, _)| given);
        offer.costs = costs.and_then(|(costs, _)| costs);
        offer.needs = needs;
        offer.once = once.map(|(scope, _)| scope_of(scope)).unwrap_or_default();
        offer.say = say;
    }

    fn given(&mut self, clause: &OfferClause, place: &Place) -> Given {
        match clause {
            OfferClause::WaivesPostage => Given::Postage,
            OfferClause::Takes { amount, next_order } => self.taken(amount, *next_order, place).unwrap_or(Given::Words),
            OfferClause::Gives(gift) => {
                self.translated(gift, "what an offer gives", place).map_or(Given::Words, Given::Gift)
            }
            _ => Given::Words,
        }
    }

    /// A percentage or an amount taken off.
    fn taken(&mut self, amount: &ast::Expression, next_order: bool, place: &Place) -> Option<Given> {
        let typed = self.expression(amount, None, place)?;
        match typed.of {
            Type::Percent => {
                if let Expression::Constant(Value::Percent(figure)) = &typed.expression
                    && (figure.is_sign_negative() || figure.is_zero() || *figure > Decimal::ONE_HUNDRED)
                {
                    let message = format!("an offer cannot take {figure}% off");
                    let told = Diagnostic::new(
                        Code::ImpossibleAmount,
                        message,
                        amount.span,
                        "more than nothing, at most 100%",
                    )
                    .help("write a percentage between 0 and 100");
                    match figure.abs() {
                        more if figure.is_sign_negative() && !more.is_zero() && more <= Decimal::ONE_HUNDRED => {
                            self.report.push_mended(told, format!("{}%", more.normalize()));
                        }
                        _ => self.report.push(told),
                    }
                }
                Some(Given::Percent { amount: typed.expression, next_order })
            }
            Type::Money(_) => Some(Given::Amount { amount: typed.expression, next_order }),
            Type::Number(_) if super::expression::is_figure(amount) => {
                let span = amount.span;
                let amount = self.expression(amount, Some(&Type::Money(None)), place)?.expression;
                if let Expression::Constant(Value::Money(figure)) = &amount {
                    self.below_nothing(*figure, span, "an offer cannot take less than nothing off");
                }
                Some(Given::Amount { amount, next_order })
            }
            of => {
                let words = self.report.quote(amount.span);
                let message =
                    format!("an offer takes a percentage or an amount off, but `{words}` is {}", in_words(&of));
                self.report.push(
                    Diagnostic::new(Code::WrongType, message, amount.span, format!("this is {}", in_words(&of)))
                        .help("write a percentage (`5%`) or an amount (`10`)"),
                );
                None
            }
        }
    }

    /// Tells an amount below nothing: a bottom line would take it for room to give more.
    fn below_nothing(&mut self, figure: Decimal, at: Span, message: &str) {
        if figure.is_sign_negative() && !figure.is_zero() {
            let more = (-figure).normalize().to_string();
            let told = Diagnostic::new(Code::ImpossibleAmount, message, at, "less than nothing");
            self.report.push_mended(told.help(format!("write the amount without the sign: `{more}`")), more);
        }
    }
}

/// Keeps the first of several and says where it stood.
fn said_before<T>(kept: &mut Option<(T, Span)>, value: T, span: Span) -> Option<Span> {
    match kept {
        Some((_, first)) => Some(*first),
        None => {
            *kept = Some((value, span));
            None
        }
    }
}
