//! `patter store`

use std::io::Write;
use std::path::{Path, PathBuf};

use super::stop::Stop;
use crate::serve::store::sqlite::Sqlite;
use crate::serve::store::{Pending, Trouble};

/// Look after what `patter serve` keeps: copy it, tell a customer what is known of them, forget them.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter store backup copy.db                      a whole copy, while the server runs
  patter store export customer:42 > customer.json  everything that is known of a customer
  patter store forget customer:42                  forgets them; the server must be stopped for it

A customer is known by the name their conversation has, `web:…` or `customer:…`, or by one of their orders, `order:…`.")]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
    /// The file that keeps conversations.
    #[arg(long, value_name = "FILE", default_value = "patter.db", global = true)]
    store: PathBuf,
}

#[derive(clap::Subcommand)]
enum What {
    /// Copy the store; a server may work with it meanwhile.
    Backup {
        /// The file to be made.
        to: PathBuf,
    },
    /// Print everything that is known of a customer, as JSON.
    Export {
        /// A name the customer is known by.
        name: String,
    },
    /// Forget a customer.
    Forget {
        /// A name the customer is known by.
        name: String,
    },
}

pub fn store(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let path = arguments.store.as_path();
    if !path.exists() {
        return Err(Stop::Misuse(format!("there is no `{}`; name the store with --store FILE", path.display())));
    }
    match &arguments.what {
        What::Backup { to } => backup(path, to, out),
        What::Export { name } => {
            let export = Sqlite::export(path, name).map_err(trouble)?;
            let export = export.ok_or_else(|| unknown(name))?;
            let text = serde_json::to_string_pretty(&export).map_err(|error| Stop::Misuse(error.to_string()))?;
            writeln!(out, "{text}")?;
            Ok(())
        }
        What::Forget { name } => {
            let store = Sqlite::open(path).map_err(trouble)?;
            let forgotten = wait(store.forget(name))?;
            if forgotten.conversations == 0 {
                return Err(unknown(name));
            }
            writeln!(out, "forgot `{name}`: {} turns", forgotten.turns)?;
            Ok(())
        }
    }
}

fn backup(path: &Path, to: &Path, out: &mut dyn Write) -> Result<(), Stop> {
    if to.exists() {
        return Err(Stop::Misuse(format!("`{}` is there already; name a new file", to.display())));
    }
    Sqlite::backup(path, to).map_err(trouble)?;
    writeln!(out, "copied to {}", to.display())?;
    Ok(())
}

fn wait<T>(pending: Pending<T>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(pending).map_err(trouble)
}

fn unknown(name: &str) -> Stop {
    Stop::Misuse(format!(
        "nobody is known by the name `{name}`; names are written `customer:42`, `order:1001` or `web:…`, as the desk shows them under what is known"
    ))
}

fn trouble(trouble: Trouble) -> Stop {
    Stop::Misuse(trouble.to_string())
}
