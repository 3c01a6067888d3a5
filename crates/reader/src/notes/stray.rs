//! Marks left from an earlier numbering: set like the document's marks, with a number behind that of its last note.
//!
//! Invariant: a stray mark has no note, and stands where no other mark stands.
//! Incomplete: a stray mark whose number some note bears is not told from a mark of that note.

use super::candidates::{self, Candidate, Class, STRONG};
use super::label::{self, Label};
use probata_report::{BlockKind, Document, Mark, Span};

/// Fewer notes than this do not show how marks are set.
const FEWEST: usize = 20;
/// Share of the marks, in hundredths, that must be set in one way.
const ALIKE: usize = 90;
/// How far behind the last note a stray number may lie.
const BEHIND: u32 = 50;

/// In a document with notes typed as text: numbers set as nearly all its marks are.
pub(super) fn beside_typed_notes(document: &mut Document, candidates: &[Candidate]) {
    let Some(last) = last_note(document) else { return };
    let tied = |candidate: &&Candidate| {
        let at = document.marks.partition_point(|mark| mark.span.start < candidate.start as usize);
        document.marks.get(at).is_some_and(|mark| mark.span == candidate.span() && mark.note.is_some())
    };
    let mut classes: Vec<(Class, usize)> = Vec::new();
    let mut all = 0;
    for candidate in candidates.iter().filter(tied) {
        all += 1;
        match classes.iter_mut().find(|(class, _)| *class == candidate.class) {
            Some((_, count)) => *count += 1,
            None => classes.push((candidate.class, 1)),
        }
    }
    let Some((class, count)) = classes.into_iter().max_by_key(|(_, count)| *count) else { return };
    // Where notes or marks were lost, the last number says nothing.
    if count * 100 >= all * ALIKE && all * 100 >= document.notes.len() * ALIKE {
        add(document, last, candidates.iter().filter(|candidate| candidate.class == class));
    }
}

/// In a document with real notes: numbers typed and raised by hand.
pub(super) fn beside_real_notes(document: &mut Document, superscripts: &[Span]) {
    let Some(last) = last_note(document).filter(|_| !superscripts.is_empty()) else { return };
    let (candidates, all) = candidates::find(document, superscripts, &|_| false);
    if all {
        let raised = candidates.iter().filter(|candidate| {
            let at = superscripts.partition_point(|span| span.end <= candidate.start as usize);
            superscripts.get(at).is_some_and(|span| span.contains(candidate.span()))
        });
        add(document, last, raised);
    }
}

/// The number of the last note, if there are enough notes.
fn last_note(document: &Document) -> Option<Label> {
    let numbers = document.notes.iter().filter_map(|note| note.label.parse::<u32>().ok());
    numbers.max().filter(|_| document.notes.len() >= FEWEST).map(Label::number)
}

fn add<'c>(document: &mut Document, last: Label, candidates: impl Iterator<Item = &'c Candidate>) {
    let mut found: Vec<Mark> = Vec::new();
    for candidate in candidates.filter(|candidate| candidate.score >= STRONG && candidate.label.is_number()) {
        let span = candidate.span();
        let far = last.steps_to(candidate.label).is_some_and(|steps| steps <= BEHIND);
        let at = document.marks.partition_point(|mark| mark.span.end <= span.start);
        let free = document.marks.get(at).is_none_or(|mark| !mark.span.overlaps(span));
        if far && free && !is_in_note(document, span) {
            let label = label::shown(document.text[span].trim_matches(|c: char| "[]()^".contains(c)));
            found.push(Mark { span, label, note: None });
        }
    }
    insert(document, found);
}

fn is_in_note(document: &Document, span: Span) -> bool {
    let at = document.blocks.partition_point(|block| block.span.end <= span.start);
    document.blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Note(_)))
}

/// Puts marks among the others by place; notes then know theirs by the new order.
fn insert(document: &mut Document, found: Vec<Mark>) {
    if found.is_empty() {
        return;
    }
    document.marks.extend(found);
    document.marks.sort_by_key(|mark| mark.span.start);
    document.notes.iter_mut().for_each(|note| note.marks.clear());
    for (index, mark) in document.marks.iter().enumerate() {
        if let Some(note) = mark.note.and_then(|note| document.notes.get_mut(note)) {
            note.marks.push(index);
        }
    }
}
