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
    /// A command on a case.
    #[cfg(feature = "case")]
    OnCase(case::CaseCommandError),
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
            Self::OnCase(error) => error.fmt(f),
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
from!(case::CaseCommandError => OnCase);

#[cfg(feature = "case")]
impl From<probata_casework::case::CaseError> for CommandError {
    fn from(error: probata_casework::case::CaseError) -> Self {
        Self::OnCase(error.into())
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
