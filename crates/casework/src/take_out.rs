use crate::read::digest;
use crate::{Desk, disk};
use probata_report::{Document, is_unseen};
use std::io;
use std::path::{Path, PathBuf};

/// Longest name, in bytes, without the number before it.
const LONGEST: usize = 80;

/// A file that was taken out of another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where it lies now.
    pub path: PathBuf,
    /// Its name in the file around it, as it can be shown.
    pub name: String,
    /// Where it lies there.
    pub place: String,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// Why enclosed files were not taken out.
#[derive(Debug, thiserror::Error)]
pub enum TakeOutError {
    /// Nothing lies in the file.
    #[error("no files lie in {0}")]
    Nothing(String),
    /// The folder holds something.
    #[error("{} is not empty: choose a new folder, so that nothing is mixed up", .0.display())]
    NotEmpty(PathBuf),
    /// It could not be written.
    #[error("{} could not be written: {}", path.display(), disk(source))]
    Disk {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes the files that lie in a document into an empty folder that exists, under new names: a number and what is harmless of the name.
///
/// # Errors
/// See [`TakeOutError`]; nothing that was there is written over.
pub fn take_out(desk: &dyn Desk, document: &Document, folder: &Path) -> Result<Vec<Taken>, TakeOutError> {
    if document.enclosed.is_empty() {
        let path = document.parts.first().map_or("", |part| part.path.as_str());
        return Err(TakeOutError::Nothing(path.to_owned()));
    }
    let failed = |path: &Path, source| TakeOutError::Disk { path: path.to_owned(), source };
    match desk.list(folder) {
        Ok(inside) if !inside.is_empty() => return Err(TakeOutError::NotEmpty(folder.to_owned())),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(folder, error)),
    }
    let digits = document.enclosed.len().to_string().len().max(3);
    let mut taken = Vec::new();
    for (index, file) in document.enclosed.iter().enumerate() {
        let path = folder.join(format!("{:0digits$}-{}", index + 1, harmless(&file.name)));
        desk.create(&path, &file.bytes).map_err(|error| failed(&path, error))?;
        let (name, place) = (file.shown(), file.place.clone());
        taken.push(Taken { path, name, place, bytes: file.bytes.len(), sha256: digest(&file.bytes) });
    }
    Ok(taken)
}

/// What is left of a name given by a stranger: letters, digits and few signs of its last part, its ending kept.
fn harmless(name: &str) -> String {
    let last = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\', ':']).next().unwrap_or_default();
    let keep = |c: char| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let clean: String = last.chars().filter(|c| !is_unseen(*c)).map(keep).collect();
    let clean = clean.trim_matches(['.', '_']);
    if clean.is_empty() {
        return "file".to_owned();
    }
    if clean.len() <= LONGEST {
        return clean.to_owned();
    }
    let ending = clean
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .filter(|ending| ending.len() <= 10)
        .unwrap_or_default();
    let stem = &clean[..clean.floor_char_boundary(LONGEST - ending.len() - 1)];
    if ending.is_empty() { stem.to_owned() } else { format!("{}.{ending}", stem.trim_end_matches('.')) }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn names_lose_what_could_do_harm() {
        let check = |name: &str, expected: &str| assert_eq!(harmless(name), expected, "{name}");
        check("letter.pdf", "letter.pdf");
        check("scans/письмо 1.pdf", "письмо_1.pdf");
        check("../../etc/passwd", "passwd");
        check("C:\\Windows\\x.dll", "x.dll");
        check("photo\u{202e}gpj.exe", "photogpj.exe");
        check(".profile", "profile");
        check("..", "file");
        check("a\nb; rm -rf ~", "ab__rm_-rf__~".trim_end_matches(['~', '_']));
        check(&format!("{}.docx", "x".repeat(300)), &format!("{}.docx", "x".repeat(75)));
    }
}
