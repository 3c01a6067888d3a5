//! How long the first build takes.

use crate::run::{cargo, run};
use crate::{place, say};
use std::time::Instant;

/// Seconds that a cold build may take on two cores.
const LIMIT: u64 = 240;

/// Builds the default feature as `cargo build --release` does, into an empty folder, and says how long it took.
///
/// Sources of dependencies are fetched before the clock starts.
pub fn build() -> Result<(), String> {
    let folder = place::target().join("bench-build");
    let _ = std::fs::remove_dir_all(&folder);
    run(&mut cargo(&["fetch", "--locked"]))?;
    let mut command = cargo(&["build", "--release", "--locked"]);
    command.env("CARGO_TARGET_DIR", &folder);
    let begun = Instant::now();
    let outcome = run(&mut command);
    let seconds = begun.elapsed().as_secs_f64();
    let _ = std::fs::remove_dir_all(&folder);
    outcome?;
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    say::line(format!("cold release build: {seconds:.0} s on {cores} cores; the limit is {LIMIT} s on 2"));
    Ok(())
}
