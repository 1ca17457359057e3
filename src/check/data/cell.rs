//! What a cell means by its type, as people write it in spreadsheets.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;

use super::LONGEST_CELL;
use crate::check::types::{choice, names_of};
use crate::nlu::{length_of_time, normalise};
use crate::program::{Choice, Shop, Type, Value};

/// How the cells of one file are read.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub shop: &'a Shop,
    /// `12,50` and `1.200` instead of `12.50` and `1,200`.
    pub decimal_comma: bool,
    /// Whether people write the file, so that a point may stand before thousands.
    pub by_hand: bool,
}

/// What a cell should have been.
#[derive(Debug)]
pub(super) struct Misfit {
    /// In words, as it stands behind "is not".
    pub expected: String,
    /// A cell that would do.
    pub example: String,
    /// Another one, where it can be read in two ways.
    pub or: Option<String>,
}

impl Misfit {
    /// What is wrong with a cell.
    pub fn said(&self, cell: &str) -> String {
        match self.or {
            Some(_) => format!("`{cell}` can be read in two ways"),
            None => format!("`{cell}` is not {}", self.expected),
        }
    }

    /// What its column holds, or what the cell may be.
    pub fn label(&self, heading: &str) -> String {
        match &self.or {
            Some(or) => format!("`{heading}` may be {} or {or} here", self.example),
            None => format!("`{heading}` is {}", self.expected),
        }
    }

    /// How to write it, as it stands behind "write it as".
    pub fn ways(&self) -> String {
        match &self.or {
            Some(or) => format!("`{}` or as `{or}`, whichever is meant", self.example),
            None => format!("`{}`", self.example),
        }
    }
}

type Read<T> = Result<T, Misfit>;

impl Cells<'_> {
    /// The value of a cell that is not empty.
    pub fn read(&self, text: &str, of: &Type) -> Read<Value> {
        match of {
            Type::YesNo => yes_no(text).map(Value::YesNo),
            Type::Number(range) => {
                let expected = || within("a number", *range, "12");
                let figure = self.figure(&normalise(text), None).ok_or_else(expected)?;
                in_range(figure, *range).map(Value::Number).ok_or_else(expected)
            }
            Type::Money(range) => self.money(text, *range).map(Value::Money),
            Type::Percent => {
                let plain = normalise(text);
                let figure = self.figure(plain.trim_end_matches('%').trim_end(), None);
                figure.map(Value::Percent).ok_or_else(|| misfit("a percentage", "15%"))
            }
            Type::Text | Type::Product => words(text),
            Type::Date => date(text).map(Value::Date).ok_or_else(|| misfit("a day", "2027-01-28")),
            Type::Time => text.parse::<Time>().map(Value::Time).map_err(|_| misfit("a time of day", "16:00")),
            Type::Moment => {
                let at = text.parse::<DateTime>().ok().and_then(|at| at.to_zoned(self.shop.time_zone.clone()).ok());
                at.map(|at| Value::Moment(Box::new(at))).ok_or_else(|| misfit("a day with a time", "2027-01-28 16:00"))
            }
            Type::Duration => {
                length_of_time(text).map(Value::Duration).ok_or_else(|| misfit("a length of time", "30 minutes"))
            }
            Type::OneOf(choices) => chosen(text, choices),
            Type::List(of) => {
                let items =
                    text.split([',', ';', '|', '、', '，', '；']).map(str::trim).filter(|item| !item.is_empty());
                items.map(|item| self.read(item, of)).collect::<Read<Vec<Value>>>().map(Value::List)
            }
        }
    }

    /// An amount in the shop's currency, with its sign or its three letters or neither.
    pub fn money(&self, text: &str, range: Option<(Decimal, Decimal)>) -> Read<Decimal> {
        let money = &self.shop.money;
        let expected = || {
            let example = match (money.digits, self.decimal_comma) {
                (0, _) => "12",
                (_, true) => "12,50",
                (_, false) => "12.50",
            };
            let what =
                if money.sign.is_empty() { "an amount".to_owned() } else { format!("an amount in {}", money.code) };
            within(&what, range, example)
        };
        let plain = normalise(text);
        let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '+' | '.' | ',' | '\'');
        let before = plain.trim_end_matches(|c: char| !is_figure(c)).len();
        let (figure, behind) = plain.split_at_checked(before).ok_or_else(expected)?;
        let start = figure.find(is_figure).ok_or_else(expected)?;
        let (ahead, figure) = figure.split_at_checked(start).ok_or_else(expected)?;
        if ![ahead.trim(), behind.trim()].iter().all(|words| self.is_currency(words)) {
            return Err(expected());
        }
        if let Some((thousands, decimals)) = self.doubtful(figure) {
            let expected = "an amount".to_owned();
            return Err(Misfit { expected, example: thousands, or: Some(decimals) });
        }
        let figure = self.figure(figure, Some(money.digits)).ok_or_else(expected)?;
        if figure.normalize().scale() > money.digits {
            return Err(expected());
        }
        in_range(figure, range).ok_or_else(expected)
    }

    /// The two readings of `1.250`: a thousand and more, or one and a quarter.
    fn doubtful(&self, figure: &str) -> Option<(String, String)> {
        let (whole, behind) = figure.split_once('.')?;
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let by_hand = self.by_hand && !self.decimal_comma && self.shop.money.digits == 2;
        let thousands = (1..=3).contains(&whole.len()) && behind.len() == 3 && !whole.starts_with('0');
        if !by_hand || !thousands || !digits(whole) || !digits(behind) {
            return None;
        }
        Some((format!("{whole}{behind}"), format!("{whole}.{}", behind.get(..2)?)))
    }

    fn is_currency(&self, words: &str) -> bool {
        let money = &self.shop.money;
        if words.is_empty() {
            return true;
        }
        let code = money.code.to_lowercase();
        // A shop without a currency counts in whatever its catalogue counts in.
        if money.sign.is_empty() {
            return words.chars().count() <= 3;
        }
        let by_hand: &[&str] = match code.as_str() {
            "cny" => &["元", "块", "rmb"],
            "eur" => &["euro", "euros"],
            "usd" => &["us$", "dollars"],
            _ => &[],
        };
        words == code || words == normalise(&money.sign) || by_hand.contains(&words)
    }

    /// A figure as spreadsheets of this file's country write it; `digits` is how many decimals it can have, where that is known.
    fn figure(&self, text: &str, digits: Option<u32>) -> Option<Decimal> {
        let mut plain: String = text.chars().filter(|c| !matches!(c, ' ' | '\'' | '+')).collect();
        plain = plain.replace('−', "-");
        let last = |sign: char| plain.rfind(sign);
        let decimal = match (last('.'), last(',')) {
            (Some(point), Some(comma)) => Some(if point > comma { '.' } else { ',' }),
            (None, None) => None,
            (Some(_), None) => Some('.').filter(|_| !(self.decimal_comma && grouped(&plain, '.'))),
            (None, Some(_)) => {
                let thousands = !self.decimal_comma || digits.is_some_and(|digits| digits < 3);
                Some(',').filter(|_| !(thousands && grouped(&plain, ',')))
            }
        };
        let mut figure = String::with_capacity(plain.len());
        for sign in plain.chars() {
            match sign {
                sign if Some(sign) == decimal => figure.push('.'),
                '.' | ',' => {}
                sign => figure.push(sign),
            }
        }
        figure.bytes().any(|byte| byte.is_ascii_digit()).then(|| Decimal::from_str_exact(&figure).ok())?
    }
}

/// Whether a sign parts a figure into thousands: `1.200`, `1,234,567`.
fn grouped(figure: &str, sign: char) -> bool {
    let mut parts = figure.trim_start_matches('-').split(sign);
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3)
}

fn misfit(expected: impl Into<String>, example: &str) -> Misfit {
    Misfit { expected: expected.into(), example: example.to_owned(), or: None }
}

fn within(what: &str, range: Option<(Decimal, Decimal)>, example: &str) -> Misfit {
    match range {
        Some((low, high)) => misfit(format!("{what} from {low} to {high}"), &low.to_string()),
        None => misfit(what, example),
    }
}

fn in_range(figure: Decimal, range: Option<(Decimal, Decimal)>) -> Option<Decimal> {
    range.is_none_or(|(low, high)| low <= figure && figure <= high).then_some(figure)
}

fn yes_no(text: &str) -> Read<bool> {
    match normalise(text).as_str() {
        "yes" | "true" | "1" | "y" | "x" | "是" | "有" | "对" | "si" | "verdadero" => Ok(true),
        "no" | "false" | "0" | "n" | "否" | "无" | "没有" | "falso" => Ok(false),
        _ => Err(misfit("yes or no", "yes")),
    }
}

fn words(text: &str) -> Read<Value> {
    if text.chars().nth(LONGEST_CELL).is_some() {
        return Err(misfit(format!("a text of at most {LONGEST_CELL} characters"), "…"));
    }
    Ok(Value::Text(text.into()))
}

/// A day with its year first; which of `3/4` is the month, nobody can know.
fn date(text: &str) -> Option<Date> {
    let apart = text.replace(['/', '.', '年', '月'], "-").replace('日', "");
    let mut parts = apart.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn chosen(text: &str, choices: &[Choice]) -> Read<Value> {
    let key = text.to_lowercase();
    let label = |choice: &&Choice| choice.labels.iter().any(|label| label.to_lowercase() == key);
    let found = choice(choices, &key).or_else(|| choices.iter().find(label));
    found.map(|choice| Value::Choice(choice.name.clone())).ok_or_else(|| {
        let example = choices.first().map_or("", |choice| &choice.name);
        misfit(format!("one of {}", names_of(choices)), example)
    })
}
