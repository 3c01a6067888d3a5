use super::erase::blob;
use super::{Case, CaseError};
use probata_seal::BlobName;
use probata_vault::{Clock, Entry, Random, Rekeyed};

/// Begins new epochs, gives every exhibit a new key, and seals all that opens for whoever works anew. When this is interrupted, doing it again
/// ends it.
pub fn rekey(
    case: &mut Case<'_>,
    clock: Clock,
    random: &mut dyn Random,
    told: &mut dyn FnMut(),
) -> Result<Rekeyed, CaseError> {
    let done = case.vault.rekey(&sealed_files, clock, random, told)?;
    case.fold();
    Ok(done)
}

/// Sealed files that an entry speaks of.
pub(super) fn sealed_files(entry: &Entry) -> Vec<BlobName> {
    ["blob", "reading_blob"].iter().filter_map(|name| blob(entry.text(name)?)).collect()
}
