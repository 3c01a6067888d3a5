//! Builds a report sentence by sentence. Marks are written `{12}`, notes come at the end of their page.

use probata_report::{
    Answers, Attribution, Block, BlockKind, Chapter, Checks, Citation, Coverage, Document, Finding, Hedging,
    Judged, Mark, Note, Origin, Related, Report, Sentence, Source, Span, Support,
};
use probata_vocabulary::{Carriage, CarriedBy, CitationKind, Holder, Level, SentenceKind, Stance};

pub struct Draft {
    pub report: Report,
    open: Option<usize>,
}

impl Draft {
    pub fn new(path: &str, format: &str) -> Self {
        let document = Document::empty(path, format);
        let report = Report {
            document,
            genre: "ngo_report".into(),
            sentences: vec![],
            attributions: vec![],
            hedges: vec![],
            citations: vec![],
            sources: vec![],
            text_citations: vec![],
            mentions: vec![],
            dates: vec![],
            quantities: vec![],
            chapters: vec![],
            findings: vec![],
            answers: Answers::default(),
            checks: Checks::default(),
            accused: vec![],
            quotations: vec![],
            coverage: Coverage::default(),
            coverage_of_parts: vec![Coverage::default()],
        };
        Self { report, open: None }
    }

    pub fn page(&mut self, name: &str) -> &mut Self {
        self.end();
        let at = self.report.document.text.len();
        self.report.document.pages.push((at, name.into()));
        self
    }

    pub fn chapter(&mut self, title: &str) -> &mut Self {
        self.heading(1, title);
        let start = self.report.document.blocks.last().unwrap().span.start;
        let chapter =
            Chapter { title: title.into(), span: Span::new(start, start), coverage: Coverage::default() };
        self.report.chapters.push(chapter);
        self
    }

    pub fn heading(&mut self, level: u8, title: &str) -> &mut Self {
        self.block(BlockKind::Heading(level)).say(title, SentenceKind::Background, CarriedBy::NotNeeded)
    }

    pub fn block(&mut self, kind: BlockKind) -> &mut Self {
        self.end();
        let at = self.report.document.text.len();
        self.report.document.blocks.push(Block {
            span: Span::new(at, at),
            kind,
            language: "en".into(),
            boxed: false,
        });
        self.open = Some(at);
        self
    }

    pub fn paragraph(&mut self) -> &mut Self {
        self.block(BlockKind::Paragraph)
    }

    /// A sentence of the open block.
    pub fn say(&mut self, words: &str, kind: SentenceKind, carried_by: CarriedBy) -> &mut Self {
        let document = &mut self.report.document;
        if self.open.is_some_and(|start| document.text.len() > start) {
            document.text.push(' ');
        }
        let start = document.text.len();
        let index = document.sentences.len();
        let mut supports = vec![];
        for (turn, piece) in words.split(['{', '}']).enumerate() {
            let at = document.text.len();
            document.text.push_str(piece);
            if turn % 2 == 1 {
                let note = document.notes.iter().position(|note| note.label == piece);
                let how = Carriage::Direct;
                supports.extend(note.map(|note| Support { note, how }));
                let span = Span::new(at, document.text.len());
                document.marks.push(Mark { span, label: piece.into(), note });
            }
        }
        let span = Span::new(start, document.text.len());
        let block = document.blocks.len() - 1;
        document.sentences.push(Sentence { span, pieces: vec![], block });
        let (member, run) = (0, 0);
        let paragraph = block as u32;
        document.origins.push(Origin { span, member, paragraph, run, source: span, verbatim: true });
        let asserts = carried_by != CarriedBy::NotNeeded;
        self.report.sentences.push(Judged {
            kind,
            asserts,
            negative: false,
            supports,
            restates: None,
            carried_by,
        });
        let _ = index;
        self
    }

    /// Says that the last sentence is carried by the note of this label too.
    pub fn inherits(&mut self, label: &str) -> &mut Self {
        let note = self.report.document.notes.iter().position(|note| note.label == label).unwrap();
        let how = Carriage::Inherited;
        self.report.sentences.last_mut().unwrap().supports.push(Support { note, how });
        self
    }

    /// Announces a note, so that marks find it; its text comes with [`Draft::note`].
    pub fn expect_notes(&mut self, labels: &[&str]) -> &mut Self {
        for label in labels {
            let id = self.report.document.free_note_id(label);
            let span = Span::default();
            let (pieces, marks) = (vec![], vec![]);
            self.report.document.notes.push(Note {
                id,
                label: (*label).into(),
                span,
                pieces,
                body: span,
                marks,
            });
        }
        self
    }

    /// The text of a note, with the name of the source that it cites.
    pub fn note(&mut self, label: &str, words: &str, kind: CitationKind, source: &str) -> &mut Self {
        let note = self.report.document.notes.iter().position(|note| note.label == label).unwrap();
        self.block(BlockKind::Note(note));
        self.say(&format!("{label} {words}"), SentenceKind::Citation, CarriedBy::NotNeeded);
        let span = self.report.document.sentences.last().unwrap().span;
        let body = Span::new(span.start + label.len() + 1, span.end);
        let marks = &self.report.document.marks;
        let marks =
            marks.iter().enumerate().filter(|(_, mark)| mark.note == Some(note)).map(|(i, _)| i).collect();
        let at = &mut self.report.document.notes[note];
        (at.span, at.body, at.marks) = (span, body, marks);
        self.cite(note, body, kind, source)
    }

    fn cite(&mut self, note: usize, span: Span, kind: CitationKind, source: &str) -> &mut Self {
        let known = self.report.sources.iter().position(|known| known.name == source);
        let source = known.unwrap_or_else(|| {
            let (name, withheld) = (source.to_owned(), source.contains("withheld"));
            let citations = vec![];
            self.report.sources.push(Source {
                name,
                kind,
                named: !withheld,
                withheld,
                citations,
                perhaps_same_as: None,
            });
            self.report.sources.len() - 1
        });
        self.report.sources[source].citations.push(self.report.citations.len());
        self.report.citations.push(Citation {
            note,
            span,
            kind,
            mode: None,
            signal: None,
            persons: vec![],
            organisation: None,
            title: None,
            number: None,
            date: None,
            place: None,
            address: None,
            accessed: None,
            withheld: vec![],
            refers_to: None,
            source: Some(source),
        });
        self
    }

    pub fn citation(&mut self) -> &mut Citation {
        self.report.citations.last_mut().unwrap()
    }

    /// Somebody says something in the last sentence.
    pub fn attributed(&mut self, source: &str, cue: &str, content: &str) -> &mut Self {
        let sentence = self.report.document.sentences.len() - 1;
        let find = |words: &str| vec![self.last(words)];
        let attribution = Attribution {
            sentence,
            parent: None,
            source: find(source),
            cue: find(cue),
            content: find(content),
            source_name: Some(source.into()),
            named: true,
            says: true,
            stance: Stance::Asserts,
        };
        self.report.attributions.push(attribution);
        self
    }

    /// A word of doubt in the last sentence.
    pub fn hedged(&mut self, words: &str, holder: Holder) -> &mut Self {
        let sentence = self.report.document.sentences.len() - 1;
        let span = self.last(words);
        self.report.hedges.push(Hedging { sentence, span, holder, attribution: None, scope: Vec::new() });
        self
    }

    /// Where `words` stand in the last sentence.
    pub fn last(&self, words: &str) -> Span {
        let span = self.report.document.sentences.last().unwrap().span;
        let at = span.start + self.report.document.text[span].find(words).expect(words);
        Span::new(at, at + words.len())
    }

    /// Where `words` first stand in the whole.
    pub fn first(&self, words: &str) -> Span {
        let at = self.report.document.text.find(words).expect(words);
        Span::new(at, at + words.len())
    }

    pub fn found(
        &mut self,
        rule: &'static str,
        level: Level,
        span: Span,
        message: &str,
        remedy: &str,
    ) -> &mut Self {
        self.report.findings.push(Finding {
            rule,
            level,
            span,
            message: message.into(),
            rests_on: vec![],
            remedy: remedy.into(),
            sensitive: false,
        });
        self
    }

    pub fn resting_on(&mut self, words: &str, why: &str) -> &mut Self {
        let span = self.first(words);
        self.report.findings.last_mut().unwrap().rests_on.push(Related { span, why: why.into() });
        self
    }

    pub fn sensitive(&mut self) -> &mut Self {
        self.report.findings.last_mut().unwrap().sensitive = true;
        self
    }

    fn end(&mut self) {
        let Some(start) = self.open.take() else { return };
        let document = &mut self.report.document;
        document.blocks.last_mut().unwrap().span = Span::new(start, document.text.len());
        document.text.push_str("\n\n");
    }

    /// Counts coverage and closes chapters.
    pub fn finish(&mut self) -> Report {
        self.end();
        let report = &mut self.report;
        let length = report.document.text.len();
        report.document.parts[0].span = Span::new(0, length);
        let starts: Vec<_> = report.chapters.iter().map(|chapter| chapter.span.start).collect();
        for (index, chapter) in report.chapters.iter_mut().enumerate() {
            chapter.span.end = starts.get(index + 1).copied().unwrap_or(length);
        }
        for (sentence, judged) in report.document.sentences.iter().zip(&report.sentences) {
            count(&mut report.coverage, judged);
            let chapter = report.chapters.iter_mut().find(|chapter| chapter.span.contains(sentence.span));
            chapter.into_iter().for_each(|chapter| count(&mut chapter.coverage, judged));
        }
        report.coverage.origins_at_most = report.sources.len();
        report.coverage.origins_at_least = report.sources.len().saturating_sub(2);
        report.coverage_of_parts = vec![report.coverage];
        report.findings.sort_by_key(|finding| finding.span);
        report.clone()
    }
}

/// Coverage of the sentences within `span`, without origins.
pub fn counted(report: &Report, span: Span) -> Coverage {
    let mut coverage = Coverage::default();
    let all = report.document.sentences.iter().zip(&report.sentences);
    all.filter(|(sentence, _)| span.contains(sentence.span))
        .for_each(|(_, judged)| count(&mut coverage, judged));
    coverage
}

fn count(coverage: &mut Coverage, judged: &Judged) {
    let place = match judged.carried_by {
        CarriedBy::Note => &mut coverage.by_note,
        CarriedBy::Text => &mut coverage.by_text,
        CarriedBy::Both => &mut coverage.by_both,
        CarriedBy::Restated => &mut coverage.restated,
        CarriedBy::Neither => &mut coverage.by_neither,
        CarriedBy::NotNeeded => return,
    };
    *place += 1;
    coverage.assertions += 1;
}
