//! A document on its way from a format that keeps notes, boxes and comments inside its paragraphs (ODT, RTF) to a draft,
//! where they stand behind each other.
//!
//! A format fills a [`Flow`]: stories of paragraphs of pieces, in the file's order. [`lay`](lay::lay) puts them into the
//! order of reading, on the side of tracked changes that was chosen.
//!
//! Invariant: a format says where each piece stands in the file; only what it marks as added stands nowhere.
//! Invariant: no more than [`MOST_PIECES`] pieces are kept; what comes behind them is missing and told.

mod build;
mod changes;
mod fields;
mod lay;
mod notes;
mod pages;
mod places;
mod shape;

pub(crate) use build::Builder;
pub(crate) use lay::lay;
pub(crate) use notes::NoteRules;
pub(crate) use shape::Shape;

use crate::draft::Place;
use probata_report::{BlockKind, Comment, Hidden, HiddenKind};

/// More pieces of text, paragraphs and places than any report has.
pub(crate) const MOST_PIECES: usize = 1 << 20;

/// A whole file, taken apart.
#[derive(Default)]
pub(crate) struct Flow {
    /// The running text.
    pub body: Story,
    /// Footnotes and endnotes in the order in which the file has them.
    pub notes: Vec<Note>,
    /// Running heads and feet.
    pub running: Vec<(BlockKind, Story)>,
    /// Tracked changes.
    pub changes: Vec<Change>,
    /// Comments; their spans are told by [`Piece::Comment`].
    pub comments: Vec<Comment>,
    /// Properties and other hidden things that hang on no place.
    pub hidden: Vec<Hidden>,
    /// How many cells each table has.
    pub cells: Vec<u32>,
    /// How footnotes and endnotes are counted.
    pub rules: [NoteRules; 2],
    /// Pages as the file states them.
    pub stated: Option<u32>,
    /// Pictures seen.
    pub pictures: usize,
    /// Names of the members, as `place` names them.
    pub members: Vec<String>,
    /// Characters other than white space that were seen in each member.
    pub seen: Vec<usize>,
    /// Characters of each member that stand elsewhere too, or that are numbers which are printed anew.
    pub aside: Vec<usize>,
    /// What is missing.
    pub missing: Vec<(String, String)>,
    /// What a person should know.
    pub remarks: Vec<String>,
    /// Pieces kept so far.
    pub pieces: usize,
    /// Bytes of words that were put there again, because a file says that their cell stands there several times.
    pub repeated: usize,
}

/// Paragraphs that belong together.
#[derive(Default)]
pub(crate) struct Story {
    /// In the file's order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph.
#[derive(Default)]
pub(crate) struct Paragraph {
    /// What block it makes.
    pub shape: Shape,
    /// The cell that it stands in.
    pub cell: Option<Cell>,
    /// Set in a frame.
    pub boxed: bool,
    /// Its printed number with what stands between it and the words; empty if it has none.
    pub number: String,
    /// What it holds.
    pub pieces: Vec<Piece>,
    /// The change that its end belongs to.
    pub end: Option<u32>,
    /// A drop cap: the next paragraph runs on from it.
    pub drop_cap: bool,
    /// Text boxes that stand beside it.
    pub boxes: Vec<Story>,
}

/// A cell of a table; tables are counted as [`Flow::cells`] lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell {
    pub table: usize,
    pub row: u32,
    pub column: u32,
}

/// Something in a paragraph.
pub(crate) enum Piece {
    /// Words.
    Text(Words),
    /// The mark of a note.
    Mark { note: usize, look: Look, place: Place },
    /// A named place begins or ends.
    Bookmark { name: String, begins: bool },
    /// A comment's range begins or ends.
    Comment { comment: usize, begins: bool },
    /// A field begins.
    Field(Field),
    /// The innermost field ends.
    FieldEnd,
    /// A page begins here; with its number where it is said.
    Page { typed: bool, number: Option<i64> },
    /// A picture that nobody described, in words.
    Picture(String),
    /// Something that is not printed.
    Hidden { kind: HiddenKind, text: String, member: u16 },
}

/// Words of a paragraph.
#[derive(Clone)]
pub(crate) struct Words {
    pub text: String,
    pub place: Place,
    /// The file's bytes are these characters in UTF-8.
    pub verbatim: bool,
    /// They stand for an element of the file (a tab).
    pub added: bool,
    pub look: Look,
}

/// How words look, as far as it matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub hidden: bool,
    pub superscript: bool,
    pub subscript: bool,
    /// The insertion that they belong to.
    pub inserted: Option<u32>,
    /// The deletion that they belong to.
    pub deleted: Option<u32>,
}

/// A field with a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Field {
    /// It refers to a named place; `what` as in a cross-reference.
    Refers { what: &'static str, target: String },
    /// It leads to an address.
    Link(String),
    /// Its instruction is worth showing.
    Code(String),
    /// It counts captions of this name.
    Counts(String),
    /// Anything else.
    Plain,
}

/// A tracked change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub inserted: bool,
    pub author: String,
    pub date: String,
}

/// A note.
#[derive(Default)]
pub(crate) struct Note {
    pub endnote: bool,
    /// What its mark prints, if the file says so; else it is counted.
    pub label: Option<String>,
    /// The label was typed by hand: its words may begin with it.
    pub typed: bool,
    pub story: Story,
}

impl Flow {
    /// Room for one more piece; says so when there is none.
    pub fn has_room(&mut self) -> bool {
        self.pieces += 1;
        if self.pieces == MOST_PIECES {
            let why = "it has more paragraphs and changes of style than any report; what stands behind was left out";
            self.lacks("whole file", why);
        }
        self.pieces < MOST_PIECES
    }

    /// Enters a member that is read too.
    pub fn add_member(&mut self, name: String) {
        self.members.push(name);
        self.seen.push(0);
        self.aside.push(0);
    }

    /// Says that something is missing, each once.
    pub fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = (place.into(), why.into());
        if self.missing.len() < 200 && !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }
}
