//! The currency a shop counts in.

use iso_currency::Currency;

use super::checker::{Checker, Place};
use super::wording;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::nlu;
use crate::program::Money;
use crate::syntax::ast::{Keywords, Name};

/// Currencies a misspelt one is most likely meant to be.
const FREQUENT: [&str; 24] = [
    "CNY", "EUR", "USD", "GBP", "JPY", "HKD", "TWD", "SGD", "MXN", "ARS", "COP", "CLP", "PEN", "BRL", "CAD", "AUD",
    "CHF", "INR", "KRW", "THB", "VND", "MYR", "SEK", "PLN",
];

/// Of several currencies with one sign, the one of most shops whose script is in Spanish.
const SPANISH: &str = "MXN";

impl Checker<'_> {
    /// Takes a currency by its code; of a sign or a name it says which codes it can mean.
    pub fn currency(&mut self, name: &Name, place: &Place) {
        let code = name.text.to_uppercase();
        if let Some(currency) = Currency::from_code(&code) {
            let digits = currency.exponent().map_or(2, u32::from);
            self.shop.money = Money { code: code.into(), digits, sign: currency.symbol().to_string().into() };
            return;
        }
        let mut codes = nlu::currencies(&name.text);
        if let Some(at) = codes.iter().position(|code| place.keywords == Keywords::Spanish && *code == SPANISH) {
            let own = codes.remove(at);
            codes.insert(0, own);
        }
        let told = |message| Diagnostic::new(Code::UnknownCurrency, message, name.span, "three letters are expected");
        match (codes.as_slice(), did_you_mean(&code, FREQUENT)) {
            ([], None) => self.report.push(
                told(format!("there is no currency `{}`", name.text))
                    .help("a currency is named by its three letters, as banks do")
                    .example(wording::currency(place.keywords)),
            ),
            ([], Some(meant)) => {
                let told = told(format!("there is no currency `{}`", name.text));
                self.report.push_mended(told.help(format!("did you mean `{meant}`?")), meant.to_owned());
            }
            ([only], _) => {
                let told = told(format!("`{}` does not name a currency as banks do", name.text));
                let help = format!("a currency is named by its three letters: `{only}`");
                self.report.push_mended(told.help(help), (*only).to_owned());
            }
            ([likeliest, ..], _) => {
                let told = told(format!("`{}` can be one of several currencies", name.text));
                let all: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
                let help = format!("a currency is named by its three letters; yours is one of {}", all.join(", "));
                self.report.push_mended(told.help(help), (*likeliest).to_owned());
            }
        }
    }
}
