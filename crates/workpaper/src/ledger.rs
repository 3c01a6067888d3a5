//! What belongs to which sentence or note, looked up once.

use probata_report::{Document, Report, Span};

/// Reverse lookups of a report, all by index and in order.
pub(crate) struct Ledger {
    /// Sentences that each note carries.
    pub carries: Vec<Vec<usize>>,
    /// Citations of each note.
    pub citations: Vec<Vec<usize>>,
    /// Attributions of each sentence.
    pub attributions: Vec<Vec<usize>>,
    /// Citations in the running text that carry each sentence.
    pub text_citations: Vec<Vec<usize>>,
    /// Hedges of each sentence.
    pub hedges: Vec<Vec<usize>>,
    /// Shown findings that begin in each sentence.
    pub findings: Vec<Vec<usize>>,
    /// Shown findings that begin in no sentence.
    pub stray: Vec<usize>,
    /// Sensitive findings that are not shown.
    pub left_out: usize,
}

impl Ledger {
    /// Goes once through the report. Without `sensitive`, sensitive findings are left out and counted.
    pub fn new(report: &Report, sensitive: bool) -> Self {
        let (sentences, notes) = (report.document.sentences.len(), report.document.notes.len());
        let mut ledger = Self {
            carries: vec![Vec::new(); notes],
            citations: vec![Vec::new(); notes],
            attributions: vec![Vec::new(); sentences],
            text_citations: vec![Vec::new(); sentences],
            hedges: vec![Vec::new(); sentences],
            findings: vec![Vec::new(); sentences],
            stray: Vec::new(),
            left_out: 0,
        };
        for (index, judged) in report.sentences.iter().enumerate() {
            judged.supports.iter().for_each(|support| push(&mut ledger.carries, support.note, index));
        }
        for (index, citation) in report.citations.iter().enumerate() {
            push(&mut ledger.citations, citation.note, index);
        }
        for (index, attribution) in report.attributions.iter().enumerate() {
            push(&mut ledger.attributions, attribution.sentence, index);
        }
        for (index, citation) in report.text_citations.iter().enumerate() {
            citation.carries.iter().for_each(|s| push(&mut ledger.text_citations, *s, index));
        }
        for (index, hedge) in report.hedges.iter().enumerate() {
            push(&mut ledger.hedges, hedge.sentence, index);
        }
        for (index, finding) in report.findings.iter().enumerate() {
            if finding.sensitive && !sensitive {
                ledger.left_out += 1;
                continue;
            }
            match report.document.sentence_at(finding.span.start) {
                Some(sentence) => ledger.findings[sentence].push(index),
                None => ledger.stray.push(index),
            }
        }
        ledger
    }

    /// Findings that are shown, in order.
    pub fn shown(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.findings.iter().flatten().chain(&self.stray).copied().collect();
        all.sort_unstable();
        all
    }
}

fn push(lists: &mut [Vec<usize>], at: usize, value: usize) {
    if let Some(list) = lists.get_mut(at) {
        list.push(value);
    }
}

/// The stretches where sentences really stand, each with its sentence, in order of start.
pub(crate) fn pieces(report: &Report) -> Vec<(Span, usize)> {
    let sentences = report.document.sentences.iter().enumerate();
    let mut all: Vec<(Span, usize)> =
        sentences.flat_map(|(index, s)| s.spans().iter().map(move |span| (*span, index))).collect();
    all.sort_unstable_by_key(|(span, index)| (span.start, *index));
    all
}

/// Fewest notes without a mark, and the least share in a hundred, of which the summary warns.
const LOST: (usize, usize) = (5, 10);

/// If many notes are called nowhere in the text, a sentence that says so: what they carry is not counted.
pub(crate) fn lost_marks(document: &Document) -> Option<String> {
    let notes = document.notes.len();
    let lost = document.notes.iter().filter(|note| note.marks.is_empty()).count();
    let many = lost >= LOST.0 && lost * 100 >= notes * LOST.1;
    many.then(|| {
        format!(
            "{} of {} are called nowhere in the text as it was read: what they carry is not counted, so coverage is \
             higher than it looks.",
            crate::thousands(lost),
            crate::count(notes, "note", "notes")
        )
    })
}
