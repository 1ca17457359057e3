//! `patter simulate A --against B`: what a change would cost.

use std::io::Write;

use serde::Serialize;

use super::{Arguments, setup, table};
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::cli::{Format, complaint, place, session};
use crate::simulate::{Difference, Differences, Mix, Report, Setup, compare, report};

/// Both reports with what the first has more.
#[derive(Serialize)]
struct Both {
    format: u8,
    one: Report,
    other: Report,
    differences: Differences,
}

/// Plays both and prints how they differ.
pub fn against(arguments: &Arguments, one: &Setup<'_>, path: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let main = place::script(path)?;
    let compilation = setup::compiled(&main, &arguments.customers)?;
    let program = complaint::program(&compilation)?;
    let given = setup::given(&arguments.given, program, session::keywords(&compilation))?;
    // The same customers by their names, so that the same luck brings the same people.
    let mut shares = Vec::new();
    for (id, share) in &one.mix.0 {
        let Some(customer) = one.program.customer(*id) else { continue };
        let Some(same) = program.names.customers.get(&customer.name.to_lowercase()) else {
            return Err(Stop::Misuse(format!(
                "`{path}` has no customer `{}`; name the customers of both with `--customers`",
                customer.name
            )));
        };
        shares.push((*same, *share));
    }
    let other = Setup::new(program, Mix(shares), arguments.seed, given);
    let bar = super::bar(arguments.number);
    let paired =
        super::threads(arguments)?.install(|| compare(one, &other, arguments.number, |done| bar.set_position(done)));
    bar.finish_and_clear();
    let mut both = Both {
        format: 1,
        one: report(&paired.one, one.program, arguments.seed),
        other: report(&paired.other, program, arguments.seed),
        differences: paired.differences,
    };
    if arguments.format == Format::Json {
        both.one.unreached.clear();
        both.other.unreached.clear();
        serde_json::to_writer_pretty(&mut *out, &both).map_err(std::io::Error::from)?;
        return Ok(writeln!(out)?);
    }
    print(&both, &arguments.shop, path, out)
}

fn print(both: &Both, first: &str, second: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let Both { one, other, differences, .. } = both;
    let title =
        format!("{first} beside {second}: the same {} customers come to both", table::grouped(one.conversations));
    writeln!(out, "{}", ink(Ink::Title, &title))?;
    writeln!(out, "  {:<26}{:>14}{:>14}   of 1,000 conversations the first has", "", "the first", "the second")?;
    let share = |rate: f64| format!("{:.1} %", rate * 100.0);
    let mut row = |name: &str, first: String, second: String, difference: &Difference| {
        let more = |figure: f64| format!("{:+.1}", figure * 1_000.0);
        let (mean, low, high) = (more(difference.mean), more(difference.low), more(difference.high));
        writeln!(out, "  {name:<26}{first:>14}{second:>14}   {mean} ({low} to {high})")
    };
    row("paid orders", share(one.closing.rate), share(other.closing.rate), &differences.closing)?;
    row("given", one.given.to_string(), other.given.to_string(), &differences.given)?;
    row("takings", one.revenue.to_string(), other.revenue.to_string(), &differences.revenue)?;
    if one.margin_per_order.is_some() {
        let per = |report: &Report| report.margin_per_order.map_or_else(String::new, |margin| format!("{margin} each"));
        row("kept", per(one), per(other), &differences.kept)?;
    }
    Ok(writeln!(out, "\nA range that holds 0 may be luck: play more conversations with `-n`.")?)
}
