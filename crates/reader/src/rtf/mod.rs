//! Rich Text Format: groups of control words and text, as Word, LibreOffice and many others save it.
//!
//! The text is what is printed, as in a Word document: fields by their results, tracked changes by the side chosen, text
//! boxes once behind the paragraph that holds them, lists with the numbers that the file has for programs that cannot
//! count, tables cell by cell. Footnotes stand behind the body in the order of their marks, then endnotes, then running heads
//! and feet, each distinct text once. Marks of automatic notes are counted; a mark typed by hand stands before its note.
//!
//! There is one member, the file: source ranges are its bytes, paragraphs are those that the file ends, runs are stretches
//! between braces. Text in ASCII letters is verbatim; what is escaped or in a code page is not.
//!
//! Invariant: no recursion on the nesting of groups; groups nested deeper than the limit are missing and told.
//! Invariant: a character outside the tables at the file's head is delivered as text, kept in `hidden`, or counted as missing;
//! optional groups that are not known are told with the number of their characters.
//!
//! Formulas stand in the line, as in a Word document (`3/4`, `10^6`).
//!
//! Incomplete: embedded objects are told, not read; threads of comments are not told; numbers of lists that have no
//! `\listtext` are not counted.

mod characters;
mod comments;
mod fields;
mod formulas;
mod groups;
mod notes;
mod pages;
mod pictures;
mod state;
mod tables;
mod tokens;
mod walk;
mod words;

use crate::Options;
use probata_report::Document;

/// Reads an RTF file.
pub(crate) fn read(path: &str, bytes: &[u8], options: &Options) -> Document {
    let flow = walk::Walk::new(bytes, options.limits.depth).read();
    crate::flow::lay(path, "rtf", flow, options)
}
