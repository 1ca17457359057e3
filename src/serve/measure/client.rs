//! Customers who each write, wait for the answer, and write again, over a connection of their own.

use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem::Finder;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Figures, VISIT, figures};
use crate::serve::server::Fault;

/// So many customers talk for so long.
pub(super) async fn talk(
    address: SocketAddr,
    path: &'static str,
    lines: Arc<[String]>,
    customers: usize,
    length: Duration,
) -> Result<Figures, Fault> {
    let quoted = lines.iter().map(|line| json!(line).to_string()).collect::<Arc<[String]>>();
    let began = Instant::now();
    let until = began + length;
    let all: Vec<_> =
        (0..customers).map(|number| tokio::spawn(customer(address, path, quoted.clone(), number, until))).collect();
    let mut took = Vec::new();
    for one in all {
        let one = one.await.map_err(|error| Fault(error.to_string()))?;
        took.extend(one.map_err(|error| Fault(format!("a customer was not answered: {error}")))?);
    }
    Ok(figures(took, began))
}

/// The secret of the browser that one customer after the other brings along.
fn browser(number: usize, visit: usize) -> String {
    let mut secret = [0; 32];
    let parts = number.to_be_bytes().into_iter().chain(visit.to_be_bytes());
    secret.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
    URL_SAFE_NO_PAD.encode(secret)
}

/// How long each answer took that customers got, one after the other, over one connection. Their lines are JSON already: what is measured is the
/// server, so this takes as little time as it can.
async fn customer(
    address: SocketAddr,
    path: &str,
    lines: Arc<[String]>,
    number: usize,
    until: Instant,
) -> std::io::Result<Vec<Duration>> {
    let mut head = String::new();
    let (mut body, mut request) = (String::new(), String::new());
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut answer = Answer::default();
    let mut took = Vec::new();
    // Not all of them say the same at the same time.
    for (count, line) in lines.iter().cycle().skip(number % lines.len().max(1)).enumerate() {
        if Instant::now() >= until {
            break;
        }
        if count % VISIT == 0 {
            let visitor = browser(number, count / VISIT);
            head = format!(
                "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {visitor}\r\ncontent-length: "
            );
        }
        body.clear();
        request.clear();
        let _ = write!(body, r#"{{"id":"{count}","text":{line}}}"#);
        let _ = write!(request, "{head}{}\r\n\r\n{body}", body.len());
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        answer.read(&mut stream).await?;
        took.push(sent.elapsed());
    }
    Ok(took)
}

/// An answer as it comes.
struct Answer {
    read: Vec<u8>,
    end: Finder<'static>,
    length: Finder<'static>,
}

impl Default for Answer {
    fn default() -> Self {
        Answer { read: Vec::new(), end: Finder::new(b"\r\n\r\n"), length: Finder::new(b"\r\ncontent-length: ") }
    }
}

impl Answer {
    /// Reads one answer, which must be a good one.
    async fn read(&mut self, stream: &mut TcpStream) -> std::io::Result<()> {
        self.read.clear();
        loop {
            if stream.read_buf(&mut self.read).await? == 0 {
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            let Some((head, body)) = self.parts() else { continue };
            if body.len() < self.length(head).unwrap_or_default() {
                continue;
            }
            if head.starts_with(b"HTTP/1.1 200 ") {
                return Ok(());
            }
            return Err(std::io::Error::other(String::from_utf8_lossy(&self.read).into_owned()));
        }
    }

    /// Its head and what of its body came, once the head is whole.
    fn parts(&self) -> Option<(&[u8], &[u8])> {
        let end = self.end.find(&self.read)?;
        Some((self.read.get(..end)?, self.read.get(end + 4..)?))
    }

    /// How long the body is, in bytes.
    fn length(&self, head: &[u8]) -> Option<usize> {
        let value = head.get(self.length.find(head)? + self.length.needle().len()..)?;
        let digits = value.split(|byte| *byte == b'\r').next()?;
        std::str::from_utf8(digits).ok()?.parse().ok()
    }
}
