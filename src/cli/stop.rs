//! Why a command ends before its end.

use std::io;

/// Why a command ends before its end.
#[derive(Debug)]
pub enum Stop {
    /// A script or a conversation is at fault, and was told so: exit code 1.
    Fault,
    /// The command was given something it cannot work with: exit code 2.
    Misuse(String),
    /// Nobody reads what is printed any more: no failure.
    Closed,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Stop::Closed,
            _ => Stop::Misuse(error.to_string()),
        }
    }
}
