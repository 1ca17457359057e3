//! How fast each sender may be: a bucket each, which fills again as time passes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How many senders are remembered; beyond that, those whose bucket is full again are forgotten.
const MOST_SENDERS: usize = 20_000;

/// Buckets by sender.
#[derive(Default)]
pub struct Pace {
    buckets: Mutex<HashMap<String, Bucket>>,
}

struct Bucket {
    left: f64,
    at: Instant,
    per_second: f64,
    most: f64,
}

impl Bucket {
    fn fill(&mut self, now: Instant) {
        self.left += now.saturating_duration_since(self.at).as_secs_f64() * self.per_second;
        (self.left, self.at) = (self.left.min(self.most), now);
    }
}

impl Pace {
    /// Whether a sender may go on, who may do something so often in a minute.
    pub fn allows(&self, sender: &str, per_minute: u32) -> bool {
        self.allows_at(sender, per_minute, Instant::now())
    }

    /// The same at a time of one's own.
    pub fn allows_at(&self, sender: &str, per_minute: u32, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_SENDERS && !buckets.contains_key(sender) {
            buckets.retain(|_, bucket| {
                bucket.fill(now);
                bucket.left < bucket.most
            });
            // A flood of senders that are all new and all busy: none of them goes on.
            if buckets.len() >= MOST_SENDERS {
                return false;
            }
        }
        let most = f64::from(per_minute);
        let new = || Bucket { left: most, at: now, per_second: most / 60.0, most };
        let bucket = match buckets.get_mut(sender) {
            Some(bucket) => bucket,
            None => buckets.entry(sender.to_owned()).or_insert_with(new),
        };
        bucket.fill(now);
        if bucket.left < 1.0 {
            return false;
        }
        bucket.left -= 1.0;
        true
    }
}
