//! Running other programs, in the open.

use crate::{place, say};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// The cargo that runs this chore, in the workspace's folder.
pub fn cargo(arguments: &[&str]) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(program);
    command.args(arguments).current_dir(place::root());
    command
}

/// True if cargo has this subcommand.
pub fn has(subcommand: &str) -> bool {
    let mut command = cargo(&[subcommand, "--version"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The command as one would type it.
pub fn typed(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_stem().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Says the command and runs it.
pub fn run(command: &mut Command) -> Result<(), String> {
    say::line(format!("\n$ {}", typed(command)));
    let status = command.status().map_err(|error| format!("{}: {error}", typed(command)))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed", typed(command))) }
}

/// Says the command and runs it, and hands every line that it prints to `each` before it is shown.
pub fn run_and_watch(command: &mut Command, mut each: impl FnMut(&str)) -> Result<(), String> {
    say::line(format!("\n$ {}", typed(command)));
    let typed = typed(command);
    let failed = |error: std::io::Error| format!("{typed}: {error}");
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(failed)?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(failed)?;
            each(&line);
            say::line(line);
        }
    }
    let status = child.wait().map_err(failed)?;
    if status.success() { Ok(()) } else { Err(format!("`{typed}` failed")) }
}
