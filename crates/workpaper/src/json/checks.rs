use super::wire::{Check, Checks, StaleCheck};
use super::{Writer, sentence_id};

impl<'r> Writer<'r> {
    /// The checks of a sentence.
    pub(super) fn checked(&self, sentence: usize) -> Vec<Check<'r>> {
        self.report.checks.of(sentence).iter().map(check).collect()
    }

    /// What is told of checks of the whole report; the lists stand in its first part only.
    pub(super) fn checks(&self) -> Checks<'r> {
        let all = &self.report.checks;
        let seen = |list: &'r [(probata_report::Check, String)]| {
            let shown = if self.index == 0 { list } else { &[] };
            shown.iter().map(stale).collect()
        };
        Checks {
            files: all.files.iter().map(String::as_str).collect(),
            sentences: all.sentences(),
            stale: seen(&all.stale),
            unfinished: seen(&all.unfinished),
        }
    }
}

fn check(check: &probata_report::Check) -> Check<'_> {
    Check { by: &check.by, date: &check.at, seen_in: &check.seen_in, file: &check.file, place: &check.place }
}

fn stale((from, why): &(probata_report::Check, String)) -> StaleCheck<'_> {
    StaleCheck { check: check(from), sentence: from.sentence.map(sentence_id), text: &from.words, why }
}
