use super::{CommandError, asked};
use crate::arguments::Read;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::{configure, read};

/// `probata read`.
pub(super) fn run(desk: &Machine, screen: &Screen, read_of: &Read) -> Result<u8, CommandError> {
    let choices = configure(desk, Some(&read_of.file), &asked(&read_of.reading))?;
    let document = read(desk, &read_of.file, &choices);
    screen.write(&probata_workpaper::reading(&document, &screen.look(read_of.sensitive, true)))?;
    let refused = document.parts.iter().any(|part| part.outcome.status() == "refused");
    Ok(if refused { 2 } else { 0 })
}
