//! Keys of subjects, in parts: one for each commit that made some. Taking a key out of its part is what erases a subject.

use crate::bytes::{Reader, Writer};
use crate::disk::{Disk, replace};
use crate::epochs::Epochs;
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{BlobName, Key, Label, Random, Sealed, purpose};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

const MAGIC: &[u8; 8] = b"PROKEYS1";
/// A part in which some subject has more than a key.
const MAGIC_2: &[u8; 8] = b"PROKEYS2";

/// One part of the keyring, opened.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub compartment: Id,
    pub epoch: u32,
    /// The key of that epoch which seals it.
    pub sealed_by: Key<purpose::Epoch>,
    pub keys: BTreeMap<Id, Held>,
}

/// What is held of a subject.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    pub key: Key<purpose::Subject>,
    /// Keys that it had: what others entered without knowing of the new one, or what is put back from a backup, is sealed with them.
    pub before: Vec<Key<purpose::Subject>>,
    /// Sealed files that lie under another name than entries give, since they were sealed anew.
    pub moved: BTreeMap<BlobName, BlobName>,
}

impl From<Key<purpose::Subject>> for Held {
    fn from(key: Key<purpose::Subject>) -> Self {
        Self { key, before: Vec::new(), moved: BTreeMap::new() }
    }
}

impl Held {
    fn is_plain(&self) -> bool {
        self.before.is_empty() && self.moved.is_empty()
    }

    /// Bytes that it takes in its part, at most: a buffer that grew would leave keys behind.
    fn length(&self) -> usize {
        56 + 32 * self.before.len() + 64 * self.moved.len()
    }

    /// Where the sealed file lies that entries call by a name.
    pub fn lying(&self, named: BlobName) -> BlobName {
        self.moved.get(&named).copied().unwrap_or(named)
    }
}

/// Which compartment and epoch a part is sealed under, and the sealed bytes.
pub(crate) fn parse(bytes: &[u8]) -> Option<(Id, u32, Sealed)> {
    let mut from = Reader(bytes.strip_prefix(MAGIC).or_else(|| bytes.strip_prefix(MAGIC_2))?);
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
        let keys = if bytes.starts_with(MAGIC) { keys(&plain) } else { held(&plain) };
        let keys = keys.ok_or_else(|| altered(path))?;
        Ok(Self { compartment, epoch, sealed_by, keys })
    }

    /// Writes the part whole, in place of what was there.
    pub fn write(&self, disk: &dyn Disk, id: Id, random: &mut dyn Random) -> Result<(), VaultError> {
        let is_plain = self.keys.values().all(Held::is_plain);
        let mut plain =
            Zeroizing::new(Vec::with_capacity(self.keys.values().map(Held::length).sum::<usize>() + 4));
        plain.extend((self.keys.len() as u32).to_le_bytes());
        for (subject, held) in &self.keys {
            plain.extend(subject.0);
            plain.extend(held.key.secret());
            if is_plain {
                continue;
            }
            plain.extend((held.before.len() as u32).to_le_bytes());
            held.before.iter().for_each(|key| plain.extend(key.secret()));
            plain.extend((held.moved.len() as u32).to_le_bytes());
            for (named, lies) in &held.moved {
                plain.extend(named.0);
                plain.extend(lies.0);
            }
        }
        let context = context(id, self.compartment, self.epoch);
        let sealed = self.sealed_by.seal(Label::Keyring, &context, &plain, random);
        let mut out = Writer::default();
        out.raw(if is_plain { MAGIC } else { MAGIC_2 })
            .id(self.compartment)
            .u32(self.epoch)
            .raw(sealed.bytes());
        let path = layout::segment(id);
        disk.make_folder("keyring").told("making", "keyring")?;
        replace(disk, &path, &out.0).told("writing", &path)
    }
}

fn context(id: Id, compartment: Id, epoch: u32) -> Vec<u8> {
    [&id.0[..], &compartment.0, &epoch.to_le_bytes()].concat()
}

fn keys(plain: &[u8]) -> Option<BTreeMap<Id, Held>> {
    let mut from = Reader(plain);
    let count = from.count(48)?;
    let keys = (0..count)
        .map(|_| Some((from.id()?, Key::from_bytes(from.array()?).into())))
        .collect::<Option<_>>()?;
    from.end()?;
    Some(keys)
}

fn held(plain: &[u8]) -> Option<BTreeMap<Id, Held>> {
    let mut from = Reader(plain);
    let count = from.count(56)?;
    let one = |from: &mut Reader<'_>| {
        let (subject, key) = (from.id()?, Key::from_bytes(from.array()?));
        let before = from.count(32)?;
        let before = (0..before).map(|_| Some(Key::from_bytes(from.array()?))).collect::<Option<_>>()?;
        let moved = from.count(64)?;
        let moved = (0..moved)
            .map(|_| Some((BlobName(from.array()?), BlobName(from.array()?))))
            .collect::<Option<_>>()?;
        Some((subject, Held { key, before, moved }))
    };
    let keys = (0..count).map(|_| one(&mut from)).collect::<Option<_>>()?;
    from.end()?;
    Some(keys)
}
