//! Who speaks in a chat, by the word that stands for them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::keywords::fold;

/// Who speaks in a chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The shop: its account, its program.
    Shop,
    /// A member of staff.
    Staff,
    /// The platform: what happened, and no words of anybody.
    System,
}

const CUSTOMER: &[&str] = &[
    "customer",
    "client",
    "buyer",
    "user",
    "visitor",
    "guest",
    "shopper",
    "顾客",
    "客户",
    "买家",
    "买方",
    "客人",
    "用户",
    "访客",
    "cliente",
    "clienta",
    "comprador",
    "compradora",
    "usuario",
    "usuaria",
    "visitante",
    "huésped",
];
const SHOP: &[&str] = &[
    "shop",
    "store",
    "seller",
    "owner",
    "merchant",
    "vendor",
    "bot",
    "assistant",
    "店铺",
    "商家",
    "卖家",
    "店家",
    "店主",
    "店长",
    "店",
    "掌柜",
    "老板",
    "机器人",
    "tienda",
    "dueño",
    "dueña",
    "vendedor",
    "vendedora",
    "dependiente",
    "dependienta",
    "comercio",
    "negocio",
    "robot",
];
const STAFF: &[&str] = &[
    "staff", "agent", "employee", "operator", "human", "support", "客服", "人工", "员工", "坐席", "小二", "personal",
    "agente", "empleado", "empleada", "asesor", "asesora",
];
const SYSTEM: &[&str] =
    &["system", "platform", "event", "notice", "系统", "平台", "事件", "sistema", "plataforma", "evento"];

/// Whom each word stands for, folded.
static SPEAKERS: LazyLock<FxHashMap<String, Speaker>> = LazyLock::new(|| {
    let lists =
        [(CUSTOMER, Speaker::Customer), (SHOP, Speaker::Shop), (STAFF, Speaker::Staff), (SYSTEM, Speaker::System)];
    lists.iter().flat_map(|(words, speaker)| words.iter().map(|word| (fold(word), *speaker))).collect()
});

impl Speaker {
    /// Whom a word stands for, in any of the three languages.
    pub fn of(word: &str) -> Option<Speaker> {
        SPEAKERS.get(&fold(word.trim())).copied()
    }
}
