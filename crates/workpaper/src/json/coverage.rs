use super::Writer;
use probata_report::{Citation, Coverage, Judged};
use probata_vocabulary::CarriedBy;
use std::collections::BTreeSet;

impl Writer<'_> {
    /// Coverage of this part; of a report in one file, the report's.
    pub(super) fn coverage(&self) -> Coverage {
        if self.report.document.parts.len() == 1 {
            return self.report.coverage;
        }
        let mut coverage = Coverage::default();
        let mut origins = BTreeSet::new();
        let own = self.own(&self.report.document.sentences, |sentence| sentence.span.start);
        for (index, _) in own {
            let Some(judged) = self.report.sentences.get(index).filter(|judged| judged.asserts) else {
                continue;
            };
            count(&mut coverage, judged.carried_by);
            let cited = self.sources_of(judged);
            let all_withheld = cited.iter().all(|source| self.report.sources[*source].withheld);
            coverage.withheld_only +=
                usize::from(judged.carried_by == CarriedBy::Note && !cited.is_empty() && all_withheld);
            origins.extend(cited);
        }
        coverage.origins_at_most = origins.len();
        let groups = origins.iter().map(|source| self.report.sources[*source].perhaps_same_as);
        let groups: BTreeSet<usize> = groups.flatten().collect();
        let alone = origins.iter().filter(|s| self.report.sources[**s].perhaps_same_as.is_none()).count();
        coverage.origins_at_least = alone + groups.len();
        coverage
    }

    /// Sources of the notes that carry a sentence, each once.
    fn sources_of(&self, judged: &Judged) -> BTreeSet<usize> {
        let notes = judged.supports.iter().filter_map(|support| self.ledger.citations.get(support.note));
        let citations = notes.flatten().map(|index| &self.report.citations[*index]);
        citations.filter_map(|citation| self.source_of(citation)).collect()
    }

    fn source_of(&self, citation: &Citation) -> Option<usize> {
        let referred = citation.refers_to.and_then(|index| self.report.citations.get(index)?.source);
        citation.source.or(referred).filter(|source| *source < self.report.sources.len())
    }
}

fn count(coverage: &mut Coverage, carried_by: CarriedBy) {
    coverage.assertions += 1;
    match carried_by {
        CarriedBy::Note => coverage.by_note += 1,
        CarriedBy::Text => coverage.by_text += 1,
        CarriedBy::Both => coverage.by_both += 1,
        CarriedBy::Restated => coverage.restated += 1,
        CarriedBy::Neither | CarriedBy::NotNeeded => coverage.by_neither += 1,
    }
}
