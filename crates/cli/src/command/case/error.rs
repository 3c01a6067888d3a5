//! Why a command on a case could not be carried out.

use probata_casework::case::{CaseError, IdentityError, WordsError};
use std::path::PathBuf;

/// Why a command on a case could not be carried out.
#[derive(Debug)]
pub(crate) enum CaseCommandError {
    /// An act on the case was not done.
    Act(Box<CaseError>),
    /// An identity does not open.
    Identity(IdentityError),
    /// Nobody said which case, and there is none here.
    WhichCase,
    /// A passphrase is wanted and nobody can be asked.
    NobodyToAsk,
    /// The new passphrase was typed in two ways.
    PassphrasesDiffer,
    /// The new passphrase is soon guessed: it is shorter than this, in letters.
    ShortPassphrase(usize),
    /// A legal hold has a command of its own.
    UseHold,
    /// Nobody of this name.
    NoSuchMember(String),
    /// Several members of one name.
    SeveralMembers(String),
    /// What is said of a record, without a field.
    NoPair(String),
    /// A file that is no head of a case.
    NoHead(PathBuf),
    /// A folder that lies in the folder of a case.
    WithinCase { folder: PathBuf, case: PathBuf },
    /// Words of a recovery sheet are wanted and nobody can be asked.
    NobodyToAskWords,
    /// Words that are no recovery sheet's.
    Words(WordsError),
}

impl From<CaseError> for CaseCommandError {
    fn from(error: CaseError) -> Self {
        Self::Act(Box::new(error))
    }
}

impl std::fmt::Display for CaseCommandError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Act(error) => error.fmt(f),
            Self::Identity(error) => error.fmt(f),
            Self::WhichCase => f.write_str(
                "there is no case here: go into its folder, or say --case FOLDER (make one with \"probata new FOLDER\")",
            ),
            Self::NobodyToAsk => f.write_str(
                "the passphrase cannot be asked for here: run this in a terminal, or say --passphrase-file FILE",
            ),
            Self::PassphrasesDiffer => f.write_str("the two passphrases differ: nothing was made; try again"),
            Self::ShortPassphrase(shortest) => write!(
                f,
                "a passphrase of fewer than {shortest} letters is soon guessed by whoever has the laptop: take several words"
            ),
            Self::NoPair(value) => write!(f, "\"{value}\" says no field: write field=value, such as date=2017-09"),
            Self::UseHold => f.write_str("a legal hold is set and lifted by \"probata hold\""),
            Self::NoSuchMember(name) => {
                write!(f, "no member is called \"{name}\": see \"probata members\"")
            }
            Self::SeveralMembers(name) => write!(
                f,
                "several members are called \"{name}\": name them by the digits that \"probata members\" shows"
            ),
            Self::NoHead(path) => write!(
                f,
                "{} is no head of a case, or it was altered: it is written by \"probata log --head\"",
                path.display()
            ),
            Self::WithinCase { folder, case } => write!(
                f,
                "{} lies in the case {}, where only its own files may lie: choose a folder outside of it",
                folder.display(),
                case.display()
            ),
            Self::NobodyToAskWords => {
                f.write_str("the words cannot be asked for here: run this in a terminal, or say --words FILE")
            }
            Self::Words(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CaseCommandError {}
