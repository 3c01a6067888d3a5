//! Which numbered places are notes: runs of rising labels, believed when marks call them, when they stand where notes
//! stand, or when they read like notes. Numbered paragraphs and lists are not called by marks outside themselves.

use super::candidates::{Candidate, Class, FAIR, STRONG};
use super::label::Label;
use super::starts::{Shape, Start};
use probata_report::{BlockKind, Document};
use std::collections::{HashMap, HashSet};

/// Labels that a run may skip between two notes.
const GAP: u32 = 6;
/// Labels that a run may skip between two notes that stand at pages' feet and read like notes: scans lose many.
const FAR: u32 = 40;
/// Runs at pages' feet that may be continued so.
const RECENT: usize = 6;
/// Marks of one label that are looked at before a note.
const NEAREST: usize = 16;

/// Blocks within which one label read twice is one note.
const NEIGHBOURS: usize = 2;

/// Bytes before a short run in which its marks stand, for each of its notes.
const NEAR: usize = 50_000;
/// Notes of a run this long make other numbers among them strays.
const DOMINANT: usize = 20;

/// A start that is a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Accepted {
    /// Index into the starts.
    pub start: usize,
    /// It stands among the notes of a long run that it does not belong to (a label that a scan has damaged): a note
    /// by its place, but no mark can be tied to it.
    pub stray: bool,
}

/// The starts that are notes, in order.
pub(super) fn accepted(document: &Document, starts: &[Start], candidates: &[Candidate]) -> Vec<Accepted> {
    let mut chains = link(starts);
    chains.sort_by_key(|chain| std::cmp::Reverse(chain.len()));
    let mut judge = Judge::new(document, starts, candidates, &chains);
    let mut accepted = Vec::new();
    let mut long: Vec<(usize, usize)> = Vec::new();
    let mut endnotes = false;
    for chain in chains {
        let range = (chain[0], chain[chain.len() - 1]);
        let inside = |(first, last): &(usize, usize)| *first < range.0 && range.1 < *last;
        let numbered = !matches!(starts[range.0].shape, Shape::Definition | Shape::Symbol);
        let stray = numbered && chain.len() < 5 && long.iter().any(inside);
        // A report with a long list of endnotes has no other numbered notes: they are headings, lists, a chronology.
        let beside = numbered && endnotes && !chain.iter().all(|start| starts[*start].headed);
        let is_note = if stray || beside { judge.is_at_foot(&chain) } else { judge.accepts(&chain) };
        if !is_note {
            continue;
        }
        if chain.len() >= DOMINANT && long.len() < 64 {
            long.push(range);
            endnotes |= chain.iter().all(|start| starts[*start].headed);
        }
        accepted.extend(chain.into_iter().map(|start| Accepted { start, stray }));
    }
    accepted.sort_unstable();
    accepted
}

/// Links starts of one shape into runs whose labels rise.
fn link(starts: &[Start]) -> Vec<Vec<usize>> {
    let mut chains: Vec<Vec<usize>> = Vec::new();
    let mut open: HashMap<(Shape, Label), usize> = HashMap::new();
    let mut feet: HashMap<Shape, Vec<usize>> = HashMap::new();
    for (index, start) in starts.iter().enumerate() {
        let key = |label| (start.shape, label);
        if matches!(start.shape, Shape::Definition | Shape::Symbol) {
            chains.push(vec![index]);
            continue;
        }
        if let Some(chain) = open.get(&key(start.label)).copied() {
            // Only near by: far apart, the same number is another list's (a chronology before the notes).
            let near = |last: &usize| start.block.abs_diff(starts[*last].block) <= NEIGHBOURS;
            let last = chains[chain].last_mut();
            if let Some(last) = last.filter(|last| near(last) && starts[**last].quality < start.quality) {
                *last = index;
                continue;
            }
        }
        let reach = if start.quality >= 2 { GAP } else { 1 };
        let before =
            (1..=reach).filter_map(|by| start.label.minus(by)).find_map(|label| open.remove(&key(label)));
        let at_foot = start.noted && start.foot && start.quality >= 2;
        let far = feet
            .get(&start.shape)
            .filter(|_| at_foot)
            .and_then(|feet| far_chain(&chains, feet, starts, start));
        let chain = match before.or(far) {
            Some(chain) => chain,
            None if start.quality == 0 => continue,
            None => {
                chains.push(Vec::new());
                chains.len() - 1
            }
        };
        chains[chain].push(index);
        if at_foot {
            let feet = feet.entry(start.shape).or_default();
            feet.retain(|other| *other != chain);
            feet.push(chain);
            if feet.len() > RECENT {
                feet.remove(0);
            }
        }
        open.insert(key(start.label), chain);
    }
    chains
}

/// The longest of some runs that a start may continue though it skips many labels.
fn far_chain(chains: &[Vec<usize>], feet: &[usize], starts: &[Start], start: &Start) -> Option<usize> {
    let continues = |chain: &usize| {
        let last = chains[*chain].last().map(|last| starts[*last].label);
        last.and_then(|last| last.steps_to(start.label)).is_some_and(|steps| steps <= FAR)
    };
    feet.iter().copied().filter(continues).max_by_key(|chain| chains[*chain].len())
}

struct Judge<'a> {
    document: &'a Document,
    starts: &'a [Start],
    /// Fair candidates by label, then place.
    strong: Vec<(Label, u32)>,
    /// Where runs of three and more end, by shape, as indices of starts.
    ends: Vec<(Shape, usize)>,
    /// Places of strong candidates.
    places: Vec<u32>,
    /// Places of candidates that a run already has.
    claimed: HashSet<u32>,
    /// Labels of notes that are defined as Markdown defines them.
    defined: HashSet<Label>,
}

impl<'a> Judge<'a> {
    fn new(
        document: &'a Document,
        starts: &'a [Start],
        candidates: &[Candidate],
        chains: &[Vec<usize>],
    ) -> Self {
        let looks = |c: &&Candidate| c.score >= FAIR && !matches!(c.class, Class::Explicit | Class::Split);
        let mut strong: Vec<(Label, u32)> =
            candidates.iter().filter(looks).map(|c| (c.label, c.start)).collect();
        strong.sort_unstable();
        let mut ends: Vec<(Shape, usize)> = chains
            .iter()
            .filter(|chain| chain.len() >= 3)
            .map(|chain| chain[chain.len() - 1])
            .map(|last| (starts[last].shape, last))
            .collect();
        ends.sort_unstable();
        let carried = |c: &&Candidate| c.score >= STRONG && looks(c);
        let places = candidates.iter().filter(carried).map(|c| c.start).collect();
        let defined = starts.iter().filter(|start| start.shape == Shape::Definition);
        let defined = defined.map(|start| start.label).collect();
        Self { document, starts, strong, ends, places, claimed: HashSet::new(), defined }
    }

    fn accepts(&mut self, chain: &[usize]) -> bool {
        let Some(first) = chain.first().map(|index| &self.starts[*index]) else { return false };
        match first.shape {
            Shape::Definition => return true,
            Shape::Symbol => return self.accepts_symbol(chain[0]),
            _ => {}
        }
        let called = self.called(chain);
        let strong = called.iter().filter(|at| self.places.binary_search(at).is_ok()).count();
        let accepted = self.weigh(chain, called.len(), strong);
        if accepted {
            self.claimed.extend(called);
        }
        accepted
    }

    /// True if more marks stand inside the items than call them: numbered paragraphs, not notes.
    fn carries_marks(&self, chain: &[usize], called: usize) -> bool {
        let count = |order: usize| {
            let start = &self.starts[chain[order]];
            let end = self.document.blocks[start.block].span.end;
            let end = chain.get(order + 1).map_or(end, |next| self.starts[*next].at.min(end));
            let before = |place: usize| self.places.partition_point(|at| (*at as usize) < place);
            usize::from(before(end) > before(start.body))
        };
        let inside: usize = (0..chain.len()).map(count).sum();
        inside > called && inside * 2 >= chain.len()
    }

    /// True if all of a run stands at pages' feet and reads like notes.
    fn is_at_foot(&self, chain: &[usize]) -> bool {
        chain.iter().all(|index| {
            let start = &self.starts[*index];
            start.noted && (start.foot || start.headed) && start.quality >= 2
        })
    }

    fn weigh(&self, chain: &[usize], called: usize, strong: usize) -> bool {
        let share = |test: fn(&Start) -> bool| {
            let hits = chain.iter().filter(|index| test(&self.starts[**index])).count();
            hits as f64 / chain.len() as f64
        };
        let called_share = called as f64 / chain.len() as f64;
        let (noted, foot, headed) = (share(|s| s.noted), share(|s| s.foot), share(|s| s.headed));
        // Beside notes that Markdown defines, others must read like notes, be called, and bear other numbers.
        let again = || chain.iter().any(|index| self.defined.contains(&self.starts[*index].label));
        if self.defined.len() >= 3 && (noted < 0.5 || called_share < 0.5 || again()) {
            return false;
        }
        let placed = foot >= 0.5 || headed >= 0.5;
        // Numbered headings with text between them.
        if noted < 0.3 && !placed && chain.iter().all(|index| self.is_heading(*index)) {
            return false;
        }
        if headed >= 0.5 && (called > 0 || noted >= 0.3 || chain.len() >= 3) {
            return true;
        }
        if self.carries_marks(chain, called) {
            return false;
        }
        if chain.len() == 1 {
            let start = &self.starts[chain[0]];
            let alone = self.document.pages.len() < 2 && start.label == Label::number(1);
            return called == 1
                && (foot > 0.0 && (noted > 0.0 || alone || start.quality == 3)
                    || noted > 0.0 && start.quality >= 2);
        }
        (called >= 2 && called_share >= 0.7 && (placed || noted >= 0.3 || strong >= 2))
            || (called >= 2 && called_share >= 0.4 && (placed || noted >= 0.3))
            || (noted >= 0.5 && placed && (called > 0 || chain.len() >= 3))
            || (noted >= 0.5 && called > 0 && called_share >= 0.25)
    }

    fn is_heading(&self, start: usize) -> bool {
        matches!(self.document.blocks[self.starts[start].block].kind, BlockKind::Heading(_))
    }

    /// The places of fair candidates that call the run's notes in order, from outside the run: from the text behind
    /// the run before, if many stand there, else from all text before.
    fn called(&self, chain: &[usize]) -> Vec<u32> {
        let first = &self.starts[chain[0]];
        let near = if chain.len() < 8 { first.at.saturating_sub(NEAR * (chain.len() + 1)) } else { 0 };
        let floor = self.page_floor(chain).max(near);
        let shape = self.starts[chain[0]].shape;
        let after = self.ends.partition_point(|end| *end < (shape, chain[0]));
        let before = after.checked_sub(1).map(|i| self.ends[i]).filter(|(other, _)| *other == shape);
        if let Some((_, end)) = before {
            let near = self.called_from(chain, floor.max(self.starts[end].at));
            if near.len() * 5 >= chain.len() * 2 {
                return near;
            }
        }
        self.called_from(chain, floor)
    }

    fn called_from(&self, chain: &[usize], floor: usize) -> Vec<u32> {
        let mut pairs: Vec<u32> = Vec::new();
        let mut tails: Vec<(u32, usize)> = Vec::new();
        let mut parents: Vec<usize> = Vec::new();
        for index in chain {
            let start = &self.starts[*index];
            let from = self.strong.partition_point(|(label, _)| *label < start.label);
            let to =
                self.strong.partition_point(|(label, at)| (*label, *at as usize) < (start.label, start.at));
            for (_, at) in self.strong[from..to].iter().rev().take(NEAREST) {
                if (*at as usize) < floor || self.claimed.contains(at) || self.is_own(chain, *at) {
                    continue;
                }
                let length = tails.partition_point(|(tail, _)| tail < at);
                parents.push(length.checked_sub(1).map_or(usize::MAX, |before| tails[before].1));
                pairs.push(*at);
                let entry = (*at, pairs.len() - 1);
                if length == tails.len() { tails.push(entry) } else { tails[length] = entry }
            }
        }
        let mut found = Vec::with_capacity(tails.len());
        let mut node = tails.last().map_or(usize::MAX, |(_, node)| *node);
        while node != usize::MAX {
            found.push(pairs[node]);
            node = parents[node];
        }
        found
    }

    /// A run on one page is called from this page only.
    fn page_floor(&self, chain: &[usize]) -> usize {
        let (first, last) = (&self.starts[chain[0]], &self.starts[chain[chain.len() - 1]]);
        let page = |at: usize| self.document.pages.partition_point(|(start, _)| *start <= at);
        let one_page = first.foot && !first.headed && page(first.at) == page(last.at);
        let start = page(first.at).checked_sub(1).filter(|_| one_page);
        start.map_or(0, |page| self.document.pages[page].0)
    }

    /// True for a place inside one of the run's own items.
    fn is_own(&self, chain: &[usize], at: u32) -> bool {
        let at = at as usize;
        let after = chain.partition_point(|index| self.starts[*index].at <= at);
        after.checked_sub(1).is_some_and(|before| {
            let block = self.starts[chain[before]].block;
            at < self.document.blocks[block].span.end
        })
    }

    /// A symbol is a note if a mark with the same symbol stands shortly before it, and it is no list item.
    fn accepts_symbol(&mut self, index: usize) -> bool {
        let start = &self.starts[index];
        let is_same = |other: Option<&Start>| {
            other.is_some_and(|o| {
                o.shape == Shape::Symbol && o.label == start.label && o.block.abs_diff(start.block) <= 1
            })
        };
        if is_same(index.checked_sub(1).and_then(|i| self.starts.get(i)))
            || is_same(self.starts.get(index + 1))
        {
            return false;
        }
        let to = self.strong.partition_point(|(label, at)| (*label, *at as usize) < (start.label, start.at));
        let floor = self.page_floor(&[index]).max(start.at.saturating_sub(8000));
        let called = to.checked_sub(1).map(|i| self.strong[i]).filter(|(label, at)| {
            *label == start.label && *at as usize >= floor && !self.claimed.contains(at)
        });
        called.is_some_and(|(_, at)| self.claimed.insert(at))
    }
}
