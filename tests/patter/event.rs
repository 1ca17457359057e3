//! What an event brings: facts by type and range, refused in plain words where they do not fit, and nothing else lost.

use jiff::Timestamp;
use patter::check::{MemoryFiles, compile};
use patter::engine::{Event, Happening, LARGEST_MESSAGE, MOST_TRIED, Remark, State, Turn, step};
use patter::program::{Datum, Program};

const SHOP: &str = r#"
shop "Little Shop":
  language en, zh
  currency EUR
  time zone Asia/Shanghai

fact size (zh: 尺码): one of S, M, L
fact stock by size, text: number from 0 to 99
fact arrives: moment
kind vip: by hand
kind returning: customer.orders > 0

intent ask-size: phrases "which size"

when ask-size if size is M and stock for M, "green" > 2 say "M."
when ask-size if customer is vip say "For you, any."
when ask-size say "Any."
when nothing understood say "Pardon?"
"#;

fn program(script: &str) -> Program {
    let compiled = compile("main.patter", &MemoryFiles::new().with("main.patter", script));
    assert!(compiled.program.is_some(), "{:?}", compiled.diagnostics);
    compiled.program.unwrap()
}

fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

fn facts(program: &Program, state: State, facts: &[(&str, Datum)]) -> (State, Vec<String>) {
    let facts = facts.iter().map(|(name, datum)| ((*name).to_string(), datum.clone())).collect();
    let (state, turn) = step(program, state, &Event { facts, ..Event::from(Happening::Facts) }, now());
    let told = turn.trace.remarks.iter().filter_map(|remark| match remark {
        Remark::FactRefused { fact, because } => Some(format!("{fact}: {because}")),
        _ => None,
    });
    (state, told.collect())
}

fn text(text: &str) -> Datum {
    Datum::Text(text.into())
}

fn says(turn: &Turn) -> Vec<&str> {
    turn.texts().collect()
}

#[test]
fn facts_are_kept_by_their_first_name_and_refused_in_plain_words() {
    let program = program(SHOP);
    let (state, refused) = facts(
        &program,
        State::default(),
        &[
            ("尺码", text("m")),
            ("stock for M, Green", text("3")),
            ("arrives", text("2026-11-24 08:00")),
            ("vip", Datum::YesNo(true)),
        ],
    );
    assert_eq!(refused, Vec::<String>::new());
    let kept = serde_json::to_value(&state).unwrap();
    assert_eq!(kept["conversation"]["facts"]["size"], "M");
    assert_eq!(kept["conversation"]["facts"]["stock for m, green"], "3");
    assert_eq!(kept["conversation"]["facts"]["arrives"], "2026-11-24T00:00:00Z");
    assert_eq!(kept["kinds"][0], "vip");
    let (_, turn) = step(&program, state.clone(), &Event::message("which size?"), now());
    assert_eq!(says(&turn), ["M."]);

    let (after, refused) = facts(
        &program,
        state.clone(),
        &[
            ("arrives", text("soon")),
            ("cart.total", text("12.345")),
            ("colour", text("green")),
            ("returning", Datum::YesNo(true)),
            ("size", text("XXL")),
            ("stock", text("3")),
            ("stock for M, green", text("100")),
        ],
    );
    assert_eq!(
        refused,
        [
            "arrives: it must be a day with a time such as 2027-01-28T16:00:00+08:00",
            "cart.total: EUR has at most 2 digits behind the point",
            "colour: the script declares no fact of this name",
            "returning: the script declares no fact of this name",
            "size: it must be one of S, M, L",
            "stock: it is looked up by 2 values: `stock for …`",
            "stock for M, green: it must lie between 0 and 99",
        ]
    );
    assert_eq!(after.conversation.facts, state.conversation.facts);

    let (cleared, _) = facts(&program, state, &[("size", Datum::List(Vec::new())), ("vip", Datum::YesNo(false))]);
    let (_, turn) = step(&program, cleared, &Event::message("which size?"), now());
    assert_eq!(says(&turn), ["Any."]);
}

#[test]
fn a_long_message_is_cut_and_the_trace_says_so() {
    let program = program(SHOP);
    let long = format!("{} which size", "字".repeat(LARGEST_MESSAGE));
    let (_, turn) = step(&program, State::default(), &Event::message(long), now());
    assert!(turn.trace.remarks.contains(&Remark::Cut));
    assert_eq!(says(&turn), ["Pardon?"]);
}

#[test]
fn an_event_of_a_later_format_changes_nothing() {
    let program = program(SHOP);
    let event = Event { format: 2, ..Event::message("which size") };
    let (state, turn) = step(&program, State::default(), &event, now());
    assert_eq!(turn.trace.remarks, [Remark::FormatRefused]);
    assert!(turn.acts.is_empty());
    assert!(!state.in_conversation);
}

#[test]
fn a_trace_stays_short_however_many_rules_are_tried() {
    let rules: String = (0..1_000)
        .map(|orders| format!("when ask-price if customer.orders * 2 < {orders} * 2 say \"{orders}.\"\n"))
        .collect();
    let program = program(&format!("{SHOP}\nintent ask-price: phrases \"how much\"\n{rules}"));
    let (state, _) = facts(&program, State::default(), &[("customer.orders", text("900"))]);
    let (_, turn) = step(&program, state, &Event::message("how much"), now());
    assert_eq!(says(&turn), ["901."]);
    assert_eq!(turn.trace.tried.len(), MOST_TRIED + 1);
    assert_eq!(turn.trace.tried_in_vain as usize, 901 - MOST_TRIED);
}
