//! Limits that every Unix has.
//!
//! Incomplete: macOS takes the limit on memory and does not hold to it. Tried on Linux only.

use crate::Bounds;
use rlimit::{Resource, setrlimit};
use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;

/// Signals by their numbers, which are the same on Linux and macOS.
const ABORTED: i32 = 6;
const KILLED: i32 = 9;
const BAD_ADDRESS: i32 = 11;
const OUT_OF_TIME: i32 = 24;

pub(super) fn give_up(bounds: &Bounds, held: &mut Vec<String>) {
    let mut limit = |resource, most, what: String| {
        if setrlimit(resource, most, most).is_ok() {
            held.push(what);
        }
    };
    limit(Resource::AS, bounds.memory, format!("{} MiB of memory", bounds.memory >> 20));
    limit(Resource::CPU, bounds.processor, format!("{} s of processor time", bounds.processor));
    limit(Resource::FSIZE, 0, "no file written".to_owned());
    limit(Resource::CORE, 0, "no memory dump".to_owned());
}

pub(super) fn cause(status: ExitStatus, bounds: &Bounds) -> Option<String> {
    match status.signal()? {
        // Where the hard limit is the soft one, the system kills at once.
        OUT_OF_TIME | KILLED => Some(format!(
            "Reading this file took more than {} s of processor time and was stopped.",
            bounds.processor
        )),
        ABORTED | BAD_ADDRESS => Some(format!(
            "Reading this file took more than {} MiB of memory and was stopped.",
            bounds.memory >> 20
        )),
        _ => None,
    }
}
