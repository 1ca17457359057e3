//! What an owner is told of a dry run.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::interval::{Interval, wilson};
use super::reached::Tries;
use super::totals::{KindTotals, Totals};
use crate::program::{Body, CustomerId, Program, Rung};
use crate::source::Span;

/// A dry run in figures; money in the shop's currency, as decimal strings.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Report {
    /// The contract's version, 1.
    pub format: u8,
    /// Where chance began.
    pub seed: u64,
    /// The shop's currency.
    pub currency: String,
    /// Conversations played.
    pub conversations: u64,
    /// Turns, all events counted.
    pub turns: u64,
    /// Messages of customers.
    pub messages: u64,
    /// The share of them that stands in the script as they were written.
    pub verbatim: f64,
    /// Paid orders of all conversations.
    pub closing: Interval,
    /// Orders placed.
    pub ordered: u64,
    /// Orders paid.
    pub paid: u64,
    /// Parcels sent back.
    pub returned: u64,
    /// What was paid, parcels sent back left out.
    #[schemars(with = "String")]
    pub revenue: Decimal,
    /// What was given with paid orders.
    #[schemars(with = "String")]
    pub given: Decimal,
    /// The same for each paid order.
    #[schemars(with = "Option<String>")]
    pub given_per_order: Option<Decimal>,
    /// The same as a share of what was in the carts, from 0 to 1.
    pub given_share: Option<f64>,
    /// What was given, one by one, the dearest first.
    pub offers: Vec<Given>,
    /// What is left for each paid order once goods and gifts are paid for, where the catalogue says what goods cost.
    #[schemars(with = "Option<String>")]
    pub margin_per_order: Option<Decimal>,
    /// What the bottom line would still have allowed for each order.
    #[schemars(with = "Option<String>")]
    pub room_per_order: Option<Decimal>,
    /// Messages up to the order.
    pub messages_to_order: Option<f64>,
    /// The share of messages that meant nothing to the shop.
    pub not_understood: Interval,
    /// The share of messages that the shop answered with nothing.
    pub unanswered: Interval,
    /// The share of conversations in which staff were called.
    pub handed_over: Interval,
    /// The share of first answers that came at once.
    pub answered_at_once: Option<f64>,
    /// Seconds to the first answer.
    pub first_answer: Option<f64>,
    /// Each kind of customer.
    pub customers: Vec<Kind>,
    /// Rules and rungs that were never reached.
    pub unreached: Vec<Unreached>,
}

/// One thing that was given.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Given {
    /// The offer's name.
    pub offer: String,
    /// How often.
    pub times: u64,
    /// What it cost altogether.
    #[schemars(with = "String")]
    pub cost: Decimal,
}

/// One kind of customer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Kind {
    /// Its name.
    pub customer: String,
    /// Its number in the program, for names in other languages.
    #[serde(skip)]
    pub id: CustomerId,
    /// How many came.
    pub conversations: u64,
    /// Paid orders of all their conversations.
    pub closing: Interval,
    /// What they paid.
    #[schemars(with = "String")]
    pub revenue: Decimal,
    /// What was given to them.
    #[schemars(with = "String")]
    pub given: Decimal,
    /// How many conversations took 0, 1, 2, … rungs of one ladder.
    pub depths: Vec<u64>,
    /// The same on average.
    pub depth: f64,
}

/// A rule or a rung that was never done.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Unreached {
    /// Where it begins in the script.
    #[serde(skip)]
    pub span: Span,
    /// Where it begins, for people: `main.patter:12`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What sets the rule off.
    pub trigger: String,
    /// The rung, where the rule itself was reached; else what the rule does.
    pub deed: String,
    /// Whether it is a rung of a ladder that was reached.
    pub rung: bool,
    /// Why, in plain words.
    pub because: String,
}

/// Puts the sums into figures.
pub fn report(totals: &Totals, program: &Program, seed: u64) -> Report {
    let mut all = KindTotals::default();
    for kind in &totals.kinds {
        all.add(kind);
    }
    let digits = program.shop.money.digits.max(2);
    let per = |sum: Decimal, count: u64| (count > 0).then(|| (sum / Decimal::from(count)).round_dp(digits));
    let share = |of: Decimal, whole: Decimal| {
        use rust_decimal::prelude::ToPrimitive;
        of.checked_div(whole).and_then(|share| share.to_f64())
    };
    let mean = |sum: f64, count: u64| (count > 0).then(|| sum / count as f64);
    let mut offers: Vec<Given> = totals
        .given
        .iter()
        .map(|(name, (times, cost))| Given { offer: name.to_string(), times: *times, cost: *cost })
        .collect();
    offers.sort_by(|a, b| b.cost.cmp(&a.cost).then_with(|| a.offer.cmp(&b.offer)));
    Report {
        format: 1,
        seed,
        currency: program.shop.money.code.to_string(),
        conversations: totals.conversations,
        turns: totals.turns,
        messages: totals.messages,
        verbatim: wilson(totals.verbatim, totals.messages).rate,
        closing: wilson(all.paid, totals.conversations),
        ordered: all.ordered,
        paid: all.paid,
        returned: all.returned,
        revenue: all.revenue,
        given: all.given,
        given_per_order: per(all.given, all.paid),
        given_share: share(all.given, all.carts),
        offers,
        margin_per_order: per(totals.margin, totals.with_margin),
        room_per_order: per(totals.room, totals.with_room),
        messages_to_order: mean(totals.messages_to_order as f64, all.ordered),
        not_understood: wilson(totals.not_understood, totals.messages),
        unanswered: wilson(totals.unanswered, totals.messages),
        handed_over: wilson(totals.handed_over, totals.conversations),
        answered_at_once: mean(totals.answered_at_once as f64, totals.answered),
        first_answer: mean(totals.waited as f64, totals.answered),
        customers: kinds(totals, program),
        unreached: unreached(totals, program),
    }
}

fn kinds(totals: &Totals, program: &Program) -> Vec<Kind> {
    let came = program.customers.iter().zip(&totals.kinds).enumerate().filter(|(_, (_, kind))| kind.conversations > 0);
    came.map(|(id, (customer, kind))| {
        let deepest = kind.depths.iter().rposition(|count| *count > 0).unwrap_or(0);
        let rungs: u64 = kind.depths.iter().zip(0_u64..).map(|(count, depth)| count * depth).sum();
        Kind {
            customer: customer.name.to_string(),
            id: CustomerId::from(id),
            conversations: kind.conversations,
            closing: wilson(kind.paid, kind.conversations),
            revenue: kind.revenue,
            given: kind.given,
            depths: kind.depths.iter().take(deepest + 1).copied().collect(),
            depth: rungs as f64 / kind.conversations as f64,
        }
    })
    .collect()
}

/// Rules that were never done, and rungs of those that were.
fn unreached(totals: &Totals, program: &Program) -> Vec<Unreached> {
    let tries = |spot| totals.reached.0.get(&spot).copied().unwrap_or_default();
    let mut found = Vec::new();
    for (at, rule) in program.rules.iter().enumerate() {
        let Ok(number) = u32::try_from(at) else { continue };
        let one = |deed: &str, rung: Option<Span>, tries: Tries| Unreached {
            span: rung.unwrap_or(rule.span),
            place: None,
            trigger: rule.trigger_name.to_string(),
            deed: deed.to_owned(),
            rung: rung.is_some(),
            because: tries.because().to_owned(),
        };
        let rungs: Vec<(usize, &Rung)> = match &rule.body {
            Body::Ladder { .. } => rule.body.rungs().enumerate().collect(),
            Body::Steps(_) => Vec::new(),
        };
        let place = |rung: usize| u32::try_from(rung).ok();
        let done: BTreeSet<usize> =
            rungs.iter().map(|(rung, _)| *rung).filter(|rung| tries((number, place(*rung))).fired > 0).collect();
        if tries((number, None)).fired == 0 && done.is_empty() {
            found.push(one(&rule.key, None, tries((number, None))));
            continue;
        }
        let never = rungs.iter().filter(|(rung, _)| !done.contains(rung));
        found.extend(never.map(|(at, rung)| one(&rung.deed, Some(rung.span), tries((number, place(*at))))));
    }
    found
}
