//! `never`, `always`, `avoid`.

use std::sync::Arc;

use super::checker::{Checker, Place};
use super::names::DeedId;
use super::speeches::SpeechKey;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu::normalise;
use crate::program::{Body, Rule, Scope, Type, Until, WordPolicy, WordRule, WriteFirst};
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, DeclarationKind, Demand, Reach, WordOrClass};

impl Checker<'_> {
    pub fn all_policies(&mut self) {
        let files = self.files;
        for file in files {
            for declaration in &file.script.declarations {
                if let DeclarationKind::Policy(policy) = &declaration.kind {
                    self.policy(policy, &Place::of(file), declaration);
                }
            }
        }
    }

    fn policy(&mut self, policy: &ast::Policy, place: &Place, declaration: &ast::Declaration) {
        let span = declaration.span;
        let written = self.sources.slice(without_covers(self.sources, policy, declaration));
        let written: Arc<str> = written.split_whitespace().collect::<Vec<_>>().join(" ").into();
        let condition = match &policy.condition {
            None => Some(None),
            Some(condition) => self.condition(condition, place).map(Some),
        };
        match &policy.demand {
            Demand::NeverGiveMoreThan(limit) => {
                let limit = self.value(limit, &Type::Money(None), "the most that is given", place);
                if let (Some(limit), Some(condition)) = (limit, condition) {
                    self.policies.give_at_most.push((limit, condition, written));
                }
            }
            Demand::NeverSellBelow(limit) => {
                let limit = self.value(limit, &Type::Money(None), "the lowest price", place);
                if let (Some(limit), Some(condition)) = (limit, condition) {
                    self.policies.sell_above.push((limit, condition, written));
                }
            }
            Demand::NeverSay { words, at } => {
                let words = words.iter().filter_map(|text| self.banned(text)).collect();
                self.word_policy(WordRule::Never(words), at, condition, written, place, span);
            }
            Demand::AlwaysSay { words, at } => {
                let mut emoji = false;
                let mut normal = Vec::new();
                for word in words {
                    match word {
                        WordOrClass::Word(text) => normal.extend(self.banned(text)),
                        WordOrClass::Emoji(_) => emoji = true,
                    }
                }
                self.word_policy(WordRule::Always { words: normal, emoji }, at, condition, written, place, span);
            }
            Demand::Avoid { words, because, prefer, at, .. } => {
                for text in words.iter().chain(prefer).chain(because) {
                    self.plain(text, "a word to look for");
                }
                self.reach(at, place);
            }
            Demand::NeverWriteFirst { times, per } => {
                let per = self.time_enough(*per, span);
                if let (Some(per), Some(condition)) = (per, condition) {
                    self.policies.write_first.push(WriteFirst { times: times.value, per, condition, written });
                }
            }
            Demand::AlwaysAnswerWithin { within, otherwise } => {
                let within = self.time_enough(*within, span);
                let steps = self.steps(otherwise, place, SpeechKey::Before("no answer"));
                let (Some(within), Some(condition)) = (within, condition) else { return };
                let trigger = self.wait(Until::Unanswered { within });
                let body = Body::Steps(steps);
                let (key, key_formerly) = self.rule_key(&body);
                self.rules.push(Rule {
                    trigger_name: self.trigger_name(&trigger),
                    trigger_formerly: Vec::new(),
                    trigger,
                    key,
                    key_formerly,
                    once: false,
                    scope: Scope::Conversation,
                    condition,
                    body,
                    span,
                });
            }
        }
    }

    /// A word to look for, as messages are compared; the `*` that lets it match longer words stays.
    fn banned(&mut self, text: &ast::Text) -> Option<Arc<str>> {
        let words = self.plain(text, "a word to look for")?;
        let (stem, open) = match words.trim_end().strip_suffix('*') {
            Some(stem) => (stem, true),
            None => (words.as_ref(), false),
        };
        let normal = normalise(stem);
        if normal.trim().is_empty() {
            self.report.push(
                Diagnostic::new(Code::EmptyText, "there is no word in this text", text.span, "no word")
                    .help("write the word itself, or take it out"),
            );
            return None;
        }
        Some(if open { format!("{normal}*").into() } else { normal.into() })
    }

    fn word_policy(
        &mut self,
        rule: WordRule,
        at: &Reach,
        condition: Option<Option<crate::program::Expression>>,
        written: Arc<str>,
        place: &Place,
        span: Span,
    ) {
        let (in_replies, in_offers, about) = self.reach(at, place);
        let empty = match &rule {
            WordRule::Never(words) => words.is_empty(),
            WordRule::Always { words, emoji } => words.is_empty() && !emoji,
        };
        // A place that could not be made out must not become everywhere.
        let lost = !at.within.is_empty() && in_replies.is_empty() && in_offers.is_empty()
            || !at.about.is_empty() && about.is_empty();
        let Some(condition) = condition.filter(|_| !empty && !lost) else { return };
        let on = at.on.as_ref().map(|name| Arc::from(name.key()));
        self.policies.words.push(WordPolicy { rule, condition, on, in_replies, in_offers, about, written, span });
    }

    fn reach(
        &mut self,
        at: &Reach,
        place: &Place,
    ) -> (Vec<crate::program::ReplyId>, Vec<crate::program::OfferId>, Vec<crate::program::TopicId>) {
        // The library knows more platforms and topics than one shop has.
        if let Some(on) = &at.on
            && !place.library
            && !self.shop.platforms.is_empty()
            && !self.shop.platforms.iter().any(|platform| platform.as_ref() == on.key())
        {
            let all: Vec<String> = self.shop.platforms.iter().map(|name| format!("`{name}`")).collect();
            let diagnostic = Diagnostic::new(
                Code::UnknownPlatform,
                format!("the shop does not sell on `{}`", on.text),
                on.span,
                "not among the shop's platforms",
            );
            let near = did_you_mean(&on.text, self.shop.platforms.iter().map(AsRef::as_ref)).map(str::to_owned);
            self.report.push(match near {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None => diagnostic.help(format!("it sells on {}", all.join(", "))),
            });
        }
        let (mut replies, mut offers, mut topics) = (Vec::new(), Vec::new(), Vec::new());
        for name in &at.within {
            match self.deed_named(name, "reply", place) {
                Some(DeedId::Reply(id)) => replies.push(id),
                Some(DeedId::Offer(id)) => offers.push(id),
                Some(DeedId::Question(_) | DeedId::Flow(_)) | None => {}
            }
        }
        for name in &at.about {
            topics.extend(self.topic_named(name, place));
        }
        (replies, offers, topics)
    }

    /// A topic something is declared to be about; an intent's name is one too, for all that it sets off.
    fn topic_named(&mut self, name: &ast::Name, place: &Place) -> Option<crate::program::TopicId> {
        let key = name.key();
        if let Some((id, _)) = self.topics.get(&key) {
            return Some(*id);
        }
        if let Some((super::names::OccasionId::Intent(intent), _)) = self.names.occasions.get(&key).copied() {
            self.uses.intents.insert(intent);
            let canonical = self.intents.get(intent.index())?.name.clone();
            let topic = self.topic(canonical.to_lowercase(), &canonical);
            let intent = self.intents.get_mut(intent.index())?;
            if !intent.about.contains(&topic) {
                intent.about.push(topic);
            }
            return Some(topic);
        }
        if place.library {
            return Some(self.topic(key, &name.text));
        }
        let near = |checker: &Checker<'_>| {
            let mut near: Vec<String> = checker.topics.values().map(|(_, name)| name.to_string()).collect();
            near.extend(checker.spelled(checker.names.occasions.values().map(|(_, span)| *span)));
            near
        };
        self.unknown_name(super::checker::Unknown {
            code: Code::UnknownTopic,
            sort: "topic",
            name,
            near: &near,
            meant: None,
            help: "a topic is what a reply, an offer or an intent says it is about".to_owned(),
            example: Some(super::wording::about(self.report.keywords(name.span), &name.text)),
        });
        None
    }
}

/// A policy as its readers know it: what it `covers` is no part of what it demands.
fn without_covers(sources: &Sources, policy: &ast::Policy, declaration: &ast::Declaration) -> Span {
    let span = declaration.span;
    let Some(first) = declaration.covers.first() else { return span };
    let parts = match &policy.demand {
        Demand::NeverGiveMoreThan(limit) | Demand::NeverSellBelow(limit) => Some(limit.span),
        Demand::NeverSay { words, .. } => words.last().map(|word| word.span),
        _ => None,
    };
    let last = parts.into_iter().chain(policy.condition.as_ref().map(|condition| condition.span)).map(|part| part.end);
    // The keyword before the first practice is the last word of what is left.
    let before = sources.slice(Span { end: first.span.start, ..span }).trim_end();
    let keyword = before.rfind(char::is_whitespace).unwrap_or(before.len());
    let end = span.start as usize + keyword;
    Span::new(span.source, span.start as usize, last.max().map_or(end, |last| end.max(last as usize)))
}
