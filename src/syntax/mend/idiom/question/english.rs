//! What is said otherwise of questions in English.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const ENGLISH: &[Idiom] = &[
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
    idiom(
        r"\bexpects\s+(?P<w>(?:an?\s+|the\s+|any\s+)?(?:whole\s+)?(?:numbers?|figures?|integers?)\s+(?:which\s+is\s+|that\s+is\s+)?(?:between|from|in|of)?\s*(\d[\d.]*)\s*(?:-|–|—|and|to|until|through|\.\.+|~)\s*(\d[\d.]*))",
        "number $2 to $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>between\s+(\d[\d.]*)\s*(?:-|–|—|and|to|~)\s*(\d[\d.]*))",
        "number $2 to $3",
        "`{}` does not say what it is",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an?\s+|the\s+|any\s+)?(?:whole\s+)?(?:figures?|integers?|numbers|(?:an?|any|the)\s+number))\b",
        "number",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an?\s+|the\s+|any\s+)?(?:calendar\s+)?(?:day|days|dates))\b",
        "date",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an?\s+|the\s+)?(?:sum|amount|price)(?:\s+of\s+money)?)\b",
        "money",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:an?\s+|the\s+)?(?:choices?|options?|selections?|any|either|some|one)\s*(?:of|from|between|among|out\s+of|:)\s*:?)\s*NAME",
        "one of",
        "`{}` is written otherwise",
        "several answers to choose from stand behind `{}`",
    ),
    idiom(
        r"\bexpects\s+(?P<w>(?:choose|pick|select)\s*(?:from|between|of|among)?\s*:?)\s*NAME",
        "one of",
        "`{}` is written otherwise",
        "several answers to choose from stand behind `{}`",
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
];
