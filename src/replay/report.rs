//! What a log came to, in figures.

use std::collections::BTreeMap;
use std::sync::Arc;

use indexmap::IndexMap;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::count::Counted;
use super::difference::{Change, Changed};
use super::log::{LeftOut, Log};
use super::play::Setting;
use super::pool::Pool;
use super::suggestion::Suggesting;
use crate::simulate::Given;

/// So many answers that another script changes are told of; all are counted.
pub const MOST_CHANGED: usize = 1_000;

/// How many wordings of a group are told.
const TOLD: usize = 5;

/// What a log came to.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The contract's version, 1.
    pub format: u8,
    /// The shop.
    pub shop: String,
    /// How many conversations were played.
    pub conversations: u64,
    /// How many rows the log has that could be read.
    pub rows: u64,
    /// How many rows, or parts of them, were left out.
    pub left_out: u64,
    /// The first of them, each with what was expected.
    pub left_out_rows: Vec<LeftOut>,
    /// How many messages customers wrote.
    pub messages: u64,
    /// How many of them the script answers.
    pub answered: u64,
    /// How many of the answered say something besides that no rule heard.
    pub in_part: u64,
    /// How many are not understood.
    pub not_understood: u64,
    /// How many are understood, and no rule has an answer.
    pub silent: u64,
    /// How many came while staff had the conversation.
    pub with_staff: u64,
    /// In how many conversations the script calls staff.
    pub handed_over: u64,
    /// Why, and how often.
    pub handed_over_because: Vec<Times>,
    /// What is understood and not answered, and how often.
    pub silent_intents: Vec<Times>,
    /// What the script promises: how often, and what it would cost.
    pub promised: Vec<Given>,
    /// What all of it would cost.
    #[schemars(with = "String")]
    pub promised_cost: Decimal,
    /// The systems that the script asks, and how often: a log has no answers of theirs.
    pub asked: Vec<Times>,
    /// Facts of the log that the script did not take.
    pub facts_refused: Vec<Refused>,
    /// How many groups of messages no rule hears.
    pub unheard_groups: u64,
    /// The largest of them.
    pub unheard: Vec<Unheard>,
    /// Messages beyond the limit of those that are compared.
    pub unheard_beyond: u64,
    /// What another script says to the same customers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// Something, and how often it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Times {
    /// What.
    pub what: String,
    /// How often.
    pub times: u64,
}

/// A fact that the script did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Refused {
    /// Its name.
    pub fact: String,
    /// Why, in plain words.
    pub because: String,
    /// How often.
    pub times: u64,
}

/// Messages that ask the same and that no rule hears.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unheard {
    /// How many messages.
    pub messages: u64,
    /// In how many conversations; one that says it in two ways counts twice.
    pub conversations: u64,
    /// How customers say it, the most usual way first.
    pub said: Vec<Times>,
    /// The conversation where it stands first.
    pub conversation: String,
    /// Its line in the log.
    pub line: u64,
    /// The name of the intent to paste.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intent: Option<String>,
    /// The intent to paste, in the keywords of the script.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// What another script says to the same customers.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Against {
    /// How many messages it answers.
    pub answered: u64,
    /// How many it does not understand.
    pub not_understood: u64,
    /// In how many conversations it calls staff.
    pub handed_over: u64,
    /// What its promises would cost.
    #[schemars(with = "String")]
    pub promised_cost: Decimal,
    /// How many messages only it answers.
    pub now_answered: u64,
    /// How many it answers no longer.
    pub no_longer_answered: u64,
    /// How many it answers otherwise.
    pub otherwise: u64,
    /// The conversations with an answer that differs.
    pub conversations: u64,
    /// The first of these answers.
    pub changed: Vec<Changed>,
}

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
