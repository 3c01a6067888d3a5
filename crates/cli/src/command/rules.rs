use super::CommandError;
use crate::screen::Screen;
use probata_casework::rules;

/// `probata rules`.
pub(super) fn run(screen: &Screen) -> Result<u8, CommandError> {
    screen.write(&probata_workpaper::rule_table(rules(), &screen.look(true, true)))?;
    Ok(0)
}
