//! Marks `[^name]` that stand outside the sequence of numbers: used again, or misread.
//!
//! In a file that was written, such a mark calls its note again. In a file made from a scan it is a number that was
//! printed small or badly: a volume in a citation (`437 U.S.[^1] (1978)`), or a mark with a wrong digit.
//!
//! Invariant: in a file made from a scan, a mark outside the sequence calls a note only if this note alone is missing
//! at its place and the numbers differ by one digit; else it calls none.

use super::candidates::{Candidate, Class};
use super::tie::Tied;
use probata_report::Document;
use std::collections::{HashMap, HashSet};

/// Adds the marks that the sequence has not.
pub(super) fn tie(document: &Document, candidates: &[Candidate], tied: &mut Vec<Tied>) {
    if !document.notes.iter().any(|note| is_defined(document, note.span.start)) {
        return;
    }
    let already: HashSet<usize> = tied.iter().map(|tied| tied.candidate).collect();
    let outside: Vec<usize> = (0..candidates.len())
        .filter(|index| candidates[*index].class == Class::Explicit && !already.contains(index))
        .collect();
    let behind = |candidate: &usize| behind(&document.text[candidates[*candidate].span().end..]);
    let odd = outside.iter().filter(|candidate| behind(candidate) == Behind::Number).count();
    let scanned = odd >= 3 && odd * 4 >= outside.len();
    tied.sort_by_key(|tied| tied.candidate);
    let found = match scanned {
        true => {
            let sentence = |candidate: &usize| {
                behind(candidate) == Behind::Sentence && ends_sentence(document, &candidates[*candidate])
            };
            misread(document, candidates, outside.into_iter().filter(sentence).collect(), tied)
        }
        false => again(document, candidates, &outside, tied),
    };
    tied.extend(found);
    keep_to_chapter(document, candidates, tied);
}

/// Where numbering restarts and notes follow each chapter, a mark calls the first note of its name behind it, not one of
/// a later chapter: one before which other marks stand.
fn keep_to_chapter(document: &Document, candidates: &[Candidate], tied: &mut [Tied]) {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, note) in document.notes.iter().enumerate() {
        by_name.entry(note.label.as_str()).or_default().push(index);
    }
    let mut places: Vec<usize> = tied.iter().map(|tied| candidates[tied.candidate].start as usize).collect();
    places.sort_unstable();
    for tied in tied.iter_mut().filter(|tied| candidates[tied.candidate].class == Class::Explicit) {
        let at = candidates[tied.candidate].start as usize;
        let start = |note: usize| document.notes[note].span.start;
        let Some(note) = tied.note.filter(|note| start(*note) > at) else { continue };
        let Some(alike) = by_name.get(document.notes[note].label.as_str()) else { continue };
        let Some(first) = alike.get(alike.partition_point(|other| start(*other) < at)) else { continue };
        let after = places.partition_point(|place| *place < start(*first));
        if *first < note && places.get(after).is_some_and(|place| *place < start(note)) {
            tied.note = Some(*first);
        }
    }
}

/// Marks used again: each calls the note of its name that was last called, else the next one behind it.
fn again(document: &Document, candidates: &[Candidate], outside: &[usize], tied: &[Tied]) -> Vec<Tied> {
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, note) in document.notes.iter().enumerate() {
        by_name.entry(note.label.as_str()).or_default().push(index);
    }
    let mut last: HashMap<&str, usize> = HashMap::new();
    let mut sequence = tied.iter().peekable();
    let mut found = Vec::with_capacity(outside.len());
    for candidate in outside {
        while let Some(before) = sequence.next_if(|tied| tied.candidate < *candidate) {
            if let Some(note) = before.note {
                last.insert(document.notes[note].label.as_str(), note);
            }
        }
        let span = candidates[*candidate].span();
        let name = &document.text[span.start + 2..span.end - 1];
        let behind = || {
            let notes = by_name.get(name)?;
            let after = notes.partition_point(|note| document.notes[*note].span.start < span.start);
            notes.get(after).or(notes.last()).copied()
        };
        let note = last.get(name).copied().or_else(behind);
        found.push(Tied { candidate: *candidate, note });
    }
    found
}

/// Marks of a scan that are out of the sequence.
fn misread(document: &Document, candidates: &[Candidate], outside: Vec<usize>, tied: &[Tied]) -> Vec<Tied> {
    let sequence: Vec<(usize, usize)> =
        tied.iter().filter_map(|tied| Some((tied.candidate, tied.note?))).collect();
    let called: HashSet<usize> = sequence.iter().map(|(_, note)| *note).collect();
    let mut found: Vec<Tied> = Vec::with_capacity(outside.len());
    let mut fitted: HashMap<usize, usize> = HashMap::new();
    for candidate in outside {
        let after = sequence.partition_point(|(other, _)| *other < candidate);
        let first = after.checked_sub(1).map_or(0, |before| sequence[before].1 + 1);
        let end = sequence.get(after).map_or(first, |(_, note)| *note);
        let span = candidates[candidate].span();
        let name = &document.text[span.start + 2..span.end - 1];
        let mut missing = (first..end.min(first + NEAR)).filter(|note| !called.contains(note));
        let note = missing
            .next()
            .filter(|note| missing.next().is_none() && differ_by_one(name, &document.notes[*note].label));
        if let Some(note) = note {
            *fitted.entry(note).or_default() += 1;
        }
        found.push(Tied { candidate, note });
    }
    for tied in &mut found {
        tied.note = tied.note.filter(|note| fitted[note] == 1);
    }
    found
}

/// Notes between two marks of the sequence that are looked at.
const NEAR: usize = 64;

/// True if one digit was misread, lost or added.
fn differ_by_one(read: &str, label: &str) -> bool {
    let (shorter, longer) = if read.len() < label.len() { (read, label) } else { (label, read) };
    let same = shorter.bytes().zip(longer.bytes()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str, skip: usize| text.as_bytes().get(skip..).unwrap_or_default().to_vec();
    match longer.len() - shorter.len() {
        0 => rest(shorter, same + 1) == rest(longer, same + 1) && shorter.len() > 2,
        1 => rest(shorter, same) == rest(longer, same + 1),
        _ => false,
    }
}

/// True if a sentence ends before the mark.
fn ends_sentence(document: &Document, candidate: &Candidate) -> bool {
    let before =
        document.text[..candidate.start as usize].trim_end_matches([' ', '”', '"', '’', '\'', ')', ']']);
    let dotted = before.strip_suffix('.').is_some_and(|word| {
        let initial = word.chars().rev().take(2).collect::<Vec<_>>();
        !matches!(initial[..], [letter, before] if letter.is_uppercase() && !before.is_alphanumeric())
    });
    dotted || before.ends_with(['!', '?', '…'])
}

/// What follows a mark, or what was taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// A new sentence, or nothing.
    Sentence,
    /// More of the sentence.
    More,
    /// What follows a number: a digit, a year in brackets, an abbreviation, a dot.
    Number,
}

fn behind(rest: &str) -> Behind {
    let rest = rest.trim_start_matches([' ', '\u{a0}']);
    let mut chars = rest.chars();
    let (first, second) = (chars.next().unwrap_or('\n'), chars.next().unwrap_or('\n'));
    match first {
        '.' | '/' | '%' | '°' => Behind::Number,
        c if c.is_ascii_digit() || (c == '(' && second.is_ascii_digit()) => Behind::Number,
        c if c.is_uppercase() && second == '.' => Behind::Number,
        c if c.is_lowercase() || c == ',' || c == ')' => Behind::More,
        _ => Behind::Sentence,
    }
}

/// True if the note that begins here is defined as in Markdown.
pub(super) fn is_defined(document: &Document, at: usize) -> bool {
    document.text[at..].starts_with("[^")
}
