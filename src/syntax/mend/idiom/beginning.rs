//! What people write for the message with which a conversation begins, and for the library that a script uses.

use super::{Idiom, idiom};

/// What is said otherwise in English.
pub const ENGLISH: &[Idiom] = &[
    Idiom {
        without: r"^shop(?:\s+named\b|\s+called\b|[^\n]*[ \t:：](?:language|currency|time zone|open|persona|calls|catalogue)\b)",
        ..idiom(
            r"^shop(?P<w>\s*[:：]?\s*([^\s\x22:：“«『「][^\n\x22:：“”«»『「]*?)\s*[:：]?)[ \t]*\n",
            " \"$2\":",
            "a shop's name stands in quotes, and the colon behind it",
            "write `shop {}`",
        )
    },
    idiom(
        r"^when\s+(?:the\s+)?first\s+message(?P<w>\s+(?:comes(?:\s+in)?|arrives|is\s+(?:sent|received|written)|came|appears)\s*,?)",
        "",
        "`{}` stands behind what happens",
        "take it away",
    ),
    idiom(
        r"^when\s+(?P<w>(?:(?:a|the)\s+)?(?:customer|client|visitor|someone|somebody)\s+(?:writes|messages|speaks)\s+(?:first|for the first time)|message\s+is\s+(?:the\s+)?first)\s*,?\s*(?:STEP|then\b|if\b)",
        "first message",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^use\s+(?P<w>(std/[\w-]+)\.patter)END", "$2", "a part of the library has no ending", "write `use {}`"),
    idiom(r"^use\s+(?P<w>std\s*[.\\:_-]+\s*([\w-]+))END", "std/$2", "`{}` is written otherwise", "write `use {}`"),
];

/// The same in Chinese.
pub const CHINESE: &[Idiom] = &[
    Idiom {
        without: r"^店铺[^\n]*?(?:语言|货币|时区|营业|人设|称呼|商品目录)",
        ..idiom(
            r"^店铺(?P<w>\s*[:：]?\s*([^\s\x22:：“«『「][^\n\x22:：“”«»『「]*?)\s*[:：]?)[ \t]*\n",
            "“$2”：",
            "a shop's name stands in quotes, and the colon behind it",
            "write `店铺{}`",
        )
    },
    idiom(
        r"^(?P<w>当?\s*(?:首条消息|第一条消息)\s*[,，:：]?\s*(?:则|就)?\s*说\s*[:：]?\s*([^\s“”\x22「」『』‘’'：:，,。]+?))END",
        "当 首条消息 说“$2”",
        "words to be said stand in quotes",
        "write `{}`",
    ),
    idiom(
        r"^当\s*(?:首条消息|第一条消息)(?P<w>\s*[:：]\s*)TEXT",
        " 说",
        "words to be said stand behind `说`",
        "write `说` before them, and no colon",
    ),
    idiom(
        r"^(?:使用|引用)\s*(?P<w>(std/[\w-]+)\.patter)END",
        " $2",
        "a part of the library has no ending",
        "write `使用 {}`",
    ),
];

/// The same in Spanish.
pub const SPANISH: &[Idiom] = &[
    Idiom {
        without: r"^tienda(?:\s+llamada\b|[^\n]*[ \t:：](?:idioma|moneda|zona|abre|abierto|persona|llama|catálogo)\b)",
        ..idiom(
            r"^tienda(?P<w>\s*[:：]?\s*([^\s\x22:：“«『「][^\n\x22:：“”«»『「]*?)\s*[:：]?)[ \t]*\n",
            " «$2»:",
            "a shop's name stands in quotes, and the colon behind it",
            "write `tienda {}`",
        )
    },
    idiom(
        r"^cuando\s+(?P<w>(?:llega|llegue|recibes|haya|hay)\s+(?:el|un)\s+primer\s+mensaje|mensaje\s+primero|(?:el\s+)?cliente\s+escribe\s+(?:primero|por primera vez))\s*,?\s*(?:STEP|luego\b|si\b)",
        "primer mensaje",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?primer\s+mensaje\s*,?\s*(?P<w>(?:dice|diga|digo|decir|dile)\s+([^«»“”\x22]+?))END",
        "di «$2»",
        "words to be said stand in quotes",
        "write `{}`",
    ),
    idiom(r"^usa\s+(?P<w>(std/[\w-]+)\.patter)END", "$2", "a part of the library has no ending", "write `usa {}`"),
    idiom(r"^usa\s+(?P<w>std\s*[.\\:_-]+\s*([\w-]+))END", "std/$2", "`{}` is written otherwise", "write `usa {}`"),
];
