//! When something happened, as far as it is known.

use crate::{NotADate, PartialDate, Qualifier};
use std::fmt;
use std::str::FromStr;

/// A date of any precision, or some time between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `2017-09`, `2017~` (about), `<2017` (before), `>2017` (after).
    On(PartialDate),
    /// `2017-03..2017-05`: on a day from the first of the one to the last of the other.
    Between(PartialDate, PartialDate),
}

impl When {
    /// First and last day on which it can have happened, counted as [`PartialDate::bounds`] counts: what is before a date has no first day, what is after
    /// one no last.
    pub fn days(self) -> (i64, i64) {
        match self {
            Self::Between(first, last) => (first.bounds().0, last.bounds().1),
            Self::On(date) => {
                let (first, last) = date.bounds();
                match date.qualifier() {
                    Qualifier::Before => (i64::MIN, last),
                    Qualifier::After => (first, i64::MAX),
                    Qualifier::Exact | Qualifier::Estimate => (first, last),
                }
            }
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => formatter.write_str(&date.written()),
            Self::Between(first, last) => write!(formatter, "{first}..{last}"),
        }
    }
}

impl FromStr for When {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let Some((first, last)) = text.split_once("..") else { return text.parse().map(Self::On) };
        let (first, last): (PartialDate, PartialDate) = (first.parse()?, last.parse()?);
        let is_plain = |date: PartialDate| date.qualifier() == Qualifier::Exact;
        let is_span = is_plain(first) && is_plain(last) && first.bounds().0 <= last.bounds().1;
        is_span.then_some(Self::Between(first, last)).ok_or(NotADate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in
            ["2017-09-03", "2017-09", "2017", "201X", "2017~", "<2017-05", ">2017", "2017-03..2017-05"]
        {
            assert_eq!(text.parse::<When>().unwrap().to_string(), text);
        }
        for text in ["", "..", "2017..", "2018..2017", "2017~..2018", "2017-13", "2017...2018"] {
            assert_eq!(text.parse::<When>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn doubt_is_in_the_days() {
        let days = |text: &str| text.parse::<When>().unwrap().days();
        let (first, last) = days("2017");
        assert_eq!(last - first, 364);
        assert_eq!(days("<2017"), (i64::MIN, last));
        assert_eq!(days(">2017"), (first, i64::MAX));
        assert_eq!(days("2017-01..2017-12-31"), (first, last));
    }
}
