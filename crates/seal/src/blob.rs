//! Large content, sealed in chunks that open by themselves.
//!
//! A header (magic, salt, commitment to the key), then the chunks of a STREAM: 64 KiB each and the last shorter. The content is followed by
//! zeros and its true length, so that a sealed file tells its size only in steps of at most 12 % (Padme).

use crate::key::{Derived, Key, Opened, purpose};
use crate::{Label, NotOpened, Random, digest::hex};
use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use std::ops::Range;
use zeroize::{Zeroize, Zeroizing};

/// Bytes of content in a chunk.
pub const CHUNK: usize = 64 * 1024;
/// Bytes before the first chunk.
pub const HEADER: usize = 72;
const TAG: usize = 16;
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

/// The cipher of one sealed file.
fn stream(derived: &Derived) -> StreamBE32<ChaCha20Poly1305> {
    // The key is used for this file only, so that the prefix of the nonce may be constant.
    StreamBE32::from_aead(ChaCha20Poly1305::new(&derived.cipher_key().into()), &[0; 7].into())
}

/// Seals content that comes piece by piece.
pub struct BlobSealer {
    stream: StreamBE32<ChaCha20Poly1305>,
    waiting: Vec<u8>,
    chunk: u32,
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
        Self { stream: stream(&derived), waiting: Vec::with_capacity(2 * CHUNK), chunk: 0, length: 0, name }
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
        self.seal(self.waiting.len(), true, out);
        self.name.finish()
    }

    fn feed(&mut self, mut bytes: &[u8], out: &mut Vec<u8>) {
        while !bytes.is_empty() {
            // A full chunk waits until it is known not to be the last.
            if self.waiting.len() == CHUNK {
                self.seal(CHUNK, false, out);
            }
            let taken = bytes.len().min(CHUNK - self.waiting.len());
            self.waiting.extend(&bytes[..taken]);
            bytes = &bytes[taken..];
        }
    }

    fn seal(&mut self, length: usize, is_last: bool, out: &mut Vec<u8>) {
        let mut buffer = Vec::with_capacity(length + TAG);
        buffer.extend(&self.waiting[..length]);
        self.waiting.zeroize();
        let sealed = self.stream.encrypt_in_place(self.chunk, is_last, b"", &mut buffer);
        sealed.expect("fewer than 256 TiB");
        self.chunk = self.chunk.checked_add(1).expect("fewer than 256 TiB");
        self.name.update(&buffer);
        out.extend(buffer);
    }
}

impl std::fmt::Debug for BlobSealer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "BlobSealer({} bytes)", self.length)
    }
}

/// Opens chunks of a sealed file, in any order.
pub struct BlobReader {
    stream: StreamBE32<ChaCha20Poly1305>,
    /// Bytes behind the header.
    body: u64,
}

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
        Ok(Self { stream: stream(&derived), body })
    }

    /// Chunks in the file.
    pub fn chunks(&self) -> u32 {
        u32::try_from(self.body.div_ceil((CHUNK + TAG) as u64)).unwrap_or(u32::MAX)
    }

    /// Where in the file a chunk stands.
    pub fn place(&self, chunk: u32) -> Range<u64> {
        let sealed = (CHUNK + TAG) as u64;
        let from = u64::from(chunk) * sealed;
        HEADER as u64 + from..HEADER as u64 + (from + sealed).min(self.body)
    }

    /// Opens a chunk from its bytes.
    pub fn open(&self, chunk: u32, sealed: Vec<u8>) -> Result<Opened, NotOpened> {
        let mut buffer = Zeroizing::new(sealed);
        let is_last = chunk + 1 == self.chunks();
        self.stream.decrypt_in_place(chunk, is_last, b"", &mut *buffer).map_err(|_| NotOpened)?;
        Ok(buffer)
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
