//! From pairs of candidates and notes to the document's marks.

use super::assign::{self, Pair, Slot};
use super::candidates::{Candidate, Class, STRONG};
use super::label::{self, Label};
use super::rising;
use super::starts::Shape;
use probata_report::{BlockKind, Document, Mark};
use std::collections::{HashMap, HashSet};

/// Missing labels before the first and behind the last note of a stretch that a mark may still have.
const EDGE: u32 = 200;
/// Missing labels between two notes that a mark may still have.
const INSIDE: u32 = 12;

/// A mark by candidate and note.
struct Tied {
    candidate: usize,
    note: Option<usize>,
}

/// Finds the marks. `sequence`: the notes' labels, in order; `shapes`: how their labels are set.
pub(super) fn marks(
    document: &mut Document,
    candidates: &[Candidate],
    sequence: &[Label],
    shapes: &HashSet<Shape>,
) {
    let mut tied = Vec::new();
    if sequence.is_empty() {
        tied.extend(rising::series(candidates).into_iter().map(|candidate| Tied { candidate, note: None }));
    }
    for stretch in stretches(document, sequence) {
        tie_stretch(candidates, &stretch, shapes, &mut tied);
    }
    tie_explicit(document, candidates, &mut tied);
    tied.sort_by_key(|tied| (candidates[tied.candidate].start, tied.note.is_none()));
    let mut end = 0;
    for Tied { candidate, note } in tied {
        let span = candidates[candidate].span();
        if span.start < end {
            continue;
        }
        end = span.end;
        let printed = document.text[span].trim_matches(|c: char| "[]()^".contains(c));
        let printed = printed.strip_prefix("<sup>").and_then(|p| p.strip_suffix("</sup>")).unwrap_or(printed);
        let label = label::shown(printed);
        if let Some(note) = note {
            document.notes[note].marks.push(document.marks.len());
        }
        document.marks.push(Mark { span, label, note });
    }
}

/// Notes that stand together or continue a numbering, and the text that may call them.
struct Stretch {
    from: u32,
    to: u32,
    slots: Vec<Slot>,
}

/// Cuts the notes into stretches: a numbering that restarts behind running text begins a new one.
fn stretches(document: &Document, sequence: &[Label]) -> Vec<Stretch> {
    let apart = text_between(document);
    let mut stretches = Vec::new();
    let mut first = 0;
    let mut from = 0;
    for index in 0..sequence.len() {
        let next = index + 1;
        let ends = next == sequence.len() || (sequence[next] <= sequence[index] && apart[next]);
        if ends {
            let to = document.notes[index].span.start as u32;
            stretches.push(Stretch { from, to, slots: slots(document, sequence, first..next) });
            from = document.notes[index].span.end as u32;
            first = next;
        }
    }
    stretches
}

/// For each note, whether running text stands between it and the note before.
fn text_between(document: &Document) -> Vec<bool> {
    let mut apart = vec![true; document.notes.len()];
    let mut running = true;
    for block in &document.blocks {
        match block.kind {
            BlockKind::Note(note) => {
                if document.notes[note].span.start == block.span.start {
                    apart[note] = running;
                }
                running = false;
            }
            BlockKind::Header | BlockKind::Footer | BlockKind::Heading(_) | BlockKind::Apparatus => {}
            _ => running = true,
        }
    }
    apart
}

fn slots(document: &Document, sequence: &[Label], notes: std::ops::Range<usize>) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(notes.len() + 64);
    let mut spare = notes.len() + 1000;
    let absent = |label| Slot { label, note: None, until: u32::MAX };
    let first = sequence[notes.start];
    if first.is_number() {
        let below = (1..=EDGE).rev().filter_map(|by| first.minus(by));
        slots.extend(below.map(absent));
    }
    for index in notes.clone() {
        let (label, until) = (sequence[index], document.notes[index].span.start as u32);
        slots.push(Slot { label, note: Some(index as u32), until });
        let next = (index + 1 < notes.end).then(|| sequence[index + 1]);
        let steps = match next {
            _ if !label.is_number() => 0,
            None => EDGE,
            Some(next) => label.steps_to(next).map_or(4, |steps| steps - 1),
        };
        let wanted = next.is_none() || steps <= INSIDE;
        if wanted && steps as usize <= spare {
            spare -= steps as usize;
            slots.extend((1..=steps).map(|by| absent(label.plus(by))));
        }
    }
    slots
}

fn tie_stretch(candidates: &[Candidate], stretch: &Stretch, shapes: &HashSet<Shape>, tied: &mut Vec<Tied>) {
    let first = candidates.partition_point(|c| c.start < stretch.from);
    let end = candidates.partition_point(|c| c.start < stretch.to);
    let own = &candidates[first..end.max(first)];
    let slots = &stretch.slots;
    let mut pairs = assign::pair(own, slots, |_| true);
    let doubtful = assign::doubtful(&pairs, own, |class| match class {
        Class::Paren => shapes.contains(&Shape::Paren),
        Class::Bracket => shapes.contains(&Shape::Bracket),
        _ => false,
    });
    if !doubtful.is_empty() {
        pairs = assign::pair(own, slots, |candidate| !doubtful.contains(&candidate.class));
    }
    let pairs = assign::prove(pairs, own, slots);
    tied.extend(pairs.iter().map(|pair| Tied {
        candidate: first + pair.candidate as usize,
        note: slots[pair.slot as usize].note.map(|note| note as usize),
    }));
    repeated(own, slots, &pairs, first, tied);
}

/// Marks used again: the label of the mark before, or, where marks are set unmistakably, of any note before.
fn repeated(own: &[Candidate], slots: &[Slot], pairs: &[Pair], first: usize, tied: &mut Vec<Tied>) {
    let mut by_label: HashMap<Label, usize> = HashMap::new();
    for (order, pair) in pairs.iter().enumerate() {
        let Some(note) = slots[pair.slot as usize].note else { continue };
        by_label.insert(slots[pair.slot as usize].label, note as usize);
        let from = pair.candidate as usize + 1;
        let to = pairs.get(order + 1).map_or(own.len(), |next| next.candidate as usize);
        for (index, candidate) in own[from..to].iter().enumerate() {
            let unmistakable =
                matches!(candidate.class, Class::Raised | Class::Bracket) && candidate.score > STRONG;
            let same = candidate.label == slots[pair.slot as usize].label && candidate.score >= 26;
            let taken = candidate.end == own[pair.candidate as usize].end;
            if !taken
                && (same || unmistakable)
                && let Some(note) = by_label.get(&candidate.label)
            {
                tied.push(Tied { candidate: first + from + index, note: Some(*note) });
            }
        }
    }
}

/// `[^name]` calls the note of that name: the next one behind it, else the one before.
fn tie_explicit(document: &Document, candidates: &[Candidate], tied: &mut Vec<Tied>) {
    let mut explicit: Vec<usize> =
        (0..candidates.len()).filter(|index| candidates[*index].class == Class::Explicit).collect();
    let already: HashSet<usize> = tied.iter().map(|tied| tied.candidate).collect();
    explicit.retain(|index| !already.contains(index));
    if explicit.is_empty() {
        return;
    }
    let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, note) in document.notes.iter().enumerate() {
        by_name.entry(note.label.as_str()).or_default().push(index);
    }
    for index in explicit {
        let span = candidates[index].span();
        let name = &document.text[span.start + 2..span.end - 1];
        let notes = by_name.get(name);
        let note = notes.and_then(|notes| {
            let after = notes.partition_point(|note| document.notes[*note].span.start < span.start);
            notes.get(after).or(notes.last()).copied()
        });
        tied.push(Tied { candidate: index, note });
    }
}
