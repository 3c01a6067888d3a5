//! What one run of a program cost: time on the processor, time on the wall, memory at its highest.
//!
//! Without unsafe code there is no `getrusage`, so the figures are what Linux shows under `/proc`: processor time of the
//! children that have ended (in hundredths of a second), and the high-water mark of memory as read every millisecond
//! while the program runs. Elsewhere only wall time is known.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Seconds on the wall.
    pub wall: f64,
    /// Seconds on the processor, user and system.
    pub processor: Option<f64>,
    /// Most memory held at once, in megabytes (of 1,000,000 bytes).
    pub memory: Option<f64>,
    /// Exit status.
    pub status: Option<i32>,
}

/// Runs a program with its output thrown away.
pub fn cost(command: &mut Command) -> std::io::Result<Cost> {
    let before = children();
    let begun = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let mut kilobytes: Option<u64> = None;
    let status = loop {
        kilobytes = high_water(child.id()).or(kilobytes);
        if let Some(status) = child.try_wait()? {
            break status;
        }
        std::thread::sleep(Duration::from_millis(1));
    };
    let wall = begun.elapsed().as_secs_f64();
    let processor = children().zip(before).map(|(after, before)| after - before);
    Ok(Cost { wall, processor, memory: kilobytes.map(|k| k as f64 * 1.024e-3), status: status.code() })
}

/// Seconds on the processor of all children that have ended and were waited for.
pub fn children() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(") ").next()?.split(' ').collect();
    // Fields 16 and 17 of proc(5), counted behind the second.
    let ticks: u64 = fields.get(13)?.parse::<u64>().ok()? + fields.get(14)?.parse::<u64>().ok()?;
    Some(ticks as f64 / 100.0)
}

/// Kilobytes (of 1,024 bytes) that the process held at most so far.
pub fn high_water(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse().ok()
}

/// The middle one of some figures.
pub fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}
