use crate::{Choices, Desk, disk};
use probata_assay::SheetFault;
use probata_report::Report;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a filled fact-check sheet cannot be taken up.
#[derive(Debug, thiserror::Error)]
pub enum ChecksError {
    /// It could not be opened.
    #[error("the sheet {} could not be opened: {}", path.display(), disk(source))]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It could not be read.
    #[error("the sheet {} could not be read: {why}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// It is no sheet, or not one of this report.
    #[error("the sheet {}{}", path.display(), Said(fault))]
    Fault {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        fault: SheetFault,
    },
    /// It was named twice.
    #[error("the sheet {} is named twice", .0.display())]
    Twice(PathBuf),
}

/// A fault in a person's words, behind the file's name.
struct Said<'f>(&'f SheetFault);

impl fmt::Display for Said<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |columns: &[&str]| {
            columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ")
        };
        match self.0 {
            SheetFault::NoSheet => write!(
                f,
                " holds no fact-check sheet: no table in it has the columns {}; give its columns these names, or make a sheet with --format factcheck",
                quoted(&probata_assay::SHEET_COLUMNS)
            ),
            SheetFault::Lacks { table, row, columns } => {
                let [noun, are, it, name] = if columns.len() == 1 {
                    ["column", "is", "it", "this name"]
                } else {
                    ["columns", "are", "them", "these names"]
                };
                write!(
                    f,
                    ", {table}, row {row}: the {noun} {} {are} missing: put {it} in, or give the column that is meant {name}",
                    quoted(columns)
                )
            }
            SheetFault::Twice { table, row, column } => write!(
                f,
                ", {table}, row {row}: there are two columns \"{column}\"; give one of them another name"
            ),
            SheetFault::NoSentence { table, row } => {
                write!(
                    f,
                    ", {table}, row {row}: it is filled in, but its sentence is gone; restore it or clear the row"
                )
            }
            SheetFault::OtherReport { sentences: 0 } => write!(f, " has no rows under its head"),
            SheetFault::OtherReport { sentences: 1 } => write!(
                f,
                " is of another report, it seems: its sentence does not stand in this draft in any form"
            ),
            SheetFault::OtherReport { sentences } => write!(
                f,
                " is of another report, it seems: of its {sentences} sentences none stands in this draft in any form"
            ),
        }
    }
}

/// Takes up filled fact-check sheets into an audit's report, in order.
///
/// # Errors
/// See [`ChecksError`]; sheets before the one at fault have been taken up.
pub fn take_checks(
    desk: &dyn Desk,
    report: &mut Report,
    sheets: &[PathBuf],
    choices: &Choices,
) -> Result<(), ChecksError> {
    for (at, path) in sheets.iter().enumerate() {
        let same = |other: &PathBuf| match (desk.absolute(other), desk.absolute(path)) {
            (Ok(other), Ok(this)) => other == this,
            _ => other == path,
        };
        if sheets[..at].iter().any(same) {
            return Err(ChecksError::Twice(path.clone()));
        }
        take(desk, report, path, choices)?;
    }
    Ok(())
}

fn take(desk: &dyn Desk, report: &mut Report, path: &Path, choices: &Choices) -> Result<(), ChecksError> {
    let most = choices.reading.limits.file;
    let bytes =
        desk.read_file(path, most).map_err(|source| ChecksError::Disk { path: path.to_owned(), source })?;
    let name = path.to_string_lossy();
    let read = desk.read_tables(&name, &bytes, &choices.reading);
    let grids = read.map_err(|why| ChecksError::Unreadable { path: path.to_owned(), why })?;
    probata_assay::take_checks(report, &name, &grids)
        .map_err(|fault| ChecksError::Fault { path: path.to_owned(), fault })
}
