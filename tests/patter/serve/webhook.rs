//! What shops' systems send, read: cases in files under `tests/cases/webhook`.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use patter::serve::webhook::{self, Proof};
use patter::serve::{Secret, Settings};

use crate::fences::fences;

use super::program::{EVENT_SECRET, OLD_EVENT_SECRET, SHOP_SECRET, hmac, now, signed, signed_by_chatwoot};
use super::subject::program;

#[test]
fn webhooks_are_read_as_events_or_refused_in_plain_words() {
    insta::glob!("../../cases", "webhook/*.txt", |path| {
        let case = std::fs::read_to_string(path).unwrap();
        let (head, body) = case.split_once("\n\n").unwrap();
        let body = body.strip_suffix('\n').unwrap().as_bytes();
        let mut lines = head.lines();
        let kind = lines.next().unwrap();
        let sign = lines.next().unwrap().strip_prefix("sign: ").unwrap();
        let mut headers = HeaderMap::new();
        let mut set = |name: &str, value: &str| {
            headers.insert(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap());
        };
        let mut given = Vec::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            set(name, value);
            given.push(name);
        }
        let text = std::str::from_utf8(body).unwrap();
        let (secret, at) = match sign {
            "old secret" => (OLD_EVENT_SECRET, now()),
            "another secret" => ("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", now()),
            "an hour ago" => (EVENT_SECRET, now() - 3600),
            "in an hour" => (EVENT_SECRET, now() + 3600),
            _ => (EVENT_SECRET, now()),
        };
        let secrets = [Secret::from(OLD_EVENT_SECRET), Secret::from(EVENT_SECRET)];
        let shop = [Secret::from("another"), Secret::from(SHOP_SECRET)];
        let told = match kind {
            "shopify" => {
                if sign == "yes" {
                    set("x-shopify-hmac-sha256", &hmac(body));
                }
                webhook::shopify(&headers, body, &shop)
            }
            "woocommerce" => {
                if sign == "yes" {
                    set("x-wc-webhook-signature", &hmac(body));
                }
                webhook::woocommerce(&headers, body, &shop)
            }
            "chatwoot" => {
                if sign != "no" {
                    for (name, value) in signed_by_chatwoot(secret, at, body) {
                        set(name, &value);
                    }
                }
                webhook::chatwoot(&headers, body, Proof::Signed(&secrets))
            }
            "chatwoot at its address" => webhook::chatwoot(&headers, body, Proof::Address),
            _ => {
                // `sign: without NAME` leaves one header out; what the case has a header for keeps it.
                let left_out = sign.strip_prefix("without ");
                for (name, value) in signed(secret, "msg_1", at, text) {
                    if left_out != Some(name.as_str()) && !given.contains(&name.as_str()) {
                        set(&name, &value);
                    }
                }
                webhook::standard(&headers, body, &secrets)
            }
        };
        // The script that the test's store serves declares one event.
        let told = told.and_then(|told| {
            if let webhook::Told::Happened(arrivals) = &told {
                arrivals.iter().try_for_each(|arrival| webhook::declared(&arrival.event, program()))?;
            }
            Ok(told)
        });
        let shown = match told {
            Ok(webhook::Told::Happened(arrivals)) => serde_json::to_string_pretty(&arrivals).unwrap(),
            Ok(webhook::Told::Nothing(why)) => format!("200, nothing: {why}"),
            Err(refusal) => format!("{} {}: {}", refusal.status.as_u16(), refusal.code, refusal.why),
        };
        insta::assert_snapshot!("webhook", shown);
    });
}

#[test]
fn the_page_shows_an_event_that_is_one_and_every_setting() {
    let page = include_str!("../../../docs/serve.md");
    let event = fences(page, "serve.md").into_iter().find(|fence| fence.holds() == "json").unwrap().text;
    let mut headers = HeaderMap::new();
    for (name, value) in signed(EVENT_SECRET, "msg_1", now(), &event) {
        headers.insert(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(&value).unwrap());
    }
    let told = webhook::standard(&headers, event.as_bytes(), &[Secret::from(EVENT_SECRET)]);
    assert!(matches!(told, Ok(webhook::Told::Happened(_))), "{told:?}");
    let all = Settings::with_all().print();
    for setting in all.lines().filter_map(|line| Some(line.split_once(" = ")?.0)) {
        assert!(page.contains(&format!("`{setting}`")), "docs/serve.md does not tell of `{setting}`");
    }
}
