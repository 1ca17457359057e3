//! The page on the chat's own interface: its requests are sent, in order, and the answers are those that stand there.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use regex::Regex;
use serde_json::Value;
use tungstenite::{Message, WebSocket};

use crate::fences::fences;

use super::program::{Answer, Served, exchange, visitor};

const PAGE: &str = include_str!("../../../docs/serve/chat.md");

/// What the page calls the file of a picture.
const FILE: &str = "(the file)";

/// The beginning of a picture.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nof a knot";

/// A request of the page as it goes over the wire.
fn request(text: &str) -> Vec<u8> {
    let (head, body) = text.trim_end().split_once("\n\n").unwrap_or((text.trim_end(), ""));
    let body = if body == FILE { PICTURE } else { body.as_bytes() };
    let head = head.replace('\n', "\r\n");
    let more = format!("Host: shop.test\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    [format!("{head}\r\n{more}").as_bytes(), body].concat()
}

/// The answer to a stream, as far as so many events.
fn stream(address: SocketAddr, bytes: &[u8], events: usize) -> Answer {
    let mut socket = TcpStream::connect(address).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    socket.write_all(bytes).unwrap();
    let mut lines = BufReader::new(socket).lines().map(Result::unwrap);
    let head: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let is_event = |line: &String| ["id: ", "event: ", "data: "].iter().any(|begin| line.starts_with(begin));
    let body: Vec<String> = lines.filter(is_event).take(3 * events).collect();
    let status = head[0].split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.join("\n"), body: body.join("\n") }
}

/// The same, told at another time.
fn without_times(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                let told = std::mem::take(field);
                *field = if name == "at" {
                    told.as_str().unwrap().parse::<Timestamp>().unwrap();
                    Value::Null
                } else {
                    without_times(told)
                };
            }
        }
        Value::Array(all) => all.iter_mut().for_each(|one| *one = without_times(std::mem::take(one))),
        _ => {}
    }
    value
}

/// A body as it is compared: JSON without its times, an event's lines each by itself.
fn plain(body: &str) -> Vec<Value> {
    if let Ok(json) = serde_json::from_str(body) {
        return vec![without_times(json)];
    }
    let lines = body.lines().filter(|line| !line.is_empty());
    let told = lines.map(|line| match line.strip_prefix("data: ") {
        Some(json) => without_times(serde_json::from_str(json).unwrap()),
        None => line.into(),
    });
    told.collect()
}

fn hear(socket: &mut WebSocket<impl std::io::Read + Write>) -> Value {
    loop {
        if let Message::Text(text) = socket.read().unwrap() {
            return without_times(serde_json::from_str(&text).unwrap());
        }
    }
}

#[test]
fn the_page_says_what_is_asked_and_answered() {
    let blocks = fences(PAGE, "chat.md");
    let script = blocks.iter().find(|block| block.holds() == "patter").unwrap();
    let served = Served::start(&script.text, &[]);
    let mut socket = None;
    let (mut asked, mut heard): (Vec<u8>, Vec<Value>) = (Vec::new(), Vec::new());
    assert!(PAGE.contains(&visitor(1).0));
    for block in &blocks {
        let text = &block.text;
        match &*block.words.join(" ") {
            "http request" => asked = request(text),
            "http answer" => {
                let (head, body) = text.trim_end().split_once("\n\n").unwrap();
                let events = body.matches("event: ").count();
                let answer = if events > 0 {
                    stream(served.address(), &asked, events)
                } else {
                    exchange(served.address(), &asked, false).unwrap()
                };
                let mut lines = head.lines();
                let status = lines.next().unwrap().split(' ').nth(1).unwrap();
                assert_eq!(answer.status.to_string(), status, "line {}: {answer:?}", block.line);
                for line in lines {
                    assert!(answer.head.lines().any(|told| told == line), "line {}: {line}: {answer:?}", block.line);
                }
                assert_eq!(plain(&answer.body), plain(body), "line {}", block.line);
            }
            "json window" => {
                assert_eq!(heard, Vec::<Value>::new(), "more than the page says before line {}", block.line);
                let socket = socket.get_or_insert_with(|| {
                    tungstenite::connect(format!("ws://{}/chat/socket", served.address())).unwrap().0
                });
                socket.send(Message::text(text.as_str())).unwrap();
            }
            "json server" => {
                let expected = without_times(serde_json::from_str(text).unwrap());
                // A turn and what became of its message may come in either order.
                while !heard.contains(&expected) {
                    heard.push(hear(socket.as_mut().unwrap()));
                    assert!(heard.len() < 3, "line {}: {heard:?}", block.line);
                }
                heard.retain(|told| *told != expected);
            }
            "patter" => {}
            other => panic!("line {}: nothing is done with `{other}`", block.line),
        }
    }
    assert!(socket.is_some() && heard.is_empty(), "{heard:?}");
}

#[test]
fn the_page_tells_of_every_refusal_that_a_window_may_meet() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/http");
    let chat = std::fs::read_dir(folder.join("chat")).unwrap().map(|file| file.unwrap().path());
    let all = chat.chain(["refusal.rs", "guard.rs"].map(|name| folder.join(name)));
    let code = Regex::new(r#"StatusCode::[A-Z_]+,\s*"([a-z-]+)""#).unwrap();
    let mut found = 0;
    for file in all {
        for told in code.captures_iter(&std::fs::read_to_string(&file).unwrap()) {
            let row = format!("`{}`", &told[1]);
            let rows = PAGE.lines().filter(|line| line.starts_with('|'));
            assert!(rows.filter(|line| line.contains(&row)).count() > 0, "{}: {row}", file.display());
            found += 1;
        }
    }
    assert!(found > 10, "{found}");
}
