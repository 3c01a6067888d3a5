use super::wire::{Allowance, Answered, Answers, NoAnswer, Stale};
use super::{Writer, sentence_id};

impl<'r> Writer<'r> {
    /// Answers that count, to findings of this part that are shown.
    pub(super) fn allowances(&self) -> Vec<Allowance<'r>> {
        let shown = self.report.answers.allowances.iter().filter(|allowance| {
            let finding = &self.report.findings[allowance.finding];
            self.holds(finding.span.start) && (self.sensitive || !finding.sensitive)
        });
        shown
            .map(|allowance| Allowance {
                finding: format!("f{}", allowance.finding + 1),
                rule: &allowance.answer.rule,
                passage: &allowance.answer.passage,
                answered: answered(allowance),
            })
            .collect()
    }

    /// The answer to a finding.
    pub(super) fn answered(&self, finding: usize) -> Option<Answered<'r>> {
        self.report.answers.to(finding).map(answered)
    }

    /// What is told of answers of the whole report, in its first part; the same numbers without lists in the others.
    pub(super) fn answers(&self) -> Answers<'r> {
        let all = &self.report.answers;
        let first = self.index == 0;
        let seen = |sensitive: bool| first && (self.sensitive || !sensitive);
        let left_out = all.stale.iter().filter(|stale| !seen(stale.sensitive)).count()
            + all.no_answers.iter().filter(|told| !seen(told.sensitive)).count();
        Answers {
            answered: all.allowances.len(),
            stale: all.stale.iter().filter(|stale| seen(stale.sensitive)).map(stale).collect(),
            no_answers: all
                .no_answers
                .iter()
                .filter(|told| seen(told.sensitive))
                .map(|told| self.no_answer(told))
                .collect(),
            settled: all.settled,
            comments: all.comments,
            sensitive_left_out: if first { left_out } else { 0 },
        }
    }

    fn no_answer(&self, told: &'r probata_report::NoAnswer) -> NoAnswer<'r> {
        let range = told.span.map(|span| self.range_in(self.report.document.part_at(span.start), span));
        NoAnswer {
            rule: &told.rule,
            start: range.map(|[start, _]| start),
            end: range.map(|[_, end]| end),
            by: &told.by,
            at: &told.at,
            text: &told.text,
            why: &told.why,
        }
    }
}

pub(super) fn answered(allowance: &probata_report::Allowance) -> Answered<'_> {
    let answer = &allowance.answer;
    Answered {
        by: &answer.by,
        saved_by: &answer.saved_by,
        at: &answer.at,
        reason: &answer.reason,
        how: answer.how.code(),
        carried: allowance.carried,
    }
}

fn stale(stale: &probata_report::Stale) -> Stale<'_> {
    let answer = &stale.answer;
    Stale {
        rule: &answer.rule,
        message: &answer.message,
        passage: &answer.passage,
        sentence: stale.sentence.map(sentence_id),
        by: &answer.by,
        saved_by: &answer.saved_by,
        at: &answer.at,
        reason: &answer.reason,
        how: answer.how.code(),
        why: &stale.why,
    }
}
