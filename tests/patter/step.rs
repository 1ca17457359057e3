//! `step` is deterministic and total, whatever comes, and its memory survives JSON at every turn.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use patter::engine::{Event, Happening, State, Turn, step};
use patter::program::{Datum, Program};
use proptest::prelude::*;

static JADE: LazyLock<Program> = LazyLock::new(|| {
    super::played::program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/shops/jade"), "main.patter").unwrap()
});

static DESK: LazyLock<Program> = LazyLock::new(|| {
    super::played::program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/desk"), "main.patter").unwrap()
});

fn message() -> impl Strategy<Value = String> {
    let said = prop::sample::select(vec![
        "too expensive",
        "still too much",
        "no",
        "ok, deal",
        "would you take 40",
        "can you do ¥12.5?",
        "太贵了，能便宜吗",
        "不行",
        "is it real? and is my money safe? can I return it?",
        "hello",
        "bye",
        "cheaper on Taobao",
        "seen it on http://x.example/",
        "icy jadeite",
        "as a gift",
        "👍",
        "???",
        "",
        "which size should I take?",
        "38",
        "a 38, and my foot is wide",
        "no, I meant 40",
        "where is my order",
        "#10023",
        "1234",
        "how long does it take",
        "it is broken",
        "never mind",
        "yes",
        "12 Main Street, Springfield",
        "my password is hunter2",
    ]);
    prop_oneof![
        8 => said.prop_map(str::to_string),
        2 => prop::collection::vec(prop::sample::select(vec!["cheaper", "no", "ok", "real jade", "，", "退货", "{dear}"]), 0..6)
            .prop_map(|words| words.join(" ")),
        1 => any::<String>(),
    ]
}

fn datum() -> impl Strategy<Value = Datum> {
    let text = prop_oneof![
        any::<i32>().prop_map(|number| number.to_string()),
        (0u32..30_000).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100)),
        prop::sample::select(vec!["yes", "no", "", "99999999999999999999999999999", "2027-01-28", "M", "1e9"])
            .prop_map(str::to_string),
        any::<String>(),
    ];
    prop_oneof![
        4 => text.prop_map(Datum::Text),
        1 => any::<bool>().prop_map(Datum::YesNo),
        1 => Just(Datum::List(Vec::new())),
    ]
}

fn facts() -> impl Strategy<Value = BTreeMap<String, Datum>> {
    let name = prop_oneof![
        8 => prop::sample::select(vec![
            "cart.total", "product.price", "product.cost", "product.on-sale", "customer.orders", "knot.stock", "order.total",
            "shop.platform", "connoisseur", "order.status", "order.tracking", "customer.birthday", "customer.foot", "购物车.总额", "product.list-price",
        ])
        .prop_map(str::to_string),
        1 => any::<String>(),
    ];
    prop::collection::btree_map(name, datum(), 0..4)
}

fn event() -> impl Strategy<Value = Event> {
    let happening = prop_oneof![
        16 => (message(), 0usize..3).prop_map(|(text, photos)| Happening::Message {
            text,
            photos: vec!["p.jpg".to_owned(); photos / 2],
            files: Vec::new(),
            recognised: Vec::new(),
        }),
        1 => Just(Happening::CustomerLeft),
        1 => Just(Happening::CartChanged),
        1 => Just(Happening::OrderPaid),
        1 => Just(Happening::OrderDelivered),
        1 => message().prop_map(|text| Happening::StaffMessage { text }),
        1 => datum().prop_map(|datum| Happening::Declared {
            event: "parcel-lost".into(),
            fields: BTreeMap::from([("tracking".into(), datum)]),
        }),
        2 => (0u64..12).prop_map(|request| Happening::SystemAnswered { request }),
        1 => (0u64..12).prop_map(|request| Happening::SystemFailed { request, because: String::new() }),
        3 => (0u64..12).prop_map(|generation| Happening::Timer { timer: "".into(), generation }),
        2 => Just(Happening::Facts),
        2 => Just(Happening::OrderPlaced),
        1 => Just(Happening::OfferAccepted),
        1 => Just(Happening::OfferDeclined),
        1 => Just(Happening::StaffJoined),
        2 => Just(Happening::StaffLeft),
        1 => Just(Happening::StaffResolved),
        1 => Just(Happening::NeedsNoAnswer),
        1 => Just(Happening::Muted),
        2 => Just(Happening::Unmuted),
    ];
    let format = prop_oneof![20 => Just(1u8), 1 => any::<u8>()];
    let muted = prop_oneof![9 => Just(false), 1 => Just(true)];
    (happening, facts(), format, muted).prop_map(|(happening, facts, format, muted)| Event {
        format,
        happening,
        facts,
        muted,
    })
}

fn later() -> impl Strategy<Value = i64> {
    prop_oneof![8 => 0i64..600, 2 => 0i64..200_000, 1 => any::<i64>()]
}

/// A timer is known by its number alone here; its name is that of the state.
fn named(event: &Event, state: &State) -> Event {
    let mut event = event.clone();
    if let Happening::Timer { timer, generation } = &mut event.happening
        && let Some(running) = state.timers.iter().find(|running| running.generation % 12 == *generation)
    {
        (*timer, *generation) = (running.name.clone(), running.generation);
    }
    event
}

fn play(program: &Program, events: &[(Event, i64)], mut state: State) -> Vec<(String, String)> {
    let mut now = Timestamp::from_second(1_795_000_000).unwrap();
    events
        .iter()
        .map(|(event, seconds)| {
            let event = named(event, &state);
            now = now.checked_add(jiff::SignedDuration::from_secs(*seconds)).unwrap_or(now);
            let (next, turn) = step(program, std::mem::take(&mut state), &event, now);
            let muted = event.format == 1 && (event.muted || next.muted);
            assert!(!(muted && turn.speaks()), "a muted script speaks: {turn:?}");
            let written = serde_json::to_string(&next).unwrap();
            state = serde_json::from_str(&written).unwrap();
            assert_eq!(state, next, "memory does not survive JSON");
            let told = serde_json::to_string(&turn).unwrap();
            assert_eq!(serde_json::from_str::<Turn>(&told).unwrap(), turn, "a turn does not survive JSON");
            (written, told)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_same_events_give_the_same_turns(
        events in prop::collection::vec((event(), later()), 0..16),
        seed in any::<u64>(),
    ) {
        let state = State { seed, ..State::default() };
        for program in [&*JADE, &*DESK] {
            prop_assert_eq!(play(program, &events, state.clone()), play(program, &events, state.clone()));
        }
    }

    #[test]
    fn a_memory_of_junk_does_no_harm(
        events in prop::collection::vec((event(), later()), 0..4),
        facts in facts(),
        words in prop::collection::vec(any::<String>(), 8),
        at in any::<i32>(),
        cost in any::<i64>(),
    ) {
        let junk = serde_json::json!({
            "format": 9, "version": u64::MAX, "language": words[0], "mood": words[1],
            "conversation": { "facts": facts, "rungs": { "bargain": [words[2], "offer lucky-knot"] }, "said": { "bargain": u32::MAX } },
            "order": { "settled": [words[3], "bargain"], "facts": { "order.total": words[4] } },
            "customer": { "variants": { "reply welcome": [words[5]] }, "once": ["offer small-discount"] },
            "today": "1999-12-31",
            "last_heard": Timestamp::from_second(i64::from(at)).unwrap().to_string(),
            "in_conversation": true,
            "open_ladder": { "trigger": words[6], "deed": words[7] },
            "promises": [{ "name": words[2], "words": words[3], "cost": cost.to_string(), "needs": { "words": words[4], "term": { "compare": ["less", { "fact": [words[5], []] }, { "money": "3" }] } }, "at": "2026-01-01T00:00:00Z" }],
            "kinds": [words[5], "connoisseur"],
        });
        let state: State = serde_json::from_value(junk).unwrap();
        play(&JADE, &events, state.clone());
        play(&DESK, &events, state);
    }
}
