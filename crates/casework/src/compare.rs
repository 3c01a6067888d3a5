use crate::{AuditError, Audited, Choices, Desk, audit};
use probata_report::{Comparison, Report};
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

/// Audits two drafts with the same choices and compares them.
///
/// # Errors
/// As [`audit`]; a file that cannot be read is a refused part of its draft.
pub fn compare(
    desk: &dyn Desk,
    old: &[PathBuf],
    new: &[PathBuf],
    choices: &Choices,
) -> Result<Compared, AuditError> {
    let old = audit(desk, old, choices)?.report;
    let new = audit(desk, new, choices)?;
    let comparison = probata_assay::compare(&old, &new.report);
    Ok(Compared { old, new, comparison })
}
