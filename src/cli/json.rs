//! What a program reads: JSON, set out so that a person can read it too.

use std::io::Write;

use serde::Serialize;

use super::stop::Stop;

/// Prints it, with a line end.
pub fn json(value: &impl Serialize, out: &mut dyn Write) -> Result<(), Stop> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(writeln!(out)?)
}
