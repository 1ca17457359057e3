//! Tables step by step: a new file takes every step, one of an older version those behind it; all of them or none.

use std::sync::Arc;

use rusqlite::{Connection, Result, Transaction, TransactionBehavior, named_params};

use super::statements::set;
use super::{LISTED, overview, read};
use crate::serve::gist::Gist;

/// The version of the tables.
pub(super) const TABLES: i64 = 4;

/// Brings tables of a version, 0 where there are none, to the present one.
pub(super) fn migrate(connection: &mut Connection, from: i64) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if from < 1 {
        transaction.execute_batch(include_str!("version_1.sql"))?;
    }
    if from < 2 {
        transaction.execute_batch(include_str!("version_2.sql"))?;
    }
    if from < 3 {
        transaction.execute_batch(include_str!("version_3.sql"))?;
    }
    if from < 4 {
        transaction.execute_batch(include_str!("version_4.sql"))?;
    }
    if from == 1 {
        gather(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", TABLES)?;
    transaction.commit()
}

/// Version 1 knew no lists and no tasks: what they say is gathered from the turns that are kept.
fn gather(transaction: &Transaction<'_>) -> Result<()> {
    let conversations: Vec<(i64, Arc<str>)> = transaction
        .prepare("SELECT number, name FROM conversation")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut update =
        transaction.prepare(&format!("UPDATE conversation SET {} WHERE number = :number", set(&LISTED)))?;
    for (number, name) in conversations {
        let state = read::state(transaction, &name)?.unwrap_or_default();
        let mut gist = Gist::default();
        for record in read::records(transaction, number, &name)? {
            gist.follow(&record, state.handed_over);
            overview::keep_tasks(transaction, number, &record)?;
        }
        let listed = overview::Listed::of(&gist, &state);
        update.execute(&*[named_params! { ":number": number }, &listed.params()].concat())?;
    }
    Ok(())
}
