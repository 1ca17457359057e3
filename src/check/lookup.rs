//! Names that must be declared: kinds, intents, offers, replies, topics.

use std::sync::Arc;

use super::checker::{Checker, Place, Unknown};
use super::names::{DeedId, OccasionId};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{IntentId, KindId, OfferId, ReplyId, TopicId};
use crate::source::Span;
use crate::syntax::ast::{Keywords, Name};

impl Checker<'_> {
    pub fn kind_named(&mut self, name: &Name, place: &Place) -> Option<KindId> {
        if let Some((id, _)) = self.names.kinds.get(&name.key()) {
            self.uses.kinds.insert(*id);
            return Some(*id);
        }
        let near = |checker: &Checker<'_>| checker.spelled(checker.names.kinds.values().map(|(_, span)| *span));
        let help = "a kind of customer is declared before it is used".to_owned();
        let example = Some(wording::kind(place.keywords, &name.text));
        self.unknown_name(Unknown {
            code: Code::UnknownKind,
            sort: "kind of customer",
            name,
            near: &near,
            meant: None,
            help,
            example,
        });
        None
    }

    /// What sets a rule off: an intent, or an event the shop declares.
    pub fn occasion_named(&mut self, name: &Name, place: &Place) -> Option<OccasionId> {
        if let Some((id, _)) = self.names.occasions.get(&name.key()) {
            match id {
                OccasionId::Intent(id) => self.uses.intents.insert(*id),
                OccasionId::Event(id) => self.uses.events.insert(*id),
            };
            return Some(*id);
        }
        if !self.in_two_words(name) && !self.happens_otherwise(name, place) {
            self.unknown_occasion(name, true, place);
        }
        None
    }

    /// `when asking price …` where the intent is called `asking-price`: the second word was read as something to do.
    fn in_two_words(&mut self, name: &Name) -> bool {
        let text = self.sources.get(name.span.source).map(|source| &*source.text).unwrap_or_default();
        let behind = text.get(name.span.end as usize..).unwrap_or_default();
        let start = name.span.end as usize + behind.len() - behind.trim_start_matches(' ').len();
        let next = text.get(start..).unwrap_or_default();
        let length = next.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(next.len());
        let second = next.get(..length).unwrap_or_default().to_lowercase();
        let joined = format!("{}-{second}", name.key());
        let Some(declared) = self.names.occasions.get(&joined).map(|(_, span)| *span).filter(|_| length > 0) else {
            return false;
        };
        let whole = Span::new(name.span.source, name.span.start as usize, start + length);
        // That the second word is called nothing comes of the same mistake.
        self.report.is_first(Code::UnknownDeed.as_str(), &second);
        let message = format!("`{}` is 2 words, and the name is one", self.report.quote(whole));
        let told = Diagnostic::new(Code::UnknownIntent, message, whole, "a name has no blanks")
            .related(declared, "declared here")
            .help(format!("write `{joined}`"));
        self.report.push_mended(told, joined);
        true
    }

    fn unknown_occasion(&mut self, name: &Name, may_be_event: bool, place: &Place) {
        let near = |checker: &Checker<'_>| checker.spelled(checker.names.occasions.values().map(|(_, span)| *span));
        let mut help = "what customers say is declared as an intent, with the phrases they use for it".to_owned();
        if may_be_event {
            let event = wording::event(place.keywords, &name.text);
            help.push_str(&format!("; what your own systems tell, as `{event}`"));
        }
        let example = Some(wording::intent(place.keywords, &name.text));
        self.unknown_name(Unknown {
            code: Code::UnknownIntent,
            sort: "intent",
            name,
            near: &near,
            meant: None,
            help,
            example,
        });
    }

    pub fn intent_named(&mut self, name: &Name, place: &Place) -> Option<IntentId> {
        if !self.names.occasions.contains_key(&name.key()) {
            self.unknown_occasion(name, false, place);
            return None;
        }
        match self.occasion_named(name, place)? {
            OccasionId::Intent(id) => Some(id),
            OccasionId::Event(_) => {
                let declared = self.names.occasions.get(&name.key()).map(|(_, span)| *span);
                self.wrong_sort(name, "event", "intent", declared);
                None
            }
        }
    }

    /// What can be done by its name: `sort` is what the script says it is, "offer or reply" for a bare name.
    pub fn deed_named(&mut self, name: &Name, sort: &'static str, place: &Place) -> Option<DeedId> {
        if let Some((id, _)) = self.names.deeds.get(&name.key()) {
            match id {
                DeedId::Offer(id) => self.uses.offers.insert(*id),
                DeedId::Reply(id) => self.uses.replies.insert(*id),
                DeedId::Question(id) => self.uses.questions.insert(*id),
                DeedId::Flow(id) => self.uses.flows.insert(*id),
            };
            return Some(*id);
        }
        let bare = sort == "offer or reply";
        if self.said_without_quotes(name, place) || bare && self.done_by_people(name, place) {
            return None;
        }
        let near = |checker: &Checker<'_>| checker.spelled(checker.names.deeds.values().map(|(_, span)| *span));
        let (help, example) = match sort {
            "offer" => ("an offer is declared once, then used by its name", wording::offer(place.keywords, &name.text)),
            "question" => ("it is declared once, then used by its name", wording::question(place.keywords, &name.text)),
            "flow" => ("it is declared once, then used by its name", wording::flow(place.keywords, &name.text)),
            _ => ("what is said is declared once, then used by its name", wording::reply(place.keywords, &name.text)),
        };
        self.unknown_name(Unknown {
            code: Code::UnknownDeed,
            sort,
            name,
            near: &near,
            meant: None,
            help: help.to_owned(),
            example: Some(example),
        });
        None
    }

    /// `说您好`: a word of the language and what is to be said, without a blank and without quotes.
    fn said_without_quotes(&mut self, name: &Name, place: &Place) -> bool {
        let words = name.text.strip_prefix('说').filter(|words| words.chars().count() > 1);
        let Some(words) = words.filter(|_| place.keywords == Keywords::Chinese) else { return false };
        if self.report.is_news(Code::UnknownDeed.as_str(), &name.key()) {
            let meant = format!("说{}", wording::quoted(place.keywords, words));
            let told = Diagnostic::new(
                Code::UnquotedText,
                "words to be said stand in quotes",
                name.span,
                "no quotes around this",
            )
            .help(format!("write `{meant}`"));
            self.report.push_mended(told, meant);
        }
        true
    }

    pub fn offer_named(&mut self, name: &Name, place: &Place) -> Option<OfferId> {
        match self.deed_named(name, "offer", place)? {
            DeedId::Offer(id) => Some(id),
            other => {
                self.wrong_deed(name, other, "offer");
                None
            }
        }
    }

    pub fn reply_named(&mut self, name: &Name, place: &Place) -> Option<ReplyId> {
        match self.deed_named(name, "reply", place)? {
            DeedId::Reply(id) => Some(id),
            other => {
                self.wrong_deed(name, other, "reply");
                None
            }
        }
    }

    pub fn wrong_deed(&mut self, name: &Name, found: DeedId, wanted: &str) {
        let declared = self.names.deeds.get(&name.key()).map(|(_, span)| *span);
        self.wrong_sort(name, found.word(), wanted, declared);
    }

    fn wrong_sort(&mut self, name: &Name, found: &str, wanted: &str, declared: Option<crate::source::Span>) {
        if self.report.declared_twice.contains(&name.key()) {
            return;
        }
        let article = |word: &str| if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        let message = format!("`{}` is {} {found}, not {} {wanted}", name.text, article(found), article(wanted));
        let mut diagnostic = Diagnostic::new(
            Code::WrongSort,
            message,
            name.span,
            format!("{} {wanted} is needed here", article(wanted)),
        );
        if let Some(declared) = declared {
            diagnostic = diagnostic.related(declared, format!("declared as {} {found} here", article(found)));
        }
        let word = match found {
            "offer" => "offer",
            "reply" => "reply",
            _ => "when",
        };
        let keywords = self.report.keywords(name.span);
        let example = match found {
            "question" => Some(wording::ask(keywords, &name.text)),
            "flow" => Some(wording::start(keywords, &name.text)),
            _ => None,
        };
        diagnostic = diagnostic.help(match example {
            Some(_) => format!("a {found} is used so, or take the name of {} {wanted}", article(wanted)),
            None => format!("write it with the word `{word}`, or take the name of {} {wanted}", article(wanted)),
        });
        self.report.push(match example {
            Some(example) => diagnostic.example(example),
            None => diagnostic,
        });
    }

    /// A topic something is about; the first mention makes it.
    pub fn topics_of(&mut self, about: &[Name]) -> Vec<TopicId> {
        about.iter().map(|name| self.topic(name.key(), &name.text)).collect()
    }

    pub fn topic(&mut self, key: String, name: &Arc<str>) -> TopicId {
        let id = TopicId::from(self.topics.len());
        self.topics.entry(key).or_insert_with(|| (id, name.clone())).0
    }
}
