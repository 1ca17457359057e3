//! What set a turn's rules off: what the message was understood to mean, or what happened.

use std::sync::Arc;

use super::Told;
use crate::engine::{Happening, Remark, Understood};
use crate::program::IntentId;

/// Something that set rules off.
pub(super) struct Cause {
    /// In words.
    pub words: String,
    /// The trigger it set off, as memory calls it.
    pub trigger: Arc<str>,
    /// What sort of thing it is.
    pub kind: Kind,
}

/// Sorts of causes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something in a message.
    Meaning,
    /// A yes to what was open.
    Acceptance,
    /// That there was a message at all, or a first one.
    Opening,
    /// Anything else.
    Other,
}

impl Told<'_> {
    /// All that set rules off, in the order in which it was answered.
    pub fn causes(&self, happening: &Happening) -> Vec<Cause> {
        let tongue = self.tongue;
        let other = |forms: [&str; 3], trigger: &str| Cause {
            words: tongue.pick(forms).to_owned(),
            trigger: trigger.into(),
            kind: Kind::Other,
        };
        match happening {
            Happening::Message { .. } => self.message(),
            Happening::OrderPlaced => {
                vec![other(["the order was placed", "顾客下了单", "se hizo el pedido"], "order placed")]
            }
            Happening::OfferAccepted | Happening::OfferDeclined => vec![self.answer(happening)],
            Happening::StaffJoined => {
                let forms = ["staff took over", "人工接手了", "entró el personal"];
                vec![other(forms, "staff joined")]
            }
            Happening::StaffLeft => {
                vec![other(
                    [
                        "staff left, so the rules speak again",
                        "人工离开了，规则又开始说话",
                        "el personal salió y las reglas vuelven a hablar",
                    ],
                    "staff left",
                )]
            }
            Happening::Facts => {
                vec![other(["facts were given", "告诉了一些事实", "se dieron datos"], "facts")]
            }
            _ => Vec::new(),
        }
    }

    fn message(&self) -> Vec<Cause> {
        let tongue = self.tongue;
        let mut causes = Vec::new();
        let openings = [
            ("first message", ["this was the first message", "这是第一条消息", "era el primer mensaje"]),
            ("message", ["every message is looked at", "每条消息都会看", "se mira cada mensaje"]),
        ];
        for (trigger, forms) in openings {
            if self.fired(trigger) {
                let words = tongue.pick(forms).to_owned();
                causes.push(Cause { words, trigger: trigger.into(), kind: Kind::Opening });
            }
        }
        for (place, one) in self.trace.understood.iter().enumerate() {
            if self.trace.understood.iter().take(place).all(|earlier| earlier.intent != one.intent) {
                causes.push(self.meaning(one));
            }
        }
        if causes.is_empty() {
            let forms = ["nothing in the message was understood", "没有听懂这条消息", "no se entendió el mensaje"];
            let words = tongue.pick(forms).to_owned();
            causes.push(Cause { words, trigger: "nothing understood".into(), kind: Kind::Other });
        }
        causes
    }

    /// What one thing in a message was understood to mean; a "no" or "ok" to what was open is told as such.
    fn meaning(&self, one: &Understood) -> Cause {
        let tongue = self.tongue;
        let named = |id: Option<IntentId>| {
            id.and_then(|id| tongue.program.intent(id)).is_some_and(|intent| intent.name == one.intent)
        };
        let phrase = tongue.quoted(&with_slots(one));
        for remark in &self.trace.remarks {
            match remark {
                Remark::Declined { trigger, deed } if named(tongue.program.refusal) => {
                    let forms = ["{0} was taken as a no to {1}", "{0}听作不要{1}", "{0} se tomó como un no a {1}"];
                    let words = tongue.say(forms, &[&phrase, &tongue.rung_of_trigger(trigger, deed)]);
                    return Cause { words, trigger: trigger.clone(), kind: Kind::Meaning };
                }
                Remark::Accepted { trigger, deed } if named(tongue.program.acceptance) => {
                    let forms = ["{0} was taken as a yes to {1}", "{0}听作接受{1}", "{0} se tomó como un sí a {1}"];
                    let words = tongue.say(forms, &[&phrase, &tongue.rung_of_trigger(trigger, deed)]);
                    return Cause { words, trigger: "offer accepted".into(), kind: Kind::Acceptance };
                }
                _ => {}
            }
        }
        let known = tongue.program.intents.iter().find(|intent| intent.name == one.intent);
        let name = known.map_or(&one.intent, |intent| intent.called(tongue.keywords.tag()));
        let forms = ["{0} was understood as {1}", "{0}听作「{1}」", "{0} se entendió como {1}"];
        Cause { words: tongue.say(forms, &[&phrase, name]), trigger: one.intent.clone(), kind: Kind::Meaning }
    }

    /// A yes or no that came as an event.
    fn answer(&self, happening: &Happening) -> Cause {
        let tongue = self.tongue;
        for remark in &self.trace.remarks {
            match remark {
                Remark::Declined { trigger, deed } => {
                    let forms = ["the customer turned down {0}", "顾客不要{0}", "se rechazó {0}"];
                    let words = tongue.say(forms, &[&tongue.rung_of_trigger(trigger, deed)]);
                    return Cause { words, trigger: trigger.clone(), kind: Kind::Other };
                }
                Remark::Accepted { trigger, deed } => {
                    let forms = ["the customer took {0}", "顾客接受了{0}", "se aceptó {0}"];
                    let words = tongue.say(forms, &[&tongue.rung_of_trigger(trigger, deed)]);
                    return Cause { words, trigger: "offer accepted".into(), kind: Kind::Acceptance };
                }
                _ => {}
            }
        }
        let (forms, trigger) = match happening {
            Happening::OfferAccepted => {
                (["an offer was taken", "顾客接受了优惠", "se aceptó una oferta"], "offer accepted")
            }
            _ => (["an offer was turned down", "顾客拒绝了优惠", "se rechazó una oferta"], "offer declined"),
        };
        Cause { words: tongue.pick(forms).to_owned(), trigger: trigger.into(), kind: Kind::Other }
    }
}

/// The phrase that was heard, with what its slots held in their place.
fn with_slots(one: &Understood) -> String {
    let mut phrase = one.phrase.to_string();
    for (name, value) in &one.slots {
        let opening = format!("{{{name}");
        let Some(start) = phrase.find(&opening) else { continue };
        let Some(length) = phrase.get(start..).and_then(|rest| rest.find('}')) else { continue };
        phrase.replace_range(start..=start + length, value);
    }
    phrase
}
