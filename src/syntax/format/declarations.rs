//! Declarations: heads, and the clauses under them.

use super::comments::Block;
use super::lines::Lines;
use super::printer::Printer;
use crate::source::{Span, Spanned};
use crate::syntax::ast::{
    Declaration, DeclarationKind, Fact, Intent, Kind, Name, Offer, OfferClause, PhraseKind, Reply, Type, Use,
};

impl Printer {
    pub(super) fn declaration(&self, declaration: &Declaration) -> Block {
        let span = declaration.span;
        let (group, mut lines) = match &declaration.kind {
            DeclarationKind::Shop(shop) => ("", self.shop(shop, span)),
            DeclarationKind::Use(what) => ("use", self.use_of(what, span)),
            DeclarationKind::Fact(fact) => ("fact", self.fact(fact, span)),
            DeclarationKind::Intent(intent) => ("", self.intent(intent, span)),
            DeclarationKind::Kind(kind) => ("kind", self.kind(kind, span)),
            DeclarationKind::Offer(offer) => ("", self.offer(offer, span)),
            DeclarationKind::Reply(reply) => ("", self.reply(reply, span)),
            DeclarationKind::Rule(rule) => ("when", self.rule(rule, span)),
            DeclarationKind::Policy(policy) => ("policy", self.policy(policy, span)),
            DeclarationKind::Question(question) => ("", self.question(question, span)),
            DeclarationKind::Flow(flow) => ("", self.flow(flow, span)),
            DeclarationKind::Event(event) => ("event", self.event(event, span)),
            DeclarationKind::Customer(customer) => ("", self.customer(customer, span)),
        };
        if let Some(first) = declaration.covers.first() {
            let covers = self.fill("covers {names}", &[("names", &self.names(&declaration.covers))]);
            lines.add(2, covers, first.span);
        }
        let group = Some(group).filter(|group| !group.is_empty() && lines.len() == 1);
        Block { lines: lines.into_inner(), start: span.start, end: span.end, group }
    }

    /// A head with its colon.
    pub(super) fn headed(&self, head: String) -> String {
        head + self.marks.colon.trim_end()
    }

    fn use_of(&self, what: &Use, span: Span) -> Lines {
        let what = match what {
            Use::Library(path) => path.value.clone(),
            Use::File(text) => self.text(text),
        };
        Lines::beginning(self.fill("use {what}", &[("what", &what)]), span)
    }

    fn fact(&self, fact: &Fact, span: Span) -> Lines {
        let mut head = self.fill("fact {name}", &[("name", &self.declared(&fact.names))]);
        if !fact.keys.is_empty() {
            self.join(&mut head, &self.fill("by {names}", &[("names", &self.names(&fact.keys))]));
        }
        let of = fact.of.as_ref().map(|of| self.of_type(&of.value));
        let lead = head + self.marks.colon;
        let mut rest = String::new();
        match (&fact.value, &of) {
            (Some(value), None) => rest.push_str(&self.expression(value)),
            (Some(value), Some(_)) => rest = self.joined(&[self.word("is"), &self.expression(value)]),
            (None, _) => {}
        }
        if let Some(file) = &fact.file {
            self.join(&mut rest, &self.fill("from_file {text}", &[("text", &self.text(file))]));
        }
        let flat = match &of {
            Some(of) => self.joined(&[&format!("{lead}{of}"), &rest]),
            None => format!("{lead}{rest}"),
        };
        if let Some(Type::OneOf(choices)) = fact.of.as_ref().map(|of| &of.value)
            && !Lines::fits_alone(0, &flat)
        {
            let mut lines = Lines::default();
            let lead = lead + self.word("one_of");
            lines.filled(self, 0, &lead, &self.choices(choices, span));
            if let Some(line) = lines.last() {
                self.join(line, &rest);
            }
            return lines;
        }
        Lines::beginning(flat, span)
    }

    fn kind(&self, kind: &Kind, span: Span) -> Lines {
        let head = self.fill("kind {name}", &[("name", &self.declared(&kind.names))]);
        let what = match &kind.condition {
            Some(condition) => self.not_by_hand(condition),
            None => self.word("by_hand").into(),
        };
        Lines::beginning(head + self.marks.colon + &what, span)
    }

    fn intent(&self, intent: &Intent, span: Span) -> Lines {
        let mut head = self.fill("intent {name}", &[("name", &self.declared(&intent.names))]);
        if intent.also {
            self.join(&mut head, self.word("also"));
        }
        if let Some(description) = &intent.description {
            self.join(&mut head, &self.text(description));
        }
        self.join(&mut head, &self.about(&intent.about));
        let mut lines = Lines::beginning(self.headed(head), span);
        for list in &intent.lists {
            let mut lead = String::from(match list.kind {
                PhraseKind::Phrases => self.word("phrases"),
                PhraseKind::Examples => self.word("examples"),
                PhraseKind::Except => self.word("except"),
            });
            if let Some(language) = &list.language {
                self.join(&mut lead, self.labelled(language, "").trim_end());
            }
            let phrases = list.phrases.iter().map(|phrase| (self.customer_phrase(phrase), phrase.span));
            lines.filled(self, 2, &lead, &self.listed(phrases.collect()));
        }
        lines
    }

    /// Items with the sign that stands behind each but the last.
    pub(super) fn listed(&self, mut items: Vec<(String, Span)>) -> Vec<(String, Span)> {
        let last = items.len().saturating_sub(1);
        items.iter_mut().take(last).for_each(|(item, _)| item.push_str(self.marks.list.trim_end()));
        items
    }

    fn offer(&self, offer: &Offer, span: Span) -> Lines {
        let head = self.fill("offer {name}", &[("name", &self.declared(&offer.names))]);
        let mut lines = self.about_head(&head, &offer.about, span);
        for clause in &offer.clauses {
            self.offer_clause(&mut lines, clause);
        }
        lines
    }

    /// A head that may say what it is about.
    pub(super) fn about_head(&self, head: &str, about: &[Name], span: Span) -> Lines {
        Lines::beginning(self.headed(self.joined(&[head, &self.about(about)])), span)
    }

    fn offer_clause(&self, lines: &mut Lines, clause: &Spanned<OfferClause>) {
        let line = match &clause.value {
            OfferClause::WaivesPostage => self.word("waives_postage").into(),
            OfferClause::Takes { amount, next_order } => {
                let next_order = if *next_order { self.phrase("next_order", &[]) } else { String::new() };
                self.phrase("offer_takes", &[("arithmetic", &self.sum(amount)), ("next_order", &next_order)])
            }
            OfferClause::Gives(gift) => self.fill("gives {text}", &[("text", &self.translations(gift))]),
            OfferClause::WordsOnly => self.word("words_only").into(),
            OfferClause::Costs(cost) => self.fill("costs {amount}", &[("amount", &self.before_once(cost))]),
            OfferClause::Needs(condition) => {
                self.fill("needs {condition}", &[("condition", &self.before_once(condition))])
            }
            OfferClause::Once(scope) => self.memory(true, Some(*scope)),
            OfferClause::Say(speech) => return self.speech(lines, 2, self.word("say"), speech, clause.span),
        };
        lines.add(2, line, clause.span);
    }

    fn reply(&self, reply: &Reply, span: Span) -> Lines {
        let head = self.fill("reply {name}", &[("name", &self.declared(&reply.names))]);
        let mut lines = self.about_head(&head, &reply.about, span);
        self.listed_steps(&mut lines, 2, &reply.steps);
        lines
    }
}
