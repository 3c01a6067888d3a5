//! A long draft made of the worked example said over and over, each time with other names.
//!
//! Invariant: the same example gives the same bytes.

use crate::{example, place};
use std::collections::HashSet;
use std::fmt::Write as _;

/// Words outside notes.
const WORDS: usize = 95_000;
const NOTES: usize = 1_000;

/// Surnames of the example; each round after the first gives them another ending.
const NAMES: [&str; 12] = [
    "Verin", "Kostrov", "Dessel", "Halik", "Orsk", "Tarsk", "Vasko", "Benk", "Telk", "Kareva", "Ustra",
    "Marnik",
];
const ENDINGS: [&str; 8] = ["", "ova", "ander", "imir", "esko", "ulin", "orad", "aken"];

/// The file, its words outside notes, and its notes.
pub fn draft() -> Result<(Vec<u8>, usize, usize), String> {
    let markup = place::load(&place::root().join("examples/returned-on-a-promise/source.md"))?;
    let mut making = Making::default();
    for line in markup.lines().filter(|line| line.starts_with('@') && !is_contents(line)) {
        let _ = writeln!(making.body, "{line}");
    }
    for round in 0.. {
        let begun = making.words;
        for line in markup.lines().filter(|line| !line.starts_with('@') && !line.starts_with("//")) {
            making.line(line, round);
        }
        if making.words >= WORDS || making.words == begun {
            break;
        }
    }
    let (words, notes) = (making.words, making.kept.len());
    Ok((example::word(&making.finished())?, words, notes))
}

fn is_contents(line: &str) -> bool {
    line.starts_with("@contents") || line.starts_with("@entry")
}

#[derive(Default)]
struct Making {
    body: String,
    /// Definitions of notes, as `(key, line)`.
    notes: Vec<(String, String)>,
    kept: HashSet<String>,
    words: usize,
    boxed: bool,
}

impl Making {
    fn line(&mut self, line: &str, round: usize) {
        let line = renamed(line, round);
        if let Some((key, words)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
            if !key.starts_with('!') {
                self.notes.push((format!("{key}-{round}"), words.replace("{n:", &format!("{{n:{round}>"))));
            }
            return;
        }
        if self.words >= WORDS && !self.boxed {
            return;
        }
        self.boxed = if line.starts_with(":::") { line != ":::" } else { self.boxed };
        if !line.starts_with(":::") {
            self.words += line.split_whitespace().count();
        }
        let line = self.with_marks(&line, round);
        let _ = writeln!(self.body, "{line}\n");
    }

    /// Gives the marks of the line this round's keys, and drops those that are too many.
    fn with_marks(&mut self, line: &str, round: usize) -> String {
        let mut pieces = line.split("[^");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (key, rest) = piece.split_once(']').unwrap_or((piece, ""));
            let due = (self.words * NOTES).div_ceil(WORDS).min(NOTES);
            if self.kept.len() < due {
                let _ = write!(out, "[^{key}-{round}]");
                self.kept.insert(format!("{key}-{round}"));
            }
            out += rest;
        }
        out.replace("{n:", &format!("{{n:{round}>"))
    }

    /// The markup, with the notes that are called, and numbers in words for those that are not.
    fn finished(self) -> String {
        let mut all = self.body;
        for (key, words) in self.notes.iter().filter(|(key, _)| self.kept.contains(key)) {
            let _ = writeln!(all, "[^{key}]: {words}");
        }
        let mut pieces = all.split("{n:");
        let mut out = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (reference, rest) = piece.split_once('}').unwrap_or((piece, ""));
            let (round, key) = reference.split_once('>').unwrap_or(("", reference));
            let key = format!("{key}-{round}");
            let _ = if self.kept.contains(&key) { write!(out, "{{n:{key}}}") } else { write!(out, "12") };
            out += rest;
        }
        out
    }
}

fn renamed(line: &str, round: usize) -> String {
    let ending = ENDINGS[round % ENDINGS.len()];
    NAMES.iter().fold(line.to_owned(), |line, name| line.replace(name, &format!("{name}{ending}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_draft_has_its_words_and_notes_and_is_the_same_twice() {
        let (bytes, words, notes) = draft().unwrap();
        assert!((WORDS..WORDS + 2_000).contains(&words), "{words} words");
        assert_eq!(notes, NOTES);
        assert!(bytes == draft().unwrap().0);
    }
}
