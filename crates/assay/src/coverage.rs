//! Evidence coverage: counts of what the assertions stand on, and how many origins that may be.
//!
//! A worklist, not a grade: it counts what is printed, not whether it is true.

use probata_report::{Attribution, Citation, Coverage, Document, Judged, Source, Span};
use probata_vocabulary::{Carriage, CarriedBy, CitationKind};
use std::collections::BTreeSet;

/// What is counted.
pub(crate) struct Counting<'a> {
    pub document: &'a Document,
    pub sentences: &'a [Judged],
    pub attributions: &'a [Attribution],
    pub reach: &'a [Vec<usize>],
    pub citations: &'a [Citation],
    pub sources: &'a [Source],
}

impl Counting<'_> {
    /// Coverage of the sentences that begin in `span`.
    pub fn within(&self, span: Span) -> Coverage {
        let mut coverage = Coverage::default();
        let mut origins = Origins::default();
        let from = self.document.sentences.partition_point(|sentence| sentence.span.start < span.start);
        let to = self.document.sentences.partition_point(|sentence| sentence.span.start < span.end);
        for index in (from..to).filter(|index| self.sentences[*index].asserts) {
            let judged = &self.sentences[index];
            coverage.assertions += 1;
            match judged.carried_by {
                CarriedBy::Note => coverage.by_note += 1,
                CarriedBy::Text => coverage.by_text += 1,
                CarriedBy::Both => coverage.by_both += 1,
                CarriedBy::Restated => coverage.restated += 1,
                CarriedBy::Neither | CarriedBy::NotNeeded => coverage.by_neither += 1,
            }
            coverage.withheld_only += usize::from(self.on_withheld_only(index));
            self.collect(index, &mut origins);
        }
        coverage.origins_at_most = origins.sources.len() + origins.names.len();
        let groups: BTreeSet<usize> = origins.sources.iter().map(|source| self.group(*source)).collect();
        coverage.origins_at_least =
            groups.len() + origins.names.iter().filter(|name| !self.is_cited(name, &origins)).count();
        coverage.origins_at_least = coverage.origins_at_least.min(coverage.origins_at_most);
        coverage
    }

    /// Sources that the sentence's notes cite. A note over the whole passage holds "unless otherwise noted".
    pub fn sources_of(&self, sentence: usize) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::new();
        let supports = &self.sentences[sentence].supports;
        let otherwise = supports.iter().any(|support| support.how != Carriage::Blanket);
        for support in supports.iter().filter(|support| !otherwise || support.how != Carriage::Blanket) {
            let from = self.citations.partition_point(|citation| citation.note < support.note);
            let of_note = self.citations[from..].iter().take_while(|citation| citation.note == support.note);
            all.extend(
                of_note
                    .filter(|citation| citation.kind != CitationKind::Comment)
                    .filter_map(|citation| citation.source),
            );
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// True if all that carries the sentence is sources whose name or identity is withheld.
    pub fn on_withheld_only(&self, sentence: usize) -> bool {
        let carried = self.sentences[sentence].carried_by;
        let sources = self.sources_of(sentence);
        carried == CarriedBy::Note
            && !sources.is_empty()
            && sources.iter().all(|source| self.sources[*source].withheld)
    }

    fn collect(&self, sentence: usize, origins: &mut Origins) {
        origins.sources.extend(self.sources_of(sentence));
        if matches!(self.sentences[sentence].carried_by, CarriedBy::Text | CarriedBy::Both) {
            let named = self.reach[sentence]
                .iter()
                .map(|index| &self.attributions[*index])
                .filter(|a| a.named && a.parent.is_none());
            origins.names.extend(named.filter_map(|a| a.source_name.clone()));
        }
    }

    /// The first source that this one is perhaps the same as.
    fn group(&self, source: usize) -> usize {
        let mut at = source;
        while let Some(before) = self.sources[at].perhaps_same_as.filter(|before| *before < at) {
            at = before;
        }
        at
    }

    /// True if a source named in the text is, by its name, one that a note cites.
    fn is_cited(&self, name: &str, origins: &Origins) -> bool {
        let last = name.rsplit(' ').next().unwrap_or(name);
        origins.sources.iter().any(|source| self.sources[*source].name.contains(last))
            || origins.sources.iter().any(|source| self.sources[*source].withheld)
    }
}

#[derive(Default)]
struct Origins {
    sources: BTreeSet<usize>,
    names: BTreeSet<String>,
}
