//! Who wrote a row.

use schemars::JsonSchema;
use serde::Serialize;

/// Who wrote a row of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// The customer.
    Customer,
    /// The shop: its account, its program.
    Shop,
    /// A member of staff.
    Staff,
    /// The platform: what happened, and no words of anybody.
    System,
}

const CUSTOMER: [&str; 21] = [
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
const SHOP: [&str; 19] = [
    "shop",
    "store",
    "seller",
    "merchant",
    "vendor",
    "bot",
    "assistant",
    "店铺",
    "商家",
    "卖家",
    "店家",
    "机器人",
    "tienda",
    "vendedor",
    "vendedora",
    "comercio",
    "negocio",
    "robot",
    "店",
];
const STAFF: [&str; 17] = [
    "staff", "agent", "employee", "operator", "human", "support", "客服", "人工", "员工", "坐席", "小二", "personal",
    "agente", "empleado", "empleada", "asesor", "asesora",
];
const SYSTEM: [&str; 10] =
    ["system", "platform", "event", "notice", "系统", "平台", "事件", "sistema", "plataforma", "evento"];

impl Who {
    /// Whom a word stands for, in any of the three languages.
    pub fn of(word: &str) -> Option<Who> {
        let word = word.trim().to_lowercase();
        let named = |words: &[&str]| words.contains(&word.as_str());
        match () {
            () if named(&CUSTOMER) => Some(Who::Customer),
            () if named(&SHOP) => Some(Who::Shop),
            () if named(&STAFF) => Some(Who::Staff),
            () if named(&SYSTEM) => Some(Who::System),
            () => None,
        }
    }
}
