//! A case on a disk: append-only logs, sealed blobs, keys. What survives a crash, and what shows an alteration.
//!
//! Invariant: the vault does not know what an exhibit or a report is. It keeps entries (an act, a subject, named fields) and blobs.
//! Invariant: files are the truth. A change is committed when its log frame is durable, and by nothing else.
//! Invariant: nothing personal is written in clear: names of files are random or of sealed bytes, and what is in them is sealed or a number.
//! Invariant: nothing that was acknowledged is dropped in silence; what does not fit is named.
//!
//! `FORMAT.md` beside this crate specifies every byte.

mod blobs;
mod bytes;
mod compartment;
pub mod disk;
mod entry;
mod epochs;
mod error;
mod frame;
mod id;
mod keyring;
mod layout;
mod log;
mod members;
mod parallel;
mod vault;
mod verify;

pub use blobs::{Stored, opened_to};
pub use compartment::Compartment;
pub use disk::{Disk, Folder};
pub use entry::{Body, Digests, Entry, Field, Header, Seen};
pub use error::{Damage, VaultError};
pub use id::Id;
pub use log::{LogState, Tail};
pub use members::{Member, Standing};
pub use parallel::in_parallel;
pub use probata_seal::Random;
pub use vault::{
    BackedUp, Batch, Cache, Clock, Named, NewEntry, Office, Place, Receipt, Rekeyed, Remark, SealedContent,
    Tidied, Vault,
};
pub use verify::{Checked, Verification, verify_without_key};
