//! Keys of compartments by epoch: envelopes for members, each key sealing the one before.

use crate::disk::{Disk, replace};
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{
    Bound, Digest, Identity, Key, Label, Random, Recipient, Sealed, envelope_digest, open_envelope, purpose,
    seal_envelope,
};
use std::collections::BTreeMap;

/// The keys that a member has.
#[derive(Debug, Clone, Default)]
pub(crate) struct Epochs {
    keys: BTreeMap<(Id, u32), Key<purpose::Epoch>>,
    /// Digest of each envelope on the disk.
    envelopes: BTreeMap<(Id, u32), Digest>,
    pub damage: Vec<Damage>,
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
        let folder = format!("keys/{compartment}");
        let mut previous = Digest::default();
        let mut envelopes = Vec::new();
        for epoch in 1.. {
            let path = layout::envelope(compartment, epoch);
            if disk.length(&path).told("reading", &path)?.is_none() {
                break;
            }
            let bytes = disk.read(&path).told("reading", &path)?;
            let bound = Bound { case: case.0, compartment: compartment.0, epoch, previous };
            previous = envelope_digest(&bytes);
            self.envelopes.insert((compartment, epoch), previous);
            envelopes.push((bound, bytes));
        }
        let names = disk.list(&folder).told("listing", &folder)?;
        if names.iter().filter(|name| name.ends_with(".age")).count() > envelopes.len() {
            let path = layout::envelope(compartment, envelopes.len() as u32 + 1);
            self.damage.push(Damage::Missing { path });
        }
        let mut broken = Vec::new();
        for (bound, bytes) in envelopes.iter().rev() {
            if self.keys.contains_key(&(compartment, bound.epoch)) {
                continue;
            }
            let Ok(key) = open_envelope(bytes, bound, identity) else { continue };
            self.keys.insert((compartment, bound.epoch), key.clone());
            broken.extend(self.open_earlier(disk, compartment, bound.epoch, key)?);
        }
        // What a broken chain led to may open by itself: an epoch that was begun twice and never committed leaves such a chain.
        let is_known = |epoch: u32| self.keys.contains_key(&(compartment, epoch));
        broken.retain(|(epoch, _)| !is_known(epoch - 1));
        self.damage.extend(broken.into_iter().map(|(_, damage)| damage));
        Ok(())
    }

    /// Goes back from epoch to epoch; where it cannot, that epoch and why.
    fn open_earlier(
        &mut self,
        disk: &dyn Disk,
        compartment: Id,
        newest: u32,
        key: Key<purpose::Epoch>,
    ) -> Result<Option<(u32, Damage)>, VaultError> {
        let mut key = key;
        for epoch in (2..=newest).rev() {
            let path = layout::previous(compartment, epoch);
            if disk.length(&path).told("reading", &path)?.is_none() {
                return Ok(Some((epoch, Damage::Missing { path })));
            }
            let sealed = Sealed::from_bytes(disk.read(&path).told("reading", &path)?);
            let context = context(compartment, epoch);
            let secret = key.open(Label::PreviousEpoch, &context, &sealed).ok();
            let Some(secret) = secret.and_then(|secret| secret.as_slice().try_into().ok()) else {
                return Ok(Some((epoch, Damage::File { path, why: "is altered" })));
            };
            key = Key::from_bytes(secret);
            self.keys.insert((compartment, epoch - 1), key.clone());
        }
        Ok(None)
    }

    /// An epoch's key; none if it is not for this member.
    pub fn key(&self, compartment: Id, epoch: u32) -> Option<Key<purpose::Epoch>> {
        self.keys.get(&(compartment, epoch)).cloned()
    }

    /// The digest of an envelope on the disk.
    pub fn envelope(&self, compartment: Id, epoch: u32) -> Option<Digest> {
        self.envelopes.get(&(compartment, epoch)).copied()
    }

    /// Writes the files of a new epoch and keeps its key. It counts once an entry names the envelope's digest, which is returned.
    pub fn begin(
        &mut self,
        disk: &dyn Disk,
        bound: (Id, Id, u32),
        to: &[Recipient],
        random: &mut dyn Random,
    ) -> Result<Digest, VaultError> {
        let (case, compartment, epoch) = bound;
        let folder = format!("keys/{compartment}");
        disk.make_folder(&folder).told("making", &folder)?;
        let previous = match epoch {
            1 => Digest::default(),
            _ => {
                let before = self.envelopes.get(&(compartment, epoch - 1)).copied();
                before.ok_or_else(|| Damage::Missing { path: layout::envelope(compartment, epoch - 1) })?
            }
        };
        // One that was begun and never committed goes first, so that its envelope never stands beside another's chain.
        let leftover = layout::envelope(compartment, epoch);
        if disk.length(&leftover).told("reading", &leftover)?.is_some() {
            disk.remove(&leftover).told("removing", &leftover)?;
            disk.sync_folder(&folder).told("removing", &folder)?;
        }
        let key = Key::new(random);
        if let Some(before) = self.keys.get(&(compartment, epoch.saturating_sub(1))) {
            let context = context(compartment, epoch);
            let sealed = key.seal(Label::PreviousEpoch, &context, before.secret(), random);
            let path = layout::previous(compartment, epoch);
            replace(disk, &path, sealed.bytes()).told("writing", &path)?;
        }
        let bound = Bound { case: case.0, compartment: compartment.0, epoch, previous };
        let envelope = seal_envelope(&bound, &key, to);
        let path = layout::envelope(compartment, epoch);
        replace(disk, &path, &envelope).told("writing", &path)?;
        let digest = envelope_digest(&envelope);
        self.envelopes.insert((compartment, epoch), digest);
        self.keys.insert((compartment, epoch), key);
        Ok(digest)
    }
}

fn context(compartment: Id, epoch: u32) -> Vec<u8> {
    [&compartment.0[..], &epoch.to_le_bytes()].concat()
}

impl Epochs {
    /// True if any epoch of a compartment opens.
    pub fn has(&self, compartment: Id) -> bool {
        self.keys.range((compartment, 0)..=(compartment, u32::MAX)).next().is_some()
    }

    /// Opens the header of an entry with the key of the compartment and epoch that sealed it.
    pub fn open_header(
        &self,
        sealed_by: (Id, u32),
        log: Id,
        seq: u64,
        sealed: &Sealed,
    ) -> Option<crate::Header> {
        let key = self.keys.get(&sealed_by)?;
        let plain = key.open(Label::EntryHeader, &crate::entry::context(log, seq), sealed).ok()?;
        crate::Header::from_bytes(&plain).filter(|header| header.epoch == sealed_by.1)
    }
}
