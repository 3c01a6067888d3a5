//! Notes whose text stands where their mark is: they are tied by where they stand, and counted as they are printed.

use probata_report::{Block, BlockKind, Document, Mark, Note, Span};
use std::collections::{HashMap, HashSet};

/// A note that stands behind its mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inline {
    /// The mark.
    pub mark: Span,
    /// The note's text, which is a block of its own.
    pub note: Span,
}

/// Adds notes to those that the document has, and their marks. They are numbered in order, with numbers that no other note has.
pub(crate) fn put(document: &mut Document, inline: &[Inline]) {
    if inline.is_empty() {
        return;
    }
    let taken: HashSet<String> = document.notes.iter().map(|note| note.label.clone()).collect();
    let mut labels = (1..).map(|number: usize| number.to_string()).filter(|label| !taken.contains(label));
    let mut notes: Vec<(Note, Option<usize>)> = std::mem::take(&mut document.notes)
        .into_iter()
        .enumerate()
        .map(|(old, note)| (note, Some(old)))
        .collect();
    for Inline { mark, note } in inline {
        let label = labels.next().unwrap_or_default();
        let id = format!("n{label}");
        let (span, body) = (*note, *note);
        notes.push((
            Note { id, label: label.clone(), span, pieces: Vec::new(), body, marks: Vec::new() },
            None,
        ));
        document.marks.push(Mark { span: *mark, label, note: None });
    }
    notes.sort_by_key(|(note, _)| note.span.start);
    renumber(document, notes, inline);
}

/// Sets the notes in their new order, and whatever names one by its number.
fn renumber(document: &mut Document, notes: Vec<(Note, Option<usize>)>, inline: &[Inline]) {
    let moved: HashMap<usize, usize> =
        notes.iter().enumerate().filter_map(|(new, (_, old))| Some(((*old)?, new))).collect();
    let at: HashMap<usize, usize> =
        notes.iter().enumerate().map(|(new, (note, _))| (note.span.start, new)).collect();
    let called: HashMap<usize, usize> =
        inline.iter().filter_map(|one| Some((one.mark.start, *at.get(&one.note.start)?))).collect();
    for Block { kind, span, .. } in &mut document.blocks {
        match kind {
            BlockKind::Note(old) => *kind = BlockKind::Note(moved.get(old).copied().unwrap_or(*old)),
            BlockKind::Apparatus => {
                if let Some(new) = at.get(&span.start) {
                    *kind = BlockKind::Note(*new);
                }
            }
            _ => {}
        }
    }
    for mark in &mut document.marks {
        mark.note = match mark.note {
            Some(old) => moved.get(&old).copied(),
            None => called.get(&mark.span.start).copied(),
        };
    }
    let mut order: Vec<usize> = (0..document.marks.len()).collect();
    order.sort_by_key(|mark| document.marks[*mark].span.start);
    let places: HashMap<usize, usize> = order.iter().enumerate().map(|(new, old)| (*old, new)).collect();
    document.marks.sort_by_key(|mark| mark.span.start);
    document.notes = notes.into_iter().map(|(note, _)| note).collect();
    for note in &mut document.notes {
        note.marks = note.marks.iter().filter_map(|mark| places.get(mark).copied()).collect();
    }
    for one in inline {
        let mark = document.marks.partition_point(|mark| mark.span.start < one.mark.start);
        if let Some(note) = at.get(&one.note.start) {
            document.notes[*note].marks.push(mark);
        }
    }
}
