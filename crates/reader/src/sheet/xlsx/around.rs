//! What hangs on sheets and on the workbook: comments, drawings, links to other files, what a pivot table keeps.

use super::controls::Controls;
use super::{Reading, aside};
use crate::docx::members::{Relation, relations};
use crate::docx::xml::{Cursor, Element, Piece};
use crate::sheet::book::{Book, Remark, Sheet, address};
use probata_report::HiddenKind;
use std::collections::{HashMap, HashSet};

/// Comments of a sheet that are kept.
const MOST_COMMENTS: usize = 20_000;
/// Words that a pivot table's copy of its data may have here, in bytes.
const MOST_KEPT: usize = 4 << 20;

impl Reading<'_> {
    /// Comments, drawings and tables of a sheet.
    pub(super) fn around_sheet(
        &mut self,
        book: &mut Book,
        sheet: &mut Sheet,
        related: &[Relation],
        mut controls: Controls,
    ) {
        for relation in related.iter().filter(|relation| relation.kind == "threadedComment") {
            self.threads(book, sheet, &relation.target);
        }
        for relation in related {
            match relation.kind.as_str() {
                "comments" => self.notes(book, sheet, &relation.target),
                "drawing" => self.drawing(book, sheet, &relation.target, &mut controls),
                "table" | "pivotTable" => {
                    let Some(read) = self.side_member(book, &relation.target) else { continue };
                    let name = first(&read.text, self.limits.depth, |element| {
                        element.attribute("displayName").or(element.attribute("name"))
                    });
                    let what = if relation.kind == "table" { "table's name" } else { "pivot table's name" };
                    book.aside(sheet, aside(HiddenKind::Property, None, what, name.unwrap_or_default()));
                }
                "oleObject" | "package" | "control" => {
                    let why = "an object of another program lies in the sheet; it is not read: open the sheet in Excel to see it";
                    book.lacks(format!("sheet \u{201c}{}\u{201d}, {}", sheet.name, relation.target), why);
                }
                _ => {}
            }
        }
        controls.rest(sheet);
        sheet.comments.truncate(MOST_COMMENTS);
    }

    /// Comments with answers, as newer programs write them.
    fn threads(&mut self, book: &mut Book, sheet: &mut Sheet, name: &str) {
        let Some(read) = self.side_member(book, name) else { return };
        let (mut cursor, mut ids) = (Cursor::new(&read.text, self.limits.depth), HashMap::new());
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element)
                    if element.local() == "threadedComment" && sheet.comments.len() < MOST_COMMENTS =>
                {
                    let said = |name| element.attribute(name).unwrap_or_default();
                    let at = address(&said("ref")).unwrap_or_default();
                    let author = said("personId");
                    let author = self.persons.get(&author).cloned().unwrap_or(author);
                    let (date, parent) = (said("dT"), said("parentId"));
                    let done = said("done") == "1";
                    ids.insert(said("id"), sheet.comments.len());
                    let reply_to = ids.get(&parent).copied().filter(|to| *to != sheet.comments.len());
                    let text = words(&mut cursor);
                    sheet.comments.push(Remark { at, author, date, text, reply_to, done });
                }
                Piece::End => break,
                _ => {}
            }
        }
    }

    /// Notes on cells. Where a cell has a thread, its note only says so.
    fn notes(&mut self, book: &mut Book, sheet: &mut Sheet, name: &str) {
        let Some(read) = self.member(book, name) else { return };
        let threaded: HashSet<(u32, u32)> = sheet.comments.iter().map(|comment| comment.at).collect();
        let (mut cursor, mut authors) = (Cursor::new(&read.text, self.limits.depth), Vec::new());
        loop {
            match cursor.next() {
                Ok(Piece::Open(element)) if element.local() == "author" => {
                    authors.extend(cursor.inside().ok())
                }
                Ok(Piece::Open(element))
                    if element.local() == "comment" && sheet.comments.len() < MOST_COMMENTS =>
                {
                    let at = element.attribute("ref").and_then(|r| address(&r)).unwrap_or_default();
                    let author = element.attribute("authorId").and_then(|id| id.trim().parse::<usize>().ok());
                    let author = author.and_then(|author| authors.get(author).cloned()).unwrap_or_default();
                    let text = words(&mut cursor);
                    if !threaded.contains(&at) {
                        let author = if author.starts_with("tc={") { String::new() } else { author };
                        sheet.comments.push(Remark { at, author, text, ..Remark::default() });
                    }
                }
                Ok(Piece::End) => break,
                Ok(_) => {}
                Err(broken) => {
                    book.lacks(
                        name,
                        format!("it is broken: {}; comments behind that are missing", broken.why),
                    );
                    break;
                }
            }
        }
    }

    /// Another workbook whose values this one shows.
    pub(super) fn external(&mut self, book: &mut Book, name: &str) {
        let of_link = relations(&mut self.container, name, self.limits.depth);
        for relation in of_link.into_iter().filter(|relation| relation.external) {
            book.property(format!("{name} link to another file"), &relation.target);
        }
        let Some(read) = self.side_member(book, name) else { return };
        let kept = texts(&read.text, self.limits.depth, "v");
        if !kept.is_empty() {
            book.hidden.push(crate::sheet::hidden_text(&format!("{name} values of another file"), kept));
        }
    }

    /// People who comment.
    pub(super) fn people(&mut self, book: &mut Book, name: &str) {
        let Some(read) = self.side_member(book, name) else { return };
        let mut cursor = Cursor::new(&read.text, self.limits.depth);
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element) if element.local() == "person" => {
                    let said = element.attribute("displayName").unwrap_or_default();
                    book.property(format!("{name} person"), &said);
                    book.property(
                        format!("{name} account"),
                        &element.attribute("userId").unwrap_or_default(),
                    );
                    self.persons.extend(element.attribute("id").map(|id| (id, said)));
                }
                Piece::End => break,
                _ => {}
            }
        }
    }

    /// The copy that a pivot table keeps of the data it was made from.
    pub(super) fn pivot(&mut self, book: &mut Book, name: &str) {
        let Some(read) = self.side_member(book, name) else { return };
        let (mut cursor, mut kept) = (Cursor::new(&read.text, self.limits.depth), String::new());
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element)
                    if matches!(element.local(), "s" | "d" | "cacheField") && kept.len() < MOST_KEPT =>
                {
                    let value =
                        element.attribute("v").or_else(|| element.attribute("name")).unwrap_or_default();
                    let is_field = element.local() == "cacheField";
                    kept.push_str(if kept.is_empty() {
                        ""
                    } else if is_field {
                        "\n"
                    } else {
                        "\t"
                    });
                    kept.push_str(&value);
                }
                Piece::End => break,
                _ => {}
            }
        }
        if kept.contains('\t') {
            book.remarks.push(
                "a pivot table keeps a copy of the data that it was made from, also of what was deleted since; it is hidden content".to_owned(),
            );
            book.hidden.push(crate::sheet::hidden_text(&format!("{name} data of a pivot table"), kept));
        }
    }

    /// Data bases and files that the workbook takes data from.
    pub(super) fn connections(&mut self, book: &mut Book, name: &str) {
        let Some(read) = self.side_member(book, name) else { return };
        let mut cursor = Cursor::new(&read.text, self.limits.depth);
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element) => {
                    for told in ["sourceFile", "odcFile", "connection", "command", "url"] {
                        book.property(format!("{name} {told}"), &element.attribute(told).unwrap_or_default());
                    }
                }
                Piece::End => break,
                _ => {}
            }
        }
    }
}

/// The words of the element just opened, phonetics left out, runs of a comment joined.
fn words(cursor: &mut Cursor<'_>) -> String {
    let (outside, mut text, mut wanted) = (cursor.depth().saturating_sub(1), String::new(), false);
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Open(element)) => {
                wanted = matches!(element.local(), "t" | "text");
                if element.local() == "rPh" && cursor.skip().is_err() {
                    break;
                }
            }
            Ok(Piece::Text(chars)) if wanted => text.push_str(&chars.text),
            Ok(Piece::Close) => wanted = false,
            Ok(Piece::Text(_)) => {}
            Ok(Piece::End) | Err(_) => break,
        }
    }
    super::strings::unescaped(text.trim()).into_owned()
}

/// What the first element says.
pub(super) fn first<T>(text: &str, depth: usize, of: impl Fn(&Element<'_>) -> Option<T>) -> Option<T> {
    let mut cursor = Cursor::new(text, depth);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) => return of(&element),
            Piece::End => break,
            _ => {}
        }
    }
    None
}

/// The words of all elements of a name, set apart by tabs.
pub(super) fn texts(text: &str, depth: usize, local: &str) -> String {
    let (mut cursor, mut all) = (Cursor::new(text, depth), String::new());
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == local && all.len() < MOST_KEPT => {
                let Ok(text) = cursor.inside() else { break };
                if !all.is_empty() && !text.is_empty() {
                    all.push('\t');
                }
                all.push_str(&text);
            }
            Piece::End => break,
            _ => {}
        }
    }
    all
}
