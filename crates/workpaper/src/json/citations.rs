use super::wire::{Citation, Note, Source, TextCitation};
use super::{Writer, citation_id, date, sentence_id, source_id, text_citation_id};

impl<'r> Writer<'r> {
    pub(super) fn notes(&self) -> Vec<Note<'r>> {
        let own = self.own(&self.report.document.notes, |note| note.span.start);
        own.map(|(index, note)| {
            let [start, end] = self.range(note.span);
            let marks = note.marks.iter().filter_map(|mark| self.report.document.marks.get(*mark));
            Note {
                id: &note.id,
                label: &note.label,
                start,
                end,
                pieces: self.ranges(&note.pieces),
                marks: marks.map(|mark| self.range(mark.span)).collect(),
                carries: self.ledger.carries[index].iter().map(|s| sentence_id(*s)).collect(),
                citations: self.ledger.citations[index].iter().map(|c| self.citation(*c)).collect(),
            }
        })
        .collect()
    }

    pub(super) fn text_citations(&self) -> Vec<TextCitation<'r>> {
        let own = self.own(&self.report.text_citations, |citation| citation.span.start);
        own.map(|(index, from)| {
            let [start, end] = self.range(from.span);
            TextCitation {
                id: text_citation_id(index),
                start,
                end,
                sentence: sentence_id(from.sentence),
                name: &from.name,
                refers_to: from.refers_to.map(text_citation_id),
                carries: from.carries.iter().map(|s| sentence_id(*s)).collect(),
            }
        })
        .collect()
    }

    fn citation(&self, index: usize) -> Citation<'r> {
        let from = &self.report.citations[index];
        let [start, end] = self.range(from.span);
        Citation {
            id: citation_id(index),
            start,
            end,
            kind: from.kind.code(),
            mode: from.mode.map(|mode| mode.code()),
            signal: from.signal.map(|signal| signal.code()),
            persons: &from.persons,
            organisation: from.organisation.as_deref(),
            title: from.title.as_deref(),
            number: from.number.as_deref(),
            date: from.date.map(date),
            place: from.place.as_deref(),
            address: from.address.as_deref(),
            accessed: from.accessed.map(date),
            withheld: from.withheld.iter().map(|item| item.code()).collect(),
            refers_to: from.refers_to.map(citation_id),
            source: from.source.map(source_id),
        }
    }

    /// Sources that a note of this part cites.
    pub(super) fn sources(&self) -> Vec<Source<'r>> {
        let here = |citation: &usize| {
            self.report.citations.get(*citation).is_some_and(|c| self.stretch.holds(c.span.start))
        };
        let own = self.report.sources.iter().enumerate().filter(|(_, s)| s.citations.iter().any(here));
        own.map(|(index, source)| Source {
            id: source_id(index),
            name: &source.name,
            kind: source.kind.code(),
            named: source.named,
            withheld: source.withheld,
            citations: source.citations.iter().map(|citation| citation_id(*citation)).collect(),
            // That two withheld sources may be one person joins identities.
            perhaps_same_as: source.perhaps_same_as.filter(|_| self.sensitive),
        })
        .collect()
    }
}
