//! OpenDocument tables (`.ods` and its template, `.fods`): from the container or the flat file to a [`Book`].
//!
//! The words of a cell stand in the file as its program showed them; where a program left them out, the value stands for them.

mod cell;
mod margins;
mod walk;

use super::book::Book;
use crate::Limits;
use crate::docx::container::Container;
use crate::docx::members::{Source, source};
use crate::odt::meta;
use margins::Margins;
use memchr::memmem;

const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";

/// True if the container holds an OpenDocument table.
pub(super) fn is_workbook(bytes: &[u8], limits: Limits) -> bool {
    let Ok(mut container) = Container::open(bytes, limits.member) else { return false };
    let Some(Ok(kind)) = container.member("mimetype") else { return false };
    memmem::find(&kind.bytes, b"opendocument.spreadsheet").is_some()
}

/// Reads an OpenDocument table, or says why it cannot be read at all.
pub(super) fn book(bytes: &[u8], limits: Limits) -> Result<Book, String> {
    let mut container = Container::open(bytes, limits.member)?;
    if crate::odt::is_encrypted(&mut container) {
        return Err(
            "the file is protected with a password; open it in LibreOffice and save a copy without one"
                .into(),
        );
    }
    let content = match source(&mut container, CONTENT) {
        Some(Ok(content)) => content,
        Some(Err(why)) => return Err(format!("its main part {CONTENT} cannot be read: {why}")),
        None => return Err(format!("its main part {CONTENT} is not in the container")),
    };
    if memmem::find(content.text.as_bytes(), b"spreadsheet").is_none() {
        return Err(format!("its main part {CONTENT} is no OpenDocument table"));
    }
    let mut book = Book::new("ods");
    let mut margins = Margins::default();
    for (name, is_styles) in [(STYLES, true), ("meta.xml", false)] {
        match source(&mut container, name) {
            Some(Ok(read)) => {
                read.flaws(limits.depth, "LibreOffice").for_each(|(place, why)| book.lacks(place, why));
                if is_styles {
                    margins.read(&read.text, limits.depth);
                } else {
                    book.hidden.extend(meta::properties(&read.name, &read.text, limits.depth).0);
                }
            }
            Some(Err(why)) => book.lacks(name, why),
            None => {}
        }
    }
    walk::read(&mut book, &content, &mut margins, limits);
    if container.salvaged {
        let why = "the file is cut short: what is whole was taken from its beginning. Ask for the file again";
        book.lacks("whole file", why);
    }
    for name in std::mem::take(&mut container.doubled) {
        book.lacks(name, "the container holds this member twice, and programs differ in which they show");
    }
    Ok(book)
}

/// Reads a flat file.
pub(super) fn flat_book(text: String, limits: Limits) -> Book {
    let source = Source { name: "the file".to_owned(), text, recoded: false, shift: 0, fault: None };
    let mut book = Book::new("ods, flat");
    book.hidden.extend(meta::properties(&source.name, &source.text, limits.depth).0);
    let mut margins = Margins::default();
    margins.read(&source.text, limits.depth);
    walk::read(&mut book, &source, &mut margins, limits);
    book
}
