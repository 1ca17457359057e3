//! The live server: what any store must hold, and the program itself over HTTP.

mod browser;
mod chat_page;
mod chatwoot;
mod conformance;
mod crash;
mod desk;
mod desk_login;
mod early;
mod giving_out;
mod hostile;
mod ledger;
mod matrix;
mod mock;
mod photo;
mod prism;
mod program;
mod retention;
mod starting;
mod subject;
mod synapse;
mod systems;
mod telemetry;
mod watching;
mod web;
mod webdriver;
mod webhook;
