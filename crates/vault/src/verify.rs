//! Checking a case without a key: names of blobs, sums and signatures of logs, and that nothing else lies there.

use crate::disk::Disk;
use crate::error::{Damage, Told, VaultError};
use crate::layout::{self, Kind};
use crate::log::{self, LogState, Tail};
use crate::{Id, keyring};
use probata_seal::{BlobHasher, Checkpoint};

/// What was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Checked {
    /// Sealed files whose name is that of their bytes.
    pub blobs: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Logs.
    pub logs: u64,
    /// Entries whose tree is the one that was signed.
    pub entries: u64,
    /// Files that an interrupted act left; they are sealed and of no effect.
    pub leftovers: u64,
}

/// What checking a case found.
#[derive(Debug, Clone, Default)]
pub struct Verification {
    /// What was looked at.
    pub checked: Checked,
    /// What does not fit, in order.
    pub damage: Vec<Damage>,
    /// The logs as they are.
    pub logs: Vec<LogState>,
}

/// Bytes that are read at once.
const PIECE: usize = 1 << 20;

/// Checks all that can be checked without a key. `held` are checkpoints from elsewhere; without one nobody can exclude that the whole case is an
/// older copy of itself. `told` hears of bytes as they are checked.
pub fn verify_without_key(
    disk: &dyn Disk,
    held: &[Checkpoint],
    told: &mut dyn FnMut(u64),
) -> Result<Verification, VaultError> {
    crate::vault::first_file(disk)?;
    let mut found = Verification::default();
    for path in paths(disk)? {
        match layout::kind(&path) {
            Some(Kind::Blob) => found.blob(disk, &path, told)?,
            Some(Kind::Temporary | Kind::Aside) => found.checked.leftovers += 1,
            Some(Kind::Segment) => {
                let bytes = disk.read(&path).told("reading", &path)?;
                let is_whole = keyring::parse(&bytes).is_some();
                if !is_whole {
                    found.damage.push(Damage::File { path, why: "is altered" });
                }
            }
            Some(Kind::Envelope) => {
                let bytes = disk.read(&path).told("reading", &path)?;
                if !layout::is_named_by(&path, probata_seal::envelope_digest(&bytes)) {
                    found.damage.push(Damage::File { path, why: "is altered" });
                }
            }
            Some(_) => {}
            None => found.damage.push(Damage::Foreign { path }),
        }
    }
    for name in disk.list("logs").told("listing", "logs")? {
        let Some(id) = Id::from_hex(&name) else { continue };
        found.log(disk, id, held)?;
    }
    // A case begins with an entry.
    found.damage.extend(found.logs.is_empty().then(|| Damage::Missing { path: "logs".to_owned() }));
    found.missing_logs(held);
    found.damage.sort();
    Ok(found)
}

impl Verification {
    fn blob(&mut self, disk: &dyn Disk, path: &str, told: &mut dyn FnMut(u64)) -> Result<(), VaultError> {
        let mut hasher = BlobHasher::default();
        let mut from = 0;
        loop {
            let piece = disk.read_at(path, from, PIECE).told("reading", path)?;
            hasher.update(&piece);
            from += piece.len() as u64;
            told(piece.len() as u64);
            if piece.len() < PIECE {
                break;
            }
        }
        if layout::blob(hasher.finish()) == path {
            self.checked.blobs += 1;
            self.checked.bytes += from;
        } else {
            self.damage.push(Damage::File {
                path: path.to_owned(),
                why: "is altered: its bytes are not those of its name",
            });
        }
        Ok(())
    }

    fn log(&mut self, disk: &dyn Disk, id: Id, held: &[Checkpoint]) -> Result<(), VaultError> {
        let log = match log::read(disk, id) {
            Ok(Some(log)) => log,
            Ok(None) => {
                self.checked.leftovers += 1;
                return Ok(());
            }
            Err(VaultError::Damaged(damage)) => {
                self.damage.push(damage);
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        self.checked.logs += 1;
        self.checked.entries += log.tree.size();
        self.checked.leftovers += u64::from(log.tail != Tail::Clean);
        self.damage.extend(log.damage.iter().cloned());
        let of_log = held.iter().filter(|checkpoint| checkpoint.origin == log.key.name);
        self.damage.extend(of_log.filter_map(|checkpoint| log.compare(checkpoint).err()));
        self.logs.push(log);
        Ok(())
    }

    /// Checkpoints of logs that are not there.
    fn missing_logs(&mut self, held: &[Checkpoint]) {
        for checkpoint in held {
            if self.logs.iter().all(|log| log.key.name != checkpoint.origin) {
                let path = checkpoint.origin.replacen("probata/", "logs/", 1);
                self.damage.push(Damage::Missing { path });
            }
        }
    }
}

/// All files of a case, in order.
pub(crate) fn paths(disk: &dyn Disk) -> Result<Vec<String>, VaultError> {
    let (mut found, mut waiting) = (Vec::new(), vec![String::new()]);
    while let Some(folder) = waiting.pop() {
        for name in disk.list(&folder).told("listing", &folder)? {
            let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            match disk.length(&path).told("reading", &path)? {
                Some(_) => found.push(path),
                None => waiting.push(path),
            }
        }
    }
    found.sort();
    Ok(found)
}
