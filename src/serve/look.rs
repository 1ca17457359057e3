//! A script whose files are watched: what changed is taken up, and whoever looks after the server reads in the log what came of it.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::script::{Reloaded, Scripts};
use crate::check::Compilation;
use crate::diagnostic::Severity;

/// How often the script's files are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// How many mistakes of one script are logged.
const MOST_MISTAKES: usize = 20;

/// Looks at the script's files and takes up what changed, if it is without mistakes.
pub async fn look(scripts: Arc<Scripts>, closing: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    while !*closing.borrow() {
        ticks.tick().await;
        let scripts = scripts.clone();
        match tokio::task::spawn_blocking(move || scripts.look()).await {
            Ok(Some(Reloaded::New(script))) => tracing::info!(script = %script.id, "another script runs from now on"),
            Ok(Some(Reloaded::Same)) => {
                tracing::info!("the script is again as it was before the mistakes, and runs on");
            }
            Ok(Some(Reloaded::Faulty(compilation))) => faulty(&compilation),
            Ok(None) | Err(_) => {}
        }
    }
}

/// One entry for each mistake, with what was expected and a line that would be right.
fn faulty(compilation: &Compilation) {
    let errors = || compilation.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
    let mistakes = errors().count();
    tracing::warn!(mistakes, "the changed script has mistakes and is not taken; the old one runs on");
    for found in errors().take(MOST_MISTAKES) {
        let source = compilation.sources.get(found.label.span.source);
        let line = source.map_or(0, |source| source.display_position(found.label.span.range().start).line);
        let file = source.map_or("", |source| &*source.name);
        let (help, example) = (found.help.as_deref(), found.example.as_deref());
        tracing::warn!(file, line, code = %found.code, help, example, "{}", found.message);
    }
}
