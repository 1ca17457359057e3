//! Steps, done: acts for the turn, effects for memory. Nothing reaches memory before the rule is taken as a whole.

use std::sync::Arc;

use super::facts;
use super::speech::Silence;
use super::trace::{Outcome, Remark};
use super::turn::{Act, Deed};
use super::turning::{Mark, Turning};
use super::view::Effect;
use super::whose::is_flow;
use super::words::Within;
use crate::program::{Expression, FactId, FlowId, KindId, OfferId, QuestionId, ReplyId, SpeechId, Step, Text};

/// How deep prepared answers may lead into one another.
pub const DEEPEST_REPLY: usize = 64;

/// Why steps are not done.
pub(super) enum Failure {
    /// The rule or rung is passed over.
    Passed(Outcome),
    /// All that could be said is forbidden, so staff take over.
    Silenced { speech: Arc<str>, policy: Arc<str> },
}

impl From<Outcome> for Failure {
    fn from(outcome: Outcome) -> Self {
        Failure::Passed(outcome)
    }
}

/// How far steps came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// To their end.
    Done,
    /// To a question that has no answer yet.
    Waits,
    /// To a `cancel`.
    Left,
}

/// Where a step stands: the rung's own name, the prepared answers around it, and the act their words belong to.
#[derive(Clone, Default)]
pub(super) struct Place {
    /// The name of the rung, where it has one.
    pub rung: Option<Arc<str>>,
    pub replies: Vec<ReplyId>,
    /// The question around it.
    pub question: Option<QuestionId>,
    act: Option<usize>,
    /// Whether `cancel` leaves the steps at hand, or whatever else is open.
    in_thread: bool,
}

impl Place {
    /// In a rung, which may have a name of its own.
    pub fn of(rung: Option<Arc<str>>) -> Self {
        Place { rung, ..Place::default() }
    }

    /// In a rung that goes on, which may have a name of its own.
    pub fn in_rung(rung: Option<Arc<str>>) -> Self {
        Place { rung, ..Place::in_thread() }
    }

    /// In a prepared answer that goes on.
    pub fn in_reply(reply: ReplyId) -> Self {
        Place { replies: vec![reply], ..Place::in_thread() }
    }

    /// In a question's own words and steps.
    pub fn in_question(question: QuestionId) -> Self {
        Place { question: Some(question), ..Place::in_thread() }
    }

    /// In steps that waited for an answer.
    pub fn in_thread() -> Self {
        Place { in_thread: true, ..Place::default() }
    }
}

impl<'a> Turning<'a> {
    /// Does all steps, or says why not; then what was done in part is to be undone by the caller.
    pub fn perform(&mut self, steps: &'a [Step], place: &Place) -> Result<Progress, Failure> {
        self.perform_from(steps, place, &[])
    }

    /// Does the steps from a place on, the one that stands there included.
    pub fn perform_from(&mut self, steps: &'a [Step], place: &Place, from: &[u32]) -> Result<Progress, Failure> {
        let mut inside = from;
        let first = from.first().map_or(0, |first| *first as usize);
        let mut before = None;
        for (index, step) in (0u32..).zip(steps).skip(first) {
            let behind = inside.get(1..).filter(|behind| !behind.is_empty());
            inside = &[];
            let mark = self.resumed.then(|| self.here());
            let progress = match (self.step(step, place, behind), mark) {
                (Err(Failure::Passed(because)), Some(mark)) => {
                    self.leave_out(step, because, mark, before.take());
                    continue;
                }
                (progress, mark) => {
                    before = mark.filter(|_| matches!(step, Step::Say(_)));
                    progress?
                }
            };
            if progress != Progress::Done {
                // Behind an answer or a flow that waits itself, its own steps are done when it ends.
                let next = matches!(step, Step::Reply(_) | Step::Start(_));
                self.path.insert(0, index + u32::from(next));
                return Ok(progress);
            }
        }
        Ok(Progress::Done)
    }

    /// Leaves out a step that cannot be done. "These are close to it:" never stands alone, so where no product is found the sentence
    /// before it goes too.
    fn leave_out(&mut self, step: &Step, because: Outcome, mark: Mark, before: Option<Mark>) {
        let mark = before.filter(|_| because == Outcome::NothingToShow).unwrap_or(mark);
        self.go_back(&mark);
        let name = match step {
            Step::Offer(id) => self.program.offer(*id).map(|offer| super::offers::offer_key(&offer.name)),
            Step::ShowProducts(_) => Some("show products".into()),
            Step::ShowPicture(_) => Some("show picture".into()),
            Step::SendLink(_) => Some("send link".into()),
            _ => None,
        };
        let step = name.unwrap_or_else(|| "say".into());
        self.turn.trace.remarks.push(Remark::LeftOut { step, because: Box::new(because) });
        self.left_out = true;
    }

    /// Does one step; `behind` is the place inside it where it goes on.
    fn step(&mut self, step: &'a Step, place: &Place, behind: Option<&[u32]>) -> Result<Progress, Failure> {
        match step {
            Step::Say(speech) => self.say(*speech, place, place.act, None)?,
            Step::Offer(offer) => self.offer(*offer, place)?,
            Step::Reply(reply) => return self.reply(*reply, place),
            Step::Ask(questions) => return self.ask_all(questions),
            Step::Start(flow) => return self.start(*flow, place),
            Step::Cancel if place.in_thread => return Ok(Progress::Left),
            Step::Cancel => self.pending.push(Effect::LeaveThreads),
            Step::ShowProducts(query) => self.show_products(query, place)?,
            Step::ShowPicture(text) => self.show(text, Deed::ShowsPicture)?,
            Step::SendLink(text) => self.show(text, Deed::SendsLink)?,
            Step::Remember(fact, keys, value) => self.remember(*fact, keys, value),
            Step::Forget(fact, keys) => self.forget(*fact, keys),
            Step::Promise(words) => self.promise(words),
            Step::Mark(kind) => self.mark(*kind, true),
            Step::Unmark(kind) => self.mark(*kind, false),
            Step::Note(text) => self.tell_staff(text, Deed::Notes),
            Step::Task(text) => self.tell_staff(text, Deed::Tasks),
            Step::HandOver(reason) => {
                let reason = reason.as_ref().map(|text| self.view().render_for_staff(text)).unwrap_or_default();
                self.deed(Deed::HandsOver(reason.into()));
                self.pending.push(Effect::HandOver);
            }
            Step::Close => {
                self.deed(Deed::Closes);
                self.pending.push(Effect::Close);
            }
            Step::If { condition, then, otherwise } => {
                let (branch, from) = match behind {
                    Some([branch, from @ ..]) => (*branch, from),
                    _ => (u32::from(self.view().holds(Some(condition)) != Some(true)), &[][..]),
                };
                let steps = if branch == 0 { then } else { otherwise };
                let progress = self.perform_from(steps, place, from)?;
                if progress != Progress::Done {
                    self.path.insert(0, branch);
                }
                return Ok(progress);
            }
        }
        Ok(Progress::Done)
    }

    fn start(&mut self, id: FlowId, place: &Place) -> Result<Progress, Failure> {
        let Some(flow) = self.program.flow(id) else { return Ok(Progress::Done) };
        // What waits for an answer already goes on with that: it is not begun a second time.
        let leaves = self.pending.iter().any(|effect| matches!(effect, Effect::LeaveThreads));
        if !leaves && self.state.threads.iter().any(|thread| is_flow(self.program, &thread.of, id)) {
            self.turn.trace.remarks.push(Remark::WaitsAlready { flow: flow.name.clone() });
            self.joins = Some(id);
            return Ok(Progress::Waits);
        }
        self.turn.trace.started.push(flow.name.clone());
        let inside = Place { rung: place.rung.clone(), ..Place::in_thread() };
        let around = std::mem::replace(&mut self.ahead, &flow.steps);
        let progress = self.perform(&flow.steps, &inside)?;
        self.ahead = around;
        if progress == Progress::Waits {
            self.keep_thread(format!("flow {}", flow.name).into());
        }
        Ok(progress)
    }

    pub fn deed(&mut self, deed: Deed) {
        self.turn.acts.push(Act::deed(deed));
    }

    /// Says one variant, into the act given if that is still the last one.
    pub fn say(
        &mut self,
        id: SpeechId,
        place: &Place,
        act: Option<usize>,
        offer: Option<OfferId>,
    ) -> Result<(), Failure> {
        let Some(speech) = self.program.speech(id) else { return Ok(()) };
        let within = Within { replies: &place.replies, offer, question: place.question, intent: self.intent };
        let mut withheld = Vec::new();
        let chosen = self.view().choose(speech, &within, &mut withheld);
        for remark in withheld {
            self.remark_once(remark);
        }
        let spoken = match chosen {
            Ok(spoken) => spoken,
            Err(Silence::Unknown) => return Err(Outcome::Unsayable.into()),
            Err(Silence::Policy(policy)) => return Err(Failure::Silenced { speech: speech.key.clone(), policy }),
        };
        self.said.push((spoken.speech.clone(), spoken.variant.clone()));
        if !spoken.only {
            self.pending.push(Effect::Said { speech: spoken.speech, variant: spoken.variant, fresh: spoken.fresh });
        }
        let own = act.is_some_and(|act| act + 1 == self.turn.acts.len());
        match self.turn.acts.last_mut() {
            Some(last) if own => last.texts.push(spoken.text),
            _ => self.turn.acts.push(Act::words(spoken.text)),
        }
        Ok(())
    }

    fn reply(&mut self, id: ReplyId, place: &Place) -> Result<Progress, Failure> {
        let Some(reply) = self.program.reply(id) else { return Ok(Progress::Done) };
        if place.replies.len() >= DEEPEST_REPLY {
            return Err(Outcome::DoesNothing.into());
        }
        let act = self.turn.acts.len();
        let (effects, begun) = (self.pending.len(), self.begun.len());
        self.deed(Deed::Says(reply.name.clone()));
        let mut inside = Place { act: Some(act), ..place.clone() };
        inside.replies.push(id);
        let around = std::mem::replace(&mut self.ahead, &reply.steps);
        let progress = self.perform(&reply.steps, &inside)?;
        self.ahead = around;
        if progress == Progress::Waits {
            self.keep_thread(format!("reply {}", reply.name).into());
        }
        // An answer that came to nothing is no deed; one that only leads into a question is the question's.
        let empty = self.turn.acts.get(act).is_some_and(|said| said.texts.is_empty());
        if self.turn.acts.len() == act + 1 && self.pending.len() == effects && self.begun.len() == begun && empty {
            self.turn.acts.truncate(act);
        }
        Ok(progress)
    }

    fn show(&mut self, text: &Text, deed: fn(Arc<str>) -> Deed) -> Result<(), Failure> {
        let words = self.view().render(text).ok_or(Outcome::Unsayable)?;
        self.deed(deed(words.into()));
        Ok(())
    }

    fn tell_staff(&mut self, text: &Text, deed: fn(Arc<str>) -> Deed) {
        let words = self.view().render_for_staff(text);
        self.deed(deed(words.into()));
    }

    fn remember(&mut self, id: FactId, keys: &[Expression], value: &Expression) {
        let Some(fact) = self.program.fact(id) else { return };
        let view = self.view();
        let (Some(key), Some(value)) = (view.key(fact, keys), view.value(value)) else { return };
        let datum = facts::write(&value);
        if let Err(because) = facts::read(&datum, &fact.of, &self.program.shop) {
            self.turn.trace.remarks.push(Remark::FactRefused { fact: key.to_string(), because });
            return;
        }
        self.deed(Deed::Remembers(key.clone()));
        self.leave_product(id, &datum);
        self.pending.push(Effect::Fact { scope: fact.scope, key, datum: Some(datum) });
    }

    fn forget(&mut self, id: FactId, keys: &[Expression]) {
        let Some(fact) = self.program.fact(id) else { return };
        let view = self.view();
        if view.value(&Expression::Fact(id, keys.to_vec())).is_none() {
            return;
        }
        let Some(key) = view.key(fact, keys) else { return };
        self.deed(Deed::Forgets(key.clone()));
        self.pending.push(Effect::Fact { scope: fact.scope, key, datum: None });
    }

    fn mark(&mut self, id: KindId, is: bool) {
        let Some(kind) = self.program.kind(id) else { return };
        if self.view().marked(id) == Some(is) {
            return;
        }
        let name = kind.name.clone();
        self.deed(if is { Deed::Marks(name.clone()) } else { Deed::Unmarks(name.clone()) });
        self.pending.push(Effect::Kind(name, is));
    }
}

impl super::view::View<'_> {
    /// What memory calls a fact with its keys.
    fn key(&self, fact: &crate::program::Fact, keys: &[Expression]) -> Option<Arc<str>> {
        if keys.is_empty() {
            return Some(fact.name.clone());
        }
        let values: Option<Vec<_>> = keys.iter().map(|key| self.value(key)).collect();
        Some(facts::keyed(&fact.name, &values?).into())
    }
}
