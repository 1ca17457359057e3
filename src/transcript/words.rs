//! The keywords with which conversations are written; `grammar/chat.pest` reads them and their synonyms.

use super::paper::Verb;
use crate::diagnostic::did_you_mean;
use crate::engine::Happening;
use crate::syntax::ast::Keywords;
use crate::syntax::event_meant;

/// What a conversation is written with in one keyword language.
#[derive(Debug)]
#[allow(missing_docs, reason = "each is the word of its name")]
pub struct Words {
    pub script: &'static str,
    pub chat: &'static str,
    pub given: &'static str,
    pub fact: &'static str,
    pub seed: &'static str,
    pub now: &'static str,
    pub customer: &'static str,
    pub shop: &'static str,
    pub event: &'static str,
    pub with: &'static str,
    pub photo: &'static str,
    pub a_photo: &'static str,
    pub photos: &'static str,
    pub file: &'static str,
    pub order_placed: &'static str,
    pub cart_changed: &'static str,
    pub offer_accepted: &'static str,
    pub offer_declined: &'static str,
    pub promised: &'static str,
    pub customer_leaves: &'static str,
    pub staff: &'static str,
    pub staff_joins: &'static str,
    pub staff_leaves: &'static str,
    pub staff_resolves: &'static str,
    pub needs_no_answer: &'static str,
    pub staff_mutes: &'static str,
    pub staff_unmutes: &'static str,
    pub until: &'static str,
    pub nothing: &'static str,
    pub because: &'static str,
    pub colon: &'static str,
    pub comma: &'static str,
    pub quotes: (char, char),
    pub is: &'static str,
    pub for_: &'static str,
    pub system: &'static str,
    pub fails: &'static str,
}

const ENGLISH: Words = Words {
    script: "script",
    chat: "chat",
    given: "given",
    fact: "fact",
    seed: "seed",
    now: "now",
    customer: "customer",
    shop: "shop",
    event: "event",
    with: "with",
    photo: "photo",
    a_photo: "a photo",
    photos: "photos",
    file: "file",
    order_placed: "order placed",
    cart_changed: "cart changed",
    offer_accepted: "offer accepted",
    offer_declined: "offer declined",
    promised: "promised",
    customer_leaves: "customer leaves",
    staff: "staff",
    staff_joins: "staff joins",
    staff_leaves: "staff leaves",
    staff_resolves: "staff resolves",
    needs_no_answer: "no answer needed",
    staff_mutes: "staff mutes",
    staff_unmutes: "staff unmutes",
    until: "until",
    nothing: "nothing",
    because: "because",
    colon: ": ",
    comma: ", ",
    quotes: ('"', '"'),
    is: "is",
    for_: "for",
    system: "system",
    fails: "fails",
};

const CHINESE: Words = Words {
    script: "脚本",
    chat: "对话",
    given: "已知",
    fact: "事实",
    seed: "种子",
    now: "现在",
    customer: "顾客",
    shop: "店铺",
    event: "事件",
    with: "带",
    photo: "照片",
    a_photo: "1张照片",
    photos: "张照片",
    file: "文件",
    order_placed: "订单 已下",
    cart_changed: "购物车 变化",
    offer_accepted: "优惠 接受",
    offer_declined: "优惠 拒绝",
    promised: "已承诺",
    customer_leaves: "顾客 离开",
    staff: "人工",
    staff_joins: "客服 加入",
    staff_leaves: "客服 离开",
    staff_resolves: "客服 已解决",
    needs_no_answer: "不用回复",
    staff_mutes: "客服 静音",
    staff_unmutes: "客服 取消静音",
    until: "到",
    nothing: "无",
    because: "因为",
    colon: "：",
    comma: "、",
    quotes: ('“', '”'),
    is: "是",
    for_: "按",
    system: "系统",
    fails: "失败",
};

const SPANISH: Words = Words {
    script: "guion",
    chat: "conversación",
    given: "dado",
    fact: "dato",
    seed: "semilla",
    now: "ahora",
    customer: "cliente",
    shop: "tienda",
    event: "evento",
    with: "con",
    photo: "foto",
    a_photo: "una foto",
    photos: "fotos",
    file: "archivo",
    order_placed: "pedido hecho",
    cart_changed: "carrito cambiado",
    offer_accepted: "oferta aceptada",
    offer_declined: "oferta rechazada",
    promised: "prometido",
    customer_leaves: "el cliente se va",
    staff: "personal",
    staff_joins: "personal entra",
    staff_leaves: "personal sale",
    staff_resolves: "personal resuelve",
    needs_no_answer: "no hace falta responder",
    staff_mutes: "personal silencia",
    staff_unmutes: "personal deja hablar",
    until: "hasta",
    nothing: "nada",
    because: "porque",
    colon: ": ",
    comma: ", ",
    quotes: ('«', '»'),
    is: "es",
    for_: "para",
    system: "sistema",
    fails: "falla",
};

/// The words of a keyword language.
pub fn words(keywords: Keywords) -> &'static Words {
    match keywords {
        Keywords::English => &ENGLISH,
        Keywords::Chinese => &CHINESE,
        Keywords::Spanish => &SPANISH,
    }
}

/// What a deed's verb is called.
pub(super) fn verb(keywords: Keywords, verb: Verb) -> &'static str {
    let [english, chinese, spanish] = match verb {
        Verb::Offers => ["offers", "送上", "ofrece"],
        Verb::Says => ["says", "答复", "responde"],
        Verb::ShowsProducts => ["shows products", "展示商品", "muestra los productos"],
        Verb::ShowsPicture => ["shows picture", "展示图片", "muestra la foto"],
        Verb::SendsLink => ["sends link", "发送链接", "envía el enlace"],
        Verb::Remembers => ["remembers", "记住", "recuerda"],
        Verb::Forgets => ["forgets", "忘记", "olvida"],
        Verb::Promises => ["promises", "承诺", "promete"],
        Verb::Marks => ["marks", "标记", "marca"],
        Verb::Unmarks => ["unmarks", "取消标记", "desmarca"],
        Verb::Notes => ["notes", "备注", "anota"],
        Verb::Tasks => ["tasks", "任务", "tarea"],
        Verb::HandsOver => ["hands over", "转人工", "pasa al personal"],
        Verb::Closes => ["closes", "结束对话", "cierra"],
        Verb::Asks => ["asks", "问", "pregunta"],
    };
    match keywords {
        Keywords::English => english,
        Keywords::Chinese => chinese,
        Keywords::Spanish => spanish,
    }
}

/// Every event that scripts need not declare, as `event:` names it.
pub fn events(keywords: Keywords) -> Vec<&'static str> {
    let w = words(keywords);
    let stages = match keywords {
        Keywords::English => [
            "order paid",
            "order shipped",
            "order delayed",
            "order delivered",
            "order reviewed",
            "order returned",
            "order cancelled",
        ],
        Keywords::Chinese => {
            ["订单 已付", "订单 已发", "订单 延误", "订单 签收", "订单 评价", "订单 退货", "订单 取消"]
        }
        Keywords::Spanish => [
            "pedido pagado",
            "pedido enviado",
            "pedido retrasado",
            "pedido entregado",
            "pedido reseñado",
            "pedido devuelto",
            "pedido cancelado",
        ],
    };
    let mut events = vec![w.order_placed];
    events.extend(stages);
    events.extend([w.cart_changed, w.offer_accepted, w.offer_declined]);
    events
}

/// Every line that is nothing but its words: who comes, goes, and is done.
pub(super) fn stages(keywords: Keywords) -> [&'static str; 7] {
    let w = words(keywords);
    [
        w.staff_joins,
        w.staff_leaves,
        w.staff_resolves,
        w.staff_mutes,
        w.staff_unmutes,
        w.needs_no_answer,
        w.customer_leaves,
    ]
}

/// What `event:` calls something that happens to every shop.
pub fn event_called(happening: &Happening, keywords: Keywords) -> Option<&'static str> {
    let place = match happening {
        Happening::OrderPlaced => 0,
        Happening::OrderPaid => 1,
        Happening::OrderShipped => 2,
        Happening::OrderDelayed => 3,
        Happening::OrderDelivered => 4,
        Happening::OrderReviewed => 5,
        Happening::OrderReturned => 6,
        Happening::OrderCancelled => 7,
        Happening::CartChanged => 8,
        Happening::OfferAccepted => 9,
        Happening::OfferDeclined => 10,
        _ => return None,
    };
    events(keywords).get(place).copied()
}

/// What people write for what becomes of an order, and its place among the events.
const SAID_FOR: &[(&str, usize)] = &[
    ("payment", 1),
    ("paid", 1),
    ("shipment", 2),
    ("shipped", 2),
    ("delivery", 4),
    ("delivered", 4),
    ("pago", 1),
    ("pagado", 1),
    ("envío", 2),
    ("enviado", 2),
    ("entrega", 4),
    ("entregado", 4),
    ("recibido", 4),
    ("devolución", 6),
    ("devuelto", 6),
    ("cancelado", 7),
    ("付款", 1),
    ("已付款", 1),
    ("支付", 1),
    ("已支付", 1),
    ("发货", 2),
    ("已发货", 2),
    ("签收", 4),
    ("已签收", 4),
    ("收货", 4),
    ("退货", 6),
];

/// The event that a word alone names: `paid` is `order paid`.
pub(super) fn event_said(keywords: Keywords, written: &str) -> Option<&'static str> {
    let lower = written.trim().to_lowercase();
    let (_, place) = SAID_FOR.iter().find(|(word, _)| *word == lower)?;
    events(keywords).get(*place).copied()
}

/// The event that is meant by one there is not: `order payed` is `order paid`, though `order placed` is as near.
pub(super) fn nearest_event(keywords: Keywords, written: &str) -> Option<&'static str> {
    let all = events(keywords);
    let meant = event_meant(written, keywords).and_then(|meant| all.iter().copied().find(|event| *event == meant));
    meant.or_else(|| did_you_mean(written, all))
}

/// The first words a line can begin with, for "did you mean".
pub(super) fn line_heads(keywords: Keywords) -> Vec<&'static str> {
    let w = words(keywords);
    vec![w.chat, w.given, w.fact, w.customer, w.shop, w.event, w.promised, w.until, w.system, w.staff, w.with, w.script]
}

/// Every verb, for "did you mean".
pub(super) fn verbs(keywords: Keywords) -> Vec<&'static str> {
    const ALL: [Verb; 15] = [
        Verb::Offers,
        Verb::Says,
        Verb::ShowsProducts,
        Verb::ShowsPicture,
        Verb::SendsLink,
        Verb::Remembers,
        Verb::Forgets,
        Verb::Promises,
        Verb::Marks,
        Verb::Unmarks,
        Verb::Notes,
        Verb::Tasks,
        Verb::HandsOver,
        Verb::Closes,
        Verb::Asks,
    ];
    ALL.into_iter().map(|one| verb(keywords, one)).collect()
}

/// A customer's line, as an example.
pub(super) fn customer_example(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "customer: It is lovely, but too expensive.",
        Keywords::Chinese => "顾客：很好看，就是太贵了。",
        Keywords::Spanish => "cliente: Es precioso, pero demasiado caro.",
    }
}

/// The keyword language of a conversation: that of the first line whose first word only one language has.
pub(super) fn language_of(text: &str) -> Keywords {
    for line in text.lines() {
        let line = line.trim_start_matches('\u{feff}').trim_start();
        let head: String = line.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        if head.is_empty() {
            continue;
        }
        if head.chars().next().is_some_and(|c| ('\u{3400}'..='\u{9fff}').contains(&c)) {
            return Keywords::Chinese;
        }
        if SPANISH_HEADS.contains(&head.as_str()) {
            return Keywords::Spanish;
        }
        return Keywords::English;
    }
    Keywords::English
}

const SPANISH_HEADS: [&str; 21] = [
    "guion",
    "guión",
    "conversación",
    "conversacion",
    "charla",
    "dado",
    "dada",
    "dados",
    "dadas",
    "dato",
    "datos",
    "cliente",
    "clienta",
    "tienda",
    "evento",
    "prometido",
    "prometidos",
    "sistema",
    "hasta",
    "pasan",
    "personal",
];
