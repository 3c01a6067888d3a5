//! Sources cited in the running text, as lawyers do: "603 U.S. 593, 614 (2024)", "Id. at 236.", "A/HRC/13/42".
//!
//! Incomplete: told by the shapes of reporters, docket numbers, sections and symbols; a book cited by author and title
//! alone is not seen.

mod trail;

use crate::words::{Kind, Token, Words};
use probata_report::Document;
use probata_vocabulary::Zone;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) use trail::trail;

/// The words of such citations, from `rules.toml`.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    back: HashSet<String>,
    signals: HashSet<String>,
    after_signal: HashSet<String>,
    versus: HashSet<String>,
    number: HashSet<String>,
    locator: HashSet<String>,
    codes: HashSet<String>,
    onward: HashSet<String>,
}

impl Lexicon {
    /// True if the word (in lower case) points to a place further on in the same document.
    pub fn is_onward(&self, word: &str) -> bool {
        self.onward.contains(word)
    }
}

/// The same as the file has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    back: String,
    signals: String,
    after_signal: String,
    versus: String,
    number: String,
    locator: String,
    codes: String,
    onward: String,
}

impl From<File> for Lexicon {
    fn from(file: File) -> Self {
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        Self {
            back: set(&file.back),
            signals: set(&file.signals),
            after_signal: set(&file.after_signal),
            versus: set(&file.versus),
            number: set(&file.number),
            locator: set(&file.locator),
            codes: set(&file.codes),
            onward: set(&file.onward),
        }
    }
}

/// What a sentence has of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum InText {
    /// None.
    #[default]
    None,
    /// A citation among other words.
    Within,
    /// It is a citation and nothing else.
    Whole,
}

/// For each sentence, what it has of citations in the running text.
pub(crate) fn in_text(document: &Document, words: &Words, lexicon: &Lexicon) -> Vec<InText> {
    (0..document.sentences.len())
        .map(|index| {
            let body = document.zone(&document.sentences[index]) == Zone::Body;
            if body { of(lexicon, words, words.sentence(index)) } else { InText::None }
        })
        .collect()
}

/// True if a citation stands in the sentence or further on in its block: a run of sentences on one source has it at the end.
pub(crate) fn is_cited_on(document: &Document, cited: &[InText], index: usize) -> bool {
    let block = document.sentences[index].block;
    // A sentence that a page cut goes on in the block of the next one.
    let cut = !document.sentences[index].pieces.is_empty();
    let next = document.sentences.get(index + 1).filter(|_| cut).map_or(block, |next| next.block);
    (index..document.sentences.len())
        .take_while(|at| [block, next].contains(&document.sentences[*at].block))
        .any(|at| cited[at] != InText::None)
}

/// True if the sentence, or the one behind it in its block, cites in the text.
pub(crate) fn is_cited(document: &Document, cited: &[InText], index: usize) -> bool {
    let next = index + 1;
    let behind = cited.get(next) == Some(&InText::Whole)
        && document.sentences[next].block == document.sentences[index].block;
    cited[index] != InText::None || behind
}

fn of(lexicon: &Lexicon, words: &Words, tokens: &[Token]) -> InText {
    let reading = Reading { lexicon, words, tokens };
    let numbered = (0..tokens.len()).any(|at| reading.is_number(at));
    if numbered && reading.opens() {
        return InText::Whole;
    }
    match reading.first_sign() {
        None => InText::None,
        Some(_) if reading.is_bare() => InText::Whole,
        Some(_) => InText::Within,
    }
}

struct Reading<'a> {
    lexicon: &'a Lexicon,
    words: &'a Words,
    tokens: &'a [Token],
}

impl Reading<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.words.word(token))
    }

    fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.words.low(token))
    }

    fn is(&self, at: usize, kind: Kind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == kind)
    }

    fn is_number(&self, at: usize) -> bool {
        self.is(at, Kind::Number)
    }

    /// Begins as a citation does: "See", "Id.", "Cf.", "See, e.g.,".
    fn opens(&self) -> bool {
        let at = (0..self.tokens.len().min(4)).find(|at| self.is(*at, Kind::Word)).unwrap_or(0);
        if self.lexicon.back.contains(self.low(at)) {
            return true;
        }
        let follows = self.tokens.get(at + 1).is_some_and(|next| {
            next.capital || next.kind != Kind::Word || self.lexicon.after_signal.contains(self.low(at + 1))
        });
        self.is_capital(at) && self.lexicon.signals.contains(self.low(at)) && follows
    }

    /// Where the first sign of a citation stands, in tokens.
    fn first_sign(&self) -> Option<usize> {
        (0..self.tokens.len()).find(|at| self.is_sign(*at))
    }

    fn is_sign(&self, at: usize) -> bool {
        let (low, words) = (self.low(at), self.lexicon);
        let stopped = self.word(at + 1) == ".";
        let locates = |at: usize| words.locator.contains(self.low(at)) && self.is_number(at + 1);
        if words.back.contains(low) {
            return stopped || locates(at + 1);
        }
        if low == "re" {
            return at > 0 && self.word(at - 1) == "In" && self.is_capital(at + 1);
        }
        if words.versus.contains(low) {
            return stopped && at > 0 && self.is_capital(at - 1) && self.is_capital(at + 2);
        }
        if words.number.contains(low) {
            // "ECF No. 32-1 at 2", "No. 12-cv-44 (D.D.C. 2019)".
            let end = (at + 3..at + 8)
                .find(|next| !matches!(self.word(*next), "-" | "–") && !self.is_number(*next));
            let file = end.is_some_and(|end| locates(end) || self.word(end) == "(");
            return stopped && self.is_number(at + 2) && file;
        }
        if words.codes.contains(low) {
            return at > 0 && self.is_number(at - 1);
        }
        if locates(at) {
            return self.ends_locator(at + 2) && self.follows_source(at);
        }
        let year = self.word(at + 1) == ")" && self.is_number(at) && low.len() == 4 && self.is_bare();
        let address = year || matches!(low, "http" | "https") && self.word(at + 1) == ":";
        low == "§" || address || self.is_reporter(at) || self.is_symbol(at)
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// "603 U.S. 593": a number, an abbreviation with stops, a number.
    fn is_reporter(&self, at: usize) -> bool {
        if !self.is(at, Kind::Word) || !self.is_capital(at) || at == 0 || !self.is_number(at - 1) {
            return false;
        }
        let inner = self.word(at).contains('.') || self.word(at + 1) == ".";
        let behind = (at + 1..at + 6).find(|next| !matches!(self.word(*next), "." | "Supp" | "d"));
        inner && behind.is_some_and(|behind| behind > at + 1 && self.is_number(behind)) && !self.is_clock(at)
    }

    fn is_clock(&self, at: usize) -> bool {
        matches!(self.low(at), "a.m" | "p.m")
    }

    /// "457 U.S. at 754", "ECF No. 1 at 3", "Rhodes, ECF No. 822 at 55".
    fn follows_source(&self, at: usize) -> bool {
        let number =
            at > 1 && self.is_number(at - 1) && (self.word(at - 2) == "." || self.is_capital(at - 2));
        let stop = at > 1 && self.word(at - 1) == "." && self.is_capital(at - 2);
        number || stop
    }

    /// A page number is followed by punctuation, not by a thing counted ("at 754 places").
    fn ends_locator(&self, at: usize) -> bool {
        matches!(self.word(at), "." | "," | ";" | ")" | "-" | "–" | "(" | "&" | "") || self.low(at) == "n"
    }

    /// "A/HRC/13/42", "S/RES/1373": a symbol of the United Nations.
    fn is_symbol(&self, at: usize) -> bool {
        let upper = |at: usize| {
            let word = self.word(at);
            !word.is_empty() && word.len() <= 8 && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        let slash = |at: usize| self.word(at) == "/";
        upper(at)
            && slash(at + 1)
            && (upper(at + 2) || self.is_number(at + 2))
            && slash(at + 3)
            && self.is_number(at + 4)
    }

    /// True if what stands there is mostly names, numbers and signs, as in a citation without a signal.
    fn is_bare(&self) -> bool {
        let mut depth = 0i32;
        let (mut plain, mut other) = (0, 0);
        for token in self.tokens {
            match self.words.word(token) {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ if depth > 0 => {}
                word if token.kind == Kind::Word && !token.capital && word.len() > 3 => plain += 1,
                _ if matches!(token.kind, Kind::Word | Kind::Number) => other += 1,
                _ => {}
            }
        }
        plain * 4 <= other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn check(text: &str, expected: InText) {
        let (words, tokens) = Words::of_text(text);
        assert_eq!(of(&Language::of("en").cited, &words, &tokens), expected, "{text}");
    }

    #[test]
    fn citations_of_lawyers_are_seen() {
        check("Id. at 996.", InText::Whole);
        check("See Verin v. Sorvania, 12 S.C. 33, 40 (2019).", InText::Whole);
        check("Verin v. Sorvania, 12 S.C. 33, 40 (2019).", InText::Whole);
        check("The court held that “no person shall be kept in secret.” 12 S.C. at 44.", InText::Within);
        check("The duty is owed to all (A/HRC/13/42).", InText::Within);
        check("Penal Code § 12.", InText::Whole);
    }

    #[test]
    fn plain_sentences_are_not() {
        check("See what they did to us.", InText::None);
        check("He was taken at 4 a.m. on 6 September 2019.", InText::None);
        check("There were 12 U.S. citizens and 4 others at 33 places.", InText::None);
        check("Verin was held at Doln until 2019.", InText::None);
        check("No. 5 Lime Street was empty.", InText::None);
    }
}
