//! A formula written out as one line.

use super::{Line, MOST};

/// Signs of MathML that are not printed: function application, invisible times, separator and plus.
const UNSEEN: std::ops::RangeInclusive<char> = '\u{2061}'..='\u{2064}';

/// Takes a formula's elements and words in their order, and writes them as a line. One of more parts than any has is not kept.
#[derive(Debug, Default)]
pub(crate) struct FormulaText {
    line: Line,
    events: Vec<Event>,
    open: Vec<usize>,
    is_cut: bool,
}

#[derive(Debug)]
enum Event {
    /// An element begins; its place among the events is that by which its signs are known.
    Open,
    /// The element ends that began at this event.
    Close(usize),
    Text(String),
    Gap,
}

impl FormulaText {
    /// An element begins. What stands in one whose name ends with `Pr` is not printed.
    pub fn open(&mut self, name: &str) {
        self.is_cut |= self.events.len() >= MOST;
        if self.is_cut {
            return;
        }
        let at = self.events.len();
        self.line.open(name, at);
        self.open.push(at);
        self.events.push(Event::Open);
    }

    /// A property of the innermost element that is none of properties.
    pub fn property(&mut self, name: &str, value: String) {
        self.line.property(name, value);
    }

    /// True within an element of properties.
    pub fn is_in_properties(&self) -> bool {
        self.line.is_in_properties()
    }

    /// Words of the innermost element.
    pub fn text(&mut self, text: &str) {
        if !self.is_cut && !self.line.is_in_properties() {
            self.line.text(text);
            self.events.push(Event::Text(text.trim().to_owned()));
        }
    }

    /// Room between two parts.
    pub fn gap(&mut self) {
        if !self.is_cut {
            self.events.push(Event::Gap);
        }
    }

    /// The innermost element ends.
    pub fn close(&mut self) {
        if let Some(at) = self.open.pop().filter(|_| !self.is_cut) {
            self.line.close();
            self.events.push(Event::Close(at));
        }
    }

    /// The whole as a line; none if it has more parts than are kept.
    pub fn finish(self) -> Option<String> {
        let signs = self.line.signs();
        if self.is_cut || signs.is_cut {
            return None;
        }
        let mut out = Out::default();
        for (at, event) in self.events.iter().enumerate() {
            match event {
                Event::Open => {
                    if let Some(around) = signs.at(at) {
                        out.apart |= around.apart_before;
                        out.put(&around.before);
                    }
                }
                Event::Close(at) => {
                    if let Some(around) = signs.at(*at) {
                        out.put(&around.after);
                        out.apart |= around.apart_after;
                    }
                }
                Event::Text(text) => out.put(text),
                Event::Gap => out.apart = true,
            }
        }
        Some(out.text)
    }
}

#[derive(Default)]
struct Out {
    text: String,
    /// A letter or digit that comes next would run into the last one.
    apart: bool,
}

impl Out {
    fn put(&mut self, text: &str) {
        let mut printed = text.chars().filter(|c| !UNSEEN.contains(c)).peekable();
        let Some(first) = printed.peek() else { return };
        let runs_on = first.is_alphanumeric() && self.text.ends_with(char::is_alphanumeric);
        if std::mem::take(&mut self.apart) && runs_on {
            self.text.push(' ');
        }
        self.text.extend(printed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_of_endless_parts_is_not_kept() {
        let mut formula = FormulaText::default();
        for _ in 0..MOST {
            formula.open("mn");
            formula.text("1");
            formula.close();
        }
        assert_eq!((formula.events.len() <= MOST + 2, formula.finish()), (true, None));
    }
}
