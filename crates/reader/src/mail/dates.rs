//! Dates of messages (RFC 5322 and what is written in its stead), told in UTC.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A date with its zone in UTC: `2021-05-03 07:15:00 UTC`; none if it is no date, or does not name its zone.
pub(super) fn utc(value: &str) -> Option<String> {
    let words: String = value.split('(').next()?.replace([',', '-'], " ");
    // The sign of the zone was taken for a line between words.
    let negative = value.split('(').next()?.trim_end().rsplit([' ', '\t']).next()?.starts_with('-');
    let mut words = words.split_whitespace().filter(|word| !is_day(word));
    let first = words.next()?;
    let (day, month) = match first.parse::<i64>() {
        Ok(day) => (day, month(words.next()?)?),
        Err(_) => {
            let month = month(first)?;
            (words.next()?.parse().ok()?, month)
        }
    };
    let year = year(words.next()?)?;
    let mut clock = words.next()?.split([':', '.']);
    let (hour, minute) = (number(clock.next()?)?, number(clock.next()?)?);
    let second = clock.next().map_or(Some(0), number)?;
    let zone = zone(words.next()?, negative)?;
    let sound = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    sound.then(|| moment(seconds(year, month, day) + hour * 3600 + minute * 60 + second - zone))
}

/// A count of seconds since 1970 in UTC.
pub(crate) fn moment(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC", rest / 3600, rest / 60 % 60, rest % 60)
}

fn is_day(word: &str) -> bool {
    let low = word.to_ascii_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| low.starts_with(day))
}

fn number(word: &str) -> Option<i64> {
    word.parse().ok().filter(|number| (0..10_000).contains(number))
}

fn month(word: &str) -> Option<i64> {
    let low = word.to_ascii_lowercase();
    MONTHS.iter().position(|month| low.starts_with(month)).and_then(|at| i64::try_from(at + 1).ok())
}

/// Years of two digits as RFC 5322 reads them.
fn year(word: &str) -> Option<i64> {
    let year = number(word)?;
    Some(match (word.len(), year) {
        (2, 0..50) => year + 2000,
        (2 | 3, _) => year + 1900,
        _ => year,
    })
}

/// Seconds east of Greenwich. Letters of one sign and other names say nothing certain.
fn zone(word: &str, negative: bool) -> Option<i64> {
    let digits = word.strip_prefix('+').unwrap_or(word);
    if digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let value: i64 = digits.parse().ok()?;
        let seconds = value / 100 * 3600 + value % 100 * 60;
        return Some(if negative { -seconds } else { seconds });
    }
    let hours = match word.to_ascii_uppercase().as_str() {
        "UT" | "GMT" | "UTC" | "Z" => 0,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Some(hours * 3600)
}

/// Seconds from 1970 to a day of the Gregorian calendar.
fn seconds(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    days * 86_400
}

/// The day of the Gregorian calendar so many days after 1970 began.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_in_utc() {
        let check = |value: &str, expected: &str| {
            assert_eq!(utc(value).unwrap_or_default(), expected, "{value}");
        };
        check("Tue, 3 Mar 2009 10:15:00 +0300", "2009-03-03 07:15:00 UTC");
        check("Tue, 3 Mar 2009 23:15 -0500 (EST)", "2009-03-04 04:15:00 UTC");
        check("3 Mar 09 10:15:00 GMT", "2009-03-03 10:15:00 UTC");
        check("Tue, 29 Feb 2000 00:00:00 +0530", "2000-02-28 18:30:00 UTC");
        check("Tue, 3-Mar-2009 10:15:00 +0100", "2009-03-03 09:15:00 UTC");
        check("31 Dec 1969 23:59:59 +0000", "1969-12-31 23:59:59 UTC");
        check("Tue, 3 Mar 2009 10:15:00", "");
        check("Tue, 3 Mar 2009 10:15:00 XYZ", "");
        check("yesterday", "");
        check("99999999999999999999 Mar 2009 10:15:00 +0000", "");
    }
}
