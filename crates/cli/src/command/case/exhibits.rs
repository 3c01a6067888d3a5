use super::compartments::compartment_name;
use super::custody::{entry_row, transfer_row};
use super::custody_of;
use super::opening::{System, clock, in_case};
use super::record;
use crate::arguments::case::{Export, InCase, List, Show};
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::case::{self, Case, Exhibit, Remark, Transfer, reading_of};
use probata_vocabulary::CustodyAction;
use probata_workpaper::{
    AboutRow, AlsoRow, CustodyRow, ExhibitRow, exhibit_json, exhibit_page, exhibit_page_json, exhibit_table,
};

/// `probata list`.
pub(crate) fn list(screen: &Screen, list: &List) -> Result<u8, CommandError> {
    in_case(&list.within, list.identities, |case, _| {
        if let Some(kind) = &list.kind {
            return record::list(screen, case, kind, list);
        }
        let exhibits = case.exhibits().iter().filter(|exhibit| list.privileged || !exhibit.is_privileged);
        let exhibits: Vec<_> = exhibits.map(|exhibit| (exhibit, case.transfers(exhibit, clock()))).collect();
        let rows: Vec<ExhibitRow> =
            exhibits.iter().map(|(exhibit, transfers)| row(case, exhibit, transfers)).collect();
        let text = match list.json {
            true => rows.iter().map(exhibit_json).collect(),
            false => exhibit_table(&rows, &screen.look(true, true)),
        };
        screen.write(&text)?;
        // What is damaged was told; a script sees it by the status.
        Ok(u8::from(case.vault.remarks.iter().any(|remark| matches!(remark, Remark::Damaged(_)))))
    })
}

/// `probata show`.
pub(crate) fn show(screen: &Screen, show: &Show) -> Result<u8, CommandError> {
    // Whoever reads a text is entered, as whoever exports a file is, and whoever looks at an identity.
    in_case(&show.within, show.text || record::is_identity(&show.exhibit), |case, _| {
        if !show.text && record::is_named(&show.exhibit) {
            return record::page(screen, case, &show.exhibit, show.json);
        }
        let text = match show.text {
            true => viewed(case, &show.exhibit)?,
            false => page(screen, case, &show.exhibit, show.json)?,
        };
        screen.write(&text)?;
        Ok(0)
    })
}

/// An exhibit's page.
fn page(screen: &Screen, case: &Case<'_>, name: &str, json: bool) -> Result<String, CommandError> {
    let exhibit = case.exhibit(name)?;
    let (entries, transfers) = (case.custody(exhibit), case.transfers(exhibit, clock()));
    let entries: Vec<CustodyRow> = entries.iter().map(|entry| entry_row(case, exhibit, entry)).collect();
    let row = row(case, exhibit, &transfers);
    let known = case.record_of(exhibit.id).filter(|record| !record.is_erased);
    let recorded = known.map(|record| record::fields_of(case, record)).unwrap_or_default();
    let named_in = record::named_in(case, exhibit.id);
    let erasure = exhibit.is_erased.then(|| case.erasure(exhibit.id)).flatten();
    let erased = erasure.as_ref().map(|known| (known.at, known.by.as_str(), known.reason.as_str()));
    let about = AboutRow { recorded: &recorded, named_in: &named_in, erased };
    Ok(match json {
        true => exhibit_page_json(&row, &about, &entries),
        false => exhibit_page(&row, &about, &entries, &screen.look(true, true)),
    })
}

/// `probata read E-12`.
pub(crate) fn text(screen: &Screen, exhibit: &str, within: &InCase) -> Result<u8, CommandError> {
    in_case(within, true, |case, _| {
        let text = viewed(case, exhibit)?;
        screen.write(&text)?;
        Ok(0)
    })
}

fn viewed(case: &mut Case<'_>, exhibit: &str) -> Result<String, CommandError> {
    let (_, text) = reading_of(case, exhibit)?;
    let seen = Default::default();
    case::enter_custody(case, exhibit, CustodyAction::Viewed, &seen, clock(), &mut System)?;
    Ok(text)
}

/// `probata export`.
pub(crate) fn export(desk: &Machine, screen: &Screen, export: &Export) -> Result<u8, CommandError> {
    let custody = custody_of(&export.said)?;
    in_case(&export.within, true, |case, _| {
        let exhibit = case::export(desk, case, &export.exhibit, &export.file, custody, clock(), &mut System)?;
        screen.say(&format!(
            "Wrote {} to {}; its SHA-256 is {}. It is in clear there: keep it as you keep the case.\n",
            exhibit.label(),
            export.file.display(),
            exhibit.sha256
        ))?;
        Ok(0)
    })
}

fn row<'c>(case: &'c Case<'_>, exhibit: &'c Exhibit, transfers: &'c [Transfer]) -> ExhibitRow<'c> {
    let label = |id| case.exhibits().iter().find(|around| around.id == id).map(Exhibit::label);
    let also = exhibit.copies.iter().map(|copy| AlsoRow {
        name: &copy.name,
        path: &copy.path,
        within: copy.within.and_then(label),
    });
    let reading = exhibit.reading.as_ref();
    let compartment = case.vault.compartment(exhibit.compartment);
    ExhibitRow {
        exhibit: exhibit.label(),
        name: &exhibit.name,
        path: &exhibit.path,
        sha256: &exhibit.sha256,
        bytes: exhibit.length,
        format: &exhibit.format,
        outcome: &exhibit.outcome,
        missing: &exhibit.missing,
        language: reading.map_or("", |reading| reading.language.as_str()),
        text_bytes: reading.map_or(0, |reading| reading.length),
        reader: reading.map_or("", |reading| reading.reader.as_str()),
        within: exhibit.within.and_then(label),
        also: also.collect(),
        compartment: compartment.filter(|known| known.number > 0).map(compartment_name),
        modified: exhibit.modified,
        added: exhibit.added,
        by: &exhibit.by,
        is_erased: exhibit.is_erased,
        is_held: exhibit.is_held,
        is_closed: exhibit.is_closed && !exhibit.is_erased,
        transfers: transfers.iter().map(|transfer| transfer_row(exhibit.label(), transfer)).collect(),
    }
}
