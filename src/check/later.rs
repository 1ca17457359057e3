//! What is read and checked, but does not run yet: questions, flows, events, simulated customers.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::names::DeedId;
use super::speeches::SpeechKey;
use crate::diagnostic::Code;
use crate::program::{Expression, Type};
use crate::source::Spanned;
use crate::syntax::ast::{self, CustomerClause, DeclarationKind, Expected, QuestionClause};

impl Checker<'_> {
    /// The events the shop declares, with what they bring; rules need it.
    pub fn all_events(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Event(event) = &declaration.kind else { continue };
            let place = Place::of(file);
            let fields = event.fields.iter().map(|(name, of)| (name.text.clone(), self.type_of(of, &place))).collect();
            self.event_fields.push(fields);
            self.not_yet(Code::DeclarationNotYet, "an event of the shop's own", declaration.span);
        }
    }

    /// Questions, then flows, then simulated customers.
    pub fn all_later(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Question(question) = &declaration.kind else { continue };
            let place = Place::of(file);
            self.question(question, &place);
            self.not_yet(Code::DeclarationNotYet, "a question", question.names.name.span);
        }
        for (file, declaration) in self.declarations() {
            match &declaration.kind {
                DeclarationKind::Flow(flow) => {
                    let mut place = Place::of(file);
                    self.asked(&flow.steps, &mut place);
                    self.steps(&flow.steps, &place, SpeechKey::Before(&flow.names.name.text));
                    self.not_yet(Code::DeclarationNotYet, "a flow", flow.names.name.span);
                }
                DeclarationKind::Customer(customer) => {
                    let place = Place::of(file);
                    for clause in &customer.clauses {
                        match &clause.value {
                            CustomerClause::OpensWith(names) => {
                                for name in names {
                                    self.intent_named(name, &place);
                                }
                            }
                            CustomerClause::After { offer, .. } => {
                                self.offer_named(offer, &place);
                            }
                            CustomerClause::Says { intent, .. } => {
                                self.intent_named(intent, &place);
                            }
                        }
                    }
                    self.not_yet(Code::DeclarationNotYet, "a simulated customer", customer.names.name.span);
                }
                _ => {}
            }
        }
    }

    fn question(&mut self, question: &ast::Question, place: &Place) {
        let key = format!("question {}", question.names.name.text);
        let mut of = Type::Text;
        for clause in &question.clauses {
            match &clause.value {
                QuestionClause::Ask(speech) => {
                    self.speech(speech, place, SpeechKey::Whole(&key));
                }
                QuestionClause::Expects(expected) => of = self.expected(expected, place),
                QuestionClause::Again { say, otherwise, .. } => {
                    if let Some(speech) = say {
                        self.speech(speech, place, SpeechKey::Before(&key));
                    }
                    self.steps(otherwise, place, SpeechKey::Before(&key));
                }
                QuestionClause::Within { within, otherwise } => {
                    self.duration(*within, clause.span);
                    self.steps(otherwise, place, SpeechKey::Before(&key));
                }
                QuestionClause::Remembers(names) => {
                    for name in names {
                        let reference = ast::FactReference { name: name.clone(), keys: Vec::new() };
                        let kind = ast::ExpressionKind::Reference(reference);
                        self.expression(&Box::new(Spanned { value: kind, span: name.span }), None, place);
                    }
                }
                QuestionClause::AskSystem { .. } => {}
            }
        }
        self.topics_of(&question.about);
        self.answers.push(of);
    }

    fn expected(&mut self, expected: &Spanned<Expected>, place: &Place) -> Type {
        match &expected.value {
            Expected::Of(of) => self.type_of(&Spanned { value: of.clone(), span: expected.span }, place),
            Expected::NumberFromTo(from, to) => {
                for end in [from, to] {
                    self.value(end, &Type::Number(None), "an end of what is expected", place);
                }
                Type::Number(None)
            }
            Expected::Products(filter) => {
                let query = ast::ProductQuery { filter: filter.clone(), order: None, limit: None };
                self.product_query(&query, place);
                Type::Product
            }
            Expected::Photos(_) => Type::List(Box::new(Type::Text)),
            Expected::OrderNumber | Expected::Email | Expected::Phone | Expected::Address => Type::Text,
        }
    }

    /// What a flow asks is known behind the question, by the question's name.
    fn asked(&self, steps: &[ast::Step], place: &mut Place) {
        for step in steps {
            match &step.value {
                ast::StepKind::Ask(names) => {
                    for name in names {
                        let Some((DeedId::Question(id), _)) = self.names.deeds.get(&name.key()) else { continue };
                        let of = self.answers.get(*id).cloned().unwrap_or(Type::Text);
                        let answer: Arc<str> = name.text.clone();
                        place.known.push(Expression::Slot(answer.clone()));
                        place.locals.push((answer, of));
                    }
                }
                ast::StepKind::If { then, otherwise, .. } => {
                    self.asked(then, place);
                    self.asked(otherwise, place);
                }
                _ => {}
            }
        }
    }
}
