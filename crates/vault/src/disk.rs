//! What the vault asks of a file system, and nothing more, so that a test can stop, tear or fail each operation.
//!
//! Invariant: every operation on a case's files goes through [`Disk`]. Paths are relative to the case, with `/`.
//! Invariant: what was written and not synced may be lost, in part and in any order; what was synced stays, as does a name once its folder was
//! synced.

mod folder;
#[cfg(any(test, feature = "simulated"))]
mod simulated;

pub use folder::Folder;
#[cfg(any(test, feature = "simulated"))]
pub use simulated::{Fault, Simulated};

use std::io;

/// A folder that holds one case.
pub trait Disk {
    /// Begins a file that must not be there yet.
    fn create(&self, path: &str) -> io::Result<Box<dyn Write + '_>>;
    /// Goes on with a file behind its end; begins it if it is not there.
    fn append(&self, path: &str) -> io::Result<Box<dyn Write + '_>>;
    /// All bytes of a file.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    /// So many bytes from a place on, fewer at the file's end.
    fn read_at(&self, path: &str, from: u64, length: usize) -> io::Result<Vec<u8>>;
    /// A file's length in bytes; none if it is not there.
    fn length(&self, path: &str) -> io::Result<Option<u64>>;
    /// Names of files and folders in a folder, sorted; none if it is not there.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;
    /// Makes a folder and those above it, durably.
    fn make_folder(&self, path: &str) -> io::Result<()>;
    /// Gives a file another name in place of what had it. Atomic; durable once the folder was synced.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file. Durable once the folder was synced.
    fn remove(&self, path: &str) -> io::Result<()>;
    /// Cuts a file to a length, durably.
    fn cut(&self, path: &str, length: u64) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, path: &str) -> io::Result<()>;
    /// Keeps other processes from writing to the case; none if one does already.
    fn lock(&self) -> io::Result<Option<Lock>>;
    /// The same disk for several threads that read; none if it is for one.
    fn shared(&self) -> Option<&(dyn Disk + Sync)> {
        None
    }
}

/// A file that is being written.
pub trait Write {
    /// Adds bytes at the end.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;
    /// Makes what was written durable.
    fn sync(&mut self) -> io::Result<()>;
}

/// Others may write again when this goes.
#[derive(Debug)]
pub struct Lock {
    _file: Option<std::fs::File>,
}

/// The folder of a path; empty for the case itself.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Writes a file whole or not at all: under a temporary name first, synced, then renamed.
pub(crate) fn replace(disk: &dyn Disk, path: &str, bytes: &[u8]) -> io::Result<()> {
    replace_by(disk, path, &mut |file| file.write(bytes))
}

/// Likewise, written piece by piece.
pub(crate) fn replace_by(
    disk: &dyn Disk,
    path: &str,
    write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let temporary = format!("{path}.new");
    if disk.length(&temporary)?.is_some() {
        disk.remove(&temporary)?;
    }
    let mut file = disk.create(&temporary)?;
    write(&mut *file)?;
    file.sync()?;
    drop(file);
    disk.rename(&temporary, path)?;
    disk.sync_folder(folder_of(path))
}
