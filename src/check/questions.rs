//! Questions: who is asked, what counts as an answer, and what becomes of it.

use std::sync::Arc;

use jiff::SignedDuration;

use super::checker::{Checker, Place};
use super::expression::scope_of;
use super::facts::{former, others};
use super::names::DeedId;
use super::speeches::SpeechKey;
use super::types::{fits, in_words};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::nlu::slot_type;
use crate::program::{Addressee, Expected, Expression, FactId, Question, QuestionId, SlotType, Step, Type, Value};
use crate::source::{Span, Spanned};
use crate::syntax::ast::{self, DeclarationKind, ExpressionKind, Name, QuestionClause};

/// How often a question is asked again where it does not say.
const TIMES: u32 = 2;

impl Checker<'_> {
    /// Every question's names, its answer's type and the facts that keep it: enough for those who ask it.
    pub fn declare_questions(&mut self) {
        for (file, declaration) in self.declarations() {
            let DeclarationKind::Question(question) = &declaration.kind else { continue };
            let place = Place::of(file);
            let remembers = self.kept(question, &place);
            let of = question.clauses.iter().find_map(|clause| match &clause.value {
                QuestionClause::Expects(expected) => Some(self.answer_type(expected, &place)),
                _ => None,
            });
            let by_fact = || remembers.first().and_then(|id| self.facts.get(id.index())).map(|fact| fact.of.clone());
            let of = of.or_else(by_fact).unwrap_or(Type::Text);
            let about = self.topics_of(&question.about);
            if question.clauses.iter().any(|clause| takes_few(&clause.value)) {
                self.takes_few.insert(QuestionId::from(self.questions.len()));
            }
            self.told.push(self.told_answers(question));
            self.questions.push(Question {
                name: question.names.name.text.clone(),
                others: others(&question.names),
                formerly: former(&question.names),
                to: Addressee::System {
                    system: "".into(),
                    with: Vec::new(),
                    within: SignedDuration::ZERO,
                    otherwise: Vec::new(),
                },
                of,
                once: None,
                remembers,
                about,
                span: declaration.span,
            });
        }
    }

    /// The facts that keep an answer.
    fn kept(&mut self, question: &ast::Question, place: &Place) -> Vec<FactId> {
        let mut kept = Vec::new();
        for clause in &question.clauses {
            let QuestionClause::Remembers(names) = &clause.value else { continue };
            for name in names {
                let reference = ast::FactReference { name: name.clone(), keys: Vec::new() };
                if let Some((id, _, _)) = self.kept_fact(&reference, place) {
                    kept.push(id);
                }
            }
        }
        kept
    }

    /// The answers that a question to a system tells it; whoever asks it asks those first.
    fn told_answers(&self, question: &ast::Question) -> Vec<QuestionId> {
        let told = question.clauses.iter().filter_map(|clause| match &clause.value {
            QuestionClause::AskSystem { with, .. } => Some(with),
            _ => None,
        });
        let named = |name: &Name| match self.names.deeds.get(&name.key()) {
            Some((DeedId::Question(id), _)) => Some(*id),
            _ => None,
        };
        told.flatten().filter_map(named).collect()
    }

    fn answer_type(&mut self, expected: &Spanned<ast::Expected>, place: &Place) -> Type {
        match &expected.value {
            ast::Expected::Of(of) => self.type_of(&Spanned { value: of.clone(), span: expected.span }, place),
            ast::Expected::NumberFromTo(..) => Type::Number(None),
            ast::Expected::Products(_) => Type::Product,
            ast::Expected::Photos(_) => Type::List(Box::new(Type::Text)),
            ast::Expected::Word
            | ast::Expected::OrderNumber
            | ast::Expected::Email
            | ast::Expected::Phone
            | ast::Expected::Address => Type::Text,
        }
    }

    /// One question's words and steps; `id` is its place among the questions.
    pub fn question(&mut self, written: &ast::Question, id: usize, place: &Place) {
        let name = &written.names.name;
        let key = format!("question {}", name.text);
        let of = self.questions.get(id).map_or(Type::Text, |question| question.of.clone());
        let mut system: Option<(&Name, &[Name])> = None;
        let (mut ask, mut expects, mut again) = (None, None, None);
        let (mut times, mut given_up) = (TIMES, Vec::new());
        let mut once = None;
        let mut within: Option<(SignedDuration, Vec<Step>)> = None;
        let mut seen: Vec<(std::mem::Discriminant<QuestionClause>, Span)> = Vec::new();
        // What a system is told was asked before it.
        let told = self.told.get(id).cloned().unwrap_or_default();
        let mut place = place.clone();
        place.know(told.iter().flat_map(|id| self.learned_by_question(*id)).collect());
        let place = &place;
        for clause in &written.clauses {
            let kind = std::mem::discriminant(&clause.value);
            if let Some((_, first)) = seen.iter().find(|(other, _)| *other == kind) {
                self.report.push(
                    Diagnostic::new(
                        Code::SaidTwice,
                        "this line stands twice in the question",
                        clause.span,
                        "again here",
                    )
                    .related(*first, "first here")
                    .help("take one of the two out"),
                );
                continue;
            }
            seen.push((kind, clause.span));
            match &clause.value {
                QuestionClause::Ask(speech) => ask = Some(self.speech(speech, place, SpeechKey::Whole(&key))),
                QuestionClause::AskSystem { system: called, with } => system = Some((called, with)),
                QuestionClause::Expects(expected) => expects = Some(self.expected(expected, &of, place)),
                QuestionClause::Again { say, times: at_most, otherwise } => {
                    times = at_most.unwrap_or(TIMES);
                    again = say.as_ref().and_then(|say| self.speech(say, place, SpeechKey::Before(&key)));
                    given_up = self.steps(otherwise, place, SpeechKey::Before(&key));
                }
                QuestionClause::Once(scope) => once = Some(scope_of(*scope)),
                QuestionClause::Remembers(_) => {}
                QuestionClause::Within { within: length, otherwise } => {
                    let steps = self.steps(otherwise, place, SpeechKey::Before(&key));
                    let length = self.time_enough(*length, clause.span);
                    within = Some((length.unwrap_or(SignedDuration::ZERO), steps));
                }
            }
        }
        let to = match (system, ask) {
            (Some((called, with)), None) => {
                let with = self.told_to_system(with, place);
                let Some((within, otherwise)) = within.filter(|(_, steps)| !steps.is_empty()) else {
                    self.no_otherwise(name, called, place);
                    return;
                };
                if self.questions.get(id).is_some_and(|question| question.remembers.is_empty()) {
                    self.nothing_remembered(name, called, place);
                }
                Addressee::System { system: called.text.clone(), with, within, otherwise }
            }
            (None, Some(ask)) => {
                let expects = match expects {
                    Some(expects) => expects,
                    None if of == Type::Product => self.one_product(None, name.span, place),
                    None => slot_type(&of).map(Expected::Of),
                };
                self.keeps_what_it_expects(written, id, &of, place);
                let (Some(ask), Some(expects)) = (ask, expects) else { return };
                Addressee::Customer { ask, expects, again, times, otherwise: given_up }
            }
            (system, _) => {
                let (message, label) = match system {
                    Some(_) => (format!("`{}` asks both the customer and a system", name.text), "who is asked?"),
                    None => (format!("the question `{}` has no words to ask it with", name.text), "asks nothing"),
                };
                self.report.push(
                    Diagnostic::new(Code::QuestionWithoutWords, message, name.span, label)
                        .help("a question has one line that begins with `ask`")
                        .example(wording::question(place.keywords, &name.text)),
                );
                return;
            }
        };
        if let Some(question) = self.questions.get_mut(id) {
            question.to = to;
            question.once = once;
        }
    }

    fn expected(&mut self, expected: &Spanned<ast::Expected>, of: &Type, place: &Place) -> Option<Expected> {
        Some(match &expected.value {
            ast::Expected::NumberFromTo(from, to) => {
                let what = "an end of what is expected";
                let (low, high) = (
                    self.value(from, &Type::Number(None), what, place),
                    self.value(to, &Type::Number(None), what, place),
                );
                self.in_order(low.as_ref(), high.as_ref(), expected.span, place);
                Expected::NumberBetween(low?, high?)
            }
            ast::Expected::Products(filter) => self.one_product(filter.clone(), expected.span, place)?,
            ast::Expected::Photos(count) => Expected::Photos((*count).max(1)),
            ast::Expected::OrderNumber => Expected::Of(SlotType::OrderNumber),
            ast::Expected::Email => Expected::Of(SlotType::Email),
            ast::Expected::Word => Expected::Of(SlotType::Word),
            ast::Expected::Phone => Expected::Of(SlotType::Phone),
            ast::Expected::Address => Expected::Of(SlotType::Address),
            ast::Expected::Of(ast::Type::Product) => self.one_product(None, expected.span, place)?,
            ast::Expected::Of(_) => match slot_type(of) {
                Some(of) => Expected::Of(of),
                None => {
                    let message = format!("nobody can answer with {}", in_words(of));
                    self.report.push(
                        Diagnostic::new(Code::WrongType, message, expected.span, "not one answer")
                            .help("ask for one thing at a time: a number, a date, one of several, words"),
                    );
                    return None;
                }
            },
        })
    }

    /// What is expected lies between its ends, so the lower one comes first.
    fn in_order(&mut self, low: Option<&Expression>, high: Option<&Expression>, span: Span, place: &Place) {
        let figure = |end: Option<&Expression>| match end {
            Some(Expression::Constant(Value::Number(figure))) => Some(*figure),
            _ => None,
        };
        let (Some(low), Some(high)) = (figure(low), figure(high)) else { return };
        if low > high {
            let message = format!("no number lies from {low} up to {high}, so nothing would be an answer");
            self.report.push(
                Diagnostic::new(Code::RangeBackwards, message, span, "the first end is the larger one")
                    .help("write the lower end first")
                    .example(wording::expects_number(place.keywords, &high.to_string(), &low.to_string())),
            );
        }
    }

    /// One of the products a filter lets through; as many may be chosen from as are shown at once.
    fn one_product(&mut self, filter: Option<ast::Expression>, span: Span, place: &Place) -> Option<Expected> {
        let limit = u32::try_from(super::MOST_SHOWN).ok();
        self.shown_products(&ast::ProductQuery { filter, order: None, limit }, span, place).map(Expected::Product)
    }

    /// What a system is told: answers to questions, and facts.
    fn told_to_system(&mut self, with: &[Name], place: &Place) -> Vec<(Arc<str>, Expression)> {
        let mut told = Vec::new();
        for name in with {
            let reference = ast::FactReference { name: name.clone(), keys: Vec::new() };
            let kind = ExpressionKind::Reference(reference);
            let written = Box::new(Spanned { value: kind, span: name.span });
            let Some(typed) = self.expression(&written, None, place) else { continue };
            let called = match &typed.expression {
                Expression::Answer(id) => self.questions.get(id.index()).map(|question| question.name.clone()),
                Expression::Fact(id, _) => self.facts.get(id.index()).map(|fact| fact.name.clone()),
                _ => None,
            };
            told.push((called.unwrap_or_else(|| name.text.clone()), typed.expression));
        }
        told
    }

    /// A customer's answer is kept in one fact, of its own type.
    fn keeps_what_it_expects(&mut self, written: &ast::Question, id: usize, of: &Type, place: &Place) {
        let names = written.clauses.iter().find_map(|clause| match &clause.value {
            QuestionClause::Remembers(names) => Some(names),
            _ => None,
        });
        if let Some(second) = names.and_then(|names| names.get(1)) {
            let message = format!("the answer to `{}` is one thing, and is kept in one fact", written.names.name.text);
            self.report.push(
                Diagnostic::new(Code::WrongType, message, second.span, "a second fact")
                    .help("take it out; a question to a system may fill several"),
            );
        }
        let fact = self.questions.get(id).and_then(|question| question.remembers.first().copied());
        let (Some(fact), Some(name)) =
            (fact.and_then(|id| self.facts.get(id.index())), names.and_then(|names| names.first()))
        else {
            return;
        };
        let as_text =
            matches!((&fact.of, of), (Type::Text | Type::Product, Type::OneOf(_) | Type::Text | Type::Product));
        if fits(&fact.of, of) || as_text {
            return;
        }
        let (is, wants) = (in_words(&fact.of), in_words(of));
        let message =
            format!("`{}` is {is}, but the question `{}` expects {wants}", fact.name, written.names.name.text);
        let declared = fact.span;
        let example = wording::fact(place.keywords, &name.text, Some(of));
        self.report.push(
            Diagnostic::new(Code::WrongType, message, name.span, format!("this is {is}"))
                .related(declared, "declared here")
                .help("let the fact and the question be of one type")
                .example(example),
        );
    }

    fn no_otherwise(&mut self, name: &Name, system: &Name, place: &Place) {
        let message = format!("nobody said what `{}` does when `{}` does not answer", name.text, system.text);
        self.report.push(
            Diagnostic::new(
                Code::SystemWithoutOtherwise,
                message,
                name.span,
                "systems are slow, or silent, sooner or later",
            )
            .help("say how long it has, and what is done then")
            .example(wording::within(place.keywords)),
        );
    }

    fn nothing_remembered(&mut self, name: &Name, system: &Name, place: &Place) {
        let message = format!("`{}` asks `{}` and keeps nothing of the answer", name.text, system.text);
        self.report.push(
            Diagnostic::new(Code::SystemWithoutOtherwise, message, name.span, "what does it want to know?")
                .help("name the facts that the system is to find")
                .example(wording::remembers(place.keywords)),
        );
    }

    /// What `ask` asks, in order: before a system is asked, whatever it is told and the customer was not asked yet.
    pub fn asked(&mut self, names: &[Name], place: &Place) -> Option<Step> {
        let mut asked = Vec::new();
        let mut good = true;
        for name in names {
            match self.deed_named(name, "question", place) {
                Some(deed @ DeedId::Question(id)) => {
                    self.sites.used(deed, place);
                    asked.push(id);
                }
                Some(other) => {
                    self.wrong_deed(name, other, "question");
                    good = false;
                }
                None => good = false,
            }
        }
        good.then_some(Step::Ask(asked))
    }
}

/// Whether only some values of a type are an answer.
fn takes_few(clause: &QuestionClause) -> bool {
    use ast::Expected::{Email, NumberFromTo, OrderNumber, Phone};
    matches!(clause, QuestionClause::Expects(expected)
        if matches!(expected.value, NumberFromTo(..) | OrderNumber | Email | Phone))
}
