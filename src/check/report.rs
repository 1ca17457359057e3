//! What has gone wrong so far, without saying one thing twice.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::load::File;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::Expression;
use crate::source::{SourceId, Sources, Span};
use crate::syntax::ast::Keywords;

/// The longest piece of script quoted inside a message, in characters.
const LONGEST_QUOTE: usize = 48;

/// For how many mistakes a mended line is shown; nobody reads so many at once.
const MOST_LINES: usize = 200;

/// Longer lines are not shown as examples.
const LONGEST_LINE: usize = 120;

/// The messages of one compilation.
pub(super) struct Report<'a> {
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
    /// How many of them came of reading.
    of_reading: usize,
    libraries: HashSet<SourceId>,
    keywords: Vec<Keywords>,
    /// The pieces no parser could read, in lower case: a name in one of them may be declared there.
    unread: Vec<String>,
    /// What may be unknown in a text, with the place of what was told of it.
    doubted: Vec<(usize, Expression)>,
    /// What was told already, by its sort and its name.
    told: HashSet<(&'static str, String)>,
    /// Places where other words would mend a mistake, with those words.
    mended: Vec<(Span, String)>,
    /// What is meant by a name that is none, by its sort and the name.
    meant: HashMap<(&'static str, String), String>,
    /// The same for what was mended in order to read on.
    read_otherwise: Vec<(Span, String)>,
    /// Names declared twice: which of the two is meant, nobody knows.
    pub declared_twice: HashSet<String>,
}

impl<'a> Report<'a> {
    pub fn new(sources: &'a Sources, files: &[File], diagnostics: Vec<Diagnostic>) -> Self {
        let unread = files.iter().flat_map(|file| &file.script.unread);
        let mut keywords = vec![Keywords::English; sources.iter().count()];
        for file in files {
            if let Some(slot) = keywords.get_mut(usize::from(file.id.0)) {
                *slot = file.script.keywords;
            }
        }
        let read_otherwise = files.iter().flat_map(|file| &file.script.mended);
        Report {
            sources,
            of_reading: diagnostics.len(),
            diagnostics,
            read_otherwise: read_otherwise.map(|mended| (mended.span, mended.value.clone())).collect(),
            libraries: files.iter().filter(|file| file.library).map(|file| file.id).collect(),
            keywords,
            unread: unread.map(|span| sources.slice(*span).to_lowercase()).collect(),
            doubted: Vec::new(),
            told: HashSet::new(),
            mended: Vec::new(),
            meant: HashMap::new(),
            declared_twice: HashSet::new(),
        }
    }

    /// How many names were found unknown.
    pub fn unknown_names(&self) -> usize {
        self.told.len()
    }

    /// Whether the shop's own declaration could not be read, so that its languages are not known.
    pub fn shop_is_unread(&self) -> bool {
        self.unread.iter().any(|piece| ["shop", "店", "tienda"].iter().any(|word| piece.starts_with(word)))
    }

    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Changes what was told with one code.
    pub fn each_of(&mut self, code: Code, change: impl FnMut(&mut Diagnostic)) {
        self.diagnostics.iter_mut().filter(|told| told.code == code).for_each(change);
    }

    /// Tells that something in a text may be unknown.
    pub fn push_doubted(&mut self, diagnostic: Diagnostic, leaf: Expression) {
        self.doubted.push((self.diagnostics.len(), leaf));
        self.diagnostics.push(diagnostic);
    }

    /// Changes what was told of what may be unknown.
    pub fn each_doubted(&mut self, mut change: impl FnMut(&mut Diagnostic, &Expression)) {
        for (at, leaf) in &self.doubted {
            if let Some(told) = self.diagnostics.get_mut(*at) {
                change(told, leaf);
            }
        }
    }

    /// Whether a place lies in a module of the library.
    pub fn in_library(&self, span: Span) -> bool {
        self.libraries.contains(&span.source)
    }

    /// What the file of a place is written in, for examples.
    pub fn keywords(&self, span: Span) -> Keywords {
        self.keywords.get(usize::from(span.source.0)).copied().unwrap_or_default()
    }

    /// What stands in a place, as it was read where it was mended in order to be.
    pub fn as_read(&self, span: Span) -> &str {
        let mended = self.read_otherwise.iter().find(|(place, _)| *place == span);
        mended.map_or_else(|| self.sources.slice(span), |(_, instead)| instead)
    }

    /// The script's own words on one line, cut where they are long.
    pub fn quote(&self, span: Span) -> String {
        let words: Vec<&str> = self.sources.slice(span).split_whitespace().collect();
        let line = words.join(" ");
        match line.char_indices().nth(LONGEST_QUOTE) {
            Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
            None => line,
        }
    }

    /// Whether an unknown name deserves a message: the first time, and only where no unread piece may declare it.
    pub fn is_news(&mut self, sort: &'static str, key: &str) -> bool {
        self.is_first(sort, key) && !self.is_unread(key)
    }

    /// Whether this is the first time something is told.
    pub fn is_first(&mut self, sort: &'static str, key: &str) -> bool {
        self.told.insert((sort, key.to_owned()))
    }

    /// Whether an unread piece holds a name: what it says of it is then missing.
    pub fn is_unread(&self, key: &str) -> bool {
        self.unread.iter().any(|piece| names(piece, key))
    }

    /// Tells a mistake that other words in its place would mend: the line is shown with them, where nothing else is wrong there.
    pub fn push_mended(&mut self, diagnostic: Diagnostic, instead: String) {
        self.mended.push((diagnostic.label.span, instead));
        self.diagnostics.push(diagnostic);
    }

    /// Says what would mend a mistake that was told already.
    pub fn mend(&mut self, place: Span, instead: String) {
        self.mended.push((place, instead));
    }

    /// Tells that a name is none, and what is meant by it wherever it stands.
    pub fn push_meant(&mut self, diagnostic: Diagnostic, sort: &'static str, key: String, meant: String) {
        self.meant.insert((sort, key), meant.clone());
        self.push_mended(diagnostic, meant);
    }

    /// A name that is none stands in one more place: it is not told again, but mended there, too.
    pub fn mend_again(&mut self, place: Span, sort: &'static str, key: &str) {
        if let Some(meant) = self.meant.get(&(sort, key.to_owned())) {
            self.mended.push((place, meant.clone()));
        }
    }

    /// The words that mend what stands in a place.
    pub fn instead_of(&self, place: Span) -> Option<&str> {
        self.mended.iter().rfind(|(mended, _)| *mended == place).map(|(_, instead)| instead.as_str())
    }

    /// The places within another where other words would mend a mistake.
    pub fn mended_within(&self, whole: Span) -> Vec<Span> {
        let inside = |one: &Span| one.source == whole.source && whole.start < one.start && one.end < whole.end;
        self.mended.iter().map(|(place, _)| *place).filter(inside).collect()
    }

    /// Says more about a mistake that was told already.
    pub fn add_help(&mut self, place: Span, more: &str) {
        let told = self.diagnostics.iter_mut().find(|told| told.label.span == place);
        if let Some(help) = told.and_then(|told| told.help.as_mut()) {
            help.push_str(more);
        }
    }

    /// The line of a place in a file, in bytes.
    fn line(&self, span: Span) -> Option<Range<usize>> {
        let (text, start) = (&self.sources.get(span.source)?.text, span.start as usize);
        let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
        let to = text.get(start..)?.find('\n').map_or(text.len(), |at| start + at);
        Some(from..to)
    }

    /// The line of a place with other words there, without the blanks around it; the words alone where the line is long.
    pub fn line_with(&self, span: Span, instead: &str) -> String {
        let text = self.sources.get(span.source).map(|source| &*source.text).unwrap_or_default();
        let whole = self.line(span).and_then(|line| {
            let before = text.get(line.start..span.start as usize)?;
            Some(format!("{before}{instead}{}", text.get(span.end as usize..line.end)?).trim().to_owned())
        });
        whole.filter(|line| line.chars().count() <= LONGEST_LINE).unwrap_or_else(|| instead.to_owned())
    }

    /// A line with all its mistakes mended; nothing where one of them cannot be, or where the line is long.
    fn mended_line(&self, span: Span) -> Option<String> {
        let line = self.line(span)?;
        let on_line = |other: Span| {
            // What is put in may stand at the line's very end.
            let end = if other.start == other.end { line.end + 1 } else { line.end };
            other.source == span.source && (line.start..end).contains(&(other.start as usize))
        };
        let is_mended = |other: Span| self.mended.iter().any(|(mended, _)| *mended == other);
        let errors = self.diagnostics.iter().enumerate().filter(|(_, told)| told.severity() == Severity::Error);
        let unmended = |(at, told): (usize, &Diagnostic)| {
            on_line(told.label.span) && !is_mended(told.label.span) && !(at < self.of_reading && told.example.is_some())
        };
        if errors.into_iter().any(unmended) {
            return None;
        }
        let mut edits: Vec<&(Span, String)> = self.mended.iter().filter(|(other, _)| on_line(*other)).collect();
        // What is to be written otherwise may have been mended once in order to be read.
        let covered = |span: Span| edits.iter().any(|(other, _)| other.start <= span.start && span.end <= other.end);
        let read: Vec<_> =
            self.read_otherwise.iter().filter(|(other, _)| on_line(*other) && !covered(*other)).collect();
        edits.extend(read);
        edits.sort_by_key(|(other, _)| (other.start, other.end));
        edits.dedup_by_key(|(other, _)| *other);
        let text = &self.sources.get(span.source)?.text;
        let (mut mended, mut at) = (String::new(), line.start);
        for (other, instead) in edits {
            mended.push_str(text.get(at..other.start as usize)?);
            // A name that takes the place of a figure stands apart from the word before it.
            let figure =
                text.get(other.start as usize..).is_some_and(|rest| rest.starts_with(|c: char| c.is_numeric()));
            let joins = mended.ends_with(char::is_alphabetic) && instead.starts_with(char::is_alphabetic);
            let put_in = other.start == other.end;
            mended.push_str(if (figure || put_in) && joins { " " } else { "" });
            mended.push_str(instead);
            at = other.end as usize;
        }
        mended.push_str(text.get(at..line.end)?);
        let mended = mended.trim();
        (mended.chars().count() <= LONGEST_LINE).then(|| mended.to_owned())
    }

    /// All messages in the order of their places.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        let told: HashSet<Span> = self.diagnostics.iter().map(|told| told.label.span).collect();
        let lines: Vec<(Span, String)> = self
            .mended
            .iter()
            .filter(|(span, _)| told.contains(span))
            .take(MOST_LINES)
            .filter_map(|(span, _)| Some((*span, self.mended_line(*span)?)))
            .collect();
        for told in &mut self.diagnostics {
            if let Some((_, line)) = lines.iter().find(|(span, _)| *span == told.label.span) {
                told.example.get_or_insert_with(|| line.clone());
            }
        }
        // A line that was mended in order to read it is shown with what was found wrong in it then.
        let starts: Vec<(Range<usize>, SourceId, &String)> =
            lines.iter().filter_map(|(span, mended)| Some((self.line(*span)?, span.source, mended))).collect();
        let mut whole = Vec::new();
        for (at, told) in self.diagnostics.iter().take(self.of_reading).enumerate() {
            let span = told.label.span;
            let same = |(line, source, _): &&(Range<usize>, SourceId, &String)| {
                *source == span.source && line.contains(&(span.start as usize))
            };
            if let Some((_, _, mended)) = starts.iter().find(same).filter(|_| told.example.is_some()) {
                whole.push((at, (*mended).clone()));
            }
        }
        for (at, mended) in whole {
            if let Some(told) = self.diagnostics.get_mut(at) {
                told.example = Some(mended);
            }
        }
        let mut diagnostics = self.diagnostics;
        diagnostics.sort_by_key(|diagnostic| (diagnostic.label.span, diagnostic.code));
        diagnostics
    }
}

/// Whether a text names something; both in lower case.
pub(super) fn names(text: &str, key: &str) -> bool {
    text.match_indices(key).any(|(at, _)| stands_alone(text, at, key))
}

/// Whether a name found in a text is a whole name there; beside Han none needs a boundary.
fn stands_alone(text: &str, at: usize, name: &str) -> bool {
    let joins = |letter: char| letter < '\u{2e80}' && (letter.is_alphanumeric() || letter == '-');
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let behind = text.get(at + name.len()..).and_then(|behind| behind.chars().next());
    let (first, last) = (name.chars().next(), name.chars().next_back());
    let inside = |near: Option<char>, own: Option<char>| near.is_some_and(joins) && own.is_some_and(joins);
    !inside(before, first) && !inside(behind, last)
}
