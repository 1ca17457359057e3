//! A browser that does what a person does: Debian's Chromium, spoken to by the WebDriver protocol.
//!
//! The protocol is a handful of JSON requests, for which the HTTP client of the program is enough.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

/// How long a condition may take to come about.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// What the protocol calls an element by.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The driver, which starts browsers.
pub struct Driver {
    child: Child,
    address: String,
    _out: BufReader<ChildStdout>,
}

impl Driver {
    pub fn start() -> Self {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("chromedriver, as Debian's chromium-driver installs it");
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("successfully") {
            line.clear();
            assert!(out.read_line(&mut line).unwrap() > 0, "chromedriver ended before it began");
        }
        let port = line.trim().trim_end_matches('.').rsplit(' ').next().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        Driver { child, address, _out: out }
    }

    /// A browser of its own, with nothing remembered, that likes a language best.
    pub fn browser(&self, language: &str) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let folder = format!("--user-data-dir={}", profile.path().display());
        let flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            &folder,
        ];
        let options = json!({"args": flags, "prefs": {"intl.accept_languages": language}});
        let wanted = json!({"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": LONGEST_WAIT.as_millis(), "pageLoad": LONGEST_WAIT.as_millis()},
        }});
        let made = call("POST", &format!("{}/session", self.address), &json!({"capabilities": wanted})).unwrap();
        let session = made["sessionId"].as_str().unwrap();
        Browser { address: format!("{}/session/{session}", self.address), _profile: profile }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// One browser with one window.
pub struct Browser {
    address: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        call(method, &format!("{}{path}", self.address), body)
    }

    pub fn open(&self, address: &str) {
        self.ask("POST", "/url", &json!({ "url": address })).unwrap();
    }

    /// What an expression of JavaScript is.
    pub fn eval(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        self.ask("POST", "/execute/sync", &json!({"script": script, "args": []}))
            .unwrap_or_else(|why| panic!("{expression}: {why}"))
    }

    /// Waits until an expression of JavaScript holds, on this page or on one that takes its place meanwhile.
    pub fn wait(&self, expression: &str) {
        let script = format!(
            "const done = arguments[0]; const look = () => {{ let holds = false; try {{ holds = !!({expression}); }} catch {{ holds = false; }}
             if (holds) done(true); else requestAnimationFrame(look); }}; look();"
        );
        for _ in 0..10 {
            let begun = Instant::now();
            match self.ask("POST", "/execute/async", &json!({"script": script, "args": []})) {
                Ok(_) => return,
                // One that goes away by a form of its own is told as if the time had run out, which it has not.
                Err(why) if why.contains("script timeout") && begun.elapsed() < LONGEST_WAIT => {}
                // The page went away under it.
                Err(why) if why.contains("unload") || why.contains("aborted") || why.contains("detached") => {}
                Err(why) => {
                    panic!("{expression}: {why}\n{}\n{:?}", self.eval("document.body.innerText"), self.complaints())
                }
            }
        }
        panic!("{expression}: one page after the other");
    }

    /// The element that an expression of JavaScript finds, once it is there.
    fn element(&self, expression: &str) -> String {
        self.wait(expression);
        self.eval(expression)[ELEMENT].as_str().unwrap().to_owned()
    }

    /// Does something with the element that an expression finds, again where news put another in its place meanwhile.
    fn with_element(&self, expression: &str, deed: &str, body: &Value) {
        for _ in 0..10 {
            let element = self.element(expression);
            match self.ask("POST", &format!("/element/{element}/{deed}"), body) {
                Ok(_) => return,
                Err(why) if why.contains("stale element") => {}
                Err(why) => panic!("{deed} {expression}: {why}"),
            }
        }
        panic!("{deed} {expression}: one element after the other");
    }

    pub fn click(&self, expression: &str) {
        self.with_element(expression, "click", &json!({}));
    }

    /// Types keys; `\u{e007}` is the Enter key.
    pub fn write(&self, expression: &str, keys: &str) {
        self.with_element(expression, "value", &json!({ "text": keys }));
    }

    /// Looks at pages in the light or in the dark.
    pub fn scheme(&self, scheme: &str) {
        let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
        self.tell("Emulation.setEmulatedMedia", &json!({ "features": features }));
    }

    /// Has a screen of this size; a phone's has twice the dots.
    pub fn screen(&self, width: u32, height: u32) {
        let phone = width < 500;
        let size =
            json!({"width": width, "height": height, "deviceScaleFactor": if phone { 2 } else { 1 }, "mobile": phone});
        self.tell("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Looks at pages as one whose proxy lets no WebSocket through: there are none, from the next page on.
    pub fn without_web_sockets(&self) {
        self.tell("Page.addScriptToEvaluateOnNewDocument", &json!({"source": "delete window.WebSocket;"}));
    }

    fn tell(&self, command: &str, with: &Value) {
        self.ask("POST", "/goog/cdp/execute", &json!({"cmd": command, "params": with})).unwrap();
    }

    /// A picture of what is seen.
    pub fn picture(&self, to: &Path) {
        let told = self.ask("GET", "/screenshot", &Value::Null).unwrap();
        std::fs::write(to, STANDARD.decode(told.as_str().unwrap()).unwrap()).unwrap();
    }

    /// What the console complains of: a policy that was broken, a script that broke off.
    pub fn complaints(&self) -> Vec<String> {
        let told = self.ask("POST", "/se/log", &json!({"type": "browser"})).unwrap();
        told.as_array().unwrap().iter().map(|line| line["message"].to_string()).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.ask("DELETE", "", &Value::Null);
    }
}

/// One request of the protocol: its value, or why not.
fn call(method: &str, address: &str, body: &Value) -> Result<Value, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let answer = match method {
        "GET" => agent.get(address).call(),
        "DELETE" => agent.delete(address).call(),
        _ => agent.post(address).header("content-type", "application/json").send(body.to_string()),
    };
    let mut answer = answer.map_err(|error| error.to_string())?;
    let text = answer.body_mut().with_config().limit(64 << 20).read_to_string().map_err(|error| error.to_string())?;
    let told: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    let value = told["value"].clone();
    if answer.status().is_success() { Ok(value) } else { Err(value.to_string()) }
}
