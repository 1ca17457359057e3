//! One row of a log: who wrote what when, and what was known.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::column::Column;
use super::when::{moment, otherwise};
use crate::check::row_of;
use crate::engine::MOST_ATTACHMENTS;
use crate::nlu::clock_time;
use crate::program::{Datum, Program, key};
use crate::syntax::Speaker;

/// What a row of each column is like, for examples.
const SAMPLES: [(Column, &str); 4] = [
    (Column::Id, "1042"),
    (Column::At, "2026-11-26 10:30"),
    (Column::Who, "customer"),
    (Column::Text, "Do you wrap it as a gift?"),
];

/// How much of a cell an example shows.
const LONGEST_SHOWN: usize = 40;

/// A row of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line in the log.
    pub line: u64,
    /// When it was written.
    pub at: Timestamp,
    /// By whom.
    pub who: Speaker,
    /// What; nothing where the row only says what was known.
    pub text: String,
    /// What was known by then.
    pub facts: BTreeMap<String, Datum>,
    /// The photos that came with it, by their names or addresses.
    pub photos: Vec<String>,
    /// The files that came with it.
    pub files: Vec<String>,
}

impl Row {
    /// Whether nothing was written and nothing came.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.photos.is_empty() && self.files.is_empty()
    }

    /// What was written, and behind it what came with it: `look [2 photos]`.
    pub fn spoken(&self) -> String {
        let counted = |names: &[String], one: &str| match names.len() {
            0 => None,
            1 => Some(format!("[a {one}]")),
            many => Some(format!("[{many} {one}s]")),
        };
        let text = Some(self.text.clone()).filter(|text| !text.is_empty());
        let parts = [text, counted(&self.photos, "photo"), counted(&self.files, "file")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// A row that could not be read, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Its line in the log.
    pub line: u64,
    /// What it says and what was expected, in plain words.
    pub because: String,
    /// The row as it could be read.
    pub example: String,
}

/// What the names and words of a log stand for.
#[derive(Clone, Debug)]
pub struct Meanings<'p> {
    /// What the log's own words are called here: `{"buyer_nick": "customer"}`.
    own: FxHashMap<String, String>,
    program: &'p Program,
    zone: TimeZone,
    /// What divides the cells of a table, which examples show then.
    pub(super) divided: Option<char>,
    /// What the log calls its columns, by the first row that could be read.
    pub(super) names: Vec<(Column, String)>,
}

/// The fields of a row by their names.
pub(super) type Fields = Vec<(String, Value)>;

impl<'p> Meanings<'p> {
    /// Those of the log's own words, and the facts of a script.
    pub fn new(own: impl IntoIterator<Item = (String, String)>, program: &'p Program) -> Self {
        let own = own.into_iter().map(|(word, means)| (word.trim().to_lowercase(), means)).collect();
        Meanings { own, program, zone: program.shop.time_zone.clone(), divided: None, names: Vec::new() }
    }

    fn meant<'a>(&'a self, word: &'a str) -> &'a str {
        self.own.get(&word.trim().to_lowercase()).map_or(word, String::as_str)
    }

    /// What a column holds.
    pub(super) fn column(&self, name: &str) -> Option<Column> {
        Column::of(self.meant(name))
    }

    fn who(&self, word: &str) -> Option<Speaker> {
        Speaker::of(self.meant(word))
    }

    /// Reads a row: the conversation it belongs to, the row, and what of its facts had to be left out.
    pub(super) fn row(&self, line: u64, fields: &Fields) -> Result<(String, Row, Vec<LeftOut>), LeftOut> {
        let held = |wanted: Column| {
            let found = fields.iter().filter(|(name, _)| self.column(name) == Some(wanted));
            let mut found = found.map(|(_, value)| plain(value)).filter(|text| !text.is_empty());
            found.next()
        };
        let wrong = |column: Column, because: String| LeftOut { line, because, example: self.example(fields, column) };
        let missing = |column: Column, what: &str| {
            let name = self.names.iter().find(|(known, _)| *known == column).map_or(column.name(), |(_, name)| name);
            wrong(column, format!("`{name}` is missing: {what}"))
        };
        let id =
            held(Column::Id).ok_or_else(|| missing(Column::Id, "it says which conversation the row belongs to"))?;
        let at = self.moment_of(fields).ok_or_else(|| missing(Column::At, "it says when the row was written"))?;
        let at = moment(&at, &self.zone).ok_or_else(|| {
            let days = otherwise(&at).map(|(days, _)| days).unwrap_or_default();
            let wants = match days.as_slice() {
                [] => "a day and a time stand here, the year first".to_owned(),
                [day] => format!("a day and a time stand here, the year first, {day}"),
                [day, other, ..] => {
                    format!("a day and a time stand here, the year first, {day} or {other}, whichever is meant")
                }
            };
            wrong(Column::At, format!("`{}` is no time that can be read: {wants}", shortened(&at)))
        })?;
        let who = held(Column::Who).ok_or_else(|| missing(Column::Who, "it says who wrote the row"))?;
        let who = self.who(&who).ok_or_else(|| {
            let wants = "`customer`, `shop`, `staff` or `system` stands here";
            let word = shortened(&who);
            wrong(
                Column::Who,
                format!("nobody knows who `{word}` is: {wants}; or say it with --means \"{word}=staff\""),
            )
        })?;
        let text = held(Column::Text).unwrap_or_default();
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let text = lines.join("\n");
        let mut row = Row { line, at, who, text, facts: BTreeMap::new(), photos: Vec::new(), files: Vec::new() };
        let mut left_out = Vec::new();
        for (name, value) in fields {
            match self.column(name) {
                Some(column @ (Column::Photos | Column::Files)) => match brought(column, value) {
                    Some(names) if column == Column::Photos => row.photos.extend(names),
                    Some(names) => row.files.extend(names),
                    None => {
                        let wants = "their number stands here, or their names between `[` and `]`";
                        let because = format!("`{name}` holds no {}: {wants}", column.name());
                        left_out.push(LeftOut { line, because, example: format!("{{\"{}\": 2}}", column.name()) });
                    }
                },
                _ => self.facts(name, value, &mut row, &mut left_out),
            }
        }
        Ok((id, row, left_out))
    }

    /// What a field says that is known: a column of facts, or one that is called as a fact of the script.
    fn facts(&self, name: &str, value: &Value, row: &mut Row, left_out: &mut Vec<LeftOut>) {
        let line = row.line;
        let mut wrong = |because: String| {
            let example = r#"{"cart.total": 120, "customer.orders": 2}"#.to_owned();
            left_out.push(LeftOut { line, because, example });
        };
        if self.column(name) == Some(Column::Facts) {
            let read = match value {
                Value::String(text) if text.trim().is_empty() => return,
                Value::String(text) => serde_json::from_str(text).unwrap_or(Value::Null),
                Value::Null => return,
                other => other.clone(),
            };
            let Value::Object(facts) = read else {
                return wrong(format!("`{name}` holds no facts: names with their values stand here"));
            };
            for (fact, value) in facts {
                match datum(&value) {
                    Some(datum) => drop(row.facts.insert(fact, datum)),
                    None if value.is_null() => {}
                    None => wrong(format!("`{fact}` has a value that no fact can have")),
                }
            }
            return;
        }
        let Some(fact) = self.program.names.facts.get(&key(self.meant(name))).and_then(|id| self.program.fact(*id))
        else {
            return;
        };
        if let Some(datum) = datum(value).filter(|datum| *datum != Datum::Text(String::new())) {
            row.facts.insert(fact.name.to_string(), datum);
        }
    }

    /// A row of the log's own names that could be read, where `wrong` could not.
    pub(super) fn example(&self, fields: &Fields, wrong: Column) -> String {
        let at = self.sample_at(fields);
        let sample = |of: Column| match of {
            Column::At => at.as_str(),
            _ => SAMPLES.iter().find(|(column, _)| *column == of).map_or("", |(_, sample)| sample),
        };
        let shown = |column: Option<Column>, value: &Value| match (column, plain(value)) {
            (Some(column), value) if column == wrong || value.is_empty() => sample(column).to_owned(),
            (_, value) => shortened(&value),
        };
        let moments: Vec<&(String, Value)> =
            fields.iter().filter(|(name, _)| self.column(name) == Some(Column::At)).collect();
        // Of a day and a time in two columns each keeps its own.
        let clock = moments.iter().rposition(|(_, value)| is_clock(&plain(value)));
        let clock = clock.unwrap_or(moments.len().saturating_sub(1));
        let part_of_moment = |name: &str, value: &Value| {
            let place = moments.iter().position(|(known, _)| known == name)?;
            let (day, time) = sample(Column::At).split_once(' ')?;
            let value = plain(value);
            let own = if place == clock { is_clock(&value) } else { moment(&value, &self.zone).is_some() };
            let sample = if place == clock {
                time
            } else if place == usize::from(clock == 0) {
                day
            } else {
                ""
            };
            (moments.len() > 1).then(|| if own { value } else { sample.to_owned() })
        };
        if let Some(divided) = self.divided {
            let cells = fields
                .iter()
                .map(|(name, value)| part_of_moment(name, value).unwrap_or_else(|| shown(self.column(name), value)));
            return row_of(&cells.collect::<Vec<_>>(), divided);
        }
        let cell = |(column, sample): (Column, &str)| {
            let sample = if column == Column::At { at.as_str() } else { sample };
            let own = fields.iter().find(|(name, _)| self.column(name) == Some(column));
            let known = self.names.iter().find(|(known, _)| *known == column);
            let name = own.map(|(name, _)| name).or(known.map(|(_, name)| name)).map_or(column.name(), String::as_str);
            let value = own.map_or_else(|| sample.to_owned(), |(_, value)| shown(Some(column), value));
            format!("{}: {}", Value::from(name), Value::from(value))
        };
        let cells: Vec<String> = SAMPLES.into_iter().map(cell).collect();
        format!("{{{}}}", cells.join(", "))
    }

    /// When a row was written, as it can be read: of what stands there whatever can be known.
    fn sample_at(&self, fields: &Fields) -> String {
        let usual = SAMPLES.iter().find(|(column, _)| *column == Column::At).map_or("", |(_, sample)| sample);
        let held = self.moment_of(fields).and_then(|text| otherwise(&text));
        match (held, usual.split_once(' ')) {
            (Some((days, time)), Some((_, usual))) => {
                let time = time.map_or_else(|| usual.to_owned(), |time| time.strftime("%H:%M").to_string());
                days.first().map_or_else(String::new, |day| format!("{day} {time}"))
            }
            _ => usual.to_owned(),
        }
    }

    /// The cells that say when, in one: a day and a time of day may stand in two columns, whichever comes first.
    fn moment_of(&self, fields: &Fields) -> Option<String> {
        let found = fields.iter().filter(|(name, _)| self.column(name) == Some(Column::At));
        let mut parts: Vec<String> = found.map(|(_, value)| plain(value)).filter(|text| !text.is_empty()).collect();
        parts.sort_by_key(|part| is_clock(part));
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Keeps what the log calls its columns.
    pub(super) fn learn(&mut self, fields: &Fields) {
        let named = fields.iter().filter_map(|(name, _)| Some((self.column(name)?, name.clone())));
        self.names = named.collect();
    }
}

/// Whether a cell holds a time of day alone.
fn is_clock(cell: &str) -> bool {
    clock_time(cell).is_some()
}

/// Photos or files, by their names, by what divides them in a cell, or only counted; none where it holds neither.
fn brought(column: Column, value: &Value) -> Option<Vec<String>> {
    let named = |name: &Value| name.as_str().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    let counted = |count: usize| {
        let one = if column == Column::Photos { "photo" } else { "file" };
        (1..=count.min(MOST_ATTACHMENTS + 1)).map(|number| format!("{one} {number}")).collect()
    };
    match value {
        Value::Null => Some(Vec::new()),
        Value::Number(number) => usize::try_from(number.as_u64()?).ok().map(counted),
        Value::Array(names) => names.iter().map(named).collect(),
        Value::String(text) => {
            let text = text.trim();
            if let Ok(count) = text.parse() {
                return Some(counted(count));
            }
            if let Ok(Value::Array(names)) = serde_json::from_str(text) {
                return names.iter().map(named).collect();
            }
            let names = text.split([',', ';', '，', '；', '、', '\n']).map(str::trim);
            Some(names.filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }
        Value::Bool(_) | Value::Object(_) => None,
    }
}

/// A value as a cell holds it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn shortened(text: &str) -> String {
    let short: String = text.chars().take(LONGEST_SHOWN).collect();
    if short.len() < text.len() { short + "…" } else { short }
}

fn datum(value: &Value) -> Option<Datum> {
    Some(match value {
        Value::Bool(yes) => Datum::YesNo(*yes),
        Value::Number(number) => Datum::Text(number.to_string()),
        Value::String(text) => Datum::Text(text.trim().to_owned()),
        Value::Array(list) => Datum::List(list.iter().map(datum).collect::<Option<_>>()?),
        Value::Null | Value::Object(_) => return None,
    })
}
