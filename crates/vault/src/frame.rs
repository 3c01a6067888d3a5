//! A frame of a log: what one commit wrote.
//!
//! ```text
//! head      magic (8), length of the payload (4), sum (8)
//! payload   count (4), entries, checkpoint (4 + text), sum (32)
//! entry     leaf (32), epoch (4), sealed header (4 + bytes), sealed body (4 + bytes)
//! ```
//!
//! The head has a sum of its own, so that a length is never believed of altered bytes.

use crate::Id;
use crate::bytes::{Reader, Writer};
use probata_seal::{Digest, Sealed, sha256};

pub(crate) const HEAD: usize = 20;
const MAGIC: &[u8; 8] = b"PROFRAM1";

/// An entry as it lies in a frame.
#[derive(Debug, Clone)]
pub(crate) struct SealedEntry<B = Vec<u8>> {
    pub leaf: Digest,
    /// Of the main compartment, whose key seals the header.
    pub epoch: u32,
    pub header: Sealed<B>,
    pub body: Sealed<B>,
}

/// A frame that was read whole.
#[derive(Debug, Clone)]
pub(crate) struct Frame<B = Vec<u8>> {
    pub entries: Vec<SealedEntry<B>>,
    /// The signed text.
    pub checkpoint: String,
}

/// What stands at a place of a log's file.
#[derive(Debug)]
pub(crate) enum Found<'b> {
    /// A frame and its length in bytes.
    Whole(Frame<&'b [u8]>, usize),
    /// Fewer bytes than a frame has.
    Short,
    /// Bytes that are no frame.
    Altered,
}

impl<B: AsRef<[u8]>> Frame<B> {
    /// Its bytes for a place in a log's file.
    pub fn bytes(&self, log: Id, from: u64) -> Vec<u8> {
        let mut payload = Writer::default();
        payload.u32(self.entries.len() as u32);
        for entry in &self.entries {
            payload.digest(entry.leaf).u32(entry.epoch).bytes(entry.header.bytes()).bytes(entry.body.bytes());
        }
        payload.bytes(self.checkpoint.as_bytes());
        let length = u32::try_from(payload.0.len() + 32).expect("a commit is smaller than 4 GiB");
        let mut out = Writer::default();
        out.raw(MAGIC).u32(length).raw(&head_sum(log, from, length)).raw(&payload.0);
        let sum = sha256(&out.0);
        out.digest(sum);
        out.0
    }
}

impl<'b> Frame<&'b [u8]> {
    /// Reads what stands at a place, given all bytes from there to the file's end.
    pub fn read(bytes: &'b [u8], log: Id, from: u64) -> Found<'b> {
        let mut reader = Reader(bytes);
        let head = (|| Some((reader.raw(8)?, reader.u32()?, reader.array::<8>()?)))();
        let Some((magic, length, sum)) = head else { return Found::Short };
        if magic != MAGIC || sum != head_sum(log, from, length) {
            return Found::Altered;
        }
        let total = HEAD + length as usize;
        let Some(whole) = bytes.get(..total) else { return Found::Short };
        match Self::parse(whole) {
            Some(frame) => Found::Whole(frame, total),
            None => Found::Altered,
        }
    }

    fn parse(whole: &'b [u8]) -> Option<Self> {
        let (summed, sum) = whole.split_at_checked(whole.len().checked_sub(32)?)?;
        if sha256(summed).0 != *sum {
            return None;
        }
        let mut from = Reader(summed.get(HEAD..)?);
        let count = from.count(44)?;
        let sealed = |from: &mut Reader<'b>| from.bytes().map(Sealed::from_bytes);
        let entries = from.many(count, |from| {
            let (leaf, epoch) = (from.digest()?, from.u32()?);
            Some(SealedEntry { leaf, epoch, header: sealed(from)?, body: sealed(from)? })
        })?;
        let checkpoint = from.string()?;
        from.end()?;
        Some(Self { entries, checkpoint })
    }
}

/// First 8 bytes of SHA-256 of a tag, the log, the place in its file and the payload's length.
fn head_sum(log: Id, from: u64, length: u32) -> [u8; 8] {
    let mut out = Writer::default();
    out.raw(b"probata/v1/frame\0").id(log).u64(from).u32(length);
    sha256(&out.0).0[..8].try_into().expect("8 of 32")
}
