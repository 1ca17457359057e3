//! What rules and rungs are called when somebody is told of them: a rule by its place, a rung by what it does.

use std::sync::Arc;

use super::tongue::Tongue;
use crate::program::{Rule, RuleId, Rung, Step};
use crate::source::{Sources, Span};

impl Tongue<'_> {
    /// `bargaining.patter:12`; a module of the library with its folder, `std/welcome:3`.
    pub fn place(self, span: Span, sources: &Sources) -> String {
        let Some(source) = sources.get(span.source) else { return String::new() };
        let own = source.name.rsplit('/').next().unwrap_or_default();
        let name = if source.name.starts_with("std/") { &source.name } else { own };
        format!("{name}:{}", source.display_position(span.start as usize).line)
    }

    /// A rule's place.
    pub fn rule_place(self, id: RuleId, sources: &Sources) -> String {
        self.program.rule(id).map_or_else(String::new, |rule| self.place(rule.span, sources))
    }

    /// What a rung does, by the name memory has for it.
    pub fn rung(self, rule: &Rule, deed: &str) -> String {
        match rung_of(rule, deed) {
            Some(rung) if rung.named => rung.deed.to_string(),
            Some(rung) => self.steps(&rung.steps),
            None => without_values(deed),
        }
    }

    /// What a rung of some ladder of a trigger does.
    pub fn rung_of_trigger(self, trigger: &Arc<str>, deed: &str) -> String {
        let rules = self.program.rules.iter().filter(|rule| rule.trigger_name == *trigger);
        let rule = rules.into_iter().find(|rule| rung_of(rule, deed).is_some());
        rule.map_or_else(|| without_values(deed), |rule| self.rung(rule, deed))
    }

    /// What steps do, by the offer they make, else by the reply they give, else by the first of them.
    fn steps(self, steps: &[Step]) -> String {
        let all = Step::flat(steps);
        let offer = all.iter().find(|step| matches!(step, Step::Offer(_)));
        let chosen = offer.or_else(|| all.iter().find(|step| matches!(step, Step::Reply(_)))).or(all.first());
        chosen.map_or_else(String::new, |step| self.step(step))
    }

    fn step(self, step: &Step) -> String {
        let tag = self.keywords.tag();
        let (program, name) = (self.program, |name: Option<&Arc<str>>| name.map_or("", |name| name).to_owned());
        match step {
            Step::Offer(id) => name(program.offer(*id).map(|offer| offer.called(tag))),
            Step::Reply(id) => name(program.reply(*id).map(|reply| reply.called(tag))),
            Step::Say(id) => {
                let speech = program.speech(*id);
                let own = program.shop.language(tag).map_or(0, crate::program::LanguageId::index);
                let variants = speech.and_then(|speech| speech.variants.get(own).filter(|own| !own.is_empty()));
                let variants = variants.or_else(|| speech.and_then(|speech| speech.variants.first()));
                let first = variants.and_then(|variants| variants.first());
                self.quoted(&without_values(first.map_or("", |variant| &variant.text.key)))
            }
            Step::Remember(id, ..) | Step::Forget(id, _) => name(program.fact(*id).map(|fact| fact.called(tag))),
            Step::Mark(id) | Step::Unmark(id) => name(program.kind(*id).map(|kind| kind.called(tag))),
            Step::Promise(words) => self.quoted(words.first().map_or("", |words| words)),
            Step::HandOver(_) => self.pick(["a call for staff", "转人工", "una llamada al personal"]).to_owned(),
            Step::Close => self.pick(["a goodbye", "结束对话", "una despedida"]).to_owned(),
            Step::ShowPicture(_) => self.pick(["a picture", "一张图片", "una foto"]).to_owned(),
            Step::SendLink(_) => self.pick(["a link", "一个链接", "un enlace"]).to_owned(),
            Step::Note(_) | Step::Task(_) => self.pick(["a note for staff", "一条备注", "una nota"]).to_owned(),
            Step::ShowProducts(_) => self.pick(["products", "商品", "productos"]).to_owned(),
            Step::Ask(ids) => {
                let first = ids.first().and_then(|id| program.question(*id));
                name(first.map(|question| question.called(tag)))
            }
            Step::Start(id) => name(program.flow(*id).map(|flow| flow.called(tag))),
            Step::Cancel => self.pick(["a cancel", "退出流程", "una cancelación"]).to_owned(),
            Step::If { .. } => String::new(),
        }
    }
}

/// A text as it is written, each `{value}` in it left open: “It costs …”
pub(super) fn without_values(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (_, behind))) =
        rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        words.push_str(before);
        words.push('…');
        rest = behind;
    }
    words.push_str(rest);
    words.replace("….", "…")
}

/// The rung of a ladder that memory calls so.
pub(super) fn rung_of<'r>(rule: &'r Rule, deed: &str) -> Option<&'r Rung> {
    rule.body.rungs().find(|rung| *rung.deed == *deed)
}
