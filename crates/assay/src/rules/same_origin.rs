use super::{Found, Rule, related};
use crate::case::Case;
use probata_vocabulary::{CitationKind, Level};

pub(super) const RULE: Rule = Rule {
    name: "same-origin",
    summary: "two sources of one sentence that may have one origin",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/same-origin.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let counting = case.counting();
    for (index, judged) in case.report.sentences.iter().enumerate().filter(|(_, judged)| judged.asserts) {
        let sources = counting.sources_of(index);
        let repeats = judged.supports.iter().flat_map(|support| {
            case.report.citations.iter().filter(move |citation| citation.note == support.note)
        });
        let press: Vec<_> = repeats.filter(|citation| citation.kind == CitationKind::PressArticle).collect();
        let linked = sources.iter().find(|source| {
            case.report.sources[**source].perhaps_same_as.is_some_and(|other| sources.contains(&other))
        });
        let span = case.report.document.sentences[index].span;
        if let Some(source) = linked {
            let message = format!(
                "its sources may be one: {} cannot be told from the other",
                case.report.sources[*source].name
            );
            found.at(span, message, "say in the note that they are different people, if they are");
        } else if press.len() >= 2 {
            let finding = found.at(
                span,
                "rests on several press articles, which may repeat one account",
                "find out where each has it from, and count them once if it is the same",
            );
            finding.rests_on.push(related(press[0].span, "a press article"));
        }
    }
}
