//! What is said otherwise in English.

use super::{Idiom, idiom};

/// What becomes of an order.
pub const STAGES: &str = "placed|paid|shipped|delayed|delivered|reviewed|returned|cancelled|canceled";

/// The words that begin a step.
pub const STEPS: &str =
    "say|offer|reply|ask|start|show|send|remember|forget|promise|mark|unmark|note|task|hand|close|cancel|if|then";

/// What an answer may be.
const ANSWERS: &str = "an answer is one of these: `yes or no`, `number 1 to 100`, `money`, `date`, `one of red, blue`, \
     `2 photos`, `order number`, `e-mail`, `phone`, `address`, `one word`, `text`";

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const IDIOMS: &[Idiom] = &[
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
    // What is expected
    idiom(
        r"\bexpects\s+(?P<w>yes\s*[,/]?\s*no|a yes or (?:a )?no|yes-or-no|true or false|boolean)\b",
        "yes or no",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an?|one)?\s*\b(?:photo|picture|image))\b",
        "1 photos",
        "`{}` does not say how many pictures",
        "write how many: `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:some|several)?\s*\b(?:photos|pictures|images))\b",
        "2 photos",
        "`{}` does not say how many pictures",
        "write how many: `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(\d+)\s+(?:pictures?|images?))\b",
        "$2 photos",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:a )?(?:phone number|telephone number|telephone|mobile number|mobile))\b",
        "phone",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an )?(?:e-?mail address|mail address|mail))\b",
        "e-mail",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:postal|delivery|shipping|home) address)\b",
        "address",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:any|free)?\s*\b(?:words|strings?|text answer)|anything)\b",
        "text",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?:an?\s+)?number\s+(?P<w>(?:between\s+)?(\d[\d.]*)\s*(?:-|–|—|and|until|through|\.\.+|~)\s*(\d[\d.]*))",
        "$2 to $3",
        "the two ends of a number are written otherwise",
        "write `number {}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(\d[\d.]*)\s*(?:-|–|—|to|~)\s*(\d[\d.]*))",
        "number $2 to $3",
        "`{}` does not say what it is",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+number\s+(?P<w>(?:of\s+)?(?:at least|more than|over|from|above|minimum)\s+(\d[\d.]*))",
        "$2 to 1000",
        "a number has two ends, and only the lower one is named",
        "name the upper one as well: `number {}`",
    ),
    idiom(
        r"\bexpects\s+number\s+(?P<w>(?:of\s+)?(?:at most|less than|under|up to|below|maximum)\s+(\d[\d.]*))",
        "0 to $2",
        "a number has two ends, and only the upper one is named",
        "name the lower one as well: `number {}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>an?)\s+(?:number|date|time|text|word|phone|address)\b",
        "",
        "`{}` stands before what is expected",
        "take it away",
    ),
    // Asked again
    idiom(
        r"\bagain\s+(?:TEXT\s*,?\s*)?(?P<w>(?:(?:up to|max\.?|maximum|only)\s+)?(\d+)\s*(?:times|time|x))\b",
        "at most $2 times",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bagain\s+(?:TEXT\s*,?\s*)?(?P<w>(?:at most\s+)?once)\b",
        "at most 1 times",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bagain\s+(?:TEXT\s*,?\s*)?(?P<w>(?:at most\s+)?twice|(?:at most\s+)?two times)\b",
        "at most 2 times",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bagain\s+(?:TEXT\s*,?\s*)?(?P<w>(?:at most\s+)?three times)\b",
        "at most 3 times",
        "how often is written otherwise",
        "write `{}`",
    ),
    Idiom {
        without: r"\bagain\b|\bwithin\b|\bask\s+system\b",
        ..idiom(
            r"^question\b.*?(?P<w>\s*,?\s*\b(?:otherwise|if not|else),?\s+)STEP\b",
            " again at most 2 times, otherwise ",
            "`{}` does not say how often is asked before",
            "say how often the question is put again: `again at most 2 times, otherwise …`",
        )
    },
    Idiom {
        without: r"\bwithin\b",
        ..idiom(
            r"^question\b.*?\bask\s+system\b.*?(?P<w>\s*,?\s*\b(?:otherwise|if not|else),?\s+)STEP\b",
            " within 10 seconds, otherwise ",
            "nobody said how long the system has",
            "say how long it has: `within 10 seconds, otherwise …`",
        )
    },
    idiom(
        r"\bwithin\s+[\d.]+\s*(?P<w>s|secs?\.?)(?:\s*,|\s+(?:otherwise|STEP)\b)",
        " seconds",
        "`{}` is written out",
        "write `{}`",
    ),
    idiom(
        r"\bwithin\s+[\d.]+\s*(?P<w>mins?\.?)(?:\s*,|\s+(?:otherwise|STEP)\b)",
        " minutes",
        "`{}` is written out",
        "write `{}`",
    ),
    idiom(
        r"^always\b.*\bwithin\s+[\d.]+\s*(?P<w>s|secs?)END",
        " seconds, otherwise say \"…\"",
        "nobody said what is done when the time is over",
        "write the time out, and behind `otherwise` what is said then: `{}`",
    ),
    idiom(
        r"^always\b.*\bwithin\s+[\d.]+\s*(?P<w>mins?)END",
        " minutes, otherwise say \"…\"",
        "nobody said what is done when the time is over",
        "write the time out, and behind `otherwise` what is said then: `{}`",
    ),
    Idiom {
        without: r"\b(?:otherwise|else|if not)\b",
        ..idiom(
            r"^(?:question|always)\b.*\bwithin\s+[\d.]+\s+\w+(?P<w>)(?:\s+STEP|\s+(?:remembers|once|per|about|covers)\b|END)",
            ", otherwise say \"…\"",
            "nobody said what is done when the time is over",
            "say it behind `otherwise`, with words of yours",
        )
    },
    idiom(
        r"^always\b.*\bwithin\s+[\d.]+\s+\w+(?P<w>)\s+STEP\b",
        ", otherwise",
        "nobody said what is done when the time is over",
        "say it behind `otherwise`",
    ),
    // The words of a question
    idiom(r"^question\b[^:]*:\s*(?P<w>)TEXT", "ask ", "a question's words stand behind `ask`", "put `ask` before them"),
    idiom(
        r"^question\b[^:]*:\s*(?P<w>say|asks|text|message)\s+TEXT",
        "ask",
        "a question is put with `ask`, not with `{}`",
        "write `{}`",
    ),
    idiom(
        r"^question\b.*?TEXT\s*,?\s*(?P<w>answers?(?: is)?|expect|expecting|wants|type)\s+(?:yes or no|number|money|percent|date|time|duration|text|one of|one word|phone|e-?mail|address|order number|\d+ photos?)\b",
        "expects",
        "`{}` is no word of a question",
        "what counts as an answer stands behind `{}`",
    ),
    idiom(
        r"^question\b.*?TEXT\s*,?\s*(?P<w>(?:options?|choices?|answers?|one of|either)(?: are)?)\s+NAME(?:\s*,\s*NAME)+",
        "expects one of",
        "`{}` is no word of a question",
        "several answers to choose from stand behind `{}`",
    ),
    idiom(
        r"^question\b.*(?P<w>\b(?:remember|saves?|keeps?|stores?))\s+NAME",
        "remembers",
        "an answer is kept with `remembers`",
        "write `{}`; `remember` is a step of a rule",
    ),
    idiom(
        r"\bexpects\s+(?P<w>)(?:either\s+)?NAME(?:\s*,\s*NAME)+",
        "one of ",
        "several answers to choose from stand behind `one of`",
        "put `{}` before them",
    ),
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
    idiom(r"\b(?:after|within)\s+(?P<w>half an hour)\b", "30 minutes", "`{}` is written in figures", "write `{}`"),
    idiom(
        r"\b(?:after|within)\s+(?P<w>an? (hour|day|week|minute|month))\b",
        "1 $2",
        "`{}` is written in figures",
        "write `{}`",
    ),
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
        without: r"\bexpects\s+(?:one of|either)\b",
        ..idiom(
            r"\bexpects\s+(?P<w>[\w\s,/'’-]+?)(?:\s*,?\s*\b(?:again|remembers|once|per|within|about)\b|END)",
            "text",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
];
