//! The second child: gives up all but what tesseract needs, then becomes tesseract.

use crate::Bounds;
use crate::limits::give_up_but;
use std::env::ArgsOs;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The first argument that makes the program a child that recognises words in a picture; not for people.
pub const RECOGNISE: &str = "recognise-confined";

/// Becomes the program named by the next argument, with the folder of the one behind it and the further arguments, once all that it
/// does not need is given up: every path but its own, its libraries' and that folder, the network, and most system calls.
///
/// A program that can be such a child calls this first of all, and only then.
#[must_use]
pub fn recognise(mut arguments: ArgsOs) -> ExitCode {
    let (Some(tesseract), Some(data)) = (arguments.next(), arguments.next()) else {
        return ExitCode::FAILURE;
    };
    become_confined(&PathBuf::from(tesseract), &PathBuf::from(data), arguments)
}

/// Becomes a program that can reach its own files and a folder, and nothing else. It comes back only if that failed.
pub fn become_confined(
    program: &Path,
    data: &Path,
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> ExitCode {
    give_up_but(&Bounds::RECOGNISING, program, data);
    let mut command = Command::new(program);
    command.args(arguments);
    become_it(&mut command)
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> ExitCode {
    // It comes back only if it failed.
    drop(std::os::unix::process::CommandExt::exec(command));
    ExitCode::FAILURE
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
