//! Custody: what was done with an exhibit, entry after entry.
//!
//! Invariant: nothing of it is ever changed; what was wrong is corrected by a new entry.

mod correction;
mod receipt;
#[cfg(test)]
pub(super) mod tests;
mod transfers;

pub use transfers::{Transfer, TransferState};

use super::exhibit::field;
use super::{Case, CaseError, Exhibit};
use probata_vault::{Batch, Clock, Entry, Id, NewEntry, Random};
use probata_vocabulary::{CustodyAction, When};

/// What an entry about custody does.
pub(super) const ACT: &str = "custody";

/// One statement about an exhibit (CU-2, CU-3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustodyEntry {
    /// Its number among those of its exhibit, from 1. Entries of another laptop may come before it later: what is
    /// kept names its `place`.
    pub number: u64,
    /// The log in which it stands, and its number there.
    pub place: (Id, u64),
    /// What was done.
    pub action: String,
    /// By whom.
    pub actor: String,
    /// Whose device signed it.
    pub signed_by: String,
    /// Why, in words; empty if nobody said.
    pub reason: String,
    /// From whom, where it changed hands.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When it was entered: microseconds since 1970.
    pub recorded_at: i64,
    /// How far the clocks on the wall were from UTC where it was entered, as `+02:00`; empty if that was not told.
    pub zone: String,
    /// When it happened, as precisely as it is known; empty if when it was entered.
    pub happened_at: String,
    /// The digest that was seen.
    pub sha256: String,
    /// The exhibit of the receipt of whoever took it over without a key.
    pub receipt: Option<Id>,
    /// Which entry it corrects.
    pub corrects: Corrects,
    /// The entries that correct it: if there is one, this one counts for nothing.
    pub corrected_by: Vec<u64>,
}

/// Which entry another one corrects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Corrects {
    /// None.
    #[default]
    Nothing,
    /// The one with this number.
    Entry(u64),
    /// One that is not among those of the exhibit, or that cannot be corrected.
    NotHere,
}

/// What is to be entered about an exhibit.
#[derive(Debug, Clone, Default)]
pub struct NewCustody {
    /// Why, in words.
    pub reason: String,
    /// From whom.
    pub from: String,
    /// To whom.
    pub to: String,
    /// When it happened, if not now.
    pub happened_at: Option<When>,
    /// The digest that was seen, if not the exhibit's own.
    pub sha256: Option<String>,
    /// The exhibit of a receipt, as E-14.
    pub receipt: Option<String>,
    /// The number of the entry that this one corrects.
    pub corrects: Option<u64>,
}

impl CustodyEntry {
    /// What an entry says; none if it is about something else, or closed.
    fn of_entry(number: u64, entry: &Entry, signed_by: &str) -> Option<Self> {
        if entry.header.act != ACT {
            return None;
        }
        let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
        Some(Self {
            number,
            place: (entry.header.log, entry.header.seq),
            action: entry.text("action")?.to_owned(),
            actor: text("actor"),
            signed_by: signed_by.to_owned(),
            reason: text("reason"),
            from: text("from"),
            to: text("to"),
            recorded_at: entry.header.at,
            zone: text("zone"),
            happened_at: text("happened_at"),
            sha256: text("sha256"),
            receipt: entry.text("receipt").and_then(Id::from_hex),
            corrects: Corrects::Nothing,
            corrected_by: Vec::new(),
        })
    }

    /// True if nothing corrects it.
    pub fn stands(&self) -> bool {
        self.corrected_by.is_empty()
    }

    fn is(&self, action: CustodyAction) -> bool {
        self.action == action.code()
    }
}

impl NewCustody {
    /// The entry for an exhibit.
    pub(super) fn entry(
        &self,
        action: CustodyAction,
        exhibit: &Exhibit,
        actor: &str,
        zone: Option<&str>,
    ) -> NewEntry {
        let sha256 = self.sha256.as_ref().unwrap_or(&exhibit.sha256);
        let mut fields = vec![field("action", action), field("actor", actor), field("sha256", sha256)];
        let mut said = |name: &str, value: &str| {
            fields.extend((!value.is_empty()).then(|| field(name, value)));
        };
        said("reason", &self.reason);
        said("from", &self.from);
        said("to", &self.to);
        said("happened_at", &self.happened_at.map(|when| when.to_string()).unwrap_or_default());
        said("zone", zone.unwrap_or_default());
        NewEntry { act: ACT, compartment: exhibit.compartment, subject: Some(exhibit.id), fields }
    }
}

/// Enters what was done with an exhibit outside of the case, or will be. The entry as it stands.
pub fn enter_custody(
    case: &mut Case<'_>,
    name: &str,
    action: CustodyAction,
    custody: &NewCustody,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<CustodyEntry, CaseError> {
    let exhibit = case.exhibit(name)?.clone();
    case.may_open(&exhibit)?;
    let corrected = correction::corrected(case, &exhibit, action, custody.corrects)?;
    let receipt = receipt::receipt(case, &exhibit, action, custody, clock)?;
    let mut entry = custody.entry(action, &exhibit, &case.me(), case.zone.as_deref());
    entry.fields.extend(corrected.map(|(log, seq)| field("corrects", format!("{log}:{seq}"))));
    entry.fields.extend(receipt.map(|id| field("receipt", id)));
    let is_opened = matches!(action, CustodyAction::Viewed | CustodyAction::Exported);
    if is_opened && corrected.is_none() {
        case.vault.say_opened(exhibit.compartment, clock, random)?;
    }
    case.vault.commit(Batch { entries: vec![entry], keys: Vec::new() }, clock, random)?;
    case.fold();
    // It knows of all others, so that it is the last.
    Ok(case.custody(&exhibit).pop().unwrap_or_default())
}

impl Case<'_> {
    /// Where the entries about an exhibit's custody are.
    fn custody_at_of(&self, id: Id) -> &[usize] {
        self.numbers.get(&id).map_or(&[], |number| &self.custody_at[*number])
    }

    /// What befell an exhibit, in order; nothing of one that is closed.
    pub fn custody(&self, exhibit: &Exhibit) -> Vec<CustodyEntry> {
        let at = self.custody_at_of(exhibit.id);
        let entries = (1..).zip(at.iter().map(|at| &self.vault.entries()[*at]));
        let signed_by =
            |entry: &Entry| self.vault.author(entry.header.log).map_or("", |author| author.name.as_str());
        let said = entries.filter_map(|(number, entry)| {
            let custody = CustodyEntry::of_entry(number, entry, signed_by(entry))?;
            Some((custody, entry.text("corrects")))
        });
        let (mut entries, corrects): (Vec<_>, Vec<_>) = said.unzip();
        correction::tie(&mut entries, &corrects);
        entries
    }
}
