//! A dry run as one page that an owner would show a partner. It needs no network.

use maud::{Markup, PreEscaped, html};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::curve::{Point, curve};
use super::table::percent;
use crate::cli::count::grouped;
use crate::cli::framed::framed;
use crate::cli::stop::Stop;
use crate::engine::in_words;
use crate::program::{Program, Value};
use crate::simulate::{Interval, Kind, Report};

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
    // In the order of the first, then what only the other gave.
    let mut offers: Vec<&str> = Vec::new();
    for given in shown.iter().flat_map(|shown| &shown.report.offers) {
        if !offers.contains(&&*given.offer) {
            offers.push(&given.offer);
        }
    }
    let body = html! {
        p.soft { (grouped(one.report.conversations)) " conversations with customers who do not exist, seed " (one.report.seed) }
        @if let Some(answer) = answer { p.answer { (answer) } }
        @if let Some(other) = other {
            p { i.key {} " " (one.name) " · " i.key.other {} " " (other.name) }
        }
        (cards(program, &shown))
        h2 { "Who buys" }
        p.soft { "Paid orders of a hundred conversations; the thin line is where the share lies nineteen times out of twenty." }
        (shares("everyone", &shown.iter().map(|shown| shown.report.closing).collect::<Vec<_>>()))
        @for kind in &one.report.customers {
            @let same: Vec<Interval> = shown.iter().filter_map(|shown| of_kind(shown.report, &kind.customer)).map(|kind| kind.closing).collect();
            (shares(&kind.customer, &same))
        }
        h2 { "What was given" }
        @let most = shown.iter().flat_map(|shown| &shown.report.offers).map(|given| given.cost).max().unwrap_or_default();
        @for offer in &offers {
            @let costs: Vec<Decimal> = shown.iter().map(|shown| cost(shown.report, offer)).collect();
            @let shares: Vec<f64> = costs.iter().map(|cost| share(*cost, most)).collect();
            @let figures: Vec<String> = costs.iter().map(|cost| money(program, *cost)).collect();
            (bars(offer, &shares, None, &figures))
        }
        @if offers.is_empty() { p { "Nothing." } }
        h2 { "How deep the ladders went" }
        p.soft { "Rungs that one customer reached, on average." }
        @let deepest = shown.iter().flat_map(|shown| &shown.report.customers).map(|kind| kind.depth).fold(1.0, f64::max);
        @for kind in &one.report.customers {
            @let depths: Vec<f64> = shown.iter().filter_map(|shown| of_kind(shown.report, &kind.customer)).map(|kind| kind.depth).collect();
            @let figures: Vec<String> = depths.iter().map(|depth| format!("{depth:.1}")).collect();
            (bars(&kind.customer, &depths.iter().map(|depth| depth / deepest).collect::<Vec<_>>(), None, &figures))
        }
        @if !one.report.unreached.is_empty() {
            h2 { "Never reached" }
            ul {
                @for spot in one.report.unreached.iter().take(30) {
                    li {
                        @if let Some(place) = &spot.place { span.soft { (place) ": " } }
                        "when " (spot.trigger) " … " (spot.deed) ": " span.soft { (spot.because) }
                    }
                }
            }
        }
    };
    framed("en", &title, STYLE, &body)
}

/// One figure of a sweep with what came of it.
pub struct Figure<'a> {
    /// `5%`
    pub label: String,
    /// What came of it.
    pub report: &'a Report,
}

/// The page of a sweep: a curve, and its figures in a table.
pub fn sweep(program: &Program, name: &str, figures: &[Figure<'_>]) -> Result<String, Stop> {
    let points: Vec<Point> = figures
        .iter()
        .map(|Figure { label, report }| Point {
            label: label.clone(),
            given: report.given_per_order.and_then(|given| given.to_f64()).unwrap_or_default(),
            closing: report.closing,
        })
        .collect();
    let given = format!("given for each paid order, {}", program.shop.money.code);
    let curve = curve(&points, &given, "paid orders of a hundred")?;
    let each = |figure: Option<Decimal>| figure.map_or_else(|| "–".to_owned(), |figure| money(program, figure));
    let body = html! {
        @if let Some(Figure { report, .. }) = figures.first() {
            p.soft { "The same " (grouped(report.conversations)) " customers who do not exist come each time, seed " (report.seed) }
        }
        h2 { "What is given, and how many buy" }
        p.soft { "Each dot is the shop with another figure for " b { (name) } ". The upright line is where the share of paid orders lies nineteen times out of twenty." }
        div.curve { (PreEscaped(curve)) }
        div.wide {
            table {
                thead { tr { th { (name) } th { "paid" } th { "given an order" } th { "kept an order" } th { "takings" } } }
                tbody {
                    @for Figure { label, report } in figures {
                        tr {
                            th { (label) }
                            td { (percent(report.closing.rate)) }
                            td { (each(report.given_per_order)) }
                            td { (each(report.margin_per_order)) }
                            td { (money(program, report.revenue)) }
                        }
                    }
                }
            }
        }
    };
    Ok(framed("en", &format!("{name}: a dry run of {}", program.shop.title), STYLE, &body))
}

/// The figures that matter most, each of the shop and beside it that of the other.
fn cards(program: &Program, shown: &[&Shown<'_>]) -> Markup {
    let card = |name: &str, figure: &dyn Fn(&Report) -> Option<String>| {
        let mut figures = shown.iter().filter_map(|shown| figure(shown.report));
        let first = figures.next();
        html! {
            @if let Some(first) = first {
                div.card { (name) b { (first) } @for other in figures { span.soft { (other) } } }
            }
        }
    };
    let sum = |figure: Decimal| Some(money(program, figure));
    let each = |figure: Option<Decimal>| figure.map(|figure| money(program, figure));
    html! {
        div.cards {
            (card("paid orders", &|report| Some(format!("{} of {}", grouped(report.paid), grouped(report.conversations)))))
            (card("takings", &|report| sum(report.revenue)))
            (card("given", &|report| sum(report.given)))
            (card("given an order", &|report| each(report.given_per_order)))
            (card("kept an order", &|report| each(report.margin_per_order)))
            (card("messages to the order", &|report| report.messages_to_order.map(|messages| format!("{messages:.1}"))))
            (card("not understood", &|report| Some(percent(report.not_understood.rate))))
            (card("handed over", &|report| Some(percent(report.handed_over.rate))))
        }
    }
}

/// A bar for each shop, from nothing to all, with its range.
fn shares(name: &str, of: &[Interval]) -> Markup {
    let rates: Vec<f64> = of.iter().map(|interval| interval.rate).collect();
    let figures: Vec<String> = rates.iter().map(|rate| percent(*rate)).collect();
    bars(name, &rates, Some(of), &figures)
}

fn bars(name: &str, shares: &[f64], ranges: Option<&[Interval]>, figures: &[String]) -> Markup {
    let height = 100.0 / shares.len().max(1) as f64;
    html! {
        div.row {
            span.name { (name) }
            svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={ (name) ": " (figures.join(", ")) } {
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
            span {
                @for (at, figure) in figures.iter().enumerate() {
                    @if at > 0 { span.soft { " · " (figure) } } @else { (figure) }
                }
            }
        }
    }
}

fn money(program: &Program, figure: Decimal) -> String {
    in_words(&Value::Money(figure), None, program, "en")
}

fn of_kind<'r>(report: &'r Report, customer: &str) -> Option<&'r Kind> {
    report.customers.iter().find(|kind| kind.customer == customer)
}

/// What an offer cost in a run.
fn cost(report: &Report, offer: &str) -> Decimal {
    report.offers.iter().find(|given| given.offer == offer).map_or(Decimal::ZERO, |given| given.cost)
}

fn share(of: Decimal, most: Decimal) -> f64 {
    of.checked_div(most).and_then(|share| share.to_f64()).unwrap_or_default()
}
