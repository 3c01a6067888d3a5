//! One story of a file, walked from its first element to its last: the body, a text box, a note, a running head.
//!
//! Invariant: no recursion on the nesting of elements; text boxes are stories of their own, at most
//! [`DEEPEST_BOX`] deep.

use super::changes::Change;
use super::fields::Field;
use super::paragraph::{Paragraph, Run};
use super::reading::{Part, Reading};
use super::tables::TableAt;
use super::xml::{Broken, Chars, Cursor, Element, Piece, Point};
use crate::draft::Place;
use probata_report::{BlockKind, Span};

/// Text boxes within text boxes.
const DEEPEST_BOX: u8 = 4;

/// What kind of story it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mode {
    /// The main document.
    Body,
    /// A text box.
    Box,
    /// A running head or foot.
    Running(BlockKind),
    /// A note: one block, paragraphs are lines. Its own mark, if it has one, is passed over.
    Note(Option<String>),
}

/// What an open element is, as far as its end matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    Plain,
    Paragraph,
    ParagraphProperties,
    MarkProperties,
    Run,
    RunProperties,
    /// Words, deleted words, or (true) a field's instruction; the second says that white space at the edges counts.
    Characters(bool, bool),
    FieldData,
    /// What a field of a form offers, and what was chosen.
    FormData,
    Change,
    SimpleField,
    Link,
    Table,
    /// True if the whole row was inserted or deleted.
    Row(bool),
    RowProperties,
    Cell(bool),
    CellProperties,
    /// Alternatives: true once one was chosen; characters seen in it.
    Alternatives(bool, usize),
    Choice(usize),
    /// A reading printed above characters.
    Ruby,
    /// A part of a formula, by its place in the member.
    Formula(usize),
}

/// What to do with an element that opens.
pub(super) enum Step {
    /// Walk through it.
    Into(Frame),
    /// Pass over it; its characters, if any, count as not delivered.
    Over,
    /// Pass over it; up to so many of its characters stand elsewhere too.
    Aside(usize),
}

/// Something that stands beside the paragraph that holds it.
pub(super) enum Beside {
    TextBox(Point, Option<Change>),
    Chart(String),
    Diagram(String),
}

/// A walk through one story.
pub(super) struct Story<'r, 'o, 'x> {
    pub reading: &'r mut Reading<'o>,
    pub part: &'x Part<'x>,
    pub cursor: Cursor<'x>,
    pub mode: Mode,
    pub frames: Vec<Frame>,
    pub paragraph: Paragraph,
    pub run: Run,
    pub fields: Vec<Field>,
    /// Fields begun beyond those that are followed.
    pub fields_too_deep: usize,
    pub changes: Vec<Change>,
    pub tables: Vec<TableAt>,
    pub beside: Vec<Beside>,
    pub links: Vec<super::fields::Link>,
    /// Pieces of the text element being read.
    pub pieces: Vec<Chars<'x>>,
    /// The paragraph before runs on into the next, because its end was deleted.
    pub joining: bool,
    /// In a note: nothing yet but the label; and a line break that waits for text.
    pub fresh: bool,
    pub broken_line: bool,
    /// A note reference whose mark follows as text.
    pub custom_mark: Option<(super::calls::Kind, String)>,
    /// Signs of the formula being read, and whether a letter or digit now would run into it.
    pub signs: crate::formula::Signs,
    pub apart: bool,
    /// The drawing being read.
    pub placed: super::pictures::Placed,
    /// How many text boxes this story stands in.
    nesting: u8,
}

impl<'r, 'o, 'x> Story<'r, 'o, 'x> {
    /// A story of a member from the cursor's first element on.
    pub fn new(reading: &'r mut Reading<'o>, part: &'x Part<'x>, cursor: Cursor<'x>, mode: Mode) -> Self {
        Self {
            reading,
            part,
            cursor,
            mode,
            frames: Vec::new(),
            paragraph: Paragraph::default(),
            run: Run::default(),
            fields: Vec::new(),
            fields_too_deep: 0,
            changes: Vec::new(),
            tables: Vec::new(),
            beside: Vec::new(),
            links: Vec::new(),
            pieces: Vec::new(),
            joining: false,
            fresh: true,
            broken_line: false,
            custom_mark: None,
            signs: Default::default(),
            apart: false,
            placed: Default::default(),
            nesting: 0,
        }
    }

    /// Reads it; says how many characters it saw and where it broke off, if it did.
    pub fn read(mut self) -> (usize, Option<Broken>) {
        let broken = self.walk().err();
        // What is open when a file breaks off is ended, so that what was read is kept.
        while let Some(frame) = self.frames.pop() {
            self.end(frame);
        }
        self.end_fields();
        self.end_block();
        let strange = std::mem::take(&mut self.cursor.strange);
        self.reading.strange(&self.part.source.name, &strange);
        (self.cursor.seen, broken)
    }

    fn walk(&mut self) -> Result<(), Broken> {
        loop {
            match self.cursor.next()? {
                Piece::Open(element) => self.element(&element)?,
                Piece::Close => {
                    if let Some(frame) = self.frames.pop() {
                        self.end(frame);
                    }
                }
                Piece::Text(chars) => self.characters(chars),
                Piece::End => return Ok(()),
            }
        }
    }

    fn element(&mut self, element: &Element<'x>) -> Result<(), Broken> {
        match self.begin(element) {
            Step::Into(frame) => self.frames.push(frame),
            Step::Over => self.cursor.skip()?,
            Step::Aside(most) => {
                let before = self.cursor.seen;
                let done = self.cursor.skip();
                self.reading.delivered += (self.cursor.seen - before).min(most);
                done?;
            }
        }
        Ok(())
    }

    fn characters(&mut self, chars: Chars<'x>) {
        match self.frames.last() {
            Some(Frame::Characters(..)) => self.pieces.push(chars),
            Some(Frame::FieldData) => self.field_data(&chars.text),
            _ => {}
        }
    }

    /// What an element's end means.
    fn end(&mut self, frame: Frame) {
        match frame {
            Frame::Paragraph => self.end_paragraph(),
            Frame::ParagraphProperties => self.page_before(),
            Frame::Run => self.run = Run::default(),
            Frame::Characters(code, spaced) => self.deliver(code, spaced),
            Frame::Change => self.end_change(),
            Frame::SimpleField => self.field_end(),
            Frame::Link => self.end_link(),
            Frame::Table => self.end_table(),
            Frame::Row(changed) => self.end_row(changed),
            Frame::Cell(changed) => self.end_cell(changed),
            Frame::Choice(before) => {
                let seen = self.cursor.seen - before;
                if let Some(Frame::Alternatives(_, count)) = self.frames.last_mut() {
                    *count = seen;
                }
            }
            Frame::Ruby => self.run.ruby = false,
            Frame::Formula(at) => self.end_formula(at),
            _ => {}
        }
    }

    /// Where the run being read stands; `source` is a range of the member's text.
    pub fn place(&self, source: Span) -> Place {
        Place {
            member: self.part.member,
            paragraph: self.cursor.paragraphs.saturating_sub(1),
            run: self.paragraph.runs.saturating_sub(1),
            source: source.shifted(self.part.source.shift),
        }
    }

    /// The place's name for what is hidden there.
    pub fn place_name(&self) -> &'x str {
        &self.part.source.name
    }

    /// Ends the open block and reads what stands beside it.
    pub fn end_block(&mut self) {
        if matches!(self.mode, Mode::Note(_)) {
            self.broken_line = true;
            self.joining = false;
            return;
        }
        self.reading.draft.end();
        self.joining = false;
        for beside in std::mem::take(&mut self.beside) {
            match beside {
                Beside::TextBox(point, change) => self.text_box(&point, change),
                Beside::Chart(target) => self.reading.chart(&target, self.part.relations),
                Beside::Diagram(target) => self.reading.diagram(&target, self.part.relations),
            }
        }
    }

    fn text_box(&mut self, point: &Point, change: Option<Change>) {
        if self.nesting >= DEEPEST_BOX {
            let why = format!("text boxes stand in text boxes more than {DEEPEST_BOX} deep");
            return self.reading.lacks(self.place_name(), why);
        }
        let depth = self.reading.options.limits.depth;
        let cursor = Cursor::from_point(self.part.source.text.as_str(), depth, point);
        let mode = if let Mode::Running(kind) = self.mode { Mode::Running(kind) } else { Mode::Box };
        let mut story = Story::new(self.reading, self.part, cursor, mode);
        story.nesting = self.nesting + 1;
        if let Some(change) = change {
            story.open_change(change);
        }
        // What breaks inside also breaks the walk around it, which says so.
        let _ = story.read();
    }
}
