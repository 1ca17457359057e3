//! The live server: what any store must hold, and the program itself over HTTP.

mod conformance;
mod crash;
mod hostile;
mod photo;
mod program;
mod retention;
mod subject;
mod systems;
mod telemetry;
mod web;
mod webhook;
