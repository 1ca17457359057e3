//! What was passed over before a rule answered, and why.

use super::super::called;
use super::label::rung_of;
use super::tongue::Tongue;
use crate::engine::{Outcome, Tried};
use crate::program::{Expression, RuleId, Step, Value};
use crate::source::Sources;

/// How many reasons are told; what else was passed over is counted.
const MOST_REASONS: usize = 6;

impl Tongue<'_> {
    /// All that was passed over, in one sentence; nothing where there was none. `before`: something answered after it.
    pub fn passed_over(self, tried: &[&Tried], more: u32, before: bool, sources: &Sources) -> Option<String> {
        // What the ladder that answered would have done comes first, the rules beside it after that.
        let (mut groups, mut rules): (Groups, Groups) = Default::default();
        for one in tried {
            let Some(rule) = self.program.rule(RuleId(one.rule)) else { continue };
            if one.rungs.is_empty() {
                let reason = self.reason(&one.outcome, (rule.condition.as_ref(), one.unknown.as_deref()), None);
                let name = self.say(
                    ["the rule at {0}", "{0} 的规则", "la regla de {0}"],
                    &[&self.rule_place(RuleId(one.rule), sources)],
                );
                add(&mut rules, reason, name);
            }
            for rung in &one.rungs {
                let written = rung_of(rule, &rung.deed);
                let condition = written.and_then(|rung| rung.condition.as_ref());
                let reason = self.reason(
                    &rung.outcome,
                    (condition, rung.unknown.as_deref()),
                    written.map(|rung| rung.steps.as_slice()),
                );
                add(&mut groups, reason, self.rung(rule, &rung.deed));
            }
        }
        groups.append(&mut rules);
        let told = groups.len().min(MOST_REASONS);
        let untold: usize = groups.iter().skip(told).map(|(_, names)| names.len()).sum();
        let untold = untold + usize::try_from(more).unwrap_or(usize::MAX);
        let mut items: Vec<String> = groups
            .iter()
            .take(told)
            .map(|(reason, names)| {
                let reason = if names.len() == 1 { &reason.one } else { &reason.many };
                self.say(["{0} ({1})", "{0}（{1}）", "{0} ({1})"], &[&self.list(names), reason])
            })
            .collect();
        if untold > 0 {
            items.push(self.say(["{0} more", "另外{0}条", "{0} más"], &[&untold.to_string()]));
        }
        if items.is_empty() {
            return None;
        }
        let listed = items.join(self.pick(["; ", "；", "; "]));
        let forms = if before {
            ["Passed over before that: {0}", "在那之前没有用上：{0}", "Antes se pasó por alto: {0}"]
        } else {
            ["Passed over: {0}", "没有用上：{0}", "Se pasó por alto: {0}"]
        };
        Some(self.sentence(&self.say(forms, &[&listed])))
    }

    /// Why a step could not be done, which may be an offer.
    pub fn why_not(self, outcome: &Outcome, offer: Option<&str>) -> String {
        let id = offer.and_then(|offer| self.program.names.offers.get(&offer.to_lowercase()));
        let steps: Vec<Step> = id.map(|id| Step::Offer(*id)).into_iter().collect();
        self.reason(outcome, (None, None), Some(&steps)).map(|reason| reason.one).unwrap_or_default()
    }

    /// Why something was passed over, by its condition and what of it is not known; nothing where it was done.
    fn reason(
        self,
        outcome: &Outcome,
        (condition, unknown): (Option<&Expression>, Option<&str>),
        steps: Option<&[Step]>,
    ) -> Option<Reason> {
        let condition = || condition.map_or_else(String::new, |condition| self.condition(condition));
        Some(match outcome {
            Outcome::TooOften(policy) => Reason::plain(self.say(
                [
                    "the shop has written first as often as it may ({0})",
                    "店铺主动发消息的次数已到上限（{0}）",
                    "la tienda ya ha escrito primero cuanto puede ({0})",
                ],
                &[&self.quoted(policy)],
            )),
            Outcome::TooManyThreads => Reason::plain(
                self.pick(["too much is being asked at once", "同时问的太多了", "hay demasiadas preguntas a la vez"])
                    .to_owned(),
            ),
            Outcome::Fired => return None,
            Outcome::ConditionFails => {
                Reason::plain(self.say(["only if {0}", "只有{0}时才用", "solo si {0}"], &[&condition()]))
            }
            Outcome::ConditionUnknown => Reason::plain(match unknown {
                Some(name) => self.say(
                    [
                        "only if {0}, and {1} is not known",
                        "只有{0}时才用，而{1}还不知道",
                        "solo si {0}, y {1} no se sabe",
                    ],
                    &[&condition(), &called::fact(name, self.keywords, self.program)],
                ),
                None => self.say(
                    [
                        "only if {0}, and that is not known",
                        "只有{0}时才用，而这一点还不知道",
                        "solo si {0}, y eso no se sabe",
                    ],
                    &[&condition()],
                ),
            }),
            Outcome::TakenBefore => Reason {
                one: self.pick(["it had its turn", "已经轮过", "ya tuvo su turno"]).to_owned(),
                many: self.pick(["they had their turn", "已经轮过", "ya tuvieron su turno"]).to_owned(),
            },
            Outcome::OfferedBefore => Reason {
                one: self.pick(["it was offered before", "已经给过", "ya se ofreció"]).to_owned(),
                many: self.pick(["they were offered before", "已经给过", "ya se ofrecieron"]).to_owned(),
            },
            Outcome::NeedsFail => {
                let needs = steps.and_then(|steps| self.needs(steps)).unwrap_or_default();
                let forms = ["on condition that {0}", "条件是{0}", "con esta condición: {0}"];
                Reason::plain(self.say(forms, &[&needs]))
            }
            Outcome::Forbidden(line) => {
                let wanted = self.value(&Value::Money(line.wanted), None);
                let left = self.value(&Value::Money(line.left), None);
                let forms = if line.left.is_zero() {
                    [
                        "it takes {0}, and {1} leaves nothing",
                        "要用{0}，而{1}已经没有余地",
                        "cuesta {0}, y {1} ya no deja nada",
                    ]
                } else {
                    [
                        "it takes {0}, and {1} leaves only {2}",
                        "要用{0}，而{1}只剩{2}",
                        "cuesta {0}, y {1} solo deja {2}",
                    ]
                };
                Reason::plain(self.say(forms, &[&wanted, &self.quoted(&line.policy), &left]))
            }
            Outcome::ForbiddenUnknown(policy) => Reason::plain(self.say(
                ["whether {0} allows it is not known", "不知道{0}是否允许", "no se sabe si {0} lo permite"],
                &[&self.quoted(policy)],
            )),
            Outcome::Unsayable => Reason::plain(
                self.pick([
                    "none of its lines may be said",
                    "它的话现在都不能说",
                    "ninguna de sus frases se puede decir",
                ])
                .to_owned(),
            ),
            Outcome::NothingToShow => {
                Reason::plain(self.pick(["no product fits", "没有合适的商品", "ningún producto encaja"]).to_owned())
            }
            Outcome::DoesNothing => {
                Reason::plain(self.pick(["it would change nothing", "做了也没有变化", "no cambiaría nada"]).to_owned())
            }
            Outcome::Settled => {
                Reason::plain(self.pick(["the deal is done", "已经谈成", "el trato está cerrado"]).to_owned())
            }
        })
    }

    /// What the offers among steps need.
    fn needs(self, steps: &[Step]) -> Option<String> {
        let all = Step::flat(steps);
        let needs = all.iter().filter_map(|step| match step {
            Step::Offer(id) => self.program.offer(*id)?.needs.as_ref(),
            _ => None,
        });
        let needs: Vec<String> = needs.map(|(needs, _)| self.condition(needs)).collect();
        (!needs.is_empty()).then(|| self.list(&needs))
    }
}

/// What was passed over, by the reason.
type Groups = Vec<(Reason, Vec<String>)>;

/// Why one thing was passed over, and why several were.
#[derive(Clone, PartialEq)]
struct Reason {
    one: String,
    many: String,
}

impl Reason {
    fn plain(words: String) -> Self {
        Reason { one: words.clone(), many: words }
    }
}

/// What was passed over for one reason is told together.
fn add(groups: &mut Groups, reason: Option<Reason>, name: String) {
    let Some(reason) = reason else { return };
    match groups.iter_mut().find(|(known, _)| *known == reason) {
        Some((_, names)) if names.contains(&name) => {}
        Some((_, names)) => names.push(name),
        None => groups.push((reason, vec![name])),
    }
}
