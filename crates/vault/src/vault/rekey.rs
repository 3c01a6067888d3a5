//! Sealing all of a case anew, for when old keys are in wrong hands and its folder may come into them.
//!
//! Leaves of the trees are of headers in clear, so that sealing headers and bodies anew changes no tree and no signature. Names of sealed files stand in
//! entries; where a file was sealed anew, its part of the keyring says under which name it lies.

use super::{Clock, Kept, Vault};
use crate::blobs::{self, Content};
use crate::disk::{folder_of, replace};
use crate::error::{Damage, Told, VaultError};
use crate::frame::{Found, Frame, SealedEntry};
use crate::keyring::{Held, Segment};
use crate::{Entry, Header, Id, layout};
use probata_seal::{BlobName, Key, Label, Opened, Random, Sealed, purpose};
use std::collections::{BTreeMap, BTreeSet};

/// Sealed files by the subject whose entries speak of them.
type Files = BTreeMap<Id, BTreeSet<BlobName>>;

/// What was sealed anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rekeyed {
    /// Subjects that have a new key.
    pub subjects: u64,
    /// Their sealed files.
    pub blobs: u64,
    /// Entries.
    pub entries: u64,
    /// Sealed files that are missing or altered, and stay as they were.
    pub damaged: u64,
    /// Entries, or what they say, that stay as they were: they are closed to this member.
    pub closed: u64,
}

impl Vault<'_> {
    /// Begins new epochs, gives every subject a new key, and seals everything anew that opens for this member; caches, which open with what their devices
    /// keep, are removed. `named` are the sealed files that an
    /// entry speaks of; `told` hears of each part that is done. When this is interrupted the case is whole, and doing it again ends it.
    pub fn rekey(
        &mut self,
        named: &dyn Fn(&Entry) -> Vec<BlobName>,
        clock: Clock,
        random: &mut dyn Random,
        told: &mut dyn FnMut(),
    ) -> Result<Rekeyed, VaultError> {
        self.rotate(clock, random)?;
        self.remove_caches()?;
        let mut done = Rekeyed::default();
        let parts = self.parts();
        let mut files: Files = BTreeMap::new();
        for entry in &self.entries {
            if let Some(subject) = entry.header.subject {
                files.entry(subject).or_default().extend(named(entry));
            }
        }
        for (segment, compartment) in &parts {
            let of = Kept { segment: *segment, compartment: *compartment };
            self.rekey_part(of, &files, &mut done, random)?;
            told();
        }
        let logs: Vec<Id> = self.logs.keys().copied().collect();
        for log in logs {
            self.reseal_log(log, &mut done, random)?;
            told();
        }
        Ok(done)
    }

    /// Parts of the keyring that open for this member, with their compartments.
    fn parts(&self) -> BTreeMap<Id, Id> {
        let mine: BTreeSet<Id> =
            std::iter::once(self.main).chain(self.mine().map(|known| known.id)).collect();
        let kept = self.subjects.values().filter(|kept| mine.contains(&kept.compartment));
        kept.map(|kept| (kept.segment, kept.compartment)).collect()
    }

    /// Gives the subjects of a part new keys and seals their files with them. Old keys stay beside them, sealed with the newest epoch's, since others may
    /// have entered something with them.
    fn rekey_part(
        &mut self,
        of: Kept,
        files: &Files,
        done: &mut Rekeyed,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let mut part = match self.segments.borrow_mut().remove(&of.segment) {
            Some(part) => part,
            None => Segment::read(self.disk, of.segment, of.compartment, &self.epochs)?,
        };
        let mut old: Vec<(Id, BlobName)> = Vec::new();
        for (subject, held) in &mut part.keys {
            done.subjects += 1;
            let mut moved = held.moved.clone();
            let key: Key<purpose::Subject> = Key::new(random);
            for file in files.get(subject).into_iter().flatten() {
                let lies = held.lying(*file);
                match self.resealed(*subject, held, &key, lies, random) {
                    Ok(new) => drop(moved.insert(*file, new)),
                    // Missing, altered, or another subject's: it stays as it is, and checking tells.
                    Err(VaultError::Damaged(_)) => {
                        done.damaged += 1;
                        continue;
                    }
                    Err(error) => return Err(error),
                }
                // What lay there, and what an interrupted one left under the name in entries.
                old.extend([(*subject, lies), (*subject, *file)]);
                done.blobs += 1;
            }
            let before = held.before.iter().chain([&held.key]).cloned().collect();
            *held = Held { key, before, moved };
        }
        (part.epoch, part.sealed_by) = self.current_key(of.compartment)?;
        part.write(self.disk, of.segment, random)?;
        for (subject, file) in old {
            let held = &part.keys[&subject];
            if held.moved.values().all(|lies| *lies != file) {
                self.remove_file(file)?;
            }
        }
        self.segments.borrow_mut().insert(of.segment, part);
        Ok(())
    }

    /// Seals a file of a subject with a new key; the name under which it lies then.
    fn resealed(
        &self,
        subject: Id,
        held: &Held,
        key: &Key<purpose::Subject>,
        lies: BlobName,
        random: &mut dyn Random,
    ) -> Result<BlobName, VaultError> {
        let mut content = Content::open(self.disk, subject, &held.key, lies)?;
        match blobs::store(self.disk, subject, key, &mut content, random) {
            Ok(stored) => Ok(stored.name),
            Err(blobs::StoreError::Vault(error)) => Err(error),
            Err(blobs::StoreError::Content(source)) => {
                let path = layout::blob(lies);
                Err(content.failure().unwrap_or(VaultError::Disk { doing: "reading", path, source }))
            }
        }
    }

    fn remove_file(&self, name: BlobName) -> Result<(), VaultError> {
        let path = layout::blob(name);
        if self.disk.length(&path).told("reading", &path)?.is_none() {
            return Ok(());
        }
        self.disk.remove(&path).told("removing", &path)?;
        let folder = folder_of(&path);
        self.disk.sync_folder(folder).told("removing", folder)
    }

    /// Seals the entries of a log anew, in their places. What is damaged, or closed to this member, stays as it is.
    fn reseal_log(&mut self, log: Id, done: &mut Rekeyed, random: &mut dyn Random) -> Result<(), VaultError> {
        let path = layout::frames(log);
        let bytes = self.disk.read(&path).told("reading", &path)?;
        let (mut new, mut seq) = (Vec::with_capacity(bytes.len()), 0);
        while let Found::Whole(frame, length) = Frame::read(&bytes[new.len()..], log, new.len() as u64) {
            let mut entries = Vec::with_capacity(frame.entries.len());
            for entry in frame.entries {
                let (entry, is_whole) = self.resealed_entry(log, seq, &entry, random)?;
                entries.push(entry);
                let count = if is_whole { &mut done.entries } else { &mut done.closed };
                *count += 1;
                seq += 1;
            }
            let frame = Frame { entries, checkpoint: frame.checkpoint };
            let written = frame.bytes(log, new.len() as u64);
            if written.len() != length {
                let from = new.len() as u64;
                return Err(Damage::LogAltered { log, after: seq, from }.into());
            }
            new.extend(written);
        }
        // What an interrupted write left, or is altered.
        new.extend(&bytes[new.len()..]);
        replace(self.disk, &path, &new).told("writing", &path)
    }

    /// An entry of which what opens is sealed with the newest keys; whether that is all of it.
    fn resealed_entry(
        &self,
        log: Id,
        seq: u64,
        before: &SealedEntry<&[u8]>,
        random: &mut dyn Random,
    ) -> Result<(SealedEntry, bool), VaultError> {
        let mut plain = Opened::default();
        let opened =
            self.epochs.open_header((self.main, before.epoch), (log, seq), &before.header, &mut plain);
        let mut entry = SealedEntry {
            leaf: before.leaf,
            epoch: before.epoch,
            header: Sealed::from_bytes(before.header.bytes().to_vec()),
            body: Sealed::from_bytes(before.body.bytes().to_vec()),
        };
        let Some(Ok(header)) = opened else { return Ok((entry, false)) };
        if header.leaf() != entry.leaf {
            return Ok((entry, false));
        }
        let context = header.context();
        let (epoch, key) = self.current_key(self.main)?;
        entry.epoch = epoch;
        entry.header = key.seal(Label::EntryHeader, &context, &header.bytes(), random);
        match self.open_body(&header, &before.body, &mut plain) {
            Ok(Some(Ok(()))) => {}
            // Of what is erased nothing opens.
            Ok(None) => {
                let is_open = self.compartment(header.compartment).is_some_and(|known| known.is_open);
                return Ok((entry, is_open));
            }
            _ => return Ok((entry, false)),
        }
        entry.body = match self.body_key(&header) {
            Ok(BodyKey::Subject(key)) => key.seal(Label::EntryBody, &context, &plain, random),
            Ok(BodyKey::Epoch(key)) => key.seal(Label::EntryBody, &context, &plain, random),
            Err(_) => return Ok((entry, false)),
        };
        Ok((entry, true))
    }

    fn body_key(&self, header: &Header) -> Result<BodyKey, VaultError> {
        match header.subject {
            Some(subject) => {
                let kept = Kept { segment: header.segment, compartment: header.compartment };
                Ok(BodyKey::Subject(self.held(subject, kept)?.key))
            }
            None => Ok(BodyKey::Epoch(self.current_key(header.compartment)?.1)),
        }
    }
}

enum BodyKey {
    Subject(Key<purpose::Subject>),
    Epoch(Key<purpose::Epoch>),
}
