//! The live server: what any store must hold, and the program itself over HTTP.

mod chatwoot;
mod conformance;
mod crash;
mod hostile;
mod matrix;
mod mock;
mod prism;
mod program;
mod subject;
mod synapse;
mod systems;
mod web;
mod webhook;
