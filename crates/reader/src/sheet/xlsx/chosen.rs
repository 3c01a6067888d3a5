//! A walk through a member that goes, of alternatives for newer and older programs, into the first that is understood.

use crate::docx::names::Space;
use crate::docx::xml::{Broken, Cursor, Piece};
use crate::formula::FormulaText;

/// See the module.
pub(super) struct Chosen<'x> {
    cursor: Cursor<'x>,
    /// Open sets of alternatives: how many elements are open in each, and whether one was taken.
    sets: Vec<(usize, bool)>,
}

impl<'x> Chosen<'x> {
    pub fn new(text: &'x str, depth: usize) -> Self {
        Self { cursor: Cursor::new(text, depth), sets: Vec::new() }
    }

    /// The next piece of what is taken.
    pub fn next(&mut self) -> Result<Piece<'x>, Broken> {
        loop {
            let piece = self.cursor.next()?;
            let Piece::Open(element) = &piece else {
                self.sets.retain(|(depth, _)| *depth <= self.cursor.depth());
                return Ok(piece);
            };
            if element.space != Space::Compatibility {
                return Ok(piece);
            }
            let is_understood = match element.local() {
                "Choice" => self.cursor.understands(element),
                "Fallback" => true,
                "AlternateContent" => {
                    self.sets.push((self.cursor.depth(), false));
                    return Ok(piece);
                }
                _ => return Ok(piece),
            };
            match self.sets.last_mut() {
                Some((_, is_taken)) if is_understood && !*is_taken => {
                    *is_taken = true;
                    return Ok(piece);
                }
                Some(_) => self.cursor.skip()?,
                None => return Ok(piece),
            }
        }
    }

    /// Adds the words of the element just opened, its paragraphs as lines, formulas written out.
    pub fn words(&mut self, text: &mut String) -> Result<(), Broken> {
        let (outside, mut wanted) = (self.cursor.depth().saturating_sub(1), false);
        while self.cursor.depth() > outside {
            match self.next()? {
                Piece::Open(element) if element.space == Space::Math && element.local() == "oMath" => {
                    text.push_str(&self.formula()?);
                }
                Piece::Open(element) => {
                    wanted = element.local() == "t";
                    let breaks = element.local() == "br" || element.local() == "p" && !text.is_empty();
                    text.push_str(if breaks { "\n" } else { "" });
                }
                Piece::Text(chars) if wanted => text.push_str(&chars.text),
                Piece::Close => wanted = false,
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        Ok(())
    }

    /// The formula just opened, as a line.
    fn formula(&mut self) -> Result<String, Broken> {
        let (outside, mut formula) = (self.cursor.depth().saturating_sub(1), FormulaText::default());
        let mut plain = String::new();
        while self.cursor.depth() > outside {
            match self.next()? {
                Piece::Open(element) => {
                    if let Some(value) = element.value().filter(|_| formula.is_in_properties()) {
                        formula.property(element.local(), value);
                    }
                    let is_ours = element.space == Space::Math && !formula.is_in_properties();
                    formula.open(if is_ours { element.local() } else { "Pr" });
                }
                Piece::Close => formula.close(),
                Piece::Text(chars) => {
                    formula.text(&chars.text);
                    plain.push_str(&chars.text);
                }
                Piece::End => break,
            }
        }
        Ok(formula.finish().unwrap_or(plain))
    }

    /// Characters of the element just opened.
    pub fn inside(&mut self) -> Result<String, Broken> {
        self.cursor.inside()
    }
}
