//! `patter simulate A --sweep "small-discount.takes=3%..10%"`: what more would bring, and what less would save.

use std::io::Write;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Arguments, page, table};
use crate::cli::json::json;
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::cli::{Format, place};
use crate::program::{Expression, Given, OfferId, Program, Value};
use crate::simulate::{Report, Setup, report, simulate};

/// So many steps lie between the two ends, both counted.
const STEPS: u32 = 8;

/// One figure with what came of it.
#[derive(Serialize)]
struct Step {
    figure: Decimal,
    report: Report,
}

/// What is changed.
struct Sweep {
    offer: String,
    takes: bool,
    percent: bool,
    from: Decimal,
    to: Decimal,
}

impl Sweep {
    /// `small-discount takes`
    fn name(&self) -> String {
        format!("{} {}", self.offer, if self.takes { "takes" } else { "costs" })
    }

    /// `5%`
    fn label(&self, figure: Decimal) -> String {
        format!("{}{}", figure.normalize(), if self.percent { "%" } else { "" })
    }
}

/// Plays the shop with each figure and prints a row for it.
pub fn sweep(arguments: &Arguments, setup: &Setup<'_>, written: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let sweep = read(written, setup.program)?;
    let mut program = setup.program.clone();
    let bar = super::bar(arguments.number * u64::from(STEPS));
    let threads = super::threads(arguments)?;
    let mut steps = Vec::new();
    for number in 0..STEPS {
        let figure =
            (sweep.from + (sweep.to - sweep.from) * Decimal::from(number) / Decimal::from(STEPS - 1)).round_dp(2);
        change(&mut program, &sweep, figure);
        let changed = Setup::new(&program, setup.mix.clone(), arguments.seed, setup.given.clone());
        let before = arguments.number * u64::from(number);
        let totals = threads.install(|| {
            simulate(&changed, arguments.number, false, |done, _| {
                bar.set_position(before + done);
                Ok(())
            })
        })?;
        let mut report = report(&totals, &program, arguments.seed);
        report.unreached.clear();
        steps.push(Step { figure, report });
    }
    bar.finish_and_clear();
    if let Some(path) = &arguments.page {
        let figures: Vec<page::Figure<'_>> =
            steps.iter().map(|step| page::Figure { label: sweep.label(step.figure), report: &step.report }).collect();
        place::write(path, &page::sweep(setup.program, &sweep.name(), &figures)?)?;
    }
    if arguments.format == Format::Json {
        return json(&steps, out);
    }
    print(&sweep, &steps, out)
}

/// `small-discount.takes=3%..10%`
fn read(written: &str, program: &Program) -> Result<Sweep, Stop> {
    let example = program.offers.iter().find(|offer| matches!(offer.gives, Given::Percent { .. }));
    let example = example.map_or("small-discount", |offer| &*offer.name);
    let wrong = || {
        Stop::Misuse(format!(
            "`{written}` is no range of an offer's figure; for example: --sweep \"{example}.takes=3%..10%\""
        ))
    };
    let (what, range) = written.split_once('=').ok_or_else(wrong)?;
    let (offer, figure) = what.trim().rsplit_once('.').ok_or_else(wrong)?;
    let (from, to) = range.split_once("..").ok_or_else(wrong)?;
    // An ellipsis in place of two points.
    let to = to.trim_start_matches('.');
    let end = |end: &str| end.trim().trim_end_matches('%').trim_end().parse::<Decimal>().map_err(|_| wrong());
    let takes = match figure.trim() {
        "takes" => true,
        "costs" => false,
        _ => return Err(wrong()),
    };
    let Some(id) = program.names.offers.get(&offer.trim().to_lowercase()) else {
        return Err(Stop::Misuse(format!(
            "there is no offer `{}`; for example: --sweep \"{example}.takes=3%..10%\"",
            offer.trim()
        )));
    };
    let gives = program.offer(*id).map(|offer| &offer.gives);
    if takes && !matches!(gives, Some(Given::Percent { .. } | Given::Amount { .. })) {
        return Err(Stop::Misuse(format!("`{offer}` takes nothing off; for example: --sweep \"{offer}.costs=1..6\"")));
    }
    let (from, to) = (end(from)?, end(to)?);
    if from == to {
        return Err(wrong());
    }
    let percent = takes && matches!(gives, Some(Given::Percent { .. }));
    Ok(Sweep { offer: offer.trim().to_lowercase(), takes, percent, from, to })
}

fn change(program: &mut Program, sweep: &Sweep, figure: Decimal) {
    let Some(OfferId(at)) = program.names.offers.get(&sweep.offer).copied() else { return };
    let Some(offer) = program.offers.get_mut(at as usize) else { return };
    if !sweep.takes {
        offer.costs = Some(Expression::Constant(Value::Money(figure)));
        return;
    }
    match &mut offer.gives {
        Given::Percent { amount, .. } => *amount = Expression::Constant(Value::Percent(figure)),
        Given::Amount { amount, .. } => *amount = Expression::Constant(Value::Money(figure)),
        Given::Postage | Given::Gift(_) | Given::Words => {}
    }
}

fn print(sweep: &Sweep, steps: &[Step], out: &mut dyn Write) -> Result<(), Stop> {
    let name = sweep.name();
    let head = format!("{name:<28}{:>8}  {:<30}{:>12}{:>14}{:>14}", "paid", "", "given each", "kept each", "takings");
    writeln!(out, "{}", ink(Ink::Title, &head))?;
    for Step { figure, report } in steps {
        let figure = sweep.label(*figure);
        let bar = "█".repeat((report.closing.rate * 30.0).round() as usize);
        let each = |figure: Option<Decimal>| figure.map_or_else(|| "–".to_owned(), |figure| figure.to_string());
        writeln!(
            out,
            "  {figure:<26}{:>8}  {bar:<30}{:>12}{:>14}{:>14}",
            table::percent(report.closing.rate),
            each(report.given_per_order),
            each(report.margin_per_order),
            report.revenue.to_string()
        )?;
    }
    Ok(())
}
