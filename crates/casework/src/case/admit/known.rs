//! What the case has already: a further copy leaves a trace, and a sealed file that is missing is put back.

use super::{Admission, Admitting, Item, Known, shown_path};
use crate::case::erase::blob;
use crate::case::exhibit::{Exhibit, FurtherCopy, field};
use crate::case::{CaseError, NewCustody};
use probata_vault::{Id, VaultError};
use probata_vocabulary::CustodyAction;
use std::io::Read;
use std::path::Path;

impl Admitting<'_, '_> {
    /// Something whose content an exhibit has.
    pub(super) fn known(&mut self, item: &Item<'_>, mut exhibit: Exhibit) -> Result<(), CaseError> {
        let is_open = exhibit.compartment != self.case.compartment_of_new();
        let was_put_back = self.put_back(item, &exhibit)?;
        // What lies in a compartment, and who gave it, is not told to all members.
        let is_again = !is_open && !self.is_told(item, &exhibit);
        if is_again {
            self.enter_copy(item, &mut exhibit);
        }
        let state = match (is_open, was_put_back) {
            (_, Some(false)) => Known::Missing,
            (true, _) => Known::Open,
            (_, Some(true)) => Known::PutBack,
            (_, None) if is_again => Known::Again,
            (_, None) => Known::There,
        };
        self.totals.known += 1;
        self.totals.amiss += usize::from(matches!(state, Known::Open | Known::Missing));
        let (exhibit, path) = (exhibit.label(), item.path.clone());
        self.waiting.push(Admission::Known { exhibit, path, state });
        Ok(())
    }

    /// True if it is known of an exhibit that it lay where this thing lies, from whoever is said to have given it.
    fn is_told(&self, item: &Item<'_>, exhibit: &Exhibit) -> bool {
        let from = if item.within.is_none() { self.custody.from.as_str() } else { "" };
        let lies = |path: &str, name: &str, within: Option<Id>, modified: Option<i64>, by: &str| {
            let is_there = match item.within {
                Some(_) => within == item.within && name == item.name,
                None => within.is_none() && is_one_place(path, modified, &item.path, item.modified),
            };
            is_there && (from.is_empty() || from == by)
        };
        lies(&exhibit.path, &exhibit.name, exhibit.within, exhibit.modified, &exhibit.from)
            || exhibit
                .copies
                .iter()
                .any(|copy| lies(&copy.path, &copy.name, copy.within, copy.modified, &copy.from))
    }

    /// Puts into the batch where the bytes of an exhibit lay too.
    fn enter_copy(&mut self, item: &Item<'_>, exhibit: &mut Exhibit) {
        let (action, custody) = match item.within {
            None => (CustodyAction::Received, self.custody.clone()),
            Some(_) => (CustodyAction::Derived, NewCustody::default()),
        };
        let told = match item.within {
            None => format!("the same bytes again: {}", shown_path(item)),
            Some(_) => format!("the same bytes lay in {}", item.path),
        };
        let reason = if custody.reason.is_empty() { told } else { format!("{told}; {}", custody.reason) };
        let from = custody.from.clone();
        let custody = NewCustody { reason, ..custody };
        let mut entry = custody.entry(action, exhibit, &self.case.me(), self.case.zone.as_deref());
        entry.fields.extend([field("name", &item.name), field("path", &item.path)]);
        entry.fields.extend(item.within.map(|within| field("within", within)));
        entry.fields.extend(item.modified.map(|modified| field("modified", modified)));
        self.batch.entries.push(entry);
        exhibit.copies.push(FurtherCopy {
            name: item.name.clone(),
            path: item.path.clone(),
            within: item.within,
            modified: item.modified,
            from,
        });
        self.known.insert(exhibit.sha256.clone(), exhibit.clone());
    }

    /// Puts back sealed files of an exhibit that are missing: whether that was done; none if none is missing.
    fn put_back(&mut self, item: &Item<'_>, exhibit: &Exhibit) -> Result<Option<bool>, CaseError> {
        // What is in the batch was sealed a moment ago.
        let is_waiting = exhibit.segment == Id::default();
        if is_waiting || self.case.vault.is_write_only() {
            return Ok(None);
        }
        let mut done = None;
        if !self.is_there(exhibit, &exhibit.blob)? {
            let mut from = match self.open(item) {
                Ok(from) => from,
                Err(_) => return Ok(Some(false)),
            };
            done = Some(self.sealed_again(exhibit, &exhibit.blob, &exhibit.sha256, &mut from)?);
        }
        let reading = exhibit.reading.as_ref().filter(|_| done != Some(false));
        if let Some(reading) = reading
            && !self.is_there(exhibit, &reading.blob)?
        {
            let document = self.document(item, exhibit.length);
            let text = document.map(|document| document.text).unwrap_or_default();
            done = Some(self.sealed_again(exhibit, &reading.blob, &reading.sha256, &mut text.as_bytes())?);
        }
        if done == Some(true) {
            let reason = "its sealed file was missing; put back from a file with the same bytes".to_owned();
            let custody = NewCustody { reason, ..NewCustody::default() };
            let me = self.case.me();
            let entry = custody.entry(CustodyAction::Stored, exhibit, &me, self.case.zone.as_deref());
            self.batch.entries.push(entry);
        }
        Ok(done)
    }

    fn is_there(&self, exhibit: &Exhibit, name: &str) -> Result<bool, CaseError> {
        // A name that is none is told by `verify`.
        blob(name).map_or(Ok(true), |name| Ok(self.case.vault.is_there(exhibit.id, name)?))
    }

    fn sealed_again(
        &mut self,
        exhibit: &Exhibit,
        name: &str,
        sha256: &str,
        from: &mut dyn Read,
    ) -> Result<bool, CaseError> {
        let Some(name) = blob(name) else { return Ok(false) };
        match self.case.vault.put_back(exhibit.id, name, sha256, from, self.random) {
            Ok(done) => Ok(done),
            // Its key is missing too.
            Err(VaultError::Damaged(_) | VaultError::Erased | VaultError::NotForYou) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

/// True if two paths are of one file, as far as they tell: they are the same, or one ends with the other (as after changing the folder in which one
/// works) and the file was last changed at the same moment.
fn is_one_place(one: &str, changed: Option<i64>, other: &str, other_changed: Option<i64>) -> bool {
    let (one, other) = (below(one), below(other));
    let is_end = one.ends_with(other) || other.ends_with(one);
    one == other || is_end && changed.is_some() && changed == other_changed
}

/// A path without what leads to where one stands.
fn below(path: &str) -> &Path {
    let mut rest = Path::new(path);
    while let Ok(less) = rest.strip_prefix("..").or_else(|_| rest.strip_prefix(".")) {
        rest = less;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::is_one_place;

    #[test]
    fn a_file_is_known_from_wherever_one_stands() {
        let check = |one: &str, other: &str, same_moment: bool, expected: bool| {
            let changed = Some(if same_moment { 1 } else { 2 });
            assert_eq!(is_one_place(one, Some(1), other, changed), expected, "{one} {other}");
        };
        check("evidence/a.txt", "./evidence/a.txt", false, true);
        check("evidence/a.txt", "a.txt", true, true);
        check("evidence/a.txt", "../evidence/a.txt", true, true);
        check("/home/mira/evidence/a.txt", "evidence/a.txt", true, true);
        // A file of the same name elsewhere was changed at another time.
        check("evidence/a.txt", "a.txt", false, false);
        check("evidence/a.txt", "evidence/b.txt", true, false);
        assert!(!is_one_place("evidence/a.txt", None, "a.txt", None));
    }
}
