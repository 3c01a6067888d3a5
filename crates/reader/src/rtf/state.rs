//! What a group of an RTF file inherits and gives back at its end.

use std::rc::Rc;

/// Where the characters of a group go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Dest {
    /// Into the open story.
    Text,
    /// Nowhere: they are no words (pictures, tables of styles, fallbacks).
    Skip,
    /// An optional group that is not known, by its name.
    Unknown(Rc<str>),
    Fonts,
    Colours,
    Styles,
    /// Authors of tracked changes.
    Authors,
    /// Collected for what the group is, told at its end.
    Collected,
    /// Parts of a formula.
    Formula,
    /// What a field of a form offers, and what was chosen.
    Form,
    /// Holds only groups that matter (shapes, objects, page descriptions).
    Holder,
}

/// What is done when the group ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    Nothing,
    /// A field, with how many instructions waited for their results before it.
    Field(usize),
    FieldCode,
    FieldResult(bool),
    Formula,
    /// A part of a formula; true for a property.
    FormulaPart(bool),
    Note,
    Box,
    Running(bool),
    Comment,
    Picture,
    /// A picture that a shape shows.
    ShapePicture,
    Shape,
    /// What was collected is this.
    Told(Tells),
}

/// What a collected group tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tells {
    Property(&'static str),
    PropertyName,
    PropertyValue,
    ShapeName,
    ShapeValue,
    ListText,
    BookmarkStart,
    BookmarkEnd,
    CommentAuthor,
    CommentDate,
    CommentRef,
    CommentStart,
    CommentEnd,
    IndexEntry,
    FormEntry,
    ObjectClass,
    Author,
}

/// How characters look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Characters {
    pub font: Option<i32>,
    pub hidden: bool,
    pub superscript: bool,
    pub subscript: bool,
    pub colour: i32,
    pub shaded: bool,
    /// In half points; none: not said.
    pub size: Option<i32>,
    pub inserted: bool,
    pub deleted: bool,
    pub insert_author: i32,
    pub insert_date: i32,
    pub delete_author: i32,
    pub delete_date: i32,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Properties {
    pub style: Option<i32>,
    pub outline: Option<i32>,
    pub left: i32,
    pub right: i32,
    pub first: i32,
    pub in_table: bool,
    pub nesting: Option<i32>,
    pub list: bool,
    pub shaded: bool,
    pub framed: bool,
    pub drop_cap: bool,
}

/// The state of a group.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub dest: Dest,
    /// Where characters go around an `\upr` group.
    pub outer: Option<Rc<Dest>>,
    pub ending: Ending,
    /// Characters that follow a `\u` for older programs.
    pub fallback: usize,
    pub characters: Characters,
    pub properties: Properties,
    /// Nothing has come in the group yet.
    pub fresh: bool,
    /// It began with `\*`.
    pub optional: bool,
}

impl State {
    /// At the beginning of a file.
    pub fn new() -> Self {
        Self {
            dest: Dest::Text,
            outer: None,
            ending: Ending::Nothing,
            fallback: 1,
            characters: Characters::default(),
            properties: Properties::default(),
            fresh: true,
            optional: false,
        }
    }

    /// Of a group inside this one.
    pub fn inner(&self) -> Self {
        Self { ending: Ending::Nothing, fresh: true, optional: false, ..self.clone() }
    }

    /// True if the group's characters are words of the document.
    pub fn is_text(&self) -> bool {
        self.dest == Dest::Text
    }
}
