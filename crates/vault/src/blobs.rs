//! Sealed content: written once under the name of its own bytes.

use crate::disk::{Disk, folder_of};
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{
    BlobName, BlobReader, BlobSealer, CHUNK, Digest, HEADER, Hasher, Key, Opened, Random, purpose,
};
use std::io::{self, Read};
use zeroize::Zeroizing;

/// Content that is sealed and durable, and of which no entry says anything yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    /// The name of the sealed file.
    pub name: BlobName,
    /// The digest of the content.
    pub sha256: Digest,
    /// Bytes of the content.
    pub length: u64,
}

/// Why content was not stored: reading it or writing it failed.
pub(crate) enum StoreError {
    Content(io::Error),
    Vault(VaultError),
}

/// Seals content under a subject's key.
pub(crate) fn store(
    disk: &dyn Disk,
    subject: Id,
    key: &Key<purpose::Subject>,
    content: &mut dyn Read,
    random: &mut dyn Random,
) -> Result<Stored, StoreError> {
    let temporary = format!("{}/{}", layout::TEMPORARY, Id::new(random));
    // Empty folders do not survive every way of copying a case.
    disk.make_folder(layout::TEMPORARY).told("making", layout::TEMPORARY).map_err(StoreError::Vault)?;
    let written = write(disk, &temporary, subject, key, content, random);
    match written {
        Ok(stored) => match place(disk, &temporary, stored.name) {
            Ok(()) => Ok(stored),
            Err(error) => Err(StoreError::Vault(error)),
        },
        Err(error) => {
            // A leftover is sealed and harms nobody; `verify` names it.
            let _ = disk.remove(&temporary);
            Err(error)
        }
    }
}

fn write(
    disk: &dyn Disk,
    temporary: &str,
    subject: Id,
    key: &Key<purpose::Subject>,
    content: &mut dyn Read,
    random: &mut dyn Random,
) -> Result<Stored, StoreError> {
    let told = |result: io::Result<()>| result.told("writing", temporary).map_err(StoreError::Vault);
    let mut file = disk.create(temporary).told("writing", temporary).map_err(StoreError::Vault)?;
    let mut sealed = Vec::with_capacity(2 * CHUNK);
    let mut sealer = BlobSealer::new(key, &subject.0, random, &mut sealed);
    let mut hasher = Hasher::default();
    let mut piece = Zeroizing::new(vec![0; CHUNK]);
    let mut length = 0;
    loop {
        let count = match content.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(StoreError::Content(error)),
        };
        hasher.update(&piece[..count]);
        sealer.push(&piece[..count], &mut sealed);
        length += count as u64;
        if sealed.len() >= 8 * CHUNK {
            told(file.write(&sealed))?;
            sealed.clear();
        }
    }
    let name = sealer.finish(&mut sealed);
    told(file.write(&sealed))?;
    told(file.sync())?;
    Ok(Stored { name, sha256: hasher.finish(), length })
}

fn place(disk: &dyn Disk, temporary: &str, name: BlobName) -> Result<(), VaultError> {
    let path = layout::blob(name);
    let folder = folder_of(&path);
    disk.make_folder(folder).told("making", folder)?;
    disk.rename(temporary, &path).told("naming", &path)?;
    disk.sync_folder(folder).told("naming", &path)
}

/// Opens content and hands it on piece by piece; its digest and length.
pub fn opened_to(
    disk: &dyn Disk,
    subject: Id,
    key: &Key<purpose::Subject>,
    name: BlobName,
    to: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(Digest, u64), VaultError> {
    let mut content = Content::open(disk, subject, key, name)?;
    let (mut hasher, length) = (Hasher::default(), content.left);
    while let Some(piece) = content.piece()? {
        hasher.update(&piece);
        to(&piece).told("handing on", &content.path)?;
    }
    Ok((hasher.finish(), length))
}

/// Content that is opened piece by piece.
pub(crate) struct Content<'d> {
    disk: &'d dyn Disk,
    path: String,
    reader: BlobReader,
    next: u32,
    /// Bytes that were not handed on yet.
    left: u64,
    /// What was opened and not read yet.
    piece: Opened,
    read: usize,
    /// Why reading ended, for whoever reads it as a stream.
    failed: Option<VaultError>,
}

impl<'d> Content<'d> {
    pub fn open(
        disk: &'d dyn Disk,
        subject: Id,
        key: &Key<purpose::Subject>,
        name: BlobName,
    ) -> Result<Self, VaultError> {
        let path = layout::blob(name);
        let altered = || VaultError::Damaged(Damage::File { path: path.clone(), why: "is altered" });
        let Some(total) = disk.length(&path).told("reading", &path)? else {
            return Err(Damage::Missing { path }.into());
        };
        let header = disk.read_at(&path, 0, HEADER).told("reading", &path)?;
        let reader = BlobReader::new(key, &subject.0, &header, total).map_err(|_| altered())?;
        if reader.chunks() == 0 {
            return Err(altered());
        }
        let piece = Opened::default();
        let mut content = Self { disk, path, reader, next: 0, left: 0, piece, read: 0, failed: None };
        // The true length stands at the end.
        let last = content.chunk(content.reader.chunks() - 1)?;
        content.left = content.reader.length(&last).map_err(|_| content.altered())?;
        Ok(content)
    }

    fn altered(&self) -> VaultError {
        VaultError::Damaged(Damage::File { path: self.path.clone(), why: "is altered" })
    }

    fn chunk(&self, at: u32) -> Result<Opened, VaultError> {
        let place = self.reader.place(at);
        let sealed = self.disk.read_at(&self.path, place.start, (place.end - place.start) as usize);
        self.reader.open(at, sealed.told("reading", &self.path)?).map_err(|_| self.altered())
    }

    /// The next piece; none at the end.
    fn piece(&mut self) -> Result<Option<Opened>, VaultError> {
        if self.next == self.reader.chunks() {
            return Ok(None);
        }
        let mut plain = self.chunk(self.next)?;
        let length = plain.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        plain.truncate(length);
        self.left -= plain.len() as u64;
        self.next += 1;
        Ok(Some(plain))
    }

    /// Why reading it as a stream failed.
    pub fn failure(self) -> Option<VaultError> {
        self.failed
    }
}

impl Read for Content<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.read == self.piece.len() {
            match self.piece() {
                Ok(Some(piece)) => (self.piece, self.read) = (piece, 0),
                Ok(None) => return Ok(0),
                Err(error) => {
                    self.failed = Some(error);
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
        }
        let count = to.len().min(self.piece.len() - self.read);
        to[..count].copy_from_slice(&self.piece[self.read..self.read + count]);
        self.read += count;
        Ok(count)
    }
}
