//! What holds a child, one file for each system.

use crate::Bounds;
use std::path::Path;
use std::process::ExitStatus;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(unix)]
mod unix;

/// Gives up, for good, what a reader does not need: the process, on Linux the calling thread and those that it starts.
///
/// Says what was given up, so that it can stand beside what was read.
pub fn give_up(bounds: &Bounds) -> String {
    let mut held = Vec::new();
    #[cfg(unix)]
    unix::give_up(bounds, &mut held);
    #[cfg(target_os = "linux")]
    linux::give_up(&mut held);
    if held.is_empty() { "a process of its own".to_owned() } else { held.join(", ") }
}

/// Gives up, for good, what a program that recognises words does not need: it keeps the reading of its own file, of libraries and of
/// the folder with its languages.
pub(crate) fn give_up_but(bounds: &Bounds, program: &Path, data: &Path) {
    let mut held = Vec::new();
    #[cfg(unix)]
    unix::give_up(bounds, &mut held);
    #[cfg(target_os = "linux")]
    linux::give_up_but(program, data);
    let _ = (held, bounds, program, data);
}

/// Why a child that had these bounds ended without an answer, if how it ended tells.
#[must_use]
pub fn cause(status: ExitStatus, bounds: &Bounds) -> Option<String> {
    #[cfg(unix)]
    return unix::cause(status, bounds);
    #[cfg(not(unix))]
    {
        let _ = (status, bounds);
        None
    }
}
