//! Formulas: Word's names of their parts, each with an `m` before it (`\\mf`, `\\mnum`, `\\msSup`).

use super::state::{Dest, Ending};
use super::walk::Walk;
use crate::flow::Words;
use crate::formula::FormulaText;

/// A formula being read.
#[derive(Default)]
pub(super) struct Formula {
    text: FormulaText,
    /// The properties that are open, the innermost last, with what was said of each.
    properties: Vec<(String, String)>,
    /// Where it begins in the file.
    start: usize,
}

impl Formula {
    /// Characters of the innermost part.
    pub fn put(&mut self, text: &str) {
        match self.properties.last_mut() {
            Some((_, value)) => value.push_str(text),
            None => self.text.text(text),
        }
    }
}

impl Walk<'_> {
    /// A formula begins.
    pub fn begin_formula(&mut self) {
        self.formula = Formula { start: self.tokens_at(), ..Formula::default() };
        self.state.dest = Dest::Formula;
        self.state.ending = Ending::Formula;
    }

    /// A group within a formula; false if its first word does not say what part it is.
    pub fn begin_part(&mut self, word: &str) -> bool {
        let Some(name) = word.strip_prefix('m') else { return false };
        if word == "mmathPict" {
            self.state.dest = Dest::Skip;
            return true;
        }
        let is_told = self.formula.text.is_in_properties();
        if is_told {
            self.formula.properties.push((name.to_owned(), String::new()));
        }
        self.formula.text.open(if is_told { "Pr" } else { name });
        self.state.ending = Ending::FormulaPart(is_told);
        true
    }

    /// A part ends; `is_told`: it was a property.
    pub fn end_part(&mut self, is_told: bool) {
        if let Some((name, value)) = is_told.then(|| self.formula.properties.pop()).flatten() {
            self.formula.text.property(&name, value.trim().to_owned());
        }
        self.formula.text.close();
    }

    /// A formula ends: it stands in the line.
    pub fn end_formula(&mut self) {
        let formula = std::mem::take(&mut self.formula);
        let Some(text) = formula.text.finish() else {
            let why = "a formula has more parts than are told apart; it was not read";
            return self.builder.flow.lacks("\\mmath", why);
        };
        if text.is_empty() {
            return;
        }
        let span = probata_report::Span::new(formula.start, self.tokens_at());
        self.count(&text);
        let (look, place) = (self.look(), self.place(span));
        self.builder.formula(Words { text, place, verbatim: false, added: false, look });
    }
}
