//! Throwing away what can be made again, and what interrupted acts left.

use super::Vault;
use super::backup::Named;
use crate::disk::folder_of;
use crate::error::{Told, VaultError};
use crate::layout::{self, Kind};
use crate::vault::Remark;
use crate::verify::paths;
use crate::{Id, log};
use std::collections::BTreeSet;

/// What was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tidied {
    /// Files of caches: they are made again when they are needed.
    pub caches: u64,
    /// Files that interrupted acts left.
    pub leftovers: u64,
    /// Sealed files that no entry names, and that stay: they may be of what is closed, or waits, or is damaged.
    pub kept: u64,
}

impl Vault<'_> {
    /// Removes caches and what interrupted acts left. Nothing that an entry names is touched; and where an entry does not open, it may name anything.
    pub fn tidy(&mut self, named: &Named) -> Result<Tidied, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        let is_damaged = self.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(_)));
        let waits = self
            .remarks
            .iter()
            .any(|remark| matches!(remark, Remark::Waiting { .. } | Remark::Closed { .. }));
        let is_known = !is_damaged && !waits;
        let segments: BTreeSet<String> =
            self.entries.iter().map(|entry| layout::segment(entry.header.segment)).collect();
        let blobs: BTreeSet<String> = named.files.iter().map(|name| layout::blob(*name)).collect();
        let mut done = Tidied { caches: self.remove_caches()?, ..Tidied::default() };
        for path in paths(self.disk)? {
            let goes = match layout::kind(&path) {
                Some(Kind::Temporary | Kind::Aside) => true,
                Some(Kind::Segment) => is_known && !segments.contains(&path),
                Some(Kind::Blob) if !blobs.contains(&path) => {
                    let goes = is_known && named.is_all;
                    done.kept += u64::from(!goes);
                    goes
                }
                Some(Kind::Device) => self.own_and_empty(&path)?,
                _ => false,
            };
            if goes {
                self.remove(&path)?;
                done.leftovers += 1;
            }
        }
        Ok(done)
    }

    /// Removes what devices can make again, and tells how many files that were.
    pub(super) fn remove_caches(&self) -> Result<u64, VaultError> {
        let mut removed = 0;
        for path in paths(self.disk)?.iter().filter(|path| path.starts_with(layout::CACHE)) {
            self.remove(path)?;
            removed += 1;
        }
        Ok(removed)
    }

    fn remove(&self, path: &str) -> Result<(), VaultError> {
        self.disk.remove(path).told("removing", path)?;
        let folder = folder_of(path);
        self.disk.sync_folder(folder).told("removing", folder)
    }

    /// True if a device's file is of a log that this device made and never began; the log's key goes with it.
    fn own_and_empty(&mut self, path: &str) -> Result<bool, VaultError> {
        let Some(id) = path.split('/').nth(1).and_then(Id::from_hex) else { return Ok(false) };
        let is_empty = !self.logs.contains_key(&id) && log::read(self.disk, id)?.is_none();
        if !is_empty || self.own_device(id)?.is_none() {
            return Ok(false);
        }
        let key = layout::log_key(id);
        if self.disk.length(&key).told("reading", &key)?.is_some() {
            self.remove(&key)?;
        }
        Ok(true)
    }
}
