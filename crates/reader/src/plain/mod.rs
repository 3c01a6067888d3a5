//! Reading plain.

use crate::Options;
use probata_report::Document;

pub(crate) fn read(path: &str, text: String, options: &Options) -> Document {
    let _ = (text, options);
    Document::refused(path, "plain", "not written yet")
}
