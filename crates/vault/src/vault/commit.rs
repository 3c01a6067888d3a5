//! Committing: keys first, then one log frame, then its checkpoint.

use super::{Batch, Clock, Kept, NewEntry, Receipt, Remark, Vault};
use crate::disk::replace;
use crate::error::{Damage, Told, VaultError};
use crate::frame::{Frame, SealedEntry};
use crate::keyring::Segment;
use crate::{Body, Entry, Header, Id, LogState, Seen, Standing, layout};
use probata_seal::{Checkpoint, Frontier, Key, Label, Random, purpose};
use std::collections::{BTreeMap, BTreeSet};

/// What a commit adds, before it is written.
struct Planned {
    entries: Vec<Entry>,
    sealed: Vec<SealedEntry>,
    tree: Frontier,
}

impl Vault<'_> {
    /// Commits a batch: when this returns, it survives a crash; when it fails, nothing of it is there, or all.
    ///
    /// A compartment whose newest key somebody has who does not belong to it any more gets a new one before. Entries of a privileged compartment stand
    /// in a log of its own; with others in one batch they are committed before them.
    pub fn commit(
        &mut self,
        batch: Batch,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Receipt, VaultError> {
        self.may_write()?;
        let entries = batch.entries.iter().map(|entry| entry.compartment);
        let named: BTreeSet<Id> =
            entries.chain(batch.keys.iter().map(|(compartment, ..)| *compartment)).collect();
        let mut batch = batch;
        let session = self.begin_session(random)?;
        let is_new = session.is_some();
        batch.entries.splice(0..0, session);
        self.renew_stale(&named, clock, random)?;
        let written = self.write(batch, clock, random);
        if written.is_err() && is_new {
            self.compartments[0].epochs.pop();
        }
        written
    }

    /// Writes a batch with the keys as they are.
    pub(super) fn write(
        &mut self,
        batch: Batch,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Receipt, VaultError> {
        let mut parts: BTreeMap<Option<Id>, Batch> = BTreeMap::new();
        for entry in batch.entries {
            parts.entry(self.privilege(entry.compartment)).or_default().entries.push(entry);
        }
        for key in batch.keys {
            parts.entry(self.privilege(key.0)).or_default().keys.push(key);
        }
        let mut receipt = None;
        // Whoever takes themselves out of the case does so last.
        for (privilege, part) in parts.into_iter().rev() {
            receipt = Some(self.write_part(privilege, part, clock, random)?);
        }
        Ok(receipt.expect("a batch says something"))
    }

    /// Writes what belongs into one log.
    fn write_part(
        &mut self,
        privilege: Option<Id>,
        batch: Batch,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Receipt, VaultError> {
        let mut entries: Vec<NewEntry> = self.own_log(privilege, random)?.into_iter().collect();
        entries.extend(batch.entries);
        let own = self.own[&privilege].log;
        let segments = self.write_keys(own, batch.keys, random)?;
        let planned = self.plan(own, entries, &segments, clock, random)?;
        let last = planned.entries.last().map(|entry| (entry.header.at, entry.header.lamport));
        self.keep_known(own, false, last.unwrap_or_default(), random)?;
        let receipt = self.write_frame(privilege, planned)?;
        self.keep_known(own, true, last.unwrap_or_default(), random)?;
        Ok(receipt)
    }

    /// The privileged compartment that this one is; none if it is part of the evidence.
    pub(super) fn privilege(&self, compartment: Id) -> Option<Id> {
        self.compartment(compartment)
            .filter(|compartment| compartment.is_privileged)
            .map(|compartment| compartment.id)
    }

    pub(super) fn may_write(&self) -> Result<(), VaultError> {
        if self.lock.is_some() && self.me().is_some_and(|me| me.standing == Standing::Removed) {
            return Err(VaultError::Removed);
        }
        self.may_write_at_all()
    }

    /// That the disk and the own logs are as they should be, whoever is a member.
    pub(super) fn may_write_at_all(&self) -> Result<(), VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        if self.is_unsure {
            return Err(VaultError::Unsure);
        }
        let mut own = self.own.values().filter_map(|own| self.logs.get(&own.log));
        let damage = own.find_map(|log| log.damage.first()).or(self.unsigned_key.as_ref());
        damage.map_or(Ok(()), |damage: &Damage| Err(damage.clone().into()))
    }

    /// Writes a part of the keyring for each compartment; which one holds the key of each subject.
    fn write_keys(
        &mut self,
        log: Id,
        keys: Vec<(Id, Id, Key<purpose::Subject>)>,
        random: &mut dyn Random,
    ) -> Result<BTreeMap<Id, Id>, VaultError> {
        let mut parts: BTreeMap<Id, BTreeMap<Id, Key<purpose::Subject>>> = BTreeMap::new();
        for (compartment, subject, key) in keys {
            parts.entry(compartment).or_default().insert(subject, key);
        }
        let mut segments = BTreeMap::new();
        for (compartment, keys) in parts {
            let (epoch, sealed_by) = self.current_key(compartment)?;
            let id = self.segment_name(&self.logs[&log], compartment);
            segments.extend(keys.keys().map(|subject| (*subject, id)));
            let keys = keys.into_iter().map(|(subject, key)| (subject, key.into())).collect();
            let segment = Segment { compartment, epoch, sealed_by, keys };
            segment.write(self.disk, id, random)?;
            self.segments.borrow_mut().insert(id, segment);
        }
        Ok(segments)
    }

    /// The name of the part of the keyring that the next commit to a log writes. It is made of the log and its end, so that what an interrupted commit
    /// left is known at the next opening; and of a secret of the device, so that it tells nothing.
    pub(super) fn segment_name(&self, log: &LogState, compartment: Id) -> Id {
        let previous = log.leaves.last().copied().unwrap_or_default();
        let context = [&log.tree.size().to_le_bytes()[..], &previous.0, &compartment.0].concat();
        Id(self.identity.device_key(&log.id.0).name(Label::SegmentName, &context))
    }

    /// Newest epoch of a compartment that this member has, with its key.
    pub(super) fn current_key(&self, compartment: Id) -> Result<(u32, Key<purpose::Epoch>), VaultError> {
        let known = self.compartment(compartment).ok_or(VaultError::NotForYou)?;
        let mut tops = known.tops();
        let key = tops.find_map(|top| self.epochs.key(compartment, top.number, top.envelope));
        Ok((known.newest(), key.ok_or(VaultError::NotForYou)?))
    }

    fn plan(
        &self,
        own: Id,
        entries: Vec<NewEntry>,
        new: &BTreeMap<Id, Id>,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Planned, VaultError> {
        let log = &self.logs[&own];
        let mut planned = Planned { entries: Vec::new(), sealed: Vec::new(), tree: log.tree.clone() };
        let mut previous = log.leaves.last().copied().unwrap_or_default();
        let at = self.newest.get(&own).map_or(clock, |(at, _)| clock.max(*at));
        let known = self.newest.iter().filter(|(log, _)| self.knows(own, **log));
        let newest = known.map(|(_, (_, lamport))| *lamport).max().unwrap_or(0);
        let mut seen = self.newly_seen(own);
        let too_late =
            || Damage::Entry { log: own, seq: log.tree.size(), why: "the numbers of entries are used up" };
        let first = newest.checked_add(1).filter(|first| *first < u64::MAX / 2).ok_or_else(too_late)?;
        for (lamport, entry) in (first..).zip(entries) {
            let segment = entry.subject.map(|subject| self.segment_of(subject, new)).transpose()?;
            let body = Body::new(&entry.fields, random);
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
        let plain = body.bytes();
        let sealed_body = match header.subject {
            Some(subject) => {
                let kept = Kept { segment: header.segment, compartment: header.compartment };
                self.held(subject, kept)?.key.seal(Label::EntryBody, &context, plain, random)
            }
            None => body_key.seal(Label::EntryBody, &context, plain, random),
        };
        let sealed_header = header_key.seal(Label::EntryHeader, &context, &header.bytes(), random);
        Ok(SealedEntry { leaf: header.leaf(), epoch, header: sealed_header, body: sealed_body })
    }

    /// The part of the keyring that holds a subject's key: a new one, or where its first entry says.
    fn segment_of(&self, subject: Id, new: &BTreeMap<Id, Id>) -> Result<Id, VaultError> {
        let known = || self.subjects.get(&subject).map(|kept| kept.segment);
        new.get(&subject).copied().or_else(known).ok_or(VaultError::Erased)
    }

    /// Other logs that have grown since this log last said how far it knew them.
    fn newly_seen(&self, own: Id) -> Vec<Seen> {
        let others = self.logs.values().filter(|log| log.id != own && log.damage.is_empty());
        let others = others.filter(|log| self.knows(own, log.id));
        let grown =
            others.filter(|log| self.seen.get(&(own, log.id)).copied().unwrap_or(0) < log.tree.size());
        grown.map(|log| Seen { log: log.id, size: log.tree.size(), root: log.tree.root() }).collect()
    }

    /// True if one log may say something of another: those of a privileged compartment are known to themselves only.
    fn knows(&self, log: Id, other: Id) -> bool {
        let privilege = self.privileged.get(&other);
        privilege.is_none() || privilege == self.privileged.get(&log)
    }

    fn write_frame(&mut self, privilege: Option<Id>, planned: Planned) -> Result<Receipt, VaultError> {
        let own = &self.own[&privilege];
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
        planned.entries.iter().for_each(|entry| self.enter(entry));
        self.entries.extend(planned.entries);
        self.is_unsure = false;
        Ok(receipt)
    }

    /// Takes an entry into what is known.
    pub(super) fn enter(&mut self, entry: &Entry) {
        let header = &entry.header;
        let newest = self.newest.entry(header.log).or_default();
        *newest = (newest.0.max(header.at), newest.1.max(header.lamport));
        // The first entry of a subject says where its key is; a later one cannot lead elsewhere.
        if let Some(subject) = header.subject {
            let kept = Kept { segment: header.segment, compartment: header.compartment };
            self.subjects.entry(subject).or_insert(kept);
        }
        self.seen.extend(header.seen.iter().map(|seen| ((header.log, seen.log), seen.size)));
        self.take_in(entry);
    }

    /// Says so if the clock is behind what was entered before.
    pub(super) fn compare_clock(&mut self, clock: Clock) {
        let newest = self.newest.values().map(|(at, _)| *at).max().unwrap_or(clock);
        if newest > clock {
            self.remarks.push(Remark::ClockBehind { by: newest - clock });
        }
    }
}
