//! What people write for what is not so, and for sizes named with their figure first: what is shown must never say the opposite.

use super::{Idiom, idiom};

/// What is wrong where a size is said in words.
const SIGN: &str = "`{}` is written with a sign";

/// What is right then.
const SIGNS: &str = "sizes are compared with `<`, `>`, `<=` and `>=`: write `{}`";

/// What is said otherwise in English.
pub const ENGLISH: &[Idiom] = &[
    idiom(
        r"\b(?:if|and|or)\s+customer\s+(?P<w>not)\s+(?:(?:an?|the)\s+)?NAME",
        "is not",
        "`{}` is written otherwise",
        "write `{}` before what a customer is not",
    ),
    idiom(
        r"\b(?:if|and|or)\s+[\w-]+\.[\w.-]+\s+(?P<w>(?:is\s+)?([\d.]+)\s*(?:or|and)\s+(?:more|over|above|higher|up))\b",
        ">= $2",
        SIGN,
        SIGNS,
    ),
    idiom(
        r"\b(?:if|and|or)\s+[\w-]+\.[\w.-]+\s+(?P<w>(?:is\s+)?([\d.]+)\s*(?:or|and)\s+(?:less|fewer|under|below|lower))\b",
        "<= $2",
        SIGN,
        SIGNS,
    ),
];

/// The same in Chinese.
pub const CHINESE: &[Idiom] = &[
    idiom(
        r"(?:如果|若|并且|或者)\s*顾客\s*(?P<w>不|非|并非|不属于)\s*NAME",
        " 不是 ",
        "`{}` is written otherwise",
        "write `{}` before what a customer is not",
    ),
    idiom(
        r"(?:如果|若|并且|或者)\s*[\w]+\.\w*?[^\W不没未非有会能得]\s*(?P<w>(?:是|在|有)?\s*(\d[\d.]*)\s*(?:元|块钱?)?\s*(?:及|或|（含）|\(含\))?\s*以上)",
        " >= $2 ",
        SIGN,
        SIGNS,
    ),
    idiom(
        r"(?:如果|若|并且|或者)\s*[\w]+\.\w*?[^\W不没未非有会能得]\s*(?P<w>(?:是|在)?\s*(\d[\d.]*)\s*(?:元|块钱?)?\s*(?:及|或|（含）|\(含\))?\s*以[下内])",
        " <= $2 ",
        SIGN,
        SIGNS,
    ),
];

/// The same in Spanish.
pub const SPANISH: &[Idiom] = &[
    idiom(
        r"^cuando\s+\S[^\n«»“”\x22]*?\s(?P<w>si\s+no\s+([\w-]+\.[\w.-]+))\s*,?\s*STEP\b",
        "si $2 es no",
        "`{}` is written otherwise: `si no` is what is done otherwise",
        "write `{}`",
    ),
    idiom(
        r"^cuando\s+\S[^\n«»“”\x22]*?\s(?P<w>si\s+no\s+(?:(?:el\s+)?cliente\s+(?:es\s+)?|es\s+)([\w-]+))\s+STEP\b",
        "si cliente no es $2",
        "`{}` is written otherwise: `si no` is what is done otherwise",
        "write `{}`",
    ),
    idiom(
        r"\b(?:si|y|o)\s+cliente\s+(?P<w>no)\s+NAME",
        "no es",
        "`{}` is written otherwise",
        "write `{}` before what a customer is not",
    ),
    idiom(r"\b(?:si|y|o)\s+[\w-]+\.[\w.-]+\s+(?P<w>(?:es\s+)?(?:de\s+)?([\d.]+)\s+o\s+más)\b", ">= $2", SIGN, SIGNS),
    idiom(r"\b(?:si|y|o)\s+[\w-]+\.[\w.-]+\s+(?P<w>(?:es\s+)?(?:de\s+)?([\d.]+)\s+o\s+menos)\b", "<= $2", SIGN, SIGNS),
];
