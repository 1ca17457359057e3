//! `patter store`

use std::io::Write;
use std::path::{Path, PathBuf};

use super::count::counted;
use super::stop::Stop;
use crate::serve::log_rows;
use crate::serve::store::sqlite::{CustomerPhoto, Forgotten, Sqlite};
use crate::serve::store::{Pending, Trouble};

/// Look after what `patter serve` keeps: copy it, tell a customer what is known of them, forget them.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter store backup copy.db                      a whole copy, while the server runs
  patter store export customer:42 > customer.json  everything that is known of a customer, their photos in it
  patter store export customer:42 --photos photos > customer.json      their photos as files of a folder
  patter store chats > chats.jsonl                 every conversation, as `patter replay chats.jsonl` reads it
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
        /// The folder into which their photos go, as files; without it they stand in the JSON, in base64.
        #[arg(long, value_name = "FOLDER")]
        photos: Option<PathBuf>,
    },
    /// Print the words of every conversation as a log of real chats, JSON Lines, for `patter replay`; of photos and files their names.
    Chats,
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
        What::Export { name, photos } => {
            let mut export = Sqlite::export(path, name)?.ok_or_else(|| unknown(name))?;
            if let Some(folder) = photos {
                put(&mut export.photos, folder)?;
                export.as_guest.iter_mut().try_for_each(|guest| put(&mut guest.photos, folder))?;
            }
            let text = serde_json::to_string_pretty(&export).map_err(|error| Stop::Misuse(error.to_string()))?;
            writeln!(out, "{text}")?;
            Ok(())
        }
        What::Chats => Sqlite::turns(path, |record| {
            for row in log_rows(record) {
                let line = serde_json::to_string(&row).map_err(|error| Stop::Misuse(error.to_string()))?;
                writeln!(out, "{line}")?;
            }
            Ok(())
        }),
        What::Forget { name } => {
            let store = Sqlite::open(path).map_err(|trouble| match trouble {
                Trouble::InUse(file) => Stop::Misuse(format!(
                    "`patter serve` works with `{file}`, and what it still has in mind would be kept again: stop it first, then forget, and start it again"
                )),
                other => other.into(),
            })?;
            let forgotten = wait(store.forget(name))?;
            let Forgotten { conversations, turns, photos } = forgotten;
            if conversations == 0 && photos == 0 {
                return Err(unknown(name));
            }
            let turns = format!("{} in {}", counted(turns, "turn"), counted(conversations, "conversation"));
            let all = [(conversations > 0, turns), (photos > 0, counted(photos, "photo"))];
            let all: Vec<String> = all.into_iter().filter_map(|(some, what)| some.then_some(what)).collect();
            writeln!(out, "forgot `{name}`: {}", all.join(", "))?;
            Ok(())
        }
    }
}

/// Puts photos into a folder, each under its id.
fn put(photos: &mut [CustomerPhoto], folder: &Path) -> Result<(), Stop> {
    let failed = |error: std::io::Error| Stop::Misuse(format!("`{}`: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    photos.iter_mut().try_for_each(|photo| photo.put(folder)).map_err(failed)
}

fn backup(path: &Path, to: &Path, out: &mut dyn Write) -> Result<(), Stop> {
    if to.exists() {
        return Err(Stop::Misuse(format!("`{}` is there already; name a new file", to.display())));
    }
    Sqlite::backup(path, to)?;
    writeln!(out, "copied to {}", to.display())?;
    Ok(())
}

fn wait<T>(pending: Pending<T>) -> Result<T, Stop> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    Ok(runtime.block_on(pending)?)
}

fn unknown(name: &str) -> Stop {
    Stop::Misuse(format!(
        "nobody is known by the name `{name}`; names are written `customer:42`, `order:1001` or `web:…`, as the desk shows them under what is known"
    ))
}

impl From<Trouble> for Stop {
    fn from(trouble: Trouble) -> Self {
        Stop::Misuse(trouble.to_string())
    }
}
