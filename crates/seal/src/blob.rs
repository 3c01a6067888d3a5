//! Large content, sealed in chunks that open by themselves.
//!
//! A header (magic, salt, commitment to the key), then the chunks of a STREAM: 64 KiB each and the last shorter. The content is followed by
//! zeros and its true length, so that a sealed file tells its size only in steps of at most 12 % (Padme).

use crate::chunks::{ChunkOpener, ChunkSealer};
use crate::key::{Key, Opened, purpose};
use crate::{Label, NotOpened, Random, digest::hex};
use std::ops::Range;

/// Bytes of content in a chunk.
pub const CHUNK: usize = 64 * 1024;
/// Bytes before the first chunk.
pub const HEADER: usize = 72;
const MAGIC: &[u8; 8] = b"PROBLOB1";
/// Bytes that hold the true length.
const LENGTH: usize = 8;

/// The name of a sealed file: BLAKE3 of all its bytes. Anybody can check it without a key, and nobody can test for a known content.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobName(pub [u8; 32]);

impl BlobName {
    /// Of a file's bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// 64 digits, lower case.
    pub fn hex(&self) -> String {
        hex(&self.0)
    }
}

impl std::fmt::Debug for BlobName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "BlobName({})", self.hex())
    }
}

/// Makes the name of a file that is read piece by piece.
#[derive(Debug, Default)]
pub struct BlobHasher(blake3::Hasher);

impl BlobHasher {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The name.
    pub fn finish(&self) -> BlobName {
        BlobName(*self.0.finalize().as_bytes())
    }
}

/// Bytes that a content of this length is padded to, its length included.
///
/// Padme (Nikitin et al. 2019): as many low bits are zero as the length has more than the logarithm of its logarithm.
pub fn padded(length: u64) -> u64 {
    let bare = length + LENGTH as u64;
    let exponent = u64::from(bare.ilog2());
    let kept = u64::from(exponent.max(1).ilog2()) + 1;
    let mask = (1_u64 << exponent.saturating_sub(kept)) - 1;
    let total = (bare + mask) & !mask;
    // The length stands whole in the last chunk.
    let last = total % CHUNK as u64;
    if last > 0 && last < LENGTH as u64 { total + LENGTH as u64 } else { total }
}

/// Seals content that comes piece by piece.
pub struct BlobSealer {
    chunks: ChunkSealer,
    length: u64,
    name: BlobHasher,
}

impl BlobSealer {
    /// Begins a sealed file; its header is put into `out`. `context` says what is sealed, and is needed to open it.
    pub fn new(
        key: &Key<purpose::Subject>,
        context: &[u8],
        random: &mut dyn Random,
        out: &mut Vec<u8>,
    ) -> Self {
        let mut salt = [0; 32];
        random.fill(&mut salt);
        let derived = key.derived(Label::Blob, context, &salt);
        let from = out.len();
        out.extend(MAGIC);
        out.extend(salt);
        out.extend(derived.commitment());
        let mut name = BlobHasher::default();
        name.update(&out[from..]);
        Self { chunks: ChunkSealer::new(&derived, CHUNK), length: 0, name }
    }

    /// Adds content; whole chunks are put into `out`.
    pub fn push(&mut self, content: &[u8], out: &mut Vec<u8>) {
        self.length += content.len() as u64;
        self.feed(content, out);
    }

    /// Adds padding and length, puts what is left into `out`, and tells the name.
    pub fn finish(mut self, out: &mut Vec<u8>) -> BlobName {
        let length = self.length;
        let zeros = [0; CHUNK];
        let mut missing = padded(length) - length - LENGTH as u64;
        while missing > 0 {
            let step = missing.min(CHUNK as u64);
            self.feed(&zeros[..step as usize], out);
            missing -= step;
        }
        self.feed(&length.to_le_bytes(), out);
        let last = self.chunks.finish();
        self.name.update(&last);
        out.extend(last);
        self.name.finish()
    }

    fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        self.chunks.push(bytes, &mut |sealed| {
            self.name.update(sealed);
            out.extend(sealed);
        });
    }
}

impl std::fmt::Debug for BlobSealer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "BlobSealer({} bytes)", self.length)
    }
}

/// Opens chunks of a sealed file, in any order.
pub struct BlobReader(ChunkOpener);

impl BlobReader {
    /// Begins with the header and the length of the whole file in bytes.
    pub fn new(
        key: &Key<purpose::Subject>,
        context: &[u8],
        header: &[u8],
        total: u64,
    ) -> Result<Self, NotOpened> {
        let body = total.checked_sub(HEADER as u64).ok_or(NotOpened)?;
        let rest = header.strip_prefix(MAGIC).ok_or(NotOpened)?;
        let (salt, commitment) = rest.split_at_checked(32).ok_or(NotOpened)?;
        let derived = key.derived(Label::Blob, context, salt);
        if derived.commitment() != commitment {
            return Err(NotOpened);
        }
        Ok(Self(ChunkOpener::new(&derived, CHUNK, HEADER, body)))
    }

    /// Chunks in the file.
    pub fn chunks(&self) -> u32 {
        self.0.chunks()
    }

    /// Where in the file a chunk stands.
    pub fn place(&self, chunk: u32) -> Range<u64> {
        self.0.place(chunk)
    }

    /// Opens a chunk from its bytes.
    pub fn open(&self, chunk: u32, sealed: Vec<u8>) -> Result<Opened, NotOpened> {
        self.0.open(chunk, sealed)
    }

    /// The true length of the content, from the opened last chunk.
    pub fn length(&self, last: &[u8]) -> Result<u64, NotOpened> {
        let bytes = last.last_chunk::<LENGTH>().ok_or(NotOpened)?;
        let length = u64::from_le_bytes(*bytes);
        let plain = u64::from(self.chunks() - 1) * CHUNK as u64 + last.len() as u64;
        let is_true = length <= plain && padded(length) == plain;
        is_true.then_some(length).ok_or(NotOpened)
    }
}

impl std::fmt::Debug for BlobReader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "BlobReader({} chunks)", self.chunks())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TAG;
    use crate::random::tests::Counting;

    fn sealed(content: &[u8], piece: usize) -> (Vec<u8>, BlobName) {
        let mut random = Counting::default();
        let key = Key::from_bytes([3; 32]);
        let mut out = Vec::new();
        let mut sealer = BlobSealer::new(&key, b"exhibit 1", &mut random, &mut out);
        content.chunks(piece).for_each(|piece| sealer.push(piece, &mut out));
        let name = sealer.finish(&mut out);
        (out, name)
    }

    fn opened(file: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let key = Key::from_bytes([3; 32]);
        let header = file.get(..HEADER).ok_or(NotOpened)?;
        let reader = BlobReader::new(&key, b"exhibit 1", header, file.len() as u64)?;
        let mut content = Vec::new();
        for chunk in 0..reader.chunks() {
            let place = reader.place(chunk);
            let plain = reader.open(chunk, file[place.start as usize..place.end as usize].to_vec())?;
            content.extend(plain.iter());
            if chunk + 1 == reader.chunks() {
                content.truncate(reader.length(&plain)? as usize);
                return Ok(content);
            }
        }
        Err(NotOpened)
    }

    #[test]
    fn content_of_any_length_comes_back() {
        for length in
            [0, 1, 7, 8, 9, 1000, CHUNK - 9, CHUNK - 8, CHUNK - 7, CHUNK, CHUNK + 1, 3 * CHUNK - 8, 5 * CHUNK]
        {
            let content: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let (file, name) = sealed(&content, 1000);
            assert_eq!(name, BlobName::of(&file), "{length}");
            assert_eq!(opened(&file), Ok(content), "{length}");
        }
    }

    #[test]
    fn pieces_do_not_matter() {
        let content = vec![9; 200_000];
        assert_eq!(sealed(&content, 1), sealed(&content, 200_000));
    }

    #[test]
    fn lengths_are_padded_as_specified() {
        let vectors = [
            (0, 8),
            (1, 10),
            (100, 112),
            (1000, 1024),
            (65_528, 65_536),
            (65_529, 67_584),
            (1_000_000, 1_015_808),
        ];
        assert_eq!(vectors.map(|(length, _)| padded(length)), vectors.map(|(_, total)| total));
    }

    #[test]
    fn padding_is_at_most_an_eighth() {
        for length in (0..100_000).chain((20..40).map(|power| (1 << power) + 1)) {
            let total = padded(length);
            assert!(total >= length + 8);
            let most = (length + 8) as f64 * 1.12 + 16.0;
            assert!((total as f64) <= most, "{length}: {total}");
        }
    }

    #[test]
    fn no_altered_file_opens() {
        let content = vec![5; 2 * CHUNK + 100];
        let (file, _) = sealed(&content, CHUNK);
        let alters = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut copy = file.clone();
            change(&mut copy);
            assert_eq!(opened(&copy), Err(NotOpened));
        };
        for at in (0..file.len()).step_by(997).chain(0..HEADER) {
            alters(&|copy| copy[at] ^= 1);
        }
        for length in (0..file.len()).step_by(4099) {
            alters(&|copy| copy.truncate(length));
        }
        let (first, second) = (HEADER, HEADER + CHUNK + TAG);
        // Swapped, doubled, deleted.
        alters(&|copy| {
            let chunk: Vec<u8> = copy.drain(first..second).collect();
            copy.splice(second..second, chunk).for_each(drop);
        });
        alters(&|copy| {
            let chunk = copy[first..second].to_vec();
            copy.splice(first..first, chunk).for_each(drop);
        });
        alters(&|copy| drop(copy.drain(first..second)));
        alters(&|copy| copy.push(0));
    }
}
