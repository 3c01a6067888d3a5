//! The walk through the sheets of an OpenDocument table. Rows and cells that repeat are counted, not written out, unless they hold
//! something.

use super::cell::Content;
use super::margins::Margins;
use crate::Limits;
use crate::docx::members::Source;
use crate::docx::xml::{Broken, Cursor, Element, Piece};
use crate::odt::forms::{Fields, fields};
use crate::sheet::book::{Area, Aside, Book, Cell, LAST_COLUMN, LAST_ROW, MOST_CELLS, Sheet};
use probata_report::{HiddenKind, Span};
use std::collections::HashMap;
use std::rc::Rc;

/// Lists of allowed values that are kept.
const MOST_LISTS: usize = 10_000;

/// Reads the sheets of a member.
pub(super) fn read(book: &mut Book, source: &Source, margins: &mut Margins, limits: Limits) {
    if let Some(fault) = &source.fault {
        book.lacks(source.name.clone(), fault.clone());
    }
    margins.read(&source.text, limits.depth);
    let (allowed, fields, depth) = (HashMap::new(), Fields::new(), limits.depth);
    let mut walk = Walk { source, margins, allowed, pictures: 0, fields, depth };
    if let Err(broken) = walk.book(book) {
        book.lacks_cells(
            source.name.clone(),
            format!("it is broken: {}; what stands behind that is missing", broken.why),
        );
    }
}

struct Walk<'w> {
    source: &'w Source,
    margins: &'w Margins,
    /// What cells may hold, by the rule's name.
    allowed: HashMap<String, String>,
    /// Pictures and objects of the sheet being read.
    pictures: usize,
    /// What fields of its forms show whose places have not come.
    fields: Fields,
    /// Deepest nesting of elements.
    depth: usize,
}

/// A cell with how often it stands there.
struct Repeated {
    column: u32,
    times: u32,
    cell: Found,
}

/// A cell's content.
struct Found {
    content: Content,
    formula: String,
    rule: String,
    /// Rows and columns that it spans.
    span: (u32, u32),
}

impl Walk<'_> {
    fn book(&mut self, book: &mut Book) -> Result<(), Broken> {
        let source = self.source;
        let mut cursor = Cursor::of_all_text(&source.text, self.depth);
        let mut within = false;
        loop {
            match cursor.next()? {
                Piece::Open(element) if element.local() == "spreadsheet" => within = true,
                Piece::Open(element) if within => self.part(&element, &mut cursor, book)?,
                Piece::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Something that stands among the sheets.
    fn part(
        &mut self,
        element: &Element<'_>,
        cursor: &mut Cursor<'_>,
        book: &mut Book,
    ) -> Result<(), Broken> {
        let said = |name: &str| element.attribute(name).unwrap_or_default();
        match element.local() {
            "table" => self.sheet(element, cursor, book)?,
            "tracked-changes" => {
                let words = texts(cursor, self.source)?;
                if !words.is_empty() {
                    book.remarks.push("the file keeps changes of its cells with their earlier values; they are hidden content".to_owned());
                    let mut hidden =
                        crate::sheet::hidden_text(&format!("{} tracked changes", self.source.name), words);
                    hidden.kind = HiddenKind::Deleted;
                    book.hidden.push(hidden);
                }
            }
            "content-validation" if self.allowed.len() < MOST_LISTS => {
                self.allowed.insert(said("name"), said("condition"));
            }
            "help-message" | "error-message" => {
                let title = said("title");
                let words = texts(cursor, self.source)?;
                book.property(format!("{} message on entry", self.source.name), &format!("{title} {words}"));
            }
            "named-range" => {
                book.property(
                    format!("{} defined name {}", self.source.name, said("name")),
                    &said("cell-range-address"),
                );
            }
            "named-expression" => {
                book.property(
                    format!("{} defined name {}", self.source.name, said("name")),
                    &said("expression"),
                );
            }
            "dde-source" | "database-source-sql" | "database-source-table" => {
                let from = [
                    said("dde-application"),
                    said("dde-topic"),
                    said("database-name"),
                    said("sql-statement"),
                ];
                book.property(format!("{} link to other data", self.source.name), from.join(" ").trim());
            }
            "a" => book.property(format!("{} link", self.source.name), &said("href")),
            _ => {}
        }
        Ok(())
    }

    fn sheet(
        &mut self,
        element: &Element<'_>,
        cursor: &mut Cursor<'_>,
        book: &mut Book,
    ) -> Result<(), Broken> {
        let style = element.attribute("style-name").unwrap_or_default();
        let name = element.attribute("name").unwrap_or_default();
        let (header, footer) = self.margins.of(&style, &name);
        let source = Span::new(element.at, cursor.position().max(element.at));
        let hidden = self.margins.hides(&style);
        let mut sheet = Sheet { name, source, hidden, header, footer, ..Sheet::default() };
        self.pictures = 0;
        let outcome = self.rows(cursor, book, &mut sheet);
        for text in std::mem::take(&mut self.fields).into_values() {
            let what = "field of a form that is not shown";
            book.aside(&mut sheet, Aside { kind: HiddenKind::HiddenText, at: None, what, text });
        }
        if self.pictures > 0 {
            let many = if self.pictures == 1 {
                "a picture or object lies".to_owned()
            } else {
                format!("{} pictures or objects lie", self.pictures)
            };
            let why = format!(
                "{many} on it; words in them are not read: look at the sheet in a spreadsheet program"
            );
            book.lacks(format!("sheet \u{201c}{}\u{201d}", sheet.name), why);
        }
        sheet.settle();
        book.sheets.push(sheet);
        outcome
    }

    fn rows(&mut self, cursor: &mut Cursor<'_>, book: &mut Book, sheet: &mut Sheet) -> Result<(), Broken> {
        let outside = cursor.depth().saturating_sub(1);
        let (mut row, mut column) = (0u32, 0u32);
        while cursor.depth() > outside {
            let element = match cursor.next()? {
                Piece::Open(element) => element,
                Piece::End => return Ok(()),
                _ => continue,
            };
            match element.local() {
                "table-column" => {
                    let times = times(&element, "number-columns-repeated", LAST_COLUMN);
                    if is_hidden(&element) && sheet.columns.len() < 20_000 {
                        sheet.columns.push((column, column.saturating_add(times - 1).min(LAST_COLUMN)));
                    }
                    column = column.saturating_add(times);
                }
                "table-row" => {
                    let times = times(&element, "number-rows-repeated", LAST_ROW);
                    if is_hidden(&element) {
                        Sheet::extend(&mut sheet.rows, row, row.saturating_add(times - 1).min(LAST_ROW));
                    }
                    self.row(cursor, book, sheet, row, times)?;
                    row = row.saturating_add(times);
                }
                "table-source" | "cell-range-source" => {
                    let from = element.attribute("href").unwrap_or_default();
                    book.property(format!("{} link to another file", self.source.name), &from);
                    // What the file keeps of another one is not its own.
                    sheet.hidden |= sheet.name.starts_with('\'') && sheet.name.contains("'#$");
                }
                "forms" => {
                    let (fields, _) = fields(&self.source.text, self.depth, &cursor.point(&element));
                    self.fields.extend(fields);
                    cursor.skip()?;
                }
                "shapes" => {
                    let content = Content::read(cursor, self.source, self.margins)?;
                    self.around(book, sheet, None, content);
                }
                "named-range" | "named-expression" => self.part(&element, cursor, book)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn row(
        &mut self,
        cursor: &mut Cursor<'_>,
        book: &mut Book,
        sheet: &mut Sheet,
        row: u32,
        times: u32,
    ) -> Result<(), Broken> {
        let (outside, mut column, mut cells) = (cursor.depth().saturating_sub(1), 0u32, Vec::new());
        while cursor.depth() > outside {
            let element = match cursor.next()? {
                Piece::Open(element) => element,
                Piece::End => break,
                _ => continue,
            };
            if !matches!(element.local(), "table-cell" | "covered-table-cell") {
                continue;
            }
            let times = self::times(&element, "number-columns-repeated", LAST_COLUMN);
            let cell = self.cell(&element, cursor)?;
            if let Some(cell) = cell.filter(|_| column <= LAST_COLUMN && row <= LAST_ROW) {
                cells.push(Repeated { column, times: times.min(LAST_COLUMN - column + 1), cell });
            }
            column = column.saturating_add(times);
        }
        self.place(book, sheet, row, times.min(LAST_ROW.saturating_sub(row) + 1), cells);
        Ok(())
    }

    /// A cell, if it holds something.
    fn cell(&self, element: &Element<'_>, cursor: &mut Cursor<'_>) -> Result<Option<Found>, Broken> {
        let said = |name: &str| element.attribute(name).unwrap_or_default();
        let spanned = |name| element.attribute(name).and_then(|n| n.parse::<u32>().ok()).unwrap_or(1).max(1);
        let (formula, rule) = (said("formula"), said("content-validation-name"));
        let span = (spanned("number-rows-spanned"), spanned("number-columns-spanned"));
        let value = ["string-value", "date-value", "time-value", "boolean-value", "value"]
            .into_iter()
            .find_map(|name| element.attribute(name))
            .unwrap_or_default();
        let mut content = Content::read(cursor, self.source, self.margins)?;
        if content.text.is_empty() && content.is_shown {
            content.unseen = Some(value).filter(|value| !value.is_empty());
        } else if content.text.is_empty() && !value.is_empty() {
            (content.text, content.verbatim) = (value, false);
            content.source = Span::new(element.at, element.at);
        }
        let holds = !content.text.trim().is_empty()
            || !content.comments.is_empty()
            || !formula.is_empty()
            || !rule.is_empty()
            || content.pictures > 0
            || content.unseen.is_some()
            || !content.boxes.is_empty()
            || !content.fields.is_empty()
            || span != (1, 1);
        Ok(holds.then_some(Found { content, formula, rule, span }))
    }

    /// Puts the cells of a row where they stand, as often as they stand there.
    fn place(&mut self, book: &mut Book, sheet: &mut Sheet, row: u32, times: u32, cells: Vec<Repeated>) {
        let words: Vec<Option<Rc<str>>> = cells
            .iter()
            .map(|one| {
                Some(one.cell.content.text.as_str()).filter(|text| !text.trim().is_empty()).map(Rc::from)
            })
            .collect();
        let in_row: usize = cells
            .iter()
            .zip(&words)
            .filter(|(_, words)| words.is_some())
            .map(|(one, _)| one.times as usize)
            .sum();
        for again in 0..if in_row > 0 { times } else { 0 } {
            if book.cells >= MOST_CELLS {
                book.dropped += in_row.saturating_mul((times - again) as usize);
                break;
            }
            for (one, text) in cells.iter().zip(&words) {
                let Some(text) = text else { continue };
                let Content { source, verbatim, .. } = one.cell.content;
                for column in one.column..one.column + one.times {
                    let text = text.clone();
                    book.cell(
                        sheet,
                        Cell { row: row + again, column, text, unseen: None, member: 0, source, verbatim },
                    );
                }
            }
        }
        for one in cells {
            let at = (row, one.column);
            let (down, right) = one.cell.span;
            let (bottom, right) = (
                row.saturating_add(down - 1).min(LAST_ROW),
                one.column.saturating_add(right - 1).min(LAST_COLUMN),
            );
            sheet.merge(Area { top: row, left: one.column, bottom, right });
            let aside = |kind, what, text| Aside { kind, at: Some(at), what, text };
            let unseen = one.cell.content.unseen.clone().unwrap_or_default();
            book.aside(sheet, aside(HiddenKind::HiddenText, "value that is not shown", unseen));
            book.aside(sheet, aside(HiddenKind::FieldCode, "formula", one.cell.formula));
            // A rule is told where it is first used.
            let allowed = self.allowed.remove(&one.cell.rule).unwrap_or_default();
            book.aside(sheet, aside(HiddenKind::HiddenText, "allowed values", allowed));
            self.around(book, sheet, Some(at), one.cell.content);
        }
    }

    /// Comments, links, boxes and pictures of a cell or of a sheet.
    fn around(&mut self, book: &mut Book, sheet: &mut Sheet, at: Option<(u32, u32)>, content: Content) {
        let Content { comments, links, pictures, mut boxes, fields, described, .. } = content;
        let shown = fields.iter().filter_map(|id| self.fields.remove(id));
        boxes.extend(shown.filter(|words| !words.trim().is_empty()));
        self.pictures += pictures;
        for mut comment in comments {
            comment.at = at.unwrap_or_default();
            if sheet.comments.len() < 20_000 {
                sheet.comments.push(comment);
            }
        }
        for link in links {
            book.aside(sheet, Aside { kind: HiddenKind::FieldCode, at, what: "link", text: link });
        }
        for text in described {
            book.aside(sheet, Aside { kind: HiddenKind::AltText, at, what: "picture or shape", text });
        }
        if sheet.boxes.len() < 5_000 {
            sheet.boxes.extend(boxes);
        }
    }
}

/// How often a row or cell stands there.
fn times(element: &Element<'_>, name: &str, last: u32) -> u32 {
    element.attribute(name).and_then(|n| n.trim().parse::<u32>().ok()).unwrap_or(1).clamp(1, last + 1)
}

fn is_hidden(element: &Element<'_>) -> bool {
    element.attribute("visibility").is_some_and(|how| how == "collapse" || how == "filter")
}

/// The paragraphs of the element just opened as lines.
fn texts(cursor: &mut Cursor<'_>, source: &Source) -> Result<String, Broken> {
    let (outside, mut lines) = (cursor.depth().saturating_sub(1), Vec::new());
    while cursor.depth() > outside {
        match cursor.next()? {
            Piece::Open(element) if element.local() == "p" => {
                lines.push(Content::of_paragraph(cursor, source)?)
            }
            Piece::End => break,
            _ => {}
        }
    }
    Ok(lines.join("\n"))
}
