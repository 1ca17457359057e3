//! What the tab key completes in `patter chat`: commands, and facts behind `/set`.

use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

/// The commands, as the tab key offers them.
const COMMANDS: [&str; 10] =
    ["/why", "/facts", "/set ", "/promised", "/order", "/event ", "/wait ", "/save ", "/help", "/quit"];

/// Completes commands and names of facts.
pub struct Completion {
    facts: Vec<String>,
}

impl Completion {
    /// For a script with these facts.
    pub fn new(facts: Vec<String>) -> Self {
        Completion { facts }
    }
}

impl Completer for Completion {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = line.get(..at).unwrap_or_default();
        if let Some(given) = before.strip_prefix("/set ") {
            let typed = given.rsplit([',', ' ']).next().unwrap_or_default();
            let names = self.facts.iter().filter(|name| name.starts_with(typed)).map(|name| format!("{name} "));
            return Ok((at - typed.len(), names.collect()));
        }
        if !before.starts_with('/') {
            return Ok((at, Vec::new()));
        }
        let commands = COMMANDS.iter().filter(|command| command.starts_with(before));
        Ok((0, commands.map(|command| (*command).to_owned()).collect()))
    }
}

impl Hinter for Completion {
    type Hint = String;
}

impl Highlighter for Completion {}
impl Validator for Completion {}
impl Helper for Completion {}
