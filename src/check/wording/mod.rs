//! Valid lines for messages, in the keywords of the script they are about.

mod fact;
mod rule;
mod shop;

pub(super) use self::fact::{compared, fact, keyed, looked_up, settled};
pub(super) use self::rule::{
    ask, ask_and_say, customer_is, if_answered, joined, joins, named_rung, or_text, say, start, when_day, when_first,
    when_message_if, when_message_with, when_nothing, when_order,
};
pub(super) use self::shop::{address, calls, catalogue, currency, languages, ships, shop, uses};
pub(super) use super::amounts::{cart_total, minutes, share};
use crate::syntax::Wording;
use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

/// A name as it must be written.
fn written(keywords: Keywords, name: &str) -> String {
    if name.starts_with('「') { name.to_owned() } else { Wording::new(keywords).name(name) }
}

/// The same, where a Chinese line has 「 and 」 around every name.
fn bare(keywords: Keywords, name: &str) -> String {
    if keywords == Chinese { name.to_owned() } else { written(keywords, name) }
}

pub(super) fn intent(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("intent {name}: phrases \"…\""),
        Chinese => format!("意图「{name}」：常说“…”"),
        Spanish => format!("intención {name}: frases «…»"),
    }
}

pub(super) fn kind(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("kind {name}: customer.orders > 0"),
        Chinese => format!("类别「{name}」：顾客.订单数 > 0"),
        Spanish => format!("clase {name}: cliente.pedidos > 0"),
    }
}

/// Words in the quotes that are usual in the language.
pub(super) fn quoted(keywords: Keywords, words: &str) -> String {
    match keywords {
        English => format!("\"{words}\""),
        Chinese => format!("“{words}”"),
        Spanish => format!("«{words}»"),
    }
}

pub(super) fn offer(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("offer {name}: gives \"…\" say \"…\""),
        Chinese => format!("优惠「{name}」：赠送“…” 说“…”"),
        Spanish => format!("oferta {name}: regala «…» di «…»"),
    }
}

pub(super) fn offer_given(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("offer {name}: words only"),
        Chinese => format!("优惠「{name}」：只是话"),
        Spanish => format!("oferta {name}: solo palabras"),
    }
}

pub(super) fn reply(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("reply {name}: say \"…\""),
        Chinese => format!("回复「{name}」：说“…”"),
        Spanish => format!("respuesta {name}: di «…»"),
    }
}

pub(super) fn question(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("question {name}: ask \"…?\" expects yes or no"),
        Chinese => format!("问题「{name}」：问“…？” 期待 是否"),
        Spanish => format!("pregunta {name}: pregunta «¿…?» espera sí o no"),
    }
}

pub(super) fn within(keywords: Keywords) -> String {
    match keywords {
        English => "within 10 seconds, otherwise say \"…\" and task \"…\"".into(),
        Chinese => "10秒钟内，否则 说“…” 并且 任务“…”".into(),
        Spanish => "en 10 segundos, si no di «…» y tarea «…»".into(),
    }
}

pub(super) fn remembers(keywords: Keywords) -> String {
    match keywords {
        English => "remembers order.status".into(),
        Chinese => "记入 订单.状态".into(),
        Spanish => "guarda pedido.estado".into(),
    }
}

pub(super) fn flow(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("flow {name}: say \"…\""),
        Chinese => format!("流程「{name}」：说“…”"),
        Spanish => format!("flujo {name}: di «…»"),
    }
}

/// An event of the shop's own.
pub(super) fn event(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("event {name}"),
        Chinese => format!("事件「{name}」"),
        Spanish => format!("evento {name}"),
    }
}

/// What an answer lies between.
pub(super) fn expects_number(keywords: Keywords, low: &str, high: &str) -> String {
    match keywords {
        English => format!("expects number from {low} to {high}"),
        Chinese => format!("期待 数字 从 {low} 到 {high}"),
        Spanish => format!("espera número de {low} a {high}"),
    }
}

pub(super) fn about(keywords: Keywords, name: &str) -> String {
    let name = written(keywords, name);
    match keywords {
        English => format!("reply fixed-price about {name}: say \"…\""),
        Chinese => format!("回复「统一价」 关于 {name}：说“…”"),
        Spanish => format!("respuesta precio-fijo sobre {name}: di «…»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::Type;
    use crate::source::{Source, SourceId};

    /// Every example is a line its author can paste.
    #[test]
    fn examples_parse_in_their_own_keywords() {
        for (keywords, name, rule, shop) in [
            (English, "cancel", "when x ", "shop \"S\": "),
            (Chinese, "取消", "当「价」", "店铺“店”："),
            (Spanish, "cancela", "cuando x ", "tienda «T»: "),
            (English, "gift", "when x ", "shop \"S\": "),
            (Chinese, "礼物", "当「价」", "店铺“店”："),
            (Spanish, "regalo", "cuando x ", "tienda «T»: "),
        ] {
            let types = [
                Type::YesNo,
                Type::Number(None),
                Type::Money(None),
                Type::Percent,
                Type::Text,
                Type::Date,
                Type::Time,
                Type::Moment,
                Type::Duration,
                Type::Product,
            ];
            let mut lines: Vec<String> = types.iter().map(|of| fact(keywords, name, Some(of))).collect();
            lines.extend([
                fact(keywords, name, None),
                intent(keywords, name),
                kind(keywords, name),
                offer(keywords, name),
                offer_given(keywords, name),
                reply(keywords, name),
                flow(keywords, name),
                question(keywords, name),
                format!("{rule}{}", start(keywords, name)),
                format!("{rule}{}", ask(keywords, name)),
                format!("{rule}{}", if_answered(keywords, name, true)),
                format!("{rule}{}", if_answered(keywords, name, false)),
                about(keywords, name),
                format!("{rule}{}", named_rung(keywords, &say(keywords))),
                format!("{shop}{}", languages(keywords, &["en", "zh"])),
                format!("{shop}{}", currency(keywords)),
                format!("{shop}{}", calls(keywords)),
                format!("{} {}", reply(keywords, name), or_text(keywords)),
            ]);
            for line in lines {
                let (script, told) = crate::syntax::parse(&Source::new("example", line.as_str()), SourceId(0));
                assert!(told.is_empty() && script.declarations.len() == 1, "{line}: {told:?}");
                assert_eq!(script.keywords, keywords, "{line}");
            }
        }
    }
}
