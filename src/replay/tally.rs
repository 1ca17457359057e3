//! What is counted while a log is played.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;

use super::count::Counted;
use super::difference::{Change, Changed};
use super::log::Log;
use super::play::Setting;
use super::pool::Pool;
use super::report::{Against, Refused, Report, Times, Unheard};
use super::suggestion::Suggesting;
use crate::simulate::Given;

/// So many answers that another script changes are told of; all are counted.
pub const MOST_CHANGED: usize = 1_000;

/// How many wordings of a group are told.
const TOLD: usize = 5;

/// What is counted while a log is played.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    conversations: u64,
    all: Counted,
    calls: u64,
    promised: BTreeMap<Arc<str>, (u64, Decimal)>,
    because: IndexMap<Arc<str>, u64>,
    silent: IndexMap<Arc<str>, u64>,
    /// Messages that were understood and not answered.
    unanswered: u64,
    asked: IndexMap<Arc<str>, u64>,
    refused: IndexMap<(String, String), u64>,
    pool: Pool,
    against: Option<Against>,
}

impl Tally {
    /// Takes in a conversation.
    pub(super) fn take(&mut self, counted: Counted) {
        self.conversations += 1;
        let all = &mut self.all;
        all.messages += counted.messages;
        all.answered += counted.answered;
        all.not_understood += counted.not_understood;
        all.with_staff += counted.with_staff;
        all.in_part += counted.in_part;
        self.unanswered += counted.messages - counted.answered - counted.not_understood - counted.with_staff;
        self.calls += u64::from(!counted.handed_over.is_empty());
        for (name, cost) in counted.promised {
            let (times, sum) = self.promised.entry(name).or_default();
            (*times, *sum) = (*times + 1, *sum + cost);
        }
        add(&mut self.because, counted.handed_over);
        add(&mut self.silent, counted.silent);
        add(&mut self.asked, counted.asked);
        add(&mut self.refused, counted.refused);
        self.pool.take(&counted.id, self.conversations, counted.unheard);
    }

    /// Takes in what another script makes of the same conversation.
    pub(super) fn take_other(&mut self, counted: &Counted, changed: Vec<Changed>) {
        let against = self.against.get_or_insert_default();
        against.answered += counted.answered;
        against.not_understood += counted.not_understood;
        against.handed_over += u64::from(!counted.handed_over.is_empty());
        against.promised_cost += counted.promised.iter().map(|(_, cost)| *cost).sum::<Decimal>();
        against.conversations += u64::from(!changed.is_empty());
        for one in changed {
            match one.change {
                Change::NowAnswered => against.now_answered += 1,
                Change::NoLongerAnswered => against.no_longer_answered += 1,
                Change::Otherwise => against.otherwise += 1,
            }
            if against.changed.len() < MOST_CHANGED {
                against.changed.push(one);
            }
        }
    }

    /// The figures, with the largest groups of messages that no rule hears.
    pub fn report(self, log: &Log<'_>, setting: &Setting<'_>, most: usize) -> Report {
        let groups = self.pool.groups();
        let mut suggesting = Suggesting::new(setting.program, setting.keywords, &self.pool);
        let unheard = groups.iter().take(most).map(|group| {
            let suggestion = suggesting.of(group);
            let first = group.words.iter().map(|words| &words.first).min_by_key(|(_, line)| *line);
            let mut said: Vec<Times> =
                group.words.iter().map(|words| Times { what: words.text.clone(), times: words.count }).collect();
            said.sort_by_key(|times| std::cmp::Reverse(times.times));
            said.truncate(TOLD);
            Unheard {
                messages: group.count,
                conversations: group.conversations,
                said,
                conversation: first.map(|(id, _)| id.to_string()).unwrap_or_default(),
                line: first.map_or(0, |(_, line)| *line),
                intent: suggestion.as_ref().map(|suggestion| suggestion.name.clone()),
                suggestion: suggestion.map(|suggestion| suggestion.text),
            }
        });
        let unheard = unheard.collect();
        let promised: Vec<Given> = self
            .promised
            .iter()
            .map(|(name, (times, cost))| Given { offer: name.to_string(), times: *times, cost: *cost })
            .collect();
        let refused = |((fact, because), times)| Refused { fact, because, times };
        Report {
            format: 1,
            shop: setting.program.shop.title.to_string(),
            conversations: self.conversations,
            rows: log.rows,
            left_out: log.left_out_count,
            left_out_rows: log.left_out.clone(),
            messages: self.all.messages,
            answered: self.all.answered,
            in_part: self.all.in_part,
            not_understood: self.all.not_understood,
            silent: self.unanswered,
            with_staff: self.all.with_staff,
            handed_over: self.calls,
            handed_over_because: times(self.because),
            silent_intents: times(self.silent),
            promised_cost: promised.iter().map(|given| given.cost).sum(),
            promised,
            asked: times(self.asked),
            facts_refused: self.refused.into_iter().map(refused).collect(),
            unheard_groups: groups.len() as u64,
            unheard,
            unheard_beyond: self.pool.beyond,
            against: self.against,
        }
    }
}

fn add<T: std::hash::Hash + Eq>(counts: &mut IndexMap<T, u64>, found: Vec<T>) {
    for one in found {
        *counts.entry(one).or_default() += 1;
    }
}

/// The most frequent first; of two as frequent the one that came first.
fn times(counts: IndexMap<Arc<str>, u64>) -> Vec<Times> {
    let mut times: Vec<Times> =
        counts.into_iter().map(|(what, times)| Times { what: what.to_string(), times }).collect();
    times.sort_by_key(|one| std::cmp::Reverse(one.times));
    times
}
