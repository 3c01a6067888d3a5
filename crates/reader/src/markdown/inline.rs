//! Notes that stand where they are called, as pandoc has them: `The convoy left.^[See annex B.]`.
//!
//! The `^` is the mark, what stands in brackets the note; the brackets are neither's. Brackets in it are its own as far as they close; one
//! that is not closed in its paragraph is text.
//!
//! Invariant: one pass over each block, whatever stands in it.

use crate::notes::Inline;
use probata_report::{Block, BlockKind, Span};
use std::collections::HashSet;

/// No more notes than this are told apart.
const MOST: usize = 1_000_000;

/// The blocks, cut at the notes in them, and those notes; each has a block of its own that nothing looks into until it is tied.
pub(super) fn cut(text: &str, blocks: Vec<Block>) -> (Vec<Block>, Vec<Inline>) {
    let (mut out, mut found) = (Vec::with_capacity(blocks.len()), Vec::new());
    for block in blocks {
        let notes = if may_hold(text, &block) { notes(text, block.span) } else { Vec::new() };
        let mut at = block.span.start;
        for note in notes {
            if found.len() >= MOST {
                break;
            }
            let mark = Span::new(note.start - 1, note.start);
            keep(text, &mut out, &block, Span::new(at, mark.end));
            at = note.end;
            let note = Span::new(note.start + 1, note.end - 1).trimmed(text);
            out.push(Block { span: note, kind: BlockKind::Apparatus, ..block.clone() });
            found.push(Inline { mark, note });
        }
        keep(text, &mut out, &block, Span::new(at, block.span.end));
    }
    (out, found)
}

fn keep(text: &str, out: &mut Vec<Block>, block: &Block, span: Span) {
    let span = span.trimmed(text);
    if !span.is_empty() {
        out.push(Block { span, ..block.clone() });
    }
}

/// Not code, and not the definition of a note, which holds no others.
fn may_hold(text: &str, block: &Block) -> bool {
    let kind = !matches!(block.kind, BlockKind::Apparatus | BlockKind::Header | BlockKind::Footer);
    let words = &text[block.span];
    kind && memchr::memmem::find(words.as_bytes(), b"^[").is_some() && !words.starts_with("[^")
}

/// The bracketed notes of a stretch, in order, none within another.
fn notes(text: &str, within: Span) -> Vec<Span> {
    let bytes = text.as_bytes();
    let (mut open, mut closed) = (Vec::new(), Vec::new());
    let (mut at, mut unclosed) = (within.start, HashSet::new());
    // Whether a `^` that was met in the word raises what follows.
    let mut raises = false;
    while at < within.end {
        at += match bytes[at] {
            b'\\' => 2,
            b'`' => code(&bytes[at..within.end], &mut unclosed),
            b'<' if bytes[at..within.end].starts_with(b"<!--") => comment(&bytes[at..within.end]),
            b'^' if !raises && bytes.get(at + 1) == Some(&b'[') => {
                open.push((at + 1, true));
                2
            }
            b'^' => {
                raises = !raises;
                1
            }
            b'[' => {
                open.push((at, false));
                1
            }
            b']' => {
                if let Some((start, true)) = open.pop() {
                    closed.push(Span::new(start, at + 1));
                }
                1
            }
            byte => {
                raises &= !byte.is_ascii_whitespace();
                1
            }
        };
    }
    outermost(text, closed)
}

/// Those that lie in no other and hold words.
fn outermost(text: &str, mut notes: Vec<Span>) -> Vec<Span> {
    notes.sort_by_key(|note| note.start);
    let mut end = 0;
    notes.retain(|note| {
        let holds = note.start >= end && !text[note.start + 1..note.end - 1].trim().is_empty();
        if holds {
            end = note.end;
        }
        holds
    });
    notes
}

/// How far code reaches that begins here. `unclosed`: lengths of the signs before it that nothing closes from here on.
fn code(bytes: &[u8], unclosed: &mut HashSet<usize>) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|byte| **byte == b'`').count();
    let (length, mut at) = (run(0), run(0));
    if unclosed.contains(&length) {
        return length;
    }
    while let Some(next) = memchr::memchr(b'`', &bytes[at..]) {
        let found = run(at + next);
        at += next + found;
        if found == length {
            return at;
        }
    }
    unclosed.insert(length);
    length
}

/// How far a comment reaches that begins here; one that is not closed is none.
fn comment(bytes: &[u8]) -> usize {
    memchr::memmem::find(bytes, b"-->").map_or(4, |end| end + 3)
}
