//! Conversations of a dry run as `.chat` files that `patter test` plays.

use crate::cli::saved;
use crate::cli::stop::Stop;
use crate::simulate::{Setup, Totals, conversation};
use crate::syntax::ast::Keywords;
use crate::transcript::record;

/// Writes the conversation with the largest gift, the longest, and the first not understood.
pub fn save(path: &str, setup: &Setup<'_>, totals: &Totals, keywords: Keywords, main: &str) -> Result<(), Stop> {
    let wanted = [
        ("the largest gift", totals.largest_gift.map(|(number, _)| number)),
        ("the longest", totals.longest.map(|(number, _)| number)),
        ("the first not understood", totals.first_not_understood),
    ];
    let chats: Vec<String> = wanted
        .iter()
        .filter_map(|(name, number)| {
            let (seed, happened) = conversation(setup, (*number)?)?;
            let name = format!("{name}: conversation {} of seed {}", (*number)?, setup.seed);
            Some(record(&name, seed, &happened, setup.program, keywords))
        })
        .collect();
    saved::save(path, &chats, keywords, main)
}
