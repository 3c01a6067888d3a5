//! Answers of an earlier draft, carried to a later one by the sentences that both have.

use super::direct::is_sensitive;
use super::ours::key;
use super::thread::folded;
use super::weight::{Weighed, change};
use crate::alignment::likeness;
use probata_report::{Aligned, Allowance, Answers, Comparison, NoAnswer, Report, Stale};
use std::collections::HashMap;

/// Smallest likeness of a reworded sentence whose answer is carried.
const LIKE: f32 = 0.75;

/// Carries the answers of `old` to the findings of `new`; `comparison` is of these two. Answers that stand in `new` itself go
/// before.
pub fn carry(old: &Report, new: &mut Report, comparison: &Comparison) {
    if old.answers == Answers::default() {
        return;
    }
    let carrying = Carrying::of(old, new, comparison);
    let carried: Vec<Fate> =
        old.answers.allowances.iter().map(|allowance| carrying.fate(allowance)).collect();
    for (allowance, fate) in old.answers.allowances.iter().zip(carried) {
        let answer = allowance.answer.clone();
        match fate {
            Fate::Counts(finding) if new.answers.to(finding).is_none() => {
                new.answers.allowances.push(Allowance { finding, answer, carried: true });
                new.answers.allowances.sort_by_key(|allowance| allowance.finding);
            }
            Fate::Counts(_) => {}
            Fate::Stale(sentence, why) => {
                let sensitive = is_sensitive(&answer.rule);
                new.answers.stale.push(Stale { answer, sentence, sensitive, why });
            }
            Fate::Settled => new.answers.settled += 1,
        }
    }
    for stale in &old.answers.stale {
        let sentence = stale.sentence.and_then(|sentence| carrying_to(comparison, sentence));
        new.answers.stale.push(Stale { sentence, ..stale.clone() });
    }
    for told in &old.answers.no_answers {
        let is_here = |here: &NoAnswer| (&here.text, &here.by, &here.at) == (&told.text, &told.by, &told.at);
        if !new.answers.no_answers.iter().any(is_here) {
            new.answers.no_answers.push(NoAnswer { span: None, ..told.clone() });
        }
    }
}

fn carrying_to(comparison: &Comparison, old: usize) -> Option<usize> {
    comparison.aligned.iter().find(|pair| pair.old == old).map(|pair| pair.new)
}

/// What becomes of an answer.
enum Fate {
    /// It counts for this finding of the later draft.
    Counts(usize),
    /// It is about this sentence of the later draft, if that is known, and does not count, because ...
    Stale(Option<usize>, String),
    /// Its finding is gone.
    Settled,
}

struct Carrying<'r> {
    old: &'r Report,
    new: &'r Report,
    before: Weighed<'r>,
    after: Weighed<'r>,
    pairs: HashMap<usize, Aligned>,
    /// Findings by rule and sentence, of both drafts.
    old_by_place: ByPlace,
    new_by_place: ByPlace,
}

type ByPlace = HashMap<(&'static str, usize), Vec<usize>>;

fn by_place(report: &Report) -> ByPlace {
    let mut all = ByPlace::new();
    for (index, finding) in report.findings.iter().enumerate() {
        if let Some(sentence) = report.document.sentence_at(finding.span.start) {
            all.entry((finding.rule, sentence)).or_default().push(index);
        }
    }
    all
}

impl<'r> Carrying<'r> {
    fn of(old: &'r Report, new: &'r Report, comparison: &Comparison) -> Self {
        let pairs = comparison.aligned.iter().map(|pair| (pair.old, *pair)).collect();
        Self {
            old,
            new,
            before: Weighed::of(old),
            after: Weighed::of(new),
            pairs,
            old_by_place: by_place(old),
            new_by_place: by_place(new),
        }
    }

    fn fate(&self, allowance: &Allowance) -> Fate {
        let finding = &self.old.findings[allowance.finding];
        let Some(sentence) = self.old.document.sentence_at(finding.span.start) else {
            return self.of_the_whole(allowance.finding);
        };
        let Some(pair) = self.pairs.get(&sentence) else {
            let why = "its sentence is not in this draft, or was written anew";
            return Fate::Stale(None, why.to_owned());
        };
        if let Some(why) = self.changed(pair) {
            let is_found = self.new_by_place.contains_key(&(finding.rule, pair.new));
            return if is_found { Fate::Stale(Some(pair.new), why) } else { Fate::Settled };
        }
        self.finding(allowance.finding, sentence, pair.new)
    }

    /// A finding that stands in no sentence.
    fn of_the_whole(&self, finding: usize) -> Fate {
        let (old, message) = (&self.old.findings[finding], key(&self.old.findings[finding].message));
        let words = folded(&self.old.document.text[old.span]);
        let same = self.new.findings.iter().position(|new| {
            new.rule == old.rule
                && self.new.document.sentence_at(new.span.start).is_none()
                && key(&new.message) == message
                && folded(&self.new.document.text[new.span]) == words
        });
        same.map_or(Fate::Settled, Fate::Counts)
    }

    /// Why a sentence cannot be taken for what it was, if so.
    fn changed(&self, pair: &Aligned) -> Option<String> {
        if pair.same {
            return None;
        }
        let (was, is) = (self.before.words(pair.old), self.after.words(pair.new));
        if pair.moved || likeness(&was, &is) < LIKE {
            return Some("its sentence was written anew and cannot be followed with certainty".to_owned());
        }
        change(&self.before.of_sentence(pair.old), &self.after.of_sentence(pair.new))
    }

    /// The finding of the later draft that is the same: by its message, its words, its turn.
    fn finding(&self, finding: usize, before: usize, after: usize) -> Fate {
        let old = &self.old.findings[finding];
        let Some(here) = self.new_by_place.get(&(old.rule, after)) else { return Fate::Settled };
        let (message, words) = (key(&old.message), folded(&self.old.document.text[old.span]));
        let alike = |report: &Report, all: &[usize]| -> Vec<usize> {
            let all = all.iter().copied();
            all.filter(|index| key(&report.findings[*index].message) == message).collect()
        };
        let same = alike(self.new, here);
        let twins = self.old_by_place.get(&(old.rule, before)).map_or(Vec::new(), |all| alike(self.old, all));
        let worded =
            |index: &&usize| folded(&self.new.document.text[self.new.findings[**index].span]) == words;
        let turn = twins.iter().position(|twin| *twin == finding);
        let by_turn = turn.filter(|_| twins.len() == same.len()).and_then(|turn| same.get(turn).copied());
        let by_words = same.iter().filter(worded).copied().collect::<Vec<_>>();
        match (same.as_slice(), by_turn, by_words.as_slice()) {
            ([], ..) => Fate::Stale(Some(after), "the rule finds something else there now".to_owned()),
            (_, Some(same), _) => Fate::Counts(same),
            (_, None, [same]) => Fate::Counts(*same),
            _ => {
                Fate::Stale(Some(after), "it cannot be told which of several findings it answers".to_owned())
            }
        }
    }
}
