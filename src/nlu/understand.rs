//! What a message means: the phrases that hold after negations, the longest first, in the order in which they stand.

use std::ops::Range;

use jiff::civil::Date;
use smallvec::SmallVec;

use super::bare::is_bare;
use super::boundary::char_at;
use super::language::plain_choice;
use super::links::addresses;
use super::matches::{Found, Match, Search};
use super::normalise::Normal;
use super::recover::recovered;
use super::slots::{Surroundings, past_space};
use super::thing::names_a_thing;
use super::{Basis, Heard, HeardIntent, HeardIntents};
use crate::program::{IntentId, PatternPart, Plain, PlainPhrases, Program};

/// Places in the list of what was found.
pub(super) type Places = SmallVec<[usize; 4]>;

/// Says what a message means to a shop; `today` is what "tomorrow" and "the 3rd of May" are counted from.
pub fn understand(program: &Program, message: &str, today: Date) -> Heard {
    match program.lexicon.plain.get(message) {
        Some(plain) => phrase_alone(program, message, plain),
        None => looked_through(program, message, today),
    }
}

/// Works out what each phrase means that is a whole message: where it stands alone, whatever stands in it besides gives way to it.
pub fn plain(program: &Program) -> PlainPhrases {
    let around = Surroundings { money: &program.shop.money, today: Date::ZERO };
    let lexicon = &program.lexicon;
    let words = lexicon.patterns.iter().filter_map(|pattern| match pattern.parts.as_slice() {
        [PatternPart::Words(words)] if !pattern.except => Some(words),
        _ => None,
    });
    let plain = words.filter_map(|words| {
        let normal = Normal::new(words);
        let mut found = Found::new();
        let Chosen { places, bare, said } = search(program, words, &normal, around, &mut found);
        let [place] = *places else { return None };
        let whole = |one: &&Match| one.start == 0 && one.end == words.len();
        let only = found.get(place).filter(whole)?;
        // A slot may be read another way on another day, and of two phrases with the same words both tell the language.
        let known = normal.text == **words && said.is_none() && found.iter().all(|one| one.slots.is_empty());
        let alone = bare && found.iter().filter(whole).count() == 1;
        (known && alone).then(|| (words.clone(), Plain { pattern: only.pattern, intent: only.intent }))
    });
    plain.collect()
}

/// A message that is a phrase and nothing else.
fn phrase_alone(program: &Program, message: &str, &Plain { pattern, intent }: &Plain) -> Heard {
    let (start, end) = (0, message.len());
    let only = Match { start, end, pattern, intent, except: false, slots: Vec::new() };
    let language = plain_choice(&program.shop, &program.lexicon, message, message, &[0], &[only]);
    let heard = HeardIntent { intent, basis: Basis::Phrase(pattern), start, end, slots: Vec::new() };
    Heard { intents: std::iter::once(heard).collect(), language, bare: true }
}

fn looked_through(program: &Program, message: &str, today: Date) -> Heard {
    let normal = Normal::new(message);
    let around = Surroundings { money: &program.shop.money, today };
    let mut found = Found::new();
    let Chosen { places, bare, said } = search(program, message, &normal, around, &mut found);
    let (shop, lexicon) = (&program.shop, &program.lexicon);
    let language = match &said {
        Some(said) => plain_choice(shop, lexicon, &Normal::new(said).text, said, &places, &found),
        None => plain_choice(shop, lexicon, &normal.text, message, &places, &found),
    };
    let mut heard = Heard { intents: intents(&places, &mut found, &normal), language, bare };
    if !bare {
        let matches = places.iter().filter_map(|&index| found.get(index));
        let touched: SmallVec<[Range<usize>; 4]> = matches.map(|one| normal.original(one.start..one.end)).collect();
        let recovered = recovered(program, said.as_deref().unwrap_or(message), &touched, around);
        if !recovered.is_empty() {
            recovered.into_iter().for_each(|one| add(&mut heard.intents, one));
            heard.intents.sort_by_key(|one| one.start);
        }
    }
    heard
}

/// What the phrases of a shop find in a normalised text, one after the other.
pub(super) fn phrases(program: &Program, text: &str, around: Surroundings<'_>) -> HeardIntents {
    let normal = Normal::new(text);
    let mut found = Found::new();
    let Chosen { places, .. } = search(program, text, &normal, around, &mut found);
    intents(&places, &mut found, &normal)
}

/// The phrases that hold.
pub(super) struct Chosen {
    /// The places, among what was found, of those that count.
    pub places: Places,
    /// Whether the message holds nothing else.
    pub bare: bool,
    /// The message with space for links and addresses, where it has some.
    said: Option<String>,
}

/// Looks for the phrases of a shop in a message; all that hold are put into `found`, in the order in which they stand.
pub(super) fn search(
    program: &Program,
    message: &str,
    normal: &Normal<'_>,
    around: Surroundings<'_>,
    found: &mut Found,
) -> Chosen {
    Search::new(&program.lexicon, message, normal, around).all(found);
    leave_things(found, program.cancellation, &normal.text);
    let addresses = addresses(message, normal);
    let said = spoken(message, normal, &addresses);
    if found.is_empty() {
        return Chosen { places: Places::new(), bare: false, said };
    }
    // "ok?" asks, and "ok" and 不 stand in many a sentence that answers nothing: answers count only where they are bare.
    let is_answer = |found: &Match| [program.refusal, program.acceptance].contains(&Some(found.intent));
    let asks = |found: &Match| char_at(&normal.text, past_space(&normal.text, found.end)) == Some('?');
    if let Some((place, only)) = alone(found)
        && addresses.is_empty()
    {
        let bare = is_bare(&normal.text, [only].into_iter());
        if !is_answer(only) || bare && !asks(only) {
            return Chosen { places: Places::from_elem(place, 1), bare, said };
        }
    }
    leave_links(found, &addresses);
    undo(found);
    give_way(found, program.cancellation);
    if found.iter().any(|found| is_answer(found) && asks(found)) {
        found.retain(|found| !is_answer(found) || !asks(found));
    }
    let (mut places, mut bare) = choose(found, &normal.text);
    if !bare && found.iter().any(is_answer) {
        found.retain(|found| !is_answer(found));
        (places, bare) = choose(found, &normal.text);
    }
    Chosen { places, bare, said }
}

/// The phrase that stands alone, and its place: nothing undoes it, and an `except` of another intent means nothing.
fn alone(found: &Found) -> Option<(usize, &Match)> {
    let mut phrases = found.iter().enumerate().filter(|(_, found)| !found.except);
    let (Some((place, only)), None) = (phrases.next(), phrases.next()) else { return None };
    found.iter().all(|other| !other.except || other.intent != only.intent).then_some((place, only))
}

/// What stands in a link was not said: `shop.example/free-shipping`. Slots leave links out by themselves, so a match may reach over one.
fn leave_links(found: &mut Found, addresses: &[Range<usize>]) {
    if !addresses.is_empty() {
        found.retain(|found| !addresses.iter().any(|link| link.start <= found.start && found.end <= link.end));
    }
}

/// The message with space for its links and e-mail addresses, which are no language.
fn spoken(message: &str, normal: &Normal<'_>, addresses: &[Range<usize>]) -> Option<String> {
    if addresses.is_empty() {
        return None;
    }
    let mut said = message.to_owned();
    for place in addresses.iter().rev().map(|address| normal.original(address.clone())) {
        if said.get(place.clone()).is_some() {
            said.replace_range(place.clone(), &" ".repeat(place.len()));
        }
    }
    Some(said)
}

/// Words that stop what was begun stop nothing where they turn down one thing: «ya no quiero el rojo».
fn leave_things(found: &mut Found, cancellation: Option<IntentId>, text: &str) {
    let stops = |found: &Match| !found.except && Some(found.intent) == cancellation;
    if found.iter().any(stops) {
        found.retain(|found| !stops(found) || !names_a_thing(text, found));
    }
}

/// The words that stop what was begun are the shop's own where it has a use for the very same words.
fn give_way(found: &mut Found, cancellation: Option<IntentId>) {
    if !found.iter().any(|found| Some(found.intent) == cancellation) {
        return;
    }
    let others = found.iter().filter(|found| Some(found.intent) != cancellation);
    let own: SmallVec<[Range<usize>; 4]> = others.map(|found| found.start..found.end).collect();
    found.retain(|found| Some(found.intent) != cancellation || !own.contains(&(found.start..found.end)));
}

/// An `except` undoes every match of its intent that it touches, and is none itself.
fn undo(found: &mut Found) {
    if !found.iter().any(|found| found.except) {
        return;
    }
    let negations: SmallVec<[_; 4]> =
        found.iter().filter(|found| found.except).map(|found| (found.intent, found.start..found.end)).collect();
    found.retain(|found| {
        let undone = |(intent, place): &(IntentId, Range<usize>)| {
            *intent == found.intent && place.start < found.end && found.start < place.end
        };
        !found.except && !negations.iter().any(undone)
    });
}

/// The leftmost matches, of those that begin together the longest, of equal ones those without slots and then the intent written first; none
/// overlaps another.
/// Gives their places in `found`, which it sorts, and whether the message holds nothing else.
fn choose(found: &mut [Match], text: &str) -> (Places, bool) {
    // Two numbers compare faster than five.
    let both = |high: usize, low: u32| (high as u64) << 32 | u64::from(low);
    found.sort_unstable_by_key(|found| {
        let slots = u64::from(!found.slots.is_empty()) << 63;
        let end = !u32::try_from(found.end).unwrap_or(u32::MAX);
        (both(found.start, end), slots | both(found.intent.index(), found.pattern))
    });
    let mut chosen = Places::new();
    let mut behind = 0;
    for (index, found) in found.iter().enumerate() {
        if found.start >= behind {
            behind = found.end;
            chosen.push(index);
        }
    }
    let bare = !chosen.is_empty() && is_bare(text, chosen.iter().filter_map(|&index| found.get(index)));
    (chosen, bare)
}

/// One entry an intent: what is said of it again fills the slots that are still open.
fn add(heard: &mut HeardIntents, one: HeardIntent) {
    match heard.iter_mut().find(|heard| heard.intent == one.intent) {
        Some(first) => first.fill(one.slots),
        None => heard.push(one),
    }
}

/// One entry an intent, at its first place; what only a later match says fills the slots the first left open.
fn intents(chosen: &[usize], found: &mut Found, normal: &Normal<'_>) -> HeardIntents {
    let mut heard = HeardIntents::new();
    for &index in chosen {
        let Some(found) = found.get_mut(index) else { continue };
        let slots = std::mem::take(&mut found.slots);
        let place = normal.original(found.start..found.end);
        let (intent, basis) = (found.intent, Basis::Phrase(found.pattern));
        add(&mut heard, HeardIntent { intent, basis, start: place.start, end: place.end, slots });
    }
    heard
}
