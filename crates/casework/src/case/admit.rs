//! Adding files: hashed first, sealed, read behind the wall, and entered; what lies in them becomes exhibits of its own.

use super::exhibit::{ACT, Exhibit, Reading};
use super::{Case, CaseError, NewCustody};
use crate::read::{read_bytes, read_enclosed};
use crate::{Choices, Desk, EntryKind, disk};
use probata_report::{Document, Enclosed, Missing};
use probata_seal::{Hasher, Key, purpose};
use probata_vault::{Batch, Clock, Id, NewEntry, Random, Stored};
use probata_vocabulary::CustodyAction;
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

mod known;

/// Exhibits that are committed together, at most.
const TOGETHER: usize = 32;
/// Entries that are committed together, at most: those of further copies make no exhibits.
const ENTRIES: usize = 512;
/// How long anything waits to be committed, while files of it are read.
const LONGEST: Duration = Duration::from_secs(3);
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
        /// How it stands with that exhibit.
        state: Known,
    },
    /// It could not be taken.
    Failed {
        /// Where it lies.
        path: String,
        /// Why, for a person.
        why: String,
    },
}

/// How it stands with an exhibit whose content was to be added again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It is there.
    There,
    /// It is there, and that the same bytes lay elsewhere too was entered.
    Again,
    /// It was to go into a compartment, and lies where every member reads it. Nothing was entered.
    Open,
    /// Its sealed file was missing, and was put back.
    PutBack,
    /// Its sealed file is missing, and could not be put back.
    Missing,
}

/// How far the adding is.
#[derive(Debug)]
pub enum Step<'a> {
    /// A file is taken up.
    Begun {
        /// Files before it.
        done: usize,
        /// Files in all.
        of: usize,
    },
    /// This is committed, or needs no commit.
    Ended(&'a Admission),
}

/// What was admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Admitted {
    /// New exhibits.
    pub added: usize,
    /// Files whose content the case had.
    pub known: usize,
    /// Files among those of which the exhibit is not as the person wants it: open to every member, or missing on the disk.
    pub amiss: usize,
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
    /// Exhibits of which the batch says something, by their digests.
    known: BTreeMap<String, Exhibit>,
    /// When there was last a commit.
    committed: Duration,
    totals: Admitted,
}

/// Adds files and all files below folders. What `told` hears of as ended is committed. Of files that the case has it is entered where they lay too,
/// unless that is known, so that what was interrupted is ended by doing it again. What cannot be taken is told and stops nothing.
#[expect(clippy::too_many_arguments, reason = "the world, the case, the choice, and who hears of it")]
pub fn admit(
    desk: &dyn Desk,
    case: &mut Case<'_>,
    paths: &[PathBuf],
    choices: &Choices,
    custody: &NewCustody,
    clock: &dyn Fn() -> Clock,
    random: &mut dyn Random,
    told: &mut dyn FnMut(Step<'_>),
) -> Result<Admitted, CaseError> {
    let files = files(desk, paths);
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
        committed: desk.elapsed(),
        totals: Admitted::default(),
    };
    for (at, file) in files.iter().enumerate() {
        if desk.stopped() {
            admitting.totals.left = files.len() - at;
            break;
        }
        told(Step::Begun { done: at, of: files.len() });
        match &file.refusal {
            None => admitting.file(&file.path)?,
            Some(why) => admitting.refuse(file.path.to_string_lossy().into_owned(), why.clone()),
        }
        if admitting.is_due() {
            admitting.commit(told)?;
        }
    }
    admitting.commit(told)?;
    Ok(admitting.totals)
}

/// Something that was named, or found in a folder.
struct Found {
    path: PathBuf,
    /// Why it cannot be added, for a person.
    refusal: Option<String>,
}

/// Files as they are named, and those below folders, in order. A link that is named is followed; one that is found is not.
fn files(desk: &dyn Desk, paths: &[PathBuf]) -> Vec<Found> {
    let mut found = Vec::new();
    for path in paths {
        let mut waiting = vec![(path.clone(), desk.kind(path))];
        while let Some((path, kind)) = waiting.pop() {
            let refusal = match kind {
                Ok(EntryKind::File) => None,
                Ok(EntryKind::Folder) => match desk.list(&path) {
                    Ok(entries) => {
                        waiting.extend(entries.into_iter().rev().map(|entry| (entry.path, Ok(entry.kind))));
                        continue;
                    }
                    Err(error) => Some(format!("the folder cannot be opened: {}", disk(&error))),
                },
                Ok(odd) => odd.oddity(),
                Err(error) => Some(disk(&error)),
            };
            found.push(Found { path, refusal });
        }
    }
    found
}

/// Something to add, before it is sealed.
struct Item<'i> {
    name: String,
    path: String,
    modified: Option<i64>,
    within: Option<Id>,
    content: Content<'i>,
    /// Where the link led that it is.
    link: Option<PathBuf>,
}

enum Content<'i> {
    File(&'i Path),
    Enclosed(&'i Enclosed),
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
            link: self.desk.link(path),
        };
        self.item(&item, 0)
    }

    /// Adds one thing, and what lies in it.
    fn item(&mut self, item: &Item<'_>, depth: usize) -> Result<(), CaseError> {
        let sha256 = match self.digest(item) {
            Ok(sha256) => sha256,
            Err(error) => return self.fail(item, &error),
        };
        if let Some(exhibit) = self.with_digest(&sha256) {
            return self.known(item, exhibit);
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
                self.refuse(path, why);
                continue;
            }
            let item = Item {
                name: file.shown(),
                path: format!("{} » {}", around.path, file.shown()),
                modified: None,
                within: Some(within),
                content: Content::Enclosed(&file),
                link: None,
            };
            self.item(&item, depth)?;
        }
        Ok(())
    }

    fn fail(&mut self, item: &Item<'_>, error: &io::Error) -> Result<(), CaseError> {
        let why = match error.kind() {
            io::ErrorKind::PermissionDenied => "you are not allowed to open it".to_owned(),
            _ => disk(error),
        };
        self.refuse(item.path.clone(), why);
        Ok(())
    }

    fn refuse(&mut self, path: String, why: String) {
        self.totals.failed += 1;
        self.waiting.push(Admission::Failed { path, why });
    }

    fn open<'c>(&self, item: &'c Item<'_>) -> io::Result<Box<dyn Read + 'c>> {
        match item.content {
            Content::File(path) => self.desk.open_file(path),
            Content::Enclosed(file) => Ok(Box::new(file.bytes.as_slice())),
        }
    }

    fn digest(&self, item: &Item<'_>) -> io::Result<String> {
        digest(&mut self.open(item)?)
    }

    fn with_digest(&self, sha256: &str) -> Option<Exhibit> {
        self.known.get(sha256).or_else(|| self.case.with_digest(sha256)).cloned()
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
            Content::Enclosed(file) => Some(read_enclosed(self.desk, &item.path, file, self.choices)),
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
            |outcome| heaviest_first(outcome.missing()),
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
            from: if item.within.is_none() { self.custody.from.clone() } else { String::new() },
            copies: Vec::new(),
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
            None => {
                let mut custody = self.custody.clone();
                if item.link.is_some() {
                    let parts = [shown_path(item), custody.reason];
                    custody.reason =
                        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
                }
                custody.entry(CustodyAction::Received, &exhibit, &exhibit.by, zone)
            }
            Some(_) => {
                let reason = format!("lay in {}", item.path);
                let custody = NewCustody { reason, ..NewCustody::default() };
                custody.entry(CustodyAction::Derived, &exhibit, &exhibit.by, zone)
            }
        };
        self.batch.entries.extend([added, received]);
        self.batch.keys.push((compartment, id, key));
        self.known.insert(exhibit.sha256.clone(), exhibit.clone());
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

    /// True if what waits is to be committed, or needs no commit.
    fn is_due(&self) -> bool {
        let is_long = || self.desk.elapsed().saturating_sub(self.committed) >= LONGEST;
        let count = self.batch.entries.len();
        count == 0 || self.batch.keys.len() >= TOGETHER || count >= ENTRIES || is_long()
    }

    fn commit(&mut self, told: &mut dyn FnMut(Step<'_>)) -> Result<(), CaseError> {
        if !self.batch.entries.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            self.case.vault.commit(batch, (self.clock)(), self.random)?;
            self.case.fold();
            self.known.clear();
            self.committed = self.desk.elapsed();
        }
        for admission in self.waiting.drain(..) {
            told(Step::Ended(&admission));
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

/// What is missing, the heaviest first.
fn heaviest_first(missing: &[Missing]) -> Vec<String> {
    let mut missing: Vec<&Missing> = missing.iter().collect();
    missing.sort_by_key(|missing| missing.rank());
    missing.into_iter().map(|lack| format!("{}: {}", lack.place, lack.why)).collect()
}

/// Where a thing lies, and where it leads if it is a link.
fn shown_path(item: &Item<'_>) -> String {
    match &item.link {
        Some(to) => format!("{} is a link to {}", item.path, to.display()),
        None => item.path.clone(),
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
