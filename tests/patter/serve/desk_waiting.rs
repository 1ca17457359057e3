//! Who waits at the desk, and what ends it: given back as it is, resolved, or needing no answer.

use serde_json::Value;

use super::desk::{at_desk, served_with, talk, texts};
use super::program::{Served, say, visitor};

fn script(within: &str) -> String {
    format!(
        "shop \"Stall\":\n  language en\n\n\
         intent person: phrases \"a person\"\n\
         intent thanks: phrases \"thank you\"\n\n\
         when person hand over because \"asked for a person\"\n\
         when thanks say \"With pleasure.\"\n\
         when staff left note \"somebody was there\"\n\
         always answer within {within}, otherwise say \"You are not forgotten.\"\n"
    )
}

/// The timers that run.
fn timers(served: &Served, name: &str) -> usize {
    served.export(name)["state"]["timers"].as_array().map_or(0, Vec::len)
}

#[test]
fn whoever_is_given_back_without_a_word_hears_from_the_shop_in_time() {
    let served = served_with(&script("3 seconds"));
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    browser.submit(&talk(&name), "/desk/give-back", &[]);
    assert_eq!(texts(served.address(), &secret, 2), ["You are not forgotten."]);
    // To hear that it takes long is no answer: they wait until they are answered, or need not be.
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("The script answers here.") && page.contains("has been waiting"), "{page}");
    assert!(!page.contains("/desk/resolve"), "{page}");
    browser.submit(&talk(&name), "/desk/dismiss", &[]);
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("Ana: needs no answer") && !page.contains("has been waiting"), "{page}");
}

#[test]
fn what_is_resolved_is_waited_for_by_nobody_and_the_script_goes_on() {
    let served = served_with(&script("2 hours"));
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    browser.submit(&talk(&name), "/desk/answer", &[("text", "Here I am.")]);
    say(served.address(), &secret, "2", "wonderful").unwrap();
    assert!(browser.get("/desk").body.contains("waits a moment"));
    assert_eq!(timers(&served, &name), 1);
    let resolve = browser.fill(&talk(&name), "/desk/resolve", &[]);
    for _ in 0..3 {
        assert_eq!(browser.send("POST", "/desk/resolve", &[], &resolve).status, 303);
    }
    assert!(browser.get("/desk").body.contains("Nobody waits"));
    let kept: Value = served.export(&name);
    let ends: Vec<&Value> = kept["turns"].as_array().unwrap().iter().map(|turn| &turn["event"]["happening"]).collect();
    assert_eq!(ends.iter().filter(|end| **end == "staff-resolved").count(), 1, "{ends:?}");
    assert_eq!(timers(&served, &name), 0);
    say(served.address(), &secret, "3", "thank you").unwrap();
    assert_eq!(texts(served.address(), &secret, 4), ["Here I am.", "With pleasure."]);
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("Ana resolved it") && page.contains("somebody was there"), "{page}");
}

#[test]
fn what_needs_no_answer_stays_with_staff_and_what_comes_next_is_waited_for_anew() {
    let served = served_with(&script("2 hours"));
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    assert_eq!(timers(&served, &name), 1);
    let needs_none = browser.fill(&talk(&name), "/desk/dismiss", &[]);
    assert_eq!(browser.send("POST", "/desk/dismiss", &[], &needs_none).status, 303);
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("Staff have this conversation") && !page.contains("has been waiting"), "{page}");
    assert_eq!(timers(&served, &name), 0);
    say(served.address(), &secret, "2", "and the ring?").unwrap();
    assert!(browser.get("/desk").body.contains("waits a moment"));
    assert_eq!(timers(&served, &name), 1);
    // A form that is sent again does nothing, and neither does one of a page that does not show what came since.
    let before = browser.fill(&talk(&name), "/desk/dismiss", &[]);
    let outdated = |form: &str| {
        let told = browser.send("POST", "/desk/dismiss", &[], form);
        assert!(told.status == 409 && told.body.contains("so that was not done"), "{told:?}");
        let told = browser.send("POST", "/desk/dismiss", &[("hx-request", "true")], form);
        assert!(told.status == 409 && !told.body.contains("<html") && told.body.contains("was not done"), "{told:?}");
    };
    outdated(&needs_none);
    say(served.address(), &secret, "3", "and the chain?").unwrap();
    outdated(&before);
    assert_eq!(timers(&served, &name), 1);
    assert!(browser.get("/desk").body.contains("waits a moment"));
    browser.submit(&talk(&name), "/desk/dismiss", &[]);
    assert_eq!(timers(&served, &name), 0);
}
