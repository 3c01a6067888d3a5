//! Notes at the end of the document, which raised numbers (or letters that count) in the text call.
//!
//! They begin at the last line with the first number from which on nearly all numbers called before it begin a line each.
//! Lines between them in larger or thicker print are headings and stay in the text; behind the last note such a line
//! ends them.
//!
//! Incomplete: where numbers begin anew with each chapter, and where marks are not raised, notes are looked for in the
//! finished text, which tells less.

use super::foot::Note;
use super::labels::{self, Letters, label, labels_in};
use super::leaf::{Item, Leaf, Line};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest numbers that are called.
const FEWEST: usize = 3;
/// Lines with the first number that are tried.
const TRIED: usize = 8;

/// Takes the notes out of the pages.
pub(super) fn take(leaves: &mut [Leaf], letters: Letters) -> Vec<Note> {
    let Some((notes, taken)) = find(leaves, letters) else { return Vec::new() };
    for (page, at) in taken.into_iter().rev() {
        leaves[page].items.remove(at);
    }
    notes
}

/// Page and place among its items.
type Place = (usize, usize);

/// The notes, and where their lines are.
fn find(leaves: &[Leaf], letters: Letters) -> Option<(Vec<Note>, Vec<Place>)> {
    let (places, lines) = lines(leaves);
    let (called, met) = called(&lines, letters)?;
    let is_first =
        |at: &usize| letters.label(lines[*at], &called).is_some_and(|(label, ..)| letters.is_first(&label));
    (0..lines.len()).rev().filter(is_first).take(TRIED).find_map(|from| {
        let before = met.values().filter(|at| **at < from).count();
        let starts = labels::starts(&lines[from..], &called, None, letters);
        let found = starts.iter().flatten().filter(|(label, _)| called.contains(label)).count();
        let most = |count: usize| 10 * count >= 9 * called.len();
        (most(before) && most(found)).then(|| gather(&lines[from..], &places[from..], starts))
    })
}

fn lines(leaves: &[Leaf]) -> (Vec<Place>, Vec<&Line>) {
    let all = leaves.iter().enumerate().flat_map(|(page, leaf)| {
        leaf.items.iter().enumerate().filter_map(move |(at, item)| match item {
            Item::Line(line) if line.boxed.is_none() => Some(((page, at), line)),
            _ => None,
        })
    });
    all.unzip()
}

/// Raised labels that count, with the line on which each is met first: digits, or else letters. None if they are few or come again.
fn called(lines: &[&Line], letters: Letters) -> Option<(BTreeSet<String>, BTreeMap<String, usize>)> {
    [true, false].into_iter().find_map(|digits| {
        let (mut met, mut all) = (BTreeMap::new(), 0);
        for (at, line) in lines.iter().enumerate() {
            let skip = usize::from(label(line).is_some_and(|(_, raised, _)| raised));
            let counts =
                |label: &String| labels::is_number(label) == digits && letters.value(label).is_some();
            for label in labels_in(line, skip).into_iter().filter(counts) {
                all += 1;
                met.entry(label).or_insert(at);
            }
        }
        let once = 10 * all <= 11 * met.len() + 10;
        let whole = met.len() >= FEWEST && met.keys().any(|label| letters.is_first(label));
        (whole && once).then(|| (met.keys().cloned().collect(), met))
    })
}

fn gather(
    lines: &[&Line],
    places: &[Place],
    starts: Vec<Option<(String, usize)>>,
) -> (Vec<Note>, Vec<Place>) {
    let (mut notes, mut taken): (Vec<Note>, Vec<Place>) = Default::default();
    let last = starts.iter().rposition(Option::is_some).unwrap_or(0);
    for (at, start) in starts.into_iter().enumerate() {
        let line = lines[at];
        match (start, notes.last_mut()) {
            (Some((label, length)), _) => notes.push(Note::at_end(label, line, length)),
            (None, Some(note)) if is_like(line, lines[0]) => note.lines.push(line.clone()),
            _ if at > last => break,
            _ => continue,
        }
        taken.push(places[at]);
    }
    (notes, taken)
}

/// True if a line is set as notes are.
fn is_like(line: &Line, note: &Line) -> bool {
    (line.size - note.size).abs() <= 0.08 * note.size && (note.is_bold() || !line.is_bold())
}
