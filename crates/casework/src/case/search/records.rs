//! Finding what is recorded: the inquiry, sources, interviews, consents, what is said of exhibits.
//!
//! Invariant: identities (records of persons) are looked through only where somebody asks who people are, and what is found is then entered.
//!
//! Records are few and short, and open in memory: their index is made for each question and goes with it, so that no second place has to forget what is
//! changed or erased.

use super::allowed::Allowed;
use super::{Answer, Asked};
use crate::case::records::{Form, Record, shown};
use crate::case::{Case, CaseError};
use probata_search::{Index, Query, Reading, snippet};
use probata_vault::Id;
use probata_vocabulary::When;
use std::collections::HashSet;
use std::ops::Range;

/// The end of the year 9999, counted as dates are.
const LAST_DAY: i64 = 3_652_058;

/// A record that was found.
#[derive(Debug, Clone)]
pub struct FoundRecord {
    /// Which.
    pub record: Record,
    /// What is shown of it: `field: value` and so on.
    pub shown: String,
    /// Bytes of `shown` that are marked.
    pub marked: Vec<Range<usize>>,
    /// The record says more before and behind what is shown.
    pub is_cut: (bool, bool),
}

/// Adds to an answer the records of some compartments that a question fits.
pub(super) fn search(
    allowed: &Allowed<'_, '_>,
    query: &Query,
    compartments: &[Id],
    asked: Asked,
    answer: &mut Answer,
) -> Result<(), CaseError> {
    let is_open = |record: &&Record| !record.is_erased && !record.is_closed;
    let is_searched = |record: &&Record| compartments.contains(&record.compartment);
    let is_asked = |record: &&Record| asked.identities || !record.kind.is_identity;
    let records = allowed.case.records().iter().filter(is_open).filter(is_searched).filter(is_asked);
    let pages: Vec<Page<'_>> =
        records.filter(|record| allowed.has(record)).map(|record| Page::of(record, allowed.case)).collect();
    if pages.is_empty() {
        return Ok(());
    }
    let index = index_of(&pages)?;
    let found = index.search(query, None, index.passages() as usize, false)?;
    // A long record has several passages: the best stands for it.
    let mut seen = HashSet::new();
    let mut hits = found.hits.clone();
    hits.retain(|hit| seen.insert(hit.number));
    answer.total_records = hits.len() as u64;
    for hit in hits.iter().take(asked.limit) {
        let page = &pages[hit.number as usize];
        let piece = snippet(&page.text, &(0..page.text.len()), None, &found, asked.letters);
        let shift = |range: &Range<usize>| range.start - piece.span.start..range.end - piece.span.start;
        answer.records.push(FoundRecord {
            record: page.record.clone(),
            shown: page.text.get(piece.span.clone()).unwrap_or_default().to_owned(),
            marked: piece.marked.iter().map(shift).collect(),
            is_cut: (piece.span.start > 0, piece.span.end < page.text.len()),
        });
    }
    answer.take(found);
    Ok(())
}

fn index_of(pages: &[Page<'_>]) -> Result<Index, CaseError> {
    let index = Index::in_memory()?;
    let mut writer = index.writer()?;
    for (at, page) in pages.iter().enumerate() {
        let number = at as u64;
        writer.add(&Reading { number, name: "", text: &page.sought, language: None, dates: &page.dates })?;
    }
    writer.commit("")?;
    drop(writer);
    Ok(index)
}

/// A record as one text.
struct Page<'c> {
    record: &'c Record,
    /// `field: value`, one after the other.
    text: String,
    /// The same with blanks for whatever nobody looks for: names of fields, links.
    sought: String,
    /// Dates in it, as an index takes them.
    dates: Vec<(Range<usize>, i64, i64)>,
}

impl<'c> Page<'c> {
    fn of(record: &'c Record, case: &Case<'_>) -> Self {
        let mut page = Self { record, text: String::new(), sought: String::new(), dates: Vec::new() };
        for field in record.kind.fields {
            for (at, value) in record.kept(field.name).enumerate() {
                page.label(match (at, page.text.is_empty()) {
                    (0, true) => format!("{}: ", field.name),
                    (0, false) => format!("; {}: ", field.name),
                    _ => ", ".to_owned(),
                });
                page.value(field.form, &shown(field, &value.text, case));
            }
        }
        page
    }

    fn label(&mut self, label: String) {
        self.sought.extend(std::iter::repeat_n(' ', label.len()));
        self.text += &label;
    }

    fn value(&mut self, form: Form, value: &str) {
        let from = self.text.len();
        let place = |span: Range<usize>| from + span.start..from + span.end;
        match form {
            Form::Link(_) => return self.label(value.to_owned()),
            Form::Code(_) | Form::CodeUntil(_) => self.sought += &value.replace('_', " "),
            Form::Date => {
                let days = value.parse::<When>().ok().map(When::days);
                let in_calendar = |day: i64| day.clamp(0, LAST_DAY);
                self.dates.extend(
                    days.map(|(first, last)| (place(0..value.len()), in_calendar(first), in_calendar(last))),
                );
                self.sought += value;
            }
            Form::Text => {
                let dates = probata_assay::dates_in(value, "en").into_iter();
                self.dates
                    .extend(dates.map(|(span, first, last)| (place(span.start..span.end), first, last)));
                self.sought += value;
            }
            Form::Language | Form::Number => self.sought += value,
        }
        self.text += value;
    }
}
