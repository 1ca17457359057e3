//! What is counted, for Prometheus.

use std::sync::Arc;

use jiff::Timestamp;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::Registry;

use super::channel::Witness;
use super::record::Record;
use super::store::Depth;
use crate::engine::{Deed, Happening, Remark};

type Labels = Vec<(&'static str, String)>;

/// Everything that is counted.
pub struct Metrics {
    registry: Registry,
    turns: Family<Labels, Counter>,
    refused: Family<Labels, Counter>,
    seconds: Histogram,
    not_understood: Counter,
    handed_over: Counter,
    promises: Counter,
    repeated: Counter,
    depth: Family<Labels, Gauge>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("patter");
        let metrics = Metrics {
            turns: Family::default(),
            refused: Family::default(),
            seconds: Histogram::new(exponential_buckets(0.000_5, 2.0, 16)),
            not_understood: Counter::default(),
            handed_over: Counter::default(),
            promises: Counter::default(),
            repeated: Counter::default(),
            depth: Family::default(),
            registry: Registry::default(),
        };
        registry.register("turns", "Turns by the channel of what they answer", metrics.turns.clone());
        registry.register("requests_refused", "Requests refused, by reason", metrics.refused.clone());
        registry.register("turn_seconds", "Seconds from arrival to a durable answer", metrics.seconds.clone());
        registry.register("not_understood", "Messages not understood", metrics.not_understood.clone());
        registry.register("handed_over", "Conversations handed over to staff", metrics.handed_over.clone());
        registry.register("promises", "Promises made", metrics.promises.clone());
        registry.register("repeated", "Arrivals that came before", metrics.repeated.clone());
        registry.register("depth", "What the store holds", metrics.depth.clone());
        Metrics { registry, ..metrics }
    }
}

impl Metrics {
    /// An arrival had come before.
    pub fn repeated(&self) {
        self.repeated.inc();
    }

    /// A request was refused.
    pub fn refused(&self, code: &'static str) {
        self.refused.get_or_create(&vec![("code", code.to_owned())]).inc();
    }

    /// All of it as text.
    pub fn text(&self, depth: &Depth) -> Result<String, std::fmt::Error> {
        let held = [
            ("inbox", depth.inbox),
            ("outbox", depth.outbox),
            ("given_up", depth.given_up),
            ("waiting", depth.waiting),
            ("with_staff", depth.with_staff),
            ("conversations", depth.conversations),
            ("timed", depth.timed),
        ];
        for (what, count) in held {
            self.depth.get_or_create(&vec![("of", what.to_owned())]).set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let mut text = String::new();
        encode(&mut text, &self.registry)?;
        Ok(text)
    }
}

impl Witness for Metrics {
    fn committed(&self, record: &Arc<Record>) {
        let turn = &record.turn;
        self.turns.get_or_create(&vec![("channel", record.channel.to_string())]).inc();
        self.seconds.observe(Timestamp::now().duration_since(record.received).as_secs_f64());
        if matches!(record.event.happening, Happening::Message { .. }) {
            let answered = |remark: &Remark| matches!(remark, Remark::Answered { .. } | Remark::WithStaff);
            let understood = !turn.trace.understood.is_empty() || turn.trace.remarks.iter().any(answered);
            self.not_understood.inc_by(u64::from(!understood));
        }
        let over = turn.deeds().filter(|deed| matches!(deed, Deed::HandsOver(_))).count();
        self.handed_over.inc_by(over as u64);
        self.promises.inc_by(turn.promised.len() as u64);
    }
}

/// Writes a line of log for every turn; what was said in it only where that is wanted.
pub struct Journal {
    /// Whether words are written too.
    pub words: bool,
}

impl Witness for Journal {
    fn committed(&self, record: &Arc<Record>) {
        let Record { conversation, version, channel, script, .. } = &**record;
        if self.words {
            let deeds: Vec<String> = record.turn.deeds().map(|deed| format!("{deed:?}")).collect();
            let said: Vec<&str> = record.turn.texts().collect();
            let heard = match &record.event.happening {
                Happening::Message { text, .. } | Happening::StaffMessage { text } => text.as_str(),
                _ => "",
            };
            tracing::info!(%conversation, version, %channel, %script, ?deeds, heard, ?said, "turn");
        } else {
            let deeds = record.turn.deeds().count();
            let texts = record.turn.texts().count();
            tracing::info!(%conversation, version, %channel, %script, deeds, texts, "turn");
        }
    }
}
