//! What block a paragraph makes, by its style and its indents.

use crate::docx::styles::Role;
use probata_report::BlockKind;

/// Left indent, in twentieths of a point, from which a paragraph is set apart: one centimetre.
const SET_APART: i32 = 567;
/// Right indent from which it is.
const SET_APART_RIGHT: i32 = 284;

/// What a format knows of a paragraph.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Shape {
    /// By the name of its style or of one that the style is based on.
    pub role: Option<Role>,
    /// Its level in the outline from 1, if it is said; 0: running text.
    pub outline: Option<u8>,
    /// It stands in a list.
    pub listed: bool,
    /// It stands in a table of contents or an index.
    pub contents: bool,
    /// Indents in twentieths of a point.
    pub left: i32,
    pub right: i32,
    pub hanging: bool,
}

impl Shape {
    /// The block it makes outside tables, boxes, notes and running heads.
    pub fn kind(self) -> BlockKind {
        match (self.outline, self.role) {
            (Some(level @ 1..=9), _) => return BlockKind::Heading(level),
            (Some(_), Some(Role::Heading(_))) => {}
            (_, Some(Role::Heading(level))) => return BlockKind::Heading(level),
            (_, Some(Role::Caption)) => return BlockKind::Caption,
            (_, Some(Role::Apparatus)) => return BlockKind::Apparatus,
            (_, Some(Role::Quotation)) => return BlockKind::Quotation,
            _ => {}
        }
        if self.contents {
            BlockKind::Apparatus
        } else if self.listed || self.role == Some(Role::ListItem) {
            BlockKind::ListItem
        } else if !self.hanging && self.left >= SET_APART && self.right >= SET_APART_RIGHT {
            BlockKind::Quotation
        } else {
            BlockKind::Paragraph
        }
    }

    /// Indented from the left only: a quotation if it begins as one.
    pub fn may_be_quotation(self) -> bool {
        !self.hanging && self.left >= SET_APART && self.kind() == BlockKind::Paragraph
    }
}
