//! Names of what people do and no script can: `退款`, `refund`, `reembolsa`. Staff get a task.

use super::checker::{Checker, Place};
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::syntax::ast::{Keywords, Name};

/// What an author may want done outside of the conversation, as a name behind `then`.
const ENGLISH: &[&str] = &[
    "refund",
    "refunds",
    "refund-money",
    "refund-customer",
    "give-refund",
    "money-back",
    "exchange",
    "replace",
    "replacement",
    "resend",
    "reship",
    "ship",
    "dispatch",
    "compensate",
    "cancel-order",
    "call",
    "call-back",
    "call-customer",
    "invoice",
    "send-invoice",
    "send-email",
];
const CHINESE: &[&str] = &[
    "退款",
    "退钱",
    "退货",
    "退货退款",
    "退差价",
    "补差价",
    "返现",
    "赔偿",
    "赔付",
    "换货",
    "退换",
    "退换货",
    "补发",
    "重发",
    "发货",
    "补货",
    "取消订单",
    "开发票",
    "打电话",
    "回电话",
];
const SPANISH: &[&str] = &[
    "reembolsa",
    "reembolso",
    "reembolsar",
    "devuelve",
    "devuelve-dinero",
    "devolver-dinero",
    "devolución",
    "cambia",
    "cambio",
    "reenvía",
    "reenviar",
    "compensa",
    "cancela-pedido",
    "cancelar-pedido",
    "anula-pedido",
    "llama",
    "llamar",
    "factura",
    "envía-factura",
];

impl Checker<'_> {
    /// Says who does what a bare name asks for, where it is done by people; whether it was told.
    pub fn done_by_people(&mut self, name: &Name, place: &Place) -> bool {
        let (chores, task, say) = match place.keywords {
            Keywords::English => (ENGLISH, "task ", "say"),
            Keywords::Chinese => (CHINESE, "任务", "说"),
            Keywords::Spanish => (SPANISH, "tarea ", "di"),
        };
        let key = name.key();
        if !chores.contains(&key.as_str()) {
            return false;
        }
        let near = |checker: &Checker<'_>| checker.spelled(checker.names.deeds.values().map(|(_, span)| *span));
        if self.nearest(&name.text, &near).is_some() {
            return false;
        }
        let meant = format!("{task}{}", wording::quoted(place.keywords, &name.text.replace('-', " ")));
        if self.report.is_news(Code::UnknownDeed.as_str(), &key) {
            let told = Diagnostic::new(
                Code::UnknownDeed,
                format!("`{}` is done by people, and nothing here is called so", name.text),
                name.span,
                "a script talks; it moves no money and no parcels",
            )
            .help(format!("give it to your staff with `{meant}`; what the customer reads stands behind `{say}`"));
            self.report.push_meant(told, Code::UnknownDeed.as_str(), key, meant);
        } else {
            self.report.mend_again(name.span, Code::UnknownDeed.as_str(), &key);
        }
        true
    }
}
