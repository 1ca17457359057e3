//! What messages are understood to mean. Each case file is a script, a line of dashes, and messages; its snapshot shows below each
//! message what was heard in it.

use std::fmt::Write as _;
use std::sync::LazyLock;

use jiff::civil::{Date, date};
use patter::check::{DiskFiles, MemoryFiles, compile};
use patter::nlu;
use patter::program::{Program, Value};
use proptest::prelude::*;

fn today() -> Date {
    date(2026, 11, 21)
}

pub fn compiled(script: &str) -> Program {
    let compilation = compile("main.patter", &MemoryFiles::new().with("main.patter", script));
    let told = compilation.diagnostics.iter().map(|told| told.message.clone()).collect::<Vec<_>>();
    compilation.program.unwrap_or_else(|| panic!("{told:#?}"))
}

pub fn shown(value: &Value) -> String {
    match value {
        Value::YesNo(yes) => (if *yes { "yes" } else { "no" }).into(),
        Value::Number(number) => number.to_string(),
        Value::Money(amount) => format!("{amount} of money"),
        Value::Percent(percent) => format!("{percent} %"),
        Value::Text(text) => format!("“{text}”"),
        Value::Choice(name) => name.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.to_string(),
        Value::Duration(duration) => format!("{duration:#}"),
        Value::Moment(_) | Value::List(_) => "what no message brings".into(),
    }
}

fn heard(program: &Program, message: &str) -> String {
    let heard = nlu::understand(program, message, today());
    let mut out = format!("{message}\n");
    for intent in &heard.intents {
        let name = &program.intents[intent.intent.index()].name;
        write!(out, "    {name}: {}", &message[intent.start..intent.end]).unwrap();
        for (slot, value) in &intent.slots {
            write!(out, " · {slot} is {}", shown(value)).unwrap();
        }
        out.push('\n');
    }
    let mut remarks = Vec::new();
    if heard.intents.is_empty() {
        remarks.push("nothing understood".to_string());
    }
    if heard.bare {
        remarks.push("and nothing else".to_string());
    }
    if let Some(language) = heard.language {
        remarks.push(format!("in {}", program.shop.languages[language.index()]));
    }
    if !remarks.is_empty() {
        writeln!(out, "    ({})", remarks.join(", ")).unwrap();
    }
    out
}

#[test]
fn messages_are_understood() {
    insta::glob!("../cases/hear", "*.txt", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (script, messages) = text.split_once("\n---\n").unwrap();
        let program = compiled(script);
        let outcome: String = messages.lines().map(|message| heard(&program, message)).collect();
        insta::with_settings!({ omit_expression => true }, {
            insta::assert_snapshot!(format!("{script}\n---\n{outcome}"));
        });
    });
}

#[test]
fn emoji_are_told_from_signs() {
    for text in ["👍", "nice 💎!", "❤️", "☺", "👨‍👩‍👧", "🇨🇳", "👋🏽", "ok✨"] {
        assert!(nlu::contains_emoji(text), "{text}");
    }
    for text in ["", "38", "1️⃣", "#", "©", "™", "→", "好的", "…", "x*2", "①"] {
        assert!(!nlu::contains_emoji(text), "{text}");
    }
}

#[test]
fn banned_words_keep_the_boundary_rule() {
    for (text, phrase, holds) in [
        ("a shipping fee", "hi", false),
        ("hi there", "hi", true),
        ("so hi", "hi", true),
        ("去天猫看", "天猫", true),
        ("用wechat付", "wechat", true),
        ("cheaper", "cheap", false),
        ("cheaper", "cheap*", true),
        ("uncheap", "cheap*", false),
        ("180", "80", false),
        ("1,80", "80", false),
        ("80 ok", "80", true),
        ("xha ha ha", "ha ha", true),
        ("привет", "вет", false),
        ("비싸요", "비싸", false),
        ("비싸요", "비싸*", true),
        ("ราคาแพง", "แพง", true),
        ("กำ", "ก", false),
        ("anything", "", false),
        ("anything", "*", false),
    ] {
        assert_eq!(nlu::holds_phrase(&nlu::normalise(text), &nlu::normalise(phrase)), holds, "{phrase} in {text}");
    }
}

const SHOP: &str = r#"
shop "Any": language en, zh, es
intent bargain:
  phrases "too expensive", "cheap*", "can you do {price: money}", "{day: date} please", "{what: text}", "from {a: text} to {b: text}"
  phrases zh: "太贵", "{price: money}行吗", "打{off: percent}"
  phrases es: "demasiado caro", "en {days: duration}"
  except "not too expensive"
intent size:
  phrases "size {size: one of S (“small”), M, L}", "{count: number}件", "at {hour: time}"
when bargain say "No."
when size say "Yes."
"#;

static ANY_SHOP: LazyLock<Program> = LazyLock::new(|| compiled(SHOP));
static SHOP_WITHOUT_TEXTS: LazyLock<Program> = LazyLock::new(|| compiled(&SHOP.replace("\"{what: text}\", ", "")));

/// Text in which much of what the reader looks for stands, in no order.
pub fn jumble() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("too expensive".to_string()),
        Just("can you do ".to_string()),
        Just("size".to_string()),
        Just("１，２００．５０".to_string()),
        Just("百分之十".to_string()),
        Just("八五折".to_string()),
        Just("太貴".to_string()),
        Just("e\u{301}\u{301}".to_string()),
        Just("ﬁ½㎏ŉİ각".to_string()),
        Just("\u{1112}\u{1161}\u{11ab}".to_string()),
        Just("が".to_string()),
        Just("ё й і\u{308} ї".to_string()),
        "[0-9.,:/年月日点 -]{1,8}",
        "[一二两三十百千万零〇半亿元块]{1,8}",
        "[a-z ]{1,6}",
        "\\PC{1,4}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A message that is a phrase and nothing else is looked up, any other is searched; a blank in front decides between the two.
#[test]
fn a_phrase_alone_means_what_it_means_with_a_blank_before_it() {
    for shop in ["clothes", "jade", "jade-zh", "weidian", "zapatos"] {
        let shop = format!("{}/scripts/shops/{shop}/main.patter", env!("CARGO_MANIFEST_DIR"));
        let program = compile(&shop, &DiskFiles).program.unwrap();
        assert!(program.lexicon.plain.words().next().is_some());
        for phrase in program.lexicon.plain.words() {
            let looked_up = nlu::understand(&program, phrase, today());
            let searched = nlu::understand(&program, &format!(" {phrase}"), today());
            let told = |heard: &nlu::Heard, before: usize| {
                let one = |one: &nlu::HeardIntent| {
                    (one.intent, one.basis, one.start - before, one.end - before, one.slots.clone())
                };
                (heard.intents.iter().map(one).collect::<Vec<_>>(), heard.language, heard.bare)
            };
            assert_eq!(told(&looked_up, 0), told(&searched, 1), "{phrase}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_changes_nothing(text in jumble()) {
        let once = nlu::normalise(&text);
        prop_assert_eq!(nlu::normalise(&once), once);
    }

    #[test]
    fn any_message_is_understood_at_places_that_exist(text in jumble()) {
        let mut behind = 0;
        for intent in nlu::understand(&ANY_SHOP, &text, today()).intents {
            prop_assert!(text.get(intent.start..intent.end).is_some_and(|words| !words.is_empty()), "{:?}", intent);
            prop_assert!(intent.start >= behind);
            behind = intent.end;
        }
    }

    #[test]
    fn letters_around_a_phrase_kill_it(before in "[a-zéñςжא]{1,3}", after in "[a-zéñßжא]{1,3}") {
        // One letter too many may be a slip of the finger, and is told as such.
        let hears = |message: String| {
            let heard = nlu::understand(&SHOP_WITHOUT_TEXTS, &message, today());
            heard.intents.iter().any(|one| matches!(one.basis, nlu::Basis::Phrase(_)))
        };
        prop_assert_eq!(hears(format!("{before}too expensive")), false);
        prop_assert_eq!(hears(format!("too expensive{after}")), false);
        prop_assert_eq!(hears(format!("{before} too expensive {after}")), true);
        prop_assert_eq!(hears(format!("{before}太贵{after}")), true);
    }
}

/// Lessons that share words, so that their order could matter.
fn lessons() -> impl Strategy<Value = Vec<(Option<usize>, String)>> {
    let sentence = "(ring|bead|cup|太贵|crack|late|too|is|the|in| |é){1,6}";
    prop::collection::vec((prop::option::weighted(0.8, 0usize..4), sentence), 2..24)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn the_same_lessons_teach_the_same(lessons in lessons(), message in jumble()) {
        let taught = || {
            let lessons: Vec<nlu::Lesson<'_>> =
                lessons.iter().map(|(intent, text)| nlu::Lesson { intent: intent.map(Into::into), text }).collect();
            let classifier = nlu::train(&lessons)?;
            let text = nlu::normalise(&message);
            let scores = nlu::scores(&classifier, &text).map(|scores| scores.iter().map(|one| one.to_bits()).collect::<Vec<_>>());
            Some((classifier.threshold.to_bits(), scores, nlu::guess(&classifier, &text)))
        };
        prop_assert_eq!(taught(), taught());
    }
}
