//! What comes out: a part of speech, a head and a relation for each word.

use crate::tags::{Relation, Upos};

/// A sentence's parts of speech and tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parse {
    /// Part of speech of each word.
    pub tags: Vec<Upos>,
    /// Head of each word; `None` for the one root.
    pub heads: Vec<Option<usize>>,
    /// Relation of each word to its head.
    pub relations: Vec<Relation>,
}

impl Parse {
    /// The root, unless there are no words.
    #[must_use]
    pub fn root(&self) -> Option<usize> {
        self.heads.iter().position(Option::is_none)
    }

    /// The words that hang on a word, in order.
    ///
    /// Looks at all words; whoever asks for every word should gather the children once.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> {
        self.heads.iter().enumerate().filter(move |(_, of)| **of == Some(head)).map(|(word, _)| word)
    }
}
