//! Compartments: which is meant, where new exhibits go, and what is closed.

use super::{Case, CaseError, Exhibit};
use probata_vault::{Compartment, Id};

impl Case<'_> {
    /// The compartment of this name or number to which whoever works belongs.
    pub fn compartment(&self, name: &str) -> Result<&Compartment, CaseError> {
        let number = name.parse::<u32>().ok();
        let open = self.vault.compartments().iter().filter(|known| known.number > 0 && known.is_open);
        let mut found =
            open.filter(|known| known.name.as_deref() == Some(name) || Some(known.number) == number);
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(CaseError::NoSuchCompartment(name.to_owned())),
            (Some(_), Some(_)) => Err(CaseError::SeveralCompartments(name.to_owned())),
        }
    }

    /// New exhibits go into a compartment from now on.
    pub fn work_in(&mut self, name: &str) -> Result<(), CaseError> {
        self.into = self.compartment(name)?.id;
        Ok(())
    }

    /// Where new exhibits go.
    pub(super) fn compartment_of_new(&self) -> Id {
        self.into
    }

    /// True if new exhibits are no part of the evidence.
    pub(super) fn adds_privileged(&self) -> bool {
        self.vault.compartment(self.into).is_some_and(|known| known.is_privileged)
    }

    /// True if an exhibit lies in a compartment of others.
    pub(super) fn is_of_others(&self, exhibit: &Exhibit) -> bool {
        let compartment = self.vault.compartment(exhibit.compartment);
        exhibit.is_closed && compartment.is_some_and(|known| !known.is_open)
    }

    /// That an exhibit is neither erased nor closed to whoever works.
    pub(super) fn may_open(&self, exhibit: &Exhibit) -> Result<(), CaseError> {
        if self.is_of_others(exhibit) {
            let compartment = self.vault.compartment(exhibit.compartment).map_or(0, |known| known.number);
            return Err(CaseError::Closed { exhibit: exhibit.label(), compartment });
        }
        if exhibit.is_erased || exhibit.is_closed {
            return Err(CaseError::Erased(exhibit.label()));
        }
        Ok(())
    }
}
