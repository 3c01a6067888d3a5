//! Where references lead, once all of the document is read.

use super::fields::Reference;
use super::reading::{Bookmark, Reading};
use memchr::memmem;
use probata_report::{CrossReference, Span};

/// What Word prints where a reference leads nowhere, in the languages of its interface.
pub(crate) const BROKEN: [&str; 14] = [
    "Error!",
    "¡Error!",
    "Erreur",
    "Fehler!",
    "Errore",
    "Erro!",
    "Fout!",
    "Fel!",
    "Feil!",
    "Fejl!",
    "Ошибка!",
    "Błąd!",
    "Помилка!",
    "خطأ!",
];

impl Reading<'_> {
    /// Resolves the references and says which numbers of notes are out of date.
    pub fn refer(&mut self) {
        let (mut stale, called) = (Vec::new(), self.draft.notes_called());
        for reference in std::mem::take(&mut self.references) {
            let printed = self.draft.document.text[reference.span].to_owned();
            let resolved = self.resolve(&reference, &printed, &called, &mut stale);
            let target = if reference.what == "note" { printed } else { reference.bookmark };
            self.draft.document.references.push(CrossReference {
                span: reference.span,
                target,
                what: reference.what.to_owned(),
                resolved,
            });
        }
        self.typed_errors();
        self.draft.document.references.sort_by_key(|reference| (reference.span.start, reference.span.end));
        self.draft.document.parts[0].remarks.extend(stale);
    }

    fn resolve(
        &self,
        reference: &Reference,
        printed: &str,
        called: &[Option<usize>],
        stale: &mut Vec<String>,
    ) -> Option<Span> {
        if BROKEN.iter().any(|error| printed.starts_with(error)) {
            return None;
        }
        let bookmark = self.bookmarks.find(&reference.bookmark)?;
        if reference.what == "note" {
            let note = self.note_of(bookmark, called)?;
            if note.label != printed.trim() && stale.len() < 20 {
                stale.push(format!(
                    "a reference prints note {}, and the note it leads to is now {}: update the fields",
                    printed.trim(),
                    note.label
                ));
            }
            return Some(note.span);
        }
        Some(self.place_of(bookmark))
    }

    fn note_of(&self, bookmark: &Bookmark, called: &[Option<usize>]) -> Option<&probata_report::Note> {
        let document = &self.draft.document;
        // The mark may stand before the bookmark's end or just behind its beginning.
        let (from, to) = bookmark.marks;
        let mark = (from < to).then_some(from).or_else(|| {
            let near = document.marks.get(from)?.span.start;
            (near <= bookmark.span.end + 1).then_some(from)
        })?;
        document.notes.get((*called.get(mark)?)?)
    }

    fn place_of(&self, bookmark: &Bookmark) -> Span {
        let document = &self.draft.document;
        let span = bookmark.span.trimmed(&document.text);
        if !span.is_empty() {
            return span;
        }
        // A bookmark around nothing stands for its paragraph.
        let after = document.blocks.partition_point(|block| block.span.end < span.start);
        document.blocks.get(after).map_or(span, |block| block.span)
    }

    /// What Word prints for a lost reference, left in the text without its field.
    fn typed_errors(&mut self) {
        let document = &mut self.draft.document;
        let known: std::collections::HashSet<usize> =
            document.references.iter().map(|reference| reference.span.start).collect();
        let mut found = Vec::new();
        for words in ["Error! Reference source not found.", "Error! Bookmark not defined."] {
            for at in memmem::find_iter(document.text.as_bytes(), words) {
                if !known.contains(&at) {
                    found.push(CrossReference {
                        span: Span::new(at, at + words.len()),
                        target: words.to_owned(),
                        what: "bookmark".to_owned(),
                        resolved: None,
                    });
                }
            }
        }
        document.references.extend(found);
    }
}
