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

/// Audits two drafts with the same choices and compares them. Answers given in the earlier one are carried to the later one.
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
    let mut new = audit(desk, new, choices)?;
    let comparison = probata_assay::compare(&old, &new.report);
    probata_assay::carry(&old, &mut new.report, &comparison);
    Ok(Compared { old, new, comparison })
}
