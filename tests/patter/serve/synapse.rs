//! A real homeserver, Synapse: two customers converse with the jade shop in English and in Chinese, the bot is killed in the midst of
//! it and started again, and a member of staff comes and goes.
//!
//! `PATTER_SYNAPSE` is a Python that has it: `.ci/run` makes one.

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::program::{Answer, Served, send};

const SERVER: &str = "shop.test";
const BOT: &str = "@lan:shop.test";

/// How long anything may take.
const SLOWEST: Duration = Duration::from_secs(120);

/// A homeserver of the test's own, ended with it.
struct Synapse {
    address: SocketAddr,
    child: Child,
}

impl Synapse {
    /// Starts it in a folder with a registration file, at an address that was free a moment ago.
    fn start(python: &str, folder: &Path, address: SocketAddr, registration: &str) -> Self {
        let own = folder.join("synapse");
        std::fs::create_dir(&own).unwrap();
        std::fs::write(own.join("registration.yaml"), registration).unwrap();
        let at = |name: &str| own.join(name).display().to_string();
        let limit = json!({"per_second": 10_000, "burst_count": 10_000});
        // JSON is YAML too.
        let config = json!({
            "server_name": SERVER, "public_baseurl": format!("http://{address}/"), "pid_file": at("pid"),
            "listeners": [{"port": address.port(), "bind_addresses": ["127.0.0.1"], "type": "http", "tls": false,
                           "resources": [{"names": ["client"]}]}],
            "database": {"name": "sqlite3", "args": {"database": at("homeserver.db")}},
            "media_store_path": at("media"), "signing_key_path": at("signing.key"), "report_stats": false,
            "registration_shared_secret": "of the test's own", "macaroon_secret_key": "of the test's own",
            "trusted_key_servers": [], "federation_domain_whitelist": [], "app_service_config_files": [at("registration.yaml")],
            "rc_message": limit, "rc_login": {"address": limit, "account": limit, "failed_attempts": limit},
        });
        std::fs::write(own.join("homeserver.yaml"), config.to_string()).unwrap();
        let command = || {
            let mut command = Command::new(python);
            command.args(["-m", "synapse.app.homeserver", "--config-path"]).arg(own.join("homeserver.yaml"));
            command.current_dir(&own).stdout(Stdio::null());
            command.stderr(std::fs::File::create(own.join("log")).unwrap());
            command
        };
        assert!(command().arg("--generate-keys").status().unwrap().success(), "{}", log(&own));
        let synapse = Synapse { address, child: command().spawn().unwrap() };
        let since = Instant::now();
        while synapse.ask("GET", "/_matrix/client/versions", "", &json!(null)).is_none_or(|answer| answer.status != 200)
        {
            assert!(since.elapsed() < SLOWEST, "Synapse does not answer: {}", log(&own));
            std::thread::yield_now();
        }
        synapse
    }

    fn ask(&self, method: &str, path: &str, token: &str, body: &Value) -> Option<Answer> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let bearer = format!("Bearer {token}");
        let headers: &[(&str, &str)] = if token.is_empty() { &[] } else { &[("authorization", &bearer)] };
        send(self.address, method, path, headers, body.as_bytes())
    }
}

impl Drop for Synapse {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("log")).unwrap_or_default()
}

/// Somebody at the homeserver, and what they have seen in a room.
struct Person<'a> {
    synapse: &'a Synapse,
    name: String,
    token: String,
    since: Option<String>,
    written: u32,
    /// Who wrote what, in order.
    seen: Vec<(String, String)>,
}

impl<'a> Person<'a> {
    fn new(python: &str, folder: &Path, synapse: &'a Synapse, localpart: &str) -> Self {
        let mut command = Command::new(python);
        command.args([
            "-m",
            "synapse._scripts.register_new_matrix_user",
            "--no-admin",
            "-u",
            localpart,
            "-p",
            "of the test's own",
        ]);
        command.arg("-c").arg(folder.join("synapse/homeserver.yaml")).arg(format!("http://{}", synapse.address));
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
        let name = format!("@{localpart}:{SERVER}");
        let identifier = json!({"type": "m.id.user", "user": localpart});
        let login = json!({"type": "m.login.password", "identifier": identifier, "password": "of the test's own"});
        let answer = synapse.ask("POST", "/_matrix/client/v3/login", "", &login).unwrap();
        let token = answer.json()["access_token"].as_str().unwrap().to_owned();
        Person { synapse, name, token, since: None, written: 0, seen: Vec::new() }
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.synapse.ask(method, &format!("/_matrix/client/v3{path}"), &self.token, body).unwrap();
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    /// A room with the bot.
    fn room(&self) -> String {
        let room = json!({"preset": "trusted_private_chat", "is_direct": true, "invite": [BOT]});
        self.ask("POST", "/createRoom", &room)["room_id"].as_str().unwrap().to_owned()
    }

    fn write(&mut self, room: &str, text: &str) {
        self.written += 1;
        let body = json!({"msgtype": "m.text", "body": text});
        self.ask("PUT", &format!("/rooms/{room}/send/m.room.message/{}", self.written), &body);
    }

    /// Looks at what is new, waiting a little for it.
    fn look(&mut self, room: &str) {
        let since = self.since.as_ref().map_or(String::new(), |since| format!("&since={since}"));
        let filter = "%7B%22room%22%3A%7B%22timeline%22%3A%7B%22limit%22%3A500%7D%7D%7D";
        let synced = self.ask("GET", &format!("/sync?timeout=500&filter={filter}{since}"), &json!(null));
        self.since = Some(synced["next_batch"].as_str().unwrap().to_owned());
        let timeline = &synced["rooms"]["join"][room]["timeline"];
        assert_ne!(timeline["limited"], true, "nothing was left out");
        for event in timeline["events"].as_array().into_iter().flatten() {
            if event["type"] == "m.room.message" {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                self.seen.push((text(&event["sender"]), text(&event["content"]["body"])));
            }
        }
    }

    /// Waits for something to be so, looking at what is new meanwhile.
    fn wait(&mut self, room: &str, what: &str, so: impl Fn(&Self) -> bool) {
        let since = Instant::now();
        while !so(self) {
            assert!(since.elapsed() < SLOWEST, "{what}: {:#?}", self.seen);
            self.look(room);
        }
    }

    /// What the bot said.
    fn heard(&self) -> Vec<&str> {
        self.seen.iter().filter(|(who, _)| who == BOT).map(|(_, text)| text.as_str()).collect()
    }
}

/// What the shop has kept of a conversation: what the customer wrote, and what was to be said to that.
fn kept(served: &Served, name: &str) -> (Vec<String>, Vec<String>) {
    let (done, told) = served.patter(&["store", "export", &format!("matrix:{name}")]);
    let export: Value = if done { serde_json::from_str(&told).unwrap() } else { json!({"turns": []}) };
    let (mut wrote, mut said) = (Vec::new(), Vec::new());
    for turn in export["turns"].as_array().unwrap() {
        let message = &turn["event"]["happening"]["message"]["text"];
        wrote.extend(message.as_str().map(str::to_owned));
        for act in turn["turn"]["acts"].as_array().unwrap() {
            let Some(texts) = act["texts"].as_array() else { continue };
            said.push(spoken(act, texts));
        }
    }
    (wrote, said)
}

/// An act as it reads in a room.
fn spoken(act: &Value, texts: &[Value]) -> String {
    let page = |place: usize| act["products"][place]["url"].as_str().map_or(String::new(), |page| format!(" {page}"));
    let lines = texts.iter().enumerate().map(|(place, text)| text.as_str().unwrap().to_owned() + &page(place));
    let choices = act["choices"].as_array().into_iter().flatten();
    let choices = choices.map(|choice| format!("• {}", choice.as_str().unwrap()));
    lines.chain(choices).collect::<Vec<_>>().join("\n")
}

/// Waits until all that was written is kept, and all that was to be said is seen: each once and in order.
fn settled(served: &Served, person: &mut Person<'_>, room: &str, written: &[&str]) {
    person.wait(room, "not answered yet", |person| {
        let (wrote, said) = kept(served, &person.name);
        wrote.len() >= written.len() && person.heard().len() >= said.len()
    });
    let (wrote, said) = kept(served, &person.name);
    assert_eq!(wrote, written);
    assert_eq!(person.heard(), said);
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The jade shop with a bot at a homeserver that does not run yet.
fn jade(homeserver: SocketAddr) -> (Served, String) {
    let mut served =
        Served::start("shop \"Stall\":\n  language en\n  currency EUR\n\nwhen message say \"Yes.\"\n", &[]);
    assert!(served.stop());
    let shop = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/shops/jade");
    for file in std::fs::read_dir(shop).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), served.path(&file.file_name().to_string_lossy())).unwrap();
    }
    let settings =
        format!("matrix = \"http://{homeserver}\"\nmatrix-bot = \"{BOT}\"\nmatrix-secret = \"known to nobody else\"\n");
    std::fs::write(served.path("serve.toml"), settings).unwrap();
    let flag = format!("--matrix-registration=http://{}", served.address());
    let (done, registration) = served.patter(&["serve", "--config", "serve.toml", &flag]);
    assert!(done, "{registration}");
    (served, registration)
}

fn start(served: &mut Served) {
    let mut command = served.command();
    command.args(["--config", "serve.toml"]);
    served.run(command);
}

#[test]
#[ignore = "needs Synapse: .ci/run installs it and says where in PATTER_SYNAPSE"]
fn two_customers_converse_while_the_bot_is_killed_and_started_again() {
    let python = std::env::var("PATTER_SYNAPSE").expect("PATTER_SYNAPSE: a Python that has matrix-synapse");
    let homeserver = free();
    let (mut served, registration) = jade(homeserver);
    // The bot is there first, and waits for its homeserver.
    start(&mut served);
    let folder = tempfile::tempdir().unwrap();
    let synapse = Synapse::start(&python, folder.path(), homeserver, &registration);
    let person = |localpart| Person::new(&python, folder.path(), &synapse, localpart);
    let (mut ana, mut bao, mut mei) = (person("ana"), person("bao"), person("mei"));

    // Written at once, perhaps before the bot has come in.
    let (english, chinese) = (ana.room(), bao.room());
    let mut in_english = vec!["Hello!"];
    let mut in_chinese = vec!["你好"];
    ana.write(&english, in_english[0]);
    bao.write(&chinese, in_chinese[0]);
    settled(&served, &mut ana, &english, &in_english);
    settled(&served, &mut bao, &chinese, &in_chinese);

    let more = [
        ("Is it real jade?", "这个是真的翡翠吗？"),
        ("How much is the Moss Beads?", "青苔手串多少钱？"),
        ("Can you make it cheaper?", "能便宜点吗？"),
    ];
    for (kill, (a, b)) in more.into_iter().enumerate() {
        ana.write(&english, a);
        bao.write(&chinese, b);
        in_english.push(a);
        in_chinese.push(b);
        // Under way, and while nobody is there.
        served.kill();
        let (a, b) =
            [("Do you ship to Spain?", "发货要几天？"), ("Do you have a bangle?", "有手镯吗？"), ("Thank you", "谢谢")]
                [kill];
        ana.write(&english, a);
        bao.write(&chinese, b);
        in_english.push(a);
        in_chinese.push(b);
        start(&mut served);
        settled(&served, &mut ana, &english, &in_english);
        settled(&served, &mut bao, &chinese, &in_chinese);
    }

    // Somebody new opens a room while nobody is there.
    served.kill();
    let mut cai = person("cai");
    let new = cai.room();
    cai.write(&new, "您好");
    start(&mut served);
    settled(&served, &mut cai, &new, &["您好"]);

    // A person comes into the room: the bot is silent until they go.
    ana.ask("POST", &format!("/rooms/{english}/invite"), &json!({"user_id": mei.name}));
    mei.ask("POST", &format!("/rooms/{english}/join"), &json!({}));
    mei.write(&english, "I am Mei; let me look.");
    ana.write(&english, "Is the bangle real jade?");
    in_english.push("Is the bangle real jade?");
    settled(&served, &mut ana, &english, &in_english);
    let silent = ana.heard().len();
    mei.ask("POST", &format!("/rooms/{english}/leave"), &json!({}));
    ana.write(&english, "How much is the Moss Beads?");
    in_english.push("How much is the Moss Beads?");
    settled(&served, &mut ana, &english, &in_english);
    assert!(ana.heard().len() > silent, "it answers again");
    let all: Vec<&str> = ana.seen.iter().map(|(_, text)| text.as_str()).collect();
    let place = |text: &str| all.iter().position(|seen| *seen == text).unwrap();
    let between = place("I am Mei; let me look.")..place("Is the bangle real jade?");
    assert!(ana.seen[between].iter().all(|(who, _)| who != BOT), "silent with staff: {all:#?}");
    assert!(bao.heard().iter().skip(1).all(|text| text.chars().any(|sign| sign > '\u{2e80}')), "{:#?}", bao.heard());
    assert!(served.stop());
}
