//! What Chatwoot is asked, held against Chatwoot's own description of its interface: Prism answers in its place, and refuses what does not fit.
//!
//! `PATTER_PRISM` is the program, `PATTER_PRISM_API` the description.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use serde_json::json;

use super::chatwoot::{served, tell, wrote};
use super::mock::mock;
use super::program::{self, send};

/// How long anything may take.
const SLOWEST: Duration = Duration::from_secs(60);

struct Prism {
    address: SocketAddr,
    child: Child,
}

impl Prism {
    fn start() -> Self {
        let program = std::env::var("PATTER_PRISM").expect("PATTER_PRISM: the program `prism`");
        let description = std::env::var("PATTER_PRISM_API").expect("PATTER_PRISM_API: Chatwoot's description");
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut command = Command::new(program);
        // Without `--errors` it answers even what it finds at fault.
        command.args(["mock", "--errors", "-h", "127.0.0.1", "-p", &address.port().to_string(), &description]);
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let prism = Prism { address, child };
        let since = Instant::now();
        while TcpStream::connect(address).is_err() {
            assert!(since.elapsed() < SLOWEST, "Prism does not answer");
            std::thread::yield_now();
        }
        prism
    }
}

impl Drop for Prism {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
#[ignore = "needs Prism and Chatwoot's description: .ci/run installs the one and says where both are"]
fn every_request_fits_chatwoots_own_description() {
    let prism = Prism::start();
    let address = prism.address;
    let (told, hears) = channel();
    let (chatwoot, _asks) = mock(move |asked| {
        let pairs: Vec<(&str, &str)> = ["api_access_token", "content-type"]
            .into_iter()
            .filter_map(|name| Some((name, asked.headers.get(name)?.to_str().ok()?)))
            .collect();
        let answer = send(address, &asked.method, &asked.path, &pairs, &asked.bytes).unwrap();
        told.send((asked.path.clone(), asked.body.clone(), answer.status, answer.body.clone())).unwrap();
        (answer.status, answer.body)
    });
    let served = served(chatwoot);
    for (id, text) in (1..).zip(["hello", "a ring", "large", "show me", "a picture", "a person"]) {
        assert_eq!(tell(&served, &wrote(id, text, &json!({}))).status, 200);
    }
    for (id, what) in ["staff.left", "staff.joined", "staff.resolved"].into_iter().enumerate() {
        let event = json!({"type": what, "data": {"conversation": "chatwoot:77"}});
        assert_eq!(program::tell(served.address(), &id.to_string(), &event).unwrap().status, 200);
    }
    let mut kinds = Vec::new();
    while !kinds.contains(&"resolved".to_owned()) {
        let (path, body, status, answer) = hears.recv_timeout(SLOWEST).unwrap();
        assert_eq!(status, 200, "{path} {body}: {answer}");
        kinds.push(body["content"].as_str().or_else(|| body["status"].as_str()).unwrap().to_owned());
        kinds.extend(body["content_type"].as_str().map(str::to_owned));
    }
    for kind in
        ["Say that again?", "input_select", "cards", "open", "☐ call the customer", "asked for a person", "pending"]
    {
        assert!(kinds.contains(&kind.to_owned()), "{kind}: {kinds:?}");
    }
    // It would have refused what does not fit.
    let path = "/api/v1/accounts/2/conversations/12/messages";
    let refused =
        |headers: &[(&str, &str)], body: &str| send(address, "POST", path, headers, body.as_bytes()).unwrap().status;
    let json = ("content-type", "application/json");
    assert_eq!(refused(&[json, ("api_access_token", "t")], "{\"message_type\": \"outgoing\"}"), 422);
    assert_eq!(refused(&[json], "{\"content\": \"x\"}"), 401);
}
