//! What a report asserts, who says so, and what it stands on.
//!
//! Judging never fails: [`assay`] takes any document and gives a [`Report`] with findings.
//!
//! Invariant: no files, clock, randomness or printing; the same document and settings give the same report.
//! Invariant: what depends on a language or a genre stands in `data/`, read at run time, not in code.

mod accusation;
mod alignment;
mod answers;
mod attribution;
mod carriage;
mod case;
mod checks;
mod citation;
mod classes;
mod comparison;
mod coverage;
mod dates;
mod genre;
mod hedge;
mod in_text;
mod kind;
mod language;
mod legible;
mod levels;
mod losses;
mod mention;
mod phrases;
mod quotations;
mod restatement;
mod rules;
mod sections;
#[cfg(test)]
mod testing;
mod words;

use case::Case;
use probata_report::{Document, Report, Span};
use probata_vocabulary::Level;
use std::collections::BTreeMap;

pub use answers::{AUTHOR, Seals, carry};
pub use checks::{SHEET_COLUMNS, SheetFault, take_checks};
pub use comparison::compare;
pub use rules::{Rule, rule, rules};

/// What a person may choose about an assay.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Levels that differ from a rule's own, by rule name.
    pub levels: BTreeMap<String, Level>,
    /// Levels in chapters, which go before those; of two that name one place, the later and narrower one.
    pub chapters: Vec<ChapterLevels>,
    /// The genre (`ngo_report`, `un_commission`, `court`, `desk`); `ngo_report` if empty.
    pub genre: String,
    /// Names known to be the same person, body or place: each list is one.
    pub same_names: Vec<Vec<String>>,
}

/// Levels in one chapter, or in each chapter of that name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChapterLevels {
    /// Its heading, the heading's number, the heading without its number, or its file.
    pub name: String,
    /// Levels by rule name.
    pub levels: BTreeMap<String, Level>,
}

/// Chapters of the settings that a report does not have, as indices into [`Settings::chapters`].
pub fn unknown_chapters(report: &Report, settings: &Settings) -> Vec<usize> {
    if settings.chapters.is_empty() {
        return Vec::new();
    }
    let sections = sections::sections(&report.document, &language::Language::of("en").kinds);
    levels::unknown(settings, &report.document, &report.chapters, &sections)
}

/// Judges a document.
pub fn assay(document: Document, settings: &Settings) -> Report {
    let mut case = Case::of(document, settings);
    let findings = rules::findings(&case);
    case.found(findings);
    case.report.accused = accusation::all_accused(&case);
    case.report.answers = answers::answers(&case.report);
    case.report
}

/// For each sentence, the mentions in it with their places.
pub(crate) fn named_in(document: &Document, mentioned: &mention::Mentioned) -> Vec<Vec<(usize, Span)>> {
    let mut named = vec![Vec::new(); document.sentences.len()];
    for (index, mention) in mentioned.mentions.iter().enumerate() {
        for used in &mention.uses {
            named[used.sentence].push((index, used.span));
        }
    }
    for places in &mut named {
        places.sort_unstable_by_key(|(_, span)| *span);
    }
    named
}

/// Dates in a text, each with its first and last day since 1 January of year 1. `language` is a code of ISO 639-1; dates without a year are left
/// out.
pub fn dates_in(text: &str, language: &str) -> Vec<(Span, i64, i64)> {
    let calendar = dates::Calendar::of(language);
    let found = calendar.dates_in(text, calendar.order_in(text));
    let days = |date: dates::FoundDate| {
        let first = date.date()?.bounds().0;
        let last = date.until().or(date.date())?.bounds().1;
        (first <= last).then_some((Span { start: date.range.start, end: date.range.end }, first, last))
    };
    found.into_iter().filter_map(days).collect()
}

/// The genres that have data, by code, each with its name.
pub fn genres() -> Vec<(String, String)> {
    genre::all().into_iter().map(|genre| (genre.code.to_owned(), genre.name)).collect()
}
