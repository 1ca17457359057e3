//! The shop and its settings, as valid lines for messages.

use crate::syntax::Wording;
use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

/// How the shop calls its customers, in a text.
pub(in crate::check) fn address(keywords: Keywords) -> &'static str {
    match keywords {
        English => "dear",
        Chinese => "称呼",
        Spanish => "trato",
    }
}

pub(in crate::check) fn ships(keywords: Keywords) -> String {
    match keywords {
        English => "ships same day before 16:00".into(),
        Chinese => "16:00前 当天发货".into(),
        Spanish => "envía el mismo día antes de las 16:00".into(),
    }
}

/// The catalogue of a shop.
pub(in crate::check) fn catalogue(keywords: Keywords) -> String {
    match keywords {
        English => "catalogue \"products.csv\"",
        Chinese => "商品目录“products.csv”",
        Spanish => "catálogo «products.csv»",
    }
    .to_owned()
}

pub(in crate::check) fn languages(keywords: Keywords, all: &[&str]) -> String {
    match keywords {
        English => format!("language {}", all.join(", ")),
        Chinese => format!("语言 {}", all.join("、")),
        Spanish => format!("idioma {}", all.join(", ")),
    }
}

pub(in crate::check) fn shop(keywords: Keywords, title: &str) -> String {
    // A name may hold the quotation marks that are usual.
    let title = Wording::new(keywords).text(title);
    match keywords {
        English => format!("shop {title}:"),
        Chinese => format!("店铺{title}："),
        Spanish => format!("tienda {title}:"),
    }
}

/// A part of the library, used.
pub(in crate::check) fn uses(keywords: Keywords, module: &str) -> String {
    match keywords {
        English => format!("use {module}"),
        Chinese => format!("使用 {module}"),
        Spanish => format!("usa {module}"),
    }
}

pub(in crate::check) fn currency(keywords: Keywords) -> String {
    match keywords {
        English => "currency USD",
        Chinese => "货币 CNY",
        Spanish => "moneda EUR",
    }
    .to_owned()
}

pub(in crate::check) fn calls(keywords: Keywords) -> String {
    match keywords {
        English => "calls customers \"dear\"",
        Chinese => "称呼顾客“亲”",
        Spanish => "llama a los clientes «querida»",
    }
    .to_owned()
}
