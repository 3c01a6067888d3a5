use super::CaseCommandError;
use super::opening::{System, asked_words, clock, in_case, in_case_as, new_passphrase, text_of};
use crate::arguments::case::{InCase, Recovery, RecoveryWhat};
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::Screen;
use probata_casework::case::{CaseError, Cost, Identity, Standing, VaultError, add_sheet, sheet_words};
use std::path::Path;

/// `probata recovery`.
pub(crate) fn recovery(desk: &Machine, screen: &Screen, recovery: &Recovery) -> Result<u8, CommandError> {
    match &recovery.what {
        RecoveryWhat::New { file } => in_case(&recovery.within, true, |case, _| {
            add_sheet(desk, case, file, clock(), &mut System)?;
            screen.say(&sheet_made(file))?;
            Ok(0)
        }),
        RecoveryWhat::Use { words } => come_back(screen, &recovery.within, words.as_deref()),
    }
}

/// What is said of a new sheet.
pub(super) fn sheet_made(sheet: &Path) -> String {
    format!(
        "Wrote the recovery sheet {}. Whoever holds it opens the case without your passphrase: print it or copy its words, keep them where the laptop is not, and remove the file.\n",
        sheet.display()
    )
}

fn come_back(screen: &Screen, within: &InCase, words: Option<&Path>) -> Result<u8, CommandError> {
    let text = match words {
        Some(path) => text_of(path)?,
        None => asked_words()?,
    };
    let recovery = sheet_words(&text).map_err(CaseCommandError::Words)?.identity();
    let name = in_case_as(recovery, within, true, |case, _| {
        if case.vault.me().is_some_and(|me| me.recovery_of.is_some() && me.standing == Standing::Removed) {
            return Err(CaseError::from(VaultError::RecoveryUsed).into());
        }
        let mut random = System;
        let passphrase = new_passphrase(within.passphrase_file.as_deref())?;
        let new = Identity::new(&mut random);
        let sealed = new.seal(&passphrase, Cost::USUAL, &mut random);
        let id = case.vault.recover(&new, &sealed, clock(), &mut random).map_err(CaseError::from)?;
        let member = case.vault.members().iter().find(|member| member.id == id);
        Ok(member.map(|member| member.name.clone()).unwrap_or_default())
    });
    let name = name.map_err(no_sheet_of_this_case)?;
    screen.say(&format!(
        "{name} is a member anew, with the new passphrase. The identity before and the sheet are removed: nothing that is sealed from now on opens with them.\n\nMake a new sheet: probata recovery new FILE\n"
    ))?;
    Ok(0)
}

/// Words of another case open nothing here.
fn no_sheet_of_this_case(error: CommandError) -> CommandError {
    let is_of_another = matches!(&error, CommandError::OnCase(CaseCommandError::Act(case)) if matches!(**case, CaseError::Vault(VaultError::NotForYou)));
    if is_of_another { CaseError::from(VaultError::NoRecovery).into() } else { error }
}
