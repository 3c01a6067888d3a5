//! Notes at the foot of a page or column, and where they go on.
//!
//! Notes begin below a short line over them, or where the print becomes smaller and a line begins with the number of a
//! mark that stands on the page. What stands there before the first number goes on with the note before.

use super::labels::{self, Letters, close, label, labels_in};
use super::leaf::{Item, Leaf, Line};
use super::shapes::{ends_sentence, is_caption};
use super::sheet::{Rule, ink};
use super::typed;
use super::words::Run;
use std::collections::BTreeSet;
use std::ops::Range;

/// Print of notes is at most this share of the body's.
const SMALLER: f32 = 0.94;
/// What is set below notes stands further from them than this, in ems.
const APART: f32 = 2.0;
/// Different lines over notes that are remembered.
const MOST_LOOKS: usize = 16;

/// Headings of notes behind a chapter, in small letters.
const HEADINGS: &[&str] = &[
    "notes",
    "endnotes",
    "footnotes",
    "references",
    "notes et références",
    "références",
    "notas",
    "referencias",
    "примечания",
    "сноски",
    "ссылки",
    "الهوامش",
    "هوامش",
    "المراجع",
    "ملاحظات",
];

/// A note.
#[derive(Debug)]
pub(super) struct Note {
    pub label: String,
    /// Page on which it begins; behind a chapter, that on which the first of them do.
    pub page: usize,
    /// Its lines without the label.
    pub lines: Vec<Line>,
    /// Characters taken off its first line with the label.
    pub taken: usize,
    /// Stands at the end of the document, not on the page that calls it.
    pub at_end: bool,
}

impl Note {
    /// A note that begins with the first bytes of a line.
    fn new(label: String, line: &Line, length: usize) -> Self {
        let taken = ink(&line.text()[..length]);
        Self { label, page: line.page, lines: vec![without(line, length)], taken, at_end: false }
    }

    /// The same of a note at the end of the document.
    pub fn at_end(label: String, line: &Line, length: usize) -> Self {
        Self { at_end: true, ..Self::new(label, line, length) }
    }

    /// The page on which it ends, as far as it is known.
    fn last_page(&self) -> usize {
        self.lines.last().map_or(self.page, |line| line.page)
    }
}

/// Takes the notes out of all pages. `body`: size of the text.
pub(super) fn take(leaves: &mut [Leaf], body: f32, letters: Letters) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    let mut looks: Vec<Rule> = Vec::new();
    typed::raise(leaves, &Known { body, letters, open: true, looks: &[] });
    // Behind a chapter: the size of its notes, and the marks of the page.
    let mut headed: Option<(f32, BTreeSet<String>)> = None;
    for (page, leaf) in leaves.iter_mut().enumerate() {
        let open = notes.last().is_some_and(|note| note.last_page() + 1 >= page);
        let mut taken = Vec::new();
        if let Some((size, marks)) = headed.take() {
            let head = at_head(leaf, size);
            let lines: Vec<&Line> = head.iter().filter_map(|at| line(&leaf.items, *at)).collect();
            let known = notes.len();
            if goes_on(&lines, &marks, letters, &notes) && gather(&lines, &marks, letters, &mut notes) {
                taken.extend(head);
            }
            // They are called where those before them are, and not on this page.
            notes[known..].iter_mut().for_each(|note| note.page = page - 1);
        }
        let known = Known { body, letters, open, looks: &looks };
        let mut zones = zones(leaf, &known, &called(leaf));
        zones.retain(|zone| !zone.places.iter().any(|at| taken.contains(at)));
        let marks = marks(leaf, &zones);
        headed =
            zones.last().and_then(|zone| size_under_heading(leaf, zone)).map(|size| (size, marks.clone()));
        for zone in zones {
            let lines: Vec<&Line> = zone.places.iter().filter_map(|at| line(&leaf.items, *at)).collect();
            if gather(&lines, &marks, letters, &mut notes) {
                taken.extend(zone.places);
                looks.extend(zone.rule.filter(|rule| !is_known(&looks, rule) && looks.len() < MOST_LOOKS));
            }
        }
        taken.sort_unstable();
        for at in taken.into_iter().rev() {
            leaf.items.remove(at);
        }
    }
    notes
}

pub(super) fn line(items: &[Item], at: usize) -> Option<&Line> {
    match items.get(at) {
        Some(Item::Line(line)) => Some(line),
        _ => None,
    }
}

/// Lines that are notes.
pub(super) struct Zone {
    /// Their places among the items.
    pub places: Vec<usize>,
    /// The line over them.
    rule: Option<Rule>,
}

/// True if a line like this stood over notes before.
fn is_known(looks: &[Rule], rule: &Rule) -> bool {
    looks.iter().any(|look| (look.x0 - rule.x0).abs() <= 2.0 && (look.length() - rule.length()).abs() <= 2.0)
}

/// What is known of notes before a page is looked at.
pub(super) struct Known<'k> {
    /// Size of the text.
    body: f32,
    pub letters: Letters,
    /// A note may go on from the page before.
    open: bool,
    /// Lines that stood over notes.
    looks: &'k [Rule],
}

/// The notes of each column. `called`: labels of marks.
pub(super) fn zones(leaf: &Leaf, known: &Known<'_>, called: &BTreeSet<String>) -> Vec<Zone> {
    let mut streams: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (at, item) in leaf.items.iter().enumerate() {
        if let Item::Line(line) = item
            && line.boxed.is_none()
        {
            streams.entry(line.stream).or_default().push(at);
        }
    }
    let lowest_body = |above: f32, line: &Line| {
        leaf.items.iter().any(|item| match item {
            Item::Line(other) => {
                other.base > above
                    && other.stream != line.stream
                    && other.size > SMALLER * known.body
                    && !other.column
            }
            Item::Table(_) => false,
        })
    };
    let mut zones = Vec::new();
    for places in streams.into_values() {
        let lines: Vec<&Line> = places.iter().filter_map(|at| line(&leaf.items, *at)).collect();
        let ruled = by_rule(leaf, &lines, known, called).map(|(range, rule)| (range, Some(rule)));
        let found = ruled.or_else(|| by_size(&lines, known, called).map(|start| (start..lines.len(), None)));
        if let Some((range, rule)) = found
            && !lowest_body(lines[range.start].base, lines[range.start])
        {
            zones.push(Zone { places: places[range].to_vec(), rule });
        }
    }
    zones
}

/// The lines that stand below a short line drawn at the column's left.
fn by_rule(
    leaf: &Leaf,
    lines: &[&Line],
    known: &Known<'_>,
    called: &BTreeSet<String>,
) -> Option<(Range<usize>, Rule)> {
    let first = lines.first()?;
    let least = if first.column { 100.0 } else { 0.6 * leaf.width };
    let width = (first.right - first.left).max(least);
    let fits = |start: usize, rule: &Rule| {
        let above = start == 0 || lines[start - 1].base <= rule.y0 + 1.0;
        let end = end(leaf, lines, start, (known.letters, called));
        let small = lines[start..end].iter().all(|line| line.size <= known.body * 1.02);
        let label = known.letters.label(lines[start], called);
        let labelled = label.is_some() || close(lines[start], None, called).is_some();
        let smaller = lines[start..end].iter().all(|line| line.size <= known.body * SMALLER);
        (above && small && (labelled || known.open && (smaller || is_known(known.looks, rule))))
            .then_some(start..end)
    };
    leaf.free_rules
        .iter()
        .filter(|rule| {
            let near = (rule.x0 - first.left).abs() <= 12.0 || (rule.x1 - first.right).abs() <= 12.0;
            near && rule.length() >= 18.0 && rule.length() <= 0.7 * width
        })
        .filter_map(|rule| {
            let start = lines.iter().position(|line| line.top() + 0.2 * line.size >= rule.y0)?;
            fits(start, rule).map(|range| (range, *rule))
        })
        .min_by_key(|(range, _)| range.start)
}

/// Where notes end that begin at `start`: before a figure or table set below them, which stands apart and has a line drawn over it.
fn end(leaf: &Leaf, lines: &[&Line], start: usize, (letters, called): (Letters, &BTreeSet<String>)) -> usize {
    let apart = |at: &usize| {
        let (last, next) = (lines[at - 1], lines[*at]);
        let between = |rule: &Rule| rule.y0 > last.base && rule.y1 < next.base;
        next.base - last.base > APART * last.size && leaf.rules.iter().any(between)
    };
    // A frame within a note has notes behind it.
    let begins =
        |line: &&Line| letters.label(line, called).is_some_and(|(label, _, _)| called.contains(&label));
    let last = lines.iter().rposition(begins).unwrap_or(start).max(start);
    (last + 1..lines.len()).find(apart).unwrap_or(lines.len())
}

/// True for the heading of notes that stand behind a chapter.
fn is_heading(line: &Line) -> bool {
    HEADINGS.contains(&line.text().trim().trim_end_matches(':').to_lowercase().as_str())
}

/// The size of notes that stand under a heading of their own, to the end of the page.
fn size_under_heading(leaf: &Leaf, zone: &Zone) -> Option<f32> {
    let first = *zone.places.first()?;
    let above = line(&leaf.items, first.checked_sub(1)?)?;
    is_heading(above).then(|| line(&leaf.items, first).map(|line| line.size)).flatten()
}

/// The lines of a size with which a page begins, down to a heading, a caption or a gap.
fn at_head(leaf: &Leaf, size: f32) -> Vec<usize> {
    let is_small = |at: &usize| {
        line(&leaf.items, *at).is_some_and(|line| {
            line.boxed.is_none()
                && (line.size - size).abs() <= 0.04 * size
                && !line.is_bold()
                && !is_caption(line)
        })
    };
    let mut places: Vec<usize> = (0..leaf.items.len()).take_while(is_small).collect();
    let lines: Vec<&Line> = places.iter().filter_map(|at| line(&leaf.items, *at)).collect();
    let gap = |pair: &[&Line]| pair[1].stream == pair[0].stream && pair[1].base - pair[0].base > APART * size;
    let end = lines.windows(2).position(gap).map_or(places.len(), |at| at + 1);
    places.truncate(end);
    places
}

/// True if lines at a page's head go on with the notes of the page before: one of them begins there, or the last one had not ended.
fn goes_on(lines: &[&Line], marks: &BTreeSet<String>, letters: Letters, notes: &[Note]) -> bool {
    let Some(last) = notes.last() else { return false };
    let begins = labels::starts(lines, marks, letters.value(&last.label), letters);
    let is_open = || last.lines.last().is_some_and(|line| !ends_sentence(line));
    begins.first().is_some_and(Option::is_some) || is_open()
}

/// Where smaller print begins that goes on to the column's end and whose first line has the number of a mark.
fn by_size(lines: &[&Line], known: &Known<'_>, called: &BTreeSet<String>) -> Option<usize> {
    let small = lines.iter().rev().take_while(|line| line.size <= SMALLER * known.body).count();
    let from = lines.len() - small;
    (from..lines.len()).find(|at| {
        let counts = |label: &str| known.letters.value(label).is_some() || labels::is_symbol(label);
        let apart = known
            .letters
            .label(lines[*at], called)
            .is_some_and(|(label, raised, _)| called.contains(&label) && (raised || counts(&label)));
        apart || close(lines[*at], None, called).is_some()
    })
}

/// Labels of raised text anywhere on the page.
pub(super) fn called(leaf: &Leaf) -> BTreeSet<String> {
    let mut labels = BTreeSet::new();
    for item in &leaf.items {
        if let Item::Line(line) = item {
            labels.extend(labels_in(line, usize::from(label(line).is_some_and(|(_, raised, _)| raised))));
        }
    }
    labels
}

/// Labels of raised text outside of the notes.
fn marks(leaf: &Leaf, zones: &[Zone]) -> BTreeSet<String> {
    let inside: BTreeSet<usize> = zones.iter().flat_map(|zone| &zone.places).copied().collect();
    let mut labels = BTreeSet::new();
    for (at, item) in leaf.items.iter().enumerate() {
        match item {
            Item::Line(line) if !inside.contains(&at) => labels.extend(labels_in(line, 0)),
            Item::Table(table) => labels.extend(table.values().flatten().flat_map(|line| labels_in(line, 0))),
            Item::Line(_) => {}
        }
    }
    labels
}

/// Parts the lines of a zone into notes; false if they are none.
fn gather(lines: &[&Line], marks: &BTreeSet<String>, letters: Letters, notes: &mut Vec<Note>) -> bool {
    let last = notes.last().and_then(|note| letters.value(&note.label));
    let starts = labels::starts(lines, marks, last, letters);
    let any = starts.iter().any(Option::is_some);
    if !any && notes.is_empty() {
        return false;
    }
    for (line, start) in lines.iter().zip(starts) {
        match start {
            Some((label, length)) => {
                notes.push(Note::new(label, line, length));
            }
            None => match notes.last_mut() {
                Some(note) => note.lines.push((*line).clone()),
                None => return false,
            },
        }
    }
    true
}

/// A line without its first bytes.
fn without(line: &Line, length: usize) -> Line {
    let mut line = line.clone();
    let mut rest = length;
    line.runs.retain_mut(|run: &mut Run| {
        let taken = rest.min(run.text.len());
        rest -= taken;
        run.text.drain(..taken);
        !run.text.is_empty()
    });
    line
}
