use super::opening::{System, clock, in_case};
use super::{CaseCommandError, custody_of};
use crate::arguments::custody::Custody;
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::{Screen, remark};
use probata_casework::case::{
    self, Case, Corrects, CustodyEntry, Exhibit, Transfer, TransferState, digest_of,
};
use probata_vocabulary::CustodyAction;
use probata_workpaper::{Correction, CustodyRow, TransferRow};

/// `probata custody`.
pub(crate) fn custody(desk: &Machine, screen: &Screen, custody: &Custody) -> Result<u8, CommandError> {
    let action = action(&custody.action)?;
    if matches!(action, CustodyAction::LegalHoldSet | CustodyAction::LegalHoldLifted) {
        return Err(CaseCommandError::UseHold.into());
    }
    let mut said = custody_of(&custody.said)?;
    said.corrects = custody.corrects;
    said.receipt = custody.receipt.clone();
    said.sha256 = custody.file.as_deref().map(|file| digest_of(desk, file)).transpose()?;
    in_case(&custody.within, true, |case, _| {
        let entry = case::enter_custody(case, &custody.exhibit, action, &said, clock(), &mut System)?;
        let exhibit = case.exhibit(&custody.exhibit)?;
        screen.say(&entered(case, exhibit, action, &entry))?;
        if entry.sha256 != exhibit.sha256 {
            remark(&format!("The file is not {}: its digest differs.", exhibit.label()));
        }
        Ok(0)
    })
}

/// What was entered, and what it does.
fn entered(case: &Case<'_>, exhibit: &Exhibit, action: CustodyAction, entry: &CustodyEntry) -> String {
    let mut said = format!("Entered for {} as {}: {action}.", exhibit.label(), entry.number);
    if let Corrects::Entry(number) = entry.corrects {
        said += &format!(" It corrects {number}.");
    }
    let transfers = case.transfers(exhibit, clock());
    match action {
        CustodyAction::TransferredOut if entry.receipt.is_none() => {
            let is_open = |transfer: &&Transfer| transfer.number == entry.number && transfer.state.is_open();
            if transfers.iter().any(|transfer| is_open(&transfer)) {
                said += "\n\nThe transfer is open until another member enters transferred_in, or until you enter the \
                    receipt of somebody who has no key (--receipt).";
            }
        }
        CustodyAction::TransferredIn => said += &answer(&transfers, entry),
        _ => {}
    }
    said + "\n"
}

/// Which transfer an entry answers for.
fn answer(transfers: &[Transfer], entry: &CustodyEntry) -> String {
    let of_entry = |transfer: &&Transfer| match transfer.state {
        TransferState::Answered(number) | TransferState::Differs(number) => number == entry.number,
        TransferState::OnTheWay | TransferState::Overdue => false,
    };
    match transfers.iter().find(of_entry) {
        Some(transfer) if transfer.state.is_open() => {
            format!(" Transfer {} stays open: this is something else.", transfer.number)
        }
        Some(transfer) => format!(" It answers for transfer {}.", transfer.number),
        None => unanswered(transfers, entry),
    }
}

/// What is said of an entry that answers for nothing, where something waits for an answer.
fn unanswered(transfers: &[Transfer], entry: &CustodyEntry) -> String {
    let mut open = transfers.iter().filter(|transfer| transfer.state.is_open()).peekable();
    if open.peek().is_none() {
        return String::new();
    }
    match open.any(|transfer| transfer.by != entry.signed_by) {
        true => format!(
            "\n\nIt answers for no open transfer. Was one meant? Say who gave it: --from NAME --corrects {}",
            entry.number
        ),
        false => " It answers for no open transfer: what you gave, another member takes over.".to_owned(),
    }
}

fn action(name: &str) -> Result<CustodyAction, CommandError> {
    name.parse().map_err(|_| {
        let known = CustodyAction::ALL.iter().map(|action| action.code());
        CommandError::Unknown {
            what: "custody action",
            name: name.to_owned(),
            near: probata_workpaper::nearest(name, known).into_iter().map(str::to_owned).collect(),
            hint: "(\"probata custody --help\" lists them)",
        }
    })
}

/// An entry of an exhibit's custody.
pub(super) fn entry_row<'e>(case: &Case<'_>, exhibit: &Exhibit, entry: &'e CustodyEntry) -> CustodyRow<'e> {
    let receipt = entry.receipt;
    CustodyRow {
        number: entry.number,
        action: &entry.action,
        actor: &entry.actor,
        signed_by: &entry.signed_by,
        reason: &entry.reason,
        from: &entry.from,
        to: &entry.to,
        recorded_at: entry.recorded_at,
        zone: &entry.zone,
        happened_at: &entry.happened_at,
        sha256: &entry.sha256,
        is_other: entry.sha256 != exhibit.sha256,
        receipt: receipt.map(|id| case.name_of(id).unwrap_or_else(|| "(not here)".to_owned())),
        corrects: match entry.corrects {
            Corrects::Nothing => Correction::Nothing,
            Corrects::Entry(number) => Correction::Entry(number),
            Corrects::NotHere => Correction::NotHere,
        },
        corrected_by: &entry.corrected_by,
    }
}

/// A transfer of an exhibit.
pub(super) fn transfer_row(exhibit: String, transfer: &Transfer) -> TransferRow<'_> {
    let (state, entry) = match transfer.state {
        TransferState::Answered(entry) => ("answered", Some(entry)),
        TransferState::OnTheWay => ("on_the_way", None),
        TransferState::Overdue => ("overdue", None),
        TransferState::Differs(entry) => ("differs", Some(entry)),
    };
    TransferRow {
        exhibit,
        number: transfer.number,
        by: &transfer.by,
        to: &transfer.to,
        days: transfer.days,
        limit: transfer.limit,
        state,
        entry,
    }
}
