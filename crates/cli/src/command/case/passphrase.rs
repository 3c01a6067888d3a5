use super::opening::{System, file, in_any_case, new_passphrase};
use crate::arguments::case::Passphrase;
use crate::command::CommandError;
use crate::screen::Screen;
use probata_casework::case::{CaseError, Cost};
use std::io::Write;
use std::path::Path;

/// `probata passphrase`.
pub(crate) fn passphrase(screen: &Screen, of: &Passphrase) -> Result<u8, CommandError> {
    in_any_case(&of.within, true, |case, _| {
        let new = new_passphrase(of.new_passphrase_file.as_deref())?;
        let sealed = case.vault.sealed_identity(&new, Cost::USUAL, &mut System);
        match &of.within.identity {
            Some(path) => replaced(path, &sealed).map_err(|source| file(path, source))?,
            None => drop(case.vault.replace_identity(&sealed).map_err(CaseError::from)?),
        }
        screen.say(
            "The new passphrase opens your identity. Copies of it that lie elsewhere, as in a backup, open with the one before.\n",
        )?;
        Ok(0)
    })
}

/// Writes a file whole or not at all.
fn replaced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut name = path.as_os_str().to_owned();
    name.push(".new");
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&name)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    drop(out);
    std::fs::rename(&name, path)
}
