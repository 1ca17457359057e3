//! What set a turn's rules off where it was no message: an order's progress, time, staff, the shop's systems.

use std::sync::Arc;

use super::Told;
use super::causes::{Cause, Kind};
use super::tongue::Tongue;
use crate::engine::{Happening, Remark, TimerChange};
use crate::program::{OrderStage, Trigger, Until, Value, Wait};
use crate::transcript::called;

impl Told<'_> {
    /// What happened, with the trigger it set off; nothing where a timer came that runs no longer.
    pub fn happened(&self, happening: &Happening) -> Option<Cause> {
        let tongue = self.tongue;
        let by = |words: String, trigger: &str| Cause { words, trigger: trigger.into(), kind: Kind::Other };
        let plain = |forms: [&str; 3], trigger: &str| by(tongue.pick(forms).to_owned(), trigger);
        if let Some(stage) = happening.order() {
            return Some(plain(of_order(stage).0, &format!("order {}", stage.word())));
        }
        Some(match happening {
            Happening::CartChanged => plain(CART.0, "cart changed"),
            Happening::CustomerLeft => plain(["the customer left", "顾客离开了", "el cliente se fue"], "customer left"),
            Happening::StaffJoined => plain(STAFF_JOINED.0, "staff joined"),
            Happening::StaffMessage { .. } => {
                plain(["staff wrote", "人工发了消息", "escribió el personal"], "staff message")
            }
            Happening::StaffLeft => plain(
                [
                    "staff left, so the rules speak again",
                    "人工离开了，规则又开始说话",
                    "el personal salió y las reglas vuelven a hablar",
                ],
                "staff left",
            ),
            Happening::StaffResolved => plain(
                [
                    "staff resolved it, so the rules speak again",
                    "人工处理完了，规则又开始说话",
                    "el personal la dio por resuelta y las reglas vuelven a hablar",
                ],
                "staff left",
            ),
            Happening::NeedsNoAnswer => plain(
                [
                    "staff said that it needs no answer",
                    "人工说不用回复",
                    "el personal dijo que no hace falta responder",
                ],
                "needs no answer",
            ),
            Happening::Muted => plain(
                ["the script was muted here", "这段对话里脚本被静音了", "se silenció el guion en esta conversación"],
                "muted",
            ),
            Happening::Unmuted => {
                plain(["the script may speak again", "脚本又可以说话了", "el guion puede volver a hablar"], "unmuted")
            }
            Happening::Declared { event, .. } => {
                let name = tongue.event(event);
                by(tongue.say(["{0} happened", "发生了「{0}」", "ocurrió {0}"], &[name]), event)
            }
            Happening::SystemAnswered { request } => {
                let system = self.system(*request);
                let refused = self.trace.remarks.iter().any(|one| matches!(one, Remark::SystemRefused { .. }));
                let words = tongue.say(["{0} answered", "系统「{0}」回答了", "respondió {0}"], &[&system]);
                Cause { words, trigger: "".into(), kind: if refused { Kind::Other } else { Kind::Answer } }
            }
            Happening::SystemFailed { request, because } => {
                let system = self.system(*request);
                let forms = if because.is_empty() {
                    ["{0} could not answer", "系统「{0}」没能回答", "{0} no pudo responder"]
                } else {
                    ["{0} could not answer: {1}", "系统「{0}」没能回答：{1}", "{0} no pudo responder: {1}"]
                };
                by(tongue.say(forms, &[&system, &tongue.quoted(because)]), "")
            }
            Happening::Timer { timer, .. } => return self.timer(timer),
            _ => plain(["facts were given", "告诉了一些事实", "se dieron datos"], "facts"),
        })
    }

    fn timer(&self, timer: &Arc<str>) -> Option<Cause> {
        let tongue = self.tongue;
        let gone = |remark: &Remark| matches!(remark, Remark::TimerRefused { .. } | Remark::Gone { .. });
        if self.trace.remarks.iter().any(gone) {
            return None;
        }
        if let Some((system, _)) = asked_of(timer) {
            let forms = ["{0} did not answer in time", "系统「{0}」没有及时回答", "{0} no respondió a tiempo"];
            return Some(Cause { words: tongue.say(forms, &[system]), trigger: "".into(), kind: Kind::Other });
        }
        // The script may wait for another length of time than when the timer was set.
        let tried = self.trace.tried.first().map(|tried| &tried.trigger);
        let waits = || tongue.program.waits.iter();
        let wait = waits().find(|wait| wait.name == *timer).or_else(|| waits().find(|wait| Some(&wait.name) == tried));
        let words = match wait {
            Some(wait) => tongue.waited(wait),
            None => tongue.pick(["a timer ran out", "定时到了", "venció un plazo"]).to_owned(),
        };
        let trigger = wait.map_or_else(|| timer.clone(), |wait| wait.name.clone());
        Some(Cause { words, trigger, kind: Kind::Other })
    }

    /// The system that a request went to.
    fn system(&self, request: u64) -> String {
        let stopped = self.timers.iter().find_map(|change| match change {
            TimerChange::Stopped { timer, generation } if *generation == request => asked_of(timer),
            _ => None,
        });
        let forms = ["one of the shop's systems", "店里的系统", "un sistema de la tienda"];
        stopped.map_or_else(|| self.tongue.pick(forms).to_owned(), |(system, _)| system.to_owned())
    }
}

/// The system and the question of a timer that ends the time for an answer.
fn asked_of(timer: &str) -> Option<(&str, &str)> {
    timer.strip_prefix("answer of ")?.split_once(" to ")
}

/// Something that happened, as it is told, and as it is told that it did not come about.
type Forms = ([&'static str; 3], [&'static str; 3]);

const CART: Forms = (
    ["the cart changed", "购物车变了", "cambió el carrito"],
    ["the cart changing", "购物车变化", "que cambiara el carrito"],
);

const STAFF_JOINED: Forms = (
    ["staff took over", "人工接手了", "entró el personal"],
    ["staff taking over", "人工接手", "que entrara el personal"],
);

fn of_order(stage: OrderStage) -> Forms {
    match stage {
        OrderStage::Placed => (
            ["the order was placed", "顾客下了单", "se hizo el pedido"],
            ["the order being placed", "下单", "que se hiciera el pedido"],
        ),
        OrderStage::Paid => (
            ["the order was paid", "订单付了款", "se pagó el pedido"],
            ["the order being paid", "付款", "que se pagara el pedido"],
        ),
        OrderStage::Shipped => (
            ["the order was shipped", "订单发了货", "se envió el pedido"],
            ["the order being shipped", "发货", "que se enviara el pedido"],
        ),
        OrderStage::Delayed => (
            ["the order was delayed", "订单延误了", "se retrasó el pedido"],
            ["the order being delayed", "延误", "que se retrasara el pedido"],
        ),
        OrderStage::Delivered => (
            ["the order arrived", "订单签收了", "llegó el pedido"],
            ["the order arriving", "签收", "que llegara el pedido"],
        ),
        OrderStage::Reviewed => (
            ["the order was reviewed", "订单有了评价", "se reseñó el pedido"],
            ["the order being reviewed", "评价", "que se reseñara el pedido"],
        ),
        OrderStage::Returned => (
            ["the order was sent back", "订单退了货", "se devolvió el pedido"],
            ["the order being sent back", "退货", "que se devolviera el pedido"],
        ),
        OrderStage::Cancelled => (
            ["the order was cancelled", "订单取消了", "se canceló el pedido"],
            ["the order being cancelled", "取消订单", "que se cancelara el pedido"],
        ),
    }
}

impl Tongue<'_> {
    fn event<'n>(&'n self, name: &'n str) -> &'n str {
        called::event(name, self.keywords, self.program)
    }

    /// What a timer waited for, now that it is over.
    fn waited(self, wait: &Wait) -> String {
        match &wait.until {
            Until::After { event, after, unless } => {
                let (event, after) = (self.occurred(event), self.value(&Value::Duration(*after), None));
                // One day has passed, two have.
                let one = after.split(' ').next() == Some("1");
                match unless {
                    Some(unless) => self.say(
                        [
                            "{0}, and {1} passed without {2}",
                            "{0}，{1}内没有等到{2}",
                            if one { "{0}, y pasó {1} sin {2}" } else { "{0}, y pasaron {1} sin {2}" },
                        ],
                        &[&event, &after, &self.missing(unless)],
                    ),
                    None => self.say(
                        [
                            if one { "{0}, and {1} has passed since" } else { "{0}, and {1} have passed since" },
                            "{0}，到现在过了{1}",
                            if one { "{0}, y ha pasado {1}" } else { "{0}, y han pasado {1}" },
                        ],
                        &[&event, &after],
                    ),
                }
            }
            Until::Day { fact, at } => {
                let fact = self.program.fact(*fact).map_or("", |fact| fact.called(self.keywords.tag()));
                let at = self.value(&Value::Time(*at), None);
                let spanish = if at.starts_with("01:") {
                    "llegó la {1} del día de {0}"
                } else {
                    "llegaron las {1} del día de {0}"
                };
                let forms = ["it was {1} on the day of {0}", "到了{0}那天的{1}", spanish];
                self.say(forms, &[fact, &at])
            }
            Until::Unanswered { within } => {
                let within = self.value(&Value::Duration(*within), None);
                let forms = ["nobody answered within {0}", "{0}内没有人回答", "nadie respondió en {0}"];
                self.say(forms, &[&within])
            }
        }
    }

    /// What set a timer.
    fn occurred(self, trigger: &Trigger) -> String {
        match trigger {
            Trigger::Intent(id) => {
                let name = self.program.intent(*id).map_or("", |intent| intent.called(self.keywords.tag()));
                self.say(["the customer said {0}", "顾客说了「{0}」", "el cliente dijo {0}"], &[name])
            }
            Trigger::Event(id) => {
                let name = self.program.event(*id).map_or("", |event| event.called(self.keywords.tag()));
                self.say(["{0} happened", "发生了「{0}」", "ocurrió {0}"], &[name])
            }
            other => self.pick(forms(other).0).to_owned(),
        }
    }

    /// What did not come about, to be said behind "without".
    fn missing(self, trigger: &Trigger) -> String {
        match trigger {
            Trigger::Intent(id) => {
                let name = self.program.intent(*id).map_or("", |intent| intent.called(self.keywords.tag()));
                self.say(["a word of {0}", "「{0}」", "una palabra de {0}"], &[name])
            }
            Trigger::Event(id) => {
                let name = self.program.event(*id).map_or("", |event| event.called(self.keywords.tag()));
                self.say(["{0}", "「{0}」", "{0}"], &[name])
            }
            other => self.pick(forms(other).1).to_owned(),
        }
    }
}

fn forms(trigger: &Trigger) -> Forms {
    match trigger {
        Trigger::Order(stage) => of_order(*stage),
        Trigger::CartChanged => CART,
        Trigger::OfferAccepted => (
            ["an offer was taken", "顾客接受了优惠", "se aceptó una oferta"],
            ["an offer being taken", "顾客接受优惠", "que se aceptara una oferta"],
        ),
        Trigger::OfferDeclined => (
            ["an offer was turned down", "顾客拒绝了优惠", "se rechazó una oferta"],
            ["an offer being turned down", "顾客拒绝优惠", "que se rechazara una oferta"],
        ),
        Trigger::StaffJoined => STAFF_JOINED,
        Trigger::StaffLeft => (
            ["staff left", "人工离开了", "salió el personal"],
            ["staff leaving", "人工离开", "que saliera el personal"],
        ),
        Trigger::FirstMessage => (
            ["the first message came", "来了第一条消息", "llegó el primer mensaje"],
            ["a first message", "第一条消息", "un primer mensaje"],
        ),
        Trigger::MessageWith(_) => (
            ["such a message came", "来了这样的消息", "llegó un mensaje así"],
            ["such a message", "这样的消息", "un mensaje así"],
        ),
        Trigger::NothingUnderstood => (
            ["a message was not understood", "有一条消息没听懂", "no se entendió un mensaje"],
            ["a message that is not understood", "听不懂的消息", "un mensaje que no se entienda"],
        ),
        Trigger::ShopAsked => (
            ["the customer asked something", "顾客问了问题", "el cliente preguntó algo"],
            ["a question", "问题", "una pregunta"],
        ),
        Trigger::Message | Trigger::Intent(_) | Trigger::Event(_) | Trigger::Later(_) => {
            (["the customer wrote", "顾客写了消息", "el cliente escribió"], ["a message", "新消息", "un mensaje"])
        }
    }
}
