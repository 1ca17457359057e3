//! Facts and their values, as valid lines for messages.

use super::{bare, written};
use crate::program::Type;
use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

/// The declaration of a fact, of the type it is compared with where there is one.
pub(in crate::check) fn fact(keywords: Keywords, name: &str, of: Option<&Type>) -> String {
    let name = written(keywords, name);
    let of = of.map_or("yes or no", type_word);
    match keywords {
        English => format!("fact {name}: {of}"),
        Chinese => format!("事实 {name}：{}", in_chinese(of)),
        Spanish => format!("dato {name}: {}", in_spanish(of)),
    }
}

/// What stands behind a fact's type where the script gives its value.
pub(in crate::check) fn settled(keywords: Keywords, value: &str) -> String {
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
pub(in crate::check) fn compared(keywords: Keywords, words: &str, of: &Type) -> Option<String> {
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
pub(in crate::check) fn looked_up(keywords: Keywords, name: &str, keys: &[Type]) -> String {
    let name = written(keywords, name);
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
pub(in crate::check) fn keyed(keywords: Keywords, name: &str) -> String {
    let name = bare(keywords, name);
    match keywords {
        English => format!("fact {name} by product: number from \"stock.csv\""),
        Chinese => format!("事实「{name}」 按 商品：数字 来自“stock.csv”"),
        Spanish => format!("dato {name} por producto: número de «stock.csv»"),
    }
}
