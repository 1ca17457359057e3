//! Cuts a script into declarations, each of which is then read alone: one mistake spoils one declaration only.

use std::ops::Range;
use std::sync::LazyLock;

use super::ast::Keywords;
use super::keywords::{Keyword, KeywordTable, narrow, table};
use super::mend;
use super::scan::{Lexeme, LexemeKind, Scan, is_han};
use super::simplified::simplified;
use crate::diagnostic::Spellings;

/// Every keyword language.
pub const LANGUAGES: [Keywords; 3] = [Keywords::English, Keywords::Chinese, Keywords::Spanish];

/// Words that begin a declaration and nothing else.
const ALONE: &[&str] = &[
    "kw_when",
    "kw_never",
    "kw_always",
    "kw_avoid",
    "kw_use",
    "kw_fact",
    "kw_intent",
    "kw_kind",
    "kw_flow",
    "kw_event",
];

/// Words that begin a declaration where a name and a colon follow.
const WITH_COLON: &[&str] = &["kw_offer", "kw_reply", "kw_question", "kw_customer"];

/// How many lexemes a header may have.
const LONGEST_HEADER: usize = 200;

/// How many lexemes a header may have whose name is none.
const LONGEST_MISNAMED: usize = 8;

/// One declaration's lexemes, as a range of the scan's.
pub type Piece = Range<usize>;

/// The pieces of a script, in order; what stands before the first head is a piece too.
pub fn split(file: &str, scan: &Scan, language: Keywords) -> Vec<Piece> {
    let heads = Heads::of(language);
    let mut starts: Vec<usize> = (0..scan.lexemes.len())
        .filter(|&at| heads.is_head(file, &scan.lexemes, at) && !mend::is_said(file, &scan.lexemes, heads.table, at))
        .collect();
    if !scan.lexemes.is_empty() && starts.first() != Some(&0) {
        starts.insert(0, 0);
    }
    let ends = starts.iter().copied().skip(1).chain([scan.lexemes.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

static ENGLISH: LazyLock<Heads> = LazyLock::new(|| Heads::read(Keywords::English));
static CHINESE: LazyLock<Heads> = LazyLock::new(|| Heads::read(Keywords::Chinese));
static SPANISH: LazyLock<Heads> = LazyLock::new(|| Heads::read(Keywords::Spanish));

/// Finds declaration heads.
#[derive(Debug)]
pub struct Heads {
    table: &'static KeywordTable,
    /// First characters of heads, so that most words need no look-up.
    initials: Vec<char>,
    /// Their spellings, to find those misspelt.
    spellings: Spellings,
}

impl Heads {
    /// The heads of a keyword language.
    pub fn of(language: Keywords) -> &'static Heads {
        match language {
            Keywords::English => &ENGLISH,
            Keywords::Chinese => &CHINESE,
            Keywords::Spanish => &SPANISH,
        }
    }

    fn read(language: Keywords) -> Self {
        let table = table(language);
        let rules = ALONE.iter().chain(WITH_COLON).chain(&["kw_shop"]);
        let spellings = rules.filter_map(|rule| table.keywords.iter().find(|keyword| keyword.rule == *rule));
        let initials = spellings
            .flat_map(|keyword| keyword.spellings.iter().filter_map(|spelling| spelling.chars().next()))
            .flat_map(|c| std::iter::once(c).chain(c.to_uppercase()))
            .collect();
        let is_head = |rule: &str| ALONE.contains(&rule) || WITH_COLON.contains(&rule);
        let heads = table.keywords.iter().filter(|keyword| is_head(keyword.rule));
        let spellings = Spellings::new(heads.flat_map(|keyword| keyword.spellings.iter().map(String::as_str)));
        Heads { table, initials, spellings }
    }

    /// Whether any head begins with this character.
    pub fn may_begin_with(&self, first: char) -> bool {
        self.initials.contains(&first) || !first.is_ascii() && self.initials.contains(&narrow(simplified(first)))
    }

    /// Whether a line's lexemes begin a declaration; a head without a colon counts only at the line's very start.
    pub fn is_head_on_line(&self, file: &str, lexemes: &[Lexeme], flush_left: bool) -> bool {
        let with_colon = header_length(file, lexemes, 0, self.table).is_some();
        // `offer gift` alone at the margin lacks its colon, and is a head for all that.
        let [.., _, name] = lexemes else { return self.is_head(file, lexemes, 0) && flush_left };
        let lacks_colon =
            flush_left && lexemes.len() == 2 && matches!(name.kind, LexemeKind::Word | LexemeKind::QuotedName);
        let declares = |head: &Lexeme| {
            let head = file.get(head.range()).unwrap_or_default();
            self.table.meanings(head).any(|keyword| WITH_COLON.contains(&keyword.rule))
        };
        self.is_head(file, lexemes, 0) && (flush_left || with_colon)
            || lacks_colon && lexemes.first().is_some_and(declares)
    }

    /// Whether what follows is said rather than declared: `pregunta zh: si …` asks in Chinese.
    fn asks(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let word = lexemes.get(at).and_then(|lexeme| file.get(lexeme.range()));
        word.is_some_and(|word| self.table.is(word, "kw_if"))
    }

    /// Whether a word stands where a name is expected: between a head and its colon, `question when:`, or with an accent that the
    /// head has not, `pregunta cuándo`.
    fn is_called(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let colon = lexemes.get(at + 1).is_some_and(|next| matches!(next.kind, LexemeKind::Sign(':' | '：')));
        let before = at.checked_sub(1).and_then(|before| lexemes.get(before));
        let Some((before, lexeme)) = before.zip(lexemes.get(at)) else { return false };
        let word = file.get(lexeme.range()).unwrap_or_default();
        if !colon && (word.is_ascii() || !word.to_lowercase().starts_with("cuándo")) {
            return false;
        }
        let on_line = file.get(before.end..lexeme.start).is_some_and(|gap| !gap.contains('\n'));
        let head = file.get(before.range()).unwrap_or_default();
        let declares = |keyword: &Keyword| {
            WITH_COLON.contains(&keyword.rule)
                || matches!(keyword.rule, "kw_fact" | "kw_intent" | "kw_kind" | "kw_flow" | "kw_event")
        };
        on_line && self.table.meanings(head).any(declares)
    }

    /// Whether the lexeme begins a declaration.
    pub fn is_head(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let Some(lexeme) = lexemes.get(at).filter(|lexeme| lexeme.kind == LexemeKind::Word) else { return false };
        let word = file.get(lexeme.range()).unwrap_or_default();
        if !word.chars().next().is_some_and(|first| self.may_begin_with(first)) {
            return false;
        }
        if self.is_called(file, lexemes, at) {
            return false;
        }
        let mut is_head = false;
        for keyword in self.table.meanings(word) {
            is_head |= ALONE.contains(&keyword.rule)
                || (WITH_COLON.contains(&keyword.rule)
                    && header_length(file, lexemes, at, self.table)
                        .is_some_and(|length| keyword.rule != "kw_question" || !self.asks(file, lexemes, at + length)))
                || (keyword.rule == "kw_shop" && lexemes.get(at + 1).is_some_and(|next| next.kind == LexemeKind::Text));
        }
        is_head
    }
}

/// How much a lexeme looks like a declaration's head.
#[derive(Clone, Copy, Debug)]
pub struct Likeness {
    /// Its shape allows nothing else; otherwise it counts only behind a complete declaration.
    pub sure: bool,
}

impl Heads {
    /// Whether a lexeme that begins a line may be meant as a head: misspelt, foreign, or without its colon.
    pub fn likeness(&self, file: &str, lexemes: &[Lexeme], at: usize) -> Option<Likeness> {
        let lexeme = lexemes.get(at).filter(|lexeme| lexeme.kind == LexemeKind::Word)?;
        let before = lexemes.get(at.checked_sub(1)?)?;
        let between = file.get(before.end..lexeme.start)?;
        let begins_line = between.contains('\n');
        if !begins_line {
            return None;
        }
        // Where a layout is kept at all, what begins at the margin begins a declaration.
        let flush_left =
            between.ends_with('\n') && file.get(lexemes.first()?.start..lexemes.last()?.end)?.contains("\n ");
        let word = file.get(lexeme.range())?;
        if between.ends_with('\n') && self.glued(word) {
            return Some(Likeness { sure: true });
        }
        let next = lexemes.get(at + 1)?;
        let is_rule = self.table.is(file.get(lexemes.first()?.range())?, "kw_when");
        let guards_nothing = is_rule || self.holds_no_steps(file, lexemes);
        if between.ends_with('\n') && self.table.is(word, "kw_if") && guards_nothing {
            return Some(Likeness { sure: false });
        }
        if self.table.meanings(word).next().is_some() {
            let named = matches!(next.kind, LexemeKind::Word | LexemeKind::QuotedName);
            let declares = self.table.meanings(word).any(|keyword| WITH_COLON.contains(&keyword.rule));
            // `答复 没有了：`: the word of the step instead of the one that declares.
            let is_step = ["kw_do_offer", "kw_do_reply"].iter().any(|rule| self.table.is(word, rule));
            if is_step && header_length(file, lexemes, at, self.table).is_some() {
                return Some(Likeness { sure: true });
            }
            let sure = self.lacks_colon(file, lexemes, at) || self.named_in_words(file, lexemes, at);
            let alike = declares && (named && flush_left || self.misnamed(file, lexemes, at));
            return alike.then_some(Likeness { sure });
        }
        if self.table.knows(word) {
            return None;
        }
        let shaped = header_length(file, lexemes, at, self.table).is_some()
            || (next.kind == LexemeKind::Text
                && matches!(lexemes.get(at + 2).map(|third| third.kind), Some(LexemeKind::Sign(':' | '：'))));
        let is_language_tag = file.get(next.range()).is_some_and(|next| next.len() == 2 && next.is_ascii());
        // `opening hours: 9 to 5` within a shop is one of its lines.
        let setting = !flush_left && self.table.is(file.get(lexemes.first()?.range())?, "kw_shop");
        if shaped && !is_language_tag && !setting {
            return Some(Likeness { sure: true });
        }
        let foreign = LANGUAGES.iter().any(|&language| {
            super::keywords::table(language).meanings(word).any(|keyword| ALONE.contains(&keyword.rule))
        });
        (foreign || self.spellings.near(word).next().is_some()).then_some(Likeness { sure: flush_left })
    }

    /// Whether a lexeme at the margin may begin a rule that lacks its `when`: a name that a rule may be for, or any with a
    /// `then` or a step behind it, if only behind a colon.
    pub fn lacks_when(
        &self,
        file: &str,
        lexemes: &[Lexeme],
        at: usize,
        is_occasion: impl Fn(&str) -> bool,
    ) -> Option<Likeness> {
        let word = |at: usize| lexemes.get(at).and_then(|lexeme| file.get(lexeme.range())).unwrap_or_default();
        let gap = |right: usize| {
            let (left, right) = (lexemes.get(right.checked_sub(1)?)?, lexemes.get(right)?);
            file.get(left.end..right.start)
        };
        let on_line = |next: &usize| gap(*next).is_some_and(|gap| !gap.contains('\n'));
        let kind = |at: usize| lexemes.get(at).map(|lexeme| lexeme.kind);
        let is_name = matches!(kind(at), Some(LexemeKind::Word | LexemeKind::QuotedName))
            && !self.table.is_reserved(word(at))
            && gap(at).is_some_and(|gap| gap.ends_with('\n'));
        let likeness = Likeness { sure: !self.table.is(word(0), "kw_when") };
        if is_name && self.glued_rule(word(at), kind(at + 1)) {
            return Some(likeness);
        }
        if !is_name || !on_line(&(at + 1)) {
            return None;
        }
        let step = |at: usize| {
            self.table.begins_step(word(at)) || self.table.begins_step(&format!("{} {}", word(at), word(at + 1)))
        };
        // Behind a colon no rule has a step: `bargain: offer gift` can be nothing else.
        if matches!(kind(at + 1), Some(LexemeKind::Sign(':' | '：'))) && step(at + 2) && !is_language(word(at)) {
            return Some(Likeness { sure: true });
        }
        if step(at + 1) && !is_language(word(at)) {
            return Some(Likeness { sure: false });
        }
        let mut line = (at + 1..at + LONGEST_MISNAMED).take_while(on_line);
        let is_rule = line.any(|next| self.table.is(word(next), "kw_then"))
            || kind(at + 1) == Some(LexemeKind::Word) && is_occasion(word(at));
        // In a rule a name at the margin may be one of its own.
        is_rule.then_some(likeness)
    }

    /// Whether a run of Chinese is a name, `then` or a step, and what goes on: `讲价则包邮`, or `问价说` before a text.
    fn glued_rule(&self, run: &str, next: Option<LexemeKind>) -> bool {
        let Some((_, rest)) = super::mend::rule(run, self.table) else { return false };
        rest.len() > 1 || next == Some(LexemeKind::Text)
    }

    /// Whether a declaration is one in which no `if` can begin a step once it is complete: what begins so is a rule without its head.
    fn holds_no_steps(&self, file: &str, lexemes: &[Lexeme]) -> bool {
        let head = lexemes.first().and_then(|head| file.get(head.range())).unwrap_or_default();
        let plain = [
            "kw_shop",
            "kw_use",
            "kw_fact",
            "kw_intent",
            "kw_kind",
            "kw_event",
            "kw_offer",
            "kw_question",
            "kw_customer",
            "kw_never",
            "kw_always",
            "kw_avoid",
        ];
        self.table.meanings(head).any(|keyword| plain.contains(&keyword.rule))
    }

    /// Whether a word begins declarations.
    pub fn begins(&self, word: &str) -> bool {
        let is_head = |rule: &str| ALONE.contains(&rule) || WITH_COLON.contains(&rule) || rule == "kw_shop";
        self.table.meanings(word).any(|keyword| is_head(keyword.rule))
    }

    /// Whether a head has a name of several words before its colon: `offer free shipping:`.
    fn named_in_words(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let behind = lexemes.get(at + 1..).unwrap_or_default();
        let is_name = |word: &&Lexeme| {
            word.kind == LexemeKind::Word && !self.table.is_reserved(file.get(word.range()).unwrap_or_default())
        };
        let words = behind.iter().take(5).take_while(is_name).count();
        words > 1 && matches!(behind.get(words).map(|next| next.kind), Some(LexemeKind::Sign(':' | '：')))
    }

    /// Whether a head at the beginning of a line has no name before its colon, or one that is none: `question where:`.
    fn misnamed(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let word = |index: usize| lexemes.get(index).and_then(|lexeme| file.get(lexeme.range())).unwrap_or_default();
        let is_colon =
            |index: &usize| matches!(lexemes.get(*index).map(|one| one.kind), Some(LexemeKind::Sign(':' | '：')));
        let colon = (at + 1..at + LONGEST_MISNAMED).find(is_colon);
        colon.is_some_and(|colon| {
            let header = lexemes.get(at..=colon).and_then(|header| Some(header.first()?.start..header.last()?.end));
            let one_line = header.and_then(|header| file.get(header)).is_some_and(|header| !header.contains('\n'));
            let plain =
                lexemes.get(at..colon).is_some_and(|words| words.iter().all(|one| one.kind != LexemeKind::Text));
            one_line && plain && !(colon == at + 2 && is_tag(word(at + 1)))
        })
    }

    /// Whether a run of Chinese begins with a head and goes on without a blank.
    fn glued(&self, run: &str) -> bool {
        if !run.chars().next().is_some_and(is_han) {
            return false;
        }
        let is_head = |keyword: &Keyword| ALONE.contains(&keyword.rule) || WITH_COLON.contains(&keyword.rule);
        let head =
            self.table.reserved_at(run).filter(|length| *length < run.len()).and_then(|length| run.get(..length));
        head.is_some_and(|head| self.table.meanings(head).any(is_head))
    }

    /// Whether a lexeme looks like a head that lacks its colon: `offer gift` alone on a line that begins at the margin,
    /// in a script that keeps a layout.
    pub fn lacks_colon(&self, file: &str, lexemes: &[Lexeme], at: usize) -> bool {
        let gap = |left: usize, right: usize| {
            let (left, right) = (lexemes.get(left)?, lexemes.get(right)?);
            file.get(left.end..right.start)
        };
        let word = lexemes.get(at).and_then(|lexeme| file.get(lexeme.range())).unwrap_or_default();
        word.chars().next().is_some_and(|first| self.may_begin_with(first))
            && at.checked_sub(1).and_then(|before| gap(before, at)).is_some_and(|gap| gap.ends_with('\n'))
            && gap(at + 1, at + 2).is_some_and(|gap| gap.contains('\n') && gap.ends_with([' ', '\t']))
            && self.table.meanings(word).any(|keyword| WITH_COLON.contains(&keyword.rule))
    }
}

/// How many lexemes a header takes up to its colon: the keyword, a name, other names, a text, topics, former names.
fn header_length(file: &str, lexemes: &[Lexeme], at: usize, table: &KeywordTable) -> Option<usize> {
    let kind = |index: usize| lexemes.get(index).map(|lexeme| lexeme.kind);
    let word = |index: usize| lexemes.get(index).and_then(|lexeme| file.get(lexeme.range())).unwrap_or_default();
    let is_name = |index: usize| match kind(index) {
        Some(LexemeKind::QuotedName) => true,
        Some(LexemeKind::Word) => !table.is_reserved(word(index)),
        _ => false,
    };
    let mut next = at + 1;
    if !is_name(next) {
        return None;
    }
    next += 1;
    if matches!(kind(next), Some(LexemeKind::Sign('(' | '（'))) {
        while !matches!(kind(next), Some(LexemeKind::Sign(')' | '）'))) {
            kind(next).filter(|_| next < at + LONGEST_HEADER)?;
            next += 1;
        }
        next += 1;
    }
    loop {
        match kind(next)? {
            // A text behind the colon is what is said: `pregunta zh: «…»` asks in Chinese.
            LexemeKind::Sign(':' | '：') => {
                let said = kind(next + 1) == Some(LexemeKind::Text) && next == at + 2 && is_tag(word(at + 1));
                return (!said).then_some(next - at + 1);
            }
            LexemeKind::Text => next += 1,
            LexemeKind::Word if table.is(word(next), "kw_about") || is_formerly(table, word(next)) => {
                next += 1;
                while next < at + LONGEST_HEADER && (is_comma(kind(next)) || is_name(next)) {
                    next += 1;
                }
            }
            _ => return None,
        }
    }
}

/// Whether a word may be the short name of a language.
fn is_tag(word: &str) -> bool {
    let first = word.split('-').next().unwrap_or_default();
    matches!(first.len(), 2 | 3) && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

/// Whether a word is the short name of a language, and no other name.
fn is_language(word: &str) -> bool {
    super::spoken::NAMES.iter().any(|(_, short)| *short == word)
}

fn is_comma(kind: Option<LexemeKind>) -> bool {
    matches!(kind, Some(LexemeKind::Sign(',' | '，' | '、' | ';' | '；')))
}

/// `formerly`, or the first word where it is two.
fn is_formerly(table: &KeywordTable, word: &str) -> bool {
    let folded = super::keywords::fold(word);
    table.spelling("kw_formerly").split(' ').next() == Some(folded.as_str()) || table.is(word, "kw_formerly")
}
