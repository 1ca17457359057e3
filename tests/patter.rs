//! The one test binary: modules by subject, cases as files under `tests/cases`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails may panic"
)]

#[path = "patter/architecture.rs"]
mod architecture;
#[path = "patter/check.rs"]
mod check;
#[path = "patter/command.rs"]
mod command;
#[path = "patter/diagnostic.rs"]
mod diagnostic;
#[path = "patter/edits.rs"]
mod edits;
#[path = "patter/event.rs"]
mod event;
#[path = "patter/format.rs"]
mod format;
#[path = "patter/generate.rs"]
mod generate;
#[path = "patter/lint.rs"]
mod lint;
#[path = "patter/meaning.rs"]
mod meaning;
#[path = "patter/nlu.rs"]
mod nlu;
#[path = "patter/pages.rs"]
mod pages;
#[path = "patter/planted.rs"]
mod planted;
#[path = "patter/played.rs"]
mod played;
#[path = "patter/readme.rs"]
mod readme;
#[path = "patter/schema.rs"]
mod schema;
#[path = "patter/shops.rs"]
mod shops;
#[path = "patter/step.rs"]
mod step;
#[path = "patter/syntax.rs"]
mod syntax;
#[path = "patter/transcript.rs"]
mod transcript;
