//! Fields: their instructions, the forms that they draw, their results.

use super::state::{Dest, Ending, Tells};
use super::walk::Walk;
use crate::docx::forms::Form;
use crate::docx::shown::Shown;
use crate::flow::{Field, Piece};
use crate::signs;
use probata_report::Span;

/// Instructions whose results never come are not kept for ever.
const MOST_WAITING: usize = 64;
/// What a form says that has no choice.
const NOT_CHOSEN: i32 = 25;

/// An instruction with the form that it draws.
#[derive(Default)]
pub(super) struct Instruction {
    code: String,
    form: Form,
}

impl Walk<'_> {
    /// A group that may be part of a field; false if it is none.
    pub fn begin_field(&mut self, word: &str) -> bool {
        match word {
            "field" => self.state.ending = Ending::Field(self.codes.len()),
            "fldinst" => {
                self.state.dest = Dest::Collected;
                self.state.ending = Ending::FieldCode;
                self.collected.push(String::new());
                self.form = Form::default();
            }
            "fldrslt" => {
                if self.state.dest != Dest::Text {
                    return true;
                }
                let instruction = self.codes.pop().unwrap_or_default();
                let is_contents = Field::is_contents(&instruction.code);
                self.contents += usize::from(is_contents);
                self.builder.push(Piece::Field(Field::of(&instruction.code)));
                self.results.push((instruction, self.seen));
                self.state.ending = Ending::FieldResult(is_contents);
            }
            _ => return false,
        }
        true
    }

    /// An instruction ends. One within another is part of it: what it shows, or its own words.
    pub fn end_code(&mut self) {
        let (code, form) = (self.collected.pop().unwrap_or_default(), std::mem::take(&mut self.form));
        if self.state.dest == Dest::Collected {
            let words = match Shown::of(&code, &form) {
                Some(Shown::Words(words)) => words,
                _ => code,
            };
            return self.sign(&words, Span::default(), false);
        }
        self.codes.push(Instruction { code, form });
        if self.codes.len() > MOST_WAITING {
            self.codes.remove(0);
        }
    }

    /// A result ends. Where nothing stood in it, the instruction tells what is shown.
    pub fn end_result(&mut self, is_contents: bool) {
        self.contents -= usize::from(is_contents);
        if let Some((instruction, before)) = self.results.pop()
            && before == self.seen
        {
            self.without_result(&instruction);
        }
        self.builder.push(Piece::FieldEnd);
    }

    /// A field ends. One without a result has its instruction all the same.
    pub fn end_field(&mut self, before: usize) {
        while self.codes.len() > before {
            let Some(instruction) = self.codes.pop().filter(|_| self.state.is_text()) else { continue };
            match Field::of(&instruction.code) {
                field @ Field::Code(_) => {
                    self.builder.push(Piece::Field(field));
                    self.without_result(&instruction);
                    self.builder.push(Piece::FieldEnd);
                }
                _ => self.without_result(&instruction),
            }
        }
    }

    fn without_result(&mut self, instruction: &Instruction) {
        let at = self.tokens_at();
        let here = Span::new(at, at);
        match Shown::of(&instruction.code, &instruction.form) {
            Some(Shown::Words(words)) => self.sign(&words, here, false),
            Some(Shown::Unknown(font, code)) => {
                let (place, why) = signs::unknown(&font, code);
                self.builder.flow.lacks(place, why);
                self.sign(&signs::UNKNOWN.to_string(), here, false);
            }
            Some(Shown::Unread(why)) => self.builder.flow.lacks("the file", why),
            None => {}
        }
    }

    /// A group of a form; false if its first word says something of the form.
    pub fn begin_form_part(&mut self, word: &str) -> bool {
        if word == "ffl" {
            self.state.dest = Dest::Collected;
            self.state.ending = Ending::Told(Tells::FormEntry);
            self.collected.push(String::new());
        } else if self.state.optional {
            self.state.dest = Dest::Skip;
        } else {
            return false;
        }
        true
    }

    /// What a form offers, and what was chosen.
    pub fn form_word(&mut self, word: &str, number: Option<i32>) {
        let number = number.filter(|number| *number != NOT_CHOSEN).and_then(|n| usize::try_from(n).ok());
        match (word, number) {
            ("ffres", Some(number)) => self.form.choose(number),
            ("ffdefres", Some(number)) => self.form.usual(number),
            _ => {}
        }
    }
}
