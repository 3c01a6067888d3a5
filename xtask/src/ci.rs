//! What `.ci/run` runs.

use crate::arguments::Arguments;
use crate::run::{cargo, run, typed};
use crate::{example, place, say, test};

/// Tests, the release build of the default feature, the README's first command, and the examples rebuilt.
pub fn ci(arguments: &mut Arguments) -> Result<(), String> {
    arguments.done()?;
    let tested = test::test(arguments);
    let built = run(&mut cargo(&["build", "--release", "--locked"]));
    let shown = built.and_then(|()| first_command());
    let current = example::check().inspect(|()| say::line("\nthe examples are what their source says"));
    let failed: Vec<String> = [tested, shown, current].into_iter().filter_map(Result::err).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\nxtask: ")) }
}

/// Runs the first command that the README gives. The example has mistakes in it, so that 1 is a good ending.
fn first_command() -> Result<(), String> {
    let readme = place::load(&place::root().join("README.md"))?;
    let first = readme.lines().map(str::trim).find(|line| line.starts_with("cargo run"));
    let words: Vec<&str> =
        first.ok_or("README.md has no line that begins with `cargo run`")?.split(' ').skip(1).collect();
    let mut command = cargo(&words);
    say::line(format!("\n$ {}", typed(&command)));
    let output = command.output().map_err(|error| format!("{}: {error}", typed(&command)))?;
    let shown = String::from_utf8_lossy(&output.stdout);
    say::line(&shown);
    let ended = matches!(output.status.code(), Some(0 | 1));
    if ended && shown.contains("Evidence coverage") {
        return Ok(());
    }
    say::error(&String::from_utf8_lossy(&output.stderr));
    Err(format!("the README's first command, `{}`, shows no evidence coverage", typed(&command)))
}
