//! Marks and notes that were lost when a document was converted, so that rules do not take the loss for a slip.
//!
//! A slip is single. Where many notes have no mark, or many marks no note, the text is a bad copy: one finding says so,
//! and where a mark may have stood nobody can say that a note is missing.

use probata_report::{Document, Span};

/// Fewer than this are single slips.
const FEWEST: usize = 10;
/// From this share, in hundredths, of notes or marks on they are lost, not slips.
const WIDESPREAD: usize = 5;
/// From this share on nothing can be said about notes in the whole file.
const HEAVY: usize = 25;

/// Losses of each part of a document.
#[derive(Debug, Default)]
pub(crate) struct Losses {
    /// Notes without a mark, where there are many in their part; one list for each such part.
    pub marks: Vec<Vec<usize>>,
    /// Marks without a note, where there are many in their part; one list for each such part.
    pub notes: Vec<Vec<usize>>,
    /// Where a lost mark may have stood, in order, apart from each other.
    gaps: Vec<Span>,
}

impl Losses {
    /// Goes once through the notes and marks.
    pub fn of(document: &Document) -> Self {
        let mut losses = Self::default();
        for part in 0..document.parts.len() {
            losses.add(document, part);
        }
        losses.gaps = merged(std::mem::take(&mut losses.gaps));
        losses
    }

    /// True if a mark may have been lost in `span`, so that the lack of a note tells nothing.
    pub fn reach(&self, span: Span) -> bool {
        let at = self.gaps.partition_point(|gap| gap.end <= span.start);
        self.gaps.get(at).is_some_and(|gap| gap.overlaps(span))
    }

    /// True if the note is one of many without a mark.
    pub fn holds_note(&self, note: usize) -> bool {
        self.marks.iter().any(|lost| lost.binary_search(&note).is_ok())
    }

    /// True if the mark is one of many without a note.
    pub fn holds_mark(&self, mark: usize) -> bool {
        self.notes.iter().any(|lost| lost.binary_search(&mark).is_ok())
    }

    fn add(&mut self, document: &Document, part: usize) {
        let within = |offset: usize| document.part_at(offset) == part;
        let notes: Vec<usize> =
            (0..document.notes.len()).filter(|note| within(document.notes[*note].span.start)).collect();
        let marks: Vec<usize> =
            (0..document.marks.len()).filter(|mark| within(document.marks[*mark].span.start)).collect();
        let uncalled: Vec<usize> =
            notes.iter().copied().filter(|note| document.notes[*note].marks.is_empty()).collect();
        let dangling: Vec<usize> =
            marks.iter().copied().filter(|mark| document.marks[*mark].note.is_none()).collect();
        if is_many(uncalled.len() + dangling.len(), notes.len() + dangling.len(), HEAVY) {
            self.gaps.push(document.parts[part].span);
        }
        if is_many(dangling.len(), marks.len(), WIDESPREAD) {
            self.notes.push(dangling);
        }
        if is_many(uncalled.len(), notes.len(), WIDESPREAD) {
            self.gaps.extend(gaps(document, &notes, document.parts[part].span));
            self.marks.push(uncalled);
        }
    }
}

fn merged(mut gaps: Vec<Span>) -> Vec<Span> {
    gaps.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(gaps.len());
    for gap in gaps {
        match merged.last_mut() {
            Some(last) if gap.start <= last.end => last.end = last.end.max(gap.end),
            _ => merged.push(gap),
        }
    }
    merged
}

fn is_many(some: usize, all: usize, share: usize) -> bool {
    some >= FEWEST && some * 100 >= all * share
}

/// Between the marks of the notes around each run of notes without a mark.
fn gaps(document: &Document, notes: &[usize], part: Span) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut before = part.start;
    let mut open = false;
    for note in notes {
        let marks = &document.notes[*note].marks;
        let Some(first) = marks.first().map(|mark| document.marks[*mark].span) else {
            open = true;
            continue;
        };
        if std::mem::take(&mut open) && before < first.start {
            gaps.push(Span::new(before, first.start));
        }
        before = first.end;
    }
    if open && before < part.end {
        gaps.push(Span::new(before, part.end));
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use probata_report::{Mark, Note};

    /// A document of `count` notes, of which every one divisible by `lost` has no mark.
    fn damaged(count: usize, lost: usize) -> Document {
        let mut document = Document::empty("test.txt", "text");
        document.text = "x".repeat(count * 20);
        document.parts[0].span = Span::new(0, document.text.len());
        for index in 0..count {
            let (at, label) = (index * 10, (index + 1).to_string());
            let called = (index + 1) % lost != 0;
            if called {
                let mark = Mark { span: Span::new(at, at + 1), label: label.clone(), note: Some(index) };
                document.marks.push(mark);
            }
            let span = Span::new(count * 10 + at, count * 10 + at + 9);
            document.notes.push(Note {
                id: format!("n{label}"),
                label,
                span,
                pieces: Vec::new(),
                body: span,
                marks: if called { vec![document.marks.len() - 1] } else { Vec::new() },
            });
        }
        document
    }

    #[test]
    fn single_slips_are_no_losses() {
        let losses = Losses::of(&damaged(300, 100));
        assert!(losses.marks.is_empty() && !losses.reach(Span::new(0, 6000)));
    }

    #[test]
    fn many_notes_without_a_mark_are_one_loss_with_gaps_where_the_marks_may_have_stood() {
        let losses = Losses::of(&damaged(100, 10));
        assert_eq!(losses.marks, [vec![9, 19, 29, 39, 49, 59, 69, 79, 89, 99]]);
        assert!(losses.reach(Span::new(85, 95)), "between the marks of notes 9 and 11");
        assert!(!losses.reach(Span::new(40, 45)));
        assert!(losses.holds_note(19) && !losses.holds_note(20));
    }

    #[test]
    fn where_most_marks_are_lost_nothing_is_said_at_all() {
        let losses = Losses::of(&damaged(100, 3));
        assert!(losses.reach(Span::new(5, 6)));
    }
}
