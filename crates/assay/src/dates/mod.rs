//! Dates as they are printed in running text and notes.
//!
//! Invariant: a missing day, month or year is never filled in from elsewhere; a day without a year is
//! [`When::Yearless`] until the caller, who knows the context, names the year.
//! Invariant: what a language calls its months and how it joins days stands in `data/<language>/dates.toml`.
//!
//! Incomplete: other calendars (Hijri, Solar Hijri) and feasts are not dates here: a year that a text marks as one of the
//! Islamic calendar is left alone, never converted.

mod atoms;
mod calendar;
mod figures;
mod joining;
mod lexing;
#[cfg(test)]
mod marked;
#[cfg(test)]
mod tests;

pub(crate) use calendar::{Calendar, Order};
use probata_vocabulary::{Month, PartialDate, Qualifier, Weekday};
use std::ops::Range;

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FoundDate {
    /// Bytes of the text: the date with its weekday and "early" or "mid-", without prepositions.
    pub range: Range<usize>,
    /// The date or span of dates.
    pub when: When,
    /// The weekday printed with it.
    pub weekday: Option<Weekday>,
    /// What is said beside it ("early", "around", "before"); a dated one carries it in its date.
    pub qualifier: Qualifier,
    /// True if the calendar has no such day ("30 February 2004"); the date is then its month.
    pub impossible: bool,
}

/// When it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// The year is printed.
    Dated {
        /// The date, or the first of a span.
        date: PartialDate,
        /// The last of a span.
        until: Option<PartialDate>,
    },
    /// "4 March", "in March".
    Yearless {
        /// Month and day, or the first of a span.
        on: MonthDay,
        /// The last of a span.
        until: Option<MonthDay>,
    },
}

/// A day or month of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MonthDay {
    /// The month.
    pub month: Month,
    /// The day, where printed.
    pub day: Option<u8>,
}

impl MonthDay {
    /// The date in a given year, unless that year has no such day.
    pub fn in_year(self, year: i32) -> Option<PartialDate> {
        match self.day {
            Some(day) => PartialDate::day_of(year, self.month, day),
            None => PartialDate::month_of(year, self.month),
        }
    }
}

impl FoundDate {
    /// The date, or the first of a span; none without a year.
    pub fn date(&self) -> Option<PartialDate> {
        match self.when {
            When::Dated { date, .. } => Some(date),
            When::Yearless { .. } => None,
        }
    }

    /// The last of a span; none without a year.
    pub fn until(&self) -> Option<PartialDate> {
        match self.when {
            When::Dated { until, .. } => until,
            When::Yearless { .. } => None,
        }
    }

    /// The same with the year named for a yearless date; a dated one stays. A span over the turn of the year ends
    /// in the year after. None if that year has no such day.
    pub fn in_year(self, year: i32) -> Option<FoundDate> {
        let When::Yearless { on, until } = self.when else { return Some(self) };
        let date = on.in_year(year)?.qualified(self.qualifier);
        let until = until.and_then(|end| end.in_year(year + i32::from(end.month < on.month)));
        Some(FoundDate { when: When::Dated { date, until }, ..self })
    }
}

impl Calendar {
    /// The order of day and month in a whole document's dates in figures: told by those whose day is above 12.
    ///
    /// [`Order::Unknown`] if they are silent or disagree and the language has no custom.
    pub fn order_in(&self, text: &str) -> Order {
        figures::order_of(text).unwrap_or(self.numeric_order)
    }

    /// The dates of `text`, in order, not overlapping. `order` is the document's ([`Calendar::order_in`]).
    ///
    /// Linear in the text's length.
    pub fn dates_in(&self, text: &str, order: Order) -> Vec<FoundDate> {
        let signs = lexing::signs(self, text);
        let atoms = atoms::atoms(self, &signs, order);
        joining::join(&atoms::Scan { calendar: self, signs: &signs, order }, atoms)
    }
}
