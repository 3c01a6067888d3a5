//! Parts of an Excel workbook: the XML of a sheet, shared words and styles.
#![no_main]

#[path = "../checks.rs"]
mod checks;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| checks::check("workbook_parts", bytes));
