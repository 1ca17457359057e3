//! Work that takes a while: on how many threads, and how far it has come.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::stop::Stop;

/// As many threads as are wanted; all cores where nobody says.
pub fn threads(wanted: Option<usize>) -> Result<rayon::ThreadPool, Stop> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(wanted.unwrap_or(0)).build();
    threads.map_err(|error| Stop::Misuse(format!("no threads: {error}")))
}

/// A bar where a person watches; `told` is a template of indicatif's, such as `{pos} of {len} conversations`.
pub fn bar(length: u64, told: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {told}, {{eta}} to go")) {
        bar.set_style(style);
    }
    bar
}
