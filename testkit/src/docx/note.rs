use super::Paragraph;

/// A footnote or endnote.
#[derive(Debug, Clone)]
pub struct Note {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) mark: Option<String>,
}

impl Note {
    /// A note of several paragraphs.
    pub fn new(paragraphs: Vec<Paragraph>) -> Self {
        Self { paragraphs, mark: None }
    }

    /// A mark of its own instead of a number.
    pub fn marked(mut self, mark: &str) -> Self {
        self.mark = Some(mark.to_owned());
        self
    }
}

impl<T: Into<Paragraph>> From<T> for Note {
    fn from(paragraph: T) -> Self {
        Self::new(vec![paragraph.into()])
    }
}

/// Who changed something, and when.
#[derive(Debug, Clone)]
pub struct Change {
    pub(super) author: String,
    pub(super) date: String,
}

impl Change {
    /// `date` as Word writes it: `2006-03-04T10:00:00Z`.
    pub fn by(author: &str, date: &str) -> Self {
        Self { author: author.to_owned(), date: date.to_owned() }
    }
}

/// A comment in the margin.
#[derive(Debug, Clone)]
pub struct Comment {
    pub(super) change: Change,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) replies: Vec<Comment>,
    pub(super) done: bool,
}

impl Comment {
    /// A comment by somebody.
    pub fn by(author: &str, date: &str, what: impl Into<Paragraph>) -> Self {
        Self {
            change: Change::by(author, date),
            paragraphs: vec![what.into()],
            replies: Vec::new(),
            done: false,
        }
    }

    /// With a reply.
    pub fn reply(mut self, reply: Comment) -> Self {
        self.replies.push(reply);
        self
    }

    /// Marked as done.
    pub fn done(mut self) -> Self {
        self.done = true;
        self
    }
}
