use crate::{Choices, Desk, disk};
use probata_report::{Document, Enclosed, Outcome};
use sha2::{Digest, Sha256};
use std::io;
use std::path::Path;

/// Reads one file: takes its bytes, hashes them, then reads them. What cannot be read is a refused document.
pub fn read(desk: &dyn Desk, path: &Path, choices: &Choices) -> Document {
    let name = path.to_string_lossy();
    match desk.read_file(path, choices.reading.limits.file) {
        Ok(bytes) => read_bytes(desk, &name, &bytes, choices),
        Err(error) => Document::refused(&name, "", why(&error, choices.reading.limits.file)),
    }
}

/// Hashes and reads a file's bytes.
pub(crate) fn read_bytes(desk: &dyn Desk, name: &str, bytes: &[u8], choices: &Choices) -> Document {
    let sha256 = digest(bytes);
    let mut document = desk.read_document(name, bytes, &choices.reading);
    for part in &mut document.parts {
        part.sha256.clone_from(&sha256);
    }
    document
}

/// Hashes and reads a file that lies in another one. What the file around it says is wrong with its bytes is missing from the reading.
pub(crate) fn read_enclosed(desk: &dyn Desk, name: &str, file: &Enclosed, choices: &Choices) -> Document {
    let mut document = read_bytes(desk, name, &file.bytes, choices);
    if let Some(flaw) = &file.flaw {
        document.parts.iter_mut().for_each(|part| part.outcome.lacks("whole file", flaw.as_str()));
    }
    document
}

/// SHA-256 of a file's bytes, as [`Part::sha256`](probata_report::Part) has it.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Why a file could not be opened, for a person.
fn why(error: &io::Error, most: usize) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "There is no such file.".to_owned(),
        io::ErrorKind::PermissionDenied => "You are not allowed to open this file.".to_owned(),
        io::ErrorKind::IsADirectory => {
            "This is a folder: name the files in it, or use \"probata corpus\" to see what can be read."
                .to_owned()
        }
        io::ErrorKind::FileTooLarge => format!("The file is larger than {} MiB.", most >> 20),
        _ => format!("The file could not be opened: {}.", disk(error)),
    }
}

/// True if no part of the document was refused.
pub(crate) fn all_read(document: &Document) -> bool {
    document.parts.iter().all(|part| !matches!(part.outcome, Outcome::Refused(_)))
}
