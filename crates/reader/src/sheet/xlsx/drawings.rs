//! Drawings on a sheet: words in boxes and charts are text, pictures are named as missing.

use super::{Reading, aside};
use crate::docx::members::relations;
use crate::docx::xml::{Cursor, Piece};
use crate::sheet::book::{Book, Sheet};
use probata_report::HiddenKind;

/// Boxes of a sheet that are kept.
const MOST_BOXES: usize = 5_000;

impl Reading<'_> {
    pub(super) fn drawing(&mut self, book: &mut Book, sheet: &mut Sheet, name: &str) {
        let Some(read) = self.member(book, name) else { return };
        let place = format!("sheet \u{201c}{}\u{201d}", sheet.name);
        let pictures = self.shapes(book, sheet, &read.text);
        let charts = relations(&mut self.container, name, self.limits.depth);
        for relation in charts.iter().filter(|relation| relation.kind.starts_with("chart")) {
            let Some(chart) = self.member(book, &relation.target) else { continue };
            boxes(&chart.text, self.limits.depth, "rich", sheet);
        }
        if pictures > 0 {
            let lie =
                if pictures == 1 { "a picture lies".to_owned() } else { format!("{pictures} pictures lie") };
            let why = format!(
                "{lie} on it; words in pictures are not read: look at the sheet in a spreadsheet program"
            );
            book.lacks(place, why);
        }
    }

    /// Boxes with words; gives the number of pictures.
    fn shapes(&self, book: &mut Book, sheet: &mut Sheet, text: &str) -> usize {
        let (mut cursor, mut pictures) = (Cursor::new(text, self.limits.depth), 0);
        while let Ok(piece) = cursor.next() {
            match piece {
                Piece::Open(element) => match element.local() {
                    "blip" => pictures += 1,
                    "cNvPr" => {
                        let described = element.attribute("descr").unwrap_or_default();
                        book.aside(sheet, aside(HiddenKind::AltText, None, "picture or shape", described));
                    }
                    "txBody" => {
                        let words = paragraphs(&mut cursor);
                        if !words.is_empty() && sheet.boxes.len() < MOST_BOXES {
                            sheet.boxes.push(words);
                        }
                    }
                    _ => {}
                },
                Piece::End => break,
                _ => {}
            }
        }
        pictures
    }
}

fn boxes(text: &str, depth: usize, local: &str, sheet: &mut Sheet) {
    let mut cursor = Cursor::new(text, depth);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) if element.local() == local => {
                let words = paragraphs(&mut cursor);
                if !words.is_empty() && sheet.boxes.len() < MOST_BOXES {
                    sheet.boxes.push(words);
                }
            }
            Piece::End => break,
            _ => {}
        }
    }
}

/// The words of the element just opened, its paragraphs as lines.
fn paragraphs(cursor: &mut Cursor<'_>) -> String {
    let (outside, mut text, mut wanted) = (cursor.depth().saturating_sub(1), String::new(), false);
    while cursor.depth() > outside {
        match cursor.next() {
            Ok(Piece::Open(element)) => {
                wanted = element.local() == "t";
                let breaks = element.local() == "br" || element.local() == "p" && !text.is_empty();
                text.push_str(if breaks { "\n" } else { "" });
            }
            Ok(Piece::Text(chars)) if wanted => text.push_str(&chars.text),
            Ok(Piece::Close) => wanted = false,
            Ok(Piece::Text(_)) => {}
            Ok(Piece::End) | Err(_) => break,
        }
    }
    text.trim().to_owned()
}
