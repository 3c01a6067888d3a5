use super::erase::{blob, blobs};
use super::{Case, CaseError, Stamped, Transfer, timestamps};
use probata_seal::{BlobName, Checkpoint};
use probata_vault::{
    Clock, Damage, Disk, Remark, SealedContent, VaultError, Verification, verify_without_key,
};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// What a check with the key found, beside what one without a key does.
#[derive(Debug, Clone, Default)]
pub struct FullCheck {
    /// The check without a key.
    pub open: Verification,
    /// Exhibits whose content was opened and compared with its digest.
    pub exhibits: u64,
    /// Readings, likewise.
    pub readings: u64,
    /// Bytes that were opened.
    pub bytes: u64,
    /// Exhibits that are erased.
    pub erased: u64,
    /// Exhibits that lie in compartments of others.
    pub closed: u64,
    /// What does not fit: exhibits, as E-12, and why.
    pub altered: Vec<(String, String)>,
    /// What the vault said when it was opened.
    pub damage: Vec<Damage>,
    /// Entries of removed members that count for nothing: each member's name and how many.
    pub waiting: Vec<(String, u64)>,
    /// Timestamps that hold, in the order in which they were entered.
    pub timestamps: Vec<Stamped>,
    /// Timestamps that do not: their numbers and why.
    pub stamps_altered: Vec<(u64, String)>,
    /// Transfers that nobody has answered for, with their exhibits, as E-12. Nothing is wrong with the case for them.
    pub transfers: Vec<(String, Transfer)>,
    /// Sealed files that no exhibit names: left by what was interrupted. Not told where something is closed, since they may be its.
    pub unnamed: u64,
}

impl FullCheck {
    /// True if everything fits.
    pub fn is_sound(&self) -> bool {
        self.open.damage.is_empty()
            && self.altered.is_empty()
            && self.damage.is_empty()
            && self.waiting.is_empty()
            && self.stamps_altered.is_empty()
    }
}

/// Checks a case with the key: all that [`verify_without_key`] checks, every entry in its place, and every exhibit against its digest.
pub fn verify(
    case: &Case<'_>,
    disk: &dyn Disk,
    held: &[Checkpoint],
    clock: Clock,
    told: &mut dyn FnMut(u64),
) -> Result<FullCheck, CaseError> {
    let (stamped, stamps_altered) = stamped(case);
    // What was stamped holds the logs as a head from elsewhere does.
    let of_stamps = stamped.iter().flat_map(|stamped| &stamped.covers).map(|held| held.checkpoint.clone());
    let held: Vec<Checkpoint> = held.iter().cloned().chain(of_stamps).collect();
    let mut found = FullCheck { timestamps: stamped, stamps_altered, ..FullCheck::default() };
    found.damage = case.vault.remarks.iter().filter_map(damage).collect();
    found.transfers = case.open_transfers(clock);
    found.waiting = case.vault.remarks.iter().filter_map(waiting).collect();
    let (mut named, mut wanted) = (BTreeSet::new(), Vec::new());
    for exhibit in case.exhibits() {
        named.extend(blobs(exhibit).into_iter().map(|name| case.vault.lying(exhibit.id, name)));
        if case.is_of_others(exhibit) {
            found.closed += 1;
            continue;
        }
        if exhibit.is_erased {
            found.erased += 1;
            if !exhibit.is_closed {
                let why = "it is erased, and its key is still here (an erasure was interrupted, or an older copy was put back): erase it again";
                found.altered.push((exhibit.label(), why.to_owned()));
            }
            continue;
        }
        let reading = exhibit.reading.as_ref().map(|reading| (&reading.blob, &reading.sha256));
        let contents = std::iter::once((&exhibit.blob, &exhibit.sha256)).chain(reading);
        wanted.extend([false, true].into_iter().zip(contents).map(|(is_reading, (name, sha256))| {
            let sealed = blob(name).ok_or_else(|| "what is known of it is not readable".to_owned());
            let sealed = sealed.and_then(|name| {
                case.vault
                    .sealed_content(exhibit.id, exhibit.segment, name)
                    .map_err(|error| error.to_string())
            });
            Wanted { label: exhibit.label(), is_reading, sha256, sealed }
        }));
    }
    let (open, checked) = both(disk, &held, &wanted, told);
    found.open = open?;
    for (wanted, checked) in wanted.iter().zip(checked) {
        match checked? {
            Ok(length) => {
                found.bytes += length;
                let count = if wanted.is_reading { &mut found.readings } else { &mut found.exhibits };
                *count += 1;
            }
            Err(why) => found.altered.push((wanted.label.clone(), why)),
        }
    }
    found.altered.extend(super::attribution::misattributed(case));
    if found.closed == 0 {
        found.unnamed = found.open.checked.blobs.saturating_sub(present(disk, &named)?);
    }
    Ok(found)
}

/// Timestamps that hold, and those that do not.
fn stamped(case: &Case<'_>) -> (Vec<Stamped>, Vec<(u64, String)>) {
    let (mut hold, mut altered) = (Vec::new(), Vec::new());
    for kept in timestamps(case) {
        match kept {
            Ok(stamped) => hold.push(stamped),
            Err(wrong) => altered.push(wrong),
        }
    }
    (hold, altered)
}

fn damage(remark: &Remark) -> Option<Damage> {
    match remark {
        Remark::Damaged(damage) => Some(damage.clone()),
        _ => None,
    }
}

fn waiting(remark: &Remark) -> Option<(String, u64)> {
    match remark {
        Remark::Waiting { member, entries } => Some((member.clone(), *entries)),
        _ => None,
    }
}

/// Checks what needs no key and opens the contents, at the same time where the disk allows it.
fn both(
    disk: &dyn Disk,
    held: &[Checkpoint],
    wanted: &[Wanted<'_>],
    told: &mut dyn FnMut(u64),
) -> (Result<Verification, VaultError>, Vec<Compared>) {
    let Some(shared) = disk.shared() else {
        return (verify_without_key(disk, held, told), opened(disk, wanted, told));
    };
    let (open, checked, bytes) = std::thread::scope(|scope| {
        let open = scope.spawn(|| {
            let mut bytes = 0;
            let open = verify_without_key(shared, held, &mut |count| bytes += count);
            (open, bytes)
        });
        let checked = opened(disk, wanted, told);
        match open.join() {
            Ok((open, bytes)) => (open, checked, bytes),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    told(bytes);
    (open, checked)
}

/// A content that is to be opened and compared.
struct Wanted<'c> {
    label: String,
    is_reading: bool,
    sha256: &'c str,
    /// It with its key, or why it has none.
    sealed: Result<SealedContent, String>,
}

/// What was found of a content: its length, or what does not fit.
type Compared = Result<Result<u64, String>, CaseError>;

/// Opens contents and compares them, several at once where the disk and the machine allow it. In the order in which they are wanted.
fn opened(disk: &dyn Disk, wanted: &[Wanted<'_>], told: &mut dyn FnMut(u64)) -> Vec<Compared> {
    let Some(disk) = disk.shared() else {
        return wanted.iter().map(|wanted| compared(disk, wanted, told)).collect();
    };
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let next = AtomicUsize::new(0);
    let mut found: Vec<Option<Compared>> = wanted.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let (say, hear) = mpsc::channel();
        for _ in 0..threads {
            let (say, next) = (say.clone(), &next);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(wanted) = wanted.get(at) else { return };
                    let mut bytes = 0;
                    let compared = compared(disk, wanted, &mut |count| bytes += count);
                    // Nobody hears any more only if the check was given up.
                    if say.send((at, bytes, compared)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(say);
        for (at, bytes, compared) in hear {
            told(bytes);
            found[at] = Some(compared);
        }
    });
    found.into_iter().flatten().collect()
}

/// Opens one content and compares it.
fn compared(disk: &dyn Disk, wanted: &Wanted<'_>, told: &mut dyn FnMut(u64)) -> Compared {
    let sealed = match &wanted.sealed {
        Ok(sealed) => sealed,
        Err(why) => return Ok(Err(why.clone())),
    };
    let mut hear = |bytes: &[u8]| {
        told(bytes.len() as u64);
        Ok(())
    };
    match sealed.open(disk, &mut hear) {
        Ok((digest, length)) if digest.hex() == wanted.sha256 => Ok(Ok(length)),
        Ok(_) => Ok(Err("its content is not what was added".to_owned())),
        Err(error @ VaultError::Disk { .. }) => Err(error.into()),
        Err(error) => Ok(Err(error.to_string())),
    }
}

/// How many of these sealed files are there.
fn present(disk: &dyn Disk, named: &BTreeSet<BlobName>) -> Result<u64, CaseError> {
    let mut count = 0;
    for name in named {
        let digits = name.hex();
        let path = format!("blobs/{}/{}", &digits[..2], &digits[2..]);
        let length = disk.length(&path);
        let told = |source| VaultError::Disk { doing: "reading", path: path.clone(), source };
        count += u64::from(length.map_err(told)?.is_some());
    }
    Ok(count)
}
