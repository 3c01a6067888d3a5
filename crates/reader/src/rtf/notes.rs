//! Footnotes and endnotes: their marks, which stand before them, and their texts.

use super::walk::Walk;
use crate::draft::Place;
use crate::flow::{Look, Note, Piece};
use probata_report::Span;

/// The longest mark that is not a number.
const LONGEST_MARK: usize = 8;

impl Walk<'_> {
    /// An automatic mark. In the text a note follows it; in a note it is the note's own.
    pub fn note_mark(&mut self, span: Span) {
        if self.in_note() {
            return;
        }
        if self.mark.is_some() {
            self.lone_mark();
        }
        self.mark = Some((self.place(span), self.look()));
    }

    /// A mark that no note follows.
    pub fn lone_mark(&mut self) {
        if self.mark.take().is_some() {
            let why = "a note's mark stands in the text, and no note follows it; the mark was left out";
            self.builder.flow.lacks("the file", why);
        }
    }

    /// A note begins.
    pub fn begin_note(&mut self) {
        let (label, place, look) = match self.mark.take() {
            Some((place, look)) => (None, place, look),
            None => match self.typed_mark() {
                Some((label, place, look)) => (Some(label), place, look),
                None => (None, self.place(Span::default()), self.look()),
            },
        };
        let note = self.builder.flow.notes.len();
        let typed = label.is_some();
        if self.builder.flow.has_room() {
            self.builder.flow.notes.push(Note { label, typed, ..Note::default() });
            self.builder.push(Piece::Mark { note, look, place });
        }
        self.comments.notes.push(note);
        self.open_story();
    }

    /// The last word before a note, if it can be a mark typed by hand; it is taken out of the paragraph.
    fn typed_mark(&mut self) -> Option<(String, Place, Look)> {
        let seen = &mut self.aside;
        let pieces = &mut self.builder.paragraph()?.pieces;
        let Some(Piece::Text(words)) = pieces.last_mut() else { return None };
        let text = words.text.as_str();
        let from = if words.look.superscript {
            text.len() - text.trim_start().len()
        } else {
            text.trim_end_matches(['*', '†', '‡', '§', '¶', '#']).len()
        };
        let label = text[from..].to_owned();
        let is_mark = !label.is_empty()
            && label.chars().count() <= LONGEST_MARK
            && !label.contains(char::is_whitespace);
        if !is_mark {
            return None;
        }
        let (mut place, look) = (words.place, Look { superscript: false, ..words.look });
        *seen += crate::docx::xml::visible(&label);
        if words.verbatim {
            place.source.start += from;
            words.place.source.end = place.source.start;
        }
        words.text.truncate(from);
        if words.text.is_empty() {
            pieces.pop();
        }
        Some((label, place, look))
    }

    /// The open note is an endnote.
    pub fn is_endnote(&mut self) {
        if let Some(note) = self.comments.notes.last().copied()
            && let Some(note) = self.builder.flow.notes.get_mut(note)
        {
            note.endnote = true;
        }
    }

    /// A note ends.
    pub fn end_note(&mut self) {
        let story = self.close_story();
        if let Some(note) = self.comments.notes.pop()
            && let Some(note) = self.builder.flow.notes.get_mut(note)
        {
            note.story = story;
        }
    }
}
