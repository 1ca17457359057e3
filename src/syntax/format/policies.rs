//! `never`, `always`, `avoid`.

use super::lines::Lines;
use super::printer::Printer;
use crate::source::Span;
use crate::syntax::ast::{Demand, Keywords, Policy, Reach, Text, WordOrClass};

impl Printer {
    pub(super) fn policy(&self, policy: &Policy, span: Span) -> Lines {
        let condition = policy.condition.as_ref().map(|condition| self.condition(condition)).unwrap_or_default();
        let mut lines = Lines::beginning(self.demand(&policy.demand), span);
        if let Demand::AlwaysAnswerWithin { otherwise, .. } = &policy.demand {
            self.otherwise(&mut lines, 2, otherwise);
        }
        if let Some(last) = lines.last() {
            self.join(last, &condition);
        }
        lines
    }

    fn demand(&self, demand: &Demand) -> String {
        match demand {
            Demand::NeverGiveMoreThan(most) => {
                self.fill("never give_more_than {amount}", &[("amount", &self.expression(most))])
            }
            Demand::NeverSellBelow(least) => {
                self.fill("never sell_below {amount}", &[("amount", &self.expression(least))])
            }
            Demand::NeverSay { words: banned, at } => {
                let (banned, reach) = (self.texts(banned), self.reach(at));
                self.joined(&[&self.fill("never never_say {words}", &[("words", &banned)]), &reach])
            }
            Demand::NeverWriteFirst { times, per } => {
                let count = per.count.to_string();
                let period = if count == "1" { "" } else { &count };
                let (times, unit) = (times.value.to_string(), self.words.unit(per.unit, count == "1"));
                let arguments = match self.words.keywords {
                    Keywords::Chinese => [("number", period), ("time_unit", unit), ("number", &times)],
                    _ => [("number", &*times), ("number", period), ("time_unit", unit)],
                };
                self.joined(&[self.word("never"), &self.phrase("never_write", &arguments)])
            }
            Demand::AlwaysSay { words: wanted, at } => {
                let wanted: Vec<String> = wanted.iter().map(|word| self.word_or_class(word)).collect();
                let always = self.fill("always always_say {words}", &[("words", &wanted.join(self.marks.list))]);
                self.joined(&[&always, &self.reach(at)])
            }
            Demand::AlwaysAnswerWithin { within, .. } => {
                let answer = self.phrase("always_answer", &[("duration", &self.duration(*within))]);
                self.joined(&[self.word("always"), &answer])
            }
            Demand::Avoid { words: avoided, more_than, because, prefer, at } => {
                let mut out = self.fill("avoid {words}", &[("words", &self.texts(avoided))]);
                if let Some(count) = more_than {
                    self.join(
                        &mut out,
                        &match count {
                            1 => self.wording("more_than once"),
                            _ => self.fill("more_than {count} times", &[("count", &count.to_string())]),
                        },
                    );
                }
                if let Some(because) = because {
                    self.join(&mut out, &self.fill("because {text}", &[("text", &self.text(because))]));
                }
                if !prefer.is_empty() {
                    self.clause(
                        &mut out,
                        because.is_some(),
                        &self.fill("prefer {words}", &[("words", &self.texts(prefer))]),
                    );
                }
                self.joined(&[&out, &self.reach(at)])
            }
        }
    }

    fn word_or_class(&self, word: &WordOrClass) -> String {
        match word {
            WordOrClass::Word(text) => self.text(text),
            WordOrClass::Emoji(_) => self.word("emoji").into(),
        }
    }

    fn texts(&self, texts: &[Text]) -> String {
        texts.iter().map(|text| self.text(text)).collect::<Vec<_>>().join(self.marks.list)
    }

    fn reach(&self, reach: &Reach) -> String {
        let on = reach.on.as_ref().map(|on| self.fill("on {platform}", &[("platform", &self.name(on))]));
        let within = match reach.within.as_slice() {
            [] => String::new(),
            names => self.fill("in_reply {names}", &[("names", &self.names(names))]),
        };
        self.joined(&[&on.unwrap_or_default(), &within, &self.about(&reach.about)])
    }
}
