//! How well a reading of a printed report keeps its marks, notes and words.

use super::printed::{Part, Printed, is_text};
use crate::bench::pdf::compared::unmarked;
use probata_report::Document;
use std::collections::HashMap;

/// Letters before a mark that have to be the same.
const BEFORE: usize = 16;
/// Letters of the note that it calls that have to be the same.
const OF_NOTE: usize = 32;
/// Words of a run.
const RUN: usize = 5;

/// Of things that a text has: found and right, found, there.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub right: usize,
    pub found: usize,
    pub there: usize,
}

impl Count {
    pub fn precision(self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    pub fn recall(self) -> f64 {
        100.0 * self.right as f64 / self.there.max(1) as f64
    }

    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.there).max(1) as f64
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.there += other.there;
    }
}

/// What a reading keeps of a report.
#[derive(Debug, Clone, Copy, Default)]
pub struct Scored {
    /// Marks behind the same letters, tied to a note that begins as theirs does.
    pub marks: Count,
    /// Notes with the same letters.
    pub notes: Count,
    /// Runs of words of the text.
    pub runs: Count,
}

impl Scored {
    /// Compares a reading with what was printed.
    pub fn of(printed: &Printed, document: &Document) -> Self {
        let notes = printed.notes.iter().map(|note| letters(note)).collect();
        let read = document.notes.iter().map(|note| letters(&unmarked(document, note.body))).collect();
        let body: Vec<String> = document
            .blocks
            .iter()
            .filter(|block| is_text(block.kind))
            .map(|block| unmarked(document, block.span))
            .collect();
        Self {
            marks: count(calls(printed), marks(document)),
            notes: count(notes, read),
            runs: runs(printed, &body.join("\n")),
        }
    }

    pub fn add(&mut self, other: Self) {
        self.marks.add(other.marks);
        self.notes.add(other.notes);
        self.runs.add(other.runs);
    }
}

/// Marks that are printed and not read, and those that are read and not printed.
pub fn differences(printed: &Printed, document: &Document) -> String {
    let mut lines = Vec::new();
    let (there, found) = (calls(printed), marks(document));
    for (sign, all, others) in [("-", &there, &found), ("+", &found, &there)] {
        let mut left = counted(others);
        for key in all {
            match left.get_mut(key.as_str()).filter(|count| **count > 0) {
                Some(count) => *count -= 1,
                None => lines.push(format!("  {sign} {key}")),
            }
        }
    }
    lines.join("\n")
}

/// Runs of words of the printed text that stand in another text. Figures are left out, so that a mark breaks no run.
pub fn runs(printed: &Printed, text: &str) -> Count {
    let mut body = String::new();
    for piece in &printed.blocks {
        piece.parts.iter().for_each(|part| {
            if let Part::Words(words) = part {
                body.push_str(words);
            }
        });
        body.push('\n');
    }
    let of = |text: &str| -> Vec<String> { words(text).windows(RUN).map(|run| run.join(" ")).collect() };
    count(of(&body), of(text))
}

fn words(text: &str) -> Vec<String> {
    let word = |word: &str| word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    text.split_whitespace().map(word).filter(|word: &String| !word.is_empty()).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The marks of a report: the letters before each, and the first ones of the note that it calls.
fn calls(printed: &Printed) -> Vec<String> {
    let (mut body, mut keys) = (String::new(), Vec::new());
    for part in printed.blocks.iter().flat_map(|piece| &piece.parts) {
        match part {
            Part::Words(words) => body.extend(words.chars().filter(|c| c.is_alphanumeric())),
            Part::Call(note) => keys.push(key(&body, &printed.notes[*note])),
        }
    }
    keys
}

/// The marks of a reading in the same way. One that calls nothing is a mark all the same.
fn marks(document: &Document) -> Vec<String> {
    let (mut body, mut keys) = (String::new(), Vec::new());
    for block in &document.blocks {
        let mut at = block.span.start;
        let (_, marks) = document.marks_in(block.span);
        if !is_text(block.kind) {
            keys.extend(marks.iter().map(|mark| format!("{} outside the text", mark.label)));
            continue;
        }
        for mark in marks {
            body.extend(document.text[at..mark.span.start].chars().filter(|c| c.is_alphanumeric()));
            at = mark.span.end;
            let note = mark.note.map(|note| unmarked(document, document.notes[note].body));
            keys.push(key(&body, &note.unwrap_or_default()));
        }
        body.extend(document.text[at..block.span.end].chars().filter(|c| c.is_alphanumeric()));
    }
    keys
}

fn key(body: &str, note: &str) -> String {
    let from = body.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let note: String = letters(note).chars().take(OF_NOTE).collect();
    format!("{} [{note}]", &body[from..])
}

fn counted(keys: &[String]) -> HashMap<&str, usize> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    keys.iter().for_each(|key| *counts.entry(key).or_default() += 1);
    counts
}

/// How many there are in both, each once.
fn count(there: Vec<String>, found: Vec<String>) -> Count {
    let mut left = counted(&there);
    let is_right = |key: &&String| match left.get_mut(key.as_str()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            true
        }
        None => false,
    };
    let right = found.iter().filter(is_right).count();
    Count { right, found: found.len(), there: there.len() }
}
