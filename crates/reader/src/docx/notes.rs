//! Footnotes and endnotes: their marks in the text, and their texts behind it in the order of the marks.

use super::calls::{Call, Dropped, Kind};
use super::members::{Relation, Source, plain_text};
use super::reading::{Part, Reading};
use super::story::{Mode, Story};
use super::xml::{Cursor, Element, Piece, Point};
use crate::draft::Place;
use probata_report::{BlockKind, Hidden, HiddenKind, Span};
use std::collections::HashMap;

/// The longest mark that is not a number.
const LONGEST_MARK: usize = 8;
/// The label of a note that no mark calls: Word prints none.
const UNCALLED: &str = "?";
/// Of notes that are not there, no more runs of numbers are named than this.
const MOST_RUNS: usize = 12;

impl<'x> Story<'_, '_, 'x> {
    /// A mark that calls a note.
    pub fn note_reference(&mut self, element: &Element<'x>) {
        let kind = if element.local() == "footnoteReference" { Kind::Footnote } else { Kind::Endnote };
        let id = element.attribute("id").unwrap_or_default();
        if matches!(self.mode, Mode::Note(_)) || self.in_code() {
            return;
        }
        if !self.is_shown() {
            let (at, change) = (self.reading.draft.position(), self.changed_by());
            return self.reading.calls.dropped.push(Dropped { kind, id, at, change });
        }
        self.forget_own_mark();
        if element.attribute("customMarkFollows").is_some_and(|v| v != "0" && v != "false") {
            self.custom_mark = Some((kind, id));
            return;
        }
        self.start();
        let (section, page) = (self.reading.section, self.reading.pages.count());
        let label = self.reading.calls.next_label(kind, section, page);
        let place = self.place(Span::new(element.at, self.cursor.position()));
        self.reading.draft.mark_from(&label, &kind.key(&id), place);
        self.reading.calls.call(kind, &id, &label, false);
        self.reading.pages.text();
    }

    /// The characters of a mark that is no number.
    pub fn own_mark(&mut self, kind: Kind, id: &str, text: &str, place: Place, verbatim: bool) {
        let label: String =
            text.trim_start().chars().take_while(|c| !c.is_whitespace()).take(LONGEST_MARK).collect();
        if label.is_empty() {
            self.custom_mark = Some((kind, id.to_owned()));
            return;
        }
        self.start();
        let from = self.reading.draft.position();
        self.reading.draft.push(text, place, verbatim);
        let start = from + (text.len() - text.trim_start().len());
        if !self.reading.draft.is_full() {
            self.reading.draft.mark_at(Span::new(start, start + label.len()), &label, &kind.key(id));
        }
        self.reading.calls.call(kind, id, &label, true);
    }

    /// A mark that was to follow did not: nothing is printed, so the note is not called.
    pub fn forget_own_mark(&mut self) {
        if let Some((kind, id)) = self.custom_mark.take() {
            let at = self.reading.draft.position();
            self.reading.calls.dropped.push(Dropped { kind, id, at, change: None });
        }
    }
}

/// A note in its member.
struct Found {
    point: Point,
    /// What the next note's place in the file is, so that each is used once.
    used: bool,
    /// A line above the notes, no note.
    line: bool,
}

/// Reads the notes of one kind behind the text.
pub(super) fn read(
    reading: &mut Reading<'_>,
    source: &Source,
    member: u16,
    relations: &HashMap<String, Relation>,
    kind: Kind,
) {
    let depth = reading.options.limits.depth;
    let mut cursor = Cursor::new(&source.text, depth);
    let mut found = index(reading, source, &mut cursor);
    let calls = std::mem::take(&mut reading.calls.called);
    let part = Part { source, member, relations };
    let mut missing = Vec::new();
    for call in calls.iter().filter(|call| call.kind == kind) {
        match found.get_mut(&call.id) {
            Some(note) => {
                note.used = true;
                note_text(reading, &part, call, &note.point);
            }
            None => missing.push(call.label.as_str()),
        }
    }
    if !missing.is_empty() {
        reading.lacks(&source.name, not_there(&missing));
    }
    reading.calls.called = calls;
    let mut rest: Vec<(String, Found)> = found.into_iter().filter(|(_, note)| !note.used).collect();
    rest.sort_by_key(|(_, note)| note.point.offset());
    set_aside(reading, &part, kind, rest);
    let strange = std::mem::take(&mut cursor.strange);
    reading.strange(&source.name, &strange);
    reading.settle(&source.name, cursor.seen);
}

/// `notes 3 to 7, 9 are called in the text and are not there`.
fn not_there(labels: &[&str]) -> String {
    let mut runs: Vec<(&str, &str)> = Vec::new();
    for label in labels {
        let number = |label: &str| label.parse::<u32>().ok();
        match runs.last_mut() {
            Some((_, last)) if *last == *label => {}
            Some((_, last)) if number(last).is_some_and(|n| number(label) == n.checked_add(1)) => {
                *last = label
            }
            _ => runs.push((label, label)),
        }
    }
    let more = runs.len().saturating_sub(MOST_RUNS);
    let mut said: Vec<String> = runs
        .iter()
        .take(MOST_RUNS)
        .map(|(first, last)| if first == last { (*first).to_owned() } else { format!("{first} to {last}") })
        .collect();
    if more > 0 {
        said.push(format!("and {more} more"));
    }
    let said = said.join(", ");
    if labels.len() == 1 {
        format!("note {said} is called in the text and is not there")
    } else {
        format!("notes {said} are called in the text and are not there")
    }
}

fn index<'x>(
    reading: &mut Reading<'_>,
    source: &'x Source,
    cursor: &mut Cursor<'x>,
) -> HashMap<String, Found> {
    let mut found = HashMap::new();
    loop {
        let done = match cursor.next() {
            Ok(Piece::Open(element)) if matches!(element.local(), "footnote" | "endnote") => {
                let line = element.attribute("type").is_some_and(|t| t != "normal");
                let id = element.attribute("id").unwrap_or_default();
                let point = cursor.point(&element);
                found.entry(id).or_insert(Found { point, used: false, line });
                cursor.skip()
            }
            Ok(Piece::End) => return found,
            Ok(_) => Ok(()),
            Err(broken) => Err(broken),
        };
        if let Err(broken) = done {
            reading.broke(&source.name, &broken);
            return found;
        }
    }
}

fn note_text(reading: &mut Reading<'_>, part: &Part<'_>, call: &Call, point: &Point) {
    reading.draft.begin_note(&call.label, &call.kind.key(&call.id));
    let cursor = Cursor::from_point(&part.source.text, reading.options.limits.depth, point);
    let own = call.custom.then(|| call.label.clone());
    // Where it breaks off, the index broke off too and said so.
    let _ = Story::new(reading, part, cursor, Mode::Note(own)).read();
    reading.draft.end();
}

/// Notes that no mark in the text calls: kept as hidden where their mark was deleted or is hidden, else read as notes
/// without a number.
fn set_aside(reading: &mut Reading<'_>, part: &Part<'_>, kind: Kind, rest: Vec<(String, Found)>) {
    let dropped = std::mem::take(&mut reading.calls.dropped);
    let by_id: HashMap<&str, &Dropped> =
        dropped.iter().filter(|d| d.kind == kind).map(|d| (d.id.as_str(), d)).collect();
    for (id, note) in rest {
        let source = part.source;
        let mut cursor = Cursor::from_point(&source.text, reading.options.limits.depth, &note.point);
        let text = match cursor.next() {
            Ok(Piece::Open(_)) => plain_text(&mut cursor).0,
            _ => String::new(),
        };
        let hidden = by_id.get(id.as_str());
        if note.line && !text.is_empty() {
            running(reading, part, &note.point);
            continue;
        }
        if text.is_empty() || hidden.is_some() {
            reading.delivered += cursor.seen;
        } else {
            let call = Call { kind, id, label: UNCALLED.to_owned(), custom: false };
            note_text(reading, part, &call, &note.point);
            continue;
        }
        if let Some(dropped) = hidden.filter(|_| !text.is_empty()) {
            reading.draft.document.hidden.push(hidden_note(text, dropped, &source.name));
        }
    }
    reading.calls.dropped = dropped;
}

/// Words that stand on the line above the notes of each page, or where notes go on: they are printed as running heads are.
fn running(reading: &mut Reading<'_>, part: &Part<'_>, point: &Point) {
    let cursor = Cursor::from_point(&part.source.text, reading.options.limits.depth, point);
    // Where it breaks off, the index broke off too and said so.
    let _ = Story::new(reading, part, cursor, Mode::Running(BlockKind::Footer)).read();
}

fn hidden_note(text: String, dropped: &Dropped, member: &str) -> Hidden {
    let (at, change) = (dropped.at, dropped.change.clone());
    let (kind, why) = match &change {
        Some((true, ..)) => (HiddenKind::Inserted, "a note whose mark was inserted"),
        Some((false, ..)) => (HiddenKind::Deleted, "a note whose mark was deleted"),
        None => (HiddenKind::HiddenText, "a note whose mark is hidden"),
    };
    let (author, date) = change.map(|(_, author, date)| (author, date)).unwrap_or_default();
    Hidden { kind, text, span: Span::new(at, at), author, date, place: format!("{member}: {why}") }
}

/// Notes that are called though the file has none of their kind.
pub(super) fn absent(reading: &mut Reading<'_>, kind: Kind, member: &str) {
    if reading.calls.called.iter().any(|call| call.kind == kind) {
        let count = reading.calls.called.iter().filter(|call| call.kind == kind).count();
        reading.lacks(member, format!("the text calls {count} notes and the file does not hold them"));
    }
}

#[cfg(test)]
mod tests {
    use super::not_there;
    use expect_test::expect;

    #[test]
    fn missing_notes_are_told_in_ranges() {
        expect!["note 4 is called in the text and is not there"].assert_eq(&not_there(&["4"]));
        expect!["notes 1 to 3, 7, *, 9 to 10 are called in the text and are not there"]
            .assert_eq(&not_there(&["1", "2", "3", "7", "*", "9", "10"]));
        let odd: Vec<String> = (0..40).map(|n| (n * 2 + 1).to_string()).collect();
        let odd: Vec<&str> = odd.iter().map(String::as_str).collect();
        expect!["notes 1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, and 28 more are called in the text and are not there"].assert_eq(&not_there(&odd));
    }
}
