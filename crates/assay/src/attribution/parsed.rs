//! A sentence with its grammar and its quotations, as attributions are told from it.

use super::Scene;
use super::lexicon::Lexicon;
use super::tree::Tree;
use crate::classes::{Class, Classes};
use crate::quotations::Quotation;
use crate::words::{Kind, Token, Words};
use probata_grammar::{Parser, Relation};
use std::ops::Range;

/// A sentence under examination.
pub(super) struct Parsed<'a> {
    pub words: &'a Words,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    pub tree: Tree,
    /// For each token, the quotation that it stands in.
    pub quoted: Vec<Option<usize>>,
    /// The quotations as ranges of tokens, with their marks.
    pub quotations: Vec<Range<usize>>,
}

impl<'a> Parsed<'a> {
    /// Parses a sentence, without the ranges left out.
    pub fn of(
        scene: &'a Scene,
        parser: &mut Parser,
        tokens: &'a [Token],
        quoted: Vec<Option<usize>>,
        left_out: &[Range<usize>],
    ) -> Self {
        let mut parsed = Parsed {
            words: scene.words,
            tokens,
            lexicon: scene.lexicon,
            classes: scene.classes,
            tree: Tree::of(parser, scene.words, tokens, scene.classes, left_out),
            quotations: runs(&quoted),
            quoted,
        };
        parsed.set_speech_apart();
        parsed
    }

    /// Tells the tree which quotations are speech: those that a comma or stop ends before the closing mark.
    fn set_speech_apart(&mut self) {
        let mut speech = vec![None; self.len()];
        for (nth, range) in self.quotations.iter().enumerate() {
            let Some(last) = range.clone().rfind(|at| !self.is_quote_mark(*at)) else { continue };
            if range.len() > 2 && matches!(self.low(last), "," | "." | "?" | "!" | "…" | "-" | "—") {
                speech[range.clone()].fill(Some(nth));
            }
        }
        self.tree.set_apart(speech);
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token's word in lower case; empty past the end.
    pub fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.words.low(token))
    }

    /// True if the token's word is of this class.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes.has(class, self.low(at))
    }

    /// True if the token is a sign that ends a phrase.
    pub fn is_stop(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            token.kind == Kind::Punctuation && !matches!(self.low(at), "-" | "/" | "." | "&")
        })
    }

    /// True if the token is a quotation mark.
    pub fn is_quote_mark(&self, at: usize) -> bool {
        let doubled =
            |first: usize| self.tokens.get(first..first + 2).is_some_and(|two| doubles(self.words, two));
        matches!(self.low(at), "“" | "”" | "\"" | "«" | "»" | "„" | "‘")
            || matches!(self.low(at), "'" | "`") && (doubled(at) || at > 0 && doubled(at - 1))
    }

    /// True if the token is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// True if anything but signs stands in the range.
    pub fn has_words(&self, range: &Range<usize>) -> bool {
        range.clone().any(|at| at < self.len() && self.tokens[at].kind != Kind::Punctuation)
    }

    /// The range without signs at its edges, except quotation marks and brackets that belong to it.
    pub fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end.min(self.len()));
        while start < end && self.is_stop(start) && !self.is_quote_mark(start) && self.low(start) != "[" {
            start += 1;
        }
        let falls = |at: usize| self.low(at) == "." || self.is_stop(at);
        while end > start && falls(end - 1) && !self.is_quote_mark(end - 1) && self.low(end - 1) != "]" {
            end -= 1;
        }
        start..end
    }

    /// True if the clause has a subject of its own that is not "who" or "which".
    pub fn stands_alone(&self, clause: usize) -> bool {
        self.tree.own_subject(clause).is_some_and(|subject| !self.is(subject, Class::Relative))
    }

    /// True if a word of the class introduces the clause ("that he left", "if she knew").
    pub fn is_marked(&self, clause: usize, class: Class) -> bool {
        let marks = |child: &usize| self.tree.relation(*child) == Relation::Mark && self.is(*child, class);
        self.tree.children(clause).iter().any(marks)
    }

    /// True if the phrase's preposition is of the class ("by the guard").
    pub fn is_cased(&self, noun: usize, class: Class) -> bool {
        self.tree.child(noun, &[Relation::Case]).is_some_and(|case| self.is(case, class))
    }
}

/// True if two tokens are one sign that was typed twice for a quotation mark.
pub(super) fn doubles(words: &Words, two: &[Token]) -> bool {
    let glued = two[0].span.end == two[1].span.start;
    glued && words.low(&two[0]) == words.low(&two[1]) && matches!(words.low(&two[0]), "'" | "`")
}

/// For each token, the quotation that it stands in.
pub(super) fn quoted(quotations: &[Quotation], tokens: &[Token]) -> Vec<Option<usize>> {
    let Some(first) = tokens.first() else { return Vec::new() };
    let mut at = quotations.partition_point(|quotation| quotation.span.end <= first.span.start);
    tokens
        .iter()
        .map(|token| {
            while quotations.get(at).is_some_and(|quotation| quotation.span.end <= token.span.start) {
                at += 1;
            }
            quotations.get(at).filter(|quotation| quotation.span.start <= token.span.start).map(|_| at)
        })
        .collect()
}

/// Runs of tokens in the same quotation.
fn runs(quoted: &[Option<usize>]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, quotation) in quoted.iter().enumerate().filter(|(_, quotation)| quotation.is_some()) {
        match runs.last_mut() {
            Some(last) if last.end == at && quoted[last.start] == *quotation => last.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// `range` without `cut`.
pub(crate) fn without(range: Range<usize>, cut: &Range<usize>) -> Vec<Range<usize>> {
    if cut.end <= range.start || range.end <= cut.start {
        return vec![range];
    }
    let parts = [range.start..cut.start.max(range.start), cut.end.min(range.end)..range.end];
    parts.into_iter().filter(|part| part.start < part.end).collect()
}
