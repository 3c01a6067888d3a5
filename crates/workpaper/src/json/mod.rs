//! `probata-audit/1`: one object a part, one line each. `docs/formats/audit-json.md` explains every field.

mod answers;
mod checks;
mod citations;
mod comparison;
mod found;
mod part;
mod wire;

pub use comparison::comparison_json;

use crate::ledger::Ledger;
use probata_report::{CodePoints, Report, Span};
use probata_vocabulary::PartialDate;
use wire::Range;

/// The audit as JSON lines. Without `sensitive`, sensitive findings and the words of hidden content are left out.
pub fn json(report: &Report, sensitive: bool) -> String {
    let ledger = Ledger::new(report, sensitive);
    let document = &report.document;
    let texts = document.parts.iter().map(|part| document.text.get(part.span.range()).unwrap_or(""));
    let points: Vec<_> = texts.map(CodePoints::new).collect();
    let mut out = Vec::with_capacity(document.text.len() * 6);
    for index in 0..document.parts.len() {
        let stretch = document.parts[index].span;
        let writer = Writer { report, ledger: &ledger, sensitive, index, stretch, points: &points };
        // Writing to memory does not fail, and every key is a string.
        if serde_json::to_writer(&mut out, &writer.part()).is_ok() {
            out.push(b'\n');
        }
    }
    String::from_utf8(out).unwrap_or_default()
}

/// Writes one part.
struct Writer<'r> {
    report: &'r Report,
    ledger: &'r Ledger,
    sensitive: bool,
    index: usize,
    stretch: Span,
    /// Of every part.
    points: &'r [CodePoints<'r>],
}

impl<'r> Writer<'r> {
    /// Code points of this part before the byte at `offset` of the document.
    fn at(&self, offset: usize) -> usize {
        self.at_in(self.index, offset)
    }

    /// The same for any part; offsets outside of it go to its nearest end.
    fn at_in(&self, part: usize, offset: usize) -> usize {
        let stretch = self.report.document.parts[part].span;
        self.points[part].at(offset.clamp(stretch.start, stretch.end) - stretch.start)
    }

    fn range(&self, span: Span) -> Range {
        self.range_in(self.index, span)
    }

    fn range_in(&self, part: usize, span: Span) -> Range {
        [self.at_in(part, span.start), self.at_in(part, span.end)]
    }

    fn ranges(&self, spans: &[Span]) -> Vec<Range> {
        spans.iter().map(|span| self.range(*span)).collect()
    }

    /// True if the byte at `offset` stands in this part.
    fn holds(&self, offset: usize) -> bool {
        self.stretch.holds(offset) || self.report.document.part_at(offset) == self.index
    }

    /// The items of a list in order of start that begin in this part, each with its index.
    fn own<T>(&self, all: &'r [T], start: impl Fn(&T) -> usize) -> impl Iterator<Item = (usize, &'r T)> {
        let from = all.partition_point(|item| start(item) < self.stretch.start);
        let to = all.partition_point(|item| start(item) < self.stretch.end).max(from);
        all[from..to].iter().enumerate().map(move |(index, item)| (from + index, item))
    }
}

fn sentence_id(index: usize) -> String {
    format!("s{}", index + 1)
}

fn attribution_id(index: usize) -> String {
    format!("a{}", index + 1)
}

fn citation_id(index: usize) -> String {
    format!("c{}", index + 1)
}

fn text_citation_id(index: usize) -> String {
    format!("t{}", index + 1)
}

fn source_id(index: usize) -> String {
    format!("src{}", index + 1)
}

fn date(date: PartialDate) -> String {
    date.to_string()
}
