//! Values and their types.

use std::sync::Arc;

use jiff::civil;
use jiff::{SignedDuration, Zoned};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How long something is remembered: the parts of a customer's memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// Until the conversation ends.
    #[default]
    Conversation,
    /// From the first message after an order to the next order.
    Order,
    /// Until midnight in the shop's time zone.
    Day,
    /// For good.
    Customer,
}

/// What a value can be.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Yes or no.
    YesNo,
    /// An exact decimal, in the range stated, both ends included.
    Number(Option<(Decimal, Decimal)>),
    /// An exact decimal in the shop's currency.
    Money(Option<(Decimal, Decimal)>),
    /// A percentage; 5 stands for 5 %.
    Percent,
    /// Words.
    Text,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and a time, `order.placed-at`.
    Moment,
    /// A length of time.
    Duration,
    /// One of the names listed.
    OneOf(Arc<[Choice]>),
    /// Several of one type.
    List(Box<Type>),
    /// A product of the catalogue.
    Product,
}

/// One of several values.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its canonical name.
    pub name: Arc<str>,
    /// Other names and what customers call it.
    pub synonyms: Vec<Arc<str>>,
    /// How it is written in each of the shop's languages.
    pub labels: Vec<Arc<str>>,
}

/// A value while a turn is worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// An amount in the shop's currency.
    Money(Decimal),
    /// A percentage; 5 stands for 5 %.
    Percent(Decimal),
    /// Words.
    Text(Arc<str>),
    /// A day.
    Date(civil::Date),
    /// A time of day.
    Time(civil::Time),
    /// A day and a time in the shop's time zone.
    Moment(Box<Zoned>),
    /// A length of time.
    Duration(SignedDuration),
    /// A choice, by its canonical name.
    Choice(Arc<str>),
    /// Several.
    List(Vec<Value>),
}

/// A value as it stands in JSON: in a state, an event or a conversation. The script's types say what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Datum {
    /// `true`
    YesNo(bool),
    /// `"120.00"`, `"M"`, `"2027-01-28"`: money and numbers are decimal strings, times RFC 3339.
    Text(String),
    /// Several.
    List(Vec<Datum>),
}
