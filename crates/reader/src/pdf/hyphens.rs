//! Words divided at a line's end.
//!
//! A hyphen at a line's end before a small letter divides a word, unless the document writes the word with a hyphen
//! elsewhere, or both halves stand alone elsewhere and the whole nowhere.

use super::leaf::{Item, Leaf, Line};
use super::words::Run;
use std::collections::HashSet;

/// Words that are remembered.
const MOST_WORDS: usize = 400_000;

/// What a line's end becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The last line.
    End,
    /// A space.
    Space,
    /// Nothing: the line ends in a hyphen or dash that stays.
    Close,
    /// Nothing, and the hyphen is not part of the word.
    Divided,
}

/// The words of a document.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    words: HashSet<String>,
    /// Words are divided with hyphens of their own kind; then a plain one belongs to its word.
    soft: bool,
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{ad}')
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || is_hyphen(c) || c == '’')).filter(|word| !word.is_empty())
}

impl Hyphens {
    /// Collects the words of all pages.
    pub fn of(leaves: &[Leaf]) -> Self {
        let mut hyphens = Self::default();
        for item in leaves.iter().flat_map(|leaf| &leaf.items) {
            match item {
                Item::Line(line) => hyphens.add(line),
                Item::Table(cells) => cells.values().flatten().for_each(|line| hyphens.add(line)),
            }
        }
        hyphens
    }

    fn add(&mut self, line: &Line) {
        let text: String =
            line.runs.iter().filter(|run: &&Run| !run.raised).map(|run| run.text.as_str()).collect();
        self.soft |= text.trim_end().ends_with('\u{ad}');
        let words: Vec<&str> = pieces(&text).collect();
        for (index, word) in words.iter().enumerate() {
            // A word at the line's end with a hyphen is a half.
            if index + 1 == words.len() && word.ends_with(is_hyphen) || self.words.len() >= MOST_WORDS {
                continue;
            }
            self.words.insert(word.to_lowercase());
        }
    }

    /// What the end of `line` becomes before `next`.
    pub fn join(&self, line: &Line, next: &Line) -> Join {
        let (text, following) = (line.text(), next.text());
        let text = text.trim_end();
        let mut back = text.chars().rev();
        let Some(last) = back.next() else { return Join::Space };
        if last == '\u{ad}' {
            return Join::Divided;
        }
        if matches!(last, '—' | '–')
            && !text[..text.len() - last.len_utf8()].ends_with(' ')
            && !following.starts_with(' ')
        {
            return Join::Close;
        }
        if is_address(text) && following.starts_with(|c: char| c.is_alphanumeric()) {
            return Join::Close;
        }
        if !is_hyphen(last) || !back.next().is_some_and(char::is_alphanumeric) {
            return Join::Space;
        }
        let Some(first) = pieces(following.trim_start())
            .next()
            .filter(|_| following.trim_start().starts_with(char::is_alphanumeric))
        else {
            return Join::Space;
        };
        let half = pieces(text).last().unwrap_or("");
        if self.soft || !first.starts_with(char::is_lowercase) {
            return Join::Close;
        }
        let bare = half.trim_end_matches(is_hyphen);
        let whole = format!("{bare}{first}").to_lowercase();
        let linked = format!("{bare}-{first}").to_lowercase();
        if self.words.contains(&whole) {
            return Join::Divided;
        }
        let known = |word: &str| self.words.contains(&word.to_lowercase());
        let apart = known(bare.rsplit(is_hyphen).next().unwrap_or(bare)) && known(first);
        if known(&linked) || apart || bare.ends_with(|c: char| c.is_numeric()) || bare.contains(is_hyphen) {
            Join::Close
        } else {
            Join::Divided
        }
    }
}

/// True if a line ends inside an address on the web.
fn is_address(text: &str) -> bool {
    let last =
        text.split_whitespace().next_back().unwrap_or("").trim_start_matches(['(', '<', '[', '“', '"']);
    (last.starts_with("http://") || last.starts_with("https://") || last.starts_with("www."))
        && last.ends_with(['/', '-', '_', '=', '&', '?'])
}
