//! Tells what the bytes are and hands them to the format.

use crate::Options;
use probata_report::Document;

pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    if bytes.starts_with(b"PK") {
        return crate::docx::read(path, bytes, options);
    }
    let text = crate::encoding::decode(bytes);
    if path.ends_with(".md") {
        return crate::markdown::read(path, text, options);
    }
    if path.ends_with(".html") {
        return crate::html::read(path, &text, options);
    }
    crate::plain::read(path, text, options)
}
