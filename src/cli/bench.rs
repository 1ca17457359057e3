//! `patter bench`

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::stop::Stop;
use super::{conversation, place};
use crate::serve::Fault;
use crate::serve::measure::{Figures, Measured, measure};
use crate::transcript::What;

/// Measure how fast `patter serve` answers on this machine.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter bench serve shops/jade
  patter bench serve shops/jade --customers 50,500 --seconds 20 --folder /var/lib/patter

Customers write the lines of the shop's own conversations, each waiting for an answer before the next; after 20 another takes
their place. Beside the server stand a bare commit of the same bytes to the same disk, and a bare echo of the same requests,
measured in the same run.")]
pub struct Arguments {
    #[command(subcommand)]
    what: Bench,
}

#[derive(clap::Subcommand)]
enum Bench {
    /// Turns a second, and how long from arrival to a durable answer.
    Serve {
        /// A shop's folder.
        #[arg(value_name = "PATH", default_value = ".")]
        path: String,
        /// How many customers there are at once, in turn.
        #[arg(long, value_name = "NUMBERS", value_delimiter = ',', default_value = "1,100,1000")]
        customers: Vec<usize>,
        /// How long each is measured.
        #[arg(long, value_name = "SECONDS", default_value_t = 5)]
        seconds: u64,
        /// Where the stores are made, on the disk to be measured; they are taken away at the end.
        #[arg(long, value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
}

pub fn bench(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let Bench::Serve { path, customers, seconds, folder } = &arguments.what;
    let script = place::script(path)?;
    let lines = lines(path)?;
    let above = folder.clone().unwrap_or_else(std::env::temp_dir);
    let folder = above.join(format!("patter-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = customers.iter().try_for_each(|&customers| {
        let length = Duration::from_secs(*seconds);
        let measured = measure(&script, &folder, lines.clone(), customers.max(1), length);
        print(&measured.map_err(|Fault(why)| Stop::Misuse(why))?, out)
    });
    std::fs::remove_dir_all(&folder)?;
    measured
}

/// What customers write in the shop's own conversations.
fn lines(path: &str) -> Result<Arc<[String]>, Stop> {
    let mut lines = Vec::new();
    for file in place::files(path, "chat")? {
        let file = conversation::load(&file)?;
        let steps = file.paper.chats.iter().flat_map(|chat| &chat.steps);
        lines.extend(steps.filter_map(|step| match &step.what {
            What::Customer(message) if !message.text.trim().is_empty() => Some(message.text.clone()),
            _ => None,
        }));
    }
    if lines.is_empty() {
        return Err(Stop::Misuse(format!("`{path}` has no conversations whose lines customers could write")));
    }
    Ok(lines.into())
}

fn print(measured: &Measured, out: &mut dyn Write) -> Result<(), Stop> {
    let customers = measured.customers;
    writeln!(out, "{customers} customer{}", if customers == 1 { "" } else { "s" })?;
    let rows = [("server", &measured.server), ("commit", &measured.commit), ("echo", &measured.echo)];
    for (name, Figures { per_second, half, most, .. }) in rows {
        let (half, most) = (half.as_secs_f64() * 1e3, most.as_secs_f64() * 1e3);
        writeln!(
            out,
            "  {name:<7} {per_second:>8.0} a second   half within {half:>8.2} ms   99 of 100 within {most:>8.2} ms"
        )?;
    }
    writeln!(out, "  {:.2} times slower than the slower floor", measured.times_slower())?;
    out.flush()?;
    Ok(())
}
