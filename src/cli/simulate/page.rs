//! A dry run as one page that an owner would show a partner. It needs no network.

use maud::{Markup, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::table::{grouped, percent};
use crate::cli::framed::framed;
use crate::engine::in_words;
use crate::program::{Program, Value};
use crate::simulate::{Interval, Report};

const STYLE: &str = include_str!("page.css");

/// One shop as it was played.
pub struct Shown<'a> {
    /// What it is called on the page.
    pub name: &'a str,
    /// What came of it.
    pub report: &'a Report,
}

/// The whole page: one shop, or two beside each other with the sentence that compares them.
pub fn page(program: &Program, one: &Shown<'_>, other: Option<&Shown<'_>>, answer: Option<&str>) -> String {
    let title = format!("A dry run of {}", program.shop.title);
    let shown: Vec<&Shown<'_>> = std::iter::once(one).chain(other).collect();
    let body = html! {
        p.soft { (grouped(one.report.conversations)) " conversations with customers who do not exist, seed " (one.report.seed) }
        @if let Some(answer) = answer { p.answer { (answer) } }
        @if let Some(other) = other {
            p { i.key {} " " (one.name) " · " i.key.other {} " " (other.name) }
        }
        (cards(program, one.report))
        h2 { "Who buys" }
        p.soft { "Paid orders of a hundred conversations; the thin line is where the share lies nineteen times out of twenty." }
        (shares("everyone", &shown.iter().map(|shown| shown.report.closing).collect::<Vec<_>>()))
        @for kind in &one.report.customers {
            @let same = shown.iter().filter_map(|shown| {
                shown.report.customers.iter().find(|other| other.customer == kind.customer).map(|kind| kind.closing)
            });
            (shares(&kind.customer, &same.collect::<Vec<_>>()))
        }
        h2 { "What was given" }
        @let most = shown.iter().flat_map(|shown| &shown.report.offers).map(|given| given.cost).max().unwrap_or_default();
        @for given in &one.report.offers {
            @let costs = shown.iter().map(|shown| {
                shown.report.offers.iter().find(|other| other.offer == given.offer).map_or(Decimal::ZERO, |given| given.cost)
            });
            (bars(&given.offer, &costs.map(|cost| share(cost, most)).collect::<Vec<_>>(), None, &money(program, given.cost)))
        }
        @if one.report.offers.is_empty() { p { "Nothing." } }
        h2 { "How deep the ladders went" }
        p.soft { "Rungs that one customer reached, on average." }
        @let deepest = one.report.customers.iter().map(|kind| kind.depth).fold(1.0, f64::max);
        @for kind in &one.report.customers {
            (bars(&kind.customer, &[kind.depth / deepest], None, &format!("{:.1}", kind.depth)))
        }
        @if !one.report.unreached.is_empty() {
            h2 { "Never reached" }
            ul {
                @for spot in one.report.unreached.iter().take(30) {
                    li { "when " (spot.trigger) " … " (spot.deed) ": " span.soft { (spot.because) } }
                }
            }
        }
    };
    framed("en", &title, STYLE, &body)
}

fn cards(program: &Program, report: &Report) -> Markup {
    let card = |name: &str, figure: String| html! { div.card { (name) b { (figure) } } };
    let each = |figure: Option<Decimal>| figure.map(|figure| money(program, figure));
    html! {
        div.cards {
            (card("paid orders", format!("{} of {}", grouped(report.paid), grouped(report.conversations))))
            (card("takings", money(program, report.revenue)))
            (card("given", money(program, report.given)))
            @if let Some(given) = each(report.given_per_order) { (card("given an order", given)) }
            @if let Some(kept) = each(report.margin_per_order) { (card("kept an order", kept)) }
            @if let Some(messages) = report.messages_to_order { (card("messages to the order", format!("{messages:.1}"))) }
            (card("not understood", percent(report.not_understood.rate)))
            (card("handed over", percent(report.handed_over.rate)))
        }
    }
}

/// A bar for each shop, from nothing to all, with its range.
fn shares(name: &str, of: &[Interval]) -> Markup {
    let rates: Vec<f64> = of.iter().map(|interval| interval.rate).collect();
    bars(name, &rates, Some(of), &of.first().map_or_else(String::new, |interval| percent(interval.rate)))
}

fn bars(name: &str, shares: &[f64], ranges: Option<&[Interval]>, figure: &str) -> Markup {
    let height = 100.0 / shares.len().max(1) as f64;
    html! {
        div.row {
            span.name { (name) }
            svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={ (name) ": " (figure) } {
                rect.ground x="0" y="0" width="100" height="100" {}
                @for (at, share) in shares.iter().enumerate() {
                    @let top = height * at as f64;
                    rect class=(if at == 0 { "one" } else { "other" }) x="0" y=(top) width=(format!("{:.2}", share * 100.0)) height=(height * 0.92) {}
                    @if let Some(range) = ranges.and_then(|ranges| ranges.get(at)) {
                        @let middle = top + height / 2.0;
                        line.range x1=(format!("{:.2}", range.low * 100.0)) x2=(format!("{:.2}", range.high * 100.0)) y1=(middle) y2=(middle) {}
                    }
                }
            }
            span { (figure) }
        }
    }
}

fn money(program: &Program, figure: Decimal) -> String {
    in_words(&Value::Money(figure), None, program, "en")
}

fn share(of: Decimal, most: Decimal) -> f64 {
    of.checked_div(most).and_then(|share| share.to_f64()).unwrap_or_default()
}
