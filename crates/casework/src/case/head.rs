//! The case's head: signed size and root of every log, to be kept elsewhere.

use super::{Case, CaseError};
use probata_seal::{Checkpoint, VerifierKey};
use probata_vault::{Damage, Disk, VaultError};

/// What one log is held to: its key and a checkpoint that the key signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldLog {
    /// The log's public key.
    pub key: VerifierKey,
    /// Its size and root.
    pub checkpoint: Checkpoint,
}

/// The head as text: for each log, in order of their ids, its key, its newest signed checkpoint, and an empty line. Logs of what is privileged
/// are left out unless `with_privileged`.
pub fn head(case: &Case<'_>, disk: &dyn Disk, with_privileged: bool) -> Result<String, CaseError> {
    let mut text = String::new();
    for log in case.vault.logs().filter(|log| with_privileged || !case.vault.is_privileged(log.id)) {
        let path = format!("logs/{}/checkpoint", log.id);
        let read = disk.read(&path);
        let bytes =
            read.map_err(|source| VaultError::Disk { doing: "reading", path: path.clone(), source })?;
        let note = String::from_utf8_lossy(&bytes);
        if Checkpoint::verified(&note, &log.key).is_err() {
            return Err(VaultError::from(Damage::File { path, why: "is altered" }).into());
        }
        text += &format!("{}\n{note}\n", log.key);
    }
    Ok(text)
}

/// What a head holds each log to; none if it is no head, or a signature in it does not hold.
pub fn parse_head(text: &str) -> Option<Vec<HeldLog>> {
    let mut held = Vec::new();
    let mut lines = text.split_inclusive('\n').peekable();
    while lines.peek().is_some() {
        let key = VerifierKey::parse(lines.next()?)?;
        let note: String = lines.by_ref().take(5).collect();
        let checkpoint = Checkpoint::verified(&note, &key).ok()?;
        held.push(HeldLog { key, checkpoint });
        while lines.next_if(|line| line.trim().is_empty()).is_some() {}
    }
    (!held.is_empty()).then_some(held)
}
