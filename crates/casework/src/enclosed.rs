//! Reads a file and, one by one, what lies in it.

use crate::read::{digest, read_enclosed};
use crate::{Choices, Desk, read};
use probata_report::{Document, Enclosed};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

/// Between a file's path and the name of a file in it.
const WITHIN: &str = " » ";

/// Bounds on what is read of the files in one file, so that an archive that holds itself comes to an end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    /// Files in files in files.
    pub depth: usize,
    /// Files.
    pub files: usize,
    /// Bytes of them together.
    pub bytes: usize,
}

impl Default for Reach {
    fn default() -> Self {
        Self { depth: 8, files: 20_000, bytes: 1 << 30 }
    }
}

/// A file that was read, or one that holds the same bytes as one read before it.
#[derive(Debug)]
pub(crate) struct Found {
    /// `box.zip » mail.eml » letter.pdf`.
    pub path: String,
    /// The path of the file that it lies in.
    pub within: Option<String>,
    pub sha256: String,
    pub read: Read,
    /// Files that lie in it.
    pub enclosed: usize,
}

/// See [`Found`].
#[derive(Debug)]
pub(crate) enum Read {
    /// The document without what lies in it, and how long reading took.
    As(Box<Document>, Duration),
    /// Index of the file, among those found, that holds the same bytes.
    Same(usize),
}

/// Reads a file and what lies in it, each after the file around it.
///
/// What is beyond the reach is missing from the file that was asked for, and told. When the desk is
/// [stopped](Desk::stopped), what is left is left unread.
pub(crate) fn read_through(desk: &dyn Desk, path: &Path, choices: &Choices, reach: Reach) -> Vec<Found> {
    let from = desk.elapsed();
    let mut document = read(desk, path, choices);
    let took = desk.elapsed().saturating_sub(from);
    let mut walk = Walk {
        desk,
        choices,
        reach,
        found: Vec::new(),
        known: HashMap::new(),
        bytes: 0,
        unread: Unread::default(),
    };
    let inside = std::mem::take(&mut document.enclosed);
    let sha256 = document.parts.first().map_or_else(String::new, |part| part.sha256.clone());
    let path = path.to_string_lossy().into_owned();
    walk.enter(path.clone(), None, sha256, Read::As(Box::new(document), took), inside.len());
    walk.inside(&path, inside, 1);
    let Walk { mut found, unread, .. } = walk;
    if let Some(Found { read: Read::As(document, _), .. }) = found.first_mut()
        && let Some(part) = document.parts.first_mut()
    {
        unread.tell(&mut part.outcome, reach);
    }
    found
}

struct Walk<'a> {
    desk: &'a dyn Desk,
    choices: &'a Choices,
    reach: Reach,
    found: Vec<Found>,
    /// Digest to the file that was read.
    known: HashMap<String, usize>,
    bytes: usize,
    unread: Unread,
}

/// How many files were left, by what stood against them.
#[derive(Default)]
struct Unread {
    deep: usize,
    many: usize,
    large: usize,
    /// The files around them.
    around: HashSet<String>,
}

impl Walk<'_> {
    fn enter(&mut self, path: String, within: Option<String>, sha256: String, read: Read, enclosed: usize) {
        if let Read::As(..) = read {
            self.known.insert(sha256.clone(), self.found.len());
        }
        self.found.push(Found { path, within, sha256, read, enclosed });
    }

    /// Reads the files that lie in the one at `path`; recursion is as deep as the reach.
    fn inside(&mut self, path: &str, files: Vec<Enclosed>, depth: usize) {
        for file in files {
            if self.desk.stopped() {
                return;
            }
            if !self.reaches(path, &file, depth) {
                continue;
            }
            self.bytes += file.bytes.len();
            let name = format!("{path}{WITHIN}{}", file.shown());
            let sha256 = digest(&file.bytes);
            if let Some(same) = self.known.get(&sha256) {
                let same = Read::Same(*same);
                self.enter(name, Some(path.to_owned()), sha256, same, 0);
                continue;
            }
            let from = self.desk.elapsed();
            let mut document = read_enclosed(self.desk, &name, &file, self.choices);
            let took = self.desk.elapsed().saturating_sub(from);
            drop(file);
            let inside = std::mem::take(&mut document.enclosed);
            self.enter(
                name.clone(),
                Some(path.to_owned()),
                sha256,
                Read::As(Box::new(document), took),
                inside.len(),
            );
            self.inside(&name, inside, depth + 1);
        }
    }

    fn reaches(&mut self, path: &str, file: &Enclosed, depth: usize) -> bool {
        let against = if depth > self.reach.depth {
            &mut self.unread.deep
        } else if self.found.len() > self.reach.files {
            &mut self.unread.many
        } else if self.bytes.saturating_add(file.bytes.len()) > self.reach.bytes {
            &mut self.unread.large
        } else {
            return true;
        };
        *against += 1;
        if self.unread.around.len() < 5 {
            self.unread.around.insert(path.to_owned());
        }
        false
    }
}

impl Unread {
    fn tell(self, outcome: &mut probata_report::Outcome, reach: Reach) {
        let count = self.deep + self.many + self.large;
        if count == 0 {
            return;
        }
        let mut whys = Vec::new();
        if self.deep > 0 {
            whys.push(format!("{} lie deeper than {} files in each other", self.deep, reach.depth));
        }
        if self.many > 0 {
            whys.push(format!("{} come behind the first {}", self.many, reach.files));
        }
        if self.large > 0 {
            whys.push(format!("{} do not fit into {} MiB together", self.large, reach.bytes >> 20));
        }
        let mut around: Vec<String> = self.around.into_iter().collect();
        around.sort_unstable();
        outcome.lacks(
            "enclosed files",
            format!(
                "files that lie in it were left unread: {} (in {}); take them out and read them by themselves",
                whys.join(", "),
                around.join(", ")
            ),
        );
    }
}
