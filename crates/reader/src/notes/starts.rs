//! Where a note's text may begin: a label at a line's start, or behind a stop inside a line of notes.

use super::label::{self, Label};
use super::words::{Words, words};
use probata_report::{BlockKind, Document};
use std::collections::HashSet;

/// No more places than this are considered; a file with more is not a report.
const MOST: usize = 1_200_000;

/// How a note's label is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Shape {
    /// `12 See`
    Bare,
    /// `12. See`, `12) See`
    Dotted,
    /// `12See`
    Glued,
    /// `[12] See`
    Bracket,
    /// `(12) See`
    Paren,
    /// `¹² See`, or set in superscript
    Raised,
    /// `^12^ See`, `<sup>12</sup> See`
    Tagged,
    /// `[^12]: See`
    Definition,
    /// `* See`
    Symbol,
}

/// A place where a note may begin.
#[derive(Debug, Clone)]
pub(super) struct Start {
    /// Where its label begins.
    pub at: usize,
    /// Where its text begins.
    pub body: usize,
    /// Where the label's own characters stand, without brackets.
    pub printed: (usize, usize),
    pub label: Label,
    pub shape: Shape,
    /// The block it stands in.
    pub block: usize,
    /// 0 to 3: how surely a new item begins here, from the line break alone.
    pub quality: u8,
    /// Its text reads like a note.
    pub noted: bool,
    /// It stands at a page's foot (behind a rule, or in the last blocks of the page).
    pub foot: bool,
    /// It stands under a heading "Notes".
    pub headed: bool,
}

/// A label read at a place: the label, its characters, where the text behind it begins, how it is set.
struct Read {
    label: Label,
    printed: (usize, usize),
    body: usize,
    shape: Shape,
}

/// All places where a note may begin, in order. The second value is false if there were too many to look at.
pub(super) fn find(document: &Document) -> (Vec<Start>, bool) {
    let text = document.text.as_str();
    // In plain text a heading is told by its words, and what looks like one may be a note.
    let styled = document.parts.first().is_some_and(|part| part.format != "text");
    let mut starts = Vec::new();
    // The level of the heading "Notes" above; the lowest if it is set as text.
    let mut headed: Option<u8> = None;
    let mut ruled_page = None;
    let mut before = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let page = document.pages.partition_point(|(start, _)| *start <= block.span.start);
        if before <= block.span.start && has_rule(&text[before..block.span.start]) {
            ruled_page = Some(page);
        }
        before = block.span.end;
        if !may_hold_note(block.kind) {
            continue;
        }
        let block_text = &text[block.span];
        let level = if let BlockKind::Heading(level) = block.kind { Some(level) } else { None };
        if words().is_heading(block_text.lines().next().unwrap_or_default()) {
            headed = Some(level.unwrap_or(u8::MAX));
        } else if let Some(level) = level {
            let as_high = styled && headed.is_some_and(|notes| level <= notes);
            if as_high || read_label(block_text, 0).is_none() {
                headed = None;
            }
            // "2. The second transfer" begins the next chapter.
            if as_high {
                continue;
            }
        }
        let first = starts.len();
        in_block(text, index, block.span.start, block.span.end, &mut starts);
        for start in &mut starts[first..] {
            start.headed = headed.is_some();
            start.foot = ruled_page == Some(page);
        }
        if starts.len() > MOST {
            return (starts, false);
        }
    }
    mark_feet(document, &mut starts);
    leave_out_defined(&mut starts);
    (starts, true)
}

/// A number inside a definition is a swallowed note only if it has no definition of its own.
fn leave_out_defined(starts: &mut Vec<Start>) {
    let defined: HashSet<Label> =
        starts.iter().filter(|start| is_definition(start)).map(|start| start.label).collect();
    let mut block = None;
    starts.retain(|start| {
        if is_definition(start) {
            block = Some(start.block);
        }
        is_definition(start) || block != Some(start.block) || !defined.contains(&start.label)
    });
}

fn is_definition(start: &Start) -> bool {
    start.shape == Shape::Definition && start.at < start.printed.0
}

/// Kinds of block that may turn out to be notes.
fn may_hold_note(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation | BlockKind::Heading(_))
}

/// True if a line of dashes or underscores stands in a gap between blocks.
fn has_rule(gap: &str) -> bool {
    gap.len() > 4 && gap.lines().any(is_rule)
}

/// A line of at least three dashes, underscores, equals signs or box lines and nothing else.
pub(crate) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && line.chars().all(|c| matches!(c, '-' | '_' | '—' | '–' | '─' | '━' | '=' | ' '))
        && line.chars().filter(|c| *c != ' ').count() >= 3
}

fn in_block(text: &str, block: usize, from: usize, to: usize, starts: &mut Vec<Start>) {
    let words = words();
    let mut at = from;
    let mut previous = "";
    while at < to {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..to]).map_or(to, |n| at + n);
        let line = &text[at..end];
        let indent = line.len() - line.trim_start().len();
        if let Some(read) = read_label(&text[..end], at + indent) {
            let quality = line_quality(at == from, previous, line);
            let start = judge(text, end, read, at + indent, block, quality, words);
            if let Some(start) = start {
                if start.label.is_number() {
                    let next = start.label.plus(1);
                    starts.push(start);
                    inside_line(text, next, starts.len() - 1, end, starts, words);
                } else {
                    starts.push(start);
                }
            }
        }
        if !line.trim().is_empty() {
            previous = line;
        }
        at = end + 1;
    }
}

/// How surely a new item begins at a line: 3 at a block's start, 2 behind a stop or a short line, else 0.
fn line_quality(first: bool, previous: &str, line: &str) -> u8 {
    let previous = previous.trim_end();
    let stops = previous.ends_with(['.', '!', '?', '”', '"', '’', ')', ']', '█', '/', ';', '»']);
    match () {
        () if first => 3,
        () if stops => 2,
        () if previous.len() + 24 < line.len() => 1,
        () => 0,
    }
}

fn judge(
    text: &str,
    end: usize,
    read: Read,
    at: usize,
    block: usize,
    quality: u8,
    words: &Words,
) -> Option<Start> {
    let body = &text[read.body..end];
    let noted = words.reads_like_note(body);
    let word: &str = body.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("");
    let lower = body.starts_with(char::is_lowercase) && !noted;
    let weak = words.is_month(word) || (lower && matches!(read.shape, Shape::Bare)) || words.is_measure(word);
    if weak && quality == 0 && !noted {
        return None;
    }
    let quality = if weak { quality / 2 } else { quality };
    let Read { label, printed, body, shape } = read;
    Some(Start { at, body, printed, label, shape, block, quality, noted, foot: false, headed: false })
}

/// Notes that a converter put behind each other on one line: `12 See X. 13 Ibid.` Only the next number counts.
fn inside_line(
    text: &str,
    mut next: Label,
    opener: usize,
    end: usize,
    starts: &mut Vec<Start>,
    words: &Words,
) {
    let (mut at, shape, block) = (starts[opener].body, starts[opener].shape, starts[opener].block);
    let bytes = text.as_bytes();
    while let Some(found) = memchr::memchr2(b' ', b'\t', &bytes[at..end]).map(|n| at + n) {
        at = found + 1;
        let before = text[..found].trim_end().chars().next_back().unwrap_or('a');
        if !matches!(before, '.' | '!' | '?' | '”' | '"' | '’' | ')' | ']' | '█') {
            continue;
        }
        let Some(read) = read_label(&text[..end], at) else { continue };
        let swallowed = shape == Shape::Definition && read.shape == Shape::Bare;
        if read.label != next || !(read.shape == shape || swallowed) || starts.len() > MOST {
            continue;
        }
        let capital = text[read.body..end].starts_with(|c: char| c.is_uppercase() || "“\"█@".contains(c));
        let noted = words.reads_like_note(&text[read.body..end]);
        let word = text[read.body..end].split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if !(capital || noted) || words.is_month(word) || is_citation_number(&text[..found], word, noted) {
            continue;
        }
        let Read { label, printed, body, shape } = read;
        let shape = if swallowed { starts[opener].shape } else { shape };
        starts.push(Start {
            at,
            body,
            printed,
            label,
            shape,
            block,
            quality: 1,
            noted,
            foot: false,
            headed: false,
        });
        next = next.plus(1);
        at = body;
    }
}

/// `557 U. S. 12 Cal`, `No. 12 Civ`: a number inside a citation, not a note's label.
fn is_citation_number(before: &str, behind: &str, noted: bool) -> bool {
    let mut from = before.len().saturating_sub(64);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let tail = before[from..].trim_end_matches(['.', ' ']);
    let word = tail.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let abbreviated = before.ends_with('.') && (initial || (!noted && words().is_pointer(word)));
    abbreviated || behind.len() == 1
}

/// Reads a label at `at`; text follows it on the same line.
fn read_label(text: &str, at: usize) -> Option<Read> {
    let rest = &text[at..];
    let read = match rest.chars().next()? {
        '[' if rest.starts_with("[^") => return definition(rest, at),
        '[' => enclosed(rest, at, "[", "]", Shape::Bracket),
        '(' => enclosed(rest, at, "(", ")", Shape::Paren),
        '^' => enclosed(rest, at, "^", "^", Shape::Tagged),
        '<' => enclosed(rest, at, "<sup>", "</sup>", Shape::Tagged),
        '*' | '†' | '‡' | '§' | '¶' => {
            let (label, bytes) = label::symbol(rest)?;
            let printed = (at, at + bytes);
            Some(Read { label, printed, body: at + bytes, shape: Shape::Symbol })
        }
        c if label::digit(c).is_some() => numbered(rest, at),
        _ => None,
    }?;
    let body = &text[read.body..];
    let gap = body.len() - body.trim_start().len();
    let follows = body[gap..].chars().next()?;
    let glued_symbol = read.shape == Shape::Symbol && gap == 0 && !follows.is_uppercase();
    (gap <= 12 && !glued_symbol).then_some(Read { body: read.body + gap, ..read })
}

fn definition(rest: &str, at: usize) -> Option<Read> {
    let close = rest.as_bytes().iter().take(80).position(|b| *b == b']')?;
    let name = rest.get(2..close)?;
    if !rest[close..].starts_with("]:") || name.is_empty() || name.contains(char::is_whitespace) {
        return None;
    }
    let label = match label::number(name) {
        Some((value, bytes, _)) if bytes == name.len() => Label::number(value),
        _ => Label::NAMED,
    };
    let body = rest[close + 2..].len() - rest[close + 2..].trim_start_matches([' ', '\t']).len();
    let printed = (at + 2, at + close);
    Some(Read { label, printed, body: at + close + 2 + body, shape: Shape::Definition })
}

fn enclosed(rest: &str, at: usize, open: &str, close: &str, shape: Shape) -> Option<Read> {
    let inside = rest.strip_prefix(open)?;
    let (label, bytes) = match label::number(inside) {
        Some((value, bytes, _)) => (Label::number(value), bytes),
        None if shape != Shape::Paren => label::roman(inside)?,
        None => return None,
    };
    let after = inside[bytes..].strip_prefix(close)?;
    let start = at + open.len();
    let body = at + rest.len() - after.len();
    Some(Read { label, printed: (start, start + bytes), body, shape })
}

fn numbered(rest: &str, at: usize) -> Option<Read> {
    let (value, bytes, raised) = label::number(rest)?;
    let after = &rest[bytes..];
    let (shape, skip) = match after.chars().next()? {
        _ if raised => (Shape::Raised, 0),
        '.' | ')' if after[1..].starts_with(char::is_whitespace) => (Shape::Dotted, 1),
        c if c.is_whitespace() => (Shape::Bare, 0),
        c if c.is_uppercase() || c == '“' => (Shape::Glued, 0),
        '.' if after[1..].starts_with(char::is_uppercase) => (Shape::Dotted, 1),
        _ => return None,
    };
    let printed = (at, at + bytes);
    Some(Read { label: Label::number(value), printed, body: at + bytes + skip, shape })
}

/// Marks the starts in the last blocks of each page, as long as each of these blocks begins with a label.
fn mark_feet(document: &Document, starts: &mut [Start]) {
    let mut upper = starts.len();
    let mut page_below = usize::MAX;
    let mut tail = true;
    for (index, block) in document.blocks.iter().enumerate().rev() {
        let page = document.pages.partition_point(|(start, _)| *start <= block.span.start);
        if page != page_below {
            (tail, page_below) = (true, page);
        }
        let lower = starts[..upper].partition_point(|start| start.block < index);
        let own = &mut starts[lower..upper];
        upper = lower;
        if matches!(block.kind, BlockKind::Header | BlockKind::Footer) {
            continue;
        }
        if tail {
            own.iter_mut().for_each(|start| start.foot = true);
        }
        let opens = own.first().is_some_and(|start| start.at < block.span.start + 16);
        let runs_on = document.text[block.span].starts_with(|c: char| c.is_lowercase());
        tail = tail && (opens || runs_on);
    }
}
