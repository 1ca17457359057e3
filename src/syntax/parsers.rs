//! The three pest parsers: one shared grammar, one keyword file each.

/// English keywords.
pub mod english {
    /// The parser.
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/script.pest"]
    #[grammar = "grammar/english.pest"]
    pub struct Grammar;
}

/// Chinese keywords.
pub mod chinese {
    /// The parser.
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/script.pest"]
    #[grammar = "grammar/chinese.pest"]
    pub struct Grammar;
}

/// Spanish keywords.
pub mod spanish {
    /// The parser.
    #[derive(pest_derive::Parser)]
    #[grammar = "grammar/script.pest"]
    #[grammar = "grammar/spanish.pest"]
    pub struct Grammar;
}
