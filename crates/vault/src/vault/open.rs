//! Opening a case: keys, logs, entries, and what an interrupted write left.

mod entries;

use super::opened::{Before, forget_opened};
use super::{Clock, Own, Place, Remark, Vault};
use crate::disk::Disk;
use crate::epochs::Epochs;
use crate::error::{Damage, Told, VaultError};
use crate::log::{self, Tail};
use crate::{Entry, Id, LogState, Standing, layout};
use probata_seal::{Digest, Identity, Label, Sealed, Signer};

/// What the first file of a case says: its name and its main compartment.
pub(crate) fn first_file(disk: &dyn Disk) -> Result<(Id, Id), VaultError> {
    if disk.length(layout::CASE).told("reading", layout::CASE)?.is_none() {
        return Err(VaultError::NoCase);
    }
    let bytes = disk.read(layout::CASE).told("reading", layout::CASE)?;
    let text = String::from_utf8_lossy(&bytes);
    let altered = || Damage::File { path: layout::CASE.to_owned(), why: "is altered" };
    let mut lines = text.lines();
    let format = lines.next().unwrap_or_default();
    if format != layout::FORMAT {
        let is_later =
            format.strip_prefix("probata case ").is_some_and(|number| number.parse::<u32>().is_ok());
        return if is_later { Err(VaultError::Later(format.to_owned())) } else { Err(altered().into()) };
    }
    let mut id = |name: &str| lines.next().and_then(|line| Id::from_hex(line.strip_prefix(name)?));
    let ids = (id("id "), id("main "));
    let (Some(case), Some(main)) = ids else { return Err(altered().into()) };
    let written = format!("{}\nid {case}\nmain {main}\n", layout::FORMAT);
    if written != text { Err(altered().into()) } else { Ok((case, main)) }
}

impl<'d> Vault<'d> {
    /// The sealed identities in a case, by member.
    pub fn identities(disk: &dyn Disk) -> Result<Vec<(Id, Vec<u8>)>, VaultError> {
        first_file(disk)?;
        let mut found = Vec::new();
        for name in disk.list("members").told("listing", "members")? {
            let Some(id) = Id::from_hex(&name) else { continue };
            let path = layout::member(id);
            found.push((id, disk.read(&path).told("reading", &path)?));
        }
        Ok(found)
    }

    /// Opens a case as a member. With `to_write` no other process may write meanwhile, and what an interrupted write left is put aside.
    pub fn open(
        disk: &'d dyn Disk,
        identity: Identity,
        place: Place,
        clock: Clock,
        to_write: bool,
    ) -> Result<Self, VaultError> {
        Self::open_case(disk, identity, place, clock, (to_write, false))
    }

    /// Opens a case for reading and checks everything, whatever this device checked before.
    pub fn open_strictly(
        disk: &'d dyn Disk,
        identity: Identity,
        place: Place,
        clock: Clock,
    ) -> Result<Self, VaultError> {
        Self::open_case(disk, identity, place, clock, (false, true))
    }

    fn open_case(
        disk: &'d dyn Disk,
        identity: Identity,
        place: Place,
        clock: Clock,
        (to_write, is_strict): (bool, bool),
    ) -> Result<Self, VaultError> {
        let names = first_file(disk)?;
        let lock = match to_write {
            true => Some(disk.lock().told("locking", layout::LOCK)?.ok_or(VaultError::Locked)?),
            false => None,
        };
        let epochs = Epochs::open(disk, names.0, &identity)?;
        let mut vault = Self { is_strict, ..Self::unread(disk, identity, place, lock, names, epochs) };
        if !vault.epochs.has(names.1) {
            let mut vault = vault.open_field()?;
            vault.compare_clock(clock);
            return Ok(vault);
        }
        vault.read_logs()?;
        if vault.lock.is_none() && !vault.keyless.is_empty() {
            // Another process may have begun an epoch between the reading of keys and of logs.
            let epochs = Epochs::open(disk, names.0, &vault.identity)?;
            vault = Self { is_strict, ..Self::unread(disk, vault.identity, place, None, names, epochs) };
            vault.read_logs()?;
        }
        vault.check_keyless();
        vault.check_epochs();
        vault.compare_clock(clock);
        Ok(vault)
    }

    /// Reads logs without opening entries: for a laptop that has no key of them.
    pub(super) fn read_own_logs(&mut self) -> Result<(), VaultError> {
        for name in self.disk.list("logs").told("listing", "logs")? {
            let Some(id) = Id::from_hex(&name) else { continue };
            let device = self.own_device(id)?;
            let Some(log) = log::read(self.disk, id)? else { continue };
            if let Some(own) = device {
                self.own.entry(None).or_insert(own);
            }
            self.logs.insert(id, log);
        }
        self.put_aside()?;
        let damage = self.logs.values().flat_map(|log| log.damage.clone());
        let damage: Vec<Remark> = damage.chain(self.epochs.damage.clone()).map(Remark::Damaged).collect();
        self.remarks.extend(damage);
        Ok(())
    }

    fn read_logs(&mut self) -> Result<(), VaultError> {
        let mut entries = Vec::new();
        let mut before = match self.is_strict {
            true => Before::default(),
            false => Before::read(self.disk, &self.cache_of(self.main).key),
        };
        let known = before.wholes();
        let (mut wholes, mut is_stale) = (known.clone(), false);
        for name in self.disk.list("logs").told("listing", "logs")? {
            let Some(id) = Id::from_hex(&name) else { continue };
            let device = self.own_device(id)?;
            let mut bytes = Vec::new();
            let known = before.take(id);
            let Some(log) = log::read_since(self.disk, id, known.as_ref(), &mut bytes)? else {
                if let Some(own) = device {
                    self.remove_leftovers(&LogState::new(id, &own.signer))?;
                }
                continue;
            };
            let remarks = self.remarks.len();
            let known = known.filter(|_| log.known > 0);
            if known.is_none() {
                wholes.remove(&id);
            }
            let (opened, is_erased) = self.open_entries(&log, known);
            is_stale |= is_erased;
            if let Some(whole) = log.whole.filter(|_| self.remarks.len() == remarks) {
                wholes.insert(id, whole);
            }
            let first = opened.first().filter(|entry| entry.header.seq == 0);
            if let Some((own, first)) = device.zip(first) {
                self.own.entry(first.text("privileged").and_then(Id::from_hex)).or_insert(own);
            }
            match entries.is_empty() {
                true => entries = opened,
                false => entries.extend(opened),
            }
            self.logs.insert(id, log.state);
        }
        if entries.is_empty() && !self.keyless.is_empty() {
            // All was sealed anew since this member had keys.
            return Err(VaultError::NotForYou);
        }
        if is_stale {
            // Something was erased on another laptop. Where it cannot be removed now, the next opening does it.
            let _ = forget_opened(self.disk);
        }
        self.wholes = (is_stale || wholes != known).then_some(wholes);
        self.put_aside()?;
        let order = |entry: &Entry| (entry.header.lamport, entry.header.log, entry.header.seq);
        if !entries.is_sorted_by_key(order) {
            entries.sort_by_key(order);
        }
        let trusted = self.trusted(entries)?;
        self.subjects.reserve(trusted.entries.len());
        trusted.entries.iter().for_each(|entry| self.enter(entry));
        self.entries = trusted.entries;
        // Entries in order tell who belongs to what if each was written in the knowledge of those before; where they were not, this does.
        self.members = trusted.members;
        let me = self.me().map(|me| me.id);
        for compartment in &mut self.compartments {
            let found = trusted.compartments.get(&compartment.id);
            compartment.members = found.cloned().unwrap_or_default();
            compartment.is_open =
                compartment.number == 0 || me.is_some_and(|me| compartment.members.contains(&me));
        }
        self.check_logs();
        let damage = self.logs.values().flat_map(|log| log.damage.clone());
        let damage: Vec<Remark> = damage.chain(self.epochs.damage.clone()).map(Remark::Damaged).collect();
        self.remarks.extend(damage);
        Ok(())
    }

    /// Entries without a key: closed to a member who was removed, and altered for everybody else.
    fn check_keyless(&mut self) {
        let keyless = std::mem::take(&mut self.keyless);
        let is_removed = self.me().is_some_and(|me| me.standing == Standing::Removed);
        if is_removed && !keyless.is_empty() {
            self.remarks.push(Remark::Closed { entries: keyless.len() as u64 });
            return;
        }
        let why = "it is sealed with a key that no epoch has";
        let damage = keyless.into_iter().map(|(log, seq)| Damage::Entry { log, seq, why });
        self.remarks.extend(damage.map(Remark::Damaged));
    }

    /// The secret of this device for a log, if it is this device's and lies where it was begun.
    pub(super) fn own_device(&mut self, log: Id) -> Result<Option<Own>, VaultError> {
        let path = layout::device(log);
        if self.disk.length(&path).told("reading", &path)?.is_none() {
            return Ok(None);
        }
        let sealed = Sealed::from_bytes(self.disk.read(&path).told("reading", &path)?);
        let opened = self.identity.device_key(&log.0).open(Label::Device, &log.0, &sealed);
        let Ok(plain) = opened else {
            // Another member's, or altered: which of them the log's first entry says.
            self.closed_devices.push(log);
            return Ok(None);
        };
        let Some((place, seed)) = plain.split_first_chunk::<32>() else { return Ok(None) };
        let Ok(seed) = seed.try_into() else { return Ok(None) };
        Ok((*place == self.place.0).then(|| Own { log, signer: Signer::from_seed(seed) }))
    }

    /// Puts aside what an interrupted write left at the end of this device's logs, and removes its keys. Of other logs it is only said.
    fn put_aside(&mut self) -> Result<(), VaultError> {
        for privilege in self.own.keys().copied().collect::<Vec<_>>() {
            self.put_aside_of(privilege)?;
            let log = self.logs[&self.own[&privilege].log].clone();
            self.remove_leftovers(&log)?;
        }
        Ok(())
    }

    /// Removes keys that an interrupted commit to a log left: no entry names them, so that what they sealed could never be erased.
    fn remove_leftovers(&self, log: &LogState) -> Result<(), VaultError> {
        if self.lock.is_none() || !log.damage.is_empty() {
            return Ok(());
        }
        for name in self.disk.list("keys").told("listing", "keys")? {
            let Some(compartment) = Id::from_hex(&name) else { continue };
            let path = layout::segment(self.segment_name(log, compartment));
            if self.disk.length(&path).told("reading", &path)?.is_some() {
                self.disk.remove(&path).told("removing", &path)?;
                self.disk.sync_folder("keyring").told("removing", "keyring")?;
            }
        }
        Ok(())
    }

    fn put_aside_of(&mut self, privilege: Option<Id>) -> Result<(), VaultError> {
        let own = &self.own[&privilege];
        let Some(log) = self.logs.get_mut(&own.log) else { return Ok(()) };
        if self.lock.is_some() && log.damage == [Damage::Missing { path: layout::checkpoint(log.id) }] {
            // It is said now; what it covered nobody knows any more, and a new one is signed below.
            self.remarks.extend(log.damage.drain(..).map(Remark::Damaged));
        }
        if self.lock.is_none() || !log.damage.is_empty() {
            return Ok(());
        }
        if log.held.as_ref().is_none_or(|held| held.size < log.tree.size()) {
            // The last commit was durable and its checkpoint was not: now it is.
            let origin = log.key.name.clone();
            let checkpoint =
                probata_seal::Checkpoint { origin, size: log.tree.size(), root: log.tree.root() };
            let path = layout::checkpoint(log.id);
            let signed = checkpoint.signed(&own.signer);
            crate::disk::replace(self.disk, &path, signed.as_bytes()).told("writing", &path)?;
            log.held = Some(checkpoint);
        }
        let Tail::Unacknowledged { from, length } = log.tail else { return Ok(()) };
        let frames = layout::frames(log.id);
        let bytes = self.disk.read(&frames).told("reading", &frames)?;
        let path = layout::aside(log.id, from);
        let rest = bytes.get(from as usize..).unwrap_or_default();
        crate::disk::replace(self.disk, &path, rest).told("writing", &path)?;
        self.disk.cut(&frames, from).told("cutting", &frames)?;
        log.tail = Tail::Clean;
        self.remarks.push(Remark::SetAside { log: log.id, path, length });
        Ok(())
    }

    /// Holds each log to what others saw of it, and this member's devices to their files.
    fn check_logs(&mut self) {
        let mut found = Vec::new();
        let mine = self.identity.signer().verifier().bytes();
        for log in &self.closed_devices {
            let first = self.entries.iter().find(|entry| entry.header.log == *log && entry.header.seq == 0);
            if first.and_then(|first| first.value("verifier")) == Some(&mine) {
                found.push(Damage::File { path: layout::device(*log), why: "is altered" });
            }
        }
        for seen in self.entries.iter().flat_map(|entry| &entry.header.seen) {
            match self.logs.get(&seen.log) {
                Some(log) => {
                    let origin = log.key.name.clone();
                    let held = probata_seal::Checkpoint { origin, size: seen.size, root: seen.root };
                    found.extend(log.compare(&held).err());
                }
                None => found.push(Damage::Missing { path: layout::log(seen.log) }),
            }
        }
        self.remarks.extend(found.into_iter().map(Remark::Damaged));
    }

    /// Every epoch that an entry began has the envelope that the entry names.
    fn check_epochs(&mut self) {
        let mut found = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.header.act == "epoch_began") {
            let named = (|| {
                let compartment = Id::from_hex(entry.text("compartment")?)?;
                Some((
                    compartment,
                    entry.text("epoch")?.parse().ok()?,
                    Digest::from_hex(entry.text("envelope")?)?,
                ))
            })();
            let Some((compartment, epoch, digest)) = named else { continue };
            let there = self.epochs.envelopes(compartment, epoch);
            if !there.contains(&digest) {
                let path = layout::envelope(compartment, epoch, digest);
                found.push(Damage::Missing { path });
            }
        }
        // A key that nobody signed may be somebody else's: nothing is sealed with it.
        self.unsigned_key = found.first().cloned();
        self.remarks.extend(found.into_iter().map(Remark::Damaged));
    }
}
