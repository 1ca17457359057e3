//! The program `patter`.

use std::process::ExitCode;

fn main() -> ExitCode {
    patter::cli::run()
}
