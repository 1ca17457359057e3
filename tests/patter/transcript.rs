//! Conversations on paper: what is read of them and what is said of those that cannot be read.

use std::fmt::Write;
use std::fs::read_to_string;
use std::sync::LazyLock;

use patter::check::{DiskFiles, compile};
use patter::diagnostic::{Diagnostic, Style, render};
use patter::engine::Deed;
use patter::program::Program;
use patter::source::{Source, SourceId, Sources};
use patter::syntax::ast::Keywords;
use patter::transcript::{
    Answer, Happens, Paper, Setting, Step, SystemSays, What, accept, apply, compare, deed_text, events, mishaps,
    mistake, parse, plan, play, promise_text, quoted, words,
};

fn complaints(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|one| render(one, sources, Style::default()) + "\n").collect()
}

/// A paper in a line a step, without places.
fn told(paper: &Paper) -> String {
    let mut out = format!("{:?}", paper.keywords);
    if let Some(script) = &paper.script {
        write!(out, ", plays {}", script.value).unwrap();
    }
    out.push('\n');
    for chat in &paper.chats {
        writeln!(out, "{}", chat.title.value).unwrap();
        for Step { what, line, answer, .. } in &chat.steps {
            let what = match what {
                What::Given(settings) => format!("given{}", settings_told(settings)),
                What::Customer(message) => {
                    let brought: Vec<_> = message.photos.iter().chain(&message.files).collect();
                    let brought = if brought.is_empty() { String::new() } else { format!(" with {brought:?}") };
                    format!("customer {:?}{brought}", message.text)
                }
                What::System(system, SystemSays::Finds(settings)) => {
                    format!("system {}{}", system.value, settings_told(settings))
                }
                What::System(system, SystemSays::Fails(because)) => {
                    format!("system {} fails {because:?}", system.value)
                }
                What::Event(happens, settings) => format!("event {}{}", plain(happens), settings_told(settings)),
                What::Promised(names) => format!("promised {:?}", names.iter().map(|n| &n.value).collect::<Vec<_>>()),
                other => format!("{other:?}"),
            };
            writeln!(out, "{line:4} {what}").unwrap();
            if let Some(answer) = answer {
                writeln!(out, "       {}", answer_told(answer)).unwrap();
            }
        }
    }
    out
}

/// Debug output up to the first place.
fn plain(value: &impl std::fmt::Debug) -> String {
    let text = format!("{value:?}");
    text.split(", span").next().unwrap().replace("Spanned { value: ", "")
}

fn settings_told(settings: &[Setting]) -> String {
    let each = settings.iter().map(|setting| match setting {
        Setting::Seed(seed) => format!(" seed={seed}"),
        Setting::Start(moment) => format!(" start={:?}", moment.value),
        Setting::Kind(kind) => format!(" kind={}", kind.value),
        Setting::Fact { name, keys, value } => {
            let keys: Vec<_> = keys.iter().map(|key| key.value.as_str()).collect();
            format!(" {}{keys:?}={:?}", name.value, value.value).replace("[]", "")
        }
    });
    each.collect()
}

fn answer_told(answer: &Answer) -> String {
    let deeds = answer.deeds.iter().map(|deed| {
        let deed = &deed.value;
        let objects: Vec<&str> = deed.object.iter().chain(&deed.more).map(|object| object.value.as_str()).collect();
        format!("{:?} {:?}", deed.verb, objects.join(" + "))
    });
    let words = answer.words.iter().map(|line| format!("| {}", line.value));
    let nothing = answer.nothing.map(|_| "nothing".to_owned());
    format!("shop: {}", deeds.chain(nothing).chain(words).collect::<Vec<_>>().join(", "))
}

#[test]
fn papers_are_read() {
    insta::glob!("../cases", "chat/read/*.chat", |path| {
        let text = read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::new(name, text.as_str());
        let (paper, diagnostics) = parse(&source, SourceId(0));
        let mut sources = Sources::new();
        sources.add(source);
        let outcome = format!("{}\n{}", told(&paper), complaints(&diagnostics, &sources));
        insta::with_settings!({ description => text, omit_expression => true }, {
            insta::assert_snapshot!(outcome.trim_end());
        });
    });
}

/// Plays a file: what is said of it, how it differs, and its text once accepted.
fn played(name: &str, text: &str, program: &Program) -> (String, String) {
    let source = Source::new(name, text);
    let (paper, mut diagnostics) = parse(&source, SourceId(0));
    let mut out = String::new();
    let mut edits = Vec::new();
    for chat in &paper.chats {
        let (plan, told) = plan(chat, paper.keywords, program);
        diagnostics.extend(told);
        let turns = play(program, &plan);
        let differences = compare(&plan, &turns, paper.keywords, program);
        diagnostics.extend(mishaps(&turns).filter_map(|mishap| mistake(chat, &mishap, paper.keywords)));
        for difference in &differences {
            let line = chat.steps[difference.step].line;
            writeln!(out, "line {line}, {:?}", difference.kind).unwrap();
            difference.ran_out.iter().for_each(|line| writeln!(out, "  [ {line} ]").unwrap());
            difference.expected.iter().for_each(|line| writeln!(out, "  - {line}").unwrap());
            difference.actual.iter().for_each(|line| writeln!(out, "  + {line}").unwrap());
        }
        edits.extend(accept(&source, chat, &turns, &differences, paper.keywords, program));
    }
    let mut sources = Sources::new();
    sources.add(source);
    out.push_str(&complaints(&diagnostics, &sources));
    (out, apply(text, edits))
}

/// The shop in a folder of cases.
fn shop(folder: &str) -> Program {
    let path = format!("{}/tests/cases/chat/{folder}/main.patter", env!("CARGO_MANIFEST_DIR"));
    let compilation = compile(&path, &DiskFiles);
    let complaints = complaints(&compilation.diagnostics, &compilation.sources);
    compilation.program.unwrap_or_else(|| panic!("{complaints}"))
}

/// The shop that haggles, and the one that asks, waits and looks things up.
fn play_shop() -> &'static Program {
    static SHOP: LazyLock<Program> = LazyLock::new(|| shop("play"));
    &SHOP
}

fn desk() -> &'static Program {
    static SHOP: LazyLock<Program> = LazyLock::new(|| shop("desk"));
    &SHOP
}

#[test]
fn conversations_are_played_compared_and_accepted() {
    insta::glob!("../cases", "chat/[dp]*/*.chat", |path| {
        let program = if path.parent().unwrap().ends_with("desk") { desk() } else { play_shop() };
        let text = read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let (mut outcome, accepted) = played(&name, &text, program);
        if accepted != text {
            let diff = similar::TextDiff::from_lines(&text, &accepted);
            write!(outcome, "accepted:\n{}", diff.unified_diff().context_radius(1)).unwrap();
            let (again, twice) = played(&name, &accepted, program);
            assert!(outcome.contains("error") || again.is_empty(), "what was accepted is as expected: {again}");
            assert_eq!(twice, accepted, "accepting twice changes nothing more");
        }
        insta::with_settings!({ description => text, omit_expression => true }, {
            insta::assert_snapshot!(outcome.trim_end());
        });
    });
}

#[test]
fn what_is_written_is_read_again_in_every_keyword_language() {
    let name = || "free-shipping".into();
    let text = || "it is “late”, [perhaps]".into();
    let deeds = [
        Deed::Offers(name()),
        Deed::Says(name()),
        Deed::ShowsProducts(vec![text(), "Amber bead".into()]),
        Deed::ShowsPicture(text()),
        Deed::SendsLink(text()),
        Deed::Remembers(name()),
        Deed::Forgets(name()),
        Deed::Promises(text()),
        Deed::Marks("a name of several words".into()),
        Deed::Unmarks(name()),
        Deed::Notes(text()),
        Deed::Tasks(text()),
        Deed::HandsOver("".into()),
        Deed::HandsOver(text()),
        Deed::Closes,
        Deed::Asks(name()),
    ];
    let program = play_shop();
    for keywords in [Keywords::English, Keywords::Chinese, Keywords::Spanish] {
        let w = words(keywords);
        let (open, close) = w.quotes;
        let written: Vec<_> = deeds.iter().map(|deed| deed_text(deed, keywords, program)).collect();
        let lines = [
            format!("{} {open}main.patter{close}", w.script),
            format!("{} {open}title{close}", w.chat),
            format!("{} {} 3{}{} 2026-03-02 10:00", w.given, w.seed, w.comma, w.now),
            format!("{} {} {} vip{}stock {} green {} 3", w.given, w.customer, w.is, w.comma, w.for_, w.is),
            format!("{}{}hello", w.customer, w.colon),
            format!("{}{}{}", w.shop, w.colon, written.join(w.comma)),
            format!("{} x {}", w.fact, w.nothing),
            format!("{}{}{} {} x 1", w.event, w.colon, w.order_placed, w.with),
            format!("{}{}{}", w.event, w.colon, w.offer_accepted),
            format!("{}{}{}", w.event, w.colon, w.offer_declined),
            format!(
                "{}{}{}",
                w.promised,
                w.colon,
                ["gift", "a red ribbon"].map(|promise| promise_text(promise, keywords, program)).join(w.comma)
            ),
            format!("{}{}{}", w.promised, w.colon, w.nothing),
            w.staff_joins.to_owned(),
            w.staff_leaves.to_owned(),
            w.staff_resolves.to_owned(),
            w.needs_no_answer.to_owned(),
            w.staff_mutes.to_owned(),
            w.staff_unmutes.to_owned(),
            format!("{} 10:00", w.until),
            format!("{} book{}x 1{}y.z 2", w.system, w.colon, w.comma),
            format!("{} book{}{}", w.system, w.colon, w.nothing),
            format!("{} book {} {} {}", w.system, w.fails, w.because, quoted("no [line]", keywords)),
            w.customer_leaves.to_owned(),
            format!("{}{}We will see. [really]", w.staff, w.colon),
        ];
        let lines: Vec<_> = lines
            .into_iter()
            .chain(events(keywords).iter().map(|event| format!("{}{}{event}", w.event, w.colon)))
            .collect();
        let (paper, diagnostics) = parse(&Source::new("w.chat", lines.join("\n")), SourceId(0));
        assert!(diagnostics.is_empty(), "{keywords:?}: {diagnostics:?}");
        assert_eq!((paper.keywords, paper.script.is_some(), paper.chats.len()), (keywords, true, 1));
        let steps = &paper.chats[0].steps;
        let read = &steps[2].answer.as_ref().unwrap().deeds;
        assert_eq!((steps.len(), read.len()), (lines.len() - 3, deeds.len()));
        assert_eq!(read.iter().map(|deed| deed.value.more.len()).collect::<Vec<_>>()[2], 1, "{keywords:?}");
        assert!(matches!(&steps[5].what, What::Event(Happens::OfferAccepted, _)), "{keywords:?}");
        assert!(matches!(&steps[7].what, What::Promised(names) if names.len() == 2), "{keywords:?}");
        assert!(matches!(&steps[8].what, What::Promised(names) if names.is_empty()), "{keywords:?}");
    }
}

/// Lines and scraps of lines, so that random papers are near enough to real ones.
const SCRAPS: [&str; 48] = [
    "chat \"x\"\n",
    "customer: too expensive\n",
    "customer: cheaper\n",
    "shop:\n",
    "shop: nothing\n",
    "  | Welcome, dear.\n",
    "shop: says welcome, offers gift\n",
    "  says welcome [ so ]\n",
    "event: order placed\n",
    "promised: gift\n",
    "promised: nothing [a]\n",
    "given cart.total 120\n",
    "fact product.on-sale yes\n",
    "30 minutes pass\n",
    "until 09:00\n",
    "staff joins\n",
    "staff leaves\n",
    "staff resolves\n",
    "no answer needed\n",
    "[ a remark ]\n",
    "\n",
    "顾客：太贵了\r\n",
    "店铺：无\n",
    "given seed 18446744073709551616\n",
    "99999999999999999999 weeks pass\n",
    "\"",
    "[",
    "｜",
    "：",
    "「",
    "until 2026-03-01 10:00",
    "shop: 送上包邮\n",
    "customer: which size\n",
    "customer: 38\n",
    "customer: it is torn\n",
    "    with 2 photos\n",
    "  with photo \"a\" and a file \"b\"\n",
    "customer: where is my order\n",
    "system order-book: order.status sent, order.tracking \"X 1\"\n",
    "system order-book fails\n",
    "event: order paid\n",
    "event: order delivered\n",
    "event: parcel-lost with tracking X, paid 3\n",
    "given customer.birthday 1990-03-04\n",
    "3 days pass\n",
    "staff: We will see.\n",
    "customer leaves\n",
    "shop: asks usual-size\n",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, cases: 64, ..Default::default() })]

    #[test]
    fn any_paper_is_read_played_and_accepted(
        scraps in proptest::collection::vec((0..SCRAPS.len(), "\\PC{0,3}"), 0..24),
        noise in proptest::bool::weighted(0.3),
        waits in proptest::bool::ANY,
    ) {
        let program = if waits { desk() } else { play_shop() };
        let body: String = scraps.iter().map(|(at, more)| format!("{}{}", if noise { more } else { "" }, SCRAPS[*at])).collect();
        let text = format!("chat \"first\"\n{body}");
        let (first, accepted) = played("random.chat", &text, program);
        let (again, twice) = played("random.chat", &accepted, program);
        // Nothing is written into a paper with mistakes.
        if !first.contains("error") {
            proptest::prop_assert!(!again.contains("line "), "{text}\n---\n{again}");
            proptest::prop_assert_eq!(twice, accepted);
        }
    }
}
