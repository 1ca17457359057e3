//! The one test binary: modules by subject, cases as files under `tests/cases`.

#[path = "patter/architecture.rs"]
mod architecture;
