//! Bytes that call themselves an authority's answer about a time.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("timestamp", bytes));
