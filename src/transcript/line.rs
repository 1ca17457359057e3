//! One line read by `grammar/chat.pest`; pest does not leave this file.

use jiff::SignedDuration;
use jiff::civil::{Date, Time};
use pest::Parser;
use pest::iterators::Pair;
use unicode_normalization::UnicodeNormalization;

use super::paper::{Day, Happens, Message, Moment, PaperDeed, Setting, SystemSays, Verb};
use super::write::numbered_photo;
use crate::engine::MOST_ATTACHMENTS;
use crate::program::OrderStage;
use crate::source::{SourceId, Span, Spanned};

mod grammar {
    #![allow(missing_docs, reason = "pest writes this code")]

    #[derive(pest_derive::Parser)]
    #[grammar = "../grammar/chat.pest"]
    pub(super) struct Lines;
}

use grammar::{Lines, Rule};

/// What one line says.
pub(super) enum Line {
    Script(Spanned<String>),
    Chat(Spanned<String>),
    Given(Vec<Setting>),
    Customer(String),
    Words(Spanned<String>),
    Shop(Vec<Spanned<PaperDeed>>, Option<Span>),
    Deeds(Vec<Spanned<PaperDeed>>, Option<Span>),
    Event(Happens, Vec<Setting>),
    Promised(Vec<Spanned<String>>),
    /// Photos and files of the message above; it has no words.
    Brings(Message),
    CustomerLeaves,
    Staff(String),
    StaffJoins,
    StaffLeaves,
    StaffResolves,
    NeedsNoAnswer,
    StaffMutes,
    StaffUnmutes,
    System(Spanned<String>, SystemSays),
    Pass(SignedDuration),
    Until(Moment),
    /// A day or a time that no calendar has.
    NoSuchTime(Span),
}

/// Where a line stands, to make spans of what pest says.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub source: SourceId,
    pub offset: usize,
}

impl Place {
    fn span(self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        let end = span.start() + span.as_str().trim_end().len();
        Span::new(self.source, self.offset + span.start(), self.offset + end)
    }

    fn spanned(self, pair: &Pair<'_, Rule>) -> Spanned<String> {
        Spanned { value: words_of(pair), span: self.span(pair) }
    }
}

/// Reads a line that is taken as it stands: a message of the customer or of staff, or the shop's words.
pub(super) fn verbatim(line: &str, place: Place) -> Option<Line> {
    let pair = Lines::parse(Rule::verbatim, line).ok()?.next()?.into_inner().next()?;
    let message = pair.clone().into_inner().find(|inner| inner.as_rule() == Rule::message)?;
    let words = message.as_str().trim_end();
    Some(match pair.as_rule() {
        Rule::customer => Line::Customer(words.to_owned()),
        Rule::staff_says => Line::Staff(words.to_owned()),
        _ => Line::Words(Spanned { value: words.to_owned(), span: place.span(&message) }),
    })
}

/// Reads any other line, its comments blanked out.
pub(super) fn read(line: &str, place: Place) -> Option<Line> {
    let pair = Lines::parse(Rule::line, line).ok()?.next()?.into_inner().next()?;
    let rule = pair.as_rule();
    let read = match rule {
        Rule::script | Rule::chat => {
            let title = place.spanned(&child(&pair, Rule::text)?);
            Ok(if rule == Rule::script { Line::Script(title) } else { Line::Chat(title) })
        }
        Rule::given => settings(&pair, place).map(Line::Given),
        Rule::event => {
            let happening = child(&pair, Rule::happening)?.into_inner().next()?;
            let happens = match happening.as_rule() {
                Rule::order_stage => Happens::Order(stage(&happening)),
                Rule::cart_changed => Happens::CartChanged,
                Rule::offer_accepted => Happens::OfferAccepted,
                Rule::offer_declined => Happens::OfferDeclined,
                _ => Happens::Declared(place.spanned(&happening)),
            };
            settings(&pair, place).map(|settings| Line::Event(happens, settings))
        }
        Rule::promised => {
            let promises = pair.into_inner().filter(|inner| inner.as_rule() == Rule::promise);
            Ok(Line::Promised(promises.map(|promise| place.spanned(&promise)).collect()))
        }
        Rule::staff => Ok(match () {
            () if child(&pair, Rule::staff_joins).is_some() => Line::StaffJoins,
            () if child(&pair, Rule::staff_leaves).is_some() => Line::StaffLeaves,
            () if child(&pair, Rule::staff_resolves).is_some() => Line::StaffResolves,
            () if child(&pair, Rule::needs_no_answer).is_some() => Line::NeedsNoAnswer,
            () if child(&pair, Rule::staff_mutes).is_some() => Line::StaffMutes,
            () => Line::StaffUnmutes,
        }),
        Rule::system => {
            let system = place.spanned(&child(&pair, Rule::name)?);
            let fails = child(&pair, Rule::fails).or_else(|| child(&pair, Rule::finds_nothing));
            let says = match fails {
                Some(fails) => {
                    let because = child(&fails, Rule::text).map(|text| words_of(&text)).unwrap_or_default();
                    Ok(SystemSays::Fails(because))
                }
                None => settings(&pair, place).map(SystemSays::Finds),
            };
            says.map(|says| Line::System(system, says))
        }
        Rule::leaves => Ok(Line::CustomerLeaves),
        Rule::brings => Ok(Line::Brings(brought(&pair))),
        Rule::pass => Ok(Line::Pass(length(&child(&pair, Rule::length)?))),
        Rule::until => moment(&child(&pair, Rule::moment)?, place).map(|moment| Line::Until(moment.value)),
        Rule::shop => {
            let deeds = child(&pair, Rule::deeds);
            Ok(Line::Shop(deeds.as_ref().map(|pair| deeds_of(pair, place)).unwrap_or_default(), nothing(&deeds, place)))
        }
        _ => Ok(Line::Deeds(deeds_of(&pair, place), nothing(&Some(pair), place))),
    };
    Some(read.unwrap_or_else(Line::NoSuchTime))
}

/// A length of time such as `30 minutes`, in any of the three languages.
pub(super) fn duration(text: &str) -> Option<SignedDuration> {
    let pair = Lines::parse(Rule::length, text.trim()).ok()?.next()?;
    (pair.as_str().len() == text.trim().len()).then(|| length(&pair))
}

/// Whether a text is one of the words for nothing.
pub(super) fn means_nothing(text: &str) -> bool {
    Lines::parse(Rule::nothing, text.trim()).is_ok_and(|pairs| pairs.as_str().len() == text.trim().len())
}

/// What is given, as `/set` and `--given` write it: `cart.total 120, customer is vip`.
pub(super) fn given(text: &str, place: Place) -> Option<Vec<Setting>> {
    match read(&format!("given {text}"), place) {
        Some(Line::Given(settings)) => Some(settings),
        _ => None,
    }
}

/// What happens, as `event:` writes it.
pub(super) fn event(text: &str, place: Place) -> Option<(Happens, Vec<Setting>)> {
    match read(&format!("event: {text}"), place) {
        Some(Line::Event(happens, settings)) => Some((happens, settings)),
        _ => None,
    }
}

/// What a message brings, as a line under it writes it: `2 photos`.
pub(super) fn brings(text: &str) -> Option<Message> {
    match read(&format!("with {text}"), Place { source: SourceId(0), offset: 0 }) {
        Some(Line::Brings(message)) => Some(message),
        _ => None,
    }
}

/// What a system answers, as its line writes it: `order-book: order.status shipped`.
pub(super) fn system(text: &str, place: Place) -> Option<(Spanned<String>, SystemSays)> {
    match read(&format!("system {text}"), place) {
        Some(Line::System(system, says)) => Some((system, says)),
        _ => None,
    }
}

fn child<'i>(pair: &Pair<'i, Rule>, rule: Rule) -> Option<Pair<'i, Rule>> {
    pair.clone().into_inner().find(|inner| inner.as_rule() == rule)
}

fn nothing(deeds: &Option<Pair<'_, Rule>>, place: Place) -> Option<Span> {
    deeds.as_ref().and_then(|deeds| child(deeds, Rule::nothing)).map(|nothing| place.span(&nothing))
}

/// The innermost words of a text or a name, without their marks.
fn words_of(pair: &Pair<'_, Rule>) -> String {
    let mut inner = pair.clone();
    while let Some(next) = inner.clone().into_inner().next() {
        inner = next;
    }
    inner.as_str().trim().nfc().collect()
}

/// What became of the order; "下单" alone says that it was placed.
fn stage(pair: &Pair<'_, Rule>) -> OrderStage {
    let stage = child(pair, Rule::stage).and_then(|stage| stage.into_inner().next());
    match stage.map(|stage| stage.as_rule()) {
        Some(Rule::paid) => OrderStage::Paid,
        Some(Rule::shipped) => OrderStage::Shipped,
        Some(Rule::delayed) => OrderStage::Delayed,
        Some(Rule::delivered) => OrderStage::Delivered,
        Some(Rule::reviewed) => OrderStage::Reviewed,
        Some(Rule::returned) => OrderStage::Returned,
        Some(Rule::cancelled) => OrderStage::Cancelled,
        _ => OrderStage::Placed,
    }
}

/// Photos and files with the names that are written, or numbered ones.
fn brought(pair: &Pair<'_, Rule>) -> Message {
    let mut message = Message::default();
    for brought in pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::brought) {
        let photos = child(&brought, Rule::photos).is_some();
        let all = if photos { &mut message.photos } else { &mut message.files };
        if let Some(name) = child(&brought, Rule::text) {
            all.push(words_of(&name));
            continue;
        }
        let amount =
            child(&brought, Rule::number).map_or(1, |number| ascii(number.as_str()).parse().unwrap_or(usize::MAX));
        // One more than is looked at, so that the trace may say so.
        let amount = amount.min(MOST_ATTACHMENTS + 1);
        let first = all.len() + 1;
        let called = |number| if photos { numbered_photo(number) } else { format!("file {number}") };
        all.extend((first..first + amount).map(called));
    }
    message
}

fn settings(pair: &Pair<'_, Rule>, place: Place) -> Result<Vec<Setting>, Span> {
    let settings = pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::setting);
    settings
        .filter_map(|setting| setting.into_inner().next())
        .filter_map(|setting| setting_of(&setting, place))
        .collect()
}

fn setting_of(pair: &Pair<'_, Rule>, place: Place) -> Option<Result<Setting, Span>> {
    Some(match pair.as_rule() {
        Rule::seed => {
            let number = child(pair, Rule::number)?;
            ascii(number.as_str()).parse().map(Setting::Seed).map_err(|_| place.span(&number))
        }
        Rule::start => moment(&child(pair, Rule::moment)?, place).map(Setting::Start),
        Rule::kind => Ok(Setting::Kind(place.spanned(&child(pair, Rule::name)?))),
        _ => Ok(Setting::Fact {
            name: place.spanned(&child(pair, Rule::name)?),
            keys: pair
                .clone()
                .into_inner()
                .filter(|inner| inner.as_rule() == Rule::key)
                .map(|key| place.spanned(&key))
                .collect(),
            value: place.spanned(&child(pair, Rule::value)?),
        }),
    })
}

fn deeds_of(pair: &Pair<'_, Rule>, place: Place) -> Vec<Spanned<PaperDeed>> {
    let deeds = pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::deed);
    deeds
        .filter_map(|deed| {
            let span = place.span(&deed);
            let deed = deed.into_inner().next()?;
            let objects = deed.clone().into_inner().filter(|part| matches!(part.as_rule(), Rule::name | Rule::text));
            let mut objects = objects.map(|object| place.spanned(&object));
            let object = objects.next();
            Some(Spanned { value: PaperDeed { verb: verb(deed.as_rule()), object, more: objects.collect() }, span })
        })
        .collect()
}

fn verb(rule: Rule) -> Verb {
    match rule {
        Rule::offers => Verb::Offers,
        Rule::says => Verb::Says,
        Rule::shows_products => Verb::ShowsProducts,
        Rule::shows_picture => Verb::ShowsPicture,
        Rule::sends_link => Verb::SendsLink,
        Rule::remembers => Verb::Remembers,
        Rule::forgets => Verb::Forgets,
        Rule::promises => Verb::Promises,
        Rule::marks => Verb::Marks,
        Rule::unmarks => Verb::Unmarks,
        Rule::notes => Verb::Notes,
        Rule::tasks => Verb::Tasks,
        Rule::hands_over => Verb::HandsOver,
        Rule::asks => Verb::Asks,
        _ => Verb::Closes,
    }
}

/// The sum of the parts; what is too long to be a time is as long as can be.
fn length(pair: &Pair<'_, Rule>) -> SignedDuration {
    let parts = pair.clone().into_inner().filter(|inner| inner.as_rule() == Rule::part);
    parts.fold(SignedDuration::ZERO, |sum, part| {
        let amount = child(&part, Rule::number).map_or(1, |number| ascii(number.as_str()).parse().unwrap_or(i64::MAX));
        let unit = child(&part, Rule::unit).and_then(|unit| unit.into_inner().next());
        let seconds = match unit.map(|unit| unit.as_rule()) {
            Some(Rule::minutes) => 60,
            Some(Rule::hours) => 3_600,
            Some(Rule::days) => 86_400,
            Some(Rule::weeks) => 604_800,
            _ => 1,
        };
        sum.saturating_add(SignedDuration::from_secs(amount.saturating_mul(seconds)))
    })
}

/// The time a [`Rule::moment`] names, or where it names none.
fn moment(pair: &Pair<'_, Rule>, place: Place) -> Result<Spanned<Moment>, Span> {
    let span = place.span(pair);
    let clock = child(pair, Rule::clock).ok_or(span)?;
    let (hour, minute) = numbers(clock.as_str());
    let minute = minute.first().copied().unwrap_or(0);
    let clock = Time::new(hour, minute, 0, 0).map_err(|_| place.span(&clock))?;
    let day = match child(pair, Rule::day).and_then(|day| day.into_inner().next()) {
        None => Day::Next,
        Some(day) => match day.as_rule() {
            Rule::today => Day::Today,
            Rule::tomorrow => Day::Tomorrow,
            _ => Day::Date(ascii(day.as_str()).parse::<Date>().map_err(|_| place.span(&day))?),
        },
    };
    Ok(Spanned { value: Moment { clock, day }, span })
}

fn numbers(clock: &str) -> (i8, Vec<i8>) {
    let mut parts = clock.split([':', '：']).map(|part| ascii(part).parse().unwrap_or(-1));
    (parts.next().unwrap_or(-1), parts.collect())
}

/// Full-width digits as their ASCII twins.
fn ascii(digits: &str) -> String {
    digits.nfkc().collect()
}
