//! Corrections: which entry one corrects, and which may be corrected by what.

use super::{Corrects, CustodyEntry};
use crate::case::{Case, CaseError, Exhibit};
use probata_vault::Id;
use probata_vocabulary::CustodyAction::{self, *};

/// How an exhibit can have come (CU-1), the program's own `derived` for what lay in another one among them.
const ARRIVALS: [CustodyAction; 4] = [Received, Collected, Captured, Derived];

/// Ties corrections to what they correct. An entry corrects only what stands before it, so that no ring of them is
/// followed.
pub(super) fn tie(entries: &mut [CustodyEntry], corrects: &[Option<&str>]) {
    for (at, said) in corrects.iter().enumerate() {
        let Some(said) = said else { continue };
        let place = said.split_once(':').and_then(|(log, seq)| Some((Id::from_hex(log)?, seq.parse().ok()?)));
        let (before, rest) = entries.split_at_mut(at);
        let Some(entry) = rest.first_mut() else { continue };
        let meant = before.iter_mut().find(|earlier| Some(earlier.place) == place && !is_hold(earlier));
        entry.corrects = meant.map_or(Corrects::NotHere, |earlier| {
            earlier.corrected_by.push(entry.number);
            Corrects::Entry(earlier.number)
        });
    }
}

fn is_hold(entry: &CustodyEntry) -> bool {
    entry.is(LegalHoldSet) || entry.is(LegalHoldLifted)
}

/// Where the entry stands that is to be corrected by `action`.
pub(super) fn corrected(
    case: &Case<'_>,
    exhibit: &Exhibit,
    action: CustodyAction,
    number: Option<u64>,
) -> Result<Option<(Id, u64)>, CaseError> {
    let Some(number) = number else { return Ok(None) };
    let entries = case.custody(exhibit);
    let Some(entry) = entries.iter().find(|entry| entry.number == number) else {
        return Err(CaseError::NoSuchCustody { exhibit: exhibit.label(), number, known: known(&entries) });
    };
    match refusal(entry, root(&entries, entry), action) {
        Some(why) => Err(CaseError::NotCorrected { exhibit: exhibit.label(), number, why }),
        None => Ok(Some(entry.place)),
    }
}

/// "1", "1 and 2", "1 to 5".
fn known(entries: &[CustodyEntry]) -> String {
    match entries {
        [] => "none".to_owned(),
        [one] => one.number.to_string(),
        [one, other] => format!("{} and {}", one.number, other.number),
        [first, .., last] => format!("{} to {}", first.number, last.number),
    }
}

/// The entry with which a chain of corrections began.
fn root<'e>(entries: &'e [CustodyEntry], entry: &'e CustodyEntry) -> &'e CustodyEntry {
    earlier(entries, entry).last().unwrap_or(entry)
}

/// What an entry corrects, what that one corrects, and so on.
pub(super) fn earlier<'e>(
    entries: &'e [CustodyEntry],
    entry: &'e CustodyEntry,
) -> impl Iterator<Item = &'e CustodyEntry> {
    let before = |entry: &&CustodyEntry| match entry.corrects {
        Corrects::Entry(number) => entries.iter().find(|earlier| earlier.number == number),
        Corrects::Nothing | Corrects::NotHere => None,
    };
    std::iter::successors(before(&entry), before)
}

/// Why an entry, whose chain of corrections began with `root`, is not corrected by an action; none if it may be.
fn refusal(entry: &CustodyEntry, root: &CustodyEntry, action: CustodyAction) -> Option<String> {
    if is_hold(entry) {
        return Some("a legal hold is set and lifted by \"probata hold\"".to_owned());
    }
    if let Some(by) = entry.corrected_by.last() {
        return Some(format!("{by} corrects it already; correct {by}"));
    }
    // The program entered that somebody read or wrote it out, and that stays true (CU-8).
    if [Viewed, Exported].into_iter().any(|seen| entry.is(seen) && action != seen) {
        return Some(format!(
            "that it was {action} stays true; what is said of it is corrected by {action}",
            action = entry.action
        ));
    }
    if root.number == 1 && !ARRIVALS.contains(&action) {
        let arrivals = "received, collected, captured or derived";
        return Some(format!("it says how the exhibit came, and is corrected by {arrivals}"));
    }
    None
}
