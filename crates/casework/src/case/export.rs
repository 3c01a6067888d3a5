use super::erase::blob;
use super::{Case, CaseError, Exhibit, NewCustody, enter_custody};
use crate::Desk;
use probata_vault::{Clock, Random};
use probata_vocabulary::CustodyAction;
use std::io;
use std::path::Path;

/// Writes an exhibit's content, as it came, into a new file. The entry that says so is committed before (CU-8), and the digest is compared
/// before a byte is written.
pub fn export(
    desk: &dyn Desk,
    case: &mut Case<'_>,
    name: &str,
    to: &Path,
    custody: NewCustody,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Exhibit, CaseError> {
    let exhibit = open(case, name)?;
    let failed = |source| CaseError::File { path: to.to_owned(), source };
    if desk.is_file(to) {
        return Err(failed(io::ErrorKind::AlreadyExists.into()));
    }
    let content = content(case, &exhibit, &exhibit.blob, &exhibit.sha256)?;
    enter_custody(case, name, CustodyAction::Exported, &custody, clock, random)?;
    desk.create(to, &content).map_err(failed)?;
    Ok(exhibit)
}

/// The text that a reader made of an exhibit.
pub fn reading_of(case: &Case<'_>, name: &str) -> Result<(Exhibit, String), CaseError> {
    let exhibit = open(case, name)?;
    let text = text(case, &exhibit)?;
    Ok((exhibit, text))
}

/// The text of an exhibit that is open.
pub(super) fn text(case: &Case<'_>, exhibit: &Exhibit) -> Result<String, CaseError> {
    let Some(reading) = &exhibit.reading else {
        let why = exhibit.missing.first().cloned().unwrap_or_else(|| "nothing was found in it".to_owned());
        return Err(CaseError::NoText { exhibit: exhibit.label(), why });
    };
    let text = content(case, exhibit, &reading.blob, &reading.sha256)?;
    String::from_utf8(text).map_err(|_| CaseError::Altered(exhibit.label()))
}

/// An exhibit that is not erased and not closed to this member.
fn open(case: &Case<'_>, name: &str) -> Result<Exhibit, CaseError> {
    let exhibit = case.exhibit(name)?;
    case.may_open(exhibit)?;
    Ok(exhibit.clone())
}

fn content(case: &Case<'_>, exhibit: &Exhibit, name: &str, sha256: &str) -> Result<Vec<u8>, CaseError> {
    let name = blob(name).ok_or(CaseError::Altered(exhibit.label()))?;
    let mut content = Vec::new();
    let mut to = |bytes: &[u8]| {
        content.extend_from_slice(bytes);
        Ok(())
    };
    let (digest, _) = case.vault.content(exhibit.id, exhibit.segment, name, &mut to)?;
    if digest.hex() == sha256 { Ok(content) } else { Err(CaseError::Altered(exhibit.label())) }
}
