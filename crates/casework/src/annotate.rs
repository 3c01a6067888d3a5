use crate::{AuditError, Audited, ChecksError, Choices, Desk, audit, compare, disk, take_checks};
use probata_report::{Outcome, Part, Report};
use probata_workpaper::{AnnotateError as DocumentError, Annotated};
use std::io;
use std::path::{Path, PathBuf};

/// Why there is no annotated copy.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// Several files were named.
    #[error("comments are put into one Word document at a time; {0} files were named")]
    NotOne(usize),
    /// The file is no Word document.
    #[error("{} is no Word document (.docx), so it cannot hold comments; for other files use --format html", .0.display())]
    NotWord(PathBuf),
    /// It could not be read.
    #[error("{} could not be read: {why}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// It could not be opened a second time.
    #[error("{} could not be opened again: {}", path.display(), disk(source))]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody saved it meanwhile.
    #[error("{} changed while it was being audited: try again", .0.display())]
    Changed(PathBuf),
    /// It was read, but comments cannot be put in.
    #[error("comments cannot be put into {}: {why}", path.display())]
    Document {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: DocumentError,
    },
}

/// An annotated copy that was asked for, with the audit it shows.
#[derive(Debug)]
pub struct AnnotatedAudit {
    /// The audit.
    pub audited: Audited,
    /// The copy.
    pub copy: Annotated,
}

/// What stops an audit with an annotated copy.
#[derive(Debug, thiserror::Error)]
pub enum AnnotatedAuditError {
    /// The audit.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The copy.
    #[error(transparent)]
    Annotate(#[from] AnnotateError),
    /// A filled fact-check sheet.
    #[error(transparent)]
    Checks(#[from] ChecksError),
}

/// Audits one Word document and makes a copy of it with a comment on each finding. Nothing is written.
///
/// `unix_seconds` is the moment that the comments bear. `earlier`, if any, is the earlier draft whose answers are
/// carried over; `checked` are filled fact-check sheets.
///
/// # Errors
/// See [`AnnotatedAuditError`]. The bytes that get the comments are the bytes that were judged: their digests are compared.
pub fn annotate(
    desk: &dyn Desk,
    paths: &[PathBuf],
    earlier: &[PathBuf],
    checked: &[PathBuf],
    choices: &Choices,
    unix_seconds: u64,
    sensitive: bool,
) -> Result<AnnotatedAudit, AnnotatedAuditError> {
    if paths.len() > 1 {
        return Err(AnnotateError::NotOne(paths.len()).into());
    }
    let mut audited = if earlier.is_empty() {
        audit(desk, paths, choices)?
    } else {
        compare(desk, earlier, paths, choices)?.new
    };
    take_checks(desk, &mut audited.report, checked, choices)?;
    let [path] = paths else { return Err(AuditError::Nothing.into()) };
    let copy = copy(desk, path, choices, &audited.report, unix_seconds, sensitive)?;
    Ok(AnnotatedAudit { audited, copy })
}

fn copy(
    desk: &dyn Desk,
    path: &Path,
    choices: &Choices,
    report: &Report,
    unix_seconds: u64,
    sensitive: bool,
) -> Result<Annotated, AnnotateError> {
    let [part] = report.document.parts.as_slice() else {
        return Err(AnnotateError::NotOne(report.document.parts.len()));
    };
    check(path, part)?;
    let most = choices.reading.limits.file;
    let bytes =
        desk.read_file(path, most).map_err(|source| AnnotateError::Disk { path: path.to_owned(), source })?;
    if crate::read::digest(&bytes) != part.sha256 {
        return Err(AnnotateError::Changed(path.to_owned()));
    }
    probata_workpaper::annotated(&bytes, report, unix_seconds, sensitive)
        .map_err(|why| AnnotateError::Document { path: path.to_owned(), why })
}

/// An error unless a part was read, and is a Word document.
fn check(path: &Path, part: &Part) -> Result<(), AnnotateError> {
    match &part.outcome {
        Outcome::Refused(missing) => {
            let why = missing.first().map_or_else(String::new, |missing| missing.why.clone());
            Err(AnnotateError::Refused { path: path.to_owned(), why })
        }
        _ if part.format != "docx" => Err(AnnotateError::NotWord(path.to_owned())),
        _ => Ok(()),
    }
}
