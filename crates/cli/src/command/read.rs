use super::{CommandError, asked};
use crate::arguments::Read;
use crate::desk::Machine;
use crate::progress;
use crate::screen::Screen;
use probata_casework::{Taken, configure, read, take_out};
use probata_workpaper::TakenRow;

/// `probata read`.
pub(super) fn run(desk: &Machine, screen: &Screen, read_of: &Read) -> Result<u8, CommandError> {
    #[cfg(feature = "case")]
    if let Some(exhibit) = exhibit(&read_of.file) {
        return super::case::text(screen, exhibit, &read_of.within);
    }
    let choices = configure(desk, Some(&read_of.file), &asked(&read_of.reading))?;
    desk.tell_pages(progress::pages());
    let document = read(desk, &read_of.file, &choices);
    if let Some(folder) = &read_of.save_enclosed {
        if !document.enclosed.is_empty() {
            std::fs::create_dir_all(folder).map_err(|error| CommandError::Folder(folder.clone(), error))?;
        }
        let taken = take_out(desk, &document, folder)?;
        let rows: Vec<TakenRow> = taken.iter().map(row).collect();
        screen.write(&probata_workpaper::taken_out(&document, &rows, &screen.look(true, true)))?;
        return Ok(0);
    }
    screen.write(&probata_workpaper::reading(&document, &screen.look(read_of.sensitive, true)))?;
    let refused = document.parts.iter().any(|part| part.outcome.status() == "refused");
    Ok(if refused { 2 } else { 0 })
}

/// The exhibit that is meant, if there is no such file.
#[cfg(feature = "case")]
fn exhibit(file: &std::path::Path) -> Option<&str> {
    let name = file.to_str().filter(|_| !file.exists())?;
    let (kind, number) = name.split_once('-')?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    (is_number && matches!(kind, "E" | "e" | "L" | "l")).then_some(name)
}

fn row(taken: &Taken) -> TakenRow {
    TakenRow {
        path: taken.path.to_string_lossy().into_owned(),
        name: taken.name.clone(),
        place: taken.place.clone(),
        bytes: taken.bytes,
        sha256: taken.sha256.clone(),
    }
}
