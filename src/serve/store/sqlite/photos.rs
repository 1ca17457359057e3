//! Photos beside the conversations they belong to.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Result, ToSql, params};
use serde::{Serialize, Serializer};

use super::open::own;
use super::writing::Touches;
use super::{Sqlite, intake, moment, reading, timestamp};
use crate::serve::photo::{Kept, MOST_PHOTOS, Photo, Photos, kind};
use crate::serve::store::Pending;

/// How long a photo stays whose owner never wrote, once there is no room.
const UNSAID_STAYS: SignedDuration = SignedDuration::from_hours(1);

/// How many of those are removed at a time, so that customers do not wait for it.
const MOST_REMOVED: usize = 20;

/// A photo of a customer's, as it is given out.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct CustomerPhoto {
    /// What messages know it by.
    pub id: Arc<str>,
    /// When it was sent.
    pub received: Timestamp,
    /// What kind of picture it is.
    pub media_type: &'static str,
    /// The file in which it was put; it stands here itself where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The picture.
    #[serde(rename = "base64", serialize_with = "in_base64", skip_serializing_if = "Vec::is_empty")]
    pub bytes: Vec<u8>,
}

fn in_base64<S: Serializer>(bytes: &[u8], serializer: S) -> std::result::Result<S::Ok, S::Error> {
    serializer.serialize_str(&STANDARD.encode(bytes))
}

impl CustomerPhoto {
    /// Puts it into a folder under its id, instead of into the export itself.
    pub fn put(&mut self, folder: &Path) -> std::io::Result<()> {
        let ending = self.media_type.rsplit('/').next().unwrap_or_default();
        let path = folder.join(format!("{}.{ending}", self.id));
        let mut file = own(&path)?;
        file.write_all(&self.bytes)?;
        file.set_len(self.bytes.len() as u64)?;
        self.bytes.clear();
        self.file = Some(path.display().to_string());
        Ok(())
    }
}

impl Photos for Sqlite {
    fn keep(&self, photo: Photo, most_bytes: u64) -> Pending<Kept> {
        let now = (self.clock)();
        self.change(Touches::Others, move |connection| keep(connection, &photo, most_bytes, now))
    }

    fn belongs(&self, id: Arc<str>, whose: Vec<Arc<str>>) -> Pending<bool> {
        reading(&self.reader, move |connection| {
            let mut select = connection.prepare_cached("SELECT owner FROM photo WHERE id = ?1")?;
            let owner: Option<Arc<str>> = select.query_row([id], |row| row.get(0)).optional()?;
            let Some(owner) = owner.filter(|owner| whose.contains(owner)) else { return Ok(false) };
            if whose.first() == Some(&owner) {
                return Ok(true);
            }
            // A browser's name may by now be that of another customer who signed in there; what a guest sent is theirs who sign in next.
            let Some(of_owner) = intake::known(connection, std::slice::from_ref(&owner))? else { return Ok(true) };
            Ok(!intake::belongs_to_another(
                connection,
                of_owner,
                whose.iter().filter(|name| name.starts_with("customer:")),
            )?)
        })
    }

    fn find(&self, id: Arc<str>) -> Pending<Option<Photo>> {
        reading(&self.reader, move |connection| {
            let mut select = connection.prepare_cached("SELECT owner, bytes FROM photo WHERE id = ?1")?;
            let found: Option<(Arc<str>, Vec<u8>)> =
                select.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
            Ok(found.and_then(|(owner, bytes)| Some(Photo { owner, kind: kind(&bytes)?, bytes })))
        })
    }
}

/// Every photo of a conversation's customer, the first first.
pub(super) fn all_of(connection: &Connection, conversation: i64) -> Result<Vec<CustomerPhoto>> {
    of(connection, "SELECT name FROM alias WHERE conversation = ?1", &conversation)
}

/// Every photo of somebody who never wrote, by their name.
pub(super) fn all_of_name(connection: &Connection, name: &str) -> Result<Vec<CustomerPhoto>> {
    of(connection, "?1", &name)
}

fn of(connection: &Connection, owners: &str, told: &dyn ToSql) -> Result<Vec<CustomerPhoto>> {
    let mut select =
        connection.prepare(&format!("SELECT id, at, bytes FROM photo WHERE owner IN ({owners}) ORDER BY at, id"))?;
    let rows = select.query_map([told], |row| {
        let bytes: Vec<u8> = row.get(2)?;
        let media_type = kind(&bytes).unwrap_or("application/octet-stream");
        Ok(CustomerPhoto { id: row.get(0)?, received: timestamp(row.get(1)?), media_type, file: None, bytes })
    })?;
    rows.collect()
}

fn keep(connection: &Connection, photo: &Photo, most_bytes: u64, now: Timestamp) -> Result<Kept> {
    let mut count = connection.prepare_cached("SELECT count(*) FROM photo WHERE owner = ?1 AND id <> ?2")?;
    let count: u32 = count.query_row(params![photo.owner, photo.id()], |row| row.get(0))?;
    if count >= MOST_PHOTOS {
        return Ok(Kept::OwnerHasTooMany);
    }
    // How long each is stands in its row's head: none of them is read.
    let mut taken = connection.prepare_cached("SELECT coalesce(sum(length(bytes)), 0) FROM photo WHERE id <> ?1")?;
    let taken: u64 = taken.query_row([photo.id()], |row| row.get(0))?;
    if taken.saturating_add(photo.bytes.len() as u64) > most_bytes {
        // Who only sends photos and says nothing leaves no room for those who do; the next photo then has some.
        let before = moment(now.checked_sub(UNSAID_STAYS).unwrap_or(now));
        let unsaid = "SELECT id FROM photo WHERE at < ?1 AND owner NOT IN (SELECT name FROM alias) LIMIT ?2";
        let mut remove = connection.prepare_cached(&format!("DELETE FROM photo WHERE id IN ({unsaid})"))?;
        remove.execute(params![before, MOST_REMOVED])?;
        return Ok(Kept::NoRoom);
    }
    let mut insert =
        connection.prepare_cached("INSERT OR REPLACE INTO photo (id, owner, at, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    insert.execute(params![photo.id(), photo.owner, moment(now), photo.bytes])?;
    Ok(Kept::Durable)
}
