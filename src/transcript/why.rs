//! A turn's trace in everyday words, for whoever asks why.

use super::write::{Row, RowKind};
use crate::engine::{Outcome, Remark, Trace, Tried};
use crate::program::{Program, RuleId, Scope};
use crate::source::Sources;

/// How a turn came about, a line each, rungs indented below their rule; rules are called by file and line.
pub fn why(trace: &Trace, program: &Program, sources: &Sources) -> Vec<String> {
    let mut lines = Vec::new();
    for heard in &trace.understood {
        let slots: Vec<_> = heard.slots.iter().map(|(name, value)| format!(", {name}: {value}")).collect();
        lines.push(format!("understood {} by “{}”{}", heard.intent, heard.phrase, slots.concat()));
    }
    for tried in &trace.tried {
        let rule = format!("when {}{}", tried.trigger, place(tried, program, sources));
        if tried.rungs.is_empty() {
            lines.push(format!("{rule}: {}", outcome(&tried.outcome)));
            continue;
        }
        lines.push(rule);
        lines.extend(tried.rungs.iter().map(|rung| format!("  {}: {}", rung.deed, outcome(&rung.outcome))));
    }
    lines.extend(trace.remarks.iter().map(remark));
    if lines.is_empty() {
        lines.push("no rule had anything to say".to_owned());
    }
    lines
}

/// The same as stage directions, which a conversation on paper may keep.
pub fn why_rows(trace: &Trace, program: &Program, sources: &Sources) -> Vec<Row> {
    let row = |line: String| Row {
        kind: RowKind::Trace,
        label: String::new(),
        text: format!("[ {} ]", line.replace(['[', ']'], "")),
    };
    why(trace, program, sources).into_iter().map(row).collect()
}

/// ` (orders.patter:12)`, so that two rules of one trigger can be told apart.
fn place(tried: &Tried, program: &Program, sources: &Sources) -> String {
    let rule = program.rule(RuleId(tried.rule));
    let source = rule.and_then(|rule| sources.get(rule.span.source).map(|source| (rule, source)));
    source.map_or_else(String::new, |(rule, source)| {
        let name = source.name.rsplit('/').next().unwrap_or_default();
        format!(" ({name}:{})", source.display_position(rule.span.start as usize).line)
    })
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Fired => "done".to_owned(),
        Outcome::ConditionFails => "passed over, its condition does not hold".to_owned(),
        Outcome::ConditionUnknown => "passed over, its condition needs a fact nobody gave".to_owned(),
        Outcome::TakenBefore => "taken before".to_owned(),
        Outcome::OfferedBefore => "passed over, offered before".to_owned(),
        Outcome::NeedsFail => "passed over, what it needs does not hold".to_owned(),
        Outcome::Forbidden(policy) => format!("forbidden by `{policy}`"),
        Outcome::ForbiddenUnknown(policy) => format!("not allowed, `{policy}` cannot be judged: a fact is missing"),
        Outcome::Unsayable => "passed over, no line of it can be said".to_owned(),
        Outcome::DoesNothing => "passed over, it would do nothing".to_owned(),
        Outcome::Settled => "passed over, the deal is done".to_owned(),
    }
}

fn remark(remark: &Remark) -> String {
    match remark {
        Remark::Withheld { text, policy } => format!("kept back by `{policy}`: “{text}”"),
        Remark::FactRefused { fact, because } => format!("the fact {fact} was not taken: {because}"),
        Remark::Accepted { trigger, deed } => format!("taken as a yes to {deed} (when {trigger})"),
        Remark::Declined { trigger, deed } => format!("taken as a no to {deed} (when {trigger})"),
        Remark::NothingSayable { speech } => format!("nothing that may be said was left of {speech}"),
        Remark::Gone { name } => format!("memory names {name}, which the script no longer has"),
        Remark::Lapsed { promise } => format!("the promise {promise} no longer holds"),
        Remark::LeftUnanswered { intent } => format!("{intent} was left unanswered: enough for one message"),
        Remark::WithStaff => "staff have the conversation: rules are silent".to_owned(),
        Remark::FormatRefused => "the event has a format this version does not know".to_owned(),
        Remark::Cut => "the message was longer than is read".to_owned(),
        Remark::Began(Scope::Conversation) => "a new conversation".to_owned(),
        Remark::Began(Scope::Order) => "a new order".to_owned(),
        Remark::Began(Scope::Day) => "a new day".to_owned(),
        Remark::Began(Scope::Customer) => "a new customer".to_owned(),
    }
}
