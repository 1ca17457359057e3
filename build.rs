//! A module added to the library is embedded like those that were there: the macro that embeds them does not watch their folder.

fn main() {
    println!("cargo:rerun-if-changed=scripts/std");
}
