//! The folder of an index, in which every file is sealed.

use crate::sealed::{Pages, SealedFile, damaged};
use probata_seal::{Key, NotOpened, PageSealer, Random, page_file, purpose};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// A folder whose files only this device opens.
#[derive(Clone)]
pub(crate) struct SealedFolder(Arc<Inner>);

struct Inner {
    path: PathBuf,
    key: Key<purpose::Index>,
    random: Mutex<Box<dyn Random + Send>>,
    pages: Pages,
    opened: AtomicU64,
}

impl SealedFolder {
    /// A folder that is there.
    pub fn new(path: &Path, key: Key<purpose::Index>, random: Box<dyn Random + Send>) -> Self {
        Self(Arc::new(Inner {
            path: path.to_owned(),
            key,
            random: Mutex::new(random),
            pages: Pages::default(),
            opened: AtomicU64::new(0),
        }))
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path.join(page_file(&self.0.key, name))
    }

    fn open(&self, name: &str) -> io::Result<SealedFile> {
        let number = self.0.opened.fetch_add(1, Ordering::Relaxed);
        SealedFile::open(&self.at(name), name, &self.0.key, &self.0.pages, number)
    }

    fn sealer(&self, name: &str, header: &mut Vec<u8>) -> PageSealer {
        let mut random = self.0.random.lock().unwrap_or_else(PoisonError::into_inner);
        PageSealer::new(&self.0.key, name, &mut **random, header)
    }
}

impl std::fmt::Debug for SealedFolder {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SealedFolder({})", self.0.path.display())
    }
}

/// How the library names a file.
fn name(path: &Path) -> io::Result<&str> {
    path.to_str().ok_or_else(|| io::ErrorKind::InvalidFilename.into())
}

fn not_read(path: &Path, error: io::Error) -> OpenReadError {
    match error.kind() {
        io::ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
        _ => OpenReadError::wrap_io_error(error, path.to_owned()),
    }
}

impl Directory for SealedFolder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let open = name(path).and_then(|name| self.open(name));
        Ok(Arc::new(open.map_err(|error| not_read(path, error))?))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let removed = name(path).and_then(|name| fs::remove_file(self.at(name)));
        removed.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => DeleteError::FileDoesNotExist(path.to_owned()),
            _ => DeleteError::IoError { io_error: Arc::new(error), filepath: path.to_owned() },
        })
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let is_there = name(path).and_then(|name| self.at(name).try_exists());
        is_there.map_err(|error| not_read(path, error))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let begun = name(path).and_then(|name| {
            let file = private().create_new(true).open(self.at(name))?;
            let mut waiting = Vec::new();
            let sealer = self.sealer(name, &mut waiting);
            Ok(SealedWriter { file, sealer: Some(sealer), waiting })
        });
        let begun = begun.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => OpenWriteError::FileAlreadyExists(path.to_owned()),
            _ => OpenWriteError::wrap_io_error(error, path.to_owned()),
        })?;
        Ok(BufWriter::new(Box::new(begun)))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        let read = name(path).and_then(|name| self.open(name)?.whole());
        read.map_err(|error| not_read(path, error))
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let name = name(path)?;
        let mut sealed = Vec::new();
        let mut sealer = self.sealer(name, &mut sealed);
        sealer.push(data, &mut sealed);
        sealer.finish(&mut sealed);
        let (path, temporary) = (self.at(name), self.at(&format!("{name}.new")));
        // Others may write their own; whichever is renamed last stays, and is whole.
        let mut file = private().create(true).truncate(true).open(&temporary)?;
        file.write_all(&sealed)?;
        drop(file);
        fs::rename(&temporary, path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        // A cache need not survive a power failure: what is torn then is made again.
        Ok(())
    }

    fn acquire_lock(&self, _: &Lock) -> Result<DirectoryLock, LockError> {
        // One process writes, which `Index` sees to.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        // `Index` asks again when it wrote.
        Ok(WatchHandle::empty())
    }
}

/// A file that is being written and sealed.
struct SealedWriter {
    file: File,
    sealer: Option<PageSealer>,
    /// Sealed and not yet written.
    waiting: Vec<u8>,
}

impl SealedWriter {
    fn write_waiting(&mut self) -> io::Result<()> {
        self.file.write_all(&self.waiting)?;
        self.waiting.clear();
        Ok(())
    }
}

impl Write for SealedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sealer.as_mut().ok_or(damaged(NotOpened))?.push(bytes, &mut self.waiting);
        self.write_waiting()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for SealedWriter {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        self.sealer.take().ok_or(damaged(NotOpened))?.finish(&mut self.waiting);
        self.write_waiting()
    }
}

/// Files for their owner only, where the system knows such a thing.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
