//! OpenDocument text: a zip container of XML members (ODT), or one XML file (FODT).
//!
//! The text is what is printed, as in a Word document: fields by their results, tracked changes by the side chosen, text
//! boxes once behind the paragraph that holds them, lists and headings with their printed numbers, tables cell by cell.
//! Footnotes stand behind the body in the order of their marks, then endnotes, then running heads and feet, each distinct
//! text once. A note's mark is the citation that the file has; where it has none, notes are counted.
//!
//! Members, as [`Origin::member`](probata_report::Origin) numbers them: 0 `content.xml` (or the flat file), 1 `styles.xml`,
//! where running heads stand, 2 and above the objects put into the text, in their order. Paragraphs are all `text:p` and `text:h` of a member in their order; runs are stretches between
//! elements. Source ranges are bytes of the unpacked member.
//!
//! Invariant: every character of the body and of the running heads is delivered as text, kept in `hidden`, known to stand
//! elsewhere too, or counted as missing.
//! Invariant: no entity is expanded but the five of XML, no address is followed, nothing is written.
//!
//! Incomplete: objects of programs other than OpenDocument's, and objects within objects, are told, not read; a deletion in which a table was deleted shows its words
//! without the table's shape.

mod annotations;
mod changes;
mod elements;
pub(crate) mod forms;
mod formulas;
mod inline;
mod lists;
pub(crate) mod meta;
mod objects;
mod package;
pub(crate) mod styles;
mod walk;

pub(crate) use package::is_encrypted;

use crate::Options;
use probata_report::Document;

/// Reads an OpenDocument text in its container.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    match package::read(bytes, options) {
        Ok(flow) => crate::flow::lay(path, "odt", flow, options),
        Err(why) => Document::refused(path, "odt", why),
    }
}

/// Reads an OpenDocument text that is one XML file.
pub(crate) fn read_flat(path: &str, text: String, options: &Options) -> Document {
    match package::read_flat(text, options) {
        Ok(flow) => crate::flow::lay(path, "odt, flat", flow, options),
        Err(why) => Document::refused(path, "odt, flat", why),
    }
}
