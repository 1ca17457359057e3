//! Who is logged in: kept in memory, so that a restart asks everybody for their password again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::errand::Unsent;
use crate::serve::http::Refusal;
use crate::serve::settings::Secret;

/// The cookie's name.
const COOKIE: &str = "patter-desk";

/// How long somebody stays logged in who does nothing.
const LONGEST_REST: Duration = Duration::from_secs(12 * 3_600);

/// How long somebody stays logged in at all.
const LONGEST: Duration = Duration::from_secs(7 * 24 * 3_600);

/// How many are logged in at once; beyond that the one who did nothing for longest is logged out.
const MOST: usize = 1_000;

/// A member of staff who is logged in.
#[derive(Debug)]
pub struct Session {
    /// Who it is.
    pub name: Arc<str>,
    /// What every form of theirs carries.
    pub token: Secret,
    /// An answer by hand that was not sent.
    unsent: Mutex<Option<Unsent>>,
}

impl Session {
    /// Keeps an answer that was not sent.
    pub fn keep(&self, unsent: Unsent) {
        *self.unsent.lock().unwrap_or_else(PoisonError::into_inner) = Some(unsent);
    }

    /// Lets go of what was not sent in a conversation.
    pub fn let_go(&self, conversation: &str) {
        let mut unsent = self.unsent.lock().unwrap_or_else(PoisonError::into_inner);
        unsent.take_if(|unsent| *unsent.conversation == *conversation);
    }

    /// The answer that was not sent in a conversation.
    pub fn unsent(&self, conversation: &str) -> Option<String> {
        let unsent = self.unsent.lock().unwrap_or_else(PoisonError::into_inner);
        unsent.as_ref().filter(|unsent| *unsent.conversation == *conversation).map(|unsent| unsent.text.clone())
    }
}

struct Kept {
    session: Arc<Session>,
    begun: Instant,
    used: Instant,
}

impl Kept {
    fn is_over(&self, now: Instant) -> bool {
        now.duration_since(self.used) > LONGEST_REST || now.duration_since(self.begun) > LONGEST
    }
}

/// Everybody who is logged in, by the digest of what their cookie holds: what lies in memory lets nobody in.
#[derive(Default)]
pub struct Sessions {
    kept: Mutex<HashMap<[u8; 32], Kept>>,
}

impl Sessions {
    /// Logs somebody in: what the cookie is to hold.
    pub fn begin(&self, name: Arc<str>, unsent: Option<Unsent>) -> Result<String, Refusal> {
        let (cookie, token) = (chance()?, chance()?);
        let now = Instant::now();
        let session = Arc::new(Session { name, token: Secret::from(token.as_str()), unsent: Mutex::new(unsent) });
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, one| !one.is_over(now));
        if kept.len() >= MOST
            && let Some(oldest) = kept.iter().min_by_key(|(_, one)| one.used).map(|(key, _)| *key)
        {
            kept.remove(&oldest);
        }
        kept.insert(digest(&cookie), Kept { session, begun: now, used: now });
        Ok(cookie)
    }

    /// Who sends a request. Whoever clicks is awake by it; a page that asks for news by itself keeps nobody awake.
    pub fn of(&self, headers: &HeaderMap, awake: bool) -> Option<Arc<Session>> {
        self.of_at(headers, awake, Instant::now())
    }

    /// The same at a time of one's own.
    fn of_at(&self, headers: &HeaderMap, awake: bool, now: Instant) -> Option<Arc<Session>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let one = cookies(headers).find_map(|cookie| {
            let digest = digest(cookie);
            kept.get(&digest).is_some_and(|one| !one.is_over(now)).then_some(digest)
        })?;
        let one = kept.get_mut(&one)?;
        if awake {
            one.used = now;
        }
        Some(one.session.clone())
    }

    /// Whether somebody is still logged in; to ask is not to be awake.
    pub fn goes_on(&self, session: &Arc<Session>) -> bool {
        let now = Instant::now();
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.values().any(|one| Arc::ptr_eq(&one.session, session) && !one.is_over(now))
    }

    /// Logs somebody out.
    pub fn end(&self, headers: &HeaderMap) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        for cookie in cookies(headers) {
            kept.remove(&digest(cookie));
        }
    }
}

/// The header that sets the cookie, or takes it away where it is to hold nothing. A link in a mail leads to the desk as one in its own
/// pages does, for a page changes nothing; what changes something asks for more than the cookie.
pub fn set_cookie(cookie: &str, secure: bool) -> String {
    let age = if cookie.is_empty() { 0 } else { LONGEST.as_secs() };
    let secure = if secure { "; Secure" } else { "" };
    format!("{COOKIE}={cookie}; Path=/desk; Max-Age={age}; HttpOnly; SameSite=Lax{secure}")
}

/// What the desk's cookies of a request hold.
fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    let pairs = all.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, value)| *name == COOKIE && value.len() < 128).map(|(_, value)| value).take(4)
}

fn digest(cookie: &str) -> [u8; 32] {
    hmac_sha256::Hash::hash(cookie.as_bytes())
}

/// 32 bytes of chance, from the system.
pub fn chance() -> Result<String, Refusal> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| {
        Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "fault", format!("the system gives no chance: {error}"))
    })?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use axum::http::HeaderMap;

    use super::{LONGEST, LONGEST_REST, Sessions};

    #[test]
    fn whoever_only_leaves_a_page_open_is_logged_out_in_the_end() {
        let sessions = Sessions::default();
        let cookie = sessions.begin("Ana".into(), None).unwrap_or_default();
        let mut headers = HeaderMap::new();
        let value = axum::http::HeaderValue::from_str(&format!("other=1; patter-desk={cookie}"));
        headers.insert("cookie", value.unwrap_or(axum::http::HeaderValue::from_static("")));
        let begun = Instant::now();
        assert!(sessions.of_at(&headers, false, begun + LONGEST_REST / 2).is_some());
        assert!(sessions.of_at(&headers, false, begun + LONGEST_REST * 2).is_none());
        // A click in between keeps them, but for no longer than at most.
        let mut now = begun;
        while now < begun + LONGEST {
            assert!(sessions.of_at(&headers, true, now).is_some());
            now += LONGEST_REST / 2;
        }
        assert!(sessions.of_at(&headers, true, begun + LONGEST + LONGEST_REST / 4).is_none());
    }
}
