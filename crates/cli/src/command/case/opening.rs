//! Which case is meant, and opening it.

use super::CaseCommandError;
use crate::arguments::case::InCase;
use crate::command::CommandError;
use crate::desk::Machine;
use crate::screen::remark;
use probata_casework::case::{
    Case, CaseError, Clock, Folder, Identity, IdentityError, Place, Random, Remark, Vault, VaultError,
    place_of,
};
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Names a case where nobody says which.
const VARIABLE: &str = "PROBATA_CASE";
/// Fewer letters are soon guessed.
const SHORTEST: usize = 10;

/// Random bytes of the system.
pub(super) struct System;

impl Random for System {
    fn fill(&mut self, bytes: &mut [u8]) {
        // Without randomness nothing may be sealed, and no sentence helps.
        getrandom::fill(bytes).expect("the system has random bytes");
    }
}

/// Microseconds since 1970.
pub(super) fn clock() -> Clock {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// How far the clocks on the wall are from UTC here, as `+02:00`; none if the system does not say. Asked before there
/// are other threads: some systems tell it only then.
fn zone() -> Option<String> {
    let offset = time::UtcOffset::current_local_offset().ok()?;
    let minutes = offset.whole_minutes();
    let sign = if minutes < 0 { '-' } else { '+' };
    Some(format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60))
}

/// The folder of the case that is meant.
pub(super) fn folder(within: &InCase) -> Result<Folder, CommandError> {
    let named = within.case.clone().or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
    if let Some(named) = named {
        return Ok(Folder::new(named));
    }
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|folder| is_case(folder));
    found.map(Folder::new).ok_or_else(|| CaseCommandError::WhichCase.into())
}

/// The text of a file that a person hands in. What is no text is told by whoever knows what it should be.
pub(super) fn text_of(path: &Path) -> Result<String, CommandError> {
    let bytes = std::fs::read(path).map_err(|source| file(path, source))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Refuses a folder that lies in that of a case: its files would be taken for the case's.
pub(super) fn outside_of_cases(folder: &Path) -> Result<(), CommandError> {
    let whole = std::path::absolute(folder)?;
    match whole.ancestors().skip(1).find(|above| is_case(above)) {
        Some(case) => {
            Err(CaseCommandError::WithinCase { folder: folder.to_owned(), case: case.to_owned() }.into())
        }
        None => Ok(()),
    }
}

fn is_case(folder: &Path) -> bool {
    std::fs::read(folder.join("case")).is_ok_and(|bytes| bytes.starts_with(b"probata case "))
}

/// Tells this machine and folder from others: a copy elsewhere writes a log of its own.
pub(super) fn place(folder: &Path) -> Place {
    let machine = std::fs::read("/etc/machine-id").unwrap_or_default();
    let name = std::env::var_os("COMPUTERNAME").or(std::env::var_os("HOSTNAME")).unwrap_or_default();
    let path = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    place_of(&[&machine, name.as_encoded_bytes(), path.as_os_str().as_encoded_bytes(), &inode(folder)])
}

#[cfg(unix)]
fn inode(folder: &Path) -> Vec<u8> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(folder).map_or_else(|_| Vec::new(), |about| about.ino().to_le_bytes().to_vec())
}

#[cfg(not(unix))]
fn inode(_: &Path) -> Vec<u8> {
    Vec::new()
}

/// Opens the case that is meant and hands it on.
pub(super) fn in_case<T>(
    within: &InCase,
    to_write: bool,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    in_any_case(within, to_write, |case, disk| unless_write_only(case, disk, act))
}

/// As [`in_case`], for reading: everything is checked, whatever was checked before.
pub(super) fn in_case_strictly<T>(
    within: &InCase,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    in_case_for(within, Opening::Strictly, |case, disk| unless_write_only(case, disk, act))
}

fn unless_write_only<T>(
    case: &mut Case<'_>,
    disk: &Folder,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    match case.vault.is_write_only() {
        true => Err(CaseError::from(VaultError::WriteOnly).into()),
        false => act(case, disk),
    }
}

/// As [`in_case`], for what is done on the laptop of a field case too.
pub(super) fn in_any_case<T>(
    within: &InCase,
    to_write: bool,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    in_case_for(within, if to_write { Opening::Writing } else { Opening::Reading }, act)
}

/// What a case is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Reading,
    Writing,
    /// Reading, with everything checked whatever was checked before.
    Strictly,
}

fn in_case_for<T>(
    within: &InCase,
    opening: Opening,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    let disk = folder(within)?;
    let sealed = identities(within, &disk)?;
    let passphrase = passphrase(within.passphrase_file.as_deref())?;
    let mut last = CommandError::from(CaseCommandError::Identity(IdentityError::NotAnIdentity));
    for file in &sealed {
        // Several may open with one passphrase: of a recovery that was interrupted, one of them is nobody's.
        let opened = Identity::open(file, &passphrase)
            .map_err(|error| CommandError::from(CaseCommandError::Identity(error)));
        match opened.and_then(|identity| Ok(opened_as(&disk, identity, opening)?)) {
            Ok(vault) => return act(&mut Case::of(vault).in_zone(zone()), &disk),
            Err(error) if is_of_another(&error) => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

/// Opens the case that is meant for an identity that is open already, and hands it on.
pub(super) fn in_case_as<T>(
    identity: Identity,
    within: &InCase,
    to_write: bool,
    act: impl FnOnce(&mut Case<'_>, &Folder) -> Result<T, CommandError>,
) -> Result<T, CommandError> {
    let disk = folder(within)?;
    let opening = if to_write { Opening::Writing } else { Opening::Reading };
    let vault = opened_as(&disk, identity, opening)?;
    act(&mut Case::of(vault).in_zone(zone()), &disk)
}

fn opened_as(disk: &Folder, identity: Identity, opening: Opening) -> Result<Vault<'_>, CaseError> {
    let place = place(disk.path());
    let mut vault = match opening {
        Opening::Strictly => Vault::open_strictly(disk, identity, place, clock())?,
        _ => Vault::open(disk, identity, place, clock(), opening == Opening::Writing)?,
    };
    vault.keep_opened(&mut System);
    vault.remarks.iter().for_each(|found| remark(&told(found)));
    Ok(vault)
}

/// True if another identity may do better.
fn is_of_another(error: &CommandError) -> bool {
    match error {
        CommandError::OnCase(CaseCommandError::Identity(_)) => true,
        CommandError::OnCase(CaseCommandError::Act(case)) => {
            matches!(**case, CaseError::Vault(VaultError::NotForYou))
        }
        _ => false,
    }
}

/// Sealed identities of which one may be meant.
fn identities(within: &InCase, disk: &Folder) -> Result<Vec<Vec<u8>>, CommandError> {
    let in_case = Vault::identities(disk).map_err(CaseError::from)?;
    match &within.identity {
        Some(path) => Ok(vec![std::fs::read(path).map_err(|source| file(path, source))?]),
        None => Ok(in_case.into_iter().map(|(_, file)| file).collect()),
    }
}

/// A passphrase: asked for, or the first line of a file.
fn passphrase(from: Option<&Path>) -> Result<String, CommandError> {
    match from {
        Some(path) => first_line(path),
        None if io::stdin().is_terminal() => Ok(rpassword::prompt_password("Passphrase: ")?),
        None => Err(CaseCommandError::NobodyToAsk.into()),
    }
}

/// A new passphrase, asked for twice.
pub(super) fn new_passphrase(from: Option<&Path>) -> Result<String, CommandError> {
    let passphrase = match from {
        Some(path) => first_line(path)?,
        None if io::stdin().is_terminal() => {
            let first = rpassword::prompt_password("New passphrase (several words are best): ")?;
            if rpassword::prompt_password("Once more: ")? != first {
                return Err(CaseCommandError::PassphrasesDiffer.into());
            }
            first
        }
        None => return Err(CaseCommandError::NobodyToAsk.into()),
    };
    if passphrase.chars().count() < SHORTEST {
        return Err(CaseCommandError::ShortPassphrase(SHORTEST).into());
    }
    Ok(passphrase)
}

/// The words of a recovery sheet as somebody types them, unseen.
pub(super) fn asked_words() -> Result<String, CommandError> {
    if !io::stdin().is_terminal() {
        return Err(CaseCommandError::NobodyToAskWords.into());
    }
    Ok(rpassword::prompt_password("The 18 words: ")?)
}

fn first_line(path: &Path) -> Result<String, CommandError> {
    let open = std::fs::File::open(path).map_err(|source| file(path, source))?;
    let mut line = String::new();
    io::BufReader::new(open).read_line(&mut line).map_err(|source| file(path, source))?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

pub(super) fn file(path: &Path, source: io::Error) -> CommandError {
    CaseError::File { path: path.to_owned(), source }.into()
}

fn told(remark: &Remark) -> String {
    match remark {
        Remark::SetAside { path, length, .. } => format!(
            "An act was interrupted before it was acknowledged; what it had begun to write ({length} bytes) was put aside as {path}. Do it again."
        ),
        Remark::Damaged(damage) => format!("Damaged: {damage}. Run \"probata verify\"."),
        Remark::Waiting { member, entries } => format!(
            "{entries} entries of {member}, who was removed, had not been seen before: they count for nothing."
        ),
        Remark::Closed { entries } => {
            format!("You were removed from this case; later entries, {entries} so far, are closed to you.")
        }
        Remark::ClockBehind { by } => {
            let days = by / 86_400_000_000;
            let far = if days > 0 { format!("{days} days") } else { format!("{} s", by / 1_000_000) };
            format!(
                "This machine's clock is {far} behind the last entry; entries keep the later time, and the clock's beside it."
            )
        }
    }
}

impl Machine {
    /// Whoever works in a case may stop it and go on later.
    pub(super) fn stoppable(&self) -> &Self {
        self.listen_for_stop();
        self
    }
}
