//! The lines of a text that hold something, and how they lie on the page.

use memchr::memchr3;

/// No more lines than this are looked at one by one; what follows is read as running text.
const MOST: usize = 8_000_000;

/// A line that holds more than white space.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// First byte that is no white space.
    pub start: u32,
    /// One past the last byte that is no white space.
    pub end: u32,
    /// Columns of white space before its text; a tab counts four.
    pub indent: u16,
    /// A blank line, a page break or the text's start stands before.
    pub after_blank: bool,
    /// A form feed stands before.
    pub after_feed: bool,
}

impl Line {
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// The lines, and where the part begins that was not cut into lines (the text's end, unless there are too many).
pub(crate) fn lines(text: &str) -> (Vec<Line>, usize) {
    let mut lines = Vec::new();
    let (mut at, mut after_blank, mut after_feed) = (0, true, false);
    while at < text.len() {
        if lines.len() >= MOST {
            return (lines, at);
        }
        let end = memchr3(b'\n', b'\r', 0x0c, &text.as_bytes()[at..]).map_or(text.len(), |n| at + n);
        let line = &text[at..end];
        let trimmed = line.trim_start();
        if trimmed.is_empty() {
            after_blank = true;
        } else {
            let start = end - trimmed.len();
            let filled = start + trimmed.trim_end().len();
            let indent = columns(&text[at..start]);
            lines.push(Line { start: start as u32, end: filled as u32, indent, after_blank, after_feed });
            (after_blank, after_feed) = (false, false);
        }
        at = end + 1;
        match text.as_bytes().get(end) {
            Some(b'\r') if text.as_bytes().get(at) == Some(&b'\n') => at += 1,
            Some(0x0c) => (after_blank, after_feed) = (true, true),
            _ => {}
        }
    }
    (lines, text.len())
}

fn columns(white: &str) -> u16 {
    let columns: usize = white.chars().take(4000).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    columns as u16
}

/// What the lines of a text have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measure {
    /// Characters of nearly the longest line (nine tenths are shorter).
    pub width: usize,
    /// Lines are cut at a width, so that paragraphs run over several.
    pub wrapped: bool,
    /// The indent of most lines.
    pub indent: u16,
    /// Paragraphs are told by an indented first line, so an indent is no quotation.
    pub indents_paragraphs: bool,
}

/// Measures a text's lines.
pub(crate) fn measure(text: &str, lines: &[Line]) -> Measure {
    let step = (lines.len() / 20_000).max(1);
    let sample: Vec<&Line> = lines.iter().step_by(step).collect();
    let mut lengths: Vec<usize> = sample.iter().map(|line| line.of(text).len().min(4000)).collect();
    lengths.sort_unstable();
    let width = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0);
    let mut indents: Vec<u16> = sample.iter().map(|line| line.indent).collect();
    indents.sort_unstable();
    let indent = indents.get(indents.len() / 2).copied().unwrap_or(0);
    let full = |line: &&&Line| line.of(text).len() * 10 > width * 7;
    let run_on =
        lines.windows(2).step_by(step).filter(|pair| !pair[1].after_blank && full(&&&pair[0])).count();
    let firsts = lines.windows(2).step_by(step).filter(|pair| {
        let indented = pair[0].indent > indent + 1 && pair[0].indent < indent + 12;
        indented && !pair[1].after_blank && pair[1].indent <= indent
    });
    let indents_paragraphs = firsts.count() * 20 > sample.len();
    let wrapped = width <= 160 && run_on * 4 > sample.len();
    Measure { width, wrapped, indent, indents_paragraphs }
}
