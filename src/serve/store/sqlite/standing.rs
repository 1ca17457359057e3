//! Conversations as they stand: read from the file once, and kept at hand while they are under way.

use std::hash::{Hash, Hasher};
use std::num::NonZeroUsize;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use lru::LruCache;
use rusqlite::{Connection, Result};
use rustc_hash::FxHashMap;

use super::json::Json;
use super::{overview, timestamp, unreadable};
use crate::engine::State;
use crate::serve::gist::Gist;

/// How many conversations are kept at hand: one takes about 5 KiB.
const MOST_UNDER_WAY: NonZeroUsize = NonZeroUsize::MIN.saturating_add(2_047);

static SELECT: LazyLock<String> = LazyLock::new(|| {
    let own = "name, state, touched, channel, address, heard";
    format!("SELECT {own}, {} FROM conversation WHERE number = ?1", overview::GIST)
});

/// A conversation as its last commit left it.
#[derive(Default)]
pub(super) struct Standing {
    pub name: Arc<str>,
    /// The state; none where nothing happened yet, or where only its text is there.
    pub state: Option<State>,
    /// The same as the file has it, where it may be needed: to go back to it when deciding breaks off.
    pub text: Option<Json>,
    /// How long that text is, in bytes.
    pub length: usize,
    pub touched: Timestamp,
    /// The channel by which answers go, and where to.
    pub route: Option<(Arc<str>, Arc<str>)>,
    /// When the customer last wrote.
    pub heard: Option<i64>,
    pub gist: Gist,
}

impl Standing {
    /// A conversation in which nothing happened yet.
    pub fn new(name: Arc<str>) -> Self {
        Standing { name, ..Standing::default() }
    }

    /// Reads a conversation from the file.
    fn read(connection: &Connection, number: i64) -> Result<Self> {
        let mut select = connection.prepare_cached(&SELECT)?;
        select.query_row([number], |row| {
            let text: Option<Json> = row.get(1)?;
            Ok(Standing {
                name: row.get(0)?,
                state: None,
                length: text.as_ref().map_or(0, Json::len),
                text,
                touched: timestamp(row.get(2)?),
                route: row.get::<_, Option<Arc<str>>>(3)?.zip(row.get(4)?),
                heard: row.get(5)?,
                gist: overview::gist(row, 6)?,
            })
        })
    }

    /// Whether nothing happened in it yet.
    pub fn begins(&self) -> bool {
        self.state.is_none() && self.text.is_none()
    }

    /// The same with the text of its state, so that deciding may break off.
    fn with_text(mut self) -> Result<Self> {
        if let (Some(state), None) = (&self.state, &self.text) {
            self.text = Some(Json::of(state, self.length).map_err(unreadable)?);
        }
        Ok(self)
    }

    /// The state, ready for a turn.
    pub fn state(&mut self) -> serde_json::Result<State> {
        match (self.state.take(), &self.text) {
            (Some(state), _) => Ok(state),
            (None, Some(text)) => text.read(),
            (None, None) => Ok(State { format: 1, seed: seed(&self.name), ..State::default() }),
        }
    }
}

/// Each conversation begins its variants at a place of its own.
fn seed(name: &str) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    name.hash(&mut hasher);
    hasher.finish()
}

/// Conversations under way, as their last commits left them.
///
/// Whoever takes one up takes it out. It is put back once its commit is durable, so what failed is read anew.
#[derive(Default)]
pub(super) struct UnderWay(Mutex<Conversations>);

struct Conversations {
    by_number: LruCache<i64, Conversation>,
    by_name: FxHashMap<Arc<str>, i64>,
    loans: u64,
}

impl Default for Conversations {
    fn default() -> Self {
        Conversations { by_number: LruCache::new(MOST_UNDER_WAY), by_name: FxHashMap::default(), loans: 0 }
    }
}

struct Conversation {
    name: Arc<str>,
    /// Nothing while it is lent out.
    standing: Option<Standing>,
    /// The last time it was lent out.
    loan: u64,
}

/// Why a conversation is not lent out.
pub(super) enum Away {
    /// It is lent out already.
    LentOut,
    /// None of these names is known here.
    Unknown,
}

/// A conversation that was lent out.
pub(super) struct Loan {
    pub number: i64,
    pub standing: Standing,
    /// Which time it was.
    pub loan: u64,
}

impl UnderWay {
    fn lock(&self) -> MutexGuard<'_, Conversations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lends out the conversation that is called by one of these names, if it is at hand.
    pub fn lend(&self, names: &[Arc<str>]) -> std::result::Result<Loan, Away> {
        let mut all = self.lock();
        let number = *names.iter().find_map(|name| all.by_name.get(name)).ok_or(Away::Unknown)?;
        let loan = all.loans + 1;
        let conversation = all.by_number.get_mut(&number).ok_or(Away::Unknown)?;
        let standing = conversation.standing.take().ok_or(Away::LentOut)?;
        conversation.loan = loan;
        all.loans = loan;
        Ok(Loan { number, standing, loan })
    }

    /// Whether nothing happened in a conversation since it was lent out.
    pub fn is_lent(&self, number: i64, loan: u64) -> bool {
        let all = self.lock();
        all.by_number.peek(&number).is_some_and(|one| one.standing.is_none() && one.loan == loan)
    }

    /// Takes a conversation out as it stands; what was decided on a loan of it holds no more.
    pub fn take(&self, connection: &Connection, number: i64) -> Result<Standing> {
        let mut all = self.lock();
        let conversation = all.by_number.pop(&number);
        if let Some(conversation) = &conversation {
            all.by_name.remove(&conversation.name);
        }
        drop(all);
        match conversation.and_then(|conversation| conversation.standing) {
            Some(standing) => standing.with_text(),
            None => Standing::read(connection, number),
        }
    }

    /// Puts back what is durable.
    pub fn put(&self, conversations: impl IntoIterator<Item = (i64, Standing)>) {
        let mut all = self.lock();
        for (number, standing) in conversations {
            let name = standing.name.clone();
            all.by_name.insert(name.clone(), number);
            let put = Conversation { name, standing: Some(standing), loan: 0 };
            if let Some((other, gone)) = all.by_number.push(number, put)
                && other != number
            {
                all.by_name.remove(&gone.name);
            }
        }
    }

    /// Lets go of all of them, since another hand changes the file.
    pub fn clear(&self) {
        let mut all = self.lock();
        all.by_number.clear();
        all.by_name.clear();
    }
}
