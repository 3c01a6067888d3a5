//! A copy of a case elsewhere: all files of the truth, checked while they are copied, and never behind what is there.

use super::Vault;
use crate::disk::{Disk, folder_of, replace};
use crate::error::{Damage, Told, VaultError};
use crate::layout::{self, Kind};
use crate::vault::Remark;
use crate::verify::paths;
use crate::{Id, log};
use probata_seal::{BlobHasher, BlobName, Checkpoint, Random};
use std::collections::BTreeSet;

/// Bytes that are read at once.
const PIECE: usize = 1 << 20;

/// What a backup did.
#[derive(Debug, Clone, Default)]
pub struct BackedUp {
    /// Files that were not there.
    pub new: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Files that were there and differed.
    pub replaced: u64,
    /// Files that were removed from it, since they are not in the case any more.
    pub removed: u64,
    /// Sealed files that are not in the case any more and stay: they may be of what is closed.
    pub kept: u64,
    /// What does not fit in the case, and was not copied.
    pub damage: Vec<Damage>,
}

/// Which sealed files the entries speak of.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Where they lie.
    pub files: BTreeSet<BlobName>,
    /// No entry is closed or waits, so that a file that is not among them is nobody's.
    pub is_all: bool,
}

impl Vault<'_> {
    /// Copies the case into a folder that is empty or holds an earlier backup of it. What is there already is left; what was erased is taken out of
    /// the backup too. An interrupted backup is whole as far as it came, and doing it again ends it.
    pub fn back_up(
        &self,
        to: &dyn Disk,
        named: &Named,
        random: &mut dyn Random,
        told: &mut dyn FnMut(u64),
    ) -> Result<BackedUp, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        if let Some(damage) = self.logs.values().find_map(|log| log.damage.first()) {
            return Err(damage.clone().into());
        }
        to.make_folder("").told("making", "")?;
        self.may_back_up(to)?;
        let _lock = to.lock().told("locking", layout::LOCK)?.ok_or(VaultError::Locked)?;
        let mut done = BackedUp::default();
        let all = paths(self.disk)?;
        // Content, keys, logs, and last that it is a case: what an interrupted backup left is no case, or the earlier one with some logs further on.
        for class in 0..6 {
            for path in all.iter().filter(|path| class_of(path) == Some(class)) {
                self.copy(to, path, &mut done, random, told)?;
            }
        }
        self.take_out(to, &all, named, &mut done)?;
        self.check_backup(to)?;
        Ok(done)
    }

    /// That the folder is empty or holds a backup of this case that is not ahead of it.
    fn may_back_up(&self, to: &dyn Disk) -> Result<(), VaultError> {
        let there = paths(to)?;
        match crate::vault::first_file(to) {
            Ok(names) if names == (self.case, self.main) => {}
            // The first one was interrupted: it says last that it is a case.
            Err(VaultError::NoCase) if there.iter().all(|path| layout::kind(path).is_some()) => {}
            _ => return Err(VaultError::NotABackup),
        }
        for name in to.list("logs").told("listing", "logs")? {
            let Some(id) = Id::from_hex(&name) else { continue };
            let Ok(Some(read)) = log::read(to, id) else { continue };
            let ours = self.logs.get(&id).ok_or(VaultError::BackupAhead)?;
            let has =
                Checkpoint { origin: ours.key.name.clone(), size: read.tree.size(), root: read.tree.root() };
            let is_behind = |held: &Checkpoint| ours.compare(held).is_ok();
            if !is_behind(&has) || !read.held.as_ref().is_none_or(is_behind) {
                return Err(VaultError::BackupAhead);
            }
        }
        Ok(())
    }

    fn copy(
        &self,
        to: &dyn Disk,
        path: &str,
        done: &mut BackedUp,
        random: &mut dyn Random,
        told: &mut dyn FnMut(u64),
    ) -> Result<(), VaultError> {
        let there = to.length(path).told("reading", path)?;
        if layout::kind(path) == Some(Kind::Blob) {
            let length = self.disk.length(path).told("reading", path)?;
            if there.is_some() && there == length {
                told(length.unwrap_or(0));
                return Ok(());
            }
            return self.copy_blob(to, path, done, random, told);
        }
        let mut bytes = self.disk.read(path).told("reading", path)?;
        if let (Some(Kind::Frames), Some(log)) = (layout::kind(path), self.log_of(path)) {
            // What an interrupted write left behind the last frame is of no effect.
            bytes.truncate(log.end as usize);
        }
        told(bytes.len() as u64);
        if there.is_some() && to.read(path).told("reading", path)? == bytes {
            return Ok(());
        }
        let folder = folder_of(path);
        to.make_folder(folder).told("making", folder)?;
        replace(to, path, &bytes).told("writing", path)?;
        let count = if there.is_some() { &mut done.replaced } else { &mut done.new };
        *count += 1;
        done.bytes += bytes.len() as u64;
        Ok(())
    }

    fn log_of(&self, path: &str) -> Option<&crate::LogState> {
        let id = path.split('/').nth(1).and_then(Id::from_hex)?;
        self.logs.get(&id)
    }

    /// Copies a sealed file, and holds its bytes to its name.
    fn copy_blob(
        &self,
        to: &dyn Disk,
        path: &str,
        done: &mut BackedUp,
        random: &mut dyn Random,
        told: &mut dyn FnMut(u64),
    ) -> Result<(), VaultError> {
        let temporary = format!("{}/{}", layout::TEMPORARY, Id::new(random));
        to.make_folder(layout::TEMPORARY).told("making", layout::TEMPORARY)?;
        let mut file = to.create(&temporary).told("writing", &temporary)?;
        let (mut hasher, mut from) = (BlobHasher::default(), 0);
        loop {
            let piece = self.disk.read_at(path, from, PIECE).told("reading", path)?;
            hasher.update(&piece);
            file.write(&piece).told("writing", &temporary)?;
            from += piece.len() as u64;
            told(piece.len() as u64);
            if piece.len() < PIECE {
                break;
            }
        }
        file.sync().told("writing", &temporary)?;
        drop(file);
        if layout::blob(hasher.finish()) != path {
            let why = "is altered: its bytes are not those of its name";
            done.damage.push(Damage::File { path: path.to_owned(), why });
            return to.remove(&temporary).told("removing", &temporary);
        }
        let folder = folder_of(path);
        to.make_folder(folder).told("making", folder)?;
        to.rename(&temporary, path).told("naming", path)?;
        to.sync_folder(folder).told("naming", folder)?;
        done.new += 1;
        done.bytes += from;
        Ok(())
    }

    /// Removes from the backup what is not in the case any more. Where something of the case is missing or altered, nothing is removed: the backup may
    /// hold the last of it.
    fn take_out(
        &self,
        to: &dyn Disk,
        all: &[String],
        named: &Named,
        done: &mut BackedUp,
    ) -> Result<(), VaultError> {
        let here: BTreeSet<&str> = all.iter().map(String::as_str).collect();
        let missing =
            named.files.iter().map(|name| layout::blob(*name)).filter(|path| !here.contains(path.as_str()));
        done.damage.extend(missing.map(|path| Damage::Missing { path }));
        let is_damaged = self.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(_)));
        for path in paths(to)?.iter().filter(|path| !here.contains(path.as_str())) {
            let kind = layout::kind(path);
            let goes = match kind {
                Some(Kind::Temporary) => true,
                Some(Kind::Blob) => named.is_all && done.damage.is_empty() && !is_damaged,
                Some(Kind::Segment | Kind::Member) => !is_damaged,
                _ => false,
            };
            if goes {
                to.remove(path).told("removing", path)?;
                to.sync_folder(folder_of(path)).told("removing", path)?;
                done.removed += u64::from(kind == Some(Kind::Blob));
            } else {
                done.kept += u64::from(kind == Some(Kind::Blob));
            }
        }
        Ok(())
    }

    /// Reads the logs of the backup as they lie there, and holds them to those of the case.
    fn check_backup(&self, to: &dyn Disk) -> Result<(), VaultError> {
        for log in self.logs.values() {
            let path = layout::frames(log.id);
            let read = log::read(to, log.id)?.ok_or_else(|| Damage::Missing { path: path.clone() })?;
            if let Some(damage) = read.damage.first() {
                return Err(damage.clone().into());
            }
            if read.tree.root() != log.tree.root() {
                return Err(Damage::File { path, why: "is not what was written into the backup" }.into());
            }
        }
        Ok(())
    }
}

/// When a file is copied; none if it is no part of the truth.
fn class_of(path: &str) -> Option<usize> {
    match layout::kind(path)? {
        Kind::Blob => Some(0),
        Kind::Segment | Kind::Envelope | Kind::Previous | Kind::Member => Some(1),
        Kind::LogKey | Kind::Device | Kind::Field => Some(2),
        // A checkpoint is never ahead of its log.
        Kind::Frames => Some(3),
        Kind::Checkpoint => Some(4),
        Kind::Case => Some(5),
        _ => None,
    }
}
