//! Customers who each write, wait for the answer, and write again, over a connection of their own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem;
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
    let began = Instant::now();
    let until = began + length;
    let all: Vec<_> =
        (0..customers).map(|number| tokio::spawn(customer(address, path, lines.clone(), number, until))).collect();
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

/// How long each answer took that customers got, one after the other, over one connection.
async fn customer(
    address: SocketAddr,
    path: &str,
    lines: Arc<[String]>,
    number: usize,
    until: Instant,
) -> std::io::Result<Vec<Duration>> {
    let mut visitor = String::new();
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    let mut took = Vec::new();
    // Not all of them say the same at the same time.
    for (count, line) in lines.iter().cycle().skip(number % lines.len().max(1)).enumerate() {
        if Instant::now() >= until {
            break;
        }
        if count % VISIT == 0 {
            visitor = browser(number, count / VISIT);
        }
        let body = json!({"id": count.to_string(), "text": line}).to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {visitor}\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        answer(&mut stream, &mut read).await?;
        took.push(sent.elapsed());
    }
    Ok(took)
}

/// Reads one answer, which must be a good one. What is measured is the server, so this takes as little time as it can.
async fn answer(stream: &mut TcpStream, read: &mut Vec<u8>) -> std::io::Result<()> {
    read.clear();
    loop {
        if stream.read_buf(read).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        let Some((head, body)) = parts(read) else { continue };
        let length = length(head).unwrap_or_default();
        if body.len() < length {
            continue;
        }
        if head.starts_with(b"HTTP/1.1 200 ") {
            return Ok(());
        }
        return Err(std::io::Error::other(String::from_utf8_lossy(read).into_owned()));
    }
}

/// An answer's head and what of its body came, once the head is whole.
fn parts(read: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memmem::find(read, b"\r\n\r\n")?;
    Some((read.get(..end)?, read.get(end + 4..)?))
}

/// How long the body is, in bytes.
fn length(head: &[u8]) -> Option<usize> {
    let field = b"\r\ncontent-length: ";
    let value = head.get(memmem::find(head, field)? + field.len()..)?;
    let digits = value.split(|byte| *byte == b'\r').next()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}
