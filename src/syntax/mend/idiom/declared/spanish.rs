//! What is said otherwise of the shop, its offers, rules and promises in Spanish.

use super::{Declared, idiom};

/// The idioms of Spanish.
pub const SPANISH: Declared = Declared {
    first: &[
        // The shop
        idiom(
            r#"\bmoneda\s+(?P<w>["“«]\s*([\w$€£¥￥]+)\s*["”»])"#,
            "$2",
            "{} stands in quotes, and a currency does not",
            "its three letters stand alone",
        ),
        idiom(
            r"\bmoneda\s+(?P<w>[\w$€£¥￥]+\s+((?-i:[A-Z]{3})))\b",
            "$2",
            "`{}` names a currency twice",
            "its three letters stand alone: `moneda {}`",
        ),
        idiom(
            r"\bmoneda\s+\w+\s*(?P<w>\(?\s*[$€£¥￥]\s*\)?)",
            "",
            "`{}` stands behind the name of a currency",
            "its three letters stand alone: take this away",
        ),
        idiom(
            r"\bresponde\s+(?P<w>(?:como máximo|máximo|max\.?|hasta|solo|sólo)?\s*(\d+)\s*(?:preguntas?)?\s*(?:(?:por|a|en cada|cada)\s+mensaje)?)",
            "como máximo $2 preguntas por mensaje",
            "how many questions are answered is written otherwise",
            "write `responde {}`",
        ),
        idiom(r"^usa\s+(?P<w>([\w-]+))END", "std/$2", "a module of the library begins with `std/`", "write `usa {}`"),
        // Facts
        idiom(
            r"^dato\s+NAME(?P<w>\s*(?:=|＝|\bes\b)\s*)",
            ": ",
            "a fact and its value are parted by a colon",
            "write the value behind `:`",
        ),
        idiom(
            r"^dato\s+NAME\s*:\s*(?P<w>verdadero|verdad|cierto|true)END",
            "sí",
            "`{}` is written otherwise",
            "what can be so or not so is `sí` or `no`",
        ),
        idiom(
            r"^dato\s+NAME\s*:\s*(?P<w>falso|false)END",
            "no",
            "`{}` is written otherwise",
            "what can be so or not so is `sí` or `no`",
        ),
        // What customers say
        idiom(
            r"^intenci[óo]n\b.*?:\s*(?P<w>)TEXT",
            "frases ",
            "what customers say stands behind `frases`",
            "put `{}` before the words",
        ),
        idiom(
            r"^intenci[óo]n\b[^:]*:\s*(?P<w>)[a-z]{2,3}\s*:\s*TEXT",
            "frases ",
            "what customers say stands behind `frases`",
            "put `{}` before the words",
        ),
        // Answers to choose from
        idiom(
            r"\bespera\s+(?:uno de\s+)?(?P<w>(NAME)\s+[ou]\s+(NAME))(?:END|\s*(?:otra vez|guarda)\b)",
            "uno de $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bespera\s+(?:uno de\s+)?(?P<w>(NAME)\s*,\s*(NAME)\s*,?\s+[ou]\s+(NAME))",
            "uno de $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bespera\s+(?:uno de\s+)?(?P<w>(NAME)\s*,\s*(NAME)\s*,\s*(NAME)\s*,?\s+[ou]\s+(NAME))",
            "uno de $2, $3, $4, $5",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        // Offers
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>(?:un\s+)?(\d[\d.]*)\s*%\s*(?:de\s+)?(?:descuento|rebaja|menos|dto\.?))",
            "descuenta $2%",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>descuento(?:\s+de(?:l)?)?\s+(\d[\d.]*)\s*%)",
            "descuenta $2%",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>(?:sin\s+(?:gastos de\s+)?|env[íi]o\s+)(?:env[íi]o|gratis|gratuito)|no cobra el env[íi]o)\b",
            "perdona el envío",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        // Rules
        idiom(
            r"^(?P<w>(?:si|siempre que)\s+(?:(?:el|la|un|una)\s+(?:cliente|clienta|comprador)\s+)?(?:(?:dice|pide|quiere|pregunta(?:\s+por)?|menciona)\s+)?(?:(?:el|la|un|una)\s+)?)NAME",
            "cuando ",
            "a rule begins with `cuando` and with what happens",
            "write `cuando` and the name of the intent",
        ),
        idiom(
            r"^cuando\s+(?P<w>(?:(?:el|la|un|una|los)\s+)?(?:clientes?|clientas?|compradores?|comprador|alguien)\s+(?:(?:dicen?|piden?|quieren?|preguntan?(?:\s+por)?|mencionan?)\s+)?(?:(?:el|la|un|una)\s+)?)NAME",
            "",
            "`{}` stands before the name of an intent",
            "the name stands alone: take this away",
        ),
        idiom(
            r"^cuando\s+NAME\s*,?\s*(?P<w>y|con|donde|mientras)\s+NAME\s*(?:<|>|=|≤|≥|es\b)",
            "si",
            "a condition stands behind `si`",
            "write `{}`",
        ),
        idiom(
            r"^cuando\s+NAME(?P<w>\s*(?:,\s*[oy]?|\b[oy]\b|/)\s*NAME)\s*(?:,|STEP\b)",
            "",
            "a rule begins with one thing that happens, and `{}` is another",
            "write a second rule for it",
        ),
        idiom(
            r"^cuando\s+(?:pedido\s+STAGE|NAME)\s*,?\s*(?P<w>espera\s+(\d+\s*\w+))",
            "tras $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        // Promises
        idiom(
            r"^nunca\s+des\s+(?:más|mas)\s+(?:de|del)\s+(?P<w>(\d[\d.]*)\s*(?:%|por\s*ciento)\s+(?:de|del)\s+(?:la\s+|el\s+)?(?:total(?:\s+(?:de|del)\s+(?:la\s+)?(?:carrito|cesta))?|carrito(?:\s+total)?|cesta|pedido))(?:\s+si\b|END)",
            "$2% de carrito.total",
            "`{}` is written otherwise",
            "a share has its sign, and a name is one word: write `{}`",
        ),
        idiom(
            r"^nunca\s+(?P<w>(?:descuentes|rebajes|regales|hagas un descuento de|ofrezcas)\s+(?:más|mas)\s+(?:de|del|que))\s",
            "des más de",
            "`{}` is written otherwise",
            "write `{}`",
        ),
    ],
    last: &[
        idiom(
            r"^nunca\s+(?P<w>.+?)END",
            "digas «…»",
            "`{}` is nothing that a shop can promise never to do",
            "it can promise `nunca des más de …`, `nunca vendas por debajo de …`, `nunca digas «…»` or how often it writes first",
        ),
        idiom(
            r"^siempre\s+(?P<w>.+?)END",
            "di «…»",
            "`{}` is nothing that a shop can promise always to do",
            "it can promise to say certain words, `siempre di «…»`, or to answer in some time",
        ),
    ],
};
