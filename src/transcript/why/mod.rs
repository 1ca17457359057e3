//! Why a turn came about, in a sentence or two for the shop's owner, in the keyword language of the script. All of it is
//! read from the trace; nothing is worked out again.

mod causes;
mod condition;
mod happened;
mod label;
mod passed;
mod quoting;
mod remarks;
mod tongue;

use self::causes::{Cause, Kind, UNHEARD};
use self::tongue::Tongue;
pub use self::tongue::fill;
use super::write::{Row, RowKind, clock};
use crate::engine::{Happened, Happening, Outcome, Remark, TimerChange, Trace, Tried, Turn};
use crate::program::{Program, RuleId, Value};
use crate::source::Sources;
use crate::syntax::ast::Keywords;

/// Why a turn came about: what was understood, which rule answered, what was passed over before it, what was withheld.
pub fn why(
    happening: &Happening,
    turn: &Turn,
    program: &Program,
    sources: &Sources,
    keywords: Keywords,
) -> Vec<String> {
    let tongue = Tongue { keywords, program };
    let trace = &turn.trace;
    if trace.remarks.contains(&Remark::WithStaff) {
        let forms = [
            "Staff have the conversation, so no rule speaks.",
            "人工正在接待，规则不说话。",
            "Atiende el personal: las reglas callan.",
        ];
        return vec![tongue.pick(forms).to_owned()];
    }
    if trace.remarks.contains(&Remark::Muted) {
        let forms = [
            "The script is muted, so no rule speaks.",
            "脚本已静音，规则不说话。",
            "El guion está en silencio: ninguna regla habla.",
        ];
        return vec![tongue.pick(forms).to_owned()];
    }
    let told = Told { tongue, trace, timers: &turn.timers, acted: !turn.acts.is_empty(), sources };
    let causes = told.causes(happening);
    let mut sentences = Vec::new();
    let mut tried: Vec<&Tried> = Vec::new();
    let mut clauses = Vec::new();
    let mut answered = false;
    for cause in &causes {
        let own: Vec<&Tried> = trace.tried.iter().filter(|one| one.trigger == cause.trigger).collect();
        let speaking = own.iter().find(|one| one.outcome == Outcome::Fired && !told.is_silent(one));
        answered |= speaking.is_some();
        clauses.push(format!("{}{}", cause.words, told.outcome(cause, speaking.copied(), !own.is_empty())));
        // How the greeting came about matters only where nothing was asked.
        if cause.kind != Kind::Opening || causes.iter().all(|cause| cause.kind == Kind::Opening) {
            tried.extend(own.into_iter().filter(|one| !told.is_silent(one)));
        }
    }
    if !clauses.is_empty() {
        sentences.push(tongue.sentence(&clauses.join(tongue.pick(["; ", "；", "; "]))));
    }
    sentences.extend(tongue.passed_over(&tried, trace.tried_in_vain, answered, sources));
    sentences.extend(trace.left.map(|left| {
        let forms = ["{0} is left above the bottom line", "离底线还有{0}", "quedan {0} sobre el mínimo"];
        tongue.sentence(&tongue.say(forms, &[&tongue.value(&Value::Money(left), None)]))
    }));
    sentences.extend(told.notes());
    sentences.extend(trace.remarks.iter().filter_map(|remark| told.remark(remark, happening)));
    if sentences.is_empty() {
        let forms = ["No rule had anything to say.", "没有规则要说什么。", "Ninguna regla tenía nada que decir."];
        sentences.push(tongue.pick(forms).to_owned());
    }
    sentences
}

/// When a timer ran out and what it had waited for, as a stage direction: `2026-03-02 10:30: the order was placed, and …`.
pub fn ran_out(happened: &Happened, program: &Program, keywords: Keywords) -> String {
    let Happened { at, event, turn } = happened;
    let sources = Sources::new();
    let tongue = Tongue { keywords, program };
    let told = Told { tongue, trace: &turn.trace, timers: &turn.timers, acted: false, sources: &sources };
    let clock = clock(*at, program);
    match told.happened(&event.happening) {
        Some(cause) => {
            tongue.say(["{0}: {1}", "{0}：{1}", "{0}: {1}"], &[&clock, &cause.words]).replace(['[', ']'], "")
        }
        None => clock,
    }
}

/// The same as stage directions, which a conversation on paper may keep.
pub fn why_rows(sentences: &[String]) -> Vec<Row> {
    let row = |line: &String| Row {
        kind: RowKind::Trace,
        label: String::new(),
        text: format!("[ {} ]", line.replace(['[', ']'], "")),
    };
    sentences.iter().map(row).collect()
}

/// A trace and what is needed to tell of it.
struct Told<'a> {
    tongue: Tongue<'a>,
    trace: &'a Trace,
    /// The timers it set and stopped.
    timers: &'a [TimerChange],
    /// Whether anything was done or said.
    acted: bool,
    sources: &'a Sources,
}

impl Told<'_> {
    /// What came of a cause, to be said behind it.
    fn outcome(&self, cause: &Cause, speaking: Option<&Tried>, tried: bool) -> String {
        let tongue = self.tongue;
        if let Some(one) = speaking {
            let place = tongue.rule_place(RuleId(one.rule), self.sources);
            let taken = one.rungs.iter().find(|rung| rung.outcome == Outcome::Fired);
            let rule = tongue.program.rule(RuleId(one.rule));
            return match taken.zip(rule) {
                Some((rung, rule)) => tongue.say(
                    [
                        ", and the rule at {0} answered with {1}",
                        "，由 {0} 的规则回答：{1}",
                        ", y la regla de {0} respondió con {1}",
                    ],
                    &[&place, &tongue.rung(rule, &rung.deed)],
                ),
                None => tongue.say(
                    [", and the rule at {0} answered", "，由 {0} 的规则回答", ", y respondió la regla de {0}"],
                    &[&place],
                ),
            };
        }
        let left = |remark: &Remark| matches!(remark, Remark::LeftUnanswered { intent } if *intent == cause.trigger);
        let forms = if self.trace.remarks.iter().any(left) {
            [
                ", and stayed unanswered: the rest was enough for one message",
                "，这次没有回答：一条消息里先答了别的",
                ", y quedó sin respuesta: lo demás ya bastaba para un mensaje",
            ]
        } else if cause.kind == Kind::Answer && self.acted {
            [", and what waited for it went on", "，等着它的步骤接着往下走", ", y siguió lo que esperaba"]
        } else if cause.kind == Kind::NoAnswer && !self.gave_up() {
            [", so it was asked again", "，所以又问了一遍", ", así que se repitió"]
        } else if matches!(cause.kind, Kind::Answer | Kind::NoAnswer) {
            ["", "", ""]
        } else if cause.kind == Kind::Acceptance {
            [", and the deal is done", "，谈成了", ", y el trato queda cerrado"]
        } else if tried {
            [
                ", but none of its rules could answer",
                "，但它的规则都不能回答",
                ", pero ninguna de sus reglas pudo responder",
            ]
        } else if cause.kind == Kind::Meaning {
            [", but no rule answers that", "，但没有规则回答它", ", pero ninguna regla responde a eso"]
        } else if &*cause.trigger == UNHEARD {
            [", and no rule is there for that", "，也没有规则管这个", ", y no hay regla para eso"]
        } else {
            ["", "", ""]
        };
        tongue.pick(forms).to_owned()
    }

    /// Rules that only note, mark or remember, and did.
    fn notes(&self) -> Option<String> {
        let fired = self.trace.tried.iter().filter(|one| one.outcome == Outcome::Fired && self.is_silent(one));
        let mut places: Vec<String> = fired.map(|one| self.tongue.rule_place(RuleId(one.rule), self.sources)).collect();
        places.dedup();
        let forms =
            ["Something was noted on the side, by {0}.", "另外由 {0} 记下了一笔。", "Además se anotó algo, por {0}."];
        (!places.is_empty()).then(|| self.tongue.say(forms, &[&self.tongue.list(&places)]))
    }

    fn gave_up(&self) -> bool {
        self.trace.remarks.iter().any(|remark| matches!(remark, Remark::GivenUp { .. }))
    }

    fn fired(&self, trigger: &str) -> bool {
        let mut tried = self.trace.tried.iter();
        tried.any(|one| *one.trigger == *trigger && one.outcome == Outcome::Fired && !self.is_silent(one))
    }

    /// Whether a rule only notes, marks or remembers.
    fn is_silent(&self, tried: &Tried) -> bool {
        let id = RuleId(tried.rule);
        let rule = self.tongue.program.rule(id);
        let fired = rule.and_then(|rule| self.tongue.program.triggers.get(&rule.trigger));
        fired.is_some_and(|fired| fired.silent.contains(&id))
    }
}
