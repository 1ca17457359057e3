//! Lines to show as examples, in the keyword language of the file they are meant for.

use crate::program::Type;
use crate::syntax::ast::Keywords;

/// A text in the quotes that people use with these keywords.
pub(super) fn quoted(keywords: Keywords, text: &str) -> String {
    match keywords {
        Keywords::English => format!("\"{text}\""),
        Keywords::Chinese => format!("“{text}”"),
        Keywords::Spanish => format!("«{text}»"),
    }
}

/// What an intent holds.
pub(super) fn phrases(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "phrases \"cheaper\", \"too expensive\"",
        Keywords::Chinese => "常说“便宜点”、“太贵了”",
        Keywords::Spanish => "frases «más barato», «demasiado caro»",
    }
}

/// The end of a ladder.
pub(super) fn last_answer(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "else say \"This is the best I can do.\"",
        Keywords::Chinese => "都不行就 说“这已经是最好的价格了。”",
        Keywords::Spanish => "y si nada di «Es lo mejor que puedo ofrecer.»",
    }
}

/// The words for what comes last on a ladder, and for what is done where a condition does not hold.
pub(super) fn otherwise(keywords: Keywords) -> (&'static str, &'static str) {
    match keywords {
        Keywords::English => ("else", "otherwise"),
        Keywords::Chinese => ("都不行就", "否则"),
        Keywords::Spanish => ("y si nada", "si no"),
    }
}

/// The verb for an offer or a reply that is called by its name alone.
pub(super) fn does(keywords: Keywords, offer: bool) -> &'static str {
    match (keywords, offer) {
        (Keywords::English, true) => "offer",
        (Keywords::English, false) => "reply",
        (Keywords::Chinese, true) => "送上",
        (Keywords::Chinese, false) => "答复",
        (Keywords::Spanish, true) => "ofrece",
        (Keywords::Spanish, false) => "responde",
    }
}

/// A ladder of one offer with its end.
pub(super) fn then_else(keywords: Keywords, offer: &str) -> String {
    let then = match keywords {
        Keywords::English => format!("then offer {offer}"),
        Keywords::Chinese => format!("则 送上 {offer}"),
        Keywords::Spanish => format!("luego ofrece {offer}"),
    };
    format!("{then} {}", last_answer(keywords))
}

/// The declaration of a fact, for the types a bottom line looks at.
pub(super) fn fact(keywords: Keywords, name: &str, of: &Type) -> Option<String> {
    let money = matches!(of, Type::Money(_));
    if !money && !matches!(of, Type::Number(_)) {
        return None;
    }
    Some(match keywords {
        Keywords::English => format!("fact {name}: {}", if money { "money" } else { "number" }),
        Keywords::Chinese => format!("事实 {name}：{}", if money { "金额" } else { "数字" }),
        Keywords::Spanish => format!("dato {name}: {}", if money { "dinero" } else { "número" }),
    })
}

/// What is expected, with one more choice.
pub(super) fn another_choice(keywords: Keywords, expects: &str) -> String {
    match keywords {
        Keywords::English => format!("{expects}, other"),
        Keywords::Chinese => format!("{expects}、其他"),
        Keywords::Spanish => format!("{expects}, otro"),
    }
}

/// What an offer costs.
pub(super) fn costs(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "costs 3",
        Keywords::Chinese => "成本 3",
        Keywords::Spanish => "cuesta 3",
    }
}

/// Phrases in another language than the file's own.
pub(super) fn phrases_in(keywords: Keywords, tag: &str) -> String {
    match keywords {
        Keywords::English => format!("phrases {tag}: \"…\""),
        Keywords::Chinese => format!("常说 {tag}：“…”"),
        Keywords::Spanish => format!("frases {tag}: «…»"),
    }
}
