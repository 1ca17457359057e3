//! Names behind `when` of what does not happen: a day, a question, a kind, a word that lacks another.

use super::checker::{Checker, Place, Unknown};
use super::names::DeedId;
use super::wording;
use crate::diagnostic::{Code, Diagnostic};
use crate::program::Type;
use crate::syntax::ast::{Keywords, Name};
use crate::syntax::unpaid_in_time;

impl Checker<'_> {
    /// Says how a rule begins for what has this name, where it is something that does not happen; whether it was told.
    pub fn happens_otherwise(&mut self, name: &Name, place: &Place) -> bool {
        let (key, keywords, text) = (name.key(), place.keywords, &name.text);
        let told = if let Some((id, _)) = self.names.facts.get(&key) {
            let of = self.facts.get(id.index()).map(|fact| fact.of.clone());
            match of {
                Some(Type::Date) => (
                    "is a fact that names a day",
                    "a day comes at an hour: say which",
                    wording::when_day(keywords, text),
                ),
                of => {
                    let compared = of.and_then(|of| wording::compared(keywords, text, &of));
                    let condition = compared.unwrap_or_else(|| text.to_string());
                    (
                        "is a fact, and nothing that happens",
                        "a rule begins with what happens; a fact stands behind its `if`",
                        wording::when_message_if(keywords, &condition),
                    )
                }
            }
        } else if self.names.kinds.contains_key(&key) {
            (
                "is a kind of customer, and nothing that happens",
                "a rule begins with what happens; a kind of customer stands behind its `if`",
                wording::when_message_if(keywords, &wording::customer_is(keywords, text)),
            )
        } else if let Some((deed, _)) = self.names.deeds.get(&key) {
            match deed {
                DeedId::Question(_) => (
                    "is a question, and nothing that happens",
                    "what follows its answer stands behind the step that asks it",
                    wording::when_first(keywords, &wording::ask_and_say(keywords, text)),
                ),
                DeedId::Flow(_) => (
                    "is a flow, and nothing that happens",
                    "a rule begins with what happens, and then starts it",
                    wording::when_nothing(keywords, &wording::start(keywords, text)),
                ),
                DeedId::Offer(_) | DeedId::Reply(_) => (
                    "is something you say, and nothing that happens",
                    "a rule begins with what happens, and then says it",
                    wording::when_nothing(keywords, text),
                ),
            }
        } else {
            return self.lacks_a_word(name, place);
        };
        let (is, help, example) = told;
        if self.report.is_news("happens", &key) {
            let message = format!("`{text}` {is}");
            self.report.push(
                Diagnostic::new(Code::WrongSort, message, name.span, "nothing that happens by itself")
                    .help(help)
                    .example(example),
            );
        }
        true
    }

    /// `when first-message`, `当 首次消息`, `当 购物车变了`: what happens, called otherwise.
    fn is_called_otherwise(&mut self, name: &Name, place: &Place) -> bool {
        let key = name.key();
        let (called, own) = match place.keywords {
            Keywords::English => (ENGLISH_FIRST, "first message"),
            Keywords::Chinese => (CHINESE_FIRST, "首条消息"),
            Keywords::Spanish => (SPANISH_FIRST, "primer mensaje"),
        };
        let changed = place.keywords == Keywords::Chinese && CHINESE_CART.contains(&key.as_str());
        let (own, label) = match changed {
            true => ("购物车 变化", "what happens to the cart"),
            false => (own, "the message that begins a conversation"),
        };
        let is_one = changed || called.contains(&key.as_str());
        if is_one && self.report.is_news(Code::UnknownIntent.as_str(), &key) {
            let message = format!("`{}` is written otherwise", name.text);
            let told = Diagnostic::new(Code::UnknownIntent, message, name.span, label).help(format!("write `{own}`"));
            self.report.push_mended(told, own.to_owned());
        }
        is_one
    }

    /// `当 下单后30分钟没付款`: what did not happen in time, in one word.
    fn is_unpaid_in_time(&mut self, name: &Name, place: &Place) -> bool {
        let meant = unpaid_in_time(&name.text).filter(|_| place.keywords == Keywords::Chinese);
        let Some(meant) = meant else { return false };
        if self.report.is_news(Code::UnknownIntent.as_str(), &name.key()) {
            let message = "what did not happen in time is written otherwise";
            let told = Diagnostic::new(Code::UnknownIntent, message, name.span, "this is said otherwise here")
                .help(format!("write `{meant}`"));
            self.report.push_mended(told, meant);
        }
        true
    }

    /// `cuando cancelación`: an order that was cancelled, or words of customers; the library's intent is for who leaves a question.
    fn is_cancelling(&mut self, name: &Name, place: &Place) -> bool {
        let key = name.key();
        let (called, order, library) = match place.keywords {
            Keywords::English => (ENGLISH_CANCELLING, "when order cancelled", "cancellation"),
            Keywords::Chinese => (CHINESE_CANCELLING, "当 订单 取消", "作罢"),
            Keywords::Spanish => (SPANISH_CANCELLING, "cuando pedido cancelado", "abandono"),
        };
        let own = |checker: &Checker<'_>| {
            let spans = checker.names.occasions.values().map(|(_, span)| *span);
            checker.spelled(spans.filter(|span| !checker.report.in_library(*span)))
        };
        if !called.contains(&key.as_str()) || self.nearest(&name.text, &own).is_some() {
            return false;
        }
        let help = format!(
            "what customers say is declared as an intent, with the phrases they use for it; an order that was cancelled is \
             `{order}`, and who wants to leave a question says `{library}`, which the library has"
        );
        let example = Some(wording::intent(place.keywords, &name.text));
        let none = |_: &Checker<'_>| Vec::new();
        let (code, sort) = (Code::UnknownIntent, "intent");
        self.unknown_name(Unknown { code, sort, name, near: &none, meant: None, help, example });
        true
    }

    /// `when paid`, `when photo`: what is meant has two words.
    fn lacks_a_word(&mut self, name: &Name, place: &Place) -> bool {
        let key = name.key();
        let find = |words: &[(&[&str], &'static str)]| {
            words.iter().find(|(meant, _)| meant.contains(&key.as_str())).map(|(_, word)| *word)
        };
        if self.is_called_otherwise(name, place)
            || self.is_unpaid_in_time(name, place)
            || self.is_cancelling(name, place)
        {
            return true;
        }
        let (orders, messages) = match place.keywords {
            Keywords::English => (ENGLISH_ORDERS, ENGLISH_MESSAGES),
            Keywords::Chinese => (CHINESE_ORDERS, CHINESE_MESSAGES),
            Keywords::Spanish => (SPANISH_ORDERS, SPANISH_MESSAGES),
        };
        let example = match (find(orders), find(messages)) {
            (Some(stage), _) => wording::when_order(place.keywords, stage),
            (_, Some(carried)) => wording::when_message_with(place.keywords, carried),
            _ => return false,
        };
        let help = "what becomes of an order, and what a message brings, is written with two words".to_owned();
        let none = |_: &Checker<'_>| Vec::new();
        self.unknown_name(Unknown {
            code: Code::UnknownIntent,
            sort: "intent",
            name,
            near: &none,
            meant: None,
            help,
            example: Some(example),
        });
        true
    }
}

/// What people call the first message.
const ENGLISH_FIRST: &[&str] =
    &["first-message", "firstmessage", "first", "start", "conversation-start", "first-contact"];
const CHINESE_FIRST: &[&str] = &[
    "首次消息",
    "第一次消息",
    "第一个消息",
    "收到首条消息",
    "收到第一条消息",
    "首条信息",
    "第一条信息",
    "首条消息时",
    "第一条消息时",
    "首次发消息",
    "第一次发消息",
    "顾客首次发消息",
    "顾客第一次发消息",
    "首次咨询",
    "首消息",
];
/// What people call it when the cart has changed.
const CHINESE_CART: &[&str] =
    &["购物车变了", "购物车改变", "购物车更新", "购物车变更", "购物车变动", "购物车有变化", "购物车内容变化"];
const SPANISH_FIRST: &[&str] =
    &["primer-mensaje", "primermensaje", "primero", "inicio", "mensaje-primero", "primer-contacto"];

/// What people call it when somebody cancels.
const ENGLISH_CANCELLING: &[&str] = &["cancel", "cancels", "cancelling", "canceling", "wants-to-cancel"];
const CHINESE_CANCELLING: &[&str] = &["要取消", "想取消", "顾客取消"];
const SPANISH_CANCELLING: &[&str] =
    &["cancelación", "cancelacion", "cancelar", "cancela", "anulación", "anulacion", "anular", "anula"];

/// Words for one of the language's own, and that one.
type Meant = &'static [(&'static [&'static str], &'static str)];

const ENGLISH_ORDERS: Meant = &[
    (&["placed", "ordered", "order"], "placed"),
    (&["paid", "payment", "payed"], "paid"),
    (&["shipped", "sent", "dispatched"], "shipped"),
    (&["delayed", "late"], "delayed"),
    (&["delivered", "received", "arrived"], "delivered"),
    (&["reviewed", "review"], "reviewed"),
    (&["returned", "return"], "returned"),
    (&["cancelled", "canceled", "cancellation"], "cancelled"),
];
const ENGLISH_MESSAGES: Meant = &[
    (&["photo", "photos", "picture", "image"], "photo"),
    (&["link", "url"], "link"),
    (&["file", "attachment", "document"], "file"),
    (&["contact"], "contact"),
    (&["secret", "password"], "secret"),
];
const CHINESE_ORDERS: Meant = &[
    (&["下单", "已下单", "下订单"], "已下"),
    (&["付款", "已付", "已付款", "支付", "付了款"], "已付"),
    (&["发货", "已发货", "已发"], "已发"),
    (&["延误"], "延误"),
    (&["签收", "收货", "收到", "送达"], "签收"),
    (&["评价", "好评"], "评价"),
    (&["退货", "已退货"], "退货"),
    (&["取消", "取消订单"], "取消"),
];
const CHINESE_MESSAGES: Meant = &[
    (&["照片", "图片"], "照片"),
    (&["链接", "网址"], "链接"),
    (&["文件", "附件"], "文件"),
    (&["联系方式"], "联系方式"),
    (&["密码"], "密码"),
];
const SPANISH_ORDERS: Meant = &[
    (&["hecho", "realizado", "pedido"], "hecho"),
    (&["pagado", "pago"], "pagado"),
    (&["enviado", "envío"], "enviado"),
    (&["retrasado", "retraso"], "retrasado"),
    (&["entregado", "recibido", "entrega"], "entregado"),
    (&["reseñado", "reseña"], "reseñado"),
    (&["devuelto", "devolución"], "devuelto"),
    (&["cancelado", "anulado"], "cancelado"),
];
const SPANISH_MESSAGES: Meant = &[
    (&["foto", "fotos", "imagen"], "foto"),
    (&["enlace", "link"], "enlace"),
    (&["archivo", "documento"], "archivo"),
    (&["contacto"], "contacto"),
    (&["secreto", "contraseña"], "secreto"),
];
