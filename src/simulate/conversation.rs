//! One conversation with one customer, from the first message to the parcel that is kept or sent back.

use jiff::{SignedDuration, Timestamp, civil};
use rust_decimal::Decimal;

use super::book::Book;
use super::clockwork::Clockwork;
use super::dice::{Dice, Luck};
use super::outcome::Outcome;
use super::person::{Insisting, Person};
use super::vary::{joined, varied};
use super::{Setup, answers};
use crate::engine::{Deed, Due, Event, Happened, Happening, State, Turn, left_to_give};
use crate::program::{IntentId, LanguageId, OfferId, Program};

/// The day of every conversation: that of conversations on paper.
const DAY: civil::Date = civil::date(2026, 3, 2);
/// Nobody writes more messages than these.
const MOST_MESSAGES: u64 = 30;
/// So many of a hundred messages are in another of the shop's languages than the customer's own.
const SWITCHES: f64 = 0.03;
/// Of two wishes so many of a hundred stand in one message.
const BOTH_AT_ONCE: f64 = 0.5;
/// So often is an open question answered before the customer goes.
const MOST_ANSWERS: u32 = 6;

/// Plays one conversation; what happened in it only where `recorded`.
pub(super) fn play(setup: &Setup<'_>, number: u64, recorded: bool) -> Option<(Outcome, Option<Vec<Happened>>)> {
    let luck = |luck| Dice::of(setup.seed, number, luck);
    let mut dice = luck(Luck::Person);
    let id = setup.mix.draw(&mut dice)?;
    let person = Person::draw(setup.program, id, &setup.given, &mut dice)?;
    let start = arrival(setup.program, &person, &mut dice);
    let state = State { format: 1, seed: u64::from(dice.between(0, 999_999)), ..State::default() };
    let outcome = Outcome { total: person.total, variants: state.seed, ..Outcome::of(person.id) };
    let clockwork = Clockwork::new(setup.program, state, start, outcome, luck(Luck::Systems), recorded);
    let [choices, words, order] = [Luck::Choices, Luck::Words, Luck::Order].map(luck);
    let mut talk = Talk { book: &setup.book, person, choices, words, order, clockwork, answered: 0 };
    talk.run();
    Some((talk.clockwork.outcome, talk.clockwork.moments))
}

/// When the customer comes: to the minute, as a clock on the wall shows it.
fn arrival(program: &Program, person: &Person<'_>, dice: &mut Dice) -> Timestamp {
    let minutes = |time: civil::Time| Decimal::from(i32::from(time.hour()) * 60 + i32::from(time.minute()));
    let drawn = match &person.customer.comes {
        Some(hours) => dice.figure(minutes(hours.from), minutes(hours.to), hours.around.map(minutes), 0),
        None => dice.figure(Decimal::ZERO, Decimal::from(1_439), None, 0),
    };
    let minute = i64::try_from(drawn).unwrap_or_default();
    let at = DAY.at(0, 0, 0, 0).saturating_add(SignedDuration::from_mins(minute));
    at.to_zoned(program.shop.time_zone.clone()).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

/// What the customer does next.
enum Next {
    Says(Vec<Wish>),
    Answers(Event),
    Buys { accepts: bool },
    Leaves,
    Silence,
}

/// One thing a message says.
#[derive(Clone, Copy)]
enum Wish {
    Intent(IntentId),
    No(Option<IntentId>),
}

struct Talk<'a> {
    book: &'a Book,
    person: Person<'a>,
    choices: Dice,
    words: Dice,
    order: Dice,
    clockwork: Clockwork<'a>,
    /// How many questions of the shop were answered.
    answered: u32,
}

impl Talk<'_> {
    fn run(&mut self) {
        if !self.person.facts.is_empty() {
            self.clockwork.happens(Event { facts: self.person.facts.clone(), ..Happening::Facts.into() });
        }
        let Some(opening) = self.choices.one(&self.person.customer.opens).copied() else { return };
        self.person.said(opening);
        let mut next = Next::Says(vec![Wish::Intent(opening)]);
        loop {
            let turns = match next {
                Next::Says(wishes) => self.writes(&wishes),
                Next::Answers(event) => Some(self.clockwork.happens(event)),
                Next::Buys { accepts } => return self.buys(accepts),
                Next::Leaves => {
                    self.clockwork.happens(Happening::CustomerLeft.into());
                    return self.wait(SignedDuration::from_hours(48));
                }
                Next::Silence => return self.wait(SignedDuration::from_hours(72)),
            };
            let Some(turns) = turns else { return };
            let over = |turn: &Turn| turn.deeds().any(|deed| matches!(deed, Deed::Closes | Deed::HandsOver(_)));
            if turns.iter().any(over) || self.clockwork.state.handed_over {
                return self.wait(SignedDuration::from_hours(24));
            }
            // People think about it for a moment, and some for a while.
            let thinks = [0, 0, 0, 0, 1, 1, 2, 5];
            let minutes = self.choices.one(&thinks).copied().unwrap_or_default();
            if minutes > 0 {
                self.clockwork.passes(SignedDuration::from_mins(minutes));
            }
            next = if self.clockwork.outcome.messages >= MOST_MESSAGES { Next::Leaves } else { self.next(&turns) };
        }
    }

    fn next(&mut self, turns: &[Turn]) -> Next {
        let offers = turns.iter().flat_map(Turn::deeds).filter_map(|deed| match deed {
            Deed::Offers(name) => self.clockwork.program.names.offers.get(&name.to_lowercase()).copied(),
            _ => None,
        });
        let offers: Vec<OfferId> = offers.collect();
        if let Some(reaction) = offers.iter().rev().find_map(|offer| self.person.reaction(*offer)).copied() {
            let outcomes = [(0, reaction.accepts), (1, reaction.declines), (2, reaction.leaves)];
            return match self.choices.by_chance(&outcomes) {
                Some(0) => Next::Buys { accepts: true },
                Some(1) => self.insists(),
                Some(_) => Next::Leaves,
                None => Next::Silence,
            };
        }
        if let Some(event) = answers::to_open_question(
            self.clockwork.program,
            &self.clockwork.state,
            self.person.total,
            &mut self.choices,
        ) {
            self.answered += 1;
            return if self.answered > MOST_ANSWERS { Next::Leaves } else { Next::Answers(event) };
        }
        if self.person.would_buy(self.clockwork.state.promises.iter()) {
            return match self.person.aside(&mut self.choices) {
                Some(aside) => Next::Says(vec![Wish::Intent(aside)]),
                None => Next::Buys { accepts: !offers.is_empty() },
            };
        }
        self.insists()
    }

    /// Once more, perhaps with something besides; or away.
    fn insists(&mut self) -> Next {
        if !self.person.can_insist() {
            return Next::Leaves;
        }
        let aside = self.person.aside(&mut self.choices).map(Wish::Intent);
        if let Some(aside) = aside
            && !self.choices.happens(BOTH_AT_ONCE)
        {
            return Next::Says(vec![aside]);
        }
        let wish = match self.person.insists(&mut self.choices) {
            Some(Insisting::Again(intent)) => Wish::Intent(intent),
            Some(Insisting::No(instead)) => Wish::No(instead),
            None => return Next::Leaves,
        };
        Next::Says(std::iter::once(wish).chain(aside).collect())
    }

    /// The customer writes a message; nothing where the shop has no words for it.
    fn writes(&mut self, wishes: &[Wish]) -> Option<Vec<Turn>> {
        let program = self.clockwork.program;
        let languages = program.shop.languages.len();
        let language = match languages > 1 && self.words.happens(SWITCHES) {
            true => LanguageId::from((self.person.language.index() + 1) % languages),
            false => self.person.language,
        };
        let tag = program.shop.languages.get(language.index()).map_or("en", |tag| &**tag);
        let tag = tag.split('-').next().unwrap_or(tag);
        let mut message: Option<String> = None;
        for wish in wishes {
            let intent = match wish {
                Wish::Intent(intent) => *intent,
                Wish::No(instead) => match program.refusal.or(*instead) {
                    Some(intent) => intent,
                    None => continue,
                },
            };
            let Some(said) = self.book.say(intent, language, self.person.total, &mut self.words) else { continue };
            message = Some(match message {
                Some(before) => joined(&before, &said, tag, &mut self.words),
                None => said,
            });
        }
        let message = varied(&message?, tag, self.person.mistypes, &mut self.words);
        self.clockwork.outcome.verbatim += u64::from(self.book.is_verbatim(&message));
        Some(self.clockwork.happens(Event::message(message)))
    }

    /// The deal: the customer says so where something was offered, orders, and pays or not.
    fn buys(&mut self, accepts: bool) {
        if let Some(acceptance) = self.clockwork.program.acceptance.filter(|_| accepts) {
            self.writes(&[Wish::Intent(acceptance)]);
        }
        let minutes = self.order.between(1, 5);
        self.wait(SignedDuration::from_mins(i64::from(minutes)));
        let before = self.clockwork.state.promises.clone();
        let room = left_to_give(self.clockwork.program, &self.clockwork.state, self.clockwork.now);
        let facts = self.person.order(self.clockwork.program, &before, &mut self.order);
        let turns = self.clockwork.happens(Event { facts, ..Happening::OrderPlaced.into() });
        let packed = turns.into_iter().next().map(|turn| turn.packing_list).unwrap_or_default();
        let messages = self.clockwork.outcome.messages;
        self.clockwork.outcome.messages_to_order = Some(messages);
        if !self.pays() {
            return;
        }
        let returned = self.parcel();
        let digits = self.clockwork.program.shop.money.digits;
        let gifts: Decimal = packed.iter().filter(|one| one.takes.is_none()).map(|one| one.cost).sum();
        // What comes back is paid back, and its goods are there again; gifts and postage are gone.
        let revenue = if returned { Decimal::ZERO } else { self.person.to_pay(&packed, digits) };
        let goods = if returned { self.person.cost.map(|_| Decimal::ZERO) } else { self.person.cost };
        let Clockwork { outcome, state, .. } = &mut self.clockwork;
        // What was promised for the order after this one waits for it, under its own name once this one came.
        let later = state.promises.iter().filter(|promise| matches!(promise.due, Due::NextOrder | Due::CarriedOver));
        outcome.given = packed.iter().chain(later).map(|promise| (promise.name.clone(), promise.cost)).collect();
        outcome.paid = true;
        outcome.returned = returned;
        outcome.revenue = revenue;
        outcome.room = room;
        outcome.margin = goods.map(|goods| revenue - goods - gifts);
    }

    /// Whether the order is paid: at once, after the shop wrote, or never.
    fn pays(&mut self) -> bool {
        if !self.order.happens(self.person.customer.forgets_to_pay) {
            let minutes = self.order.between(1, 20);
            self.wait(SignedDuration::from_mins(i64::from(minutes)));
            self.clockwork.happens(Happening::OrderPaid.into());
            return true;
        }
        let remembers = self.order.happens(self.person.customer.pays_reminded);
        for _ in 0..12 {
            let turns = self.clockwork.passes(SignedDuration::from_hours(6));
            if remembers && turns.iter().any(Turn::speaks) {
                self.clockwork.happens(Happening::OrderPaid.into());
                return true;
            }
        }
        false
    }

    /// The parcel goes out, arrives, and is kept or sent back; whether it is sent back.
    fn parcel(&mut self) -> bool {
        self.wait(SignedDuration::from_hours(20));
        self.clockwork.happens(Happening::OrderShipped.into());
        self.wait(SignedDuration::from_hours(72));
        self.clockwork.happens(Happening::OrderDelivered.into());
        let returned = self.order.happens(self.person.customer.returns);
        if returned {
            self.wait(SignedDuration::from_hours(48));
            self.clockwork.happens(Happening::OrderReturned.into());
        }
        self.wait(SignedDuration::from_hours(96));
        returned
    }

    fn wait(&mut self, length: SignedDuration) {
        self.clockwork.passes(length);
    }
}
