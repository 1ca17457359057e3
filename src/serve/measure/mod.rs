//! How fast a server is, beside what the same machine could do at most.
//!
//! Customers who each wait for an answer before they write again talk to a server in the same process, over real connections; whoever has written enough
//! leaves, and another comes. Beside it stand two floors: a bare commit of the same bytes by one thread that groups them, and a bare echo of the same requests.

mod client;
mod commit;
mod echo;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::http::{listen, routes};
use super::script::Scripts;
use super::server::{Fault, Opened, open, threads};
use super::settings::Settings;

/// How many lines a customer writes before the next one comes: more than most do, so that states are of the size they have.
const VISIT: usize = 20;

/// What many customers at once met with.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// How many answers there were.
    pub answers: usize,
    /// How many a second.
    pub per_second: f64,
    /// How long half of them took at most.
    pub half: Duration,
    /// How long all but one in a hundred took at most.
    pub most: Duration,
}

/// A server and its two floors, at one number of customers.
#[derive(Clone, Debug)]
pub struct Measured {
    /// How many customers there were.
    pub customers: usize,
    /// The server.
    pub server: Figures,
    /// The bare commit of the same bytes.
    pub commit: Figures,
    /// The bare echo.
    pub echo: Figures,
}

impl Measured {
    /// How many times slower the server is than the slower of its floors.
    pub fn times_slower(&self) -> f64 {
        self.commit.per_second.min(self.echo.per_second) / self.server.per_second
    }
}

/// Measures a server with so many customers, who write these lines one after the other.
pub fn measure(
    script: &str,
    folder: &Path,
    lines: Arc<[String]>,
    customers: usize,
    length: Duration,
) -> Result<Measured, Fault> {
    threads()?.block_on(async {
        let store = folder.join(format!("serve-{customers}.db"));
        let server = server(script, &store, lines.clone(), customers, length).await?;
        let turns = commit::turns(&store)?;
        let commit = commit::commit(&folder.join(format!("floor-{customers}.db")), turns, customers, length).await?;
        let echo = echo::echo(lines, customers, length).await?;
        Ok(Measured { customers, server, commit, echo })
    })
}

async fn server(
    script: &str,
    store: &Path,
    lines: Arc<[String]>,
    customers: usize,
    length: Duration,
) -> Result<Figures, Fault> {
    let scripts = Scripts::open(script).map_err(|_| Fault(format!("`{script}` has mistakes; see `patter check`")))?;
    let settings = Settings {
        store: store.to_owned(),
        messages_per_minute: u32::MAX,
        requests_per_minute: u32::MAX,
        ..Settings::default()
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(|error| Fault(error.to_string()))?;
    let address = listener.local_addr().map_err(|error| Fault(error.to_string()))?;
    let Opened { house, store, close, .. } = open(Arc::new(scripts), settings)?;
    let closing = house.closing.clone();
    let listening = tokio::spawn(listen(listener, routes(house), customers + 16, closing));
    let figures = client::talk(address, "/chat/messages", lines, customers, length).await?;
    let _ = close.send(true);
    let _ = listening.await;
    let closed = tokio::task::spawn_blocking(move || store.close()).await;
    closed.map_err(|error| Fault(error.to_string()))?;
    Ok(figures)
}

/// Figures of answers that took so long each, since a beginning.
fn figures(mut took: Vec<Duration>, began: Instant) -> Figures {
    let all = began.elapsed().as_secs_f64();
    took.sort_unstable();
    let part = |percent: usize| took.get(took.len() * percent / 100).copied().unwrap_or_default();
    Figures { answers: took.len(), per_second: took.len() as f64 / all, half: part(50), most: part(99) }
}
