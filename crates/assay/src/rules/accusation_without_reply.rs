use super::{Found, Rule, related};
use crate::accusation::tells_of_reply;
use crate::case::Case;
use probata_report::Citation;
use probata_vocabulary::{CitationKind, Level};
use std::collections::BTreeMap;

pub(super) const RULE: Rule = Rule {
    name: "accusation-without-reply",
    summary: "somebody named is accused, and no reply of theirs or request for one is told",
    level: Level::Warn,
    sensitive: false,
    explanation: include_str!("explanations/accusation-without-reply.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let mut accused: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for accusation in &case.accusations {
        if let Some(mention) = accusation.accused {
            accused.entry(mention).or_default().push(accusation.sentence);
        }
    }
    for (mention, sentences) in accused.into_iter().filter(|(mention, _)| !has_reply(case, *mention)) {
        let name = &case.report.mentions[mention].name;
        let span = case.report.document.sentences[sentences[0]].span;
        let message =
            format!("{name} is accused, and the report tells of no reply and of no request for one");
        let finding = found.at(
            span,
            message,
            "ask for a reply and print it, or say that it was asked for and did not come",
        );
        for other in sentences.iter().skip(1).take(5) {
            finding.rests_on.push(related(case.report.document.sentences[*other].span, "accuses"));
        }
    }
}

/// True if the accused speaks anywhere, was written to, or a sentence (annexes count) tells of their reply or silence.
fn has_reply(case: &Case, mention: usize) -> bool {
    let accused = &case.report.mentions[mention];
    let speaks = case.report.attributions.iter().any(|a| {
        a.source_name.as_deref() == Some(accused.name.as_str()) && !accuses_only(case, a.sentence, mention)
    });
    let told = accused.uses.iter().any(|used| {
        tells_of_reply(case, &case.language.accusations, used.sentence)
            && !accuses_only(case, used.sentence, mention)
    });
    speaks || told || case.report.citations.iter().any(|citation| is_letter_of(citation, accused))
}

/// True if the reply word in the sentence is part of the accusation itself ("Benk refused him water").
fn accuses_only(case: &Case, sentence: usize, mention: usize) -> bool {
    case.accusations
        .iter()
        .any(|accusation| accusation.sentence == sentence && accusation.accused == Some(mention))
}

fn is_letter_of(citation: &Citation, accused: &probata_report::Mention) -> bool {
    let letter =
        matches!(citation.kind, CitationKind::Letter | CitationKind::Email | CitationKind::Interview);
    let forms = std::iter::once(&accused.name).chain(&accused.variants);
    letter
        && forms.into_iter().any(|form| {
            form.len() > 3
                && (citation.persons.iter().any(|person| person.contains(form.as_str()))
                    || citation.organisation.as_ref() == Some(form))
        })
}
