//! A shop in Matrix: transactions as a homeserver sends them, and what the homeserver is asked in return.

use std::net::SocketAddr;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use patter::serve::matrix::{Bot, RoomEvent, read};
use patter::serve::{Secret, Settings};
use serde_json::{Value, json};

use super::mock::{Asked, mock};
use super::program::{Answer, Served, send};

const SCRIPT: &str = r#"
shop "Stall":
  language en, zh
  currency EUR
  persona "Lan"
  catalogue "products.csv"

intent ring: phrases "ring"
intent pieces: phrases "show me"
intent person: phrases "a person"

question size:
  ask "Which <size>?" zh: "多大的？"
  expects one of small, large

when ring ask size and say "A {size} one, gladly." zh: "好的，{size}。"
when pieces show products
when person say "Mei will see to it." zh: "小梅来帮您。" and hand over because "asked for a person"
when staff left say "Here I am again." zh: "我回来了。"
when nothing understood say "Say that again?" zh: "您再说一遍？"
"#;

const PRODUCTS: &str =
    "name,name zh,price,url\nMoss & Fern,苔与蕨,12,https://stall.example/moss?a=1&b=2\nClay Ring,陶戒,9,\n";

pub const SECRET: &str = "a secret of the test's own";
const BOT: &str = "@lan:shop.test";
const ANA: &str = "@ana:shop.test";
const MEI: &str = "@mei:shop.test";
const ROOM: &str = "!room:shop.test";

/// The bot as the settings of these tests make it.
pub fn bot(staff: &[&str]) -> Bot {
    let settings = Settings {
        matrix_bot: Some(BOT.to_owned()),
        matrix_secret: Some(Secret::from(SECRET)),
        matrix_staff: staff.iter().map(|&name| name.to_owned()).collect(),
        ..Settings::default()
    };
    Bot::of(&settings).unwrap().unwrap()
}

fn shop(more: &str, mut answer: impl FnMut(&Asked) -> Option<Value> + Send + 'static) -> (Served, Receiver<Asked>) {
    let (homeserver, asks) = mock(move |asked| {
        let answer = answer(asked).unwrap_or_else(|| json!({}));
        (200, answer.to_string())
    });
    let served = served(homeserver, more);
    assert_eq!(next(&asks).0, "POST /register");
    assert_eq!(next(&asks), ("PUT /profile/%40lan%3Ashop.test/displayname".to_owned(), json!({"displayname": "Lan"})));
    assert_eq!(next(&asks).0, "GET /joined_rooms");
    (served, asks)
}

fn served(homeserver: SocketAddr, more: &str) -> Served {
    let settings =
        format!("matrix = \"http://{homeserver}\"\nmatrix-bot = \"{BOT}\"\nmatrix-secret = \"{SECRET}\"\n{more}");
    let files = [("products.csv", PRODUCTS), ("serve.toml", &settings)];
    Served::start_with(SCRIPT, &files, &["--config", "serve.toml"])
}

/// What the homeserver is asked next: how and where, and with what.
fn next(asks: &Receiver<Asked>) -> (String, Value) {
    let asked = asks.recv_timeout(Duration::from_secs(60)).unwrap();
    let token = format!("Bearer {}", bot(&[]).as_token.reveal());
    assert_eq!(asked.headers["authorization"].to_str().unwrap(), token);
    let path = asked.path.strip_prefix("/_matrix/client/v3").unwrap();
    (format!("{} {path}", asked.method), asked.body)
}

/// What is said next in the room, and under which key.
fn said(asks: &Receiver<Asked>) -> (String, Value) {
    let (asked, body) = next(asks);
    let of = "PUT /rooms/%21room%3Ashop.test/send/m.room.message/";
    let key = asked.strip_prefix(of).unwrap_or_else(|| panic!("{asked}"));
    (key.to_owned(), body)
}

fn words(asks: &Receiver<Asked>) -> String {
    said(asks).1["body"].as_str().unwrap().to_owned()
}

fn event(id: u32, who: &str, kind: &str, content: Value) -> Value {
    json!({"event_id": format!("$e{id}"), "room_id": ROOM, "sender": who, "type": kind, "content": content,
           "origin_server_ts": 1_795_687_200_000_u64})
}

fn wrote(id: u32, who: &str, text: &str) -> Value {
    event(id, who, "m.room.message", json!({"msgtype": "m.text", "body": text}))
}

fn moved(id: u32, who: &str, to: &str) -> Value {
    let mut event = event(id, who, "m.room.member", json!({"membership": to}));
    event["state_key"] = who.into();
    event
}

fn invited(id: u32, by: &str) -> Value {
    let mut event = event(id, by, "m.room.member", json!({"membership": "invite"}));
    event["state_key"] = BOT.into();
    event
}

fn put(served: &Served, id: &str, token: Option<&str>, events: &[Value]) -> Answer {
    let bearer = token.map(|token| format!("Bearer {token}"));
    let headers: Vec<(&str, &str)> = bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
    let body = json!({ "events": events }).to_string();
    let path = format!("/_matrix/app/v1/transactions/{id}");
    send(served.address(), "PUT", &path, &headers, body.as_bytes()).unwrap()
}

fn tell(served: &Served, id: &str, events: &[Value]) {
    let answer = put(served, id, Some(bot(&[]).hs_token.reveal()), events);
    assert_eq!((answer.status, answer.body.as_str()), (200, "{}"), "{answer:?}");
}

#[test]
fn events_are_read_as_what_happened_in_a_room() {
    insta::glob!("../../cases", "matrix/*.json", |path| {
        let event: RoomEvent = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        insta::assert_debug_snapshot!("room", read(&event, &bot(&[])));
    });
}

#[test]
fn each_event_is_answered_once_and_in_order_however_often_it_is_told() {
    let (mut served, asks) = shop("", |_| None);
    let first = [wrote(1, ANA, "hello"), wrote(2, BOT, "Say that again?"), wrote(3, ANA, "a ring")];
    tell(&served, "1", &first);
    assert_eq!(words(&asks), "Say that again?");
    let (key, choice) = said(&asks);
    assert_eq!(key, "matrix%3A%40ana%3Ashop.test%2F2%2F1");
    assert_eq!(choice["body"], "Which <size>?\n• small\n• large");
    assert_eq!(choice["formatted_body"], "<p>Which &lt;size&gt;?</p><ul><li>small</li><li>large</li></ul>");
    tell(&served, "1", &first);
    served.delivered();
    served.kill();
    served.again();
    tell(&served, "1", &first);
    // What is no event holds nothing up.
    tell(&served, "2", &[json!({"type": 7}), wrote(4, ANA, "large"), wrote(5, ANA, "show me"), wrote(6, ANA, "你好")]);
    let mut heard = Vec::new();
    while heard.len() < 3 {
        let asked = next(&asks);
        if asked.0.contains("/send/") {
            heard.push(asked.1);
        }
    }
    assert_eq!(heard[0]["body"], "A large one, gladly.");
    assert_eq!(heard[1]["body"], "Moss & Fern, €12 https://stall.example/moss?a=1&b=2\nClay Ring, €9");
    let page = "<a href=\"https://stall.example/moss?a=1&amp;b=2\">Moss &amp; Fern, €12</a>";
    assert_eq!(heard[1]["formatted_body"], format!("<ul><li>{page}</li><li>Clay Ring, €9</li></ul>"));
    assert_eq!(heard[2]["body"], "您再说一遍？");
    assert_eq!(served.export(&format!("matrix:{ANA}"))["turns"].as_array().unwrap().len(), 5);
}

#[test]
fn whoever_else_is_in_the_room_is_staff_while_one_of_them_is_there() {
    let mut there = [json!([MEI, "@bo:shop.test"]), json!([MEI])].into_iter();
    let (served, asks) = shop("", move |asked| {
        let chunk = |name: &Value| json!({"state_key": name, "content": {"membership": "join"}});
        asked.path.contains("/members").then(|| {
            let people = there.next().unwrap();
            let all: Vec<Value> =
                people.as_array().unwrap().iter().chain([&json!(ANA), &json!(BOT)]).map(chunk).collect();
            json!({ "chunk": all })
        })
    });
    tell(
        &served,
        "1",
        &[wrote(1, ANA, "hello"), moved(2, MEI, "join"), wrote(3, ANA, "a ring"), wrote(4, MEI, "I am Mei.")],
    );
    assert_eq!(words(&asks), "Say that again?");
    tell(&served, "2", &[moved(5, MEI, "leave"), wrote(6, ANA, "a ring")]);
    assert!(next(&asks).0.starts_with("GET /rooms/%21room%3Ashop.test/members?"), "another is still there");
    tell(&served, "3", &[moved(7, "@bo:shop.test", "leave"), wrote(8, ANA, "a ring")]);
    assert!(next(&asks).0.starts_with("GET /rooms/%21room%3Ashop.test/members?"));
    tell(&served, "4", &[wrote(9, ANA, "hello")]);
    let export = served.export(&format!("matrix:{ANA}"));
    assert_eq!(export["state"]["handed_over"], true, "Mei is still there");
    let happened: Vec<&Value> =
        export["turns"].as_array().unwrap().iter().map(|turn| &turn["event"]["happening"]).collect();
    assert_eq!(happened[1], "staff-joined");
    assert_eq!(happened[3]["staff-message"]["text"], "I am Mei.");
    assert_eq!(happened.len(), 7, "{happened:?}");
}

#[test]
fn staff_who_go_give_the_conversation_back() {
    let (served, asks) = shop("", |asked| {
        let chunk = |name: &&str| json!({"state_key": name, "content": {"membership": "join"}});
        let all: Vec<Value> = [ANA, BOT].iter().map(chunk).collect();
        asked.path.contains("/members").then(|| json!({ "chunk": all }))
    });
    tell(&served, "1", &[wrote(1, ANA, "hello"), wrote(2, MEI, "I know her."), wrote(3, ANA, "a ring")]);
    assert_eq!(words(&asks), "Say that again?");
    tell(&served, "2", &[moved(4, MEI, "leave"), wrote(5, ANA, "a ring")]);
    assert!(next(&asks).0.contains("/members?"));
    assert_eq!([words(&asks), words(&asks)], ["Here I am again.", "Which <size>?\n• small\n• large"]);
}

#[test]
fn a_picture_of_staffs_is_an_answer() {
    let (served, asks) = shop("", |_| None);
    let picture = json!({"msgtype": "m.image", "body": "ring.jpg", "url": "mxc://shop.test/a"});
    let unanswered = || served.export(&format!("matrix:{ANA}"))["state"]["unanswered"] == true;
    tell(&served, "1", &[wrote(1, ANA, "a person"), moved(2, MEI, "join")]);
    assert_eq!(words(&asks), "Mei will see to it.");
    assert!(unanswered());
    tell(&served, "2", &[event(3, MEI, "m.room.message", picture)]);
    assert!(!unanswered());
}

#[test]
fn named_staff_are_asked_in_where_a_conversation_is_theirs_and_nobody_else_is_staff() {
    let (served, asks) = shop(&format!("matrix-staff = [\"{MEI}\"]\n"), |_| None);
    tell(&served, "1", &[wrote(1, MEI, "hello"), wrote(2, ANA, "a person"), wrote(3, "@bo:shop.test", "hello")]);
    assert_eq!(words(&asks), "Mei will see to it.");
    assert!(next(&asks).0.contains("/members?"));
    assert_eq!(next(&asks), ("POST /rooms/%21room%3Ashop.test/invite".to_owned(), json!({"user_id": MEI})));
    assert_eq!(served.export(&format!("matrix:{ANA}"))["turns"].as_array().unwrap().len(), 1);
}

#[test]
fn the_bot_goes_where_it_is_asked_and_answers_what_was_written_meanwhile() {
    let before = [wrote(9, ANA, "hello"), invited(8, ANA), wrote(7, MEI, "long ago")];
    let (mut served, asks) =
        shop("", move |asked| asked.path.contains("/messages").then(|| json!({ "chunk": before })));
    tell(&served, "1", &[invited(8, ANA)]);
    assert_eq!(next(&asks).0, "POST /rooms/%21room%3Ashop.test/join");
    assert!(next(&asks).0.starts_with("GET /rooms/%21room%3Ashop.test/messages?dir=b"));
    assert_eq!(words(&asks), "Say that again?");
    tell(&served, "2", &[wrote(9, ANA, "hello"), wrote(10, ANA, "a ring")]);
    assert_eq!(words(&asks), "Which <size>?\n• small\n• large");
    // Where it ended before it had come in, it goes in when it starts again.
    served.kill();
    served.again();
    assert!(std::iter::from_fn(|| Some(next(&asks).0)).any(|asked| asked == "POST /rooms/%21room%3Ashop.test/join"));
}

#[test]
fn an_encrypted_room_is_told_once_that_it_cannot_be_read() {
    let (served, asks) = shop("", |_| None);
    let secret =
        |id| event(id, ANA, "m.room.encrypted", json!({"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x"}));
    tell(&served, "1", &[secret(1), secret(2)]);
    let (key, told) = said(&asks);
    assert_eq!((key.as_str(), &told["msgtype"]), ("encrypted", &json!("m.notice")));
    let told = told["body"].as_str().unwrap();
    assert!(told.contains("is encrypted") && told.contains("加密") && !told.contains("cifrada"), "{told}");
    tell(&served, "2", &[secret(3), wrote(4, ANA, "hello")]);
    assert_eq!(words(&asks), "Say that again?");
}

#[test]
fn one_customer_who_writes_too_fast_holds_up_nobody_else() {
    let (homeserver, asks) = mock(|_| (200, "{}".to_owned()));
    let mut served = served(homeserver, "");
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_MESSAGES_PER_MINUTE", "2");
    served.run(command);
    let flood = (1..6).map(|id| wrote(id, ANA, "hello"));
    let mut other = wrote(7, "@bo:shop.test", "hello");
    other["room_id"] = "!other:shop.test".into();
    tell(&served, "1", &flood.chain([other]).collect::<Vec<_>>());
    let heard = std::iter::from_fn(|| Some(next(&asks).0)).filter(|asked| asked.contains("/send/"));
    let of = |asked: &String| asked.contains("other");
    assert_eq!(heard.take(3).filter(of).count(), 1);
    assert_eq!(served.export(&format!("matrix:{ANA}"))["turns"].as_array().unwrap().len(), 2);
}

#[test]
fn a_transaction_is_acknowledged_once_all_of_it_is_kept() {
    let (served, asks) = shop("", |_| None);
    let both = [wrote(1, ANA, "hello"), wrote(2, ANA, "a ring")];
    let answer = served.at_fault(|| put(&served, "1", Some(bot(&[]).hs_token.reveal()), &both));
    assert_eq!((answer.status, answer.json()["errcode"].as_str()), (500, Some("M_UNKNOWN")));
    tell(&served, "1", &both);
    assert_eq!([words(&asks), words(&asks)], ["Say that again?", "Which <size>?\n• small\n• large"]);
}

#[test]
fn only_the_homeserver_is_believed() {
    let (served, _asks) = shop("", |_| None);
    let refused = |answer: &Answer| {
        let body = answer.json();
        assert!(body["error"].as_str().is_some_and(|why| why.len() > 10), "{answer:?}");
        (answer.status, body["errcode"].as_str().unwrap().to_owned())
    };
    let own = bot(&[]);
    let hello = [wrote(1, ANA, "hello")];
    assert_eq!(refused(&put(&served, "1", None, &hello)), (401, "M_UNAUTHORIZED".to_owned()));
    for wrong in ["wrong", own.as_token.reveal()] {
        assert_eq!(refused(&put(&served, "1", Some(wrong), &hello)), (403, "M_FORBIDDEN".to_owned()));
    }
    let bearer = format!("Bearer {}", own.hs_token.reveal());
    let ask = |method: &str, path: &str, body: &str| {
        send(served.address(), method, path, &[("authorization", &bearer)], body.as_bytes()).unwrap()
    };
    assert_eq!(ask("GET", "/_matrix/app/v1/users/%40lan%3Ashop.test", "").status, 200);
    assert_eq!(ask("POST", "/_matrix/app/v1/ping", "{}").status, 200);
    let unknown = ["/_matrix/app/v1/users/%40bo%3Ashop.test", "/_matrix/app/v1/rooms/%23shop%3Ashop.test"];
    for path in unknown {
        assert_eq!(refused(&ask("GET", path, "")), (404, "M_NOT_FOUND".to_owned()));
    }
    let half = ask("PUT", "/_matrix/app/v1/transactions/1", "{\"events\": [");
    assert_eq!(refused(&half), (400, "M_BAD_JSON".to_owned()));
    let (done, told) = served.patter(&["store", "export", &format!("matrix:{ANA}")]);
    assert!(!done && told.contains("nobody is known"), "{told}");
}

#[test]
fn the_registration_file_is_made_of_the_settings() {
    let served = Served::start(
        SCRIPT.replace("  catalogue \"products.csv\"\n", "").replace("when pieces show products\n", "").as_str(),
        &[],
    );
    let print = |settings: &str, flag: &str| {
        std::fs::write(served.path("serve.toml"), settings).unwrap();
        served.patter(&["serve", "--config", "serve.toml", flag])
    };
    let all = format!("matrix = \"http://127.0.0.1:8008\"\nmatrix-bot = \"{BOT}\"\nmatrix-secret = \"{SECRET}\"\n");
    let (done, told) = print(&all, "--matrix-registration=https://chat.example");
    assert!(done, "{told}");
    let (tokens, shown): (Vec<&str>, Vec<&str>) = told.lines().partition(|line| line.contains("s_token"));
    assert_eq!(tokens[0], format!("as_token: \"{}\"", bot(&[]).as_token.reveal()));
    assert_eq!(tokens[1], format!("hs_token: \"{}\"", bot(&[]).hs_token.reveal()));
    insta::assert_snapshot!("registration", shown.join("\n"));
    assert!(print(&all, "--matrix-registration").1.contains("url: \"http://127.0.0.1:8080\""));
    for (settings, told) in [
        ("", "`matrix-bot`"),
        ("matrix = \"http://127.0.0.1:8008\"\n", "`matrix-bot` is missing"),
        ("matrix-bot = \"lan\"\nmatrix-secret = \"0123456789abcdef\"\n", "`@jade:example.com`"),
        ("matrix-bot = \"@lan:a.example\"\nmatrix-secret = \"short\"\n", "`matrix-secret`"),
        (
            "matrix-bot = \"@lan:a.example\"\nmatrix-secret = \"0123456789abcdef\"\nmatrix-staff = [\"mei\"]\n",
            "`matrix-staff`",
        ),
    ] {
        let (done, said) = print(settings, "--matrix-registration");
        assert!(!done && said.contains(told), "{settings}: {said}");
    }
    std::fs::write(
        served.path("serve.toml"),
        "matrix-bot = \"@lan:a.example\"\nmatrix-secret = \"0123456789abcdef\"\n",
    )
    .unwrap();
    let (done, said) =
        served.patter(&["serve", ".", "--config", "serve.toml", "--store", "b.db", "--listen", "127.0.0.1:0"]);
    assert!(!done && said.contains("`matrix` is missing"), "{said}");
}
