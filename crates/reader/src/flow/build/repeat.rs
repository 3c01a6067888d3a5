//! Cells and rows that a file writes once and says to stand there several times.

use super::Builder;
use crate::docx::xml::visible;
use crate::flow::{Cell, Paragraph, Piece, Words};

/// Bytes of words that are put there again.
const MOST: usize = 4 << 20;

impl Builder {
    /// How many paragraphs the open story has.
    pub fn count(&self) -> usize {
        self.open.last().map_or(0, |open| open.story.paragraphs.len())
    }

    /// Puts the paragraphs of the open story from `from` on there again, so many times, in the cells that `to` tells; what cannot be
    /// put there again is missing.
    pub fn repeat(&mut self, from: usize, times: u32, to: impl Fn(Cell, u32) -> Cell) {
        let Some(open) = self.open.last() else { return };
        let Some(first) = open.story.paragraphs.get(from).and_then(|paragraph| paragraph.cell) else {
            return;
        };
        let (mut again, mut is_whole) = (Vec::new(), true);
        'all: for time in 1..=times {
            for paragraph in &open.story.paragraphs[from..] {
                let Some(cell) = paragraph.cell.filter(|cell| cell.table == first.table) else {
                    is_whole = false;
                    continue;
                };
                is_whole &= paragraph.again_whole();
                self.flow.repeated += paragraph.bytes();
                if self.flow.repeated > MOST {
                    is_whole = false;
                    break 'all;
                }
                again.push(paragraph.again(to(cell, time)));
            }
        }
        for paragraph in again {
            for words in paragraph.pieces.iter().filter_map(Piece::words).filter(|words| !words.added) {
                if let Some(seen) = self.flow.seen.get_mut(usize::from(words.place.member)) {
                    *seen += visible(&words.text);
                }
            }
            self.keep(paragraph);
        }
        if !is_whole {
            let why = "of cells that the file says to stand there several times, notes, boxes and very long texts stand here once: look \
                       at the table in LibreOffice";
            self.flow.lacks("a table", why);
        }
    }
}

impl Paragraph {
    /// It once more, in another cell: its words.
    fn again(&self, cell: Cell) -> Paragraph {
        let words = self.pieces.iter().filter_map(Piece::words).cloned();
        Paragraph {
            shape: self.shape,
            cell: Some(cell),
            boxed: self.boxed,
            number: self.number.clone(),
            pieces: words.map(Piece::Text).collect(),
            end: self.end,
            drop_cap: self.drop_cap,
            boxes: Vec::new(),
        }
    }

    /// True if it can be put there again without anything being left out.
    fn again_whole(&self) -> bool {
        self.boxes.is_empty() && !self.pieces.iter().any(|piece| matches!(piece, Piece::Mark { .. }))
    }

    fn bytes(&self) -> usize {
        self.pieces.iter().filter_map(Piece::words).map(|words| words.text.len()).sum()
    }
}

impl Piece {
    fn words(&self) -> Option<&Words> {
        match self {
            Self::Text(words) => Some(words),
            _ => None,
        }
    }
}
