//! Untrusted bytes to a document, with an outcome.
//!
//! Invariant: [`read`] never fails and never panics on any bytes; what it could not read stands in the outcome.
//! Invariant: no files, network, clock or environment; the same bytes and options give the same document.
//! Invariant: time and memory are bounded by [`Limits`].

mod archive;
mod base64;
mod docx;
mod draft;
mod enclose;
mod encoding;
mod finish;
mod flow;
mod formula;
mod front_matter;
mod hidden;
mod html;
mod image;
mod language;
mod legible;
mod mail;
mod markdown;
mod media;
mod notes;
mod octets;
mod odt;
mod pdf;
mod plain;
mod raised;
mod recognised;
mod record;
mod references;
mod roman;
mod rtf;
mod sentence;
mod sheet;
mod signs;
mod sniff;
mod source_map;
mod tables;
mod title;
mod unseen;
mod web_archive;

use probata_report::Document;
use serde::{Deserialize, Serialize};

pub use recognised::{Picture, Recognised, RecognisedPage};
pub use tables::tables;

/// What a person may choose about a reading.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Options {
    /// How tracked changes are read.
    pub changes: Changes,
    /// Abbreviations of the house, with their full stop ("Interfax-Vostok." is none, "Dept." is).
    pub abbreviations: Vec<String>,
    /// Languages in which words of pictures are recognised, as the program that does it names them ("eng"); empty: those that are
    /// installed and usual; "none": no words are recognised. The reader itself recognises none.
    pub languages: Vec<String>,
    /// What was recognised in the file's pictures.
    pub recognised: Recognised,
    /// Bounds.
    pub limits: Limits,
}

/// Which side of tracked changes is the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Changes {
    /// Insertions are text, deletions are not: the draft as it would be printed.
    #[default]
    Final,
    /// Deletions are text, insertions are not: the draft before the changes.
    Original,
    /// Both are text.
    Both,
}

/// Bounds on one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Largest file, in bytes.
    pub file: usize,
    /// Largest unpacked member of a container, in bytes.
    pub member: usize,
    /// Largest text, in bytes.
    pub text: usize,
    /// Most bytes of files that lie in one file, unpacked and together.
    pub enclosed: usize,
    /// Most files that lie in one file.
    pub members: usize,
    /// Deepest nesting of elements.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 << 20,
            member: 128 << 20,
            text: 64 << 20,
            enclosed: 160 << 20,
            members: 20_000,
            depth: 4096,
        }
    }
}

/// Reads one file. `path` is only shown and used for its ending; what the bytes are is told by the bytes.
pub fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    sniff::read(path, bytes, options)
}

/// The picture on a page whose words are to be recognised ([`Document::pictured`]), turned by so many quarters to the right where it
/// can be turned.
///
/// # Errors
/// Why there is none, in words that go on from "its words could not be recognised".
pub fn picture(bytes: &[u8], page: usize, turns: u8, options: &Options) -> Result<Picture, String> {
    match image::Kind::of(bytes) {
        Some(kind) => image::picture(bytes, page, turns, kind, options),
        None => pdf::picture(bytes, page, turns, options),
    }
}
