//! Receipts: exhibits in which somebody without a key says that they took something over (CU-4).

use super::transfers::{alike, transfers};
use super::{CustodyEntry, NewCustody};
use crate::case::{Case, CaseError, Exhibit, Id, Standing};
use probata_vault::Clock;
use probata_vocabulary::CustodyAction;

/// The exhibit of the receipt, if one was named and can be one.
pub(super) fn receipt(
    case: &Case<'_>,
    exhibit: &Exhibit,
    action: CustodyAction,
    custody: &NewCustody,
    clock: Clock,
) -> Result<Option<Id>, CaseError> {
    let Some(name) = &custody.receipt else { return Ok(None) };
    let receipt = case.exhibit(name)?;
    case.may_open(receipt)?;
    let refusal = of_itself(exhibit, receipt)
        .or_else(|| of_party(case, action, &custody.to))
        .or_else(|| of_no_transfer(case, exhibit, action, custody, clock));
    match refusal {
        Some(why) => Err(CaseError::Receipt(why)),
        None => Ok(Some(receipt.id)),
    }
}

fn of_itself(exhibit: &Exhibit, receipt: &Exhibit) -> Option<String> {
    let label = receipt.label();
    if receipt.id == exhibit.id {
        return Some(format!("{label} is no receipt of itself"));
    }
    // Nothing in the evidence points to what is kept out of it.
    let is_hidden = receipt.is_privileged && receipt.compartment != exhibit.compartment;
    is_hidden.then(|| format!("{label} is no part of the evidence, and cannot be a receipt in it"))
}

fn of_party(case: &Case<'_>, action: CustodyAction, to: &str) -> Option<String> {
    if !matches!(action, CustodyAction::TransferredOut | CustodyAction::TransferredIn) {
        return Some(format!("a receipt goes with transferred_out or transferred_in, and not with {action}"));
    }
    if to.trim().is_empty() {
        return Some("say whose receipt it is, such as --to \"Court registry\"".to_owned());
    }
    let is_they = |name: &str| name.trim().to_lowercase() == to.trim().to_lowercase();
    let mut members = case.vault.members().iter().filter(|member| member.standing == Standing::Active);
    let member = members.find(|member| is_they(&member.name))?;
    Some(format!(
        "{} is a member and enters transferred_in; a receipt is for somebody who has no key",
        member.name
    ))
}

/// A receipt that comes later answers for a transfer that is open, to the same party.
fn of_no_transfer(
    case: &Case<'_>,
    exhibit: &Exhibit,
    action: CustodyAction,
    custody: &NewCustody,
    clock: Clock,
) -> Option<String> {
    if action != CustodyAction::TransferredIn {
        return None;
    }
    let mut entries = case.custody(exhibit);
    // What is about to be corrected answers for nothing any more.
    let corrected = |entry: &&mut CustodyEntry| Some(entry.number) == custody.corrects;
    entries.iter_mut().filter(corrected).for_each(|entry| entry.corrected_by.push(0));
    let transfers = transfers(&entries, &exhibit.sha256, 0, clock);
    let open: Vec<_> = transfers.iter().filter(|transfer| transfer.state.is_open()).collect();
    if open.iter().any(|transfer| transfer.to.is_empty() || alike(&transfer.to, &custody.to)) {
        return None;
    }
    let label = exhibit.label();
    if open.is_empty() {
        return Some(format!(
            "no transfer of {label} is open; enter what was given first, as transferred_out with --receipt"
        ));
    }
    let open: Vec<String> =
        open.iter().map(|transfer| format!("{} to {}", transfer.number, transfer.to)).collect();
    Some(format!("no transfer of {label} to \"{}\" is open; what is open: {}", custody.to, open.join(", ")))
}
