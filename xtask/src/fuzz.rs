//! Fuzzing without cargo-fuzz: the targets of `fuzz/`, built by a nightly compiler, each run for some seconds.
//!
//! Invariant: a run begins where the last one that was kept ended: with the seeds and with `fuzz/found`.

mod found;

use crate::arguments::Arguments;
use crate::{place, run, say};
use std::path::PathBuf;
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
/// The longest input, in bytes, of a run and of what is kept: a longer one is cut. Runs of short ones are many times as many.
const LONGEST: usize = 10_000;
/// A flag for the compiler makes everything anew, so that the targets have a folder of their own.
const HOST: &str = "x86_64-unknown-linux-gnu";

/// Builds the targets and runs the one named, or all; what they found is kept if that is asked for.
pub fn fuzz(arguments: &mut Arguments) -> Result<(), String> {
    let seconds = arguments.number("--seconds", 300)?;
    let keeps = arguments.flag("--keep");
    let named = arguments.word();
    arguments.done()?;
    if let Some(other) = named.as_ref().filter(|name| !TARGETS.contains(&name.as_str())) {
        return Err(format!("there is no target \"{other}\"; there are: {}", TARGETS.join(", ")));
    }
    build()?;
    let chosen = || TARGETS.into_iter().filter(|target| named.as_ref().is_none_or(|name| name == target));
    for target in chosen() {
        found::unpack(target)?;
    }
    // To libFuzzer no seconds are no end.
    let fails = |target: &&str| seconds > 0 && run::run(&mut runs(target, seconds)).is_err();
    let failed: Vec<&str> = chosen().filter(fails).collect();
    if keeps {
        for target in chosen() {
            found::keep(target)?;
        }
    }
    if failed.is_empty() {
        say::line("\nNothing failed.");
        return Ok(());
    }
    Err(format!("failed: {}; what made them fail lies in {}", failed.join(", "), built().display()))
}

/// Where the targets are built, and where what they find lies.
fn built() -> PathBuf {
    place::target().join("fuzz")
}

/// The folder in which a target keeps every input that reaches something new.
fn corpus(target: &str) -> PathBuf {
    built().join("corpus").join(target)
}

/// A target, in the workspace's folder.
fn program(target: &str) -> Command {
    let mut command = Command::new(built().join(HOST).join("release").join(target));
    command.current_dir(place::root());
    command
}

fn build() -> Result<(), String> {
    let mut command = Command::new("cargo");
    command
        .args(["build", "--release", "--locked", "--manifest-path", "fuzz/Cargo.toml", "--target", HOST])
        .env("CARGO_TARGET_DIR", built())
        .env("RUSTUP_TOOLCHAIN", "nightly")
        .env("RUSTFLAGS", FLAGS)
        .env_remove("CARGO")
        .env_remove("RUSTC")
        .current_dir(place::root());
    run::run(&mut command)
}

/// The target on its seeds and on what it found before.
fn runs(target: &str, seconds: u64) -> Command {
    let mut command = program(target);
    command.arg(corpus(target)).arg(place::root().join("fuzz/seeds").join(target));
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/{target}-", built().display()))
        .arg(format!("-max_len={LONGEST}"))
        // To weigh inputs by what is rare in them takes longer than to read them.
        .args(["-entropic=0", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of a table of a TOML file, without its head.
    fn table<'t>(text: &'t str, head: &str) -> impl Iterator<Item = &'t str> {
        let lines = text.lines().skip_while(move |line| *line != head).skip(1);
        lines.take_while(|line| !line.starts_with('['))
    }

    /// The targets have a list of crates of their own, which nothing else reads before a release.
    #[test]
    fn the_targets_know_what_the_crates_need() {
        let root = place::root();
        let lock = place::load(&root.join("fuzz/Cargo.lock")).unwrap();
        let packages: Vec<&str> = lock.split("[[package]]").collect();
        let manifests = std::fs::read_dir(root.join("crates")).unwrap();
        let manifests = manifests.map(|entry| entry.unwrap().path()).chain([root.join("testkit")]);
        let mut seen = 0;
        for folder in manifests {
            let manifest = place::load(&folder.join("Cargo.toml")).unwrap();
            let name = table(&manifest, "[package]").find(|line| line.starts_with("name")).unwrap();
            let Some(package) = packages.iter().find(|package| package.contains(&format!("\n{name}\n")))
            else {
                continue;
            };
            seen += 1;
            for line in table(&manifest, "[dependencies]").filter(|line| !line.contains("optional")) {
                let Some(needed) = line.split(['.', ' ', '=']).next().filter(|name| !name.is_empty()) else {
                    continue;
                };
                let known =
                    package.contains(&format!(" \"{needed}\"")) || package.contains(&format!(" \"{needed} "));
                assert!(
                    known,
                    "fuzz/Cargo.lock does not know that {name} needs {needed}: cargo update --manifest-path fuzz/Cargo.toml --workspace"
                );
            }
        }
        assert!(seen >= 5, "{seen}");
    }
}
