//! People, bodies, places, instruments, dates and quantities in the text.

use crate::words::Words;
use probata_report::{DateUse, Document, Mention, Quantity};

/// What is named, dated and counted.
#[derive(Debug, Default)]
pub(crate) struct Mentioned {
    /// Each once, in order of first use.
    pub mentions: Vec<Mention>,
    /// In order of start.
    pub dates: Vec<DateUse>,
    /// In order of start.
    pub quantities: Vec<Quantity>,
}

/// Finds what is named, dated and counted in every sentence.
pub(crate) fn mentioned(document: &Document, words: &Words, same_names: &[Vec<String>]) -> Mentioned {
    let _ = (document, words, same_names);
    Mentioned::default()
}
