//! What memory calls steps, rungs and rules: by what they do, never by where they stand.

use std::sync::Arc;

use super::checker::Checker;
use super::speeches::first_sentence;
use crate::program::{Body, Step};

impl Checker<'_> {
    /// What memory calls steps, and called them before: by the offer they make, else by the reply they give, else by
    /// the first thing they do.
    pub fn deed(&self, steps: &[Step]) -> Option<(Arc<str>, Vec<Arc<str>>)> {
        let all = Step::flat(steps);
        let chosen = all
            .iter()
            .find(|step| matches!(step, Step::Offer(_)))
            .or_else(|| all.iter().find(|step| matches!(step, Step::Reply(_))))
            .or_else(|| all.first())?;
        Some(self.step_name(chosen))
    }

    fn step_name(&self, step: &Step) -> (Arc<str>, Vec<Arc<str>>) {
        let with_former = |verb: &str, name: &str, formerly: &[Arc<str>]| {
            let old = formerly.iter().map(|old| Arc::from(format!("{verb} {old}"))).collect();
            (Arc::from(format!("{verb} {name}")), old)
        };
        let plain = |name: String| (Arc::from(name), Vec::new());
        match step {
            Step::Offer(id) => match self.offers.get(id.index()) {
                Some(offer) => with_former("offer", &offer.name, &offer.formerly),
                None => plain("offer".into()),
            },
            Step::Reply(id) => match self.replies.get(id.index()) {
                Some(reply) => with_former("reply", &reply.name, &reply.formerly),
                None => plain("reply".into()),
            },
            Step::Say(id) => {
                let speech = self.speeches.get(id.index());
                let line = speech.and_then(|speech| speech.variants.iter().find_map(|lines| lines.first()));
                plain(format!("say {}", line.map_or("", |line| first_sentence(&line.text.key))))
            }
            Step::ShowProducts(_) => plain("show products".into()),
            Step::ShowPicture(text) => plain(format!("show picture {}", text.key)),
            Step::SendLink(text) => plain(format!("send link {}", text.key)),
            Step::Remember(fact, ..) => match self.facts.get(fact.index()) {
                Some(fact) => with_former("remember", &fact.name, &fact.formerly),
                None => plain("remember".into()),
            },
            Step::Forget(fact, _) => match self.facts.get(fact.index()) {
                Some(fact) => with_former("forget", &fact.name, &fact.formerly),
                None => plain("forget".into()),
            },
            Step::Promise(words) => plain(format!("promise {}", words.first().map_or("", |words| words.as_ref()))),
            Step::Mark(kind) => match self.kinds.get(kind.index()) {
                Some(kind) => with_former("mark", &kind.name, &kind.formerly),
                None => plain("mark".into()),
            },
            Step::Unmark(kind) => match self.kinds.get(kind.index()) {
                Some(kind) => with_former("unmark", &kind.name, &kind.formerly),
                None => plain("unmark".into()),
            },
            Step::Note(text) => plain(format!("note {}", text.key)),
            Step::Task(text) => plain(format!("task {}", text.key)),
            Step::HandOver(_) => plain("hand over".into()),
            Step::Close => plain("close".into()),
            Step::Ask(questions) => match questions.first().and_then(|id| self.questions.get(id.index())) {
                Some(question) => with_former("ask", &question.name, &question.formerly),
                None => plain("ask".into()),
            },
            Step::Start(id) => match self.flows.get(id.index()) {
                Some(flow) => with_former("start", &flow.name, &flow.formerly),
                None => plain("start".into()),
            },
            Step::Cancel => plain("cancel".into()),
            Step::If { .. } => plain("if".into()),
        }
    }

    /// What memory calls a rule among those of its trigger, and its former keys.
    pub fn rule_key(&self, body: &Body) -> (Arc<str>, Vec<Arc<str>>) {
        match body {
            Body::Steps(steps) => self.deed(steps).unwrap_or_else(|| ("nothing".into(), Vec::new())),
            Body::Ladder { .. } => match body.rungs().next() {
                Some(rung) => (rung.deed.clone(), rung.formerly.clone()),
                None => ("nothing".into(), Vec::new()),
            },
        }
    }
}
