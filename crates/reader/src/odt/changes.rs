//! Tracked changes: regions are listed before the text, with what was deleted; the text has their places.

use super::walk::{Around, Walk};
use crate::flow::{Change, Paragraph, Piece, Story};
use probata_report::{Comment, Span};
use std::collections::HashMap;

/// The changed regions of a text.
#[derive(Default)]
pub(super) struct Regions {
    by_id: HashMap<String, u32>,
    deleted: HashMap<u32, Story>,
    /// Remarks on changes, by the region, as comments.
    remarks: HashMap<String, usize>,
    author: String,
    date: String,
}

impl Regions {
    /// A region ends: its author is not the next one's.
    pub fn forget_author(&mut self) {
        self.author.clear();
        self.date.clear();
    }

    /// Author and date of the region being read.
    pub fn said(&mut self) -> (&mut String, &mut String) {
        (&mut self.author, &mut self.date)
    }
}

impl Walk<'_> {
    /// The change that the innermost region tells of.
    fn region(&mut self, inserted: bool) -> Option<u32> {
        let author = std::mem::take(&mut self.regions.author);
        let date = std::mem::take(&mut self.regions.date);
        let index = u32::try_from(self.builder.flow.changes.len()).ok()?;
        self.builder.flow.changes.push(Change { inserted, author, date });
        Some(index)
    }

    /// What a change says of itself is read: its remark is a comment on the words of the change.
    pub fn end_remark(&mut self, around: Around) {
        let (text, count) = self.close_story(around).plain();
        self.aside(count);
        if text.is_empty() || !self.builder.flow.has_room() {
            return;
        }
        let (author, date) = (self.regions.author.clone(), self.regions.date.clone());
        self.regions.remarks.insert(self.region_id(), self.builder.flow.comments.len());
        self.builder.flow.comments.push(Comment {
            text,
            author,
            date,
            span: Span::default(),
            reply_to: None,
            done: false,
        });
    }

    /// The words of a change begin or end: those that its remark stands on.
    pub fn remark_range(&mut self, id: &str, begins: bool) {
        if let Some(comment) = self.regions.remarks.get(id).copied() {
            self.builder.push(Piece::Comment { comment, begins });
        }
    }

    /// What was deleted is read; it is kept until its place comes.
    pub fn end_deletion(&mut self, around: Around) {
        let story = self.close_story(around);
        self.builder.keeps_empty = false;
        let id = self.region_id();
        if let Some(change) = self.region(false) {
            self.regions.by_id.insert(id, change);
            self.regions.deleted.insert(change, story);
        }
    }

    /// An insertion begins here; its region told who made it.
    pub fn begin_insertion(&mut self, id: &str) {
        self.inserted = self.regions.by_id.get(id).copied();
        self.relook();
        self.remark_range(id, true);
    }

    /// An element that tells of an insertion ends.
    pub fn end_insertion(&mut self) {
        let id = self.region_id();
        if let Some(change) = self.region(true) {
            self.regions.by_id.insert(id, change);
        }
    }

    /// Words were deleted here: they stand here on the side before the change.
    pub fn deletion_here(&mut self, id: &str) {
        let Some(change) = self.regions.by_id.get(id).copied() else { return };
        let Some(story) = self.regions.deleted.remove(&change) else { return };
        self.remark_range(id, true);
        self.put(change, story);
        self.remark_range(id, false);
    }

    fn put(&mut self, change: u32, story: Story) {
        let around = self.builder.paragraph().map(|open| (open.shape, open.cell));
        let inserted = self.inserted;
        for (index, mut paragraph) in story.paragraphs.into_iter().enumerate() {
            mark(&mut paragraph.pieces, change, inserted);
            match around {
                Some((shape, cell)) => {
                    if index > 0 {
                        self.builder.end_paragraph(Some(change));
                        self.builder.begin_paragraph(Paragraph { shape, cell, ..Paragraph::default() });
                    }
                    paragraph.pieces.into_iter().for_each(|piece| self.builder.push(piece));
                }
                None => {
                    self.builder.begin_paragraph(paragraph);
                    self.builder.end_paragraph(Some(change));
                }
            }
        }
    }

    /// Deletions whose place did not come.
    pub fn end_changes(&mut self) {
        let mut left: Vec<(u32, Story)> = std::mem::take(&mut self.regions.deleted).into_iter().collect();
        left.sort_by_key(|(change, _)| *change);
        self.builder.end_paragraph(None);
        for (change, story) in left {
            self.put(change, story);
        }
    }
}

/// Says of pieces that they were deleted.
fn mark(pieces: &mut [Piece], change: u32, inserted: Option<u32>) {
    for piece in pieces {
        if let Piece::Text(crate::flow::Words { look, .. }) | Piece::Mark { look, .. } = piece {
            look.deleted = Some(change);
            look.inserted = look.inserted.or(inserted);
        }
    }
}
