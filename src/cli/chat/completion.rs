//! What the tab key completes in `patter chat`: commands, and facts behind `/set`.

use rustyline::completion::Completer;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::validate::Validator;
use rustyline::{Context, Helper};

use super::commands::COMMANDS;
use crate::cli::session::Session;

/// Completes commands and the names behind them.
pub struct Completion {
    facts: Vec<String>,
    systems: Vec<String>,
    events: Vec<String>,
}

impl Completion {
    /// For the script of a conversation.
    pub fn new(session: &Session<'_>) -> Self {
        let (systems, events) = session.systems_and_events();
        Completion { facts: session.fact_names(), systems, events }
    }
}

impl Completer for Completion {
    type Candidate = String;

    fn complete(&self, line: &str, at: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = line.get(..at).unwrap_or_default();
        let complete = |typed: &str, names: &[String], behind: &str| {
            let names = names.iter().filter(|name| name.starts_with(typed)).map(|name| format!("{name}{behind}"));
            Ok((at - typed.len(), names.collect()))
        };
        if let Some(typed) = before.strip_prefix("/event ") {
            return complete(typed, &self.events, "");
        }
        if let Some(typed) = before.strip_prefix("/system ").filter(|typed| !typed.contains(':')) {
            return complete(typed, &self.systems, ": ");
        }
        if let Some(given) = before.strip_prefix("/set ").or_else(|| before.strip_prefix("/system ")) {
            let typed = given.rsplit([',', ' ']).next().unwrap_or_default();
            return complete(typed, &self.facts, " ");
        }
        if !before.starts_with('/') {
            return Ok((at, Vec::new()));
        }
        let commands = COMMANDS.iter().map(|(command, _)| match command.split_once(' ') {
            Some((command, _)) => format!("{command} "),
            None => (*command).to_owned(),
        });
        Ok((0, commands.filter(|command| command.starts_with(before)).collect()))
    }
}

impl Hinter for Completion {
    type Hint = String;
}

impl Highlighter for Completion {}
impl Validator for Completion {}
impl Helper for Completion {}
