//! Deciding early: on the thread by which an arrival came, while the writing thread commits others.
//!
//! It holds where nothing else happened in the conversation meanwhile. The writing thread finds that out, and else decides anew. A customer who is not
//! known here is taken for one who writes for the first time; where that is not so, it is decided anew as well.

use std::sync::Arc;

use jiff::Timestamp;
use tracing::Span;

use super::standing::{Away, Loan, Standing, UnderWay};
use super::work::{Input, Unit, Worked};
use crate::engine::Happening;
use crate::serve::arrival::Arrival;
use crate::serve::record::Decide;

/// What was decided of an arrival before the writing thread took it up.
pub(super) struct Early {
    worked: Worked,
    /// Nothing where a conversation would begin.
    loan: Option<u64>,
}

impl Early {
    /// Decides an arrival now, if its conversation is at hand or would begin.
    pub fn of(under_way: &UnderWay, decide: &Decide, arrival: &Arc<Arrival>, received: Timestamp) -> Option<Self> {
        let (number, standing, loan) = match under_way.lend(&arrival.whose) {
            Ok(Loan { number, standing, loan }) => (number, standing, Some(loan)),
            Err(Away::Unknown) if matches!(arrival.event.happening, Happening::Message { .. }) => {
                (0, Standing::new(arrival.whose.first()?.clone()), None)
            }
            Err(_) => return None,
        };
        let input = Input { arrival: arrival.clone(), received, span: Span::current(), ticket: None };
        let worked = Unit { number, standing, inputs: vec![input] }.work(decide, received);
        Some(Early { worked, loan })
    }

    /// The conversation of an arrival that has one name only, if it still is at hand. By more names another might be meant.
    pub fn number(&self, under_way: &UnderWay, arrival: &Arrival) -> Option<i64> {
        let number = self.worked.number;
        (arrival.whose.len() == 1 && under_way.is_lent(number, self.loan?)).then_some(number)
    }

    /// Whether it was decided of such a conversation: one that begins, or one that goes on.
    pub fn fits(&self, begins: bool) -> bool {
        self.loan.is_none() == begins
    }

    /// What was decided, if it is the whole of what a conversation has to do now: this one arrival, for which the one with a ticket waits.
    pub fn holding(self, under_way: &UnderWay, number: i64, ticket: Option<usize>, now: Timestamp) -> Option<Worked> {
        let Early { mut worked, loan } = self;
        let is_lent = |loan| worked.number == number && under_way.is_lent(number, loan);
        let holds = worked.text.is_ok() && loan.is_none_or(is_lent);
        worked.number = number;
        (holds && worked.state.next_timer(now).is_none()).then(|| worked.awaited(ticket))
    }
}
