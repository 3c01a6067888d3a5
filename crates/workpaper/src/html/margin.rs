//! How full the margin is: notes that would outrun the text stand below their paragraph instead.
//!
//! The page has no script, so heights are estimated from the number of characters, in pixels of a wide window; in print
//! text and margin shrink alike. Nothing depends on the estimate being exact: it only keeps gaps small.

use super::Page;
use probata_report::{Block, BlockKind, Finding, Span};

/// Characters on a line, and the height of a line, of the text.
const TEXT: (usize, usize) = (84, 28);
/// The same in the margin.
const SIDE: (usize, usize) = (48, 20);
/// The same of notes below a paragraph.
const BELOW: (usize, usize) = (90, 20);
/// Space behind a paragraph, a heading, or an entry of the margin.
const SPACE: usize = 16;
/// So far the margin may run on behind its paragraph.
const SLACK: usize = 160;
/// A longer note reads better in the width of the text.
const LONGEST_NOTE: usize = 9 * SIDE.1;

/// The state of the margin.
#[derive(Debug, Default)]
pub(super) struct Margin {
    /// Where the row begins, ends, and where the next entry of the margin can stand.
    top: usize,
    bottom: usize,
    next: usize,
    /// Height of the row's findings that are not written yet.
    expected: usize,
    /// Where the row's text begins.
    start: usize,
    /// Notes of the row that stand below it.
    pub below: Vec<usize>,
}

fn height(chars: usize, (per_line, line): (usize, usize)) -> usize {
    chars.div_ceil(per_line).max(1) * line
}

impl Page<'_> {
    /// A row begins.
    pub(super) fn open_margin(&mut self, blocks: &[Block]) {
        let Some(first) = blocks.first() else { return };
        let text = &self.report.document.text;
        let chars = |span: Span| text.get(span.range()).map_or(0, |words| words.chars().count());
        let heights = blocks.iter().map(|block| match block.kind {
            BlockKind::Heading(_) => height(chars(block.span), (60, 32)) + 2 * SPACE,
            // A cell is about a quarter of the width.
            BlockKind::Cell { .. } => height(chars(block.span), (21, TEXT.1)) / 4,
            _ => height(chars(block.span), TEXT) + SPACE,
        });
        let tall: usize = heights.sum();
        let expected = blocks
            .iter()
            .flat_map(|block| self.pieces_in(block.span))
            .flat_map(|(_, sentence)| &self.ledger.findings[sentence])
            .map(|finding| finding_height(&self.report.findings[*finding]))
            .sum();
        let margin = &mut self.margin;
        margin.top = margin.bottom;
        if matches!(first.kind, BlockKind::Heading(0 | 1)) {
            // A chapter begins behind the margin of the one before.
            margin.top = margin.top.max(margin.next);
        }
        margin.bottom = margin.top + tall;
        margin.start = first.span.start;
        margin.expected = expected;
    }

    /// True if a note called at `offset` has room beside the text; else it is kept for below.
    pub(super) fn has_room(&mut self, note: usize, offset: usize) -> bool {
        let document = &self.report.document;
        let words = document.text.get(document.notes[note].body.range()).unwrap_or("");
        let chars = words.chars().count() + 40 * self.ledger.citations[note].len();
        let tall = height(chars, SIDE) + SPACE;
        let before = document.text.get(self.margin.start..offset).map_or(0, |text| text.chars().count());
        let margin = &mut self.margin;
        let at = margin.next.max(margin.top + before / TEXT.0 * TEXT.1);
        let fits = at + tall + margin.expected <= margin.bottom + SLACK && tall <= LONGEST_NOTE;
        if fits && margin.below.is_empty() {
            margin.next = at + tall;
            return true;
        }
        margin.below.push(note);
        margin.bottom += height(chars, BELOW) + SPACE / 2;
        false
    }

    /// A finding was written into the margin.
    pub(super) fn margin_took(&mut self, finding: &Finding) {
        let tall = finding_height(finding);
        self.margin.expected = self.margin.expected.saturating_sub(tall);
        self.margin.next = self.margin.next.max(self.margin.top) + tall;
    }

    /// The notes for which the margin had no room.
    pub(super) fn below(&mut self) {
        let notes = std::mem::take(&mut self.margin.below);
        if notes.is_empty() {
            return;
        }
        self.out.raw("<div class=\"below\">");
        for note in notes {
            self.note(note);
        }
        self.out.raw("</div>");
    }
}

fn finding_height(finding: &Finding) -> usize {
    let lines = |words: &str, more: usize| height(words.chars().count() + more, SIDE);
    let related: usize = finding.rests_on.iter().map(|related| lines(&related.why, 24)).sum();
    SIDE.1 + lines(&finding.message, 0) + related + lines(&finding.remedy, 0) + SPACE
}
