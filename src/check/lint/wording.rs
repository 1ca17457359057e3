//! Lines to show as examples, in the keyword language of the file they are meant for.

use crate::syntax::ast::Keywords;

/// A text in the quotes that people use with these keywords.
pub(super) fn quoted(keywords: Keywords, text: &str) -> String {
    match keywords {
        Keywords::English => format!("\"{text}\""),
        Keywords::Chinese => format!("“{text}”"),
        Keywords::Spanish => format!("«{text}»"),
    }
}

/// What an intent holds.
pub(super) fn phrases(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "phrases \"cheaper\", \"too expensive\"",
        Keywords::Chinese => "常说“便宜点”、“太贵了”",
        Keywords::Spanish => "frases «más barato», «demasiado caro»",
    }
}

/// The end of a ladder.
pub(super) fn last_answer(keywords: Keywords) -> &'static str {
    match keywords {
        Keywords::English => "else say \"This is the best I can do.\"",
        Keywords::Chinese => "都不行就 说“这已经是最好的价格了。”",
        Keywords::Spanish => "y si nada di «Es lo mejor que puedo ofrecer.»",
    }
}
