//! The staff's desk over HTTP, as a browser without JavaScript uses it.

use std::io::Write;
use std::net::SocketAddr;
use std::process::{Command, Stdio};

use serde_json::json;

use super::program::{Answer, Served, exchange, hmac, request, say, send, tell, turns, visitor, vouched};

const SCRIPT: &str = r#"
shop "<b>Stall</b> & Co":
  language en, zh, es
  currency EUR

offer gift:
  gives "a lucky knot"
  costs 2
  say "Here is a knot."

never give more than 5
never say "guarantee"

intent hello: phrases "hello"
intent dear: phrases "too expensive"
intent person: phrases "a person"

when hello say "Hello."
when dear
  then offer gift
when person say "One moment." and hand over because "asked for a person"
when person task "call back"
when staff joined say "A colleague is here."
when order placed task "pack it nicely"
when order paid say "Thank you."
"#;

pub const NAME: &str = "Ana";
pub const PASSWORD: &str = "correct horse battery";

/// The line that `patter staff` prints.
pub fn staff_line(name: &str, password: &str) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
    command.args(["staff", name]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(format!("{password}\n").as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (output.status.success(), told)
}

/// A server with a desk at which Ana may sit.
pub fn served() -> Served {
    served_with(SCRIPT)
}

/// The same with a script of its own.
pub fn served_with(script: &str) -> Served {
    let (done, staff) = staff_line(NAME, PASSWORD);
    assert!(done, "{staff}");
    Served::start_with(script, &[("serve.toml", &staff)], &["--config", "serve.toml"])
}

/// A browser at the desk, without JavaScript.
pub struct Browser {
    address: SocketAddr,
    pub cookie: String,
    language: &'static str,
}

impl Browser {
    pub fn new(served: &Served) -> Self {
        Browser { address: served.address(), cookie: String::new(), language: "en" }
    }

    pub fn send(&self, method: &str, path: &str, more: &[(&str, &str)], body: &str) -> Answer {
        let mut headers = vec![
            ("accept", "text/html"),
            ("accept-language", self.language),
            ("sec-fetch-site", "same-origin"),
            ("cookie", &self.cookie),
        ];
        headers.retain(|(name, value)| !value.is_empty() && more.iter().all(|(other, _)| other != name));
        headers.extend(more.iter().filter(|(_, value)| !value.is_empty()));
        if method == "POST" {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        exchange(self.address, &request(method, path, &headers, body.as_bytes()), false).unwrap()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    pub fn login(&mut self, name: &str, password: &str) -> Answer {
        let answer = self.send("POST", "/desk/login", &[], &form(&[("name", name), ("password", password)]));
        self.take_cookie(&answer);
        answer
    }

    /// Logs in by the form of a page, with all that it carries along.
    pub fn login_by(&mut self, page: &str, password: &str) -> Answer {
        let filled = filled(page, "/desk/login", &[("name", NAME), ("password", password)]);
        let answer = self.send("POST", "/desk/login", &[], &filled);
        self.take_cookie(&answer);
        answer
    }

    fn take_cookie(&mut self, answer: &Answer) {
        if let Some(cookie) = answer.head.lines().find_map(|line| line.strip_prefix("set-cookie: ")) {
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
    }

    /// Sends the form of a page that leads to a path, with what is filled in.
    pub fn submit(&self, page: &str, action: &str, filled: &[(&str, &str)]) -> Answer {
        self.send("POST", action, &[], &self.fill(page, action, filled))
    }

    pub fn fill(&self, page: &str, action: &str, fields: &[(&str, &str)]) -> String {
        filled(&self.get(page).body, action, fields)
    }
}

/// What the form of a page sends that leads to a path: what it holds, and what is filled in.
fn filled(page: &str, action: &str, filled: &[(&str, &str)]) -> String {
    let begin = page.find(&format!("action=\"{action}\"")).unwrap_or_else(|| panic!("no form {action}: {page}"));
    let inside = &page[begin..begin + page[begin..].find("</form>").unwrap()];
    let plain = |value: &str| {
        let marks = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        marks.iter().fold(value.to_owned(), |value, (mark, letter)| value.replace(mark, letter))
    };
    let hidden = inside.split("<input type=\"hidden\" ").skip(1).map(|input| {
        let of = |what: &str| plain(input.split_once(what).unwrap().1.split('"').next().unwrap());
        (of("name=\""), of("value=\""))
    });
    let mut fields: Vec<(String, String)> = hidden.collect();
    fields.extend(filled.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    form(&fields)
}

fn form<T: AsRef<str>>(fields: &[(T, T)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A page's address of a conversation.
pub fn talk(name: &str) -> String {
    format!("/desk/conversation?{}", form(&[("name", name)]))
}

/// Signed in at the desk of a shop to which a customer has written.
pub fn at_desk(served: &Served) -> Browser {
    let mut browser = Browser::new(served);
    assert_eq!(browser.login(NAME, PASSWORD).status, 303);
    browser
}

pub fn texts(address: SocketAddr, secret: &str, many: usize) -> Vec<String> {
    let told = turns(address, secret, Some(0), many);
    let replies = told.iter().flat_map(|turn| turn["replies"].as_array().unwrap());
    replies.flat_map(|reply| reply["texts"].as_array().unwrap()).map(|text| text.as_str().unwrap().to_owned()).collect()
}

#[test]
fn without_staff_there_is_no_desk_and_it_says_how_to_have_one() {
    let served = Served::start(SCRIPT, &[]);
    let page = Browser::new(&served).get("/desk");
    assert_eq!(page.status, 404);
    assert!(page.body.contains("patter staff NAME") && page.body.contains("[staff]"), "{}", page.body);
}

#[test]
fn a_hash_that_is_none_and_a_password_that_is_short_are_refused_in_plain_words() {
    let (done, told) = staff_line("Ana", "short");
    assert!(!done && told.contains("a password has at least 12 characters"), "{told}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.patter"), SCRIPT).unwrap();
    std::fs::write(folder.path().join("serve.toml"), "[staff]\nAna = \"correct horse battery\"\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
    command.args(["serve", ".", "--listen", "127.0.0.1:0", "--config", "serve.toml"]).current_dir(folder.path());
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("`patter staff Ana` makes one"), "{told}");
    assert!(!told.contains("correct horse"), "{told}");
}

#[test]
fn only_staff_come_in() {
    let served = served();
    let mut browser = Browser::new(&served);
    for path in ["/desk", "/desk/tasks", "/desk/conversation?name=x", "/desk/news"] {
        let answer = browser.get(path);
        assert!(answer.status == 303 && answer.head.contains("location: /desk/login"), "{path}: {answer:?}");
    }
    for (name, password) in [("Ana", "correct horse"), ("Bea", PASSWORD), ("", "")] {
        let answer = browser.login(name, password);
        assert_eq!(answer.status, 401, "{name}");
        assert!(answer.body.contains("do not fit") && browser.cookie.is_empty());
    }
    let answer = browser.login(NAME, PASSWORD);
    assert_eq!(answer.status, 303);
    let cookie = answer.head.lines().find(|line| line.starts_with("set-cookie: ")).unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/desk"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let page = browser.get("/desk");
    assert_eq!(page.status, 200);
    assert!(page.head.contains("form-action 'self'") && page.head.contains("default-src 'none'"), "{}", page.head);
    assert!(page.body.contains("&lt;b&gt;Stall") && !page.body.contains("<b>Stall"), "{}", page.body);
    assert!(!page.body.contains("style=") && !page.body.contains("<script>"), "{}", page.body);
    assert_eq!(browser.submit("/desk", "/desk/logout", &[]).status, 303);
    assert_eq!(browser.get("/desk").status, 303);
}

#[test]
fn whoever_tries_too_often_waits() {
    let served = served();
    let mut browser = Browser::new(&served);
    let statuses: Vec<u16> = (0..12).map(|_| browser.login("Bea", "no such password").status).collect();
    assert!(statuses[..9].iter().all(|status| *status == 401) && statuses[11] == 429, "{statuses:?}");
    // The right password does not help either, until a minute is over.
    assert_eq!(browser.login(NAME, PASSWORD).status, 429);
}

#[test]
fn a_form_that_comes_from_elsewhere_does_nothing() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let browser = at_desk(&served);
    let filled = browser.fill(&talk(&name), "/desk/take-over", &[]);
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "none")],
        &[("sec-fetch-site", ""), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "")],
    ];
    for headers in foreign {
        assert_eq!(browser.send("POST", "/desk/take-over", headers, &filled).status, 403, "{headers:?}");
    }
    let without = filled.replacen("token=", "other=", 1);
    assert_eq!(browser.send("POST", "/desk/take-over", &[], &without).status, 403);
    assert_eq!(browser.send("POST", "/desk/take-over", &[("cookie", "patter-desk=AAAA")], &filled).status, 401);
    assert_eq!(served.export(&name)["turns"].as_array().unwrap().len(), 1);
    let own = &[("sec-fetch-site", ""), ("origin", "http://shop.test")];
    assert_eq!(browser.send("POST", "/desk/take-over", own, &filled).status, 303);
    assert_eq!(served.export(&name)["turns"].as_array().unwrap().len(), 2);
}

#[test]
fn staff_take_over_answer_and_give_back_and_a_double_click_counts_once() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    let list = browser.get("/desk").body;
    assert!(list.contains("waits a moment") && list.contains("With staff"), "{list}");
    assert!(list.contains("<title>(1) Desk"), "{list}");

    let (secret, name) = { (secret, name) };
    let answer = browser.fill(&talk(&name), "/desk/answer", &[("text", "Here I am.\r\nAna")]);
    for _ in 0..3 {
        assert_eq!(browser.send("POST", "/desk/answer", &[], &answer).status, 303);
    }
    assert!(browser.get("/desk").body.contains("Nobody waits"));
    assert_eq!(texts(served.address(), &secret, 2), ["One moment.", "Here I am.\nAna"]);
    say(served.address(), &secret, "2", "hello").unwrap();
    assert_eq!(browser.submit(&talk(&name), "/desk/give-back", &[]).status, 303);
    assert!(browser.get("/desk").body.contains("waits a moment"));
    assert_eq!(browser.submit(&talk(&name), "/desk/dismiss", &[]).status, 303);
    assert!(browser.get("/desk").body.contains("Nobody waits"));
    assert!(!browser.get(&talk(&name)).body.contains("/desk/dismiss"));
    say(served.address(), &secret, "3", "hello").unwrap();
    assert_eq!(texts(served.address(), &secret, 4).last().unwrap(), "Hello.");
    let page = browser.get(&talk(&name)).body;
    for told in ["Ana gave it back to the script", "Here I am.", "The script answers here.", "asked for a person"] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[test]
fn to_answer_while_the_script_speaks_takes_over_first() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let browser = at_desk(&served);
    browser.submit(&talk(&name), "/desk/answer", &[("text", "It is me.")]);
    assert_eq!(texts(served.address(), &secret, 3), ["Hello.", "A colleague is here.", "It is me."]);
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("Ana took over") && page.contains("Staff have this conversation"), "{page}");
}

#[test]
fn what_a_policy_forbids_is_not_sent_and_may_be_put_right() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    let answer = browser.submit(&talk(&name), "/desk/answer", &[("text", "I guarantee it.")]);
    assert_eq!(answer.status, 422);
    assert!(
        answer.body.contains("Not sent, because of: ") && answer.body.contains("never say “guarantee”"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains(">I guarantee it.</textarea>"), "{}", answer.body);
    // Nobody was answered.
    assert!(browser.get("/desk").body.contains("waits a moment"));
    let empty = browser.submit(&talk(&name), "/desk/answer", &[("text", " ")]);
    assert!(empty.status == 400 && empty.body.contains("Write something first."));
    let long = browser.submit(&talk(&name), "/desk/answer", &[("text", &"x".repeat(4001))]);
    assert!(long.status == 422 && long.body.contains("longer than 4000"));
    let _ = secret;
}

#[test]
fn other_words_by_the_same_form_are_another_answer() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    let written = browser.fill(&talk(&name), "/desk/answer", &[("text", "Tomorrow.")]);
    let added = written.replace("Tomorrow.", "Tomorrow+at+ten.");
    for part in [&[][..], &[("hx-request", "true")][..]] {
        for form in [&written, &written, &added, &added] {
            let answer = browser.send("POST", "/desk/answer", part, form);
            assert_eq!(answer.status, if part.is_empty() { 303 } else { 200 }, "{answer:?}");
        }
    }
    let kept = served.export(&name);
    let turns = kept["turns"].as_array().unwrap().iter();
    let said: Vec<_> = turns.filter_map(|turn| turn["event"]["happening"]["staff-message"]["text"].as_str()).collect();
    assert_eq!(said, ["Tomorrow.", "Tomorrow at ten."], "{kept}");
    // What was not sent is not said to be, however often it is tried.
    let forbidden = browser.fill(&talk(&name), "/desk/answer", &[("text", "I guarantee it.")]);
    for _ in 0..2 {
        let answer = browser.send("POST", "/desk/answer", &[], &forbidden);
        assert!(answer.status == 422 && answer.body.contains("Not sent, because of: "), "{answer:?}");
    }
}

#[test]
fn a_long_name_is_cut_everywhere() {
    let served = served();
    let name = "😀".repeat(2_000);
    let facts = json!({"type": "facts", "data": {"customer": "42", "facts": {"customer.name": name}}});
    assert_eq!(tell(served.address(), "e1", &facts).unwrap().status, 200);
    let browser = at_desk(&served);
    for page in ["/desk?show=all", &talk("customer:42")] {
        let page = browser.get(page).body;
        // Beside the conversation stands what is known, as it is.
        let known = page.find("<aside id=\"side\"").unwrap_or(page.len());
        let before = page[..known].split(|sign| sign != '😀').map(|run| run.chars().count()).max();
        assert_eq!(before, Some(80));
    }
}

#[test]
fn every_answer_tells_why_and_what_is_left() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    say(served.address(), &secret, "2", "too expensive").unwrap();
    let browser = at_desk(&served);
    let page = browser.get(&talk(&name)).body;
    for told in
        ["the rule at main.patter:", "Here is a knot.", "offers gift", "€3 left above the bottom line", "costs €2"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(browser.get("/desk?show=all").body.contains("promised: gift"));
    let order = json!({"type": "order.placed", "data": {"conversation": name, "order": "1001", "facts": {"order.number": "1001"}}});
    tell(served.address(), "e1", &order).unwrap();
    let page = browser.get(&talk(&name)).body;
    for told in ["Packing lists", "Order 1001", "pack it nicely", "Nothing is promised."] {
        assert!(page.contains(told), "{told}: {page}");
    }
    for found in ["/desk?seek=1001", "/desk?seek=order%3A10"] {
        assert!(browser.get(found).body.contains("Guest "), "{found}");
    }
    assert!(browser.get("/desk?seek=1002").body.contains("Nothing is found."));
}

#[test]
fn a_task_is_done_once_and_stays_so() {
    let mut served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    assert!(browser.get("/desk/tasks").body.contains("call back"));
    assert_eq!(browser.submit("/desk/tasks", "/desk/task", &[("done", "yes")]).status, 303);
    assert!(browser.get("/desk/tasks").body.contains("Nothing is left to do."));
    served.kill();
    served.again();
    let browser = at_desk(&served);
    let done = browser.get("/desk/tasks?show=done").body;
    assert!(done.contains("call back") && done.contains("done by Ana"), "{done}");
    browser.submit("/desk/tasks?show=done", "/desk/task", &[("done", "no")]);
    assert!(browser.get(&talk(&name)).body.contains("call back"));
    assert!(browser.get("/desk/tasks").body.contains("call back"));
}

#[test]
fn the_script_is_muted_in_one_conversation_and_in_all() {
    let mut served = served();
    let ((first, name), (second, _)) = (visitor(1), visitor(2));
    say(served.address(), &first, "1", "hello").unwrap();
    let browser = at_desk(&served);
    browser.submit(&talk(&name), "/desk/mute", &[]);
    say(served.address(), &first, "2", "hello").unwrap();
    say(served.address(), &second, "1", "hello").unwrap();
    let page = browser.get(&talk(&name)).body;
    assert!(page.contains("The script is muted in this conversation.") && page.contains("Ana muted the script here"));
    browser.submit(&talk(&name), "/desk/answer", &[("text", "By hand.")]);
    assert_eq!(texts(served.address(), &first, 3), ["Hello.", "By hand."]);
    browser.submit(&talk(&name), "/desk/unmute", &[]);
    // Whoever answered by hand has the conversation until they give it back.
    say(served.address(), &first, "2b", "hello").unwrap();
    assert_eq!(texts(served.address(), &first, 4), ["Hello.", "By hand."]);
    browser.submit(&talk(&name), "/desk/give-back", &[]);

    assert_eq!(browser.submit("/desk", "/desk/mute-all", &[]).status, 303);
    served.kill();
    served.again();
    let browser = at_desk(&served);
    for page in ["/desk", "/desk/tasks", &talk(&name)] {
        assert!(browser.get(page).body.contains("muted in the whole shop, by Ana"), "{page}");
    }
    say(served.address(), &first, "3", "hello").unwrap();
    let last = served.export(&name)["turns"].as_array().unwrap().last().unwrap().clone();
    assert!(last["event"]["muted"] == true && last["turn"]["acts"] == json!([]), "{last}");
    browser.submit("/desk", "/desk/unmute-all", &[]);
    say(served.address(), &first, "4", "hello").unwrap();
    assert_eq!(texts(served.address(), &first, 6).last().unwrap(), "Hello.");
}

#[test]
fn whatever_a_customer_writes_is_text_everywhere() {
    let served = served();
    let (secret, name) = visitor(1);
    let nasty = r#"<script>alert(1)</script>"><img src=x onerror=alert(2)>{{7*7}}"#;
    say(served.address(), &secret, "1", nasty).unwrap();
    let facts =
        json!({"type": "facts", "data": {"conversation": name, "order": nasty, "facts": {"customer.name": nasty}}});
    assert_eq!(tell(served.address(), "e1", &facts).unwrap().status, 200);
    let browser = at_desk(&served);
    let quoted = form(&[("seek", nasty)]);
    for path in ["/desk", "/desk?show=all", &format!("/desk?{quoted}"), &talk(&name), "/desk/tasks"] {
        let page = browser.get(path);
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img"), "{path}: {}", page.body);
    }
    assert!(browser.get("/desk?show=all").body.contains("&lt;script&gt;alert(1)"));
    let gone = browser.get("/desk/conversation?name=%3Cscript%3E");
    assert!(gone.status == 404 && !gone.body.contains("<script>"), "{}", gone.body);
}

#[test]
fn a_part_of_a_page_holds_only_what_is_new() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    say(served.address(), &secret, "2", "too expensive").unwrap();
    let browser = at_desk(&served);
    let part = |path: &str| browser.send("GET", path, &[("hx-request", "true")], "").body;
    let news = part(&format!("{}&after=1", talk(&name)));
    assert!(news.contains("id=\"turn-2\"") && !news.contains("id=\"turn-1\"") && !news.contains("<html"), "{news}");
    assert!(news.contains("after=2"), "{news}");
    assert!(!part("/desk?show=all").contains("<html"));
    // Whoever is logged out goes to the login with the whole page.
    let out = Browser::new(&served).send("GET", "/desk", &[("hx-request", "true")], "");
    assert!(out.status == 401 && out.head.contains("hx-redirect: /desk/login"), "{out:?}");
}

#[test]
fn the_desk_speaks_the_language_of_whoever_looks_at_it() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "too expensive").unwrap();
    let mut browser = at_desk(&served);
    let languages = [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh", "等待中"),
        ("fr,es;q=0.7,en;q=0.3", "es", "Esperan"),
        ("fr", "en", "Waiting"),
    ];
    for (liked, tag, word) in languages {
        browser.language = liked;
        for path in ["/desk", &talk(&name)] {
            let page = browser.get(path).body;
            assert!(page.contains(&format!("<html lang=\"{tag}\"")) && page.contains(word), "{liked}: {page}");
        }
    }
}

#[test]
fn a_guest_who_signed_in_is_shown_with_the_customer_they_are() {
    let served = served();
    let ((home, _), (away, at_away)) = (visitor(1), visitor(2));
    let signature = vouched("42");
    let signed_in = |visitor: &str, id: &str| {
        let bearer = format!("Bearer {visitor}");
        let headers =
            [("authorization", &*bearer), ("x-patter-customer", "42"), ("x-patter-signature", signature.as_str())];
        let body = format!("{{\"id\": \"{id}\", \"text\": \"hello\"}}");
        assert_eq!(send(served.address(), "POST", "/chat/messages", &headers, body.as_bytes()).unwrap().status, 200);
    };
    signed_in(&home, "1");
    say(served.address(), &away, "1", "a person").unwrap();
    signed_in(&away, "2");
    let browser = at_desk(&served);
    let guest = browser.get(&talk(&at_away)).body;
    assert!(guest.contains("The customer signed in later") && guest.contains("name=customer%3A42"), "{guest}");
    let customer = browser.get(&talk("customer:42")).body;
    assert!(customer.contains("As a guest") && !customer.contains("The customer signed in later"), "{customer}");
}

#[test]
fn an_order_of_shopifys_is_found_by_the_number_its_customer_knows() {
    let served = served();
    let tells = |topic: &str, id: &str, body: &str| {
        let signature = hmac(body.as_bytes());
        let headers =
            [("x-shopify-hmac-sha256", &*signature), ("x-shopify-topic", topic), ("x-shopify-webhook-id", id)];
        assert_eq!(send(served.address(), "POST", "/events/shopify", &headers, body.as_bytes()).unwrap().status, 200);
    };
    tells(
        "orders/create",
        "1",
        r##"{"id": 820982911946154508, "name": "#2044", "customer": {"id": 9, "first_name": "Zoe"}}"##,
    );
    tells("refunds/create", "2", r#"{"id": 1, "order_id": 820982911946154508}"#);
    let found = at_desk(&served).get("/desk?seek=2044").body;
    assert!(found.contains("Zoe"), "{found}");
}
