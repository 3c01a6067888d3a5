//! From a workbook to a document: sheets behind each other, each a page with its name as heading, cell by cell.
//!
//! What a person does not see in the sheet (hidden rows, columns and sheets, cells under a merged area, values that their format does not
//! show) is no text: it is kept as hidden content, row by row or column by column, and said in a remark.

use super::book::{Area, Book, Cell, Remark, Sheet};
use super::{counted, grouped};
use crate::Options;
use crate::draft::{Draft, Place};
use probata_report::{
    BlockKind, Comment, Document, Hidden, HiddenKind, Span, cell_name, column_name, sheet_name,
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Merged areas that are open at one row; more are not looked at.
const MOST_OPEN: usize = 256;
/// Names that a remark gives one by one.
const NAMED: usize = 6;

/// Lays out a workbook.
pub(super) fn lay(path: &str, mut book: Book, options: &Options) -> Document {
    let mut laying = Laying {
        draft: Draft::new(path, book.format, options.limits.text),
        hidden: std::mem::take(&mut book.hidden),
        comments: Vec::new(),
        pages: Vec::new(),
        remarks: Vec::new(),
        room: options.limits.text,
        lost: 0,
    };
    let sheets = std::mem::take(&mut book.sheets);
    let shown = sheets.iter().filter(|sheet| !sheet.hidden).count();
    for (table, sheet) in (0u32..).zip(&sheets) {
        laying.sheet(table, sheet);
    }
    laying.names_of_hidden(&sheets);
    let Laying { draft, hidden, comments, pages, mut remarks, lost, .. } = laying;
    let is_full = draft.is_full();
    let (mut document, _) = draft.into_parts();
    document.hidden = hidden;
    document.hidden.sort_by_key(|hidden| hidden.span.start);
    document.comments = comments;
    document.pages = pages;
    let part = &mut document.parts[0];
    let hold = if book.cells == 1 { "holds" } else { "hold" };
    part.remarks.push(format!(
        "{}, {} that {hold} something",
        counted(shown, "sheet"),
        counted(book.cells, "cell")
    ));
    part.remarks.append(&mut remarks);
    part.remarks.append(&mut book.remarks);
    if book.asides_dropped > 0 {
        let count = grouped(book.asides_dropped);
        part.remarks.push(format!(
            "{count} further formulas and links of cells are not listed one by one; what their cells show is"
        ));
    }
    tell_missing(&mut document, &book, is_full, lost);
    super::finish(document, options)
}

fn tell_missing(document: &mut Document, book: &Book, is_full: bool, lost: usize) {
    let outcome = &mut document.parts[0].outcome;
    for (place, why) in &book.missing {
        outcome.lacks(place.clone(), why.clone());
    }
    if book.dropped > 0 {
        let why = format!(
            "{} more than are read of one file; divide it into several files, a sheet each",
            counted(book.dropped, "cell")
        );
        outcome.lacks("behind the last cell read", why);
    }
    if is_full || lost > 0 {
        outcome.lacks(
            "the end",
            "the words of its cells are more than are read of one file; divide it into several files",
        );
    }
}

struct Laying {
    draft: Draft,
    hidden: Vec<Hidden>,
    comments: Vec<Comment>,
    pages: Vec<(usize, String)>,
    remarks: Vec<String>,
    /// Bytes of hidden content that may still be kept.
    room: usize,
    lost: usize,
}

impl Laying {
    fn sheet(&mut self, table: u32, sheet: &Sheet) {
        let start = self.draft.position();
        if !sheet.hidden {
            self.pages.push((start, sheet.name.clone()));
            self.draft.begin(BlockKind::Heading(1), false);
            self.draft.push(
                &sheet.name,
                Place { member: 0, paragraph: table, run: 0, source: sheet.source },
                false,
            );
            self.draft.end();
        }
        let places = self.cells(table, sheet);
        if !sheet.hidden {
            for text in &sheet.boxes {
                self.block(BlockKind::Paragraph, true, text);
            }
            for (kind, texts) in [(BlockKind::Header, &sheet.header), (BlockKind::Footer, &sheet.footer)] {
                texts.iter().for_each(|text| self.block(kind, false, text));
            }
        } else {
            let texts = sheet.boxes.iter().chain(&sheet.header).chain(&sheet.footer);
            texts.for_each(|text| {
                self.hide(HiddenKind::HiddenText, text.clone(), here(start), sheet, "drawing or margin")
            });
        }
        // Content of a sheet without any text hangs where the sheet begins.
        let at = start.min(self.draft.position());
        self.remarks_on(sheet, &places, at);
        for aside in &sheet.asides {
            let span = aside.at.and_then(|cell| places.get(&cell)).copied().unwrap_or(here(at));
            let address =
                aside.at.map_or(String::new(), |(row, column)| format!("!{}", cell_name(row, column)));
            let what = if aside.what.is_empty() { String::new() } else { format!(" {}", aside.what) };
            let place = format!("{}{address}{what}", sheet_name(&sheet.name));
            self.keep(Hidden {
                kind: aside.kind,
                text: aside.text.clone(),
                span,
                author: String::new(),
                date: String::new(),
                place,
            });
        }
    }

    fn block(&mut self, kind: BlockKind, boxed: bool, text: &str) {
        if !self.draft.is_full() {
            self.draft.begin(kind, boxed);
            self.draft.add(text);
            self.draft.end();
        }
    }

    /// Lays the cells that are seen, keeps the others as hidden content. Gives where those stand that something hangs on.
    fn cells(&mut self, table: u32, sheet: &Sheet) -> HashMap<(u32, u32), Span> {
        let wanted: HashSet<(u32, u32)> = sheet
            .comments
            .iter()
            .map(|comment| comment.at)
            .chain(sheet.asides.iter().filter_map(|aside| aside.at))
            .collect();
        let mut places = HashMap::new();
        let mut merged = Merged::new(&sheet.merged);
        let (mut rows, mut columns): (Vec<(u32, String)>, BTreeMap<u32, String>) =
            (Vec::new(), BTreeMap::new());
        let start = self.draft.position();
        for cell in &sheet.cells {
            let over = merged.over(cell.row, cell.column);
            if let Some(value) = &cell.unseen {
                let place = cell_name(cell.row, cell.column);
                self.hide(
                    HiddenKind::HiddenText,
                    value.clone(),
                    here(self.draft.position()),
                    sheet,
                    &format!("{place} (its format shows nothing)"),
                );
            }
            if sheet.hidden || sheet.hides_row(cell.row) {
                if rows.last().is_none_or(|(row, _)| *row != cell.row) {
                    rows.push((cell.row, String::new()));
                }
                rows.last_mut().into_iter().for_each(|(_, text)| {
                    self.lost += usize::from(!add(text, &cell.text, '\t', &mut self.room))
                });
            } else if sheet.hides_column(cell.column) {
                self.lost += usize::from(!add(
                    columns.entry(cell.column).or_default(),
                    &cell.text,
                    '\n',
                    &mut self.room,
                ));
            } else if let Some(area) = over {
                let why = format!(
                    "{} (under the merged cell {})",
                    cell_name(cell.row, cell.column),
                    cell_name(area.top, area.left)
                );
                self.hide(
                    HiddenKind::HiddenText,
                    cell.text.to_string(),
                    here(self.draft.position()),
                    sheet,
                    &why,
                );
            } else {
                let span = self.cell(table, cell);
                if wanted.contains(&(cell.row, cell.column)) {
                    places.insert((cell.row, cell.column), span);
                }
            }
        }
        let at = start.min(self.draft.position());
        let which = if sheet.hidden { "hidden sheet, row" } else { "hidden row" };
        for (row, text) in rows {
            self.hide_counted(text, here(at), sheet, &format!("{which} {}", u64::from(row) + 1));
        }
        for (column, text) in columns {
            self.hide_counted(text, here(at), sheet, &format!("hidden column {}", column_name(column)));
        }
        places
    }

    fn cell(&mut self, table: u32, cell: &Cell) -> Span {
        let start = self.draft.position();
        if self.draft.is_full() {
            return here(start);
        }
        self.draft.begin(BlockKind::Cell { table, row: cell.row, column: cell.column }, false);
        let place = Place { member: cell.member, paragraph: cell.row, run: cell.column, source: cell.source };
        self.draft.push(&cell.text, place, cell.verbatim);
        let span = Span::new(start, self.draft.position()).trimmed(&self.draft.document.text);
        self.draft.end();
        span
    }

    /// Keeps hidden words of a sheet; `what` says which.
    fn hide(&mut self, kind: HiddenKind, text: String, span: Span, sheet: &Sheet, what: &str) {
        let Some(room) = self.room.checked_sub(text.len()) else {
            self.lost += 1;
            return;
        };
        self.room = room;
        let place = format!("{} {what}", sheet_name(&sheet.name));
        self.keep(Hidden { kind, text, span, author: String::new(), date: String::new(), place });
    }

    /// As [`Laying::hide`] for words whose room was taken already.
    fn hide_counted(&mut self, text: String, span: Span, sheet: &Sheet, what: &str) {
        let place = format!("{} {what}", sheet_name(&sheet.name));
        let kind = HiddenKind::HiddenText;
        self.keep(Hidden { kind, text, span, author: String::new(), date: String::new(), place });
    }

    fn keep(&mut self, hidden: Hidden) {
        if !hidden.text.trim().is_empty() {
            self.hidden.push(hidden);
        }
    }

    fn remarks_on(&mut self, sheet: &Sheet, places: &HashMap<(u32, u32), Span>, at: usize) {
        let first = self.comments.len();
        for Remark { at: cell, author, date, text, reply_to, done } in &sheet.comments {
            let span = places.get(cell).copied().unwrap_or(here(at));
            let place = format!("{}!{} comment", sheet_name(&sheet.name), cell_name(cell.0, cell.1));
            let (author, date) = (author.clone(), date.clone());
            self.keep(Hidden {
                kind: HiddenKind::Comment,
                text: text.clone(),
                span,
                author: author.clone(),
                date: date.clone(),
                place,
            });
            let reply_to = reply_to.map(|to| to + first);
            self.comments.push(Comment { text: text.clone(), author, date, span, reply_to, done: *done });
        }
    }

    /// Says what of the workbook is hidden.
    fn names_of_hidden(&mut self, sheets: &[Sheet]) {
        let hidden: Vec<&str> = sheets.iter().filter(|s| s.hidden).map(|s| s.name.as_str()).collect();
        if !hidden.is_empty() {
            let word = if hidden.len() == 1 { "sheet is" } else { "sheets are" };
            let names = listed(hidden.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect());
            self.remarks.push(format!(
                "{} {word} hidden: {names}; their cells are hidden content, not text",
                hidden.len()
            ));
        }
        for sheet in sheets.iter().filter(|sheet| !sheet.hidden) {
            let rows: Vec<u32> = sheet.cells.iter().map(|cell| cell.row).collect();
            let rows = stretches(&sheet.rows, &rows, |row| (u64::from(row) + 1).to_string());
            let held: BTreeSet<u32> = sheet.cells.iter().map(|cell| cell.column).collect();
            let columns = stretches(&sheet.columns, &held.into_iter().collect::<Vec<_>>(), column_name);
            for (word, list) in [("rows", rows), ("columns", columns)] {
                if !list.is_empty() {
                    let name = &sheet.name;
                    let remark = format!(
                        "hidden {word} of sheet \u{201c}{name}\u{201d} hold something: {}; that is hidden content, not text",
                        listed(list)
                    );
                    self.remarks.push(remark);
                }
            }
        }
    }
}

/// The stretches that hold one of `used`, which rise, in words: `4-9`, `C`.
fn stretches(all: &[(u32, u32)], used: &[u32], name: impl Fn(u32) -> String) -> Vec<String> {
    let holds = |first: u32, last: u32| {
        used.get(used.partition_point(|one| *one < first)).is_some_and(|one| *one <= last)
    };
    all.iter()
        .filter(|(first, last)| holds(*first, *last))
        .map(
            |(first, last)| {
                if first == last { name(*first) } else { format!("{}-{}", name(*first), name(*last)) }
            },
        )
        .collect()
}

fn listed(mut names: Vec<String>) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    names.join(", ") + &rest
}

/// An empty span.
fn here(at: usize) -> Span {
    Span::new(at, at)
}

/// Adds words to others; false if there is no room left.
fn add(text: &mut String, words: &str, between: char, room: &mut usize) -> bool {
    let Some(left) = room.checked_sub(words.len() + 1) else { return false };
    *room = left;
    if !text.is_empty() {
        text.push(between);
    }
    text.push_str(words);
    true
}

/// The merged areas that lie over the cells walked through, row by row.
struct Merged<'s> {
    all: &'s [Area],
    next: usize,
    row: Option<u32>,
    open: Vec<Area>,
}

impl<'s> Merged<'s> {
    fn new(all: &'s [Area]) -> Self {
        Self { all, next: 0, row: None, open: Vec::new() }
    }

    /// The area over a cell, unless the cell is the one that shows for it. Rows must rise.
    fn over(&mut self, row: u32, column: u32) -> Option<Area> {
        if self.row != Some(row) {
            self.row = Some(row);
            self.open.retain(|area| area.bottom >= row);
            while let Some(area) = self.all.get(self.next).filter(|area| area.top <= row) {
                if area.bottom >= row && self.open.len() < MOST_OPEN {
                    self.open.push(*area);
                }
                self.next += 1;
            }
        }
        let over = |area: &&Area| {
            (area.left..=area.right).contains(&column) && (area.top, area.left) != (row, column)
        };
        self.open.iter().find(over).copied()
    }
}
