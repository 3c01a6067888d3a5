//! Keys of compartments by epoch: envelopes for members, each with a file of the keys before it.
//!
//! An epoch may have several envelopes: two laptops that did not know of each other began it. Each lies under the digest of its bytes, so that
//! neither is written over when their folders are joined.

use crate::disk::{Disk, replace};
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{
    Bound, Digest, Identity, Key, Label, NotOpened, Opened, Random, Recipient, Sealed, envelope_digest,
    open_envelope, purpose, seal_envelope,
};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// Epoch (4), digest of its envelope (32), key (32).
const EARLIER: usize = 68;

/// The keys that a member has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Epochs {
    keys: BTreeMap<(Id, u32), BTreeMap<Digest, Key<purpose::Epoch>>>,
    /// Digests of the envelopes on the disk.
    envelopes: BTreeMap<(Id, u32), Vec<Digest>>,
    pub damage: Vec<Damage>,
}

/// An envelope as it lies on the disk.
struct Lying {
    /// Its path without the ending.
    stem: String,
    digest: Digest,
    bytes: Vec<u8>,
}

impl Epochs {
    /// Opens what opens for a member.
    pub fn open(disk: &dyn Disk, case: Id, identity: &Identity) -> Result<Self, VaultError> {
        let mut epochs = Self::default();
        for name in disk.list("keys").told("listing", "keys")? {
            let Some(compartment) = Id::from_hex(&name) else { continue };
            epochs.open_compartment(disk, case, compartment, identity)?;
        }
        Ok(epochs)
    }

    fn open_compartment(
        &mut self,
        disk: &dyn Disk,
        case: Id,
        compartment: Id,
        identity: &Identity,
    ) -> Result<(), VaultError> {
        let found = self.lying(disk, compartment)?;
        let newest = found.keys().next_back().copied().unwrap_or(0);
        if let Some(gap) = (1..newest).find(|epoch| !found.contains_key(epoch)) {
            self.damage.push(Damage::Missing { path: layout::first_envelope(compartment, gap) });
        }
        let mut broken = Vec::new();
        for (epoch, lying) in found.iter().rev() {
            let before = found.get(&(epoch - 1)).into_iter().flatten().map(|lying| lying.digest);
            let before: Vec<Digest> = if *epoch == 1 { vec![Digest::default()] } else { before.collect() };
            for envelope in lying {
                if self.key(compartment, *epoch, envelope.digest).is_some() {
                    continue;
                }
                let bound =
                    |previous| Bound { case: case.0, compartment: compartment.0, epoch: *epoch, previous };
                let open =
                    |previous: &Digest| open_envelope(&envelope.bytes, &bound(*previous), identity).ok();
                let opened = before.iter().find_map(|previous| Some((*previous, open(previous)?)));
                let Some((previous, key)) = opened else { continue };
                let earlier = earlier(disk, compartment, *epoch, &envelope.stem, &key, previous);
                self.keep(compartment, *epoch, envelope.digest, key);
                match earlier {
                    Ok(earlier) => {
                        earlier
                            .into_iter()
                            .for_each(|(epoch, digest, key)| self.keep(compartment, epoch, digest, key));
                    }
                    Err(VaultError::Damaged(damage)) => broken.push((*epoch, damage)),
                    Err(error) => return Err(error),
                }
            }
        }
        // What a broken file led to may open by itself.
        let is_known = |epoch: u32| epoch == 0 || self.keys.contains_key(&(compartment, epoch));
        broken.retain(|(epoch, _)| !is_known(epoch - 1));
        self.damage.extend(broken.into_iter().map(|(_, damage)| damage));
        Ok(())
    }

    /// The envelopes of a compartment, by epoch.
    fn lying(&mut self, disk: &dyn Disk, compartment: Id) -> Result<BTreeMap<u32, Vec<Lying>>, VaultError> {
        let folder = format!("keys/{compartment}");
        let mut found: BTreeMap<u32, Vec<Lying>> = BTreeMap::new();
        for name in disk.list(&folder).told("listing", &folder)? {
            let Some(stem) = name.strip_suffix(".age") else { continue };
            let Some((epoch, named)) = layout::epoch_of(stem) else { continue };
            let (path, stem) = (format!("{folder}/{name}"), format!("{folder}/{stem}"));
            let bytes = disk.read(&path).told("reading", &path)?;
            let digest = envelope_digest(&bytes);
            if named.is_some_and(|named| !digest.hex().starts_with(named)) {
                self.damage.push(Damage::File { path, why: "is altered" });
                continue;
            }
            self.envelopes.entry((compartment, epoch)).or_default().push(digest);
            found.entry(epoch).or_default().push(Lying { stem, digest, bytes });
        }
        Ok(found)
    }

    fn keep(&mut self, compartment: Id, epoch: u32, envelope: Digest, key: Key<purpose::Epoch>) {
        self.keys.entry((compartment, epoch)).or_default().insert(envelope, key);
    }

    /// The key in an envelope; none if it is not for this member.
    pub fn key(&self, compartment: Id, epoch: u32, envelope: Digest) -> Option<Key<purpose::Epoch>> {
        self.keys.get(&(compartment, epoch))?.get(&envelope).cloned()
    }

    /// True if any epoch of a compartment opens.
    pub fn has(&self, compartment: Id) -> bool {
        self.keys.range((compartment, 0)..=(compartment, u32::MAX)).next().is_some()
    }

    /// The newest epoch of which this member has a key, with the digest of its envelope.
    pub fn newest(&self, compartment: Id) -> Option<(u32, Digest)> {
        let mut known = self.keys.range((compartment, 0)..=(compartment, u32::MAX));
        let ((_, epoch), keys) = known.next_back()?;
        Some((*epoch, *keys.keys().next()?))
    }

    /// Digests of an epoch's envelopes on the disk.
    pub fn envelopes(&self, compartment: Id, epoch: u32) -> &[Digest] {
        self.envelopes.get(&(compartment, epoch)).map_or(&[], Vec::as_slice)
    }

    /// Opens what one of an epoch's keys sealed, and tells which; none if this member has no key of it.
    pub fn opened(
        &self,
        sealed_by: (Id, u32),
        label: Label,
        context: &[u8],
        sealed: &Sealed,
    ) -> Option<Result<(Key<purpose::Epoch>, Opened), NotOpened>> {
        let mut keys = self.keys.get(&sealed_by)?.values();
        let opened = keys.find_map(|key| Some((key.clone(), key.open(label, context, sealed).ok()?)));
        Some(opened.ok_or(NotOpened))
    }

    /// Opens what an epoch's key sealed, or that of a later one if it was sealed anew; none if this member has no key of it.
    pub fn open_since<B: AsRef<[u8]>>(
        &self,
        (compartment, first): (Id, u32),
        (label, context): (Label, &[u8]),
        sealed: &Sealed<B>,
        opened: &mut Opened,
    ) -> Option<Result<(), NotOpened>> {
        let known = self.keys.range((compartment, first)..=(compartment, u32::MAX));
        let mut keys = known.flat_map(|(_, keys)| keys.values()).peekable();
        keys.peek()?;
        let is_open = keys.any(|key| key.open_into(label, context, sealed, opened).is_ok());
        let newest = self.envelopes.range((compartment, first)..=(compartment, u32::MAX)).next_back();
        let has_all = newest.is_none_or(|(epoch, _)| self.keys.contains_key(epoch));
        match is_open {
            true => Some(Ok(())),
            // It may be sealed with a key of which this member has only those before.
            false => has_all.then_some(Err(NotOpened)),
        }
    }

    /// Opens what an entry of no subject says; none if this member has no key of it.
    pub fn open_body<B: AsRef<[u8]>>(
        &self,
        header: &crate::Header,
        sealed: &Sealed<B>,
        opened: &mut Opened,
    ) -> Option<Result<(), NotOpened>> {
        let by = (header.compartment, header.body_epoch);
        self.open_since(by, (Label::EntryBody, &header.context()), sealed, opened)
    }

    /// Opens the header of an entry with a key of the compartment and epoch that sealed it; none if this member has no key of it.
    pub fn open_header<B: AsRef<[u8]>>(
        &self,
        sealed_by: (Id, u32),
        (log, seq): (Id, u64),
        sealed: &Sealed<B>,
        opened: &mut Opened,
    ) -> Option<Result<crate::Header, NotOpened>> {
        let context = crate::entry::context(log, seq);
        let mut keys = self.keys.get(&sealed_by)?.values();
        let is_open = keys.any(|key| key.open_into(Label::EntryHeader, &context, sealed, opened).is_ok());
        let header = if is_open { crate::Header::from_bytes(opened) } else { None };
        Some(header.filter(|header| header.epoch <= sealed_by.1).ok_or(NotOpened))
    }

    /// Writes the files of a new epoch and keeps its key. It counts once an entry names the envelope's digest, which is returned.
    pub fn begin(
        &mut self,
        disk: &dyn Disk,
        bound: &Bound,
        to: &[Recipient],
        random: &mut dyn Random,
    ) -> Result<Digest, VaultError> {
        let (compartment, epoch) = (Id(bound.compartment), bound.epoch);
        let folder = format!("keys/{compartment}");
        disk.make_folder(&folder).told("making", &folder)?;
        let key = Key::new(random);
        let envelope = seal_envelope(bound, &key, to);
        let digest = envelope_digest(&envelope);
        let stem = layout::epoch(compartment, epoch, digest);
        if epoch > 1 {
            let plain = self.earlier_than(compartment, epoch);
            let sealed = key.seal(Label::PreviousEpoch, &context(compartment, epoch), &plain, random);
            let path = format!("{stem}.previous");
            replace(disk, &path, sealed.bytes()).told("writing", &path)?;
        }
        let path = format!("{stem}.age");
        replace(disk, &path, &envelope).told("writing", &path)?;
        self.envelopes.entry((compartment, epoch)).or_default().push(digest);
        self.keep(compartment, epoch, digest, key);
        Ok(digest)
    }

    /// All keys of a compartment before an epoch, as they are written beside its envelope.
    fn earlier_than(&self, compartment: Id, epoch: u32) -> Zeroizing<Vec<u8>> {
        let known = self.keys.range((compartment, 0)..(compartment, epoch));
        let count: usize = known.clone().map(|(_, keys)| keys.len()).sum();
        let mut plain = Zeroizing::new(Vec::with_capacity(count * EARLIER));
        for ((_, epoch), keys) in known {
            for (digest, key) in keys {
                plain.extend(epoch.to_le_bytes());
                plain.extend(digest.0);
                plain.extend(key.secret());
            }
        }
        plain
    }
}

/// Keys of earlier epochs that lie beside an envelope, with the digests of theirs.
fn earlier(
    disk: &dyn Disk,
    compartment: Id,
    epoch: u32,
    stem: &str,
    key: &Key<purpose::Epoch>,
    previous: Digest,
) -> Result<Vec<(u32, Digest, Key<purpose::Epoch>)>, VaultError> {
    if epoch == 1 {
        return Ok(Vec::new());
    }
    let path = format!("{stem}.previous");
    if disk.length(&path).told("reading", &path)?.is_none() {
        return Err(Damage::Missing { path }.into());
    }
    let sealed = Sealed::from_bytes(disk.read(&path).told("reading", &path)?);
    let altered = || VaultError::Damaged(Damage::File { path: path.clone(), why: "is altered" });
    let plain =
        key.open(Label::PreviousEpoch, &context(compartment, epoch), &sealed).map_err(|_| altered())?;
    // The first writer of this format kept the key before only.
    if let Ok(secret) = plain.as_slice().try_into() {
        return Ok(vec![(epoch - 1, previous, Key::from_bytes(secret))]);
    }
    let pieces = plain.chunks_exact(EARLIER);
    if !pieces.remainder().is_empty() {
        return Err(altered());
    }
    let earlier = pieces.map(|piece| {
        let (epoch, rest) = piece.split_first_chunk::<4>()?;
        let (digest, secret) = rest.split_first_chunk::<32>()?;
        Some((u32::from_le_bytes(*epoch), Digest(*digest), Key::from_bytes(secret.try_into().ok()?)))
    });
    let earlier: Option<Vec<_>> = earlier.collect();
    Ok(earlier.ok_or_else(altered)?.into_iter().filter(|(before, ..)| *before < epoch).collect())
}

fn context(compartment: Id, epoch: u32) -> Vec<u8> {
    [&compartment.0[..], &epoch.to_le_bytes()].concat()
}
