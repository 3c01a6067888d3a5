use super::{Found, Rule, related};
use crate::case::Case;
use probata_report::Span;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "orphan-note",
    summary: "a note that no mark in the text calls",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/orphan-note.md"),
    look,
};

/// Most places that one finding on many losses shows.
const SHOWN: usize = 5;

fn look(case: &Case, found: &mut Found) {
    let notes = &case.report.document.notes;
    for lost in &case.losses.marks {
        all_at_once(case, lost, found);
    }
    for (index, note) in notes.iter().enumerate() {
        if note.marks.is_empty() && !case.losses.holds_note(index) {
            let message = format!("note {} is called by no mark in the text", note.label);
            found.at(note.span, message, "set its mark where the note belongs, or remove the note");
        }
    }
}

/// Where many notes have no mark, the marks were lost in conversion: one finding instead of hundreds.
fn all_at_once(case: &Case, lost: &[usize], found: &mut Found) {
    let document = &case.report.document;
    let Some(first) = lost.first().map(|note| &document.notes[*note]) else { return };
    let part = document.part_at(first.span.start);
    let all = document.notes.iter().filter(|note| document.part_at(note.span.start) == part).count();
    let message = format!(
        "{} of {all} notes are called by no mark, the first of them note {}; their marks look lost in conversion, and where \
         they may have stood nothing is said about missing notes",
        lost.len(),
        first.label
    );
    let finding =
        found.at(first.span, message, "read the file that this copy was made from, or set the marks again");
    let others = lost[1..].iter().take(SHOWN).map(|note| document.notes[*note].span);
    finding.rests_on.extend(others.map(|span: Span| related(span, "another of them")));
}
