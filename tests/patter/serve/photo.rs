//! Photos of a customer's: kept first, shown in a message, and nobody else's.

use serde_json::{Value, json};

use super::desk::{at_desk, served_with, talk};
use super::program::{Answer, Served, exchange, request, send, turns, visitor};

const SCRIPT: &str = r#"
shop "Stall":
  language en

intent broken: phrases "broken"

question damage:
  ask "Please send us a photo of it."
  expects 1 photo

when broken ask damage and say "Thank you, we see it."
"#;

/// The beginning of a picture, and something of its own behind it.
fn picture(number: u8) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend([number; 100]);
    bytes
}

fn asks(served: &Served, secret: &str, method: &str, path: &str, body: &[u8]) -> Answer {
    send(served.address(), method, path, &[("authorization", &format!("Bearer {secret}"))], body).unwrap()
}

fn keeps(served: &Served, secret: &str, body: &[u8]) -> Answer {
    asks(served, secret, "POST", "/chat/photos", body)
}

fn shows(served: &Served, secret: &str, id: &str, photos: &[&str]) -> Answer {
    let body = json!({"id": id, "text": "", "photos": photos}).to_string();
    asks(served, secret, "POST", "/chat/messages", body.as_bytes())
}

fn id(answer: &Answer) -> String {
    answer.json()["photo"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_owned()
}

#[test]
fn a_photo_answers_a_question_and_is_seen_again() {
    let served = Served::start(SCRIPT, &[]);
    let (secret, name) = visitor(1);
    let broken = json!({"id": "1", "text": "it is broken"}).to_string();
    assert_eq!(asks(&served, &secret, "POST", "/chat/messages", broken.as_bytes()).status, 200);
    let photo = id(&keeps(&served, &secret, &picture(1)));
    assert_eq!(id(&keeps(&served, &secret, &picture(1))), photo, "the same file is one photo");
    assert_eq!(shows(&served, &secret, "2", &[&photo]).status, 200);
    let told: Vec<Value> = turns(served.address(), &secret, Some(1), 1);
    assert_eq!(told[0]["customer"]["photos"], json!([photo]));
    assert_eq!(told[0]["replies"][0]["texts"], json!(["Thank you, we see it."]));
    let seen = asks(&served, &secret, "GET", &format!("/chat/photos/{photo}"), b"");
    assert!(seen.status == 200 && seen.head.contains("content-type: image/png"), "{seen:?}");

    // What a customer wants forgotten takes their photos along.
    let mut served = served;
    assert!(served.stop());
    assert!(served.patter(&["store", "forget", &name]).0);
    served.again();
    assert_eq!(asks(&served, &secret, "GET", &format!("/chat/photos/{photo}"), b"").status, 404);
}

#[test]
fn a_photo_belongs_to_whoever_sent_it() {
    let served = Served::start(SCRIPT, &[]);
    let (own, other) = (visitor(1).0, visitor(2).0);
    let photo = id(&keeps(&served, &own, &picture(2)));
    assert_eq!(asks(&served, &other, "GET", &format!("/chat/photos/{photo}"), b"").status, 404);
    assert_eq!(shows(&served, &other, "1", &[&photo]).status, 400);
    assert_eq!(shows(&served, &own, "1", &["0123"]).status, 400);
    assert_ne!(id(&keeps(&served, &other, &picture(2))), photo);
}

#[test]
fn staff_see_what_a_customer_sent_and_nobody_else_does() {
    let served = served_with(SCRIPT);
    let (secret, name) = visitor(1);
    let photo = id(&keeps(&served, &secret, &picture(3)));
    assert_eq!(shows(&served, &secret, "1", &[&photo]).status, 200);
    let address = format!("/desk/photo/{photo}");
    assert_eq!(send(served.address(), "GET", &address, &[], b"").unwrap().status, 303, "to the login");
    let desk = at_desk(&served);
    assert!(desk.get(&talk(&name)).body.contains(&format!("<img src=\"{address}\"")));
    let seen = desk.get(&address);
    assert!(seen.status == 200 && seen.head.contains("content-type: image/png"), "{}", seen.head);
}

#[test]
fn what_is_no_picture_is_no_photo() {
    let served = Served::start(SCRIPT, &[]);
    let (secret, _) = visitor(1);
    let page = keeps(&served, &secret, b"<html><script>alert(1)</script></html>");
    assert_eq!((page.status, &*page.refusal().0), (415, "no-photo"));
    assert_eq!(keeps(&served, &secret, b"").status, 415);
    let bearer = format!("Bearer {secret}");
    let length = ((8 << 20) + 1).to_string();
    let headers = [("authorization", bearer.as_str()), ("content-length", length.as_str())];
    // One that says beforehand that it is too large is not read at all.
    let announced =
        String::from_utf8(request("GET", "/chat/photos", &headers, b"")).unwrap().replacen("GET", "POST", 1);
    assert_eq!(exchange(served.address(), announced.as_bytes(), false).unwrap().status, 413);
    assert_eq!(send(served.address(), "POST", "/chat/photos", &[], &picture(1)).unwrap().status, 401);
    // A customer may not send more than a few a minute.
    let answers: Vec<u16> = (1..=10).map(|number| keeps(&served, &secret, &picture(number)).status).collect();
    assert!(answers.contains(&200) && answers.ends_with(&[429]), "{answers:?}");
}
