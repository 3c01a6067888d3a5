//! From pairs of candidates and notes to the document's marks.

use super::assign::{self, Pair, Slot};
use super::candidates::{Candidate, Class, STRONG};
use super::explicit::{self, is_defined};
use super::label::{self, Label};
use super::rising;
use super::starts::Shape;
use probata_report::{BlockKind, Document, Mark, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Missing labels before the first and behind the last note of a stretch that a mark may still have.
const EDGE: u32 = 200;
/// Missing labels between two notes that a mark may still have.
const INSIDE: u32 = 12;

/// A mark by candidate and note.
pub(super) struct Tied {
    pub candidate: usize,
    pub note: Option<usize>,
}

/// Finds the marks. `sequence`: the labels of the notes that marks may call and how they are set, by note.
pub(super) fn marks(document: &mut Document, candidates: &[Candidate], sequence: &[Option<(Label, Shape)>]) {
    let mut tied = Vec::new();
    if sequence.is_empty() {
        let slots = rising::slots(candidates);
        tied.extend(
            rising::marks(candidates, &slots).into_iter().map(|candidate| Tied { candidate, note: None }),
        );
    }
    let mut taken = HashSet::new();
    for stretch in stretches(document, sequence) {
        tie_stretch(candidates, &stretch, &mut tied, &mut taken);
    }
    leave_out_remnants(document, candidates, &mut tied);
    explicit::tie(document, candidates, &mut tied);
    tied.sort_by_key(|tied| (candidates[tied.candidate].start, tied.note.is_none()));
    let (mut end, mut before) = (0, None);
    for Tied { candidate, note } in tied {
        let span = candidates[candidate].span();
        if span.start < end {
            continue;
        }
        if let (Some(before), Some(note)) = (before, note) {
            call_between(document, Span::new(end, span.start), before, note);
        }
        (end, before) = (span.end, note);
        let printed = document.text[span].trim_matches(|c: char| "[]()^".contains(c));
        let printed = printed.strip_prefix("<sup>").and_then(|p| p.strip_suffix("</sup>")).unwrap_or(printed);
        let label = label::shown(printed);
        if let Some(note) = note {
            document.notes[note].marks.push(document.marks.len());
        }
        document.marks.push(Mark { span, label, note });
    }
}

/// In a range (`101-103`) the dash calls the notes between. Where there are several, it is the mark of the first, and
/// the others know of it too.
fn call_between(document: &mut Document, gap: Span, first: usize, last: usize) {
    let is_dash = gap.len() <= 3 && matches!(&document.text[gap], "-" | "–");
    if !is_dash || first + 1 >= last {
        return;
    }
    let number = |note: usize| document.notes[note].label.parse::<usize>().ok();
    if number(last)
        .zip(number(first))
        .is_none_or(|(last_, first_)| last_ < first_ || last_ - first_ != last - first)
    {
        return;
    }
    let mark = document.marks.len();
    document.marks.push(Mark {
        span: gap,
        label: document.notes[first + 1].label.clone(),
        note: Some(first + 1),
    });
    document.notes[first + 1..last].iter_mut().for_each(|note| note.marks.push(mark));
}

/// Where a scan has destroyed nearly all marks, a single digit is what is left of a longer one, and calls no note.
fn leave_out_remnants(document: &Document, candidates: &[Candidate], tied: &mut Vec<Tied>) {
    let called = tied.iter().filter(|tied| tied.note.is_some()).count();
    if document.notes.len() >= 100 && called * 4 < document.notes.len() {
        tied.retain(|tied| {
            let candidate = &candidates[tied.candidate];
            candidate.class == Class::Explicit || candidate.end - candidate.start > 1
        });
    }
}

/// Notes that stand together or continue a numbering, and the text that may call them.
struct Stretch {
    from: u32,
    to: u32,
    shape: Shape,
    notes: usize,
    slots: Vec<Slot>,
}

/// Cuts the notes of each shape into stretches, those of most notes first: a numbering that restarts behind running
/// text begins a new one. Definitions may stand anywhere, so they are one stretch.
fn stretches(document: &Document, sequence: &[Option<(Label, Shape)>]) -> Vec<Stretch> {
    let running = running_before(document);
    let mut by_shape: BTreeMap<Shape, Vec<(usize, Label)>> = BTreeMap::new();
    for (note, found) in sequence.iter().enumerate() {
        if let Some((label, shape)) = found {
            by_shape.entry(*shape).or_default().push((note, *label));
        }
    }
    let mut stretches = Vec::new();
    for (shape, notes) in by_shape {
        let (mut first, mut from) = (0, 0);
        for (order, (note, label)) in notes.iter().enumerate() {
            let goes_on = notes.get(order + 1).is_some_and(|(next, later)| {
                shape == Shape::Definition || later > label || running[*next] == running[*note]
            });
            if goes_on {
                continue;
            }
            let to = document.notes[*note].span.start as u32;
            let slots = slots(document, &notes[first..=order]);
            stretches.push(Stretch { from, to, shape, notes: order + 1 - first, slots });
            from = document.notes[*note].span.end as u32;
            first = order + 1;
        }
    }
    stretches.sort_by_key(|stretch| std::cmp::Reverse(stretch.notes));
    stretches
}

/// For each note, how many blocks of running text stand before it.
fn running_before(document: &Document) -> Vec<u32> {
    let mut before = vec![0; document.notes.len()];
    let mut count = 0;
    for block in &document.blocks {
        match block.kind {
            BlockKind::Note(note) => {
                if document.notes[note].span.start == block.span.start {
                    before[note] = count;
                }
            }
            BlockKind::Header | BlockKind::Footer | BlockKind::Heading(_) | BlockKind::Apparatus => {}
            _ => count += 1,
        }
    }
    before
}

/// The slots of the notes of a stretch, those of missing labels included.
fn slots(document: &Document, notes: &[(usize, Label)]) -> Vec<Slot> {
    let mut slots = Vec::with_capacity(notes.len() + 64);
    let mut spare = notes.len() + 1000;
    let absent = |label| Slot { label, note: None, defined: false, until: u32::MAX };
    if let Some((_, first)) = notes.first().filter(|(_, first)| first.is_number()) {
        slots.extend((1..=EDGE).rev().filter_map(|by| first.minus(by)).map(absent));
    }
    for (order, (note, label)) in notes.iter().enumerate() {
        let until = document.notes[*note].span.start;
        let defined = is_defined(document, until);
        slots.push(Slot { label: *label, note: Some(*note as u32), defined, until: until as u32 });
        let next = notes.get(order + 1).map(|(_, next)| *next);
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

/// Ties the marks of a stretch. A mark out of order whose note nothing else calls still calls it.
///
/// `taken`: candidates that are marks of notes already; the mark of a missing note may still find its note here.
fn tie_stretch(
    candidates: &[Candidate],
    stretch: &Stretch,
    tied: &mut Vec<Tied>,
    taken: &mut HashSet<usize>,
) {
    let first = candidates.partition_point(|c| c.start < stretch.from);
    let end = candidates.partition_point(|c| c.start < stretch.to);
    let own = &candidates[first..end.max(first)];
    let slots = &stretch.slots;
    let free = |index: u32| !taken.contains(&(first + index as usize));
    let mut pairs = assign::pair(own, slots, |index, _| free(index));
    let doubtful = assign::doubtful(&pairs, own, |class| match class {
        Class::Paren => stretch.shape == Shape::Paren,
        Class::Bracket => stretch.shape == Shape::Bracket,
        _ => false,
    });
    if !doubtful.is_empty() {
        pairs = assign::pair(own, slots, |index, c| free(index) && !doubtful.contains(&c.class));
    }
    let pairs = assign::prove(pairs, own, slots);
    let called: HashSet<u32> = pairs.iter().filter_map(|pair| slots[pair.slot as usize].note).collect();
    let mut uncalled: HashMap<Label, u32> = slots
        .iter()
        .filter_map(|slot| Some((slot.label, slot.note.filter(|note| !called.contains(note))?)))
        .collect();
    let from = tied.len();
    tied.extend(pairs.iter().map(|pair| {
        let slot = &slots[pair.slot as usize];
        let note = slot.note.or_else(|| uncalled.remove(&slot.label));
        Tied { candidate: first + pair.candidate as usize, note: note.map(|note| note as usize) }
    }));
    repeated(own, slots, &pairs, first, tied);
    taken.extend(tied[from..].iter().filter(|tied| tied.note.is_some()).map(|tied| tied.candidate));
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
            let same = candidate.label == slots[pair.slot as usize].label
                && candidate.score >= 26
                && matches!(candidate.class, Class::Glued | Class::Raised | Class::Bracket);
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
