//! A document being made by a format whose text is ours (DOCX, HTML).

use probata_report::{Block, BlockKind, Document, Mark, Note, NoteIds, Origin, Span};
use std::borrow::Cow;
use std::collections::HashMap;

/// Where a run of text stands in the file.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// Member of the file (0: the main one).
    pub member: u16,
    /// Paragraph in that member.
    pub paragraph: u32,
    /// Run in that paragraph.
    pub run: u32,
    /// Bytes in that member.
    pub source: Span,
}

/// Collects blocks, marks and notes in reading order, then ties marks to notes.
///
/// Blocks are separated by a blank line. A mark's label is part of the text, as it is in print. Notes come behind the
/// body, each a block that begins with its label and a space.
pub(crate) struct Draft {
    /// The document so far.
    pub document: Document,
    /// Superscript stretches of text, where marks may hide that are no real notes.
    pub superscripts: Vec<Span>,
    /// The note that each mark calls, by the format's own key; same index as `document.marks`.
    called: Vec<String>,
    /// Keys of `document.notes`.
    keys: Vec<String>,
    ids: NoteIds,
    open: Option<Open>,
    limit: usize,
}

struct Open {
    start: usize,
    kind: BlockKind,
    boxed: bool,
}

impl Draft {
    /// An empty draft of a file; `limit` is the largest text in bytes.
    pub fn new(path: &str, format: &str, limit: usize) -> Self {
        Self {
            document: Document::empty(path, format),
            superscripts: Vec::new(),
            called: Vec::new(),
            keys: Vec::new(),
            ids: NoteIds::default(),
            open: None,
            limit,
        }
    }

    /// Begins a block; an open one is ended first.
    pub fn begin(&mut self, kind: BlockKind, boxed: bool) {
        self.end();
        self.open = Some(Open { start: self.document.text.len(), kind, boxed });
    }

    /// True if a block is open.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Changes what the open block is (a paragraph that turns out to be a heading).
    pub fn retype(&mut self, kind: BlockKind) {
        if let Some(open) = &mut self.open {
            open.kind = kind;
        }
    }

    /// Adds text that stands in the file. `verbatim`: the file's bytes are these characters in UTF-8.
    pub fn push(&mut self, text: &str, place: Place, verbatim: bool) {
        if self.is_full() || text.is_empty() {
            return;
        }
        let span = self.add(text);
        self.document.origins.push(Origin {
            span,
            member: place.member,
            paragraph: place.paragraph,
            run: place.run,
            source: place.source,
            verbatim,
        });
    }

    /// Lowered text as it is to be added: its digits lowered, if they belong to what stands before.
    pub fn lowered<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let block = self.block_start().unwrap_or_else(|| self.position());
        crate::raised::lowered(text, &self.document.text[block..])
    }

    /// Adds text that does not stand in the file (a tab, a list number). Gives where it came to stand.
    pub fn add(&mut self, text: &str) -> Span {
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph, false);
        }
        let start = self.document.text.len();
        self.document.text.push_str(text);
        Span::new(start, self.document.text.len())
    }

    /// Adds a mark that calls the note with this key.
    pub fn mark(&mut self, label: &str, key: &str) {
        let span = self.add(label);
        self.document.marks.push(Mark { span, label: label.to_owned(), note: None });
        self.called.push(key.to_owned());
    }

    /// As [`Draft::mark`], for a mark that an element of the file stands for: the way back leads to the element.
    pub fn mark_from(&mut self, label: &str, key: &str, place: Place) {
        self.mark(label, key);
        let span = Span::new(self.document.text.len() - label.len(), self.document.text.len());
        if !span.is_empty() {
            let Place { member, paragraph, run, source } = place;
            self.document.origins.push(Origin { span, member, paragraph, run, source, verbatim: false });
        }
    }

    /// Makes a mark of text that was already added; `span` must not overlap or precede an earlier mark.
    pub fn mark_at(&mut self, span: Span, label: &str, key: &str) {
        self.document.marks.push(Mark { span, label: label.to_owned(), note: None });
        self.called.push(key.to_owned());
    }

    /// The note that each mark calls, as [`Draft::into_parts`] will tie them.
    pub fn notes_called(&self) -> Vec<Option<usize>> {
        let by_key: HashMap<&str, usize> =
            self.keys.iter().enumerate().map(|(index, key)| (key.as_str(), index)).collect();
        self.called.iter().map(|key| by_key.get(key.as_str()).copied()).collect()
    }

    /// Where the next text will stand.
    pub fn position(&self) -> usize {
        self.document.text.len()
    }

    /// Where the open block begins.
    pub fn block_start(&self) -> Option<usize> {
        self.open.as_ref().map(|open| open.start)
    }

    /// Begins a note; its text follows by `push`, further paragraphs by `break_line`.
    pub fn begin_note(&mut self, label: &str, key: &str) {
        let index = self.document.notes.len();
        self.begin(BlockKind::Note(index), false);
        let start = self.document.text.len();
        self.document.text.push_str(label);
        self.document.text.push(' ');
        let body = Span::new(self.document.text.len(), self.document.text.len());
        let id = self.ids.next(label);
        let (label, span) = (label.to_owned(), Span::new(start, body.end));
        self.document.notes.push(Note { id, label, span, pieces: Vec::new(), body, marks: Vec::new() });
        self.keys.push(key.to_owned());
    }

    /// A line break inside the open block.
    pub fn break_line(&mut self) {
        self.add("\n");
    }

    /// Ends the open block; one without any characters but white space is not kept.
    pub fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let text = &mut self.document.text;
        let span = Span::new(open.start, text.len()).trimmed(text);
        if let BlockKind::Note(index) = open.kind {
            let note = &mut self.document.notes[index];
            note.span = span;
            note.body = Span::new(note.body.start.min(span.end), span.end);
        }
        if !span.is_empty() {
            let language = String::new();
            self.document.blocks.push(Block { span, kind: open.kind, language, boxed: open.boxed });
            text.push_str("\n\n");
        }
    }

    /// True if the text has reached its limit; the caller says so in the outcome and stops.
    pub fn is_full(&self) -> bool {
        self.document.text.len() >= self.limit
    }

    /// Ties marks to notes and gives the document without sentences, with the superscript stretches.
    pub fn into_parts(mut self) -> (Document, Vec<Span>) {
        self.end();
        let called = self.notes_called();
        for (index, (mark, note)) in self.document.marks.iter_mut().zip(called).enumerate() {
            mark.note = note;
            if let Some(note) = mark.note {
                self.document.notes[note].marks.push(index);
            }
        }
        self.document.parts[0].span = Span::new(0, self.document.text.len());
        (self.document, self.superscripts)
    }
}
