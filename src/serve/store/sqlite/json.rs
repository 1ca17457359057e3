//! JSON as it is kept: text to SQLite, bytes to us, so that nobody looks through it for what is known.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A value as JSON.
pub(super) struct Json(Vec<u8>);

impl Json {
    /// A value, written into so many bytes of room.
    pub fn of(value: &impl Serialize, room: usize) -> serde_json::Result<Self> {
        let mut bytes = Vec::with_capacity(room);
        serde_json::to_writer(&mut bytes, value)?;
        Ok(Json(bytes))
    }

    /// The value it holds.
    pub fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.0)
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl ToSql for Json {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(ValueRef::Text(&self.0)))
    }
}

impl FromSql for Json {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Json(value.as_bytes()?.to_vec()))
    }
}
