//! What is said otherwise of offers, rules and promises in Spanish.

use super::{Declared, idiom};

/// The idioms of Spanish.
pub const SPANISH: Declared = Declared {
    first: &[
        // Answers to choose from
        idiom(
            r"\bespera\s+(?P<w>(?:una? de\s+|uno de\s+)?(NAME)\s+[ou]\s+(NAME)\s+[ou]\s+(NAME))",
            "uno de $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bespera\s+(?P<w>(?:una? de\s+|uno de\s+)?(NAME)\s+[ou]\s+(NAME))(?:END|\s*(?:otra vez|guarda)\b)",
            "uno de $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bespera\s+(?P<w>(?:una? de\s+|uno de\s+)?(NAME)\s*,\s*(NAME)\s*,?\s+[ou]\s+(NAME))",
            "uno de $2, $3, $4",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"\bespera\s+(?P<w>(?:una? de\s+|uno de\s+)?(NAME)\s*,\s*(NAME)\s*,\s*(NAME)\s*,?\s+[ou]\s+(NAME))",
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
        idiom(
            r"\bespera\s+(?P<w>(?:uno de\s+)?(NAME)\s*/\s*(NAME))(?:END|\s*(?:otra vez|guarda)\b)",
            "uno de $2, $3",
            "several answers to choose from have commas between them",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?\bcuesta(?P<w>\s*(?:=|\bunos\b|\bes\b|\baprox\.?|\baproximadamente\b|\bsobre\b|~)\s*)\d",
            " ",
            "`{}` stands before a sum",
            "take it away: a sum is written in digits alone",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:precio|coste|costo|vale|valor)\s*(?:de\s+)?[:=]?\s*)\d",
            "cuesta ",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:es\s+)?(?:gratis|gratuito))\s*(?:\n|,|END)",
            "cuesta 0",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>\b(?:mínimo|minimo|compra mínima|pedido mínimo|a partir de|desde)\s*(?:de\s+)?[:=]?\s*(\d[\d.]*)(?:\s*(?:euros?|€|pesos|dólares))?)",
            "necesita carrito.total >= $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?:\n|,|;)\s*(?P<w>(?:solo\s+si|sólo\s+si|si|cuando|condición:?))\s+NAME\s*(?:<|>|=|≤|≥|es\b|al menos|más|mayor)",
            "necesita",
            "`{}` is no word of an offer",
            "what an offer asks for stands behind `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>\b(?:solo\s+|sólo\s+)?(?:una vez|1 vez|uno|una|1)\s+(?:por|a la|al|en|cada|para cada)\s+(?:cada\s+)?(pedido|cliente|día|conversación))\b",
            "una vez por $2",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>\b(?:solo|sólo)\s+una\s+vez)\b",
            "una vez por cliente",
            "`{}` does not say in what time",
            "write `{}`, or `una vez por pedido`, `una vez por día`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?(?P<w>\bperdona\s+(?:los?\s+)?(?:gastos\s+de\s+)?env[íi]os?|\bregala\s+el\s+env[íi]o)",
            "perdona el envío",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^oferta\b[^:]*:.*?\bnecesita\s+(?P<w>(?:más|mas)\s+de\s+(\d[\d.]*)(?:\s*(?:euros?|€|pesos))?)",
            "carrito.total > $2",
            "`{}` does not say of what",
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
        idiom(
            r"^cuando\s+(?P<w>(?:no|nada)\s+(?:se\s+)?(?:es\s+)?(?:entiende|entendido|entienda|coincide)(?:\s+nada)?|(?:cualquier|otra)\s+(?:otra\s+)?cosa|nada\s+más)\b",
            "nada entendido",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^cuando\s+pedido\s+(?P<w>(?:no\s+(?:es\s+|está\s+)?(STAGE)))\s+en\b",
            "hecho salvo pedido $2",
            "what did not happen in time is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"\bpasa\s+al\s+personal(?P<w>\s*:?\s*)TEXT",
            " porque ",
            "something is missing before the reason",
            "say why behind `porque`",
        ),
        idiom(
            r"(?P<w>\b(?:llama|avisa|pasa|transfiere|deriva)\s+(?:al?|con|a\s+un|a\s+una|a\s+la)\s+(?:persona|humano|agente|equipo|compañer[oa]|operador|encargad[oa]|empleado))\b",
            "pasa al personal",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?P<w>(?:máximo|maximo)\s+descuento\s*(?:es|de|:|=)?\s*(\d[\d.]*)\s*%|descuento\s+(?:máximo|maximo)\s*(?:es|de|:|=)?\s*(\d[\d.]*)\s*%)END",
            "nunca des más de $2$3% de carrito.total",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^nunca\s+(?P<w>(?:uses|digas|escribas|menciones|usar|decir)(?:\s+las?)?(?:\s+palabras?)?)\s+TEXT",
            "digas",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(
            r"^(?P<w>(?:por favor\s+)?no\s+(?:digas|di|decir|uses|escribas|menciones))\s+TEXT",
            "nunca digas",
            "`{}` is written otherwise",
            "what is never said stands behind `{}`",
        ),
        idiom(
            r"^(?P<w>(?:si\s+no|de\s+lo\s+contrario|en\s+(?:cualquier\s+)?otro\s+caso)\s*[:,]?)\s*STEP",
            "cuando nada entendido ",
            "`{}` begins no rule",
            "what no other rule answers is answered by `{}`",
        ),
        idiom(
            r"\b(?P<w>al final|si nada funciona|en último caso|como último recurso|si todo falla)\s+(?:STEP|NAME)",
            "y si nada",
            "`{}` is written otherwise",
            "what is left when all was tried stands behind `{}`",
        ),
        idiom(
            r"\b(?P<w>(?:en\s+)?(?:caso\s+contrario|otro\s+caso)|de\s+otr[ao]\s+(?:modo|forma|manera))\s+STEP",
            "si no",
            "`{}` is written otherwise",
            "write `{}`",
        ),
        idiom(r"\bsi\s+(?P<w>es)\s+NAME\s+STEP", "cliente es", "nobody said who", "write `{}` and the kind"),
        idiom(
            r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:es|está|fue|ha sido|sea)\s+)STAGE\b",
            "",
            "what becomes of an order is written without `{}`",
            "take it away",
        ),
        idiom(r"^cuando\s+(?P<w>el\s+)pedido\b", "", "`{}` stands before what happens", "take it away"),
        idiom(
            r"\b(?P<w>pasa\s+a\s+(?:una?\s+)?(?:persona|humano|agente|compañer[oa]|alguien|operador))\b",
            "pasa al personal",
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
