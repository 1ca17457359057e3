//! What people write for something that did not come about in time: `order unpaid after 30 minutes`. Without its negation it would be the opposite.

use super::{Idiom, idiom};

/// What is wrong.
const MISSED: &str = "what did not happen in time is written otherwise";

/// What is wrong where no time is named.
const NO_TIME: &str = "nobody said how long is waited";

/// What is right.
const WRITE: &str = "write `{}`";

/// What is said otherwise in English.
pub const ENGLISH: &[Idiom] = &[
    idiom(
        r"^when\s+(?:the\s+)?order\s+(?P<w>(?:(?:is|was|still|stays|remains)\s+)*(?:un-?|non-?|not\s+(?:yet\s+)?)pa(?:id|yed)\s*,?\s+(?:after|for|in|within|since)\s+([\d.]+\s+\w+))",
        "placed unless order paid within $2",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^when\s+(?:the\s+)?order\s+(?P<w>(?:(?:is|was|still|stays|remains)\s+)*(?:not\s+(?:yet\s+)?(STAGE)|un-?(shipped|delivered|reviewed))\s*,?\s+(?:after|for|in|within|since)\s+([\d.]+\s+\w+))",
        "placed unless order $2$3 within $4",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^when\s+(?:the\s+)?order\s+(?P<w>(?:(?:is|was|still|stays|remains)\s+)*(?:un-?|non-?|not\s+(?:yet\s+)?)pa(?:id|yed))\s*,?\s+STEP\b",
        "placed unless order paid within 30 minutes",
        NO_TIME,
        WRITE,
    ),
    idiom(
        r"^when\s+(?:the\s+)?order\s+(?P<w>(?:(?:is|was|still|stays|remains)\s+)*(?:not\s+(?:yet\s+)?(STAGE)|un-?(shipped|delivered|reviewed)))\s*,?\s+STEP\b",
        "placed unless order $2$3 within 3 days",
        NO_TIME,
        WRITE,
    ),
];

/// The same in Chinese.
pub const CHINESE: &[Idiom] = &[
    idiom(
        r"^当\s*订单\s*(?P<w>(?:还|仍|尚)?(?:未|没有?)\s*(?:已付款?|付款|付钱|支付|付)\s*[,，]?\s*(?:超过|过了?|满)?\s*(\d+\s*(?:秒钟?|分钟|小时|天|周))\s*(?:之后|以后|后|之内|以内|内)?)",
        " 已下 $2 内 没有 订单 已付 ",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(?:还|仍|尚)?(?:未|没有?)\s*(发货|签收|送达|评价)\s*[,，]?\s*(?:超过|过了?|满)?\s*(\d+\s*(?:秒钟?|分钟|小时|天|周))\s*(?:之后|以后|后|之内|以内|内)?)",
        " 已下 $3 内 没有 订单 $2 ",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(\d+\s*(?:秒钟?|分钟|小时|天|周))\s*(?:之后|以后|后|之内|以内|内)?\s*[,，]?\s*(?:还|仍|尚)?(?:未|没有?)\s*(?:已付款?|付款|付钱|支付|付))",
        " 已下 $2 内 没有 订单 已付 ",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(\d+\s*(?:秒钟?|分钟|小时|天|周))\s*(?:之后|以后|后|之内|以内|内)?\s*[,，]?\s*(?:还|仍|尚)?(?:未|没有?)\s*(发货|签收|送达|评价))",
        " 已下 $2 内 没有 订单 $3 ",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(?:还|仍|尚)?(?:未|没有?)\s*(?:已付款?|付款|付钱|支付|付))\s*STEP",
        " 已下 30分钟 内 没有 订单 已付 ",
        NO_TIME,
        WRITE,
    ),
    idiom(
        r"^当\s*订单\s*(?P<w>(?:还|仍|尚)?(?:未|没有?)\s*(发货|签收|送达|评价))\s*STEP",
        " 已下 3天 内 没有 订单 $2 ",
        NO_TIME,
        WRITE,
    ),
];

/// The same in Spanish.
pub const SPANISH: &[Idiom] = &[
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:(?:está|sigue|queda|es)\s+)?(?:impagado|impago|no\s+pagado|sin\s+pag(?:ar|o))\s*,?\s+(?:tras|después\s+de|despues\s+de|en|durante|pasad[oa]s)\s+([\d.]+\s+\w+))",
        "hecho salvo pedido pagado en $2",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:(?:está|sigue|queda|es)\s+)?no\s+(STAGE)\s*,?\s+(?:tras|después\s+de|despues\s+de|en|durante|pasad[oa]s)\s+([\d.]+\s+\w+))",
        "hecho salvo pedido $2 en $3",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:(?:está|sigue|queda|es)\s+)?sin\s+(envi|entreg)ar\s*,?\s+(?:tras|después\s+de|despues\s+de|en|durante|pasad[oa]s)\s+([\d.]+\s+\w+))",
        "hecho salvo pedido ${2}ado en $3",
        MISSED,
        WRITE,
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:(?:está|sigue|queda|es)\s+)?(?:impagado|impago|no\s+pagado|sin\s+pag(?:ar|o)))\s*,?\s+STEP\b",
        "hecho salvo pedido pagado en 30 minutos",
        NO_TIME,
        WRITE,
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:(?:está|sigue|queda|es)\s+)?no\s+(STAGE))\s*,?\s+STEP\b",
        "hecho salvo pedido $2 en 3 días",
        NO_TIME,
        WRITE,
    ),
];
