//! Word documents (Office Open XML, transitional and strict): a zip container of XML members.
//!
//! The text is what Word prints: fields by their results, tracked changes by the side chosen, text boxes once (behind
//! the paragraph that holds them, as boxed blocks), lists with their printed numbers, tables cell by cell. Footnotes
//! stand behind the body in the order of their marks, then endnotes, then running heads and feet, each distinct text
//! once. A note that no mark calls stands behind the others with the label `?`. A table of one cell is a box: its paragraphs are boxed blocks, not cells. Bullets are not in the text.
//! Everything else that has words is in [`Document::hidden`](probata_report::Document), or the outcome says that it
//! is missing.
//!
//! Members, as [`Origin::member`](probata_report::Origin) numbers them: 0 the main document, 1 the footnotes, 2 the
//! endnotes, 3 and above the members that the main document's relations name, in their order (running heads, diagrams,
//! charts); 65535 what only another member names. Paragraphs are all `w:p` of a member in their order, the second form
//! of a text box for older programs included; runs are those of a paragraph. Source ranges are bytes of the unpacked
//! member; of a member in UTF-16, bytes of the member turned into UTF-8, and nothing there is verbatim.
//!
//! Invariant: every character in a text element of a member is delivered as text, kept in `hidden`, known to stand
//! elsewhere too, or counted as missing: what the walk sees and what is delivered are counted apart and compared.
//! Invariant: no entity is expanded but the five of XML, no address is followed, nothing is written.
//!
//! Formulas stand in the line (`3/4`, `10^6`), fields of forms show what was chosen (`☒`).
//!
//! Files of other programs that lie in a document (objects, files put in, workbooks behind charts) are enclosed.
//!
//! Incomplete: words inside pictures and embedded objects are not in the text (objects are reported, and so are pictures without
//! alternative text that are not small and stand in no running head); `w:webHidden` is text,
//! because it is printed; numbering of notes by page is as good as the page breaks in the file.

mod calls;
pub(crate) mod changes;
mod comments;
pub(crate) mod container;
mod drawings;
mod elements;
mod embedded;
pub(crate) mod fields;
pub(crate) mod forms;
mod formulas;
pub(crate) mod members;
pub(crate) mod names;
mod notes;
pub(crate) mod number_format;
mod numbering;
mod package;
mod pages;
mod paragraph;
mod pictures;
pub(crate) mod properties;
mod reading;
pub(crate) mod references;
mod sections;
pub(crate) mod shown;
mod story;
pub(crate) mod styles;
mod symbols;
mod tables;
pub(crate) mod xml;

use crate::Options;
use probata_report::Document;

/// Reads a Word document.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    match package::read(path, bytes, options) {
        Ok((document, superscripts)) => crate::finish::finish(document, &superscripts, options),
        Err(why) => Document::refused(path, "docx", why),
    }
}
