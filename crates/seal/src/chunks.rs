//! Chunks of a STREAM, each of which opens by itself: under whole sealed files of the evidence and under pages of the search index.

use crate::key::{Derived, Opened};
use crate::{NotOpened, TAG};
use aead_stream::aead::Buffer;
use aead_stream::{NewStream, StreamBE32, StreamPrimitive};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use std::ops::Range;
use zeroize::{Zeroize, Zeroizing};

/// The cipher of one sealed file.
fn stream(derived: &Derived) -> StreamBE32<ChaCha20Poly1305> {
    // The key is used for this file only, so that the prefix of the nonce may be constant.
    StreamBE32::from_aead(ChaCha20Poly1305::new(&derived.cipher_key().into()), &[0; 7].into())
}

/// Seals chunks of one size and a last one that may be shorter.
pub(crate) struct ChunkSealer {
    stream: StreamBE32<ChaCha20Poly1305>,
    waiting: Vec<u8>,
    size: usize,
    chunk: u32,
}

impl ChunkSealer {
    pub fn new(derived: &Derived, size: usize) -> Self {
        Self { stream: stream(derived), waiting: Vec::with_capacity(size), size, chunk: 0 }
    }

    /// Takes bytes; each chunk that is known not to be the last is handed on.
    pub fn push(&mut self, mut bytes: &[u8], sealed: &mut dyn FnMut(&[u8])) {
        while !bytes.is_empty() {
            if self.waiting.len() == self.size {
                sealed(&self.seal(false));
            }
            let taken = bytes.len().min(self.size - self.waiting.len());
            self.waiting.extend(&bytes[..taken]);
            bytes = &bytes[taken..];
        }
    }

    /// The last chunk, with what is left.
    pub fn finish(mut self) -> Vec<u8> {
        self.seal(true)
    }

    fn seal(&mut self, is_last: bool) -> Vec<u8> {
        let mut buffer = Vec::with_capacity(self.waiting.len() + TAG);
        buffer.extend(&self.waiting);
        self.waiting.zeroize();
        let sealed = self.stream.encrypt_in_place(self.chunk, is_last, b"", &mut buffer);
        sealed.expect("fewer than 2^32 chunks");
        self.chunk = self.chunk.checked_add(1).expect("fewer than 2^32 chunks");
        buffer
    }
}

/// Opens chunks, in any order.
pub(crate) struct ChunkOpener {
    stream: StreamBE32<ChaCha20Poly1305>,
    size: usize,
    /// Bytes before the first chunk, and of all chunks.
    header: u64,
    body: u64,
}

impl ChunkOpener {
    pub fn new(derived: &Derived, size: usize, header: usize, body: u64) -> Self {
        Self { stream: stream(derived), size, header: header as u64, body }
    }

    pub fn chunks(&self) -> u32 {
        u32::try_from(self.body.div_ceil((self.size + TAG) as u64)).unwrap_or(u32::MAX)
    }

    /// Where in the file a chunk stands.
    pub fn place(&self, chunk: u32) -> Range<u64> {
        let sealed = (self.size + TAG) as u64;
        let from = u64::from(chunk) * sealed;
        self.header + from..self.header + (from + sealed).min(self.body)
    }

    pub fn open(&self, chunk: u32, sealed: Vec<u8>) -> Result<Opened, NotOpened> {
        let mut buffer = Zeroizing::new(sealed);
        self.open_into(chunk, &mut *buffer)?;
        Ok(buffer)
    }

    /// Opens a chunk where it lies; the length of its content, which is at the beginning then.
    pub fn open_in(&self, chunk: u32, sealed: &mut [u8]) -> Result<usize, NotOpened> {
        let mut lying = Lying { length: sealed.len(), bytes: sealed };
        self.open_into(chunk, &mut lying)?;
        Ok(lying.length)
    }

    fn open_into(&self, chunk: u32, buffer: &mut dyn Buffer) -> Result<(), NotOpened> {
        let is_last = chunk + 1 == self.chunks();
        self.stream.decrypt_in_place(chunk, is_last, b"", buffer).map_err(|_| NotOpened)
    }
}

/// Bytes that are opened where they lie.
struct Lying<'b> {
    bytes: &'b mut [u8],
    length: usize,
}

impl AsRef<[u8]> for Lying<'_> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

impl AsMut<[u8]> for Lying<'_> {
    fn as_mut(&mut self) -> &mut [u8] {
        &mut self.bytes[..self.length]
    }
}

impl Buffer for Lying<'_> {
    fn extend_from_slice(&mut self, _: &[u8]) -> Result<(), aead_stream::aead::Error> {
        // Opening makes nothing longer.
        Err(aead_stream::aead::Error)
    }

    fn truncate(&mut self, length: usize) {
        self.length = self.length.min(length);
    }
}
