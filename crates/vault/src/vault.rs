//! A case that was opened by a member: what was entered so far, and committing more.

mod backup;
mod commit;
mod compartments;
mod field;
mod found;
#[cfg(test)]
mod interrupted;
mod open;
mod opened;
mod people;
mod recovery;
mod rekey;
mod tidy;
mod trust;

pub use backup::{BackedUp, Named};
pub use field::Office;
pub(crate) use open::first_file;
pub(crate) use opened::{Known, Whole};
pub use rekey::Rekeyed;
pub use tidy::Tidied;

use crate::disk::{Disk, Lock, folder_of};
use crate::epochs::Epochs;
use crate::error::{Told, VaultError};
use crate::keyring::{Held, Segment};
use crate::log::LogState;
use crate::{Compartment, Damage, Entry, Field, Id, Member, Standing, Stored, blobs, layout};
use probata_seal::{BlobName, Checkpoint, Digest, Identity, Key, Random, Signer, purpose, sha256};
use std::cell::RefCell;
use std::collections::btree_map::Entry::{Occupied, Vacant};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

/// What the clock says: microseconds since 1970, UTC.
pub type Clock = i64;

/// On which machine and in which folder the case lies, as a digest. A copy elsewhere begins a log of its own, so that two copies never write
/// the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place(pub [u8; 32]);

/// Something that the person should know, and that keeps nobody from reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A write that was interrupted was put aside: it had never been acknowledged.
    SetAside {
        /// Of which log.
        log: Id,
        /// Where its bytes are now.
        path: String,
        /// How many.
        length: u64,
    },
    /// Something is altered or missing.
    Damaged(crate::Damage),
    /// Entries of a removed member that nobody had seen when they were removed. They count for nothing.
    Waiting {
        /// The member's name.
        member: String,
        /// How many.
        entries: u64,
    },
    /// Entries that are sealed with keys which this member does not have: who was removed reads on up to then.
    Closed {
        /// How many.
        entries: u64,
    },
    /// The machine's clock is before the last entry; entries keep the later time.
    ClockBehind {
        /// How far, in microseconds.
        by: i64,
    },
}

/// What is to be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What was done, such as `added`.
    pub act: &'static str,
    /// Whose members may open it.
    pub compartment: Id,
    /// Of what it speaks; its key seals the entry.
    pub subject: Option<Id>,
    /// What it says.
    pub fields: Vec<Field>,
}

/// Entries that are committed together or not at all, with the keys of subjects that they begin.
#[derive(Debug, Default)]
pub struct Batch {
    /// In order.
    pub entries: Vec<NewEntry>,
    /// Keys of new subjects, with the compartment that holds them.
    pub keys: Vec<(Id, Id, Key<purpose::Subject>)>,
}

/// What was committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The log.
    pub log: Id,
    /// Number of the first entry.
    pub first: u64,
    /// The signed size and root.
    pub checkpoint: Checkpoint,
}

/// Where a device keeps what can be made again about a compartment, such as a search index.
#[derive(Debug)]
pub struct Cache {
    /// The folder, from the case's on. It need not be there.
    pub folder: String,
    /// Seals what is in it. It opens for this member on this device only.
    pub key: Key<purpose::Index>,
}

/// The log that this device writes.
#[derive(Debug)]
struct Own {
    log: Id,
    signer: Signer,
}

/// Where the key of a subject is.
#[derive(Debug, Clone, Copy)]
struct Kept {
    /// The part of the keyring.
    segment: Id,
    compartment: Id,
}

/// Content whose key is known; any thread may open it.
#[derive(Debug, Clone)]
pub struct SealedContent {
    subject: Id,
    name: BlobName,
    key: Key<purpose::Subject>,
}

impl SealedContent {
    /// Opens it and hands it on piece by piece; its digest and length.
    pub fn open(
        &self,
        disk: &dyn Disk,
        to: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(Digest, u64), VaultError> {
        blobs::opened_to(disk, self.subject, &self.key, self.name, to)
    }
}

/// A case, opened.
pub struct Vault<'d> {
    disk: &'d dyn Disk,
    identity: Identity,
    place: Place,
    /// Held while this may write.
    lock: Option<Lock>,
    case: Id,
    main: Id,
    epochs: Epochs,
    logs: BTreeMap<Id, LogState>,
    /// Time and lamport of the newest entries.
    newest: BTreeMap<Id, (i64, u64)>,
    entries: Vec<Entry>,
    /// Where each subject's key is.
    subjects: HashMap<Id, Kept>,
    /// How far each log said that it knew the others.
    seen: BTreeMap<(Id, Id), u64>,
    members: Vec<Member>,
    /// The main one first, the others in the order in which they were begun.
    compartments: Vec<Compartment>,
    /// Who writes each log.
    authors: BTreeMap<Id, Id>,
    /// Logs that belong to a privileged compartment.
    privileged: BTreeMap<Id, Id>,
    /// Compartments of which an entry of this opening says that they were opened.
    said_opened: BTreeSet<Id>,
    segments: RefCell<BTreeMap<Id, Segment>>,
    /// The logs that this device writes: that for evidence, and one for each privileged compartment.
    own: BTreeMap<Option<Id>, Own>,
    /// Logs whose device does not open for this member.
    closed_devices: Vec<Id>,
    /// An envelope that is not the one that was signed.
    unsigned_key: Option<Damage>,
    /// Entries whose epoch this member has no key of.
    keyless: Vec<(Id, u64)>,
    /// Nothing of the case opens here: it is recorded for an office.
    is_field: bool,
    /// A write failed, so that what is on the disk is not known.
    is_unsure: bool,
    /// How much of each log was whole, if what was opened is worth keeping.
    wholes: Option<opened::Wholes>,
    /// Everything is checked, whatever was checked before.
    is_strict: bool,
    /// What the person should know.
    pub remarks: Vec<Remark>,
}

impl<'d> Vault<'d> {
    /// A case of which nothing has been read yet; `names` are its own and its main compartment's.
    fn unread(
        disk: &'d dyn Disk,
        identity: Identity,
        place: Place,
        lock: Option<Lock>,
        names: (Id, Id),
        epochs: Epochs,
    ) -> Self {
        let (case, main) = names;
        Self {
            disk,
            identity,
            place,
            lock,
            case,
            main,
            epochs,
            logs: BTreeMap::new(),
            newest: BTreeMap::new(),
            entries: Vec::new(),
            subjects: HashMap::new(),
            seen: BTreeMap::new(),
            members: Vec::new(),
            compartments: vec![Compartment::main(main)],
            authors: BTreeMap::new(),
            privileged: BTreeMap::new(),
            said_opened: BTreeSet::new(),
            segments: Default::default(),
            own: BTreeMap::new(),
            closed_devices: Vec::new(),
            unsigned_key: None,
            keyless: Vec::new(),
            is_field: false,
            is_unsure: false,
            wholes: None,
            is_strict: false,
            remarks: Vec::new(),
        }
    }
}

impl Vault<'_> {
    /// The case's random name.
    pub fn case(&self) -> Id {
        self.case
    }

    /// The compartment that every member opens.
    pub fn main(&self) -> Id {
        self.main
    }

    /// All entries: by lamport, then log, then number, so that the order of merging does not matter.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Everybody who ever belonged to the case.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The member who opened it.
    pub fn me(&self) -> Option<&Member> {
        let verifier = self.identity.signer().verifier();
        self.members.iter().find(|member| member.verifier == verifier)
    }

    /// The member who writes a log.
    pub fn author(&self, log: Id) -> Option<&Member> {
        let author = self.authors.get(&log)?;
        self.members.iter().find(|member| member.id == *author)
    }

    /// True if a log belongs to a privileged compartment: it is no part of the evidence.
    pub fn is_privileged(&self, log: Id) -> bool {
        self.privileged.contains_key(&log)
    }

    /// Logs as they lie on the disk.
    pub fn logs(&self) -> impl Iterator<Item = &LogState> {
        self.logs.values()
    }

    /// The newest checkpoint of every log.
    pub fn heads(&self) -> Vec<Checkpoint> {
        let head = |log: &LogState| Checkpoint {
            origin: log.key.name.clone(),
            size: log.tree.size(),
            root: log.tree.root(),
        };
        self.logs.values().map(head).collect()
    }

    /// Where this device may keep what it can make again about a compartment; none if that is for others.
    pub fn cache(&self, compartment: Id) -> Option<Cache> {
        self.compartment(compartment).filter(|known| known.is_open)?;
        Some(self.cache_of(compartment))
    }

    /// Likewise, of a compartment that is open.
    fn cache_of(&self, compartment: Id) -> Cache {
        let about = [b"probata/v1/cache\0", &self.place.0[..], &self.case.0, &compartment.0].concat();
        let about: [u8; 16] = sha256(&about).0[..16].try_into().expect("16 of 32");
        let key = Key::from_bytes(*self.identity.device_key(&about).secret());
        let folder = layout::cache(&probata_seal::page_file(&key, "folder"));
        Cache { folder, key }
    }

    /// A key for a new subject.
    pub fn new_key(&self, random: &mut dyn Random) -> Key<purpose::Subject> {
        Key::new(random)
    }

    /// Seals content. It is durable and of no effect until an entry names it.
    pub fn store(
        &self,
        subject: Id,
        key: &Key<purpose::Subject>,
        content: &mut dyn io::Read,
        random: &mut dyn Random,
    ) -> Result<Result<Stored, io::Error>, VaultError> {
        match blobs::store(self.disk, subject, key, content, random) {
            Ok(stored) => Ok(Ok(stored)),
            Err(blobs::StoreError::Content(error)) => Ok(Err(error)),
            Err(blobs::StoreError::Vault(error)) => Err(error),
        }
    }

    /// True if the sealed file of a subject that entries call by a name is there; whether it is whole is not looked at.
    pub fn is_there(&self, subject: Id, named: BlobName) -> Result<bool, VaultError> {
        let path = layout::blob(self.lying(subject, named));
        Ok(self.disk.length(&path).told("reading", &path)?.is_some())
    }

    /// Puts content back of which the sealed file is missing: sealed anew, under another name, which the keyring keeps. False, and nothing is changed, if
    /// it does not have the digest, or could not be read to its end.
    pub fn put_back(
        &mut self,
        subject: Id,
        named: BlobName,
        sha256: &str,
        content: &mut dyn io::Read,
        random: &mut dyn Random,
    ) -> Result<bool, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        let kept = self.subjects.get(&subject).copied().ok_or(VaultError::Erased)?;
        let held = self.held(subject, kept)?;
        let stored = match blobs::store(self.disk, subject, &held.key, content, random) {
            Ok(stored) => stored,
            Err(blobs::StoreError::Content(_)) => return Ok(false),
            Err(blobs::StoreError::Vault(error)) => return Err(error),
        };
        if stored.sha256.hex() != sha256 {
            self.remove_blob(subject, &held.key, stored.name)?;
            return Ok(false);
        }
        let mut segments = self.segments.borrow_mut();
        let segment = segments.get_mut(&kept.segment).expect("the part that holds the key was read");
        let held = segment.keys.get_mut(&subject).expect("the key was read");
        held.moved.insert(named, stored.name);
        segment.write(self.disk, kept.segment, random)?;
        Ok(true)
    }

    /// Opens content of a subject and hands it on piece by piece; its digest and length.
    pub fn content(
        &self,
        subject: Id,
        segment: Id,
        blob: BlobName,
        to: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<(Digest, u64), VaultError> {
        self.sealed_content(subject, segment, blob)?.open(self.disk, to)
    }

    /// Content with the key that opens it, for whoever opens several at once.
    pub fn sealed_content(
        &self,
        subject: Id,
        segment: Id,
        blob: BlobName,
    ) -> Result<SealedContent, VaultError> {
        let compartment = self.subjects.get(&subject).ok_or(VaultError::Erased)?.compartment;
        let held = self.held(subject, Kept { segment, compartment })?;
        Ok(SealedContent { subject, name: held.lying(blob), key: held.key.clone() })
    }

    /// Takes the key of a subject out of the keyring and its sealed content off the disk. What it was is then told by an entry only, which is
    /// committed before: when this is interrupted, doing it again ends it.
    pub fn forget(
        &mut self,
        subject: Id,
        content: &[BlobName],
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        let kept = self.subjects.get(&subject).copied().ok_or(VaultError::Erased)?;
        opened::forget_opened(self.disk)?;
        match self.held(subject, kept) {
            Ok(held) => {
                // The content first: with the key, what it is called would be gone too.
                for name in content {
                    self.remove_blob(subject, &held.key, held.lying(*name))?;
                    // Sealing it anew may have been interrupted before the old one went, or somebody put it back.
                    held.before.iter().try_for_each(|key| self.remove_blob(subject, key, *name))?;
                }
                let mut segments = self.segments.borrow_mut();
                let segment = segments.get_mut(&kept.segment).expect("the part that holds the key was read");
                segment.keys.remove(&subject);
                segment.write(self.disk, kept.segment, random)?;
            }
            Err(VaultError::Erased) => {}
            Err(error) => return Err(error),
        }
        for entry in self.entries.iter_mut().filter(|entry| entry.header.subject == Some(subject)) {
            entry.body = None;
        }
        Ok(())
    }

    /// Removes a sealed file, if it is this subject's: an entry may name another's.
    fn remove_blob(
        &self,
        subject: Id,
        key: &Key<purpose::Subject>,
        name: BlobName,
    ) -> Result<(), VaultError> {
        let path = layout::blob(name);
        let Some(length) = self.disk.length(&path).told("reading", &path)? else { return Ok(()) };
        let header = self.disk.read_at(&path, 0, probata_seal::HEADER).told("reading", &path)?;
        if probata_seal::BlobReader::new(key, &subject.0, &header, length).is_err() {
            return Ok(());
        }
        self.disk.remove(&path).told("removing", &path)?;
        let folder = folder_of(&path);
        self.disk.sync_folder(folder).told("removing", folder)
    }

    /// What is held of a subject in its part of the keyring.
    fn held(&self, subject: Id, kept: Kept) -> Result<Held, VaultError> {
        let held = self.with_segment(kept, |segment| segment.keys.get(&subject).cloned())?;
        held.ok_or(VaultError::Erased)
    }

    /// A part of the keyring, read when it is first needed.
    fn with_segment<T>(&self, kept: Kept, of: impl FnOnce(&Segment) -> T) -> Result<T, VaultError> {
        let mut segments = self.segments.borrow_mut();
        let segment = match segments.entry(kept.segment) {
            Vacant(vacant) => {
                vacant.insert(Segment::read(self.disk, kept.segment, kept.compartment, &self.epochs)?)
            }
            Occupied(there) => there.into_mut(),
        };
        Ok(of(segment))
    }

    /// Where a sealed file of a subject lies that entries call by a name.
    pub fn lying(&self, subject: Id, named: BlobName) -> BlobName {
        let kept = self.subjects.get(&subject).copied();
        let held = kept.and_then(|kept| self.held(subject, kept).ok());
        held.map_or(named, |held| held.lying(named))
    }

    fn is_active(&self, id: Id) -> bool {
        self.members.iter().any(|member| member.id == id && member.standing == Standing::Active)
    }
}

impl std::fmt::Debug for Vault<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Vault({})", self.case)
    }
}
