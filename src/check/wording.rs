//! Valid lines for messages, in the keywords of the script they are about.

pub(super) use super::amounts::{cart_total, minutes, share};
use crate::program::Type;
use crate::syntax::Wording;
use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

pub(super) fn intent(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("intent {name}: phrases \"…\""),
        Chinese => format!("意图「{name}」：常说“…”"),
        Spanish => format!("intención {name}: frases «…»"),
    }
}

pub(super) fn kind(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("kind {name}: customer.orders > 0"),
        Chinese => format!("类别「{name}」：顾客.订单数 > 0"),
        Spanish => format!("clase {name}: cliente.pedidos > 0"),
    }
}

/// How the shop calls its customers, in a text.
pub(super) fn address(keywords: Keywords) -> &'static str {
    match keywords {
        English => "dear",
        Chinese => "称呼",
        Spanish => "trato",
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
    match keywords {
        English => format!("offer {name}: gives \"…\" say \"…\""),
        Chinese => format!("优惠「{name}」：赠送“…” 说“…”"),
        Spanish => format!("oferta {name}: regala «…» di «…»"),
    }
}

pub(super) fn offer_given(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("offer {name}: words only"),
        Chinese => format!("优惠「{name}」：只是话"),
        Spanish => format!("oferta {name}: solo palabras"),
    }
}

pub(super) fn reply(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("reply {name}: say \"…\""),
        Chinese => format!("回复「{name}」：说“…”"),
        Spanish => format!("respuesta {name}: di «…»"),
    }
}

pub(super) fn question(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("question {name}: ask \"…?\" expects yes or no"),
        Chinese => format!("问题「{name}」：问“…？” 期待 是否"),
        Spanish => format!("pregunta {name}: pregunta «¿…?» espera sí o no"),
    }
}

pub(super) fn ask(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("ask {name}"),
        Chinese => format!("问「{name}」"),
        Spanish => format!("pregunta {name}"),
    }
}

pub(super) fn ships(keywords: Keywords) -> String {
    match keywords {
        English => "ships same day before 16:00".into(),
        Chinese => "16:00前 当天发货".into(),
        Spanish => "envía el mismo día antes de las 16:00".into(),
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
    match keywords {
        English => format!("flow {name}: say \"…\""),
        Chinese => format!("流程「{name}」：说“…”"),
        Spanish => format!("flujo {name}: di «…»"),
    }
}

pub(super) fn start(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("start {name}"),
        Chinese => format!("开始「{name}」"),
        Spanish => format!("empieza {name}"),
    }
}

/// A choice by the answer to a question of yes or no.
pub(super) fn if_answered(keywords: Keywords, name: &str, yes: bool) -> String {
    match (keywords, yes) {
        (English, true) => format!("if {name} say \"…\""),
        (English, false) => format!("if {name} is no say \"…\""),
        (Chinese, true) => format!("如果「{name}」 说“…”"),
        (Chinese, false) => format!("如果「{name}」 是 否 说“…”"),
        (Spanish, true) => format!("si {name} di «…»"),
        (Spanish, false) => format!("si {name} es no di «…»"),
    }
}

/// An event of the shop's own.
pub(super) fn event(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("event {name}"),
        Chinese => format!("事件「{name}」"),
        Spanish => format!("evento {name}"),
    }
}

/// A rule for a day that a fact names.
pub(super) fn when_day(keywords: Keywords, fact: &str) -> String {
    match keywords {
        English => format!("when {fact} at 10:00 say \"…\""),
        Chinese => format!("当 {fact} 在 10:00 说“…”"),
        Spanish => format!("cuando {fact} a las 10:00 di «…»"),
    }
}

/// A rule for every message of which something holds.
pub(super) fn when_message_if(keywords: Keywords, condition: &str) -> String {
    match keywords {
        English => format!("when message if {condition} say \"…\""),
        Chinese => format!("当 消息 如果 {condition} 说“…”"),
        Spanish => format!("cuando mensaje si {condition} di «…»"),
    }
}

pub(super) fn customer_is(keywords: Keywords, kind: &str) -> String {
    match keywords {
        English => format!("customer is {kind}"),
        Chinese => format!("顾客 是「{kind}」"),
        Spanish => format!("cliente es {kind}"),
    }
}

/// What follows an answer.
pub(super) fn ask_and_say(keywords: Keywords, question: &str) -> String {
    match keywords {
        English => format!("ask {question} and say \"…\""),
        Chinese => format!("问「{question}」 并且 说“…”"),
        Spanish => format!("pregunta {question} y di «…»"),
    }
}

/// A rule that does something where nothing was understood.
pub(super) fn when_nothing(keywords: Keywords, does: &str) -> String {
    match keywords {
        English => format!("when nothing understood {does}"),
        Chinese => format!("当 没听懂 {does}"),
        Spanish => format!("cuando nada entendido {does}"),
    }
}

/// A rule for what becomes of an order.
pub(super) fn when_order(keywords: Keywords, stage: &str) -> String {
    match keywords {
        English => format!("when order {stage} say \"…\""),
        Chinese => format!("当 订单 {stage} 说“…”"),
        Spanish => format!("cuando pedido {stage} di «…»"),
    }
}

/// A rule for what a message brings.
pub(super) fn when_message_with(keywords: Keywords, carried: &str) -> String {
    match keywords {
        English => format!("when message with {carried} say \"…\""),
        Chinese => format!("当 消息 带 {carried} 说“…”"),
        Spanish => format!("cuando mensaje con {carried} di «…»"),
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

/// The declaration of a fact, of the type it is compared with where there is one.
pub(super) fn fact(keywords: Keywords, name: &str, of: Option<&Type>) -> String {
    let of = of.map_or("yes or no", type_word);
    match keywords {
        English => format!("fact {name}: {of}"),
        Chinese => format!("事实 {name}：{}", in_chinese(of)),
        Spanish => format!("dato {name}: {}", in_spanish(of)),
    }
}

/// What stands behind a fact's type where the script gives its value.
pub(super) fn settled(keywords: Keywords, value: &str) -> String {
    match keywords {
        English => format!(" is {value}"),
        Chinese => format!(" 是 {value}"),
        Spanish => format!(" es {value}"),
    }
}

fn type_word(of: &Type) -> &'static str {
    match of {
        Type::YesNo => "yes or no",
        Type::Number(_) => "number",
        Type::Money(_) => "money",
        Type::Percent => "percent",
        Type::Date => "date",
        Type::Time => "time",
        Type::Moment => "moment",
        Type::Duration => "duration",
        Type::Product => "product",
        Type::Text | Type::OneOf(_) | Type::List(_) => "text",
    }
}

fn in_chinese(of: &str) -> &'static str {
    match of {
        "number" => "数字",
        "money" => "金额",
        "percent" => "百分比",
        "date" => "日期",
        "time" => "时间",
        "moment" => "时刻",
        "duration" => "时长",
        "product" => "商品",
        "text" => "文字",
        _ => "是否",
    }
}

fn in_spanish(of: &str) -> &'static str {
    match of {
        "number" => "número",
        "money" => "dinero",
        "percent" => "porcentaje",
        "date" => "fecha",
        "time" => "hora",
        "moment" => "momento",
        "duration" => "duración",
        "product" => "producto",
        "text" => "texto",
        _ => "sí o no",
    }
}

/// A comparison with a value of the type.
pub(super) fn compared(keywords: Keywords, words: &str, of: &Type) -> Option<String> {
    Some(match of {
        Type::Number(_) | Type::Money(_) => format!("{words} > 0"),
        Type::Percent => format!("{words} > 5%"),
        Type::OneOf(choices) => {
            let first = choices.first()?.name.clone();
            match keywords {
                English => format!("{words} is {first}"),
                Chinese => format!("{words} 是 {first}"),
                Spanish => format!("{words} es {first}"),
            }
        }
        Type::Text => match keywords {
            English => format!("{words} is \"…\""),
            Chinese => format!("{words} 是 “…”"),
            Spanish => format!("{words} es «…»"),
        },
        _ => return None,
    })
}

/// A keyed fact with something for each key.
pub(super) fn looked_up(keywords: Keywords, name: &str, keys: &[Type]) -> String {
    let word = |of: &Type| match of {
        Type::Product => match keywords {
            English => "product".to_owned(),
            Chinese => "商品".to_owned(),
            Spanish => "producto".to_owned(),
        },
        Type::OneOf(choices) => choices.first().map(|choice| choice.name.to_string()).unwrap_or_default(),
        Type::Number(_) | Type::Money(_) => "1".to_owned(),
        _ => match keywords {
            English => "\"…\"".to_owned(),
            Chinese => "“…”".to_owned(),
            Spanish => "«…»".to_owned(),
        },
    };
    let keys: Vec<String> = keys.iter().map(word).collect();
    match keywords {
        English => format!("{name} for {}", keys.join(", ")),
        Chinese => format!("{name} 按 {}", keys.join("、")),
        Spanish => format!("{name} para {}", keys.join(", ")),
    }
}

/// A fact with its values in a file.
pub(super) fn keyed(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("fact {name} by product: number from \"stock.csv\""),
        Chinese => format!("事实「{name}」 按 商品：数字 来自“stock.csv”"),
        Spanish => format!("dato {name} por producto: número de «stock.csv»"),
    }
}

/// The catalogue of a shop.
pub(super) fn catalogue(keywords: Keywords) -> String {
    match keywords {
        English => "catalogue \"products.csv\"",
        Chinese => "商品目录“products.csv”",
        Spanish => "catálogo «products.csv»",
    }
    .to_owned()
}

pub(super) fn languages(keywords: Keywords, all: &[&str]) -> String {
    match keywords {
        English => format!("language {}", all.join(", ")),
        Chinese => format!("语言 {}", all.join("、")),
        Spanish => format!("idioma {}", all.join(", ")),
    }
}

pub(super) fn shop(keywords: Keywords, title: &str) -> String {
    // A name may hold the quotation marks that are usual.
    let title = Wording::new(keywords).text(title);
    match keywords {
        English => format!("shop {title}:"),
        Chinese => format!("店铺{title}："),
        Spanish => format!("tienda {title}:"),
    }
}

/// A part of the library, used.
pub(super) fn uses(keywords: Keywords, module: &str) -> String {
    match keywords {
        English => format!("use {module}"),
        Chinese => format!("使用 {module}"),
        Spanish => format!("usa {module}"),
    }
}

/// What parts a rung from a step.
pub(super) fn joins(keywords: Keywords) -> &'static str {
    match keywords {
        English => "what stands behind `then` comes another time; what follows the answer is joined with `and`",
        Chinese => "what stands behind `然后` comes another time; what follows the answer is joined with `并且`",
        Spanish => "what stands behind `luego` comes another time; what follows the answer is joined with `y`",
    }
}

/// Two steps of one answer.
pub(super) fn joined(keywords: Keywords, first: &str, second: &str) -> String {
    match keywords {
        English => format!("{first} and {second}"),
        Chinese => format!("{first} 并且 {second}"),
        Spanish => format!("{first} y {second}"),
    }
}

pub(super) fn currency(keywords: Keywords) -> String {
    match keywords {
        English => "currency USD",
        Chinese => "货币 CNY",
        Spanish => "moneda EUR",
    }
    .to_owned()
}

pub(super) fn say(keywords: Keywords) -> String {
    match keywords {
        English => "say \"…\"",
        Chinese => "说“…”",
        Spanish => "di «…»",
    }
    .to_owned()
}

pub(super) fn or_text(keywords: Keywords) -> String {
    match keywords {
        English => "or \"…\"",
        Chinese => "或“…”",
        Spanish => "o «…»",
    }
    .to_owned()
}

pub(super) fn calls(keywords: Keywords) -> String {
    match keywords {
        English => "calls customers \"dear\"",
        Chinese => "称呼顾客“亲”",
        Spanish => "llama a los clientes «querida»",
    }
    .to_owned()
}

pub(super) fn named_rung(keywords: Keywords, words: &str) -> String {
    match keywords {
        English => format!("then {words} as second-time"),
        Chinese => format!("再 {words} 记作 第二次"),
        Spanish => format!("luego {words} como segunda-vez"),
    }
}

pub(super) fn about(keywords: Keywords, name: &str) -> String {
    match keywords {
        English => format!("reply fixed-price about {name}: say \"…\""),
        Chinese => format!("回复「统一价」 关于 {name}：说“…”"),
        Spanish => format!("respuesta precio-fijo sobre {name}: di «…»"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceId};

    /// Every example is a line its author can paste.
    #[test]
    fn examples_parse_in_their_own_keywords() {
        for (keywords, name, rule, shop) in [
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
