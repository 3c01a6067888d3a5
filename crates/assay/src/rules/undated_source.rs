use super::{Found, Rule};
use crate::case::Case;
use probata_vocabulary::{CitationKind, Level, WithheldItem};

pub(super) const RULE: Rule = Rule {
    name: "undated-source",
    summary: "an interview, letter, report or article without a date that is not withheld either",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/undated-source.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let dated = [
        CitationKind::Interview,
        CitationKind::Letter,
        CitationKind::Email,
        CitationKind::PressConference,
        CitationKind::Report,
        CitationKind::PressArticle,
        CitationKind::Judgment,
    ];
    for citation in case.report.citations.iter().filter(|citation| dated.contains(&citation.kind)) {
        let source = citation.source.map(|source| &case.report.sources[source]);
        let known_elsewhere = source.is_some_and(|source| {
            source.citations.iter().any(|index| case.report.citations[*index].date.is_some())
        });
        if citation.date.is_none() && !citation.withheld.contains(&WithheldItem::Date) && !known_elsewhere {
            found.at(
                citation.span,
                "has no date, and does not say that it is withheld",
                "add the date, or \"date withheld\"",
            );
        }
    }
}
