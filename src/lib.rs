//! Patter: a small declarative language in which a shop writes how it answers its customers.

pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod engine;
pub mod nlu;
pub mod program;
pub mod source;
pub mod syntax;
pub mod transcript;
