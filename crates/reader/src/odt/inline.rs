//! What stands inside a paragraph: spans, links, notes, fields, bookmarks, signs.

use super::walk::{Frame, Step, Walk};
use crate::docx::xml::Element;
use crate::flow::{Field, Note, Piece};
use probata_report::HiddenKind;

/// More spaces in a row than anybody types.
const MOST_SPACES: usize = 1000;

impl<'x> Walk<'x> {
    /// An element of a paragraph begins.
    pub fn inline(&mut self, element: &Element<'x>) -> Step {
        let name = |attribute: &str| element.attribute(attribute).unwrap_or_default();
        match element.local() {
            "span" => {
                let style = self.styles.get(self.scope, "text", &name("style-name"));
                self.looks.push(style);
                self.relook();
                return Step::Into(Frame::Look);
            }
            "a" => return self.field(link(&name("href"))),
            "s" => {
                let count = name("c").parse().unwrap_or(1).clamp(1, MOST_SPACES);
                self.sign(&" ".repeat(count), element);
            }
            "tab" => self.sign("\t", element),
            "line-break" => self.sign("\n", element),
            "note" => return self.note(element),
            "note-citation" => return self.citation(element),
            "note-body" => return self.note_body(),
            "bookmark" | "bookmark-start" | "bookmark-end" => {
                self.bookmark(name("name"), element.local());
            }
            "reference-mark" | "reference-mark-start" | "reference-mark-end" => {
                let bookmark = format!("mark {}", name("name"));
                self.bookmark(bookmark, element.local());
            }
            "bookmark-ref" => return self.reference(element, name("ref-name")),
            "reference-ref" => return self.reference(element, format!("mark {}", name("ref-name"))),
            "sequence-ref" => return self.reference(element, format!("sequence {}", name("ref-name"))),
            "note-ref" => {
                let target = format!("note {}", name("ref-name"));
                return self.field(Field::Refers { what: "note", target });
            }
            "sequence" => {
                self.bookmark(format!("sequence {}", name("ref-name")), "sequence");
                return self.field(Field::Counts(name("name")));
            }
            "change" => self.deletion_here(&name("change-id")),
            "change-start" => self.begin_insertion(&name("change-id")),
            "change-end" => {
                self.remark_range(&name("change-id"), false);
                self.inserted = None;
                self.relook();
            }
            "ruby-text" => return Step::Into(Frame::Aside(String::new())),
            "hidden-text" if name("is-hidden") != "false" => {
                self.hide(HiddenKind::HiddenText, &name("string-value"));
            }
            "hidden-paragraph" if name("is-hidden") == "true" => {
                self.hidden += 1;
                self.relook();
                return Step::Into(Frame::Hidden);
            }
            "variable-set" if name("display") == "none" => {
                self.hidden += 1;
                self.relook();
                return Step::Into(Frame::Hidden);
            }
            _ => {}
        }
        Step::Into(Frame::Plain)
    }

    fn field(&mut self, field: Field) -> Step {
        self.builder.push(Piece::Field(field));
        Step::Into(Frame::Field)
    }

    fn reference(&mut self, element: &Element<'x>, target: String) -> Step {
        let what = match element.attribute("reference-format").as_deref() {
            Some("page") => "page",
            Some(format) if format.starts_with("number") || format == "chapter" => "paragraph",
            _ => "bookmark",
        };
        self.field(Field::Refers { what, target })
    }

    fn bookmark(&mut self, name: String, local: &str) {
        if !local.ends_with("-end") {
            self.builder.push(Piece::Bookmark { name: name.clone(), begins: true });
        }
        if !local.ends_with("-start") {
            self.builder.push(Piece::Bookmark { name, begins: false });
        }
    }

    /// The instruction of a field mark is read: its result follows.
    pub fn field_mark(&mut self) {
        let code = std::mem::take(&mut self.code);
        self.builder.push(Piece::Field(Field::of(&code)));
    }

    fn note(&mut self, element: &Element<'x>) -> Step {
        let endnote = element.attribute("note-class").is_some_and(|class| class == "endnote");
        if !self.builder.flow.has_room() {
            return Step::Over;
        }
        let note = self.builder.flow.notes.len();
        self.builder.flow.notes.push(Note { endnote, ..Note::default() });
        let id = element.attribute("id").unwrap_or_default();
        let (place, look) = (self.place(self.span_of(element)), self.look());
        self.builder.push(Piece::Bookmark { name: format!("note {id}"), begins: true });
        self.builder.push(Piece::Mark { note, look, place });
        self.builder.push(Piece::Bookmark { name: format!("note {id}"), begins: false });
        Step::Into(Frame::Note(note))
    }

    fn open_note(&mut self) -> Option<usize> {
        match self.last_frame() {
            Some(Frame::Note(note)) => Some(*note),
            _ => None,
        }
    }

    fn citation(&mut self, element: &Element<'x>) -> Step {
        let Some(note) = self.open_note() else { return Step::Into(Frame::Plain) };
        if let Some(note) = self.builder.flow.notes.get_mut(note) {
            note.typed = element.attribute("label").is_some();
        }
        Step::Into(Frame::Citation(note))
    }

    fn note_body(&mut self) -> Step {
        let Some(note) = self.open_note() else { return Step::Into(Frame::Plain) };
        if let Some(note) = self.builder.flow.notes.get_mut(note) {
            note.label = note.label.take().filter(|label| !label.is_empty());
        }
        Step::Into(Frame::NoteBody(note, self.open_story()))
    }
}

fn link(address: &str) -> Field {
    match address.strip_prefix('#') {
        Some(anchor) if anchor.contains('|') => Field::Plain,
        Some(anchor) => Field::to_anchor(anchor),
        None if address.is_empty() => Field::Plain,
        None => Field::Link(address.to_owned()),
    }
}
