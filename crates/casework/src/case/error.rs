use probata_vault::VaultError;
use std::path::PathBuf;

/// Why an act on a case was not done.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The vault could not do it.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// No exhibit has this name.
    #[error("there is no exhibit \"{0}\" in this case")]
    NoSuchExhibit(String),
    /// Several exhibits have this name: numbers given on two laptops.
    #[error("two exhibits are called \"{0}\": name it by the first digits of its SHA-256, {1} or {2}")]
    SeveralExhibits(String, String, String),
    /// It was erased.
    #[error("E-{0} was erased: only that it existed is kept")]
    Erased(u64),
    /// It may not be erased.
    #[error("E-{number} is under a legal hold and is not erased: {why}")]
    Held {
        /// Its number.
        number: u64,
        /// Who set the hold, when and why.
        why: String,
    },
    /// Something is wanted that is there already, or was never there.
    #[error("{0}")]
    NothingToDo(String),
    /// A date that is none.
    #[error("\"{0}\" is no date: write 2026, 2026-05 or 2026-05-31")]
    Date(String),
    /// A place of the file system could not be read or written.
    #[error("{}: {}", path.display(), crate::disk(source))]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The content is not what was sealed.
    #[error("E-{0} is not what was added: its digest differs")]
    Altered(u64),
    /// It has no text.
    #[error("E-{number} has no text: {why}")]
    NoText {
        /// Its number.
        number: u64,
        /// Why.
        why: String,
    },
    /// A member's card that cannot be read.
    #[error("this is no member's card: {0}")]
    Card(&'static str),
}
