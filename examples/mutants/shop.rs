//! A shop as it stands, with its conversations, and the disk with some files changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use patter::check::{DiskFiles, Files, Unreadable, compile};
use patter::diagnostic::{Diagnostic, Severity};
use patter::program::Program;
use patter::source::{Source, SourceId};
use patter::syntax::ast::Script;
use patter::syntax::parse;
use patter::transcript::{self, Paper};

/// A shop as it stands.
pub struct Shop {
    /// Its main file.
    pub main: String,
    /// All its files, the library's modules that it uses too.
    pub files: Vec<(Source, SourceId, Script)>,
    papers: Vec<Paper>,
}

impl Shop {
    /// Reads a shop whose conversations go as their papers say.
    pub fn read(folder: &str) -> Result<Shop, String> {
        let main = format!("{folder}/main.patter");
        let compiled = compile(&main, &DiskFiles);
        let program = compiled.program.ok_or(format!("{main} does not pass `patter check`"))?;
        let files = compiled.sources.scripts().map(|(id, source)| (source.clone(), id, parse(source, id).0)).collect();
        let shop = Shop { main, files, papers: papers(Path::new(folder))? };
        if shop.papers.is_empty() {
            return Err(format!("{folder} has no .chat files"));
        }
        if shop.notices(&program) {
            return Err(format!("{folder} does not pass `patter test`"));
        }
        Ok(shop)
    }

    /// How many conversations it has.
    pub fn conversations(&self) -> usize {
        self.papers.iter().map(|paper| paper.chats.len()).sum()
    }

    /// Whether a conversation goes otherwise than its paper says.
    pub fn notices(&self, program: &Program) -> bool {
        self.papers.iter().any(|paper| {
            paper.chats.iter().any(|chat| {
                let (plan, mistakes) = transcript::plan(chat, paper.keywords, program);
                let played = transcript::play(program, &plan);
                !mistakes.is_empty() || !transcript::compare(&plan, &played, paper.keywords, program).is_empty()
            })
        })
    }
}

/// The folders below one that hold a shop with conversations.
pub fn shops(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let (folders, files): (Vec<_>, Vec<_>) = inside(folder).into_iter().partition(|path| path.is_dir());
    if folder.join("main.patter").is_file() && files.iter().any(|path| is_chat(path)) {
        found.push(folder.display().to_string());
    }
    found.extend(folders.iter().flat_map(|folder| shops(folder)));
    found
}

/// The disk and the library, but for some files.
pub struct Edited(BTreeMap<String, String>);

impl Edited {
    /// One file has another text.
    pub fn of(path: &str, text: String) -> Self {
        Edited(BTreeMap::from([(path.to_owned(), text)]))
    }

    /// Several have.
    pub fn all(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        Edited(texts.into_iter().collect())
    }
}

impl Files for Edited {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        self.0.get(path).map_or_else(|| DiskFiles.read(path), |text| Ok(text.clone()))
    }

    fn beside(&self, path: &str) -> Vec<String> {
        DiskFiles.beside(path)
    }

    fn table(&self, path: &str) -> Result<String, Unreadable> {
        DiskFiles.table(path)
    }

    fn tables_beside(&self, path: &str) -> Vec<String> {
        DiskFiles.tables_beside(path)
    }

    fn module(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned().or_else(|| DiskFiles.module(name))
    }
}

/// The first error, in its own words.
pub fn first_error(diagnostics: &[Diagnostic]) -> &str {
    let error = diagnostics.iter().find(|diagnostic| diagnostic.severity() == Severity::Error);
    error.map_or("", |diagnostic| &diagnostic.message)
}

fn papers(folder: &Path) -> Result<Vec<Paper>, String> {
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(transcript::parse(&Source::new(path.display().to_string(), text), SourceId::default()).0)
    };
    inside(folder).iter().filter(|path| is_chat(path)).map(read).collect()
}

fn is_chat(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "chat")
}

/// What a folder holds, by name.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    paths
}
