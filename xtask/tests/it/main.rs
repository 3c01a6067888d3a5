//! What holds the repository to what it says of itself.

#[path = "../../../fuzz/checks.rs"]
mod fuzz_checks;

mod heads;
mod map;
mod pages;
mod repository;
mod seeds;
mod words;
