//! Where things lie.

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or_else(|| here.to_owned(), Path::to_owned)
}

/// The folder that cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Data for development that is not part of the repository, where it lies beside it.
pub fn shared(path: &str) -> Result<PathBuf, String> {
    let data = Path::new("../shared/data").join(path);
    root()
        .ancestors()
        .map(|folder| folder.join(&data))
        .find(|path| path.exists())
        .ok_or_else(|| format!("there is no {} beside the workspace", data.display()))
}

/// A file's text.
pub fn load(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| told(path, &error))
}

/// Writes a file and the folders above it.
pub fn save(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| told(folder, &error))?;
    }
    std::fs::write(path, bytes).map_err(|error| told(path, &error))
}

/// An error with the path it is about.
pub fn told(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("{}: {error}", path.display())
}

/// The files of a folder that end in `.ending`, in order of name.
pub fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| told(folder, &error))?;
    let mut all: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && (ending.is_empty() || path.extension().is_some_and(|e| e == ending)))
        .collect();
    all.sort();
    Ok(all)
}
