//! Scripts by chance, for property tests: only trees that some text has.

use std::sync::Arc;

use jiff::civil;
use patter::source::{Span, Spanned};
use patter::syntax::ast::*;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use rust_decimal::Decimal;

/// Whole scripts of a few declarations.
pub fn script() -> impl Strategy<Value = Script> {
    vec(declaration(), 1..5).prop_map(|declarations| Script { declarations, ..Script::default() })
}

/// One declaration of any sort.
pub fn declaration() -> impl Strategy<Value = Declaration> {
    let kind = prop_oneof![
        1 => shop().prop_map(DeclarationKind::Shop),
        1 => using().prop_map(DeclarationKind::Use),
        2 => fact().prop_map(DeclarationKind::Fact),
        2 => intent().prop_map(DeclarationKind::Intent),
        2 => kind().prop_map(DeclarationKind::Kind),
        3 => offer().prop_map(DeclarationKind::Offer),
        3 => reply().prop_map(DeclarationKind::Reply),
        6 => rule().prop_map(DeclarationKind::Rule),
        3 => policy().prop_map(DeclarationKind::Policy),
        2 => question().prop_map(DeclarationKind::Question),
        2 => flow().prop_map(DeclarationKind::Flow),
        1 => event().prop_map(DeclarationKind::Event),
        1 => customer().prop_map(DeclarationKind::Customer),
    ];
    (kind, some_names()).prop_map(|(kind, covers)| {
        let covers = if matches!(kind, DeclarationKind::Use(_)) { Vec::new() } else { covers };
        Declaration { kind, covers, span: Span::default() }
    })
}

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: Span::default() }
}

/// Names in three scripts, keywords of all three languages among them, and some that only 「 」 can hold.
pub fn name() -> impl Strategy<Value = Name> {
    const NAMES: &[&str] = &[
        "bargain",
        "free-shipping",
        "cart.total",
        "Gift",
        "B1",
        "jd",
        "warm-goodbye",
        "product.price",
        "x9",
        "包邮",
        "讲价",
        "老顾客",
        "购物车.总额",
        "envío-gratis",
        "descuento-pequeño",
        "cliente.pie",
        "talla",
        "when",
        "then",
        "if",
        "say",
        "order",
        "message",
        "customer",
        "promised",
        "price",
        "yes",
        "no",
        "days",
        "on",
        "text",
        "open",
        "products",
        "emoji",
        "of",
        "off",
        "first",
        "most",
        "link",
        "当",
        "则",
        "说",
        "订单",
        "顾客",
        "消息",
        "每订单",
        "说过",
        "人工",
        "一次",
        "天",
        "的",
        "cuando",
        "si",
        "sí",
        "no es",
        "luego",
        "y",
        "o",
        "de",
        "cliente",
        "mensaje",
        "día",
        "mayór",
        "red jade",
        "3 for 2",
        "a.b c",
        "order paid",
        "多用 途",
        "say hello",
        "-x",
        "12",
        "a:b",
        "[x]",
        "¿qué?",
    ];
    select(NAMES).prop_map(|text| Name { text: text.into(), span: Span::default() })
}

fn names() -> impl Strategy<Value = Vec<Name>> {
    vec(name(), 1..4)
}

fn some_names() -> impl Strategy<Value = Vec<Name>> {
    prop_oneof![4 => Just(Vec::new()), 1 => names()]
}

fn language() -> impl Strategy<Value = Language> {
    select(&["en", "zh", "es", "pt-br"][..]).prop_map(|tag| spanned(Arc::from(tag)))
}

fn other_names() -> impl Strategy<Value = Vec<(Language, Name)>> {
    prop_oneof![4 => Just(Vec::new()), 1 => vec((language(), name()), 1..3)]
}

fn declared() -> impl Strategy<Value = Names> {
    (name(), other_names(), some_names()).prop_map(|(name, others, formerly)| Names { name, others, formerly })
}

fn words() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "too expensive",
        "太贵",
        "más barato",
        "{",
        "}",
        "}}",
        "\"",
        "“",
        "”",
        "«",
        "»",
        "[not a comment]",
        "when x",
        "one,two",
        " ",
        "，",
        "¡Hola!",
        "👍",
        "é",
        "say \"hi\"",
        "：",
        "「」",
        "//",
        "#",
    ];
    vec(select(WORDS), 1..3).prop_map(|words| words.concat())
}

/// Quoted texts, with values or line breaks in them.
pub fn text() -> impl Strategy<Value = Text> {
    let lines = Text { parts: vec![TextPart::Words("one\n  two".to_owned())], span: Span::default() };
    prop_oneof![9 => text_with_values(), 1 => Just(lines)]
}

fn text_with_values() -> impl Strategy<Value = Text> {
    let forms = vec((select(&["one", "other", "zero", "2"][..]), select(&["knot", "knots left", "个结"][..])), 1..3);
    let forms = forms.prop_map(|forms| {
        let name = |text: &str| Name { text: text.into(), span: Span::default() };
        forms.into_iter().map(|(category, words)| (name(category), words.to_owned())).collect()
    });
    let value = prop_oneof![
        3 => expression().prop_map(TextPart::Value),
        1 => (expression(), forms).prop_map(|(count, forms)| TextPart::Count { count, forms }),
    ];
    (weighted(0.8, words()), vec((value, weighted(0.7, words())), 0..3)).prop_map(|(first, more)| {
        let mut parts: Vec<TextPart> = first.map(TextPart::Words).into_iter().collect();
        for (value, words) in more {
            parts.push(value);
            parts.extend(words.map(TextPart::Words));
        }
        Text { parts, span: Span::default() }
    })
}

fn plain_text() -> impl Strategy<Value = Text> {
    words().prop_map(|words| Text { parts: vec![TextPart::Words(words)], span: Span::default() })
}

fn translations() -> impl Strategy<Value = Translations> {
    (weighted(0.2, language()), text(), vec((language(), text()), 0..3))
        .prop_map(|(language, text, others)| Translations { language, text, others })
}

fn number() -> impl Strategy<Value = Decimal> {
    prop_oneof![
        4 => (0i64..1000).prop_map(Decimal::from),
        1 => (0i64..100_000, 0u32..4).prop_map(|(digits, scale)| Decimal::new(digits, scale)),
        1 => (1i64..1000).prop_map(|number| Decimal::from(-number)),
    ]
}

fn time() -> impl Strategy<Value = civil::Time> {
    (0i8..24, 0i8..60).prop_map(|(hour, minute)| civil::time(hour, minute, 0, 0))
}

fn date() -> impl Strategy<Value = civil::Date> {
    (2000i16..2100, 1i8..13, 1i8..29).prop_map(|(year, month, day)| civil::date(year, month, day))
}

fn duration() -> impl Strategy<Value = Duration> {
    use TimeUnit::*;
    let count = prop_oneof![(1i64..90).prop_map(Decimal::from), Just(Decimal::new(15, 1)), Just(Decimal::new(10, 1))];
    (count, select(vec![Second, Minute, Hour, Day, Week, Month, Year]))
        .prop_map(|(count, unit)| Duration { count, unit })
}

fn scope() -> impl Strategy<Value = Scope> {
    select(vec![Scope::Conversation, Scope::Order, Scope::Day, Scope::Customer])
}

fn boxed(value: ExpressionKind) -> Expression {
    Box::new(spanned(value))
}

fn literal() -> impl Strategy<Value = ExpressionKind> {
    prop_oneof![
        any::<bool>().prop_map(ExpressionKind::YesNo),
        number().prop_map(ExpressionKind::Number),
        number().prop_map(ExpressionKind::Percent),
        time().prop_map(ExpressionKind::Time),
        date().prop_map(ExpressionKind::Date),
        duration().prop_map(ExpressionKind::Duration),
    ]
}

/// A text as it may stand in an expression, even one inside a text: no braces.
fn literal_text() -> impl Strategy<Value = ExpressionKind> {
    select(&["green", "绿", "", "it's"][..]).prop_map(|words| {
        let parts = if words.is_empty() { Vec::new() } else { vec![TextPart::Words(words.to_owned())] };
        ExpressionKind::Text(Text { parts, span: Span::default() })
    })
}

fn fact() -> impl Strategy<Value = Fact> {
    let value = prop_oneof![literal(), literal_text()].prop_map(boxed);
    let meaning = prop_oneof![
        2 => any_type().prop_map(|of| (Some(spanned(of)), None)),
        1 => value.prop_map(|value| (None, Some(value))),
    ];
    (declared(), some_names(), meaning, weighted(0.2, plain_text())).prop_map(|(names, keys, (of, value), file)| Fact {
        names,
        keys,
        of,
        value,
        file,
    })
}

fn reference() -> impl Strategy<Value = FactReference> {
    let key = prop_oneof![
        3 => name().prop_map(|name| ExpressionKind::Reference(FactReference { name, keys: Vec::new() })),
        1 => literal(),
        1 => literal_text(),
    ];
    (name(), prop_oneof![4 => Just(Vec::new()), 1 => vec(key.prop_map(boxed), 1..3)])
        .prop_map(|(name, keys)| FactReference { name, keys })
}

fn leaf() -> impl Strategy<Value = Expression> {
    let said = (name(), weighted(0.4, 1u32..9), weighted(0.4, scope()));
    prop_oneof![
        3 => literal(),
        1 => literal_text(),
        5 => reference().prop_map(ExpressionKind::Reference),
        1 => name().prop_map(ExpressionKind::CustomerIs),
        1 => said.prop_map(|(intent, at_least, scope)| ExpressionKind::CustomerSaid { intent, at_least, scope }),
        1 => name().prop_map(ExpressionKind::Promised),
    ]
    .prop_map(boxed)
}

/// Any expression.
pub fn expression() -> BoxedStrategy<Expression> {
    use Operator::*;
    let operators = vec![
        Or,
        And,
        Is,
        IsNot,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Before,
        After,
        Plus,
        Minus,
        Times,
        Divided,
        Of,
    ];
    leaf()
        .prop_recursive(4, 12, 3, move |inner| {
            let between = (inner.clone(), inner.clone(), inner.clone());
            prop_oneof![
                1 => inner.clone().prop_map(|inner| boxed(ExpressionKind::Not(inner))),
                5 => (select(operators.clone()), inner.clone(), inner.clone()).prop_map(|(operator, left, right)| {
                    boxed(ExpressionKind::Binary { operator, left, right })
                }),
                1 => between.prop_map(|(value, low, high)| boxed(ExpressionKind::Between { value, low, high })),
            ]
        })
        .boxed()
}

fn any_type() -> BoxedStrategy<Type> {
    let range = || weighted(0.3, (number(), number()).prop_map(|(from, to)| Range { from, to }));
    let choice = (name(), prop_oneof![3 => Just(Vec::new()), 1 => vec(plain_text(), 1..3)], other_names())
        .prop_map(|(name, synonyms, others)| Choice { name, synonyms, others });
    let plain = prop_oneof![
        4 => select(vec![Type::YesNo, Type::Percent, Type::Text, Type::Date, Type::Time, Type::Moment, Type::Duration,
            Type::Product]),
        1 => range().prop_map(Type::Number),
        1 => range().prop_map(Type::Money),
        1 => vec(choice, 1..4).prop_map(Type::OneOf),
    ];
    plain.prop_recursive(2, 3, 1, |inner| inner.prop_map(|of| Type::ListOf(Box::new(spanned(of))))).boxed()
}

fn shop() -> impl Strategy<Value = Shop> {
    let day = || select(&Weekday::ALL[..]);
    let days = weighted(0.5, prop_oneof![day().prop_map(|day| (day, day)), (day(), day())]);
    let hours = vec((days, time(), time()).prop_map(|(days, from, to)| spanned(Opening { days, from, to })), 1..4);
    let closed = vec((date(), date()), 0..3);
    let zone = select(&["Asia/Shanghai", "Europe/Madrid", "UTC"][..]);
    let setting = prop_oneof![
        vec(language(), 1..3).prop_map(Setting::Languages),
        select(&["CNY", "EUR", "per"][..])
            .prop_map(|text| Setting::Currency(Name { text: text.into(), span: Span::default() })),
        zone.prop_map(|zone| Setting::TimeZone(spanned(zone.to_owned()))),
        (hours, closed).prop_map(|(hours, closed)| Setting::Open { hours, closed }),
        text().prop_map(Setting::Persona),
        translations().prop_map(Setting::Calls),
        (1u32..9).prop_map(|count| Setting::Answers(spanned(count))),
        time().prop_map(Setting::Ships),
        duration().prop_map(Setting::Silence),
        plain_text().prop_map(Setting::Catalogue),
        names().prop_map(Setting::Platforms),
    ];
    (plain_text(), vec(setting.prop_map(spanned), 0..5)).prop_map(|(title, settings)| Shop { title, settings })
}

fn using() -> impl Strategy<Value = Use> {
    prop_oneof![Just(Use::Library(spanned("std/welcome".to_owned()))), plain_text().prop_map(Use::File)]
}

fn phrase() -> impl Strategy<Value = Phrase> {
    let slot = (name(), any_type()).prop_map(|(name, of)| PhrasePart::Slot { name, of: spanned(of) });
    // A type's own texts would need a fourth pair of quotes inside the slot's.
    let slot = slot.prop_filter("no texts in slots", |slot| match slot {
        PhrasePart::Slot { of, .. } => !holds_text(&of.value),
        PhrasePart::Words(_) => true,
    });
    (words(), weighted(0.3, slot)).prop_map(|(words, slot)| {
        let parts = std::iter::once(PhrasePart::Words(words)).chain(slot).collect();
        Phrase { parts, span: Span::default() }
    })
}

fn holds_text(of: &Type) -> bool {
    match of {
        Type::OneOf(choices) => choices.iter().any(|choice| !choice.synonyms.is_empty()),
        Type::ListOf(of) => holds_text(&of.value),
        _ => false,
    }
}

fn intent() -> impl Strategy<Value = Intent> {
    let kind = select(vec![PhraseKind::Phrases, PhraseKind::Examples, PhraseKind::Except]);
    let list = (kind, weighted(0.3, language()), vec(phrase(), 1..6))
        .prop_map(|(kind, language, phrases)| PhraseList { kind, language, phrases });
    (declared(), weighted(0.5, plain_text()), any::<bool>(), vec(list, 0..4), some_names())
        .prop_map(|(names, description, also, lists, about)| Intent { names, description, also, lists, about })
}

fn kind() -> impl Strategy<Value = Kind> {
    (declared(), weighted(0.8, expression())).prop_map(|(names, condition)| Kind { names, condition })
}

fn offer() -> impl Strategy<Value = Offer> {
    let takes =
        (expression(), any::<bool>()).prop_map(|(amount, next_order)| OfferClause::Takes { amount, next_order });
    let clause = prop_oneof![
        Just(OfferClause::WaivesPostage),
        takes,
        translations().prop_map(OfferClause::Gives),
        Just(OfferClause::WordsOnly),
        expression().prop_map(OfferClause::Costs),
        expression().prop_map(OfferClause::Needs),
        scope().prop_map(OfferClause::Once),
        speech().prop_map(OfferClause::Say),
    ];
    (declared(), some_names(), vec(clause.prop_map(spanned), 0..5)).prop_map(|(names, about, clauses)| Offer {
        names,
        about,
        clauses,
    })
}

fn speech() -> impl Strategy<Value = Speech> {
    let variant = || (weighted(0.3, expression()), text()).prop_map(|(condition, text)| Variant { condition, text });
    let first = (weighted(0.1, language()), vec(variant(), 1..3));
    let others = prop_oneof![2 => Just(Vec::new()), 1 => vec((language().prop_map(Some), vec(variant(), 1..3)), 1..3)];
    (first, others).prop_map(|(first, others)| {
        let groups = std::iter::once(first).chain(others);
        let groups = groups.map(|(language, variants)| SpeechGroup { language, variants }).collect();
        Speech { groups, span: Span::default() }
    })
}

fn simple_step() -> impl Strategy<Value = StepKind> {
    let query = (weighted(0.6, expression()), weighted(0.5, (name(), any::<bool>())), weighted(0.5, 1u32..9));
    prop_oneof![
        5 => speech().prop_map(StepKind::Say),
        3 => name().prop_map(StepKind::Offer),
        3 => name().prop_map(StepKind::Reply),
        3 => name().prop_map(StepKind::Do),
        1 => names().prop_map(StepKind::Ask),
        1 => name().prop_map(StepKind::Start),
        1 => query.prop_map(|(filter, order, limit)| StepKind::ShowProducts(ProductQuery { filter, order, limit })),
        1 => text().prop_map(StepKind::ShowPicture),
        1 => text().prop_map(StepKind::SendLink),
        1 => (reference(), expression()).prop_map(|(fact, value)| StepKind::Remember { fact, value }),
        1 => reference().prop_map(StepKind::Forget),
        1 => translations().prop_map(StepKind::Promise),
        1 => name().prop_map(StepKind::Mark),
        1 => name().prop_map(StepKind::Unmark),
        1 => text().prop_map(StepKind::Note),
        1 => text().prop_map(StepKind::Task),
        1 => weighted(0.5, text()).prop_map(StepKind::HandOver),
        1 => Just(StepKind::Close),
        1 => Just(StepKind::Cancel),
    ]
}

/// Steps joined by `and`: an `if` can only be the last, since it guards all that is joined behind it.
fn joined_steps() -> BoxedStrategy<Vec<Step>> {
    let simple = || vec(simple_step().prop_map(spanned), 1..4).prop_map(no_name_behind_an_expression);
    simple()
        .prop_recursive(2, 8, 3, move |inner| {
            let choice = (expression(), inner.clone(), prop_oneof![Just(Vec::new()), inner.clone()]);
            let before = prop_oneof![2 => Just(Vec::new()), 1 => simple()];
            prop_oneof![
                2 => inner,
                1 => (before, choice).prop_map(|(mut steps, (condition, then, otherwise))| {
                    let then = if otherwise.is_empty() { then } else { closed(then) };
                    steps.push(spanned(StepKind::If { condition, then, otherwise }));
                    steps
                }),
            ]
        })
        .boxed()
}

/// Behind `remember x as y` an `and` with a bare name would belong to the expression.
fn no_name_behind_an_expression(steps: Vec<Step>) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for step in steps {
        let open = out.last().is_some_and(|last| {
            matches!(last.value, StepKind::Remember { .. } | StepKind::ShowProducts(_) | StepKind::If { .. })
        });
        if !(open && matches!(step.value, StepKind::Do(_))) {
            out.push(step);
        }
    }
    out
}

/// Steps that leave no `if` open for an `otherwise` that is not theirs.
fn closed(mut steps: Vec<Step>) -> Vec<Step> {
    if let Some(StepKind::If { then, otherwise, .. }) = steps.last_mut().map(|step| &mut step.value) {
        if otherwise.is_empty() {
            otherwise.push(spanned(StepKind::Close));
            *then = closed(std::mem::take(then));
        } else {
            *otherwise = closed(std::mem::take(otherwise));
        }
    }
    steps
}

/// Steps one behind the other, as replies and flows have them.
fn listed_steps() -> impl Strategy<Value = Vec<Step>> {
    vec(joined_steps(), 0..3).prop_map(|chains| {
        let first_needs_verb = |chain: &[Step]| matches!(chain.first().map(|step| &step.value), Some(StepKind::Do(_)));
        chains.into_iter().filter(|chain| !first_needs_verb(chain)).flatten().collect()
    })
}

fn reply() -> impl Strategy<Value = Reply> {
    (declared(), some_names(), listed_steps()).prop_map(|(names, about, steps)| Reply { names, about, steps })
}

fn flow() -> impl Strategy<Value = Flow> {
    (declared(), listed_steps()).prop_map(|(names, steps)| Flow { names, steps })
}

/// The steps of a body or rung: an `if` without `otherwise` at their beginning would be the rung's own condition.
fn rung_steps(steps: Vec<Step>, conditional: bool) -> Vec<Step> {
    let bare_if =
        matches!(steps.first().map(|step| &step.value), Some(StepKind::If { otherwise, .. }) if otherwise.is_empty());
    if bare_if && !conditional { closed(steps) } else { steps }
}

fn rung() -> impl Strategy<Value = Rung> {
    (weighted(0.3, expression()), joined_steps(), weighted(0.2, name()), some_names()).prop_map(
        |(condition, steps, name, formerly)| {
            let steps = rung_steps(steps, condition.is_some());
            Rung { condition, steps, name, formerly, span: Span::default() }
        },
    )
}

fn occasion() -> impl Strategy<Value = Occasion> {
    use OrderStage::*;
    let carried = select(vec![Carried::Link, Carried::File, Carried::Photo, Carried::Contact, Carried::Secret]);
    let stage = select(vec![Placed, Paid, Shipped, Delayed, Delivered, Reviewed, Returned, Cancelled]);
    let fixed = vec![
        Occasion::FirstMessage,
        Occasion::NothingUnderstood,
        Occasion::ShopAsked,
        Occasion::OfferAccepted,
        Occasion::OfferDeclined,
        Occasion::CartChanged,
        Occasion::StaffJoined,
        Occasion::StaffLeft,
    ];
    prop_oneof![
        2 => select(fixed),
        1 => weighted(0.7, carried).prop_map(Occasion::Message),
        1 => stage.prop_map(Occasion::Order),
        1 => (name(), time()).prop_map(|(fact, at)| Occasion::DateAt { fact, at }),
        4 => name().prop_map(Occasion::Named),
    ]
}

fn rule() -> impl Strategy<Value = Rule> {
    let occasion = || occasion().prop_map(spanned);
    let timer = prop_oneof![
        3 => Just((None, None)),
        1 => duration().prop_map(|after| (Some(after), None)),
        1 => (occasion(), duration()).prop_map(|unless| (None, Some(unless))),
    ];
    let trigger = (occasion(), timer).prop_map(|(event, (after, unless))| Trigger {
        event,
        after,
        unless,
        span: Span::default(),
    });
    let ladder =
        (vec(rung(), 1..4), vec(rung(), 0..3)).prop_map(|(rungs, otherwise)| Body::Ladder { rungs, otherwise });
    let body = prop_oneof![joined_steps().prop_map(|steps| Body::Steps(rung_steps(steps, false))), ladder];
    (trigger, any::<bool>(), weighted(0.2, scope()), weighted(0.3, expression()), body).prop_map(
        |(trigger, once, scope, condition, mut body)| {
            if let Body::Ladder { rungs, otherwise } = &mut body
                && let [only] = rungs.as_mut_slice()
                && otherwise.is_empty()
                && only.name.is_none()
                && only.formerly.is_empty()
            {
                // A single plain rung is no ladder.
                only.name = Some(Name { text: "again".into(), span: Span::default() });
            }
            Rule { trigger, once, scope, condition, body }
        },
    )
}

fn policy() -> impl Strategy<Value = Policy> {
    let reach = || {
        (weighted(0.3, name()), some_names(), some_names()).prop_map(|(on, within, about)| Reach { on, within, about })
    };
    let word =
        prop_oneof![4 => plain_text().prop_map(WordOrClass::Word), 1 => Just(WordOrClass::Emoji(Span::default()))];
    let texts = || vec(plain_text(), 1..4);
    let avoid =
        (texts(), weighted(0.3, 1u32..4), weighted(0.5, plain_text()), prop_oneof![Just(Vec::new()), texts()], reach());
    let demand = prop_oneof![
        expression().prop_map(Demand::NeverGiveMoreThan),
        expression().prop_map(Demand::NeverSellBelow),
        (texts(), reach()).prop_map(|(words, at)| Demand::NeverSay { words, at }),
        (1u32..9, duration()).prop_map(|(times, per)| Demand::NeverWriteFirst { times: spanned(times), per }),
        (vec(word, 1..4), reach()).prop_map(|(words, at)| Demand::AlwaysSay { words, at }),
        (duration(), joined_steps()).prop_map(|(within, otherwise)| Demand::AlwaysAnswerWithin { within, otherwise }),
        avoid.prop_map(|(words, more_than, because, prefer, at)| Demand::Avoid {
            words,
            more_than,
            because,
            prefer,
            at
        }),
    ];
    (demand, weighted(0.3, expression())).prop_map(|(demand, condition)| Policy { demand, condition })
}

fn question() -> impl Strategy<Value = Question> {
    let expected = prop_oneof![
        3 => any_type().prop_filter("a number's range is its own sort", |of| !matches!(of, Type::Number(Some(_))))
            .prop_map(Expected::Of),
        1 => (arithmetic(), arithmetic()).prop_map(|(from, to)| Expected::NumberFromTo(from, to)),
        1 => weighted(0.5, expression()).prop_map(Expected::Products),
        1 => (1u32..5).prop_map(Expected::Photos),
        1 => Just(Expected::Word),
        1 => Just(Expected::OrderNumber),
        1 => Just(Expected::Email),
        1 => Just(Expected::Phone),
        1 => Just(Expected::Address),
    ];
    let again = (weighted(0.5, speech()), weighted(0.5, 1u32..5), prop_oneof![Just(Vec::new()), joined_steps()]);
    let clause = prop_oneof![
        speech().prop_map(QuestionClause::Ask),
        (name(), some_names()).prop_map(|(system, with)| QuestionClause::AskSystem { system, with }),
        expected.prop_map(|expected| QuestionClause::Expects(spanned(expected))),
        again.prop_map(|(say, times, otherwise)| QuestionClause::Again { say, times, otherwise }),
        names().prop_map(QuestionClause::Remembers),
        (duration(), joined_steps()).prop_map(|(within, otherwise)| QuestionClause::Within { within, otherwise }),
    ];
    (declared(), some_names(), vec(clause.prop_map(spanned), 0..4)).prop_map(|(names, about, clauses)| Question {
        names,
        about,
        clauses,
    })
}

fn arithmetic() -> impl Strategy<Value = Expression> {
    prop_oneof![number().prop_map(|number| boxed(ExpressionKind::Number(number))), expression()]
}

fn event() -> impl Strategy<Value = EventDeclaration> {
    let plain = prop_oneof![Just(Type::Text), Just(Type::Money(None)), Just(Type::Date)];
    (declared(), vec((name(), plain.prop_map(spanned)), 0..3))
        .prop_map(|(names, fields)| EventDeclaration { names, fields })
}

fn customer() -> impl Strategy<Value = Customer> {
    let outcome = (select(vec![Outcome::Accepts, Outcome::Declines, Outcome::Leaves]), share());
    let clause = prop_oneof![
        names().prop_map(CustomerClause::OpensWith),
        (name(), vec(outcome, 1..4)).prop_map(|(offer, outcomes)| CustomerClause::After { offer, outcomes }),
        says(),
        (name(), drawn()).prop_map(|(fact, drawn)| CustomerClause::Has { fact, drawn }),
        (share(), weighted(0.5, share()), weighted(0.5, share()), name())
            .prop_map(|(from, to, around, of)| CustomerClause::PaysAtMost { from, to, around, of }),
        (time(), time(), weighted(0.5, time())).prop_map(|(from, to, around)| CustomerClause::Comes {
            from,
            to,
            around
        }),
        share().prop_map(CustomerClause::ForgetsToPay),
        share().prop_map(CustomerClause::PaysReminded),
        share().prop_map(CustomerClause::Returns),
        share().prop_map(CustomerClause::Mistypes),
    ];
    (declared(), vec(clause.prop_map(spanned), 0..6)).prop_map(|(names, clauses)| Customer { names, clauses })
}

fn share() -> impl Strategy<Value = Decimal> {
    (0i64..101).prop_map(Decimal::from)
}

fn says() -> impl Strategy<Value = CustomerClause> {
    (name(), weighted(0.5, share()), weighted(0.5, 1u32..9))
        .prop_map(|(intent, chance, at_most)| CustomerClause::Says { intent, chance, at_most })
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let choice = prop_oneof![
        2 => name().prop_map(DrawnChoice::Named),
        1 => plain_text().prop_map(DrawnChoice::Text),
    ];
    prop_oneof![
        (number(), number(), weighted(0.5, number())).prop_map(|(from, to, around)| Drawn::Range { from, to, around }),
        share().prop_map(Drawn::Yes),
        vec((choice, share()), 1..4).prop_map(Drawn::Choices),
    ]
}
