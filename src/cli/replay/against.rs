//! What another script says to the same customers, for people.

use std::io::Write;

use rust_decimal::Decimal;

use crate::cli::count::grouped;
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::engine::in_words;
use crate::program::Value;
use crate::replay::{Against, Change, Changed, Report, Setting};

/// Prints the differences: the figures, and the first answers that differ.
pub fn print(
    report: &Report,
    against: &Against,
    most: usize,
    setting: &Setting<'_>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let money = |figure: Decimal| in_words(&Value::Money(figure), None, setting.program, "en");
    writeln!(
        out,
        "\n{}",
        ink(Ink::Title, &format!("{:<30}{:>14}  {:>14}", "Beside the other script", "this one", "the other"))
    )?;
    let figures = [
        ("answered", grouped(report.answered), grouped(against.answered)),
        ("not understood", grouped(report.not_understood), grouped(against.not_understood)),
        ("handed over", grouped(report.handed_over), grouped(against.handed_over)),
        ("promises would cost", money(report.promised_cost), money(against.promised_cost)),
    ];
    for (name, one, other) in figures {
        writeln!(out, "  {name:<28}{one:>14}  {other:>14}")?;
    }
    let differing = against.now_answered + against.no_longer_answered + against.otherwise;
    writeln!(
        out,
        "  {} answers differ, in {} conversations: {} only the other has, {} only this one has, {} are others",
        grouped(differing),
        grouped(against.conversations),
        grouped(against.now_answered),
        grouped(against.no_longer_answered),
        grouped(against.otherwise)
    )?;
    for changed in against.changed.iter().take(most) {
        one(changed, out)?;
    }
    let more = differing.saturating_sub(most as u64);
    if more > 0 {
        writeln!(out, "\n  and {} more; `-n` says how many are shown", grouped(more))?;
    }
    Ok(())
}

fn one(changed: &Changed, out: &mut dyn Write) -> Result<(), Stop> {
    let how = match changed.change {
        Change::NowAnswered => "answered only by the other",
        Change::NoLongerAnswered => "no longer answered",
        Change::Otherwise => "answered otherwise",
    };
    let head = format!("{} (line {}): {}", changed.conversation, changed.line, changed.message.replace('\n', " / "));
    writeln!(out, "\n  {}", ink(Ink::Speaker, &head))?;
    writeln!(out, "    {}", ink(Ink::Aside, how))?;
    for (sign, lines, color) in [("-", &changed.one, Ink::Wrong), ("+", &changed.other, Ink::Right)] {
        if lines.is_empty() {
            writeln!(out, "    {}", ink(color, &format!("{sign} nothing")))?;
        }
        for line in lines {
            writeln!(out, "    {}", ink(color, &format!("{sign} {line}")))?;
        }
    }
    Ok(())
}
