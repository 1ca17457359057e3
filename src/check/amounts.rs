//! Amounts as they are written in messages, in the keywords of the script they are about.

use crate::syntax::ast::Keywords::{self, Chinese, English, Spanish};

/// What is in the cart, by its standard name.
pub(super) fn cart_total(keywords: Keywords) -> &'static str {
    match keywords {
        English => "cart.total",
        Chinese => "购物车.总额",
        Spanish => "carrito.total",
    }
}

/// A share of what is in the cart.
pub(super) fn share(keywords: Keywords, percent: &str) -> String {
    let cart = cart_total(keywords);
    match keywords {
        English => format!("{percent} of {cart}"),
        Chinese => format!("{cart} 的 {percent}"),
        Spanish => format!("{percent} de {cart}"),
    }
}

/// So many minutes.
pub(super) fn minutes(keywords: Keywords, figure: &str) -> String {
    match keywords {
        English => format!("{figure} minutes"),
        Chinese => format!("{figure}分钟"),
        Spanish => format!("{figure} minutos"),
    }
}
