//! Small changes that may let a piece be read. Each is tried; the one that helps says what the mistake was.

mod behind;
mod choices;
mod compared;
mod conversation;
mod date;
mod event;
mod glued;
mod header;
mod hour;
mod idiom;
mod ladder;
mod language;
mod length;
mod list;
mod name;
mod named;
mod pasted;
mod percent;
mod sign;
mod spelling;
mod step;
mod unquoted;
mod used;
mod waited;
mod weekday;
mod weekly;
mod word;
mod zone;

use std::ops::Range;

pub use self::compared::compared_in_one_word;
pub use self::conversation::{Said, declared as said_in_script, is_said, lines as said_lines};
pub use self::event::meant as event_meant;
pub use self::glued::{parts, rule, steps};
pub use self::spelling::name as language_name;
pub use self::waited::unpaid;

use jiff::civil;

use super::ast::Keywords;
use super::keywords::{KeywordTable, table};
use super::prepared::Edit;
use super::scan::{Lexeme, LexemeKind};
use crate::diagnostic::Code;
use crate::source::Source;

/// A change, and what to tell when it helps.
#[derive(Clone, Debug)]
pub struct Mend {
    /// The change.
    pub edit: Edit,
    /// Which mistake it mends.
    pub code: Code,
    /// Where the mistake is.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to say at the place.
    pub label: String,
    /// What was expected; may be empty.
    pub help: String,
    /// Whether the mended text says what its author meant; otherwise it only lets reading go on.
    pub faithful: bool,
    /// Whether it counts only where all can be read with it.
    pub guess: bool,
    /// Whether it only takes away what cannot be understood: nothing else may have helped.
    pub last_resort: bool,
    /// What to show as the line it should be.
    pub example: Example,
}

impl Mend {
    /// A change that says what the author meant and is sure to be right; what to tell is still to be filled in.
    fn new(edit: Edit, code: Code, range: Range<usize>) -> Self {
        let (message, label, help) = (String::new(), String::new(), String::new());
        let (faithful, guess, last_resort) = (true, false, false);
        Mend { edit, code, range, message, label, help, faithful, guess, last_resort, example: Example::Usual }
    }
}

/// What declares what is used elsewhere by its name.
const DECLARING: &[&str] =
    &["kw_intent", "kw_kind", "kw_offer", "kw_reply", "kw_question", "kw_flow", "kw_event", "kw_fact"];

/// What is shown as the line that it should be.
#[derive(Clone, Debug)]
pub enum Example {
    /// The mended line, where it says what its author meant.
    Usual,
    /// The mended line, though its author has to fill it in.
    Sketch,
    /// Another line.
    Line(String),
}

/// The words around the place where reading stopped.
pub struct Words<'a> {
    file: &'a str,
    lexemes: &'a [Lexeme],
    language: Keywords,
    table: &'static KeywordTable,
    /// The day on which the file is read.
    today: civil::Date,
    /// The first lexeme that was not read; none at the end.
    found: usize,
}

impl<'a> Words<'a> {
    /// The words around a byte of the file.
    pub fn new(source: &'a Source, lexemes: &'a [Lexeme], language: Keywords, at: usize) -> Self {
        let found = lexemes.partition_point(|lexeme| lexeme.end <= at);
        Words { file: &source.text, lexemes, language, table: table(language), today: source.read_on, found }
    }

    fn lexeme(&self, index: usize) -> Option<Lexeme> {
        self.lexemes.get(index).copied()
    }

    fn word(&self, index: usize) -> &'a str {
        self.lexeme(index).and_then(|lexeme| self.file.get(lexeme.range())).unwrap_or_default()
    }

    /// The word that begins at a byte of the file.
    fn word_at(&self, start: usize) -> &'a str {
        let found = self.lexemes.iter().find(|lexeme| lexeme.start == start);
        found.and_then(|found| self.file.get(found.range())).unwrap_or_default()
    }

    /// Neighbouring words with one blank between them.
    fn phrase(&self, indices: Range<usize>) -> String {
        let words: Vec<&str> = indices.map(|index| self.word(index)).collect();
        words.join(" ")
    }

    fn kind(&self, index: usize) -> Option<LexemeKind> {
        self.lexeme(index).map(|lexeme| lexeme.kind)
    }

    fn is_word(&self, index: usize) -> bool {
        self.kind(index) == Some(LexemeKind::Word)
    }

    fn is_text(&self, index: usize) -> bool {
        self.kind(index) == Some(LexemeKind::Text)
    }

    fn is_comma(&self, index: usize) -> bool {
        matches!(self.kind(index), Some(LexemeKind::Sign(',' | '，' | '、' | ';' | '；')))
    }

    /// The lexeme before the place.
    fn before(&self) -> Option<usize> {
        self.found.checked_sub(1)
    }

    /// Where the lexeme before the place ends.
    fn end_before(&self) -> Option<usize> {
        self.before().and_then(|before| self.lexeme(before)).map(|before| before.end)
    }

    /// The place itself: the word that was not read, or the end of the last one.
    fn place(&self) -> Range<usize> {
        let end = self.lexemes.last().map_or(0, |last| last.end);
        self.lexeme(self.found).map_or(end..end, Lexeme::range)
    }

    /// A change that helps gets beyond the word behind the one that was not read.
    pub fn end_of_next(&self) -> usize {
        let next = self.lexeme(self.found + 1).or_else(|| self.lexeme(self.found));
        next.or_else(|| self.lexemes.last().copied()).map_or(0, |next| next.end)
    }

    /// Whether a line of the file ends between two neighbouring lexemes.
    fn line_ends_before(&self, index: usize) -> bool {
        let previous = index.checked_sub(1).and_then(|previous| self.lexeme(previous));
        let gap = previous.zip(self.lexeme(index)).and_then(|(previous, next)| self.file.get(previous.end..next.start));
        gap.is_some_and(|gap| gap.contains('\n'))
    }

    /// A word with the blanks that part it from what stands around a stretch.
    fn padded(&self, range: &Range<usize>, word: &str) -> String {
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let before = self.file.get(..range.start).and_then(|before| before.chars().next_back());
        let behind = self.file.get(range.end..).and_then(|behind| behind.chars().next());
        let (left, right) = (if blank(before) { "" } else { " " }, if blank(behind) { "" } else { " " });
        format!("{left}{word}{right}")
    }

    /// A word with the blanks that keep it apart from the words around a stretch.
    fn apart(&self, range: &Range<usize>, word: &str) -> String {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = self.file.get(..range.start).and_then(|before| before.chars().next_back());
        let behind = self.file.get(range.end..).and_then(|behind| behind.chars().next());
        let (left, right) = (if joins(before) { " " } else { "" }, if joins(behind) { " " } else { "" });
        format!("{left}{word}{right}")
    }

    /// Whether something is declared by a name anywhere in the file.
    fn is_declared(&self, name: &str) -> bool {
        let declared = |(at, _): (usize, &str)| {
            let before = self.file.get(..at).unwrap_or_default().trim_end();
            before.len() < at
                && self.table.keywords.iter().any(|keyword| {
                    DECLARING.contains(&keyword.rule)
                        && keyword.spellings.iter().any(|word| before.ends_with(word.as_str()))
                })
        };
        !name.is_empty() && self.file.match_indices(name).any(declared)
    }

    /// Words in the quotes that are usual in the language.
    fn quoted(&self, words: &str) -> String {
        match self.language {
            Keywords::English => format!("\"{words}\""),
            Keywords::Chinese => format!("“{words}”"),
            Keywords::Spanish => format!("«{words}»"),
        }
    }

    /// What stands between the parts of a list.
    fn comma(&self) -> &'static str {
        if self.language == Keywords::Chinese { "、" } else { ", " }
    }

    /// What parts a word of the language from a text behind it.
    fn blank(&self) -> &'static str {
        if self.language == Keywords::Chinese { "" } else { " " }
    }

    /// The colon, as it is written here.
    fn colon(&self) -> &'static str {
        if self.language == Keywords::Chinese { "：" } else { ":" }
    }
}

/// The changes worth trying, the likeliest first.
pub fn proposals(words: &Words<'_>) -> Vec<Mend> {
    let mut mends = Vec::new();
    zone::time_zones(words, &mut mends);
    weekly::hours(words, &mut mends);
    hour::opening(words, &mut mends);
    percent::percentages(words, &mut mends);
    header::quoted_name(words, &mut mends);
    header::other_sign(words, &mut mends);
    list::bracketed(words, &mut mends);
    name::missing_name(words, &mut mends);
    name::signs_in_name(words, &mut mends);
    ladder::dangling(words, &mut mends);
    ladder::last_resort_first(words, &mut mends);
    behind::condition(words, &mut mends);
    behind::memory(words, &mut mends);
    step::cancelled_flow(words, &mut mends);
    step::full_stop(words, &mut mends);
    step::semicolon(words, &mut mends);
    step::later(words, &mut mends);
    pasted::sender(words, &mut mends);
    pasted::behind_text(words, &mut mends);
    pasted::added_texts(words, &mut mends);
    list::listed(words, &mut mends);
    named::unnamed_question(words, &mut mends);
    named::text_as_trigger(words, &mut mends);
    named::unnamed_offer(words, &mut mends);
    named::quoted_names(words, &mut mends);
    choices::in_figures(words, &mut mends);
    choices::parted_by_slashes(words, &mut mends);
    named::synonym_of_a_language(words, &mut mends);
    waited::unpaid_in_time(words, &mut mends);
    length::spelled(words, &mut mends);
    date::day_as_trigger(words, &mut mends);
    date::dates(words, &mut mends);
    hour::hours(words, &mut mends);
    language::spoken(words, &mut mends);
    used::several(words, &mut mends);
    idiom::idioms(words, &mut mends);
    ladder::next_rung(words, &mut mends);
    sign::equals_and_operators(words, &mut mends);
    sign::amount(words, &mut mends);
    compared::compared(words, &mut mends);
    sign::extra_colon(words, &mut mends);
    glued::glued(words, &mut mends);
    event::event_words(words, &mut mends);
    spelling::foreign_keywords(words, &mut mends);
    if words.before().is_none_or(|before| !words.is_comma(before)) {
        word::missing_text(words, &mut mends);
    }
    sign::extra_comma(words, &mut mends);
    spelling::misspelt_keywords(words, false, &mut mends);
    spelling::unknown_before_text(words, &mut mends);
    ladder::missing_when(words, &mut mends);
    ladder::missing_then(words, &mut mends);
    sign::missing_colon(words, &mut mends);
    word::confused(words, &mut mends);
    pasted::heading(words, &mut mends);
    name::article(words, &mut mends);
    name::declared_in_words(words, &mut mends);
    name::in_two_words(words, &mut mends);
    name::begun_by_keyword(words, &mut mends);
    ladder::unjoined(words, &mut mends);
    sign::number(words, &mut mends);
    unquoted::unquoted(words, &mut mends);
    unquoted::unquoted_phrases(words, &mut mends);
    word::missing_condition(words, &mut mends);
    word::reserved_name(words, &mut mends);
    word::missing_text(words, &mut mends);
    word::missing_small_words(words, &mut mends);
    word::missing_name(words, &mut mends);
    step::question_within(words, &mut mends);
    idiom::last_idioms(words, &mut mends);
    spelling::misspelt_keywords(words, true, &mut mends);
    idiom::no_promises(words, &mut mends);
    word::left_out(words, &mut mends);
    mends
}
