//! The index of one compartment on one device.

use crate::analyser::{self, Analyser};
use crate::find::Places;
use crate::folder::{SealedFolder, private};
use crate::writer::Writer;
use probata_seal::{Key, NotOpened, Random, purpose};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use tantivy::directory::error::{OpenReadError, OpenWriteError};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::store::Compressor;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{Directory, IndexReader, IndexSettings, ReloadPolicy, TantivyError};

/// Changes when the same readings would be indexed otherwise: an index of another one is made again.
const ANALYSIS: &str = "1";
/// The file that one writing process holds.
const LOCK: &str = "lock";

/// Why nothing was found or written.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// A file of the index does not open or is missing.
    #[error("the search index is damaged: run \"probata rebuild\", which makes it again")]
    Damaged,
    /// Another process writes it.
    #[error("another process is working on the search index: wait until it has ended")]
    Busy,
    /// The disk.
    #[error("the search index at {}: {source}", path.display())]
    Disk {
        /// The index's folder.
        path: PathBuf,
        /// What befell.
        source: io::Error,
    },
}

/// The fields of a passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// Its words and their stems.
    pub text: Field,
    /// Dates that it mentions.
    pub dates: Field,
    /// Of which exhibit.
    pub number: Field,
    /// Where in the reading it begins, in bytes.
    pub start: Field,
    /// Its bytes; none for the exhibit's name.
    pub length: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer(analyser::NAME)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        text: builder.add_text_field("text", TextOptions::default().set_indexing_options(words)),
        dates: builder.add_text_field("dates", STRING),
        number: builder.add_u64_field("number", FAST | INDEXED),
        start: builder.add_u64_field("start", FAST),
        length: builder.add_u64_field("length", FAST),
    };
    (builder.build(), fields)
}

/// An index, opened.
pub struct Index {
    pub(crate) inner: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    /// Where passages are, for the state of the index that was searched last.
    pub(crate) places: Mutex<Option<(u64, Arc<Vec<Places>>)>>,
    /// None if it lies in memory.
    folder: Option<PathBuf>,
}

impl Index {
    /// Opens the index in a folder, or begins one. Nothing in it opens with another key.
    pub fn open(
        folder: &Path,
        key: Key<purpose::Index>,
        random: Box<dyn Random + Send>,
    ) -> Result<Self, SearchError> {
        let told = |source| SearchError::Disk { path: folder.to_owned(), source };
        fs::create_dir_all(folder).map_err(told)?;
        let sealed = SealedFolder::new(folder, key, random);
        Self::of(Box::new(sealed), Some(folder.to_owned()))
    }

    /// An index that goes with the process: where nothing can be written, and to compare with.
    pub fn in_memory() -> Result<Self, SearchError> {
        Self::of(Box::new(tantivy::directory::RamDirectory::create()), None)
    }

    fn of(directory: Box<dyn Directory>, folder: Option<PathBuf>) -> Result<Self, SearchError> {
        let told = |error| failed(error, folder.as_deref());
        let (schema, fields) = schema();
        let is_there = tantivy::Index::exists(&*directory).map_err(|error| told(error.into()))?;
        let inner = if is_there {
            tantivy::Index::open(directory)
        } else {
            let settings = IndexSettings { docstore_compression: Compressor::None, ..Default::default() };
            tantivy::Index::create(directory, schema.clone(), settings)
        };
        let inner = inner.map_err(told)?;
        if inner.schema() != schema {
            return Err(SearchError::Damaged);
        }
        inner.tokenizers().register(analyser::NAME, TextAnalyzer::from(Analyser::default()));
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(told)?;
        Ok(Self { inner, reader, fields, places: Mutex::default(), folder })
    }

    /// Takes away what is in a folder of an index, so that it is made again.
    pub fn clear(folder: &Path) -> Result<(), SearchError> {
        let told = |source| SearchError::Disk { path: folder.to_owned(), source };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(told(error)),
        };
        let lock = lock(folder)?;
        for entry in entries {
            let entry = entry.map_err(told)?;
            if entry.file_name() != LOCK {
                fs::remove_file(entry.path()).map_err(told)?;
            }
        }
        drop(lock);
        Ok(())
    }

    /// What was said at the last writing of how far it came; none if nothing was written, or by another version.
    pub fn watermark(&self) -> Option<String> {
        let payload = self.inner.load_metas().ok()?.payload?;
        let (analysis, watermark) = payload.split_once(' ')?;
        (analysis == ANALYSIS).then(|| watermark.to_owned())
    }

    /// Passages that can be found.
    pub fn passages(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Begins writing: one process at a time.
    pub fn writer(&self) -> Result<Writer<'_>, SearchError> {
        let lock = self.folder.as_deref().map(lock).transpose()?;
        Writer::new(self, lock)
    }

    pub(crate) fn failed(&self, error: TantivyError) -> SearchError {
        failed(error, self.folder.as_deref())
    }
}

/// How a watermark is written.
pub(crate) fn payload(watermark: &str) -> String {
    format!("{ANALYSIS} {watermark}")
}

fn lock(folder: &Path) -> Result<File, SearchError> {
    let told = |source| SearchError::Disk { path: folder.to_owned(), source };
    let file = private().create(true).truncate(false).open(folder.join(LOCK)).map_err(told)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(SearchError::Busy),
        Err(TryLockError::Error(error)) => Err(told(error)),
    }
}

fn failed(error: TantivyError, folder: Option<&Path>) -> SearchError {
    let source = match error {
        TantivyError::IoError(error)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: error, .. })
        | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: error, .. }) => error,
        TantivyError::LockFailure(..) => return SearchError::Busy,
        _ => return SearchError::Damaged,
    };
    if source.get_ref().is_some_and(|inner| inner.is::<NotOpened>())
        || source.kind() == io::ErrorKind::InvalidData
    {
        return SearchError::Damaged;
    }
    let source =
        Arc::try_unwrap(source).unwrap_or_else(|shared| io::Error::new(shared.kind(), shared.to_string()));
    SearchError::Disk { path: folder.map(Path::to_owned).unwrap_or_default(), source }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Index({} passages)", self.passages())
    }
}
