//! Who belongs to the case, as its entries say.

use crate::{Entry, Id};
use probata_seal::{Recipient, Verifier};

/// Whether a member still belongs to the case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Belongs to it.
    Active,
    /// Was removed: nothing sealed since opens for them.
    Removed,
}

/// One member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub id: Id,
    /// The name that the case knows; a pseudonym where a name would harm.
    pub name: String,
    /// To whom envelopes are sealed.
    pub recipient: Recipient,
    /// Who signs for the member's devices.
    pub verifier: Verifier,
    /// Whether they still belong to it.
    pub standing: Standing,
    /// It is nobody, but a sheet of words with which this member can come back.
    pub recovery_of: Option<Id>,
    /// They record in a field case, and nothing is sealed to them.
    pub is_field: bool,
}

impl Member {
    /// Reads a `member_added` entry.
    pub(crate) fn of_entry(entry: &Entry) -> Option<Self> {
        Some(Self {
            id: Id::from_hex(entry.text("member")?)?,
            name: entry.text("name")?.to_owned(),
            recipient: Recipient::parse(entry.text("recipient")?).ok()?,
            verifier: Verifier::from_bytes(entry.value("verifier")?.try_into().ok()?)?,
            standing: Standing::Active,
            is_field: entry.text("field") == Some("1"),
            recovery_of: entry.text("recovery_of").and_then(Id::from_hex),
        })
    }
}
