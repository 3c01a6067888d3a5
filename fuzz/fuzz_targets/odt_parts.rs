//! The XML inside an OpenDocument text, so that the container does not stand in the way.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("odt_parts", bytes));
