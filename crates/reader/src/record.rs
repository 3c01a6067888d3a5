//! Files that are no text (pictures, recordings): what they say about themselves becomes properties of a document.

use probata_report::{Document, Hidden, HiddenKind, Span};

/// Facts of one file that are kept.
const MOST: usize = 2_000;

/// What a file says about itself.
#[derive(Debug, Default)]
pub(crate) struct Record {
    facts: Vec<Hidden>,
    lacks: Vec<(String, String)>,
    remarks: Vec<String>,
}

impl Record {
    /// Keeps a fact: where it stands in the file, its name, and its words; nothing if it has none.
    pub fn fact(&mut self, place: &str, name: &str, words: impl AsRef<str>) {
        let text = crate::octets::clean(words.as_ref());
        if text.is_empty() || self.facts.len() >= MOST {
            return;
        }
        let place = format!("{place} {name}");
        if self.facts.iter().any(|fact| fact.place == place && fact.text == text) {
            return;
        }
        self.facts.push(Hidden {
            kind: HiddenKind::Property,
            text,
            span: Span::default(),
            author: String::new(),
            date: String::new(),
            place,
        });
    }

    /// Says that something is missing.
    pub fn lacks(&mut self, place: impl Into<String>, why: impl Into<String>) {
        self.lacks.push((place.into(), why.into()));
    }

    /// Says what a person should know though nothing is missing by it.
    pub fn remark(&mut self, what: impl Into<String>) {
        self.remarks.push(what.into());
    }

    /// Hands all of it to a document.
    pub fn tell(self, document: &mut Document) {
        document.hidden.splice(0..0, self.facts);
        let part = &mut document.parts[0];
        for (place, why) in self.lacks {
            part.outcome.lacks(place, why);
        }
        part.remarks.splice(0..0, self.remarks);
    }
}

/// `3 pages`, `1 page`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
