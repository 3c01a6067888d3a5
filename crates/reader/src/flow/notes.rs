//! Notes: what their marks print, and their texts behind the body in the order of the marks.

use super::lay::{Loom, Mode};
use super::{Look, Note};
use crate::docx::number_format::numbered;
use crate::docx::xml::visible;
use crate::draft::Place;
use probata_report::{Hidden, HiddenKind, Span};

/// How notes of one kind are counted.
#[derive(Debug, Clone)]
pub(crate) struct NoteRules {
    /// The first number.
    pub start: i64,
    /// As [`numbered`] names formats.
    pub format: String,
    /// They are counted anew on each page.
    pub by_page: bool,
}

impl Default for NoteRules {
    fn default() -> Self {
        Self { start: 1, format: "decimal".to_owned(), by_page: false }
    }
}

impl Loom<'_> {
    /// The mark of a note.
    pub fn mark(&mut self, note: usize, look: Look, place: Place) {
        let Some(called) = self.flow_notes.get(note) else { return };
        let endnote = usize::from(called.endnote);
        let given = called.label.clone();
        if self.is_away(look) || look.hidden {
            return self.dropped.push((note, look, self.draft.position()));
        }
        let counted = given.is_none() || !called.typed;
        let label = match given {
            Some(label) => {
                self.counted[endnote] += i64::from(counted);
                label
            }
            None => self.count(endnote),
        };
        self.start();
        self.open_insertion(look);
        self.draft.mark_from(&label, &note.to_string(), place);
        self.called[endnote].push((note, label));
    }

    fn count(&mut self, endnote: usize) -> String {
        let number = self.rules[endnote].start.saturating_add(self.counted[endnote]);
        self.counted[endnote] += 1;
        let label = numbered(number, &self.rules[endnote].format);
        if label.is_empty() { number.to_string() } else { label }
    }

    /// The notes that are called, footnotes first; then those whose marks are not in the text are set aside.
    pub fn notes(&mut self) {
        for kind in 0..2 {
            for (index, label) in std::mem::take(&mut self.called[kind]) {
                let note = std::mem::take(&mut self.flow_notes[index]);
                self.note(index, note, &label);
            }
        }
        for (index, look, at) in std::mem::take(&mut self.dropped) {
            let note = std::mem::take(&mut self.flow_notes[index]);
            self.set_aside(&note, look, at);
        }
        for note in std::mem::take(&mut self.flow_notes) {
            if note.story.paragraphs.is_empty() {
                continue;
            }
            let at = self.draft.position();
            self.set_aside(&note, Look { hidden: true, ..Look::default() }, at);
        }
    }

    fn note(&mut self, index: usize, note: Note, label: &str) {
        self.draft.begin_note(label, &index.to_string());
        self.note_starts.insert(index, self.draft.document.notes.len() - 1);
        self.fresh = true;
        self.own_label = note.typed.then(|| label.to_owned());
        self.in_note = Some(index);
        self.story(note.story, &Mode::Note);
        self.in_note = None;
        self.own_label = None;
        self.draft.end();
    }

    /// A note whose mark a change took out of the text, or that is hidden.
    fn set_aside(&mut self, note: &Note, look: Look, at: usize) {
        let mut lines = Vec::new();
        for paragraph in &note.story.paragraphs {
            let mut line = String::new();
            for piece in &paragraph.pieces {
                if let super::Piece::Text(words) = piece {
                    line.push_str(&words.text);
                    if !words.added {
                        self.delivered(words.place.member, visible(&words.text));
                    }
                }
            }
            lines.push(line);
        }
        let text = lines.join("\n").trim().to_owned();
        if text.is_empty() {
            return;
        }
        let change = self.taken_by(look).and_then(|index| self.changes.get(index as usize)).cloned();
        let kind = match &change {
            Some(change) if change.inserted => HiddenKind::Inserted,
            Some(_) => HiddenKind::Deleted,
            None => HiddenKind::HiddenText,
        };
        let (author, date) = change.map(|change| (change.author, change.date)).unwrap_or_default();
        let place = self.name_of(0);
        let span = Span::new(at, at);
        self.draft.document.hidden.push(Hidden { kind, text, span, author, date, place });
    }
}
