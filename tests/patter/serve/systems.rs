//! The shop's own system, asked by the program: a server of the test's that answers what the test says.

use std::net::SocketAddr;
use std::sync::mpsc::Receiver;

use serde_json::{Value, json};

use super::mock::{Asked, mock};
use super::program::{EVENT_SECRET, Served, say, tell, turns, visitor};

const SCRIPT: &str = r#"
shop "Stall":
  language en
  currency EUR

intent look: phrases "where is my order"

question number:
  ask "Which number?"
  expects order number

question book:
  ask system order-book with number
  remembers order.status
  within 30 seconds, otherwise say "Our book is slow today."

when look ask book and say "It is {order.status}."
when nothing understood say "Say that again?"
"#;

/// Answers each request with the next of these, and hands on what was asked.
fn system(answers: Vec<(u16, &'static str)>) -> (SocketAddr, Receiver<Asked>) {
    let mut answers = answers.into_iter();
    mock(move |_| answers.next().map(|(status, body)| (status, body.to_owned())).unwrap())
}

/// Whether the signature of a question fits, and its id.
fn signed(asked: &Asked) -> (bool, &str) {
    let fits = standardwebhooks::Webhook::new(EVENT_SECRET).unwrap().verify(&asked.bytes, &asked.headers).is_ok();
    (fits, asked.headers["webhook-id"].to_str().unwrap())
}

fn served(system: SocketAddr) -> Served {
    let settings = format!("system-secret = \"{EVENT_SECRET}\"\n[systems]\norder-book = \"http://{system}/book\"\n");
    Served::start_with(SCRIPT, &[("serve.toml", &settings)], &["--config", "serve.toml"])
}

/// Asks where the order is, and what the shop says of it in the end.
fn asked(served: &Served, between: impl FnOnce()) -> String {
    let (secret, _) = visitor(1);
    say(served.address(), &secret, "1", "where is my order").unwrap();
    say(served.address(), &secret, "2", "12345678").unwrap();
    assert_eq!(turns(served.address(), &secret, Some(1), 1)[0]["waits"], true);
    between();
    turns(served.address(), &secret, Some(2), 1)[0]["replies"][0]["texts"][0].as_str().unwrap().to_owned()
}

#[test]
fn a_system_is_asked_and_its_facts_are_told() {
    let (address, asks) = system(vec![(500, ""), (200, r#"{"facts": {"order.status": "on its way"}}"#)]);
    let served = served(address);
    assert_eq!(asked(&served, || {}), "It is on its way.");
    let (first, again) = (asks.recv().unwrap(), asks.recv().unwrap());
    assert!(signed(&first).0 && signed(&again).0, "both are signed");
    assert_eq!(signed(&first).1, signed(&again).1, "under one id");
    let data = &first.body["data"];
    assert_eq!((&data["system"], &data["with"]["number"]), (&json!("order-book"), &json!("12345678")));
    assert_eq!(data["wants"], json!(["order.status"]));
}

#[test]
fn a_system_that_does_not_know_is_no_system_that_is_silent() {
    let (address, _asks) = system(vec![(404, "")]);
    assert_eq!(asked(&served(address), || {}), "Our book is slow today.");
}

#[test]
fn a_system_may_answer_later() {
    let (address, asks) = system(vec![(202, "")]);
    let served = served(address);
    let later = || {
        let data = &asks.recv().unwrap().body["data"];
        let facts = json!({"order.status": "packed"});
        let data = json!({"conversation": data["conversation"], "request": data["request"], "facts": facts});
        let answer = tell(served.address(), "later", &json!({"type": "system.answered", "data": data})).unwrap();
        assert_eq!(answer.status, 200, "{answer:?}");
    };
    assert_eq!(asked(&served, later), "It is packed.");
}

#[test]
fn an_answer_that_nobody_waits_for_does_nothing_and_is_told_so() {
    let (address, asks) = system(vec![(202, "")]);
    let served = served(address);
    let (secret, name) = visitor(1);
    let answers = |id: &str, conversation: &str, request: &Value, facts: Value| {
        let data = json!({"conversation": conversation, "request": request, "facts": facts});
        let told = tell(served.address(), id, &json!({"type": "system.answered", "data": data})).unwrap();
        assert_eq!(told.status, 200, "{told:?}");
        told.json()["taken"][0].clone()
    };
    // Nobody ever wrote there, and an answer begins no conversation.
    let told = answers("early", &name, &json!(1), json!({"order.status": "packed"}));
    assert!(told["ignored"].as_str().unwrap().contains("no conversation is known"), "{told}");
    assert!(!served.patter(&["store", "export", &name]).0);

    say(served.address(), &secret, "1", "where is my order").unwrap();
    say(served.address(), &secret, "2", "12345678").unwrap();
    let request = asks.recv().unwrap().body["data"]["request"].clone();
    // What is asked for is missing: the question does what it does without an answer, once.
    let told = answers("empty", &name, &request, json!({}));
    assert!(told["ignored"].as_str().unwrap().contains("it does not say `order.status`"), "{told}");
    assert_eq!(turns(served.address(), &secret, Some(2), 1)[0]["replies"][0]["texts"][0], "Our book is slow today.");
    for (id, request) in [("late", &request), ("never", &json!(77))] {
        let told = answers(id, &name, request, json!({"order.status": "packed"}));
        assert!(told["ignored"].as_str().unwrap().contains("nobody waits"), "{told}");
        assert_eq!(answers(id, &name, request, json!({"order.status": "packed"}))["repeated"], true);
    }
    let last = served.export(&name)["turns"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["turn"]["acts"].as_array().map_or(0, Vec::len), 0, "{last}");
}

#[test]
fn a_system_that_is_asked_without_a_signature_is_told_of_at_the_start() {
    let settings = "[systems]\norder-book = \"http://127.0.0.1:9/book\"\n";
    let mut served =
        Served::start_with(SCRIPT, &[("serve.toml", settings)], &["--config", "serve.toml", "--log", "json"]);
    let mut log = served.logged();
    let told = log.find(|entry| entry["systems"] == "order-book").unwrap();
    assert!(told["level"] == "WARN" && told["message"].as_str().unwrap().contains("no `system-secret`"), "{told}");
}
