//! The floor of the web: the same requests, answered with their own bodies and nothing done.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::routing::post;
use tokio::net::TcpListener;

use super::{Figures, client};
use crate::serve::server::Fault;

pub(super) async fn echo(lines: Arc<[String]>, customers: usize, length: Duration) -> Result<Figures, Fault> {
    let fault = |error: std::io::Error| Fault(error.to_string());
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(fault)?;
    let address = listener.local_addr().map_err(fault)?;
    let router = Router::new().route("/echo", post(async |body: Bytes| body));
    let listening = tokio::spawn(async move { axum::serve(listener, router).await });
    let figures = client::talk(address, "/echo", lines, customers, length).await;
    listening.abort();
    figures
}
