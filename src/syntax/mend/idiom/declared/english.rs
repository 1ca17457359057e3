//! What is said otherwise of the shop, its offers, rules and promises in English.

use super::{Declared, idiom};

/// The idioms of English.
pub const ENGLISH: Declared = Declared {
    first: &[
        // The shop
        idiom(
            r#"\bcurrency\s+(?P<w>["“«]\s*([\w$€£¥￥]+)\s*["”»])"#,
            "$2",
            "{} stands in quotes, and a currency does not",
            "its three letters stand alone",
        ),
        idiom(
            r"\bcurrency\s+(?P<w>[\w$€£¥￥]+\s+((?-i:[A-Z]{3})))\b",
            "$2",
            "`{}` names a currency twice",
            "its three letters stand alone: `currency {}`",
        ),
        idiom(
            r"\bcurrency\s+\w+\s*(?P<w>\(?\s*[$€£¥￥]\s*\)?)",
            "",
            "`{}` stands behind the name of a currency",
            "its three letters stand alone: take this away",
        ),
        idiom(
            r"\banswers?\s+(?P<w>(?:at most|max\.?|maximum|up to|only)?\s*(\d+)\s*(?:questions?)?\s*(?:(?:per|a|each|in a|in one)\s+message)?)",
            "at most $2 questions per message",
            "how many questions are answered is written otherwise",
            "write `answers {}`",
        ),
        idiom(r"^use\s+(?P<w>([\w-]+))END", "std/$2", "a module of the library begins with `std/`", "write `use {}`"),
        // Facts
        idiom(
            r"^fact\s+NAME(?P<w>\s*(?:=|＝|\bis\b)\s*)",
            ": ",
            "a fact and its value are parted by a colon",
            "write the value behind `:`",
        ),
        idiom(
            r"^fact\s+NAME\s*:\s*(?P<w>true|on)END",
            "yes",
            "`{}` is written otherwise",
            "what can be so or not so is `yes` or `no`",
        ),
        idiom(
            r"^fact\s+NAME\s*:\s*(?P<w>false|off)END",
            "no",
            "`{}` is written otherwise",
            "what can be so or not so is `yes` or `no`",
        ),
        // What customers say
        idiom(
            r"^intent\b.*?:\s*(?P<w>)TEXT",
            "phrases ",
            "what customers say stands behind `phrases`",
            "put `{}` before the words",
        ),
        idiom(
            r"^intent\b[^:]*:\s*(?P<w>)[a-z]{2,3}\s*:\s*TEXT",
            "phrases ",
            "what customers say stands behind `phrases`",
            "put `{}` before the words",
        ),
        // Answers to choose from
        idiom(
            r"\bexpects\s+(?:one of\s+)?(?P<w>(NAME)\s+or\s+(NAME))(?:END|\s*(?:again|remembers)\b)",
            "one of $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bexpects\s+(?:one of\s+)?(?P<w>(NAME)\s*,\s*(NAME)\s*,?\s+or\s+(NAME))",
            "one of $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bexpects\s+(?:one of\s+)?(?P<w>(NAME)\s*,\s*(NAME)\s*,\s*(NAME)\s*,?\s+or\s+(NAME))",
            "one of $2, $3, $4, $5",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        // Offers
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>(?:takes\s+)?(\d[\d.]*)\s*(?:%|percent)\s*(?:off|discount|reduction|less|cheaper))\b",
            "takes $2% off",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>discount(?:\s+of)?\s+(\d[\d.]*)\s*(?:%|percent))",
            "takes $2% off",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>free (?:shipping|postage|delivery)|no (?:shipping|postage|delivery)(?: costs?)?|waives (?:the )?(?:shipping|postage|delivery)(?: costs?)?)\b",
            "waives postage",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        // Rules
        idiom(
            r"^(?P<w>(?:if|whenever|on)\s+(?:(?:(?:the|a)\s+)?(?:customers?|clients?|buyers?|someone|somebody|they)\s+)?(?:(?:says?|asks?(?:\s+(?:for|about))?|wants?|mentions?)\s+(?:to\s+)?)?(?:(?:the|an?)\s+)?)NAME",
            "when ",
            "a rule begins with `when` and with what happens",
            "write `when` and the name of the intent",
        ),
        idiom(
            r"^when\s+(?P<w>(?:(?:the|a)\s+)?(?:customers?|clients?|buyers?|someone|somebody|they)\s+(?:(?:says?|asks?(?:\s+(?:for|about))?|wants?|mentions?)\s+(?:to\s+)?)?(?:(?:the|an?)\s+)?)NAME",
            "",
            "`{}` stands before the name of an intent",
            "the name stands alone: take this away",
        ),
        idiom(
            r"^when\s+NAME\s*,?\s*(?P<w>and|with|where|while|provided)\s+NAME\s*(?:<|>|=|≤|≥|is\b)",
            "if",
            "a condition stands behind `if`",
            "write `{}`",
        ),
        idiom(
            r"^when\s+NAME(?P<w>\s*(?:,\s*(?:or|and)?|\bor\b|\band\b|/)\s*NAME)\s*(?:,|STEP\b)",
            "",
            "a rule begins with one thing that happens, and `{}` is another",
            "write a second rule for it",
        ),
        idiom(
            r"^when\s+(?:order\s+STAGE|NAME)\s*,?\s*(?P<w>wait(?:\s+for)?\s+(\d+\s*\w+))",
            "after $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^when\s+(?P<w>(?:there is\s+)?no (?:answer|reply|response|message)(?: (?:from (?:the )?customer|comes))?\s+(?:for|in|within|after)\s+(\d+\s*\w+))",
            "shop asked unless message within $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        // Promises
        idiom(
            r"^never\s+(?P<w>(?:offer|give|promise|discount)\s+(?:(?:an?\s+)?discounts?\s+(?:of\s+)?)?(?:more|bigger|higher)\s+than\s+(\d[\d.]*)\s*(?:%|percent)(?:\s+off)?)END",
            "give more than $2% of cart.total",
            "`{}` does not say of what",
            "write `{}`",
        ),
        idiom(
            r"^never\s+(?P<w>(?:go|price|charge|drop|fall)\s+(?:below|under|lower than|less than))\s",
            "sell below",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^never\s+give\s+more\s+than\s+(?P<w>(\d[\d.]*)\s*(?:%|percent|per cent|pct)\s+(?:of|off|from)\s+(?:the\s+)?(?:cart\s+(?:total|value|sum)|cart|total|basket|order(?:\s+(?:total|value))?|price of the cart))(?:\s+if\b|END)",
            "$2% of cart.total",
            "`{}` is written otherwise",
            "a share has its sign, and a name is one word: write `{}`",
        ),
        idiom(
            r"^never\s+(?P<w>(?:discount|give away|give|reduce|take off|go)\s+(?:by\s+)?(?:more|over|above|beyond)(?:\s+than)?)\s",
            "give more than",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^never\s+(?P<w>(?:sell\s+)?(?:for\s+)?(?:less than|under|cheaper than)|sell\s+(?:under|for less than|cheaper than))\s",
            "sell below",
            "`{}` is written otherwise",
            "write `{}`",
        ),
    ],
    last: &[
        idiom(
            r"^never\s+(?P<w>.+?)END",
            "say \"…\"",
            "`{}` is nothing that a shop can promise never to do",
            "it can never `give more than …`, `sell below …`, `say …` or `write first more than …`",
        ),
        idiom(
            r"^always\s+(?P<w>.+?)END",
            "say \"…\"",
            "`{}` is nothing that a shop can promise always to do",
            "it can always `say` certain words, or `answer within …`",
        ),
    ],
};
