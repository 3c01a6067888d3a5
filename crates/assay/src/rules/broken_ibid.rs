use super::{Found, Rule};
use crate::case::Case;
use probata_report::Span;
use probata_vocabulary::{CitationKind, Level};

pub(super) const RULE: Rule = Rule {
    name: "broken-ibid",
    summary: "an 'Ibid.' or 'supra' that leads to no source, or to more than one",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/broken-ibid.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for citation in &case.report.citations {
        let (what, why) = match citation.kind {
            CitationKind::Ibid => ("Ibid.", "the note before it has no source, or more than one"),
            CitationKind::Supra => ("this short form", "no earlier note gives the source in full"),
            _ => continue,
        };
        if citation.refers_to.is_none() && !names_a_note(case, citation.span) {
            found.at(citation.span, format!("{what} leads nowhere: {why}"), "give the source in full here");
        }
    }
}

/// "See notes 48 and 64": leads to notes that are there, whatever they cite.
fn names_a_note(case: &Case, citation: Span) -> bool {
    let references = &case.report.document.references;
    let from = references.partition_point(|reference| reference.span.end <= citation.start);
    references[from..]
        .iter()
        .take_while(|reference| reference.span.start < citation.end)
        .any(|reference| reference.what == "note" && reference.resolved.is_some())
}
