use super::exhibit::field;
use super::{Case, CaseError};
use probata_vault::{Batch, Clock, Entry, Field, Id, NewEntry, Random};
use probata_vocabulary::{CustodyAction, PartialDate};

/// What an entry about custody does.
pub(super) const ACT: &str = "custody";

/// One statement about an exhibit (CU-2, CU-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyEntry {
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
    /// When it happened, as precisely as it is known; empty if when it was entered.
    pub happened_at: String,
    /// The digest that was seen.
    pub sha256: String,
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
    pub happened_at: Option<PartialDate>,
}

impl CustodyEntry {
    /// What an entry says; none if it is about something else, or closed.
    pub(super) fn of_entry(entry: &Entry, signed_by: &str) -> Option<Self> {
        if entry.header.act != ACT {
            return None;
        }
        let text = |name: &str| entry.text(name).unwrap_or_default().to_owned();
        Some(Self {
            action: entry.text("action")?.to_owned(),
            actor: text("actor"),
            signed_by: signed_by.to_owned(),
            reason: text("reason"),
            from: text("from"),
            to: text("to"),
            recorded_at: entry.header.at,
            happened_at: text("happened_at"),
            sha256: text("sha256"),
        })
    }
}

impl NewCustody {
    /// The entry for an exhibit.
    pub(super) fn entry(
        self,
        action: CustodyAction,
        actor: &str,
        sha256: &str,
        compartment: Id,
        exhibit: Id,
    ) -> NewEntry {
        let mut fields = vec![field("action", action), field("actor", actor), field("sha256", sha256)];
        let mut said = |name: &str, value: String| {
            fields.extend(
                (!value.is_empty()).then(|| Field { name: name.to_owned(), value: value.into_bytes() }),
            );
        };
        said("reason", self.reason);
        said("from", self.from);
        said("to", self.to);
        said("happened_at", self.happened_at.map(PartialDate::written).unwrap_or_default());
        NewEntry { act: ACT, compartment, subject: Some(exhibit), fields }
    }
}

/// Enters what was done with an exhibit outside of the case, or will be.
pub fn enter_custody(
    case: &mut Case<'_>,
    name: &str,
    action: CustodyAction,
    custody: NewCustody,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    let exhibit = case.exhibit(name)?.clone();
    case.may_open(&exhibit)?;
    if matches!(action, CustodyAction::Viewed | CustodyAction::Exported) {
        case.vault.say_opened(exhibit.compartment, clock, random)?;
    }
    let entry = custody.entry(action, &case.me(), &exhibit.sha256, exhibit.compartment, exhibit.id);
    case.vault.commit(Batch { entries: vec![entry], keys: Vec::new() }, clock, random)?;
    case.fold();
    Ok(())
}
