//! Rules and their ladders.

use std::collections::HashMap;
use std::sync::Arc;

use super::checker::{Checker, Place};
use super::expression::scope_of;
use super::load::File;
use super::names::DeedId;
use super::speeches::SpeechKey;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::{Body, Expression, Rule, Rung, Scope};
use crate::source::Span;
use crate::syntax::ast::{self, DeclarationKind};

impl Checker<'_> {
    /// All rules, the main file's first, the library's last.
    pub fn all_rules(&mut self) {
        let files = self.files;
        for file in files {
            for declaration in &file.script.declarations {
                if let DeclarationKind::Rule(rule) = &declaration.kind {
                    self.rule(rule, file, declaration.span);
                }
            }
        }
    }

    fn rule(&mut self, written: &ast::Rule, file: &File, span: Span) {
        let mut place = Place::of(file);
        let trigger = self.trigger(&written.trigger, &mut place);
        let condition = written.condition.as_ref().map(|condition| self.condition(condition, &place));
        if let Some((written, condition)) = written.condition.as_ref().zip(condition.as_ref()) {
            place = self.guarded(&place, written, condition.as_ref());
        }
        let name: Arc<str> = match &trigger {
            Some(trigger) => self.trigger_name(trigger),
            None => "later".into(),
        };
        let body = self.body(&written.body, &place, &name);
        let (Some(trigger), Some(condition)) = (trigger, condition.map_or(Some(None), |made| made.map(Some))) else {
            return;
        };
        let (key, key_formerly) = self.rule_key(&body);
        self.rules.push(Rule {
            trigger_formerly: self.trigger_formerly(&trigger),
            trigger_name: name,
            trigger,
            key,
            key_formerly,
            once: written.once,
            scope: written.scope.map(scope_of).unwrap_or(Scope::Conversation),
            condition,
            body,
            span,
        });
    }

    fn body(&mut self, written: &ast::Body, place: &Place, trigger: &str) -> Body {
        match written {
            ast::Body::Steps(steps) => Body::Steps(self.steps(steps, place, SpeechKey::Before(trigger))),
            ast::Body::Ladder { rungs, otherwise } => {
                let mut seen = HashMap::new();
                let rungs = self.rungs(rungs, place, trigger, &mut seen);
                let otherwise = self.rungs(otherwise, place, trigger, &mut seen);
                Body::Ladder { rungs, otherwise }
            }
        }
    }

    fn rungs(
        &mut self,
        written: &[ast::Rung],
        place: &Place,
        trigger: &str,
        seen: &mut HashMap<Arc<str>, Span>,
    ) -> Vec<Rung> {
        let mut rungs = Vec::new();
        for (index, rung) in written.iter().enumerate() {
            let condition = rung.condition.as_ref().map(|condition| self.condition(condition, place));
            let guarded = match rung.condition.as_ref().zip(condition.as_ref()) {
                Some((written, condition)) => &self.guarded(place, written, condition.as_ref()),
                None => place,
            };
            let steps = self.steps(&rung.steps, guarded, SpeechKey::Before(trigger));
            if let Some(before) = index.checked_sub(1).and_then(|before| written.get(before)) {
                self.behind_an_answer(before, rung, place);
            }
            let Some(condition) = condition.map_or(Some(None), |made| made.map(Some)) else { continue };
            let Some((deed, mut formerly)) = self.deed(&steps) else { continue };
            let deed = match &rung.name {
                Some(name) => name.text.clone(),
                None => deed,
            };
            if rung.name.is_some() {
                formerly.clear();
            }
            for name in &rung.formerly {
                let was = &name.text;
                formerly.extend([was.clone(), format!("offer {was}").into(), format!("reply {was}").into()]);
            }
            formerly.retain(|old| *old != deed);
            if let Some(first) = seen.insert(deed.to_lowercase().into(), rung.span) {
                self.deed_twice(&deed, first, rung, place);
            }
            rungs.push(Rung { deed, named: rung.name.is_some(), formerly, condition, steps, span: rung.span });
        }
        rungs
    }

    /// `ask size then say "{size}"`: what stands behind `then` comes another time, and what follows an answer is joined to it.
    fn behind_an_answer(&mut self, before: &ast::Rung, rung: &ast::Rung, place: &Place) {
        let Some(ast::StepKind::Ask(names)) = before.steps.last().map(|step| &step.value) else { return };
        let words = |report: &super::report::Report<'_>, steps: &[ast::Step]| {
            let (first, last) = (steps.first()?, steps.last()?);
            Some(report.quote(first.span.to(last.span)))
        };
        let (Some(asks), Some(says)) = (words(&self.report, &before.steps), words(&self.report, &rung.steps)) else {
            return;
        };
        let (keywords, within) = (place.keywords, rung.span);
        let asked = names.iter().filter_map(|name| match self.names.deeds.get(&name.key()) {
            Some((DeedId::Question(id), _)) => Some(*id),
            _ => None,
        });
        let learned: Vec<Expression> = asked.flat_map(|id| self.learned_by_question(id)).collect();
        self.report.each_doubted(|told, leaf| {
            let at = told.label.span;
            let inside = at.source == within.source && within.start <= at.start && at.end <= within.end;
            if inside && learned.contains(leaf) {
                told.help = Some(wording::joins(keywords).to_owned());
                told.example = Some(wording::joined(keywords, &asks, &says));
            }
        });
    }

    fn deed_twice(&mut self, deed: &str, first: Span, rung: &ast::Rung, place: &Place) {
        let message = format!("`{deed}` stands twice in this ladder");
        let words = self.report.quote(rung.span);
        let words = words.trim_end_matches(['.', '。', ',', '，']);
        self.report.push(
            Diagnostic::new(Code::DeedTwice, message, rung.span, "again here")
                .related(first, "first here")
                .help("memory knows a rung by what it does; give the second one a name of its own, or take it out")
                .example(wording::named_rung(place.keywords, words)),
        );
    }
}
