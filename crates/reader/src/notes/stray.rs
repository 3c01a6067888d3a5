//! Marks that fit no place in the sequence of notes: left from an earlier numbering, or misprinted.
//!
//! They are set like the document's marks, with a number that no note bears: one shortly behind the last note's, or,
//! where marks are glued to stops, any that is glued to the stop of a sentence.
//!
//! Invariant: a stray mark has no note, and stands where no other mark stands.
//! Incomplete: a stray mark whose number some note bears is not told from a mark of that note.

use super::candidates::{self, Candidate, Class, STRONG};
use super::label::{self, Label};
use probata_report::{BlockKind, Document, Mark, Span};
use std::collections::HashSet;

/// Fewer notes than this do not show where the numbering ends.
const FEWEST: usize = 20;
/// Fewer marks than this do not show that marks are glued to stops.
const FEWEST_GLUED: usize = 4;
/// Share of the marks, in hundredths, that must be set in one way.
const ALIKE: usize = 90;
/// How far behind the last note a stray number may lie.
const BEHIND: u32 = 50;
/// The least score of a number glued to a year and its stop.
const BEHIND_YEAR: u8 = 14;

/// In a document with notes typed as text: numbers set as nearly all its marks are.
pub(super) fn beside_typed_notes(document: &mut Document, candidates: &[Candidate]) {
    let tied = |candidate: &&Candidate| {
        let at = document.marks.partition_point(|mark| mark.span.start < candidate.start as usize);
        document.marks.get(at).is_some_and(|mark| mark.span == candidate.span() && mark.note.is_some())
    };
    let mut classes: Vec<(Class, usize)> = Vec::new();
    let mut all = 0;
    for candidate in candidates.iter().filter(tied) {
        all += 1;
        match classes.iter_mut().find(|(class, _)| *class == candidate.class) {
            Some((_, count)) => *count += 1,
            None => classes.push((candidate.class, 1)),
        }
    }
    let Some((class, count)) = classes.into_iter().max_by_key(|(_, count)| *count) else { return };
    // Where notes or marks were lost, a number says nothing.
    if count * 100 < all * ALIKE || all * 100 < document.notes.len() * ALIKE {
        return;
    }
    let alike = || candidates.iter().filter(|candidate| candidate.class == class);
    if let Some(last) = last_note(document) {
        add(document, alike().filter(|candidate| is_shortly_behind(last, candidate)));
    }
    if class == Class::Glued && count >= FEWEST_GLUED {
        let borne: HashSet<u32> = document.notes.iter().filter_map(|note| note.label.parse().ok()).collect();
        let borne = |candidate: &Candidate| borne.contains(&candidate.label.0);
        let found: Vec<&Candidate> = alike()
            .filter(|candidate| !borne(candidate) && stands_behind_sentence(&document.text, candidate))
            .collect();
        add(document, found.into_iter());
    }
}

/// In a document with real notes: numbers typed and raised by hand.
pub(super) fn beside_real_notes(document: &mut Document, superscripts: &[Span]) {
    let Some(last) = last_note(document).filter(|_| !superscripts.is_empty()) else { return };
    let (candidates, all) = candidates::find(document, superscripts, &|_| false);
    if all {
        let raised = candidates.iter().filter(|candidate| {
            let at = superscripts.partition_point(|span| span.end <= candidate.start as usize);
            let is_raised = superscripts.get(at).is_some_and(|span| span.contains(candidate.span()));
            is_raised && is_shortly_behind(last, candidate)
        });
        add(document, raised);
    }
}

/// The number of the last note, if there are enough notes.
fn last_note(document: &Document) -> Option<Label> {
    let numbers = document.notes.iter().filter_map(|note| note.label.parse::<u32>().ok());
    numbers.max().filter(|_| document.notes.len() >= FEWEST).map(Label::number)
}

fn is_shortly_behind(last: Label, candidate: &Candidate) -> bool {
    let far = last.steps_to(candidate.label).is_some_and(|steps| steps <= BEHIND);
    far && candidate.score >= STRONG
}

/// True for a number of up to four digits between the stop of a sentence and the next sentence: `stable.325 The`, or
/// `4 March 2021.318 The`. No year, no decimal, no web address.
fn stands_behind_sentence(text: &str, candidate: &Candidate) -> bool {
    let span = candidate.span();
    let (before, behind) = (&text[..span.start], &text[span.end..]);
    let gap = behind.len() - behind.trim_start().len();
    let paragraph = behind[..gap].matches('\n').count() > 1;
    let fresh = |c: char| c.is_uppercase() || "“\"‘«(".contains(c);
    let ends = gap == behind.len() || paragraph || (gap > 0 && behind[gap..].starts_with(fresh));
    if !ends || span.len() > 4 || !before.ends_with(['.', '!', '?', '”', '"', '’', '»', ')']) {
        return false;
    }
    let stopped = before.trim_end_matches(['”', '"', '’', '»', ')']);
    let Some(sentence) = stopped.strip_suffix(['.', '!', '?']) else { return false };
    if sentence.ends_with(|c: char| c.is_ascii_digit()) {
        return candidate.score >= BEHIND_YEAR && ends_in_year(sentence);
    }
    candidate.score >= STRONG && sentence.ends_with(|c: char| c.is_lowercase() || "”\"’»)]".contains(c))
}

/// True if a text ends in a year that is no amount of money and no part of a longer number.
fn ends_in_year(text: &str) -> bool {
    let digits = text.bytes().rev().take_while(u8::is_ascii_digit).take(5).count();
    let (before, year) = text.split_at(text.len() - digits);
    digits == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && before.ends_with([' ', '\u{a0}', '(', '–', '-', '/'])
        && !before.trim_end().ends_with(['$', '€', '£'])
}

fn add<'c>(document: &mut Document, candidates: impl Iterator<Item = &'c Candidate>) {
    let mut found: Vec<Mark> = Vec::new();
    for candidate in candidates.filter(|candidate| candidate.label.is_number()) {
        let span = candidate.span();
        let at = document.marks.partition_point(|mark| mark.span.end <= span.start);
        let free = document.marks.get(at).is_none_or(|mark| !mark.span.overlaps(span));
        if free && !is_in_note(document, span) {
            let label = label::shown(document.text[span].trim_matches(|c: char| "[]()^".contains(c)));
            found.push(Mark { span, label, note: None });
        }
    }
    insert(document, found);
}
fn is_in_note(document: &Document, span: Span) -> bool {
    let at = document.blocks.partition_point(|block| block.span.end <= span.start);
    document.blocks.get(at).is_some_and(|block| matches!(block.kind, BlockKind::Note(_)))
}

/// Puts marks among the others by place; notes then know theirs by the new order.
fn insert(document: &mut Document, found: Vec<Mark>) {
    if found.is_empty() {
        return;
    }
    document.marks.extend(found);
    document.marks.sort_by_key(|mark| mark.span.start);
    document.notes.iter_mut().for_each(|note| note.marks.clear());
    for (index, mark) in document.marks.iter().enumerate() {
        if let Some(note) = mark.note.and_then(|note| document.notes.get_mut(note)) {
            note.marks.push(index);
        }
    }
}
