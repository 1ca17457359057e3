//! What is said otherwise of the shop, its facts, kinds and intents in English.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const ENGLISH: &[Idiom] = &[
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
    idiom(r"^(?P<w>(?:my|our|the)\s+)shop\s+TEXT", "", "`{}` stands before the first word", "take it away"),
    idiom(r"^shop(?P<w>\s*:\s*(TEXT))\s*\n", " $2:", "the colon stands behind the shop's name", "write `shop {}`"),
    idiom(
        r"^shop\s*(?P<w>\s(?:name|is|called|named)\s*:?\s*)TEXT",
        " ",
        "`{}` stands before the shop's name",
        "take it away",
    ),
    idiom(r#"^shop\s+(?P<w>([^\s\":“«][^\n\":“«]*?))\s*:"#, "\"$2\"", "a shop's name stands in quotes", "write `{}`"),
    idiom(
        r"\blanguage\s+(?P<w>(\w\w)\s*(?:\band\b|\bor\b|&|\+|/)\s*(\w\w))\b",
        "$2, $3",
        "several languages have commas between them",
        "write `{}`",
    ),
    idiom(
        r"\blanguage\s+\w\w(?:\s*,\s*\w\w)*(?P<w>\s*,?\s+and\s+)\w\w\b",
        ", ",
        "several languages have commas between them",
        "write `,` between them",
    ),
    idiom(
        r"^shop\b.*?\n\s*(?P<w>(?:money|coin|prices? in|prices?|in))\s+(?-i:[A-Z]{3})\b",
        "currency",
        "`{}` is written otherwise",
        "the money of the shop is its `{}`",
    ),
    idiom(
        r#"\btime\s?zone\s+(?P<w>["“«]\s*([\w/+-]+)\s*["”»])"#,
        "$2",
        "{} stands in quotes, and a time zone does not",
        "write `{}`",
    ),
    idiom(
        r"\btime\s?zone\s+(?P<w>(\w+)\s+/\s*(\w+)|(\w+)\s*/\s+(\w+))",
        "$2$4/$3$5",
        "a time zone has no blanks",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>open\s+(?:24\s*/\s*7|24\s*h(?:ours)?|always|all day(?: long)?|around the clock))\b",
        "open 00:00 to 23:59",
        "`{}` is written otherwise",
        "write `{}`; a shop without such a line is always open",
    ),
    idiom(
        r"\bopen\s+(?P<w>(?:(?:on|from|every ?day|daily|all days|until|till)(?:[\s,:]+|\s*[-–]\s*))+)\d",
        " ",
        "`{}` stands before the hours",
        "take it away: hours without days before them hold for every day",
    ),
    idiom(
        r"\bopen\b[^\n]*?\d\d:\d\d(?P<w>\s+(?:and|&)\s+)\d",
        ", ",
        "several hours have a comma between them",
        "write `,`",
    ),
    idiom(
        r"(?P<w>\b(?:opening\s+(?:hours|times?)|business\s+hours|working\s+hours|hours|we\s+are\s+open|schedule)\s*:?\s*(?:from\s+)?)\d",
        "open ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"(?P<w>\bcalls?\s+(?:them|people|clients?|buyers?|(?:my|our|the)\s+(?:customers?|clients?)))\s+TEXT",
        "calls customers",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bcalls\s+customers\s+TEXT(?P<w>\s*,?\s*(?:\bor\b\s*)?TEXT)",
        "",
        "customers are called in one way",
        "take {} away, or put another language before it, as in `es:`",
    ),
    idiom(
        r"\bships\s+same\s+day\s+(?P<w>until|till|by|up to|if ordered before|if ordered by)\s",
        "before",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^(?P<w>import|include|load|uses|using|require)\s+(?:std/|TEXT)",
        "use",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^use\s+(?P<w>([\w-]+\.patter))END", "\"$2\"", "the name of a file stands in quotes", "write `{}`"),
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
    idiom(
        r"^fact\s+[\w.「」-]*(?:total|price|cost|fee|sum)(?P<w>)END",
        ": money",
        "nobody said what `{}` is",
        "say it behind its name: `money`, `number`, `text`, `date`, `yes or no`",
    ),
    idiom(
        r"^fact\s+NAME(?P<w>)END",
        ": number",
        "nobody said what `{}` is",
        "say it behind its name: `number`, `money`, `text`, `date`, `yes or no`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>(?:an?\s+)?(?:euros?|dollars?|pounds?|yuan|amount|price|sum|currency|€|\$))END",
        "money",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>(?:an?\s+)?(?:whole number|integer number|integer|int|count|figure|digits|numeric|quantity))END",
        "number",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>(?:an?\s+)?(?:string|words?|letters))END",
        "text",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>(?:a\s+)?(?:day|calendar day))END",
        "date",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>yes\s*[/,-]\s*no|yes-or-no|true\s*(?:or|/)\s*false|boolean|bool)END",
        "yes or no",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME(?:\s+by\s+NAME)?\s*:\s*(?P<w>an?\s+)(?:number|text|date|time|percent|moment|duration)\b",
        "",
        "`{}` stands before what the fact is",
        "take it away",
    ),
    idiom(
        r"^fact\s+NAME\s*:\s*(?:number|money)\s+(?P<w>(?:between|from|of)?\s*(\d[\d.]*)\s*(?:-|–|and|until|\.\.|to)\s*(\d[\d.]*))",
        "from $2 to $3",
        "the two ends of a number are written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^fact\s+NAME\s*:\s*(?P<w>)NAME(?:\s*,\s*NAME)+END",
        "one of ",
        "several values to choose from stand behind `one of`",
        "put `{}` before them",
    ),
    idiom(
        r"^kind\s+NAME\s*:\s*(?P<w>(?:if|when|where|who(?: has)?|customers?\s+(?:who|with)(?: have)?)\s)",
        "",
        "`{}` stands before the condition",
        "take it away",
    ),
    idiom(
        r"^kind\s+NAME\s*:\s*(?P<w>(?:(?:the\s+)?customers?\s+)?(?:(?:has|have)\s+)?(?:ordered\s+|bought\s+)?(?:more than|over|>)\s*(\d+)\s*(?:orders?|times))END",
        "customer.orders > $2",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^kind\s+NAME\s*:\s*(?P<w>(?:(?:the\s+)?customers?\s+)?(?:(?:has|have)\s+)?(?:ordered\s+|bought\s+)?(?:at least|>=)\s*(\d+)\s*(?:orders?|times))END",
        "customer.orders >= $2",
        "`{}` is written otherwise",
        "write `{}`",
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
];
