//! What this device opened before: the entries of each log as far as they were whole, with how many bytes of it that are and their digest.
//!
//! Opening a large case is mostly opening hundreds of thousands of small sealed pieces, and checking them: sums, signatures, and a digest for each field.
//! Where the bytes of a log are those that were opened before, all of that has been seen. They are told by a digest over all of them, so that altered bytes
//! are opened and checked as if nobody ever had.
//!
//! Invariant: a cache. It lies sealed for this device of this member; without it, or if it is altered, everything is opened and checked.
//! Invariant: what an entry says is taken from here only while the key of its subject is in the keyring. Erasing removes every such file of the folder
//! ([`forget_opened`]); where something was erased elsewhere, the next opening does.
//! Invariant: of compartments other than the main one nothing is kept.

use super::Vault;
use crate::bytes::{Piece, Reader, Writer};
use crate::disk::{Disk, Write, folder_of, replace_by};
use crate::error::{Told, VaultError};
use crate::frame::{Found, Frame};
use crate::parallel::{in_parallel, in_parallel_mut};
use crate::{Body, Entry, Header, Id, layout};
use probata_seal::{
    Digest, Frontier, Key, PAGE, PAGE_HEADER, PageReader, PageSealer, Random, page_file, purpose,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::Range;
use std::sync::Arc;

/// Its name under the seal; another form of what is in it has another name.
const NAME: &str = "opened 1";
/// A log that grew by fewer bytes, or by a smaller part of it, is opened anew rather than written down.
const WORTH: u64 = 1 << 20;
const PART: u64 = 8;
/// Bytes of a log in it, without entries.
const EACH: usize = 72;
/// Bytes of an entry in the table before a log's entries: its leaf, whether what it says is open, lengths of its header and of what it says.
const ROW: usize = 41;
/// Pages that are read, and sealed, at once, and the bytes in them.
const TOGETHER: u32 = 64;
const PIECE: usize = TOGETHER as usize * PAGE;

/// How much of a log was whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whole {
    /// The first bytes of its file.
    pub bytes: u64,
    /// Entries in them.
    pub entries: u64,
    /// Frames in them.
    pub frames: u64,
    /// BLAKE3 of the bytes, as of all sealed files.
    pub digest: [u8; 32],
}

impl Whole {
    /// True if a log grew by so much since that it is worth writing down.
    pub fn is_worth(before: Option<Self>, bytes: u64) -> bool {
        let known = before.map_or(0, |before| before.bytes);
        bytes >= known + WORTH.max(known / PART)
    }
}

/// How much of each log was whole.
pub(super) type Wholes = BTreeMap<Id, Whole>;

/// What was opened of a log before.
#[derive(Debug)]
pub(crate) struct Known {
    pub whole: Whole,
    pub leaves: Vec<Digest>,
    pub tree: Frontier,
    pub entries: Vec<Entry>,
    /// What entries say that are erased or of a compartment, as it lies in the log: it is opened each time if it can be.
    pub sealed: BTreeMap<usize, Piece>,
}

/// What this device opened before of each log.
#[derive(Debug, Default)]
pub(super) struct Before(BTreeMap<Id, Known>);

/// Where an entry lies in what was opened.
struct Lying {
    leaf: Digest,
    is_open: bool,
    header: Range<usize>,
    content: Range<usize>,
}

impl Lying {
    fn entry(&self, all: &Arc<Vec<u8>>) -> Option<Entry> {
        let header = Header::from_piece(&Piece::among(all, self.header.clone())?)?;
        let body = match self.is_open {
            true => Some(Body::from_piece(Piece::among(all, self.content.clone())?)?),
            false => None,
        };
        Some(Entry { header, body })
    }
}

impl Known {
    /// Takes a log's part of what was opened.
    fn taken(all: &Arc<Vec<u8>>, from: &mut Reader<'_>) -> Option<(Id, Self)> {
        let (log, bytes, entries) = (from.id()?, from.u64()?, from.u64()?);
        let whole = Whole { bytes, entries, frames: from.u64()?, digest: from.array()? };
        let roots = from.many(entries.count_ones() as usize, Reader::digest)?;
        let mut table = Reader(from.raw(usize::try_from(entries).ok()?.checked_mul(ROW)?)?);
        let begin = all.len() - from.0.len();
        let mut at = begin;
        let mut next = |length: u32| {
            at += length as usize;
            at - length as usize..at
        };
        let lying = table.many(entries as usize, |row| {
            let (leaf, is_open) = (row.digest()?, row.u8()? == 1);
            Some(Lying { leaf, is_open, header: next(row.u32()?), content: next(row.u32()?) })
        })?;
        from.raw(at - begin)?;
        let sealed = lying.iter().enumerate().filter(|(_, lying)| !lying.is_open);
        let sealed = sealed.map(|(seq, lying)| Some((seq, Piece::among(all, lying.content.clone())?)));
        let opened = in_parallel(&lying, |lying, (): &mut ()| lying.entry(all));
        let known = Self {
            whole,
            leaves: lying.iter().map(|lying| lying.leaf).collect(),
            tree: Frontier::from_parts(entries, roots)?,
            entries: opened.into_iter().collect::<Option<_>>()?,
            sealed: sealed.collect::<Option<_>>()?,
        };
        Some((log, known))
    }
}

impl Before {
    /// What this device kept; nothing if it kept none, or none that opens.
    pub fn read(disk: &dyn Disk, key: &Key<purpose::Index>) -> Self {
        opened(disk, key).and_then(Self::parse).unwrap_or_default()
    }

    fn parse(plain: Vec<u8>) -> Option<Self> {
        let all = Arc::new(plain);
        let mut from = Reader(&all);
        let count = from.count(EACH)?;
        let logs = (0..count).map(|_| Known::taken(&all, &mut from)).collect::<Option<_>>()?;
        from.end()?;
        Some(Self(logs))
    }

    /// How much of each log was whole.
    pub fn wholes(&self) -> Wholes {
        self.0.iter().map(|(log, known)| (*log, known.whole)).collect()
    }

    /// What was opened of a log, to be used once.
    pub fn take(&mut self, log: Id) -> Option<Known> {
        self.0.remove(&log)
    }
}

fn path(key: &Key<purpose::Index>) -> String {
    layout::opened(&page_file(key, NAME))
}

/// The content of the file, read and opened on all cores.
fn opened(disk: &dyn Disk, key: &Key<purpose::Index>) -> Option<Vec<u8>> {
    let path = path(key);
    let total = disk.length(&path).ok()??;
    let reader = PageReader::new(key, NAME, &disk.read_at(&path, 0, PAGE_HEADER).ok()?, total).ok()?;
    let mut content = vec![0; usize::try_from(reader.length()).ok()?];
    let pages = (0..).step_by(TOGETHER as usize);
    let mut pieces: Vec<(u32, bool, &mut [u8])> =
        pages.zip(content.chunks_mut(PIECE)).map(|(page, piece)| (page, false, piece)).collect();
    let open = |disk: &dyn Disk, (page, is_open, piece): &mut (u32, bool, &mut [u8])| {
        *is_open = open_pages(disk, &path, &reader, *page, piece).is_some();
    };
    match disk.shared() {
        Some(disk) => in_parallel_mut(&mut pieces, |piece| open(disk, piece)),
        None => pieces.iter_mut().for_each(|piece| open(disk, piece)),
    }
    let is_open = pieces.iter().all(|(_, is_open, _)| *is_open);
    is_open.then_some(content)
}

/// Opens the pages from one on that a piece of the content takes.
fn open_pages(disk: &dyn Disk, path: &str, reader: &PageReader, first: u32, piece: &mut [u8]) -> Option<()> {
    let last = first + u32::try_from(piece.len().div_ceil(PAGE)).ok()? - 1;
    let from = reader.place(first).start;
    let mut sealed = disk.read_at(path, from, (reader.place(last).end - from) as usize).ok()?;
    for (page, content) in (first..).zip(piece.chunks_mut(PAGE)) {
        let place = reader.place(page);
        let sealed = sealed.get_mut((place.start - from) as usize..(place.end - from) as usize)?;
        let length = reader.open_in(page, sealed).ok().filter(|length| *length == content.len())?;
        content.copy_from_slice(&sealed[..length]);
    }
    Some(())
}

impl Vault<'_> {
    /// Writes down what opening the case opened, if that is much and all was whole, so that the next opening need not do it again. That it could not be
    /// written harms nothing.
    pub fn keep_opened(&mut self, random: &mut dyn Random) {
        let is_kept = !self.is_write_only() && !self.is_strict;
        let Some(wholes) = self.wholes.take().filter(|_| is_kept) else { return };
        // A cache: where nothing can be written, the next opening takes as long as this one.
        let _ = self.write_opened(&wholes, random);
    }

    fn write_opened(&self, wholes: &Wholes, random: &mut dyn Random) -> io::Result<()> {
        // Nobody may erase something meanwhile, nor may it have been erased since the case was opened.
        let _lock = match self.lock {
            Some(_) => None,
            None => match self.disk.lock()? {
                Some(lock) if self.is_as_it_was_read()? => Some(lock),
                _ => return Ok(()),
            },
        };
        let mut logs: BTreeMap<Id, Vec<&Entry>> = BTreeMap::new();
        for entry in &self.entries {
            logs.entry(entry.header.log).or_default().push(entry);
        }
        // Of a log of which something counts for nothing yet, not all entries are here.
        let is_all = |(log, whole): &(&Id, &Whole)| {
            let entries = logs.get(*log).map(Vec::as_slice).unwrap_or_default();
            entries
                .get(..whole.entries as usize)
                .is_some_and(|all| (0..).zip(all).all(|(seq, one)| one.header.seq == seq))
        };
        let mut kept = Vec::new();
        for (log, whole) in wholes.iter().filter(is_all) {
            let entries = &logs[log][..whole.entries as usize];
            kept.push((*log, *whole, entries, self.sealed_contents(*log, entries)?));
        }
        let key = self.cache_of(self.main).key;
        let path = path(&key);
        self.disk.make_folder(folder_of(&path))?;
        replace_by(self.disk, &path, &mut |file| {
            let mut out = Sealing::new(&key, random, file);
            out.push(&(kept.len() as u32).to_le_bytes())?;
            for (log, whole, entries, sealed) in &kept {
                self.write_log(*log, whole, entries, sealed, &mut out)?;
            }
            out.finish()
        })
    }

    /// Writes a log's part: what is known of the whole, a table of its entries, and the entries.
    fn write_log(
        &self,
        log: Id,
        whole: &Whole,
        entries: &[&Entry],
        sealed: &BTreeMap<u64, Vec<u8>>,
        out: &mut Sealing<'_>,
    ) -> io::Result<()> {
        let mut head = Writer::default();
        head.id(log).u64(whole.bytes).u64(whole.entries).u64(whole.frames).raw(&whole.digest);
        let leaves = &self.logs[&log].leaves[..entries.len()];
        let mut tree = Frontier::default();
        leaves.iter().for_each(|leaf| tree.push(*leaf));
        for root in tree.parts().1 {
            head.digest(*root);
        }
        out.push(&head.0)?;
        let contents: Vec<(bool, &[u8])> = entries
            .iter()
            .map(|entry| match self.to_keep(entry) {
                Some(body) => (true, body.bytes()),
                None => (false, sealed[&entry.header.seq].as_slice()),
            })
            .collect();
        for ((leaf, entry), (is_open, content)) in leaves.iter().zip(entries).zip(&contents) {
            let header = entry.header.bytes().len();
            let mut row = Writer::default();
            row.digest(*leaf).u8(u8::from(*is_open)).u32(header as u32).u32(content.len() as u32);
            out.push(&row.0)?;
        }
        entries.iter().zip(contents).try_for_each(|(entry, (_, content))| {
            out.push(&entry.header.bytes())?;
            out.push(content)
        })
    }

    /// What an entry says, if it may be written down.
    fn to_keep<'e>(&self, entry: &'e Entry) -> Option<&'e Body> {
        entry.body.as_ref().filter(|_| entry.header.compartment == self.main)
    }

    /// What the others of a log's entries say, as it lies in the log, by their numbers.
    fn sealed_contents(&self, log: Id, entries: &[&Entry]) -> io::Result<BTreeMap<u64, Vec<u8>>> {
        let mut found = BTreeMap::new();
        let sealed: BTreeSet<u64> = entries
            .iter()
            .filter(|entry| self.to_keep(entry).is_none())
            .map(|entry| entry.header.seq)
            .collect();
        if sealed.is_empty() {
            return Ok(found);
        }
        let bytes = self.disk.read(&layout::frames(log))?;
        let (mut from, mut seq) = (0, 0);
        while let Found::Whole(frame, length) = Frame::read(&bytes[from..], log, from as u64) {
            for entry in frame.entries {
                if sealed.contains(&seq) {
                    found.insert(seq, entry.body.bytes().to_vec());
                }
                seq += 1;
            }
            from += length;
        }
        let is_all = found.len() == sealed.len();
        if is_all { Ok(found) } else { Err(io::ErrorKind::InvalidData.into()) }
    }

    /// True if the logs on the disk are those that were read.
    fn is_as_it_was_read(&self) -> io::Result<bool> {
        let there = self.disk.list("logs")?.into_iter().filter_map(|name| Id::from_hex(&name));
        let mut lengths = BTreeMap::new();
        for log in there {
            lengths.insert(log, self.disk.length(&layout::frames(log))?.unwrap_or(0));
        }
        lengths.retain(|_, length| *length > 0);
        Ok(lengths
            .iter()
            .map(|(log, length)| (*log, *length))
            .eq(self.logs.values().map(|log| (log.id, log.end))))
    }
}

/// Removes what devices wrote down of opened entries in this folder: something is erased.
pub(super) fn forget_opened(disk: &dyn Disk) -> Result<(), VaultError> {
    let folder = layout::OPENED;
    let names = disk.list(folder).told("listing", folder)?;
    for name in &names {
        let path = format!("{folder}/{name}");
        disk.remove(&path).told("removing", &path)?;
    }
    if names.is_empty() { Ok(()) } else { disk.sync_folder(folder).told("removing", folder) }
}

/// Content on its way into a sealed file.
struct Sealing<'w> {
    sealer: PageSealer,
    waiting: Vec<u8>,
    file: &'w mut dyn Write,
}

impl<'w> Sealing<'w> {
    fn new(key: &Key<purpose::Index>, random: &mut dyn Random, file: &'w mut dyn Write) -> Self {
        let mut waiting = Vec::with_capacity(2 * PIECE);
        Self { sealer: PageSealer::new(key, NAME, random, &mut waiting), waiting, file }
    }

    fn push(&mut self, content: &[u8]) -> io::Result<()> {
        self.sealer.push(content, &mut self.waiting);
        if self.waiting.len() >= PIECE {
            self.file.write(&self.waiting)?;
            self.waiting.clear();
        }
        Ok(())
    }

    fn finish(mut self) -> io::Result<()> {
        self.sealer.finish(&mut self.waiting);
        self.file.write(&self.waiting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_opened_comes_back() {
        let header = Header {
            log: Id([1; 16]),
            seq: 0,
            previous: Digest([2; 32]),
            lamport: 9,
            seen: Vec::new(),
            at: 1_700_000_000_000_000,
            clock: -1,
            act: "told".to_owned(),
            compartment: Id([5; 16]),
            epoch: 1,
            body_epoch: 2,
            subject: None,
            segment: Id::default(),
            nonce: [8; 32],
            digests: [Digest([9; 32])].into_iter().collect(),
        };
        let whole = Whole { bytes: 90, entries: 2, frames: 1, digest: [7; 32] };
        let mut out = Writer::default();
        out.u32(1).id(header.log).u64(90).u64(2).u64(1).raw(&[7; 32]).digest(Digest([6; 32]));
        let (length, body) = (header.bytes().len() as u32, [0; 36]);
        out.digest(Digest([3; 32]))
            .u8(1)
            .u32(length)
            .u32(36)
            .digest(Digest([4; 32]))
            .u8(0)
            .u32(length)
            .u32(6);
        out.raw(&header.bytes()).raw(&body).raw(&header.bytes()).raw(b"sealed");
        let mut before = Before::parse(out.0.clone()).unwrap();
        assert_eq!(before.wholes(), [(header.log, whole)].into());
        let known = before.take(header.log).unwrap();
        assert_eq!(known.leaves, [Digest([3; 32]), Digest([4; 32])]);
        assert_eq!(known.tree.parts(), (2, &[Digest([6; 32])][..]));
        assert!(known.entries.iter().all(|entry| entry.header == header));
        assert_eq!(known.entries[0].body.as_ref().map(Body::bytes), Some(&body[..]));
        assert!(known.entries[1].body.is_none());
        assert_eq!(
            known.sealed.into_iter().map(|(seq, piece)| (seq, piece.to_vec())).collect::<Vec<_>>(),
            [(1, b"sealed".to_vec())]
        );
        assert!(Before::parse(out.0[1..].to_vec()).is_none());
        assert!(Before::parse(out.0[..out.0.len() - 1].to_vec()).is_none());
    }

    #[test]
    fn little_is_not_worth_keeping() {
        let whole = |bytes| Some(Whole { bytes, entries: 1, frames: 1, digest: [0; 32] });
        assert!(!Whole::is_worth(None, WORTH - 1));
        assert!(Whole::is_worth(None, WORTH));
        assert!(!Whole::is_worth(whole(WORTH), 2 * WORTH - 1));
        assert!(Whole::is_worth(whole(WORTH), 2 * WORTH));
        assert!(!Whole::is_worth(whole(100 * WORTH), 102 * WORTH), "a fiftieth more is little");
    }
}
