//! Where in the document something stands, in a person's words.

use probata_report::{Document, Span};

/// The words at `span`; empty if there is no such place.
pub(crate) fn words(document: &Document, span: Span) -> &str {
    document.text.get(span.range()).unwrap_or("")
}

/// The index of the note that holds the byte at `offset`.
pub(crate) fn note_at(document: &Document, offset: usize) -> Option<usize> {
    let after = document.notes.partition_point(|note| note.span.start <= offset);
    // A note that runs over a page may span others, so look back a little.
    (after.saturating_sub(8)..after).rev().find(|index| {
        let note = &document.notes[*index];
        let pieces = if note.pieces.is_empty() { std::slice::from_ref(&note.span) } else { &note.pieces };
        pieces.iter().any(|span| span.holds(offset))
    })
}

/// `note 41, page 12`; the file too if there are several.
pub(crate) fn place(document: &Document, offset: usize) -> String {
    let mut said = Vec::new();
    if let Some(note) = note_at(document, offset) {
        said.push(format!("note {}", document.notes[note].label));
    }
    said.extend(leaf(document, offset));
    if document.parts.len() > 1 {
        said.push(document.parts[document.part_at(offset)].path.clone());
    }
    if said.is_empty() {
        said.extend(document.sentence_at(offset).map(|index| format!("sentence {}", index + 1)));
    }
    said.join(", ")
}

/// The page, else the line of a text file or the paragraph of another one.
pub(crate) fn leaf(document: &Document, offset: usize) -> Option<String> {
    if let Some(page) = document.page_at(offset) {
        return Some(format!("page {page}"));
    }
    let origin = document.origin_at(offset)?;
    if origin.member > 0 {
        return None;
    }
    let part = &document.parts[document.part_at(offset)];
    let lines = part.format.starts_with("text") || part.format.starts_with("markdown");
    Some(format!("{} {}", if lines { "line" } else { "paragraph" }, origin.paragraph + 1))
}

/// The chapter that holds the byte at `offset`, as an index.
pub(crate) fn chapter_at(chapters: &[probata_report::Chapter], offset: usize) -> Option<usize> {
    let after = chapters.partition_point(|chapter| chapter.span.start <= offset);
    after.checked_sub(1).filter(|index| chapters[*index].span.holds(offset))
}
