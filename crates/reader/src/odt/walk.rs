//! The walk through a member: from elements to paragraphs and their pieces.
//!
//! Invariant: no recursion on the nesting of elements.

use super::annotations::OpenComment;
use super::changes::Regions;
use super::forms::Fields;
use super::lists::{Lists, SetAside};
use super::objects::{Fetch, Outside, Within};
use super::styles::{Position, Scope, Style, Styles};
use crate::docx::members::Source;
use crate::docx::xml::{Broken, Chars, Cursor, Element, Piece as Xml};
use crate::draft::Place;
use crate::flow::{Builder, Cell, Look, Piece, Story, Words};
use crate::signs::{self, SignFont};
use probata_report::{BlockKind, HiddenKind, Span};
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// What an open element is, as far as its end matters.
pub(super) enum Frame {
    Plain,
    Paragraph,
    /// A paragraph of something that stands in a paragraph.
    Beside(Around),
    /// Words in a style of their own.
    Look,
    Field,
    /// The look of everything inside is hidden.
    Hidden,
    /// A note, by its index.
    Note(usize),
    /// The citation of a note.
    Citation(usize),
    NoteBody(usize, Around),
    TextBox(Around),
    /// An object that stands within this member.
    Object(Outside),
    Comment(usize, Around),
    /// What a change says of itself: who made it, when, and a remark.
    ChangeInfo(Around),
    /// An author or a date of a comment or a change.
    Said(Said),
    Contents,
    List,
    Table,
    /// How often it stands there, and how many paragraphs there were before.
    Row(u32, usize),
    /// How many columns it fills, each with the same, and how many paragraphs there were before.
    Cell(u32, usize),
    /// A changed region, by its id.
    Region(String),
    Insertion,
    Deletion(Around),
    FieldMark,
    RunningHead(BlockKind),
    /// A frame of a drawing or picture.
    Drawn(Drawn),
    /// A reading printed above characters, or a title of a drawing.
    Aside(String),
}

/// What holds outside a note, a box or a comment and not inside it.
pub(super) struct Around {
    lists: SetAside,
    looks: Vec<Rc<Style>>,
    tables: Vec<TableAt>,
}

/// What the characters of an element tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    Author,
    Date,
}

/// A frame, as far as a picture in it matters.
#[derive(Default)]
pub(super) struct Drawn {
    pub size: Option<crate::unseen::Size>,
    pub picture: Option<String>,
    /// It has an alternative text, or shows an object that is told by itself.
    pub is_described: bool,
}

/// A table that is open.
pub(super) struct TableAt {
    pub index: usize,
    pub row: u32,
    pub column: u32,
    /// A sheet that is not shown.
    pub hides: bool,
}

/// What to do with an element that opens.
pub(super) enum Step {
    Into(Frame),
    /// Pass over it; its characters stand elsewhere too, or are none of the document's.
    Aside,
    /// Pass over it; its characters count as not delivered.
    Over,
}

/// A walk through one member.
pub(super) struct Walk<'x> {
    pub builder: Builder,
    pub styles: &'x mut Styles,
    pub source: &'x Source,
    pub cursor: Cursor<'x>,
    pub member: u16,
    pub scope: Scope,
    frames: Vec<Frame>,
    pub looks: Vec<Rc<Style>>,
    /// The styles that hold for words here, one over the other.
    look: Look,
    /// The font of signs that words are set in, or that it is one of letters; none if it is not said.
    signs: Option<Option<SignFont>>,
    pub hidden: usize,
    pub contents: usize,
    pub lists: Lists,
    pub tables: Vec<TableAt>,
    pub comments: HashMap<String, usize>,
    pub comment: Option<OpenComment>,
    pub regions: Regions,
    /// The insertion being walked through.
    pub inserted: Option<u32>,
    /// A page that begins with the next paragraph.
    pub pending_page: Option<(bool, Option<i64>)>,
    /// The instruction of the field mark being read.
    pub code: String,
    /// What fields of forms show whose places have not come.
    pub forms: Fields,
    /// The object being walked through.
    pub within: Option<Within>,
    pub fetch: Fetch<'x>,
    /// Deepest nesting of elements.
    pub depth: usize,
    runs: u32,
}

impl<'x> Walk<'x> {
    /// A walk that has not begun.
    pub fn new(
        builder: Builder,
        styles: &'x mut Styles,
        source: &'x Source,
        member: u16,
        scope: Scope,
        (fetch, depth): (Fetch<'x>, usize),
    ) -> Self {
        Self {
            builder,
            styles,
            source,
            cursor: Cursor::of_all_text(&source.text, depth),
            member,
            scope,
            frames: Vec::new(),
            looks: Vec::new(),
            look: Look::default(),
            signs: None,
            hidden: 0,
            contents: 0,
            lists: Lists::default(),
            tables: Vec::new(),
            comments: HashMap::new(),
            comment: None,
            regions: Regions::default(),
            inserted: None,
            pending_page: None,
            code: String::new(),
            forms: Fields::new(),
            within: None,
            fetch,
            depth,
            runs: 0,
        }
    }

    /// Reads the body.
    pub fn body(mut self) -> Builder {
        self.part("body");
        self.end_changes();
        for words in std::mem::take(&mut self.forms).into_values() {
            self.hide(HiddenKind::HiddenText, &words);
        }
        self.builder
    }

    /// Reads the running heads and feet.
    pub fn heads(mut self) -> Builder {
        self.part("master-styles");
        self.builder
    }

    /// Walks through the element of this name; what stands outside it does not count.
    fn part(&mut self, name: &str) {
        let broken = self.find(name).and_then(|found| if found { self.walk() } else { Ok(()) }).err();
        while let Some(frame) = self.frames.pop() {
            self.end(frame);
        }
        if let Some(broken) = broken {
            let why = format!(
                "{}; what stands behind it was not read. Open the file in LibreOffice and save it again",
                broken.why
            );
            self.builder.flow.lacks(format!("{} byte {}", self.source.name, broken.at), why);
        }
        for what in std::mem::take(&mut self.cursor.strange) {
            let what = what.replace("Word documents", "OpenDocument files");
            self.builder.flow.lacks(&self.source.name, format!("it has {what}; it was left out"));
        }
    }

    fn find(&mut self, name: &str) -> Result<bool, Broken> {
        loop {
            match self.cursor.next()? {
                Xml::Open(element) if element.local() == name => return Ok(true),
                Xml::Open(element)
                    if matches!(
                        element.local(),
                        "styles" | "automatic-styles" | "body" | "meta" | "settings"
                    ) =>
                {
                    self.cursor.skip()?;
                }
                Xml::End => return Ok(false),
                _ => {}
            }
        }
    }

    fn walk(&mut self) -> Result<(), Broken> {
        let (outside, before) = (self.cursor.depth() - 1, self.cursor.seen);
        let done = self.pieces(outside);
        if let Some(seen) = self.builder.flow.seen.get_mut(usize::from(self.member)) {
            *seen += self.cursor.seen - before;
        }
        done
    }

    fn pieces(&mut self, outside: usize) -> Result<(), Broken> {
        while self.cursor.depth() > outside {
            match self.cursor.next()? {
                Xml::Open(element) => {
                    self.runs = self.runs.saturating_add(1);
                    self.element(&element)?;
                }
                Xml::Close => {
                    self.runs = self.runs.saturating_add(1);
                    if let Some(frame) = self.frames.pop() {
                        self.end(frame);
                    }
                }
                Xml::Text(chars) => self.characters(&chars),
                Xml::End => break,
            }
        }
        Ok(())
    }

    fn element(&mut self, element: &Element<'x>) -> Result<(), Broken> {
        match self.begin(element) {
            Step::Into(frame) => self.frames.push(frame),
            Step::Over => self.cursor.skip()?,
            Step::Aside => {
                let before = self.cursor.seen;
                let done = self.cursor.skip();
                self.aside(self.cursor.seen - before);
                done?;
            }
        }
        Ok(())
    }

    /// A story begins inside the open one.
    pub fn open_story(&mut self) -> Around {
        let around = Around {
            lists: self.lists.set_aside(),
            looks: std::mem::take(&mut self.looks),
            tables: std::mem::take(&mut self.tables),
        };
        self.relook();
        self.builder.open_story();
        around
    }

    /// The open story ends.
    pub fn close_story(&mut self, around: Around) -> Story {
        let story = self.builder.close_story();
        self.lists.take_up(around.lists);
        (self.looks, self.tables) = (around.looks, around.tables);
        self.relook();
        story
    }

    /// Counts characters that stand elsewhere too.
    pub fn aside(&mut self, count: usize) {
        if let Some(aside) = self.builder.flow.aside.get_mut(usize::from(self.member)) {
            *aside += count;
        }
    }

    /// The frame of the element around.
    pub fn last_frame(&mut self) -> Option<&mut Frame> {
        self.frames.last_mut()
    }

    /// The id of the changed region that is open.
    pub fn region_id(&self) -> String {
        let id = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Region(id) => Some(id.clone()),
            _ => None,
        });
        id.unwrap_or_default()
    }

    /// The innermost open frame of a drawing.
    pub fn drawn(&mut self) -> Option<&mut Drawn> {
        self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Drawn(drawn) => Some(drawn),
            _ => None,
        })
    }

    fn characters(&mut self, chars: &Chars<'x>) {
        let count = crate::docx::xml::visible(&chars.text);
        match self.frames.last_mut() {
            Some(Frame::Citation(note)) => {
                let note = *note;
                self.aside(count);
                if let Some(note) = self.builder.flow.notes.get_mut(note) {
                    note.label.get_or_insert_with(String::new).push_str(chars.text.trim());
                }
            }
            Some(Frame::Said(said)) => {
                let said = *said;
                self.aside(count);
                self.said(said, &chars.text);
            }
            Some(Frame::Aside(text)) => {
                text.push_str(&chars.text);
                self.aside(count);
            }
            _ if self.builder.has_paragraph() => self.words(chars),
            _ => {}
        }
    }

    /// Words of a paragraph: white space of any length is one space, and none at its beginning.
    fn words(&mut self, chars: &Chars<'x>) {
        let signs = chars.text.chars().any(|c| self.sign_font(c).is_some());
        let text: Cow<'_, str> = match signs {
            true => chars.text.chars().map(|c| self.shown(c)).collect::<String>().into(),
            false => chars.text.as_ref().into(),
        };
        let spaced = self.builder.is_spaced();
        let odd =
            text.contains(['\n', '\t', '\r']) || text.contains("  ") || (spaced && text.starts_with(' '));
        let place = self.place(chars.source);
        let verbatim = chars.verbatim && !self.source.recoded && !signs;
        let look = self.look;
        if !odd {
            let text = text.into_owned();
            return self.builder.words(Words { text, place, verbatim, added: false, look });
        }
        let mut squeezed = String::with_capacity(text.len());
        let mut last_space = spaced;
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\n' | '\t' | '\r');
            if !(is_space && last_space) {
                squeezed.push(if is_space { ' ' } else { c });
            }
            last_space = is_space;
        }
        if !squeezed.is_empty() {
            self.builder.words(Words { text: squeezed, place, verbatim: false, added: false, look });
        }
    }

    /// The font of signs that a character is set in; one of private use of which no font is told is taken for Symbol's.
    fn sign_font(&self, c: char) -> Option<SignFont> {
        let private = ('\u{f020}'..='\u{f0ff}').contains(&c);
        signs::code(c)?;
        self.signs.unwrap_or(private.then_some(SignFont::Symbol))
    }

    /// What a character shows, in a font of signs too.
    fn shown(&mut self, c: char) -> char {
        let Some(font) = self.sign_font(c) else { return c };
        font.shown(c).unwrap_or_else(|code| {
            let (place, why) = signs::unknown(font.name(), code);
            self.builder.flow.lacks(place, why);
            signs::UNKNOWN
        })
    }

    /// Characters that an element stands for.
    pub fn sign(&mut self, text: &str, element: &Element<'x>) {
        let place = self.place(Span::new(element.at, self.cursor.position()));
        let look = self.look;
        if self.builder.has_paragraph() {
            self.builder.words(Words { text: text.to_owned(), place, verbatim: false, added: true, look });
        }
    }

    /// Where something stands; `source` is a range of the member's text.
    pub fn place(&self, source: Span) -> Place {
        Place {
            member: self.member,
            paragraph: self.cursor.paragraphs.saturating_sub(1),
            run: self.runs,
            source: source.shifted(self.source.shift),
        }
    }

    /// How words look here.
    pub fn look(&self) -> Look {
        self.look
    }

    /// Works out anew how words look here.
    pub fn relook(&mut self) {
        let mut style = Style::default();
        for above in self.looks.iter().rev() {
            style = style.or(above);
        }
        let hidden =
            self.hidden > 0 || (style.hides() && (style.hidden == Some(true) || self.tables.is_empty()));
        self.look = Look {
            hidden,
            superscript: style.position == Some(Position::Raised),
            subscript: style.position == Some(Position::Lowered),
            inserted: self.inserted,
            deleted: None,
        };
        self.signs = style.signs;
    }

    /// The cell that a paragraph stands in.
    pub fn cell(&self) -> Option<Cell> {
        let table = self.tables.last()?;
        Some(Cell { table: table.index, row: table.row, column: table.column })
    }

    /// A page begins with the next words.
    pub fn page(&mut self, typed: bool, number: Option<i64>) {
        if self.builder.has_paragraph() {
            self.builder.push(Piece::Page { typed, number });
        } else {
            self.pending_page = Some((typed, number));
        }
    }
}
