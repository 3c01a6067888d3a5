//! How a draft differs from an earlier one, as JSON.

use super::wire;
use crate::NOTICE;
use crate::place::place;
use crate::terminal::said;
use probata_report::{CodePoints, Comparison, Finding, Report};
use serde::Serialize;

#[derive(Serialize)]
struct Compared<'a> {
    schema: &'static str,
    notice: &'static str,
    old: Vec<&'a str>,
    new: Vec<&'a str>,
    coverage: [wire::Coverage; 2],
    changed: Vec<Change<'a>>,
    gone: Vec<Sentence<'a>>,
    added: Vec<Sentence<'a>>,
    findings: Findings<'a>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    start: usize,
    end: usize,
    place: String,
    text: &'a str,
}

#[derive(Serialize)]
struct Change<'a> {
    old: Sentence<'a>,
    new: Sentence<'a>,
    moved: bool,
    reworded: bool,
    /// `firmer`, `weaker`, or none.
    firmness: Option<&'static str>,
    differences: Vec<String>,
}

#[derive(Serialize)]
struct Findings<'a> {
    added: Vec<Shown<'a>>,
    gone: Vec<Shown<'a>>,
    stayed: Vec<Shown<'a>>,
    sensitive_left_out: usize,
}

#[derive(Serialize)]
struct Shown<'a> {
    rule: &'a str,
    level: &'static str,
    start: usize,
    end: usize,
    place: String,
    message: &'a str,
    /// The answer that counts, of a finding of the later draft.
    answered: Option<wire::Answered<'a>>,
}

/// The comparison as one JSON object on a line. Offsets are code points into the text of the draft that is meant.
pub fn comparison_json(old: &Report, new: &Report, comparison: &Comparison, sensitive: bool) -> String {
    let (before, after) = (Draft::of(old), Draft::of(new));
    let visible = |finding: &&Finding| sensitive || !finding.sensitive;
    let added = comparison.findings_added.iter().copied().filter(|index| visible(&&new.findings[*index]));
    let gone = comparison.findings_gone.iter().map(|index| &old.findings[*index]).filter(visible);
    let stayed = comparison.findings_stayed.iter().map(|(_, index)| *index);
    let stayed = stayed.filter(|index| visible(&&new.findings[*index]));
    let went = comparison.findings_gone.iter().map(|index| &old.findings[*index]);
    let hidden = new.findings.iter().chain(went).filter(|finding| finding.sensitive).count();
    let compared = Compared {
        schema: "probata-compare/1",
        notice: NOTICE,
        old: old.document.parts.iter().map(|part| part.path.as_str()).collect(),
        new: new.document.parts.iter().map(|part| part.path.as_str()).collect(),
        coverage: [comparison.before.into(), comparison.after.into()],
        changed: comparison
            .changed
            .iter()
            .map(|change| Change {
                old: before.sentence(change.aligned.old),
                new: after.sentence(change.aligned.new),
                moved: change.aligned.moved,
                reworded: !change.aligned.same,
                firmness: change.firmer().map(|firmer| if firmer { "firmer" } else { "weaker" }),
                differences: change.differences.iter().map(said).collect(),
            })
            .collect(),
        gone: comparison.gone.iter().map(|index| before.sentence(*index)).collect(),
        added: comparison.added.iter().map(|index| after.sentence(*index)).collect(),
        findings: Findings {
            added: added.map(|index| after.found(index)).collect(),
            gone: gone.map(|finding| before.finding(finding)).collect(),
            stayed: stayed.map(|index| after.found(index)).collect(),
            sensitive_left_out: if sensitive { 0 } else { hidden },
        },
    };
    serde_json::to_string(&compared).unwrap_or_default() + "\n"
}

/// A draft with its places in code points.
struct Draft<'a> {
    report: &'a Report,
    points: CodePoints<'a>,
}

impl<'a> Draft<'a> {
    fn of(report: &'a Report) -> Self {
        Self { report, points: CodePoints::new(&report.document.text) }
    }

    fn sentence(&self, index: usize) -> Sentence<'a> {
        let (document, span) = (&self.report.document, self.report.document.sentences[index].span);
        let (start, end) = (self.points.at(span.start), self.points.at(span.end));
        Sentence { start, end, place: place(document, span.start), text: &document.text[span] }
    }

    fn finding(&self, finding: &'a Finding) -> Shown<'a> {
        let (start, end) = (self.points.at(finding.span.start), self.points.at(finding.span.end));
        Shown {
            rule: finding.rule,
            level: finding.level.code(),
            start,
            end,
            place: place(&self.report.document, finding.span.start),
            message: &finding.message,
            answered: None,
        }
    }

    /// A finding with its answer.
    fn found(&self, index: usize) -> Shown<'a> {
        let answered = self.report.answers.to(index).map(super::answers::answered);
        Shown { answered, ..self.finding(&self.report.findings[index]) }
    }
}
