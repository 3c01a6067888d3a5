//! Archives: ZIP, TAR, both also compressed by gzip, and single files so compressed.
//!
//! An archive's text is a table of what is in it: name, bytes, when it was changed, and what is not plain about it. Its files are
//! enclosed. Names lead back to the bytes of the directory (ZIP) or of the header before the member (TAR).
//!
//! Invariant: a name is shown and never used; a link is named and never followed; nothing is written.
//! Invariant: no byte of the archive is unpacked twice, and none beyond the limits.

mod gzip;
mod inflate;
mod table;
mod tar;
#[cfg(test)]
mod tests;
mod zip;

use crate::Options;
use probata_report::{Document, Span};

pub(crate) use gzip::{is_gzip, read as read_gzip};
pub(crate) use tar::is_tar;

/// A member of an archive.
#[derive(Debug, Default)]
struct Member {
    name: String,
    /// Where its name stands in the archive; empty if that is not in the file as it lies there.
    source: Span,
    /// Bytes unpacked, as the archive says.
    bytes: u64,
    modified: String,
    /// `member 3`.
    place: String,
    what: What,
}

/// What a member is.
#[derive(Debug, Default)]
enum What {
    /// A file that was unpacked.
    File(Vec<u8>),
    /// A file that was unpacked and is not whole or not sound; why, for a list of names.
    Faulty(Vec<u8>, &'static str),
    /// A file that was not unpacked; why, for a list of names.
    Closed(&'static str),
    /// A file for which there is no room.
    #[default]
    NoRoom,
    Folder,
    /// A link, a device or what else is no file; in words.
    Other(String),
}

/// What an archive holds.
#[derive(Debug, Default)]
struct Found {
    members: Vec<Member>,
    /// Members beyond [`MOST`].
    more: usize,
    /// What is missing, place and reason.
    missing: Vec<(String, String)>,
    remarks: Vec<String>,
}

/// More members than are listed.
const MOST: usize = 20_000;

// Said behind the names of members.
const PASSWORD: &str = "protected by a password; unpack the archive with it, and read what comes out";
const METHOD: &str = "packed in a way that is not read; unpack the archive with the program that made it, and read what comes out";
const BOMB: &str =
    "far larger than its packed size, as files are that are made to exhaust a computer; left alone";
const SHARED: &str = "made of bytes that belong to another member too, as in archives that are made to exhaust a computer; left alone";
const DAMAGED: &str = "damaged in the archive; what could be unpacked is enclosed; copy the archive again";
const CHECKSUM: &str = "at odds with its checksum: damaged, or changed after it was packed";
const CUT: &str = "cut off with the archive's end; copy the archive again";
const SPARSE: &str = "kept with holes (sparse); unpack the archive with tar, and read what comes out";

/// Reads a ZIP archive.
pub(crate) fn read_zip(path: &str, bytes: &[u8], options: &Options) -> Document {
    let mut enclosing = crate::enclose::Enclosing::new(options.limits);
    let found = zip::members(bytes, &mut enclosing);
    if found.members.is_empty() && !found.missing.is_empty() {
        let why = "the file begins as a ZIP archive does and holds not one member that can be found: it may be cut off; copy it again";
        return Document::refused(path, "zip", why);
    }
    table::document(path, "zip", bytes, found, enclosing, options)
}

/// Reads a TAR archive.
pub(crate) fn read_tar(path: &str, bytes: &[u8], options: &Options) -> Document {
    let mut enclosing = crate::enclose::Enclosing::new(options.limits);
    let found = tar::members(bytes, &mut enclosing);
    table::document(path, "tar", bytes, found, enclosing, options)
}
