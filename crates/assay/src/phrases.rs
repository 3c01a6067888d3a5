//! Word patterns from data files, matched over tokens.
//!
//! A pattern is words separated by spaces, in lower case. `suggest*` matches any word that begins so, `_` any one token,
//! `...` up to four tokens, `a|b` either word. Invariant: matching looks only forward and never past the sentence.

use crate::words::{Token, Words};
use std::collections::HashMap;

/// Most tokens that `...` stands for.
const GAP: usize = 4;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Word(Vec<String>),
    Start(String),
    Any,
    Gap,
}

/// Patterns, each with a value.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    by_first: HashMap<String, Vec<usize>>,
    starts: Vec<usize>,
    all: Vec<(Vec<Piece>, T)>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: HashMap::new(), starts: Vec::new(), all: Vec::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a pattern; a pattern without words is left out.
    pub fn add(&mut self, pattern: &str, value: T) {
        let pieces: Vec<Piece> = pattern.split_whitespace().map(piece).collect();
        let index = self.all.len();
        match pieces.first() {
            Some(Piece::Word(words)) => {
                for word in words {
                    self.by_first.entry(word.clone()).or_default().push(index);
                }
            }
            Some(Piece::Start(_)) => self.starts.push(index),
            _ => return,
        }
        self.all.push((pieces, value));
    }

    /// The longest pattern that matches at token `at`: how many tokens it covers and its value.
    pub fn at(&self, words: &Words, tokens: &[Token], at: usize) -> Option<(usize, &T)> {
        let first = words.low(tokens.get(at)?);
        let exact = self.by_first.get(first).into_iter().flatten();
        exact
            .chain(self.starts.iter())
            .filter_map(|index| {
                let (pieces, value) = &self.all[*index];
                Some((matched(pieces, words, tokens, at)?, value))
            })
            .max_by_key(|(length, _)| *length)
    }

    /// Every match in a sentence, left to right, not overlapping: first token, count of tokens, value.
    pub fn find<'p>(&'p self, words: &Words, tokens: &[Token]) -> Vec<(usize, usize, &'p T)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.at(words, tokens, at) {
                Some((length, value)) => {
                    found.push((at, length, value));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// True if any pattern matches anywhere in the sentence.
    pub fn occur(&self, words: &Words, tokens: &[Token]) -> bool {
        (0..tokens.len()).any(|at| self.at(words, tokens, at).is_some())
    }
}

impl Phrases<()> {
    /// Patterns without values.
    pub fn of<'p>(patterns: impl IntoIterator<Item = &'p String>) -> Self {
        let mut phrases = Self::default();
        for pattern in patterns {
            phrases.add(pattern, ());
        }
        phrases
    }
}

fn piece(word: &str) -> Piece {
    match word {
        "_" => Piece::Any,
        "..." => Piece::Gap,
        _ => match word.strip_suffix('*') {
            Some(start) => Piece::Start(start.to_owned()),
            None => Piece::Word(word.split('|').map(str::to_owned).collect()),
        },
    }
}

fn matched(pieces: &[Piece], words: &Words, tokens: &[Token], at: usize) -> Option<usize> {
    let Some((first, rest)) = pieces.split_first() else { return Some(0) };
    if *first == Piece::Gap {
        return (0..=GAP)
            .find_map(|skip| matched(rest, words, tokens, at + skip).map(|length| length + skip));
    }
    let low = words.low(tokens.get(at)?);
    let fits = match first {
        Piece::Word(choices) => choices.iter().any(|choice| choice == low),
        Piece::Start(start) => low.starts_with(start.as_str()),
        Piece::Any | Piece::Gap => true,
    };
    if !fits {
        return None;
    }
    matched(rest, words, tokens, at + 1).map(|length| length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, expected: Option<usize>) {
        let (words, tokens) = Words::of_text(text);
        let phrases = Phrases::of([&pattern.to_owned()]);
        let found = phrases.find(&words, &tokens).first().map(|(_, length, ())| *length);
        assert_eq!(found, expected, "{pattern} in {text}");
    }

    #[test]
    fn patterns_match_words_beginnings_and_gaps() {
        check("no evidence", "There is no evidence of it.", Some(2));
        check("suggest*", "This suggests that", Some(1));
        check("no ... evidence", "no conclusive or direct evidence", Some(5));
        check("no ... evidence", "no a b c d e evidence", None);
        check("it is|was said", "It was said that", Some(3));
    }
}
