use super::custody::transfer_row;
use super::opening::{clock, folder, in_case_strictly, text_of};
use super::{CaseCommandError, timestamp};
use crate::arguments::case::Verify;
use crate::command::CommandError;
use crate::screen::{Screen, remark};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use probata_casework::case::{self, CaseError, FullCheck, parse_head, verify_without_key};
use probata_workpaper::{TransferRow, VerifiedRow, transfer_remarks, verified};

/// `probata verify`.
pub(crate) fn verify(screen: &Screen, verify: &Verify) -> Result<u8, CommandError> {
    let mut held = Vec::new();
    for path in &verify.held {
        let text = text_of(path)?;
        let logs = parse_head(&text).ok_or_else(|| CaseCommandError::NoHead(path.clone()))?;
        held.extend(logs.into_iter().map(|log| log.checkpoint));
    }
    let bar = bar();
    let mut told = |bytes: u64| bar.inc(bytes);
    let found = match verify.without_key {
        true => {
            let disk = folder(&verify.within)?;
            let open = verify_without_key(&disk, &held, &mut told).map_err(CaseError::from)?;
            FullCheck { open, ..FullCheck::default() }
        }
        false => in_case_strictly(&verify.within, |case, disk| {
            Ok(case::verify(case, disk, &held, clock(), &mut told)?)
        })?,
    };
    bar.finish_and_clear();
    let row = row(&found, !verify.without_key, held.len());
    screen.write(&verified(&row, &screen.look(true, true)))?;
    let transfers = found.transfers.iter();
    let transfers: Vec<TransferRow> =
        transfers.map(|(exhibit, transfer)| transfer_row(exhibit.clone(), transfer)).collect();
    transfer_remarks(&transfers).iter().for_each(|said| remark(said));
    if held.is_empty() {
        remark(
            "No head was held elsewhere: that the newest entries of a log were cut off, or that the case is an older copy of itself, cannot be excluded.",
        );
    }
    Ok(u8::from(!found.is_sound()))
}

fn row(found: &FullCheck, with_key: bool, held: usize) -> VerifiedRow<'_> {
    let mut wrong: Vec<String> =
        found.open.damage.iter().chain(&found.damage).map(ToString::to_string).collect();
    wrong.extend(found.altered.iter().map(|(exhibit, why)| format!("{exhibit}: {why}")));
    wrong.extend(found.stamps_altered.iter().map(|(number, why)| format!("T-{number}: {why}")));
    wrong.extend(found.waiting.iter().map(|(member, entries)| {
        format!("{entries} entries of {member}, who was removed, came too late to count")
    }));
    wrong.sort();
    wrong.dedup();
    let checked = found.open.checked;
    VerifiedRow {
        blobs: checked.blobs,
        sealed: HumanBytes(checked.bytes).to_string(),
        logs: checked.logs,
        entries: checked.entries,
        held,
        with_key,
        exhibits: found.exhibits,
        readings: found.readings,
        erased: found.erased,
        closed: found.closed,
        timestamps: found.timestamps.iter().map(timestamp::row).collect(),
        leftovers: checked.leftovers + found.unnamed,
        wrong,
    }
}

/// Bytes a second, where somebody looks at standard error.
fn bar() -> ProgressBar {
    let form = "{spinner} checked {bytes}, {bytes_per_sec}";
    ProgressBar::new_spinner()
        .with_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_spinner()))
}
