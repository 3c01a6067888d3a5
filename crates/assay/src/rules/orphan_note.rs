use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "orphan-note",
    summary: "a note that no mark in the text calls",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/orphan-note.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for note in case.report.document.notes.iter().filter(|note| note.marks.is_empty()) {
        let message = format!("note {} is called by no mark in the text", note.label);
        found.at(note.span, message, "set its mark where the note belongs, or remove the note");
    }
}
