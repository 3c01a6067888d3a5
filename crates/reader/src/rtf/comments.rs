//! Comments: their words, and the stretch that they stand on.

use super::walk::Walk;
use crate::flow::Piece;
use probata_report::{Comment, Span};
use std::collections::HashMap;

/// What is known of the comment being read, and of all.
#[derive(Default)]
pub(super) struct Comments {
    pub author: String,
    date: String,
    /// The name of the range of the comment being read.
    pub reference: Option<String>,
    by_range: HashMap<String, usize>,
    /// Notes that are open, the innermost last.
    pub notes: Vec<usize>,
}

impl Comments {
    /// A date as Word packs it, in digits.
    pub fn date(&mut self, packed: &str) {
        let number = packed.parse::<i64>().ok();
        self.date = number.map(|number| super::tables::moment(number as i32)).unwrap_or_default();
    }
}

impl Walk<'_> {
    /// A comment begins. Its author stands before it.
    pub fn begin_comment(&mut self) {
        self.comments.reference = None;
        self.comments.date.clear();
        self.open_story();
    }

    /// The range of a comment begins or ends.
    pub fn comment_range(&mut self, name: &str, begins: bool) {
        let comment = match self.comments.by_range.get(name) {
            Some(comment) => *comment,
            None if begins => {
                let Some(comment) = self.new_comment() else { return };
                self.comments.by_range.insert(name.to_owned(), comment);
                comment
            }
            None => return,
        };
        self.builder.push(Piece::Comment { comment, begins });
    }

    fn new_comment(&mut self) -> Option<usize> {
        if !self.builder.flow.has_room() {
            return None;
        }
        let comments = &mut self.builder.flow.comments;
        comments.push(Comment {
            text: String::new(),
            author: String::new(),
            date: String::new(),
            span: Span::default(),
            reply_to: None,
            done: false,
        });
        Some(comments.len() - 1)
    }

    /// A comment ends.
    pub fn end_comment(&mut self) {
        let (text, count) = self.close_story().plain();
        self.aside += count;
        let (author, date) =
            (std::mem::take(&mut self.comments.author), std::mem::take(&mut self.comments.date));
        let name = self.comments.reference.take().unwrap_or_default();
        let index = match self.comments.by_range.get(&name) {
            Some(index) => *index,
            None => {
                let Some(comment) = self.new_comment() else { return };
                self.builder.push(Piece::Comment { comment, begins: true });
                comment
            }
        };
        if let Some(comment) = self.builder.flow.comments.get_mut(index) {
            (comment.text, comment.author, comment.date) = (text, author, date);
        }
    }
}
