//! `patter simulate A --against B`: what a change would cost.

use std::io::Write;
use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use serde::Serialize;

use super::page::{self, Shown};
use super::{Arguments, setup};
use crate::cli::count::grouped;
use crate::cli::json::json;
use crate::cli::paint::{Ink, ink};
use crate::cli::stop::Stop;
use crate::cli::{Format, complaint, place, session};
use crate::diagnostic::did_you_mean;
use crate::engine::in_words;
use crate::program::{Expression, Value};
use crate::simulate::{Difference, Differences, Mix, Report, Setup, compare, report};

/// Both reports with what the first has more.
#[derive(Serialize)]
struct Both {
    format: u8,
    one: Report,
    other: Report,
    differences: Differences,
}

/// Plays the shop and another script, and prints how they differ.
pub fn against(arguments: &Arguments, one: &Setup<'_>, path: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let compilation = setup::compiled(&place::script(path)?, &arguments.customers)?;
    let program = complaint::program(&compilation)?;
    let given = setup::given(&arguments.given, program, session::keywords(&compilation))?;
    // The same customers by their names, so that the same luck brings the same people.
    let mut shares = Vec::new();
    for (id, share) in &one.mix.0 {
        let Some(customer) = one.program.customer(*id) else { continue };
        let Some(same) = program.names.customers.get(&customer.name.to_lowercase()) else {
            let name = &customer.name;
            let help = "name the customers of both with `--customers`";
            return Err(Stop::Misuse(format!("`{path}` has no customer `{name}`; {help}")));
        };
        shares.push((*same, *share));
    }
    let other = Setup::new(program, Mix(shares), arguments.seed, given);
    tell(arguments, one, &other, (&arguments.shop, path), None, out)
}

/// Plays the shop beside itself without one of its offers, and says what the offer costs and brings.
pub fn without(arguments: &Arguments, one: &Setup<'_>, offer: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let mut program = one.program.clone();
    let Some(id) = program.names.offers.get(&offer.to_lowercase()).copied() else {
        let near = did_you_mean(offer, program.names.offers.keys().map(String::as_str));
        let near = near.or_else(|| program.offers.first().map(|offer| &*offer.name)).unwrap_or("gift");
        return Err(Stop::Misuse(format!("there is no offer `{offer}`; for example: --without {near}")));
    };
    let never = (Expression::Constant(Value::YesNo(false)), Arc::from("never"));
    if let Some(offer) = program.offers.get_mut(id.index()) {
        offer.needs = Some(never);
    }
    let other = Setup::new(&program, one.mix.clone(), arguments.seed, one.given.clone());
    let name = format!("without {offer}");
    tell(arguments, one, &other, (&arguments.shop, &name), Some(offer), out)
}

fn tell(
    arguments: &Arguments,
    one: &Setup<'_>,
    other: &Setup<'_>,
    (first, second): (&str, &str),
    offer: Option<&str>,
    out: &mut dyn Write,
) -> Result<(), Stop> {
    let bar = super::bar(arguments.number);
    let threads = super::threads(arguments)?;
    let paired = threads.install(|| compare(one, other, arguments.number, |done| bar.set_position(done)));
    bar.finish_and_clear();
    let mut both = Both {
        format: 1,
        one: report(&paired.one, one.program, arguments.seed),
        other: report(&paired.other, other.program, arguments.seed),
        differences: paired.differences,
    };
    both.one.unreached.clear();
    both.other.unreached.clear();
    let answer = offer.map(|offer| sentence(offer, &both, one));
    if let Some(path) = &arguments.page {
        let [one_shown, other_shown] =
            [(first, &both.one), (second, &both.other)].map(|(name, report)| Shown { name, report });
        place::write(path, &page::page(one.program, &one_shown, Some(&other_shown), answer.as_deref()))?;
    }
    if arguments.format == Format::Json {
        return json(&both, out);
    }
    print(&both, first, second, out)?;
    if let Some(answer) = answer {
        writeln!(out, "{answer}")?;
    }
    Ok(())
}

/// "lucky-knot was given 412 times, costs ¥824 and closes 7.0 more of 1,000 conversations …"
fn sentence(offer: &str, both: &Both, setup: &Setup<'_>) -> String {
    let money = |figure: Decimal| in_words(&Value::Money(figure), None, setup.program, "en");
    let name = setup.program.names.offers.get(&offer.to_lowercase()).and_then(|id| setup.program.offer(*id));
    let name = name.map_or(offer, |offer| &*offer.name);
    let given = both.one.offers.iter().find(|given| given.offer == name);
    let (times, cost) = given.map_or((0, Decimal::ZERO), |given| (given.times, given.cost));
    if times == 0 {
        return format!(
            "{name} went with no order: nobody got so far, nobody stayed, or a fact that it asks for was never known (`--given`)."
        );
    }
    let Difference { mean, low, high, .. } = both.differences.closing;
    let (mean, low, high) = (mean * 1_000.0, low * 1_000.0, high * 1_000.0);
    let more = if mean < 0.0 { format!("{:.1} fewer", -mean) } else { format!("{mean:.1} more") };
    let sure = match (low > 0.0, high < 0.0) {
        (false, false) => "which may be luck",
        _ => "which is hardly luck",
    };
    let Difference { mean: kept, low: least, high: most, .. } = both.differences.kept;
    let lucky = if least <= 0.0 && most >= 0.0 { ", which may be luck" } else { "" };
    let kept = Decimal::from_f64(kept * 1_000.0).unwrap_or_default().round_dp(0);
    let kept = match both.one.margin_per_order {
        Some(_) if kept.is_sign_negative() => {
            format!(" Of 1,000 conversations {} less is kept with it{lucky}.", money(-kept))
        }
        Some(_) => format!(" Of 1,000 conversations {} more is kept with it{lucky}.", money(kept)),
        None => String::new(),
    };
    format!(
        "{name} was given {times} times, costs {} and closes {more} of 1,000 conversations ({low:+.1} to {high:+.1}), {sure}.{kept}",
        money(cost)
    )
}

fn print(both: &Both, first: &str, second: &str, out: &mut dyn Write) -> Result<(), Stop> {
    let Both { one, other, differences, .. } = both;
    let title = format!("{first} beside {second}: the same {} customers come to both", grouped(one.conversations));
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
