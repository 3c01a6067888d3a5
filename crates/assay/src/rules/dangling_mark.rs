use super::{Found, Rule, related};
use crate::case::Case;
use probata_report::Span;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "dangling-mark",
    summary: "a note mark for which there is no note",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/dangling-mark.md"),
    look,
};

/// Most places that one finding on many losses shows.
const SHOWN: usize = 5;

fn look(case: &Case, found: &mut Found) {
    for lost in &case.losses.notes {
        all_at_once(case, lost, found);
    }
    for (index, mark) in case.report.document.marks.iter().enumerate() {
        if mark.note.is_none() && !case.losses.holds_mark(index) {
            // "No note missing" would say the opposite.
            let word = mark.label.starts_with(char::is_alphabetic) && mark.label.len() > 1;
            let label = if word { format!("\"{}\"", mark.label) } else { mark.label.clone() };
            let message = format!("there is no note {label} where this mark could reach it");
            found.at(mark.span, message, "restore the note, or remove the mark");
        }
    }
}

/// Where many marks have no note, the notes are in another file or were lost: one finding instead of hundreds.
fn all_at_once(case: &Case, lost: &[usize], found: &mut Found) {
    let marks = &case.report.document.marks;
    let Some(first) = lost.first().map(|mark| &marks[*mark]) else { return };
    let message = format!(
        "{} marks have no note, the first of them {}; the notes are missing from this file or could not be read",
        lost.len(),
        first.label
    );
    let finding = found.at(first.span, message, "give the file with the notes too, or restore them");
    let others = lost[1..].iter().take(SHOWN).map(|mark| marks[*mark].span);
    finding.rests_on.extend(others.map(|span: Span| related(span, "another of them")));
}
