//! Reading docx.

use crate::Options;
use probata_report::Document;

pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let _ = (bytes, options);
    Document::refused(path, "docx", "not written yet")
}
