//! Formulas: their parts with the signs that a line of text needs.

use super::names::Space;
use super::story::{Frame, Step, Story};
use super::xml::{Cursor, Element, Piece, Point};
use crate::formula::{Line, Signs};

impl<'x> Story<'_, '_, 'x> {
    /// An element of a formula.
    pub fn formula(&mut self, element: &Element<'x>) -> Step {
        let name = element.local();
        // Properties of a formula hold no text but may hold names that runs have too.
        if name.ends_with("Pr") {
            return Step::Over;
        }
        if name == "t" {
            return Step::Into(Frame::Characters(false, true));
        }
        if name == "oMath" && !self.frames.iter().any(|frame| matches!(frame, Frame::Formula(_))) {
            let point = self.cursor.point(element);
            self.signs = self.signs_of(&point);
        }
        if name == "oMathPara" {
            return Step::Into(Frame::Plain);
        }
        let around = self.signs.at(element.at).cloned().unwrap_or_default();
        if around.apart_before && self.is_shown() {
            self.keep_apart("x");
        }
        self.formula_sign(&around.before);
        Step::Into(Frame::Formula(element.at))
    }

    /// A part of a formula ends.
    pub fn end_formula(&mut self, at: usize) {
        let around = self.signs.at(at).cloned().unwrap_or_default();
        self.formula_sign(&around.after);
        self.apart |= around.apart_after;
    }

    /// A space, if the word or number before would run into `text`.
    pub fn keep_apart(&mut self, text: &str) {
        let before = self.reading.draft.document.text.chars().next_back();
        let runs_on = before.is_some_and(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
        if runs_on && self.reading.draft.block_start().is_some() {
            self.reading.draft.add(" ");
        }
    }

    fn formula_sign(&mut self, sign: &str) {
        if sign.is_empty() || self.in_code() || self.taken_by_change(sign) || !self.is_shown() {
            return;
        }
        self.start();
        self.apart = false;
        self.reading.draft.add(sign);
    }

    /// Walks through a formula ahead of its reading.
    fn signs_of(&mut self, point: &Point) -> Signs {
        let depth = self.reading.options.limits.depth;
        let mut cursor = Cursor::from_point(self.part.source.text.as_str(), depth, point);
        let mut line = Line::default();
        loop {
            match cursor.next() {
                Ok(Piece::Open(element)) => {
                    if let Some(value) = element.value().filter(|_| line.is_in_properties()) {
                        line.property(element.local(), value);
                    }
                    let is_ours = element.space == Space::Math && !line.is_in_properties();
                    line.open(if is_ours { element.local() } else { "Pr" }, element.at);
                }
                Ok(Piece::Close) => line.close(),
                Ok(Piece::Text(chars)) if line.inside().0 == "t" => line.text(&chars.text),
                Ok(Piece::Text(_)) => {}
                // What breaks here also breaks the walk that reads the words, which says so.
                Ok(Piece::End) | Err(_) => break,
            }
        }
        let signs = line.signs();
        if signs.is_cut {
            self.reading.lacks(
                self.place_name(),
                "a formula has more parts than are told apart; check its numbers by hand",
            );
        }
        signs
    }
}
