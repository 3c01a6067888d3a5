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
    /// What is in a folder, in order of name. A link is never a folder, so that a walk ends.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;
    /// What is at a path; of a link, what it leads to.
    fn kind(&self, path: &Path) -> io::Result<EntryKind> {
        if self.is_file(path) { Ok(EntryKind::File) } else { self.list(path).map(|_| EntryKind::Folder) }
    }
    /// Where the link at a path leads, if one is there.
    fn link(&self, _path: &Path) -> Option<PathBuf> {
        None
    }
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
    /// What it is.
    pub kind: EntryKind,
}

/// What may lie in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link to a file that is there.
    LinkToFile(PathBuf),
    /// A link to a folder that is there.
    LinkToFolder(PathBuf),
    /// A link to something that is not there.
    BrokenLink(PathBuf),
    /// A link that leads back to itself.
    LinkLoop(PathBuf),
    /// A link to something that may not be looked at, or is neither file nor folder.
    OtherLink(PathBuf),
    /// A pipe: what comes out of it is kept nowhere.
    Pipe,
    /// A socket, through which programs speak with each other.
    Socket,
    /// A disk, a terminal or what else is a device.
    Device,
}

impl EntryKind {
    /// Why it is neither a file nor a folder, and what to do; none if it is one.
    pub fn oddity(&self) -> Option<String> {
        let link = |to: &Path, rest: &str| format!("a link to {}{rest}", to.display());
        Some(match self {
            Self::File | Self::Folder => return None,
            Self::LinkToFile(to) => link(to, &format!("; add {} itself", to.display())),
            Self::LinkToFolder(to) => link(to, &format!(", a folder; add {} itself", to.display())),
            Self::BrokenLink(to) => link(to, ", which is not there; find the file and add it itself"),
            Self::LinkLoop(to) => link(to, " that leads back to itself; find the file and add it itself"),
            Self::OtherLink(to) => link(to, ", which is neither a file nor a folder that you may open"),
            Self::Pipe => "a pipe, not a file; save what comes out of it as a file, and add that".to_owned(),
            Self::Socket => "a socket, not a file: there is nothing in it that could be kept".to_owned(),
            Self::Device => "a device, not a file; make an image of it as a file, and add that".to_owned(),
        })
    }
}
