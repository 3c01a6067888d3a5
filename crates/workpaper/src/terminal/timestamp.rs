//! Timestamps of a case, for the screen.

use super::moment::moment;
use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::hang;

/// A timestamp of the case's head.
#[derive(Debug, Clone, Default)]
pub struct TimestampRow<'a> {
    /// Its number.
    pub number: u64,
    /// When, as the authority says: microseconds since 1970.
    pub at: i64,
    /// Who says so.
    pub signer: &'a str,
    /// The root that the authority's certificate comes from; none if its chain was not checked.
    pub root: Option<&'a str>,
    /// Sizes of the logs that it covers.
    pub covers: Vec<u64>,
    /// What does not fit; then nothing else is known.
    pub wrong: Option<&'a str>,
}

/// "16 entries in 1 log", or "21 entries in 2 logs (16 and 5)".
pub fn covered(sizes: &[u64]) -> String {
    let number = |size: u64| thousands(usize::try_from(size).unwrap_or(usize::MAX));
    let total = usize::try_from(sizes.iter().sum::<u64>()).unwrap_or(usize::MAX);
    let each: Vec<String> = sizes.iter().copied().map(number).collect();
    let said = format!("{} in {}", count(total, "entry", "entries"), count(sizes.len(), "log", "logs"));
    match each.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{said} ({} and {last})", others.join(", ")),
        _ => said,
    }
}

/// Two or three lines a timestamp.
pub fn timestamp_rows(rows: &[TimestampRow<'_>], look: &Look) -> String {
    if rows.is_empty() {
        return "The case has no timestamps yet. Ask for one: probata timestamp --request FILE\n".to_owned();
    }
    rows.iter().fold(String::new(), |out, row| out + &timestamp_row(row, look))
}

fn timestamp_row(row: &TimestampRow<'_>, look: &Look) -> String {
    let head = format!("T-{:<4}  ", row.number);
    if let Some(wrong) = row.wrong {
        return hang(&head, &flat(&format!("does not fit: {wrong}")), look.width);
    }
    let said = format!("{} by {}", moment(row.at), row.signer);
    let chain = match row.root {
        Some(root) => format!("its certificate comes from {root}"),
        None => "its chain is not checked: anybody could have signed it (enter it with --trust)".to_owned(),
    };
    let more = format!("covers {}; {chain}", covered(&row.covers));
    hang(&head, &flat(&said), look.width) + &hang(&" ".repeat(head.len()), &flat(&more), look.width)
}

/// "timestamp holds: ..." of the newest one, for a check; none if there is none.
pub(super) fn newest(rows: &[TimestampRow<'_>]) -> Option<String> {
    let row = rows.iter().max_by_key(|row| row.at)?;
    let unchecked = rows.iter().filter(|row| row.root.is_none()).count();
    let hold = if rows.len() == 1 { "timestamp holds:" } else { "timestamps hold; the newest:" };
    let chain = match unchecked {
        0 => String::new(),
        1 if rows.len() == 1 => "; its chain was not checked".to_owned(),
        _ => format!("; the chains of {unchecked} were not checked"),
    };
    Some(format!("{hold} {} by {}, covers {}{chain}", moment(row.at), row.signer, covered(&row.covers)))
}
