//! Fuzzing without cargo-fuzz: the targets of `fuzz/`, built by a nightly compiler, each run for some seconds.

use crate::arguments::Arguments;
use crate::{place, run, say};
use std::process::Command;

/// What cargo-fuzz gives the compiler: counters on every edge, compared values, checks of memory and arithmetic.
const FLAGS: &str = "--cfg fuzzing -Zsanitizer=address -Cdebug-assertions -Cpasses=sancov-module \
                     -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";
/// The targets.
const TARGETS: [&str; 24] = [
    "timestamp",
    "text",
    "note",
    "sheet",
    "markdown",
    "html",
    "docx",
    "docx_parts",
    "odt",
    "odt_parts",
    "workbook_parts",
    "ods_parts",
    "csv",
    "pdf",
    "image",
    "media",
    "warc",
    "recognised",
    "rtf",
    "mail",
    "mailbox",
    "msg",
    "archive",
    "audit",
];
/// A flag for the compiler makes everything anew, so that the targets have a folder of their own.
const HOST: &str = "x86_64-unknown-linux-gnu";

/// Builds the targets and runs the one named, or all.
pub fn fuzz(arguments: &mut Arguments) -> Result<(), String> {
    let seconds = arguments.number("--seconds", 300)?;
    let named = arguments.word();
    arguments.done()?;
    if let Some(other) = named.as_ref().filter(|name| !TARGETS.contains(&name.as_str())) {
        return Err(format!("there is no target \"{other}\"; there are: {}", TARGETS.join(", ")));
    }
    build()?;
    let chosen = TARGETS.iter().filter(|target| named.as_ref().is_none_or(|name| name == *target));
    let failed: Vec<&str> =
        chosen.copied().filter(|target| run::run(&mut runs(target, seconds)).is_err()).collect();
    if failed.is_empty() {
        say::line("\nNothing failed.");
        return Ok(());
    }
    Err(format!(
        "failed: {}; what made them fail lies in {}",
        failed.join(", "),
        place::target().join("fuzz").display()
    ))
}

fn build() -> Result<(), String> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", HOST])
        .env("CARGO_TARGET_DIR", place::target().join("fuzz"))
        .env("RUSTUP_TOOLCHAIN", "nightly")
        .env("RUSTFLAGS", FLAGS)
        .env_remove("CARGO")
        .env_remove("RUSTC")
        .current_dir(place::root());
    run::run(&mut command)
}

/// The target on its seeds and on what it found before.
fn runs(target: &str, seconds: u64) -> Command {
    let folder = place::target().join("fuzz");
    let (corpus, seeds) = (folder.join("corpus").join(target), place::root().join("fuzz/seeds").join(target));
    // If it cannot be made, the target says so itself.
    let _ = std::fs::create_dir_all(&corpus);
    let mut command = Command::new(folder.join(HOST).join("release").join(target));
    command.arg(corpus);
    if seeds.is_dir() {
        command.arg(seeds);
    }
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/{target}-", folder.display()))
        .args(["-timeout=20", "-rss_limit_mb=3000", "-max_len=60000", "-print_final_stats=1"])
        .current_dir(place::root());
    command
}
