//! Tables: which cell a paragraph stands in. A table of one cell is a box.

use super::story::{Frame, Step, Story};
use super::xml::{Cursor, Element, Piece};
use probata_report::BlockKind;

/// Tables within tables for which a look ahead is worth its time.
const DEEPEST_LOOK: usize = 2;

/// A table being read.
pub(super) struct TableAt {
    index: u32,
    row: u32,
    column: u32,
    /// Columns that the cell reaches over.
    over: u32,
    one_cell: bool,
}

impl<'x> Story<'_, '_, 'x> {
    /// A table begins.
    pub fn begin_table(&mut self, element: &Element<'x>) -> Step {
        if self.paragraph.open {
            self.end_paragraph();
        }
        self.end_block();
        let one_cell = self.tables.len() < DEEPEST_LOOK && self.has_one_cell(element);
        let index = self.reading.tables;
        self.reading.tables += u32::from(!one_cell);
        self.tables.push(TableAt { index, row: 0, column: 0, over: 1, one_cell });
        Step::Into(Frame::Table)
    }

    /// Looks ahead: true if the table has no second cell.
    fn has_one_cell(&mut self, element: &Element<'x>) -> bool {
        let depth = self.reading.options.limits.depth;
        let point = self.cursor.point(element);
        let mut cursor = Cursor::from_point(&self.part.source.text, depth, &point);
        let mut cells = 0;
        while let Ok(piece) = cursor.next() {
            match piece {
                // A cell of a table inside stands at least six deep.
                Piece::Open(element) if element.local() == "tc" && cursor.depth() <= 5 => {
                    cells += 1;
                    if cells > 1 {
                        return false;
                    }
                }
                Piece::End => return cells == 1,
                _ => {}
            }
        }
        false
    }

    /// A cell begins.
    pub fn begin_cell(&mut self) -> Step {
        if let Some(table) = self.tables.last_mut() {
            table.over = 1;
        }
        Step::Into(Frame::Cell(false))
    }

    /// A property of a row or a cell.
    pub fn table_property(&mut self, element: &Element<'x>) -> Step {
        match element.local() {
            "ins" | "cellIns" => self.change_whole(true, element),
            "del" | "cellDel" => self.change_whole(false, element),
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.over = element.number().unwrap_or(1).clamp(1, 1000);
                }
            }
            "gridBefore" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = element.number().unwrap_or(0).clamp(0, 1000);
                }
            }
            _ => {}
        }
        Step::Over
    }

    fn change_whole(&mut self, inserted: bool, element: &Element<'x>) {
        let change = self.change(inserted, element);
        let Some(whole) = self.frames.len().checked_sub(2).and_then(|at| self.frames.get_mut(at)) else {
            return;
        };
        if let Frame::Row(changed) | Frame::Cell(changed) = whole
            && !*changed
        {
            *changed = true;
            self.open_change(change);
        }
    }

    /// A cell ends.
    pub fn end_cell(&mut self, changed: bool) {
        if self.paragraph.open {
            self.end_paragraph();
        }
        self.end_block();
        let away = self.is_changed_away();
        if changed {
            self.end_change();
        }
        if let Some(table) = self.tables.last_mut()
            && !away
        {
            table.column = table.column.saturating_add(table.over);
        }
    }

    /// A row ends.
    pub fn end_row(&mut self, changed: bool) {
        let away = self.is_changed_away();
        if changed {
            self.end_change();
        }
        if let Some(table) = self.tables.last_mut() {
            table.row += u32::from(!away);
            table.column = 0;
        }
    }

    /// A table ends.
    pub fn end_table(&mut self) {
        self.end_block();
        self.tables.pop();
    }

    /// The cell that a paragraph stands in; none outside tables and in boxes.
    pub fn cell(&self) -> Option<BlockKind> {
        let table = self.tables.iter().rev().find(|table| !table.one_cell)?;
        Some(BlockKind::Cell { table: table.index, row: table.row, column: table.column })
    }

    /// True in a table of one cell.
    pub fn in_box(&self) -> bool {
        self.tables.iter().take(DEEPEST_LOOK).any(|table| table.one_cell)
    }
}
