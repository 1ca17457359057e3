//! What the clock knows: whether the shop is open, and when it opens next.

use jiff::civil::{Date, DateTime, Time};
use jiff::{Span, Zoned};

use crate::program::Shop;

/// How many days ahead the next opening is looked for; a shop closed for longer has none.
const FARTHEST_OPENING: i64 = 400;

/// Whether the shop is open.
pub(super) fn is_open(shop: &Shop, at: DateTime) -> bool {
    // Hours that run past midnight belong to the day on which they began.
    let after_midnight = || {
        at.date().yesterday().is_ok_and(|before| {
            works(shop, before) && shop.hours.iter().any(|(from, to)| to <= from && at.time() < *to)
        })
    };
    let today = || {
        works(shop, at.date())
            && (shop.hours.is_empty()
                || shop.hours.iter().any(|(from, to)| at.time() >= *from && (at.time() < *to || to <= from)))
    };
    today() || after_midnight()
}

/// When the shop opens next; now if it is open.
pub(super) fn opens_next(shop: &Shop, now: &Zoned) -> Option<Zoned> {
    if is_open(shop, now.datetime()) {
        return Some(now.clone());
    }
    for ahead in 0..FARTHEST_OPENING {
        let day = now.date().checked_add(Span::new().days(ahead)).ok()?;
        if !works(shop, day) {
            continue;
        }
        let midnight = [(Time::midnight(), Time::midnight())];
        let hours: &[(Time, Time)] = if shop.hours.is_empty() { &midnight } else { &shop.hours };
        let opening = hours.iter().map(|(from, _)| day.to_datetime(*from)).filter(|at| *at >= now.datetime()).min();
        if let Some(opening) = opening {
            return opening.to_zoned(now.time_zone().clone()).ok();
        }
    }
    None
}

/// The day on which an order placed then leaves; nothing where the shop does not say until when orders leave the same day.
pub(super) fn dispatch_day(shop: &Shop, placed: &Zoned) -> Option<Date> {
    let before = shop.ships_before?;
    let first = i64::from(placed.time() >= before);
    (first..FARTHEST_OPENING)
        .find_map(|ahead| placed.date().checked_add(Span::new().days(ahead)).ok().filter(|day| works(shop, *day)))
}

fn works(shop: &Shop, day: Date) -> bool {
    !shop.closed.iter().any(|(first, last)| day >= *first && day <= *last)
}
