//! Keys of subjects, in parts: one for each commit that made some. Taking a key out of its part is what erases a subject.

use crate::bytes::{Reader, Writer};
use crate::disk::{Disk, replace};
use crate::epochs::Epochs;
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{Key, Label, Random, Sealed, purpose};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"PROKEYS1";

/// One part of the keyring, opened.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub compartment: Id,
    pub epoch: u32,
    /// The key of that epoch which seals it.
    pub sealed_by: Key<purpose::Epoch>,
    pub keys: BTreeMap<Id, Key<purpose::Subject>>,
}

/// Which compartment and epoch a part is sealed under, and the sealed bytes.
pub(crate) fn parse(bytes: &[u8]) -> Option<(Id, u32, Sealed)> {
    let mut from = Reader(bytes.strip_prefix(MAGIC)?);
    Some((from.id()?, from.u32()?, Sealed::from_bytes(from.0.to_vec())))
}

impl Segment {
    /// Reads a part that an entry of a compartment names. One that is sealed for another, or under an epoch that has no envelope, is altered.
    pub fn read(disk: &dyn Disk, id: Id, compartment: Id, epochs: &Epochs) -> Result<Self, VaultError> {
        let path = layout::segment(id);
        if disk.length(&path).told("reading", &path)?.is_none() {
            return Err(Damage::Missing { path }.into());
        }
        let bytes = disk.read(&path).told("reading", &path)?;
        let altered = |path| VaultError::Damaged(Damage::File { path, why: "is altered" });
        let Some((there, epoch, sealed)) = parse(&bytes) else { return Err(altered(path)) };
        if there != compartment || epochs.envelopes(compartment, epoch).is_empty() {
            return Err(altered(path));
        }
        let context = context(id, compartment, epoch);
        let opened = epochs.opened((compartment, epoch), Label::Keyring, &context, &sealed);
        let Some((sealed_by, plain)) = opened.ok_or(VaultError::NotForYou)?.ok() else {
            return Err(altered(path));
        };
        let keys = keys(&plain).ok_or_else(|| altered(path))?;
        Ok(Self { compartment, epoch, sealed_by, keys })
    }

    /// Writes the part whole, in place of what was there.
    pub fn write(&self, disk: &dyn Disk, id: Id, random: &mut dyn Random) -> Result<(), VaultError> {
        let mut plain = Zeroizing::new(Vec::with_capacity(4 + 48 * self.keys.len()));
        plain.extend((self.keys.len() as u32).to_le_bytes());
        for (subject, key) in &self.keys {
            plain.extend(subject.0);
            plain.extend(key.secret());
        }
        let context = context(id, self.compartment, self.epoch);
        let sealed = self.sealed_by.seal(Label::Keyring, &context, &plain, random);
        let mut out = Writer::default();
        out.raw(MAGIC).id(self.compartment).u32(self.epoch).raw(sealed.bytes());
        let path = layout::segment(id);
        disk.make_folder("keyring").told("making", "keyring")?;
        replace(disk, &path, &out.0).told("writing", &path)
    }
}

fn context(id: Id, compartment: Id, epoch: u32) -> Vec<u8> {
    [&id.0[..], &compartment.0, &epoch.to_le_bytes()].concat()
}

fn keys(plain: &[u8]) -> Option<BTreeMap<Id, Key<purpose::Subject>>> {
    let mut from = Reader(plain);
    let count = from.count(48)?;
    let keys =
        (0..count).map(|_| Some((from.id()?, Key::from_bytes(from.array()?)))).collect::<Option<_>>()?;
    from.end()?;
    Some(keys)
}
