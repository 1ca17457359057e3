//! Listening: connections up to a number, none that only waits, and a close that lets answers under way finish.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use super::guard::Guarded;
use super::incoming::Peer;
use crate::serve::pace::Pace;

/// How long a request's head may take to come.
const SLOWEST_HEAD: Duration = Duration::from_secs(10);

/// How long answers under way may take when the server closes.
const LONGEST_GOODBYE: Duration = Duration::from_secs(10);

/// How much of what is no HTTP is told of in a minute: the log is not flooded.
const MOST_LOGGED: u32 = 6;

/// Serves until it is told to close.
pub async fn listen(listener: TcpListener, routes: Guarded, most: usize, mut closing: watch::Receiver<bool>) {
    let (room, unheard) = (Arc::new(Semaphore::new(most)), Arc::new(Pace::default()));
    loop {
        let permit = tokio::select! {
            permit = room.clone().acquire_owned() => permit,
            _ = closing.wait_for(|closing| *closing) => break,
        };
        let Ok(permit) = permit else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.wait_for(|closing| *closing) => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file handles, for instance: others close soon.
                tracing::warn!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let routes = routes.clone();
        let service = service_fn(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            let answer = routes.clone().answer(request.map(Body::new));
            async { Ok::<_, Infallible>(answer.await) }
        });
        let mut builder = Builder::new();
        // Whoever has sent half a request and no more is told so.
        builder.half_close(true).timer(TokioTimer::new()).header_read_timeout(SLOWEST_HEAD).max_buf_size(64 * 1024);
        let connection = builder.serve_connection(TokioIo::new(stream), service).with_upgrades();
        let (mut closing, unheard) = (closing.clone(), unheard.clone());
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => Some(ended),
                _ = closing.wait_for(|closing| *closing) => None,
            };
            if let Some(Err(error)) = &ended
                && error.is_parse()
                && unheard.allows("what is no HTTP", MOST_LOGGED)
            {
                tracing::warn!(%error, "what came is no HTTP, or has a head that is too large; does a proxy speak TLS to this address? It hears `http://` alone");
            }
            if ended.is_none() {
                connection.as_mut().graceful_shutdown();
                let _ = tokio::time::timeout(LONGEST_GOODBYE, connection).await;
            }
            drop(permit);
        });
    }
    drop(listener);
    let all = u32::try_from(most).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(LONGEST_GOODBYE, room.acquire_many_owned(all)).await;
}
