//! A cell of an OpenDocument table: its words, comments, links and pictures.

use super::margins::Margins;
use crate::docx::members::Source;
use crate::docx::xml::{Broken, Chars, Cursor, Element, Piece};
use crate::odt::styles::Position;
use crate::raised;
use crate::sheet::book::Remark;
use probata_report::Span;
use std::borrow::Cow;

/// What a cell holds.
#[derive(Default)]
pub(super) struct Content {
    pub text: String,
    pub source: Span,
    pub verbatim: bool,
    pieces: usize,
    pub comments: Vec<Remark>,
    pub links: Vec<String>,
    pub pictures: usize,
    pub boxes: Vec<String>,
    /// Fields of forms that stand there, by their ids.
    pub fields: Vec<String>,
    pub described: Vec<String>,
    /// It says what the cell shows, be it nothing.
    pub is_shown: bool,
    /// A value that the cell does not show.
    pub unseen: Option<String>,
    /// White space that comes before the next word.
    pending: bool,
    /// Open stretches of words: how many elements are open in each, and where its words stand on their line.
    stretches: Vec<(usize, Option<Position>)>,
}

impl Content {
    /// Reads the inside of the cell (or of `table:shapes`) just opened.
    pub fn read(cursor: &mut Cursor<'_>, source: &Source, margins: &Margins) -> Result<Self, Broken> {
        let mut content = Self { verbatim: !source.recoded, ..Self::default() };
        let outside = cursor.depth().saturating_sub(1);
        let mut paragraph = None;
        while cursor.depth() > outside {
            match cursor.next()? {
                Piece::Open(element) => content.open(&element, cursor, (source, margins), &mut paragraph)?,
                Piece::Text(chars) if paragraph.is_some() => content.take(&chars, source.shift),
                Piece::Text(_) => {}
                Piece::Close => {
                    paragraph = paragraph.filter(|depth| cursor.depth() >= *depth);
                    content.stretches.pop_if(|(depth, _)| cursor.depth() < *depth);
                }
                Piece::End => break,
            }
        }
        content.verbatim &= content.pieces == 1;
        Ok(content)
    }

    fn open(
        &mut self,
        element: &Element<'_>,
        cursor: &mut Cursor<'_>,
        (source, margins): (&Source, &Margins),
        paragraph: &mut Option<usize>,
    ) -> Result<(), Broken> {
        match element.local() {
            "p" | "h" if paragraph.is_none() => {
                if !self.text.is_empty() {
                    self.text.push('\n');
                    self.pieces += 1;
                }
                self.is_shown = true;
                (*paragraph, self.pending) = (Some(cursor.depth()), false);
            }
            "s" => {
                let count = element.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1usize).min(200);
                self.settle();
                self.text.extend(std::iter::repeat_n(' ', count));
                self.pieces += 1;
            }
            "tab" | "line-break" => {
                self.settle();
                self.text.push(if element.local() == "tab" { '\t' } else { '\n' });
                self.pieces += 1;
            }
            "span" => {
                let own = margins.position(&element.attribute("style-name").unwrap_or_default());
                let around = self.stretches.last().and_then(|(_, position)| *position);
                self.stretches.push((cursor.depth(), own.or(around)));
            }
            // Readings of foreign signs are no text.
            "ruby-text" => cursor.skip()?,
            "a" => self.links.extend(element.attribute("href")),
            "annotation" => {
                let comment = comment(element, cursor, source)?;
                self.comments.push(comment);
            }
            "control" => self.fields.extend(element.attribute("control")),
            "image" => {
                self.pictures += 1;
                cursor.skip()?;
            }
            "object" | "object-ole" => {
                self.pictures += 1;
                cursor.skip()?;
            }
            "text-box" | "custom-shape" | "rect" | "ellipse" | "caption" | "line" if paragraph.is_none() => {
                let inside = Self::read(cursor, source, margins)?;
                self.boxes.extend(Some(inside.text).filter(|text| !text.trim().is_empty()));
                self.boxes.extend(inside.boxes);
                self.fields.extend(inside.fields);
                self.pictures += inside.pictures;
            }
            "title" | "desc" => {
                let text = cursor.inside()?;
                self.described.extend(Some(text).filter(|text| !text.trim().is_empty()));
            }
            _ => {}
        }
        Ok(())
    }

    fn settle(&mut self) {
        if std::mem::take(&mut self.pending) && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }

    /// Characters of a paragraph: white space counts once.
    fn take(&mut self, chars: &Chars<'_>, shift: usize) {
        let before = self.text.len();
        let behind = if self.pending { "" } else { self.text.as_str() };
        let words = match self.stretches.last().and_then(|(_, position)| *position) {
            Some(Position::Raised) => raised::raised(&chars.text, behind),
            Some(Position::Lowered) => raised::lowered(&chars.text, behind),
            _ => Cow::Borrowed(&*chars.text),
        };
        for c in words.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r') {
                self.pending = true;
            } else {
                self.settle();
                self.text.push(c);
            }
        }
        if self.text.len() > before {
            let (start, end) = (chars.source.start + shift, chars.source.end + shift);
            self.source =
                if self.pieces == 0 { Span::new(start, end) } else { Span::new(self.source.start, end) };
            self.pieces += 1;
            self.verbatim &= chars.verbatim && self.text[before..] == *chars.text;
        }
    }
}

/// A comment: words, author, date.
fn comment(element: &Element<'_>, cursor: &mut Cursor<'_>, source: &Source) -> Result<Remark, Broken> {
    let mut remark =
        Remark { done: element.attribute("resolved").is_some_and(|on| on == "true"), ..Remark::default() };
    let outside = cursor.depth().saturating_sub(1);
    let mut lines = Vec::new();
    while cursor.depth() > outside {
        match cursor.next()? {
            Piece::Open(inside) => match inside.local() {
                "creator" => remark.author = cursor.inside()?,
                "date" => remark.date = cursor.inside()?,
                "p" => {
                    let line = Content::of_paragraph(cursor, source)?;
                    lines.push(line);
                }
                _ => {}
            },
            Piece::End => break,
            _ => {}
        }
    }
    remark.text = lines.join("\n").trim().to_owned();
    Ok(remark)
}

impl Content {
    /// The words of the paragraph just opened.
    pub fn of_paragraph(cursor: &mut Cursor<'_>, source: &Source) -> Result<String, Broken> {
        let mut content = Self::default();
        let outside = cursor.depth().saturating_sub(1);
        let mut paragraph = Some(cursor.depth());
        while cursor.depth() > outside {
            match cursor.next()? {
                Piece::Open(element) if element.local() == "annotation" => cursor.skip()?,
                Piece::Open(element) => {
                    content.open(&element, cursor, (source, &Margins::default()), &mut paragraph)?;
                }
                Piece::Text(chars) => content.take(&chars, source.shift),
                Piece::Close => {}
                Piece::End => break,
            }
        }
        Ok(content.text)
    }
}
