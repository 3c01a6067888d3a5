//! Tables as evidence: workbooks (XLSX, ODS) and tables of text (CSV, TSV).
//!
//! A sheet is a page of the document ([`Document::pages`]) that begins with its name as a heading; each cell that holds something is a
//! block, whose row and column are those of the sheet, so that [`Document::address_at`] gives `Facts!B7`. The text of a cell is what a
//! person sees: numbers, days, amounts and percentages in their format, formulas by the value that was saved with them. Members, as
//! [`Origin::member`](probata_report::Origin) numbers them, of XLSX: 0 the workbook, 1 the shared strings, 2 and above the sheets in
//! their order; of ODS: 0 `content.xml` or the flat file. `Origin::paragraph` and `Origin::run` are row and column from 0.
//!
//! Invariant: formulas are not computed, links are not followed, macros are not run, pictures are not opened.
//! Invariant: empty rows and columns cost nothing, however many the file claims.
//!
//! Incomplete: binary workbooks (XLSB, XLS) are refused with what to do; words in pictures are not read; colours by which a person
//! tells cells apart are not told.

mod book;
mod csv;
mod days;
mod lay;
mod number;
mod ods;
mod records;
mod xlsx;

use crate::{Limits, Options};
use book::Book;
use probata_report::{Document, Grid, Hidden, HiddenKind, Span};

pub(crate) use csv::{Dialect, ENDINGS, dialect, has_words, looks_like_table, read as read_csv};

/// Columns of a filled sheet that are read back, and rows.
const COLUMNS: usize = 64;
const ROWS: usize = 200_000;

/// Reads an Excel workbook.
pub(crate) fn read_xlsx(path: &str, bytes: &[u8], options: &Options) -> Document {
    match xlsx::book(bytes, options.limits) {
        Ok(book) => lay::lay(path, book, options),
        Err(why) => Document::refused(path, "xlsx", why),
    }
}

/// Reads an OpenDocument table in its container.
pub(crate) fn read_ods(path: &str, bytes: &[u8], options: &Options) -> Document {
    match ods::book(bytes, options.limits) {
        Ok(book) => lay::lay(path, book, options),
        Err(why) => Document::refused(path, "ods", why),
    }
}

/// Reads an OpenDocument table that is one XML file.
pub(crate) fn read_flat(path: &str, text: String, options: &Options) -> Document {
    lay::lay(path, ods::flat_book(text, options.limits), options)
}

/// The sheets of a workbook with the words of their cells, for sheets that a person has filled in; none if it is no workbook.
pub(crate) fn grids(bytes: &[u8], limits: Limits) -> Option<Result<Vec<Grid>, String>> {
    let book = match () {
        () if xlsx::is_workbook(bytes, limits) => xlsx::book(bytes, limits),
        () if ods::is_workbook(bytes, limits) => ods::book(bytes, limits),
        () => return None,
    };
    Some(book.and_then(|book| of_book(book, limits)))
}

fn of_book(book: Book, limits: Limits) -> Result<Vec<Grid>, String> {
    if let Some(why) = book.broken {
        return Err(why);
    }
    if book.dropped > 0 {
        return Err("it has more cells than are read of one file".to_owned());
    }
    let mut room = limits.text;
    book.sheets.into_iter().map(|sheet| of_sheet(sheet, &mut room)).collect()
}

fn of_sheet(sheet: book::Sheet, room: &mut usize) -> Result<Grid, String> {
    let name = format!("sheet \u{201c}{}\u{201d}", sheet.name);
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    for cell in
        sheet.cells.iter().filter(|cell| (cell.column as usize) < COLUMNS && !cell.text.trim().is_empty())
    {
        let (number, column) = (cell.row as usize + 1, cell.column as usize);
        *room =
            room.checked_sub(cell.text.len()).ok_or(format!("{name}: it holds more text than is read"))?;
        if rows.last().is_none_or(|(last, _)| *last != number) {
            rows.push((number, Vec::new()));
        }
        let Some((_, cells)) = rows.last_mut() else { continue };
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = cell.text.to_string();
    }
    if rows.len() > ROWS {
        return Err(format!("{name}: it has more than {ROWS} rows"));
    }
    Ok(Grid { name, rows })
}

/// Completes a document of cells: no notes are looked for, and its title is what its properties say.
fn finish(mut document: Document, options: &Options) -> Document {
    let title = document.hidden.iter().find(|hidden| {
        hidden.kind == HiddenKind::Property && hidden.place.split_whitespace().next_back() == Some("title")
    });
    let title = title.map(|hidden| hidden.text.clone());
    document = crate::finish::finish_table(document, options);
    document.parts[0].title = title;
    document
}

/// Words that hang on no place in the text.
fn hidden_text(place: &str, text: String) -> Hidden {
    Hidden {
        kind: HiddenKind::HiddenText,
        text,
        span: Span::default(),
        author: String::new(),
        date: String::new(),
        place: place.to_owned(),
    }
}

/// `1 cell`, `1,204 cells`.
fn counted(number: usize, what: &str) -> String {
    format!("{} {what}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// `1,204`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}
