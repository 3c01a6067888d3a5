//! The way back from decoded text to the bytes of the file.

use probata_report::{Document, Origin, Span};

/// Text between two marks on the way, in bytes; a place is found by walking at most this far.
const STRIDE: usize = 256;

/// How many bytes of the file a character takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// As in UTF-8.
    Utf8,
    /// One byte each.
    Single,
    /// As in UTF-16.
    Utf16,
    /// Four bytes each.
    Four,
    /// Not told: places are known by line only.
    Line,
}

/// Where decoded text stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct SourceMap {
    unit: Unit,
    /// Places in the text with their places in the file, in order; the first is at 0.
    marks: Vec<(usize, usize)>,
    /// Length of the file.
    length: usize,
}

impl SourceMap {
    /// A file of `length` bytes whose text begins at `start` and goes on by `unit`.
    pub fn new(unit: Unit, start: usize, length: usize) -> Self {
        Self { unit, marks: vec![(0, start)], length }
    }

    /// The same with a mark every few characters of `text`.
    pub fn with_marks(mut self, text: &str) -> Self {
        let (mut at, mut next) = (self.marks[0].1, STRIDE);
        for (offset, c) in text.char_indices() {
            if offset >= next {
                self.marks.push((offset, at));
                next = offset + STRIDE;
            }
            at += self.width(c);
        }
        self
    }

    /// Says that the text at `offset` stands at `source`; offsets must rise.
    pub fn mark(&mut self, offset: usize, source: usize) {
        match self.marks.last_mut().filter(|(last, _)| *last == offset) {
            Some(last) => last.1 = source,
            None => self.marks.push((offset, source)),
        }
    }

    /// True if the text is the file.
    pub fn is_identity(&self) -> bool {
        self.unit == Unit::Utf8 && self.marks == [(0, 0)]
    }

    fn width(&self, c: char) -> usize {
        match self.unit {
            Unit::Utf8 => c.len_utf8(),
            Unit::Single => 1,
            Unit::Utf16 => 2 * c.len_utf16(),
            Unit::Four => 4,
            Unit::Line => 0,
        }
    }

    /// Where in the file the byte at `offset` of `text` stands.
    fn at(&self, text: &str, offset: usize) -> usize {
        let after = self.marks.partition_point(|(mark, _)| *mark <= offset);
        let (mark, source) = self.marks[after.saturating_sub(1)];
        let between = text.get(mark..offset).unwrap_or_default();
        let walked = match self.unit {
            Unit::Utf8 => between.len(),
            _ => between.chars().map(|c| self.width(c)).sum(),
        };
        (source + walked).min(self.length)
    }

    /// The bytes of the file that hold `span` of `text`.
    pub fn span(&self, text: &str, span: Span) -> Span {
        let start = self.at(text, span.start);
        let end = match self.unit {
            Unit::Line => {
                let after = self.marks.partition_point(|(mark, _)| *mark < span.end);
                self.marks.get(after).map_or(self.length, |(_, source)| *source)
            }
            _ => self.at(text, span.end),
        };
        Span::new(start, end.max(start))
    }

    /// Sets right the way back of a document whose origins are places in `text`.
    pub fn correct(&self, document: &mut Document, text: &str, file: &[u8]) {
        if self.is_identity() {
            return;
        }
        for origin in document.origins.iter_mut().filter(|origin| origin.member == 0) {
            origin.source = self.span(text, origin.source);
            let same = file.get(origin.source.range()) == Some(document.text[origin.span].as_bytes());
            origin.verbatim = self.unit == Unit::Utf8 && same;
        }
    }

    /// Origins line by line, for a document whose text is the decoded text.
    pub fn by_line(&self, document: &mut Document, file: &[u8]) {
        if self.is_identity() {
            return;
        }
        let text = std::mem::take(&mut document.text);
        document.origins.clear();
        let mut start = 0;
        let end = if text.contains('\n') { '\n' } else { '\r' };
        for (paragraph, line) in text.split_inclusive(end).enumerate() {
            let span = Span::new(start, start + line.len());
            start = span.end;
            let source = self.span(&text, span);
            let verbatim = self.unit == Unit::Utf8 && file.get(source.range()) == Some(line.as_bytes());
            document.origins.push(Origin {
                span,
                member: 0,
                paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
                run: 0,
                source,
                verbatim,
            });
        }
        document.text = text;
    }
}
