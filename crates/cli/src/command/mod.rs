//! One file per command.

mod audit;
#[cfg(feature = "case")]
mod case;
mod corpus;
mod explain;
mod manual;
mod read;
mod rules;

use crate::arguments::{Arguments, Changes, Command, Reading};
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::{
    AnnotatedAuditError, Asked, AuditError, ChecksError, ConfigureError, CorpusError, SaveError,
    TakeOutError, disk,
};
use probata_workpaper::SheetError;
use std::io;

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum CommandError {
    Annotate(AnnotatedAuditError),
    Audit(AuditError),
    Configure(ConfigureError),
    Corpus(CorpusError),
    Save(SaveError),
    /// Enclosed files could not be taken out.
    TakeOut(TakeOutError),
    /// Standard output could not be written to.
    Output(io::Error),
    /// A comparison was asked for as a page or table.
    CompareFormat,
    /// A table was chosen, and none is written.
    TableFormat,
    /// A Word document would go to the screen.
    NotForTheScreen,
    /// A filled sheet cannot be taken up.
    Checks(ChecksError),
    /// A filled sheet was given for an output that shows nothing of it.
    CheckedFormat,
    /// A sheet was asked for without saying in which form.
    SheetEnding,
    /// A sheet was asked for of files that could not be read.
    NothingForSheet(String),
    /// A sheet cannot be written.
    Sheet(SheetError),
    /// A folder for tables could not be made.
    Folder(std::path::PathBuf, io::Error),
    /// An act on a case was not done.
    #[cfg(feature = "case")]
    Case(Box<probata_casework::case::CaseError>),
    /// An identity does not open.
    #[cfg(feature = "case")]
    Identity(probata_casework::case::IdentityError),
    /// Nobody said which case, and there is none here.
    #[cfg(feature = "case")]
    WhichCase,
    /// A passphrase is wanted and nobody can be asked.
    #[cfg(feature = "case")]
    NobodyToAsk,
    /// The new passphrase was typed in two ways.
    #[cfg(feature = "case")]
    PassphrasesDiffer,
    /// The new passphrase is soon guessed.
    #[cfg(feature = "case")]
    ShortPassphrase(usize),
    /// A legal hold has a command of its own.
    #[cfg(feature = "case")]
    UseHold,
    /// Nobody of this name.
    #[cfg(feature = "case")]
    NoSuchMember(String),
    /// Several members of one name.
    #[cfg(feature = "case")]
    SeveralMembers(String),
    /// What is said of a record, without a field.
    #[cfg(feature = "case")]
    NoPair(String),
    /// A file that is no head of a case.
    #[cfg(feature = "case")]
    NoHead(std::path::PathBuf),
    /// A folder that lies in the folder of a case.
    #[cfg(feature = "case")]
    WithinCase {
        folder: std::path::PathBuf,
        case: std::path::PathBuf,
    },
    /// Words of a recovery sheet are wanted and nobody can be asked.
    #[cfg(feature = "case")]
    NobodyToAskWords,
    /// Words that are no recovery sheet's.
    #[cfg(feature = "case")]
    Words(probata_casework::case::WordsError),
    /// A name that is not known, with names like it.
    Unknown {
        what: &'static str,
        name: String,
        near: Vec<String>,
        hint: &'static str,
    },
}

impl std::fmt::Display for CommandError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Annotate(error) => error.fmt(f),
            Self::Audit(error) => error.fmt(f),
            Self::Configure(error) => error.fmt(f),
            Self::Corpus(error) => error.fmt(f),
            Self::Save(error) => error.fmt(f),
            Self::TakeOut(error) => error.fmt(f),
            Self::Output(error) => write!(f, "the output could not be written: {}", disk(error)),
            Self::CompareFormat => f.write_str(
                "a comparison is written as text, json or docx: leave --format out, or say --format json",
            ),
            Self::TableFormat => {
                f.write_str("--table chooses one of the tables of csv: say --format csv too")
            }
            Self::Checks(error) => error.fmt(f),
            Self::Sheet(error) => error.fmt(f),
            Self::NothingForSheet(why) => write!(f, "no sheet was written, because nothing could be read: {why}"),
            Self::CheckedFormat => {
                f.write_str("--checked is not shown in the sheet of the accused: leave it out, or choose another --format")
            }
            Self::SheetEnding => f.write_str(
                "say where to write the sheet, as a workbook or a Word document: -o sheet.xlsx or -o sheet.docx",
            ),
            Self::NotForTheScreen => f.write_str(
                "a Word document cannot be shown here: say where to write it, for example -o annotated.docx",
            ),
            Self::Folder(path, error) => {
                write!(f, "the folder {} could not be made: {}", path.display(), disk(error))
            }
            #[cfg(feature = "case")]
            Self::Case(error) => error.fmt(f),
            #[cfg(feature = "case")]
            Self::Identity(error) => write!(f, "{error}"),
            #[cfg(feature = "case")]
            Self::WhichCase => f.write_str(
                "there is no case here: go into its folder, or say --case FOLDER (make one with \"probata new FOLDER\")",
            ),
            #[cfg(feature = "case")]
            Self::NobodyToAsk => f.write_str(
                "the passphrase cannot be asked for here: run this in a terminal, or say --passphrase-file FILE",
            ),
            #[cfg(feature = "case")]
            Self::PassphrasesDiffer => f.write_str("the two passphrases differ: nothing was made; try again"),
            #[cfg(feature = "case")]
            Self::ShortPassphrase(shortest) => write!(
                f,
                "a passphrase of fewer than {shortest} letters is soon guessed by whoever has the laptop: take several words"
            ),
            #[cfg(feature = "case")]
            Self::NoPair(value) => write!(f, "\"{value}\" says no field: write field=value, such as date=2017-09"),
            #[cfg(feature = "case")]
            Self::UseHold => f.write_str("a legal hold is set and lifted by \"probata hold\""),
            #[cfg(feature = "case")]
            Self::NoSuchMember(name) => {
                write!(f, "no member is called \"{name}\": see \"probata members\"")
            }
            #[cfg(feature = "case")]
            Self::SeveralMembers(name) => write!(
                f,
                "several members are called \"{name}\": name them by the digits that \"probata members\" shows"
            ),
            #[cfg(feature = "case")]
            Self::NoHead(path) => write!(
                f,
                "{} is no head of a case, or it was altered: it is written by \"probata log --head\"",
                path.display()
            ),
            #[cfg(feature = "case")]
            Self::WithinCase { folder, case } => write!(
                f,
                "{} lies in the case {}, where only its own files may lie: choose a folder outside of it",
                folder.display(),
                case.display()
            ),
            #[cfg(feature = "case")]
            Self::NobodyToAskWords => {
                f.write_str("the words cannot be asked for here: run this in a terminal, or say --words FILE")
            }
            #[cfg(feature = "case")]
            Self::Words(error) => write!(f, "{error}"),
            Self::Unknown { what, name, near, hint } => {
                write!(f, "there is no {what} \"{name}\"")?;
                if !near.is_empty() {
                    write!(f, "; did you mean {}?", near.join(" or "))?;
                }
                write!(f, " {hint}")
            }
        }
    }
}

impl std::error::Error for CommandError {}

macro_rules! from {
    ($($error:ty => $variant:ident),*) => {
        $(impl From<$error> for CommandError {
            fn from(error: $error) -> Self { Self::$variant(error) }
        })*
    };
}

from!(AnnotatedAuditError => Annotate, AuditError => Audit, ChecksError => Checks, ConfigureError => Configure, CorpusError => Corpus, SaveError => Save, TakeOutError => TakeOut, io::Error => Output);

#[cfg(feature = "case")]
impl From<probata_casework::case::CaseError> for CommandError {
    fn from(error: probata_casework::case::CaseError) -> Self {
        Self::Case(Box::new(error))
    }
}

/// Carries out a command; gives the exit status.
pub(crate) fn run(arguments: Arguments) -> Result<u8, CommandError> {
    let desk = Machine::new();
    let screen = Screen::new(arguments.color, arguments.width);
    match arguments.command {
        Command::Audit(audit) => audit::run(&desk, &screen, arguments.width, audit),
        Command::Read(read) => read::run(&desk, &screen, &read),
        Command::Explain(explain) => explain::run(&screen, &explain),
        Command::Rules => rules::run(&screen),
        Command::Corpus(corpus) => corpus::run(&desk, &screen, &corpus),
        #[cfg(feature = "case")]
        Command::New(new) => case::new(&desk, &screen, &new),
        #[cfg(feature = "case")]
        Command::Add(add) => case::add(&desk, &screen, &add),
        #[cfg(feature = "case")]
        Command::List(list) => case::list(&screen, &list),
        #[cfg(feature = "case")]
        Command::Search(search) => case::search(&screen, &search),
        #[cfg(feature = "case")]
        Command::Show(show) => case::show(&screen, &show),
        #[cfg(feature = "case")]
        Command::Record(record) => case::record(&screen, &record),
        #[cfg(feature = "case")]
        Command::Export(export) => case::export(&desk, &screen, &export),
        #[cfg(feature = "case")]
        Command::Custody(custody) => case::custody(&desk, &screen, &custody),
        #[cfg(feature = "case")]
        Command::Hold(hold) => case::hold(&screen, &hold),
        #[cfg(feature = "case")]
        Command::Erase(erase) => case::erase(&screen, &erase),
        #[cfg(feature = "case")]
        Command::Log(log) => case::log(&screen, &log),
        #[cfg(feature = "case")]
        Command::Verify(verify) => case::verify(&screen, &verify),
        #[cfg(feature = "case")]
        Command::Timestamp(of) => case::timestamp(&desk, &screen, &of),
        #[cfg(feature = "case")]
        Command::Members(members) => case::members(&screen, &members),
        #[cfg(feature = "case")]
        Command::Compartment(compartments) => case::compartment(&screen, &compartments),
        #[cfg(feature = "case")]
        Command::Recovery(recovery) => case::recovery(&desk, &screen, &recovery),
        #[cfg(feature = "case")]
        Command::Rekey(rekey) => case::rekey(&screen, &rekey),
        #[cfg(feature = "case")]
        Command::Passphrase(passphrase) => case::passphrase(&screen, &passphrase),
        #[cfg(feature = "case")]
        Command::Backup(backup) => case::backup(&screen, &backup),
        #[cfg(feature = "case")]
        Command::Rebuild(rebuild) => case::rebuild(&screen, &rebuild),
        #[cfg(feature = "case")]
        Command::Identity(identity) => case::identity(&desk, &screen, &identity),
        Command::Completions { shell } => manual::completions(&screen, shell),
        Command::Man { command } => manual::page(&screen, command.as_deref()),
    }
}

/// What is asked of reading.
fn asked(reading: &Reading) -> Asked {
    let changes = match reading.changes {
        Changes::Final => probata_casework::Changes::Final,
        Changes::Original => probata_casework::Changes::Original,
        Changes::Both => probata_casework::Changes::Both,
    };
    let languages = reading.recognise.clone();
    Asked { file: reading.config.clone(), changes, languages, ..Asked::default() }
}
