//! A stretch of text in which sentences are looked for, and what can be asked about places in it.

use super::abbreviations::Words;
use probata_report::Span;
use std::collections::HashSet;

/// A block's text with what is known about it.
pub(crate) struct Passage<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The block.
    pub span: Span,
    /// The note marks of the document, in order of start.
    pub marks: &'a [Span],
    /// The words of its language.
    pub words: &'static Words,
    /// Abbreviations of the house, without their last full stop.
    pub house: &'a HashSet<String>,
    /// No sentence ends before this: a note's label may stand there.
    pub floor: usize,
}

impl<'a> Passage<'a> {
    /// The character at `at`, if the passage has one there.
    pub fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..self.span.end].chars().next()
    }

    /// The character before `at`.
    pub fn char_before(&self, at: usize) -> Option<char> {
        self.text[self.span.start..at].chars().next_back()
    }

    /// The end of the known mark that begins at `at`.
    pub fn mark_at(&self, at: usize) -> Option<usize> {
        let index = self.marks.binary_search_by(|mark| mark.start.cmp(&at)).ok()?;
        let end = self.marks[index].end;
        (end > at && end <= self.span.end).then_some(end)
    }

    /// `at` moved over white space.
    pub fn skip_spaces(&self, at: usize) -> usize {
        let rest = &self.text[at..self.span.end];
        at + rest.len() - rest.trim_start().len()
    }

    /// The token that ends at `at`: letters, digits and what joins them inside an abbreviation; empty if there is
    /// none or if it is too long to be an abbreviation.
    pub fn token_before(&self, at: usize, begin: usize) -> &'a str {
        const LONGEST: usize = 20;
        let before = &self.text[begin..at];
        let mut start = at;
        for (count, (offset, c)) in before.char_indices().rev().enumerate() {
            if !(c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '&' | '№')) {
                break;
            }
            if count == LONGEST {
                return "";
            }
            start = begin + offset;
        }
        self.text[start..at].trim_start_matches(|c: char| !c.is_alphanumeric())
    }
}
