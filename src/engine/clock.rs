//! What the clock knows: whether the shop is open, when it opens next, and on which day an order leaves.

use jiff::civil::{Date, DateTime};
use jiff::{Span, Zoned};

use crate::program::Shop;

/// How many days ahead the next opening is looked for; a shop closed for longer has none.
const FARTHEST_OPENING: i64 = 400;

/// Whether the shop is open.
pub(super) fn is_open(shop: &Shop, at: DateTime) -> bool {
    let time = at.time();
    let today = shop.hours_on(at.date()).iter().any(|(from, to)| time >= *from && (time < *to || to <= from));
    // Hours that run past midnight belong to the day on which they began.
    let after_midnight = || {
        let before = at.date().yesterday();
        before.is_ok_and(|before| shop.hours_on(before).iter().any(|(from, to)| to <= from && time < *to))
    };
    today || after_midnight()
}

/// When the shop opens next; now if it is open.
pub(super) fn opens_next(shop: &Shop, now: &Zoned) -> Option<Zoned> {
    if is_open(shop, now.datetime()) {
        return Some(now.clone());
    }
    let opening = (0..FARTHEST_OPENING).find_map(|ahead| {
        let day = now.date().checked_add(Span::new().days(ahead)).ok()?;
        let openings = shop.hours_on(day).iter().map(|(from, _)| day.to_datetime(*from));
        openings.filter(|at| *at >= now.datetime()).min()
    });
    opening?.to_zoned(now.time_zone().clone()).ok()
}

/// The day on which an order placed then leaves; nothing where the shop does not say until when orders leave the same day.
pub(super) fn dispatch_day(shop: &Shop, placed: &Zoned) -> Option<Date> {
    let before = shop.ships_before?;
    let first = i64::from(placed.time() >= before);
    (first..FARTHEST_OPENING).find_map(|ahead| {
        let day = placed.date().checked_add(Span::new().days(ahead)).ok();
        day.filter(|day| !shop.hours_on(*day).is_empty())
    })
}
