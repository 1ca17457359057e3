//! The widget and the desk in a real browser: a customer writes, staff see them wait, answer by hand, give back and mute.
//!
//! Pictures of both lie in `target/screenshots` afterwards.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::desk::{NAME, PASSWORD, staff_line, talk};
use super::program::{Served, say, tell, visitor};
use super::webdriver::{Browser, Driver};

const ENTER: &str = "\u{e007}";

/// What stands inside the chat window.
fn inside(selector: &str) -> String {
    format!("document.querySelector('#patter-chat').shadowRoot.querySelector('{selector}')")
}

fn served() -> Served {
    served_shop("jade")
}

fn served_shop(name: &str) -> Served {
    let (done, staff) = staff_line(NAME, PASSWORD);
    assert!(done, "{staff}");
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/shops").join(name);
    Served::start_shop(&shop, &[("serve.toml", &staff)], &["--config", "serve.toml"])
}

fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/screenshots");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Pictures in light and dark, large and on a phone.
fn show(browser: &Browser, name: &str) {
    let folder = pictures();
    for (width, height, size) in [(1360, 860, ""), (390, 844, "-phone")] {
        browser.screen(width, height);
        for scheme in ["light", "dark"] {
            browser.scheme(scheme);
            // Drawn once with the new look.
            browser.wait("window.innerWidth > 0 && document.readyState === 'complete'");
            browser.picture(&folder.join(format!("{name}-{scheme}{size}.png")));
        }
    }
    browser.screen(1360, 860);
    browser.scheme("light");
}

/// Writes as a customer, and waits for one more answer of the shop's.
fn customer_writes(browser: &Browser, text: &str) {
    let count = format!("{}.querySelectorAll('.line:not(.customer)').length", inside(".log"));
    let before = browser.eval(&count).as_u64().unwrap();
    browser.write(&inside("textarea"), &format!("{text}{ENTER}"));
    browser.wait(&format!("{count} > {before}"));
}

fn login(browser: &Browser, served: &Served) {
    browser.open(&format!("http://{}/desk", served.address()));
    browser.write("document.querySelector('[name=name]')", NAME);
    browser.write("document.querySelector('[name=password]')", &format!("{PASSWORD}{ENTER}"));
    browser.wait("document.querySelector('#ways')");
}

/// Several customers more, so that the desk has something to do.
fn others(served: &Served) {
    let messages: [(u32, &str, &[&str]); 4] = [
        (
            2,
            "Herr Grün",
            &["Hello", "Are the Moss Beads there in green?", "I want to speak to a person", "Is anybody there?"],
        ),
        (3, "林小雨", &["你好", "太贵了，能便宜点吗？"]),
        (4, "", &["I am looking for a pendant"]),
        (5, "Dolores", &["Is the Old Harbour Pendant there in honey?"]),
    ];
    for (number, name, lines) in messages {
        let (secret, conversation) = visitor(number);
        for (place, line) in lines.iter().enumerate() {
            say(served.address(), &secret, &place.to_string(), line).unwrap();
        }
        if !name.is_empty() {
            let facts =
                json!({"type": "facts", "data": {"conversation": conversation, "facts": {"customer.name": name}}});
            assert_eq!(tell(served.address(), &format!("name {number}"), &facts).unwrap().status, 200);
        }
    }
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn a_customer_and_a_member_of_staff_meet() {
    let served = served();
    let driver = Driver::start();
    let customer = driver.browser("en");
    customer.screen(1360, 860);
    customer.open(&format!("http://{}/", served.address()));
    customer.wait("window.patter && window.patter.conversation");
    let conversation = customer.eval("window.patter.conversation").as_str().unwrap().to_owned();
    let cart = json!({"type": "cart.changed", "data": {"conversation": conversation, "order": "1001", "facts": {
        "customer.name": "Mei Lin", "cart.total": "66.00", "product.price": "66.00", "product.cost": "40.00", "knot.stock": "5", "shop.platform": "jd",
    }}});
    assert_eq!(tell(served.address(), "cart", &cart).unwrap().status, 200);
    for line in ["Hello", "What would you recommend?", "It is lovely, and too expensive for me", "still too much"] {
        customer_writes(&customer, line);
    }
    show(&customer, "widget");
    others(&served);

    let staff = driver.browser("en");
    staff.screen(1360, 860);
    staff.open(&format!("http://{}/desk", served.address()));
    staff.wait("document.querySelector('[name=password]')");
    show(&staff, "desk-login");
    staff.write("document.querySelector('[name=name]')", NAME);
    staff.write("document.querySelector('[name=password]')", &format!("a wrong password{ENTER}"));
    staff.wait("document.querySelector('.wrong')");
    login(&staff, &served);
    // Who was handed over waits; who was answered does not.
    staff.wait("document.querySelector('.rows').innerText.includes('Herr Grün')");
    assert_eq!(staff.eval("document.querySelector('.rows').innerText.includes('Mei Lin')"), false);
    // Whoever starts to wait now is seen without a click.
    customer_writes(&customer, "I want to speak to a person");
    staff.wait("document.querySelector('.rows').innerText.includes('Mei Lin')");
    staff.wait("document.title.startsWith('(2)')");
    show(&staff, "desk-waiting");
    staff.click("[...document.querySelectorAll('.rows a')].find((row) => row.innerText.includes('Mei Lin'))");
    staff.wait("document.querySelector('#status')");
    staff.wait("document.querySelector('#side').innerText.includes('left above the bottom line')");

    // By hand, and the customer reads it.
    staff.write(
        "document.querySelector('#text')",
        "Good afternoon! I have looked at it with Lan: the pendant can be with you on Friday.",
    );
    staff.click("document.querySelector('#answer button')");
    customer.wait(&format!("{}.innerText.includes('on Friday')", inside(".log")));
    staff.wait("document.querySelector('.turns').innerText.includes('on Friday') && document.querySelector('#text').value === ''");
    // A reason that was opened stays open when something new comes.
    staff.click("[...document.querySelectorAll('details.why summary')].at(-1)");
    customer_does(&customer, "That would be wonderful, thank you.");
    staff.wait("document.querySelector('.turns').innerText.includes('wonderful')");
    assert_eq!(staff.eval("document.querySelectorAll('details.why[open]').length"), 1);
    show(&staff, "desk-conversation");
    show(&customer, "widget-staff");

    // What the shop never says is not said by hand either, and may be put in other words.
    let forbidden = "You find it on eBay as well.";
    staff.write("document.querySelector('#text')", forbidden);
    staff.click("document.querySelector('#answer button')");
    staff.wait(&format!(
        "document.querySelector('#answer .wrong') && document.querySelector('#text').value === '{forbidden}'"
    ));
    show(&staff, "desk-withheld");
    assert_eq!(customer.eval(&format!("{}.innerText.includes('eBay')", inside(".log"))), false);
    staff.eval("document.querySelector('#text').value = ''");
    staff.write("document.querySelector('#text')", "With pleasure.");
    staff.click("document.querySelector('#answer button')");
    customer.wait(&format!("{}.innerText.includes('With pleasure.')", inside(".log")));

    // Given back, the script answers again; muted, it does not.
    staff.click("document.querySelector('#give-back')");
    staff.wait("document.querySelector('#status').innerText.includes('The script answers here')");
    customer_writes(&customer, "still too much");
    staff.click("document.querySelector('#mute')");
    staff.wait("document.querySelector('#unmute')");
    let lines = format!("{}.querySelectorAll('.line:not(.customer)').length", inside(".log"));
    let before = customer.eval(&lines);
    customer_does(&customer, "still too much");
    staff.wait("document.querySelector('#status').innerText.includes('has been waiting')");
    assert_eq!(customer.eval(&lines), before);
    staff.click("document.querySelector('#unmute')");
    staff.wait("document.querySelector('#mute')");

    // What needs no answer is waited for by nobody; what is resolved goes back to the script.
    staff.click("document.querySelector('#dismiss')");
    staff.wait(
        "!document.querySelector('#dismiss') && document.querySelector('.turns').innerText.includes('needs no answer')",
    );
    staff.click("document.querySelector('#take-over')");
    staff.wait("document.querySelector('#resolve')");
    show(&staff, "desk-with-staff");
    staff.click("document.querySelector('#resolve')");
    staff.wait("document.querySelector('#status').innerText.includes('The script answers here')");

    // An order, its packing list and its tasks.
    let order = json!({"type": "order.placed", "data": {"order": "1001", "facts": {"order.number": "1001", "order.total": "66.00"}}});
    assert_eq!(tell(served.address(), "order", &order).unwrap().status, 200);
    staff.wait("document.querySelector('#side').innerText.includes('Order 1001')");
    show(&staff, "desk-order");
    let open = "document.querySelectorAll('#side .tasks li:not(.done)').length";
    let before = staff.eval(open).as_u64().unwrap();
    staff.click("document.querySelector('#side .tasks li:not(.done) button')");
    staff.wait(&format!("{open} === {before} - 1"));

    staff.open(&format!("http://{}/desk?show=all", served.address()));
    staff.wait("document.querySelectorAll('.rows li').length >= 5");
    show(&staff, "desk-all");
    staff.open(&format!("http://{}/desk/tasks", served.address()));
    staff.wait("document.querySelector('ul.tasks li')");
    show(&staff, "desk-tasks");
    staff.click("document.querySelector('.me summary')");
    staff.click("document.querySelector('.me details summary')");
    staff.click("document.querySelector('.me button.grave')");
    staff.wait("document.querySelector('#banner .muted')");
    show(&staff, "desk-muted");
    for browser in [&customer, &staff] {
        let complaints = browser.complaints();
        // The wrong password is told as an answer 401.
        let others: Vec<_> = complaints.iter().filter(|told| !told.contains("401")).collect();
        assert!(others.is_empty(), "{others:?}");
    }
}

/// Writes as a customer whom no script answers, and waits until it was taken.
fn customer_does(browser: &Browser, text: &str) {
    browser.write(&inside("textarea"), &format!("{text}{ENTER}"));
    browser.wait(&format!("![...{}.querySelectorAll('.pending')].length", inside(".log")));
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn the_desk_reads_well_in_chinese() {
    let served = served();
    others(&served);
    let driver = Driver::start();
    let staff = driver.browser("zh-CN");
    staff.screen(1360, 860);
    login(&staff, &served);
    staff.wait("document.documentElement.lang === 'zh' && document.querySelector('.rows li')");
    staff.open(&format!("http://{}/desk?show=all", served.address()));
    staff.click("[...document.querySelectorAll('.rows a')].find((row) => row.innerText.includes('林小雨'))");
    staff.wait("document.querySelector('#status').innerText.includes('脚本正在回答')");
    show(&staff, "desk-zh");
    assert_eq!(staff.complaints(), Vec::<String>::new());
}

/// A customer has written, and a member of staff is at the desk.
struct At {
    served: Served,
    conversation: String,
    /// It ends with what it drives.
    driver: Driver,
    staff: Browser,
}

fn at_the_desk(number: u32) -> At {
    let served = served();
    let (secret, conversation) = visitor(number);
    say(served.address(), &secret, "1", "Hello").unwrap();
    let driver = Driver::start();
    let staff = driver.browser("en");
    login(&staff, &served);
    At { served, conversation, driver, staff }
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn what_staff_were_writing_when_the_login_ran_out_is_there_after_the_next() {
    let At { mut served, conversation, driver: _driver, staff } = at_the_desk(7);
    staff.open(&format!("http://{}{}", served.address(), talk(&conversation)));
    let words = "We have looked at it, and it is on its way.";
    staff.write("document.querySelector('#text')", words);
    served.kill();
    served.again();
    staff.click("document.querySelector('#answer button')");
    staff.wait("document.querySelector('[name=password]') && document.body.innerText.includes('not sent yet')");
    staff.write("document.querySelector('[name=name]')", NAME);
    staff.write("document.querySelector('[name=password]')", &format!("{PASSWORD}{ENTER}"));
    staff.wait(&format!("document.querySelector('#text').value === '{words}'"));
    assert_eq!(served.export(&conversation)["turns"].as_array().unwrap().len(), 1, "it does not go out by itself");
    staff.click("document.querySelector('#answer button')");
    staff.wait(&format!(
        "document.querySelector('.turns').innerText.includes('{words}') && document.querySelector('#text').value === ''"
    ));
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn what_staff_were_writing_when_the_page_went_to_the_login_by_itself_is_there_after_it() {
    let At { mut served, conversation, driver: _driver, staff } = at_the_desk(8);
    staff.open(&format!("http://{}{}", served.address(), talk(&conversation)));
    let words = "We have looked at it.";
    staff.write("document.querySelector('#text')", words);
    served.kill();
    served.again();
    // News come of themselves, and meet a login that is over.
    staff.eval("htmx.trigger(document.getElementById('news'), 'news')");
    staff.wait("document.querySelector('[name=password]') && document.body.innerText.includes('not sent yet')");
    staff.write("document.querySelector('[name=name]')", NAME);
    staff.write("document.querySelector('[name=password]')", &format!("{PASSWORD}{ENTER}"));
    staff.wait(&format!("document.querySelector('#text').value === '{words}'"));
    staff.click("document.querySelector('[formaction=\"/desk/discard\"]')");
    staff.wait("document.querySelector('#text').value === '' && !document.querySelector('[formaction]')");
    assert_eq!(served.export(&conversation)["turns"].as_array().unwrap().len(), 1, "it does not go out by itself");
}

/// The two ways by which a window hears.
const WAYS: [bool; 2] = [true, false];

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn a_window_knows_its_conversation_and_goes_on_when_it_was_forgotten_whatever_its_way() {
    let driver = Driver::start();
    for sockets in WAYS {
        let mut served = served();
        let customer = driver.browser("en");
        if !sockets {
            customer.without_web_sockets();
        }
        customer.open(&format!("http://{}/", served.address()));
        customer.wait("window.patter && window.patter.conversation");
        assert_eq!(customer.eval("'WebSocket' in window"), sockets);
        let conversation = customer.eval("window.patter.conversation").as_str().unwrap().to_owned();
        assert!(conversation.starts_with("web:"), "{conversation}");
        for line in ["Hello", "Do you ship abroad?", "Hello again"] {
            customer_writes(&customer, line);
        }
        assert_eq!(served.export(&conversation)["conversation"], conversation.as_str());
        // Forgotten at the server, the window shows nothing of it any more, goes on, and is answered.
        assert!(served.stop());
        let (done, told) = served.patter(&["store", "forget", &conversation]);
        assert!(done, "{told}");
        served.again();
        customer.wait(&format!("{}.innerText === ''", inside(".log")));
        customer_writes(&customer, "Hello");
        assert_eq!(served.export(&conversation)["turns"].as_array().unwrap().len(), 1);
        assert_eq!(customer.eval("window.patter.conversation"), conversation.as_str());
    }
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn a_file_that_is_no_photo_is_refused_in_the_visitors_language_alone() {
    let driver = Driver::start();
    let languages = [
        ("jade", "zh-CN", "这张照片没有发出：它不是"),
        ("zapatos", "es", "Esta foto no se aceptó: no es"),
        ("jade", "en", "This photo was not taken: it is not"),
    ];
    for (shop, language, told) in languages {
        let served = served_shop(shop);
        let customer = driver.browser(language);
        customer.open(&format!("http://{}/", served.address()));
        customer.wait("window.patter && window.patter.conversation");
        customer.eval(&format!(
            "(() => {{ const files = new DataTransfer(); files.items.add(new File(['no picture'], 'a.png', {{ type: 'image/png' }}));
               const pick = {}; pick.files = files.files; pick.dispatchEvent(new Event('change')); return true; }})()",
            inside("input[type=file]")
        ));
        customer.wait(&format!("{}.textContent.startsWith('{told}')", inside(".trouble")));
    }
}

#[test]
#[ignore = "needs Chromium: .ci/run installs it"]
fn the_desk_says_when_the_server_is_gone_and_goes_to_the_login_when_it_is_back() {
    let At { mut served, conversation, driver: _driver, staff } = at_the_desk(9);
    for page in [talk(&conversation), "/desk/tasks".to_owned()] {
        staff.open(&format!("http://{}{page}", served.address()));
        staff.wait("document.querySelector('#ways')");
        served.kill();
        staff.wait("document.querySelector('#trouble').innerText.includes('Not connected')");
        served.again();
        staff.wait("document.querySelector('[name=password]')");
        login(&staff, &served);
    }
}
