//! Looking at who somebody is (CU-8).

use super::record::{ADDED, CHANGED, FIELD};
use super::{Kind, Record};
use crate::case::exhibit::field;
use crate::case::{Case, CaseError};
use probata_vault::{Batch, Clock, Entry, Id, NewEntry, Random};

/// What the entry does that says that somebody looked.
const VIEWED: &str = "identity_viewed";

/// Lets identities be shown, having entered that somebody looked at each; records that say nobody's identity, are erased or are for others stay as they
/// are. One that was looked at since the case was opened is not entered again.
pub fn identify(
    case: &mut Case<'_>,
    ids: &[Id],
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    let is_asked = |record: &&Record| ids.contains(&record.id);
    let records = case.records().iter().filter(is_asked);
    let withheld = records.filter(|record| record.is_withheld() && !record.is_erased && !record.is_closed);
    let withheld: Vec<Record> = withheld.cloned().collect();
    if withheld.is_empty() {
        return Ok(());
    }
    for record in &withheld {
        case.vault.say_opened(record.compartment, clock, random)?;
    }
    let entries = withheld.iter().map(|record| viewed(case, record)).collect();
    case.vault.commit(Batch { entries, keys: Vec::new() }, clock, random)?;
    case.fold();
    withheld.iter().for_each(|record| case.records.see(record.id));
    Ok(())
}

/// The entry that says that somebody looked at an identity. It is sealed under the key of whom it is about, and goes with them.
pub(super) fn viewed(case: &Case<'_>, record: &Record) -> NewEntry {
    let fields = vec![
        field("record", record.id),
        field("kind", record.kind.name),
        field("number", record.number),
        field("actor", case.me()),
    ];
    NewEntry { act: VIEWED, compartment: record.compartment, subject: Some(record.subject), fields }
}

/// True if a field of an entry says who somebody is: whoever reads the log does not learn it.
pub(in crate::case) fn says_who(entry: &Entry, name: &str) -> bool {
    let is_of_record = matches!(entry.header.act.as_str(), ADDED | CHANGED);
    let kind = entry.text("kind").and_then(Kind::of_name);
    // Of a kind that a later version knows, nobody knows here what it says.
    is_of_record && name.starts_with(FIELD) && kind.is_none_or(|kind| kind.is_identity)
}
