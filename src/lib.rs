//! Patter: a small declarative language in which a shop writes how it answers its customers.
//!
//! A script is compiled once and asked for one turn at a time; [`step`] is pure, so whoever calls it keeps the state, sends the words and tells the time.
//!
//! ```
//! use patter::check::MemoryFiles;
//! use patter::engine::{Event, State, step};
//!
//! let script = r#"
//!     shop "Little Shop": language en currency EUR
//!     intent bargain: phrases "too expensive"
//!     offer free-shipping: waives postage costs 5 say "The postage is on us."
//!     when bargain then offer free-shipping, else say "That is our best price."
//! "#;
//! let compilation = patter::compile("main.patter", &MemoryFiles::new().with("main.patter", script));
//! let program = compilation.program.ok_or("the script has mistakes")?;
//!
//! let now = jiff::Timestamp::UNIX_EPOCH;
//! let (state, turn) = step(&program, State::default(), &Event::message("Lovely, but too expensive!"), now);
//! assert_eq!(turn.texts().collect::<Vec<_>>(), ["The postage is on us."]);
//! let (_, turn) = step(&program, state, &Event::message("still too much"), now);
//! assert_eq!(turn.texts().collect::<Vec<_>>(), ["That is our best price."]);
//! # Ok::<(), &str>(())
//! ```
//!
//! [`step`]: engine::step

pub use check::compile;
pub use diagnostic::Diagnostic;
pub use program::Program;
pub use syntax::format;

pub mod check;
#[doc(hidden)]
pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod nlu;
pub mod program;
pub mod replay;
pub mod serve;
pub mod simulate;
pub mod source;
pub mod syntax;
pub mod transcript;
