//! Named places, fields and comments: where they stand in the text, and where references lead.

use super::Field;
use super::lay::Loom;
use crate::docx::references::BROKEN;
use probata_report::{CrossReference, Hidden, HiddenKind, Note, Span};
use std::collections::HashMap;

/// More bookmarks than any report has; the rest cannot be referred to.
const MOST: usize = 100_000;

/// A named place.
struct Named {
    span: Span,
    /// The note marks before it and up to its end, as a range of the document's marks.
    marks: (usize, usize),
    /// The note in whose words it begins.
    note: Option<usize>,
}

/// The named places of a document.
#[derive(Default)]
pub(super) struct Places {
    all: Vec<Named>,
    by_name: HashMap<String, usize>,
}

impl Places {
    /// A place begins.
    pub fn begin(&mut self, name: String, at: usize, marks: usize, note: Option<usize>) {
        if self.all.len() < MOST {
            self.by_name.entry(name.to_lowercase()).or_insert(self.all.len());
            self.all.push(Named { span: Span::new(at, at), marks: (marks, marks), note });
        }
    }

    /// A place ends. One that begins in a note and ends in the text is that note's.
    pub fn end(&mut self, name: &str, at: usize, marks: usize) {
        if let Some(place) = self.by_name.get(&name.to_lowercase()).and_then(|index| self.all.get_mut(*index))
        {
            place.span.end = at.max(place.span.start);
            place.marks.1 = marks.max(place.marks.0);
        }
    }

    fn find(&self, name: &str) -> Option<&Named> {
        self.by_name.get(&name.to_lowercase()).map(|index| &self.all[*index])
    }
}

/// A field that is open.
pub(super) struct OpenField {
    pub field: Field,
    pub start: usize,
}

/// A reference to be resolved when all of the document is laid.
pub(super) struct Reference {
    span: Span,
    target: String,
    what: &'static str,
}

impl Loom<'_> {
    /// Fields that a paragraph did not end.
    pub fn end_fields(&mut self) {
        while !self.fields.is_empty() {
            self.end_field();
        }
    }

    /// The innermost field ends.
    pub fn end_field(&mut self) {
        let Some(OpenField { field, start }) = self.fields.pop() else { return };
        let at = self.draft.position();
        let span = Span::new(start.min(at), at).trimmed(&self.draft.document.text);
        match field {
            Field::Refers { what, target } if !span.is_empty() => {
                self.references.push(Reference { span, target, what });
            }
            Field::Link(address) if self.draft.document.text[span].trim() != address => {
                self.keep_code(format!("HYPERLINK {address}"), span);
            }
            Field::Code(code) => self.keep_code(code, span),
            Field::Counts(name) => self.caption(&name, start),
            Field::Refers { .. } | Field::Link(_) | Field::Plain => {}
        }
    }

    fn keep_code(&mut self, text: String, span: Span) {
        let (author, date, place) = (String::new(), String::new(), self.name_of(0));
        let kind = HiddenKind::FieldCode;
        self.draft.document.hidden.push(Hidden { kind, text, span, author, date, place });
    }

    /// Resolves the references and says which numbers of notes are out of date.
    pub fn refer(&mut self) {
        let (mut stale, called) = (Vec::new(), self.draft.notes_called());
        for reference in std::mem::take(&mut self.references) {
            let printed = self.draft.document.text[reference.span].to_owned();
            let place = self.places.find(&reference.target);
            let mut resolved = None;
            let mut target = reference.target.clone();
            if reference.what == "note" {
                target.clone_from(&printed);
                if let Some(note) = place.and_then(|place| self.note_at(place, &called)) {
                    resolved = Some(note.span);
                    if note.label != printed.trim() && stale.len() < 20 {
                        stale.push(format!(
                            "a reference prints note {}, and the note it leads to is now {}: update the fields",
                            printed.trim(),
                            note.label
                        ));
                    }
                }
            } else {
                resolved = place.map(|place| self.span_of(place));
            }
            if BROKEN.iter().any(|error| printed.starts_with(error)) {
                resolved = None;
            }
            let what = reference.what.to_owned();
            self.draft.document.references.push(CrossReference {
                span: reference.span,
                target,
                what,
                resolved,
            });
        }
        self.draft.document.references.sort_by_key(|reference| (reference.span.start, reference.span.end));
        self.draft.document.parts[0].remarks.extend(stale);
    }

    fn note_at(&self, place: &Named, called: &[Option<usize>]) -> Option<&Note> {
        let document = &self.draft.document;
        if let Some(note) = place.note {
            return document.notes.get(*self.note_starts.get(&note)?);
        }
        // The mark may stand before the place's end or just behind its beginning.
        let (from, to) = place.marks;
        let mark = (from < to).then_some(from).or_else(|| {
            let near = document.marks.get(from)?.span.start;
            (near <= place.span.end + 1).then_some(from)
        })?;
        document.notes.get((*called.get(mark)?)?)
    }

    fn span_of(&self, place: &Named) -> Span {
        let document = &self.draft.document;
        let span = place.span.trimmed(&document.text);
        if !span.is_empty() && place.note.is_none() {
            return span;
        }
        // A place around nothing stands for its paragraph.
        let after = document.blocks.partition_point(|block| block.span.end < span.start);
        document.blocks.get(after).map_or(span, |block| block.span)
    }
}
