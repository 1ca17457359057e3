//! Values in words, by type and language.

use std::borrow::Cow;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Zoned};
use rust_decimal::Decimal;

use super::arithmetic::round;
use crate::program::{Choice, LanguageId, Money, Program, Type, Value};

/// The languages that are printed in their own way; any other is printed like English, with days as 2027-01-28.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    English,
    Chinese,
    Spanish,
    Other,
}

/// How figures are set.
struct Setting {
    /// Whether the currency's sign stands before the amount.
    sign_first: bool,
    /// What sets thousands apart.
    apart: char,
    /// What stands before the cents.
    point: char,
    /// From how many figures on thousands are set apart.
    least: usize,
}

/// A value in words for somebody who reads this language, whether the shop speaks it or not.
pub fn in_words(value: &Value, of: Option<&Type>, program: &Program, tag: &str) -> String {
    let language = program.shop.language(tag).unwrap_or(LanguageId(0));
    Printer::speaking(program, language, tag).print(value, of)
}

/// Prints values for one reader.
#[derive(Clone, Copy)]
pub(super) struct Printer<'a> {
    program: &'a Program,
    language: LanguageId,
    manner: Manner,
}

impl<'a> Printer<'a> {
    pub fn new(program: &'a Program, language: LanguageId) -> Self {
        let tag = program.shop.languages.get(language.index()).map_or("", |tag| tag);
        Printer::speaking(program, language, tag)
    }

    fn speaking(program: &'a Program, language: LanguageId, tag: &str) -> Self {
        let manner = match tag.split('-').next() {
            Some("en") => Manner::English,
            Some("zh") => Manner::Chinese,
            Some("es") => Manner::Spanish,
            _ => Manner::Other,
        };
        Printer { program, language, manner }
    }

    /// A value as the reader writes it; `of` is its type where that is known, for a choice's label.
    pub fn print(&self, value: &Value, of: Option<&Type>) -> String {
        match value {
            Value::YesNo(is) => match (self.manner, is) {
                (Manner::Chinese, true) => "是",
                (Manner::Chinese, false) => "否",
                (Manner::Spanish, true) => "sí",
                (_, true) => "yes",
                (_, false) => "no",
            }
            .into(),
            Value::Number(figure) => self.decimal(*figure),
            Value::Money(figure) => self.money(*figure, &self.program.shop.money),
            Value::Percent(figure) if self.manner == Manner::Spanish => format!("{} %", self.decimal(*figure)),
            Value::Percent(figure) => format!("{}%", self.decimal(*figure)),
            Value::Text(text) => text.to_string(),
            Value::Date(day) => self.day(*day),
            Value::Time(time) => clock(*time),
            Value::Moment(moment) => self.moment(moment),
            Value::Duration(length) => self.length(*length),
            Value::Choice(name) => self.choice(name, of).into_owned(),
            Value::List(values) => {
                let of = if let Some(Type::List(of)) = of { Some(&**of) } else { None };
                self.list(values.iter().map(|value| self.print(value, of)).collect())
            }
        }
    }

    /// The plural form of a count: the one for exactly this number, else the one for its category, else `other`.
    pub fn plural<'f, T>(&self, count: Decimal, forms: &'f [(T, T)]) -> Option<&'f str>
    where
        T: AsRef<str>,
    {
        let category = match self.manner {
            Manner::Chinese => "other",
            _ if count == Decimal::ONE => "one",
            _ if count.is_zero() && forms.iter().any(|(name, _)| name.as_ref() == "zero") => "zero",
            _ => "other",
        };
        let exactly = |(name, _): &&(T, T)| name.as_ref().parse::<Decimal>().is_ok_and(|number| number == count);
        let found = forms.iter().find(exactly).or_else(|| forms.iter().find(|(name, _)| name.as_ref() == category));
        let found = found.or_else(|| forms.iter().find(|(name, _)| name.as_ref() == "other")).or_else(|| forms.last());
        found.map(|(_, words)| words.as_ref())
    }

    fn decimal(&self, figure: Decimal) -> String {
        let figure = round(figure, 6).normalize().to_string();
        let Setting { point, .. } = self.setting();
        if point == '.' { figure } else { figure.replace('.', &point.to_string()) }
    }

    /// How figures are set. Where Spanish is read, the shop's currency tells in which country: from CLDR 48, es-MX, es-AR and the others.
    fn setting(&self) -> Setting {
        const LIKE_ENGLISH: Setting = Setting { sign_first: true, apart: ',', point: '.', least: 4 };
        if self.manner != Manner::Spanish {
            return LIKE_ENGLISH;
        }
        match &*self.program.shop.money.code {
            "MXN" | "USD" | "GTQ" | "HNL" | "NIO" | "DOP" | "PAB" | "PEN" | "CUP" => LIKE_ENGLISH,
            "ARS" | "CLP" | "COP" | "UYU" | "PYG" | "BOB" | "VES" => {
                Setting { sign_first: true, apart: '.', point: ',', least: 4 }
            }
            // In Spain four figures have no point.
            _ => Setting { sign_first: false, apart: '.', point: ',', least: 5 },
        }
    }

    /// `¥12.50`, `12,50 €`; whole amounts without their zeros, thousands apart.
    fn money(&self, figure: Decimal, money: &Money) -> String {
        let figure = round(figure, money.digits);
        let digits = if figure.fract().is_zero() { 0 } else { money.digits as usize };
        let written = format!("{:.digits$}", figure.abs());
        let (whole, rest) = written.split_once('.').unwrap_or((&written, ""));
        let minus = if figure.is_sign_negative() && !figure.is_zero() { "-" } else { "" };
        let Setting { sign_first, apart, point, least } = self.setting();
        let mut amount = if whole.len() < least { whole.to_string() } else { grouped(whole, apart) };
        if !rest.is_empty() {
            amount.push(point);
            amount.push_str(rest);
        }
        let sign = &money.sign;
        if !sign_first {
            return format!("{minus}{amount} {sign}");
        }
        let gap = if sign.chars().last().is_some_and(char::is_alphabetic) { " " } else { "" };
        format!("{minus}{sign}{gap}{amount}")
    }

    fn day(&self, day: Date) -> String {
        match self.manner {
            Manner::English => day.strftime("%-d %B %Y").to_string(),
            Manner::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            Manner::Spanish => {
                let month = SPANISH_MONTHS.get(usize::from(day.month().unsigned_abs()).saturating_sub(1));
                format!("{} de {} de {}", day.day(), month.copied().unwrap_or_default(), day.year())
            }
            Manner::Other => day.to_string(),
        }
    }

    fn moment(&self, moment: &Zoned) -> String {
        let gap = if self.manner == Manner::Chinese { "" } else { ", " };
        format!("{}{gap}{}", self.day(moment.date()), clock(moment.time()))
    }

    /// When somebody is back: the day of the week too, which is what people remember.
    pub fn opening(&self, moment: &Zoned) -> String {
        let place = usize::try_from(moment.weekday().to_monday_zero_offset()).unwrap_or_default();
        let (date, time) = (self.day(moment.date()), clock(moment.time()));
        let named = |days: [&'static str; 7]| days.get(place).copied().unwrap_or_default();
        match self.manner {
            Manner::English => format!("{}, {date}, {time}", moment.strftime("%A")),
            Manner::Chinese => format!("{date}周{}{time}", named(CHINESE_DAYS)),
            Manner::Spanish => format!("{} {date}, {time}", named(SPANISH_DAYS)),
            Manner::Other => self.moment(moment),
        }
    }

    /// A length of time in its largest unit that leaves nothing over.
    fn length(&self, length: SignedDuration) -> String {
        let seconds = length.as_secs();
        let units = [(86_400, 0), (3_600, 1), (60, 2), (1, 3)];
        let (size, unit) = units.into_iter().find(|(size, _)| seconds % size == 0 && seconds != 0).unwrap_or((1, 3));
        let count = seconds / size;
        let names = match (self.manner, count.abs() == 1) {
            (Manner::Chinese, _) => ["天", "小时", "分钟", "秒"],
            (Manner::Spanish, true) => [" día", " hora", " minuto", " segundo"],
            (Manner::Spanish, false) => [" días", " horas", " minutos", " segundos"],
            (_, true) => [" day", " hour", " minute", " second"],
            (_, false) => [" days", " hours", " minutes", " seconds"],
        };
        format!("{count}{}", names.get(unit).copied().unwrap_or_default())
    }

    fn choice<'b>(&self, name: &'b str, of: Option<&'b Type>) -> Cow<'b, str> {
        let Some(Type::OneOf(choices)) = of else { return name.into() };
        let label = |choice: &'b Choice| choice.labels.get(self.language.index());
        choices
            .iter()
            .find(|choice| *choice.name == *name)
            .and_then(label)
            .map_or(name.into(), |label| (&**label).into())
    }

    fn list(&self, mut items: Vec<String>) -> String {
        let Some(last) = items.pop() else { return String::new() };
        if items.is_empty() {
            return last;
        }
        let sounds_like_i = last.to_lowercase().starts_with(['i', 'í']) || last.to_lowercase().starts_with("hi");
        match self.manner {
            Manner::Chinese => format!("{}和{last}", items.join("、")),
            Manner::Spanish if sounds_like_i => format!("{} e {last}", items.join(", ")),
            Manner::Spanish => format!("{} y {last}", items.join(", ")),
            _ => format!("{} and {last}", items.join(", ")),
        }
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

fn grouped(whole: &str, apart: char) -> String {
    let mut amount = String::with_capacity(whole.len() + whole.len() / 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            amount.push(apart);
        }
        amount.push(digit);
    }
    amount
}

const CHINESE_DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

const SPANISH_DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];

const SPANISH_MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
