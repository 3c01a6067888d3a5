//! Tables of a file, for sheets that a person has filled in: of a workbook, or of a document.

use crate::{Options, read, sheet};
use probata_report::{BlockKind, Document, Grid, Outcome};

/// The tables of a workbook (`.xlsx`, `.ods`) or of a document that [`read`](crate::read) reads, told apart by the bytes.
///
/// # Errors
/// A sentence that says why the file cannot be read.
pub fn tables(path: &str, bytes: &[u8], options: &Options) -> Result<Vec<Grid>, String> {
    if let Some(grids) = sheet::grids(bytes, options.limits) {
        return grids;
    }
    let document = read(path, bytes, options);
    for part in &document.parts {
        if let Outcome::Refused(missing) = &part.outcome {
            return Err(missing.first().map_or_else(String::new, |missing| missing.why.clone()));
        }
    }
    let grids = of_document(&document);
    if grids.is_empty() {
        return Err(
            "there is no table in it; save the sheet as an Excel workbook (.xlsx) or a Word document (.docx)"
                .to_owned(),
        );
    }
    Ok(grids)
}

fn of_document(document: &Document) -> Vec<Grid> {
    let mut grids: Vec<Grid> = Vec::new();
    let mut last = None;
    for block in &document.blocks {
        let BlockKind::Cell { table, row, column } = block.kind else { continue };
        if last != Some(table) {
            last = Some(table);
            grids.push(Grid { name: format!("table {}", grids.len() + 1), rows: Vec::new() });
        }
        let Some(grid) = grids.last_mut() else { continue };
        let (number, column) = (row as usize + 1, column as usize);
        if grid.rows.last().is_none_or(|(last, _)| *last != number) {
            grid.rows.push((number, Vec::new()));
        }
        let Some((_, cells)) = grid.rows.last_mut() else { continue };
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if !cells[column].is_empty() {
            cells[column].push('\n');
        }
        cells[column].push_str(&document.text[block.span]);
    }
    grids
}
