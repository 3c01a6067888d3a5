//! Filled fact-check sheets: which sentence of the draft each row has checked.
//!
//! A check is of a sentence in its very words: a row whose sentence stands in the draft as it is counts, one whose sentence was
//! changed or is gone is stale. Signs and note marks do not count.
//!
//! Invariant: a sheet that is of another report, or none at all, is a fault, not an empty result.

use crate::alignment::{align, words_of};
use probata_report::{Block, BlockKind, Check, Checks, Document, Grid, Report, Sentence, Span};
use std::collections::HashMap;

/// Heads of the columns of a sheet that are read back; letters' case and signs do not count.
pub const SHEET_COLUMNS: [&str; 4] = ["Sentence", "Seen in", "Checked by", "Date"];
/// Head of the column that tells in which order the rows were, if a sheet has it.
const NUMBER: &str = "No.";
/// Rows of a table in which its head is looked for.
const HEAD: usize = 40;

/// Why a file is no filled sheet of this report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetFault {
    /// No table of it has the columns of a sheet.
    NoSheet,
    /// A table has some of the columns.
    Lacks {
        /// The table.
        table: String,
        /// The row that looks like the head.
        row: usize,
        /// The columns that are not there.
        columns: Vec<&'static str>,
    },
    /// A table has two columns of a name, and it is not told which is meant.
    Twice {
        /// The table.
        table: String,
        /// The row of the head.
        row: usize,
        /// The column.
        column: &'static str,
    },
    /// A row is filled in and has no sentence.
    NoSentence {
        /// The table.
        table: String,
        /// The row.
        row: usize,
    },
    /// None of its sentences stands in this draft in any form.
    OtherReport {
        /// How many sentences it has.
        sentences: usize,
    },
}

/// A row of a sheet.
struct Row {
    words: String,
    check: Option<Check>,
}

/// Takes up what a filled sheet says. A report may get several sheets.
///
/// # Errors
/// See [`SheetFault`]; the report is then as it was.
pub fn take_checks(report: &mut Report, file: &str, grids: &[Grid]) -> Result<(), SheetFault> {
    let rows = rows(file, grids)?;
    let whole = Sheet::of(rows, &report.document);
    if whole.kept.iter().all(Option::is_none) && whole.became.iter().all(Option::is_none) {
        return Err(SheetFault::OtherReport { sentences: whole.rows.len() });
    }
    let mut checks = std::mem::take(&mut report.checks);
    checks.files.push(file.to_owned());
    whole.tell(&mut checks);
    checks.checked.sort_by_key(|check| check.sentence);
    report.checks = checks;
    Ok(())
}

/// All rows of all sheets of a file that have a sentence.
fn rows(file: &str, grids: &[Grid]) -> Result<Vec<Row>, SheetFault> {
    let (mut rows, mut before) = (Vec::new(), None);
    for grid in grids {
        let (at, head) = match (head(grid)?, before) {
            (Some((at, head)), _) => (at + 1, head),
            // A table that somebody has cut in two has its head once.
            (None, Some(head)) if is_rest(grid, head) => (0, head),
            _ => continue,
        };
        before = Some(head);
        let mut of_grid = rows_of(file, grid, at, head)?;
        // Sorted otherwise by a person: sentences that stand in the draft several times are told apart by their order.
        of_grid.sort_by_key(|(number, _)| *number);
        rows.extend(of_grid.into_iter().map(|(_, row)| row));
    }
    if before.is_some() { Ok(rows) } else { Err(SheetFault::NoSheet) }
}

/// The rows of a table from the one at `from` on, each with its number in the column of numbers.
fn rows_of(file: &str, grid: &Grid, from: usize, head: Head) -> Result<Vec<(usize, Row)>, SheetFault> {
    let mut rows = Vec::new();
    for (number, cells) in &grid.rows[from..] {
        let cell = |column: usize| cells.get(column).map_or_else(String::new, |cell| folded(cell));
        let [words, seen_in, by, at] = head.columns.map(cell);
        let is_filled = !(seen_in.is_empty() && by.is_empty() && at.is_empty());
        // A sheet's head is said again where a program has cut a long table in two.
        if is_head(&words, SHEET_COLUMNS[0]) || words.is_empty() && !is_filled {
            continue;
        }
        if words.is_empty() {
            return Err(SheetFault::NoSentence { table: grid.name.clone(), row: *number });
        }
        let place = format!("{}, row {number}", grid.name);
        let check =
            Check { sentence: None, words: words.clone(), seen_in, by, at, file: file.to_owned(), place };
        let turn = head.number.and_then(|column| cell(column).trim_end_matches('.').parse().ok());
        rows.push((turn.unwrap_or(usize::MAX), Row { words, check: is_filled.then_some(check) }));
    }
    Ok(rows)
}

/// Where the columns of a sheet are.
#[derive(Clone, Copy)]
struct Head {
    columns: [usize; 4],
    number: Option<usize>,
    /// How many columns the head has.
    width: usize,
}

/// True if a table without a head may be the rest of the sheet before it: no wider, and something stands in a column to fill in.
fn is_rest(grid: &Grid, head: Head) -> bool {
    let width = grid.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let [_, seen_in, by, at] = head.columns;
    width <= head.width && width > seen_in.min(by).min(at)
}

/// The head of a sheet and its index among the rows. None if it is some other table.
fn head(grid: &Grid) -> Result<Option<(usize, Head)>, SheetFault> {
    for (at, (number, cells)) in grid.rows.iter().take(HEAD).enumerate() {
        let place = |column: &str| cells.iter().position(|cell| is_head(cell, column));
        let places = SHEET_COLUMNS.map(place);
        if let [Some(sentence), Some(seen_in), Some(by), Some(date)] = places {
            let times = |column: &str| cells.iter().filter(|cell| is_head(cell, column)).count();
            if let Some(column) = SHEET_COLUMNS.into_iter().find(|column| times(column) > 1) {
                return Err(SheetFault::Twice { table: grid.name.clone(), row: *number, column });
            }
            let columns = [sentence, seen_in, by, date];
            return Ok(Some((at, Head { columns, number: place(NUMBER), width: cells.len() })));
        }
        if places.iter().flatten().count() >= 2 {
            let missing = SHEET_COLUMNS.iter().zip(places).filter(|(_, place)| place.is_none());
            let columns = missing.map(|(column, _)| *column).collect();
            return Err(SheetFault::Lacks { table: grid.name.clone(), row: *number, columns });
        }
    }
    Ok(None)
}

/// True if a cell is the head of this column.
fn is_head(cell: &str, column: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    cell.len() < 40 && letters(cell) == letters(column)
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sheet beside the draft.
struct Sheet {
    rows: Vec<Row>,
    /// For each row the sentence that has its words.
    kept: Vec<Option<usize>>,
    /// For each other row the sentence that it became.
    became: Vec<Option<usize>>,
    /// For each row how often its words stand in the sheet and in the draft.
    times: Vec<(usize, usize)>,
}

impl Sheet {
    fn of(rows: Vec<Row>, document: &Document) -> Self {
        let sheet = sheet_document(&rows);
        let key =
            |document: &Document, at: usize| words_of(document, document.sentences[at].spans()).join(" ");
        let mut standing: HashMap<String, Vec<usize>> = HashMap::new();
        for at in 0..document.sentences.len() {
            standing.entry(key(document, at)).or_default().push(at);
        }
        let mut asked: HashMap<String, Vec<usize>> = HashMap::new();
        for row in 0..rows.len() {
            asked.entry(key(&sheet, row)).or_default().push(row);
        }
        let (mut kept, mut times) = (vec![None; rows.len()], vec![(0, 0); rows.len()]);
        for (key, of_sheet) in &asked {
            let here = standing.get(key).filter(|_| !key.is_empty()).map_or(&[][..], Vec::as_slice);
            // Said several times: the sheet and the draft have to agree how often, or it is not certain which is meant.
            let agree = here.len() == of_sheet.len();
            for (turn, row) in of_sheet.iter().enumerate() {
                kept[*row] = here.get(turn).copied().filter(|_| agree);
                times[*row] = (of_sheet.len(), here.len());
            }
        }
        let mut became = vec![None; rows.len()];
        for pair in align(&sheet, document).into_iter().filter(|pair| kept[pair.old].is_none()) {
            became[pair.old] = Some(pair.new);
        }
        Self { rows, kept, became, times }
    }

    /// Adds what the filled rows say.
    fn tell(self, checks: &mut Checks) {
        let fates = self.kept.into_iter().zip(self.became).zip(self.times);
        for (row, ((kept, became), times)) in self.rows.into_iter().zip(fates) {
            let Some(check) = row.check else { continue };
            let check = Check { sentence: kept.or(became), ..check };
            if !check.by.chars().any(char::is_alphanumeric) {
                let why = format!("no name under \u{201c}{}\u{201d}", SHEET_COLUMNS[2]);
                checks.unfinished.push((check, why));
            } else if kept.is_some() {
                checks.checked.push(check);
            } else {
                checks.stale.push((check, stale(became, times)));
            }
        }
    }
}

/// Why a check does not count; `times` is how often its sentence stands in the sheet and in the draft.
fn stale(became: Option<usize>, times: (usize, usize)) -> String {
    match (became, times) {
        (_, (in_sheet, in_draft)) if in_draft > 0 => format!(
            "the sentence stands {} in the sheet and {} in the draft, so that it is not certain which is meant",
            often(in_sheet),
            often(in_draft)
        ),
        (Some(_), _) => "the sentence was changed since".to_owned(),
        (None, _) => "the sentence is not in this draft".to_owned(),
    }
}

fn often(times: usize) -> String {
    match times {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        more => format!("{more} times"),
    }
}

/// The sentences of a sheet as a document, one a paragraph.
fn sheet_document(rows: &[Row]) -> Document {
    let mut document = Document::empty("", "text");
    for (block, row) in rows.iter().enumerate() {
        let start = document.text.len();
        document.text.push_str(&row.words);
        let span = Span::new(start, document.text.len());
        document.text.push('\n');
        document.blocks.push(Block { span, kind: BlockKind::Paragraph, language: "en".into(), boxed: false });
        document.sentences.push(Sentence { span, pieces: Vec::new(), block });
    }
    document
}
