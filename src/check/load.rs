//! Reading a script with all that it uses: files beside it, modules of the library.

use std::collections::HashMap;
use std::sync::Arc;

use super::data::{self, DataFiles};
use super::files::{Files, Unreadable, folder, stem};
use super::{library, wording};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::source::{LARGEST_FILE, Source, SourceId, Sources, Span, Spanned};
use crate::syntax::ast::{DeclarationKind, Keywords, Script, Text, Use};
use crate::syntax::parse;

/// How many files one script may be made of.
pub const MOST_FILES: usize = 256;

/// One file of a script, read.
#[derive(Debug)]
pub struct File {
    /// Which source it is.
    pub id: SourceId,
    /// Whether it is a module of the library.
    pub library: bool,
    /// Its tree; that of a module is shared with other scripts.
    pub script: Arc<Script>,
}

/// Everything read.
#[derive(Debug, Default)]
pub(super) struct Loaded {
    pub sources: Sources,
    /// The main file, used files in order, then the library's modules.
    pub files: Vec<File>,
    /// The tables and the catalogue that its own files name.
    pub data: DataFiles,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the main file, what else is asked for, and all that they use; a module of customers where they have none.
pub(super) fn load(main: &str, also: &[String], customers: Option<&str>, files: &dyn Files) -> Loaded {
    let mut loader = Loader { files, loaded: Loaded::default(), seen: HashMap::new(), path: Vec::new() };
    match files.read(main) {
        Ok(text) => loader.file(main.to_owned(), text, None),
        Err(why) => {
            let id = loader.loaded.sources.add(Source::new(main, ""));
            let span = Span::new(id, 0, 0);
            loader.report(unreadable(main, &why, span, files, "the script"));
        }
    }
    for name in also.iter().filter(|name| name.starts_with("std/")) {
        loader.module(&Spanned { value: name.clone(), span: Span::default() });
    }
    for path in also.iter().filter(|path| !path.starts_with("std/")) {
        if loader.seen.contains_key(path) {
            continue;
        }
        match files.read(path) {
            Ok(text) => loader.file(path.clone(), text, None),
            Err(why) => loader.report(unreadable(path, &why, Span::default(), files, "the script")),
        }
    }
    if let Some(name) = customers.filter(|_| !loader.loaded.files.iter().any(has_customers)) {
        loader.module(&Spanned { value: name.to_owned(), span: Span::default() });
    }
    for name in library::ALWAYS {
        loader.module(&Spanned { value: name.to_owned(), span: Span::default() });
    }
    let mut loaded = loader.loaded;
    loaded.files.sort_by_key(|file| file.library);
    loaded.data = data::load(&mut loaded, files);
    loaded
}

fn has_customers(file: &File) -> bool {
    file.script.declarations.iter().any(|declaration| matches!(declaration.kind, DeclarationKind::Customer(_)))
}

struct Loader<'a> {
    files: &'a dyn Files,
    loaded: Loaded,
    seen: HashMap<String, SourceId>,
    /// The files being read, each with the `use` that led to it.
    path: Vec<(String, Option<Span>)>,
}

impl Loader<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.loaded.diagnostics.push(diagnostic);
    }

    fn file(&mut self, path: String, text: String, used_at: Option<Span>) {
        let source = Source::new(path.as_str(), text).on(self.files.today());
        let id = self.loaded.sources.add(source.clone());
        let (script, mistakes) = parse(&source, id);
        self.loaded.diagnostics.extend(mistakes);
        self.read(path, id, Arc::new(script), used_at, false);
    }

    /// Takes in a file that was read, and what it uses.
    fn read(&mut self, path: String, id: SourceId, script: Arc<Script>, used_at: Option<Span>, library: bool) {
        self.seen.insert(path.clone(), id);
        let uses: Vec<Use> = uses(&script).cloned().collect();
        self.loaded.files.push(File { id, library, script });
        self.path.push((path.clone(), used_at));
        for used in uses {
            match used {
                Use::Library(name) => self.module(&name),
                Use::File(text) => self.beside(&path, &text),
            }
        }
        self.path.pop();
    }

    fn module(&mut self, name: &Spanned<String>) {
        if self.is_read(&name.value, name.span) {
            return;
        }
        match self.files.module(&name.value) {
            Some(text) => {
                let module = library::read(&name.value, text, self.loaded.sources.next());
                let id = self.loaded.sources.add(module.source);
                self.loaded.diagnostics.extend(module.mistakes);
                self.read(name.value.clone(), id, module.script, Some(name.span), true);
            }
            None => {
                let told = self.own_file(name).unwrap_or_else(|| self.unknown_module(&name.value, name.span));
                // That its beginning was put before it in order to look for it is no mistake of its own.
                self.loaded.diagnostics.retain(|other| other.label.span != name.span);
                self.report(told);
            }
        }
    }

    /// `use shared`: a file that stands beside the script.
    fn own_file(&self, name: &Spanned<String>) -> Option<Diagnostic> {
        let (written, _) = self.path.last().map(|(path, _)| (path.as_str(), ()))?;
        let called = name.value.strip_prefix("std/").unwrap_or(&name.value);
        let there = self.others_beside(written);
        let meant = there.iter().find(|there| stem(there) == called);
        let as_written = self.loaded.sources.slice(name.span);
        // A part of the library is meant before a file that is nearly so called.
        let near = || {
            did_you_mean(called, there.iter().map(|there| stem(there)))
                .filter(|_| library::nearest(&name.value).0.is_none())
        };
        let meant = meant.or_else(|| near().and_then(|near| there.iter().find(|there| stem(there) == near)))?;
        if as_written.starts_with("std") {
            return None;
        }
        let keywords = self.keywords(name.span);
        let line = wording::uses(keywords, &wording::quoted(keywords, meant));
        let message = format!("the library has no `{}`", name.value);
        let told = Diagnostic::new(Code::UnknownModule, message, name.span, "not in the library");
        Some(
            told.help(format!("a file of your own stands in quotes, with its whole name: write `{line}`"))
                .example(line),
        )
    }

    /// The keywords of the file in which a place lies.
    fn keywords(&self, span: Span) -> Keywords {
        let file = self.loaded.files.iter().find(|file| file.id == span.source);
        file.map(|file| file.script.keywords).unwrap_or_default()
    }

    /// Says what the library has, the nearest first.
    fn unknown_module(&self, name: &str, span: Span) -> Diagnostic {
        let keywords = self.keywords(span);
        let (meant, others) = library::nearest(name);
        let used = |module: &str| wording::uses(keywords, module);
        let message = match library::is_left_out(name) {
            true => format!("`{name}` names no part of the library"),
            false => format!("the library has no `{name}`"),
        };
        let told = Diagnostic::new(Code::UnknownModule, message, span, "not in the library");
        match (meant, others.first()) {
            (Some(meant), _) => told.help(format!("did you mean `{meant}`?")).example(used(&meant)),
            (None, Some(first)) => {
                let all: Vec<String> = others.iter().map(|name| format!("`{name}`")).collect();
                let told = told.help(format!("the library has {}", all.join(", ")));
                // Another part of the library is none that was meant.
                if library::is_left_out(name) { told.example(used(first)) } else { told }
            }
            (None, None) => told,
        }
    }

    /// `use "std/welcome"`: a part of the library, in quotes.
    fn quoted_module(&self, written: &str, span: Span) -> Option<Diagnostic> {
        let module = written.trim().trim_start_matches("./").trim_end_matches(".patter");
        if module != "std" && !module.starts_with("std/") && !library::is_left_out(written) {
            return None;
        }
        if self.files.module(module).is_none() {
            return Some(self.unknown_module(module, span));
        }
        let keywords = self.keywords(span);
        let told = Diagnostic::new(Code::MissingFile, format!("there is no file `{written}`"), span, "not found");
        let help = format!("a part of the library stands without quotes: write `{module}`");
        Some(told.help(help).example(wording::uses(keywords, module)))
    }

    fn beside(&mut self, from: &str, text: &Text) {
        let Some(written) = text.plain() else {
            self.report(Diagnostic::new(
                Code::TextMustBePlain,
                "the name of a file cannot have a value in it",
                text.span,
                "a value in a file's name",
            ));
            return;
        };
        let path = join(folder(from), &written);
        if self.is_read(&path, text.span) {
            return;
        }
        if self.loaded.sources.iter().count() >= MOST_FILES {
            if self.loaded.diagnostics.iter().any(|told| told.code == Code::TooManyFiles) {
                return;
            }
            self.report(
                Diagnostic::new(
                    Code::TooManyFiles,
                    format!("a script has at most {MOST_FILES} files"),
                    text.span,
                    "one too many",
                )
                .help("put several small files together into one"),
            );
            return;
        }
        match self.files.read(&path) {
            Ok(content) => self.file(path, content, Some(text.span)),
            Err(why) => {
                let module = self.quoted_module(&written, text.span).filter(|_| matches!(why, Unreadable::Missing));
                let told = module.unwrap_or_else(|| {
                    let told = unreadable(&path, &why, text.span, self.files, "a used file");
                    match self.nearest_file(&path).filter(|_| matches!(why, Unreadable::Missing)) {
                        Some(near) => {
                            let keywords = self.keywords(text.span);
                            let folder = written.rfind('/').map_or("", |at| written.get(..=at).unwrap_or_default());
                            let line = wording::uses(keywords, &wording::quoted(keywords, &format!("{folder}{near}")));
                            told.help(format!("did you mean `{near}`?")).example(line)
                        }
                        None => told,
                    }
                });
                self.report(told);
            }
        }
    }

    /// The file that was meant by a path: one that lacks its ending only, or is nearly so called.
    fn nearest_file(&self, path: &str) -> Option<String> {
        let there = self.others_beside(path);
        let name = stem(path.strip_prefix(folder(path)).unwrap_or(path));
        let near = there.iter().find(|there| stem(there) == name);
        let near = near.or_else(|| {
            let near = did_you_mean(name, there.iter().map(|there| stem(there)))?;
            there.iter().find(|there| stem(there) == near)
        });
        near.cloned()
    }

    /// The scripts beside a path, without the one that is being read.
    fn others_beside(&self, path: &str) -> Vec<String> {
        let mut there = self.files.beside(path);
        if let Some((read, _)) = self.path.last().filter(|(read, _)| folder(read) == folder(path)) {
            there.retain(|there| read.strip_prefix(folder(read)) != Some(there.as_str()));
        }
        there
    }

    /// Whether a file was read before; one that is still being read closes a circle, and that is an error.
    fn is_read(&mut self, path: &str, span: Span) -> bool {
        if let Some(at) = self.path.iter().position(|(open, _)| open == path) {
            let circle: Vec<&(String, Option<Span>)> = self.path.iter().skip(at).collect();
            let names: Vec<String> = circle.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = if names.len() == 1 {
                format!("`{path}` uses itself")
            } else {
                format!("{} use each other in a circle", names.join(" and "))
            };
            let mut diagnostic =
                Diagnostic::new(Code::UseCircle, message, span, format!("`{path}` is already being read here"));
            for (name, used_at) in circle.iter().skip(1) {
                if let Some(used_at) = used_at {
                    diagnostic = diagnostic.related(*used_at, format!("`{name}` is used here"));
                }
            }
            self.report(
                diagnostic.help("take one of these `use` lines out; what both files need goes into a third one"),
            );
            return true;
        }
        self.seen.contains_key(path)
    }
}

/// What a script uses, in written order.
fn uses(script: &Script) -> impl Iterator<Item = &Use> {
    script.declarations.iter().filter_map(|declaration| match &declaration.kind {
        DeclarationKind::Use(used) => Some(used),
        _ => None,
    })
}

/// A path from a folder, without `.` and `..` as far as they can be resolved.
pub(super) fn join(folder: &str, written: &str) -> String {
    let whole = if written.starts_with('/') { written.to_owned() } else { format!("{folder}{written}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "." => {}
            ".." if parts.last().is_some_and(|last| *last != ".." && !last.is_empty()) => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn unreadable(path: &str, why: &Unreadable, span: Span, files: &dyn Files, what: &str) -> Diagnostic {
    let name = path.strip_prefix(folder(path)).unwrap_or(path);
    match why {
        Unreadable::Missing => {
            let there = files.beside(path);
            let diagnostic =
                Diagnostic::new(Code::MissingFile, format!("there is no file `{path}`"), span, "not found");
            match did_you_mean(name, there.iter().map(String::as_str)) {
                Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                None if there.is_empty() => diagnostic.help("there is no script at all in that folder"),
                None => {
                    let few: Vec<String> = there.iter().take(5).map(|name| format!("`{name}`")).collect();
                    diagnostic.help(format!("in that folder there is {}", few.join(", ")))
                }
            }
        }
        Unreadable::NotUtf8(line) => Diagnostic::new(
            Code::UnreadableFile,
            format!("`{path}` is not written in UTF-8"),
            span,
            format!("line {line} of it is not"),
        )
        .help(format!("save {what} again as UTF-8; every editor has that choice under \"save as\"")),
        Unreadable::TooLarge => Diagnostic::new(
            Code::UnreadableFile,
            format!("`{path}` is larger than {} MiB", LARGEST_FILE / (1024 * 1024)),
            span,
            "too large",
        )
        .help("a script is a few pages of text; is this the right file?"),
        Unreadable::Refused(reason) => {
            Diagnostic::new(Code::UnreadableFile, format!("`{path}` cannot be read"), span, reason.clone())
                .help("look whether it is a file, and whether you may read it")
        }
    }
}
