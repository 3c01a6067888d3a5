//! Calendar dates of any precision. A missing day is never filled in.

use std::fmt;

/// A month, 1 to 12.
pub type Month = u8;

/// How fine a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Ten years.
    Decade,
    /// A year.
    Year,
    /// A month of a year.
    Month,
    /// A day.
    Day,
}

/// What is said about a date beside its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Qualifier {
    /// Given without reserve.
    #[default]
    Exact,
    /// "around", "circa", "early".
    Estimate,
    /// "before", "by".
    Before,
    /// "after", "since".
    After,
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
}

/// A date in the Gregorian calendar whose day, month or year may be unknown.
///
/// Ordered by its first possible day; use [`PartialDate::surely_before`] where doubt matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i32,
    month: Option<Month>,
    day: Option<u8>,
    decade: bool,
    qualifier: Qualifier,
}

impl PartialDate {
    /// A year, or none outside 1 to 9999.
    pub fn year_only(year: i32) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self {
            year,
            month: None,
            day: None,
            decade: false,
            qualifier: Qualifier::Exact,
        })
    }

    /// The ten years that begin with `year` ("the 1990s").
    pub fn decade(year: i32) -> Option<Self> {
        Self::year_only(year).filter(|_| year % 10 == 0).map(|date| Self { decade: true, ..date })
    }

    /// A month of a year, or none if there is no such month.
    pub fn month_of(year: i32, month: Month) -> Option<Self> {
        let date = Self::year_only(year)?;
        (1..=12).contains(&month).then_some(Self { month: Some(month), ..date })
    }

    /// A day, or none if the calendar has no such day (30 February).
    pub fn day_of(year: i32, month: Month, day: u8) -> Option<Self> {
        let date = Self::month_of(year, month)?;
        (1..=days_in(year, month)).contains(&day).then_some(Self { day: Some(day), ..date })
    }

    /// The same date with another qualifier.
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        Self { qualifier, ..self }
    }

    /// The year; for a decade its first.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, where known.
    pub fn month(self) -> Option<Month> {
        self.month
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u8> {
        self.day
    }

    /// What is said beside the value.
    pub fn qualifier(self) -> Qualifier {
        self.qualifier
    }

    /// How fine the date is.
    pub fn precision(self) -> Precision {
        match (self.decade, self.month, self.day) {
            (true, ..) => Precision::Decade,
            (_, None, _) => Precision::Year,
            (_, _, None) => Precision::Month,
            _ => Precision::Day,
        }
    }

    /// First and last possible day, each as days since 1 January of year 1 (proleptic Gregorian, day 0).
    pub fn bounds(self) -> (i64, i64) {
        let last_year = if self.decade { self.year + 9 } else { self.year };
        let last_month = self.month.unwrap_or(12);
        let first = day_number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1));
        let last =
            day_number(last_year, last_month, self.day.unwrap_or_else(|| days_in(last_year, last_month)));
        (first, last)
    }

    /// True only if every possible day of `self` is before every possible day of `other`.
    pub fn surely_before(self, other: Self) -> bool {
        self.bounds().1 < other.bounds().0
    }

    /// True if some day fits both.
    pub fn may_equal(self, other: Self) -> bool {
        let (a, b) = (self.bounds(), other.bounds());
        a.0 <= b.1 && b.0 <= a.1
    }

    /// The day of the week, where the day is known.
    pub fn weekday(self) -> Option<Weekday> {
        self.day?;
        // Day 0, 1 January of year 1, is a Monday in the proleptic Gregorian calendar.
        Some(Weekday::ALL[self.bounds().0.rem_euclid(7) as usize])
    }
}

impl fmt::Display for PartialDate {
    /// ISO 8601 at the precision known: `2005-10-14`, `2005-10`, `2005`; a decade as `199X`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decade {
            return write!(f, "{:03}X", self.year / 10);
        }
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// What is no date as [`PartialDate`] is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotADate;

impl std::str::FromStr for PartialDate {
    type Err = NotADate;

    /// Reads what [`PartialDate::written`] writes: `2005-10-14`, `2005-10`, `2005` or `199X`, as precise as it is written, with `~` behind it if it
    /// is an estimate, and `<` or `>` before it if it was before or after.
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (bare, qualifier) = match (text.strip_suffix('~'), text.strip_prefix('<'), text.strip_prefix('>'))
        {
            (Some(bare), None, None) => (bare, Qualifier::Estimate),
            (None, Some(bare), _) => (bare, Qualifier::Before),
            (None, _, Some(bare)) => (bare, Qualifier::After),
            (None, None, None) => (text, Qualifier::Exact),
            _ => return Err(NotADate),
        };
        Self::bare(bare).map(|date| date.qualified(qualifier)).ok_or(NotADate)
    }
}

impl PartialDate {
    /// As it is read back, with what is said beside it.
    pub fn written(self) -> String {
        match self.qualifier {
            Qualifier::Exact => self.to_string(),
            Qualifier::Estimate => format!("{self}~"),
            Qualifier::Before => format!("<{self}"),
            Qualifier::After => format!(">{self}"),
        }
    }

    fn bare(text: &str) -> Option<Self> {
        if let Some(decade) = text.strip_suffix('X') {
            let is_decade = decade.len() == 3 && decade.bytes().all(|digit| digit.is_ascii_digit());
            return Self::decade(is_decade.then(|| decade.parse::<i32>().ok()).flatten()? * 10);
        }
        let parts: Vec<&str> = text.split('-').collect();
        let number = |at: usize, digits: usize| {
            let part = parts.get(at)?;
            let is_number = part.len() == digits && part.bytes().all(|digit| digit.is_ascii_digit());
            is_number.then(|| part.parse::<i32>().ok()).flatten()
        };
        let small = |at| number(at, 2).and_then(|number| u8::try_from(number).ok());
        let year = number(0, 4)?;
        match parts.len() {
            1 => Self::year_only(year),
            2 => Self::month_of(year, small(1)?),
            3 => Self::day_of(year, small(1)?, small(2)?),
            _ => None,
        }
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i32, month: Month) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn day_number(year: i32, month: Month, day: u8) -> i64 {
    let past = i64::from(year) - 1;
    let of_years = past * 365 + past.div_euclid(4) - past.div_euclid(100) + past.div_euclid(400);
    let of_months: i64 = (1..month).map(|m| i64::from(days_in(year, m))).sum();
    of_years + of_months + i64::from(day) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weekdays_agree_with_known_days() {
        let weekday = |y, m, d| PartialDate::day_of(y, m, d).and_then(PartialDate::weekday);
        assert_eq!(weekday(1948, 12, 10), Some(Weekday::Friday));
        assert_eq!(weekday(2000, 2, 29), Some(Weekday::Tuesday));
        assert_eq!(weekday(2026, 11, 24), Some(Weekday::Tuesday));
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_none() {
        assert_eq!(PartialDate::day_of(1900, 2, 29), None);
        assert_eq!(PartialDate::day_of(2005, 13, 1), None);
    }

    #[test]
    fn dates_are_as_precise_as_they_are_written() {
        for text in
            ["2026", "2026-05", "2026-05-31", "0999-12-01", "199X", "2026-05~", "<2026-05-31", ">199X"]
        {
            assert_eq!(text.parse::<PartialDate>().unwrap().written(), text);
        }
        for text in [
            "",
            "26",
            "2026-5",
            "2026-13",
            "2026-02-30",
            "2026-05-31-1",
            "2026-05-",
            "+026",
            "May 2026",
            "20X",
            "<2026~",
            "~",
            "2026-1X",
        ] {
            assert_eq!(text.parse::<PartialDate>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn doubt_is_kept_in_comparisons() {
        let month = PartialDate::month_of(2006, 3).unwrap();
        let day = PartialDate::day_of(2006, 3, 30).unwrap();
        assert!(!month.surely_before(day) && month.may_equal(day));
        assert_eq!(format!("{month} {day}"), "2006-03 2006-03-30");
    }
}
