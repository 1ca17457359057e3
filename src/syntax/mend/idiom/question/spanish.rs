//! What is said otherwise of questions in Spanish.

use super::{Idiom, idiom};

/// The likeliest first; of several for one place the narrower stand before the wider.
pub const SPANISH: &[Idiom] = &[
    // What is expected
    idiom(
        r"\bespera\s+(?P<w>s[íi]\s*[,/]?\s*no|un sí o un no|sí/no|verdadero o falso)\b",
        "sí o no",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:una\s+)?(?:foto|imagen))\b",
        "1 foto",
        "`{}` does not say how many pictures",
        "write how many: `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:unas\s+|varias\s+)?(?:fotos|imágenes))\b",
        "2 fotos",
        "`{}` does not say how many pictures",
        "write how many: `{}`",
    ),
    idiom(r"\bespera\s+(?P<w>(\d+)\s+(?:imágenes|imagen))\b", "$2 fotos", "`{}` is written otherwise", "write `{}`"),
    idiom(
        r"\bespera\s+(?P<w>(?:un\s+)?(?:número de teléfono|teléfono móvil|móvil|celular))\b",
        "teléfono",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:un\s+|una\s+)?(?:correo electrónico|dirección de correo|e-?mail|mail))\b",
        "correo",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:cualquier\s+)?(?:palabras|frase|texto libre)|cualquier cosa)\b",
        "texto",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?:un\s+)?número\s+(?P<w>(?:entre\s+)?(\d[\d.]*)\s*(?:-|–|—|y|hasta|~)\s*(\d[\d.]*))",
        "de $2 a $3",
        "the two ends of a number are written otherwise",
        "write `número {}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:de\s+)?(\d[\d.]*)\s*(?:-|–|—|a|hasta|~)\s*(\d[\d.]*))",
        "número de $2 a $3",
        "`{}` does not say what it is",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+número\s+(?P<w>(?:al menos|como mínimo|más de|mínimo|desde)\s+(\d[\d.]*))",
        "de $2 a 1000",
        "a number has two ends, and only the lower one is named",
        "name the upper one as well: `número {}`",
    ),
    idiom(
        r"\bespera\s+número\s+(?P<w>(?:como máximo|menos de|máximo|hasta)\s+(\d[\d.]*))",
        "de 0 a $2",
        "a number has two ends, and only the upper one is named",
        "name the lower one as well: `número {}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>una?)\s+(?:número|fecha|hora|texto|teléfono|dirección|correo)\b",
        "",
        "`{}` stands before what is expected",
        "take it away",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:un\s+|el\s+|algún\s+)?(?:número|numero|cifra)\s+(?:entero\s+)?(?:entre|desde|de|del)?\s*(?:el\s+)?(\d[\d.]*)\s*(?:-|–|—|y|e|a|al|hasta|~)\s*(?:el\s+)?(\d[\d.]*))",
        "número de $2 a $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>entre\s+(\d[\d.]*)\s*(?:-|–|—|y|e|a|~)\s*(\d[\d.]*))",
        "número de $2 a $3",
        "`{}` does not say what it is",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:un\s+|el\s+|algún\s+|cualquier\s+)?d[ií]as?|(?:una\s+|la\s+)?fechas)\b",
        "fecha",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:una\s+|la\s+|un\s+|el\s+)?(?:cantidad\s+de\s+dinero|importe|suma|precio))\b",
        "dinero",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>(?:una\s+|la\s+|a\s+)?(?:opci[oó]n|opciones|elecci[oó]n|elegir|escoger|cualquiera|alguno|alguna)\s*(?:de|entre|:)\s*:?)\s*NAME",
        "uno de",
        "`{}` is written otherwise",
        "several answers to choose from stand behind `{}`",
    ),
    // Asked again
    idiom(
        r"\botra\s+vez\s+(?:TEXT\s*,?\s*)?(?P<w>(?:(?:hasta|máximo|solo)\s+)?(\d+)\s*(?:veces|vez))\b",
        "como máximo $2 veces",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\botra\s+vez\s+(?:TEXT\s*,?\s*)?(?P<w>una vez)\b",
        "como máximo 1 vez",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\botra\s+vez\s+(?:TEXT\s*,?\s*)?(?P<w>dos veces)\b",
        "como máximo 2 veces",
        "how often is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\botra\s+vez\s+(?:TEXT\s*,?\s*)?(?P<w>tres veces)\b",
        "como máximo 3 veces",
        "how often is written otherwise",
        "write `{}`",
    ),
    Idiom {
        without: r"\botra\s+vez\b|\bsistema\b",
        ..idiom(
            r"^pregunta\b.*?(?P<w>\s*,?\s*\b(?:si\s+no|de\s+lo\s+contrario),?\s+)STEP\b",
            " otra vez como máximo 2 veces, si no ",
            "`{}` does not say how often is asked before",
            "say how often the question is put again: `otra vez como máximo 2 veces, si no …`",
        )
    },
    Idiom {
        without: r"\ben\s+\d",
        ..idiom(
            r"^pregunta\b.*?\bal\s+sistema\b.*?(?P<w>\s*,?\s*\b(?:si\s+no|de\s+lo\s+contrario),?\s+)STEP\b",
            " en 10 segundos, si no ",
            "nobody said how long the system has",
            "say how long it has: `en 10 segundos, si no …`",
        )
    },
    Idiom {
        without: r"\bsi\s+no\b|\bcontrario\b",
        ..idiom(
            r"^(?:pregunta|siempre)\b.*\ben\s+[\d.]+\s+\w+(?P<w>)(?:\s+STEP|\s+(?:guarda|una vez|por|sobre|cubre)\b|END)",
            ", si no di «…»",
            "nobody said what is done when the time is over",
            "say it behind `si no`, with words of yours",
        )
    },
    // The words of a question
    idiom(
        r"^pregunta\b[^:]*:\s*(?P<w>)TEXT",
        "pregunta ",
        "a question's words stand behind `pregunta`",
        "put `pregunta` before them",
    ),
    idiom(
        r"^pregunta\b[^:]*:\s*(?P<w>di|dice|texto|mensaje)\s+TEXT",
        "pregunta",
        "a question is put with `pregunta`, not with `{}`",
        "write `{}`",
    ),
    idiom(
        r"^pregunta\b.*?TEXT\s*,?\s*(?P<w>respuestas?|contesta|esperar|acepta|quiere)\s+(?:sí o no|número|dinero|porcentaje|fecha|hora|duración|texto|uno de|una palabra|teléfono|correo|dirección|\d+ fotos?)",
        "espera",
        "`{}` is no word of a question",
        "what counts as an answer stands behind `{}`",
    ),
    idiom(
        r"^pregunta\b.*?TEXT\s*,?\s*(?P<w>opciones|respuestas|entre)\s+NAME(?:\s*,\s*NAME)+",
        "espera uno de",
        "`{}` is no word of a question",
        "several answers to choose from stand behind `{}`",
    ),
    idiom(
        r"\bespera\s+(?P<w>)NAME(?:\s*,\s*NAME)+",
        "uno de ",
        "several answers to choose from stand behind `uno de`",
        "put `{}` before them",
    ),
    idiom(
        r"^pregunta\b.*(?P<w>\b(?:recuerda|recordar|guardar))\s+NAME",
        "guarda",
        "an answer is kept with `guarda`",
        "write `{}`; `recuerda` is a step of a rule",
    ),
];
