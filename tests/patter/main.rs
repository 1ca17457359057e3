//! The one test binary: modules by subject, cases as files under `tests/cases`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that fails may panic"
)]

mod answer;
mod architecture;
mod check;
mod command;
mod data;
mod diagnostic;
mod dry_run_page;
mod edits;
mod event;
mod fences;
mod format;
mod generate;
mod keyword_table;
mod language_page;
mod lint;
mod long;
mod meaning;
mod nlu;
mod pages;
mod planted;
mod played;
mod readme;
mod recognised;
mod replay;
mod said_otherwise;
mod schema;
mod serve;
mod shops;
mod signals;
mod simulate;
mod step;
mod syntax;
mod transcript;
mod tutorial;
mod why;
