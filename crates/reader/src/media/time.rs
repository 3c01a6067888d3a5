//! Moments and lengths as a person reads them.

/// Seconds from 1904, where films of Apple begin to count, to 1970.
pub(super) const FROM_1904: i64 = 2_082_844_800;
/// Seconds from 1970 to 2001, where Matroska begins.
pub(super) const TO_2001: i64 = 978_307_200;

/// A length.
pub(super) fn spoken(seconds: f64) -> String {
    let whole = seconds.round().clamp(0.0, 1e9) as u64;
    format!("{}:{:02}:{:02} (hours:minutes:seconds)", whole / 3600, whole / 60 % 60, whole % 60)
}

/// A moment in seconds from 1970, in UTC; none before 1970 or after 2200, which no recording says on purpose.
pub(super) fn moment(seconds: i64) -> Option<String> {
    if !(0..7_258_118_400).contains(&seconds) {
        return None;
    }
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days of the civil calendar, by eras of 400 years from 1 March.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!(
        "{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02} UTC",
        rest / 3600,
        rest / 60 % 60,
        rest % 60
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_calendar() {
        assert_eq!(moment(0).as_deref(), Some("1970-01-01 00:00:00 UTC"));
        assert_eq!(moment(951_782_399).as_deref(), Some("2000-02-28 23:59:59 UTC"));
        assert_eq!(moment(951_782_400).as_deref(), Some("2000-02-29 00:00:00 UTC"));
        assert_eq!(moment(1_620_040_051).as_deref(), Some("2021-05-03 11:07:31 UTC"));
        assert_eq!(moment(-1), None);
        assert_eq!(spoken(3_725.4), "1:02:05 (hours:minutes:seconds)");
    }
}
