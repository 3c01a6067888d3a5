//! Committing: keys first, then one log frame, then its checkpoint.

use super::{Batch, Clock, NewEntry, Receipt, Remark, Vault};
use crate::disk::replace;
use crate::error::{Damage, Told, VaultError};
use crate::frame::{Frame, SealedEntry};
use crate::keyring::Segment;
use crate::{Body, Entry, Header, Id, Seen, Standing, layout};
use probata_seal::{Checkpoint, Frontier, Key, Label, Random, purpose};
use std::collections::BTreeMap;

/// What a commit adds, before it is written.
struct Planned {
    entries: Vec<Entry>,
    sealed: Vec<SealedEntry>,
    tree: Frontier,
}

impl Vault<'_> {
    /// Commits a batch: when this returns, it survives a crash; when it fails, nothing of it is there, or all.
    pub fn commit(
        &mut self,
        batch: Batch,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Receipt, VaultError> {
        self.may_write()?;
        let mut entries: Vec<NewEntry> = self.own_log(random)?.into_iter().collect();
        entries.extend(batch.entries);
        let segments = self.write_keys(batch.keys, random)?;
        let planned = self.plan(entries, &segments, clock, random)?;
        self.write_frame(planned)
    }

    pub(super) fn may_write(&self) -> Result<(), VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        if self.me().is_some_and(|me| me.standing == Standing::Removed) {
            return Err(VaultError::Removed);
        }
        if self.is_unsure {
            return Err(VaultError::Unsure);
        }
        let own = self.own.as_ref().and_then(|own| self.logs.get(&own.log));
        let damage = own.and_then(|log| log.damage.first()).or(self.unsigned_key.as_ref());
        damage.map_or(Ok(()), |damage: &Damage| Err(damage.clone().into()))
    }

    /// Writes a part of the keyring for each compartment; which one holds the key of each subject.
    fn write_keys(
        &mut self,
        keys: Vec<(Id, Id, Key<purpose::Subject>)>,
        random: &mut dyn Random,
    ) -> Result<BTreeMap<Id, Id>, VaultError> {
        let mut parts: BTreeMap<Id, BTreeMap<Id, Key<purpose::Subject>>> = BTreeMap::new();
        for (compartment, subject, key) in keys {
            parts.entry(compartment).or_default().insert(subject, key);
        }
        let mut segments = BTreeMap::new();
        for (compartment, keys) in parts {
            let (epoch, key) = self.current_key(compartment)?;
            let id = Id::new(random);
            segments.extend(keys.keys().map(|subject| (*subject, id)));
            let segment = Segment { compartment, epoch, keys };
            segment.write(self.disk, id, &key, random)?;
            self.segments.borrow_mut().insert(id, segment);
        }
        Ok(segments)
    }

    /// Newest epoch of a compartment, with its key.
    pub(super) fn current_key(&self, compartment: Id) -> Result<(u32, Key<purpose::Epoch>), VaultError> {
        let epoch = self.current.get(&compartment).copied().ok_or(VaultError::NotForYou)?;
        Ok((epoch, self.epochs.key(compartment, epoch).ok_or(VaultError::NotForYou)?))
    }

    fn plan(
        &self,
        entries: Vec<NewEntry>,
        new: &BTreeMap<Id, Id>,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Planned, VaultError> {
        let own = self.own.as_ref().expect("a log was begun").log;
        let log = &self.logs[&own];
        let mut planned = Planned { entries: Vec::new(), sealed: Vec::new(), tree: log.tree.clone() };
        let mut previous = log.leaves.last().copied().unwrap_or_default();
        let at = self.newest.get(&own).map_or(clock, |(at, _)| clock.max(*at));
        let newest = self.newest.values().map(|(_, lamport)| *lamport).max().unwrap_or(0);
        let mut seen = self.newly_seen(own);
        let too_late =
            || Damage::Entry { log: own, seq: log.tree.size(), why: "the numbers of entries are used up" };
        let first = newest.checked_add(1).filter(|first| *first < u64::MAX / 2).ok_or_else(too_late)?;
        for (lamport, entry) in (first..).zip(entries) {
            let segment = entry.subject.map(|subject| self.segment_of(subject, new)).transpose()?;
            let body = Body::new(entry.fields, random);
            let mut nonce = [0; 32];
            random.fill(&mut nonce);
            let header = Header {
                log: own,
                seq: planned.tree.size(),
                previous,
                lamport,
                seen: std::mem::take(&mut seen),
                at,
                clock,
                act: entry.act.to_owned(),
                compartment: entry.compartment,
                epoch: self.current_key(self.main)?.0,
                body_epoch: self.current_key(entry.compartment)?.0,
                subject: entry.subject,
                segment: segment.unwrap_or_default(),
                nonce,
                digests: body.digests(),
            };
            let sealed = self.sealed(&header, &body, random)?;
            previous = sealed.leaf;
            planned.tree.push(sealed.leaf);
            planned.sealed.push(sealed);
            planned.entries.push(Entry { header, body: Some(body) });
        }
        Ok(planned)
    }

    /// Seals the header for every member, and the body under the key of its subject or of its compartment.
    fn sealed(
        &self,
        header: &Header,
        body: &Body,
        random: &mut dyn Random,
    ) -> Result<SealedEntry, VaultError> {
        let context = header.context();
        let (epoch, header_key) = self.current_key(self.main)?;
        let (_, body_key) = self.current_key(header.compartment)?;
        let plain = zeroize::Zeroizing::new(body.bytes());
        let sealed_body = match header.subject {
            Some(subject) => {
                let key = self.subject_key(subject, header.segment)?;
                key.seal(Label::EntryBody, &context, &plain, random)
            }
            None => body_key.seal(Label::EntryBody, &context, &plain, random),
        };
        let sealed_header = header_key.seal(Label::EntryHeader, &context, &header.bytes(), random);
        Ok(SealedEntry { leaf: header.leaf(), epoch, header: sealed_header, body: sealed_body })
    }

    /// The part of the keyring that holds a subject's key: a new one, or where its first entry says.
    fn segment_of(&self, subject: Id, new: &BTreeMap<Id, Id>) -> Result<Id, VaultError> {
        new.get(&subject).or_else(|| self.subjects.get(&subject)).copied().ok_or(VaultError::Erased)
    }

    /// Other logs that have grown since this log last said how far it knew them.
    fn newly_seen(&self, own: Id) -> Vec<Seen> {
        let others = self.logs.values().filter(|log| log.id != own && log.damage.is_empty());
        let grown =
            others.filter(|log| self.seen.get(&(own, log.id)).copied().unwrap_or(0) < log.tree.size());
        grown.map(|log| Seen { log: log.id, size: log.tree.size(), root: log.tree.root() }).collect()
    }

    fn write_frame(&mut self, planned: Planned) -> Result<Receipt, VaultError> {
        let own = self.own.as_ref().expect("a log was begun");
        let log = self.logs.get_mut(&own.log).expect("the own log is known");
        let checkpoint =
            Checkpoint { origin: log.key.name.clone(), size: planned.tree.size(), root: planned.tree.root() };
        let signed = checkpoint.signed(&own.signer);
        let frame = Frame { entries: planned.sealed, checkpoint: signed.clone() };
        let bytes = frame.bytes(log.id, log.end);
        let path = layout::frames(log.id);
        let is_first = log.end == 0;
        // From here on what is on the disk is not known until all of it is.
        self.is_unsure = true;
        let appended = (|| {
            let mut file = self.disk.append(&path)?;
            file.write(&bytes)?;
            file.sync()?;
            drop(file);
            if is_first { self.disk.sync_folder(&layout::log(log.id)) } else { Ok(()) }
        })();
        if let Err(source) = appended {
            // Cut off what may be there of it; if that fails too, the next opening puts it aside.
            self.is_unsure = self.disk.cut(&path, log.end).is_err();
            return Err(VaultError::Disk { doing: "writing", path, source });
        }
        let held = layout::checkpoint(log.id);
        replace(self.disk, &held, signed.as_bytes()).told("writing", &held)?;
        let first = log.tree.size();
        log.leaves.extend(frame.entries.iter().map(|entry| entry.leaf));
        log.tree = planned.tree;
        log.end += bytes.len() as u64;
        log.held = Some(checkpoint.clone());
        let receipt = Receipt { log: log.id, first, checkpoint };
        for entry in planned.entries {
            self.enter(entry);
        }
        self.is_unsure = false;
        Ok(receipt)
    }

    /// Takes an entry into what is known.
    pub(super) fn enter(&mut self, entry: Entry) {
        let header = &entry.header;
        let newest = self.newest.entry(header.log).or_default();
        *newest = (newest.0.max(header.at), newest.1.max(header.lamport));
        // The first entry of a subject says where its key is; a later one cannot lead elsewhere.
        if let Some(subject) = header.subject {
            self.subjects.entry(subject).or_insert(header.segment);
        }
        self.seen.extend(header.seen.iter().map(|seen| ((header.log, seen.log), seen.size)));
        self.take_in(&entry);
        self.entries.push(entry);
    }

    /// Says so if the clock is behind what was entered before.
    pub(super) fn compare_clock(&mut self, clock: Clock) {
        let newest = self.newest.values().map(|(at, _)| *at).max().unwrap_or(clock);
        if newest > clock {
            self.remarks.push(Remark::ClockBehind { by: newest - clock });
        }
    }
}
