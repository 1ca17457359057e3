//! Sentences with what they mean: a line each, the label, a tab, and what somebody wrote.

use std::sync::Arc;

/// Labels of sentences that mean none of the intents.
const NONE: [&str; 2] = ["oos", "NO_NODES_DETECTED"];

/// A sentence with what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// What it means; nothing where it means none of the intents.
    pub label: Option<Arc<str>>,
    /// As somebody wrote it.
    pub text: String,
}

/// A line that is no sentence with a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledMistake {
    /// The line, counted from 1.
    pub line: usize,
    /// As it stands there.
    pub written: String,
}

/// Reads a file of labelled sentences; empty lines are passed over.
///
/// # Errors
/// The first line without a label, a tab and a sentence.
pub fn read_labelled(file: &str) -> Result<Vec<Labelled>, LabelledMistake> {
    let file = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let lines = (1..).zip(file.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            let mistake = || LabelledMistake { line: number, written: line.to_owned() };
            let (label, text) = line.split_once('\t').ok_or_else(mistake)?;
            let (label, text) = (label.trim(), text.trim());
            if label.is_empty() || text.is_empty() {
                return Err(mistake());
            }
            let label = (!NONE.contains(&label)).then(|| Arc::from(label));
            Ok(Labelled { label, text: text.to_owned() })
        })
        .collect()
}
