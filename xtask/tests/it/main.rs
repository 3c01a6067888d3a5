//! What holds the repository to what it says of itself.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../../../fuzz/checks.rs"]
mod fuzz_checks;

mod heads;
mod kinds;
mod map;
mod pages;
mod repository;
mod seeds;
mod words;
