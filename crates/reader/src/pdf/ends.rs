//! Notes at the end of the document, which raised numbers in the text call.
//!
//! They begin at the last line with the number 1 from which on nearly all numbers called before it begin a line each.
//! Lines between them in larger or thicker print are headings and stay in the text; behind the last note such a line
//! ends them.
//!
//! Incomplete: where numbers begin anew with each chapter, and where marks are not raised, notes are looked for in the
//! finished text, which tells less.

use super::foot::{Note, labels_in};
use super::labels::{self, label};
use super::leaf::{Item, Leaf, Line};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest numbers that are called.
const FEWEST: usize = 3;
/// Lines with the number 1 that are tried.
const TRIED: usize = 8;

/// Takes the notes out of the pages.
pub(super) fn take(leaves: &mut [Leaf]) -> Vec<Note> {
    let Some((notes, taken)) = find(leaves) else { return Vec::new() };
    for (page, at) in taken.into_iter().rev() {
        leaves[page].items.remove(at);
    }
    notes
}

/// Page and place among its items.
type Place = (usize, usize);

/// The notes, and where their lines are.
fn find(leaves: &[Leaf]) -> Option<(Vec<Note>, Vec<Place>)> {
    let (places, lines) = lines(leaves);
    let (called, first) = called(&lines)?;
    let is_one = |at: &usize| label(lines[*at]).is_some_and(|(label, ..)| label == "1");
    (0..lines.len()).rev().filter(is_one).take(TRIED).find_map(|from| {
        let before = first.values().filter(|at| **at < from).count();
        let starts = labels::starts(&lines[from..], &called, None);
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

/// Raised numbers in the text, with the line on which each is met first; none if they are few or come again.
fn called(lines: &[&Line]) -> Option<(BTreeSet<String>, BTreeMap<String, usize>)> {
    let (mut first, mut all) = (BTreeMap::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        let skip = usize::from(label(line).is_some_and(|(_, raised, _)| raised));
        for label in labels_in(line, skip).into_iter().filter(|label| labels::is_number(label)) {
            all += 1;
            first.entry(label).or_insert(at);
        }
    }
    let once = 10 * all <= 11 * first.len() + 10;
    let called = first.keys().cloned().collect();
    (first.len() >= FEWEST && first.contains_key("1") && once).then_some((called, first))
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
