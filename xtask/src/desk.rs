//! The world, for the acts of casework that chores use.
//!
//! Invariant: nothing is written.

use probata_casework::{Desk, Entry, EntryKind, Options};
use probata_confine::Wall;
use probata_report::{Document, Grid};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Files as they are, to be read only.
pub struct ReadingDesk(pub Instant);

impl Desk for ReadingDesk {
    fn read_file(&self, path: &Path, most: usize) -> io::Result<Vec<u8>> {
        let about = std::fs::metadata(path)?;
        if about.is_dir() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        if about.len() > most as u64 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        std::fs::read(path)
    }

    fn read_document(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
        match Wall::new() {
            Ok(wall) => wall.read(name, bytes, options),
            Err(error) => Document::refused(name, "", error.to_string()),
        }
    }

    fn read_tables(&self, name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Grid>, String> {
        Wall::new().map_err(|error| error.to_string())?.tables(name, bytes, options)
    }

    fn hands(&self) -> usize {
        std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let entries = std::fs::read_dir(folder)?.map(|entry| {
            let entry = entry?;
            let kind = if entry.file_type()?.is_dir() { EntryKind::Folder } else { EntryKind::File };
            Ok(Entry { path: entry.path(), kind })
        });
        let mut all = entries.collect::<io::Result<Vec<Entry>>>()?;
        all.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(all)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn absolute(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path).or_else(|_| std::path::absolute(path))
    }

    fn replace(&self, _path: &Path, _bytes: &[u8]) -> io::Result<()> {
        Err(io::ErrorKind::ReadOnlyFilesystem.into())
    }

    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
