use super::{Found, Rule, related};
use crate::case::Case;
use crate::restatement::repeats;
use probata_report::{Quantity, QuantityBound};
use probata_vocabulary::{Level, MentionKind, Stance};

pub(super) const RULE: Rule = Rule {
    name: "summary-firmer-than-body",
    summary: "a number, name or certainty in a summary that the body does not carry",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/summary-firmer-than-body.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    for index in 0..case.report.sentences.len() {
        if case.report.sentences[index].asserts && repeats(&case.report.document, &case.sections, index) {
            numbers(case, found, index);
            names(case, found, index);
            certainty(case, found, index);
        }
    }
}

/// A number of things that no body sentence has for the same things.
fn numbers(case: &Case, found: &mut Found, index: usize) {
    let Some(restates) = case.report.sentences[index].restates else { return };
    for quantity in case
        .report
        .quantities
        .iter()
        .filter(|quantity| quantity.sentence == index && !quantity.vague && !quantity.thing.is_empty())
    {
        let same_thing: Vec<&Quantity> = case
            .report
            .quantities
            .iter()
            .filter(|other| in_body(case, other.sentence) && other.thing == quantity.thing)
            .collect();
        let carried = same_thing.iter().any(|other| carries(other, quantity));
        let near = same_thing.iter().find(|other| other.sentence.abs_diff(restates.sentence) <= 1);
        if let (false, Some(other)) = (carried, near) {
            let message = format!(
                "says \"{}\"; the body says \"{}\"",
                case.words.plain(quantity.span),
                case.words.plain(other.span)
            );
            found
                .at(quantity.span, message, "bring the two into line")
                .rests_on
                .push(related(other.span, "the body's number"));
        }
    }
}

/// The same value, and no firmer: "at least twelve" does not carry "twelve".
fn carries(body: &Quantity, summary: &Quantity) -> bool {
    body.value == summary.value && (body.bound == summary.bound || body.bound == QuantityBound::Exactly)
}

/// A person whom the body never names.
fn names(case: &Case, found: &mut Found, index: usize) {
    for (mention, span) in &case.named_in[index] {
        let known = &case.report.mentions[*mention];
        let in_the_body = known.uses.iter().any(|used| in_body(case, used.sentence));
        if known.kind == MentionKind::Person && !in_the_body && known.name.contains(' ') {
            found.at(
                *span,
                format!("{} is named here and nowhere in the body", known.name),
                "name the person in the body with the evidence, or not here",
            );
        }
    }
}

/// The body hedges or only reports what the summary states.
fn certainty(case: &Case, found: &mut Found, index: usize) {
    let Some(restates) = case.report.sentences[index].restates.filter(|restates| restates.shared >= 60)
    else {
        return;
    };
    if is_guarded(case, index) {
        return;
    }
    let body = restates.sentence;
    if let Some(hedge) = case.report.hedges.iter().find(|hedge| hedge.sentence == body) {
        let message = format!("states as fact what the body says with \"{}\"", case.words.plain(hedge.span));
        let finding = found.at(
            case.report.document.sentences[index].span,
            message,
            "keep the body's doubt in the summary",
        );
        finding.rests_on.push(related(hedge.span, "the body's doubt"));
    } else if let Some(attribution) = case.reach[body]
        .iter()
        .map(|a| &case.report.attributions[*a])
        .find(|a| a.parent.is_none() && a.stance == Stance::Alleges)
    {
        let finding = found.at(
            case.report.document.sentences[index].span,
            "states as fact what the body only reports as alleged",
            "say in the summary who alleges it",
        );
        finding.rests_on.push(related(attribution.cue[0], "the body's words"));
    }
}

/// True if the sentence itself hedges or says who says it.
fn is_guarded(case: &Case, index: usize) -> bool {
    case.report.hedges.iter().any(|hedge| hedge.sentence == index) || !case.reach[index].is_empty()
}

fn in_body(case: &Case, sentence: usize) -> bool {
    !repeats(&case.report.document, &case.sections, sentence)
}
