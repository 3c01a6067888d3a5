//! Sealed content: written once under the name of its own bytes.

use crate::disk::{Disk, folder_of};
use crate::error::{Damage, Told, VaultError};
use crate::{Id, layout};
use probata_seal::{BlobName, BlobReader, BlobSealer, CHUNK, Digest, HEADER, Hasher, Key, Random, purpose};
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
    // The true length stands at the end.
    let last = reader.chunks() - 1;
    let chunk = |at: u32| {
        let place = reader.place(at);
        let sealed = disk.read_at(&path, place.start, (place.end - place.start) as usize);
        reader.open(at, sealed.told("reading", &path)?).map_err(|_| altered())
    };
    let length = reader.length(&chunk(last)?).map_err(|_| altered())?;
    let mut hasher = Hasher::default();
    let mut left = length;
    for at in 0..=last {
        let plain = chunk(at)?;
        let taken = plain.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        hasher.update(&plain[..taken]);
        to(&plain[..taken]).told("handing on", &path)?;
        left -= taken as u64;
    }
    Ok((hasher.finish(), length))
}
