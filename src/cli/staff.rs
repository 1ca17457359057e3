//! `patter staff`

use std::io::{BufRead, IsTerminal, Write};

use super::stop::Stop;
use crate::serve::{SHORTEST_PASSWORD, password_hash};

/// Make the line of the server's settings that lets a member of staff look at the desk.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  patter staff Ana                          asks for a password, and prints a line for the settings
  pwgen 20 1 | patter staff Ana             takes the password from the first line it is given

Put the line under `[staff]` in the file of `patter serve --config FILE`, and start the server again. The line holds the password's
hash by Argon2id and not the password.
Exit code: 0 printed, 2 it is no password.")]
pub struct Arguments {
    /// What the member of staff is called; customers do not read it.
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn staff(arguments: &Arguments, out: &mut dyn Write) -> Result<(), Stop> {
    let name = arguments.name.trim();
    if name.is_empty() {
        return Err(Stop::Misuse("a member of staff has a name, as in `patter staff Ana`".to_owned()));
    }
    let hash = password_hash(&password(name)?).map_err(Stop::Misuse)?;
    let line = toml::Table::from_iter([(name.to_owned(), toml::Value::String(hash))]);
    let line = toml::to_string(&line).map_err(|error| Stop::Misuse(error.to_string()))?;
    writeln!(out, "[staff]\n{}", line.trim_end())?;
    Ok(())
}

/// The password: asked for twice where a person types, the first line otherwise.
fn password(name: &str) -> Result<String, Stop> {
    let unread = |error: std::io::Error| Stop::Misuse(format!("the password could not be read: {error}"));
    if !std::io::stdin().is_terminal() {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).map_err(unread)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let terminal = console::Term::stderr();
    let ask = |what: String| -> Result<String, Stop> {
        terminal.write_str(&what).map_err(unread)?;
        terminal.read_secure_line().map_err(unread)
    };
    let password = ask(format!("A password for {name}, of at least {SHORTEST_PASSWORD} characters: "))?;
    if password != ask("The same once more: ".to_owned())? {
        return Err(Stop::Misuse("the two are not the same; start again".to_owned()));
    }
    Ok(password)
}
