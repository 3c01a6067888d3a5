//! What a command and all processes that it starts take.
//!
//! As in `process.rs` there is no `getrusage`: memory is the high-water mark under `/proc`, read every millisecond for each process
//! of the tree, so that a child that lives for less is not seen; processor time is that of all that have ended.

use super::super::process::{children, high_water};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run took.
#[derive(Debug, Clone, Copy, Default)]
pub struct Taken {
    /// Exit status; none if it was killed.
    pub status: Option<i32>,
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds on the processor, of the command and all its children.
    pub processor: f64,
    /// The same, of the one process that took most, as far as it was seen.
    pub longest: f64,
    /// Most megabytes (of 1,000,000 bytes) in the command itself.
    pub parent: f64,
    /// Most megabytes in one of the processes that it started.
    pub child: f64,
}

/// Runs a command with its output in a file.
pub fn watched(command: &mut Command, output: &Path) -> std::io::Result<Taken> {
    let before = children().unwrap_or(0.0);
    let begun = Instant::now();
    let mut process =
        command.stdin(Stdio::null()).stdout(File::create(output)?).stderr(Stdio::null()).spawn()?;
    let mut taken = Taken::default();
    let status = loop {
        let megabytes =
            |process: u32| high_water(process).map_or(0.0, |kilobytes| kilobytes as f64 * 1.024e-3);
        taken.parent = taken.parent.max(megabytes(process.id()));
        taken.longest = taken.longest.max(ticks(process.id()));
        for child in below(process.id()) {
            taken.child = taken.child.max(megabytes(child));
            taken.longest = taken.longest.max(ticks(child));
        }
        if let Some(status) = process.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    taken.status = status.code();
    taken.wall = begun.elapsed().as_secs_f64();
    taken.processor = children().unwrap_or(0.0) - before;
    Ok(taken)
}

/// Seconds on the processor of one process so far; 0 if it is gone.
fn ticks(process: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
    // Fields 14 and 15 of proc(5), counted behind the second; children are not in them.
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The processes that a process started, and those that they started.
fn below(process: u32) -> Vec<u32> {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let listed =
        threads.flatten().filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let own: Vec<u32> = listed
        .flat_map(|list| list.split(' ').filter_map(|word| word.trim().parse().ok()).collect::<Vec<_>>())
        .collect();
    own.iter().flat_map(|child| std::iter::once(*child).chain(below(*child))).collect()
}
