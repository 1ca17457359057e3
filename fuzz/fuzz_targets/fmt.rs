//! `cargo fuzz run --features libfuzzer -s none fmt`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| patter_fuzz::fmt(data));
