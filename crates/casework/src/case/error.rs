use probata_seal::TimestampError;
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
    /// Several exhibits or records have this name: numbers given on two laptops.
    #[error("several are called \"{0}\", which two laptops numbered: name one of them: {1}")]
    Several(String, String),
    /// Too few digits of a digest.
    #[error(
        "\"{0}\" names no exhibit: write its number, such as E-12, or at least the first eight digits of its SHA-256"
    )]
    FewDigits(String),
    /// It was erased.
    #[error("{0} was erased: only that it existed is kept")]
    Erased(String),
    /// It lies in a compartment of others.
    #[error("{exhibit} is closed to you: it lies in compartment {compartment}, to which you do not belong")]
    Closed {
        /// Its number, as E-12.
        exhibit: String,
        /// The compartment's number.
        compartment: u32,
    },
    /// No compartment has this name or number.
    #[error("there is no compartment \"{0}\" that is open to you: see \"probata compartment\"")]
    NoSuchCompartment(String),
    /// A new compartment would be taken for another.
    #[error("\"{0}\" is taken by a compartment, or is a number: choose another name")]
    CompartmentName(String),
    /// Several compartments have this name.
    #[error("several compartments are called \"{0}\": name one by its number")]
    SeveralCompartments(String),
    /// It may not be erased.
    #[error("{exhibit} is under a legal hold and is not erased: {why}")]
    Held {
        /// Its number, as E-12.
        exhibit: String,
        /// Who set the hold, when and why.
        why: String,
    },
    /// What is to be erased is still whole in what it lies in.
    #[error(
        "{exhibit} lies in {container}, which holds it whole: erase {container} with all that lies in it, or say --keep-container to erase what was taken out of it and keep {container}"
    )]
    LiesIn {
        /// Its name.
        exhibit: String,
        /// The archive or mail.
        container: String,
    },
    /// No entry of the custody has this number.
    #[error("{exhibit} has no custody entry {number}; it has {known}")]
    NoSuchCustody {
        /// The exhibit, as E-12.
        exhibit: String,
        /// What was named.
        number: u64,
        /// What there is: "1 to 5".
        known: String,
    },
    /// An entry of the custody that is not corrected, or not so.
    #[error("{number} of {exhibit} is not corrected: {why}")]
    NotCorrected {
        /// The exhibit, as E-12.
        exhibit: String,
        /// The entry.
        number: u64,
        /// Why, and what to do.
        why: String,
    },
    /// A receipt that cannot be one.
    #[error("this receipt is not entered: {0}")]
    Receipt(String),
    /// Something is wanted that is there already, or was never there.
    #[error("{0}")]
    NothingToDo(String),
    /// A date that is none.
    #[error(
        "\"{0}\" is no date: write 2026, 2026-05 or 2026-05-31, with ~ behind it for about, or two with .. between"
    )]
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
    #[error("{0} is not what was added: its digest differs")]
    Altered(String),
    /// It has no text.
    #[error("{exhibit} has no text: {why}")]
    NoText {
        /// Its number, as E-12.
        exhibit: String,
        /// Why.
        why: String,
    },
    /// No record has this name.
    #[error("there is no record \"{name}\" in this case: see \"probata list --kind {kind}\"{}", if *.is_known { "" } else { " and the like" })]
    NoSuchRecord {
        /// What was typed.
        name: String,
        /// The kind that its letter stands for.
        kind: &'static str,
        /// It stands for one.
        is_known: bool,
    },
    /// It was erased, or is for others.
    #[error("{0} was erased, or is for other members")]
    RecordErased(String),
    /// No such field.
    #[error("a record of kind {kind} has no field \"{name}\"; it has {known}")]
    NoField {
        /// The kind.
        kind: &'static str,
        /// What was typed.
        name: String,
        /// What there is.
        known: String,
    },
    /// A value that its field does not take.
    #[error("{field}: \"{value}\" is not {expected}")]
    Value {
        /// The field.
        field: &'static str,
        /// What was typed.
        value: String,
        /// What it takes.
        expected: String,
    },
    /// A field that a record cannot be without.
    #[error("a record of kind {kind} needs {field}=... ({expected})")]
    Needed {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
        /// What it takes.
        expected: String,
    },
    /// Two values of a field that takes one.
    #[error("a record of kind {kind} has one {field}, and two were given")]
    Twice {
        /// The kind.
        kind: &'static str,
        /// The field.
        field: &'static str,
    },
    /// A question that cannot be read.
    #[error(transparent)]
    Query(#[from] probata_search::QueryError),
    /// The index could not be searched or written.
    #[error(transparent)]
    Search(#[from] probata_search::SearchError),
    /// A member's card that cannot be read.
    #[error("this is no member's card: {0}")]
    Card(&'static str),
    /// An answer of a timestamping authority that is not taken.
    #[error("this timestamp is not taken: {0}")]
    Timestamp(#[from] TimestampError),
}
