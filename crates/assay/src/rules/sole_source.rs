use super::{Found, Rule, related};
use crate::case::Case;
use crate::sections::section_at;
use probata_vocabulary::Level;
use std::collections::{BTreeMap, BTreeSet};

pub(super) const RULE: Rule = Rule {
    name: "sole-source",
    summary: "an accusation or incident that rests on a single origin",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/sole-source.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    // An accusation is told in one passage about one accused; where nobody is named, the passage is the incident.
    let mut told: BTreeMap<(usize, Option<usize>), Vec<usize>> = BTreeMap::new();
    for accusation in &case.accusations {
        let place = case.report.document.sentences[accusation.sentence].span.start;
        let Some(section) = section_at(&case.sections, place) else { continue };
        told.entry((section, accusation.accused)).or_default().push(accusation.sentence);
    }
    for ((_, accused), sentences) in told {
        let Some(origin) = only_origin(case, &sentences) else { continue };
        let what = accused.map_or("what is told in this passage".to_owned(), |m| {
            format!("what is said here of {}", case.report.mentions[m].name)
        });
        let span = case.report.document.sentences[sentences[0]].span;
        let finding = found.at(
            span,
            format!("{what} rests on one origin alone: {origin}"),
            "name a second, independent source, or say in the text that there is only one",
        );
        for other in sentences.iter().skip(1).take(5) {
            finding.rests_on.push(related(case.report.document.sentences[*other].span, "rests on the same"));
        }
    }
}

/// The one origin that carries all of these sentences; none if there are more, or if one of them is not carried.
fn only_origin(case: &Case, sentences: &[usize]) -> Option<String> {
    let counting = case.counting();
    let mut sources = BTreeSet::new();
    let mut names = BTreeSet::new();
    for sentence in sentences {
        sources.extend(counting.sources_of(*sentence));
        let spoken = case.reach[*sentence].iter().map(|index| &case.report.attributions[*index]);
        names.extend(spoken.filter(|a| a.named && a.parent.is_none()).filter_map(|a| a.source_name.clone()));
    }
    match (sources.len(), names.len()) {
        (1, 0) => sources.first().map(|source| case.report.sources[*source].name.clone()),
        (0, 1) => names.pop_first(),
        (1, 1) => {
            let (source, name) = (&case.report.sources[*sources.first()?], names.first()?);
            let last = name.rsplit(' ').next().unwrap_or(name);
            (source.withheld || source.name.contains(last)).then(|| name.clone())
        }
        _ => None,
    }
}
