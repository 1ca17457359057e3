//! What the desk keeps over a login: where somebody wanted to go, and what they had written; and what it says to who goes astray.

use super::desk::{Browser, PASSWORD, at_desk, served, staff_line, talk};
use super::program::{Answer, Served, say, visitor};

fn location(answer: &Answer) -> &str {
    let line = answer.head.lines().find_map(|line| line.strip_prefix("location: "));
    line.unwrap_or_else(|| panic!("{answer:?}"))
}

/// A browser at which nobody is logged in any more.
fn logged_out(mut browser: Browser) -> Browser {
    browser.cookie = "patter-desk=AAAA".to_owned();
    browser
}

fn turns(served: &Served, name: &str) -> usize {
    served.export(name)["turns"].as_array().unwrap().len()
}

#[test]
fn an_answer_that_was_being_written_when_the_login_ran_out_is_still_there_after_the_next() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let words = "Dear \"Ana\" & <b>co</b>,\r\n\r\nwe look at it.";
    let browser = at_desk(&served);
    let written = browser.fill(&talk(&name), "/desk/answer", &[("text", words)]);
    let mut browser = logged_out(browser);
    let refused = browser.send("POST", "/desk/answer", &[], &written);
    assert_eq!(refused.status, 401, "{refused:?}");
    assert!(refused.body.contains("What you wrote is not sent yet") && !refused.body.contains("<b>co"), "{refused:?}");
    // A password mistyped on the way loses nothing.
    let again = browser.login_by(&refused.body, "a wrong password");
    assert_eq!(again.status, 401);
    let come = browser.login_by(&again.body, PASSWORD);
    assert_eq!((come.status, location(&come)), (303, &*talk(&name)));
    for _ in 0..2 {
        let page = browser.get(location(&come)).body;
        let shown = ">Dear &quot;Ana&quot; &amp; &lt;b&gt;co&lt;/b&gt;,\n\nwe look at it.</textarea>";
        assert!(page.contains(shown) && page.contains("This was not sent yet."), "{page}");
    }
    assert_eq!(turns(&served, &name), 1, "nothing goes out by itself");
    // In another conversation it does not stand; once it is sent it stands nowhere.
    let (other, other_name) = visitor(2);
    say(served.address(), &other, "1", "hello").unwrap();
    assert!(!browser.get(&talk(&other_name)).body.contains("we look at it"));
    assert_eq!(browser.submit(&talk(&name), "/desk/answer", &[("text", "We look at it.")]).status, 303);
    assert!(!browser.get(&talk(&name)).body.contains("This was not sent yet."));
    assert_eq!(turns(&served, &name), 3);
}

#[test]
fn an_open_page_is_told_to_send_its_form_as_a_whole_and_one_older_than_the_login_is_shown_anew() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let browser = at_desk(&served);
    let written = browser.fill(&talk(&name), "/desk/answer", &[("text", "On its way.")]);
    let part = &[("hx-request", "true")];
    let out = logged_out(Browser::new(&served)).send("POST", "/desk/answer", part, &written);
    assert!(out.status == 401 && !out.head.contains("hx-redirect"), "{out:?}");
    // Logged in again in another window, the page that was open before it has an old token.
    let browser = at_desk(&served);
    for headers in [&part[..], &[]] {
        let shown_anew = browser.send("POST", "/desk/answer", headers, &written);
        let sign =
            if headers.is_empty() { "location: /desk/conversation?" } else { "hx-redirect: /desk/conversation?" };
        assert!(shown_anew.head.contains(sign), "{shown_anew:?}");
    }
    assert!(browser.get(&talk(&name)).body.contains(">On its way.</textarea>"));
    assert_eq!(turns(&served, &name), 1);
}

#[test]
fn words_that_were_kept_unsent_may_be_thrown_away() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    let browser = at_desk(&served);
    assert!(!browser.get(&talk(&name)).body.contains("/desk/discard"), "there is nothing to throw away");
    for part in [&[("hx-request", "true")][..], &[]] {
        let written = browser.fill(&talk(&name), "/desk/answer", &[("text", "On its way.")]);
        let old = written.replace("token=", "token=old");
        browser.send("POST", "/desk/answer", part, &old);
        let page = browser.get(&talk(&name)).body;
        assert!(page.contains(">On its way.</textarea>") && page.contains("formaction=\"/desk/discard\""), "{page}");
        let thrown = browser.send("POST", "/desk/discard", part, &written);
        assert_eq!(thrown.status, if part.is_empty() { 303 } else { 200 });
        assert!(!thrown.body.contains("On its way."), "{thrown:?}");
        assert!(!browser.get(&talk(&name)).body.contains("On its way."));
    }
    assert_eq!(turns(&served, &name), 1);
}

#[test]
fn an_answer_that_could_not_be_kept_is_still_there() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "a person").unwrap();
    let browser = at_desk(&served);
    let refused = served.at_fault(|| browser.submit(&talk(&name), "/desk/answer", &[("text", "I am here.")]));
    assert!(refused.status == 500 && refused.body.contains("nothing was done"), "{refused:?}");
    assert!(refused.body.contains(">I am here.</textarea>"), "{refused:?}");
    assert!(browser.get(&talk(&name)).body.contains(">I am here.</textarea>"));
}

#[test]
fn a_link_leads_where_it_says_by_way_of_the_login() {
    let served = served();
    let (secret, name) = visitor(1);
    say(served.address(), &secret, "1", "hello").unwrap();
    for page in [&*talk(&name), "/desk?show=all", "/desk/tasks?show=done", "/desk"] {
        let mut browser = Browser::new(&served);
        let login = browser.get(page);
        let form = browser.get(location(&login)).body;
        let come = browser.login_by(&form, PASSWORD);
        assert_eq!((come.status, location(&come)), (303, page));
        // Whoever is logged in already goes there at once.
        assert_eq!(location(&browser.get(location(&login))), page);
    }
    let foreign = [
        "https%3A%2F%2Fevil.example%2Fdesk",
        "%2F%2Fevil.example",
        "%2Fdesk%2F..%2F%2Fevil.example",
        "%2Fdesk%2Flogin",
        "%5C%5Cevil.example",
        "%2Fdesk%3F%0D%0Aset-cookie%3Aa",
    ];
    for to in foreign {
        let mut browser = Browser::new(&served);
        let form = browser.get(&format!("/desk/login?to={to}")).body;
        assert_eq!(location(&browser.login_by(&form, PASSWORD)), "/desk", "{to}");
    }
    // What an open page asks by itself leads back to the page.
    let part = &[("hx-request", "true")];
    let out = Browser::new(&served).send("GET", &format!("{}&after=3", talk(&name)), part, "");
    assert!(out.head.contains("hx-redirect: /desk/login?to=%2Fdesk%2Fconversation%3F"), "{out:?}");
    assert!(!out.head.contains("after"), "{out:?}");
}

#[test]
fn who_goes_astray_at_the_desk_reads_so_in_their_language_and_finds_back() {
    let served = served();
    let browser = at_desk(&served);
    let astray = [
        ("GET", "/desk/nothing", 404, "The desk has no such page."),
        ("GET", "/desk/tasks/7", 404, "The desk has no such page."),
        ("GET", "/desk/answer", 405, "takes only what a form"),
        ("GET", "/desk/conversation?name=web%3Anobody", 404, "This conversation is not known."),
        ("GET", "/desk/conversation?mood=1", 400, "ask in another way"),
        ("GET", "/desk?page=-1", 400, "ask in another way"),
        ("GET", "/desk/tasks?show=dull", 400, "ask in another way"),
        ("GET", "/desk/photo/0123", 404, "This photo is not kept."),
        ("GET", "/desk/photo/%ff", 404, "This photo is not kept."),
        ("POST", "/desk/take-over", 403, "older than your login"),
        ("POST", "/desk/tasks", 405, "takes only what a form"),
    ];
    for (method, path, status, told) in astray {
        let answer = browser.send(method, path, &[], "");
        assert_eq!(answer.status, status, "{method} {path}: {answer:?}");
        assert!(answer.head.contains("content-type: text/html"), "{path}: {answer:?}");
        assert!(
            answer.body.contains(told) && answer.body.contains("<a href=\"/desk\">Back to the list</a>"),
            "{path}: {answer:?}"
        );
        let length = answer.head.lines().find_map(|line| line.strip_prefix("content-length: "));
        assert!(length.is_none_or(|length| length == answer.body.len().to_string()), "{answer:?}");
    }
    let chinese = [("accept-language", "zh-CN")];
    assert!(browser.send("GET", "/desk/nothing", &chinese, "").body.contains("客服台没有这个页面"));
    let foreign = browser.send("POST", "/desk/take-over", &[("sec-fetch-site", "cross-site")], "");
    assert!(foreign.status == 403 && foreign.body.contains("<p>A form of the desk counts only"), "{foreign:?}");
    // Programs read it as programs do.
    let program = browser.send("GET", "/desk/nothing", &[("accept", "application/json")], "");
    assert_eq!(program.refusal().0, "nowhere");
}

#[test]
fn who_asks_too_much_at_the_desk_reads_so() {
    let mut served = served();
    assert!(served.stop());
    let mut command = served.command();
    command.env("PATTER_REQUESTS_PER_MINUTE", "2");
    served.run(command);
    let browser = Browser::new(&served);
    let answers: Vec<Answer> = (0..4).map(|_| browser.get("/desk")).collect();
    let last = &answers[3];
    assert!(last.status == 429 && last.body.contains("Wait a minute") && last.head.contains("retry-after"), "{last:?}");
}

#[test]
fn a_name_is_the_same_in_capital_and_small_letters() {
    let served = served();
    for name in ["ana", "ANA", " Ana "] {
        let mut browser = Browser::new(&served);
        assert_eq!(browser.login(name, PASSWORD).status, 303, "{name}");
        assert!(browser.get("/desk").body.contains("<summary>Ana</summary>"));
    }
}

#[test]
fn a_name_that_is_written_otherwise_each_time_may_not_be_tried_more_often() {
    let mut served = served();
    assert!(served.stop());
    let mut command = served.command();
    command.arg("--behind-proxy");
    served.run(command);
    let browser = Browser::new(&served);
    let names = ["ana", "Ana", "aNa", "anA", "ANA"];
    let mut tries = (0..60).map(|count| {
        let from = format!("10.0.0.{count}");
        let form = format!("name={}&password=no+such+password", names[count % names.len()]);
        browser.send("POST", "/desk/login", &[("x-forwarded-for", &from)], &form).status
    });
    assert_eq!(tries.next(), Some(401));
    assert!(tries.any(|status| status == 429));
}

#[test]
fn two_names_that_differ_only_in_capital_letters_are_a_mistake_in_the_settings() {
    let (_, staff) = staff_line("Núria", PASSWORD);
    let hash = staff.lines().nth(1).unwrap().split_once(" = ").unwrap().1;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("main.patter"), "shop \"Stall\":\n  language en\n").unwrap();
    let settings = format!("[staff]\n\"Núria\" = {hash}\n\"nu\u{301}ria\" = {hash}\n");
    std::fs::write(folder.path().join("serve.toml"), settings).unwrap();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_patter"));
    command.args(["serve", ".", "--listen", "127.0.0.1:0", "--config", "serve.toml"]).current_dir(folder.path());
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("are the same name"), "{told}");
    assert!(told.contains("Núria") && told.contains("nu\u{301}ria"), "{told}");
}
