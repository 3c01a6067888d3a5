use crate::{Choices, Desk, disk, read};
use probata_report::Outcome;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
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

/// How far the reading of a folder has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Files read, the one that is handed on included.
    pub done: usize,
    /// Files of the folder.
    pub of: usize,
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
    /// Left alone, since the person stopped the reading.
    pub left: usize,
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

/// Reads every file of a folder and of the folders in it, as many at a time as the desk has hands, and hands each on in order of path.
/// Hidden files (`.name`) are passed over. A folder inside that cannot be listed is handed on as a refused file.
///
/// When the desk is [stopped](Desk::stopped), what has been read so far in order of path is what was handed on.
///
/// # Errors
/// [`CorpusError::Folder`] if `folder` itself cannot be listed.
pub fn corpus(
    desk: &dyn Desk,
    folder: &Path,
    choices: &Choices,
    each: &mut dyn FnMut(&CorpusFile, Progress),
) -> Result<Corpus, CorpusError> {
    let found = walk(desk, folder)?;
    let mut corpus = Corpus { left: found.len(), ..Corpus::default() };
    let next = AtomicUsize::new(0);
    let (tell, told) = channel();
    thread::scope(|scope| {
        for _ in 0..desk.hands().clamp(1, found.len().max(1)) {
            let (tell, next, found) = (tell.clone(), &next, &found);
            scope.spawn(move || {
                while let Some(file) =
                    found.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !desk.stopped())
                {
                    let read = (file.turn, file.read(desk, choices));
                    // Nobody listens any more when the reading was stopped.
                    if tell.send(read).is_err() {
                        break;
                    }
                }
            });
        }
        drop(tell);
        // Files that were read before others that come first.
        let mut early: BTreeMap<usize, CorpusFile> = BTreeMap::new();
        let mut turn = 0;
        for (at, file) in told {
            early.insert(at, file);
            while let Some(file) = early.remove(&turn).filter(|_| !desk.stopped()) {
                turn += 1;
                corpus.add(&file);
                each(&file, Progress { done: turn, of: found.len() });
            }
        }
    });
    Ok(corpus)
}

/// A file that is to be read, or a folder that cannot be listed.
struct Found {
    turn: usize,
    path: PathBuf,
    unlisted: Option<io::Error>,
}

impl Found {
    fn read(&self, desk: &dyn Desk, choices: &Choices) -> CorpusFile {
        match &self.unlisted {
            Some(error) => unlisted(&self.path, error),
            None => one(desk, &self.path, choices),
        }
    }
}

/// What is in a folder and the folders in it, in order of path.
fn walk(desk: &dyn Desk, folder: &Path) -> Result<Vec<Found>, CorpusError> {
    let first =
        desk.list(folder).map_err(|source| CorpusError::Folder { path: folder.to_owned(), source })?;
    let mut found = Vec::new();
    // The last one is next: folders are put back in reverse, so that the order is that of the paths.
    let mut waiting: Vec<_> = first.into_iter().rev().collect();
    while let Some(entry) = waiting.pop() {
        if entry.path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')) {
            continue;
        }
        let turn = found.len();
        match entry.folder.then(|| desk.list(&entry.path)) {
            None => found.push(Found { turn, path: entry.path, unlisted: None }),
            Some(Ok(inside)) => waiting.extend(inside.into_iter().rev()),
            Some(Err(error)) => found.push(Found { turn, path: entry.path, unlisted: Some(error) }),
        }
    }
    Ok(found)
}

impl Corpus {
    fn add(&mut self, file: &CorpusFile) {
        self.left = self.left.saturating_sub(1);
        match file.outcome {
            Outcome::Complete => self.complete += 1,
            Outcome::Partial(_) => self.partial += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
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
