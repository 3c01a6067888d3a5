//! Filled fact-check sheets: which sentence of the draft each row has checked.
//!
//! A check is of a sentence in its very words: a row whose sentence stands in the draft as it is counts, one whose sentence was
//! changed or is gone is stale. Signs and note marks do not count.
//!
//! Invariant: a sheet that is of another report, or none at all, is a fault, not an empty result.

use crate::alignment::{align, words_of};
use probata_report::{Block, BlockKind, Check, Checks, Document, Grid, Report, Sentence, Span};
use std::collections::HashMap;

/// Heads of the columns of a sheet that are read back; letters' case does not count.
pub const SHEET_COLUMNS: [&str; 4] = ["sentence", "seen in", "checked by", "date"];
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
    let (mut rows, mut is_sheet) = (Vec::new(), false);
    for grid in grids {
        let Some((at, columns)) = head(grid)? else { continue };
        is_sheet = true;
        for (number, cells) in &grid.rows[at + 1..] {
            let cell =
                |column: usize| cells.get(columns[column]).map_or_else(String::new, |cell| folded(cell));
            let [words, seen_in, by, date] = [cell(0), cell(1), cell(2), cell(3)];
            let is_filled = !(seen_in.is_empty() && by.is_empty() && date.is_empty());
            // A sheet's head is said again where a program has cut a long table in two.
            if words.eq_ignore_ascii_case(SHEET_COLUMNS[0]) || words.is_empty() && !is_filled {
                continue;
            }
            if words.is_empty() {
                return Err(SheetFault::NoSentence { table: grid.name.clone(), row: *number });
            }
            let place = format!("{}, row {number}", grid.name);
            let check = Check {
                sentence: None,
                words: words.clone(),
                seen_in,
                by,
                at: date,
                file: file.to_owned(),
                place,
            };
            rows.push(Row { words, check: is_filled.then_some(check) });
        }
    }
    if is_sheet { Ok(rows) } else { Err(SheetFault::NoSheet) }
}

/// The head of a sheet: its index among the rows, and where each column is. None if it is some other table.
fn head(grid: &Grid) -> Result<Option<(usize, [usize; 4])>, SheetFault> {
    for (at, (number, cells)) in grid.rows.iter().take(HEAD).enumerate() {
        let heads: Vec<String> = cells.iter().map(|cell| folded(cell).to_lowercase()).collect();
        let places = SHEET_COLUMNS.map(|column| heads.iter().position(|head| head == column));
        if let [Some(sentence), Some(seen_in), Some(by), Some(date)] = places {
            return Ok(Some((at, [sentence, seen_in, by, date])));
        }
        if places.iter().flatten().count() >= 2 {
            let missing = SHEET_COLUMNS.iter().zip(places).filter(|(_, place)| place.is_none());
            let columns = missing.map(|(column, _)| *column).collect();
            return Err(SheetFault::Lacks { table: grid.name.clone(), row: *number, columns });
        }
    }
    Ok(None)
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
        let mut kept = vec![None; rows.len()];
        for (key, of_sheet) in &asked {
            // Said several times: the sheet and the draft have to agree how often, or it is not certain which is meant.
            let here = standing.get(key).filter(|here| here.len() == of_sheet.len() && !key.is_empty());
            for (row, sentence) in of_sheet.iter().zip(here.into_iter().flatten()) {
                kept[*row] = Some(*sentence);
            }
        }
        let mut became = vec![None; rows.len()];
        for pair in align(&sheet, document).into_iter().filter(|pair| kept[pair.old].is_none()) {
            became[pair.old] = Some(pair.new);
        }
        Self { rows, kept, became }
    }

    /// Adds what the filled rows say.
    fn tell(self, checks: &mut Checks) {
        for ((row, kept), became) in self.rows.into_iter().zip(self.kept).zip(self.became) {
            let Some(check) = row.check else { continue };
            let check = Check { sentence: kept.or(became), ..check };
            if check.by.is_empty() {
                let why = format!("nothing under \u{201c}{}\u{201d}", SHEET_COLUMNS[2]);
                checks.unfinished.push((check, why));
            } else if kept.is_some() {
                checks.checked.push(check);
            } else if became.is_some() {
                checks.stale.push((check, "the sentence was changed since".to_owned()));
            } else {
                let why = "the sentence is not in this draft, or stands in it several times";
                checks.stale.push((check, why.to_owned()));
            }
        }
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
