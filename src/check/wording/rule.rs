//! Rules and their steps, as valid lines for messages.

use super::{bare, written};
use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

pub(in crate::check) fn ask(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("ask {name}"),
        Chinese => format!("问「{name}」"),
        Spanish => format!("pregunta {name}"),
    }
}

pub(in crate::check) fn start(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("start {name}"),
        Chinese => format!("开始「{name}」"),
        Spanish => format!("empieza {name}"),
    }
}

/// A choice by the answer to a question of yes or no.
pub(in crate::check) fn if_answered(keywords: Keywords, name: &str, yes: bool) -> String {
    let name = bare(keywords, name);
    match (keywords, yes) {
        (English, true) => format!("if {name} say \"…\""),
        (English, false) => format!("if {name} is no say \"…\""),
        (Chinese, true) => format!("如果「{name}」 说“…”"),
        (Chinese, false) => format!("如果「{name}」 是 否 说“…”"),
        (Spanish, true) => format!("si {name} di «…»"),
        (Spanish, false) => format!("si {name} es no di «…»"),
    }
}

/// A rule for a day that a fact names.
pub(in crate::check) fn when_day(keywords: Keywords, fact: &str) -> String {
    let fact = written(keywords, fact);
    match keywords {
        English => format!("when {fact} at 10:00 say \"…\""),
        Chinese => format!("当 {fact} 在 10:00 说“…”"),
        Spanish => format!("cuando {fact} a las 10:00 di «…»"),
    }
}

/// A rule for every message of which something holds.
pub(in crate::check) fn when_message_if(keywords: Keywords, condition: &str) -> String {
    match keywords {
        English => format!("when message if {condition} say \"…\""),
        Chinese => format!("当 消息 如果 {condition} 说“…”"),
        Spanish => format!("cuando mensaje si {condition} di «…»"),
    }
}

pub(in crate::check) fn customer_is(keywords: Keywords, kind: &str) -> String {
    let kind = bare(keywords, kind);
    match keywords {
        English => format!("customer is {kind}"),
        Chinese => format!("顾客 是「{kind}」"),
        Spanish => format!("cliente es {kind}"),
    }
}

/// What follows an answer.
pub(in crate::check) fn ask_and_say(keywords: Keywords, question: &str) -> String {
    let question = bare(keywords, question);
    match keywords {
        English => format!("ask {question} and say \"…\""),
        Chinese => format!("问「{question}」 并且 说“…”"),
        Spanish => format!("pregunta {question} y di «…»"),
    }
}

/// A rule that does something where a conversation begins.
pub(in crate::check) fn when_first(keywords: Keywords, does: &str) -> String {
    match keywords {
        English => format!("when first message {does}"),
        Chinese => format!("当 首条消息 {does}"),
        Spanish => format!("cuando primer mensaje {does}"),
    }
}

/// A rule that does something where nothing was understood.
pub(in crate::check) fn when_nothing(keywords: Keywords, does: &str) -> String {
    match keywords {
        English => format!("when nothing understood {does}"),
        Chinese => format!("当 没听懂 {does}"),
        Spanish => format!("cuando nada entendido {does}"),
    }
}

/// A rule for what becomes of an order.
pub(in crate::check) fn when_order(keywords: Keywords, stage: &str) -> String {
    match keywords {
        English => format!("when order {stage} say \"…\""),
        Chinese => format!("当 订单 {stage} 说“…”"),
        Spanish => format!("cuando pedido {stage} di «…»"),
    }
}

/// A rule for what a message brings.
pub(in crate::check) fn when_message_with(keywords: Keywords, carried: &str) -> String {
    match keywords {
        English => format!("when message with {carried} say \"…\""),
        Chinese => format!("当 消息 带 {carried} 说“…”"),
        Spanish => format!("cuando mensaje con {carried} di «…»"),
    }
}

/// What parts a rung from a step.
pub(in crate::check) fn joins(keywords: Keywords) -> &'static str {
    match keywords {
        English => "what stands behind `then` comes another time; what follows the answer is joined with `and`",
        Chinese => "what stands behind `然后` comes another time; what follows the answer is joined with `并且`",
        Spanish => "what stands behind `luego` comes another time; what follows the answer is joined with `y`",
    }
}

/// Two steps of one answer.
pub(in crate::check) fn joined(keywords: Keywords, first: &str, second: &str) -> String {
    match keywords {
        English => format!("{first} and {second}"),
        Chinese => format!("{first} 并且 {second}"),
        Spanish => format!("{first} y {second}"),
    }
}

pub(in crate::check) fn say(keywords: Keywords) -> String {
    match keywords {
        English => "say \"…\"",
        Chinese => "说“…”",
        Spanish => "di «…»",
    }
    .to_owned()
}

pub(in crate::check) fn or_text(keywords: Keywords) -> String {
    match keywords {
        English => "or \"…\"",
        Chinese => "或“…”",
        Spanish => "o «…»",
    }
    .to_owned()
}

pub(in crate::check) fn named_rung(keywords: Keywords, words: &str) -> String {
    match keywords {
        English => format!("then {words} as second-time"),
        Chinese => format!("再 {words} 记作 第二次"),
        Spanish => format!("luego {words} como segunda-vez"),
    }
}
