//! The live server: what any store must hold, and the program itself over HTTP.

mod browser;
mod conformance;
mod crash;
mod desk;
mod hostile;
mod ledger;
mod program;
mod subject;
mod systems;
mod web;
mod webdriver;
mod webhook;
