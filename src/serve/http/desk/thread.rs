//! What was said and done in a conversation, and why.

use std::sync::Arc;

use jiff::Timestamp;
use maud::{Markup, html};

use super::conversation::named;
use super::deeds::who;
use super::words::Words;
use crate::engine::{Act, Deed, Happening, Remark};
use crate::serve::http::House;
use crate::serve::outgoing::is_web;
use crate::serve::record::Record;
use crate::serve::script::{Script, Scripts};
use crate::transcript::{deed_text, fill, why};

/// Writes turns for one reader.
pub struct Thread<'a> {
    words: &'static Words,
    scripts: &'a Scripts,
    running: Arc<Script>,
    now: Timestamp,
}

impl<'a> Thread<'a> {
    /// For a reader of a language.
    pub fn new(house: &'a House, words: &'static Words) -> Self {
        Thread { words, scripts: &house.scripts, running: house.scripts.running(), now: Timestamp::now() }
    }

    /// One turn.
    pub fn turn(&self, record: &Record) -> Markup {
        let words = self.words;
        let wrote = matches!(record.event.happening, Happening::Message { .. });
        let quiet = record.turn.acts.is_empty() && record.turn.requests.is_empty();
        let refused = record.turn.trace.remarks.iter().any(|remark| matches!(remark, Remark::FactRefused { .. }));
        html! {
            div.turn id=(format!("turn-{}", record.version)) {
                @match &record.event.happening {
                    Happening::Message { text, photos, files, .. } => {
                        div.line.customer {
                            (self.by(words.customer, record.received))
                            p dir="auto" { (text) }
                            @for photo in photos { (photographed(record, words.photo, photo)) }
                            @for file in files { (attached(words.file, file)) }
                        }
                    }
                    Happening::StaffMessage { text } => (self.staff(record, text)),
                    happening => (self.stage(record, happening)),
                }
                @for act in &record.turn.acts { (self.act(record, act)) }
                @for request in &record.turn.requests { p.stage { (fill(words.asks_system, &[&request.system])) } }
                @if !quiet || wrote || refused { (self.reasons(record)) }
            }
        }
    }

    /// Who wrote a line, and when.
    fn by(&self, who: &str, at: Timestamp) -> Markup {
        let zone = &self.running.program.shop.time_zone;
        html! { span.by { bdi { (who) } " " time datetime=(at.to_string()) { (self.words.when(at, self.now, zone)) } } }
    }

    fn staff(&self, record: &Record, text: &str) -> Markup {
        let words = self.words;
        let policy = record.turn.trace.remarks.iter().find_map(|remark| match remark {
            Remark::Withheld { policy, .. } => Some(&**policy),
            _ => None,
        });
        html! {
            div.line.staff.withheld[policy.is_some()] {
                (self.by(who(record).unwrap_or(words.somebody), record.at))
                @if text.is_empty() { p.attached { (words.photo_or_file) } } @else { p dir="auto" { (text) } }
                @if let Some(policy) = policy { p.wrong { (fill(words.forbidden, &[&named(policy, text)])) } }
            }
        }
    }

    /// Something that happened besides words.
    fn stage(&self, record: &Record, happening: &Happening) -> Markup {
        let words = self.words;
        let name = who(record).unwrap_or(words.somebody);
        let told = match happening {
            Happening::Declared { event, .. } => fill(words.event, &[event]),
            Happening::StaffJoined => fill(words.staff_joined, &[name]),
            Happening::StaffLeft => fill(words.staff_left, &[name]),
            Happening::StaffResolved => fill(words.staff_resolved, &[name]),
            Happening::NeedsNoAnswer => fill(words.needs_no_answer, &[name]),
            Happening::Muted => fill(words.muted, &[name]),
            Happening::Unmuted => fill(words.unmuted, &[name]),
            Happening::CustomerLeft => words.left_window.to_owned(),
            Happening::CartChanged => words.cart_changed.to_owned(),
            Happening::OrderPlaced => words.order_placed.to_owned(),
            Happening::OrderPaid => words.order_paid.to_owned(),
            Happening::OrderShipped => words.order_shipped.to_owned(),
            Happening::OrderDelayed => words.order_delayed.to_owned(),
            Happening::OrderDelivered => words.order_delivered.to_owned(),
            Happening::OrderReviewed => words.order_reviewed.to_owned(),
            Happening::OrderReturned => words.order_returned.to_owned(),
            Happening::OrderCancelled => words.order_cancelled.to_owned(),
            Happening::OfferAccepted => words.offer_accepted.to_owned(),
            Happening::OfferDeclined => words.offer_declined.to_owned(),
            Happening::Timer { .. } => words.timer.to_owned(),
            Happening::SystemAnswered { .. } => words.system_answered.to_owned(),
            Happening::SystemFailed { .. } => words.system_failed.to_owned(),
            Happening::Facts | Happening::Message { .. } | Happening::StaffMessage { .. } => {
                words.facts_came.to_owned()
            }
        };
        html! { p.stage { bdi { (told) } " · " time datetime=(record.at.to_string()) { (self.words.when(record.at, self.now, &self.running.program.shop.time_zone)) } } }
    }

    /// What the script said and did.
    fn act(&self, record: &Record, act: &Act) -> Markup {
        let words = self.words;
        let seen = !act.texts.is_empty() || matches!(act.deed, Some(Deed::ShowsPicture(_) | Deed::SendsLink(_)));
        let deed = act.deed.as_ref().map(|deed| deed_text(deed, words.language, &self.running.program));
        html! {
            @if seen {
                div.line.shop {
                    (self.by(words.shop, record.at))
                    @for text in &act.texts { p dir="auto" { (text) } }
                    @match &act.deed {
                        Some(Deed::ShowsPicture(address)) => (attached(words.photo, address)),
                        Some(Deed::SendsLink(address)) => (attached("", address)),
                        _ => {}
                    }
                    @if !act.choices.is_empty() { p.choices { span.soft { (words.choices) ": " } (act.choices.join(" / ")) } }
                    @if let Some(deed) = deed { p.deed { (deed) } }
                }
            } @else if let Some(deed) = deed {
                p.stage.deed { bdi { (deed) } }
            }
        }
    }

    /// Why the turn came about: a sentence, and behind it the rest.
    fn reasons(&self, record: &Record) -> Markup {
        let words = self.words;
        let silent = |remark: &Remark| matches!(remark, Remark::WithStaff | Remark::Muted);
        if record.turn.acts.is_empty() && record.turn.trace.remarks.iter().any(silent) {
            return html! {};
        }
        let told = match self.scripts.known(&record.script) {
            Some(script) => {
                let (program, sources) = (&script.program, &script.sources);
                why(&record.event.happening, &record.turn, program, sources, words.language)
            }
            None => vec![words.older_script.to_owned()],
        };
        let Some((first, rest)) = told.split_first() else { return html! {} };
        html! {
            @if rest.is_empty() {
                p.why { span.unseen { (words.why) ": " } bdi { (first) } }
            } @else {
                details.why {
                    summary { span.unseen { (words.why) ": " } bdi { (first) } }
                    @for sentence in rest { p { bdi { (sentence) } } }
                }
            }
        }
    }
}

/// A photo of a customer's: what the chat keeps is shown, what other channels name is named.
fn photographed(record: &Record, what: &str, photo: &str) -> Markup {
    if &*record.channel != "web" {
        return attached(what, photo);
    }
    let address = format!("/desk/photo/{photo}");
    html! { a.photo href=(address) target="_blank" { img src=(address) alt=(what) loading="lazy"; } }
}

/// Something that came along: a link where it is an address of the web, its name otherwise.
fn attached(what: &str, address: &str) -> Markup {
    html! {
        p.attached {
            @if !what.is_empty() { span.soft { (what) ": " } }
            @if is_web(address) { a href=(address) target="_blank" rel="noopener noreferrer nofollow" { (address) } } @else { bdi { (address) } }
        }
    }
}
