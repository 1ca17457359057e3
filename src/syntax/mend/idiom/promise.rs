//! What people write for the promises of a bottom line, in each keyword language.

use super::{Idiom, idiom};

/// What is said otherwise in English.
pub const ENGLISH: &[Idiom] = &[
    idiom(
        r"^never\s+(?P<w>give\s+(?:more|over|above)(?:\s+than)?\s+an?\s+(\d[\d.]*)\s*(?:%|percent|per cent|pct)\s+(?:discount|reduction|off))END",
        "give more than $2% of cart.total",
        "`{}` does not say of what",
        "write `{}`",
    ),
    idiom(
        r"^never\s+(?P<w>sell\s+(?:below|under)\s+(?:the\s+)?cost(?:\s+price)?\s*(?:plus|\+|and)\s*(\d[\d.]*)\s*(?:%|percent|per cent|pct))END",
        "sell below product.cost + $2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^never\s+(?P<w>give\s+more\s+than\s+(\d[\d.]*)\s*per\s+cent)END",
        "give more than $2% of cart.total",
        "`{}` does not say of what",
        "write `{}`",
    ),
    idiom(r"^offer\b.*?\d(?P<w>\s*per\s+cent)\b", "%", "`{}` is written with its sign", "write `{}`"),
    idiom(
        r"^offer\b.*?\btakes\s+(?P<w>(?:an?\s+)?half(?:\s+the\s+price)?)\s+off",
        "50%",
        "`{}` is no number",
        "a share is written in figures, with its sign: write `{}`",
    ),
    idiom(
        r"^offer\b.*?\btakes\s+(?P<w>(\d[\d.]*)\s*(?:percentage\s+)?points?)\s+off",
        "$2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    // How many is no amount: which sum was meant nobody knows.
    Idiom {
        shown: false,
        ..idiom(
            r"^never\s+give\s+(?:away\s+)?(?P<w>more\s+than\s+(?:\d+|an?|one|two|three)\s+(?:(?:free|small|little|big|such|more|different)\s+)?(?:gifts?|presents?|offers?|discounts?|coupons?|vouchers?|things?|items?|pieces?|products?|samples?|times?|extras?|freebies))\b.*?END",
            "more than 15% of cart.total",
            "`{}` counts what is given, and a promise is about money",
            "write a sum or a share, such as `{}`; how often an offer is made it says itself: `once per order`, `once per customer`",
        )
    },
];

/// The same in Chinese.
pub const CHINESE: &[Idiom] = &[
    idiom(
        r"^(?:绝不|决不|永不)\s*(?P<w>(?:让利|优惠|打折|降价|便宜|让价|折扣|给|打)\s*(?:幅度)?\s*(?:超过|多于|高于|大于)\s*(\d[\d.]*)\s*[%％]\s*(?:的\s*(?:折扣|优惠|让利))?)END",
        " 让利超过 购物车.总额 的 $2%",
        "`{}` does not say of what",
        "write `{}`",
    ),
    idiom(
        r"^(?:绝不|决不|永不)\s*让利超过(?P<w>\s*(?:购物车(?:\.|的)?(?:总额|总价|金额)?|总额|总价|订单(?:的)?(?:总额|总价|金额))\s*(?:的)?\s*(\d[\d.]*)\s*(?:%|％|个百分点))END",
        " 购物车.总额 的 $2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^(?:绝不|决不|永不)\s*让利超过(?P<w>\s*(\d[\d.]*)\s*(?:元|块钱?|人民币))END",
        " $2",
        "`{}` is no number",
        "write `{}`: amounts of money are in the shop's currency",
    ),
    idiom(
        r"^(?:绝不|决不|永不)\s*(?P<w>(?:卖|售价|售)\s*(?:低于|少于)\s*(?:商品(?:\.|的)?)?\s*(?:成本价?|进价|进货价)\s*(?:加上?|\+|＋)\s*(\d[\d.]*)\s*[%％])END",
        " 卖低于 商品.成本 + $2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^(?:绝不|决不|永不)\s*(?P<w>(?:卖|售价|售)\s*(?:低于|少于)\s*(?:成本价?|进价|进货价))END",
        " 卖低于 商品.成本",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    Idiom {
        shown: false,
        ..idiom(
            r"^(?:绝不|决不|永不)\s*(?P<w>(?:让利|给|送|赠送|送出|给出)\s*(?:超过|多于)\s*(?:\d+|[一二两三四五])\s*(?:个|份|件|次|样|张)\s*\w*)END",
            " 让利超过 购物车.总额 的 15%",
            "`{}` counts what is given, and a promise is about money",
            "write a sum or a share, such as `{}`; how often an offer is made it says itself: `每订单 一次`, `每顾客 一次`",
        )
    },
];

/// The same in Spanish.
pub const SPANISH: &[Idiom] = &[
    idiom(
        r"^nunca\s+(?P<w>des\s+(?:más|mas)\s+(?:de|del)\s+(?:un\s+|el\s+)?(\d[\d.]*)\s*(?:%\s+de\s+descuento|por\s*ciento(?:\s+de\s+descuento)?))END",
        "des más de $2% de carrito.total",
        "`{}` does not say of what",
        "write `{}`",
    ),
    idiom(r"^oferta\b.*?\d(?P<w>\s*por\s+ciento)\b", "%", "`{}` is written with its sign", "write `{}`"),
    idiom(
        r"^oferta\b.*?(?P<w>\b(?:quita|resta|rebaja|descuenta)\s+(?:el\s+|un\s+)?(\d[\d.]*)\s*(?:%|por\s*ciento|puntos?))",
        "descuenta $2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^nunca\s+(?P<w>vendas\s+(?:por\s+)?(?:debajo|menos)\s+(?:de|del)\s+(?:el\s+)?(?:coste|costo|costes|precio de coste)\s*(?:más|mas|\+)\s*(?:el\s+|un\s+)?(\d[\d.]*)\s*(?:%|por\s*ciento))END",
        "vendas por debajo de producto.coste + $2%",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    Idiom {
        shown: false,
        ..idiom(
            r"^nunca\s+(?:des|regales|ofrezcas)\s+(?P<w>m[aá]s\s+de\s+(?:\d+|una?|dos|tres)\s+(?:regalos?|detalles?|ofertas?|descuentos?|cupones|cupón|cosas?|productos?|artículos?|piezas?|muestras?|veces|vez))\b.*?END",
            "más de 15% de carrito.total",
            "`{}` counts what is given, and a promise is about money",
            "write a sum or a share, such as `{}`; how often an offer is made it says itself: `una vez por pedido`, `una vez por cliente`",
        )
    },
];
