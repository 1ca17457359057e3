//! Conversations on the disk, each with the script it plays.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::place;
use super::stop::Stop;
use crate::check::{Compilation, DiskFiles, compile};
use crate::diagnostic::Diagnostic;
use crate::source::{Source, SourceId, Sources};
use crate::transcript::{Chat, Paper, parse, plan};

/// A `.chat` file that was read.
pub struct ChatFile {
    /// As it is shown.
    pub path: String,
    /// The file alone.
    pub sources: Sources,
    /// What stands in it.
    pub paper: Paper,
    /// What cannot be read of it.
    pub diagnostics: Vec<Diagnostic>,
    /// The script it plays.
    pub script: String,
}

impl ChatFile {
    /// The file's text.
    pub fn source(&self) -> &Source {
        static NONE: std::sync::LazyLock<Source> = std::sync::LazyLock::new(|| Source::new("", ""));
        self.sources.get(SourceId(0)).unwrap_or(&NONE)
    }

    /// Whether a conversation was read whole: no mistake stands in its lines, nor before the first, where the script is named.
    pub fn is_whole(&self, chat: &Chat) -> bool {
        let beginnings = || self.paper.chats.iter().map(|chat| chat.title.span.start);
        let first = beginnings().min().unwrap_or(u32::MAX);
        let end = beginnings().filter(|begin| *begin > chat.title.span.start).min().unwrap_or(u32::MAX);
        self.diagnostics.iter().all(|told| {
            let at = told.label.span.start;
            at >= end || at >= first && at < chat.title.span.start
        })
    }
}

/// Reads a `.chat` file.
pub fn load(path: &str) -> Result<ChatFile, Stop> {
    let mut sources = Sources::new();
    let source = Source::new(path, place::read(path)?);
    let (paper, diagnostics) = parse(&source, SourceId(0));
    sources.add(source);
    let script = place::script_of(path, paper.script.as_ref().map(|named| named.value.as_str()))?;
    Ok(ChatFile { path: path.to_owned(), sources, paper, diagnostics, script })
}

/// Compiles the scripts that conversations play, each once.
pub fn scripts<'a>(files: impl IntoIterator<Item = &'a ChatFile>) -> BTreeMap<String, Compilation> {
    let mut names: Vec<&str> = files.into_iter().map(|file| file.script.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.par_iter().map(|&name| (name.to_owned(), compile(name, &DiskFiles))).collect()
}

/// The mistakes of a conversation, or those of its script where that cannot run.
pub fn check(path: &str) -> Result<(Sources, Vec<Diagnostic>), Stop> {
    let file = load(path)?;
    let compilation = compile(&file.script, &DiskFiles);
    let Some(program) = &compilation.program else { return Ok((compilation.sources, compilation.diagnostics)) };
    let mut diagnostics = file.diagnostics;
    for chat in &file.paper.chats {
        diagnostics.extend(plan(chat, file.paper.keywords, program).1);
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.label.span);
    Ok((file.sources, diagnostics))
}
