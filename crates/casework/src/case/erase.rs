use super::exhibit::field;
use super::records::{ERASED, erase_record};
use super::{Case, CaseError, CustodyEntry, Exhibit, NewCustody, enter_custody};
use probata_seal::BlobName;
use probata_vault::{Batch, Clock, Entry, Id, NewEntry, Random};
use probata_vocabulary::CustodyAction;

/// What the entry about an erasure does.
pub(super) const ACT: &str = "erased";

/// What was erased, and what of it stays.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erased {
    /// Names of what was erased.
    pub names: Vec<String>,
    /// What stays and has to do with it: a name, and what it has to do with it.
    pub left: Vec<(String, String)>,
}

/// Erases an exhibit or a record with all that goes with it. Doing it again ends what was interrupted. What lies in an archive or mail that stays is
/// erased only if `keep_container` says that this is meant: the archive holds it whole.
///
/// Only here: copies, backups and the laptops of others keep it until they erase it too.
pub fn erase_named(
    case: &mut Case<'_>,
    name: &str,
    reason: &str,
    keep_container: bool,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Erased, CaseError> {
    let desk = Eraser { reason, keep_container, clock };
    match case.record(name) {
        Ok(record) if record.kind.prefix != 'E' => erase_record(case, name, &desk, random),
        Err(error @ CaseError::Several(..)) => Err(error),
        _ => {
            let exhibit = case.exhibit(name)?.id;
            let inside = with_inside(case, exhibit);
            let mut left: Vec<_> = inside.iter().flat_map(|inner| around(case, inner.id)).collect();
            let names = erase(case, name, &desk, random)?;
            left.retain(|(name, _)| !names.contains(name));
            left.extend(naming(case, exhibit));
            Ok(Erased { names, left })
        }
    }
}

/// How something is erased.
#[derive(Debug, Clone, Copy)]
pub(super) struct Eraser<'r> {
    pub reason: &'r str,
    pub keep_container: bool,
    pub clock: Clock,
}

/// What is known of an erasure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// When it was entered: microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
}

impl Case<'_> {
    /// When an exhibit or a record was erased, by whom and why; none if it was not, or that is for others.
    pub fn erasure(&self, id: Id) -> Option<Erasure> {
        let digits = id.to_string();
        let is_it = |entry: &&Entry| match entry.header.act.as_str() {
            ACT => entry.text("exhibit") == Some(&digits),
            ERASED => entry.text("record") == Some(&digits),
            _ => false,
        };
        let entry = self.vault.entries().iter().find(is_it)?;
        let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
        Some(Erasure { at: entry.header.at, by: text("actor"), reason: text("reason") })
    }
}

/// What an exhibit lies in, and still holds it whole.
pub(super) fn around(case: &Case<'_>, id: Id) -> Vec<(String, String)> {
    let Some(exhibit) = case.by_id(id) else { return Vec::new() };
    let within = exhibit.within.into_iter().chain(exhibit.copies.iter().filter_map(|copy| copy.within));
    let containers = within.filter_map(|within| case.by_id(within)).filter(|container| !container.is_erased);
    containers
        .map(|container| (container.label(), format!("{} lies in it, whole", exhibit.label())))
        .collect()
}

/// Records that name an exhibit or a record.
pub(super) fn naming(case: &Case<'_>, id: Id) -> Vec<(String, String)> {
    let named = case.named_in(id).into_iter();
    named.map(|(record, field)| (record.name(), format!("names it as {field}"))).collect()
}

/// What keeps an exhibit, or one that lies in it, from being erased.
pub(super) fn may_erase(
    case: &Case<'_>,
    name: &str,
    keep_container: bool,
) -> Result<Vec<Exhibit>, CaseError> {
    let all = with_inside(case, case.exhibit(name)?.id);
    let labels: Vec<String> = all.iter().map(Exhibit::label).collect();
    for exhibit in &all {
        let mut around = around(case, exhibit.id).into_iter().filter(|(name, _)| !labels.contains(name));
        if let Some((container, _)) = around.next().filter(|_| !keep_container && !exhibit.is_erased) {
            return Err(CaseError::LiesIn { exhibit: exhibit.label(), container });
        }
        if exhibit.is_held {
            return Err(CaseError::Held { exhibit: exhibit.label(), why: why_held(case, exhibit) });
        }
        match case.may_open(exhibit) {
            Err(CaseError::Erased(_)) => {}
            may => may?,
        }
    }
    Ok(all)
}

/// Erases an exhibit and what lay in it: an entry that says so, then its key and its sealed files. Their names.
pub(super) fn erase(
    case: &mut Case<'_>,
    name: &str,
    eraser: &Eraser<'_>,
    random: &mut dyn Random,
) -> Result<Vec<String>, CaseError> {
    let Eraser { reason, keep_container, clock } = *eraser;
    let all = may_erase(case, name, keep_container)?;
    let actor = case.me();
    let open = all.iter().filter(|exhibit| !exhibit.is_erased);
    let entries: Vec<NewEntry> = open
        .map(|exhibit| NewEntry {
            act: ACT,
            compartment: exhibit.compartment,
            subject: None,
            fields: vec![
                field("exhibit", exhibit.id),
                field("number", exhibit.number),
                field("actor", &actor),
                field("reason", reason),
            ],
        })
        .collect();
    if !entries.is_empty() {
        case.vault.commit(Batch { entries, keys: Vec::new() }, clock, random)?;
        case.fold();
    }
    // The innermost first: once an exhibit is forgotten, nobody knows any more what it lay in.
    for exhibit in all.iter().rev() {
        let blobs = blobs(exhibit);
        case.vault.forget(exhibit.id, &blobs, random)?;
        case.close(exhibit.id);
    }
    Ok(all.iter().map(Exhibit::label).collect())
}

/// An exhibit and all that lay in it, at any depth.
fn with_inside(case: &Case<'_>, id: Id) -> Vec<Exhibit> {
    let mut found: Vec<Exhibit> = Vec::new();
    for exhibit in case.exhibits() {
        let is_inside = exhibit.within.is_some_and(|within| found.iter().any(|around| around.id == within));
        if exhibit.id == id || is_inside {
            found.push(exhibit.clone());
        }
    }
    found
}

/// Its sealed files.
pub(super) fn blobs(exhibit: &Exhibit) -> Vec<BlobName> {
    let reading = exhibit.reading.iter().map(|reading| &reading.blob);
    std::iter::once(&exhibit.blob).chain(reading).filter_map(|name| blob(name)).collect()
}

/// The name of a sealed file from its digits.
pub(super) fn blob(digits: &str) -> Option<BlobName> {
    probata_seal::Digest::from_hex(digits).map(|digest| BlobName(digest.0))
}

fn why_held(case: &Case<'_>, exhibit: &Exhibit) -> String {
    let set = |entry: &CustodyEntry| entry.action == CustodyAction::LegalHoldSet.code();
    case.custody(exhibit).into_iter().rfind(set).map_or_else(String::new, |entry| {
        if entry.reason.is_empty() {
            format!("set by {}", entry.actor)
        } else {
            format!("{} ({})", entry.reason, entry.actor)
        }
    })
}

/// Sets or lifts a legal hold: what is held is not erased.
pub fn set_hold(
    case: &mut Case<'_>,
    name: &str,
    is_held: bool,
    reason: &str,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    let exhibit = case.exhibit(name)?;
    if exhibit.is_held == is_held {
        let said = if is_held { "is under a legal hold already" } else { "is under no legal hold" };
        return Err(CaseError::NothingToDo(format!("{} {said}", exhibit.label())));
    }
    let action = if is_held { CustodyAction::LegalHoldSet } else { CustodyAction::LegalHoldLifted };
    let custody = NewCustody { reason: reason.to_owned(), ..NewCustody::default() };
    enter_custody(case, name, action, &custody, clock, random)?;
    Ok(())
}

#[cfg(test)]
mod tests;
