use super::Case;
use probata_vault::{Entry, Id};

/// Entries that say that somebody acted, and were signed by the device of somebody else: the exhibit, and what does not fit.
pub(super) fn misattributed(case: &Case<'_>) -> Vec<(String, String)> {
    let label = |id: Id| case.numbers.get(&id).map(|at| case.exhibits[*at].label());
    let entries = case.vault.entries().iter();
    let wrong = entries.filter_map(|entry| {
        let said = said_actor(entry)?;
        let signed = case.vault.author(entry.header.log).map_or("unknown", |author| author.name.as_str());
        if said == signed {
            return None;
        }
        let named = entry.text("exhibit").and_then(Id::from_hex);
        let exhibit = entry.header.subject.or(named).and_then(label).unwrap_or_else(|| "the case".to_owned());
        let header = &entry.header;
        let why = format!(
            "entry {}:{} says that {said} acted, and the device of {signed} signed it",
            &header.log.to_string()[..8],
            header.seq
        );
        Some((exhibit, why))
    });
    wrong.collect()
}

/// Who acted, as the entry says.
fn said_actor(entry: &Entry) -> Option<&str> {
    match entry.header.act.as_str() {
        super::custody::ACT | super::erase::ACT => entry.text("actor"),
        super::exhibit::ACT => entry.text("by"),
        _ => None,
    }
}
