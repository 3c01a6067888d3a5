//! Adding files: hashed first, sealed, read behind the wall, and entered; what lies in them becomes exhibits of its own.

use super::exhibit::{ACT, Exhibit, Reading};
use super::{Case, CaseError, NewCustody};
use crate::read::read_bytes;
use crate::{Choices, Desk};
use probata_report::{Document, Enclosed};
use probata_seal::{Hasher, Key, purpose};
use probata_vault::{Batch, Clock, Id, NewEntry, Random, Stored};
use probata_vocabulary::CustodyAction;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Exhibits that are committed together.
const TOGETHER: usize = 32;
/// How deep files may lie in files.
const DEPTH: usize = 8;
/// Exhibits that one file may bring.
const MOST: usize = 20_000;

/// What became of a file, or of one in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// It is in the case now.
    Added {
        /// Its number, as E-12.
        exhibit: String,
        /// Where it lay.
        path: String,
        /// How reading it ended.
        outcome: String,
        /// What is missing, or why it was refused.
        missing: Vec<String>,
        /// Its bytes.
        length: u64,
    },
    /// The case has this content already.
    Known {
        /// The exhibit that has it, as E-12.
        exhibit: String,
        /// Where it lay.
        path: String,
    },
    /// It could not be taken.
    Failed {
        /// Where it lies.
        path: String,
        /// Why, for a person.
        why: String,
    },
}

/// What was admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admitted {
    /// New exhibits.
    pub added: usize,
    /// Files whose content the case had.
    pub known: usize,
    /// Files that could not be taken.
    pub failed: usize,
    /// Bytes of the new ones.
    pub bytes: u64,
    /// Files that were left when the person asked to stop.
    pub left: usize,
}

/// What an act on files needs beside the case.
struct Admitting<'a, 'd> {
    desk: &'a dyn Desk,
    case: &'a mut Case<'d>,
    choices: &'a Choices,
    custody: &'a NewCustody,
    clock: &'a dyn Fn() -> Clock,
    random: &'a mut dyn Random,
    next: u64,
    batch: Batch,
    /// What the batch will have done once it is committed.
    waiting: Vec<Admission>,
    /// Digests of the batch, with their numbers.
    known: BTreeMap<String, String>,
    totals: Admitted,
}

/// Adds files and all files below folders. What `told` hears of is committed. Files that the case has are passed over, so that what was
/// interrupted is ended by doing it again.
#[expect(clippy::too_many_arguments, reason = "the world, the case, the choice, and who hears of it")]
pub fn admit(
    desk: &dyn Desk,
    case: &mut Case<'_>,
    paths: &[PathBuf],
    choices: &Choices,
    custody: &NewCustody,
    clock: &dyn Fn() -> Clock,
    random: &mut dyn Random,
    told: &mut dyn FnMut(&Admission, usize, usize),
) -> Result<Admitted, CaseError> {
    let files = files(desk, paths)?;
    let next = case.next_number();
    let mut admitting = Admitting {
        desk,
        case,
        choices,
        custody,
        clock,
        random,
        next,
        batch: Batch::default(),
        waiting: Vec::new(),
        known: BTreeMap::new(),
        totals: Admitted::default(),
    };
    for (at, file) in files.iter().enumerate() {
        if desk.stopped() {
            admitting.totals.left = files.len() - at;
            break;
        }
        admitting.file(file)?;
        if admitting.batch.keys.len() >= TOGETHER {
            admitting.commit(&mut |admission| told(admission, at + 1, files.len()))?;
        }
    }
    let done = files.len() - admitting.totals.left;
    admitting.commit(&mut |admission| told(admission, done, files.len()))?;
    Ok(admitting.totals)
}

/// Files as they are named, and those below folders, in order.
fn files(desk: &dyn Desk, paths: &[PathBuf]) -> Result<Vec<PathBuf>, CaseError> {
    let (mut files, mut waiting): (Vec<PathBuf>, Vec<(PathBuf, bool)>) = (Vec::new(), Vec::new());
    for path in paths {
        waiting.push((path.clone(), !desk.is_file(path)));
        while let Some((path, is_folder)) = waiting.pop() {
            if !is_folder {
                files.push(path);
                continue;
            }
            let failed = |source| CaseError::File { path: path.clone(), source };
            let entries = desk.list(&path).map_err(failed)?;
            waiting.extend(entries.into_iter().rev().map(|entry| (entry.path, entry.folder)));
        }
    }
    Ok(files)
}

/// Something to add, before it is sealed.
struct Item<'i> {
    name: String,
    path: String,
    modified: Option<i64>,
    within: Option<Id>,
    content: Content<'i>,
}

enum Content<'i> {
    File(&'i Path),
    Bytes(&'i [u8]),
}

impl Admitting<'_, '_> {
    fn file(&mut self, path: &Path) -> Result<(), CaseError> {
        let name = path.file_name().map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        let item = Item {
            name: name.into_owned(),
            path: path.to_string_lossy().into_owned(),
            modified: self.desk.modified(path),
            within: None,
            content: Content::File(path),
        };
        self.item(&item, 0)
    }

    /// Adds one thing, and what lies in it.
    fn item(&mut self, item: &Item<'_>, depth: usize) -> Result<(), CaseError> {
        let sha256 = match self.digest(item) {
            Ok(sha256) => sha256,
            Err(error) => return self.fail(item, &error),
        };
        if let Some(exhibit) = self.number_of(&sha256) {
            self.totals.known += 1;
            self.waiting.push(Admission::Known { exhibit, path: item.path.clone() });
            return Ok(());
        }
        let id = Id::new(self.random);
        let key = self.case.vault.new_key(self.random);
        let stored = match self.store(id, &key, item)? {
            Ok(stored) => stored,
            Err(error) => return self.fail(item, &error),
        };
        if stored.sha256.hex() != sha256 {
            let changed =
                io::Error::other("it changed while it was being added; add it again when it is at rest");
            return self.fail(item, &changed);
        }
        let document = self.document(item, stored.length);
        self.enter(item, id, key, stored, document.as_ref())?;
        let enclosed = document.map(|document| document.enclosed).unwrap_or_default();
        self.inside(item, id, enclosed, depth + 1)
    }

    /// What lies in an exhibit.
    fn inside(
        &mut self,
        around: &Item<'_>,
        within: Id,
        files: Vec<Enclosed>,
        depth: usize,
    ) -> Result<(), CaseError> {
        for file in files {
            if depth > DEPTH || self.batch.keys.len() >= MOST {
                let path = format!("{} » {}", around.path, file.shown());
                let why = "it lies too deep in other files: take it out and add it by itself".to_owned();
                self.totals.failed += 1;
                self.waiting.push(Admission::Failed { path, why });
                continue;
            }
            let item = Item {
                name: file.shown(),
                path: format!("{} » {}", around.path, file.shown()),
                modified: None,
                within: Some(within),
                content: Content::Bytes(&file.bytes),
            };
            self.item(&item, depth)?;
        }
        Ok(())
    }

    fn fail(&mut self, item: &Item<'_>, error: &io::Error) -> Result<(), CaseError> {
        self.totals.failed += 1;
        self.waiting.push(Admission::Failed { path: item.path.clone(), why: crate::disk(error) });
        Ok(())
    }

    fn open<'c>(&self, item: &'c Item<'_>) -> io::Result<Box<dyn Read + 'c>> {
        match item.content {
            Content::File(path) => self.desk.open_file(path),
            Content::Bytes(bytes) => Ok(Box::new(bytes)),
        }
    }

    fn digest(&self, item: &Item<'_>) -> io::Result<String> {
        digest(&mut self.open(item)?)
    }

    fn number_of(&self, sha256: &str) -> Option<String> {
        let in_case = || self.case.with_digest(sha256).map(Exhibit::label);
        self.known.get(sha256).cloned().or_else(in_case)
    }

    fn store(
        &mut self,
        id: Id,
        key: &Key<purpose::Subject>,
        item: &Item<'_>,
    ) -> Result<io::Result<Stored>, CaseError> {
        let mut from = match self.open(item) {
            Ok(from) => from,
            Err(error) => return Ok(Err(error)),
        };
        Ok(self.case.vault.store(id, key, &mut from, self.random)?)
    }

    /// Reads it behind the wall, if it is not too large for that.
    fn document(&self, item: &Item<'_>, length: u64) -> Option<Document> {
        let most = self.choices.reading.limits.file;
        if length > most as u64 {
            return None;
        }
        match item.content {
            Content::Bytes(bytes) => Some(read_bytes(self.desk, &item.path, bytes, self.choices)),
            Content::File(path) => {
                let bytes = self.desk.read_file(path, most).ok()?;
                Some(read_bytes(self.desk, &item.path, &bytes, self.choices))
            }
        }
    }

    /// Puts an exhibit with its first custody into the batch.
    fn enter(
        &mut self,
        item: &Item<'_>,
        id: Id,
        key: Key<purpose::Subject>,
        stored: Stored,
        document: Option<&Document>,
    ) -> Result<(), CaseError> {
        let outcome = document.and_then(|document| document.parts.first()).map(|part| &part.outcome);
        let reading = document.map(|document| self.reading(id, &key, document)).transpose()?.flatten();
        let missing = outcome.map_or_else(
            || vec!["it is too large to be read".to_owned()],
            |outcome| outcome.missing().iter().map(|lack| format!("{}: {}", lack.place, lack.why)).collect(),
        );
        let exhibit = Exhibit {
            id,
            number: if self.case.vault.is_write_only() { 0 } else { self.next },
            compartment: self.case.compartment_of_new(),
            is_privileged: self.case.adds_privileged(),
            name: item.name.clone(),
            path: item.path.clone(),
            sha256: stored.sha256.hex(),
            length: stored.length,
            blob: stored.name.hex(),
            segment: Id::default(),
            modified: item.modified,
            format: document
                .and_then(|document| document.parts.first())
                .map_or_else(String::new, |part| part.format.clone()),
            outcome: outcome.map_or("not_read", |outcome| outcome.status()).to_owned(),
            missing,
            reading,
            within: item.within,
            added: 0,
            by: self.case.me(),
            is_erased: false,
            is_held: false,
            is_closed: false,
            is_doubled: false,
        };
        let compartment = exhibit.compartment;
        let added = NewEntry { act: ACT, compartment, subject: Some(id), fields: exhibit.fields() };
        let zone = self.case.zone.as_deref();
        let received = match item.within {
            None => self.custody.entry(CustodyAction::Received, &exhibit, &exhibit.by, zone),
            Some(_) => {
                let reason = format!("lay in {}", item.path);
                let custody = NewCustody { reason, ..NewCustody::default() };
                custody.entry(CustodyAction::Derived, &exhibit, &exhibit.by, zone)
            }
        };
        self.batch.entries.extend([added, received]);
        self.batch.keys.push((compartment, id, key));
        self.known.insert(exhibit.sha256.clone(), exhibit.label());
        self.next += 1;
        self.totals.added += 1;
        self.totals.bytes += exhibit.length;
        self.waiting.push(Admission::Added {
            exhibit: exhibit.label(),
            path: exhibit.path,
            outcome: exhibit.outcome,
            missing: exhibit.missing,
            length: exhibit.length,
        });
        Ok(())
    }

    /// Seals the text under the exhibit's key, so that erasing the one erases the other.
    fn reading(
        &mut self,
        id: Id,
        key: &Key<purpose::Subject>,
        document: &Document,
    ) -> Result<Option<Reading>, CaseError> {
        if document.text.is_empty() {
            return Ok(None);
        }
        let stored = self.case.vault.store(id, key, &mut document.text.as_bytes(), self.random)?;
        let stored = stored.map_err(|source| CaseError::File { path: PathBuf::new(), source })?;
        Ok(Some(Reading {
            blob: stored.name.hex(),
            sha256: stored.sha256.hex(),
            length: stored.length,
            reader: document.reading.reader.clone(),
            language: main_language(document),
        }))
    }

    fn commit(&mut self, told: &mut dyn FnMut(&Admission)) -> Result<(), CaseError> {
        if !self.batch.entries.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            self.case.vault.commit(batch, (self.clock)(), self.random)?;
            self.case.fold();
            self.known.clear();
        }
        for admission in self.waiting.drain(..) {
            told(&admission);
        }
        Ok(())
    }
}

/// SHA-256 of a file, 64 digits.
pub fn digest_of(desk: &dyn Desk, path: &Path) -> Result<String, CaseError> {
    let digest = desk.open_file(path).and_then(|mut from| digest(&mut from));
    digest.map_err(|source| CaseError::File { path: path.to_owned(), source })
}

fn digest(from: &mut dyn Read) -> io::Result<String> {
    let mut hasher = Hasher::default();
    let mut piece = vec![0; 1 << 16];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(hasher.finish().hex()),
            Ok(count) => hasher.update(&piece[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The language of most of the text; empty if it is not told.
fn main_language(document: &Document) -> String {
    let mut bytes: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &document.blocks {
        *bytes.entry(block.language.as_str()).or_default() += block.span.len();
    }
    bytes
        .into_iter()
        .max_by_key(|(_, bytes)| *bytes)
        .map_or_else(String::new, |(language, _)| language.to_owned())
}
