//! Who may look at the desk: names and the hashes of their passwords.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use super::arrival::LONGEST_NAME;
use super::settings::Secret;

/// How short a password may be, in characters.
pub const SHORTEST_PASSWORD: usize = 12;

/// How long a password may be, in bytes: longer ones are not looked at.
const LONGEST_PASSWORD: usize = 1_024;

/// How many passwords are looked at side by side: each takes 19 MiB for a while.
const MOST_AT_ONCE: usize = 2;

/// How long somebody waits for their password to be looked at.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The hash of a password by Argon2id, as the settings hold it.
pub fn password_hash(password: &str) -> Result<String, String> {
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(format!("a password has at least {SHORTEST_PASSWORD} characters"));
    }
    if password.len() > LONGEST_PASSWORD {
        return Err(format!("a password has at most {LONGEST_PASSWORD} bytes"));
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.map(|hash| hash.to_string()).map_err(|error| format!("the password could not be hashed: {error}"))
}

/// Why nobody was let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The name and the password do not fit.
    Wrong,
    /// Too many passwords are being looked at.
    Busy,
}

/// A name's letters, as they are compared: capital or small makes no difference, nor how an accent is typed.
pub fn letters(name: &str) -> String {
    name.trim().nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// Members of staff.
pub struct Staff {
    /// By the letters of their names, each as the settings write it.
    known: BTreeMap<String, (Arc<str>, PasswordHash)>,
    room: Semaphore,
}

impl Staff {
    /// Reads what the settings say; what is wrong is told in plain words.
    pub fn read(settings: &BTreeMap<String, Secret>) -> Result<Self, String> {
        let mut known = BTreeMap::new();
        for (name, hash) in settings {
            if name.is_empty() || name.len() > LONGEST_NAME / 4 || name.chars().any(char::is_control) {
                return Err(format!("`staff`: `{name}` is no name: one has 1 to {} bytes", LONGEST_NAME / 4));
            }
            let hash = PasswordHash::new(hash.reveal()).ok().filter(|hash| hash.algorithm.as_str() == "argon2id");
            let Some(hash) = hash.filter(|hash| hash.salt.is_some() && hash.hash.is_some()) else {
                return Err(format!(
                    "`staff`: behind `{name}` stands no hash of a password by Argon2id; `patter staff {name}` makes one"
                ));
            };
            if let Some((other, _)) = known.insert(letters(name), (name.as_str().into(), hash)) {
                return Err(format!(
                    "`staff`: `{other}` and `{name}` are the same name, for capital letters make no difference; add something to one of them, as in `{name} 2`"
                ));
            }
        }
        Ok(Staff { known, room: Semaphore::new(MOST_AT_ONCE) })
    }

    /// Whether there is anybody.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Who that is. A name nobody has takes as long as one that somebody has.
    pub async fn who(&self, name: &str, password: &str) -> Result<Arc<str>, Unknown> {
        let found = self.known.get(&letters(name));
        let Some((_, hash)) = found.or_else(|| self.known.values().next()) else { return Err(Unknown::Wrong) };
        if password.len() > LONGEST_PASSWORD {
            return Err(Unknown::Wrong);
        }
        let Ok(Ok(_place)) = tokio::time::timeout(LONGEST_WAIT, self.room.acquire()).await else {
            return Err(Unknown::Busy);
        };
        let (hash, password) = (hash.clone(), password.to_owned());
        let fits =
            tokio::task::spawn_blocking(move || Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        match (fits.await, found) {
            (Ok(true), Some((name, _))) => Ok(name.clone()),
            _ => Err(Unknown::Wrong),
        }
    }
}
