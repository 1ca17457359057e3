//! A fact's values by what they are looked up by, as a file has them.

use rustc_hash::FxHashMap;

use super::Value;

/// The rows of `fact stock by product, colour: number from "stock.csv"`.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The values by their keys, in the one way in which `nlu::row_key` writes them.
    pub rows: FxHashMap<Box<str>, Value>,
}
