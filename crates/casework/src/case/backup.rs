use super::erase::blobs;
use super::{Case, CaseError};
use probata_vault::{BackedUp, Disk, Named, Random, Remark, Tidied};

/// Copies the case into a folder that is empty or holds an earlier backup of it.
pub fn back_up(
    case: &Case<'_>,
    to: &dyn Disk,
    random: &mut dyn Random,
    told: &mut dyn FnMut(u64),
) -> Result<BackedUp, CaseError> {
    Ok(case.vault.back_up(to, &named(case), random, told)?)
}

/// Removes caches and what interrupted acts left.
pub fn tidy(case: &mut Case<'_>) -> Result<Tidied, CaseError> {
    let named = named(case);
    Ok(case.vault.tidy(&named)?)
}

/// Sealed files of which the case speaks.
fn named(case: &Case<'_>) -> Named {
    let there = case.exhibits().iter().filter(|exhibit| !exhibit.is_erased);
    let lying = |exhibit: &super::Exhibit| {
        blobs(exhibit).into_iter().map(|name| case.vault.lying(exhibit.id, name)).collect::<Vec<_>>()
    };
    let waits = case
        .vault
        .remarks
        .iter()
        .any(|remark| matches!(remark, Remark::Waiting { .. } | Remark::Closed { .. }));
    let is_all = !waits && !case.vault.is_write_only() && there.clone().all(|exhibit| !exhibit.is_closed);
    Named { files: there.flat_map(lying).collect(), is_all }
}
