//! Malformed, oversized, unsigned, replayed and truncated requests at every address: each is refused with a reason, and none leaves anything behind.
//!
//! `PATTER_HOSTILE=10000` says how many.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::json;

use super::desk;
use super::matrix::{SECRET, bot};
use super::program::{Answer, EVENT_SECRET, exchange, hmac, now, request, say, signed, signed_by_chatwoot, visitor};

/// Of a member of staff who is logged in.
static COOKIE: OnceLock<String> = OnceLock::new();

const SCRIPT: &str = "shop \"Stall\":\n  language en\n  currency EUR\n\nwhen message say \"Yes.\"\n";

/// Every address that takes something, with the way it is asked.
const PLACES: [(&str, &str); 19] = [
    ("POST", "/chat/photos"),
    ("POST", "/chat/messages"),
    ("GET", "/chat/events"),
    ("GET", "/chat/socket"),
    ("POST", "/events"),
    ("POST", "/events/shopify"),
    ("POST", "/events/woocommerce"),
    ("POST", "/channels/chatwoot"),
    ("POST", "/channels/chatwoot/guessed"),
    ("PUT", "/_matrix/app/v1/transactions/1"),
    ("GET", "/_matrix/app/v1/users/%40lan%3Ashop.test"),
    ("POST", "/admin/script"),
    ("GET", "/"),
    ("GET", "/metrics"),
    ("POST", "/desk/login"),
    ("POST", "/desk/answer"),
    ("POST", "/desk/take-over"),
    ("POST", "/desk/mute-all"),
    ("POST", "/desk/task"),
];

const TAKING: [&str; 9] = [
    "/chat/messages",
    "/events",
    "/events/shopify",
    "/events/woocommerce",
    "/channels/chatwoot",
    TRANSACTION,
    "/desk/answer",
    "/desk/mute-all",
    "/desk/task",
];

const TRANSACTION: &str = "/_matrix/app/v1/transactions/1";

/// How what takes something is asked.
fn method(path: &str) -> &'static str {
    if path == TRANSACTION { "PUT" } else { "POST" }
}

/// How large a body each takes.
fn most(path: &str) -> usize {
    match path {
        "/chat/messages" => 64 * 1024,
        TRANSACTION => 100 * 65_536,
        desk if desk.starts_with("/desk/") => 64 * 1024,
        _ => 1 << 20,
    }
}

/// Headers that prove who sends a body, as far as the address asks for it.
fn proven(path: &str, body: &str, at: i64) -> Vec<(String, String)> {
    let own =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    match path {
        "/events" => signed(EVENT_SECRET, "e", at, body),
        "/events/shopify" => own(&[
            ("x-shopify-hmac-sha256", &hmac(body.as_bytes())),
            ("x-shopify-topic", "orders/paid"),
            ("x-shopify-webhook-id", "1"),
        ]),
        "/events/woocommerce" => {
            own(&[("x-wc-webhook-signature", &hmac(body.as_bytes())), ("x-wc-webhook-topic", "order.updated")])
        }
        "/channels/chatwoot" => {
            let [(time, at), (name, signature)] = signed_by_chatwoot(EVENT_SECRET, at, body.as_bytes());
            own(&[(time, &at), (name, &signature)])
        }
        TRANSACTION => own(&[("authorization", &format!("Bearer {}", bot(&[]).hs_token.reveal()))]),
        // Whoever is logged in at the desk, and sends what is no form of the desk's.
        desk if desk.starts_with("/desk/") => own(&[
            ("cookie", COOKIE.get().unwrap()),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ]),
        _ => own(&[("authorization", &format!("Bearer {}", visitor(1).0))]),
    }
}

fn bytes(method: &str, path: &str, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    request(method, path, &headers, body)
}

/// One request that must be refused, and whether its sender falls silent in the midst of it.
fn hostile(dice: &mut ChaCha8Rng) -> (String, Vec<u8>, bool) {
    let path = TAKING[dice.random_range(0..TAKING.len())];
    let order = json!({"type": "order.paid", "data": {"order": "7"}, "id": 7, "text": "hello"}).to_string();
    let noise: Vec<u8> = (0..dice.random_range(1..200)).map(|_| dice.random()).collect();
    let noise = String::from_utf8_lossy(&noise).into_owned();
    match dice.random_range(0..10) {
        0 => (
            format!("noise to {path}"),
            bytes(method(path), path, &proven(path, &noise, now()), noise.as_bytes()),
            false,
        ),
        1 => {
            let cut = &order[..dice.random_range(0..order.len())];
            (
                format!("half a JSON to {path}"),
                bytes(method(path), path, &proven(path, cut, now()), cut.as_bytes()),
                false,
            )
        }
        2 => {
            let large = "x".repeat(most(path) + dice.random_range(1..1000));
            (
                format!("too much to {path}"),
                bytes(method(path), path, &proven(path, &large, now()), large.as_bytes()),
                true,
            )
        }
        3 => {
            // Its length is not told before.
            let large = "x".repeat(most(path) + 1);
            let mut all = bytes(method(path), path, &proven(path, "", now()), b"");
            let head = String::from_utf8(std::mem::take(&mut all)).unwrap();
            let head = head.replace("content-length: 0", "transfer-encoding: chunked");
            let body = format!("{head}{:x}\r\n{large}\r\n0\r\n\r\n", large.len());
            (format!("too much in chunks to {path}"), body.into_bytes(), true)
        }
        4 => (format!("unsigned to {path}"), bytes(method(path), path, &[], order.as_bytes()), false),
        5 => {
            let mut headers = proven(path, &order, now());
            let place = dice.random_range(0..headers.len());
            headers[place].1 =
                headers[place].1.chars().rev().map(|sign| if sign == 'a' { 'b' } else { sign }).collect::<String>()
                    + "é";
            (format!("wrongly signed to {path}"), bytes(method(path), path, &headers, order.as_bytes()), false)
        }
        6 => {
            let path = ["/events", "/channels/chatwoot"][dice.random_range(0..2)];
            let headers = proven(path, &order, now() - 301 - dice.random_range(0..100_000));
            (format!("replayed to {path}"), bytes("POST", path, &headers, order.as_bytes()), false)
        }
        7 => {
            let whole = bytes(method(path), path, &proven(path, &order, now()), order.as_bytes());
            let cut = whole.len() - dice.random_range(1..order.len());
            (format!("truncated to {path}"), whole[..cut].to_vec(), true)
        }
        8 => {
            let (method, path) = PLACES[dice.random_range(0..PLACES.len())];
            let other = ["OTHER", "DELETE", "PATCH"][dice.random_range(0..3)];
            let method = if dice.random_bool(0.5) && path != "/" && path != "/metrics" { method } else { other };
            // Without headers nobody is let in, even where the way of asking is right.
            (format!("{method} {path}"), bytes(method, path, &[], b""), false)
        }
        _ => {
            let query = ["after=x", "after=-1", "mood=glad", "after=1&after=2"][dice.random_range(0..4)];
            let path = format!("/chat/events?{query}");
            (format!("GET {path}"), bytes("GET", &path, &proven("", "", 0), b""), false)
        }
    }
}

/// The code and the reason of a refusal, as homeservers read it or as all others do.
fn refusal(answer: &Answer) -> (String, String) {
    let body = answer.json();
    match body["errcode"].as_str() {
        Some(code) => (code.to_owned(), body["error"].as_str().unwrap().to_owned()),
        None => answer.refusal(),
    }
}

#[test]
fn whatever_is_no_request_is_refused_with_a_reason() {
    let many: u32 = std::env::var("PATTER_HOSTILE").map_or(1_500, |many| many.parse().unwrap());
    let mut served = desk::served_with(SCRIPT);
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_CHATWOOT", "http://127.0.0.1:9").env("PATTER_CHATWOOT_TOKEN", "t");
    command.env("PATTER_CHATWOOT_SECRETS", EVENT_SECRET).env("PATTER_CHATWOOT_PATH", "known to Chatwoot");
    command.env("PATTER_MATRIX", "http://127.0.0.1:9").env("PATTER_MATRIX_BOT", "@lan:shop.test");
    command.env("PATTER_MATRIX_SECRET", SECRET);
    served.run(command);
    COOKIE.set(desk::at_desk(&served).cookie).unwrap();
    let address = served.address();
    let (next, early) = (AtomicU32::new(0), AtomicU32::new(0));
    let work = |until: u32| {
        thread::scope(|scope| {
            for _ in 0..8 {
                let (next, early) = (&next, &early);
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Ordering::SeqCst);
                        if number >= until {
                            return;
                        }
                        let (what, bytes, half) = hostile(&mut ChaCha8Rng::seed_from_u64(number.into()));
                        match exchange(address, &bytes, half) {
                            Some(answer) => {
                                assert!((400..500).contains(&answer.status), "{number}: {what}: {answer:?}");
                                // What is no HTTP at all is refused before anything of ours sees it.
                                if !(answer.status == 400 && answer.body.is_empty()) {
                                    let (code, why) = refusal(&answer);
                                    assert!(!code.is_empty() && why.len() > 10, "{number}: {what}: {answer:?}");
                                }
                            }
                            // Refused while more was still being sent.
                            None => {
                                early.fetch_add(1, Ordering::SeqCst);
                                assert!(what.starts_with("too much"), "{number}: {what}: no answer");
                            }
                        }
                    }
                });
            }
        });
    };
    work(many / 5);
    next.store(many / 5, Ordering::SeqCst);
    let before = served.memory();
    work(many);
    let after = served.memory();
    assert!(after < before + 64 * 1024, "memory grew from {before} to {after} KiB");
    // Nobody else was disturbed, and nothing was kept.
    let (secret, name) = visitor(1);
    assert_eq!(say(address, &secret, "1", "hello").unwrap().json()["version"], 1);
    assert_eq!(served.export(&name)["turns"].as_array().unwrap().len(), 1);
}
