//! What every format needs once its text and blocks stand: languages, marks, sentences, cross-references.

use crate::Options;
use probata_report::{Document, Span};

/// Completes a document that has text, blocks and (where the format has real notes) marks and notes.
///
/// `superscripts`: stretches set as superscript. If the format brought no real notes, marks and notes typed as text
/// are looked for, as in a plain text file.
pub(crate) fn finish(document: Document, superscripts: &[Span], options: &Options) -> Document {
    let _ = (superscripts, options);
    document
}
