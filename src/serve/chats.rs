//! Conversations as a log, which `patter replay` reads: who wrote what when, what happened, and what was known.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::record::{Part, Record};
use crate::engine::{Event, Happening};
use crate::program::Datum;
use crate::syntax::ast::Keywords;
use crate::transcript::{event_called, named, quoted};

/// One row of the log.
#[derive(Debug, PartialEq, Serialize)]
pub struct LogRow<'a> {
    id: &'a str,
    at: String,
    who: &'static str,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    facts: Option<&'a BTreeMap<String, Datum>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    photos: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'a [String],
}

/// What a turn leaves in the log: what came, and what it was answered.
pub fn log_rows(record: &Record) -> Vec<LogRow<'_>> {
    let row = |at: &jiff::Timestamp, who, text| LogRow {
        id: &record.conversation,
        at: at.to_string(),
        who,
        text,
        facts: None,
        photos: &[],
        files: &[],
    };
    let mut rows = Vec::new();
    let facts = Some(&record.event.facts).filter(|facts| !facts.is_empty());
    match &record.event.happening {
        Happening::Message { text, photos, files, .. } => {
            rows.push(LogRow { facts, photos, files, ..row(&record.received, "customer", text.clone()) });
        }
        _ => {
            let text = happened(&record.event).unwrap_or_default();
            if !text.is_empty() || facts.is_some() {
                rows.push(LogRow { facts, ..row(&record.received, "system", text) });
            }
        }
    }
    for (_, part) in record.parts() {
        match part {
            Part::Staff(text) => rows.push(row(&record.at, "staff", text.to_owned())),
            Part::Act(act) if !act.texts.is_empty() => rows.push(row(&record.at, "shop", act.texts.join("\n"))),
            Part::Act(_) | Part::ForStaff(_) | Part::Waits | Part::GivenBack | Part::Resolved | Part::Request(_) => {}
        }
    }
    rows
}

/// What happened, as a row of the system's names it: `order paid`, `parcel-lost with tracking "X1"`.
fn happened(event: &Event) -> Option<String> {
    let Happening::Declared { event, fields } = &event.happening else {
        return event_called(&event.happening, Keywords::English).map(str::to_owned);
    };
    let fields: Vec<String> =
        fields.iter().map(|(name, datum)| format!("{} {}", named(name), written(datum))).collect();
    let with = if fields.is_empty() { String::new() } else { format!(" with {}", fields.join(", ")) };
    Some(format!("{}{with}", named(event)))
}

/// A field's value: figures as they are, words between marks.
fn written(datum: &Datum) -> String {
    match datum {
        Datum::YesNo(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Datum::Text(text) if Decimal::from_str_exact(text).is_ok() => text.clone(),
        Datum::Text(text) => quoted(text, Keywords::English),
        Datum::List(all) => {
            let all: Vec<&str> = all
                .iter()
                .filter_map(|one| if let Datum::Text(text) = one { Some(text.as_str()) } else { None })
                .collect();
            quoted(&all.join(", "), Keywords::English)
        }
    }
}
