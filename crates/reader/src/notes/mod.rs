//! Ties marks typed as text to notes typed as text.
//!
//! First the notes are found: places where a numbered item begins ([`starts`]), linked into runs of rising labels that
//! marks call or that stand where notes stand ([`chains`]). Then their extent ([`extents`]). Then, for each stretch of
//! text, the best rising pairing of what may be marks ([`candidates`]) with the notes ([`assign`]). A text without
//! notes may still hold the marks of notes that are not in the file ([`rising`]).
//!
//! Last come marks that belong to an earlier numbering ([`stray`]); in a document that has real notes these alone.
//!
//! Invariant: the text is not changed, and real notes and marks are left as they are.
//! Invariant: time grows with the length of the text (times its logarithm), whatever it holds.

mod assign;
mod candidates;
mod chains;
mod explicit;
mod extents;
mod inline;
mod label;
mod rising;
mod starts;
mod stray;
#[cfg(test)]
mod tests;
mod tie;
mod words;

pub(crate) use inline::{Inline, put as put_inline};
pub(crate) use label::digit;
pub(crate) use starts::is_rule;
pub(crate) use words::words;

use label::Label;
use probata_report::{BlockKind, Document, Span};
use std::collections::HashSet;

/// Finds the notes and marks of a document that has none yet. `superscripts`: stretches set as superscript, in order.
pub(crate) fn tie(document: &mut Document, superscripts: &[Span]) {
    if u32::try_from(document.text.len()).is_err() {
        return;
    }
    if !document.notes.is_empty() || !document.marks.is_empty() {
        stray::beside_real_notes(document, superscripts);
        return;
    }
    let (starts, all_starts) = starts::find(document);
    let labels: HashSet<Label> = starts.iter().map(|start| start.label).collect();
    let (mut candidates, all_candidates) =
        candidates::find(document, superscripts, &|label| labels.contains(&label));
    if !(all_starts && all_candidates) {
        document.parts[0].outcome.lacks(
            "notes",
            "there are more numbers set like note marks than any report has; notes and marks behind them were not looked for",
        );
    }
    let accepted = chains::accepted(document, &starts, &candidates);
    let label = |found: &chains::Accepted| {
        (!found.stray).then(|| (starts[found.start].label, starts[found.start].shape))
    };
    let sequence: Vec<_> = accepted.iter().map(label).collect();
    if accepted.is_empty() {
        let labels: HashSet<Label> = rising::slots(&candidates).iter().map(|slot| slot.label).collect();
        (candidates, _) = candidates::find(document, superscripts, &|label| labels.contains(&label));
    }
    extents::write(document, &starts, &accepted, &candidates);
    drop(starts);
    leave_out_notes(document, &mut candidates);
    tie::marks(document, &candidates, &sequence);
    stray::beside_typed_notes(document, &candidates);
}

/// Numbers inside notes are no marks.
fn leave_out_notes(document: &Document, candidates: &mut Vec<candidates::Candidate>) {
    let mut notes = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Note(_)))
        .map(|b| b.span)
        .peekable();
    candidates.retain(|candidate| {
        let at = candidate.start as usize;
        while notes.next_if(|span| span.end <= at).is_some() {}
        notes.peek().is_none_or(|span| at < span.start)
    });
}
