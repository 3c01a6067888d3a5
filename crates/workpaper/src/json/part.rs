use super::wire::{
    Attribution, Block, Chapter, Hedge, Missing, Outcome, Page, Part, Reading, Sentence, Support, Whole,
};
use super::{Writer, attribution_id, sentence_id, text_citation_id};
use probata_report::{BlockKind, Judged};

impl<'r> Writer<'r> {
    /// The whole object.
    pub(super) fn part(&self) -> Part<'r> {
        let document = &self.report.document;
        let part = &document.parts[self.index];
        let missing = part.outcome.missing().iter().map(|m| Missing { place: &m.place, why: &m.why });
        let (findings, sensitive_left_out) = self.findings();
        Part {
            schema: "probata-audit/1",
            notice: crate::NOTICE,
            path: &part.path,
            sha256: &part.sha256,
            format: &part.format,
            title: part.title.as_deref(),
            outcome: Outcome { status: part.outcome.status(), missing: missing.collect() },
            remarks: &part.remarks,
            reading: Reading {
                reader: &document.reading.reader,
                options: &document.reading.options,
                confined: &document.reading.confined,
            },
            report: self.whole(),
            text: document.text.get(self.stretch.range()).unwrap_or(""),
            pages: self.pages(),
            blocks: self.blocks(),
            chapters: self.chapters(),
            sentences: self.sentences(),
            notes: self.notes(),
            sources: self.sources(),
            text_citations: self.text_citations(),
            mentions: self.mentions(),
            dates: self.dates(),
            quantities: self.quantities(),
            hidden: self.hidden(),
            findings,
            sensitive_left_out,
            allowances: self.allowances(),
            answers: self.answers(),
            checks: self.checks(),
            coverage: self.report.coverage_of_parts.get(self.index).copied().unwrap_or_default().into(),
        }
    }

    fn whole(&self) -> Whole<'r> {
        let document = &self.report.document;
        Whole {
            part: self.index + 1,
            parts: document.parts.len(),
            paths: document.parts.iter().map(|part| part.path.as_str()).collect(),
            genre: &self.report.genre,
            findings: self.report.findings.len(),
            sensitive_left_out: self.ledger.left_out,
            coverage: self.report.coverage.into(),
        }
    }

    fn pages(&self) -> Vec<Page<'r>> {
        let own = self.own(&self.report.document.pages, |(start, _)| *start);
        own.map(|(_, (start, name))| Page { name, start: self.at(*start) }).collect()
    }

    fn blocks(&self) -> Vec<Block<'r>> {
        let own = self.own(&self.report.document.blocks, |block| block.span.start);
        own.map(|(_, block)| self.block(block)).collect()
    }

    fn block(&self, block: &'r probata_report::Block) -> Block<'r> {
        let [start, end] = self.range(block.span);
        let level = if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
        let cell = match block.kind {
            BlockKind::Cell { table, row, column } => Some([table, row, column]),
            _ => None,
        };
        let note = match block.kind {
            BlockKind::Note(index) => self.report.document.notes.get(index).map(|note| note.id.as_str()),
            _ => None,
        };
        let kind = block_kind(block.kind);
        Block { kind, level, start, end, language: &block.language, boxed: block.boxed, cell, note }
    }

    fn chapters(&self) -> Vec<Chapter<'r>> {
        let own = self.own(&self.report.chapters, |chapter| chapter.span.start);
        own.map(|(_, chapter)| {
            let [start, end] = self.range(chapter.span);
            Chapter { title: &chapter.title, start, end, coverage: chapter.coverage.into() }
        })
        .collect()
    }

    fn sentences(&self) -> Vec<Sentence<'r>> {
        let own = self.own(&self.report.document.sentences, |sentence| sentence.span.start);
        own.filter_map(|(index, read)| {
            let judged = self.report.sentences.get(index)?;
            Some(self.sentence(index, read, judged))
        })
        .collect()
    }

    fn sentence(&self, index: usize, read: &'r probata_report::Sentence, judged: &'r Judged) -> Sentence<'r> {
        let [start, end] = self.range(read.span);
        let notes = &self.report.document.notes;
        let supports = judged.supports.iter().filter_map(|support| {
            Some(Support { id: &notes.get(support.note)?.id, how: support.how.code() })
        });
        Sentence {
            id: sentence_id(index),
            zone: self.report.document.zone(read).code(),
            cell: self.report.document.address_at(read.span.start),
            start,
            end,
            pieces: self.ranges(&read.pieces),
            kind: judged.kind.code(),
            asserts: judged.asserts,
            negative: judged.negative,
            attributions: self.ledger.attributions[index].iter().map(|a| self.attribution(*a)).collect(),
            hedges: self.ledger.hedges[index].iter().map(|h| self.hedge(*h)).collect(),
            notes: supports.collect(),
            text_citations: self.ledger.text_citations[index].iter().map(|t| text_citation_id(*t)).collect(),
            restates: judged.restates.map(|restated| sentence_id(restated.sentence)),
            restates_shared: judged.restates.map(|restated| restated.shared),
            carried_by: judged.carried_by.code(),
            checked: self.checked(index),
        }
    }

    fn attribution(&self, index: usize) -> Attribution<'r> {
        let from = &self.report.attributions[index];
        Attribution {
            id: attribution_id(index),
            parent: from.parent.map(attribution_id),
            source: self.ranges(&from.source),
            cue: self.ranges(&from.cue),
            content: self.ranges(&from.content),
            source_name: from.source_name.as_deref(),
            named: from.named,
            stance: from.stance.code(),
        }
    }

    fn hedge(&self, index: usize) -> Hedge {
        let from = &self.report.hedges[index];
        let [start, end] = self.range(from.span);
        Hedge {
            start,
            end,
            holder: from.holder.code(),
            attribution: from.attribution.map(attribution_id),
            scope: self.ranges(&from.scope),
        }
    }
}

fn block_kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::Quotation => "quotation",
        BlockKind::Cell { .. } => "cell",
        BlockKind::Caption => "caption",
        BlockKind::Note(_) => "note",
        BlockKind::Header => "header",
        BlockKind::Footer => "footer",
        BlockKind::Apparatus => "apparatus",
    }
}
