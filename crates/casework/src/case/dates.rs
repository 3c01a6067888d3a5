use super::CaseError;
use probata_vocabulary::PartialDate;

/// A date as precise as it is known: `2026`, `2026-05` or `2026-05-31`.
pub fn parse_date(text: &str) -> Result<PartialDate, CaseError> {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |at: usize, digits: usize| {
        let part = parts.get(at)?;
        let is_number = part.len() == digits && part.bytes().all(|digit| digit.is_ascii_digit());
        is_number.then(|| part.parse::<i32>().ok()).flatten()
    };
    let small = |at| number(at, 2).and_then(|number| u8::try_from(number).ok());
    let date = number(0, 4).and_then(|year| match parts.len() {
        1 => PartialDate::year_only(year),
        2 => PartialDate::month_of(year, small(1)?),
        3 => PartialDate::day_of(year, small(1)?, small(2)?),
        _ => None,
    });
    date.ok_or_else(|| CaseError::Date(text.to_owned()))
}

/// The date as [`parse_date`] reads it.
pub fn written_date(date: PartialDate) -> String {
    match (date.month(), date.day()) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year()),
        (Some(month), None) => format!("{:04}-{month:02}", date.year()),
        _ => format!("{:04}", date.year()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are_written() {
        for text in ["2026", "2026-05", "2026-05-31", "0999-12-01"] {
            assert_eq!(written_date(parse_date(text).unwrap()), text);
        }
        for text in
            ["", "26", "2026-5", "2026-13", "2026-02-30", "2026-05-31-1", "2026-05-", "+026", "May 2026"]
        {
            assert!(parse_date(text).is_err(), "{text}");
        }
    }
}
