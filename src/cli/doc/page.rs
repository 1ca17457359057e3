//! The page: the shop's own files first, the library's modules it uses folded away below.

use std::collections::HashMap;

use maud::{Markup, html};

use super::ladder::{Rung, ladder};
use super::words::{Words, words};
use crate::cli::framed::framed;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast::{
    self, Body, Declaration, DeclarationKind, Flow, Intent, Keywords, Offer, OfferClause, PhraseKind, Question,
    QuestionClause, Reply, Rule, Setting, Speech, SpeechGroup, Step, StepKind, Text,
};
use crate::syntax::parse;

const STYLE: &str = include_str!("page.css");

/// Modules that every shop knows and no owner needs to read about.
const UNTOLD: [&str; 2] = ["std/facts", "std/answers"];

/// The whole page.
pub fn page(sources: &Sources) -> String {
    let files: Vec<(SourceId, &str, ast::Script)> =
        sources.scripts().map(|(id, source)| (id, &*source.name, parse(source, id).0)).collect();
    let keywords = files.first().map_or(Keywords::English, |(_, _, script)| script.keywords);
    let told = files.iter().filter(|(_, name, _)| !UNTOLD.contains(name));
    let (library, own): (Vec<_>, Vec<_>) = told.partition(|(_, name, _)| name.starts_with("std/"));
    let declarations: Vec<&Declaration> = own.iter().flat_map(|(.., script)| &script.declarations).collect();
    let shop = declarations.iter().find_map(|declaration| match &declaration.kind {
        DeclarationKind::Shop(shop) => Some(shop),
        _ => None,
    });
    let languages = shop.into_iter().flat_map(|shop| &shop.settings).find_map(|setting| match &setting.value {
        Setting::Languages(tags) => Some(tags.iter().map(|tag| tag.value.to_string()).collect()),
        _ => None,
    });
    let library_files = library.iter().map(|(id, ..)| *id).collect();
    let mut book = Book {
        sources,
        words: words(keywords),
        languages: languages.unwrap_or_default(),
        library: library_files,
        spoken: HashMap::new(),
    };
    for (.., script) in library.iter().chain(&own) {
        book.learn(&script.declarations);
    }
    let title = shop.map_or("", |shop| book.text(&shop.title));
    let body = html! {
        @if let Some(shop) = shop {
            ul.settings { @for setting in &shop.settings { li { (book.slice(setting.span)) } } }
        }
        (book.sections(&declarations))
        @if !library.is_empty() {
            h2 { (book.words.library) }
            @for (_, name, script) in &library {
                details {
                    summary { (name) }
                    (book.sections(&script.declarations.iter().collect::<Vec<_>>()))
                }
            }
        }
    };
    framed(book.words.tag, title, STYLE, &body)
}

struct Book<'a> {
    sources: &'a Sources,
    words: &'static Words,
    /// Those of the shop, the default one first.
    languages: Vec<String>,
    library: Vec<SourceId>,
    /// The first words of each offer and reply, by all their names.
    spoken: HashMap<String, String>,
}

impl Book<'_> {
    fn learn(&mut self, declarations: &[Declaration]) {
        for declaration in declarations {
            let (names, speech) = match &declaration.kind {
                DeclarationKind::Offer(offer) => (&offer.names, offer_speech(offer)),
                DeclarationKind::Reply(reply) => (&reply.names, first_speech(&reply.steps)),
                _ => continue,
            };
            let Some(said) = speech.and_then(|speech| self.first_words(speech)) else { continue };
            for name in std::iter::once(&names.name).chain(names.others.iter().map(|(_, name)| name)) {
                self.spoken.insert(name.key(), said.clone());
            }
        }
    }

    /// What the script says there, on one line.
    fn slice(&self, span: Span) -> String {
        self.sources.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text without its quotes.
    fn text(&self, text: &Text) -> &str {
        let written = self.sources.slice(text.span);
        let mut inside = written.chars();
        inside.next();
        inside.next_back();
        inside.as_str()
    }

    fn first_words(&self, speech: &Speech) -> Option<String> {
        let spoken = |tag: &String| speech.groups.iter().find(|group| self.tag(group, speech) == *tag);
        let group = self.languages.iter().find_map(spoken).or_else(|| speech.groups.first())?;
        Some(self.text(&group.variants.first()?.text).to_owned())
    }

    /// The language of a group of variants: where none is written the shop's first, in the library English.
    fn tag<'s>(&'s self, group: &'s SpeechGroup, speech: &Speech) -> &'s str {
        match &group.language {
            Some(tag) => &tag.value,
            None if self.library.contains(&speech.span.source) => "en",
            None => self.languages.first().map_or("en", String::as_str),
        }
    }

    fn sections(&self, declarations: &[&Declaration]) -> Markup {
        let kinds = || declarations.iter().map(|declaration| (&declaration.kind, declaration.span));
        macro_rules! all {
            ($kind:ident) => {
                kinds()
                    .filter_map(|(kind, _)| if let DeclarationKind::$kind(one) = kind { Some(one) } else { None })
                    .collect()
            };
        }
        let rules: Vec<&Rule> = all!(Rule);
        let (ladders, others): (Vec<&Rule>, Vec<&Rule>) =
            rules.into_iter().partition(|rule| matches!(rule.body, Body::Ladder { .. }));
        let intents: Vec<&Intent> = all!(Intent);
        let offers: Vec<&Offer> = all!(Offer);
        let replies: Vec<&Reply> = all!(Reply);
        let flows: Vec<&Flow> = all!(Flow);
        let questions: Vec<&Question> = all!(Question);
        let policies: Vec<Span> =
            kinds().filter(|(kind, _)| matches!(kind, DeclarationKind::Policy(_))).map(|(_, span)| span).collect();
        html! {
            @if !ladders.is_empty() {
                section { h2 { (self.words.ladders) } @for rule in &ladders { (self.ladder(rule)) } }
            }
            @if !others.is_empty() {
                section { h2 { (self.words.rules) } @for rule in &others { (self.rule(rule)) } }
            }
            @if !intents.is_empty() {
                section { h2 { (self.words.intents) } @for intent in &intents { (self.intent(intent)) } }
            }
            @if !offers.is_empty() {
                section { h2 { (self.words.offers) } @for offer in &offers { (self.offer(offer)) } }
            }
            @if !replies.is_empty() {
                section { h2 { (self.words.replies) } @for reply in &replies { (self.named(&reply.names, &reply.steps)) } }
            }
            @if !flows.is_empty() {
                section { h2 { (self.words.flows) } @for flow in &flows { (self.named(&flow.names, &flow.steps)) } }
            }
            @if !questions.is_empty() {
                section { h2 { (self.words.questions) } @for question in &questions { (self.question(question)) } }
            }
            @if !policies.is_empty() {
                section { h2 { (self.words.never) } ul { @for span in &policies { li { (self.slice(*span)) } } } }
            }
        }
    }

    fn ladder(&self, rule: &Rule) -> Markup {
        let Body::Ladder { rungs, otherwise } = &rule.body else { return html! {} };
        let last = |last: bool| move |rung| self.rung(rung, last);
        let drawn: Vec<Rung> = rungs.iter().map(last(false)).chain(otherwise.iter().map(last(true))).collect();
        let trigger = self.trigger(rule);
        html! { figure { figcaption { (trigger) } div.wide { (ladder(&trigger, &drawn, self.words)) } } }
    }

    fn trigger(&self, rule: &Rule) -> String {
        let trigger = self.slice(rule.trigger.span);
        match &rule.condition {
            Some(condition) => format!("{trigger} · {} {}", self.words.only_if, self.slice(condition.span)),
            None => trigger,
        }
    }

    fn rung(&self, rung: &ast::Rung, last: bool) -> Rung {
        let deeds = rung.steps.iter().filter(|step| !matches!(step.value, StepKind::Say(_)));
        let deed = deeds.map(|step| self.slice(step.span)).collect::<Vec<_>>().join(" + ");
        let condition = rung.condition.as_ref().map(|condition| self.slice(condition.span));
        Rung { deed, condition, said: self.said(&rung.steps), last }
    }

    /// The first words of steps.
    fn said(&self, steps: &[Step]) -> Option<String> {
        steps.iter().find_map(|step| match &step.value {
            StepKind::Say(speech) => self.first_words(speech),
            StepKind::Offer(name) | StepKind::Reply(name) | StepKind::Do(name) => self.spoken.get(&name.key()).cloned(),
            _ => None,
        })
    }

    fn rule(&self, rule: &Rule) -> Markup {
        let Body::Steps(steps) = &rule.body else { return html! {} };
        html! {
            h3 { (self.trigger(rule)) }
            (self.steps(steps))
        }
    }

    fn steps(&self, steps: &[Step]) -> Markup {
        html! {
            @for step in steps {
                @match &step.value {
                    StepKind::Say(speech) => (self.speech(speech)),
                    StepKind::If { condition, then, otherwise } => {
                        p.deed { (self.words.only_if) " " (self.slice(condition.span)) }
                        div.branch { (self.steps(then)) }
                        @if !otherwise.is_empty() { div.branch { (self.steps(otherwise)) } }
                    },
                    _ => {
                        p.deed { (self.slice(step.span)) }
                        @if let Some(said) = self.said(std::slice::from_ref(step)) { p.said { (said) } }
                    },
                }
            }
        }
    }

    fn intent(&self, intent: &Intent) -> Markup {
        html! {
            h3 { (intent.names.name.text) (self.other_names(&intent.names)) }
            @if let Some(description) = &intent.description { p { (self.text(description)) } }
            @for list in &intent.lists {
                p lang=[list.language.as_ref().map(|tag| &*tag.value)] {
                    @match list.kind {
                        PhraseKind::Phrases => {},
                        PhraseKind::Examples => { em { (self.words.examples) " " } },
                        PhraseKind::Except => { em { (self.words.not_if) " " } },
                    }
                    @for phrase in &list.phrases { span.phrase { (self.slice(phrase.span)) } " " }
                }
            }
        }
    }

    fn offer(&self, offer: &Offer) -> Markup {
        html! {
            h3 { (offer.names.name.text) (self.other_names(&offer.names)) }
            @for clause in &offer.clauses {
                @match &clause.value {
                    OfferClause::Say(speech) => (self.speech(speech)),
                    _ => p.deed { (self.slice(clause.span)) },
                }
            }
        }
    }

    /// A reply or a flow.
    fn named(&self, names: &ast::Names, steps: &[Step]) -> Markup {
        html! {
            h3 { (names.name.text) (self.other_names(names)) }
            (self.steps(steps))
        }
    }

    fn question(&self, question: &Question) -> Markup {
        html! {
            h3 { (question.names.name.text) (self.other_names(&question.names)) }
            @for clause in &question.clauses {
                @match &clause.value {
                    QuestionClause::Ask(speech) => (self.speech(speech)),
                    QuestionClause::Again { say, otherwise, .. } => {
                        p.deed { (self.words.not_answered) }
                        @if let Some(speech) = say { (self.speech(speech)) }
                        div.branch { (self.steps(otherwise)) }
                    },
                    QuestionClause::Within { otherwise, .. } => {
                        p.deed { (self.words.not_answered) }
                        div.branch { (self.steps(otherwise)) }
                    },
                    _ => p.deed { (self.slice(clause.span)) },
                }
            }
        }
    }

    fn other_names(&self, names: &ast::Names) -> Markup {
        html! { @for (tag, name) in &names.others { " " small lang=(tag.value) { (name.text) } } }
    }

    /// Every variant in a language of the shop's.
    fn speech(&self, speech: &Speech) -> Markup {
        let spoken = |tag: &str| self.languages.is_empty() || self.languages.iter().any(|language| language == tag);
        html! {
            dl.speech {
                @for group in speech.groups.iter().filter(|group| spoken(self.tag(group, speech))) {
                    @let tag = self.tag(group, speech);
                    @for variant in &group.variants {
                        dt { (tag) }
                        dd lang=(tag) {
                            (self.text(&variant.text))
                            @if let Some(condition) = &variant.condition {
                                " " small { "(" (self.words.only_if) " " (self.slice(condition.span)) ")" }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn offer_speech(offer: &Offer) -> Option<&Speech> {
    offer
        .clauses
        .iter()
        .find_map(|clause| if let OfferClause::Say(speech) = &clause.value { Some(speech) } else { None })
}

fn first_speech(steps: &[Step]) -> Option<&Speech> {
    steps.iter().find_map(|step| match &step.value {
        StepKind::Say(speech) => Some(speech),
        StepKind::If { then, otherwise, .. } => first_speech(then).or_else(|| first_speech(otherwise)),
        _ => None,
    })
}
