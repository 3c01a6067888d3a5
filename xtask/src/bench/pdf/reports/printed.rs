//! A published report as text to be printed: its blocks with the places that call notes, and the notes.

use crate::bench::pdf::compared::unmarked;
use probata_reader::{Options, read};
use probata_report::{Block, BlockKind, Document};
use std::collections::HashSet;

/// A report to be printed. Each note is called once, in the order of the notes.
pub struct Printed {
    pub name: String,
    pub blocks: Vec<Piece>,
    pub notes: Vec<String>,
}

/// A heading or a paragraph.
pub struct Piece {
    /// Of a heading; 1 is the highest.
    pub level: Option<u8>,
    pub parts: Vec<Part>,
}

/// What stands in a block.
pub enum Part {
    Words(String),
    /// Calls the note with this index.
    Call(usize),
}

impl Printed {
    /// A report read from text or Markdown. Marks that call no note, or one that was called before, are left out.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let document = read(name, bytes, &Options::default());
        let mut printed = Self { name: name.to_owned(), blocks: Vec::new(), notes: Vec::new() };
        let mut called = HashSet::new();
        for block in document.blocks.iter().filter(|block| is_text(block.kind)) {
            printed.block(&document, block, &mut called);
        }
        printed
    }

    /// Puts another report behind this one.
    pub fn append(&mut self, other: Self) {
        let before = self.notes.len();
        let moved = |part| match part {
            Part::Call(note) => Part::Call(before + note),
            words @ Part::Words(_) => words,
        };
        self.blocks.extend(
            other.blocks.into_iter().map(|piece| Piece {
                level: piece.level,
                parts: piece.parts.into_iter().map(moved).collect(),
            }),
        );
        self.notes.extend(other.notes);
    }

    fn block(&mut self, document: &Document, block: &Block, called: &mut HashSet<usize>) {
        let level = if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
        let (mut parts, mut at) = (Vec::new(), block.span.start);
        let (_, marks) = document.marks_in(block.span);
        for mark in marks.iter().filter(|mark| block.span.contains(mark.span)) {
            parts.push(Part::Words(plain(&document.text[at..mark.span.start])));
            at = mark.span.end;
            let Some(note) = mark.note.filter(|note| called.insert(*note)) else { continue };
            let note = plain(&unmarked(document, document.notes[note].body));
            if note.chars().any(char::is_alphanumeric) {
                parts.push(Part::Call(self.notes.len()));
                self.notes.push(note.trim().to_owned());
            }
        }
        parts.push(Part::Words(plain(&document.text[at..block.span.end])));
        self.blocks.push(Piece { level, parts });
    }
}

/// True for what is printed in the text.
pub fn is_text(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Note(_) | BlockKind::Header | BlockKind::Footer)
}

/// Words with single spaces between them, and no sign that cannot be printed.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{fffd}' | '\u{feff}')) {
        if !(c.is_whitespace() || c.is_control()) {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}
