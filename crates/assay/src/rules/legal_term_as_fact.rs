use super::{Found, Rule};
use crate::case::Case;
use crate::phrases::Phrases;
use probata_report::Span;
use probata_vocabulary::{Level, SentenceKind, Zone};

pub(super) const RULE: Rule = Rule {
    name: "legal-term-as-fact",
    summary: "a term of law used as if it were a plain fact",
    level: Level::Allow,
    sensitive: false,
    explanation: include_str!("explanations/legal-term-as-fact.md"),
    look,
};

fn look(case: &Case, found: &mut Found) {
    let terms: Phrases<()> = Phrases::of(&case.language.legal_terms);
    for (index, judged) in case.report.sentences.iter().enumerate() {
        let zone = case.report.document.zone(&case.report.document.sentences[index]);
        if !judged.asserts || !matches!(judged.kind, SentenceKind::Fact) || zone != Zone::Body {
            continue;
        }
        let tokens = case.words.sentence(index);
        for (at, count, ()) in terms.find(&case.words, tokens) {
            let span = Span::new(tokens[at].span.start, tokens[at + count - 1].span.end);
            let alleged = case.report.hedges.iter().any(|hedge| hedge.sentence == index)
                || !case.reach[index].is_empty();
            if !alleged {
                let message =
                    format!("\"{}\" is a finding of law, stated here as a fact", case.words.plain(span));
                found.at(
                    span,
                    message,
                    "describe what was done, and leave the term to the legal analysis; or refer to it",
                );
            }
        }
    }
}
