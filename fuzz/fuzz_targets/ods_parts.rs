//! The XML of an OpenDocument table's content and styles.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("ods_parts", bytes));
