//! A dry run as a table for people.

use std::io::Write;

use rust_decimal::Decimal;

use crate::check::Compilation;
use crate::cli::count::grouped;
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::engine::in_words;
use crate::program::{Program, Value};
use crate::simulate::{Interval, Report, Unreached};

/// So many rules and rungs that were never reached are named.
const MOST_UNREACHED: usize = 20;

/// Of what was never reached only what stands in the shop's own files, each with its place: nobody plays all of the library.
pub fn keep_own(report: &mut Report, compilation: &Compilation) {
    for one in &mut report.unreached {
        one.place = place(one, compilation);
    }
    report.unreached.retain(|one| one.place.as_ref().is_some_and(|place| !place.starts_with("std/")));
}

/// `main.patter:12`
fn place(one: &Unreached, compilation: &Compilation) -> Option<String> {
    let source = compilation.sources.get(one.span.source)?;
    let line = source.display_position(one.span.start as usize).line;
    Some(format!("{}:{line}", source.name))
}

/// Prints the report.
pub fn print(report: &Report, program: &Program, out: &mut dyn Write) -> Result<(), Stop> {
    let money = |figure: Decimal| in_words(&Value::Money(figure), None, program, "en");
    let per = |figure: Option<Decimal>| figure.map_or_else(|| "–".to_owned(), &money);
    let title = format!(
        "A dry run of {}: {} conversations, {} turns",
        program.shop.title,
        grouped(report.conversations),
        grouped(report.turns)
    );
    writeln!(out, "{}", ink(Ink::Title, &title))?;
    let line = |out: &mut dyn Write, name: &str, words: String| writeln!(out, "  {name:<22}{words}");
    line(
        out,
        "paid orders",
        format!("{} of {}: {}", grouped(report.paid), grouped(report.conversations), range(&report.closing)),
    )?;
    line(out, "placed, not paid", grouped(report.ordered.saturating_sub(report.paid)))?;
    line(out, "sent back", grouped(report.returned))?;
    line(out, "takings", money(report.revenue))?;
    let share = report.given_share.map_or_else(|| "–".to_owned(), percent);
    line(
        out,
        "given",
        format!("{}: {} an order, {share} of the carts", money(report.given), per(report.given_per_order)),
    )?;
    if let Some(kept) = report.margin_per_order {
        line(out, "kept", format!("{} an order once goods and gifts are paid for", money(kept)))?;
    }
    if let Some(room) = report.room_per_order {
        line(out, "still allowed", format!("{} an order by the bottom line", money(room)))?;
    }
    let messages = report.messages_to_order.map_or_else(|| "–".to_owned(), |messages| format!("{messages:.1}"));
    line(out, "messages to the order", messages)?;
    line(out, "not understood", format!("{} of messages", range(&report.not_understood)))?;
    line(out, "left unanswered", format!("{} of messages", range(&report.unanswered)))?;
    line(out, "handed over", format!("{} of conversations", range(&report.handed_over)))?;
    let at_once = report.answered_at_once.map_or_else(|| "–".to_owned(), percent);
    line(
        out,
        "first answer",
        format!("{at_once} at once, after {:.0} s on average", report.first_answer.unwrap_or_default()),
    )?;
    line(out, "in words of their own", format!("{} of messages", percent(1.0 - report.verbatim)))?;

    if !report.offers.is_empty() {
        writeln!(out, "\n{}", ink(Ink::Title, &format!("{:<30}{:>8}  {:>14}", "What was given", "times", "cost")))?;
    }
    for given in &report.offers {
        writeln!(out, "  {:<28}{:>8}  {:>14}", given.offer, grouped(given.times), money(given.cost))?;
    }

    let head = format!(
        "{:<26}{:>7}  {:>7}  {:>13}  {:>11}  {:>5}  how deep, in rungs",
        "Who came", "came", "paid", "takings", "given", "rungs"
    );
    writeln!(out, "\n{}", ink(Ink::Title, &head))?;
    for kind in &report.customers {
        let name = &kind.customer;
        let depths: Vec<String> = kind
            .depths
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(depth, count)| format!("{depth}: {}", percent(*count as f64 / kind.conversations as f64)))
            .collect();
        writeln!(
            out,
            "  {name:<24}{:>7}  {:>7}  {:>13}  {:>11}  {:>5.1}  {}",
            grouped(kind.conversations),
            percent(kind.closing.rate),
            money(kind.revenue),
            money(kind.given),
            kind.depth,
            depths.join(", ")
        )?;
    }

    if !report.unreached.is_empty() {
        let title = match report.unreached.len() {
            1 => "Never reached: one rule or rung".to_owned(),
            count => format!("Never reached: {count} rules and rungs"),
        };
        writeln!(out, "\n{}", ink(Ink::Title, &title))?;
    }
    for one in report.unreached.iter().take(MOST_UNREACHED) {
        let place = one.place.as_deref().unwrap_or_default();
        writeln!(out, "  {place}: when {} … {}: {}", one.trigger, one.deed, one.because)?;
    }
    let more = report.unreached.len().saturating_sub(MOST_UNREACHED);
    if more > 0 {
        writeln!(out, "  and {more} more; `--format json` lists them all")?;
    }
    Ok(())
}

/// `43.2 % (42.2 % to 44.2 %)`
fn range(interval: &Interval) -> String {
    format!("{} ({} to {})", percent(interval.rate), percent(interval.low), percent(interval.high))
}

/// A share in percent.
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
