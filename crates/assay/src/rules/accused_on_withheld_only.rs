use super::{Found, Rule, related};
use crate::accusation::accused;
use crate::case::Case;
use probata_vocabulary::{Level, MentionKind};

pub(super) const RULE: Rule = Rule {
    name: "accused-on-withheld-only",
    summary: "somebody named is accused on sources whose identity is withheld, and on nothing else",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/accused-on-withheld-only.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for (mention, sentences) in accused(case) {
        if !rests_on_withheld_only(case, mention, &sentences) {
            continue;
        }
        let against = against(case, mention, &sentences);
        let name = &case.report.mentions[mention].name;
        let span = case.report.document.sentences[sentences[0]].span;
        let message = format!("{name} is accused on sources whose identity is withheld, and on nothing else");
        let finding = found.at(
            span,
            message,
            "find a source that can be named, or a document; or say in the text why none can be",
        );
        for other in against.iter().filter(|other| **other != sentences[0]).take(5) {
            finding
                .rests_on
                .push(related(case.report.document.sentences[*other].span, "rests on withheld sources"));
        }
    }
}

/// True if all that is told against somebody rests on withheld sources.
pub(crate) fn rests_on_withheld_only(case: &Case, mention: usize, sentences: &[usize]) -> bool {
    let against = against(case, mention, sentences);
    !against.is_empty() && against.iter().all(|sentence| on_withheld_only(case, *sentence))
}

/// The sentences that accuse, and the carried ones around them that name the accused too: what is told of him there may be the
/// named source's part of the same account.
fn against(case: &Case, mention: usize, sentences: &[usize]) -> Vec<usize> {
    let section = |sentence: usize| {
        let place = case.report.document.sentences[sentence].span.start;
        crate::sections::section_at(&case.sections, place)
    };
    let told: Vec<_> = sentences.iter().map(|sentence| section(*sentence)).collect();
    let beside = case.report.mentions[mention].uses.iter().map(|used| used.sentence).filter(|sentence| {
        told.contains(&section(*sentence)) && !case.counting().sources_of(*sentence).is_empty()
    });
    let mut all: Vec<usize> = sentences.iter().copied().chain(beside).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// True if every note's source is withheld, and nobody with a full name says it in the text.
fn on_withheld_only(case: &Case, sentence: usize) -> bool {
    let sources = case.counting().sources_of(sentence);
    let withheld = |source: &usize| case.report.sources[*source].withheld;
    let in_full = |name: &str| {
        case.report.mentions.iter().any(|mention| {
            mention.kind != MentionKind::Place
                && !case.authors.contains(&mention.name.to_lowercase())
                && mention.name.split([' ', '.']).any(|word| word.chars().count() > 1)
                && (mention.name == name || mention.variants.iter().any(|variant| variant == name))
        })
    };
    let spoken = case.reach[sentence].iter().map(|index| &case.report.attributions[*index]);
    let named = spoken.filter(|a| a.parent.is_none() && a.named).filter_map(|a| a.source_name.as_deref());
    !sources.is_empty() && sources.iter().all(withheld) && !named.into_iter().any(in_full)
}
