//! Photos of a customer's: kept first, shown in a message, and nobody else's.

use serde_json::{Value, json};

use super::desk::{at_desk, served_with, talk};
use super::program::{Answer, Served, exchange, request, send, turns, visitor, vouched};

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
fn a_photo_of_somebody_who_never_wrote_is_told_and_forgotten() {
    let mut served = Served::start(SCRIPT, &[]);
    let (secret, name) = visitor(1);
    let photo = id(&keeps(&served, &secret, &picture(4)));
    let export = served.export(&name);
    assert_eq!((&export["conversation"], &export["turns"]), (&json!(name), &json!([])));
    assert_eq!(export["photos"][0]["id"], json!(photo));
    assert!(served.stop());
    let (done, told) = served.patter(&["store", "forget", &name]);
    assert!(done && told.contains(": 1 photo"), "{told}");
    let (done, told) = served.patter(&["store", "export", &name]);
    assert!(!done && told.contains("nobody is known by the name"), "{told}");
    assert!(!served.patter(&["store", "forget", &name]).0);
}

#[test]
fn what_a_guest_sent_is_theirs_once_they_sign_in() {
    let served = Served::start(SCRIPT, &[]);
    let (at_home, elsewhere) = (visitor(1).0, visitor(2).0);
    let signature = vouched("7");
    let writes = |secret: &str, id: &str, photos: &[&str]| {
        let bearer = format!("Bearer {secret}");
        let headers =
            [("authorization", bearer.as_str()), ("x-patter-customer", "7"), ("x-patter-signature", &signature)];
        let body = json!({"id": id, "text": "hello", "photos": photos}).to_string();
        send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap().status
    };
    assert_eq!(writes(&at_home, "1", &[]), 200);
    let photo = id(&keeps(&served, &elsewhere, &picture(8)));
    assert_eq!(shows(&served, &elsewhere, "2", &[&photo]).status, 200);
    assert_eq!(writes(&elsewhere, "3", &[&photo]), 200);
}

#[test]
fn who_shares_a_browser_shares_no_photos() {
    let mut served = Served::start(SCRIPT, &[]);
    let (secret, window) = visitor(1);
    let bearer = format!("Bearer {secret}");
    let asks = |served: &Served, customer: &str, method: &str, path: &str, body: &[u8]| {
        let signature = vouched(customer);
        let headers =
            [("authorization", bearer.as_str()), ("x-patter-customer", customer), ("x-patter-signature", &signature)];
        send(served.address(), method, path, &headers, body).unwrap()
    };
    let shows = |served: &Served, customer: &str, photo: &str| {
        let body = json!({"id": format!("{customer} {photo}"), "text": "", "photos": [photo]}).to_string();
        asks(served, customer, "POST", "/chat/messages", body.as_bytes()).status
    };
    let photos = |served: &Served, name: &str| {
        let photos = served.export(name)["photos"].as_array().unwrap().clone();
        photos.iter().map(|photo| photo["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // Ana sends one as a guest and signs in; Ben signs in after her, at the same browser.
    let of_the_guest = id(&keeps(&served, &secret, &picture(5)));
    assert_eq!(shows(&served, "ana", &of_the_guest), 200);
    let of_ana = id(&asks(&served, "ana", "POST", "/chat/photos", &picture(6)));
    let of_ben = id(&asks(&served, "ben", "POST", "/chat/photos", &picture(7)));
    assert_eq!((shows(&served, "ana", &of_ana), shows(&served, "ben", &of_ben)), (200, 200));
    for (customer, photo, status) in [
        ("ana", &of_the_guest, 200),
        ("ana", &of_ana, 200),
        ("ana", &of_ben, 404),
        ("ben", &of_the_guest, 404),
        ("ben", &of_ana, 404),
        ("ben", &of_ben, 200),
    ] {
        let seen = asks(&served, customer, "GET", &format!("/chat/photos/{photo}"), b"").status;
        assert_eq!(seen, status, "{customer} {photo}");
    }
    assert_eq!((shows(&served, "ben", &of_ana), shows(&served, "ben", &of_the_guest)), (400, 400));
    assert_eq!(photos(&served, &window), [of_the_guest, of_ana]);
    assert_eq!(photos(&served, "customer:ben"), [of_ben]);
    assert!(served.stop());
    let (done, told) = served.patter(&["store", "forget", "customer:ben"]);
    assert!(done && told.contains("1 turn in 1 conversation, 1 photo"), "{told}");
    assert_eq!(photos(&served, "customer:ana").len(), 2, "hers stay");
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
