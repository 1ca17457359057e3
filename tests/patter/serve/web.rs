//! The program over HTTP: the chat, what the shop's systems tell, and what whoever looks after it asks.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::{Value, json};
use tungstenite::Message;

use super::program::{ADMIN_TOKEN, Served, now, request, say, send, signed, tell, turns, visitor, vouched};

const SCRIPT: &str = r#"
shop "<b>Stall</b> & Co":
  language en, zh
  currency EUR
  persona "Mi"

intent greeting: phrases "hello" phrases zh: "你好"
intent wants: phrases "ring"
intent photo: phrases "photo"

question size:
  ask "Which size?"
  expects one of small, large

when greeting if customer.name is "Ana" say "Hello, Ana."
when greeting say "Hello." zh: "您好。"
when wants ask size
when photo show picture "https://stall.example/a.jpg"
when order paid say "Thank you!"
when nothing understood say "Say that again?"
"#;

fn served(flags: &[&str]) -> Served {
    Served::start(SCRIPT, flags)
}

fn replies(turn: &Value) -> Vec<String> {
    let replies = turn["replies"].as_array().unwrap().iter();
    replies.flat_map(|reply| reply["texts"].as_array().unwrap()).map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// What a window knows a conversation by.
fn talk_of(conversation: &str) -> String {
    hmac_sha256::Hash::hash(conversation.as_bytes())[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The next text of a socket.
fn heard<S: std::io::Read + std::io::Write>(socket: &mut tungstenite::WebSocket<S>) -> Value {
    loop {
        if let Message::Text(text) = socket.read().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

fn get(address: SocketAddr, path: &str) -> super::program::Answer {
    send(address, "GET", path, &[], b"").unwrap()
}

#[test]
fn the_page_shows_the_chat_and_lets_nothing_else_in() {
    let served = served(&[]);
    let page = get(served.address(), "/");
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("&lt;b&gt;Stall&lt;/b&gt; &amp; Co") && !page.body.contains("<b>Stall"),
        "{}",
        page.body
    );
    assert!(page.body.contains(r#"<script src="/widget.js""#));
    let head = page.head.to_lowercase();
    for line in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "x-content-type-options: nosniff",
        "referrer-policy: no-referrer",
    ] {
        assert!(head.contains(line), "{head}");
    }
    for path in ["/widget.js", "/widget.css", "/page.css", "/livez", "/readyz", "/metrics"] {
        assert_eq!(get(served.address(), path).status, 200, "{path}");
    }
}

#[test]
fn a_window_that_comes_back_gets_what_it_missed() {
    let served = served(&[]);
    let (secret, name) = visitor(1);
    for (id, text) in [("1", "hello"), ("2", "ring"), ("3", "small"), ("4", "photo")] {
        let answer = say(served.address(), &secret, id, text).unwrap();
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json()["conversation"], name.as_str());
    }
    let told = turns(served.address(), &secret, Some(1), 3);
    let versions: Vec<u64> = told.iter().map(|turn| turn["version"].as_u64().unwrap()).collect();
    assert_eq!(versions, [2, 3, 4]);
    assert_eq!(told[0]["customer"], json!({"id": "2", "text": "ring"}));
    assert_eq!(replies(&told[0]), ["Which size?"]);
    assert_eq!(told[0]["replies"][0]["choices"], json!(["small", "large"]));
    assert_eq!(told[2]["replies"][0]["picture"], "https://stall.example/a.jpg");
    // Another browser sees nothing of it.
    let (other, _) = visitor(2);
    say(served.address(), &other, "1", "hello").unwrap();
    assert_eq!(turns(served.address(), &other, None, 1)[0]["version"], 1);
}

#[test]
fn a_message_sent_again_counts_once() {
    let served = served(&[]);
    let (secret, name) = visitor(1);
    for _ in 0..3 {
        assert_eq!(say(served.address(), &secret, "1", "hello").unwrap().json()["acknowledged"], "1");
    }
    // The same id of another browser is another message.
    let (other, _) = visitor(2);
    assert_eq!(say(served.address(), &other, "1", "hello").unwrap().json()["version"], 1);
    assert_eq!(served.export(&name)["turns"].as_array().unwrap().len(), 1);
    assert!(get(served.address(), "/metrics").body.contains("patter_repeated_total 2"));
}

#[test]
fn an_address_has_so_many_windows_open_and_no_more() {
    let mut served = served(&[]);
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_WINDOWS_PER_ADDRESS", "2");
    served.run(command);
    let open = || tungstenite::connect(format!("ws://{}/chat/socket", served.address()));
    let (first, _second) = (open().unwrap(), open().unwrap());
    let Err(tungstenite::Error::Http(refused)) = open() else { panic!("a third window was opened") };
    assert_eq!(refused.status(), 429);
    let (secret, _) = visitor(1);
    let bearer = format!("Bearer {secret}");
    let refused = send(served.address(), "GET", "/chat/events", &[("authorization", &bearer)], b"").unwrap();
    assert_eq!(refused.json()["error"]["code"], "too-many-windows");
    // What needs no window goes on, and one that is closed leaves room for another.
    assert_eq!(say(served.address(), &secret, "1", "hello").unwrap().status, 200);
    drop(first);
    while open().is_err() {
        std::thread::yield_now();
    }
}

#[test]
fn a_server_that_can_keep_nothing_is_not_ready_until_it_can() {
    let served = served(&[]);
    let (secret, _) = visitor(1);
    let ready = || get(served.address(), "/readyz").status;
    say(served.address(), &secret, "1", "hello").unwrap();
    served.at_fault(|| {
        assert_eq!((ready(), say(served.address(), &secret, "2", "hello").unwrap().status), (200, 500));
        assert_eq!((ready(), ready(), get(served.address(), "/livez").status), (503, 503, 200));
    });
    assert_eq!(ready(), 200);
    assert_eq!(say(served.address(), &secret, "2", "hello").unwrap().json()["version"], 2);
}

#[test]
fn the_longest_message_is_taken_however_it_is_written() {
    let served = served(&[]);
    let (secret, _) = visitor(1);
    let bearer = format!("Bearer {secret}");
    let says = |id: &str, characters: usize| {
        let body = format!("{{\"id\": \"{id}\", \"text\": \"{}\"}}", "\\ud83d\\ude00".repeat(characters));
        let headers = [("authorization", &*bearer)];
        send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap().status
    };
    assert_eq!((says("1", 4_000), says("2", 4_001)), (200, 413));
}

#[test]
fn what_the_shop_tells_itself_is_no_fact_of_a_system() {
    let script = "shop \"Stall\":\n  language en\n  currency EUR\n  persona \"Lan\"\n\n\
                  when message say \"Yes.\"\n";
    let served = Served::start(script, &[]);
    let told = |id: &str, facts: Value| {
        let event = json!({"type": "facts", "data": {"customer": "42", "facts": facts}});
        let told = tell(served.address(), id, &event).unwrap().json();
        let refused = told["taken"][0]["refused"].as_array().unwrap_or_else(|| panic!("{told}")).clone();
        refused.iter().map(|one| one["fact"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let own = json!({"now": "2020-01-01T00:00:00Z", "today": "2020-01-01", "shop.is-open": true, "shop.persona": "Eve", "cart.total": 12});
    assert_eq!(told("1", own), ["now", "shop.is-open", "shop.persona", "today"]);
    assert_eq!(told("2", json!({"cart.total": []})), ["cart.total"]);
    let facts = || served.export("customer:42")["state"].to_string();
    assert!(
        facts().contains("cart.total") && !facts().contains("2020-01-01") && !facts().contains("Eve"),
        "{}",
        facts()
    );
    // A list may have nothing in it.
    assert_eq!(told("3", json!({"cart.total": null, "customer.tags": []})), Vec::<String>::new());
    assert!(!facts().contains("cart.total"), "{}", facts());
}

#[test]
fn the_same_goes_over_a_web_socket() {
    let mut served = served(&[]);
    let (secret, name) = visitor(1);
    let open = |address: SocketAddr, after: Option<u64>| {
        let (mut socket, _) = tungstenite::connect(format!("ws://{address}/chat/socket")).unwrap();
        socket.send(Message::text(json!({"hello": {"visitor": secret}, "after": after}).to_string())).unwrap();
        socket
    };
    let talk = talk_of(&name);
    let hear = |socket: &mut tungstenite::WebSocket<_>| loop {
        match socket.read().unwrap() {
            Message::Text(text) => return serde_json::from_str::<Value>(&text).unwrap(),
            _ => continue,
        }
    };
    let mut socket = open(served.address(), None);
    assert_eq!(hear(&mut socket), json!({"hello": name, "version": 0, "talk": talk}));
    socket.send(Message::text(json!({"id": "1", "text": "你好"}).to_string())).unwrap();
    let (mut acknowledged, mut turn) = (None, None);
    while acknowledged.is_none() || turn.is_none() {
        let told = hear(&mut socket);
        match told.get("turn") {
            Some(told) => turn = Some(told.clone()),
            None => acknowledged = Some(told),
        }
    }
    assert_eq!(acknowledged.unwrap()["acknowledged"], "1");
    let turn = turn.unwrap();
    assert_eq!((replies(&turn), &turn["language"]), (vec!["您好。".to_owned()], &json!("zh")));
    socket.send(Message::text(json!({"id": "2", "text": " "}).to_string())).unwrap();
    let refused = hear(&mut socket);
    assert_eq!((&refused["refused"], &refused["code"]), (&json!("2"), &json!("malformed")));
    // What happens elsewhere comes too.
    say(served.address(), &secret, "3", "hello").unwrap();
    assert_eq!(hear(&mut socket)["turn"]["version"], 2);
    let mut again = open(served.address(), Some(1));
    hear(&mut again);
    assert_eq!(hear(&mut again)["turn"]["version"], 2);
    // A quiet end tells open windows.
    assert!(served.stop());
    assert!(matches!(socket.read(), Ok(Message::Close(Some(frame))) if u16::from(frame.code) == 1001));
}

#[test]
fn a_socket_that_says_something_else_is_closed_with_a_reason() {
    let served = served(&[]);
    let signed_for_nobody = json!({"hello": {"visitor": visitor(1).0, "signature": "abcd"}}).to_string();
    for greeting in [
        "hello",
        "{}",
        r#"{"hello": {"visitor": "short"}}"#,
        r#"{"hello": {"visitor": 7}, "mood": 1}"#,
        &signed_for_nobody,
    ] {
        let (mut socket, _) = tungstenite::connect(format!("ws://{}/chat/socket", served.address())).unwrap();
        socket.send(Message::text(greeting)).unwrap();
        match socket.read().unwrap() {
            Message::Close(Some(frame)) => {
                assert_eq!(u16::from(frame.code), 1008);
                assert!((31..=123).contains(&frame.reason.len()), "{}", frame.reason);
            }
            other => panic!("{greeting}: {other:?}"),
        }
    }
}

#[test]
fn a_customer_the_shop_vouches_for_is_the_same_everywhere() {
    let served = served(&[]);
    let signature = vouched("42");
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let as_customer = |customer: &str, signature: &str, visitor: &str, id: &str| {
        let headers = [
            ("authorization", format!("Bearer {visitor}")),
            ("x-patter-customer", customer.to_owned()),
            ("x-patter-signature", signature.to_owned()),
        ];
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let body = json!({"id": id, "text": "hello"}).to_string();
        send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap()
    };
    assert_eq!(as_customer("42", &signature, &secret, "2").json()["conversation"], name.as_str());
    // At another browser.
    let (other, window) = visitor(2);
    let answer = as_customer("42", &signature, &other, "1").json();
    assert_eq!((&answer["conversation"], &answer["version"]), (&json!(window), &json!(3)));
    for (customer, signature) in [("43", signature.as_str()), ("42", "00"), ("", signature.as_str())] {
        let refused = as_customer(customer, signature, &other, "9");
        assert!(matches!(refused.status, 400 | 401), "{refused:?}");
    }
    let bearer = format!("Bearer {other}");
    for (alone, status) in [(("x-patter-signature", signature.as_str()), 400), (("x-patter-customer", "42"), 401)] {
        let told = send(served.address(), "GET", "/chat/events", &[("authorization", &bearer), alone], b"").unwrap();
        assert!(told.status == status && told.refusal().1.contains("send both"), "{told:?}");
    }
    // What the shop's system tells of the customer, too.
    let event = json!({"type": "order.paid", "data": {"customer": "42", "order": "7", "facts": {"customer.name": "Ana", "cart.total": "dear"}}});
    let told = tell(served.address(), "e1", &event).unwrap().json();
    assert_eq!(told["taken"][0]["conversation"], name.as_str());
    assert_eq!(told["taken"][0]["refused"][0]["fact"], "cart.total");
    assert_eq!(tell(served.address(), "e1", &event).unwrap().json()["taken"][0]["repeated"], true);
    let seen = turns(served.address(), &secret, Some(3), 1);
    assert_eq!(replies(&seen[0]), ["Thank you!"]);
    say(served.address(), &secret, "5", "hello").unwrap();
    assert_eq!(replies(&turns(served.address(), &secret, Some(4), 1)[0]), ["Hello, Ana."]);
}

#[test]
fn who_signed_in_is_known_before_they_write_again() {
    let served = served(&[]);
    let signature = vouched("607");
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let (mut socket, _) = tungstenite::connect(format!("ws://{}/chat/socket", served.address())).unwrap();
    let hello = json!({"visitor": secret, "customer": "607", "signature": signature});
    socket.send(Message::text(json!({"hello": hello, "after": 1, "talk": talk_of(&name)}).to_string())).unwrap();
    assert_eq!(heard(&mut socket), json!({"hello": name, "version": 1, "talk": talk_of(&name)}));
    // The shop's system tells of the customer before they write: the window hears of it.
    let event = json!({"type": "order.paid", "data": {"customer": "607"}});
    assert_eq!(tell(served.address(), "e1", &event).unwrap().json()["taken"][0]["conversation"], name);
    let turn = heard(&mut socket)["turn"].clone();
    assert_eq!((&turn["version"], replies(&turn)), (&json!(2), vec!["Thank you!".to_owned()]));
    // At another browser they talked as a guest: what is shown begins anew with the customer's own conversation.
    let (away, at_away) = visitor(2);
    for id in ["1", "2", "3"] {
        say(served.address(), &away, id, "hello").unwrap();
    }
    let (mut socket, _) = tungstenite::connect(format!("ws://{}/chat/socket", served.address())).unwrap();
    let hello = json!({"visitor": away, "customer": "607", "signature": signature});
    socket.send(Message::text(json!({"hello": hello, "after": 3, "talk": talk_of(&at_away)}).to_string())).unwrap();
    assert_eq!(heard(&mut socket), json!({"hello": at_away, "version": 2, "talk": talk_of(&name)}));
    assert_eq!(
        [heard(&mut socket), heard(&mut socket)].map(|told| told["turn"]["version"].clone()),
        [json!(1), json!(2)]
    );
    // And at the desk both are tied.
    let guest = &served.export("customer:607")["as_guest"][0];
    assert_eq!((&guest["conversation"], &guest["turns"].as_array().unwrap().len()), (&json!(at_away), &3));
}

#[test]
fn an_event_out_of_its_time_is_refused() {
    let served = served(&[]);
    let body = json!({"type": "order.paid", "data": {"order": "7"}}).to_string();
    for at in [now() - 400, now() + 400] {
        let headers = signed(super::program::EVENT_SECRET, "e", at, &body);
        let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let answer = send(served.address(), "POST", "/events", &headers, body.as_bytes()).unwrap();
        assert_eq!((answer.status, answer.refusal().0.as_str()), (401, "out-of-time"));
    }
}

#[test]
fn another_script_is_checked_first() {
    let served = served(&[]);
    let (secret, _) = visitor(1);
    let reload = |token: &str| {
        let token = format!("Bearer {token}");
        send(served.address(), "POST", "/admin/script", &[("authorization", &token)], b"").unwrap()
    };
    assert_eq!(reload("wrong").status, 401);
    assert_eq!(reload(ADMIN_TOKEN).json()["new"], false);
    std::fs::write(served.path("main.patter"), SCRIPT.replace("say \"Hello.\"", "sya \"Good day.\"")).unwrap();
    let faulty = reload(ADMIN_TOKEN);
    assert_eq!(faulty.status, 422);
    assert!(faulty.json()["error"]["mistakes"][0]["line"].as_u64().unwrap() > 1);
    say(served.address(), &secret, "1", "hello").unwrap();
    std::fs::write(served.path("main.patter"), SCRIPT.replace("Hello.", "Good day.")).unwrap();
    let new = reload(ADMIN_TOKEN).json();
    assert_eq!(new["new"], true);
    say(served.address(), &secret, "2", "hello").unwrap();
    let told = turns(served.address(), &secret, Some(0), 2);
    assert_eq!([replies(&told[0]), replies(&told[1])], [["Hello."], ["Good day."]]);
    let export = served.export(&visitor(1).1);
    assert_eq!(export["turns"][1]["script"], new["script"]);
    assert_ne!(export["turns"][0]["script"], new["script"]);
}

#[test]
fn an_event_the_script_does_not_declare_is_refused_and_not_kept() {
    let served = Served::start(
        &format!("{SCRIPT}\nevent parcel-lost: tracking text\nwhen parcel-lost say \"Lost: {{tracking}}\"\n"),
        &[],
    );
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let event = |kind: &str, fields: Value| json!({"type": kind, "data": {"conversation": name, "order": "7", "fields": fields}});
    let faulty = [
        ("event.parcel-lots", json!({"tracking": "X1"}), "no-such-event", "did you mean `event.parcel-lost`?"),
        ("event.parcel-lost", json!({"tracking": "X1", "traking": "X2"}), "fields", "did you mean `tracking`?"),
        ("event.parcel-lost", json!({}), "fields", "`tracking`: it is missing"),
    ];
    for (kind, fields, code, told) in faulty {
        let answer = tell(served.address(), "e1", &event(kind, fields)).unwrap();
        assert_eq!((answer.status, &*answer.refusal().0), (422, code), "{answer:?}");
        assert!(answer.refusal().1.contains(told), "{answer:?}");
    }
    let export = served.export(&name);
    assert_eq!((export["turns"].as_array().unwrap().len(), &export["names"]), (1, &json!([name])));
    // Put right, it counts, under the same id too.
    let answer = tell(served.address(), "e1", &event("event.parcel-lost", json!({"tracking": "X1"}))).unwrap();
    assert_eq!((answer.status, &answer.json()["taken"][0]["refused"]), (200, &json!([])));
    assert_eq!(replies(&turns(served.address(), &secret, Some(1), 1)[0]), ["Lost: X1"]);
}

#[test]
fn one_sender_may_not_go_too_fast() {
    let folder = |served: &Served| std::fs::write(served.path("serve.toml"), "messages-per-minute = 3\n").unwrap();
    let mut served = served(&[]);
    folder(&served);
    assert!(served.stop());
    let mut command = served.command();
    command.args(["--config", "serve.toml"]);
    served.run(command);
    let (secret, _) = visitor(1);
    let statuses: Vec<u16> =
        (0..5).map(|id| say(served.address(), &secret, &id.to_string(), "hello").unwrap().status).collect();
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    let (other, _) = visitor(2);
    assert_eq!(say(served.address(), &other, "1", "hello").unwrap().status, 200);
}

#[test]
fn only_pages_that_are_named_may_show_the_chat() {
    let served = served(&["--origin", "https://shop.example"]);
    let (secret, _) = visitor(1);
    let bearer = format!("Bearer {secret}");
    let from = |origin: &str| {
        let headers = [("authorization", bearer.as_str()), ("origin", origin)];
        send(served.address(), "POST", "/chat/messages", &headers, br#"{"id": "1", "text": "hello"}"#).unwrap()
    };
    let named = from("https://shop.example");
    assert_eq!(named.status, 200);
    assert!(named.head.to_lowercase().contains("access-control-allow-origin: https://shop.example"));
    assert_eq!(from("http://shop.test").status, 200, "its own page");
    let other = from("https://elsewhere.example");
    assert_eq!((other.status, other.refusal().0.as_str()), (403, "origin"));
    assert!(!other.head.to_lowercase().contains("access-control-allow-origin"));
    let asked =
        send(served.address(), "OPTIONS", "/chat/messages", &[("origin", "https://shop.example")], b"").unwrap();
    assert_eq!(asked.status, 204);
    assert!(asked.head.to_lowercase().contains("access-control-allow-headers: authorization"));
}

#[test]
fn a_customer_is_told_what_is_known_and_forgotten() {
    let mut served = served(&[]);
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let second = served.command().output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    let (done, told) = served.patter(&["serve", ".", "--listen", "127.0.0.1:0"]);
    assert!(!done && told.contains("another `patter serve` works with `patter.db`"), "{told}");
    assert!(served.patter(&["store", "backup", "copy.db"]).0);
    assert!(!served.patter(&["store", "backup", "copy.db"]).0, "nothing is written over");
    let (done, told) = served.patter(&["store", "forget", &name]);
    assert!(!done && told.contains("stop it first, then forget, and start it again"), "{told}");
    assert!(!told.contains("--store"), "another store is not where this customer is known: {told}");
    assert!(served.stop());
    let (done, told) = served.patter(&["store", "forget", &name]);
    assert!(done, "{told}");
    let (done, told) = served.patter(&["store", "export", &name]);
    assert!(!done && told.contains("nobody is known by the name"), "{told}");
    let bytes = std::fs::read(served.path("patter.db")).unwrap();
    assert!(!bytes.windows(5).any(|found| found == b"hello"), "not even in the file's empty pages");
    let (done, told) = served.patter(&["store", "export", &name, "--store", "copy.db"]);
    assert!(done && told.contains("hello"), "{told}");
}

#[test]
fn what_a_customer_wrote_as_a_guest_is_told_and_forgotten_with_the_rest() {
    let mut served = served(&[]);
    let signature = vouched("42");
    let sent = |visitor: &str, id: &str, text: &str, customer: bool| {
        let bearer = format!("Bearer {visitor}");
        let mut headers = vec![("authorization", bearer.as_str())];
        if customer {
            headers.extend([("x-patter-customer", "42"), ("x-patter-signature", signature.as_str())]);
        }
        let body = json!({"id": id, "text": text}).to_string();
        assert_eq!(send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap().status, 200);
    };
    // Known at home; a guest at another browser, until they sign in there too.
    let ((home, _), (away, at_away)) = (visitor(1), visitor(2));
    sent(&home, "1", "hello from home", true);
    sent(&away, "1", "hello from afar", false);
    sent(&away, "2", "hello, it is me", true);
    let (other, _) = visitor(3);
    sent(&other, "1", "hello of another", false);
    let export = served.export("customer:42");
    assert_eq!((&export["conversation"], &export["turns"].as_array().unwrap().len()), (&json!("customer:42"), &2));
    let guest = &export["as_guest"][0];
    assert_eq!((&guest["conversation"], &guest["turns"].as_array().unwrap().len()), (&json!(at_away), &1));
    assert!(guest.to_string().contains("from afar") && !export.to_string().contains("of another"), "{export}");
    // By the guest's own name, it is what the guest wrote.
    assert!(!served.export(&at_away).to_string().contains("from home"));
    assert!(served.stop());
    let (done, told) = served.patter(&["store", "forget", "customer:42"]);
    assert!(done && told.contains("3 turns in 2 conversations"), "{told}");
    for name in ["customer:42", &at_away] {
        assert!(!served.patter(&["store", "export", name]).0);
    }
    let bytes = std::fs::read(served.path("patter.db")).unwrap();
    assert!(!bytes.windows(4).any(|found| found == b"afar") && bytes.windows(7).any(|found| found == b"another"));
}

#[test]
fn settings_come_from_the_file_the_environment_and_flags() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("serve.toml");
    let print = |text: &str, flags: &[&str]| {
        std::fs::write(&file, text).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_patter"));
        command.args(["serve", "--print-config", "--config", "serve.toml"]).args(flags).current_dir(folder.path());
        command.env("PATTER_LISTEN", "127.0.0.1:1002").env("PATTER_ORIGINS", "https://a.example, https://b.example");
        command.env("PATTER_EVENT_SECRETS", "whsec_aaaa").env("PATTER_LOG_WORDS", "yes");
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let settings =
        "listen = \"127.0.0.1:1001\"\nkeep-days = 30\nstore = \"a.db\"\nadmin-token = \"a secret of the owner's\"\n";
    insta::assert_snapshot!("settings", print(settings, &["--store", "b.db"]));
    insta::assert_snapshot!("settings_unknown", print("keep-dayz = 30\n", &[]));
    let wrong = [
        "keep-days = \"long\"",
        "keep-days = -3",
        "listen = 127.0.0.1:8080",
        "listen = \"8080\"",
        "watch = \"on\"",
        "origins = \"https://stall.example\"",
        "origins = [\"stall.example\"]",
        "origins = [\"https://stall.example/shop\"]",
        "origins = [\"https://stall.example:443\"]",
        "origins = [\"https://*.stall.example\"]",
        "origins = [\"*\"]",
        "origins = https://stall.example",
        "origins = [https://stall.example, “https://www.stall.example”]",
        "keep-days = \"30\"",
        "watch = \"no\"",
        "listen = 8081",
        "systems = { book = 7 }",
        "event-secrets = [\"hello\"]",
        "admin-token = \"\"",
        "customer-secret = \"hello\"",
        "chatwoot-secrets = [\" \"]",
        "connections = 0",
        "connections = 9000000000000000000",
        "windows-per-address = 0",
        "log = \"xml\"",
        "staff = \"Ana\"",
        "log-words = yes",
        "store = “shop.db”",
        "keep the chats",
        "[staff]\n阿明 = 秘密",
        "[staff]\nAna = \"a\"\nwatch = true",
        "[systems]\nbook = \"https://stall.example\"\n[systems]\nstock = \"https://stall.example\"",
    ];
    let told: Vec<String> = wrong.map(|line| format!("{line}\n{}", print(&format!("{line}\n"), &[]))).into();
    insta::assert_snapshot!("settings_wrong", told.join("\n"));
    // A variable that is misspelt is told of; one of another program's is none of ours.
    let with = |variable: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_patter"));
        let output = command.args(["serve", "--print-config"]).env(variable, "whsec_aaaa").output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, told) = with("PATTER_EVENT_SECRET");
    assert_eq!(code, Some(2));
    assert!(
        told.contains("`PATTER_EVENT_SECRET` is no setting's variable; did you mean `PATTER_EVENT_SECRETS`?"),
        "{told}"
    );
    assert!(with("PATTER_CONFG").1.contains("did you mean `PATTER_CONFIG`?"));
    assert_eq!(with("PATTER_OF_THE_CARPET").0, Some(0));
}

#[test]
fn every_order_of_a_guest_is_told_in_their_conversation() {
    let served = served(&[]);
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    for (order, number) in [("A1", json!("A1")), ("A2", json!("A2")), ("3", json!(3))] {
        let event = json!({"type": "order.paid", "data": {"conversation": name, "order": number}});
        let answer = tell(served.address(), &format!("paid {order}"), &event).unwrap().json();
        assert_eq!(answer["taken"][0]["conversation"], name, "{answer}");
        // From now on the order alone tells whose it is.
        let event = json!({"type": "order.shipped", "data": {"order": order}});
        let answer = tell(served.address(), &format!("shipped {order}"), &event).unwrap().json();
        assert_eq!(answer["taken"][0]["conversation"], name, "{answer}");
    }
}

#[test]
fn a_name_that_is_none_is_refused() {
    let served = served(&[]);
    for data in [json!({"order": ""}), json!({"customer": " "}), json!({"conversation": "hello world"}), json!({})] {
        let answer = tell(served.address(), "1", &json!({"type": "order.paid", "data": data})).unwrap();
        assert_eq!((answer.status, &*answer.refusal().0), (400, "malformed"), "{answer:?}");
    }
}

#[test]
fn a_window_that_was_forgotten_goes_on_from_the_beginning() {
    let mut served = served(&[]);
    let (secret, name) = visitor(1);
    for id in ["1", "2", "3"] {
        say(served.address(), &secret, id, "hello").unwrap();
    }
    assert!(served.stop());
    assert!(served.patter(&["store", "forget", &name]).0);
    served.again();
    // Its ids are forgotten too.
    say(served.address(), &secret, "1", "hello").unwrap();
    let told = turns(served.address(), &secret, Some(3), 1);
    assert_eq!((&told[0]["version"], &told[0]["customer"]["id"]), (&json!(1), &json!("1")));
    // The window is told that it has seen more than there is, by either way.
    let (mut socket, _) = tungstenite::connect(format!("ws://{}/chat/socket", served.address())).unwrap();
    socket.send(Message::text(json!({"hello": {"visitor": secret}, "after": 3}).to_string())).unwrap();
    let Message::Text(hello) = socket.read().unwrap() else { panic!("no greeting") };
    assert_eq!(
        serde_json::from_str::<Value>(&hello).unwrap(),
        json!({"hello": name, "version": 1, "talk": talk_of(&name)})
    );
    let head = stream_head(served.address(), &secret);
    assert!(head.contains(&format!("x-patter-conversation: {}", name.replace(':', "%3A"))), "{head}");
    assert!(head.contains("x-patter-version: 1"), "{head}");
}

/// The headers of an answer by server-sent events, which has no end.
fn stream_head(address: SocketAddr, secret: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let bearer = format!("Bearer {secret}");
    stream.write_all(&request("GET", "/chat/events", &[("authorization", &bearer)], b"")).unwrap();
    let lines = BufReader::new(stream).lines().map(Result::unwrap);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_becomes_of_an_order_brings_its_number() {
    let script = "shop \"Stall\":\n  language en\n\nfact order.number: text\n\n\
                  when order paid if order.number is not \"\" say \"Order {order.number} is paid.\"\n";
    let served = Served::start(script, &[]);
    let (secret, name) = visitor(1);
    let told = |order: &str, facts: Value| {
        let event = json!({"type": "order.paid", "data": {"conversation": name, "order": order, "facts": facts}});
        assert_eq!(tell(served.address(), order, &event).unwrap().status, 200);
    };
    told("1001", json!({}));
    told("1002", json!({"order.number": "A-2"}));
    let said: Vec<String> = turns(served.address(), &secret, Some(0), 2).iter().flat_map(replies).collect();
    assert_eq!(said, ["Order 1001 is paid.", "Order A-2 is paid."]);
}

#[test]
fn the_log_and_the_desk_tell_what_of_the_shops_system_is_not_taken() {
    let mut served = served(&["--log", "json"]);
    let mut log = served.logged();
    let mut until = |told: &str| log.find(|entry| entry["message"].as_str().unwrap().contains(told)).unwrap();
    let event =
        json!({"type": "order.paid", "data": {"customer": "42", "facts": {"cart.total": "dear", "cart.hue": "red"}}});
    assert_eq!(tell(served.address(), "e1", &event).unwrap().status, 200);
    let told = until("facts that the shop's system told were refused");
    assert_eq!((&told["facts"], &told["conversation"]), (&json!("cart.hue, cart.total"), &json!("customer:42")));
    assert!(!told.to_string().contains("dear"), "{told}");
    let event = json!({"type": "parcel.lost", "data": {"customer": "42"}});
    assert_eq!(tell(served.address(), "e2", &event).unwrap().status, 400);
    assert_eq!(until("refused")["code"], "malformed");
}
