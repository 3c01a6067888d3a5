//! Addresses of cells, as spreadsheets write them.

use crate::{BlockKind, Document};

/// The address of a cell without its sheet, row and column counted from 0.
///
/// ```
/// use probata_report::cell_name;
/// assert_eq!(cell_name(6, 1), "B7");
/// assert_eq!(cell_name(0, 26), "AA1");
/// assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
/// ```
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), u64::from(row) + 1)
}

/// The letters of a column, counted from 0.
///
/// ```
/// assert_eq!(probata_report::column_name(27), "AB");
/// ```
pub fn column_name(column: u32) -> String {
    let (mut left, mut letters) = (u64::from(column) + 1, Vec::new());
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// A sheet's name as it stands before the `!` of an address: in quotation marks unless it is one plain word.
///
/// ```
/// use probata_report::sheet_name;
/// assert_eq!(sheet_name("Facts"), "Facts");
/// assert_eq!(sheet_name("People's list"), "'People''s list'");
/// ```
pub fn sheet_name(name: &str) -> String {
    let is_word = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '.')
        && name.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if is_word { name.to_owned() } else { format!("'{}'", name.replace('\'', "''")) }
}

/// Formats whose documents are sheets of cells.
const SHEETS: [&str; 4] = ["xlsx", "ods", "csv", "tsv"];

impl Document {
    /// The address of the cell that holds the byte at `offset`, in a document that is a workbook (`Facts!B7`) or a table of text
    /// (`B7`: the seventh record, the second field). None elsewhere, in tables of a Word document too: their cells have none.
    pub fn address_at(&self, offset: usize) -> Option<String> {
        if !self.is_sheet_at(offset) {
            return None;
        }
        let block = &self.blocks[self.block_at(offset)?];
        let BlockKind::Cell { row, column, .. } = block.kind else { return None };
        let cell = cell_name(row, column);
        Some(self.sheet_at(offset).map_or(cell.clone(), |sheet| format!("{}!{cell}", sheet_name(sheet))))
    }

    /// The name of the sheet of a workbook that holds the byte at `offset`.
    pub fn sheet_at(&self, offset: usize) -> Option<&str> {
        if !self.is_sheet_at(offset) {
            return None;
        }
        let part = self.parts.get(self.part_at(offset))?.span;
        let after = self.pages.partition_point(|(start, _)| *start <= offset);
        let (start, name) = self.pages.get(after.checked_sub(1)?)?;
        (*start >= part.start).then_some(name.as_str())
    }

    /// True if the file that holds the byte at `offset` is a workbook or a table of text.
    pub fn is_sheet_at(&self, offset: usize) -> bool {
        let part = self.parts.get(self.part_at(offset));
        part.is_some_and(|part| SHEETS.contains(&part.format.split(',').next().unwrap_or_default()))
    }

    /// The index of the block that holds the byte at `offset`, if any.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.span.start <= offset);
        after.checked_sub(1).filter(|index| self.blocks[*index].span.holds(offset))
    }
}
