use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::Level;

pub(super) const RULE: Rule = Rule {
    name: "unresolved-cross-reference",
    summary: "a reference to a note, section or figure that is not there",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/unresolved-cross-reference.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for reference in case.report.document.references.iter().filter(|reference| reference.resolved.is_none()) {
        let message =
            format!("refers to {} {}, which is not in this document", reference.what, reference.target);
        found.at(reference.span, message, "correct the number, or restore what it refers to");
    }
}
