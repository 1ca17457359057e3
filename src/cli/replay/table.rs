//! What a log came to, as a table for people.

use std::io::Write;

use rust_decimal::Decimal;

use crate::cli::count::{counted, grouped};
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::engine::in_words;
use crate::program::Value;
use crate::replay::{Report, Setting, Times, Unheard};

/// Prints the report.
pub fn print(report: &Report, setting: &Setting<'_>, log: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let money = |figure: Decimal| in_words(&Value::Money(figure), None, setting.program, "en");
    let title = format!(
        "{log}, played to {}: {}, {}",
        report.shop,
        counted(report.conversations, "conversation"),
        counted(report.messages, "message")
    );
    writeln!(out, "{}", ink(Ink::Title, &title))?;
    let line = |out: &mut dyn Write, name: &str, words: String| writeln!(out, "  {name:<22}{words}");
    let share = |count: u64| {
        let percent = if report.messages == 0 { 0.0 } else { 100.0 * count as f64 / report.messages as f64 };
        format!("{} ({percent:.1} %)", grouped(count))
    };
    line(out, "answered", share(report.answered))?;
    line(out, "  not all of it heard", share(report.in_part))?;
    line(out, "not understood", share(report.not_understood))?;
    line(out, "understood, no answer", format!("{}{}", share(report.silent), most(&report.silent_intents)))?;
    line(out, "while staff had it", share(report.with_staff))?;
    let because = most(&report.handed_over_because);
    line(out, "handed over", format!("{} of the conversations{because}", grouped(report.handed_over)))?;
    line(out, "promises would cost", money(report.promised_cost))?;
    if !report.asked.is_empty() {
        line(out, "asked your systems", format!("and got no answer{}", most(&report.asked)))?;
    }
    for refused in &report.facts_refused {
        line(
            out,
            "fact not taken",
            format!("{}: {} ({})", refused.fact, refused.because, counted(refused.times, "time")),
        )?;
    }
    if !report.promised.is_empty() {
        writeln!(
            out,
            "\n{}",
            ink(Ink::Title, &format!("{:<30}{:>8}  {:>14}", "What would be promised", "times", "cost"))
        )?;
    }
    for given in &report.promised {
        writeln!(out, "  {:<28}{:>8}  {:>14}", given.offer, grouped(given.times), money(given.cost))?;
    }
    unheard(report, out)
}

/// What no rule hears, each with an intent to paste.
fn unheard(report: &Report, out: &mut dyn Write) -> Result<(), Stop> {
    let groups = report.unheard_groups;
    if groups == 0 {
        return Ok(());
    }
    let shown = match report.unheard.len() as u64 {
        shown if shown < groups => format!("the {} most asked of {}", grouped(shown), counted(groups, "thing")),
        _ => counted(groups, "thing"),
    };
    writeln!(out, "\n{}", ink(Ink::Title, &format!("No rule hears: {shown}")))?;
    for Unheard { messages, conversations, said, conversation, line, intent, suggestion } in &report.unheard {
        let times = |count: u64| if count == 1 { "once".to_owned() } else { format!("{} times", grouped(count)) };
        let talks = counted(*conversations, "conversation");
        let head = format!("{} in {talks}, first in {conversation} (line {line})", times(*messages));
        writeln!(out, "\n  {}", ink(Ink::Speaker, &head))?;
        for Times { what, times } in said {
            let what = what.replace('\n', " / ");
            writeln!(out, "    {}{what}", if *times > 1 { format!("{times} × ") } else { String::new() })?;
        }
        let (Some(intent), Some(suggestion)) = (intent, suggestion) else { continue };
        writeln!(out, "  {}", ink(Ink::Aside, &format!("Paste this, and a rule that answers {intent}:")))?;
        for line in suggestion.lines() {
            writeln!(out, "    {}", ink(Ink::Right, line))?;
        }
    }
    if report.unheard_beyond > 0 {
        let were = if report.unheard_beyond == 1 { "message more was" } else { "messages more were" };
        writeln!(out, "\n  {} {were} not compared", grouped(report.unheard_beyond))?;
    }
    Ok(())
}

/// `: bargain (3), thanks (2)`
fn most(times: &[Times]) -> String {
    const MOST: usize = 4;
    let told = times.iter().take(MOST).map(|Times { what, times }| format!("{what} ({})", grouped(*times)));
    let mut told: Vec<String> = told.collect();
    told.extend((times.len() > MOST).then(|| "…".to_owned()));
    if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
}
