//! What set a turn's rules off: what the message was understood to mean, or what it answered.

use std::sync::Arc;

use super::Told;
use super::quoting::written;
use crate::engine::{Answering, Happening, Remark, Telling, Understood};
use crate::program::{IntentId, Question};
use crate::transcript::called;

/// The trigger that a message sets off of which nothing is understood.
pub(super) const UNHEARD: &str = "nothing understood";

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
    /// An answer to a question of the shop's, and what waits for it goes on.
    Answer,
    /// A message that is no answer to the open question.
    NoAnswer,
    /// Anything else.
    Other,
}

impl Told<'_> {
    /// All that set rules off, in the order in which it was answered.
    pub fn causes(&self, happening: &Happening) -> Vec<Cause> {
        match happening {
            Happening::Message { text, photos, .. } => self.message(text, photos.len()),
            Happening::OfferAccepted | Happening::OfferDeclined => vec![self.answer(happening)],
            other => self.happened(other).into_iter().collect(),
        }
    }

    fn message(&self, text: &str, photos: usize) -> Vec<Cause> {
        let tongue = self.tongue;
        let mut causes = Vec::new();
        let openings = [
            ("first message", ["this was the first message", "这是第一条消息", "era el primer mensaje"]),
            ("message", ["every message is looked at", "每条消息都会看", "se mira cada mensaje"]),
            ("message with link", ["there was a link in it", "里面有链接", "traía un enlace"]),
            (
                "message with contact",
                ["there was a phone number or an address in it", "里面有联系方式", "traía datos de contacto"],
            ),
            ("message with secret", ["there was something secret in it", "里面有私密信息", "traía algo secreto"]),
            ("message with file", ["a file came with it", "附了文件", "venía con un archivo"]),
            ("message with photo", ["a photo came with it", "附了照片", "venía con una foto"]),
            ("shop asked", ["something was asked", "顾客在问", "se preguntaba algo"]),
        ];
        for (trigger, forms) in openings {
            if self.fired(trigger) {
                let words = tongue.pick(forms).to_owned();
                causes.push(Cause { words, trigger: trigger.into(), kind: Kind::Opening });
            }
        }
        let answers: Vec<Cause> =
            self.trace.remarks.iter().filter_map(|remark| self.answered(remark, photos)).collect();
        for (place, one) in self.trace.understood.iter().enumerate() {
            // What answered a question means nothing besides.
            let of_an_answer = !answers.is_empty() && self.trace.tried.iter().all(|tried| tried.trigger != one.intent);
            let earlier = &mut self.trace.understood.iter().take(place);
            if !of_an_answer && earlier.all(|earlier| earlier.intent != one.intent) {
                causes.push(self.meaning(one, text));
            }
        }
        causes.extend(answers);
        let told = causes.iter().any(|cause| &*cause.trigger == UNHEARD);
        if causes.is_empty() || !told && self.fired(UNHEARD) {
            let forms = ["nothing in the message was understood", "没有听懂这条消息", "no se entendió el mensaje"];
            let words = tongue.pick(forms).to_owned();
            causes.push(Cause { words, trigger: UNHEARD.into(), kind: Kind::Other });
        }
        causes
    }

    /// What a message with so many photos was to a question of the shop's.
    fn answered(&self, remark: &Remark, photos: usize) -> Option<Cause> {
        let tongue = self.tongue;
        let (forms, question, answer, kind) = match remark {
            // What a channel calls a photo tells nobody anything.
            Remark::Answered { question, how, .. } if self.wants_photos(question) => {
                let forms = if *how == Answering::Unasked {
                    [
                        "the question {0} was answered with {1} before it was asked",
                        "还没问，就用{1}回答了问题「{0}」",
                        "se respondió a la pregunta {0} con {1} antes de hacerla",
                    ]
                } else {
                    [
                        "the question {0} was answered with {1}",
                        "用{1}回答了问题「{0}」",
                        "se respondió a la pregunta {0} con {1}",
                    ]
                };
                let answer = match photos {
                    1 => tongue.pick(["a photo", "一张照片", "una foto"]).to_owned(),
                    many => tongue.say(["{0} photos", "{0}张照片", "{0} fotos"], &[&many.to_string()]),
                };
                (forms, question, answer, sort(*how))
            }
            Remark::Answered { question, answer, how } => {
                let forms = match how {
                    Answering::Asked => {
                        ["{1} answered the question {0}", "{1}回答了问题「{0}」", "{1} respondió a la pregunta {0}"]
                    }
                    Answering::Unasked => [
                        "{1} answered the question {0} before it was asked",
                        "还没问，{1}就回答了问题「{0}」",
                        "{1} respondió a la pregunta {0} antes de hacerla",
                    ],
                    Answering::Corrected => [
                        "the answer to {0} was put right: {1}",
                        "「{0}」的回答改成了{1}",
                        "se corrigió la respuesta a {0}: {1}",
                    ],
                };
                (forms, question, tongue.quoted(answer), sort(*how))
            }
            Remark::NotAnAnswer { question } => {
                let forms = [
                    "this was no answer to the question {0}",
                    "这没有回答问题「{0}」",
                    "eso no respondía a la pregunta {0}",
                ];
                (forms, question, String::new(), Kind::NoAnswer)
            }
            _ => return None,
        };
        let question = called::question(question, tongue.keywords, tongue.program);
        let words = tongue.say(forms, &[question, &answer]);
        let trigger = if kind == Kind::NoAnswer { UNHEARD } else { "" };
        Some(Cause { words, trigger: trigger.into(), kind })
    }

    fn wants_photos(&self, question: &str) -> bool {
        let program = self.tongue.program;
        let found = program.names.questions.get(&question.to_lowercase()).and_then(|id| program.question(*id));
        found.is_some_and(Question::wants_photos)
    }

    /// What one thing in a message was understood to mean; a "no" or "ok" to what was open is told as such.
    fn meaning(&self, one: &Understood, text: &str) -> Cause {
        let tongue = self.tongue;
        let named = |id: Option<IntentId>| {
            id.and_then(|id| tongue.program.intent(id)).is_some_and(|intent| intent.name == one.intent)
        };
        let phrase = tongue.quoted(&written(one, text));
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
        let mut sure = String::new();
        let forms = match one.telling {
            Telling::Phrase => ["{0} was understood as {1}", "{0}听作「{1}」", "{0} se entendió como {1}"],
            Telling::Spelling => [
                "{0}, spelled a little differently, was understood as {1}",
                "{0}写法略有不同，听作「{1}」",
                "{0}, escrito de forma algo distinta, se entendió como {1}",
            ],
            Telling::Outside(_) => {
                ["{0} was recognised as {1} outside", "{0}由外部识别为「{1}」", "{0} se reconoció fuera como {1}"]
            }
            Telling::Examples(percent) => {
                sure = percent.to_string();
                [
                    "{0} was understood as {1}, going by its examples ({2}% sure)",
                    "按例句，{0}听作「{1}」（{2}%把握）",
                    "{0} se entendió como {1}, por sus ejemplos (seguro al {2}%)",
                ]
            }
        };
        Cause { words: tongue.say(forms, &[&phrase, name, &sure]), trigger: one.intent.clone(), kind: Kind::Meaning }
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

/// What was said before it was asked goes with whatever set the steps off.
fn sort(how: Answering) -> Kind {
    if how == Answering::Unasked { Kind::Other } else { Kind::Answer }
}
