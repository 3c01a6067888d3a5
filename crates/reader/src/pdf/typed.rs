//! Marks that are typed on the line, in brackets or before a slash, of notes at the foot of their page: `(1)`, `[1]`, `1/`.
//!
//! What is typed in the text as a label is typed at the foot is a mark of that note, once (in square brackets it may come again): an
//! item of a list in the text, `(1) the gate, (2) the yard`, may look the same. Marks are raised here, so that all that is known of
//! raised marks holds for them. Where few of them are surely marks, as above a law that is quoted in small print, none is.
//!
//! Incomplete: in tables, and of letters.

use super::foot::{Known, called, line, zones};
use super::labels::{is_label, is_letters};
use super::leaf::{Item, Leaf, Line};
use super::words::Run;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How a label is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Round,
    Square,
    Slash,
}

impl Form {
    /// From what likeness on a label is surely a mark: items of lists are not in square brackets, nor before a slash.
    fn sure(self) -> u8 {
        if self == Self::Round { APART + 1 } else { APART }
    }
}

const FORMS: [Form; 3] = [Form::Round, Form::Square, Form::Slash];

/// The longest label with what belongs to it, in bytes.
const LONGEST: usize = 16;

/// A label that is typed in a text: its form, its place with all that belongs to it, and what it prints.
type Typed<'t> = (Form, Range<usize>, &'t str);

/// How much a label at a line's start looks like a mark, one behind a space, and one close to a word.
const AT_START: u8 = 2;
const APART: u8 = 4;
const CLOSE: u8 = 6;

/// A place that may be a mark, and how much it looks like one.
#[derive(Debug, Clone)]
struct Place {
    page: usize,
    item: usize,
    printed: Range<usize>,
    likeness: u8,
}

/// Raises the marks of all notes at the foot of a page whose labels have the same form; they stand on it, else on the page before or
/// behind.
pub(super) fn raise(leaves: &mut [Leaf], known: &Known<'_>) {
    let typed: Vec<BTreeSet<(Form, String)>> = leaves.iter().map(labels).collect();
    let mut feet: Vec<Option<Foot>> =
        (0..leaves.len()).map(|page| Foot::of(leaves, &typed, page, known)).collect();
    if !call_own(leaves, &feet) {
        return;
    }
    for near in [0, -1, 1] {
        for page in 0..leaves.len() {
            let Some(Foot { form, labels, .. }) = feet[page].as_mut() else { continue };
            let (form, labels) = (*form, std::mem::take(labels));
            let (marks, left) = marks(leaves, &feet, (page.wrapping_add_signed(near), form), labels);
            // From the last, so that the places of those before stay where they are.
            for place in marks.into_iter().rev() {
                if let Some(Item::Line(line)) = leaves[place.page].items.get_mut(place.item) {
                    raise_in(&mut line.runs, &place.printed);
                }
            }
            if let Some(foot) = &mut feet[page] {
                foot.labels = left;
            }
        }
    }
}

/// True if on most pages with notes most notes are called on the page, half of them surely: those of a list of references are not, nor
/// the items of a law that is quoted there.
fn call_own(leaves: &[Leaf], feet: &[Option<Foot>]) -> bool {
    let whole = feet.iter().enumerate().filter_map(|(page, foot)| Some((page, foot.as_ref()?)));
    let (own, all) = whole.fold((0, 0), |(own, all), (page, Foot { form, labels, .. })| {
        let (marks, left) = marks(leaves, feet, (page, *form), labels.clone());
        let sure = marks.iter().filter(|place| place.likeness >= form.sure()).count();
        (own + usize::from(3 * left.len() <= labels.len() && 2 * sure >= labels.len()), all + 1)
    });
    2 * own >= all
}

/// Of labels that have a form the marks in the text of a page, in order, and those that have none there.
fn marks(
    leaves: &[Leaf],
    feet: &[Option<Foot>],
    (page, form): (usize, Form),
    labels: BTreeSet<String>,
) -> (Vec<Place>, BTreeSet<String>) {
    let Some(leaf) = leaves.get(page).filter(|_| !labels.is_empty()) else { return (Vec::new(), labels) };
    let is_note = |item: usize| feet[page].as_ref().is_some_and(|foot| foot.places.contains(&item));
    let mut best: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for (item, line) in lines(leaf).filter(|(item, _)| !is_note(*item)) {
        let text = line.text();
        for (_, printed, label) in typed_in(&text).into_iter().filter(|(other, ..)| *other == form) {
            if !labels.contains(label) || stretch(&line.runs, &printed).is_none() {
                continue;
            }
            let place = Place { page, item, likeness: likeness(&text, &printed), printed };
            let known = best.entry(label.to_owned()).or_default();
            match known.first().map_or(Ordering::Greater, |known| place.likeness.cmp(&known.likeness)) {
                Ordering::Greater => *known = vec![place],
                Ordering::Equal if form == Form::Square => known.push(place),
                // Of several that are alike the first, except where a source may be called again.
                _ => {}
            }
        }
    }
    let left = labels.into_iter().filter(|label| !best.contains_key(label)).collect();
    let mut marks: Vec<Place> = best.into_values().flatten().collect();
    marks.sort_unstable_by_key(|place| (place.item, place.printed.start));
    (marks, left)
}

/// The labels that are typed on a page.
fn labels(leaf: &Leaf) -> BTreeSet<(Form, String)> {
    let mut labels = BTreeSet::new();
    for (_, line) in lines(leaf) {
        let text = line.text();
        labels.extend(typed_in(&text).into_iter().map(|(form, _, label)| (form, label.to_owned())));
    }
    labels
}

/// True if raised marks call the notes of a page.
fn has_raised(leaf: &Leaf, known: &Known<'_>) -> bool {
    let raised = called(leaf);
    let is_called = |at: &usize| {
        let label = line(&leaf.items, *at).and_then(|line| known.letters.label(line, &raised));
        label.is_some_and(|(label, ..)| raised.contains(&label))
    };
    !raised.is_empty() && zones(leaf, known, &raised).iter().flat_map(|zone| &zone.places).any(is_called)
}

/// The notes at the foot of a page whose labels have a form.
struct Foot {
    form: Form,
    /// The items of the page that are notes.
    places: BTreeSet<usize>,
    /// With which labels of that form notes begin; in the end those without a mark.
    labels: BTreeSet<String>,
}

impl Foot {
    /// `typed`: the labels that are typed on each page.
    fn of(
        leaves: &[Leaf],
        typed: &[BTreeSet<(Form, String)>],
        page: usize,
        known: &Known<'_>,
    ) -> Option<Self> {
        let near = &typed[page.saturating_sub(1)..leaves.len().min(page + 2)];
        if near.iter().all(BTreeSet::is_empty) || has_raised(&leaves[page], known) {
            return None;
        }
        let foot = |form: &Form| {
            let labels = near.iter().flatten().filter(|(other, _)| other == form);
            let called: BTreeSet<String> = labels.map(|(_, label)| label.clone()).collect();
            (!called.is_empty()).then(|| Self::with(&leaves[page], known, *form, &called))?
        };
        FORMS.iter().find_map(foot)
    }

    fn with(leaf: &Leaf, known: &Known<'_>, form: Form, called: &BTreeSet<String>) -> Option<Self> {
        let places: BTreeSet<usize> =
            zones(leaf, known, called).into_iter().flat_map(|zone| zone.places).collect();
        let begins = |at: &usize| {
            let text = line(&leaf.items, *at)?.text();
            let (_, _, label) = first(&text).filter(|(other, ..)| *other == form)?;
            Some(label.to_owned())
        };
        let labels: BTreeSet<String> = places.iter().filter_map(begins).collect();
        (!labels.is_empty()).then_some(Self { form, places, labels })
    }
}

/// The lines of a page, with their places.
fn lines(leaf: &Leaf) -> impl Iterator<Item = (usize, &Line)> {
    leaf.items.iter().enumerate().filter_map(|(at, item)| match item {
        Item::Line(line) => Some((at, line)),
        Item::Table(_) => None,
    })
}

/// How much a label in a text looks like a mark: it stands close to a word, and ends a part of a sentence. Close to a figure or a
/// bracket it is a part of a provision: "section 12(b)(1)".
fn likeness(text: &str, printed: &Range<usize>) -> u8 {
    let place = match text[..printed.start].chars().next_back() {
        Some(c) if c.is_numeric() || matches!(c, ')' | ']') => 0,
        Some(c) if !c.is_whitespace() => CLOSE,
        _ if text[..printed.start].trim().is_empty() => AT_START,
        _ => APART,
    };
    let behind = text[printed.end..].trim_start();
    let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', ':', ')', '»', '”', '?', '!']);
    place + u8::from(ends && place != AT_START)
}

/// The label that a text begins with, and its place with all that belongs to it.
pub(super) fn at_start(text: &str) -> Option<(Range<usize>, &str)> {
    first(text).map(|(_, printed, label)| (printed, label))
}

/// The label that a text begins with; "(2)(b)" is a part of a provision.
fn first(text: &str) -> Option<Typed<'_>> {
    let start = text.len() - text.trim_start().len();
    label_at(text, start).filter(|(_, printed, _)| !text[printed.end..].starts_with(['(', '[']))
}

/// All labels that are typed in a text.
fn typed_in(text: &str) -> Vec<Typed<'_>> {
    let (mut found, mut from) = (Vec::new(), 0);
    for (at, _) in text.char_indices() {
        if at < from {
            continue;
        }
        if let Some(typed) = label_at(text, at) {
            from = typed.1.end;
            found.push(typed);
        }
    }
    found
}

/// The label that is typed at a place.
fn label_at(text: &str, at: usize) -> Option<Typed<'_>> {
    let rest = &text[at..];
    let (form, open, close) = match rest.chars().next()? {
        '(' => (Form::Round, 1, ')'),
        '[' => (Form::Square, 1, ']'),
        c if c.is_numeric() => (Form::Slash, 0, '/'),
        _ => return None,
    };
    let length = rest[open..rest.floor_char_boundary(LONGEST)].find(close)?;
    let label = &rest[open..open + length];
    let printed = at..at + open + length + 1;
    let is_typed = is_label(label) && !is_letters(label) && (form != Form::Slash || is_apart(text, &printed));
    is_typed.then_some((form, printed, label))
}

/// True if a number before a slash is no part of a date, a fraction or a reference. The words of a note may stand close to it.
fn is_apart(text: &str, printed: &Range<usize>) -> bool {
    let (before, behind) = (&text[..printed.start], &text[printed.end..]);
    let is_in_word: fn(char) -> bool =
        if before.trim().is_empty() { char::is_numeric } else { char::is_alphanumeric };
    !before.ends_with(|c: char| c.is_numeric() || matches!(c, '/' | '-' | '–'))
        && !behind.starts_with(is_in_word)
}

/// The stretch of a line that a place lies in and where that begins, unless it is raised.
fn stretch(runs: &[Run], printed: &Range<usize>) -> Option<(usize, usize)> {
    let mut start = 0;
    for (at, run) in runs.iter().enumerate() {
        let end = start + run.text.len();
        if printed.start < end {
            return (printed.end <= end && !run.raised).then_some((at, start));
        }
        start = end;
    }
    None
}

/// Raises a place of a line.
fn raise_in(runs: &mut Vec<Run>, printed: &Range<usize>) {
    let Some((at, start)) = stretch(runs, printed) else { return };
    let behind = runs[at].text.split_off(printed.end - start);
    let mark = runs[at].text.split_off(printed.start - start);
    let parts = [(mark, true), (behind, false)].map(|(text, raised)| Run { text, raised });
    runs.splice(at + 1..at + 1, parts);
    runs.retain(|run| !run.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_on_the_line() {
        let labels = |text: &str| {
            typed_in(text)
                .iter()
                .map(|(form, _, label)| format!("{form:?} {label}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(labels("the gate (1), the yard [12] and the cell.3/ So"), "Round 1, Square 12, Slash 3");
        assert_eq!(
            labels("(a) 1/2 of 3/4; 12/ 5/2019; (1999) (19991) (see 4) (*)"),
            "Slash 12, Round 1999, Round *"
        );
    }

    #[test]
    fn a_text_begins_with_a_label() {
        let labels =
            ["(1) Register", "[12]Register", "3/Ibid.", "(2)(b) of the law", "1/2 of it", "(a) Ibid."];
        let found = labels.map(|text| at_start(text).map(|(_, label)| label));
        assert_eq!(found, [Some("1"), Some("12"), Some("3"), None, None, None]);
    }

    #[test]
    fn a_place_is_raised() {
        let mut runs = vec![Run { text: "the gate (1), and".into(), raised: false }];
        raise_in(&mut runs, &(9..12));
        let shown: Vec<_> = runs.iter().map(|run| (run.text.as_str(), run.raised)).collect();
        assert_eq!(shown, [("the gate ", false), ("(1)", true), (", and", false)]);
    }
}
