//! Marks of a text whose notes are not in the file: a rising series of numbers set as marks.
//!
//! Invariant: fewer than three numbers in series are never taken for marks.

use super::assign::{self, Slot};
use super::candidates::{Candidate, Class, STRONG};
use super::label::Label;
use std::collections::HashMap;

/// What a series costs that begins with 1, and one that begins elsewhere: three marks pay for the first, five for the other.
const FIRST: i32 = 65;
const LATER: i32 = 125;
/// What a skipped number costs, and how many may be skipped.
const SKIPPED: i32 = 15;
const SKIPS: u32 = 2;
/// The least score of a candidate that may stand in a series.
const LEAST: u8 = 14;

#[derive(Clone, Copy)]
struct Node {
    candidate: usize,
    parent: Option<usize>,
    score: i32,
}

/// The labels of the series, as slots; those that it skips included, since their marks may be glued to other digits.
pub(super) fn slots(candidates: &[Candidate]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    let slot = |label| Slot { label, note: Some(0), defined: true, until: u32::MAX };
    for index in series(candidates) {
        let label = candidates[index].label;
        let last = slots.last().map(|slot| slot.label);
        let skipped = last.and_then(|last| last.steps_to(label)).unwrap_or(0);
        slots.extend((1..skipped).rev().filter_map(|by| label.minus(by)).map(slot));
        slots.push(slot(label));
    }
    slots
}

/// Indices of the candidates that are marks of the slots.
pub(super) fn marks(candidates: &[Candidate], slots: &[Slot]) -> Vec<usize> {
    let classes: Vec<Class> =
        series(candidates).first().map(|index| candidates[*index].class).into_iter().collect();
    let allowed = |_: u32, c: &Candidate| {
        classes.contains(&c.class) || (c.class == Class::Split && classes == [Class::Glued])
    };
    let pairs = assign::pair(candidates, slots, allowed);
    assign::prove(pairs, candidates, slots).into_iter().map(|pair| pair.candidate as usize).collect()
}

/// Indices of the candidates that form rising series, in order. At least half must be marks by their looks alone, as the
/// numbers of sections are not.
fn series(candidates: &[Candidate]) -> Vec<usize> {
    let classes = [Class::Explicit, Class::Raised, Class::Glued, Class::Bracket];
    let sure = |series: &Vec<usize>| {
        2 * series.iter().filter(|index| candidates[**index].score >= STRONG).count() >= series.len()
    };
    let found = classes.into_iter().map(|class| of_class(candidates, class)).filter(sure);
    found.max_by_key(Vec::len).unwrap_or_default()
}

fn of_class(candidates: &[Candidate], class: Class) -> Vec<usize> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut ends: HashMap<Label, usize> = HashMap::new();
    let mut best: Option<usize> = None;
    let score = |nodes: &[Node], node: Option<usize>| node.map_or(0, |node| nodes[node].score);
    for (index, candidate) in candidates.iter().enumerate() {
        if candidate.class != class || candidate.score < LEAST || !candidate.label.is_number() {
            continue;
        }
        let label = candidate.label;
        let price = if label == Label::number(1) { FIRST } else { LATER };
        let mut from = (score(&nodes, best) - price, best);
        for skip in 0..=SKIPS {
            let before = label.minus(skip + 1).and_then(|label| ends.get(&label)).copied();
            let joined = score(&nodes, before) - SKIPPED * skip as i32;
            if before.is_some() && joined > from.0 {
                from = (joined, before);
            }
        }
        let node = Node { candidate: index, parent: from.1, score: from.0 + i32::from(candidate.score) };
        if ends.get(&label).is_some_and(|other| nodes[*other].score >= node.score) {
            continue;
        }
        ends.insert(label, nodes.len());
        if node.score > score(&nodes, best) {
            best = Some(nodes.len());
        }
        nodes.push(node);
    }
    let mut path = Vec::new();
    while let Some(node) = best {
        path.push(nodes[node].candidate);
        best = nodes[node].parent;
    }
    path.reverse();
    path
}
