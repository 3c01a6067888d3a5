//! What the file says about itself: who wrote it, who saved it last, and names that a house adds.

use crate::docx::xml::{Cursor, Piece};
use probata_report::{Hidden, HiddenKind, Span};

/// Properties worth showing, by their names in the file.
const TOLD: [&str; 9] = [
    "title",
    "subject",
    "description",
    "creator",
    "initial-creator",
    "printed-by",
    "keyword",
    "user-defined",
    "publisher",
];

/// Takes the properties of `meta.xml`, or of the same part of a flat file.
///
/// Gives them with the number of pages that the file states.
pub(crate) fn properties(member: &str, text: &str, depth: usize) -> (Vec<Hidden>, Option<u32>) {
    let mut cursor = Cursor::new(text, depth);
    let (mut hidden, mut pages) = (Vec::new(), None);
    let mut within = false;
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == "meta" => within = true,
            Piece::Open(element) if matches!(element.local(), "settings" | "styles" | "body" | "scripts") => {
                break;
            }
            Piece::Open(element) if within => {
                let name = element.local().to_owned();
                if name == "document-statistic" {
                    pages = element.attribute("page-count").and_then(|pages| pages.parse().ok());
                } else if name == "template" {
                    property(
                        &mut hidden,
                        format!("{member} template"),
                        &element.attribute("title").unwrap_or_default(),
                    );
                } else if TOLD.contains(&name.as_str()) {
                    let named = if name == "user-defined" { element.attribute("name") } else { None };
                    let Ok(text) = cursor.inside() else { break };
                    property(&mut hidden, format!("{member} {}", named.unwrap_or(name)), &text);
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
    (hidden, pages)
}

fn property(hidden: &mut Vec<Hidden>, place: String, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    // Each keyword is an element of its own.
    if let Some(last) = hidden.last_mut().filter(|last| last.place == place && place.ends_with(" keyword")) {
        last.text.push_str("; ");
        return last.text.push_str(text);
    }
    hidden.push(Hidden {
        kind: HiddenKind::Property,
        text: text.to_owned(),
        span: Span::default(),
        author: String::new(),
        date: String::new(),
        place,
    });
}
