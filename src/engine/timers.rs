//! Timers as data: set by what happens, stopped by what happens, and fired by an event that names them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

use super::facts;
use super::state::{State, Timer};
use super::terms::Term;
use super::trace::Remark;
use super::turn::TimerChange;
use super::turning::Turning;
use crate::program::{Datum, FactId, Program, Trigger, Type, Until, Value, Wait, WaitId};

impl<'a> Turning<'a> {
    /// Something happened: waits begin with it, and others end.
    pub fn occur(&mut self, trigger: &Trigger) {
        let Some(fired) = self.program.triggers.get(trigger) else { return };
        for wait in fired.ends.iter().filter_map(|id| self.program.wait(*id)) {
            self.stop_named(&wait.name);
        }
        for wait in fired.begins.iter().filter_map(|id| self.program.wait(*id)) {
            if let Until::After { after, .. } = &wait.until {
                self.set_timer(&wait.name, *after);
            }
        }
    }

    /// Sets a timer, anew where it runs already.
    fn set_timer(&mut self, name: &Arc<str>, after: SignedDuration) {
        let due = self.moment.now.checked_add(after).unwrap_or(Timestamp::MAX);
        let slots = self.slots.iter().filter_map(|(name, value)| Some((name.clone(), Term::of(value)?))).collect();
        self.run_timer(name, due, None, slots);
    }

    fn run_timer(&mut self, name: &Arc<str>, due: Timestamp, day: Option<Datum>, slots: BTreeMap<Arc<str>, Term>) {
        let generation = self.next_generation();
        self.state.timers.retain(|timer| timer.name != *name);
        let set = self.moment.now;
        self.state.timers.push(Timer {
            name: name.clone(),
            generation,
            set,
            due,
            day,
            slots,
            unknown: BTreeMap::new(),
        });
        self.turn.timers.push(TimerChange::Set { timer: name.clone(), generation, due });
    }

    /// The number of the next setting or request.
    pub fn next_generation(&mut self) -> u64 {
        self.state.generation = self.state.generation.saturating_add(1);
        self.state.generation
    }

    /// Stops a timer by its setting.
    pub fn stop_timer(&mut self, generation: u64) {
        self.stop_those(|timer| timer.generation == generation);
    }

    fn stop_named(&mut self, name: &Arc<str>) {
        self.stop_those(|timer| timer.name == *name);
    }

    fn stop_those(&mut self, stops: impl Fn(&Timer) -> bool) {
        let changes = &mut self.turn.timers;
        self.state.timers.retain(|timer| {
            let stopped = stops(timer);
            if stopped {
                changes.push(TimerChange::Stopped { timer: timer.name.clone(), generation: timer.generation });
            }
            !stopped
        });
    }

    /// A timer is due.
    pub fn timer_due(&mut self, name: &Arc<str>, generation: u64) {
        let of = |timer: &Timer| timer.name == *name && timer.generation == generation;
        let Some(place) = self.state.timers.iter().position(of) else {
            self.turn.trace.remarks.push(Remark::TimerRefused { timer: name.clone() });
            return;
        };
        if self.state.timers.get(place).is_some_and(|timer| timer.due > self.moment.now) {
            self.turn.trace.remarks.push(Remark::TimerRefused { timer: name.clone() });
            return;
        }
        let timer = self.state.timers.remove(place);
        if self.waiting(generation).is_some() {
            self.is_waited_for = true;
            self.system_failed(generation, "it did not answer in time");
            return;
        }
        let Some(id) = wait_named(self.program, &timer.name) else {
            self.turn.trace.remarks.push(Remark::Gone { name: timer.name });
            return;
        };
        if self.comes_later(&timer, id) {
            self.turn.trace.remarks.push(Remark::TimerRefused { timer: timer.name });
            return;
        }
        let slots = timer.slots.iter().filter_map(|(name, term)| Some((name.clone(), term.value()?)));
        self.slots = std::borrow::Cow::Owned(slots.collect());
        let unanswered = self.program.wait(id).is_some_and(|wait| matches!(wait.until, Until::Unanswered { .. }));
        self.writes_first = !unanswered;
        self.is_waited_for = unanswered;
        let trigger = Trigger::Later(id);
        if self.muted || self.state.handed_over && !unanswered {
            self.fire_silent(&trigger);
            self.remark_silence();
        } else {
            self.fire(&trigger);
        }
        // Whoever heard that it takes long is not told a second time of what they wrote.
        if unanswered && self.turn.speaks() {
            self.state.unanswered = false;
        }
        self.slots = std::borrow::Cow::Borrowed(&[]);
        self.occur(&trigger);
    }

    /// Whether the script names a later hour of the day by now: then it comes at that one, and not at both.
    fn comes_later(&self, timer: &Timer, id: WaitId) -> bool {
        let Some(wait) = self.program.wait(id).filter(|wait| wait.name != timer.name) else { return false };
        matches!(wait.until, Until::Day { at, .. } if at > self.moment.zoned(self.program).time())
    }

    /// A message that got no answer starts the shop's own deadline; any word of the shop's ends it.
    pub fn keep_pace(&mut self, by_customer: bool) {
        if by_customer {
            self.state.unanswered = self.keeps_silent();
        }
        if self.turn.speaks() || self.state.away || !self.state.in_conversation {
            self.stop_waiting();
            return;
        }
        let waits = self.keeps_silent() || self.state.threads.iter().any(|thread| thread.request.is_some());
        if by_customer && waits {
            self.begin_waiting();
        }
    }

    /// Staff gave the conversation back: whoever had no word of them waits on, anew where only the script spoke since.
    pub fn wait_on(&mut self) {
        if self.state.unanswered {
            self.begin_waiting();
        }
    }

    /// Sets the shop's own deadline, where it does not run already.
    fn begin_waiting(&mut self) {
        for wait in &self.program.waits {
            let runs = self.state.timers.iter().any(|timer| timer.name == wait.name);
            if let (Until::Unanswered { within }, false) = (&wait.until, runs) {
                self.set_timer(&wait.name, *within);
            }
        }
    }

    /// Staff answered, or nobody needs to.
    pub fn wait_no_more(&mut self) {
        self.state.unanswered = false;
        self.stop_waiting();
    }

    /// Nobody waits for an answer any more.
    fn stop_waiting(&mut self) {
        for wait in self.program.waits.iter().filter(|wait| matches!(wait.until, Until::Unanswered { .. })) {
            self.stop_named(&wait.name);
        }
    }

    /// The talk is over, for the customer left or all is said: what waits for a word of theirs ends, orders and days go on.
    pub fn stop_talking(&mut self) {
        self.stop_waiting();
        for wait in self.program.waits.iter().filter(|wait| is_of_the_talk(wait)) {
            self.stop_named(&wait.name);
        }
    }

    /// Days that facts name: their timers follow the facts.
    pub fn keep_days(&mut self) {
        for wait in &self.program.waits {
            let Until::Day { fact, at } = &wait.until else { continue };
            self.stop_other_hours(wait);
            let day = self.day_of(*fact);
            let runs = self.state.timers.iter().find(|timer| timer.name == wait.name);
            match day {
                None if runs.is_some() => self.stop_named(&wait.name),
                Some(day) => {
                    let datum = facts::write(&Value::Date(day));
                    if runs.is_some_and(|timer| timer.day.as_ref() == Some(&datum)) {
                        continue;
                    }
                    if let Some(due) = self.next_such_day(day, *at) {
                        self.run_timer(&wait.name, due, Some(datum), BTreeMap::new());
                    }
                }
                None => {}
            }
        }
    }

    /// The same day at an hour that the script names no longer.
    fn stop_other_hours(&mut self, wait: &Wait) {
        let program = self.program;
        let what = without_length(&wait.name);
        self.stop_those(|timer| {
            timer.day.is_some()
                && without_length(&timer.name) == what
                && program.waits.iter().all(|other| other.name != timer.name)
        });
    }

    fn day_of(&self, id: FactId) -> Option<Date> {
        let fact = self.program.fact(id)?;
        match self.view().fact_alone(id)? {
            Value::Date(day) if fact.of == Type::Date => Some(day),
            _ => None,
        }
    }

    /// The time on that day; a day that is past comes again every year, the 29th of February on the 28th where there is none.
    fn next_such_day(&self, day: Date, at: Time) -> Option<Timestamp> {
        let now = self.moment.zoned(self.program);
        let moment = |day: Date| day.to_datetime(at).to_zoned(now.time_zone().clone()).ok();
        let first = moment(day)?;
        if first > *now {
            return Some(first.timestamp());
        }
        // A day that came today was this very timer's: the next one is a year off.
        if day.year() == now.year() && day == now.date() {
            return None;
        }
        (0..=1).find_map(|ahead| {
            let year = now.year().checked_add(ahead)?;
            let again = Date::new(year, day.month(), day.day()).or_else(|_| Date::new(year, day.month(), 28)).ok()?;
            moment(again).filter(|again| again > now).map(|again| again.timestamp())
        })
    }

    /// Whether a policy keeps the shop from writing without being written to; its words.
    pub fn too_often(&self) -> Option<&'a Arc<str>> {
        if !self.writes_first {
            return None;
        }
        let policies = &self.program.policies.write_first;
        let broken = policies.iter().find(|policy| {
            if self.view().holds(policy.condition.as_ref()) == Some(false) {
                return false;
            }
            let since = self.moment.now.checked_sub(policy.per).unwrap_or(Timestamp::MIN);
            let written = self.state.wrote_first.iter().filter(|at| **at > since).count();
            written >= policy.times as usize
        })?;
        Some(&broken.written)
    }

    /// Remembers that the shop wrote first, as long as a policy asks for it.
    pub fn wrote_first(&mut self) {
        let policies = &self.program.policies.write_first;
        if !self.writes_first || !self.turn.speaks() || policies.is_empty() {
            return;
        }
        let most = policies.iter().map(|policy| policy.times as usize).max().unwrap_or(0).min(MOST_FIRST_WORDS);
        self.state.wrote_first.push(self.moment.now);
        let surplus = self.state.wrote_first.len().saturating_sub(most.max(1));
        self.state.wrote_first.drain(..surplus);
    }
}

/// Whether something comes by itself, unless the talk is over: because the customer waits, or said or did something.
pub fn goes_on_by_itself(program: &Program, state: &State) -> bool {
    state.timers.iter().any(|timer| {
        let wait = wait_named(program, &timer.name).and_then(|id| program.wait(id));
        wait.is_some_and(|wait| matches!(wait.until, Until::Unanswered { .. }) || is_of_the_talk(wait))
    })
}

/// Whether it waits after something that the customer said or did.
fn is_of_the_talk(wait: &Wait) -> bool {
    let Until::After { event, .. } = &wait.until else { return false };
    matches!(
        event,
        Trigger::Intent(_)
            | Trigger::FirstMessage
            | Trigger::Message
            | Trigger::MessageWith(_)
            | Trigger::NothingUnderstood
            | Trigger::ShopAsked
            | Trigger::OfferAccepted
            | Trigger::OfferDeclined
    )
}

/// How many first words of the shop's are remembered at most.
pub const MOST_FIRST_WORDS: usize = 100;

impl State {
    /// The timer that is due next, at `until` at the latest.
    pub fn next_timer(&self, until: Timestamp) -> Option<&Timer> {
        self.timers.iter().filter(|timer| timer.due <= until).min_by_key(|timer| (timer.due, timer.generation))
    }
}

/// What a timer's name waits for in the script as it stands now: the same, else the same with another length of time.
fn wait_named(program: &Program, name: &str) -> Option<WaitId> {
    let exact = program.waits.iter().position(|wait| *wait.name == *name);
    let same = || program.waits.iter().position(|wait| without_length(&wait.name) == without_length(name));
    exact.or_else(same).map(WaitId::from)
}

/// A timer's name without its length of time, or its time of the day.
pub(super) fn without_length(name: &str) -> &str {
    let end = name.rfind(" within ").or_else(|| name.rfind(" after ")).or_else(|| name.rfind(" at "));
    end.and_then(|end| name.get(..end)).unwrap_or(name)
}
