//! `patter serve`

use std::io::Write;

use toml::{Table, Value};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use super::stop::Stop;
use super::{complaint, place};
use crate::serve::matrix::Bot;
use crate::serve::{CONFIG, Fault, LogFormat, PREFIX, Scripts, Settings, Traces, serve as run};

/// Run a shop's conversations for real: a chat for web pages, and an ear for what the shop's systems tell.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter serve shops/jade                       chat with the shop at http://127.0.0.1:8080
  patter serve shops/jade --watch               a changed script runs at once, if it has no mistakes
  patter serve shops/jade --config serve.toml   settings from a file
  patter serve --print-config                   every setting as it stands

Each setting has a line in the file (`listen = \"0.0.0.0:80\"`) and a variable (`PATTER_LISTEN`), and these here
a flag; the flag goes before the variable and the variable before the file. docs/serve.md has them all.
Exit code: 0 ended when asked to, 1 the script is at fault, 2 it could not start.")]
pub struct Arguments {
    /// A script or a shop's folder.
    #[arg(value_name = "PATH", default_value = ".")]
    path: String,
    /// A file with settings.
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    /// The address to listen at.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
    /// The file that keeps conversations.
    #[arg(long, value_name = "FILE")]
    store: Option<String>,
    /// A web page's origin that may show the chat, `https://shop.example`.
    #[arg(long = "origin", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// A proxy stands before the server; its `X-Forwarded-For` is believed.
    #[arg(long)]
    behind_proxy: bool,
    /// Take up a changed script, if it has no mistakes.
    #[arg(long)]
    watch: bool,
    /// For how many days turns, and customers who did nothing since, are kept; 0 keeps them for good.
    #[arg(long, value_name = "DAYS")]
    keep_days: Option<u32>,
    /// `json` logs one object a line.
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"])]
    log: Option<String>,
    /// Log what customers and the shop write.
    #[arg(long)]
    log_words: bool,
    /// An OpenTelemetry collector that is told of traces, `http://localhost:4318`.
    #[arg(long, value_name = "ADDRESS")]
    traces: Option<String>,
    /// Print every setting and end.
    #[arg(long)]
    print_config: bool,
    /// Print the registration file for a Matrix homeserver, which reaches this server at URL, and end.
    #[arg(long, value_name = "URL", num_args = 0..=1, require_equals = true)]
    matrix_registration: Option<Option<String>>,
}

pub fn serve(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let settings = settings(arguments)?;
    if arguments.print_config {
        write!(out, "{}", settings.print())?;
        return Ok(());
    }
    if let Some(url) = &arguments.matrix_registration {
        let url = url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
        let bot = Bot::of(&settings).map_err(Stop::Misuse)?;
        let bot =
            bot.ok_or_else(|| Stop::Misuse("the settings name no `matrix-bot`, as in `@jade:example.com`".to_owned()))?;
        write!(out, "{}", bot.registration(&url))?;
        return Ok(());
    }
    let script = place::script(&arguments.path)?;
    let scripts = match Scripts::open(&script) {
        Ok(scripts) => scripts,
        Err(compilation) => {
            complaint::errors(&compilation.diagnostics, &compilation.sources)?;
            return Err(Stop::Fault);
        }
    };
    let traces = settings.traces.as_deref().map(Traces::told_to).transpose().map_err(Stop::Misuse)?;
    log(settings.log, traces.as_ref());
    let title = scripts.running().program.shop.title.clone();
    let started = |address: std::net::SocketAddr| {
        let _ = writeln!(out, "{title} is open: http://{address}  (ctrl-c ends)");
        let _ = out.flush();
    };
    let ended = run(scripts, settings, started).map_err(|Fault(why)| Stop::Misuse(why));
    if let Some(traces) = traces {
        traces.close();
    }
    ended
}

/// Settings from the file, the environment and the flags.
pub fn settings(arguments: &Arguments) -> Result<Settings, Stop> {
    let config = arguments.config.clone().or_else(|| std::env::var(CONFIG).ok());
    let text = config.as_deref().map(place::read).transpose()?;
    let file = config.as_deref().zip(text.as_deref());
    Settings::read(file, environment()?, flags(arguments)).map_err(Stop::Misuse)
}

/// The variables; one of ours that is no text is told of, so that no secret is missed.
fn environment() -> Result<Vec<(String, String)>, Stop> {
    let named = std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value)));
    let texts = named.map(|(name, value)| match value.into_string() {
        Err(_) if name.starts_with(PREFIX) => Err(Stop::Misuse(format!("`{name}` is not written in UTF-8"))),
        told => Ok(told.ok().map(|value| (name, value))),
    });
    texts.filter_map(Result::transpose).collect()
}

fn flags(arguments: &Arguments) -> Table {
    let texts = [
        ("listen", &arguments.listen),
        ("store", &arguments.store),
        ("log", &arguments.log),
        ("traces", &arguments.traces),
    ];
    let texts = texts.into_iter().filter_map(|(name, text)| Some((name, Value::String(text.clone()?))));
    let switches =
        [("behind-proxy", arguments.behind_proxy), ("watch", arguments.watch), ("log-words", arguments.log_words)];
    let switches = switches.into_iter().filter(|(_, on)| *on).map(|(name, on)| (name, Value::Boolean(on)));
    let days = arguments.keep_days.map(|days| ("keep-days", Value::Integer(days.into())));
    let origins: Vec<Value> = arguments.origins.iter().cloned().map(Value::String).collect();
    let origins = (!origins.is_empty()).then_some(("origins", Value::Array(origins)));
    texts.chain(switches).chain(days).chain(origins).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Logs go to standard error, so that standard output stays the program's own; spans are for traces alone.
fn log(format: LogFormat, traces: Option<&Traces>) {
    let layer = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_target(false);
    let layer = match format {
        LogFormat::Text => {
            let colour = anstream::stderr().current_choice() != anstream::ColorChoice::Never;
            layer.with_ansi(colour).boxed()
        }
        LogFormat::Json => layer.json().flatten_event(true).with_current_span(false).with_span_list(false).boxed(),
    };
    let traces = traces.map(Traces::layer);
    tracing_subscriber::registry().with(traces).with(layer.with_filter(LevelFilter::INFO)).init();
}
