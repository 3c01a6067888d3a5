use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "dangling-mark",
    summary: "a note mark for which there is no note",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/dangling-mark.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for mark in case.report.document.marks.iter().filter(|mark| mark.note.is_none()) {
        let message = format!("there is no note {} where this mark could reach it", mark.label);
        found.at(mark.span, message, "restore the note, or remove the mark");
    }
}
