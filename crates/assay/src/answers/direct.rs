//! Answers that stand in the report itself.

use super::ours::{Ours, key, ours};
use super::reply::{Said, said};
use super::seal::Seals;
use super::thread::{Verdict, folded, threads, verdict};
use crate::rules::rule;
use probata_report::{Allowance, Answer, Answers, Comment, HiddenKind, NoAnswer, Report, Span, Stale};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

const OTHERWISE: &str = "the rule finds something else there now";
const CHANGED: &str = "its sentence was changed since the comment was made: a number, name, doubt, denial or act is not as it was";
const REPLIES_TO_NONE: &str = "it replies to no comment of an audit; use Reply in Word (LibreOffice up to 7.4 loses what a comment replies to)";

/// Reads the answers in the comments of a report that has its findings.
pub(crate) fn answers(report: &Report) -> Answers {
    let comments = &report.document.comments;
    if !comments.iter().any(|comment| ours(comment).is_some()) {
        return Answers::default();
    }
    let mut matching = Matching::of(report);
    let mut found = Answers::default();
    for (index, thread) in threads(comments).iter().enumerate() {
        let comment = &comments[index];
        let Some(ours) = ours(comment) else {
            found.no_answers.extend(beside(comment));
            continue;
        };
        found.comments += 1;
        let passage = folded(report.document.text.get(comment.span.range()).unwrap_or_default());
        let verdict = verdict(comments, index, thread, (ours.rule, &ours.message, &passage));
        let target = matching.target(comment, &ours);
        matching.take(&mut found, index, &ours, verdict, &target);
    }
    finished(found)
}

/// A comment that looks like an answer and stands beside ours instead of under one.
fn beside(comment: &Comment) -> Option<NoAnswer> {
    let looks = comment.reply_to.is_none() && matches!(said(&comment.text), Said::Ok(_) | Said::OkAlone);
    looks.then(|| not_answered(comment, "", comment.span, REPLIES_TO_NONE))
}

fn not_answered(reply: &Comment, rule_name: &str, span: Span, why: &str) -> NoAnswer {
    NoAnswer {
        text: folded(&reply.text),
        by: folded(&reply.author),
        at: reply.date.trim().to_owned(),
        rule: rule_name.to_owned(),
        span: Some(span),
        sensitive: is_sensitive(rule_name),
        why: why.to_owned(),
    }
}

/// True if findings of the rule may be sensitive.
pub(super) fn is_sensitive(name: &str) -> bool {
    rule(name).is_some_and(|rule| rule.sensitive)
}

/// One allowance a finding, in order; an answer is not stale if a newer one to the same finding counts.
fn finished(mut found: Answers) -> Answers {
    found.allowances.sort_by_key(|allowance| allowance.finding);
    found.allowances.dedup_by_key(|allowance| allowance.finding);
    found.commented.sort_unstable();
    found.commented.dedup_by_key(|(finding, _)| *finding);
    found
}

/// What one of our comments speaks of.
enum Target {
    /// This finding, as it was.
    Finding(usize),
    /// This finding, which is not as it was.
    Changed(usize, &'static str),
    /// Nothing that is found any more.
    Gone,
}

/// Our comments and the findings of the report.
struct Matching<'r> {
    report: &'r Report,
    by_rule: HashMap<&'static str, Vec<usize>>,
    seals: Vec<(String, String)>,
    keys: Vec<String>,
    taken: HashSet<usize>,
}

impl<'r> Matching<'r> {
    fn of(report: &'r Report) -> Self {
        let mut by_rule: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (index, finding) in report.findings.iter().enumerate() {
            by_rule.entry(finding.rule).or_default().push(index);
        }
        let seals = Seals::new(report);
        Self {
            report,
            by_rule,
            seals: report.findings.iter().map(|finding| seals.hashes(finding)).collect(),
            keys: report.findings.iter().map(|finding| key(&finding.message)).collect(),
            taken: HashSet::new(),
        }
    }

    /// The likeliest finding of the comment's rule: one that stands where the comment stands, or whose sentence bears its
    /// seal.
    fn target(&mut self, comment: &Comment, ours: &Ours<'_>) -> Target {
        let of_rule = self.by_rule.get(ours.rule).map_or(&[][..], Vec::as_slice);
        let likely = of_rule.iter().map(|finding| (self.fit(*finding, comment, ours), *finding));
        let likely: Vec<(u8, usize)> = likely.filter(|(fit, _)| *fit > 0).collect();
        let same = likely.iter().filter(|(_, finding)| self.keys[*finding] == ours.message);
        let best = same.max_by_key(|(fit, index)| (*fit, !self.taken.contains(index), Reverse(*index)));
        let Some((_, finding)) = best.copied() else {
            let other = likely.iter().max_by_key(|(fit, index)| (*fit, Reverse(*index)));
            return other.map_or(Target::Gone, |(_, finding)| Target::Changed(*finding, OTHERWISE));
        };
        let (words, weight) = &self.seals[finding];
        match ours.seal {
            Some((sealed, weighed)) if sealed != words && weighed != weight => {
                Target::Changed(finding, CHANGED)
            }
            _ => {
                self.taken.insert(finding);
                Target::Finding(finding)
            }
        }
    }

    /// How well a comment fits a finding; 0 if it stands elsewhere.
    fn fit(&self, finding: usize, comment: &Comment, ours: &Ours<'_>) -> u8 {
        let document = &self.report.document;
        let span = self.report.findings[finding].span;
        let marks =
            document.note_at(span.start).map_or(&[][..], |note| document.notes[note].marks.as_slice());
        let marks = marks.iter().filter_map(|mark| Some(document.marks.get(*mark)?.span));
        let place = std::iter::once(span.trimmed(&document.text)).chain(marks);
        let nearness = place.map(|span| match span {
            span if span == comment.span => 4,
            span if span.overlaps(comment.span) => 2,
            _ => 0,
        });
        let is_sealed = ours.seal.is_some_and(|(words, _)| words == self.seals[finding].0);
        nearness.max().unwrap_or(0) + u8::from(is_sealed)
    }

    fn take(
        &self,
        found: &mut Answers,
        comment: usize,
        ours: &Ours<'_>,
        verdict: Verdict<'_>,
        target: &Target,
    ) {
        if let Target::Finding(finding) = target {
            found.commented.push((*finding, comment));
        }
        match (verdict, target) {
            (Verdict::Open, _) => {}
            (Verdict::Answered(answer), Target::Finding(finding)) => {
                let answer = self.signed(answer);
                found.allowances.push(Allowance { finding: *finding, answer, carried: false });
            }
            (Verdict::Answered(answer), Target::Changed(finding, why)) => {
                found.stale.push(self.stale(self.signed(answer), *finding, why));
            }
            (Verdict::Answered(_), Target::Gone) => found.settled += 1,
            // What is no answer to a finding that is gone need not be told.
            (Verdict::NotAnswered(..), Target::Gone) => {}
            (Verdict::NotAnswered(reply, why), _) => {
                let span = self.report.document.comments[comment].span;
                found.no_answers.push(not_answered(reply, ours.rule, span, why));
            }
        }
    }

    /// An answer with who saved the file, where nobody else is told.
    fn signed(&self, answer: Answer) -> Answer {
        let unsigned = answer.by.is_empty();
        let saved = self.report.document.hidden.iter().find(|hidden| {
            unsigned && hidden.kind == HiddenKind::Property && hidden.place.ends_with(" lastModifiedBy")
        });
        Answer { saved_by: saved.map_or_else(String::new, |hidden| folded(&hidden.text)), ..answer }
    }

    fn stale(&self, answer: Answer, finding: usize, why: &str) -> Stale {
        let finding = &self.report.findings[finding];
        let sentence = self.report.document.sentence_at(finding.span.start);
        Stale { sensitive: is_sensitive(&answer.rule), answer, sentence, why: why.to_owned() }
    }
}
