//! Lines to blocks.

use super::lines::{Line, Measure};
use super::numbering::Numbering;
use super::pages::Pages;
use super::{shapes, table};
use crate::notes::is_rule;
use probata_report::{Block, BlockKind, Span};

/// No more blocks than this are made one by one.
const MOST: usize = 2_500_000;

/// A builder of blocks over a text's lines.
struct Builder<'a> {
    text: &'a str,
    lines: &'a [Line],
    measure: Measure,
    pages: &'a Pages,
    numbering: Numbering,
    blocks: Vec<Block>,
    tables: u32,
    in_contents: bool,
}

/// The blocks of a text. The second value is where reading line by line ended early, if it did.
pub(crate) fn blocks(
    text: &str,
    lines: &[Line],
    measure: Measure,
    pages: &Pages,
) -> (Vec<Block>, Option<usize>) {
    let mut builder = Builder {
        text,
        lines,
        measure,
        pages,
        numbering: Numbering::default(),
        blocks: Vec::new(),
        tables: 0,
        in_contents: false,
    };
    builder.numbering = Numbering::of(text, lines, |line| builder.is_single(line));
    let mut at = 0;
    while at < lines.len() {
        if builder.blocks.len() >= MOST {
            return (builder.blocks, Some(lines[at].start as usize));
        }
        at = builder.block_at(at);
    }
    (builder.blocks, None)
}

impl<'a> Builder<'a> {
    fn line(&self, index: usize) -> &'a str {
        self.lines[index].of(self.text)
    }

    fn push(&mut self, first: usize, last: usize, kind: BlockKind) {
        let span = Span::new(self.lines[first].start as usize, self.lines[last].end as usize);
        self.blocks.push(Block { span, kind, language: String::new(), boxed: false });
    }

    /// Makes the block that begins at a line; gives the line behind it.
    fn block_at(&mut self, at: usize) -> usize {
        if let Some(kind) = self.pages.furniture.get(&at).copied() {
            self.push(at, at, kind);
            return at + 1;
        }
        let line = self.line(at);
        if is_rule(line) || shapes::is_break(line) {
            return at + 1;
        }
        if self.is_contents(at) {
            self.push(at, at, BlockKind::Apparatus);
            return at + 1;
        }
        if let Some((ruling, last)) = table::extent(self.text, self.lines, at) {
            return self.table(at, last, ruling);
        }
        if line.starts_with('>') {
            return self.quoted(at);
        }
        let single = self.is_single(at);
        if shapes::caption(line) && (single || !self.measure.wrapped || self.lines[at].after_blank) {
            let last = self.paragraph_end(at);
            self.push(at, last, BlockKind::Caption);
            return last + 1;
        }
        let titled = self.numbering.level(at);
        if single
            && (titled.is_some() || !self.is_item_of_list(at))
            && !self.goes_on_behind(at)
            && let Some(level) =
                titled.or_else(|| Some(self.numbering.among_others(at, shapes::heading(line, true)?)))
        {
            let level = if self.blocks.is_empty() { 1 } else { level };
            self.push(at, at, BlockKind::Heading(level));
            return at + 1;
        }
        let last = self.paragraph_end(at);
        let kind = self.running_kind(at, last);
        let bullet = line.starts_with(|c: char| !c.is_alphanumeric() && c != '(' && c != '*');
        let skip = shapes::list_item(line).filter(|_| bullet && kind == BlockKind::ListItem).unwrap_or(0);
        let span = Span::new(self.lines[at].start as usize + skip, self.lines[last].end as usize);
        self.blocks.push(Block { span, kind, language: String::new(), boxed: false });
        last + 1
    }

    /// A line between blank lines, or between other blocks where each line is a paragraph.
    fn is_single(&self, at: usize) -> bool {
        let after = self.lines.get(at + 1).is_none_or(|next| next.after_blank)
            || self.pages.furniture.contains_key(&(at + 1));
        let before = self.lines[at].after_blank
            || at.checked_sub(1).is_some_and(|before| {
                self.pages.furniture.contains_key(&before) || is_rule(self.line(before))
            });
        if before && after {
            return true;
        }
        let next_long = self.lines.get(at + 1).is_some_and(|next| next.of(self.text).len() > 160);
        !self.measure.wrapped && (next_long || (before && self.line(at).len() < 80))
    }

    /// True if the next text, page furniture aside, begins in lower case: a sentence that a page break cuts.
    fn goes_on_behind(&self, at: usize) -> bool {
        let next = (at + 1..self.lines.len()).take(8).find(|index| !self.pages.furniture.contains_key(index));
        next.is_some_and(|index| self.line(index).starts_with(char::is_lowercase))
    }

    /// `1. Text` with `2. Text` in the next line, or a bullet: no heading.
    fn is_item_of_list(&self, at: usize) -> bool {
        let is_item = |index: usize| {
            self.lines.get(index).is_some_and(|line| shapes::list_item(line.of(self.text)).is_some())
        };
        let line = self.line(at);
        if !is_item(at) {
            return false;
        }
        let bullet = line.starts_with(|c: char| !c.is_alphanumeric());
        let beside = is_item(at + 1) || at.checked_sub(1).is_some_and(is_item);
        bullet || beside || line.split_whitespace().count() > 12
    }

    fn is_contents(&mut self, at: usize) -> bool {
        let line = self.line(at);
        if shapes::contents_entry(line) {
            return true;
        }
        if shapes::contents_heading(line) {
            self.in_contents = true;
            return true;
        }
        self.in_contents = self.in_contents && shapes::plain_entry(line);
        self.in_contents
    }

    fn table(&mut self, first: usize, last: usize, ruling: table::Ruling) -> usize {
        let table = self.tables;
        self.tables += 1;
        let mut row = 0;
        for index in first..=last {
            if table::is_ruler(self.line(index)) {
                continue;
            }
            for (column, span) in table::cells(self.text, self.lines[index], ruling).into_iter().enumerate() {
                if !span.is_empty() {
                    let kind = BlockKind::Cell { table, row, column: column as u32 };
                    self.blocks.push(Block { span, kind, language: String::new(), boxed: false });
                }
            }
            row += 1;
        }
        last + 1
    }

    fn quoted(&mut self, at: usize) -> usize {
        let quoted = |index: &usize| {
            let line = &self.lines[*index];
            line.of(self.text).starts_with('>') && (*index == at || !line.after_blank)
        };
        let last = at + (at..self.lines.len()).take_while(quoted).count() - 1;
        let start = self.lines[at].start as usize;
        let skip = self.line(at).len() - self.line(at).trim_start_matches(['>', ' ']).len();
        let span = Span::new(start + skip, self.lines[last].end as usize);
        if !span.is_empty() {
            self.blocks.push(Block {
                span,
                kind: BlockKind::Quotation,
                language: String::new(),
                boxed: false,
            });
        }
        last + 1
    }

    /// The last line of the paragraph that begins at a line.
    fn paragraph_end(&self, first: usize) -> usize {
        let mut last = first;
        while last + 1 < self.lines.len() && self.runs_on(last) {
            last += 1;
        }
        last
    }

    /// True if the line behind belongs to the same paragraph.
    fn runs_on(&self, at: usize) -> bool {
        let (line, next) = (&self.lines[at], &self.lines[at + 1]);
        let (here, there) = (line.of(self.text), next.of(self.text));
        if next.after_blank
            || self.pages.furniture.contains_key(&(at + 1))
            || is_rule(there)
            || there.starts_with('>')
        {
            return false;
        }
        let open = there.starts_with(char::is_lowercase) && !here.ends_with(['.', '!', '?', '”', '"']);
        let item = shapes::list_item(there).is_some() && (!open || shapes::list_item(here).is_some());
        if item || shapes::contents_entry(there) || shapes::caption(there) {
            return false;
        }
        if !self.measure.wrapped {
            return open;
        }
        let long = here.len() > self.measure.width * 3 / 2;
        let short = here.len() * 10 < self.measure.width * 7;
        let stops = here.ends_with(|c: char| ".!?”\":)".contains(c) || c.is_ascii_digit());
        let indented = next.indent >= line.indent + 2 && shapes::list_item(here).is_none();
        open || !(long || (short && stops) || (indented && stops))
    }

    fn running_kind(&self, first: usize, last: usize) -> BlockKind {
        let line = self.line(first);
        let long = self.lines[last].end - self.lines[first].start > 400;
        let bullet = line.starts_with(|c: char| !c.is_alphanumeric() && c != '(');
        if shapes::list_item(line).is_some() && (!long || bullet) {
            return BlockKind::ListItem;
        }
        let deep = |index: usize| self.lines[index].indent >= self.measure.indent + 3;
        let all_deep = (first..=last).all(deep);
        let one_line = first == last && self.measure.indents_paragraphs;
        if all_deep && !one_line && self.lines[first].after_blank {
            return BlockKind::Quotation;
        }
        BlockKind::Paragraph
    }
}
