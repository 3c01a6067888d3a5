use crate::{Choices, Desk, disk, read};
use probata_report::Outcome;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A file of a folder, as it was read.
#[derive(Debug, Clone)]
pub struct CorpusFile {
    /// Its path.
    pub path: String,
    /// SHA-256 of its bytes; empty if it could not be opened.
    pub sha256: String,
    /// Its format; empty if unknown.
    pub format: String,
    /// How reading ended.
    pub outcome: Outcome,
    /// Pages, if known.
    pub pages: Option<u32>,
    /// Bytes of its text.
    pub text: usize,
    /// Sentences.
    pub sentences: usize,
    /// Notes.
    pub notes: usize,
    /// Marks, those without a note included.
    pub marks: usize,
    /// How long reading took.
    pub took: Duration,
}

/// How many files ended how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Corpus {
    /// Read completely.
    pub complete: usize,
    /// Read in part.
    pub partial: usize,
    /// Not read.
    pub refused: usize,
}

/// Why a folder could not be walked.
#[derive(Debug, thiserror::Error)]
pub enum CorpusError {
    /// It could not be listed.
    #[error("{} could not be listed: {}", path.display(), disk(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Reads every file of a folder and of the folders in it, in order of path, and hands each on as soon as it is read.
/// Hidden files (`.name`) are passed over. A folder inside that cannot be listed is handed on as a refused file.
///
/// # Errors
/// [`CorpusError::Folder`] if `folder` itself cannot be listed.
pub fn corpus(
    desk: &dyn Desk,
    folder: &Path,
    choices: &Choices,
    each: &mut dyn FnMut(&CorpusFile),
) -> Result<Corpus, CorpusError> {
    let first =
        desk.list(folder).map_err(|source| CorpusError::Folder { path: folder.to_owned(), source })?;
    let mut corpus = Corpus::default();
    // The last one is next: folders are put back in reverse, so that the order is that of the paths.
    let mut waiting: Vec<_> = first.into_iter().rev().collect();
    while let Some(entry) = waiting.pop() {
        if entry.path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        if !entry.folder {
            corpus.add(&one(desk, &entry.path, choices), each);
            continue;
        }
        match desk.list(&entry.path) {
            Ok(inside) => waiting.extend(inside.into_iter().rev()),
            Err(error) => corpus.add(&unlisted(&entry.path, &error), each),
        }
    }
    Ok(corpus)
}

impl Corpus {
    fn add(&mut self, file: &CorpusFile, each: &mut dyn FnMut(&CorpusFile)) {
        match file.outcome {
            Outcome::Complete => self.complete += 1,
            Outcome::Partial(_) => self.partial += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
        each(file);
    }
}

fn one(desk: &dyn Desk, path: &Path, choices: &Choices) -> CorpusFile {
    let from = desk.elapsed();
    let document = read(desk, path, choices);
    let took = desk.elapsed().saturating_sub(from);
    let part = document.parts.first();
    CorpusFile {
        path: path.to_string_lossy().into_owned(),
        sha256: part.map_or_else(String::new, |part| part.sha256.clone()),
        format: part.map_or_else(String::new, |part| part.format.clone()),
        outcome: part.map_or(Outcome::Complete, |part| part.outcome.clone()),
        pages: part.and_then(|part| part.pages),
        text: document.text.len(),
        sentences: document.sentences.len(),
        notes: document.notes.len(),
        marks: document.marks.len(),
        took,
    }
}

fn unlisted(path: &Path, error: &io::Error) -> CorpusFile {
    CorpusFile {
        path: path.to_string_lossy().into_owned(),
        sha256: String::new(),
        format: String::new(),
        outcome: Outcome::refused(format!("The folder could not be listed: {}.", disk(error))),
        pages: None,
        text: 0,
        sentences: 0,
        notes: 0,
        marks: 0,
        took: Duration::ZERO,
    }
}
