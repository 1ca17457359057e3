//! Comments and names without an end, marks that end what never began, and signs from elsewhere.

use super::quote::unopened;
use super::{LexemeKind, MOST_MISHAPS, Mishap, Scanner};
use crate::diagnostic::Code;
use crate::syntax::node::DEEPEST_NESTING;
use crate::syntax::prepared::Edit;

/// Quotes of other languages and of office programs, each with the signs that end its text.
const OTHER_QUOTES: &[(&str, &[char])] = &[
    ("'", &['\'', '’']),
    ("‘", &['\'', '’', '‘']),
    ("’", &['\'', '’', '‘']),
    ("‚", &['‘', '’', '\'']),
    ("„", &['“', '”', '"', '„']),
    ("‹", &['›']),
    ("<<", &['>']),
    ("《", &['》']),
    ("〈", &['〉']),
    ("＂", &['＂']),
    ("〝", &['〞', '〟']),
    ("`", &['`', '\'', '´']),
    ("´", &['´', '`', '\'']),
];

/// What chats and documents put before the lines of a list.
const BULLETS: [char; 16] = ['*', '-', '–', '—', '•', '·', '●', '○', '▪', '■', '‣', '→', '>', '+', '✓', '✔'];

/// What is said of the sign of a list.
const BEFORE_A_LINE: &str = "nothing stands before the first word";

/// What is said of a sign that makes words look otherwise.
const MARKED: &str = "not written here";

/// What changes how words look in a chat or on a web page.
const MARKS: [&str; 6] = ["**", "__", "```", "~~~", "'''", "~~"];

/// What a chat puts on lines of their own around a script.
const FENCES: [&str; 3] = ["```", "~~~", "'''"];
const TAGS: [&str; 16] =
    ["b", "i", "u", "p", "br", "em", "strong", "div", "span", "li", "ul", "ol", "h1", "h2", "code", "pre"];

/// Longer lines are not shown.
const LONGEST_SHOWN: usize = 120;

/// How many words and signs before a `)` are looked through for the `(` that it may close.
const FARTHEST_OPENING: usize = 200;

/// The words a value can begin with: the sign before one goes on with a sum or a comparison from the line above.
const VALUES: [&str; 4] = ["kw_yes", "kw_no", "kw_promised", "kw_customer"];

impl Scanner<'_> {
    /// Takes the sign or number of a list before a line that begins with a word of the language. True when one was taken.
    pub(super) fn bullet(&mut self, length: usize) -> bool {
        let before = self.file.get(..self.at).unwrap_or_default().trim_end_matches([' ', '\t', '\u{3000}', '\u{a0}']);
        let behind = self.rest().get(length..).unwrap_or_default();
        let words = behind.trim_start_matches([' ', '\t', '\u{a0}']);
        let word = words.get(..super::run_length(words)).unwrap_or_default();
        let close = self.rest().get(..length).is_some_and(|sign| sign.ends_with('、'));
        // `hand over`: no word of these is one of the language by itself.
        let step = (2..=3).any(|count| {
            let phrase: Vec<&str> = words.split_whitespace().take(count).collect();
            self.table.begins_step(&phrase.join(" "))
        });
        let known =
            step || self.table.is_reserved(word) || self.heads.begins(word) || !word.is_empty() && self.in_list();
        if !(before.is_empty() || before.ends_with('\n'))
            || words.len() == behind.len() && !close
            || !known
            || VALUES.iter().any(|rule| self.table.is(word, rule))
        {
            return false;
        }
        let range = self.at..self.at + length;
        let sign = self.file.get(range.clone()).unwrap_or_default();
        self.note(Mishap {
            code: Code::ForeignSign,
            range: range.clone(),
            message: format!("`{sign}` stands before a line"),
            label: BEFORE_A_LINE,
            help: "take it away: a script is no list, each declaration begins with its own word".to_owned(),
            shown: None,
        });
        self.found.edits.push(Edit::replace(range.clone(), ""));
        self.at = range.end;
        true
    }

    /// Whether the line above begins with the sign of a list: a name may go on with it.
    fn in_list(&self) -> bool {
        let above = self.line_start(self.at).checked_sub(1).map(|end| self.line_start(end));
        let last = self.found.mishaps.last().filter(|last| last.label == BEFORE_A_LINE);
        last.zip(above).is_some_and(|(last, above)| last.range.start >= above)
    }

    /// Takes the number of a list, `1.` or `2)`. True when one was taken.
    pub(super) fn numbered(&mut self) -> bool {
        let rest = self.rest();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let sign = rest.get(digits..).and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '.' | ')' | '、'));
        let words = rest.get(digits + 1..).unwrap_or_default().trim_start();
        let begins = |word: &str| self.heads.begins(word) || self.table.begins_step(word);
        let declares = words.get(..super::run_length(words)).is_some_and(begins);
        // Behind a colon no figure stands, but a list may.
        let open = self.found.lexemes.last().is_some_and(|last| {
            matches!(last.kind, LexemeKind::Word | LexemeKind::Sign(_)) && last.kind != LexemeKind::Sign(':')
        });
        let open = open && !declares || sign == Some(')') && self.in_parenthesis();
        digits <= 3 && !open && sign.is_some_and(|sign| self.bullet(digits + sign.len_utf8()))
    }

    /// Whether a parenthesis is open.
    fn in_parenthesis(&self) -> bool {
        let mut closed = 0;
        for lexeme in self.found.lexemes.iter().rev().take(FARTHEST_OPENING) {
            match lexeme.kind {
                LexemeKind::Sign(')' | '）') => closed += 1,
                LexemeKind::Sign('(' | '（') if closed == 0 => return true,
                LexemeKind::Sign('(' | '（') => closed -= 1,
                _ => {}
            }
        }
        false
    }

    /// How long a mark is that makes words look otherwise: `**`, `*when`, `</b>`.
    fn mark(&self) -> Option<usize> {
        let rest = self.rest();
        if let Some(mark) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
            return Some(mark.len());
        }
        if let Some(tag) = rest.strip_prefix('<').and_then(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
            let name = tag.trim_matches(['/', ' ']).to_ascii_lowercase();
            return TAGS.contains(&name.as_str()).then_some(tag.len() + 2);
        }
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let line = self.file.get(self.line_start(self.at)..self.at).unwrap_or_default();
        let before = line.chars().next_back();
        let behind = rest.chars().nth(1);
        // Anywhere else such a sign multiplies.
        let word = rest.get(1..).map(|rest| rest.get(..super::run_length(rest)).unwrap_or_default());
        let begins = line.trim().is_empty()
            && behind.is_some_and(char::is_alphabetic)
            && (!rest.starts_with('`') || word.is_some_and(|word| self.heads.begins(word)));
        let start = self.line_start(self.at);
        let begun = self.found.mishaps.last().is_some_and(|last| last.label == MARKED && last.range.start >= start);
        let ends = begun && !blank(before) && blank(behind);
        (rest.starts_with(['*', '_', '`']) && (begins || ends)).then_some(1)
    }

    /// `**when …**`: what makes words bold elsewhere; the signs of one line are told once.
    fn marked(&mut self, length: usize) {
        let mut range = self.at..self.at + length;
        let mark = self.file.get(range.clone()).unwrap_or_default();
        let line = self.line_start(self.at);
        let paired = FENCES.contains(&mark);
        if paired {
            range.end += self.named_behind(range.end);
        }
        let told = self.found.mishaps.last().is_some_and(|last| last.label == MARKED && last.range.start >= line);
        let told = told
            || paired
                && self.found.mishaps.iter().any(|one| {
                    one.label == MARKED && self.file.get(one.range.clone()).is_some_and(|one| one.starts_with(mark))
                });
        if !told {
            self.note(Mishap {
                code: Code::ForeignSign,
                range: range.clone(),
                message: match mark {
                    "**" => "`**` makes words bold elsewhere".to_owned(),
                    _ if paired => "three signs in a row are the fence that a chat puts around a script".to_owned(),
                    _ => format!("`{mark}` makes words look otherwise elsewhere"),
                },
                label: MARKED,
                help: match paired {
                    true => "take the lines of the fence away, the one before the script and the one behind it",
                    false => "take it away wherever it stands: a script has no bold words",
                }
                .to_owned(),
                shown: Some(range.end).filter(|_| paired).and_then(|end| self.line_beside(line, end)),
            });
        }
        self.found.edits.push(Edit::replace(range.clone(), if length < 3 { " " } else { "" }));
        self.at = range.end;
    }

    /// How long what stands behind a fence is, up to the end of its line: what the script is written in.
    fn named_behind(&self, at: usize) -> usize {
        let behind = self.file.get(at..self.end).unwrap_or_default();
        let behind = behind.split('\n').next().unwrap_or_default().trim_end();
        let begins = self.file.get(self.line_start(at)..at).is_some_and(|line| line.trim().len() == 3);
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '{' | '}' | '.' | '-' | '_' | '+');
        if begins && behind.trim_start().chars().all(named) { behind.len() } else { 0 }
    }

    /// The line of the script that stands behind a fence, or before one that ends it.
    fn line_beside(&self, start: usize, end: usize) -> Option<String> {
        let is_script = |line: &&str| !line.is_empty() && !FENCES.iter().any(|fence| line.starts_with(fence));
        let behind = self.file.get(end..self.end)?.lines().skip(1).map(str::trim).next().filter(is_script);
        let line = behind.or_else(|| self.file.get(..start)?.lines().rev().map(str::trim).find(is_script))?;
        (line.chars().count() <= LONGEST_SHOWN).then(|| line.to_owned())
    }

    /// `https://…` without quotes: an address is a text. True when one was taken.
    pub(super) fn address(&mut self) -> bool {
        let rest = self.rest();
        if !["http://", "https://", "www."].iter().any(|begin| rest.starts_with(begin)) {
            return false;
        }
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '»' | '，' | '。' | ','))
            .unwrap_or(rest.len());
        let range = self.at..self.at + length;
        let text = format!("\"{}\"", self.file.get(range.clone()).unwrap_or_default());
        self.note(Mishap {
            code: Code::UnquotedText,
            range: range.clone(),
            message: "an address stands in quotes".to_owned(),
            label: "no quotes around this",
            help: format!("write {text}"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(range, text));
        self.push(LexemeKind::Text, length);
        true
    }

    /// A comment with too many others in it; the grammar does not see it.
    pub(super) fn deep_comment(&mut self, length: usize) {
        let range = self.at..self.at + length;
        self.note(Mishap {
            code: Code::TooDeep,
            range: range.clone(),
            message: format!("comments stand more than {DEEPEST_NESTING} deep in each other"),
            label: "too deep",
            help: "comments nest, but not so deep".to_owned(),
            shown: None,
        });
        self.found.edits.push(Edit::replace(range, ""));
    }

    /// A comment that the file's end would close: it is taken to end with its line.
    pub(super) fn unclosed_comment(&mut self) {
        let many = self.found.mishaps.len() >= MOST_MISHAPS;
        let line = if many { self.rest() } else { self.rest().split('\n').next().unwrap_or_default().trim_end() };
        let (start, end) = (self.at, self.at + line.len());
        let close = if line.starts_with('【') { '】' } else { ']' };
        if self.sure {
            self.note(Mishap {
                code: Code::UnclosedComment,
                range: start..end,
                message: format!("a comment without its `{close}`"),
                label: "begins, but does not end",
                help: format!("a comment stands between `[` and `]`: put `{close}` where it ends"),
                shown: None,
            });
        }
        self.found.edits.push(Edit::insert(end, close.to_string()));
        self.found.comments.push(start..end);
        self.at = end;
    }

    /// A name in 「 without its 」: it is taken to end where its letters end.
    pub(super) fn unclosed_name(&mut self) {
        let open = '「'.len_utf8();
        let inner = self.rest().get(open..).unwrap_or_default();
        let length = open + super::run_length(inner);
        let (start, end) = (self.at, self.at + length);
        if self.sure {
            self.note(Mishap {
                code: Code::UnclosedName,
                range: start..end,
                message: "a quoted name without its `」`".to_owned(),
                label: "begins, but does not end",
                help: "a quoted name stands between 「 and 」, on one line".to_owned(),
                shown: None,
            });
        }
        self.found.edits.push(Edit::insert(end, "」"));
        self.push(LexemeKind::QuotedName, length);
    }

    /// Signs that are mistakes by themselves. True when one was taken.
    pub(super) fn mishap(&mut self, c: char) -> bool {
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        if let Some(length) = self.mark() {
            self.marked(length);
            return true;
        }
        match c {
            '#' => self.foreign_comment(line.len(), "#"),
            _ if (BULLETS.contains(&c) || matches!(c, '①'..='⑳')) && self.bullet(c.len_utf8()) => {}
            '/' if rest.starts_with("//") => self.foreign_comment(line.len(), "//"),
            '-' if rest.starts_with("-- ") => self.foreign_comment(line.len(), "--"),
            ']' | '】' => self.never_began(c, Code::UnclosedComment, "a comment"),
            '」' => self.never_began(c, Code::UnclosedName, "a quoted name"),
            '”' | '»' | '』' if self.begins_with_end(c, line) => {}
            '”' | '»' | '』' if self.unopened_text(c) => {}
            '”' | '»' | '』' => self.never_began(c, Code::UnclosedText, "a text"),
            _ => return self.other_quotes(line),
        }
        true
    }

    /// A text between quotes that the language does not have. True when one was taken.
    fn other_quotes(&mut self, line: &str) -> bool {
        let Some((open, ends)) = OTHER_QUOTES.iter().find(|(begin, _)| line.starts_with(*begin)) else { return false };
        let inner = line.trim_start_matches(*open);
        let begin = line.len() - inner.len();
        // Between letters such a sign is an apostrophe.
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let is_end = |&(at, sign): &(usize, &str)| {
            let behind = inner.get(at + sign.len()..).and_then(|behind| behind.chars().next());
            !(letter(inner.get(..at).and_then(|before| before.chars().next_back())) && letter(behind))
        };
        let Some((end, _)) = inner.match_indices(*ends).find(is_end) else { return false };
        let (words, close) = inner.split_at_checked(end).unwrap_or_default();
        let length = begin + end + (close.len() - close.trim_start_matches(*ends).len());
        let text = format!("\"{}\"", words.replace('"', ""));
        let range = self.at..self.at + length;
        let signs = (line.get(..begin).unwrap_or_default(), line.get(begin + end..length).unwrap_or_default());
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: range.clone(),
            message: match *open {
                "'" | "‘" | "’" | "‚" => "a text in single quotes".to_owned(),
                _ => format!("a text between {} and {}", signs.0, signs.1),
            },
            label: "no text begins with this sign",
            help: format!("write {text}"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(range, text));
        self.push(LexemeKind::Text, length);
        true
    }

    fn foreign_comment(&mut self, length: usize, sign: &str) {
        let line = self.rest().get(..length).unwrap_or_default().trim_end();
        let (start, end) = (self.at, self.at + line.len());
        let words = line.trim_start_matches(['#', '/', '-', ' ']).replace(['[', ']', '【', '】'], " ");
        self.note(Mishap {
            code: Code::ForeignComment,
            range: start..end,
            message: format!("`{sign}` begins no comment here"),
            label: "a comment stands in brackets",
            help: format!("write `[ {words} ]`: line ends mean nothing here, so a comment needs its own end"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(start..end, format!("[ {words} ]")));
        self.at = end;
    }

    fn never_began(&mut self, mark: char, code: Code, what: &str) {
        let (start, end) = (self.at, self.at + mark.len_utf8());
        self.note(Mishap {
            code,
            range: start..end,
            message: format!("`{mark}` ends {what} that never began"),
            label: "nothing to end here",
            help: format!("put the sign that begins {what} before it, or take this one away"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(start..end, ""));
        self.at = end;
    }

    /// A text that ends here and lacks the mark that begins it. True when there are words that it can hold.
    fn unopened_text(&mut self, mark: char) -> bool {
        let from = self.line_start(self.at);
        let start = from + self.start_of_words(self.file.get(from..self.at).unwrap_or_default(), self.at - from);
        let Some(words) = self.file.get(start..self.at).filter(|words| words.contains(char::is_alphanumeric)) else {
            return false;
        };
        let (end, open) = (start + words.len() + mark.len_utf8(), opening(mark));
        self.found.lexemes.retain(|lexeme| lexeme.start < start);
        if let Some(last) = self.found.lexemes.last_mut() {
            // A run of Han may hold the word that the text follows.
            last.end = last.end.min(start);
        }
        self.found.edits.retain(|edit| edit.start < start);
        self.note(unopened(start..end, open));
        self.found.edits.push(Edit::insert(start, open.to_string()));
        self.at = start;
        self.push(LexemeKind::Text, end - start);
        true
    }

    /// A text that begins with the mark that ends it: `”so”`.
    fn begins_with_end(&mut self, mark: char, line: &str) -> bool {
        let inner = line.get(mark.len_utf8()..).unwrap_or_default();
        let open = opening(mark);
        let Some(end) = inner.find([mark, open]) else { return false };
        let last = inner.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(mark);
        let behind = inner.get(end + last.len_utf8()..).and_then(|rest| rest.chars().next());
        // A sign that begins texts ends one where nothing stands behind it.
        let turned =
            last == open && behind.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '，' | '、' | '.' | ')'));
        if last == open && !turned {
            return false;
        }
        let (start, length) = (self.at, mark.len_utf8() + end + last.len_utf8());
        if turned {
            self.found.edits.push(Edit::replace(start + mark.len_utf8() + end..start + length, mark.to_string()));
        }
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: start..start + length,
            message: format!("a text begins with `{mark}`, which ends texts"),
            label: "begins with the sign that ends it",
            help: format!("begin it with `{open}`"),
            shown: None,
        });
        self.found.edits.push(Edit::replace(start..start + mark.len_utf8(), open.to_string()));
        self.push(LexemeKind::Text, length);
        true
    }
}

/// The sign that begins a text which ends with this one.
fn opening(mark: char) -> char {
    match mark {
        '”' => '“',
        '»' => '«',
        _ => '『',
    }
}
