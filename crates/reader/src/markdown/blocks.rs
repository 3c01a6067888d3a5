//! Lines of Markdown to blocks.

use crate::notes::is_rule;
use crate::plain::{self, Line, Ruling};
use probata_report::{Block, BlockKind, Hidden, Span};

/// No more blocks than this are made one by one.
const MOST: usize = 2_500_000;

struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    hidden: &'a [Hidden],
    blocks: Vec<Block>,
    tables: u32,
}

/// The blocks of a Markdown text. The second value is where reading line by line ended early, if it did.
pub(super) fn blocks(text: &str, lines: &[Line], hidden: &[Hidden]) -> (Vec<Block>, Option<usize>) {
    let mut builder = Builder { text, lines, hidden, blocks: Vec::new(), tables: 0 };
    let mut at = 0;
    while at < lines.len() {
        if builder.blocks.len() >= MOST {
            return (builder.blocks, Some(lines[at].start as usize));
        }
        at = builder.block_at(at);
    }
    (builder.blocks, None)
}

/// What a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    Heading(u8, usize),
    Fence(u8, usize),
    Quote,
    Item(usize),
    Definition,
    Comment(usize),
    Image,
    Page,
    Row,
    Break,
    Text,
}

impl<'a> Builder<'a> {
    fn line(&self, index: usize) -> &'a str {
        self.lines[index].of(self.text)
    }

    /// A block from a line's byte `skip` to another line's end.
    fn push(&mut self, first: usize, last: usize, skip: usize, kind: BlockKind) {
        let start = self.lines[first].start as usize + skip;
        let span = Span::new(start, (self.lines[last].end as usize).max(start)).trimmed(self.text);
        self.put(span, kind);
    }

    fn put(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind, language: String::new(), boxed: false });
        }
    }

    fn opens(&self, index: usize) -> Opens {
        let line = self.line(index);
        let bytes = line.as_bytes();
        match bytes.first().copied().unwrap_or(b' ') {
            b'#' => heading(line).map_or(Opens::Text, |(level, skip)| Opens::Heading(level, skip)),
            mark @ (b'`' | b'~') => {
                let length = bytes.iter().take_while(|b| **b == mark).count();
                if length >= 3 { Opens::Fence(mark, length) } else { Opens::Text }
            }
            b'>' => Opens::Quote,
            b'<' if line.starts_with("<!--") => self.comment(index),
            b'[' if line.starts_with("[^") && is_definition(line) => Opens::Definition,
            b'!' if line.starts_with("![") && line.ends_with(')') => Opens::Image,
            _ if is_rule(line) || plain::is_break(line) => Opens::Break,
            b'%' if plain::is_page_marker(line) => Opens::Page,
            b'|' => Opens::Row,
            _ if self.is_table_head(index) => Opens::Row,
            b'-' | b'*' | b'+' if bytes.get(1).is_some_and(|b| matches!(b, b' ' | b'\t')) => Opens::Item(2),
            _ => plain::list_item(line).map_or(Opens::Text, |skip| {
                let bullet = line.starts_with(|c: char| !c.is_ascii_alphanumeric() && c != '(');
                let lettered = line.as_bytes()[0].is_ascii_alphabetic();
                match () {
                    () if lettered => Opens::Text,
                    () if bullet => Opens::Item(skip),
                    () => Opens::Item(0),
                }
            }),
        }
    }

    /// A comment that begins a line is a block of its own, with the lines it fills.
    fn comment(&self, index: usize) -> Opens {
        let start = self.lines[index].start as usize;
        let at = self.hidden.partition_point(|hidden| hidden.span.start < start);
        match self.hidden.get(at) {
            Some(hidden) if hidden.span.start == start => Opens::Comment(hidden.span.end),
            _ => Opens::Text,
        }
    }

    fn is_table_head(&self, index: usize) -> bool {
        self.line(index).contains('|')
            && self.lines.get(index + 1).is_some_and(|next| {
                let ruler = next.of(self.text);
                !next.after_blank && ruler.contains('|') && plain::is_ruler(ruler)
            })
    }

    fn block_at(&mut self, at: usize) -> usize {
        match self.opens(at) {
            Opens::Heading(level, skip) => {
                let line = self.line(at);
                let title = line.trim_end_matches('#').trim_end();
                let start = self.lines[at].start as usize;
                let end = start + if title.len() > skip { title.len() } else { line.len() };
                self.put(Span::new(start + skip, end).trimmed(self.text), BlockKind::Heading(level));
                at + 1
            }
            Opens::Fence(mark, length) => self.fenced(at, mark, length),
            Opens::Quote => self.quoted(at),
            Opens::Comment(end) => {
                self.put(Span::new(self.lines[at].start as usize, end), BlockKind::Apparatus);
                self.behind_comment(at, end)
            }
            Opens::Image => {
                self.push(at, at, 0, BlockKind::Apparatus);
                at + 1
            }
            Opens::Page => {
                self.push(at, at, 0, BlockKind::Header);
                at + 1
            }
            Opens::Row => self.table(at),
            Opens::Break => at + 1,
            Opens::Item(skip) => self.running(at, skip, BlockKind::ListItem),
            Opens::Definition => self.running(at, 0, BlockKind::Paragraph),
            Opens::Text => self.paragraph(at),
        }
    }

    /// Text on a comment's last line behind the comment is a paragraph.
    fn behind_comment(&mut self, at: usize, end: usize) -> usize {
        let last = at + self.lines[at..].partition_point(|line| (line.end as usize) < end);
        let Some(line) = self.lines.get(last).copied() else { return self.lines.len() };
        if line.start as usize <= end && end < line.end as usize {
            self.put(Span::new(end, line.end as usize).trimmed(self.text), BlockKind::Paragraph);
        }
        (last + 1).max(at + 1)
    }

    fn fenced(&mut self, at: usize, mark: u8, length: usize) -> usize {
        let closes = |index: &usize| {
            let line = self.line(*index).as_bytes();
            line.len() >= length && line.iter().all(|b| *b == mark)
        };
        let last = (at + 1..self.lines.len()).find(closes).unwrap_or(self.lines.len() - 1);
        self.push(at, last, 0, BlockKind::Apparatus);
        last + 1
    }

    /// The paragraphs of a quotation; a line with only `>` parts them.
    fn quoted(&mut self, at: usize) -> usize {
        let quoted = |index: usize| {
            self.lines
                .get(index)
                .is_some_and(|line| line.of(self.text).starts_with('>') && (index == at || !line.after_blank))
        };
        let skip = |line: &str| line.len() - line.trim_start_matches(['>', ' ']).len();
        if skip(self.line(at)) == self.line(at).len() {
            return at + 1;
        }
        let mut last = at;
        while quoted(last + 1) && skip(self.line(last + 1)) < self.line(last + 1).len() {
            last += 1;
        }
        let inner = skip(self.line(at));
        let inside = &self.line(at)[inner..];
        match heading(inside) {
            Some((level, more)) if last == at => self.push(at, at, inner + more, BlockKind::Heading(level)),
            _ => self.push(at, last, inner, BlockKind::Quotation),
        }
        last + 1
    }

    fn table(&mut self, at: usize) -> usize {
        let row = |index: &usize| {
            let line = &self.lines[*index];
            line.of(self.text).contains('|') && (*index == at || !line.after_blank)
        };
        let last = at + (at..self.lines.len()).take_while(row).count().max(1) - 1;
        let (table, mut number) = (self.tables, 0);
        self.tables += 1;
        for index in at..=last {
            if plain::is_ruler(self.line(index)) {
                continue;
            }
            for (column, span) in
                plain::cells(self.text, self.lines[index], Ruling::Pipes).into_iter().enumerate()
            {
                self.put(span, BlockKind::Cell { table, row: number, column: column as u32 });
            }
            number += 1;
        }
        last + 1
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let underline =
            self.lines.get(at + 1).filter(|next| !next.after_blank).map(|next| next.of(self.text));
        let level = match underline {
            Some(line) if line.bytes().all(|b| b == b'=') => Some(1),
            Some(line) if line.len() >= 2 && line.bytes().all(|b| b == b'-') => Some(2),
            _ => None,
        };
        if let Some(level) = level {
            self.push(at, at, 0, BlockKind::Heading(level));
            return at + 2;
        }
        let kind = if plain::caption(self.line(at)) { BlockKind::Caption } else { BlockKind::Paragraph };
        self.running(at, 0, kind)
    }

    /// A block and the lines that run on from it.
    fn running(&mut self, at: usize, skip: usize, kind: BlockKind) -> usize {
        let mut last = at;
        while last + 1 < self.lines.len()
            && !self.lines[last + 1].after_blank
            && self.opens(last + 1) == Opens::Text
        {
            last += 1;
        }
        self.push(at, last, skip, kind);
        last + 1
    }
}

/// `## Title`: level and where the title begins.
fn heading(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    let rest = &line[level..];
    let gap = rest.len() - rest.trim_start().len();
    ((1..=6).contains(&level) && (gap > 0 || rest.is_empty())).then_some((level as u8, level + gap))
}

fn is_definition(line: &str) -> bool {
    let close = line.bytes().take(80).position(|b| b == b']');
    close.is_some_and(|close| close > 2 && line[close..].starts_with("]:"))
}
