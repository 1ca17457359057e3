//! Tables of an older version, brought to the present one: all of it or nothing.

use std::sync::Arc;

use rusqlite::{Connection, Result, TransactionBehavior, named_params};

use super::{overview, read};
use crate::serve::gist::Gist;

/// From version 1, which knew no lists and no tasks: what they say is gathered from the turns that are kept.
pub(super) fn from_version_1(connection: &mut Connection, to: i64) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(include_str!("from_1.sql"))?;
    let conversations: Vec<(i64, Arc<str>)> = transaction
        .prepare("SELECT number, name FROM conversation")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    for (number, name) in conversations {
        let mut gist = Gist::default();
        for record in read::records(&transaction, number, &name)? {
            gist.follow(&record);
            overview::keep_tasks(&transaction, number, &record)?;
        }
        let state = read::state(&transaction, &name)?.unwrap_or_default();
        let mut update =
            transaction.prepare(&format!("UPDATE conversation SET {} WHERE number = :number", overview::SET))?;
        overview::with_lists(named_params! { ":number": number }, &gist, &state, |all| update.execute(all))?;
    }
    transaction.pragma_update(None, "user_version", to)?;
    transaction.commit()
}
