//! An order comes: promises are checked again, kept, and printed.

use super::event::Event;
use super::facts;
use super::state::{Due, Promise};
use super::trace::Remark;
use super::turn::{Act, Deed};
use super::turning::Turning;
use super::view::View;
use super::words::Within;
use crate::program::{LanguageId, OrderStage, Scope, Trigger, Type, Value};

/// When the order was placed, as the standard facts call it.
const PLACED_AT: &str = "order.placed-at";

impl Turning<'_> {
    /// Nobody need say when an order was placed: it is now, unless the shop's system knows better.
    pub fn placed_now(&mut self, event: &Event) {
        let Some(id) = self.program.names.facts.get(PLACED_AT) else { return };
        let Some(fact) = self.program.fact(*id) else { return };
        let known = event.facts.keys().any(|name| self.program.names.facts.get(&name.to_lowercase()) == Some(id))
            || !self.state.order_placed && self.state.order.facts.contains_key(&fact.name);
        if !known && fact.of == Type::Moment && fact.scope == Scope::Order {
            let now = Value::Moment(Box::new(self.moment.zoned(self.program).clone()));
            self.state.order.facts.insert(fact.name.clone(), facts::write(&now));
        }
    }

    /// An order was placed.
    pub fn order_placed(&mut self) {
        self.lapse();
        if self.keeps_silent() {
            self.fire_silent(&Trigger::Order(OrderStage::Placed));
            self.remark_silence();
        } else {
            self.fire(&Trigger::Order(OrderStage::Placed));
        }
        self.state.order_placed = true;
        // What was known of the order before belongs to it alone.
        self.state.last_order.clear();
        // The deal is done: a later "ok" takes nothing more.
        self.state.open_ladder = None;
        let (later, now): (Vec<Promise>, Vec<Promise>) =
            std::mem::take(&mut self.state.promises).into_iter().partition(|promise| promise.due == Due::NextOrder);
        self.turn.packing_list = now;
        self.state.promises = later.into_iter().map(|promise| Promise { due: Due::CarriedOver, ..promise }).collect();
    }

    /// Promises whose `needs` no longer holds lapse aloud, and staff get a task.
    fn lapse(&mut self) {
        let (kept, lapsed): (Vec<Promise>, Vec<Promise>) = std::mem::take(&mut self.state.promises)
            .into_iter()
            .partition(|promise| promise.due == Due::NextOrder || self.stands(promise));
        self.state.promises = kept;
        for promise in lapsed {
            self.turn.trace.remarks.push(Remark::Lapsed { promise: promise.name.clone() });
            if !self.keeps_silent() {
                self.say_lapse(self.lapse_sentence(&promise), self.language);
            }
            let needs = promise.needs.as_ref().map_or("", |needs| &*needs.words);
            let task = format!("the promise `{}` lapsed: {needs}", promise.name);
            self.turn.acts.push(Act::deed(Deed::Tasks(task.into())));
        }
    }

    /// Whether a promise's terms hold. What was said stands unless they plainly do not.
    fn stands(&self, promise: &Promise) -> bool {
        let term = promise.needs.as_ref().and_then(|needs| needs.term.as_ref());
        let condition = term.and_then(|term| term.meant(self.program));
        condition.is_none_or(|condition| self.view().holds(Some(&condition)) != Some(false))
    }

    fn lapse_sentence(&self, promise: &Promise) -> String {
        let words = &promise.words;
        match self.turn.language.split('-').next() {
            Some("zh") => format!("很抱歉，这笔订单没有达到条件，这项优惠不能算在里面：{words}"),
            Some("es") => {
                format!("Lo sentimos: este pedido no cumple la condición de lo ofrecido, y no se aplica: {words}")
            }
            _ => format!(
                "We are sorry: this order does not meet the condition of what was offered, and it does not apply: {words}"
            ),
        }
    }

    /// The sentence in which a promise lapses passes the same policies as any other.
    fn say_lapse(&mut self, text: String, language: LanguageId) {
        let within = Within { replies: &[], offer: None, question: None, intent: None };
        let forbidden = { View { language, ..self.view() }.forbids(&text, &within).cloned() };
        match forbidden {
            Some(policy) => self.remark_once(Remark::Withheld { text, policy }),
            None => self.turn.acts.push(Act::words(text)),
        }
    }
}
