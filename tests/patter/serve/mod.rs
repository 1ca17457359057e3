//! The live server: what any store must hold, and the program itself over HTTP.

mod chatwoot;
mod conformance;
mod crash;
mod hostile;
mod matrix;
mod mock;
mod photo;
mod prism;
mod program;
mod retention;
mod subject;
mod synapse;
mod systems;
mod telemetry;
mod web;
mod webhook;
