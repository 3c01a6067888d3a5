//! Bytes to sealed bytes and back: keys, envelopes, signatures, digests and Merkle trees.
//!
//! Invariant: no files, no clock, no settings. Randomness is handed in, but for what `age` draws by itself.
//! Invariant: this is the only crate that knows a cipher. Everybody else holds [`Key`], [`Sealed`] and [`Opened`].
//! Invariant: SHA-256 is for evidence and logs, BLAKE3 for names of our own sealed bytes, and neither for anything else.
//!
//! Each construction is specified byte for byte in `crates/vault/FORMAT.md`.

mod blob;
mod chunks;
mod commitment;
mod digest;
mod envelope;
mod identity;
mod key;
mod label;
mod merkle;
mod note;
mod page;
mod random;
mod recovery;
mod signature;
mod timestamp;
#[cfg(test)]
mod vectors;

pub use blob::{BlobHasher, BlobName, BlobReader, BlobSealer, CHUNK, HEADER, padded};
pub use commitment::{EntrySalt, FieldSalts, field_digest};
pub use digest::{Digest, Hasher, sha256};
pub use envelope::{Bound, envelope_digest, open_envelope, seal_envelope};
pub use identity::{Cost, Identity, IdentityError, Recipient};
pub use key::{Key, Opened, Sealed, purpose};
pub use label::Label;
pub use merkle::{
    Frontier, Proof, consistency, inclusion, leaf_hash, root_of, verify_consistency, verify_inclusion,
};
pub use note::{Checkpoint, NoteError, VerifierKey};
pub use page::{PAGE, PAGE_HEADER, PageReader, PageSealer, page_file};
pub use random::Random;
pub use recovery::{Recovery, WordsError};
pub use signature::{Signature, Signer, Verifier};
pub use timestamp::{
    IssuingRoot, MOST as TIMESTAMP_MOST, Timestamp, TimestampError, TrustRoots, timestamp_request,
};

/// Bytes that the cipher adds to what it seals.
const TAG: usize = 16;

/// What was opened is not what was sealed: another key, another place, or altered bytes. Which of them cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("does not open: altered, or sealed with another key")]
pub struct NotOpened;
