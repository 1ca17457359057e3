//! Comments and names without an end, marks that end what never began, and signs from elsewhere.

use super::{LexemeKind, MOST_MISHAPS, Mishap, Scanner};
use crate::diagnostic::Code;
use crate::syntax::node::DEEPEST_NESTING;
use crate::syntax::prepared::Edit;

impl Scanner<'_> {
    /// A comment with too many others in it; the grammar does not see it.
    pub(super) fn deep_comment(&mut self, length: usize) {
        let range = self.at..self.at + length;
        self.note(Mishap {
            code: Code::TooDeep,
            range: range.clone(),
            message: format!("comments stand more than {DEEPEST_NESTING} deep in each other"),
            label: "too deep",
            help: "comments nest, but not so deep".to_owned(),
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
            });
        }
        self.found.edits.push(Edit::insert(end, "」"));
        self.push(LexemeKind::QuotedName, length);
    }

    /// Signs that are mistakes by themselves. True when one was taken.
    pub(super) fn mishap(&mut self, c: char) -> bool {
        let rest = self.rest();
        let line = rest.split('\n').next().unwrap_or_default();
        match c {
            '#' => self.foreign_comment(line.len(), "#"),
            '/' if rest.starts_with("//") => self.foreign_comment(line.len(), "//"),
            ']' | '】' => self.never_began(c, Code::UnclosedComment, "a comment"),
            '」' => self.never_began(c, Code::UnclosedName, "a quoted name"),
            '”' | '»' | '』' if self.begins_with_end(c, line) => {}
            '”' | '»' | '』' => self.never_began(c, Code::UnclosedText, "a text"),
            '\'' | '‘' => {
                let end = line.get(c.len_utf8()..).and_then(|rest| rest.find(['\'', '’']));
                let Some(end) = end else { return false };
                let inner = line.get(c.len_utf8()..c.len_utf8() + end).unwrap_or_default();
                let close =
                    line.get(c.len_utf8() + end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                self.single_quotes(format!("\"{}\"", inner.replace('"', "")), c.len_utf8() + end + close);
            }
            _ => return false,
        }
        true
    }

    fn foreign_comment(&mut self, length: usize, sign: &str) {
        let line = self.rest().get(..length).unwrap_or_default().trim_end();
        let (start, end) = (self.at, self.at + line.len());
        let words = line.trim_start_matches(['#', '/', ' ']).to_owned();
        self.note(Mishap {
            code: Code::ForeignComment,
            range: start..end,
            message: format!("`{sign}` begins no comment here"),
            label: "a comment stands in brackets",
            help: format!("write `[ {words} ]`: line ends mean nothing here, so a comment needs its own end"),
        });
        self.found.edits.push(Edit::replace(start..end, ""));
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
        });
        self.found.edits.push(Edit::replace(start..end, ""));
        self.at = end;
    }

    /// A text that begins with the mark that ends it: `”so”`.
    fn begins_with_end(&mut self, mark: char, line: &str) -> bool {
        let inner = line.get(mark.len_utf8()..).unwrap_or_default();
        let open = match mark {
            '”' => '“',
            '»' => '«',
            _ => '『',
        };
        let Some(end) =
            inner.find([mark, open]).filter(|&end| inner.get(end..).is_some_and(|rest| rest.starts_with(mark)))
        else {
            return false;
        };
        let (start, length) = (self.at, end + 2 * mark.len_utf8());
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: start..start + length,
            message: format!("a text begins with `{mark}`, which ends texts"),
            label: "begins with the sign that ends it",
            help: format!("begin it with `{open}`"),
        });
        self.found.edits.push(Edit::replace(start..start + mark.len_utf8(), open.to_string()));
        self.push(LexemeKind::Text, length);
        true
    }

    fn single_quotes(&mut self, text: String, length: usize) {
        let (start, end) = (self.at, self.at + length);
        self.note(Mishap {
            code: Code::MixedQuotes,
            range: start..end,
            message: "a text in single quotes".to_owned(),
            label: "single quotes begin no text",
            help: format!("write {text}"),
        });
        self.found.edits.push(Edit::replace(start..end, text));
        self.push(LexemeKind::Text, length);
    }
}
