//! What is said otherwise of offers, rules and promises in English.

use super::{Declared, idiom};

/// The idioms of English.
pub const ENGLISH: Declared = Declared {
    first: &[
        // Answers to choose from
        idiom(
            r"\bexpects\s+(?P<w>(?:one of\s+|either\s+)?(NAME)\s+or\s+(NAME)\s+or\s+(NAME))",
            "one of $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bexpects\s+(?P<w>(?:one of\s+|either\s+)?(NAME)\s+or\s+(NAME))(?:END|\s*(?:again|remembers)\b)",
            "one of $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bexpects\s+(?P<w>(?:one of\s+|either\s+)?(NAME)\s*,\s*(NAME)\s*,?\s+or\s+(NAME))",
            "one of $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bexpects\s+(?P<w>(?:one of\s+|either\s+)?(NAME)\s*,\s*(NAME)\s*,\s*(NAME)\s*,?\s+or\s+(NAME))",
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
        idiom(
            r"\bexpects\s+(?P<w>(?:one of\s+|either\s+)?(NAME)\s*/\s*(NAME))(?:END|\s*(?:again|remembers)\b)",
            "one of $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?\bcosts(?P<w>\s*(?:=|\bis\b|\babout\b|\baround\b|\bapprox\.?|\bcirca\b|\bca\.|~)\s*)\d",
            " ",
            "`{}` stands before a sum",
            "take it away: a sum is written in digits alone",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:price|cost|costing|worth)\s*[:=]?\s*)\d",
            "costs ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:(?:it\s+)?is\s+|for\s+)?free(?: of charge)?)\s*(?:\n|,|END)",
            "costs 0",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>\btakes\s+off\s+(\d[\d.]*)\s*(?:%|percent))",
            "takes $2% off",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>\btakes\s+off\s+(\d[\d.]*))",
            "takes $2 off",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?\btakes\s+\d[\d.]*\s*%?(?P<w>)\s*(?:\n|,|STEP\b|costs\b|needs\b|once\b|END)",
            " off ",
            "`takes` says what is taken off the price",
            "write `off` behind it",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>\b(?:minimum(?:\s+(?:order|purchase|cart|spend|of))*|min\.?|only (?:from|above|over|for orders (?:over|above|from)))\s*[:=]?\s*[$€£]?\s*(\d[\d.]*)(?:\s*(?:euros?|dollars?|[€$£]))?)",
            "needs cart.total >= $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:only\s+(?:if|when)|if|when|provided(?: that)?|condition:?))\s+NAME\s*(?:<|>|=|≤|≥|is\b|at least|over|more)",
            "needs",
            "`{}` is no word of an offer",
            "what an offer asks for stands behind `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>\b(?:only\s+)?(?:once|one time|1 time|1\s*x|one|1)\s+(?:an?|per|each|every|by|in an?|in one|for each)\s+(order|customer|day|conversation))\b",
            "once per $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^offer\b[^:]*:.*?(?P<w>\b(?:only\s+once|just\s+once|one time only|once only))\b",
            "once per customer",
            "`{}` does not say in what time",
            "write `{}`, or `once per order`, `once per day`",
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
        idiom(
            r"^when\s+(?P<w>(?:not(?:hing)?|no(?:thing)?)\s+(?:is\s+|was\s+|else\s+)?(?:understood|matches|fits)|(?:anything|everything|nothing|something)\s+else|no\s+(?:rule|match)(?:\s+(?:fits|matches))?)\b",
            "nothing understood",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^when\s+order\s+(?P<w>(?:is\s+)?not\s+(STAGE)|(?:is\s+)?un(paid))\s+within",
            "placed unless order $2$3",
            "what did not happen in time is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"\bunless\s+(?P<w>(?:it\s+)?(?:is\s+)?(STAGE)\s+(?:within|in))\b",
            "order $2 within",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"\bhand\s+over(?P<w>\s*:?\s*)TEXT",
            " because ",
            "something is missing before the reason",
            "say why behind `because`",
        ),
        idiom(
            r"(?P<w>\b(?:call|get|notify|alert|transfer\s+to|pass\s+to|forward\s+to|connect(?:\s+(?:to|with))?)\s+(?:(?:the|an?|our|my)\s+)?(?:staff|human|agent|person|team|colleague|operator|someone|somebody))\b",
            "hand over",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?P<w>(?:maximum|max\.?|highest|biggest)\s+discount\s*(?:is|of|:|=)?\s*(\d[\d.]*)\s*(?:%|percent))END",
            "never give more than $2% of cart.total",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^never\s+(?P<w>(?:use|write|mention|utter|type)(?:\s+(?:the|these))?(?:\s+words?|\s+terms?)?)\s+TEXT",
            "say",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^never\s+(?P<w>(?:write|message|contact|text)(?:\s+(?:them|to\s+(?:them|(?:the\s+)?customers?)|(?:the\s+)?customers?))?\s+(?:first\s+)?more\s+(?:often\s+)?than)\s",
            "write first more than",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?P<w>(?:please\s+)?(?:do\s+not|don\s*[\x27’]\s*t|no)\s+(?:ever\s+)?(?:say|use|write|mention))\s+TEXT",
            "never say",
            "`{}` is written otherwise",
            "what is never said stands behind `{}`",
        ),
        idiom(
            r"^(?P<w>(?:otherwise|else|in\s+(?:any|all)\s+other\s+cases?|default)\s*:?)\s*STEP",
            "when nothing understood ",
            "`{}` begins no rule",
            "what no other rule answers is answered by `{}`",
        ),
        idiom(
            r"\b(?P<w>in the end|at last|if nothing (?:else )?(?:works|helps)|if all (?:else )?fails|as a last resort|or else)\s+(?:STEP|NAME)",
            "else",
            "`{}` is written otherwise",
            "what is left when all was tried stands behind `{}`",
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
        idiom(
            r"^always\s+(?P<w>(?:answer|reply|respond)\s+(?:in|within|after)\s+(\d+\s*\w+))END",
            "answer within $2, otherwise say \"…\"",
            "nobody said what is done when the time is over",
            "say it behind `otherwise`, with words of yours",
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
