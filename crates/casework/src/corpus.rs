use crate::enclosed::{Found as Inside, Reach, Read, read_through};
use crate::{Choices, Desk, EntryKind, disk};
use probata_report::Outcome;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

/// A file of a folder, or a file that lies in one, as it was read.
#[derive(Debug, Clone)]
pub struct CorpusFile {
    /// Its path; that of a file in a file is the path around it, ` » ` and its name.
    pub path: String,
    /// The path of the file that it lies in, if any.
    pub within: Option<String>,
    /// The path of a file before it that holds the same bytes, if any; then the rest is what is told of that one.
    pub same_as: Option<String>,
    /// Files that lie in it.
    pub enclosed: usize,
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
    /// Files of the folder read, the one that is handed on included.
    pub done: usize,
    /// Files of the folder.
    pub of: usize,
}

/// How many files ended how, those in files included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Corpus {
    /// Read completely.
    pub complete: usize,
    /// Read in part.
    pub partial: usize,
    /// Not read.
    pub refused: usize,
    /// Files among them that lie in other files.
    pub enclosed: usize,
    /// Files among them that hold the same bytes as one before.
    pub same: usize,
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
/// What lies in a file follows it. Hidden files (`.name`) are passed over. A folder inside that cannot be listed is handed on as a refused file, as is
/// what is neither file nor folder (a link to a folder or to nothing, a pipe). A link to a file is followed.
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
        let mut early: BTreeMap<usize, Vec<CorpusFile>> = BTreeMap::new();
        let mut known: HashMap<String, String> = HashMap::new();
        let mut turn = 0;
        for (at, files) in told {
            early.insert(at, files);
            while let Some(files) = early.remove(&turn).filter(|_| !desk.stopped()) {
                turn += 1;
                corpus.left = corpus.left.saturating_sub(1);
                for mut file in files {
                    file.met(&mut known);
                    corpus.add(&file);
                    each(&file, Progress { done: turn, of: found.len() });
                }
            }
        }
    });
    Ok(corpus)
}

/// A file that is to be read, or a folder that cannot be listed.
struct Found {
    turn: usize,
    path: PathBuf,
    /// Why it is not read, for a person.
    refusal: Option<String>,
}

impl Found {
    fn read(&self, desk: &dyn Desk, choices: &Choices) -> Vec<CorpusFile> {
        match &self.refusal {
            Some(why) => vec![refused(&self.path, why)],
            None => rows(read_through(desk, &self.path, choices, Reach::default())),
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
        let refusal = match &entry.kind {
            EntryKind::File | EntryKind::LinkToFile(_) => None,
            EntryKind::Folder => match desk.list(&entry.path) {
                Ok(inside) => {
                    waiting.extend(inside.into_iter().rev());
                    continue;
                }
                Err(error) => Some(format!("The folder could not be listed: {}.", disk(&error))),
            },
            odd => odd.oddity().map(|why| format!("It is {why}.")),
        };
        found.push(Found { turn, path: entry.path, refusal });
    }
    Ok(found)
}

impl Corpus {
    fn add(&mut self, file: &CorpusFile) {
        self.enclosed += usize::from(file.within.is_some());
        self.same += usize::from(file.same_as.is_some());
        match file.outcome {
            Outcome::Complete => self.complete += 1,
            Outcome::Partial(_) => self.partial += 1,
            Outcome::Refused(_) => self.refused += 1,
        }
    }
}

impl CorpusFile {
    /// Says so if a file handed on before it holds the same bytes.
    fn met(&mut self, known: &mut HashMap<String, String>) {
        if self.sha256.is_empty() {
            return;
        }
        match known.get(&self.sha256) {
            Some(before) => self.same_as = Some(before.clone()),
            None => drop(known.insert(self.sha256.clone(), self.path.clone())),
        }
    }
}

/// What is told of a file and those in it.
fn rows(found: Vec<Inside>) -> Vec<CorpusFile> {
    let mut rows: Vec<CorpusFile> = Vec::with_capacity(found.len());
    for Inside { path, within, sha256, read, enclosed } in found {
        let row = match read {
            Read::As(document, took) => {
                let part = document.parts.first();
                CorpusFile {
                    path,
                    within,
                    same_as: None,
                    enclosed,
                    sha256,
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
            Read::Same(index) => {
                let Some(before) = rows.get(index) else { continue };
                CorpusFile { path, within, took: Duration::ZERO, ..before.clone() }
            }
        };
        rows.push(row);
    }
    rows
}

fn refused(path: &Path, why: &str) -> CorpusFile {
    CorpusFile {
        path: path.to_string_lossy().into_owned(),
        within: None,
        same_as: None,
        enclosed: 0,
        sha256: String::new(),
        format: String::new(),
        outcome: Outcome::refused(why),
        pages: None,
        text: 0,
        sentences: 0,
        notes: 0,
        marks: 0,
        took: Duration::ZERO,
    }
}
