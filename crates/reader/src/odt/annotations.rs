//! Comments: words, author, date, the stretch they stand on, whom they answer.

use super::walk::{Around, Frame, Said, Step, Walk};
use crate::docx::xml::Element;
use crate::flow::Piece;
use probata_report::{Comment, Span};

/// The comment being read: what it says of itself.
pub(super) struct OpenComment {
    parent: Option<String>,
    comment: Comment,
}

impl<'x> Walk<'x> {
    /// A comment begins.
    pub fn begin_comment(&mut self, element: &Element<'x>) -> Step {
        if !self.builder.flow.has_room() {
            return Step::Over;
        }
        let name = element.attribute("name").unwrap_or_default();
        let index = self.builder.flow.comments.len();
        let comment = Comment {
            text: String::new(),
            author: String::new(),
            date: String::new(),
            span: Span::default(),
            reply_to: None,
            done: element.attribute("resolved").is_some_and(|resolved| resolved == "true"),
        };
        self.builder.flow.comments.push(comment.clone());
        self.builder.push(Piece::Comment { comment: index, begins: true });
        if !name.is_empty() {
            self.comments.entry(name).or_insert(index);
        }
        let parent = element.attribute("parent-name").filter(|parent| !parent.is_empty());
        self.comment = Some(OpenComment { parent, comment });
        Step::Into(Frame::Comment(index, self.open_story()))
    }

    /// A comment ends.
    pub fn end_comment(&mut self, index: usize, around: Around) {
        let (text, count) = self.close_story(around).plain();
        self.aside(count);
        let Some(OpenComment { parent, comment }) = self.comment.take() else { return };
        let reply_to =
            parent.and_then(|parent| self.comments.get(&parent)).copied().filter(|to| *to != index);
        if let Some(kept) = self.builder.flow.comments.get_mut(index) {
            *kept = Comment { text, reply_to, ..comment };
        }
    }

    /// The range of a comment ends.
    pub fn end_comment_range(&mut self, element: &Element<'x>) {
        let name = element.attribute("name").unwrap_or_default();
        if let Some(comment) = self.comments.get(&name).copied() {
            self.builder.push(Piece::Comment { comment, begins: false });
        }
    }

    /// An author or a date, of a comment or of a change.
    pub fn said(&mut self, said: Said, text: &str) {
        let (author, date) = match &mut self.comment {
            Some(open) => (&mut open.comment.author, &mut open.comment.date),
            None => self.regions.said(),
        };
        match said {
            Said::Author => author.push_str(text),
            Said::Date => date.push_str(text),
        }
    }
}
