//! Steps: on one line where they are short, one a line where they are not.

use super::lines::Lines;
use super::printer::Printer;
use crate::syntax::ast::{ProductQuery, Step, StepKind};

impl Printer {
    /// A single step on one line; nothing where it has variants or an `otherwise`, which stand on lines of their own.
    fn flat_step(&self, step: &Step) -> Option<String> {
        Some(match &step.value {
            StepKind::Say(speech) if speech.groups.iter().map(|group| group.variants.len()).sum::<usize>() > 1 => {
                return None;
            }
            StepKind::Say(speech) => self.joined(&[self.word("say"), &self.flat_speech(speech)]),
            StepKind::Offer(name) => self.fill("do_offer {name}", &[("name", &self.name(name))]),
            StepKind::Reply(name) => self.fill("do_reply {name}", &[("name", &self.name(name))]),
            StepKind::Do(name) => self.name(name),
            StepKind::Ask(names) => self.fill("ask {names}", &[("names", &self.names(names))]),
            StepKind::Start(name) => self.fill("start {name}", &[("name", &self.name(name))]),
            StepKind::ShowProducts(query) => self.products(query),
            StepKind::ShowPicture(text) => self.fill("show_picture {text}", &[("text", &self.text(text))]),
            StepKind::SendLink(text) => self.fill("send_link {text}", &[("text", &self.text(text))]),
            StepKind::Remember { fact, value } => {
                let (fact, value) = (self.reference(fact), self.expression(value));
                self.fill("remember {fact} as {value}", &[("fact", &fact), ("value", &value)])
            }
            StepKind::Forget(fact) => self.fill("forget {fact}", &[("fact", &self.reference(fact))]),
            StepKind::Promise(text) => self.fill("promise {text}", &[("text", &self.translations(text))]),
            StepKind::Mark(kind) => self.fill("mark {kind}", &[("kind", &self.name(kind))]),
            StepKind::Unmark(kind) => self.fill("unmark {kind}", &[("kind", &self.name(kind))]),
            StepKind::Note(text) => self.fill("note {text}", &[("text", &self.text(text))]),
            StepKind::Task(text) => self.fill("task {text}", &[("text", &self.text(text))]),
            StepKind::HandOver(None) => self.word("hand_over").into(),
            StepKind::HandOver(Some(why)) => self.fill("hand_over because {text}", &[("text", &self.text(why))]),
            StepKind::Close => self.word("close").into(),
            StepKind::Cancel => self.word("cancel").into(),
            StepKind::If { condition, then, otherwise } if otherwise.is_empty() => {
                let condition = self.condition(condition);
                self.joined(&[&condition, &self.flat_branch(then)?])
            }
            StepKind::If { .. } => return None,
        })
    }

    /// A step on one line, whatever it is.
    pub(super) fn one_step(&self, step: &Step) -> String {
        let mut lines = Lines::default();
        self.step(&mut lines, 0, "", step);
        let lines = lines.into_inner();
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        self.joined(&texts)
    }

    /// Steps joined by `and` on one line.
    pub(super) fn flat_steps(&self, steps: &[Step]) -> Option<String> {
        let mut out = String::new();
        for (index, step) in steps.iter().enumerate() {
            let step = self.flat_step(step)?;
            if index > 0 {
                self.join(&mut out, self.word("and"));
            }
            self.join(&mut out, &step);
        }
        Some(out)
    }

    /// Steps behind a condition: a bare name needs a `then` before it.
    fn flat_branch(&self, steps: &[Step]) -> Option<String> {
        Some(self.joined(&[self.opener(steps), &self.flat_steps(steps)?]))
    }

    /// What must stand between a trigger or condition and these steps.
    pub(super) fn opener(&self, steps: &[Step]) -> &'static str {
        if matches!(steps.first().map(|step| &step.value), Some(StepKind::Do(_))) { self.word("then") } else { "" }
    }

    /// Steps joined by `and` behind `lead`: on one line where they fit, else one a line.
    pub(super) fn joined_steps(&self, lines: &mut Lines, indent: usize, lead: &str, steps: &[Step]) {
        let span = steps.first().map(|step| step.span).unwrap_or_default();
        if let Some(flat) = self.flat_steps(steps) {
            let line = self.joined(&[lead, &flat]);
            if steps.len() == 1 || Lines::fits_alone(indent, &line) {
                return lines.add(indent, line, span);
            }
        }
        for (index, step) in steps.iter().enumerate() {
            let (lead, indent) = match index {
                0 => (lead, indent),
                _ if lead.is_empty() => (self.word("and"), indent),
                _ => (self.word("and"), indent + 2),
            };
            self.step(lines, indent, lead, step);
        }
    }

    /// Steps that follow one another without `and`, as in replies and flows: one a line.
    pub(super) fn listed_steps(&self, lines: &mut Lines, indent: usize, steps: &[Step]) {
        for step in steps {
            let lead = if matches!(step.value, StepKind::Do(_)) { self.word("and") } else { "" };
            self.step(lines, indent, lead, step);
        }
    }

    fn step(&self, lines: &mut Lines, indent: usize, lead: &str, step: &Step) {
        match &step.value {
            StepKind::Say(speech) => {
                self.speech(lines, indent, &self.joined(&[lead, self.word("say")]), speech, step.span);
            }
            StepKind::If { condition, then, otherwise } => {
                let condition = self.condition(condition);
                let head = self.joined(&[lead, &condition]);
                match self.flat_branch(then).map(|branch| self.joined(&[&head, &branch])) {
                    Some(line) if Lines::fits_alone(indent, &line) => lines.add(indent, line, step.span),
                    _ => {
                        lines.add(indent, head, step.span);
                        self.joined_steps(lines, indent + 2, self.opener(then), then);
                    }
                }
                match otherwise.as_slice() {
                    [] => {}
                    [only] => self.step(lines, indent, self.word("otherwise"), only),
                    several => self.joined_steps(lines, indent, self.word("otherwise"), several),
                }
            }
            _ => {
                let step_text = self.flat_step(step).unwrap_or_default();
                lines.add(indent, self.joined(&[lead, &step_text]), step.span);
            }
        }
    }

    fn products(&self, query: &ProductQuery) -> String {
        let mut out = String::from(self.word("show_products"));
        if let Some(filter) = &query.filter {
            let last = query.order.is_none() && query.limit.is_none();
            let filter = if last { self.expression(filter) } else { self.before_comma(filter) };
            self.join(&mut out, &self.fill("where {condition}", &[("condition", &filter)]));
        }
        if let Some((by, lowest)) = &query.order {
            let order = if *lowest { "lowest_first" } else { "highest_first" };
            self.clause(&mut out, query.filter.is_some(), &self.phrase(order, &[("name", &self.name(by))]));
        }
        if let Some(limit) = query.limit {
            let after = query.filter.is_some() || query.order.is_some();
            self.clause(&mut out, after, &self.fill("at_most {count}", &[("count", &limit.to_string())]));
        }
        out
    }

    /// Another clause of the same line, behind a comma where one stands before it.
    pub(super) fn clause(&self, out: &mut String, after_comma: bool, clause: &str) {
        if after_comma {
            out.push_str(self.marks.comma);
            out.push_str(clause);
        } else {
            self.join(out, clause);
        }
    }
}
