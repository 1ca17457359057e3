//! What else a trace remarks: what was withheld, what lapsed, what was not taken.

use super::Told;
use crate::engine::Remark;
use crate::transcript::called;

impl Told<'_> {
    /// What else is worth telling.
    pub fn remark(&self, remark: &Remark) -> Option<String> {
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
                (forms, vec![name.to_string()])
            }
            Remark::FormatRefused => {
                let forms = [
                    "the event is of a later version of this program",
                    "这个事件来自更新的版本",
                    "el suceso es de una versión posterior",
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
            Remark::Accepted { .. }
            | Remark::Declined { .. }
            | Remark::LeftUnanswered { .. }
            | Remark::WithStaff
            | Remark::Began(_) => return None,
        };
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        Some(tongue.sentence(&tongue.say(forms, &values)))
    }
}
