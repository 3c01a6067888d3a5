use crate::{Desk, disk};
use std::io;
use std::path::{Path, PathBuf};

/// Why an output was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It would have replaced a draft or sheet that was read.
    #[error("{} is one of the files that were read: choose another name for the output", .0.display())]
    IsAnInput(PathBuf),
    /// There is no folder to put it into.
    #[error("{} could not be written, because there is no folder {}: make the folder first", path.display(), folder.display())]
    NoFolder {
        /// The output.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
    },
    /// It could not be written.
    #[error("{} could not be written: {}", path.display(), disk(source))]
    Disk {
        /// The output.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Saves an output, never over one of the drafts and sheets that it was made from.
///
/// # Errors
/// See [`SaveError`]; an older file of the name is then still whole.
pub fn save(desk: &dyn Desk, path: &Path, bytes: &[u8], inputs: &[PathBuf]) -> Result<(), SaveError> {
    let failed = |source| SaveError::Disk { path: path.to_owned(), source };
    if desk.is_file(path) {
        let target = desk.absolute(path).map_err(failed)?;
        if inputs.iter().any(|input| desk.absolute(input).is_ok_and(|input| input == target)) {
            return Err(SaveError::IsAnInput(path.to_owned()));
        }
    }
    desk.replace(path, bytes).map_err(|source| match path.parent() {
        Some(folder) if source.kind() == io::ErrorKind::NotFound && !folder.as_os_str().is_empty() => {
            SaveError::NoFolder { path: path.to_owned(), folder: folder.to_owned() }
        }
        _ => failed(source),
    })
}
