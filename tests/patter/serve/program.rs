//! The program itself, as an owner starts it, and a browser that says what it is told to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tempfile::TempDir;

pub const EVENT_SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
pub const OLD_EVENT_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
pub const SHOP_SECRET: &str = "hush";
pub const CUSTOMER_SECRET: &str = "known customers only";
pub const ADMIN_TOKEN: &str = "let me in, if you please";

/// A folder with a script and a store, and the program that serves them.
pub struct Served {
    pub folder: TempDir,
    address: SocketAddr,
    child: Option<Child>,
    flags: Vec<String>,
}

impl Served {
    pub fn start(script: &str, flags: &[&str]) -> Self {
        Self::start_with(script, &[], flags)
    }

    /// The same with more files beside the script.
    pub fn start_with(script: &str, files: &[(&str, &str)], flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files.iter().chain(&[("main.patter", script)]) {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self::begin(folder, ".", flags)
    }

    /// A shop's folder elsewhere, with files beside the store.
    pub fn start_shop(shop: &Path, files: &[(&str, &str)], flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self::begin(folder, shop.to_str().unwrap(), flags)
    }

    fn begin(folder: TempDir, script: &str, flags: &[&str]) -> Self {
        let flags = std::iter::once(&script).chain(flags).map(|&flag| flag.to_owned()).collect();
        let mut served = Served { folder, address: SocketAddr::from(([127, 0, 0, 1], 0)), child: None, flags };
        served.again();
        served
    }

    /// Starts it, at the address it had before.
    pub fn again(&mut self) {
        self.run(self.command());
    }

    /// Starts it by another command.
    pub fn run(&mut self, mut command: Command) {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split_whitespace().next());
        self.address = address.unwrap_or_else(|| panic!("it did not start: {line}")).parse().unwrap();
        self.child = Some(child);
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
        command.args(["serve", "--listen", &self.address.to_string()]).args(&self.flags);
        command.current_dir(self.folder.path());
        command.env("PATTER_EVENT_SECRETS", format!("{OLD_EVENT_SECRET},{EVENT_SECRET}"));
        command.env("PATTER_SHOPIFY_SECRETS", SHOP_SECRET).env("PATTER_WOOCOMMERCE_SECRETS", SHOP_SECRET);
        command.env("PATTER_CUSTOMER_SECRET", CUSTOMER_SECRET).env("PATTER_ADMIN_TOKEN", ADMIN_TOKEN);
        // The tests are all one sender.
        command.env("PATTER_REQUESTS_PER_MINUTE", "1000000000").env("PATTER_WINDOWS_PER_ADDRESS", "1000000000");
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the process holds in memory, in KiB.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.as_ref().unwrap().id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Does something while every write of a turn fails, as on a disk at fault.
    pub fn at_fault<T>(&self, does: impl FnOnce() -> T) -> T {
        let change =
            |what: &str| rusqlite::Connection::open(self.path("patter.db")).unwrap().execute_batch(what).unwrap();
        for what in ["INSERT", "UPDATE"] {
            let fails = "BEGIN SELECT RAISE(FAIL, 'the disk is at fault'); END";
            change(&format!("CREATE TRIGGER broken_{what} BEFORE {what} ON turn {fails}"));
        }
        let done = does();
        change("DROP TRIGGER broken_INSERT");
        change("DROP TRIGGER broken_UPDATE");
        done
    }

    /// Starts it anew, and tells what it logs from now on; its flags say that it logs JSON.
    pub fn logged(&mut self) -> impl Iterator<Item = Value> + use<> {
        assert!(self.stop());
        let command = self.command();
        self.logs(command)
    }

    /// The same by another command.
    pub fn logs(&mut self, mut command: Command) -> impl Iterator<Item = Value> + use<> {
        command.stderr(Stdio::piped());
        self.run(command);
        let log = self.child.as_mut().unwrap().stderr.take().unwrap();
        BufReader::new(log).lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap())
    }

    /// Waits until nothing is left to be sent: killed before it notes that something was taken, it would send that again.
    pub fn delivered(&self) {
        let metrics = || send(self.address, "GET", "/metrics", &[], b"").unwrap().body;
        while !metrics().contains("patter_depth{of=\"outbox\"} 0") {
            std::thread::yield_now();
        }
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Asks it to end, and tells whether it did so of its own accord.
    pub fn stop(&mut self) -> bool {
        let mut child = self.child.take().unwrap();
        Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        child.wait().unwrap().success()
    }

    /// Another command of the program's in the same folder.
    pub fn patter(&self, arguments: &[&str]) -> (bool, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_patter"));
        let output = command.args(arguments).current_dir(self.folder.path()).output().unwrap();
        let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
        (output.status.success(), told)
    }

    pub fn export(&self, name: &str) -> Value {
        let (done, told) = self.patter(&["store", "export", name]);
        assert!(done, "{told}");
        serde_json::from_str(&told).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.kill();
    }
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }

    /// The code and the reason of a refusal.
    pub fn refusal(&self) -> (String, String) {
        let error = &self.json()["error"];
        (error["code"].as_str().unwrap().to_owned(), error["message"].as_str().unwrap().to_owned())
    }
}

/// Sends bytes and reads the answer; nothing where the connection breaks.
pub fn exchange(address: SocketAddr, bytes: &[u8], half: bool) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    stream.write_all(bytes).ok()?;
    if half {
        stream.shutdown(std::net::Shutdown::Write).ok()?;
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let body = if head.to_lowercase().contains("transfer-encoding: chunked") { chunks(body) } else { body.to_owned() };
    Some(Answer { status, head: head.to_owned(), body })
}

fn chunks(mut rest: &str) -> String {
    let mut body = String::new();
    while let Some((length, behind)) = rest.split_once("\r\n") {
        let length = usize::from_str_radix(length, 16).unwrap_or(0);
        if length == 0 || length > behind.len() {
            break;
        }
        body += &behind[..length];
        rest = behind[length..].trim_start_matches("\r\n");
    }
    body
}

/// A request as it goes over the wire.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{method} {path} HTTP/1.1\r\nhost: shop.test\r\nconnection: close\r\n").into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    if !body.is_empty() || matches!(method, "POST" | "PUT") {
        bytes.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

pub fn send(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Option<Answer> {
    exchange(address, &request(method, path, headers, body), false)
}

/// A browser's secret, and what it is called.
pub fn visitor(number: u32) -> (String, String) {
    let mut bytes = [7; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    let digest = hmac_sha256::Hash::hash(&bytes);
    let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    (URL_SAFE_NO_PAD.encode(bytes), format!("web:{name}"))
}

/// A message of a visitor's.
pub fn say(address: SocketAddr, visitor: &str, id: &str, text: &str) -> Option<Answer> {
    let body = json!({"id": id, "text": text}).to_string();
    send(address, "POST", "/chat/messages", &[("authorization", &format!("Bearer {visitor}"))], body.as_bytes())
}

/// Headers that sign an event by the Standard Webhooks specification.
pub fn signed(secret: &str, id: &str, at: i64, body: &str) -> Vec<(String, String)> {
    let signature = standardwebhooks::Webhook::new(secret).unwrap().sign(id, at, body.as_bytes()).unwrap();
    vec![
        ("webhook-id".to_owned(), id.to_owned()),
        ("webhook-timestamp".to_owned(), at.to_string()),
        ("webhook-signature".to_owned(), signature),
    ]
}

/// Headers by which Chatwoot signs what it tells its bot.
pub fn signed_by_chatwoot(secret: &str, at: i64, body: &[u8]) -> [(&'static str, String); 2] {
    let signature = hmac_sha256::HMAC::mac([format!("{at}.").as_bytes(), body].concat(), secret.as_bytes());
    let signature: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    [("x-chatwoot-timestamp", at.to_string()), ("x-chatwoot-signature", format!("sha256={signature}"))]
}

pub fn now() -> i64 {
    jiff::Timestamp::now().as_second()
}

/// Tells a shop's event.
pub fn tell(address: SocketAddr, id: &str, event: &Value) -> Option<Answer> {
    let body = event.to_string();
    let headers = signed(EVENT_SECRET, id, now(), &body);
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    send(address, "POST", "/events", &headers, body.as_bytes())
}

/// The shop's signature of a customer's number.
pub fn vouched(customer: &str) -> String {
    let signature = hmac_sha256::HMAC::mac(customer.as_bytes(), CUSTOMER_SECRET.as_bytes());
    signature.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Shopify's and WooCommerce's signature.
pub fn hmac(body: &[u8]) -> String {
    STANDARD.encode(hmac_sha256::HMAC::mac(body, SHOP_SECRET.as_bytes()))
}

/// Turns by server-sent events, as many as are asked for.
pub fn turns(address: SocketAddr, visitor: &str, after: Option<u64>, many: usize) -> Vec<Value> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    let after = after.map_or(String::new(), |after| format!("last-event-id: {after}\r\n"));
    let head =
        format!("GET /chat/events HTTP/1.1\r\nhost: shop.test\r\nauthorization: Bearer {visitor}\r\n{after}\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let told = lines.filter_map(|line| Some(serde_json::from_str(line.strip_prefix("data: ")?).unwrap()));
    told.take(many).collect()
}
