//! A script whose files are watched: what changed is taken up, and whoever looks after the server reads in the log what came of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tracing::field::display;

use super::script::{Reloaded, Script, Scripts};
use super::settings::Settings;
use crate::check::Compilation;
use crate::diagnostic::{Diagnostic, Severity, did_you_mean};
use crate::source::Sources;

/// How often the script's files are looked at; what changed is taken up when two looks found the same.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How many mistakes of one script are logged.
const MOST_MISTAKES: usize = 20;

/// Where the shop's systems are, by the names the settings have for them.
type Systems = BTreeMap<String, String>;

/// Looks at the script's files and takes up what changed, if it is without mistakes.
pub async fn look(scripts: Arc<Scripts>, systems: Systems, closing: watch::Receiver<bool>) {
    let mut ticks = tokio::time::interval(LOOK_EVERY);
    while !*closing.borrow() {
        ticks.tick().await;
        let scripts = scripts.clone();
        match tokio::task::spawn_blocking(move || scripts.look()).await {
            Ok(Some(Reloaded::New(script))) => taken_up(&script, &systems),
            Ok(Some(Reloaded::Same)) => {
                tracing::info!("the script is again as it was before the mistakes, and runs on");
            }
            Ok(Some(Reloaded::Faulty(compilation))) => faulty(&compilation),
            Ok(None) | Err(_) => {}
        }
    }
}

/// Another script runs, perhaps with something doubtful in it.
pub fn taken_up(script: &Script, systems: &Systems) {
    tracing::info!(script = %script.id, "another script runs from now on");
    doubtful(script, systems);
}

/// One entry for each system that a script which runs asks and the settings do not know, and one for each of its warnings.
pub fn doubtful(script: &Script, systems: &Systems) {
    let asked = script.systems();
    let unasked: Vec<&str> = systems.keys().map(String::as_str).filter(|system| !asked.contains(system)).collect();
    for system in asked.into_iter().filter(|system| !systems.contains_key(*system)) {
        let meant = did_you_mean(system, unasked.iter().copied());
        let help = meant.map(|meant| display(format!("perhaps it is what the settings call `{meant}`")));
        let example = display(format!("\"{system}\" = \"https://shop.example/{system}\""));
        tracing::warn!(
            system,
            help,
            example,
            "the script asks this system, and no line below `[systems]` in the settings says where it is"
        );
    }
    each(script.warnings.iter(), &script.sources);
}

/// Whoever asks the shop's systems without a signature is told so: they cannot tell the shop's questions from anybody's.
pub fn unsigned(settings: &Settings) {
    if !settings.systems.is_empty() && settings.system_secret.is_none() {
        let systems = settings.systems.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        tracing::warn!(
            systems,
            "these systems are asked without a signature, for the settings have no `system-secret`; `echo whsec_$(openssl rand -base64 32)` makes one"
        );
    }
}

fn faulty(compilation: &Compilation) {
    let errors = || compilation.diagnostics.iter().filter(|found| found.severity() == Severity::Error);
    let mistakes = errors().count();
    tracing::warn!(mistakes, "the changed script has mistakes and is not taken; the old one runs on");
    each(errors(), &compilation.sources);
}

/// One entry for each that was found, with what was expected and a line that would be right.
fn each<'a>(found: impl Iterator<Item = &'a Diagnostic>, sources: &Sources) {
    for found in found.take(MOST_MISTAKES) {
        let source = sources.get(found.label.span.source);
        let line = source.map_or(0, |source| source.display_position(found.label.span.range().start).line);
        let file = source.map_or("", |source| &*source.name);
        // Shown as they are, so that a line can be copied out of the log.
        let (help, example) = (found.help.as_ref().map(display), found.example.as_ref().map(display));
        tracing::warn!(file, line, code = %found.code, help, example, "{}", found.message);
    }
}
