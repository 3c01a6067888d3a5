//! Erasing what takes other things with it, stopped at every operation of the disk.

use crate::case::custody::tests::cases::{Counting, FIRST, add, found, open, record, try_open};
use crate::case::{Case, CaseError, erase, verify};
use probata_vault::disk::{Fault, Simulated};

/// A case with a source who allowed an interview, from which two exhibits came, and a letter of somebody else.
fn made() -> (Simulated, Vec<u8>) {
    let disk = Simulated::new();
    let [mira, _] = found(&disk);
    let mut case = open(&disk, &mira, 1);
    ["a map", "b notes", "letter"].into_iter().for_each(|content| add(&mut case, content));
    record(&mut case, "source", &[("pseudonym", "Heron")], 40);
    record(&mut case, "interview", &[("source", "S-1"), ("exhibit", "E-1,E-2")], 41);
    record(&mut case, "consent", &[("source", "S-1"), ("state", "active")], 42);
    drop(case);
    (disk, mira)
}

fn erased(disk: &Simulated, mira: &[u8], name: &str, seed: u64) -> Result<Vec<String>, CaseError> {
    let mut case = try_open(disk, mira, 1)?;
    Ok(erase(&mut case, name, "withdrawn", false, FIRST, &mut Counting(seed))?.names)
}

/// What is not erased.
fn left(case: &Case<'_>) -> Vec<String> {
    let exhibits = case.exhibits().iter().filter(|exhibit| !exhibit.is_erased).map(|exhibit| exhibit.label());
    let records = case.records().iter().filter(|record| !record.is_erased).map(|record| record.name());
    exhibits.chain(records).collect()
}

fn at_every_operation(name: &str, stays: &[&str], blobs: usize) {
    let (disk, mira) = made();
    let whole = disk.clone();
    erased(&whole, &mira, name, 50).unwrap();
    for at in 0..whole.operations() {
        let stopped = disk.clone().with(Fault::Stop { at });
        assert!(erased(&stopped, &mira, name, 50).is_err());
        for seed in 0..3 {
            let what = format!("{name}, stopped at {at}, seed {seed}");
            let after = stopped.after_crash(seed);
            // Doing it again ends it, whether it was begun or not.
            match erased(&after, &mira, name, 51) {
                Ok(_) | Err(CaseError::Erased(_) | CaseError::RecordErased(_)) => {}
                Err(error) => panic!("{what}: {error}"),
            }
            let case = open(&after, &mira, 1);
            assert_eq!(left(&case), stays, "{what}");
            let found = verify(&case, &after, &[], FIRST, &mut |_| {}).unwrap();
            assert_eq!((found.altered, found.damage, found.open.damage), (vec![], vec![], vec![]), "{what}");
            let files = after.paths().iter().filter(|path| path.starts_with("blobs/")).count();
            assert_eq!(files, blobs, "{what}: sealed files that stay");
        }
    }
}

#[test]
fn an_interview_goes_with_its_exhibits_after_every_stop() {
    at_every_operation("I-1", &["E-3", "S-1", "C-1"], 1);
}

#[test]
fn a_source_goes_with_their_consent_after_every_stop() {
    at_every_operation("S-1", &["E-1", "E-2", "E-3", "I-1"], 3);
}
