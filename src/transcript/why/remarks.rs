//! What else a trace remarks: what was withheld, what lapsed, what was not taken.

use super::Told;
use crate::engine::{Happening, Remark};
use crate::program::Addressee;
use crate::transcript::called;

impl Told<'_> {
    /// What else is worth telling.
    pub fn remark(&self, remark: &Remark, happening: &Happening) -> Option<String> {
        let tongue = self.tongue;
        let (forms, values): ([&str; 3], Vec<String>) = match remark {
            Remark::Withheld { text, policy } => {
                let known = tongue.program.policies.words.iter().find(|known| known.written == *policy);
                let place = known.map_or_else(String::new, |known| tongue.place(known.span, self.sources));
                let forms = [
                    "{0} was held back, because of {1} ({2})",
                    "没有说{0}，因为{1}（{2}）",
                    "se calló {0}, por {1} ({2})",
                ];
                (forms, vec![tongue.quoted(text), tongue.quoted(policy), place])
            }
            Remark::NothingSayable { .. } => {
                let forms = [
                    "nothing else could be said, so staff were called",
                    "没有别的话可说，所以转了人工",
                    "no quedaba otra frase, y se llamó al personal",
                ];
                (forms, Vec::new())
            }
            Remark::Lapsed { promise } => {
                let forms =
                    ["{0} no longer holds for this order", "{0}对这笔订单不再有效", "{0} ya no vale para este pedido"];
                (forms, vec![called::offer(promise, tongue.keywords, tongue.program).to_owned()])
            }
            Remark::FactRefused { fact, because } => {
                let name = called::fact(fact, tongue.keywords, tongue.program).into_owned();
                (["{0} was not taken: {1}", "没有采用{0}：{1}", "no se tomó {0}: {1}"], vec![name, because.clone()])
            }
            Remark::UnknownIntent { intent } => {
                let forms = [
                    "{0} was recognised outside, and is no intent of the script",
                    "外部识别出{0}，但脚本里没有这个意图",
                    "fuera se reconoció {0}, que no es una intención del guion",
                ];
                (forms, vec![tongue.quoted(intent)])
            }
            Remark::SlotRefused { slot, because, .. } => {
                let forms = [
                    "what was recognised outside for {0} was not taken: {1}",
                    "没有采用外部识别的{0}：{1}",
                    "no se tomó lo reconocido fuera para {0}: {1}",
                ];
                (forms, vec![slot.clone(), because.clone()])
            }
            Remark::Cut => {
                let forms = [
                    "the message was longer than is read",
                    "消息太长，没有读完",
                    "el mensaje era más largo de lo que se lee",
                ];
                (forms, Vec::new())
            }
            Remark::Gone { name } => {
                let forms = [
                    "{0} is remembered, but no longer in the script",
                    "记得{0}，但脚本里已经没有它",
                    "se recuerda {0}, pero el guion ya no lo tiene",
                ];
                let own = ["flow ", "reply ", "question ", "when "].iter().any(|sort| name.starts_with(sort));
                (forms, vec![if own { self.steps_of(name) } else { name.to_string() }])
            }
            Remark::LeftOut { step, because } => {
                let offer = step.strip_prefix("offer ");
                let name = match (&**step, offer) {
                    (_, Some(offer)) => called::offer(offer, tongue.keywords, tongue.program).to_owned(),
                    ("show products", _) => tongue.pick(["products", "商品", "productos"]).to_owned(),
                    _ => tongue.pick(["a step", "有一步", "un paso"]).to_owned(),
                };
                let forms = ["{0} was left out: {1}", "{0}没有做：{1}", "{0} se omitió: {1}"];
                (forms, vec![name, tongue.why_not(because, offer)])
            }
            Remark::FormatRefused => {
                let forms = [
                    "the event is of a later version of this program",
                    "这个事件来自更新的版本",
                    "el suceso es de una versión posterior",
                ];
                (forms, Vec::new())
            }
            Remark::GivenUp { question } if self.asks_customer(question) => {
                let forms = [
                    "{0} was asked as often as it may be, and was given up",
                    "「{0}」问够了次数，不再问了",
                    "{0} se preguntó tanto como se puede y se dejó",
                ];
                (forms, vec![called::question(question, tongue.keywords, tongue.program).to_owned()])
            }
            Remark::Left { of } => (
                ["{0} was left before its end", "「{0}」没有走完就离开了", "{0} se dejó antes del final"],
                vec![self.steps_of(of)],
            ),
            Remark::TakenBack { question } => {
                let forms = [
                    "the answer to {0} was taken back, so it was asked again",
                    "「{0}」的回答收回了，所以再问一次",
                    "se retiró la respuesta a {0}, y se preguntó otra vez",
                ];
                (forms, vec![called::question(question, tongue.keywords, tongue.program).to_owned()])
            }
            Remark::WaitsAlready { flow } => {
                let forms = [
                    "{0} had been started before and waits for an answer, so it went on with that",
                    "「{0}」先前已经开始，正在等回答，所以接着等",
                    "{0} ya había empezado y espera una respuesta, así que siguió con eso",
                ];
                (forms, vec![called::flow(flow, tongue.keywords, tongue.program).to_owned()])
            }
            Remark::SystemRefused { question, .. } if question.is_empty() => {
                let forms = [
                    "nobody waited for this answer any more",
                    "已经没有人在等这个回答",
                    "ya nadie esperaba esa respuesta",
                ];
                (forms, Vec::new())
            }
            Remark::SystemRefused { because, .. } if matches!(happening, Happening::SystemAnswered { .. }) => {
                let forms = ["the answer was not taken: {0}", "没有采用这个回答：{0}", "no se tomó la respuesta: {0}"];
                (forms, vec![because.clone()])
            }
            Remark::TimerRefused { .. } => {
                let forms = [
                    "this timer had been stopped or set anew, so nothing was done",
                    "这个定时已经取消或重设，什么也没做",
                    "ese plazo ya se había parado o cambiado, y no se hizo nada",
                ];
                (forms, Vec::new())
            }
            Remark::ProductNamed { product, besides } => {
                let name = |name: &str| called::product(name, tongue.keywords, tongue.program).to_owned();
                let names = std::iter::once(name(product)).chain(besides.iter().map(|other| name(other)));
                let forms = if besides.is_empty() {
                    ["the message names {0}", "消息里提到{0}", "el mensaje nombra {0}"]
                } else {
                    [
                        "the message names {0} first, so that {1} is left aside",
                        "消息里先提到{0}，所以不看{1}",
                        "el mensaje nombra primero {0}, y deja aparte {1}",
                    ]
                };
                let mut names: Vec<String> = names.collect();
                let others = names.split_off(1).join(", ");
                (forms, vec![names.concat(), others])
            }
            Remark::Answered { .. }
            | Remark::NotAnAnswer { .. }
            | Remark::GivenUp { .. }
            | Remark::SystemRefused { .. }
            | Remark::Accepted { .. }
            | Remark::Declined { .. }
            | Remark::LeftUnanswered { .. }
            | Remark::WithStaff
            | Remark::Muted
            | Remark::Began(_) => return None,
        };
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        Some(tongue.sentence(&tongue.say(forms, &values)))
    }

    fn asks_customer(&self, question: &str) -> bool {
        let program = self.tongue.program;
        let found = program.names.questions.get(&question.to_lowercase()).and_then(|id| program.question(*id));
        found.is_some_and(|question| matches!(question.to, Addressee::Customer { .. }))
    }

    /// What memory calls steps, as a person does: `flow size-advice` is size-advice, `when bargain: offer gift` is bargain.
    fn steps_of(&self, of: &str) -> String {
        let tongue = self.tongue;
        let (keywords, program) = (tongue.keywords, tongue.program);
        let (sort, name) = of.split_once(' ').unwrap_or(("", of));
        match sort {
            "flow" => called::flow(name, keywords, program).to_owned(),
            "reply" => called::reply(name, keywords, program).to_owned(),
            "question" => called::question(name, keywords, program).to_owned(),
            _ => name.split(':').next().unwrap_or(name).to_owned(),
        }
    }
}
