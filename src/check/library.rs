//! The library shops use, embedded in the program.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use include_dir::{Dir, include_dir};

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::source::{Source, SourceId};
use crate::syntax::ast::Script;
use crate::syntax::parse;

static STANDARD: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/std");

/// Modules every shop knows without a `use`.
pub(super) const ALWAYS: [&str; 2] = ["std/facts", "std/answers"];

/// A module, read.
#[derive(Clone)]
pub(super) struct Module {
    pub source: Source,
    pub script: Arc<Script>,
    pub mistakes: Vec<Diagnostic>,
}

/// Modules read before, by their names and their places among a script's files: those stand in every span.
type Read = HashMap<(String, SourceId), Module>;

/// A module, read once a process for each place among a script's files; another text in its place is read anew.
pub(super) fn read(name: &str, written: String, id: SourceId) -> Module {
    static READ: LazyLock<Mutex<Read>> = LazyLock::new(Mutex::default);
    let is_own = module(name) == Some(written.as_str());
    let key = (name.to_owned(), id);
    if is_own && let Some(module) = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return module.clone();
    }
    let source = Source::new(name, written);
    let (script, mistakes) = parse(&source, id);
    let module = Module { source, script: Arc::new(script), mistakes };
    if is_own {
        READ.lock().unwrap_or_else(PoisonError::into_inner).insert(key, module.clone());
    }
    module
}

/// The text of a module, `std/welcome`.
pub(super) fn module(name: &str) -> Option<&'static str> {
    let file = name.strip_prefix("std/")?;
    STANDARD.get_file(format!("{file}.patter"))?.contents_utf8()
}

/// The names of all modules.
pub(super) fn modules() -> impl Iterator<Item = String> {
    STANDARD.files().filter_map(|file| Some(format!("std/{}", file.path().to_str()?.strip_suffix(".patter")?)))
}

/// What people call the things of the library, and the module that has them.
const CALLED: &[(&str, &[&str])] = &[
    (
        "std/welcome",
        &["hello", "hi", "greeting", "greetings", "greet", "欢迎", "问候", "打招呼", "bienvenida", "saludo", "saludos"],
    ),
    (
        "std/bargaining",
        &["bargain", "haggle", "haggling", "negotiation", "讲价", "砍价", "还价", "regateo", "regatear"],
    ),
    (
        "std/concessions",
        &["discount", "discounts", "offers", "让利", "折扣", "优惠", "descuento", "descuentos", "ofertas"],
    ),
    (
        "std/delivery",
        &["shipping", "postage", "ship", "配送", "发货", "快递", "送货", "envío", "envíos", "entrega", "envio"],
    ),
    (
        "std/parcel-tracing",
        &["tracking", "parcel", "parcels", "物流", "查件", "包裹", "seguimiento", "paquete", "paquetes"],
    ),
    (
        "std/after-sales",
        &[
            "returns",
            "return",
            "refund",
            "refunds",
            "warranty",
            "售后",
            "退货",
            "退款",
            "devoluciones",
            "reembolso",
            "posventa",
        ],
    ),
    ("std/complaints", &["complaint", "投诉", "抱怨", "quejas", "queja", "reclamaciones"]),
    ("std/goodbye", &["bye", "farewell", "再见", "告别", "despedida", "adiós"]),
    ("std/size-advice", &["size", "sizes", "sizing", "尺码", "talla", "tallas"]),
    ("std/stock", &["inventory", "库存", "existencias", "inventario"]),
    ("std/orders", &["order", "订单", "pedido", "pedidos"]),
    ("std/promotions", &["promotion", "sale", "sales", "促销", "活动", "promociones", "promoción"]),
    ("std/unpaid-orders", &["payment", "pay", "unpaid", "付款", "催付", "pago", "pagos"]),
    ("std/reviews", &["review", "rating", "ratings", "评价", "reseñas", "valoraciones"]),
    ("std/customers", &["customer", "顾客", "clientes", "cliente"]),
    ("std/price-reasons", &["price", "prices", "价格", "precio", "precios"]),
    ("std/product-questions", &["product", "products", "faq", "questions", "商品", "productos", "preguntas"]),
];

/// Whether a name was left out: `std/…`, as a page writes it where any name may stand.
pub(super) fn is_left_out(name: &str) -> bool {
    let rest = name.strip_prefix("std").unwrap_or(name);
    rest.chars().all(|c| matches!(c, '/' | '.' | '…' | '*'))
}

/// The module that is meant by a name, where one is near; and all there are, in the order of the alphabet.
pub(super) fn nearest(name: &str) -> (Option<String>, Vec<String>) {
    let mut all: Vec<String> = modules().collect();
    all.sort();
    let part = name.rsplit('/').next().unwrap_or_default();
    let part = part.strip_prefix("std-").unwrap_or(part).to_lowercase();
    if is_left_out(name) {
        // Most shops begin with it.
        all.sort_by_key(|module| module != "std/welcome");
        return (None, all);
    }
    let called = CALLED.iter().find(|(_, called)| called.contains(&part.as_str())).map(|(module, _)| *module);
    let whole = format!("std/{part}");
    let near = called.filter(|module| self::module(module).is_some()).map(str::to_owned);
    let near = near.or_else(|| all.iter().find(|module| **module == whole).cloned());
    let near = near.or_else(|| did_you_mean(&whole, all.iter().map(String::as_str)).map(str::to_owned));
    (near, all)
}

#[cfg(test)]
mod tests {
    use super::{CALLED, module};

    #[test]
    fn what_is_called_is_there() {
        for (name, _) in CALLED {
            assert!(module(name).is_some(), "{name}");
        }
    }
}
