//! What a question asks of exhibits and records beside their words.

use crate::case::dates::day_of;
use crate::case::index::key;
use crate::case::records::{Form, Record};
use crate::case::{Case, Exhibit};
use probata_search::{Filter, FilterKind};
use probata_vault::Id;
use probata_vocabulary::When;
use std::collections::{HashMap, HashSet};

/// Exhibits and records by what is known of them.
pub(super) struct Allowed<'c, 'd> {
    pub case: &'c Case<'d>,
    filters: &'c [Filter],
    /// When each exhibit was received, captured or collected, as far as somebody said so: first and last day.
    happened: HashMap<Id, (i64, i64)>,
}

impl<'c, 'd> Allowed<'c, 'd> {
    pub fn new(case: &'c Case<'d>, filters: &'c [Filter]) -> Self {
        let is_asked = filters.iter().any(|filter| filter.kind == FilterKind::Date);
        let mut happened = HashMap::new();
        for entry in case.vault.entries().iter().filter(|_| is_asked) {
            let is_first = matches!(entry.text("action"), Some("received" | "captured" | "collected"));
            let date = entry.text("happened_at").and_then(|date| date.parse::<When>().ok());
            if let (true, Some(subject), Some(date)) = (is_first, entry.header.subject, date) {
                happened.entry(subject).or_insert_with(|| date.days());
            }
        }
        Self { case, filters, happened }
    }

    /// Keys of the exhibits that are what is asked.
    pub fn exhibits(&self) -> HashSet<u64> {
        let fits = |exhibit: &&Exhibit| self.filters.iter().all(|filter| self.fits(exhibit, filter));
        self.case.exhibits().iter().filter(fits).map(|exhibit| key(exhibit.id)).collect()
    }

    /// True if a record is what is asked. What is said of an exhibit is asked for as the exhibit is.
    pub fn has(&self, record: &Record) -> bool {
        let exhibit = self.case.by_id(record.id);
        self.filters.iter().all(|filter| match exhibit {
            Some(exhibit) => self.fits(exhibit, filter),
            None => fits(record, filter),
        })
    }

    fn fits(&self, exhibit: &Exhibit, filter: &Filter) -> bool {
        let sought = filter.value.to_lowercase();
        let has = |value: &str| value.to_lowercase().contains(&sought);
        match filter.kind {
            FilterKind::Exhibit => {
                let number = sought.strip_prefix("e-").unwrap_or(&sought);
                number.parse() == Ok(exhibit.number)
                    || sought.len() >= 8 && exhibit.sha256.starts_with(&sought)
            }
            FilterKind::File => {
                let also = || exhibit.copies.iter().any(|copy| has(&copy.name) || has(&copy.path));
                has(&exhibit.name) || has(&exhibit.path) || also()
            }
            FilterKind::Format => has(&exhibit.format),
            FilterKind::Kind => {
                let known = self.case.record_of(exhibit.id).and_then(|record| record.value("kind"));
                sought == "exhibit" || known.is_some_and(|kind| kind == sought)
            }
            FilterKind::Language => {
                exhibit.reading.as_ref().is_some_and(|reading| reading.language.eq_ignore_ascii_case(&sought))
            }
            FilterKind::By => has(&exhibit.by),
            FilterKind::Added => overlaps(filter, (day_of(exhibit.added), day_of(exhibit.added))),
            FilterKind::Date => {
                let changed = exhibit.modified.map(|modified| (day_of(modified), day_of(modified)));
                let known = self.happened.get(&exhibit.id).copied().or(changed);
                known.is_some_and(|days| overlaps(filter, days))
            }
        }
    }
}

/// What can be asked of a record that is not about an exhibit; a date is any that stands in it.
fn fits(record: &Record, filter: &Filter) -> bool {
    let sought = filter.value.to_lowercase();
    let of_form = |is_form: fn(Form) -> bool| {
        let fields = record.kind.fields.iter().filter(move |field| is_form(field.form));
        fields.flat_map(|field| record.kept(field.name)).map(|value| value.text.as_str())
    };
    match filter.kind {
        FilterKind::Kind => record.kind.name == sought,
        FilterKind::By => record.by.to_lowercase().contains(&sought),
        FilterKind::Added => overlaps(filter, (day_of(record.added), day_of(record.added))),
        FilterKind::Language => {
            of_form(|form| matches!(form, Form::Language)).any(|code| code.eq_ignore_ascii_case(&sought))
        }
        FilterKind::Date => of_form(|form| matches!(form, Form::Date))
            .filter_map(|date| date.parse::<When>().ok())
            .any(|date| overlaps(filter, date.days())),
        FilterKind::Exhibit | FilterKind::File | FilterKind::Format => false,
    }
}

fn overlaps(filter: &Filter, (first, last): (i64, i64)) -> bool {
    filter.days.is_some_and(|(from, until)| first <= until && from <= last)
}
