use super::{Found, Rule};
use crate::case::Case;
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
        if citation.refers_to.is_none() {
            found.at(citation.span, format!("{what} leads nowhere: {why}"), "give the source in full here");
        }
    }
}
