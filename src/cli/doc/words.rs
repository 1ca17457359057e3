//! The page's own words, in the languages of the keywords.

use crate::syntax::ast::Keywords;

/// Headings and captions.
pub struct Words {
    pub tag: &'static str,
    pub ladders: &'static str,
    pub rules: &'static str,
    pub intents: &'static str,
    pub offers: &'static str,
    pub replies: &'static str,
    pub flows: &'static str,
    pub questions: &'static str,
    pub not_answered: &'static str,
    pub never: &'static str,
    pub refused: &'static str,
    pub at_the_end: &'static str,
    pub only_if: &'static str,
    pub not_if: &'static str,
    pub library: &'static str,
    pub examples: &'static str,
}

pub fn words(keywords: Keywords) -> &'static Words {
    match keywords {
        Keywords::English => &ENGLISH,
        Keywords::Chinese => &CHINESE,
        Keywords::Spanish => &SPANISH,
    }
}

const ENGLISH: Words = Words {
    tag: "en",
    ladders: "Step by step",
    rules: "What the shop does",
    intents: "What customers say",
    offers: "What the shop gives",
    replies: "Prepared answers",
    flows: "Procedures",
    questions: "What the shop asks",
    not_answered: "without an answer",
    never: "Never and always",
    refused: "still not satisfied",
    at_the_end: "when all is used up",
    only_if: "only if",
    not_if: "but not",
    library: "From the library",
    examples: "for example",
};

const CHINESE: Words = Words {
    tag: "zh",
    ladders: "一步一步来",
    rules: "店里怎么做",
    intents: "顾客怎么说",
    offers: "店里给什么",
    replies: "备好的答复",
    flows: "办事步骤",
    questions: "店里问什么",
    not_answered: "没有得到回答时",
    never: "从不与总要",
    refused: "还是不满意",
    at_the_end: "都用完了以后",
    only_if: "只在",
    not_if: "但不算",
    library: "来自自带的库",
    examples: "例如",
};

const SPANISH: Words = Words {
    tag: "es",
    ladders: "Paso a paso",
    rules: "Lo que hace la tienda",
    intents: "Lo que dicen los clientes",
    offers: "Lo que da la tienda",
    replies: "Respuestas preparadas",
    flows: "Trámites",
    questions: "Lo que pregunta la tienda",
    not_answered: "sin respuesta",
    never: "Nunca y siempre",
    refused: "sigue sin convencerse",
    at_the_end: "cuando ya no queda nada",
    only_if: "solo si",
    not_if: "pero no",
    library: "De la biblioteca",
    examples: "por ejemplo",
};
