use super::CaseError;
use probata_vocabulary::PartialDate;

/// A date as precise as it is known: `2026`, `2026-05` or `2026-05-31`.
pub fn parse_date(text: &str) -> Result<PartialDate, CaseError> {
    text.parse().map_err(|_| CaseError::Date(text.to_owned()))
}
