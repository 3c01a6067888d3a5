//! What a crash may leave, what faults do, and that without them it is as a folder of the file system.

mod crash;
mod faults;
#[cfg(unix)]
mod folder;

use super::super::{Disk, Write};
use super::Simulated;
use std::io;

/// Begins a file and writes these bytes, each so often as it says.
fn begin<'a>(disk: &'a Simulated, path: &str, runs: &[(u8, usize)]) -> io::Result<Box<dyn Write + 'a>> {
    let mut file = disk.create(path)?;
    write(&mut *file, runs)?;
    Ok(file)
}

fn write(file: &mut dyn Write, runs: &[(u8, usize)]) -> io::Result<()> {
    runs.iter().try_for_each(|(byte, length)| file.write(&vec![*byte; *length]))
}
