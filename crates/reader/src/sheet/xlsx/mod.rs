//! Excel workbooks (`.xlsx`, `.xlsm` and their templates, transitional and strict): from the container to a [`Book`].
//!
//! Invariant: the address of an external link is kept as words and never opened.

mod around;
mod cells;
mod chosen;
mod controls;
mod drawings;
mod strings;
mod styles;

use super::book::{Aside, Book, Sheet};
use super::days::Era;
use crate::Limits;
use crate::docx::container::Container;
use crate::docx::members::{Relation, Source, relations, source};
use crate::docx::properties;
use crate::docx::xml::{Cursor, Piece};
use cells::Cells;
use memchr::memmem;
use probata_report::{HiddenKind, Span};
use std::collections::HashMap;
use strings::Strings;
use styles::Styles;

const WORKBOOK: &str = "xl/workbook.xml";
/// More sheets than any workbook has that a person made.
const MOST_SHEETS: usize = 5_000;

/// True if the container holds a workbook.
pub(super) fn is_workbook(bytes: &[u8], limits: Limits) -> bool {
    Container::open(bytes, limits.member)
        .is_ok_and(|mut container| main_member(&mut container, limits).is_some())
}

/// The member that holds the workbook: as the package names it, or at its usual place.
fn main_member(container: &mut Container<'_>, limits: Limits) -> Option<String> {
    let package = relations(container, "", limits.depth);
    let named = package
        .into_iter()
        .find(|relation| relation.kind == "officeDocument")
        .map(|relation| relation.target);
    named
        .filter(|name| name.starts_with("xl/") && container.has(name))
        .or_else(|| container.has(WORKBOOK).then(|| WORKBOOK.to_owned()))
}

/// What the workbook's main member says.
#[derive(Default)]
struct Main {
    sheets: Vec<Listed>,
    era: Era,
    names: Vec<(String, String)>,
    path: String,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    relation: String,
    hidden: bool,
    source: Span,
}

/// Reads a workbook, or says why it cannot be read at all.
pub(super) fn book(bytes: &[u8], limits: Limits) -> Result<Book, String> {
    let mut container = Container::open(bytes, limits.member)?;
    let Some(name) = main_member(&mut container, limits) else {
        let is_binary = container.has("xl/workbook.bin");
        let binary =
            "the file is a binary Excel workbook (XLSB); open it in Excel or LibreOffice and save it as XLSX";
        return Err(if is_binary { binary } else { "it holds no workbook" }.to_owned());
    };
    let main = match source(&mut container, &name) {
        Some(Ok(main)) => main,
        Some(Err(why)) => return Err(format!("its main part {name} cannot be read: {why}")),
        None => return Err(format!("its main part {name} is not in the container")),
    };
    if memmem::find(main.text.as_bytes(), b"workbook").is_none() {
        return Err(format!("its main part {name} is no workbook"));
    }
    let mut book = Book::new("xlsx");
    let said = workbook(&mut book, &main, limits);
    let related = relations(&mut container, &name, limits.depth);
    let mut reading = Reading { container, related, limits, persons: HashMap::new() };
    reading.around(&mut book, &said, &name);
    let cells = reading.cells(&mut book, said.era);
    for (index, listed) in said.sheets.iter().enumerate() {
        reading.sheet(&mut book, listed, index, &cells);
    }
    reading.end(&mut book);
    Ok(book)
}

fn workbook(book: &mut Book, main: &Source, limits: Limits) -> Main {
    book.missing.extend(main.fault.clone().map(|fault| (main.name.clone(), fault)));
    let (mut cursor, mut said) = (Cursor::new(&main.text, limits.depth), Main::default());
    loop {
        match cursor.next() {
            Ok(Piece::Open(element)) => match element.local() {
                "sheet" if said.sheets.len() < MOST_SHEETS => {
                    let source = Span::new(element.at, cursor.position().max(element.at));
                    let is_hidden = element.attribute("state").is_some_and(|state| state != "visible");
                    let name = element.attribute("name").unwrap_or_default();
                    said.sheets.extend(element.relation("id").map(|relation| Listed {
                        name,
                        relation,
                        hidden: is_hidden,
                        source,
                    }));
                }
                "sheet" => book.lacks(main.name.clone(), format!("it lists more than {MOST_SHEETS} sheets")),
                "workbookPr" if element.attribute("date1904").is_some_and(|on| on == "1" || on == "true") => {
                    said.era = Era::Since1904;
                }
                "definedName" => {
                    let name = element.attribute("name").unwrap_or_default();
                    let Ok(text) = cursor.inside() else { continue };
                    if said.names.len() < 10_000 {
                        said.names.push((name, text));
                    }
                }
                "absPath" => said.path = element.attribute("url").unwrap_or_default(),
                _ => {}
            },
            Ok(Piece::End) => break,
            Ok(_) => {}
            Err(broken) => {
                book.lacks(main.name.clone(), format!("it is broken: {}", broken.why));
                break;
            }
        }
    }
    said
}

/// A workbook being read.
struct Reading<'b> {
    container: Container<'b>,
    /// Relations of the main member.
    related: Vec<Relation>,
    limits: Limits,
    /// Names of those who comment, by id.
    persons: HashMap<String, String>,
}

impl Reading<'_> {
    /// The name of the member of a kind, as the workbook gives it.
    fn of_kind(&self, kind: &str) -> Option<String> {
        let found = self.related.iter().find(|relation| relation.kind == kind && !relation.external)?;
        Some(found.target.clone())
    }

    /// A member that is named; what is wrong with it is missing.
    fn member(&mut self, book: &mut Book, name: &str) -> Option<Source> {
        match source(&mut self.container, name) {
            Some(Ok(source)) => {
                if let Some(fault) = &source.fault {
                    book.lacks(name, fault.clone());
                }
                Some(source)
            }
            Some(Err(why)) => {
                book.lacks(name, why);
                None
            }
            None => {
                book.lacks(name, "it is not in the container; ask for the file again");
                None
            }
        }
    }

    /// A member whose reading does not tell where it breaks off: that is missing too.
    fn side_member(&mut self, book: &mut Book, name: &str) -> Option<Source> {
        match source(&mut self.container, name) {
            Some(Ok(source)) => {
                source.flaws(self.limits.depth, "Excel").for_each(|(place, why)| book.lacks(place, why));
                Some(source)
            }
            _ => self.member(book, name),
        }
    }

    fn cells(&mut self, book: &mut Book, era: Era) -> Cells {
        let depth = self.limits.depth;
        let strings = self
            .of_kind("sharedStrings")
            .and_then(|name| self.member(book, &name))
            .map(|source| Strings::read(book, &source, depth))
            .unwrap_or_default();
        let styles = self
            .of_kind("styles")
            .and_then(|name| self.side_member(book, &name))
            .map(|source| Styles::read(&source.text, depth))
            .unwrap_or_default();
        Cells { strings, styles, era, depth }
    }

    fn sheet(&mut self, book: &mut Book, listed: &Listed, index: usize, cells: &Cells) {
        let name = listed.name.clone();
        let mut sheet = Sheet { name, source: listed.source, hidden: listed.hidden, ..Sheet::default() };
        let target = self
            .related
            .iter()
            .find(|relation| relation.id == listed.relation)
            .map(|relation| relation.target.clone());
        let read = match &target {
            Some(target) => source(&mut self.container, target),
            None => None,
        };
        let place = format!("sheet \u{201c}{}\u{201d}", listed.name);
        match (read, target) {
            (Some(Ok(read)), Some(target)) => {
                let related = relations(&mut self.container, &target, self.limits.depth);
                if let Some(fault) = &read.fault {
                    book.lacks(place.clone(), fault.clone());
                }
                let member = u16::try_from(index + 2).unwrap_or(u16::MAX);
                cells.read(book, &mut sheet, &read, member, &related);
                let controls = self.controls(book, &sheet, &read.text, &related);
                drop(read);
                self.around_sheet(book, &mut sheet, &related, controls);
            }
            (Some(Err(why)), _) => book.lacks_cells(place, why),
            _ => book
                .lacks(place, "it is missing in the file or broken; save it anew in a spreadsheet program"),
        }
        sheet.settle();
        book.sheets.push(sheet);
    }

    /// What lies around the sheets: properties, names, links, people, what a pivot table keeps.
    fn around(&mut self, book: &mut Book, said: &Main, name: &str) {
        for (of, text) in &said.names {
            book.property(format!("{name} defined name {of}"), text);
        }
        book.property(format!("{name} path"), &said.path);
        for relation in relations(&mut self.container, "", self.limits.depth) {
            if !relation.kind.ends_with("-properties") || !self.container.has(&relation.target) {
                continue;
            }
            let Some(read) = self.side_member(book, &relation.target) else { continue };
            let found = match relation.kind.as_str() {
                "custom-properties" => properties::custom(&read, self.limits.depth),
                _ => properties::stated(&read, self.limits.depth).0,
            };
            book.hidden.extend(found);
        }
        for relation in self.related.clone() {
            match relation.kind.as_str() {
                "externalLink" => self.external(book, &relation.target),
                "person" => self.people(book, &relation.target),
                "pivotCacheDefinition" => self.pivot(book, &relation.target),
                "connections" => self.connections(book, &relation.target),
                "revisionHeaders" => {
                    let why = "the file keeps earlier values of its cells (a shared workbook's history); they are not read: open it in \
                               Excel and look at its changes";
                    book.lacks_cells(relation.target.clone(), why);
                }
                "vbaProject" => {
                    book.remarks.push("the file holds macros; they are neither run nor read".to_owned())
                }
                _ => {}
            }
        }
    }

    fn end(&mut self, book: &mut Book) {
        if self.container.salvaged {
            let why =
                "the file is cut short: what is whole was taken from its beginning. Ask for the file again";
            book.lacks("whole file", why);
        }
        for (place, why) in std::mem::take(&mut self.container.broken) {
            book.lacks(place, why);
        }
        for name in std::mem::take(&mut self.container.doubled) {
            book.lacks(name, "the container holds this member twice, and programs differ in which they show");
        }
    }
}

/// A property of a cell.
fn aside(kind: HiddenKind, at: Option<(u32, u32)>, what: &'static str, text: String) -> Aside {
    Aside { kind, at, what, text }
}
