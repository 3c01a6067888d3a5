/// Somebody who can be identified and is accused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accused {
    /// Index into [`Report::mentions`](crate::Report::mentions).
    pub mention: usize,
    /// Sentences that accuse, in order.
    pub accusing: Vec<usize>,
    /// Other sentences that name them.
    pub naming: Vec<usize>,
    /// True if everything that is told against them rests on sources whose identity is withheld.
    pub withheld_only: bool,
    /// What the report tells of a reply.
    pub reply: Reply,
}

/// What the report tells of hearing somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// Sentences that tell of a request, or of silence.
    pub asked: Vec<usize>,
    /// Sentences that tell what they say to it.
    pub came: Vec<usize>,
    /// Headings of passages on replies in which they are named, as places in the text.
    pub passages: Vec<crate::Span>,
    /// Citations of letters, interviews and the like with them, as indices.
    pub exchanges: Vec<usize>,
}

impl Reply {
    /// True if nothing is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
