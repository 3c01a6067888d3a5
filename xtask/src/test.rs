//! The one test command.
//!
//! Invariant: one failing step does not hide what the others would say; each is run and named at the end.

use crate::arguments::Arguments;
use crate::run::{cargo, has, run, run_and_watch};
use crate::say;
use std::process::Command;

/// Formatting, clippy, licences, doc examples and every test of the workspace.
pub fn test(arguments: &mut Arguments) -> Result<(), String> {
    arguments.done()?;
    say::line(
        "Checks formatting, clippy, licences of dependencies and doc examples, then runs all tests of all crates\n\
         (those that hold ARCHITECTURE.md and the README to the code, and the fuzzing seeds, among them).",
    );
    let mut failed = Vec::new();
    let mut step = |name: &'static str, outcome: Result<(), String>| {
        if let Err(error) = outcome {
            say::error(&error);
            failed.push(name);
        }
    };
    step("formatting", if_there("fmt", &["fmt", "--all", "--check"], "rustup component add rustfmt"));
    let lints = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    step("clippy", if_there("clippy", &lints, "rustup component add clippy"));
    step("licences", if_there("deny", &["deny", "check"], "cargo install --locked cargo-deny"));
    let mut counted = Counted::default();
    step("doc examples", run_and_watch(&mut cargo(&["test", "--workspace", "--doc", "--locked"]), |_| {}));
    office();
    recogniser();
    authority();
    step("tests", tests(&mut counted));
    if failed.is_empty() { Ok(()) } else { Err(format!("these steps failed: {}", failed.join(", "))) }
}

/// Runs a step whose tool may be missing on a bare machine.
fn if_there(tool: &str, arguments: &[&str], remedy: &str) -> Result<(), String> {
    if has(tool) {
        return run(&mut cargo(arguments));
    }
    say::line(format!("\nskipped: cargo {tool} is not installed (`{remedy}`)"));
    Ok(())
}

/// Some tests have LibreOffice open and save what is written. In continuous integration it is installed where it can be; elsewhere
/// those tests say that they were skipped.
fn office() {
    let needed = ["libreoffice-writer", "libreoffice-calc"];
    install("LibreOffice", ["soffice", "--version"], &needed);
}

/// Some tests have words of scans recognised.
fn recogniser() {
    let needed = [
        "tesseract-ocr",
        "tesseract-ocr-eng",
        "tesseract-ocr-rus",
        "tesseract-ocr-ara",
        "tesseract-ocr-spa",
        "tesseract-ocr-fra",
    ];
    install("Tesseract", ["tesseract", "--version"], &needed);
}

/// Some tests have a timestamping authority of their own.
fn authority() {
    install("OpenSSL", ["openssl", "version"], &["openssl"]);
}

/// Installs a program in continuous integration, where it can be; says elsewhere that it is not there. `asked` is the program and what it answers
/// if it is.
fn install(name: &str, asked: [&str; 2], needed: &[&str]) {
    let is_there = Command::new(asked[0]).arg(asked[1]).output().is_ok_and(|output| output.status.success());
    if is_there {
        return;
    }
    if std::env::var_os("CI").is_some() {
        let fetched = run(Command::new("apt-get").arg("update"));
        let options = ["install", "--yes", "--no-install-recommends"];
        let installed = fetched.and_then(|()| run(Command::new("apt-get").args(options).args(needed)));
        if let Err(error) = installed {
            say::error(&error);
        }
        return;
    }
    say::line(format!(
        "\n{name} is not installed (`apt-get install {}`): tests that need it are skipped",
        needed.join(" ")
    ));
}

/// Runs the tests with nextest, which prints a summary as its last line; without it with cargo's own runner, whose
/// summaries are added up.
fn tests(counted: &mut Counted) -> Result<(), String> {
    if has("nextest") {
        return run(&mut cargo(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]));
    }
    say::line(
        "\ncargo-nextest is not installed (`cargo install --locked cargo-nextest`): the slower `cargo test` runs instead",
    );
    let arguments = ["test", "--workspace", "--locked", "--no-fail-fast", "--lib", "--bins", "--tests"];
    let outcome = run_and_watch(&mut cargo(&arguments), |line| counted.add(line));
    say::line(format!("\n{} passed, {} failed", counted.passed, counted.failed));
    outcome
}

/// Sums of the lines that begin with `test result:`.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    passed: usize,
    failed: usize,
}

impl Counted {
    fn add(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        let number = |word: &str| {
            let before = result.split(word).next()?;
            before.rsplit([' ', '.']).find(|part| !part.is_empty())?.parse::<usize>().ok()
        };
        self.passed += number(" passed").unwrap_or(0);
        self.failed += number(" failed").unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_added_up() {
        let mut counted = Counted::default();
        counted.add("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out");
        counted.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        counted.add("test tests::passed ... ok");
        assert_eq!(counted, Counted { passed: 15, failed: 2 });
    }
}
