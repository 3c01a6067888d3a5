//! A filled fact-check sheet, read back into an audit.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("sheet", bytes));
