//! Sentences with exact positions.
//!
//! Every character of every block that is no white space lies in exactly one sentence. What follows a stop closely
//! belongs to the sentence before: closing quotation marks and brackets, note marks (also behind a no-break space).
//! A sentence that a page's foot cuts is one sentence with pieces.
//!
//! Invariant: sentences are trimmed, never empty, in order of their start; their pieces lie each inside one block.
//! Invariant: time is linear in the text.

pub(crate) mod abbreviations;
mod decide;
mod next;
mod page_break;
mod passage;
mod scan;
mod stop;
#[cfg(test)]
mod tests;

use passage::Passage;
use probata_report::{Block, BlockKind, Document, Sentence, Span};
use std::collections::HashSet;

/// A table cell up to this length is one sentence.
const SHORT_CELL: usize = 80;

/// Sets the document's sentences. `house`: abbreviations with or without their full stop.
pub(crate) fn split(document: &mut Document, house: &[String]) {
    let house: HashSet<String> = house.iter().map(|word| word.trim_end_matches('.').to_owned()).collect();
    let mut marks: Vec<Span> = document.marks.iter().map(|mark| mark.span).collect();
    marks.sort_unstable();
    marks.dedup_by_key(|mark| mark.start);
    let splitter = Splitter { document, house: &house, marks: &marks };
    let spans: Vec<Vec<Span>> = document.blocks.iter().map(|block| splitter.block(block)).collect();
    let continued = page_break::continued(document, &marks);
    document.sentences = assemble(&spans, &continued);
}

struct Splitter<'a> {
    document: &'a Document,
    house: &'a HashSet<String>,
    marks: &'a [Span],
}

impl Splitter<'_> {
    /// The sentences of one block.
    fn block(&self, block: &Block) -> Vec<Span> {
        let text = self.document.text.as_str();
        let whole = match block.kind {
            BlockKind::Heading(_) | BlockKind::Header | BlockKind::Footer => true,
            BlockKind::Cell { .. } => block.span.len() <= SHORT_CELL,
            _ => false,
        };
        let ends = if whole { Vec::new() } else { scan::ends(&self.passage(block)) };
        let mut start = block.span.start;
        let mut spans = Vec::with_capacity(ends.len() + 1);
        for end in ends.into_iter().chain([block.span.end]) {
            let span = Span::new(start, end).trimmed(text);
            if !span.is_empty() {
                spans.push(span);
            }
            start = end;
        }
        spans
    }

    fn passage(&self, block: &Block) -> Passage<'_> {
        let floor = match block.kind {
            BlockKind::Note(note) => self.document.notes.get(note).map(|note| note.body.start),
            _ => None,
        };
        let floor = floor.filter(|floor| block.span.start <= *floor && *floor <= block.span.end);
        Passage {
            text: &self.document.text,
            span: block.span,
            marks: self.marks,
            words: abbreviations::words(&block.language),
            house: self.house,
            floor: floor.unwrap_or(block.span.start),
        }
    }
}

/// Makes sentences of the spans of each block; `continued[block]` is the block in which its last sentence goes on.
fn assemble(spans: &[Vec<Span>], continued: &[Option<usize>]) -> Vec<Sentence> {
    let mut taken = vec![false; spans.len()];
    let mut sentences = Vec::with_capacity(spans.iter().map(Vec::len).sum());
    for (block, here) in spans.iter().enumerate() {
        let own = &here[usize::from(taken[block] && !here.is_empty())..];
        for (index, span) in own.iter().enumerate() {
            let mut pieces = vec![*span];
            if index + 1 == own.len() {
                follow(block, spans, continued, &mut taken, &mut pieces);
            }
            let span = pieces.iter().copied().fold(*span, Span::cover);
            if pieces.len() == 1 {
                pieces.clear();
            }
            sentences.push(Sentence { span, pieces, block });
        }
    }
    sentences.sort_by_key(|sentence| sentence.span.start);
    sentences
}

/// Adds what the sentence at the end of `block` has in the blocks in which it goes on.
fn follow(
    block: usize,
    spans: &[Vec<Span>],
    continued: &[Option<usize>],
    taken: &mut [bool],
    pieces: &mut Vec<Span>,
) {
    let mut last = block;
    while let Some(next) = continued[last] {
        let Some(first) = spans[next].first() else { return };
        pieces.push(*first);
        taken[next] = true;
        if spans[next].len() > 1 {
            return;
        }
        last = next;
    }
}
