//! What the file says about itself: who wrote it, who saved it last, for whom, and names that a house adds.

use super::members::{Source, plain_text};
use super::xml::{Cursor, Piece};
use probata_report::{Hidden, HiddenKind, Span};

/// Properties worth showing to somebody who looks for what the file gives away.
const TOLD: [&str; 13] = [
    "title",
    "subject",
    "creator",
    "keywords",
    "description",
    "lastModifiedBy",
    "category",
    "contentStatus",
    "Company",
    "Manager",
    "HyperlinkBase",
    "Template",
    "identifier",
];

/// A property.
pub(super) fn property(place: String, text: &str) -> Option<Hidden> {
    let text = text.trim();
    (!text.is_empty()).then(|| Hidden {
        kind: HiddenKind::Property,
        text: text.to_owned(),
        span: Span::default(),
        author: String::new(),
        date: String::new(),
        place,
    })
}

/// Properties of `docProps/core.xml` and `docProps/app.xml`, and the number of pages if it is there.
pub(crate) fn stated(source: &Source, depth: usize) -> (Vec<Hidden>, Option<u32>) {
    let (mut cursor, mut properties, mut pages) = (Cursor::new(&source.text, depth), Vec::new(), None);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if cursor.depth() == 2 => {
                let name = element.local().to_owned();
                let Ok(text) = cursor.inside() else { break };
                if name == "Pages" {
                    pages = text.trim().parse().ok();
                } else if TOLD.contains(&name.as_str()) && text.trim() != "Normal.dotm" {
                    properties.extend(property(format!("{} {name}", source.name), &text));
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
    (properties, pages)
}

/// Properties of `docProps/custom.xml`.
pub(crate) fn custom(source: &Source, depth: usize) -> Vec<Hidden> {
    let (mut cursor, mut properties) = (Cursor::new(&source.text, depth), Vec::new());
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "property" => {
                let name = element.attribute("name").unwrap_or_default();
                let text = all_text(&mut cursor);
                properties.extend(property(format!("{} {name}", source.name), &text));
            }
            Piece::End => break,
            _ => {}
        }
    }
    properties
}

/// People whom Word knows by name and account (`word/people.xml`).
pub(super) fn people(source: &Source, depth: usize) -> Vec<Hidden> {
    let (mut cursor, mut people) = (Cursor::new(&source.text, depth), Vec::new());
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "person" => {
                let name = element.attribute("author").unwrap_or_default();
                people.extend(property(source.name.clone(), &name));
            }
            Piece::Open(element) if element.local() == "presenceInfo" => {
                let account = element.attribute("userId").unwrap_or_default();
                people.extend(property(format!("{} account", source.name), &account));
            }
            Piece::End => break,
            _ => {}
        }
    }
    people
}

/// The text of the element just opened and of all in it.
fn all_text(cursor: &mut Cursor<'_>) -> String {
    let (outside, mut text) = (cursor.depth().saturating_sub(1), String::new());
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Text(chars)) => text.push_str(&chars.text),
            Ok(Piece::End) | Err(_) => break,
            Ok(_) => {}
        }
    }
    text
}

/// The plain text of a whole member, by which running heads are told apart.
pub(super) fn whole_text(source: &Source, depth: usize) -> (String, usize) {
    let mut cursor = Cursor::new(&source.text, depth);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(_) => return (plain_text(&mut cursor).0, cursor.seen),
            Piece::End => break,
            _ => {}
        }
    }
    (String::new(), cursor.seen)
}
