//! `patter hear --train FILE`: how well sentences are understood, in figures.

use std::io::Write;

use jiff::Zoned;

use super::Arguments;
use crate::check::Compilation;
use crate::cli::json::json;
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::cli::{Format, complaint, place};
use crate::diagnostic::did_you_mean;
use crate::nlu::{
    Figures, Judged, Labelled, Point, cross_validate, figures, judge, judge_by_shop, own_sentences, read_labelled,
};

/// Learns from files.
pub fn files(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let lessons = sentences(&arguments.train)?;
    let (judged, threshold) = match arguments.cross_validate {
        Some(folds) => folded(&lessons, folds, arguments.seed)?,
        None if arguments.test.is_empty() => {
            let judge = "judge with `--test FILE`, or with `--cross-validate 5` if there is no other file";
            return Err(Stop::Misuse(format!("`--train` only learns; {judge}")));
        }
        None => judge(&lessons, &sentences(&arguments.test)?).ok_or_else(nothing)?,
    };
    tell(&figures(&judged, threshold), arguments.format, out)
}

/// Measures a shop: by files of sentences, or by its own examples.
pub fn shop(arguments: &Arguments, compilation: &Compilation, out: &mut dyn Write) -> Result<(), Stop> {
    let program = complaint::program(compilation)?;
    let (judged, threshold) = match arguments.cross_validate {
        Some(_) if program.classifier.is_none() => {
            let how = "write a few sentences of customers behind `examples`";
            return Err(Stop::Misuse(format!("no intent of this shop has examples to learn from; {how}")));
        }
        Some(folds) => folded(&own_sentences(program), folds, arguments.seed)?,
        None => judge_by_shop(program, &sentences(&arguments.test)?, Zoned::now().date()).map_err(|label| {
            let names = program.names.intents.keys().map(String::as_str);
            let near = did_you_mean(&label.to_lowercase(), names);
            let near = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
            Stop::Misuse(format!("no intent of this shop is called `{label}`{near}"))
        })?,
    };
    tell(&figures(&judged, threshold), arguments.format, out)
}

fn folded(sentences: &[Labelled], folds: usize, seed: u64) -> Result<(Vec<Judged>, f32), Stop> {
    if folds < 2 || folds > sentences.len() {
        let all = sentences.len();
        let message = format!("`--cross-validate {folds}` asks for {folds} parts of {all} sentences; 5 is usual");
        return Err(Stop::Misuse(message));
    }
    cross_validate(sentences, folds, seed).ok_or_else(nothing)
}

fn nothing() -> Stop {
    let need = "a file to learn from has at least two lines, each an intent, a tab and a sentence";
    Stop::Misuse(format!("nothing can be learnt from that; {need}"))
}

fn tell(figures: &Figures, format: Format, out: &mut dyn Write) -> Result<(), Stop> {
    match format {
        Format::Json => json(figures, out),
        Format::Text => print(figures, out),
    }
}

fn sentences(paths: &[String]) -> Result<Vec<Labelled>, Stop> {
    let mut all = Vec::new();
    for path in paths {
        let file = place::read(path)?;
        all.extend(read_labelled(&file).map_err(|mistake| {
            let written: String = mistake.written.chars().take(60).collect();
            Stop::Misuse(format!(
                "{path}:{}: `{written}` is no sentence with its intent; a line is the intent, a tab, and what somebody wrote",
                mistake.line
            ))
        })?);
    }
    Ok(all)
}

fn print(figures: &Figures, out: &mut dyn Write) -> Result<(), Stop> {
    let counted = format!("{} sentences mean an intent, {} mean none", figures.in_scope, figures.out_of_scope);
    writeln!(out, "{}", ink(Ink::Title, &counted))?;
    let shares = [
        ("best guess right", figures.accuracy),
        ("in-scope accuracy", figures.in_scope_accuracy),
        ("out-of-scope recall", figures.out_of_scope_recall),
        ("out-of-scope precision", figures.out_of_scope_precision),
        ("Matthews correlation", Some(figures.mcc)),
        ("macro F1", Some(figures.macro_f1)),
        ("area under the curve", figures.area),
        ("threshold", Some(figures.threshold)),
    ];
    for (name, share) in shares {
        writeln!(out, "  {name:<24}{}", decimal(share))?;
    }
    writeln!(out, "\n{}", ink(Ink::Title, "other thresholds"))?;
    writeln!(out, "  {:>9}  {:>8}  {:>8}  {:>9}", "threshold", "in-scope", "recall", "precision")?;
    for Point { threshold, in_scope_accuracy, out_of_scope_recall, out_of_scope_precision } in &figures.curve {
        let [accuracy, recall, precision] =
            [*in_scope_accuracy, *out_of_scope_recall, *out_of_scope_precision].map(decimal);
        writeln!(out, "  {threshold:>9.3}  {accuracy:>8}  {recall:>8}  {precision:>9}")?;
    }
    if !figures.confusions.is_empty() {
        writeln!(out, "\n{}", ink(Ink::Title, "taken for something else"))?;
    }
    for one in &figures.confusions {
        let [wanted, understood] = [&one.wanted, &one.understood].map(|label| label.as_deref().unwrap_or("none"));
        writeln!(out, "  {:>4} × {wanted} for {understood}", one.times)?;
    }
    Ok(())
}

fn decimal(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{share:.4}"))
}
