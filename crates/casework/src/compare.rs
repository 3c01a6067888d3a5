use crate::{AuditError, Audited, Choices, Desk, audit};
use probata_report::{Comparison, Outcome, Report};
use std::path::PathBuf;

/// Two drafts of a report and how they differ.
#[derive(Debug)]
pub struct Compared {
    /// The earlier draft.
    pub old: Report,
    /// The later draft, with how its audit ended.
    pub new: Audited,
    /// How they differ.
    pub comparison: Comparison,
}

/// Audits two drafts with the same choices and compares them. Answers given in the earlier one are carried to the later one.
///
/// # Errors
/// As [`audit`]; a file of the earlier draft that cannot be read is an error, since all would seem new and answers would be
/// lost. One of the later draft is a refused part of it.
pub fn compare(
    desk: &dyn Desk,
    old: &[PathBuf],
    new: &[PathBuf],
    choices: &Choices,
) -> Result<Compared, AuditError> {
    let old = audit(desk, old, choices)?.report;
    if let Some((path, why)) = refused(&old) {
        return Err(AuditError::NoEarlier { path, why });
    }
    let mut new = audit(desk, new, choices)?;
    let comparison = probata_assay::compare(&old, &new.report);
    probata_assay::carry(&old, &mut new.report, &comparison);
    Ok(Compared { old, new, comparison })
}

/// The first file of a report that could not be read, and why.
fn refused(report: &Report) -> Option<(PathBuf, String)> {
    report.document.parts.iter().find_map(|part| match &part.outcome {
        Outcome::Refused(missing) => {
            let why = missing.first().map_or_else(String::new, |missing| missing.why.clone());
            Some((PathBuf::from(&part.path), why))
        }
        _ => None,
    })
}
