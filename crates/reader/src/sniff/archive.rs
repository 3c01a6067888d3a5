//! What a ZIP archive holds, by its directory; by the header before each member where the directory is gone.
//!
//! Invariant: no member is unpacked but `mimetype`, of which the first bytes are.

use super::foreign::{Refusal, not_yet};
use memchr::memmem;
use std::io::Read;

/// No more names than this are looked at.
const MOST: usize = 20_000;
/// Where the `mimetype` member of OpenDocument and EPUB files ends, if it is the first and not packed, as it should be; and the most
/// that is read of one that is not.
const HEAD: usize = 256;

/// The names of an archive's members, in lower case and with `/`.
pub(super) struct Archive {
    /// The beginning, and what the archive calls itself.
    kind: Vec<u8>,
    names: Vec<String>,
}

impl Archive {
    /// Looks into the bytes, if they begin as an archive does.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let begins =
            [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"].iter().any(|start| bytes.starts_with(*start));
        if !begins {
            return None;
        }
        let is_huge = memmem::find_iter(bytes, b"PK\x01\x02").take(MOST + 1).count() > MOST;
        let mut archive = (!is_huge).then(|| crate::docx::container::archive(bytes)).flatten();
        let mut kind = bytes[..bytes.len().min(HEAD)].to_vec();
        if let Some(Ok(member)) = archive.as_mut().map(|archive| archive.by_name("mimetype")) {
            // What cannot be unpacked tells nothing.
            let _ = member.take(HEAD as u64).read_to_end(&mut kind);
        }
        let listed: Vec<String> = archive
            .map(|archive| {
                (0..archive.len())
                    .filter_map(|index| Some(archive.name_for_index(index)?.ok()?.to_lowercase()))
                    .collect()
            })
            .unwrap_or_default();
        let names = if listed.is_empty() { by_headers(bytes) } else { listed };
        let names = names.into_iter().map(|name| name.replace('\\', "/")).collect();
        Some(Self { kind, names })
    }

    /// True if it calls itself so.
    fn is(&self, kind: &str) -> bool {
        memmem::find(&self.kind, kind.as_bytes()).is_some()
    }

    fn has(&self, start: &str) -> bool {
        self.names.iter().any(|name| name.starts_with(start))
    }

    /// True if it holds a Word document's main part, or other parts of one beside an Office package's list of contents.
    pub fn is_word(&self) -> bool {
        let main = |name: &String| name.starts_with("word/document") && name.ends_with(".xml");
        self.names.iter().any(main) || (self.has("word/") && self.has("[content_types].xml"))
    }

    /// True if it is a capture of the web.
    pub fn is_capture(&self) -> bool {
        crate::web_archive::is_wacz(&self.names)
    }

    /// True if it calls itself an OpenDocument text, or holds the parts of one and does not say what it is.
    pub fn is_open_text(&self) -> bool {
        let is = |kind: &str| self.is(kind);
        is("application/vnd.oasis.opendocument.text")
            || (!is("application/vnd.oasis.opendocument")
                && !is("application/epub+zip")
                && self.has("content.xml"))
                && (self.has("meta-inf/manifest.xml") || self.has("styles.xml"))
    }

    /// True if it holds an Excel workbook, or parts of one beside an Office package's list of contents.
    pub fn is_workbook(&self) -> bool {
        self.has("xl/workbook.") || (self.has("xl/") && self.has("[content_types].xml"))
    }

    /// True if it calls itself an OpenDocument table.
    pub fn is_open_table(&self) -> bool {
        self.is("application/vnd.oasis.opendocument.spreadsheet")
    }

    /// What it is if it is a document of a kind that is not read, and what the person can do; none if it is an archive of files.
    pub fn refusal(&self) -> Option<Refusal> {
        let is = |kind: &str| self.is(kind);
        let other =
            |what: &str| format!("the file is {what}, not a text document; save the report as DOCX or text");
        Some(match () {
            () if is("application/epub+zip") || self.has("meta-inf/container.xml") => {
                ("epub", not_yet("EPUB"))
            }
            () if is("application/vnd.oasis.opendocument") => {
                ("opendocument", other("an OpenDocument drawing or presentation"))
            }
            () if self.has("ppt/") => ("pptx", other("a PowerPoint presentation (PPTX)")),
            () if self.has("visio/") => ("vsdx", other("a Visio drawing (VSDX)")),
            () if self.has("fixeddocseq.fdseq") || self.has("fixeddocumentsequence.fdseq") => {
                ("xps", "the file is a printed page file (XPS); print it as PDF".to_owned())
            }
            () if self.has("index/document.iwa") || self.has("index.zip") => {
                ("pages", "the file is of Apple Pages; open it there and export it as Word (DOCX)".to_owned())
            }
            () if self.has("[content_types].xml") => {
                let why = "the file begins as an Office document does, and the part that holds its text is not in it: it may be cut off; copy it \
                           again";
                ("office", why.to_owned())
            }
            () => return None,
        })
    }
}

/// Names in the headers before each member.
fn by_headers(bytes: &[u8]) -> Vec<String> {
    let name = |at: usize| {
        let length =
            bytes.get(at + 26..at + 28).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])))?;
        let name = std::str::from_utf8(bytes.get(at + 30..at + 30 + length)?).ok()?;
        (!name.is_empty() && !name.contains(char::is_control)).then(|| name.to_lowercase())
    };
    memmem::find_iter(bytes, b"PK\x03\x04").take(MOST).filter_map(name).collect()
}
