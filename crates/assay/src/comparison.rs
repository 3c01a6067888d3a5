//! How a draft differs from an earlier one: sentences, firmness, numbers, names, support, findings.
//!
//! Incomplete: firmer and weaker are told by words of doubt and by who says it, not by the verb itself.

use crate::alignment::align;
use probata_report::{Aligned, Changed, Comparison, Difference, Finding, Report};
use probata_vocabulary::{MentionKind, Zone};
use std::collections::{BTreeSet, HashMap};

/// Compares a draft with an earlier one.
pub fn compare(old: &Report, new: &Report) -> Comparison {
    let aligned = align(&old.document, &new.document);
    let (before, after) = (Told::of(old), Told::of(new));
    let changed = aligned.iter().filter_map(|pair| changed(&before, &after, *pair)).collect();
    let left = |report: &Report, of: fn(&Aligned) -> usize| {
        let paired: BTreeSet<usize> = aligned.iter().map(of).collect();
        (0..report.document.sentences.len())
            .filter(|index| !paired.contains(index) && has_words(report, *index))
            .collect::<Vec<_>>()
    };
    let mut comparison = Comparison {
        before: old.coverage,
        after: new.coverage,
        changed,
        gone: left(old, |pair| pair.old),
        added: left(new, |pair| pair.new),
        aligned,
        ..Comparison::default()
    };
    findings(old, new, &mut comparison);
    comparison
}

fn has_words(report: &Report, sentence: usize) -> bool {
    let sentence = &report.document.sentences[sentence];
    !matches!(report.document.zone(sentence), Zone::Header | Zone::Footer)
        && report.document.text[sentence.span].chars().any(char::is_alphabetic)
}

/// What each sentence of a draft says, as words that can be compared.
pub(crate) struct Told<'a> {
    report: &'a Report,
    pub hedges: Vec<BTreeSet<String>>,
    pub sources: Vec<BTreeSet<String>>,
    pub numbers: Vec<BTreeSet<String>>,
    pub names: Vec<BTreeSet<String>>,
}

impl<'a> Told<'a> {
    pub fn of(report: &'a Report) -> Self {
        let document = &report.document;
        let none = || vec![BTreeSet::new(); document.sentences.len()];
        let mut told = Self { report, hedges: none(), sources: none(), numbers: none(), names: none() };
        let words = |span: probata_report::Span| folded(&document.text[span]);
        for hedge in &report.hedges {
            told.hedges[hedge.sentence].insert(words(hedge.span).to_lowercase());
        }
        for attribution in report.attributions.iter().filter(|a| a.parent.is_none()) {
            if let Some(source) = attribution.source.first() {
                told.sources[attribution.sentence].insert(words(*source));
            }
        }
        for quantity in &report.quantities {
            told.numbers[quantity.sentence].insert(words(quantity.span));
        }
        for date in &report.dates {
            told.numbers[date.sentence].insert(words(date.span));
        }
        for mention in report.mentions.iter().filter(|mention| mention.kind != MentionKind::Date) {
            for used in &mention.uses {
                told.names[used.sentence].insert(mention.name.clone());
            }
        }
        told
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn changed(before: &Told, after: &Told, aligned: Aligned) -> Option<Changed> {
    let (old, new) = (aligned.old, aligned.new);
    let mut differences = Vec::new();
    if !aligned.same {
        let mut tell = |of: fn(&Told, usize) -> BTreeSet<String>,
                        gone: fn(String) -> Difference,
                        added: fn(String) -> Difference| {
            let (was, is) = (of(before, old), of(after, new));
            differences.extend(was.difference(&is).cloned().map(gone));
            differences.extend(is.difference(&was).cloned().map(added));
        };
        tell(|told, at| told.hedges[at].clone(), Difference::HedgeGone, Difference::HedgeAdded);
        tell(|told, at| told.numbers[at].clone(), Difference::NumberGone, Difference::NumberAdded);
        tell(|told, at| told.names[at].clone(), Difference::NameGone, Difference::NameAdded);
        match (before.sources[old].first(), after.sources[new].first()) {
            (Some(source), None) => differences.push(Difference::SourceGone(source.clone())),
            (None, Some(source)) => differences.push(Difference::SourceAdded(source.clone())),
            _ => {}
        }
        if differences.is_empty() {
            differences.push(Difference::Reworded);
        }
    }
    let carried = |told: &Told, at: usize| told.report.sentences[at].carried_by;
    let (was, is) = (carried(before, old), carried(after, new));
    if was != is {
        differences.push(Difference::Carried(was, is));
    }
    (!differences.is_empty() || aligned.moved).then_some(Changed { aligned, differences })
}

/// A finding stays if the same rule finds something in the same sentence.
fn findings(old: &Report, new: &Report, comparison: &mut Comparison) {
    let moved: HashMap<usize, usize> = comparison.aligned.iter().map(|pair| (pair.new, pair.old)).collect();
    let mut waiting: HashMap<(&str, Place), Vec<usize>> = HashMap::new();
    for (index, finding) in old.findings.iter().enumerate().rev() {
        waiting.entry((finding.rule, place(old, finding, Some))).or_default().push(index);
    }
    for (index, finding) in new.findings.iter().enumerate() {
        let place = place(new, finding, |sentence| moved.get(&sentence).copied());
        match waiting.get_mut(&(finding.rule, place)).and_then(Vec::pop) {
            Some(before) => comparison.findings_stayed.push((before, index)),
            None => comparison.findings_added.push(index),
        }
    }
    comparison.findings_gone = waiting.into_values().flatten().collect();
    comparison.findings_gone.sort_unstable();
}

/// Where a finding stands: its sentence in the earlier draft, else its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Sentence(usize),
    Words(String),
}

fn place(report: &Report, finding: &Finding, earlier: impl Fn(usize) -> Option<usize>) -> Place {
    let sentence = report.document.sentence_at(finding.span.start).and_then(earlier);
    sentence.map_or_else(|| Place::Words(folded(&report.document.text[finding.span])), Place::Sentence)
}
