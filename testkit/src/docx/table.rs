use super::{Block, Change};

/// A table with lines around its cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) widths: Vec<u32>,
}

/// A row.
#[derive(Debug, Clone, Default)]
pub struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) change: Option<(bool, Change)>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    pub(super) blocks: Vec<Block>,
    pub(super) columns: u32,
    pub(super) merge: Option<bool>,
}

impl Table {
    /// A table without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row of cells: `["Date", "Place"]`, or a [`Row`].
    pub fn row(mut self, row: impl Into<Row>) -> Self {
        self.rows.push(row.into());
        self
    }

    /// Widths of the columns, in twentieths of a point (9070 fill the line); without them all are equal.
    pub fn widths(mut self, widths: &[u32]) -> Self {
        self.widths = widths.to_vec();
        self
    }

    pub(super) fn columns(&self) -> u32 {
        self.rows.iter().map(|row| row.cells.iter().map(|c| c.columns).sum()).max().unwrap_or(1)
    }
}

impl Row {
    /// A row without cells.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a cell.
    pub fn cell(mut self, cell: impl Into<Cell>) -> Self {
        self.cells.push(cell.into());
        self
    }

    /// The row was inserted.
    pub fn inserted(mut self, change: Change) -> Self {
        self.change = Some((true, change));
        self
    }

    /// The row was deleted.
    pub fn deleted(mut self, change: Change) -> Self {
        self.change = Some((false, change));
        self
    }
}

impl<C: Into<Cell>, const N: usize> From<[C; N]> for Row {
    fn from(cells: [C; N]) -> Self {
        Self { cells: cells.into_iter().map(Into::into).collect(), change: None }
    }
}

impl Cell {
    /// A cell of several blocks (a nested table, paragraphs).
    pub fn new(blocks: Vec<Block>) -> Self {
        Self { blocks, columns: 1, merge: None }
    }

    /// Reaches over several columns.
    pub fn over(mut self, columns: u32) -> Self {
        self.columns = columns;
        self
    }

    /// Begins a cell that reaches over several rows.
    pub fn merged(mut self) -> Self {
        self.merge = Some(true);
        self
    }

    /// The cell above reaches over this one.
    pub fn merged_with_above() -> Self {
        Self { merge: Some(false), ..Self::new(Vec::new()) }
    }
}

impl<T: Into<Block>> From<T> for Cell {
    fn from(block: T) -> Self {
        Self::new(vec![block.into()])
    }
}
