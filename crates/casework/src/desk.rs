use probata_reader::Options;
use probata_report::{Document, Grid};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FAILED: &str =
    "The reader failed on this file. That is a mistake in Probata: please report it, without the file.";

/// What an act needs of the world.
pub trait Desk: Sync {
    /// The bytes of a file of at most `most` bytes; a larger one is an error of kind `FileTooLarge`, a folder one of kind
    /// `IsADirectory`.
    fn read_file(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;
    /// A file's bytes as a document. A desk that has a wall reads behind it; this one reads in the program's own process.
    fn read_document(&self, name: &str, bytes: &[u8], options: &Options) -> Document {
        let read = catch_unwind(AssertUnwindSafe(|| probata_reader::read(name, bytes, options)));
        read.unwrap_or_else(|_| Document::refused(name, "", FAILED))
    }
    /// A file's bytes as tables, or why there are none; see [`Desk::read_document`].
    fn read_tables(&self, name: &str, bytes: &[u8], options: &Options) -> Result<Vec<Grid>, String> {
        let read = catch_unwind(AssertUnwindSafe(|| probata_reader::tables(name, bytes, options)));
        read.unwrap_or_else(|_| Err(FAILED.to_owned()))
    }
    /// A file to be read piece by piece, however large it is.
    fn open_file(&self, path: &Path) -> io::Result<Box<dyn io::Read>> {
        self.read_file(path, usize::MAX).map(|bytes| Box::new(io::Cursor::new(bytes)) as Box<dyn io::Read>)
    }
    /// When a file says that it was last changed, in microseconds since 1970.
    fn modified(&self, _path: &Path) -> Option<i64> {
        None
    }
    /// What is in a folder, in order of name. A link to a folder is not a folder, so that a walk ends.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// True if there is a file at `path`.
    fn is_file(&self, path: &Path) -> bool;
    /// The path from the root, links followed where it exists.
    fn absolute(&self, path: &Path) -> io::Result<PathBuf>;
    /// Puts a whole file in place at once: a reader sees the old one or the new one, never half of it.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Writes a new file; one that is there already is an error of kind `AlreadyExists`, and stays as it is.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if self.is_file(path) { Err(io::ErrorKind::AlreadyExists.into()) } else { self.replace(path, bytes) }
    }
    /// How many files may be read at a time.
    fn hands(&self) -> usize {
        1
    }
    /// True once the person has asked to stop.
    fn stopped(&self) -> bool {
        false
    }
    /// Time since some moment before the act.
    fn elapsed(&self) -> Duration;
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, the folder's included.
    pub path: PathBuf,
    /// True if it is a folder itself.
    pub folder: bool,
}
