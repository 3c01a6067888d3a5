use super::opening::{System, clock, file, new_passphrase, outside_of_cases, place, text_of};
use super::recovery::sheet_made;
use crate::arguments::case::New;
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::case::{Case, CaseError, Cost, Folder, Identity, MemberCard, Office, Vault, add_sheet};
use std::path::PathBuf;

/// `probata new`.
pub(crate) fn new(desk: &Machine, screen: &Screen, new: &New) -> Result<u8, CommandError> {
    let mut random = System;
    outside_of_cases(&new.case)?;
    let disk = Folder::new(&new.case);
    // The folder is there before its place is told.
    std::fs::create_dir_all(&new.case).map_err(|source| file(&new.case, source))?;
    let passphrase = new_passphrase(new.passphrase_file.as_deref())?;
    let identity = Identity::new(&mut random);
    let sealed = identity.seal(&passphrase, Cost::USUAL, &mut random);
    let place = place(&new.case);
    let (name, clock) = (new.name.trim(), clock());
    let made = match new.field {
        true => {
            let offices = offices(&new.office)?;
            Vault::found_field(&disk, identity, &sealed, name, &offices, place, clock, &mut random)
        }
        false => Vault::found(&disk, identity, &sealed, name, place, clock, &mut random),
    };
    let vault = made.map_err(CaseError::from)?;
    if new.field {
        screen.say(&field_made(new))?;
        return Ok(0);
    }
    let mut case = Case::of(vault);
    let mut sheet = String::new();
    if let Some(path) = &new.recovery_sheet {
        add_sheet(desk, &mut case, path, clock, &mut random)?;
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

/// To whom a field case is sealed, from their cards.
fn offices(cards: &[PathBuf]) -> Result<Vec<Office>, CommandError> {
    let office = |path: &PathBuf| {
        let text = text_of(path)?;
        let MemberCard { name, recipient, verifier } = MemberCard::parse(&text)?;
        Ok(Office { name, recipient, verifier })
    };
    cards.iter().map(office).collect()
}

fn field_made(new: &New) -> String {
    let case = new.case.display();
    format!(
        "Made the field case in {case}.\nWhat is added to it opens for the office only, with its identity; here it opens with no passphrase, yours neither. Your files stay where they are: remove them as your office taught you.\n\nNext: probata add FILE --case {case}\nThen bring the folder to the office: probata backup FOLDER --case {case}\n"
    )
}
