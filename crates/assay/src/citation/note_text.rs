//! The text of one note with single spaces and without markup, and the way back to the document.

use probata_report::{Document, Note, Span};

/// A note's text as it is read for citations.
pub(super) struct NoteText {
    /// Single spaces, no soft hyphens, no Markdown emphasis.
    pub(super) text: String,
    /// Where stretches of `text` begin, in it and in the document.
    stretches: Vec<(usize, usize)>,
}

impl NoteText {
    /// Reads the body of a note, or its pieces where it runs over a page.
    pub(super) fn of(document: &Document, note: &Note) -> Self {
        let part = document.parts.get(document.part_at(note.body.start));
        let markdown = part.is_some_and(|part| part.format.starts_with("markdown"));
        let mut out = Self { text: String::with_capacity(note.body.len()), stretches: Vec::new() };
        if note.pieces.is_empty() {
            out.take(&document.text, note.body, markdown);
        }
        for piece in &note.pieces {
            let start = piece.start.max(note.body.start);
            if start < piece.end {
                out.space(piece.start);
                out.take(&document.text, Span::new(start, piece.end), markdown);
            }
        }
        out
    }

    fn space(&mut self, at: usize) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.stretches.push((self.text.len(), at));
            self.text.push(' ');
        }
    }

    fn take(&mut self, text: &str, span: Span, markdown: bool) {
        let mut broken = true;
        for (offset, letter) in text[span].char_indices() {
            let at = span.start + offset;
            if letter == '\u{AD}' || (markdown && is_markup(text, at, letter)) {
                broken = true;
            } else if letter.is_whitespace() {
                broken = broken || letter != ' ' || self.text.ends_with(' ');
                self.space(at);
            } else {
                if broken {
                    self.stretches.push((self.text.len(), at));
                    broken = false;
                }
                self.text.push(letter);
            }
        }
    }

    /// The document's span of a range of this text that neither begins nor ends with a space.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let last = end.max(start + 1) - 1;
        Span::new(self.back(start), self.back(last) + (end.max(start) - last.min(end)))
    }

    fn back(&self, local: usize) -> usize {
        let after = self.stretches.partition_point(|(from, _)| *from <= local);
        let (from, document) = self.stretches.get(after.saturating_sub(1)).copied().unwrap_or_default();
        document + local.saturating_sub(from)
    }
}

/// True for emphasis signs and for backslashes before punctuation.
fn is_markup(text: &str, at: usize, letter: char) -> bool {
    match letter {
        '*' => true,
        '_' => {
            let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
            let after = text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
            !(before && after)
        }
        '\\' => text[at + 1..].chars().next().is_some_and(|next| next.is_ascii_punctuation()),
        _ => false,
    }
}
