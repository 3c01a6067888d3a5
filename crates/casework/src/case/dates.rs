use super::CaseError;
use probata_vault::Clock;
use probata_vocabulary::When;

/// Microseconds of a day, and days from 1 January of year 1 to 1 January 1970.
const DAY: (i64, i64) = (86_400_000_000, 719_162);

/// A date as precise as it is known: `2026`, `2026-05` or `2026-05-31`; two with `..` between for some time between them.
pub fn parse_date(text: &str) -> Result<When, CaseError> {
    text.parse().map_err(|_| CaseError::Date(text.to_owned()))
}

/// The day of a moment, counted as [`When::days`] counts.
pub(super) fn day_of(clock: Clock) -> i64 {
    clock.div_euclid(DAY.0) + DAY.1
}
