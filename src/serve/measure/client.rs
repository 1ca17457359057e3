//! Customers who each write, wait for the answer, and write again, over a connection of their own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
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
    let mut stream = BufReader::new(TcpStream::connect(address).await?);
    stream.get_ref().set_nodelay(true)?;
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
        answer(&mut stream).await?;
        took.push(sent.elapsed());
    }
    Ok(took)
}

/// Reads one answer, which must be a good one.
async fn answer(stream: &mut BufReader<TcpStream>) -> std::io::Result<()> {
    let mut line = String::new();
    stream.read_line(&mut line).await?;
    let status = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        line.clear();
        stream.read_line(&mut line).await?;
        let head = line.trim_end();
        if head.is_empty() {
            break;
        }
        if let Some(told) = head.strip_prefix("content-length: ") {
            length = told.parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    if status == "200" {
        return Ok(());
    }
    Err(std::io::Error::other(format!("{status} {}", String::from_utf8_lossy(&body))))
}
