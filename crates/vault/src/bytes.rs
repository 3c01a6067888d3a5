//! How numbers and strings stand in files: numbers little-endian, bytes behind their length.

use crate::Id;
use probata_seal::Digest;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// Bytes that may lie among others: a case has hundreds of thousands of pieces, and memory of its own for each would cost more than what is in it.
#[derive(Clone)]
pub(crate) struct Piece {
    all: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Piece {
    /// Bytes that lie alone.
    pub fn alone(bytes: Vec<u8>) -> Self {
        Self { range: 0..bytes.len(), all: Arc::new(bytes) }
    }

    /// Bytes among others; none if there are not so many.
    pub fn among(all: &Arc<Vec<u8>>, range: Range<usize>) -> Option<Self> {
        all.get(range.clone())?;
        Some(Self { all: Arc::clone(all), range })
    }

    /// The last bytes of these; none if there are not so many.
    pub fn last(&self, length: usize) -> Option<Self> {
        let from = self.range.end.checked_sub(length).filter(|from| *from >= self.range.start)?;
        Some(Self { all: Arc::clone(&self.all), range: from..self.range.end })
    }
}

impl Deref for Piece {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.all[self.range.clone()]
    }
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Piece {}

impl std::fmt::Debug for Piece {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Piece({} bytes)", self.len())
    }
}

/// Puts values one behind another.
#[derive(Debug, Default)]
pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend(bytes);
        self
    }

    pub fn u8(&mut self, number: u8) -> &mut Self {
        self.raw(&[number])
    }

    pub fn u32(&mut self, number: u32) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    pub fn u64(&mut self, number: u64) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    pub fn i64(&mut self, number: i64) -> &mut Self {
        self.raw(&number.to_le_bytes())
    }

    /// Length in 4 bytes, then the bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.u32(u32::try_from(bytes.len()).expect("values are shorter than 4 GiB")).raw(bytes)
    }

    pub fn id(&mut self, id: Id) -> &mut Self {
        self.raw(&id.0)
    }

    pub fn digest(&mut self, digest: Digest) -> &mut Self {
        self.raw(&digest.0)
    }
}

/// Takes values one behind another; none where bytes are missing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'b>(pub &'b [u8]);

impl<'b> Reader<'b> {
    pub fn raw(&mut self, length: usize) -> Option<&'b [u8]> {
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(head)
    }

    pub fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.raw(N)?.try_into().ok()
    }

    pub fn u8(&mut self) -> Option<u8> {
        Some(self.array::<1>()?[0])
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.array()?))
    }

    pub fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.array()?))
    }

    pub fn i64(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(self.array()?))
    }

    pub fn bytes(&mut self) -> Option<&'b [u8]> {
        let length = self.u32()?;
        self.raw(length as usize)
    }

    pub fn string(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }

    pub fn id(&mut self) -> Option<Id> {
        self.array().map(Id)
    }

    pub fn digest(&mut self) -> Option<Digest> {
        self.array().map(Digest)
    }

    /// So many things.
    pub fn many<T>(&mut self, count: usize, mut one: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut many = Vec::with_capacity(count);
        for _ in 0..count {
            many.push(one(self)?);
        }
        Some(many)
    }

    /// A count of things of at least `least` bytes each; none if so many cannot follow.
    pub fn count(&mut self, least: usize) -> Option<usize> {
        let count = self.u32()? as usize;
        (count.checked_mul(least)? <= self.0.len()).then_some(count)
    }

    /// Nothing may follow.
    pub fn end(&self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}
