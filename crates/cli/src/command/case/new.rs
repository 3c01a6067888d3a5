use super::opening::{System, clock, file, new_passphrase, place};
use super::recovery::sheet_made;
use crate::arguments::case::New;
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::case::{Case, CaseError, Cost, Folder, Identity, Vault, add_sheet};

/// `probata new`.
pub(crate) fn new(desk: &Machine, screen: &Screen, new: &New) -> Result<u8, CommandError> {
    let mut random = System;
    let disk = Folder::new(&new.case);
    // The folder is there before its place is told.
    std::fs::create_dir_all(&new.case).map_err(|source| file(&new.case, source))?;
    let passphrase = new_passphrase(new.passphrase_file.as_deref())?;
    let identity = Identity::new(&mut random);
    let sealed = identity.seal(&passphrase, Cost::USUAL, &mut random);
    let place = place(&new.case);
    let vault = Vault::found(&disk, identity, &sealed, new.name.trim(), place, clock(), &mut random)
        .map_err(CaseError::from)?;
    let mut case = Case::of(vault);
    let mut sheet = String::new();
    if let Some(path) = &new.recovery_sheet {
        add_sheet(desk, &mut case, path, clock(), &mut random)?;
        sheet = sheet_made(path) + "\n";
    }
    screen.say(&format!(
        "Made the case {} in {}.\nIts only member is {}. Without the passphrase nobody opens it, you neither: write it down and keep it elsewhere.\n\n{sheet}Next: probata add FILE --case {}\n",
        case.vault.case(),
        new.case.display(),
        new.name.trim(),
        new.case.display(),
    ))?;
    Ok(0)
}
