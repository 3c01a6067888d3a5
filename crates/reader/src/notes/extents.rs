//! How far each note reaches, and the blocks that follow from it.

use super::candidates::{Candidate, STRONG};
use super::chains::Accepted;
use super::label;
use super::starts::{Shape, Start, is_rule};
use probata_report::{Block, BlockKind, Document, Note, Span};
use std::collections::HashMap;

/// Further paragraphs that a note may have where no heading says that notes stand here.
const PARAGRAPHS: usize = 12;

/// Writes the notes that begin at `accepted` into the document and makes their text blocks of kind note.
pub(super) fn write(
    document: &mut Document,
    starts: &[Start],
    accepted: &[Accepted],
    candidates: &[Candidate],
) {
    let reach = Reach { document, starts, candidates };
    let mut notes = Vec::with_capacity(accepted.len());
    let mut cuts = Vec::with_capacity(accepted.len());
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (order, found) in accepted.iter().enumerate() {
        let start = &starts[found.start];
        let next = accepted.get(order + 1).map(|next| &starts[next.start]);
        let pieces = reach.pieces(start, next);
        let Some(last) = pieces.last().copied() else { continue };
        let label = label::shown(&document.text[start.printed.0..start.printed.1]);
        let count = taken.entry(label.clone()).and_modify(|n| *n += 1).or_insert(1);
        let id = if *count == 1 { format!("n{label}") } else { format!("n{label}.{count}") };
        let body = Span::new(start.body.min(last.end), last.end);
        let number = notes.len();
        cuts.extend(pieces.iter().map(|piece| (*piece, number)));
        let whole = Span::new(start.at, last.end);
        let cut = reach.is_cut(&pieces);
        let pieces = if cut { pieces } else { Vec::new() };
        notes.push(Note { id, label, span: whole, pieces, body, marks: Vec::new() });
    }
    document.blocks = recut(&document.text, std::mem::take(&mut document.blocks), &cuts);
    document.notes = notes;
}

struct Reach<'a> {
    document: &'a Document,
    starts: &'a [Start],
    candidates: &'a [Candidate],
}

impl Reach<'_> {
    /// Where the note at `start` stands, in order; never across other text.
    fn pieces(&self, start: &Start, next: Option<&Start>) -> Vec<Span> {
        let blocks = &self.document.blocks;
        let text = &self.document.text;
        let mut pieces = Vec::new();
        let mut push = |from: usize, to: usize| {
            let piece = Span::new(from, to.max(from)).trimmed(text);
            if !piece.is_empty() {
                pieces.push(piece);
            }
        };
        let own_end = blocks[start.block].span.end;
        match next {
            Some(next) if next.block == start.block => push(start.at, next.at),
            Some(next) => {
                push(start.at, own_end);
                for span in self.further(start, next) {
                    push(span.start, span.end);
                }
            }
            None => {
                push(start.at, own_end);
                if start.headed || start.shape == Shape::Definition {
                    for span in self.rest(start) {
                        push(span.start, span.end);
                    }
                }
            }
        }
        pieces
    }

    /// Blocks between two notes that belong to the first.
    fn further(&self, start: &Start, next: &Start) -> Vec<Span> {
        let blocks = &self.document.blocks;
        let between = start.block + 1..next.block;
        let head = Span::new(blocks[next.block].span.start, next.at);
        if start.shape == Shape::Definition {
            return self.indented(between.start, between.end);
        }
        let same_page = self.page(start.at) == self.page(next.at);
        if start.headed && next.headed || same_page && self.is_one_list(start, next) {
            let end = between.clone().find(|i| self.is_boundary(*i)).unwrap_or(between.end);
            let mut spans: Vec<Span> = (between.start..end)
                .filter(|i| is_running(blocks[*i].kind))
                .map(|i| blocks[i].span)
                .collect();
            if end == between.end && !head.trimmed(&self.document.text).is_empty() {
                spans.push(head);
            }
            return spans;
        }
        self.run_over(start, next, head)
    }

    /// True if what stands between two notes is a further paragraph of the first, not running text.
    fn is_one_list(&self, start: &Start, next: &Start) -> bool {
        let from = self.document.blocks[start.block].span.end;
        let steps = start.label.steps_to(next.label);
        next.block - start.block <= PARAGRAPHS
            && steps.is_some_and(|steps| steps <= 6)
            && !(start.block + 1..next.block).any(|i| self.is_boundary(i))
            && !self.calls_between(from, next.at, start, next)
    }

    /// True if a mark for one of the next notes stands between two places.
    fn calls_between(&self, from: usize, to: usize, start: &Start, next: &Start) -> bool {
        let first = self.candidates.partition_point(|c| (c.start as usize) < from);
        self.candidates[first..]
            .iter()
            .take_while(|c| (c.start as usize) < to)
            .any(|c| c.score >= STRONG && start.label < c.label && c.label <= next.label.plus(6))
    }

    fn is_boundary(&self, block: usize) -> bool {
        let block = &self.document.blocks[block];
        matches!(block.kind, BlockKind::Heading(_) | BlockKind::Cell { .. } | BlockKind::Apparatus)
    }

    /// The end of a note at the next page's foot, before that page's first label: behind the rule, or a text that
    /// begins in lower case where the note's own text ended without a stop.
    fn run_over(&self, start: &Start, next: &Start, head: Span) -> Vec<Span> {
        let (blocks, text) = (&self.document.blocks, &self.document.text);
        if self.page(start.at) + 1 != self.page(next.at) {
            return Vec::new();
        }
        let mut spans = Vec::new();
        if !head.trimmed(text).is_empty() {
            spans.push(head);
        }
        let mut ruled = false;
        let mut below = blocks[next.block].span.start;
        for index in (start.block + 1..next.block).rev() {
            let block = &blocks[index];
            ruled = text.get(block.span.end..below).is_some_and(|gap| gap.lines().any(is_rule));
            if ruled || self.page(block.span.start) != self.page(next.at) || !is_running(block.kind) {
                break;
            }
            below = block.span.start;
            spans.push(block.span);
            if next.block - index > PARAGRAPHS {
                break;
            }
        }
        spans.reverse();
        if ruled {
            return spans;
        }
        let open = !ends_with_stop(&text[blocks[start.block].span]);
        let nearest = spans.last().copied().filter(|span| open && continues(&text[*span]));
        nearest.map(|span| vec![span]).unwrap_or_default()
    }

    /// Indented blocks behind a definition: its further paragraphs.
    fn indented(&self, from: usize, to: usize) -> Vec<Span> {
        let (blocks, text) = (&self.document.blocks, &self.document.text);
        let belongs = |index: &usize| {
            let at = blocks[*index].span.start;
            let line = text[..at].trim_end_matches([' ', '\t']);
            line.ends_with('\n') && (at - line.len() >= 4 || text[line.len()..at].contains('\t'))
        };
        (from..to).take_while(belongs).map(|index| blocks[index].span).collect()
    }

    /// Blocks behind the last note that belong to it.
    fn rest(&self, start: &Start) -> Vec<Span> {
        let blocks = &self.document.blocks;
        let from = start.block + 1;
        if start.shape == Shape::Definition {
            return self.indented(from, blocks.len());
        }
        let unlabelled = |index: &usize| !self.is_boundary(*index) && !self.begins_here(*index);
        let last = (from..blocks.len()).take(PARAGRAPHS).take_while(unlabelled);
        last.filter(|index| is_running(blocks[*index].kind)).map(|index| blocks[index].span).collect()
    }

    /// True if some numbered item begins in the block.
    fn begins_here(&self, block: usize) -> bool {
        let at = self.starts.partition_point(|start| start.block < block);
        self.starts.get(at).is_some_and(|start| start.block == block)
    }

    fn page(&self, at: usize) -> usize {
        self.document.pages.partition_point(|(start, _)| *start <= at)
    }

    /// True if other text than page furniture stands between the pieces.
    fn is_cut(&self, pieces: &[Span]) -> bool {
        pieces.windows(2).any(|pair| {
            let from = self.document.blocks.partition_point(|block| block.span.end <= pair[0].end);
            self.document.blocks[from..].iter().take_while(|block| block.span.start < pair[1].start).any(
                |block| {
                    block.span.start >= pair[0].end && block.span.end <= pair[1].start
                        || block.span.overlaps(pair[1]) && block.span.start < pair[1].start
                },
            )
        })
    }
}

fn is_running(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation | BlockKind::Caption)
}

fn ends_with_stop(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"', ')', '█'])
}

fn continues(text: &str) -> bool {
    text.trim_start().starts_with(char::is_lowercase)
}

/// Cuts blocks at the edges of notes; what is left of a block keeps its kind.
fn recut(text: &str, blocks: Vec<Block>, cuts: &[(Span, usize)]) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len() + cuts.len());
    let mut next = 0;
    for block in blocks {
        let mut at = block.span.start;
        while let Some((cut, note)) = cuts.get(next).filter(|(cut, _)| cut.start < block.span.end) {
            keep(text, &mut out, &block, at, cut.start);
            let span = Span::new(cut.start.max(block.span.start), cut.end.min(block.span.end));
            let kind = BlockKind::Note(*note);
            out.push(Block { span, kind, language: block.language.clone(), boxed: block.boxed });
            at = span.end;
            next += 1;
        }
        keep(text, &mut out, &block, at, block.span.end);
    }
    out
}

fn keep(text: &str, out: &mut Vec<Block>, block: &Block, from: usize, to: usize) {
    let span = Span::new(from, to.max(from)).trimmed(text);
    if !span.is_empty() {
        out.push(Block { span, kind: block.kind, language: block.language.clone(), boxed: block.boxed });
    }
}
