//! A workbook as its file tells it, whatever the format: sheets of cells, and all that lies around them.

use probata_report::{Hidden, HiddenKind, Span};
use std::rc::Rc;

/// Cells that are read of one file; more are counted and said to be missing.
pub(super) const MOST_CELLS: usize = 400_000;
/// Formulas, validations and other asides that are kept one by one.
pub(super) const MOST_ASIDES: usize = 20_000;
/// Merged areas that are looked at.
const MOST_MERGED: usize = 20_000;
/// Numbers of the last row and column that spreadsheets have, from 0.
pub(super) const LAST_ROW: u32 = (1 << 20) - 1;
pub(super) const LAST_COLUMN: u32 = (1 << 14) - 1;

/// A workbook.
#[derive(Default)]
pub(super) struct Book {
    /// `xlsx`, `ods`, `ods, flat`, `csv`, `tsv`.
    pub format: &'static str,
    pub sheets: Vec<Sheet>,
    /// What hangs on no sheet: properties, defined names, links to other files.
    pub hidden: Vec<Hidden>,
    /// What is missing, with where.
    pub missing: Vec<(String, String)>,
    /// The first of them by which cells are missing.
    pub broken: Option<String>,
    pub remarks: Vec<String>,
    /// Cells met so far, and those of them that were not kept.
    pub cells: usize,
    pub dropped: usize,
    /// Asides that were not kept.
    pub asides_dropped: usize,
    asides: usize,
}

/// A sheet.
#[derive(Default)]
pub(super) struct Sheet {
    pub name: String,
    /// Where the name stands in the main member.
    pub source: Span,
    /// Not shown to who opens the file.
    pub hidden: bool,
    pub cells: Vec<Cell>,
    /// Stretches of rows and columns that are not shown, first and last.
    pub rows: Vec<(u32, u32)>,
    pub columns: Vec<(u32, u32)>,
    pub merged: Vec<Area>,
    /// Words printed above and below each page.
    pub header: Vec<String>,
    pub footer: Vec<String>,
    /// Words in drawings and charts on the sheet.
    pub boxes: Vec<String>,
    pub comments: Vec<Remark>,
    pub asides: Vec<Aside>,
}

/// A cell that holds something.
pub(super) struct Cell {
    pub row: u32,
    pub column: u32,
    /// What a person sees.
    pub text: Rc<str>,
    /// What stands there though nothing is seen of it (a format that shows nothing).
    pub unseen: Option<String>,
    /// Where its value stands.
    pub member: u16,
    pub source: Span,
    pub verbatim: bool,
}

/// A rectangle of cells: first row and column, last row and column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// A comment on a cell.
#[derive(Default)]
pub(super) struct Remark {
    pub at: (u32, u32),
    pub author: String,
    pub date: String,
    pub text: String,
    /// Index among the sheet's comments of the one it answers.
    pub reply_to: Option<usize>,
    pub done: bool,
}

/// Something that belongs to a cell or a sheet and is not seen.
pub(super) struct Aside {
    pub kind: HiddenKind,
    pub at: Option<(u32, u32)>,
    /// What it is, behind the address: `formula`, `link`.
    pub what: &'static str,
    pub text: String,
}

impl Book {
    pub fn new(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    pub fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let missing = (place.into(), why.into());
        if self.missing.len() < 100 && !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// Says that cells are missing.
    pub fn lacks_cells(&mut self, place: impl Into<String>, why: impl Into<String>) {
        let (place, why) = (place.into(), why.into());
        self.broken.get_or_insert(format!("{place}: {why}"));
        self.lacks(place, why);
    }

    /// Keeps a cell, unless there are too many.
    pub fn cell(&mut self, sheet: &mut Sheet, cell: Cell) {
        if self.cells >= MOST_CELLS {
            self.dropped += 1;
        } else {
            self.cells += 1;
            sheet.cells.push(cell);
        }
    }

    /// Keeps an aside, unless there are too many or it says nothing.
    pub fn aside(&mut self, sheet: &mut Sheet, aside: Aside) {
        if aside.text.trim().is_empty() {
            return;
        }
        if self.asides >= MOST_ASIDES {
            self.asides_dropped += 1;
        } else {
            self.asides += 1;
            sheet.asides.push(aside);
        }
    }

    /// A property of the file.
    pub fn property(&mut self, place: impl Into<String>, text: &str) {
        let text = text.trim();
        if text.is_empty() || self.hidden.len() >= MOST_ASIDES {
            return;
        }
        self.hidden.push(Hidden {
            kind: HiddenKind::Property,
            text: text.to_owned(),
            span: Span::default(),
            author: String::new(),
            date: String::new(),
            place: place.into(),
        });
    }
}

impl Sheet {
    /// Says that an area is merged; one of a single cell is none.
    pub fn merge(&mut self, area: Area) {
        let is_one = area.top == area.bottom && area.left == area.right;
        if !is_one && area.top <= area.bottom && area.left <= area.right && self.merged.len() < MOST_MERGED {
            self.merged.push(area);
        }
    }

    /// Adds a row or column to the last of some stretches that rise.
    pub fn extend(stretches: &mut Vec<(u32, u32)>, first: u32, last: u32) {
        match stretches.last_mut() {
            Some(before) if before.1.saturating_add(1) >= first && before.0 <= first => {
                before.1 = before.1.max(last)
            }
            _ => stretches.push((first, last)),
        }
    }

    /// Puts cells and hidden stretches in order.
    pub fn settle(&mut self) {
        if !self.cells.is_sorted_by_key(|cell| (cell.row, cell.column)) {
            self.cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        for stretches in [&mut self.rows, &mut self.columns] {
            stretches.sort_unstable();
            let mut joined = Vec::with_capacity(stretches.len());
            stretches.iter().for_each(|(first, last)| Self::extend(&mut joined, *first, *last));
            *stretches = joined;
        }
        self.merged.sort_unstable_by_key(|area| (area.top, area.left));
    }

    pub fn hides_row(&self, row: u32) -> bool {
        holds(&self.rows, row)
    }

    pub fn hides_column(&self, column: u32) -> bool {
        holds(&self.columns, column)
    }
}

fn holds(stretches: &[(u32, u32)], one: u32) -> bool {
    let after = stretches.partition_point(|(first, _)| *first <= one);
    after.checked_sub(1).is_some_and(|at| stretches[at].1 >= one)
}

impl Area {
    /// `A1:B2`, `C7`, with or without dollar signs; several areas of a list by spaces are told apart before.
    pub fn of(written: &str) -> Option<Self> {
        let (first, last) = written.split_once(':').unwrap_or((written, written));
        let ((top, left), (bottom, right)) = (address(first)?, address(last)?);
        Some(Self { top, left, bottom, right })
    }
}

/// Row and column, from 0, of an address such as `C12` or `$C$12`.
pub(super) fn address(written: &str) -> Option<(u32, u32)> {
    let written = written.trim().trim_start_matches('$');
    let letters = written.bytes().take_while(u8::is_ascii_alphabetic).count();
    let column = column(&written[..letters])?;
    let digits = written[letters..].trim_start_matches('$');
    let is_number = !digits.is_empty() && digits.len() <= 7 && digits.bytes().all(|b| b.is_ascii_digit());
    let row: u32 = digits.parse().ok().filter(|_| is_number)?;
    (row >= 1 && row - 1 <= LAST_ROW).then(|| (row - 1, column))
}

fn column(letters: &str) -> Option<u32> {
    let count = letters.len();
    let number = letters
        .bytes()
        .take(3)
        .fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1).filter(|column| count <= 3 && *column <= LAST_COLUMN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        assert_eq!(
            (address("A1"), address("$AA$3"), address("XFD1048576")),
            (Some((0, 0)), Some((2, 26)), Some((1_048_575, 16_383)))
        );
        for none in ["", "7", "A0", "XFE1", "A1048577", "A1x", "ABCD1"] {
            assert_eq!(address(none), None, "{none}");
        }
        assert_eq!(Area::of("B2:C3"), Some(Area { top: 1, left: 1, bottom: 2, right: 2 }));
    }

    #[test]
    fn stretches_are_joined() {
        let mut sheet = Sheet { rows: vec![(7, 9), (1, 2), (3, 3), (8, 12)], ..Sheet::default() };
        sheet.settle();
        assert_eq!(sheet.rows, [(1, 3), (7, 12)]);
        assert!(sheet.hides_row(3) && sheet.hides_row(12) && !sheet.hides_row(5) && !sheet.hides_row(0));
    }
}
