//! A server put together: store, script, channels and the web, from the start to a quiet end.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Mutex, Semaphore, watch};

use super::bell::Bell;
use super::channel::Channels;
use super::chatwoot::Chatwoot;
use super::http::{Desk, House, Matrix, Windows, begin, listen, routes};
use super::look::{doubtful, look, unsigned};
use super::matrix::{Bot, Homeserver, Rooms};
use super::metrics::{Journal, Metrics};
use super::mute::Mute;
use super::outgoing::Outgoing;
use super::pace::Pace;
use super::photo::Photos;
use super::script::Scripts;
use super::settings::Settings;
use super::store::sqlite::Sqlite;
use super::store::{Names, Pending, Records, Store};
use super::systems::System;
use super::watchers::Watchers;

/// How often what is old is let go of.
const LET_GO_EVERY: Duration = Duration::from_secs(3_600);

/// How many photos may be coming in at once, of up to 8 MiB each.
const MOST_UPLOADS: usize = 32;

/// How long what is being sent may take when the server closes: longer than any other side may take to answer.
const LONGEST_SENDING: Duration = Duration::from_secs(15);

/// How far the threads that talk to the outside stand behind the one that commits, as `nice` counts.
#[cfg(target_os = "linux")]
const BEHIND_THE_STORE: i32 = 3;

/// Why a server does not start, in plain words.
#[derive(Debug)]
pub struct Fault(pub String);

/// Serves a script until the system asks it to end; `started` is told the address it listens at.
pub fn serve(scripts: Scripts, settings: Settings, started: impl FnOnce(std::net::SocketAddr)) -> Result<(), Fault> {
    threads()?.block_on(run(Arc::new(scripts), settings, started))
}

/// The threads that talk to the outside. All of them wait for the one that commits, so that one goes first.
pub(super) fn threads() -> Result<Runtime, Fault> {
    let runtime = Builder::new_multi_thread().enable_all().on_thread_start(step_back).build();
    runtime.map_err(|error| Fault(format!("the system gives no threads: {error}")))
}

/// Lets threads that have not stepped back go before this one.
fn step_back() {
    #[cfg(target_os = "linux")]
    if let Err(error) = rustix::process::nice(BEHIND_THE_STORE) {
        tracing::debug!(%error, "a thread could not step back");
    }
}

async fn run(
    scripts: Arc<Scripts>,
    settings: Settings,
    started: impl FnOnce(std::net::SocketAddr),
) -> Result<(), Fault> {
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.map_err(|error| Fault(cannot_listen(settings.listen, &error)))?;
    let Opened { house, store, close, delivered } = open(scripts, settings)?;
    if house.settings.watch {
        let systems = house.settings.systems.clone();
        tokio::spawn(look(house.scripts.clone(), systems, house.closing.clone()));
    }
    if house.settings.keep_days > 0 {
        tokio::spawn(let_go(store.clone(), house.settings.keep_days));
    }
    if house.matrix.is_some() {
        tokio::spawn(begin(house.clone()));
    }
    doubtful(&house.scripts.running(), &house.settings.systems);
    unsigned(&house.settings);
    let end = asked_to_end().map_err(|error| Fault(error.to_string()))?;
    let kept = std::path::absolute(&house.settings.store).unwrap_or_else(|_| house.settings.store.clone());
    tracing::info!(store = %kept.display(), "conversations are kept");
    started(listener.local_addr().map_err(|error| Fault(error.to_string()))?);
    tokio::spawn(async move {
        end.await;
        tracing::info!("closing: answers under way are finished");
        let _ = close.send(true);
    });
    let (connections, closing) = (house.settings.connections, house.closing.clone());
    listen(listener, routes(house), connections, closing).await;
    // What was sent and is not noted would be sent again after the start.
    if !matches!(tokio::time::timeout(LONGEST_SENDING, delivered).await, Ok(Ok(()))) {
        tracing::warn!("something was still being sent at the end; it is sent again after the start");
    }
    let closed = tokio::task::spawn_blocking(move || store.close()).await;
    closed.map_err(|error| Fault(error.to_string()))
}

/// Why nothing is heard at an address, and what may be done about it.
fn cannot_listen(at: std::net::SocketAddr, error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            let other = std::net::SocketAddr::new(at.ip(), at.port().wrapping_add(1).max(1024));
            format!(
                "cannot listen at {at}: another program does, perhaps another `patter serve`; choose another port, as in `--listen {other}`"
            )
        }
        std::io::ErrorKind::AddrNotAvailable => {
            let (port, own) = (at.port(), Ipv4Addr::LOCALHOST);
            format!(
                "cannot listen at {at}: this machine has no such address; `--listen {own}:{port}` is heard on this machine alone, `--listen {}:{port}` from elsewhere too",
                Ipv4Addr::UNSPECIFIED
            )
        }
        std::io::ErrorKind::PermissionDenied => {
            let other = std::net::SocketAddr::new(at.ip(), 8080);
            format!(
                "cannot listen at {at}: the system keeps ports below 1024 to itself; choose another, as in `--listen {other}`, and let a proxy stand before it"
            )
        }
        _ => format!("cannot listen at {at}: {error}"),
    }
}

/// A server that is put together and does not listen yet.
pub(super) struct Opened {
    pub house: Arc<House>,
    pub store: Arc<Sqlite>,
    /// Told true, everything comes to its end.
    pub close: watch::Sender<bool>,
    /// Done when that was told and nothing is being sent any more.
    pub delivered: Pending<()>,
}

/// Puts a server together.
pub(super) fn open(scripts: Arc<Scripts>, settings: Settings) -> Result<Opened, Fault> {
    let store = Arc::new(Sqlite::open(&settings.store).map_err(|trouble| Fault(trouble.to_string()))?);
    let (close, closing) = watch::channel(false);
    let (watchers, metrics) = (Arc::new(Watchers::default()), Arc::new(Metrics::default()));
    let bell = Arc::new(Bell::default());
    let journal = Arc::new(Journal { words: settings.log_words });
    let channels = Channels::default().watched_by(watchers.clone()).watched_by(metrics.clone()).watched_by(journal);
    let channels = channels.watched_by(bell.clone());
    let outgoing = Arc::new(Outgoing::default());
    let channels = systems(channels, &settings, &outgoing, &(store.clone() as Arc<dyn Store>))?;
    let channels = chatwoot(channels, &settings, &outgoing)?;
    let (channels, matrix) = matrix(channels, &settings, &outgoing)?;
    let delivered = store.deliver(Arc::new(channels), closing.clone());
    let mute = Arc::new(Mute::default());
    mute.set(store.muted_now().map_err(|trouble| Fault(trouble.to_string()))?);
    store.serve(scripts.decide(mute.clone()));
    let house = Arc::new(House {
        store: store.clone() as Arc<dyn Store>,
        records: store.clone() as Arc<dyn Records>,
        names: store.clone() as Arc<dyn Names>,
        photos: store.clone() as Arc<dyn Photos>,
        desk: Arc::new(Desk::new(store.clone(), mute, bell, &settings).map_err(Fault)?),
        scripts,
        settings,
        watchers,
        metrics,
        pace: Pace::default(),
        windows: Windows::default(),
        uploads: Semaphore::new(MOST_UPLOADS),
        matrix,
        closing,
    });
    Ok(Opened { house, store, close, delivered })
}

/// The shop's systems that the settings know, as channels.
fn systems(
    mut channels: Channels,
    settings: &Settings,
    outgoing: &Arc<Outgoing>,
    store: &Arc<dyn Store>,
) -> Result<Channels, Fault> {
    for (name, address) in &settings.systems {
        let system = System::new(name, address, settings.system_secret.as_ref(), outgoing.clone(), store.clone());
        channels = channels.with(Arc::new(system.map_err(Fault)?));
    }
    Ok(channels)
}

/// Chatwoot as a channel, where the settings know one.
fn chatwoot(channels: Channels, settings: &Settings, outgoing: &Arc<Outgoing>) -> Result<Channels, Fault> {
    let proven = !settings.chatwoot_secrets.is_empty() || settings.chatwoot_path.is_some();
    match &settings.chatwoot {
        Some(address) if proven => {
            let (token, reply_hours) = (settings.chatwoot_token.as_ref(), settings.chatwoot_reply_hours);
            let chatwoot = Chatwoot::new(address, token, reply_hours, outgoing.clone());
            Ok(channels.with(Arc::new(chatwoot.map_err(Fault)?)))
        }
        Some(_) => Err(Fault(
            "`chatwoot` also needs `chatwoot-secrets`, what Chatwoot signs with, or `chatwoot-path` where it signs nothing"
                .to_owned(),
        )),
        None if proven || settings.chatwoot_token.is_some() => {
            Err(Fault("`chatwoot` is missing: where Chatwoot is, such as `https://chatwoot.example`".to_owned()))
        }
        None => Ok(channels),
    }
}

/// The rooms of a homeserver as a channel, where the settings know one, and the bot there.
fn matrix(
    channels: Channels,
    settings: &Settings,
    outgoing: &Arc<Outgoing>,
) -> Result<(Channels, Option<Matrix>), Fault> {
    let Some(bot) = Bot::of(settings).map_err(Fault)? else { return Ok((channels, None)) };
    let Some(address) = &settings.matrix else {
        return Err(Fault("`matrix` is missing: where the homeserver is, such as `http://127.0.0.1:8008`".to_owned()));
    };
    let homeserver = Homeserver::new(address, bot.clone(), outgoing.clone()).map_err(Fault)?;
    let homeserver = Arc::new(homeserver);
    let channels = channels.with(Arc::new(Rooms::new(homeserver.clone(), bot.clone())));
    Ok((channels, Some(Matrix { bot, homeserver, in_order: Mutex::default() })))
}

/// Listens from now on for the system, or somebody at the keyboard, to ask the program to end; done when it was asked.
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    #[cfg(unix)]
    let mut interrupt = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}

/// Lets go of what is older than it is kept.
async fn let_go(store: Arc<Sqlite>, days: u32) {
    let older = SignedDuration::from_hours(24 * i64::from(days));
    let mut ticks = tokio::time::interval(LET_GO_EVERY);
    loop {
        ticks.tick().await;
        loop {
            match store.let_go(Timestamp::now(), older).await {
                Ok(true) => {}
                Ok(false) => break,
                Err(trouble) => {
                    tracing::error!(%trouble, "what is old could not be let go of");
                    break;
                }
            }
        }
    }
}
