//! The shop's own settings.

use jiff::civil;
use serde::Serialize;

use super::{Duration, Language, Name, Opening, Text};
use crate::source::Spanned;

/// `shop "…":`
#[derive(Clone, Debug, Serialize)]
pub struct Shop {
    /// The shop's name.
    pub title: Text,
    /// Its settings in written order.
    pub settings: Vec<Spanned<Setting>>,
}

/// One line of the shop's declaration.
#[derive(Clone, Debug, Serialize)]
pub enum Setting {
    /// `language en, zh`: the first is the default.
    Languages(Vec<Language>),
    /// `currency CNY`
    Currency(Name),
    /// `time zone Asia/Shanghai`
    TimeZone(Spanned<String>),
    /// `open monday to friday 09:00 to 22:00, closed 2027-01-28 to 2027-02-03`
    Open {
        /// The hours, with their days of the week.
        hours: Vec<Spanned<Opening>>,
        /// Days, both included, on which the shop is closed.
        closed: Vec<(civil::Date, civil::Date)>,
    },
    /// `persona "Mi"`
    Persona(Text),
    /// `calls customers "dear", zh: "亲"`
    Calls(Translations),
    /// `answers at most 2 questions per message`
    Answers(Spanned<u32>),
    /// `ships same day before 16:00`
    Ships(civil::Time),
    /// `a conversation ends after 24 hours of silence`
    Silence(Duration),
    /// `catalogue "products.csv"`
    Catalogue(Text),
    /// `sells on jd, taobao`: the platforms `never say … on jd` looks at.
    Platforms(Vec<Name>),
}

/// A plain text and its wording in other languages.
#[derive(Clone, Debug, Serialize)]
pub struct Translations {
    /// The language of the first; the default one where none is named.
    pub language: Option<Language>,
    /// The first.
    pub text: Text,
    /// In other languages.
    pub others: Vec<(Language, Text)>,
}
