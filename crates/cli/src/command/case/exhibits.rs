use super::compartments::compartment_name;
use super::custody_of;
use super::opening::{System, clock, in_case};
use super::record;
use crate::arguments::case::{Custody, Export, InCase, List, Show};
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::case::{self, Case, CustodyEntry, Exhibit, reading_of};
use probata_vocabulary::CustodyAction;
use probata_workpaper::{CustodyRow, ExhibitRow, exhibit_json, exhibit_page, exhibit_table};

/// `probata list`.
pub(crate) fn list(screen: &Screen, list: &List) -> Result<u8, CommandError> {
    in_case(&list.within, false, |case, _| {
        if let Some(kind) = &list.kind {
            return record::list(screen, case, kind, list.json);
        }
        let exhibits = case.exhibits().iter().filter(|exhibit| list.privileged || !exhibit.is_privileged);
        let rows: Vec<ExhibitRow> = exhibits.map(|exhibit| row(case, exhibit)).collect();
        let text = match list.json {
            true => rows.iter().map(exhibit_json).collect(),
            false => exhibit_table(&rows, &screen.look(true, true)),
        };
        screen.write(&text)?;
        Ok(0)
    })
}

/// `probata show`.
pub(crate) fn show(screen: &Screen, show: &Show) -> Result<u8, CommandError> {
    // Whoever reads a text is entered, as whoever exports a file is.
    in_case(&show.within, show.text, |case, _| {
        if !show.text && record::is_named(&show.exhibit) {
            return record::page(screen, case, &show.exhibit);
        }
        let text = match show.text {
            true => viewed(case, &show.exhibit)?,
            false => {
                let exhibit = case.exhibit(&show.exhibit)?;
                let custody = case.custody(exhibit);
                let custody: Vec<CustodyRow> = custody.iter().map(custody_row).collect();
                exhibit_page(&row(case, exhibit), &custody, &screen.look(true, true))
            }
        };
        screen.write(&text)?;
        Ok(0)
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
    case::enter_custody(case, exhibit, CustodyAction::Viewed, Default::default(), clock(), &mut System)?;
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

/// `probata custody`.
pub(crate) fn custody(screen: &Screen, custody: &Custody) -> Result<u8, CommandError> {
    let action = action(&custody.action)?;
    if matches!(action, CustodyAction::LegalHoldSet | CustodyAction::LegalHoldLifted) {
        return Err(CommandError::UseHold);
    }
    let said = custody_of(&custody.said)?;
    in_case(&custody.within, true, |case, _| {
        case::enter_custody(case, &custody.exhibit, action, said, clock(), &mut System)?;
        screen.say(&format!("Entered for {}: {action}.\n", custody.exhibit))?;
        Ok(0)
    })
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

fn row<'c>(case: &'c Case<'_>, exhibit: &'c Exhibit) -> ExhibitRow<'c> {
    let within = exhibit.within.and_then(|id| case.exhibits().iter().find(|around| around.id == id));
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
        within: within.map(Exhibit::label),
        compartment: compartment.filter(|known| known.number > 0).map(compartment_name),
        modified: exhibit.modified,
        added: exhibit.added,
        by: &exhibit.by,
        is_erased: exhibit.is_erased,
        is_held: exhibit.is_held,
        is_closed: exhibit.is_closed && !exhibit.is_erased,
    }
}

fn custody_row(entry: &CustodyEntry) -> CustodyRow<'_> {
    CustodyRow {
        action: &entry.action,
        actor: &entry.actor,
        signed_by: &entry.signed_by,
        reason: &entry.reason,
        from: &entry.from,
        to: &entry.to,
        recorded_at: entry.recorded_at,
        happened_at: &entry.happened_at,
    }
}
