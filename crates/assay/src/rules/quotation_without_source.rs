use super::{Found, Rule};
use crate::case::Case;
use crate::quotations::Quotation;
use probata_vocabulary::{CarriedBy, Level, SentenceKind, Zone};

pub(super) const RULE: Rule = Rule {
    name: "quotation-without-source",
    summary: "quoted words with no note and no named speaker",
    level: Level::Deny,
    sensitive: false,
    explanation: include_str!("explanations/quotation-without-source.md"),
    look,
};

/// Fewest words that make a quotation rather than a phrase in quotation marks.
const FEWEST: usize = 6;

fn look(case: &Case, found: &mut Found) {
    let document = &case.report.document;
    for quotation in case.quotations.iter().filter(|quotation| !quotation.goes_on) {
        let Some(sentence) = document.sentence_at(quotation.inner.start) else { continue };
        let words = case.words.text[quotation.inner].split_whitespace().count();
        let zone = document.zone(&document.sentences[sentence]);
        if words >= FEWEST && zone == Zone::Body && is_bare(case, quotation, sentence) {
            found.at(
                quotation.span,
                "nobody is named as the speaker, and no note stands with it",
                "name the speaker or add the note",
            );
        }
    }
}

/// True if neither the quotation's sentences nor the one before them carry it.
fn is_bare(case: &Case, quotation: &Quotation, first: usize) -> bool {
    let document = &case.report.document;
    let last = document.sentence_at(quotation.span.end.saturating_sub(1)).unwrap_or(first).max(first);
    let carries = |index: usize| {
        let judged = &case.report.sentences[index];
        !judged.supports.is_empty()
            || !matches!(judged.carried_by, CarriedBy::Neither | CarriedBy::NotNeeded)
            || judged.kind == SentenceKind::Legal
    };
    let spoken = case.reach[first].iter().any(|index| case.report.attributions[*index].named);
    let inner = &case.words.lower[quotation.inner];
    let printed_elsewhere = case.words.lower.match_indices(inner).nth(1).is_some();
    let kind = case.report.sentences[first].kind;
    let apart =
        matches!(kind, SentenceKind::Background | SentenceKind::Method | SentenceKind::Recommendation);
    let introduced = first > 0
        && document.sentences[first].block != document.sentences[first - 1].block
        && quotation.set_apart
        && carries(first - 1);
    !apart && !spoken && !introduced && !printed_elsewhere && !(first..=last).any(carries)
}
