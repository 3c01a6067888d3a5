//! What this device checked whole when it opened the case before: how many bytes of each log, and their digest.
//!
//! Opening a large case is mostly checking: sums, signatures, and a digest for each field. Where the bytes are those that were checked before, all of
//! that has been seen. They are told by a digest over all of them, so that altered bytes are checked as if nobody ever had.
//!
//! Invariant: a cache. It lies sealed for this device of this member; without it, or if it is altered, everything is checked.

use super::Vault;
use crate::Id;
use crate::bytes::{Reader, Writer};
use crate::disk::{Disk, replace};
use probata_seal::{
    Digest, Key, PAGE, PAGE_HEADER, PageReader, PageSealer, Random, page_file, purpose, sha256,
};
use std::collections::BTreeMap;

/// Its name under the seal.
const NAME: &str = "checked";
/// A log that grew by fewer bytes is checked anew rather than written down.
const WORTH: u64 = 1 << 20;
/// Bytes of a log in it.
const EACH: usize = 64;

/// What was checked of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// The first bytes of its file.
    pub bytes: u64,
    /// Entries in them.
    pub entries: u64,
    /// Of the bytes.
    pub digest: Digest,
}

impl Whole {
    /// What was checked of a log, given the bytes that were; none if that is not worth keeping.
    pub fn grown(before: Option<Self>, bytes: &[u8], entries: u64) -> Option<Self> {
        let length = bytes.len() as u64;
        let is_worth = length >= before.map_or(0, |before| before.bytes) + WORTH;
        is_worth.then(|| Self { bytes: length, entries, digest: sha256(bytes) })
    }
}

/// What was checked of each log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Checked(BTreeMap<Id, Whole>);

impl Checked {
    /// What this device kept; nothing if it kept none, or none that opens.
    pub fn read(disk: &dyn Disk, folder: &str, key: &Key<purpose::Index>) -> Self {
        opened(disk, &path(folder, key), key).and_then(|plain| Self::parse(&plain)).unwrap_or_default()
    }

    fn parse(plain: &[u8]) -> Option<Self> {
        let mut from = Reader(plain);
        let count = from.count(EACH)?;
        let one = |from: &mut Reader<'_>| {
            Some((from.id()?, Whole { bytes: from.u64()?, entries: from.u64()?, digest: from.digest()? }))
        };
        let all = (0..count).map(|_| one(&mut from)).collect::<Option<_>>()?;
        from.end()?;
        Some(Self(all))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.u32(self.0.len() as u32);
        for (log, whole) in &self.0 {
            out.id(*log).u64(whole.bytes).u64(whole.entries).digest(whole.digest);
        }
        out.0
    }

    /// What was checked of a log.
    pub fn of(&self, log: Id) -> Option<Whole> {
        self.0.get(&log).copied()
    }

    /// Notes what was checked now.
    pub fn note(&mut self, log: Id, whole: Whole) {
        self.0.insert(log, whole);
    }
}

fn path(folder: &str, key: &Key<purpose::Index>) -> String {
    format!("{folder}/{}", page_file(key, NAME))
}

fn opened(disk: &dyn Disk, path: &str, key: &Key<purpose::Index>) -> Option<Vec<u8>> {
    let total = disk.length(path).ok()??;
    let bytes = disk.read(path).ok()?;
    let reader = PageReader::new(key, NAME, bytes.get(..PAGE_HEADER)?, total).ok()?;
    let mut plain = Vec::new();
    for page in 0..reader.length().div_ceil(PAGE as u64) {
        let page = u32::try_from(page).ok()?;
        let place = reader.place(page);
        let sealed = bytes.get(place.start as usize..place.end as usize)?;
        plain.extend_from_slice(&reader.open(page, sealed.to_vec()).ok()?);
    }
    Some(plain)
}

impl Vault<'_> {
    /// Writes down what opening the case checked, if that is much and all was whole, so that the next opening need not check it again. That it
    /// could not be written harms nothing.
    pub fn keep_checked(&mut self, random: &mut dyn Random) {
        let Some(checked) = self.checked.take().filter(|_| !self.is_write_only()) else { return };
        let cache = self.cache_of(self.main);
        let mut sealed = Vec::new();
        let mut sealer = PageSealer::new(&cache.key, NAME, random, &mut sealed);
        sealer.push(&checked.bytes(), &mut sealed);
        sealer.finish(&mut sealed);
        let written = self.disk.make_folder(&cache.folder);
        // A cache: where nothing can be written, the next opening takes as long as this one.
        let _ = written.and_then(|()| replace(self.disk, &path(&cache.folder, &cache.key), &sealed));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_checked_comes_back() {
        let whole = Whole { bytes: 5, entries: 2, digest: Digest([7; 32]) };
        let checked = Checked([(Id([1; 16]), whole), (Id([2; 16]), whole)].into());
        assert_eq!(Checked::parse(&checked.bytes()), Some(checked.clone()));
        assert_eq!(Checked::parse(&checked.bytes()[1..]), None);
    }

    #[test]
    fn little_is_not_worth_keeping() {
        let bytes = vec![1; WORTH as usize];
        assert_eq!(Whole::grown(None, &bytes[1..], 1), None);
        let first = Whole::grown(None, &bytes, 1).unwrap();
        assert_eq!(first, Whole { bytes: WORTH, entries: 1, digest: sha256(&bytes) });
        assert_eq!(Whole::grown(Some(first), &bytes, 1), None);
    }
}
