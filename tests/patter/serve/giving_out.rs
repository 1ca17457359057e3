//! What `patter store` gives out: a customer's own data with their photos, and every conversation as a log for `patter replay`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::desk::{at_desk, served_with, talk};
use super::program::{Served, say, send, tell, visitor};

const SCRIPT: &str = r#"
shop "Stall":
  language en
  currency EUR

event parcel-lost: tracking text, worth money

intent greeting: phrases "hello"
intent dear: phrases "too expensive"
intent person: phrases "a person"

when greeting say "Hello." or "Hello again."
when dear if cart.total > 50 say "For this one, 5 percent."
when person say "One moment." and hand over
when order paid say "Thank you!"
when parcel-lost say "{tracking} is lost, and {worth} comes back."
when message with photo say "What a knot!"
when nothing understood say "Say that again?"
"#;

/// The beginning of a picture, and something of its own behind it.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nof a knot";

#[test]
fn what_is_known_of_a_customer_holds_their_photos() {
    let served = Served::start(SCRIPT, &[]);
    let (secret, name) = visitor(1);
    let bearer = format!("Bearer {secret}");
    let asks = |path: &str, body: &[u8]| {
        send(served.address(), "POST", path, &[("authorization", &bearer)], body).unwrap().json()
    };
    let photo = asks("/chat/photos", PICTURE)["photo"].clone();
    asks("/chat/messages", json!({"id": "1", "text": "look", "photos": [photo]}).to_string().as_bytes());
    // Another customer's is none of theirs.
    let other = visitor(2).0;
    send(served.address(), "POST", "/chat/photos", &[("authorization", &format!("Bearer {other}"))], PICTURE).unwrap();

    let export = served.export(&name);
    assert_eq!(export["turns"][0]["event"]["happening"]["message"]["photos"], json!([photo]));
    let kept = export["photos"].as_array().unwrap();
    assert_eq!(kept.len(), 1, "{export}");
    assert_eq!((&kept[0]["id"], &kept[0]["media-type"]), (&photo, &json!("image/png")));
    assert_eq!(STANDARD.decode(kept[0]["base64"].as_str().unwrap()).unwrap(), PICTURE);

    let (done, told) = served.patter(&["store", "export", &name, "--photos", "theirs/photos"]);
    assert!(done, "{told}");
    let export: Value = serde_json::from_str(&told).unwrap();
    let file = export["photos"][0]["file"].as_str().unwrap();
    assert_eq!(std::fs::read(served.path(file)).unwrap(), PICTURE);
    assert_eq!(export["photos"][0].get("base64"), None);
}

#[test]
fn conversations_are_given_out_as_a_log_that_replay_plays() {
    let served = served_with(SCRIPT);
    let ((first, name), (second, other)) = (visitor(1), visitor(2));
    say(served.address(), &first, "1", "hello").unwrap();
    let event = |kind: &str, more: Value| {
        let mut data = json!({"conversation": name, "order": "7"});
        data.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"type": kind, "data": data})
    };
    let events = [
        event("cart.changed", json!({"facts": {"cart.total": "80.00"}})),
        event("facts", json!({"facts": {"customer.name": "Ana"}})),
        event("order.paid", json!({})),
        event("event.parcel-lost", json!({"fields": {"tracking": "X \"1\"", "worth": "12.50"}})),
    ];
    for (number, event) in events.iter().enumerate() {
        assert_eq!(tell(served.address(), &number.to_string(), event).unwrap().status, 200);
    }
    say(served.address(), &first, "2", "too expensive").unwrap();
    let bearer = format!("Bearer {first}");
    let asks = |path: &str, body: &[u8]| {
        send(served.address(), "POST", path, &[("authorization", &bearer)], body).unwrap().json()
    };
    let photo = asks("/chat/photos", PICTURE)["photo"].clone();
    asks("/chat/messages", json!({"id": "3", "text": "", "photos": [photo]}).to_string().as_bytes());
    say(served.address(), &second, "1", "你好").unwrap();
    say(served.address(), &second, "2", "a person, please").unwrap();
    at_desk(&served).submit(&talk(&other), "/desk/answer", &[("text", "I am here.")]);

    let (done, chats) = served.patter(&["store", "chats"]);
    assert!(done, "{chats}");
    let lines: Vec<Value> = chats.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            let whose = if line["id"] == name.as_str() { 1 } else { 2 };
            let facts = line.get("facts").map_or(String::new(), |facts| format!(" {facts}"));
            let photos = line.get("photos").map_or("", |photos| if *photos == json!([photo]) { " [it]" } else { "?" });
            format!("{whose} {}: {}{facts}{photos}", line["who"].as_str().unwrap(), line["text"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 customer: hello",
            "1 shop: Hello.",
            "1 system: cart changed {\"cart.total\":\"80.00\"}",
            "1 system:  {\"customer.name\":\"Ana\"}",
            "1 system: order paid {\"order.number\":\"7\"}",
            "1 shop: Thank you!",
            "1 system: parcel-lost with tracking “X \"1\"”, worth 12.50",
            "1 shop: X \"1\" is lost, and €12.50 comes back.",
            "1 customer: too expensive",
            "1 shop: For this one, 5 percent.",
            "1 customer:  [it]",
            "1 shop: What a knot!",
            "2 customer: 你好",
            "2 shop: Say that again?",
            "2 customer: a person, please",
            "2 shop: One moment.",
            "2 staff: I am here.",
        ]
    );
    std::fs::write(served.path("chats.jsonl"), &chats).unwrap();
    let (done, report) = served.patter(&["replay", "chats.jsonl", ".", "--format", "json"]);
    assert!(done, "{report}");
    let report: Value = serde_json::from_str(&report).unwrap();
    for (name, count) in [("conversations", 2), ("messages", 5), ("answered", 4), ("not_understood", 1)] {
        assert_eq!(report[name], count, "{name}: {report}");
    }
    // What happened sets the script off as it did, in whatever language its events are named.
    let (done, shown) = served.patter(&["replay", "chats.jsonl", ".", "--conversation", &name]);
    assert!(done, "{shown}");
    for said in ["Thank you!", "is lost, and €12.50", "For this one", "What a knot!"] {
        assert_eq!(shown.matches(said).count(), 2, "{said}: {shown}");
    }
}
