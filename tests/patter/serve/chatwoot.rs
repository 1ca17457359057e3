//! A shop behind Chatwoot: what customers and agents do there, told as Chatwoot tells it, and what it is asked in return.

use std::net::SocketAddr;
use std::sync::mpsc::Receiver;
use std::time::Duration;

use serde_json::{Value, json};

use super::mock::{Asked, mock};
use super::program::{Answer, EVENT_SECRET, Served, now, send, signed_by_chatwoot};

const SCRIPT: &str = r#"
shop "Stall":
  language en
  currency EUR
  catalogue "products.csv"

intent ring: phrases "ring"
intent pieces: phrases "show me"
intent small: phrases "little things"
intent person: phrases "a person"
intent look: phrases "a picture"

question size:
  ask "Which size?"
  expects one of small, large

when ring ask size and say "A {size} one, gladly."
when pieces show products where price > 5
when small show products where price < 5
when person say "Mei will see to it." and task "call the customer" and hand over because "asked for a person"
when look show picture "https://stall.example/ring.jpg"
when small after 1 day say "Is it small enough?"
when staff left say "Here I am again."
when nothing understood say "Say that again?"
"#;

/// A script that needs nothing beside it.
const EMPTY: &str = "shop \"Stall\":\n  language en\n  currency EUR\n\nwhen message say \"Yes.\"\n";

const PRODUCTS: &str = "name,price,url,reason\n\
                        Moss Ring,12,https://stall.example/moss,darkens with wear\n\
                        Clay Ring,9,https://stall.example/clay,\n\
                        Pebble,3,,\n";

const TOKEN: &str = "bot token";

/// A shop with a Chatwoot that answers as the test says.
fn shop(answer: impl FnMut(&Asked) -> (u16, String) + Send + 'static) -> (Served, Receiver<Asked>) {
    let (chatwoot, asks) = mock(answer);
    (served(chatwoot), asks)
}

pub fn served(chatwoot: SocketAddr) -> Served {
    served_with(SCRIPT, chatwoot)
}

fn served_with(script: &str, chatwoot: SocketAddr) -> Served {
    let settings = format!(
        "chatwoot = \"http://{chatwoot}/\"\nchatwoot-token = \"{TOKEN}\"\nchatwoot-secrets = [\"{EVENT_SECRET}\"]\n\
         chatwoot-path = \"known to Chatwoot\"\n"
    );
    let files = [("products.csv", PRODUCTS), ("serve.toml", &settings)];
    Served::start_with(script, &files, &["--config", "serve.toml"])
}

fn conversation(number: u64, status: &str) -> Value {
    let sender = json!({"id": 77, "name": "Ana", "email": null, "identifier": null, "phone_number": null});
    json!({"id": number, "status": status, "channel": "Channel::WebWidget", "meta": {"sender": sender},
           "updated_at": format!("{number}.5").parse::<f64>().unwrap()})
}

/// A message as Chatwoot tells it.
pub fn wrote(id: u64, text: &str, more: &Value) -> Value {
    let mut message = json!({
        "event": "message_created", "id": id, "content": text, "message_type": "incoming", "private": false,
        "sender": {"id": 77, "name": "Ana"}, "account": {"id": 2}, "conversation": conversation(12, "pending"),
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        message[name] = value.clone();
    }
    message
}

fn moved(event: &str, status: &str) -> Value {
    let mut moved = conversation(12, status);
    moved["event"] = event.into();
    moved
}

/// Tells it, signed.
pub fn tell(served: &Served, body: &Value) -> Answer {
    let body = body.to_string();
    let headers = signed_by_chatwoot(EVENT_SECRET, now(), body.as_bytes());
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
    send(served.address(), "POST", "/channels/chatwoot", &headers, body.as_bytes()).unwrap()
}

fn taken(served: &Served, body: &Value) -> u64 {
    let answer = tell(served, body);
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()["taken"].as_u64().unwrap()
}

fn next(asks: &Receiver<Asked>) -> (String, Value) {
    let asked = asks.recv_timeout(Duration::from_secs(60)).unwrap();
    assert_eq!(asked.method, "POST");
    assert_eq!(asked.headers["api_access_token"], TOKEN);
    let of = asked.path.strip_prefix("/api/v1/accounts/2/conversations/").unwrap_or_else(|| panic!("{}", asked.path));
    (of.to_owned(), asked.body)
}

fn ok(_: &Asked) -> (u16, String) {
    (200, "{}".to_owned())
}

fn said(text: &str) -> (String, Value) {
    ("12/messages".to_owned(), json!({"content": text, "message_type": "outgoing", "private": false}))
}

fn noted(text: &str) -> (String, Value) {
    ("12/messages".to_owned(), json!({"content": text, "message_type": "outgoing", "private": true}))
}

fn opened(number: u64) -> (String, Value) {
    (format!("{number}/toggle_status"), json!({"status": "open"}))
}

#[test]
fn choices_are_buttons_products_are_cards_and_what_is_chosen_is_an_answer() {
    let (served, asks) = shop(ok);
    assert_eq!(taken(&served, &wrote(1, "a ring", &json!({}))), 1);
    let (of, asked) = next(&asks);
    assert_eq!(of, "12/messages");
    let items = json!([{"title": "small", "value": "small"}, {"title": "large", "value": "large"}]);
    assert_eq!((&asked["content"], &asked["content_type"]), (&json!("Which size?"), &json!("input_select")));
    assert_eq!(asked["content_attributes"]["items"], items);
    let chosen = json!({"event": "message_updated", "sender": {"type": "agent_bot"}, "message_type": "outgoing",
                        "content_attributes": {"items": items, "submitted_values": [{"title": "large", "value": "large"}]}});
    assert_eq!(taken(&served, &wrote(2, "Which size?", &chosen)), 1);
    assert_eq!(next(&asks), said("A large one, gladly."));
    assert_eq!(taken(&served, &wrote(3, "show me", &json!({}))), 1);
    let (_, cards) = next(&asks);
    assert_eq!(cards["content_type"], "cards");
    let items = cards["content_attributes"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!((&items[0]["title"], &items[0]["description"]), (&json!("Moss Ring"), &json!("darkens with wear")));
    assert_eq!(items[0]["actions"][0]["uri"], "https://stall.example/moss");
    assert!(items.iter().all(|item| item["actions"][0]["text"].is_string()), "{items:?}");
    // A card cannot be without a page to go to.
    assert_eq!(taken(&served, &wrote(5, "little things", &json!({}))), 1);
    assert_eq!(next(&asks), said("Pebble, €3"));
    assert_eq!(taken(&served, &wrote(4, "a picture", &json!({}))), 1);
    assert_eq!(next(&asks), said("https://stall.example/ring.jpg"));
}

/// An agent's message as Chatwoot tells it.
fn by_agent(id: u64, text: &str) -> Value {
    wrote(id, text, &json!({"message_type": "outgoing", "sender": {"id": 5, "name": "Mei", "type": "user"}}))
}

#[test]
fn who_is_given_back_waits_on_and_who_is_resolved_does_not() {
    let script = "shop \"Stall\":\n  language en\n\nwhen staff left note \"an agent was there\"\n\
                  always answer within 2 hours, otherwise say \"You are not forgotten.\"\n";
    let (chatwoot, asks) = mock(ok);
    let served = served_with(script, chatwoot);
    let timers = || served.export("chatwoot:77")["state"]["timers"].as_array().map_or(0, Vec::len);
    assert_eq!(taken(&served, &by_agent(1, "I am Mei.")), 2);
    assert_eq!(taken(&served, &wrote(2, "and the ring?", &json!({}))), 1);
    assert_eq!((next(&asks), timers()), (opened(12), 1));
    assert_eq!(taken(&served, &moved("conversation_status_changed", "pending")), 1);
    assert_eq!((next(&asks), timers()), (noted("an agent was there"), 1));
    // Resolved by whoever looks in once more, under both names of the change.
    assert_eq!(taken(&served, &moved("conversation_resolved", "resolved")), 1);
    assert_eq!(taken(&served, &moved("conversation_status_changed", "resolved")), 0);
    assert_eq!(timers(), 0);
    let kept = served.export("chatwoot:77")["turns"].clone();
    let ends: Vec<&Value> = kept.as_array().unwrap().iter().map(|turn| &turn["event"]["happening"]).collect();
    assert_eq!(ends[3..], ["staff-left", "staff-resolved"], "{ends:?}");
    // Where it was done elsewhere, at the desk or by the shop's own system, Chatwoot is told.
    let elsewhere = |id: &str, happening: &str| {
        let told = json!({"type": happening, "data": {"conversation": "chatwoot:77"}});
        assert_eq!(super::program::tell(served.address(), id, &told).unwrap().status, 200);
    };
    let becomes = |status: &str| ("12/toggle_status".to_owned(), json!({ "status": status }));
    elsewhere("e1", "staff.joined");
    elsewhere("e2", "staff.left");
    assert_eq!([next(&asks), next(&asks)], [becomes("pending"), noted("an agent was there")]);
    elsewhere("e3", "staff.joined");
    elsewhere("e4", "staff.resolved");
    assert_eq!([next(&asks), next(&asks)], [becomes("resolved"), noted("an agent was there")]);
}

#[test]
fn a_conversation_goes_over_to_agents_and_comes_back() {
    let (served, asks) = shop(ok);
    assert_eq!(taken(&served, &wrote(1, "a person", &json!({}))), 1);
    let all = [said("Mei will see to it."), noted("☐ call the customer"), opened(12), noted("asked for a person")];
    assert_eq!([next(&asks), next(&asks), next(&asks), next(&asks)], all);
    // Chatwoot tells of the change under both of its names, and of what agents write: nothing of it is news or sent again.
    assert_eq!(taken(&served, &moved("conversation_opened", "open")), 0);
    assert_eq!(taken(&served, &moved("conversation_status_changed", "open")), 0);
    assert_eq!(taken(&served, &by_agent(2, "I am Mei.")), 1);
    assert_eq!(taken(&served, &wrote(3, "ring", &json!({"conversation": conversation(12, "open")}))), 0);
    // The same customer writes in another of their conversations: agents get that one as well.
    assert_eq!(taken(&served, &wrote(4, "a ring", &json!({"conversation": conversation(13, "pending")}))), 1);
    assert_eq!(next(&asks), opened(13));
    assert_eq!(taken(&served, &moved("conversation_resolved", "resolved")), 1);
    assert_eq!(next(&asks).1["content"], "Here I am again.");
    assert_eq!(taken(&served, &moved("conversation_status_changed", "resolved")), 0);
    // An agent who writes where nothing was handed over takes over.
    assert_eq!(taken(&served, &by_agent(5, "Wait, I know her.")), 2);
    assert_eq!(taken(&served, &wrote(6, "a ring", &json!({}))), 1);
    assert_eq!(next(&asks), opened(12));
    let turns = served.export("chatwoot:77")["turns"].as_array().unwrap().len();
    assert_eq!(turns, 7);
}

#[test]
fn what_is_resolved_while_the_script_has_it_is_over_as_well() {
    let (served, asks) = shop(ok);
    assert_eq!(taken(&served, &wrote(1, "hello", &json!({}))), 1);
    assert_eq!(next(&asks), said("Say that again?"));
    assert_eq!(taken(&served, &moved("conversation_resolved", "resolved")), 0);
    assert_eq!(taken(&served, &wrote(2, "little things", &json!({}))), 1);
    assert_eq!(taken(&served, &moved("conversation_status_changed", "resolved")), 1);
    assert_eq!(served.export("chatwoot:77")["state"]["timers"].as_array().map_or(0, Vec::len), 0);
}

#[test]
fn what_comes_again_counts_once_and_what_fails_is_sent_again() {
    let mut answers = [500, 429].into_iter();
    let (mut served, asks) = shop(move |_| (answers.next().unwrap_or(200), "{}".to_owned()));
    assert_eq!(taken(&served, &wrote(1, "hello", &json!({}))), 1);
    tell(&served, &wrote(1, "hello", &json!({})));
    for _ in 0..3 {
        assert_eq!(next(&asks), said("Say that again?"));
    }
    served.delivered();
    served.kill();
    served.again();
    tell(&served, &wrote(1, "hello", &json!({})));
    assert_eq!(taken(&served, &wrote(2, "a ring", &json!({}))), 1);
    assert_eq!(next(&asks).1["content"], "Which size?");
    assert_eq!(served.export("chatwoot:77")["turns"].as_array().unwrap().len(), 2);
}

#[test]
fn the_secret_end_of_its_address_is_nowhere_in_the_log() {
    let mut served = Served::start(EMPTY, &["--log", "json"]);
    let log = served.logged();
    let at = |path: &str| send(served.address(), "POST", path, &[], b"{}").unwrap();
    let paths =
        ["/channels/chatwoot/hunter", "/channels/chatwoot/hunter/", "/channels/chatwot/hunter", "/channels/hunter"];
    for path in paths {
        let answer = at(path);
        assert!(answer.status == 404 && !answer.body.contains("hunter"), "{answer:?}");
    }
    assert!(served.stop());
    let told: Vec<Value> = log.filter(|entry| entry["message"] == "refused").collect();
    assert_eq!(told.len(), paths.len(), "{told:?}");
    assert!(told.iter().all(|entry| !entry.to_string().contains("hunter")), "{told:?}");
    assert_eq!(told[0]["why"], "there is nothing at `/channels/chatwoot/`");
}

#[test]
fn a_chatwoot_that_signs_nothing_calls_an_address_of_its_own() {
    let (served, asks) = shop(ok);
    let body = wrote(1, "hello", &json!({})).to_string();
    let at = |path: &str| send(served.address(), "POST", path, &[], body.as_bytes()).unwrap();
    for path in ["/channels/chatwoot", "/channels/chatwoot/", "/channels/chatwoot/guessed"] {
        let answer = at(path);
        assert!(matches!(answer.status, 401 | 404), "{path}: {answer:?}");
    }
    assert_eq!(at("/channels/chatwoot/known%20to%20Chatwoot").status, 200);
    assert_eq!(next(&asks), said("Say that again?"));
}

#[test]
fn a_customer_who_writes_too_fast_is_left_to_agents_and_never_answered_503() {
    let (chatwoot, _asks) = mock(ok);
    let mut served = served(chatwoot);
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_MESSAGES_PER_MINUTE", "2");
    served.run(command);
    let statuses: Vec<u16> = (1..5).map(|id| tell(&served, &wrote(id, "hello", &json!({}))).status).collect();
    assert_eq!(statuses, [200, 200, 429, 429]);
}

#[test]
fn what_cannot_be_kept_is_asked_for_again() {
    let (served, asks) = shop(ok);
    let hello = wrote(1, "hello", &json!({}));
    let answer = served.at_fault(|| tell(&served, &hello));
    assert_eq!((answer.status, answer.refusal().0.as_str()), (500, "not-kept"));
    assert_eq!(taken(&served, &hello), 1);
    assert_eq!(next(&asks), said("Say that again?"));
}

#[test]
fn what_is_missing_for_chatwoot_is_told_at_the_start() {
    let served = Served::start(EMPTY, &[]);
    for (settings, told) in [
        ("chatwoot = \"https://c.example\"\n", "`chatwoot-secrets`"),
        ("chatwoot = \"https://c.example\"\nchatwoot-path = \"known to Chatwoot\"\n", "`chatwoot-token`"),
        (
            "chatwoot = \"c.example\"\nchatwoot-path = \"known to Chatwoot\"\nchatwoot-token = \"t\"\n",
            "`https://chatwoot.example`",
        ),
        ("chatwoot-token = \"t\"\n", "`chatwoot` is missing"),
    ] {
        std::fs::write(served.path("serve.toml"), settings).unwrap();
        let (done, said) =
            served.patter(&["serve", ".", "--config", "serve.toml", "--store", "b.db", "--listen", "127.0.0.1:0"]);
        assert!(!done && said.contains(told), "{settings}: {said}");
    }
}
