//! A fact's value as a conversation writes it, read by the fact's type.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::line;
use crate::diagnostic::did_you_mean;
use crate::nlu;
use crate::program::{Datum, Program, Type};
use crate::syntax::ast::Keywords;

/// Why a value does not fit, in the words that complete "`x` …", and a value that would.
pub(super) struct Misfit {
    pub expected: String,
    pub example: String,
}

/// Reads a value for a fact of type `of`; the words for nothing clear the fact.
pub(super) fn read(written: &str, of: &Type, program: &Program, keywords: Keywords) -> Result<Datum, Misfit> {
    as_written(written, of, program, keywords).map_err(|misfit| {
        let own = [Some(without_sign(written)), only_figure(written)].into_iter().flatten();
        let mut fits = own.filter(|own| *own != written && as_written(own, of, program, keywords).is_ok());
        match fits.next() {
            Some(own) => Misfit { example: own.to_owned(), ..misfit },
            None => misfit,
        }
    })
}

/// `= 20`: what is written without the sign before it.
fn without_sign(written: &str) -> &str {
    written.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '=' | '＝' | ':' | '：' | '>'))
}

/// What multiplies the figure before it.
const SCALES: [&str; 9] = ["百", "千", "万", "亿", "k", "mil", "hundred", "thousand", "million"];

/// The only figure in what is written, `20` in `20 dollars`; none where it is a figure of another size.
fn only_figure(written: &str) -> Option<&str> {
    let mut figures = written.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| !part.is_empty());
    let figure = figures.next().filter(|_| figures.next().is_none())?;
    let (before, behind) = written.split_once(figure)?;
    let behind = behind.trim_start().to_lowercase();
    let other = before.trim_end().ends_with(['-', '−', '–']) || SCALES.iter().any(|scale| behind.starts_with(scale));
    (!other).then_some(figure)
}

fn as_written(written: &str, of: &Type, program: &Program, keywords: Keywords) -> Result<Datum, Misfit> {
    if line::means_nothing(written) {
        return Ok(Datum::List(Vec::new()));
    }
    let narrow: String = written.nfkc().collect();
    let narrow = narrow.trim();
    let misfit = |expected: &str, example: &str| Misfit { expected: expected.to_owned(), example: example.to_owned() };
    match of {
        Type::YesNo => {
            let (yes, no) = match keywords {
                Keywords::English => ("yes", "no"),
                Keywords::Chinese => ("是", "否"),
                Keywords::Spanish => ("sí", "no"),
            };
            match narrow.to_lowercase().as_str() {
                "yes" | "true" | "是" | "有" | "sí" | "si" => Ok(Datum::YesNo(true)),
                "no" | "false" | "否" | "不是" | "没有" => Ok(Datum::YesNo(false)),
                _ => Err(misfit(&format!("`{yes}` or `{no}`"), yes)),
            }
        }
        Type::Number(range) => decimal(narrow)
            .ok_or_else(|| misfit("a number", &within(range, "12")))
            .and_then(|number| in_range(number, range, "a number")),
        Type::Money(range) => {
            let shop = &program.shop.money;
            let bare = narrow.trim_start_matches(&*shop.sign).trim_end_matches(&*shop.sign);
            let bare = bare.trim().trim_end_matches(&*shop.code).trim_start_matches(&*shop.code).trim();
            // Every currency sign stands for the shop's own currency: it has only one.
            let bare = bare.trim_start_matches(['¥', '€', '$', '£']).trim_end_matches(['€', '元', '块']);
            decimal(bare)
                .ok_or_else(|| misfit("an amount of money", &within(range, "120")))
                .and_then(|amount| in_range(amount, range, "an amount"))
        }
        Type::Percent => decimal(narrow.trim_end_matches('%'))
            .map(|percent| Datum::Text(percent.to_string()))
            .ok_or_else(|| misfit("a percentage", "5%")),
        Type::Text | Type::Product => Ok(Datum::Text(written.trim().to_owned())),
        Type::Date => narrow
            .parse::<Date>()
            .map(|date| Datum::Text(date.to_string()))
            .map_err(|_| misfit("a day, written year-month-day", "2026-03-02")),
        Type::Time => clock(narrow)
            .map(|time| Datum::Text(time.strftime("%H:%M").to_string()))
            .ok_or_else(|| misfit("a time of day", "09:30")),
        Type::Moment => moment(narrow, program).ok_or_else(|| misfit("a day and a time", "2026-03-02 09:30")),
        Type::Duration => match line::duration(written).or_else(|| nlu::length_of_time(written)) {
            Some(length) => Ok(Datum::Text(length.to_string())),
            None => Err(match keywords {
                Keywords::English => misfit("a length of time", "30 minutes"),
                Keywords::Chinese => misfit("a length of time", "30分钟"),
                Keywords::Spanish => misfit("a length of time", "30 minutos"),
            }),
        },
        Type::OneOf(choices) => {
            let key = written.trim().to_lowercase();
            let is = |name: &str| name.to_lowercase() == key;
            if let Some(choice) =
                choices.iter().find(|choice| is(&choice.name) || choice.synonyms.iter().any(|synonym| is(synonym)))
            {
                return Ok(Datum::Text(choice.name.to_string()));
            }
            let names: Vec<&str> = choices.iter().map(|choice| &*choice.name).collect();
            let near = did_you_mean(written, names.iter().copied()).or(names.first().copied()).unwrap_or("…");
            Err(misfit(&format!("one of {}", listed(&names)), near))
        }
        Type::List(of) => written
            .split([',', '，', '、', ';', '；'])
            .map(str::trim)
            .filter(|one| !one.is_empty())
            .map(|one| read(one, of, program, keywords))
            .collect::<Result<_, _>>()
            .map(Datum::List),
    }
}

/// A value of a type, for an example.
pub(super) fn sample(of: &Type, program: &Program, keywords: Keywords) -> String {
    match of {
        Type::Text => super::write::quoted("…", keywords),
        Type::Product => "…".to_owned(),
        // What no value of a type is written like is told with a value that is.
        _ => read("?", of, program, keywords).err().map_or_else(|| "…".to_owned(), |misfit| misfit.example),
    }
}

/// Names in backticks, at most eight of them.
pub(super) fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(8).map(|name| format!("`{name}`")).collect();
    if names.len() > shown.len() { format!("{}, …", shown.join(", ")) } else { shown.join(", ") }
}

fn decimal(text: &str) -> Option<Decimal> {
    text.trim().parse().ok()
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

fn moment(text: &str, program: &Program) -> Option<Datum> {
    let stamp = match text.parse::<jiff::Timestamp>() {
        Ok(stamp) => stamp,
        Err(_) => text.parse::<DateTime>().ok()?.to_zoned(program.shop.time_zone.clone()).ok()?.timestamp(),
    };
    Some(Datum::Text(stamp.to_string()))
}

fn in_range(number: Decimal, range: &Option<(Decimal, Decimal)>, what: &str) -> Result<Datum, Misfit> {
    match range {
        Some((low, high)) if number < *low || number > *high => {
            Err(Misfit { expected: format!("{what} from {low} to {high}"), example: low.to_string() })
        }
        _ => Ok(Datum::Text(number.to_string())),
    }
}

fn within(range: &Option<(Decimal, Decimal)>, otherwise: &str) -> String {
    range.as_ref().map_or_else(|| otherwise.to_owned(), |(low, _)| low.to_string())
}
