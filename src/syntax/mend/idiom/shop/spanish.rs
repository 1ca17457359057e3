//! What is said otherwise of the shop, its facts, kinds and intents in Spanish.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const SPANISH: &[Idiom] = &[
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
    idiom(r"^(?P<w>(?:mi|la|nuestra)\s+)tienda\s+TEXT", "", "`{}` stands before the first word", "take it away"),
    idiom(r"^tienda(?P<w>\s*:\s*(TEXT))\s*\n", " $2:", "the colon stands behind the shop's name", "write `tienda {}`"),
    idiom(
        r"^tienda\s*(?P<w>\s(?:nombre|se llama|llamada|es)\s*:?\s*)TEXT",
        " ",
        "`{}` stands before the shop's name",
        "take it away",
    ),
    idiom(r#"^tienda\s+(?P<w>([^\s\":“«][^\n\":“«]*?))\s*:"#, "«$2»", "a shop's name stands in quotes", "write `{}`"),
    idiom(
        r"\bidioma\s+(?P<w>(\w\w)\s*(?:\by\b|\be\b|\bo\b|&|\+|/)\s*(\w\w))\b",
        "$2, $3",
        "several languages have commas between them",
        "write `{}`",
    ),
    idiom(
        r"^tienda\b.*?\n\s*(?P<w>(?:dinero|divisa|precios? en|en))\s+(?-i:[A-Z]{3})\b",
        "moneda",
        "`{}` is written otherwise",
        "the money of the shop is its `{}`",
    ),
    idiom(
        r#"\bzona\s+horaria\s+(?P<w>["“«]\s*([\w/+-]+)\s*["”»])"#,
        "$2",
        "{} stands in quotes, and a time zone does not",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>abre\s+(?:24\s*/\s*7|24\s*h(?:oras)?|siempre|todo el día))",
        "abre 00:00 a 23:59",
        "`{}` is written otherwise",
        "write `{}`; a shop without such a line is always open",
    ),
    idiom(
        r"\babre\s+(?P<w>(?:(?:de|todos los días|cada día|a diario|hasta)(?:[\s,:]+|\s*[-–]\s*))+)\d",
        " ",
        "`{}` stands before the hours",
        "take it away: hours without days before them hold for every day",
    ),
    idiom(
        r"\babre\b[^\n]*?\d\d:\d\d(?P<w>\s+(?:y(?:\s+de)?|&)\s+)\d",
        ", ",
        "several hours have a comma between them",
        "write `,`",
    ),
    idiom(
        r"(?P<w>\b(?:horario|horas|abrimos|estamos abiertos)\s*:?\s*(?:de\s+)?)\d",
        "abre ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"(?P<w>\bllama\s+(?:al cliente|a la clienta|a clientes|a los|clientes|al comprador))\s+TEXT",
        "llama a los clientes",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^(?P<w>importa|incluye|carga|usar|use)\s+(?:std/|TEXT)", "usa", "`{}` is written otherwise", "write `{}`"),
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
    idiom(
        r"^dato\s+[\w.「」-]*(?:total|precio|coste|costo|tarifa)(?P<w>)END",
        ": dinero",
        "nobody said what `{}` is",
        "say it behind its name: `dinero`, `número`, `texto`, `fecha`, `sí o no`",
    ),
    idiom(
        r"^dato\s+NAME(?P<w>)END",
        ": número",
        "nobody said what `{}` is",
        "say it behind its name: `número`, `dinero`, `texto`, `fecha`, `sí o no`",
    ),
    idiom(
        r"^dato\s+NAME(?:\s+por\s+NAME)?\s*:\s*(?P<w>(?:un\s+)?(?:euros?|dólares|pesos|importe|precio|suma|moneda|cantidad de dinero|€))END",
        "dinero",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME(?:\s+por\s+NAME)?\s*:\s*(?P<w>(?:un\s+)?(?:n[úu]mero\s+entero|entero|cifra|cantidad|numérico))END",
        "número",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME(?:\s+por\s+NAME)?\s*:\s*(?P<w>(?:una?\s+)?(?:palabras?|cadena|letras))END",
        "texto",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME(?:\s+por\s+NAME)?\s*:\s*(?P<w>(?:un\s+)?día)END",
        "fecha",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME(?:\s+por\s+NAME)?\s*:\s*(?P<w>s[íi]\s*[/,-]\s*no|verdadero\s*(?:o|/)\s*falso|booleano)END",
        "sí o no",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME\s*:\s*(?P<w>una?\s+)(?:número|texto|fecha|hora|porcentaje|momento|duración)\b",
        "",
        "`{}` stands before what the fact is",
        "take it away",
    ),
    idiom(
        r"^dato\s+NAME\s*:\s*(?:número|dinero)\s+(?P<w>(?:entre|de|desde)?\s*(\d[\d.]*)\s*(?:-|–|y|hasta|a)\s*(\d[\d.]*))",
        "de $2 a $3",
        "the two ends of a number are written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^dato\s+NAME\s*:\s*(?P<w>)NAME(?:\s*,\s*NAME)+END",
        "uno de ",
        "several values to choose from stand behind `uno de`",
        "put `{}` before them",
    ),
    idiom(
        r"^clase\s+NAME\s*:\s*(?P<w>(?:si|cuando|quien(?: tiene)?|clientes?\s+(?:que|con)(?: tienen?)?)\s)",
        "",
        "`{}` stands before the condition",
        "take it away",
    ),
    idiom(
        r"^clase\s+NAME\s*:\s*(?P<w>(?:(?:el\s+)?clientes?\s+)?(?:tienen?\s+)?(?:más|mas)\s+de\s+(\d+)\s*(?:pedidos?|veces))END",
        "cliente.pedidos > $2",
        "`{}` is written otherwise",
        "write `{}`",
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
];
