use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What an act needs of the world.
pub trait Desk {
    /// The bytes of a file of at most `most` bytes; a larger one is an error of kind `FileTooLarge`, a folder one of kind
    /// `IsADirectory`.
    fn read_file(&self, path: &Path, most: usize) -> io::Result<Vec<u8>>;
    /// What is in a folder, in order of name. A link to a folder is not a folder, so that a walk ends.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// True if there is a file at `path`.
    fn is_file(&self, path: &Path) -> bool;
    /// The path from the root, links followed where it exists.
    fn absolute(&self, path: &Path) -> io::Result<PathBuf>;
    /// Puts a whole file in place at once: a reader sees the old one or the new one, never half of it.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
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
