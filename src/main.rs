//! The program `patter`.

use std::process::ExitCode;

/// A turn makes many small things and drops them again, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    patter::cli::run()
}
