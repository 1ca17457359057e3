//! The dry run: its figures are those of its own log, its conversations are conversations on paper, and threads change nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use patter::check::{Compilation, DiskFiles, compile, compile_with};
use patter::program::Body;
use patter::simulate::can_begin;
use rust_decimal::Decimal;
use serde_json::Value;

fn patter(arguments: &[&str]) -> (bool, String) {
    let run = Command::new(env!("CARGO_BIN_EXE_patter"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
    (run.status.success(), told)
}

const JADE: [&str; 5] = ["simulate", "scripts/shops/jade", "--given", "knot.stock 5", "--format=json"];

fn jade(more: &[&str]) -> Value {
    let (fine, told) = patter(&[&JADE[..], more].concat());
    assert!(fine, "{told}");
    serde_json::from_str(&told).unwrap()
}

fn compiled(shop: &str) -> Compilation {
    let main = Path::new(env!("CARGO_MANIFEST_DIR")).join(shop).join("main.patter");
    compile_with(main.to_str().unwrap(), &["std/customers".to_owned()], &DiskFiles)
}

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

/// One conversation, counted from its events and turns alone.
#[derive(Default)]
struct Counted {
    customer: String,
    paid: bool,
    returned: bool,
    packed: Vec<(String, Decimal)>,
    /// What is in the cart, and what the promises packed with the order take off it.
    cart: Decimal,
    off: Decimal,
    turns: u64,
    asked: u64,
    systems: u64,
    /// Promises for the order after this one.
    later: BTreeMap<String, Decimal>,
    rungs: BTreeMap<u64, BTreeSet<String>>,
    messages: u64,
    handed_over: bool,
}

/// The conversations of a log, each counted from what stands in it.
fn counted(log: &Path, shop: &str) -> BTreeMap<u64, Counted> {
    let program = compiled(shop).program.unwrap();
    let mut conversations: BTreeMap<u64, Counted> = BTreeMap::new();
    for line in fs::read_to_string(log).unwrap().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let one = conversations.entry(line["conversation"].as_u64().unwrap()).or_default();
        one.customer = line["customer"].as_str().unwrap().to_owned();
        let (happening, turn) = (&line["event"]["happening"], &line["turn"]);
        one.turns += 1;
        one.messages += u64::from(happening.get("message").is_some());
        one.paid |= happening == "order-paid";
        one.returned |= happening == "order-returned";
        let list = |name: &str| turn[name].as_array().cloned().unwrap_or_default();
        let costs = |promise: &Value| (promise["name"].as_str().unwrap().to_owned(), decimal(&promise["cost"]));
        if happening == "order-placed" {
            one.packed = list("packing_list").iter().map(costs).collect();
            one.off = list("packing_list").iter().map(|promise| taken(promise, one.cart)).sum();
        }
        if let Some(cart) = line["event"]["facts"].get("cart.total") {
            one.cart = decimal(cart);
        }
        one.asked += list("requests").len() as u64;
        one.systems += u64::from(["system-answered", "system-failed"].iter().any(|end| happening.get(end).is_some()));
        let later = list("promised").into_iter().filter(|promise| promise["due"] == "next-order");
        one.later.extend(later.map(|promise| costs(&promise)));
        one.handed_over |= turn["acts"].as_array().unwrap().iter().any(|act| act["deed"].get("hands-over").is_some());
        for tried in turn["trace"].get("tried").and_then(Value::as_array).into_iter().flatten() {
            let rule = tried["rule"].as_u64().unwrap();
            let Body::Ladder { rungs, .. } = &program.rules[rule as usize].body else { continue };
            for rung in tried.get("rungs").and_then(Value::as_array).into_iter().flatten() {
                let deed = rung["deed"].as_str().unwrap();
                if rung["outcome"] == "fired" && rungs.iter().any(|rung| &*rung.deed == deed) {
                    one.rungs.entry(rule).or_default().insert(deed.to_owned());
                }
            }
        }
    }
    conversations
}

/// What a promise takes off the cart today.
fn taken(promise: &Value, cart: Decimal) -> Decimal {
    let Some(takes) = promise.get("takes").filter(|_| promise["due"] == "this-order") else { return Decimal::ZERO };
    let percent = takes.get("percent").map(|percent| cart * decimal(percent) / Decimal::ONE_HUNDRED);
    percent.unwrap_or_else(|| decimal(&takes["amount"]))
}

#[test]
fn the_report_agrees_with_a_count_over_the_log_of_the_same_run() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("events.jsonl");
    let report = jade(&["-n", "150", "--seed", "3", "--log", log.to_str().unwrap()]);
    let conversations = counted(&log, "scripts/shops/jade");
    agrees(&report, &conversations);
    assert!(report["offers"].as_array().unwrap().len() > 2, "too few gifts to compare");
}

#[test]
fn promises_made_while_an_order_comes_and_systems_that_orders_ask_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let (log, chat) = (folder.path().join("events.jsonl"), folder.path().join("worst.chat"));
    let shop = "tests/cases/simulate/orders";
    let run = ["simulate", shop, "-n", "120", "--log", log.to_str().unwrap(), "--save", chat.to_str().unwrap()];
    let (fine, told) = patter(&[&run[..], &["--format=json"]].concat());
    assert!(fine, "{told}");
    let report: Value = serde_json::from_str(&told).unwrap();
    let conversations = counted(&log, shop);
    agrees(&report, &conversations);
    let all: Vec<&Counted> = conversations.values().collect();
    assert!(all.iter().filter(|one| one.paid).all(|one| one.later.contains_key("next-time")));
    assert!(all.iter().any(|one| one.returned) && all.iter().any(|one| one.asked > 0));
    assert!(all.iter().all(|one| one.asked == one.systems));
    let (fine, told) = patter(&["test", chat.to_str().unwrap()]);
    assert!(fine, "{told}\n{}", fs::read_to_string(&chat).unwrap());
}

/// The report's figures are those counted from the log.
fn agrees(report: &Value, conversations: &BTreeMap<u64, Counted>) {
    let all: Vec<&Counted> = conversations.values().collect();
    assert_eq!(report["conversations"], all.len());
    assert_eq!(report["turns"], all.iter().map(|one| one.turns).sum::<u64>());
    assert_eq!(report["messages"], all.iter().map(|one| one.messages).sum::<u64>());
    let paid: Vec<&&Counted> = all.iter().filter(|one| one.paid).collect();
    assert!(paid.len() > 30, "too few orders to compare");
    assert_eq!(report["paid"], paid.len());
    assert_eq!(report["closing"]["rate"], paid.len() as f64 / all.len() as f64);
    assert_eq!(report["returned"], paid.iter().filter(|one| one.returned).count());
    let revenue = paid.iter().filter(|one| !one.returned).map(|one| (one.cart - one.off).round_dp(2)).sum::<Decimal>();
    assert_eq!(decimal(&report["revenue"]), revenue);
    let staff = all.iter().filter(|one| one.handed_over).count();
    assert_eq!(report["handed_over"]["rate"], staff as f64 / all.len() as f64);

    let mut offers: BTreeMap<String, (u64, Decimal)> = BTreeMap::new();
    for (name, cost) in paid.iter().flat_map(|one| one.packed.clone().into_iter().chain(one.later.clone())) {
        let sum = offers.entry(name).or_default();
        *sum = (sum.0 + 1, sum.1 + cost);
    }
    assert_eq!(decimal(&report["given"]), offers.values().map(|(_, cost)| *cost).sum::<Decimal>());
    let told = report["offers"].as_array().unwrap().iter();
    let told: BTreeMap<String, (u64, Decimal)> = told
        .map(|one| (one["offer"].as_str().unwrap().to_owned(), (one["times"].as_u64().unwrap(), decimal(&one["cost"]))))
        .collect();
    assert_eq!(told, offers);

    for kind in report["customers"].as_array().unwrap() {
        let name = kind["customer"].as_str().unwrap();
        let own: Vec<&&Counted> = all.iter().filter(|one| one.customer == name).collect();
        let deep = |one: &Counted| one.rungs.values().map(BTreeSet::len).max().unwrap_or(0);
        let depths = kind["depths"].as_array().unwrap();
        for (depth, told) in depths.iter().enumerate() {
            assert_eq!(*told, own.iter().filter(|one| deep(one) == depth).count(), "{name}, {depth} rungs");
        }
        assert_eq!(depths.iter().map(|count| count.as_u64().unwrap()).sum::<u64>(), own.len() as u64);
    }
}

#[test]
fn threads_change_nothing() {
    let once = |threads: &str| jade(&["-n", "60", "--threads", threads]);
    assert_eq!(once("1"), once("2"));
    assert_ne!(once("1")["turns"], jade(&["-n", "60", "--seed", "2"])["turns"]);
}

#[test]
fn what_is_saved_plays_with_the_same_result() {
    let folder = tempfile::tempdir().unwrap();
    for (shop, given) in [("scripts/shops/jade", "knot.stock 5"), ("scripts/std-tests/all-modules", "courier.fee 5")] {
        let chat = folder.path().join("worst.chat");
        let path = chat.to_str().unwrap();
        let (fine, told) = patter(&["simulate", shop, "--given", given, "-n", "80", "--seed", "5", "--save", path]);
        assert!(fine, "{told}");
        let (fine, told) = patter(&["test", path]);
        assert!(fine, "{told}\n{}", fs::read_to_string(&chat).unwrap());
        assert!(fs::read_to_string(&chat).unwrap().contains("shop:"));
    }
}

#[test]
fn every_customer_of_the_library_finds_words_in_a_shop_of_all_modules() {
    let compilation = compiled("scripts/std-tests/all-modules");
    let program = compilation.program.unwrap();
    let mute: Vec<&str> = program
        .names
        .customers
        .iter()
        .filter(|(_, id)| !can_begin(&program, **id))
        .map(|(name, _)| name.as_str())
        .collect();
    assert!(mute.is_empty(), "{mute:?}");
    assert!(program.customers.len() > 20);
    // What they say and insist on is understood too: nothing was left out.
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/std/customers.patter");
    let written = fs::read_to_string(own).unwrap();
    let says = written.lines().filter(|line| line.trim_start().starts_with("says ")).count();
    let known: usize = program.customers.iter().map(|one| one.insists.len() + one.besides.len()).sum();
    assert_eq!(known, says);
    // A shop that understands none of it still compiles.
    let bare = patter::check::MemoryFiles::new().with("main.patter", "when first message say \"Hello.\"\n");
    let bare = compile_with("main.patter", &["std/customers".to_owned()], &bare).program.unwrap();
    assert!(bare.customers.iter().all(|customer| customer.opens.is_empty()));
    assert!(compile(Path::new("scripts/shops/jade/main.patter").to_str().unwrap(), &DiskFiles).program.is_some());
}

#[test]
fn a_shop_beside_itself_differs_in_nothing() {
    let both = jade(&["-n", "40", "--against", "scripts/shops/jade"]);
    assert_eq!(both["one"], both["other"]);
    for difference in both["differences"].as_object().unwrap().values() {
        assert_eq!(difference["mean"], 0.0);
    }
}

#[test]
fn the_differences_are_those_of_the_two_reports() {
    let count = 60;
    let both = jade(&["-n", &count.to_string(), "--without", "small-discount"]);
    let mean = |name: &str| both["differences"][name]["mean"].as_f64().unwrap();
    let near = |name: &str, of: fn(&Value) -> Decimal| {
        let more: f64 = (of(&both["one"]) - of(&both["other"])).try_into().unwrap();
        assert!((more / f64::from(count) - mean(name)).abs() < 1e-9, "{name}: {more}, {}", mean(name));
    };
    near("closing", |report| report["paid"].as_u64().unwrap().into());
    near("given", |report| decimal(&report["given"]));
    near("revenue", |report| decimal(&report["revenue"]));
    assert_ne!(both["one"]["paid"], both["other"]["paid"]);
}

#[test]
fn a_discount_that_takes_more_gives_more() {
    let steps =
        jade(&["-n", "60", "--mix", "insatiable=50%,deal-hunter=50%", "--sweep", "small-discount.takes=1%..15%"]);
    let steps = steps.as_array().unwrap();
    let given = |step: &Value| decimal(&step["report"]["given"]);
    let paid = |step: &Value| step["report"]["paid"].as_u64().unwrap();
    let (first, last) = (&steps[0], &steps[steps.len() - 1]);
    assert_eq!((first["figure"].as_str(), last["figure"].as_str()), (Some("1"), Some("15")));
    assert!(given(last) > given(first) && paid(last) > paid(first), "{first}\n{last}");
}

#[test]
fn what_nobody_reached_is_told_by_its_own_line() {
    let shop = ["simulate", "tests/cases/simulate/unreached", "-n", "20"];
    let (fine, told) = patter(&[&shop[..], &["--format=json"]].concat());
    assert!(fine, "{told}");
    let report: Value = serde_json::from_str(&told).unwrap();
    let unreached = report["unreached"].as_array().unwrap();
    let told: Vec<String> = unreached
        .iter()
        .map(|one| {
            let place = one["place"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
            format!("{place}: {} {}", one["deed"].as_str().unwrap(), one["rung"])
        })
        .collect();
    assert_eq!(told, ["15: offer gift false", "21: offer gift true", "22: offer bigger-gift true"]);
    let (_, table) = patter(&shop);
    assert!(table.contains("main.patter:21: when bargain … offer gift: a fact that it asks for"), "{table}");
}

#[test]
fn what_cannot_be_played_is_told_with_a_line_that_can() {
    let told = |arguments: &[&str]| {
        let (fine, told) = patter(&[&["simulate", "scripts/shops/jade"], arguments].concat());
        assert!(!fine);
        told
    };
    assert!(told(&["--mix", "habitul=40%"]).contains("there is no customer `habitul`; did you mean `habitual`?"));
    assert!(told(&["--mix", "habitual"]).contains("`habitual` is no share; for example: --mix habitual=40%"));
    assert!(told(&["--customers", "nowhere.patter"]).contains("for example: --customers std/customers"));
    assert!(told(&["--sweep", "small-discount.takes=3%..3%"]).contains("is no range"));
    let given = told(&["--given", "knot.stok=5"]);
    assert!(given.contains("did you mean `knot.stock`? for example: --given \"knot.stock 5\""), "{given}");
    assert!(told(&["--sweep", "gift=1..2"]).contains("for example: --sweep \"small-discount.takes=3%..10%\""));
    assert!(told(&["--given", "nothing"]).contains("for example: --given \"cart.total 120\""));
}

#[test]
fn a_shop_in_which_nobody_can_begin_is_told_with_the_intents_that_it_lacks() {
    let (fine, told) = patter(&["simulate", "tests/cases/simulate/nobody"]);
    assert!(!fine);
    assert!(told.contains("these customers open with `bargain`, `greeting`"), "{told}");
    assert!(told.contains("for example: intent bargain: phrases"), "{told}");
    let (_, told) = patter(&["simulate", "tests/cases/simulate/nobody", "--mix", "habitual=1"]);
    assert!(told.contains("`habitual` opens with `bargain`, and the shop has no intent called so"), "{told}");
}

#[test]
fn without_an_offer_it_is_never_given_and_the_page_says_what_it_brings() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("knot.html");
    let mix = "habitual=50%,insatiable=50%";
    let both = jade(&["-n", "80", "--mix", mix, "--without", "lucky-knot", "--page", page.to_str().unwrap()]);
    let times = |report: &Value| {
        let offers = report["offers"].as_array().unwrap().iter();
        offers.filter(|given| given["offer"] == "lucky-knot").map(|given| given["times"].as_u64().unwrap()).sum::<u64>()
    };
    assert!(times(&both["one"]) > 0 && times(&both["other"]) == 0, "{both}");
    let page = fs::read_to_string(&page).unwrap();
    assert!(
        page.contains("lucky-knot was given") && page.contains("<svg") && page.contains("prefers-color-scheme: dark")
    );
    assert!(!page.contains("http"), "the page needs a network");
}
