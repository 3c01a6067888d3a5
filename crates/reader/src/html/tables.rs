//! Where the cells of tables stand.

/// Widest and highest cell that is believed.
const MOST_SPANNED: u32 = 1000;

/// The tables that are open, innermost last.
#[derive(Debug, Default)]
pub(super) struct Tables {
    open: Vec<Table>,
    /// For each table so far whether it only arranges the page.
    kinds: Vec<Kind>,
}

/// What a table proved to be.
#[derive(Debug, Default, Clone, Copy)]
struct Kind {
    /// The file says that it arranges the page.
    arranges: bool,
    /// A table stands in it.
    holds_table: bool,
    /// It has a cell that is a head of others.
    has_heads: bool,
    cells: u32,
}

#[derive(Debug)]
struct Table {
    number: u32,
    row: Option<u32>,
    column: u32,
    cell: u32,
    /// For each column how many rows from the present one on are taken by a cell above.
    taken: Vec<u32>,
}

/// A table's number, a row and a column.
pub(super) type Position = (u32, u32, u32);

impl Tables {
    /// A table begins. `arranges`: the file says that it is no table to be read as one.
    pub fn enter(&mut self, arranges: bool) {
        if let Some(outer) = self.open.last() {
            self.kinds[outer.number as usize].holds_table = true;
        }
        let number = self.kinds.len() as u32;
        self.kinds.push(Kind { arranges, ..Kind::default() });
        self.open.push(Table { number, row: None, column: 0, cell: 0, taken: Vec::new() });
    }

    /// The innermost table ends.
    pub fn leave(&mut self) {
        self.open.pop();
    }

    /// A row begins.
    pub fn next_row(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        if let Some(row) = &mut table.row {
            *row += 1;
            for taken in &mut table.taken {
                *taken = taken.saturating_sub(1);
            }
        } else {
            table.row = Some(0);
        }
        table.column = 0;
    }

    /// A head of other cells begins, as a cell.
    pub fn next_head(&mut self, columns: u32, rows: u32) {
        if let Some(table) = self.open.last() {
            self.kinds[table.number as usize].has_heads = true;
        }
        self.next_cell(columns, rows);
    }

    /// A cell begins.
    pub fn next_cell(&mut self, columns: u32, rows: u32) {
        let Some(table) = self.open.last_mut() else { return };
        table.row.get_or_insert(0);
        self.kinds[table.number as usize].cells += 1;
        let (columns, rows) = (columns.clamp(1, MOST_SPANNED), rows.clamp(1, MOST_SPANNED));
        while table.taken.get(table.column as usize).is_some_and(|taken| *taken > 0) {
            table.column += 1;
        }
        table.cell = table.column;
        table.column += columns;
        if rows > 1 {
            let end = table.column as usize;
            if table.taken.len() < end && end <= 4 * MOST_SPANNED as usize {
                table.taken.resize(end, 0);
            }
            for taken in table.taken.iter_mut().take(end).skip(table.cell as usize) {
                *taken = rows;
            }
        }
    }

    /// Where the present cell stands.
    pub fn position(&self) -> Option<Position> {
        let table = self.open.last()?;
        Some((table.number, table.row?, table.cell))
    }

    /// True if the table with this number only arranges the page: the file says so, or it holds a table and no cell of it is a head.
    pub fn is_arrangement(&self, number: u32) -> bool {
        self.kinds
            .get(number as usize)
            .is_some_and(|kind| kind.arranges || kind.holds_table && !kind.has_heads)
    }

    /// True if the table with this number has one cell: a box.
    pub fn is_box(&self, number: u32) -> bool {
        self.kinds.get(number as usize).is_some_and(|kind| kind.cells == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_reach_over_rows_move_the_next() {
        let mut tables = Tables::default();
        tables.enter(false);
        tables.next_row();
        tables.next_cell(1, 2);
        tables.next_cell(1, 1);
        assert_eq!(tables.position(), Some((0, 0, 1)));
        tables.next_row();
        tables.next_cell(1, 1);
        assert_eq!(tables.position(), Some((0, 1, 1)));
        tables.next_row();
        tables.next_cell(1, 1);
        assert_eq!(tables.position(), Some((0, 2, 0)));
    }
}
