use crate::Id;

/// What does not fit in a case: an item, and what befell it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Damage {
    /// Bytes of a log are altered.
    #[error("log {log}, behind entry {after}: the bytes from {from} on are altered")]
    LogAltered {
        /// The log.
        log: Id,
        /// Entries before the damage.
        after: u64,
        /// Where in the file it begins.
        from: u64,
    },
    /// A log ends before what its own checkpoint, or one that was held elsewhere, says.
    #[error(
        "log {log} ends at entry {has}, and a checkpoint says {said}: it was cut, or an older copy was put in its place"
    )]
    LogCut {
        /// The log.
        log: Id,
        /// Entries that are there.
        has: u64,
        /// Entries that were there.
        said: u64,
    },
    /// A log holds other entries than a checkpoint says.
    #[error(
        "log {log} is not the one of the checkpoint of entry {at}: its history was written anew, or there are two of it"
    )]
    LogForked {
        /// The log.
        log: Id,
        /// Size of the checkpoint.
        at: u64,
    },
    /// An entry is not what its place in the log says.
    #[error("log {log}, entry {seq}: {why}")]
    Entry {
        /// The log.
        log: Id,
        /// Number of the entry, from 0.
        seq: u64,
        /// What does not fit.
        why: &'static str,
    },
    /// A file is altered.
    #[error("{path}: {why}")]
    File {
        /// Where, in the case.
        path: String,
        /// What does not fit.
        why: &'static str,
    },
    /// A file is not there.
    #[error("{path} is missing")]
    Missing {
        /// Where it should be, in the case.
        path: String,
    },
    /// A file that a case does not have.
    #[error("{path} does not belong to a case")]
    Foreign {
        /// Where, in the case.
        path: String,
    },
}

/// Why the vault could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder holds something already.
    #[error("there is something in the folder already")]
    NotEmpty,
    /// The folder holds no case.
    #[error("there is no case in the folder")]
    NoCase,
    /// The case was written by a later version.
    #[error("the case has format {0}, which this version does not know")]
    Later(String),
    /// Another process writes to the case.
    #[error("another program has the case open for writing")]
    Locked,
    /// No key of the member opens the case.
    #[error("the case is not sealed to this member")]
    NotForYou,
    /// Something is altered, so that writing would do harm.
    #[error(transparent)]
    Damaged(#[from] Damage),
    /// Nobody of this name belongs to the case.
    #[error("no such member belongs to the case")]
    NoSuchMember,
    /// These keys belong, or belonged, to a member.
    #[error(
        "these keys belong to a member already, or to one who was removed: whoever comes back makes a new identity"
    )]
    KnownMember,
    /// The member was removed and only reads what was entered until then.
    #[error("you were removed from this case: you read what was entered until then, and enter nothing")]
    Removed,
    /// Without this member nobody could open the case.
    #[error("the only member cannot be removed: nobody could open the case")]
    LastMember,
    /// The member does not belong to a compartment.
    #[error("compartment {0} is closed to you: ask one of its members to add you to it")]
    NotInCompartment(u32),
    /// Without this member nobody could open a compartment.
    #[error(
        "the only member of the compartment \"{0}\" cannot be removed, since nobody could open it: add somebody to it first"
    )]
    LastInCompartment(String),
    /// Words of a recovery sheet do one thing only.
    #[error("a recovery sheet has no sheet of its own: come back with \"probata recovery use\" first")]
    RecoveryOnly,
    /// These keys are no recovery sheet's.
    #[error("these words are no recovery sheet of this case")]
    NoRecovery,
    /// These keys were a recovery sheet's, and are no more.
    #[error(
        "this sheet was used, or another was put in its place: it opens what was entered until then, and brings nobody back"
    )]
    RecoveryUsed,
    /// A folder for a backup holds something else.
    #[error("the folder holds something that is no backup of this case: choose an empty one")]
    NotABackup,
    /// A backup has entries that the case does not have.
    #[error(
        "the backup has entries that this case does not have: it was opened and written in, or this case is an older copy of itself, or its history was written anew. Nothing was changed"
    )]
    BackupAhead,
    /// A field case is sealed to somebody.
    #[error("a field case needs an office to which it is sealed: name the card of a member of it")]
    NoOffice,
    /// Nothing of a field case opens where it is recorded.
    #[error(
        "this case is recorded for an office, and nothing of it opens on this laptop. What can be done here: \"probata add\", \"probata backup\" to bring it there, \"probata verify --without-key\""
    )]
    WriteOnly,
    /// The main compartment has the members of the case.
    #[error("everybody in the case belongs to its main compartment: see \"probata members\"")]
    MainCompartment,
    /// A write failed before, so that what is on the disk is not known until the case is opened again.
    #[error("an earlier write failed; open the case again")]
    Unsure,
    /// The case was opened for reading.
    #[error("the case was opened for reading only")]
    ReadingOnly,
    /// The key of this subject is erased.
    #[error("it was erased")]
    Erased,
    /// The file system did not do it.
    #[error("{doing} {path}: {source}{}", advice(.source))]
    Disk {
        /// What was being done.
        doing: &'static str,
        /// To which file of the case.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}

/// What to do about an error of the system.
fn advice(source: &std::io::Error) -> &'static str {
    match source.kind() {
        std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem => {
            ". The case can be read here, not written: an act that enters something needs a folder in which you may write"
        }
        std::io::ErrorKind::StorageFull => {
            ". Make room on the disk and do it again: nothing that was acknowledged is lost"
        }
        _ => "",
    }
}

/// Says which file an error of the system is about.
pub(crate) trait Told<T> {
    fn told(self, doing: &'static str, path: &str) -> Result<T, VaultError>;
}

impl<T> Told<T> for std::io::Result<T> {
    fn told(self, doing: &'static str, path: &str) -> Result<T, VaultError> {
        self.map_err(|source| VaultError::Disk { doing, path: path.to_owned(), source })
    }
}
