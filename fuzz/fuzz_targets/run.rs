//! `cargo fuzz run --features libfuzzer -s none run`

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| patter_fuzz::run(data));
