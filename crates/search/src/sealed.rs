//! A sealed file of the index, opened page by page.

use lru::LruCache;
use probata_seal::{Key, NotOpened, PAGE, PAGE_HEADER, PageReader, purpose};
use std::fs::File;
use std::io::{self, Read};
#[cfg(not(unix))]
use std::io::{Seek, SeekFrom};
use std::num::NonZeroUsize;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tantivy::HasLen;
use tantivy::directory::{FileHandle, OwnedBytes};

/// Opened pages that are kept, of all files together.
const KEPT: usize = 4096;

/// Opened pages, the least used of which go first: at most 64 MiB.
#[derive(Clone)]
pub(crate) struct Pages(Arc<Mutex<LruCache<(u64, u32), OwnedBytes>>>);

impl Default for Pages {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(LruCache::new(NonZeroUsize::new(KEPT).expect("it is not zero")))))
    }
}

impl Pages {
    fn get(&self, at: (u64, u32)) -> Option<OwnedBytes> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&at).cloned()
    }

    fn put(&self, at: (u64, u32), page: OwnedBytes) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).put(at, page);
    }
}

/// A sealed file, held open: what is removed or replaced meanwhile stays readable.
pub(crate) struct SealedFile {
    file: Mutex<File>,
    reader: PageReader,
    pages: Pages,
    /// Tells it from other files in `pages`.
    number: u64,
}

impl SealedFile {
    pub fn open(
        path: &Path,
        name: &str,
        key: &Key<purpose::Index>,
        pages: &Pages,
        number: u64,
    ) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let total = file.metadata()?.len();
        let mut header = [0; PAGE_HEADER];
        let read = file.read_exact(&mut header);
        let reader = match read {
            Ok(()) => PageReader::new(key, name, &header, total).map_err(damaged)?,
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(damaged(NotOpened)),
            Err(error) => return Err(error),
        };
        Ok(Self { file: Mutex::new(file), reader, pages: pages.clone(), number })
    }

    fn page(&self, page: u32) -> io::Result<OwnedBytes> {
        if let Some(page) = self.pages.get((self.number, page)) {
            return Ok(page);
        }
        let place = self.reader.place(page);
        let mut sealed = vec![0; (place.end - place.start) as usize];
        self.read_at(place.start, &mut sealed)?;
        let mut opened = self.reader.open(page, sealed).map_err(damaged)?;
        // A page that is read from stays as long as its readers do.
        let opened = OwnedBytes::new(std::mem::take(&mut *opened));
        self.pages.put((self.number, page), opened.clone());
        Ok(opened)
    }

    #[cfg(unix)]
    fn read_at(&self, from: u64, bytes: &mut [u8]) -> io::Result<()> {
        use std::os::unix::fs::FileExt;
        self.file.lock().unwrap_or_else(PoisonError::into_inner).read_exact_at(bytes, from)
    }

    #[cfg(not(unix))]
    fn read_at(&self, from: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(from))?;
        file.read_exact(bytes)
    }

    /// All of it.
    pub fn whole(&self) -> io::Result<Vec<u8>> {
        self.read_bytes(0..self.len()).map(|bytes| bytes.to_vec())
    }
}

impl FileHandle for SealedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.start >= range.end {
            return Ok(OwnedBytes::empty());
        }
        if range.end > self.len() {
            return Err(damaged(NotOpened));
        }
        let (first, last) = (range.start / PAGE, (range.end - 1) / PAGE);
        let within = |page: usize| {
            range.start.max(page * PAGE) - page * PAGE..range.end.min((page + 1) * PAGE) - page * PAGE
        };
        if first == last {
            return Ok(self.page(first as u32)?.slice(within(first)));
        }
        let mut bytes = Vec::with_capacity(range.len());
        for page in first..=last {
            bytes.extend_from_slice(&self.page(page as u32)?[within(page)]);
        }
        Ok(OwnedBytes::new(bytes))
    }
}

impl HasLen for SealedFile {
    fn len(&self) -> usize {
        self.reader.length() as usize
    }
}

impl std::fmt::Debug for SealedFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SealedFile({} bytes)", self.reader.length())
    }
}

/// What does not open, as an error of reading, by which it is known again.
pub(crate) fn damaged(error: NotOpened) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
