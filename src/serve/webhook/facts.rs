//! Facts of an order, as every platform's events bring them.

use std::collections::BTreeMap;

use crate::program::Datum;

/// Facts, of which those that are not there are left out.
#[derive(Default)]
pub(super) struct Facts(pub BTreeMap<String, Datum>);

impl Facts {
    /// With one more, where it is known.
    pub fn with(mut self, name: &str, value: Option<String>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), Datum::Text(value));
        }
        self
    }
}
