//! Sections: how notes and pages are numbered in each. Their properties stand at their ends, so they are looked for
//! before the document is read.

use super::number_format;
use super::xml::{Broken, Cursor, Element, Piece, Point};
use memchr::memmem;

const LONGEST_PREFIX: usize = 64;

/// How notes of one kind are numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NoteRules {
    pub format: Option<String>,
    pub start: Option<i64>,
    pub restart: Option<String>,
}

/// What is needed of a section.
#[derive(Debug, Clone, Default)]
pub(super) struct Section {
    pub footnotes: NoteRules,
    pub endnotes: NoteRules,
    pub page_start: Option<i64>,
    pub page_format: Option<String>,
    /// Begins on the page on which the one before ends.
    pub continuous: bool,
}

impl NoteRules {
    fn set(&mut self, element: &Element<'_>) {
        match element.local() {
            "numFmt" => self.format = number_format::named(element),
            "numStart" => self.start = element.number(),
            "numRestart" => self.restart = element.value(),
            _ => {}
        }
    }

    /// These rules, and where they are silent the document's.
    pub fn or(&self, document: &NoteRules) -> NoteRules {
        NoteRules {
            format: self.format.clone().or_else(|| document.format.clone()),
            start: self.start.or(document.start),
            restart: self.restart.clone().or_else(|| document.restart.clone()),
        }
    }
}

/// The sections of a main document, in order.
pub(super) fn sections(text: &str, depth: usize) -> Vec<Section> {
    let (mut sections, mut passed) = (Vec::new(), 0);
    for at in memmem::find_iter(text.as_bytes(), b"sectPr") {
        if at < passed
            || !matches!(text.as_bytes().get(at + 6), Some(b' ' | b'>' | b'/' | b'\r' | b'\n' | b'\t'))
        {
            continue;
        }
        let before = &text.as_bytes()[at.saturating_sub(LONGEST_PREFIX)..at];
        let Some(open) = memchr::memrchr(b'<', before).map(|found| at - before.len() + found) else {
            continue;
        };
        // An end tag, a prefix that is none, or another element whose name ends so.
        if !text[open + 1..at].chars().all(|c| c.is_alphanumeric() || c == ':' || c == '_') {
            continue;
        }
        let (section, length) = section(text, open, depth);
        passed = open + length;
        sections.push(section);
    }
    sections
}

fn section(text: &str, at: usize, depth: usize) -> (Section, usize) {
    let mut cursor = Cursor::from_point(text, depth, &Point::bare(at));
    let (mut section, mut rules) = (Section::default(), None);
    while let Ok(piece) = cursor.next() {
        match piece {
            Piece::Open(element) => match element.local() {
                "footnotePr" => rules = Some(true),
                "endnotePr" => rules = Some(false),
                "sectPrChange" if cursor.skip().is_err() => break,
                "pgNumType" => {
                    section.page_start = element.attribute("start").and_then(|s| s.parse().ok());
                    section.page_format = element.attribute("fmt");
                }
                "type" => section.continuous = element.value().is_some_and(|v| v == "continuous"),
                _ => match rules {
                    Some(true) => section.footnotes.set(&element),
                    Some(false) => section.endnotes.set(&element),
                    None => {}
                },
            },
            Piece::Close if cursor.depth() == 1 => rules = None,
            Piece::End => break,
            _ => {}
        }
    }
    (section, cursor.passed())
}

/// What `settings.xml` says of the whole document.
#[derive(Default)]
pub(super) struct Settings {
    pub footnotes: NoteRules,
    pub endnotes: NoteRules,
    pub variables: Vec<(String, String)>,
}

/// Reads `settings.xml`; says where it broke off, if it did.
pub(super) fn settings(text: &str, depth: usize) -> (Settings, Result<(), Broken>) {
    let (mut settings, mut rules) = (Settings::default(), None);
    let done = Cursor::new(text, depth).each(|cursor, piece| {
        match piece {
            Piece::Open(element) => match element.local() {
                "footnotePr" => rules = Some(true),
                "endnotePr" => rules = Some(false),
                "docVar" => settings.variables.push((
                    element.attribute("name").unwrap_or_default(),
                    element.value().unwrap_or_default(),
                )),
                _ => match rules {
                    Some(true) => settings.footnotes.set(&element),
                    Some(false) => settings.endnotes.set(&element),
                    None => {}
                },
            },
            Piece::Close if cursor.depth() <= 1 => rules = None,
            _ => {}
        }
        Ok(())
    });
    (settings, done)
}
