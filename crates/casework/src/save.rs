use crate::{Desk, disk};
use std::io;
use std::path::{Path, PathBuf};

/// Why an output was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It would have replaced a report that was read.
    #[error("{} is the report itself: choose another name for the output", .0.display())]
    IsTheReport(PathBuf),
    /// It could not be written.
    #[error("{} could not be written: {}", path.display(), disk(source))]
    Disk {
        /// The output.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Saves an output, never over one of the reports that it was made from.
///
/// # Errors
/// See [`SaveError`]; an older file of the name is then still whole.
pub fn save(desk: &dyn Desk, path: &Path, bytes: &[u8], reports: &[PathBuf]) -> Result<(), SaveError> {
    let failed = |source| SaveError::Disk { path: path.to_owned(), source };
    if desk.is_file(path) {
        let target = desk.absolute(path).map_err(failed)?;
        if reports.iter().any(|report| desk.absolute(report).is_ok_and(|report| report == target)) {
            return Err(SaveError::IsTheReport(path.to_owned()));
        }
    }
    desk.replace(path, bytes).map_err(failed)
}
