//! What is said otherwise of rules, their times, events and steps in English.

use super::{Idiom, idiom};

/// What becomes of an order.
pub const STAGES: &str = "placed|paid|shipped|delayed|delivered|reviewed|returned|cancelled|canceled";

/// The words that begin a step.
pub const STEPS: &str =
    "say|offer|reply|ask|start|show|send|remember|forget|promise|mark|unmark|note|task|hand|close|cancel|if|then";

/// What an answer may be.
const ANSWERS: &str = "an answer is one of these: `yes or no`, `number 1 to 100`, `money`, `date`, `one of red, blue`, \
     `2 photos`, `order number`, `e-mail`, `phone`, `address`, `one word`, `text`";

/// How a rule begins: the likeliest first; of several for one place the narrower stand before the wider.
pub const BEGINNINGS: &[Idiom] = &[
    // Rungs with numbers
    idiom(r"^when\b[^\n]*\n\s*(?P<w>1\s*[.、)）]\s*)", "then ", "what is tried has no numbers", "write `{}` before it"),
    idiom(
        r"^when\b[^\n]*\n.*\n\s*(?P<w>[2-9]\s*[.、)）]\s*)",
        "then ",
        "what is tried has no numbers",
        "write `{}` before it",
    ),
    idiom(
        r"^(?P<w>if)\s+[\w.-]+\s+(?:[<>]|is\b)",
        "when first message if",
        "a rule begins with `when` and with what happens, and `{}` stands behind it",
        "write `{}`, or the name of an intent in the place of `first message`",
    ),
    idiom(
        r"\b(?P<w>(?:show|send|post)\s+(?:(?:the|a|this|my|our)\s+)?(?:picture|photo|image)\s*:?\s*([\w./-]+\.(?:jpe?g|png|webp|gif)))\b",
        "show picture \"$2\"",
        "`{}` is written otherwise",
        "write `{}`",
    ),
];

/// Times, events and steps: tried behind what is said otherwise of questions.
pub const IDIOMS: &[Idiom] = &[
    // Days, hours and what is waited for
    idiom(
        r"\bclosed\s+(?P<w>(?:on\s+|every\s+)*(?:public\s+|bank\s+)?holidays)",
        "2027-01-28 to 2027-02-03",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, each with its year",
    ),
    idiom(
        r"^when\s+(?P<w>(?:every|each)\s+(?:day|morning|evening|week|month|year)|daily|weekly)\s+at\b",
        "customer.birthday",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{}`",
    ),
    idiom(
        r"^when\s+(?P<w>(?:every|each)\s+\w+|daily|weekly)",
        "customer.birthday at 10:00",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{}`",
    ),
    idiom(
        r"^when\s+(?P<w>([\d.]+\s+\w+)\s+after\s+(?:the\s+)?(order\s+STAGE|NAME))",
        "$3 after $2",
        "what happens stands first, and then how much later",
        "write `{}`",
    ),
    idiom(
        r"^when\s+(?:order\s+STAGE|NAME)\s+(?P<w>in|since)\s+[\d.]+\s+\w+",
        "after",
        "`{}` cannot stand here",
        "so much later is written `after`",
    ),
    idiom(
        r"^when\b.*?\bafter\s+[\d.]+(?P<w>)\s+STEP\b",
        " days",
        "`{}` does not say of what",
        "say how long: days, hours or minutes",
    ),
    idiom(
        r"^when\b.*?\bunless\s+(?:order\s+STAGE|NAME)\s+(?P<w>in|for|after|before)\s+[\d.]+\s+\w+",
        "within",
        "`{}` cannot stand here",
        "the time that is waited stands behind `within`",
    ),
    idiom(
        r"^when\b.*?\bunless\s+(?:order\s+STAGE|message|NAME)(?P<w>)\s*,?\s+STEP\b",
        " within 30 minutes",
        "nobody said how long is waited",
        "say it behind `within`",
    ),
    idiom(
        r"^when\s+order\b.*?(?P<w>(?:and|if|but)\s+not\s+(STAGE))\s+within\b",
        "unless order $2",
        "what did not happen in time is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^when\b.*?(?P<w>(?:and|if)\s+(?:not|no)|without)\s+(?:order\s+STAGE|NAME)\s+within\b",
        "unless",
        "what did not happen in time is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^when\s+(?:the\s+)?order\s+(?P<w>(?:is|was|gets|got|has been|has)\s+)STAGE\b",
        "",
        "what becomes of an order is written without `{}`",
        "take it away",
    ),
    idiom(
        r"^when\s+order\s+STAGE(?P<w>\s+at\s+\d[\d:.]*(?:\s*(?:am|pm|h)\b)?)",
        "",
        "what becomes of an order comes when it comes, not at an hour",
        "a time stands only behind a day, as in `customer.birthday at 10:00`; ask for the hour with `if now is after 16:00`",
    ),
    idiom(r"(?P<w>\bask\s+again)\s+TEXT", "again", "`{}` is written otherwise", "write `{}`"),
    idiom(r"\b(?:after|within)\s+(?P<w>(\d+)\s*d)\b", "$2 days", "`{}` is written out", "write `{}`"),
    idiom(r"\b(?:after|within)\s+(?P<w>(\d+)\s*(?:h|hrs?))\b", "$2 hours", "`{}` is written out", "write `{}`"),
    idiom(r"\b(?:after|within)\s+(?P<w>(\d+)\s*(?:m|mins?))\b", "$2 minutes", "`{}` is written out", "write `{}`"),
    // Events
    idiom(r"^event(?P<w>)\s*:", " parcel-lost", "an event has a name", "write it before the colon, in one word"),
    idiom(
        r"^event\s+NAME(?P<w>\s+(?:with|brings|has|and)\s+)NAME\s+(?:text|number|money|percent|date|time|moment|duration|yes|one)\b",
        ": ",
        "`{}` is written as a colon",
        "what an event brings stands behind a colon",
    ),
    idiom(
        r"^event\s+NAME(?P<w>\s+(?:with|brings|has|and)\s+(NAME))END",
        ": $2 text",
        "what an event brings stands behind a colon, with what it is",
        "write `{}`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*(?P<w>(text|number|money|percent|date|time)\s+(NAME))",
        "$3 $2",
        "the name stands first, and then what it is",
        "write `{}`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>words?|strings?|letters|code)\b",
        "text",
        "`{}` is nothing that an event can bring",
        "write `{}`; a number is `number`, a sum `money`, a day `date`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>digits|figure|numbers|integer|count)\b",
        "number",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>amount|price|sum|euros?|dollars?)\b",
        "money",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>day)\b",
        "date",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^event\s+NAME\s*:(?:.*,)?\s*NAME(?P<w>)(?:\s*,|END)",
        " text",
        "nobody said what `{}` is",
        "say it behind its name: `text`, `number`, `money`, `date`, `yes or no`",
    ),
    // How often the shop writes first
    idiom(
        r"\bmore\s+than\s+(?P<w>once\s+(?:an?|per|every|each)\s+(\w+))",
        "1 times per $2",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"\bmore\s+than\s+(?P<w>twice\s+(?:an?|per|every|each)\s+(\w+))",
        "2 times per $2",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"\bwrite\s+first\s+more\s+than\s+(?P<w>(\d+)\s+(?:times|time|messages?|x)\s+(?:an?|every|each|per|in a)\s+(\w+))",
        "$2 times per $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"TEXT\s*(?P<w>(?:/|\||or\s+(?:say|reply|also|else)|also|alternatively)\s*)TEXT",
        "or ",
        "`{}` is written otherwise",
        "several ways to say it are parted by `or`; one of them is said",
    ),
    idiom(
        r"^(?:flow|reply)\b.*?(?P<w>(?:,\s*)?\bthen)\s+STEP\b",
        "and",
        "`{}` stands between what a ladder tries",
        "what is done together is joined by `{}`",
    ),
    idiom(
        r"^(?:flow|reply)\b.*?\bif\b.*?(?:TEXT|NAME)(?P<w>\s*,\s*)STEP\s+(?:TEXT|NAME)\s+otherwise\b",
        " and ",
        "a comma does not join what is done",
        "write `{}`",
    ),
    idiom(r"\b(?P<w>start(?:\s+the)?\s+flow)\s+NAME", "start", "`{}` is written otherwise", "write `{}`"),
    idiom(r"\bremember\s+NAME\s+(?P<w>is|to\s+be|=|:|equals)\s", "as", "`{}` is written otherwise", "write `{}`"),
    idiom(
        r"\bshow\s+picture\s+(?P<w>([\w./-]+\.(?:png|jpe?g|gif|webp)))",
        "\"https://…/$2\"",
        "a picture is shown by its whole address, in quotes",
        "write `{}`",
    ),
    idiom(r"\b(?P<w>(?:isn|aren)\s*[\x27’]t)\b", "is not", "`{}` is written otherwise", "write `{}`"),
    // Steps
    idiom(
        r"\bsay\s+TEXT(?P<w>\s*,\s*(?:or\s+)?)TEXT",
        " or ",
        "several ways to say it have no comma between them",
        "write `{}` between them; one of them is said",
    ),
    idiom(
        r"\b(?P<w>(?:reply|answer|respond|write|tell them|say)\s*(?:with|back|that)\s*:?\s*|answer\s*:\s*)TEXT",
        "say ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^when\b.*?\bthen\b.*?\b(?:offer|reply)\s+NAME\s*,?\s*(?P<w>or(?:\s+else)?)\s+STEP\b",
        "then",
        "`{}` does not part what is done",
        "what is tried next stands behind `{}`",
    ),
    idiom(
        r"\b(?P<w>(?:show|send|display|post|attach)\s+(?:(?:an?|the|this|my|our)\s+)?(?:images?|photos?|pics?|img|pictures?))\s*:?\s*TEXT",
        "show picture",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>(?:show|send|share|post|give)\s+(?:(?:an?|the|this|my|our)\s+)?(?:links?|urls?|web\s?page|page|address|site))\s*:?\s*TEXT",
        "send link",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r#"\b(?P<w>show)\s+["“«]\s*https?://"#, "show picture", "`{}` does not say what is shown", "write `{}`"),
    idiom(r#"\b(?P<w>send)\s+["“«]\s*https?://"#, "send link", "`{}` does not say what is sent", "write `{}`"),
    idiom(
        r"\bhand\s+over(?P<w>\s+to\s+(?:(?:the|my|our|your|an?)\s+)?[\w-]+(?:\s+(?:staff|team|member|agent|person))?)\b",
        "",
        "nobody stands behind `hand over`: staff take over",
        "say why behind `because`, or nothing",
    ),
    idiom(
        r"\bcancel(?P<w>\s+(?:the\s+|this\s+)?(?:flow|question|conversation|order|it|this|everything|all))\b",
        "",
        "`cancel` stands alone",
        "it leaves the flow in which it stands",
    ),
];

/// What nothing else knows.
pub const LAST: &[Idiom] = &[
    idiom(
        r"^shop\b.*?\bclosed\s+(?P<w>(?:(?:on|at|for|every)\s+)*[a-z][\w ]*)(?:\n|,|END)",
        "2027-01-28",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, such as `{}`",
    ),
    idiom(
        r"\bexpects(?P<w>)(?:\s+(?:again|remembers|once|per|within|about)\b|END)",
        " text",
        "nobody said what is expected",
        ANSWERS,
    ),
    Idiom {
        without: r#"\bexpects\s+(?:one of|either)|\bexpects\b[^"“«]*?(?:[\d,/]|\b(?:numbers?|dates?|days?|money|photos?|choices?|options?|one|either|between|phone|address|times?|hours?)\b)"#,
        ..idiom(
            r"\bexpects\s+(?P<w>[\w\s,/'’-]+?)(?:\s*,?\s*\b(?:again|remembers|once|per|within|about)\b|END)",
            "text",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
    // What was expected in figures or by its sort is more than a text.
    Idiom {
        without: r"\bexpects\s+(?:one of|either)\b",
        shown: false,
        ..idiom(
            r"\bexpects\s+(?P<w>[\w\s,/'’-]+?)(?:\s*,?\s*\b(?:again|remembers|once|per|within|about)\b|END)",
            "text",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
];
