//! Which candidate is the mark of which note: the dearest pairing in which marks and notes rise together.
//!
//! A label that the notes skip has a slot too, so that a mark whose note is missing is found, and known as dangling.

use super::candidates::{Candidate, Class, STRONG};
use super::label::Label;

/// A place in the sequence of notes that a mark may call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    pub label: Label,
    /// The note; none where the sequence has a gap.
    pub note: Option<u32>,
    /// The note is defined by `[^12]:`; only such a note is called by `[^12]`.
    pub defined: bool,
    /// Where the note begins: its mark stands before.
    pub until: u32,
}

/// A candidate taken as the mark of a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    pub candidate: u32,
    pub slot: u32,
}

/// Slots of one label that are tried for one candidate.
const TRIED: usize = 16;
/// What it costs to take a candidate as the mark of a note that is not there.
const ABSENT: i32 = 12;

/// The best rising pairing. Candidates and slots are in order; candidates of equal end exclude each other.
pub(super) fn pair(
    candidates: &[Candidate],
    slots: &[Slot],
    allowed: impl Fn(u32, &Candidate) -> bool,
) -> Vec<Pair> {
    let mut by_label: Vec<(Label, u32)> = slots.iter().zip(0u32..).map(|(slot, i)| (slot.label, i)).collect();
    by_label.sort_unstable();
    let mut best = Best::new(slots.len());
    let mut at = 0;
    let mut options = Vec::new();
    while at < candidates.len() {
        let same = candidates[at..].iter().take_while(|c| c.end == candidates[at].end).count();
        for (candidate, index) in candidates[at..at + same].iter().zip(at as u32..) {
            if allowed(index, candidate) && candidate.label != Label::NAMED {
                let near = near_slots(&by_label, candidate.label, best.leader());
                options.extend(near.iter().filter_map(|(_, slot)| {
                    best.option(candidate, Pair { candidate: index, slot: *slot }, &slots[*slot as usize])
                }));
            }
        }
        options.drain(..).for_each(|option| best.take(option));
        at += same;
    }
    best.path()
}

/// The slots of a label; where there are many (numbering that restarts on every page), those around the leader.
fn near_slots(by_label: &[(Label, u32)], label: Label, leader: u32) -> &[(Label, u32)] {
    let from = by_label.partition_point(|(other, _)| *other < label);
    let to = by_label.partition_point(|(other, _)| *other <= label);
    if to - from <= TRIED {
        return &by_label[from..to];
    }
    let middle = by_label.partition_point(|entry| *entry < (label, leader));
    let first = middle.saturating_sub(TRIED / 4).max(from);
    &by_label[first..(first + TRIED).min(to)]
}

#[derive(Debug, Clone, Copy)]
struct Node {
    pair: Pair,
    parent: u32,
    score: i32,
}

/// Best score of a pairing that ends before each slot, as a Fenwick tree of maxima.
struct Best {
    tree: Vec<u32>,
    nodes: Vec<Node>,
    leader: u32,
}

const NONE: u32 = u32::MAX;

impl Best {
    fn new(slots: usize) -> Self {
        Self { tree: vec![NONE; slots + 1], nodes: Vec::new(), leader: NONE }
    }

    fn score(&self, node: u32) -> i32 {
        self.nodes.get(node as usize).map_or(0, |node| node.score)
    }

    fn leader(&self) -> u32 {
        self.nodes.get(self.leader as usize).map_or(0, |node| node.pair.slot)
    }

    fn option(&self, candidate: &Candidate, pair: Pair, slot: &Slot) -> Option<Node> {
        let absent = slot.note.is_none();
        let foreign = candidate.class == Class::Explicit && !slot.defined;
        if foreign || candidate.start >= slot.until || (absent && candidate.score < STRONG) {
            return None;
        }
        let worth = i32::from(candidate.score) - if absent { ABSENT } else { 0 };
        let (mut parent, mut index) = (NONE, pair.slot as usize);
        while index > 0 {
            let node = self.tree[index];
            if self.score(node) > self.score(parent) {
                parent = node;
            }
            index -= index & index.wrapping_neg();
        }
        Some(Node { pair, parent, score: self.score(parent) + worth })
    }

    fn take(&mut self, node: Node) {
        let number = self.nodes.len() as u32;
        if node.score > self.score(self.leader) {
            self.leader = number;
        }
        let mut index = node.pair.slot as usize + 1;
        self.nodes.push(node);
        while index < self.tree.len() {
            if node.score > self.score(self.tree[index]) {
                self.tree[index] = number;
            }
            index += index & index.wrapping_neg();
        }
    }

    fn path(self) -> Vec<Pair> {
        let mut path = Vec::new();
        let mut node = self.leader;
        while let Some(found) = self.nodes.get(node as usize) {
            path.push(found.pair);
            node = found.parent;
        }
        path.reverse();
        path
    }
}

/// Leaves out pairs that only their neighbours could prove and do not: weak ones whose neighbours in the sequence are
/// not found around them, and marks of missing notes that do not continue the sequence.
pub(super) fn prove(pairs: Vec<Pair>, candidates: &[Candidate], slots: &[Slot]) -> Vec<Pair> {
    let weak = |pair: &Pair| candidates[pair.candidate as usize].score < STRONG;
    let absent = |pair: &Pair| slots[pair.slot as usize].note.is_none();
    // Real slots before each slot, so that slots of missing labels are not counted as marks not found.
    let mut real = Vec::with_capacity(slots.len() + 1);
    real.push(0u32);
    for slot in slots {
        real.push(real[real.len() - 1] + u32::from(slot.note.is_some()));
    }
    let between = |from: usize, to: usize| real[to.max(from)] - real[from];
    let fits = |index: usize| {
        let slot = pairs[index].slot as usize;
        let before = index.checked_sub(1).map_or(0, |i| pairs[i].slot as usize + 1);
        let after = pairs.get(index + 1).map_or(slots.len(), |next| next.slot as usize);
        between(before, slot) + between(slot + 1, after)
    };
    let mut kept: Vec<bool> = (0..pairs.len())
        .map(|index| {
            let pair = &pairs[index];
            let reach = if candidates[pair.candidate as usize].score < 8 { 0 } else { 2 };
            !weak(pair) || fits(index) <= reach
        })
        .collect();
    keep_near_real(&pairs, &mut kept, absent);
    pairs.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(pair, _)| pair).collect()
}

/// A mark of a missing note is kept only within two steps of a mark that is kept.
fn keep_near_real(pairs: &[Pair], kept: &mut [bool], absent: impl Fn(&Pair) -> bool) {
    let mut near = vec![false; pairs.len()];
    for forward in [true, false] {
        let mut last: Option<u32> = None;
        for step in 0..pairs.len() {
            let index = if forward { step } else { pairs.len() - 1 - step };
            let pair = &pairs[index];
            if !kept[index] {
                continue;
            }
            let close = last.is_some_and(|last| last.abs_diff(pair.slot) <= 2);
            near[index] |= close;
            if !absent(pair) || close {
                last = Some(pair.slot);
            }
        }
    }
    for (index, pair) in pairs.iter().enumerate() {
        kept[index] &= !absent(pair) || near[index];
    }
}

/// Classes that the text's own numbering does not bear out: brackets and spaced numbers that are rare among its marks.
pub(super) fn doubtful(pairs: &[Pair], candidates: &[Candidate], own: impl Fn(Class) -> bool) -> Vec<Class> {
    let class = |pair: &Pair| candidates[pair.candidate as usize].class;
    let shares = [(Class::Paren, 0.5), (Class::Bracket, 0.1)];
    let count = |class_: Class| pairs.iter().filter(|pair| class(pair) == class_).count() as f64;
    let all = pairs.len() as f64;
    shares
        .into_iter()
        .filter(|(class, share)| {
            let found = count(*class);
            found > 0.0 && (found < share * all || found < share * 8.0) && !own(*class)
        })
        .map(|(class, _)| class)
        .collect()
}
