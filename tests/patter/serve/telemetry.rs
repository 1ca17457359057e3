//! Traces, as a collector of the test's is told of them.

use std::collections::BTreeMap;
use std::sync::mpsc::Receiver;

use serde_json::{Value, json};

use super::mock::{Asked, mock};
use super::program::{Served, send, visitor};

const SCRIPT: &str = r#"
shop "Stall":
  language en

intent greeting: phrases "hello"

when greeting say "Welcome."
"#;

/// Spans by name.
fn spans(tells: &Receiver<Asked>) -> BTreeMap<String, Value> {
    let mut spans = BTreeMap::new();
    for asked in tells.try_iter() {
        assert_eq!((&*asked.method, &*asked.path), ("POST", "/v1/traces"));
        let told = asked.body;
        for scope in
            told["resourceSpans"].as_array().unwrap().iter().flat_map(|one| one["scopeSpans"].as_array().unwrap())
        {
            for span in scope["spans"].as_array().unwrap() {
                spans.insert(span["name"].as_str().unwrap().to_owned(), span.clone());
            }
        }
    }
    spans
}

#[test]
fn a_message_is_one_trace_from_its_sender_to_its_turn() {
    let (address, tells) = mock(|_| (200, "{}".to_owned()));
    let mut served = Served::start(SCRIPT, &["--traces", &format!("http://{address}")]);
    let (secret, name) = visitor(1);
    let (bearer, body) = (format!("Bearer {secret}"), json!({"id": "1", "text": "hello"}).to_string());
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let headers = [("authorization", bearer.as_str()), ("traceparent", parent)];
    assert_eq!(send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap().status, 200);
    assert!(served.stop());
    let spans = spans(&tells);
    let [request, arrival, turn] = ["request", "arrival", "turn"].map(|name| &spans[name]);
    assert_eq!(
        (&request["traceId"], &request["parentSpanId"]),
        (&json!("0af7651916cd43dd8448eb211c80319c"), &json!("b7ad6b7169203331"))
    );
    assert_eq!(arrival["parentSpanId"], request["spanId"]);
    assert_eq!(turn["parentSpanId"], arrival["spanId"]);
    assert!(turn.to_string().contains(&name), "{turn}");
    assert!(!format!("{spans:?}").contains("hello"), "no words of the customer's");
}

#[test]
fn a_collector_that_is_none_is_told_before_anything_runs() {
    let mut served = Served::start(SCRIPT, &[]);
    assert!(served.stop());
    let (done, told) = served.patter(&["serve", ".", "--traces", "localhost:4318"]);
    assert!(!done && told.contains("such as `http://localhost:4318`"), "{told}");
}
