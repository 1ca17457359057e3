//! What is said otherwise of rules, their times, events and steps in Spanish.

use super::{Idiom, idiom};

/// What becomes of an order.
pub const STAGES: &str = "hecho|realizado|pagado|enviado|retrasado|entregado|reseñado|devuelto|cancelado";

/// The words that begin a step.
pub const STEPS: &str = "di|ofrece|responde|pregunta|empieza|inicia|muestra|envía|recuerda|olvida|promete|marca|desmarca|anota|tarea|pasa|cierra|cancela|si|luego";

/// What an answer may be.
const ANSWERS: &str = "an answer is one of these: `sí o no`, `número de 1 a 100`, `dinero`, `fecha`, `uno de rojo, azul`, \
     `2 fotos`, `número de pedido`, `correo`, `teléfono`, `dirección`, `una palabra`, `texto`";

/// How a rule begins: the likeliest first; of several for one place the narrower stand before the wider.
pub const BEGINNINGS: &[Idiom] = &[
    // Rungs with numbers
    idiom(
        r"^cuando\b[^\n]*\n\s*(?P<w>1\s*[.、)）]\s*)",
        "luego ",
        "what is tried has no numbers",
        "write `{}` before it",
    ),
    idiom(
        r"^cuando\b[^\n]*\n.*\n\s*(?P<w>[2-9]\s*[.、)）]\s*)",
        "luego ",
        "what is tried has no numbers",
        "write `{}` before it",
    ),
    idiom(
        r"^cuando\b.*?\bsalvo\s+(?:pedido\s+STAGE|mensaje|NAME)\s+(?P<w>(?:dentro de|antes de|durante))\s+\d",
        "en",
        "`{}` is written otherwise",
        "the time that is waited stands behind `{}`",
    ),
    idiom(
        r"^(?P<w>si)\s+[\w.-]+\s+(?:[<>]|es\b|no es\b)",
        "cuando primer mensaje si",
        "a rule begins with `cuando` and with what happens, and `{}` stands behind it",
        "write `{}`, or the name of an intent in the place of `primer mensaje`",
    ),
    idiom(
        r"\b(?P<w>(?:muestra|enseña|env[ií]a|manda|pon)\s+(?:(?:la|una|esta|mi|nuestra)\s+)?(?:imagen|fotograf[ií]a|foto)\s*:?\s*([\w./-]+\.(?:jpe?g|png|webp|gif)))\b",
        "muestra la foto «$2»",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^cuando\s+NAME\s*[,，:：]?\s+(?P<w>primero)\s+",
        "luego",
        "`{}` begins no rung",
        "what is tried stands behind `{}`",
    ),
];

/// Times, events and steps: tried behind what is said otherwise of questions.
pub const IDIOMS: &[Idiom] = &[
    // Days, hours and what is waited for
    idiom(
        r"\bcierra\s+(?P<w>(?:(?:los|en|cada|todos los)\s+)*(?:días\s+)?festivos)",
        "2027-01-28 a 2027-02-03",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, each with its year",
    ),
    idiom(
        r"^cuando\s+(?P<w>(?:todos los|cada)\s+(?:días|día|lunes|semanas?|meses|mes|años?|mañanas?)|todas las (?:mañanas|semanas|noches)|diariamente)\s+a\s+las?\b",
        "cliente.cumpleaños",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{}`",
    ),
    idiom(
        r"^cuando\s+(?P<w>(?:todos los|todas las|cada)\s+\w+)",
        "cliente.cumpleaños a las 10:00",
        "nothing comes by itself `{}`",
        "a rule begins with something that happens, or with a day that a fact names, such as `{}`",
    ),
    idiom(
        r"^cuando\s+(?P<w>([\d.]+\s+\w+)\s+(?:después de|tras)\s+(?:el\s+|la\s+)?(pedido\s+STAGE|NAME))",
        "$3 tras $2",
        "what happens stands first, and then how much later",
        "write `{}`",
    ),
    idiom(
        r"^cuando\s+(?:pedido\s+STAGE|NAME)\s+(?P<w>([\d.]+\s+\w+)\s+(?:después|más tarde))",
        "tras $2",
        "so much later is written before its number",
        "write `{}`",
    ),
    idiom(
        r"^cuando\b.*?\btras\s+[\d.]+(?P<w>)\s+STEP\b",
        " días",
        "`{}` does not say of what",
        "say how long: días, horas or minutos",
    ),
    idiom(
        r"^cuando\b.*?\bsalvo\s+(?:pedido\s+STAGE|mensaje|NAME)(?P<w>)\s*,?\s+STEP\b",
        " en 30 minutos",
        "nobody said how long is waited",
        "say it behind `en`",
    ),
    idiom(
        r"^cuando\s+pedido\b.*?(?P<w>(?:y\s+no|si\s+no|si\s+no\s+está)\s+(STAGE))\s+en\b",
        "salvo pedido $2",
        "what did not happen in time is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^cuando\b.*?(?P<w>(?:y\s+no|si\s+no|sin))\s+(?:pedido\s+STAGE|NAME)\s+en\b",
        "salvo",
        "what did not happen in time is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^cuando\s+(?:el\s+)?pedido\s+(?P<w>(?:está|es|fue|ha sido|queda)\s+)STAGE\b",
        "",
        "what becomes of an order is written without `{}`",
        "take it away",
    ),
    idiom(
        r"^cuando\s+pedido\s+STAGE(?P<w>\s+a\s+las?\s+\d[\d:.]*)",
        "",
        "what becomes of an order comes when it comes, not at an hour",
        "a time stands only behind a day, as in `cliente.cumpleaños a las 10:00`; ask for the hour with `si ahora después de las 16:00`",
    ),
    // Events
    idiom(
        r"^cuando\s+(?P<w>(?:cambia|se\s+actualiza|se\s+modifica)\s+(?:el\s+)?carrito|el\s+carrito\s+(?:cambia|cambió|se\s+actualiza))",
        "carrito cambiado",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"^evento(?P<w>)\s*:", " paquete-perdido", "an event has a name", "write it before the colon, in one word"),
    idiom(
        r"^evento\s+NAME(?P<w>\s+(?:con|trae|tiene|y)\s+)NAME\s+(?:texto|número|dinero|porcentaje|fecha|hora|momento|duración|sí|uno)\b",
        ": ",
        "`{}` is written as a colon",
        "what an event brings stands behind a colon",
    ),
    idiom(
        r"^evento\s+NAME(?P<w>\s+(?:con|trae|tiene|y)\s+(NAME))END",
        ": $2 texto",
        "what an event brings stands behind a colon, with what it is",
        "write `{}`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*(?P<w>(texto|número|dinero|porcentaje|fecha|hora)\s+(NAME))",
        "$3 $2",
        "the name stands first, and then what it is",
        "write `{}`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>palabras?|letras|cadena|código)\b",
        "texto",
        "`{}` is nothing that an event can bring",
        "write `{}`; a number is `número`, a sum `dinero`, a day `fecha`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>cifras?|números)\b",
        "número",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>importe|precio|euros?)\b",
        "dinero",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*NAME\s+(?P<w>día)\b",
        "fecha",
        "`{}` is nothing that an event can bring",
        "write `{}`",
    ),
    idiom(
        r"^evento\s+NAME\s*:(?:.*,)?\s*NAME(?P<w>)(?:\s*,|END)",
        " texto",
        "nobody said what `{}` is",
        "say it behind its name: `texto`, `número`, `dinero`, `fecha`, `sí o no`",
    ),
    // How often the shop writes first
    idiom(
        r"\bprimero\s+(?P<w>m[aá]s\s+de\s+(?:una\s+vez|1\s+vez)\s+(?:a la|al|cada|en una|por)\s+(\w+))",
        "más de 1 vez por $2",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bprimero\s+(?P<w>m[aá]s\s+de\s+(\d+)\s+(?:veces|mensajes?)\s+(?:a la|al|cada|en una|por)\s+(\w+))",
        "más de $2 veces por $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\bmás\s+de\s+(?P<w>una vez\s+(?:por|a la|al|cada)\s+(\w+))",
        "1 vez por $2",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"\bmás\s+de\s+(?P<w>dos veces\s+(?:por|a la|al|cada)\s+(\w+))",
        "2 veces por $2",
        "`{}` is written with a number",
        "write `{}`",
    ),
    idiom(
        r"\bprimero\s+más\s+de\s+(?P<w>(\d+)\s+(?:veces|vez|mensajes?)\s+(?:a la|al|cada|en una|por)\s+(\w+))",
        "$2 veces por $3",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"^siempre\s+(?P<w>contesta|conteste|contestar|respondes?|responder)\b",
        "responde",
        "`{}` is said with another word here",
        "write `{}`",
    ),
    idiom(r"(?P<w>\bpregunta\s+otra\s+vez)\s+TEXT", "otra vez", "`{}` is written otherwise", "write `{}`"),
    idiom(r"\b(?:tras|en|después de)\s+(?P<w>(\d+)\s*d)\b", "$2 días", "`{}` is written out", "write `{}`"),
    idiom(r"\b(?:tras|en|después de)\s+(?P<w>(\d+)\s*(?:h|hrs?))\b", "$2 horas", "`{}` is written out", "write `{}`"),
    idiom(
        r"\b(?:tras|en|después de)\s+(?P<w>(\d+)\s*(?:m|mins?))\b",
        "$2 minutos",
        "`{}` is written out",
        "write `{}`",
    ),
    idiom(
        r"TEXT\s*(?P<w>(?:/|\||o\s+(?:di|también|bien)|también|o\s+si\s+no)\s*)TEXT",
        "o ",
        "`{}` is written otherwise",
        "several ways to say it are parted by `o`; one of them is said",
    ),
    idiom(
        r"^(?:flujo|respuesta)\b.*?(?P<w>(?:,\s*)?\b(?:luego|entonces|después))\s+STEP\b",
        "y",
        "`{}` stands between what a ladder tries",
        "what is done together is joined by `{}`",
    ),
    idiom(
        r"^(?:flujo|respuesta)\b.*?\bsi\b.*?(?:TEXT|NAME)(?P<w>\s*,\s*)STEP\s+(?:TEXT|NAME)\s+(?:si no|de lo contrario)\b",
        " y ",
        "a comma does not join what is done",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>(?:empieza|inicia)(?:\s+el)?\s+flujo)\s+NAME",
        "empieza",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(r"\brecuerda\s+NAME\s+(?P<w>es|=|:|igual a)\s", "como", "`{}` is written otherwise", "write `{}`"),
    // Steps
    idiom(
        r"^cuando\b.*?\b(?:luego|entonces|después)\b.*?\b(?:ofrece|responde)\s+NAME\s*,?\s*(?P<w>o(?:\s+si no)?)\s+STEP\b",
        "luego",
        "`{}` does not part what is done",
        "what is tried next stands behind `{}`",
    ),
    idiom(
        r"\ben\s+[\d.]+\s*(?P<w>s|segs?\.?)(?:\s*,|\s+(?:si no|STEP)\b)",
        " segundos",
        "`{}` is written out",
        "write `{}`",
    ),
    idiom(
        r"\ben\s+[\d.]+\s*(?P<w>mins?\.?)(?:\s*,|\s+(?:si no|STEP)\b)",
        " minutos",
        "`{}` is written out",
        "write `{}`",
    ),
    idiom(
        r"^siempre\b.*\ben\s+[\d.]+\s*(?P<w>s|segs?)END",
        " segundos, si no di «…»",
        "nobody said what is done when the time is over",
        "write the time out, and behind `si no` what is said then: `{}`",
    ),
    idiom(
        r"^siempre\b.*\ben\s+[\d.]+\s*(?P<w>mins?)END",
        " minutos, si no di «…»",
        "nobody said what is done when the time is over",
        "write the time out, and behind `si no` what is said then: `{}`",
    ),
    idiom(
        r"\bdi\s+TEXT(?P<w>\s*,\s*(?:o\s+)?)TEXT",
        " o ",
        "several ways to say it have no comma between them",
        "write `{}` between them; one of them is said",
    ),
    idiom(
        r"\b(?P<w>(?:responde|contesta|escribe|di)\s*(?:con|que)\s*:?\s*|contesta\s*:\s*)TEXT",
        "di ",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>(?:muestra|enseña|env[ií]a|manda|pon)\s+(?:(?:la|una|esta|mi|nuestra)\s+)?(?:im[aá]gen|fotograf[ií]a|foto))\s*:?\s*TEXT",
        "muestra la foto",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"\b(?P<w>(?:muestra|manda|env[ií]a|comparte|da)\s+(?:(?:el|un|la|una|este)\s+)?(?:enlace|link|url|p[aá]gina|direcci[oó]n))\s*:?\s*TEXT",
        "envía el enlace",
        "`{}` is written otherwise",
        "write `{}`",
    ),
    idiom(
        r"(?P<w>\bencarga|\bencargar)\s+TEXT",
        "tarea",
        "`{}` is the word of conversations on paper",
        "a task for your staff is written `{}`",
    ),
    idiom(
        r"\bcancela(?P<w>\s+(?:el\s+|la\s+|este\s+|esta\s+)?(?:flujo|pregunta|conversación|pedido|todo|esto))\b",
        "",
        "`cancela` stands alone",
        "it leaves the flow in which it stands",
    ),
];

/// What nothing else knows.
pub const LAST: &[Idiom] = &[
    idiom(
        r"^tienda\b.*?\bcierra\s+(?P<w>(?:(?:en|los|el|la|por|cada)\s+)*[a-z][\w ]*)(?:\n|,|END)",
        "2027-01-28",
        "`{}` is no day of the calendar",
        "days on which you are closed are written as dates, such as `{}`",
    ),
    idiom(
        r"\bespera(?P<w>)(?:\s+(?:otra|guarda|una vez|por|en|sobre)\b|END)",
        " texto",
        "nobody said what is expected",
        ANSWERS,
    ),
    Idiom {
        without: r#"\bespera\s+(?:uno|una) de|\bespera\b[^"“«]*?(?:[\d,/]|\b(?:números?|fechas?|días?|dinero|fotos?|opci[oó]n|opciones|uno|una|entre|teléfono|dirección|horas?)\b)"#,
        ..idiom(
            r"\bespera\s+(?P<w>[\w\s,/-]+?)(?:\s*,?\s*\b(?:otra vez|guarda|una vez|por|sobre)\b|END)",
            "texto",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
    // What was expected in figures or by its sort is more than a text.
    Idiom {
        without: r"\bespera\s+(?:uno|una) de\b",
        shown: false,
        ..idiom(
            r"\bespera\s+(?P<w>[\w\s,/-]+?)(?:\s*,?\s*\b(?:otra vez|guarda|una vez|por|sobre)\b|END)",
            "texto",
            "`{}` is nothing that can be expected",
            ANSWERS,
        )
    },
];
