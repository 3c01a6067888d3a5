//! What the body hedges or only reports as alleged, and a summary states as fact.

use super::{Found, in_body, related};
use crate::case::Case;
use crate::restatement::{Stem, stems};
use crate::words::Kind;
use probata_report::Span;
use probata_vocabulary::{Holder, MentionKind, SentenceKind, Stance, Zone};
use std::collections::{HashMap, HashSet};

/// Words behind a hedge that it covers.
const REACH: usize = 12;
/// Telling words of a doubted clause that the summary has, at least.
const FEWEST: usize = 2;

/// A doubted clause of the body.
struct Doubt {
    sentence: usize,
    /// The hedge, or the words that only report.
    word: Span,
    alleged: bool,
    /// Telling words of the clause.
    clause: Vec<Stem>,
}

/// Every doubted clause of the body, by telling word.
pub(super) struct Doubts {
    all: Vec<Doubt>,
    by_stem: HashMap<Stem, Vec<usize>>,
    /// Telling words of the body sentences that state something plainly.
    plain: Vec<HashSet<Stem>>,
    /// Sentences with a hedge.
    hedged: HashSet<usize>,
}

impl Doubts {
    /// Collects them once.
    pub fn of(case: &Case) -> Self {
        let mut doubts =
            Self { all: Vec::new(), by_stem: HashMap::new(), plain: Vec::new(), hedged: HashSet::new() };
        for hedge in &case.report.hedges {
            doubts.hedged.insert(hedge.sentence);
            if hedge.holder == Holder::Author && is_text(case, hedge.sentence) {
                let clause = stems_behind(case, hedge.sentence, hedge.span.end);
                doubts.add(Doubt { sentence: hedge.sentence, word: hedge.span, alleged: false, clause });
            }
        }
        for attribution in &case.report.attributions {
            let alleges = attribution.stance == Stance::Alleges && attribution.parent.is_none();
            let (Some(content), Some(cue)) = (attribution.content.first(), attribution.cue.first()) else {
                continue;
            };
            if alleges && is_text(case, attribution.sentence) {
                let clause = stems_behind(case, attribution.sentence, content.start);
                doubts.add(Doubt { sentence: attribution.sentence, word: *cue, alleged: true, clause });
            }
        }
        for sentence in (0..case.report.sentences.len()).filter(|sentence| is_text(case, *sentence)) {
            let judged = &case.report.sentences[sentence];
            if judged.asserts && !judged.negative && !doubts.hedged.contains(&sentence) {
                doubts.plain.push(stems(&case.words, sentence, &case.language.stems).into_iter().collect());
            }
        }
        doubts
    }

    fn add(&mut self, doubt: Doubt) {
        if doubt.clause.len() >= FEWEST {
            for stem in &doubt.clause {
                self.by_stem.entry(stem.clone()).or_default().push(self.all.len());
            }
            self.all.push(doubt);
        }
    }

    /// True if the sentence has a hedge.
    pub fn is_hedged(&self, sentence: usize) -> bool {
        self.hedged.contains(&sentence)
    }

    /// Tells if the summary sentence states plainly what the body doubts and nowhere states plainly.
    pub fn look(&self, case: &Case, found: &mut Found, index: usize) {
        // The sentence itself hedges or says who says it.
        let plain = case.report.sentences[index].kind == SentenceKind::Fact;
        if !plain || self.hedged.contains(&index) || !case.reach[index].is_empty() {
            return;
        }
        let own: HashSet<Stem> = stems(&case.words, index, &case.language.stems).into_iter().collect();
        let mut near: Vec<usize> =
            own.iter().filter_map(|stem| self.by_stem.get(stem)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let fitting = near.into_iter().map(|doubt| &self.all[doubt]).find(|doubt| {
            let shared: Vec<&Stem> = doubt.clause.iter().filter(|stem| own.contains(*stem)).collect();
            shared.len() >= FEWEST
                && shared.len() * 5 >= doubt.clause.len() * 3
                && is_of_the_same(case, index, doubt, &own, shared.len())
                && !self.plain.iter().any(|plain| shared.iter().all(|stem| plain.contains(*stem)))
        });
        let Some(doubt) = fitting else { return };
        let span = case.report.document.sentences[index].span;
        let (message, remedy, why) = if doubt.alleged {
            let message = "states as fact what the body only reports as alleged".to_owned();
            (message, "say in the summary who alleges it", "the body's words")
        } else {
            let message =
                format!("states as fact what the body says with \"{}\"", case.words.plain(doubt.word));
            (message, "keep the body's doubt in the summary", "the body's doubt")
        };
        found.at(span, message, remedy).rests_on.push(related(doubt.word, why));
    }
}

/// True if both name a person in common, or share at least half of the body's telling words.
fn is_of_the_same(case: &Case, index: usize, doubt: &Doubt, own: &HashSet<Stem>, of_clause: usize) -> bool {
    let person = |mention: usize| case.report.mentions[mention].kind == MentionKind::Person;
    let named = case.named_in[index].iter().any(|(mention, _)| {
        person(*mention) && case.named_in[doubt.sentence].iter().any(|(other, _)| other == mention)
    });
    let there = stems(&case.words, doubt.sentence, &case.language.stems);
    let shared = there.iter().filter(|stem| own.contains(*stem)).count();
    named || of_clause >= 3 && shared * 2 >= there.len()
}

/// Telling words from `from` to the end of the clause.
pub(super) fn stems_behind(case: &Case, sentence: usize, from: usize) -> Vec<Stem> {
    let tokens = case.words.sentence(sentence).iter().filter(|token| token.span.start >= from);
    let clause: Vec<_> =
        tokens.take(REACH).take_while(|token| token.kind != Kind::Punctuation).copied().collect();
    case.language.stems.of(&case.words, &clause)
}

fn is_text(case: &Case, sentence: usize) -> bool {
    let zone = case.report.document.zone(&case.report.document.sentences[sentence]);
    zone == Zone::Body && in_body(case, sentence)
}
