use super::{Found, Rule, related};
use crate::case::Case;
use crate::words::Words;
use probata_report::Citation;
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
    for (index, _) in case.report.sentences.iter().enumerate().filter(|(_, judged)| judged.asserts) {
        let sources = counting.sources_of(index);
        let cited = cited(case, index);
        let press: Vec<&Citation> =
            cited.iter().copied().filter(|citation| citation.kind == CitationKind::PressArticle).collect();
        let linked = sources.iter().find(|source| {
            case.report.sources[**source].perhaps_same_as.is_some_and(|other| sources.contains(&other))
        });
        let repeated = press.iter().find_map(|article| {
            let other =
                cited.iter().find(|other| other.source != article.source && repeats(case, article, other));
            other.map(|other| (*article, *other))
        });
        let span = case.report.document.sentences[index].span;
        if let Some((article, other)) = repeated {
            let finding = found.at(
                span,
                "rests on an article and on whom the article has it from, which may be one account",
                "count them once, or say what the article has from elsewhere",
            );
            finding.rests_on.push(related(article.span, "the article"));
            finding.rests_on.push(related(other.span, "whom it has it from"));
        } else if let Some(source) = linked {
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

/// What the sentence's notes cite.
fn cited<'c>(case: &'c Case, sentence: usize) -> Vec<&'c Citation> {
    let citations = &case.report.citations;
    let supports = case.report.sentences[sentence].supports.iter();
    supports
        .flat_map(|support| {
            let from = citations.partition_point(|citation| citation.note < support.note);
            citations[from..].iter().take_while(|citation| citation.note == support.note)
        })
        .collect()
}

/// True if the article's title names the other source, or the note says that it has it from there ("citing the agency").
fn repeats(case: &Case, article: &Citation, other: &Citation) -> bool {
    let title = article.title.as_deref().unwrap_or_default();
    let named = |name: &String| name.contains(' ') && title.contains(name.as_str());
    if other.persons.iter().any(named) {
        return true;
    }
    let Some(body) = other.organisation.as_ref().filter(|body| article.organisation.as_ref() != Some(body))
    else {
        return false;
    };
    let text = &case.report.document.text[article.span];
    let (words, tokens) = Words::of_text(text);
    let cue = case.language.repeating.find(&words, &tokens).first().map(|(at, ..)| tokens[*at].span.end);
    cue.is_some_and(|end| text[end..].contains(body.as_str()))
}
