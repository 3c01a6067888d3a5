//! Cases for tests: in memory, with exhibits that nobody read.

use crate::case::custody::CustodyEntry;
use crate::case::exhibit::ACT;
use crate::case::{
    Case, CaseError, Clock, Exhibit, Id, Identity, NewCustody, Place, Random, Vault, enter_custody, keep,
    records::Kind,
};
use probata_seal::Cost;
use probata_vault::disk::Simulated;
use probata_vault::{Batch, NewEntry};
use probata_vocabulary::CustodyAction;

/// 2026-03-01, in the morning.
pub const FIRST: Clock = 1_772_355_600_000_000;
pub const DAY: Clock = 86_400_000_000;

/// Bytes that look like chance and are the same each time.
pub struct Counting(pub u64);

impl Random for Counting {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = (self.0 >> 33) as u8;
        }
    }
}

/// A case of Mira and Ilan, and their files.
pub fn found(disk: &Simulated) -> [Vec<u8>; 2] {
    let mut random = Counting(3);
    let files = [(); 2].map(|()| Identity::new(&mut random).seal("pass", Cost::TEST, &mut random));
    let [mira, ilan] = &files;
    let ilan = opened(ilan);
    let mut vault =
        Vault::found(disk, opened(mira), mira, "Mira", Place([1; 32]), FIRST, &mut random).unwrap();
    vault.add_member("Ilan", &ilan.recipient(), &ilan.signer().verifier(), FIRST, &mut random).unwrap();
    drop(vault);
    files
}

fn opened(file: &[u8]) -> Identity {
    Identity::open(file, "pass").unwrap()
}

/// The case as a member sees it on a laptop.
pub fn open<'d>(disk: &'d Simulated, member: &[u8], laptop: u8) -> Case<'d> {
    try_open(disk, member, laptop).unwrap()
}

/// Likewise, where the disk may fail.
pub fn try_open<'d>(disk: &'d Simulated, member: &[u8], laptop: u8) -> Result<Case<'d>, CaseError> {
    let vault = Vault::open(disk, opened(member), Place([laptop; 32]), FIRST, true)?;
    Ok(Case::of(vault).in_zone(Some("+02:00".to_owned())))
}

/// Records something.
pub fn record(case: &mut Case<'_>, kind: &str, values: &[(&str, &str)], seed: u64) {
    let kind = Kind::of_name(kind).unwrap();
    let values: Vec<(String, String)> =
        values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    keep(case, kind, &values, FIRST, &mut Counting(seed)).unwrap();
}

/// Adds an exhibit that was received.
pub fn add(case: &mut Case<'_>, content: &str) {
    let mut random = Counting(u64::from(content.as_bytes()[0]));
    let (id, key) = (Id::new(&mut random), case.vault.new_key(&mut random));
    let stored = case.vault.store(id, &key, &mut content.as_bytes(), &mut random).unwrap().unwrap();
    let exhibit = Exhibit {
        id,
        number: case.next_number(),
        compartment: case.compartment_of_new(),
        sha256: stored.sha256.hex(),
        blob: stored.name.hex(),
        by: case.me(),
        ..Exhibit::default()
    };
    let compartment = exhibit.compartment;
    let added = NewEntry { act: ACT, compartment, subject: Some(id), fields: exhibit.fields() };
    let received = NewCustody::default().entry(CustodyAction::Received, &exhibit, &exhibit.by, None);
    let batch = Batch { entries: vec![added, received], keys: vec![(compartment, id, key)] };
    case.vault.commit(batch, FIRST, &mut random).unwrap();
    case.fold();
}

/// Enters something about an exhibit, on a day of March 2026.
pub fn enter(
    case: &mut Case<'_>,
    exhibit: &str,
    day: i64,
    action: CustodyAction,
    custody: NewCustody,
) -> Result<CustodyEntry, CaseError> {
    let clock = FIRST + (day - 1) * DAY;
    enter_custody(case, exhibit, action, &custody, clock, &mut Counting(90 + day as u64))
}

/// Records a matter that says how long a transfer may take.
pub fn matter(case: &mut Case<'_>, days: &str) -> Result<(), CaseError> {
    let kind = Kind::of_name("matter").unwrap();
    let values =
        [("title", "Doln"), ("transfer_days", days)].map(|(name, value)| (name.into(), value.into()));
    keep(case, kind, &values, FIRST, &mut Counting(70 + days.len() as u64)).map(drop)
}

/// Copies what another laptop wrote and this one lacks.
pub fn join(from: &Simulated, to: &Simulated) {
    for path in from.paths() {
        if to.bytes(&path).is_none() {
            to.set(&path, from.bytes(&path).unwrap());
        }
    }
}

/// The custody of an exhibit, a line an entry.
pub fn shown(case: &Case<'_>, exhibit: &str) -> String {
    let line = |entry: CustodyEntry| {
        let by: Vec<String> = entry.corrected_by.iter().map(u64::to_string).collect();
        format!(
            "{} {} by {}{}, corrects {:?}, corrected by [{}]\n",
            entry.number,
            entry.action,
            entry.signed_by,
            if entry.to.is_empty() { String::new() } else { format!(" to {}", entry.to) },
            entry.corrects,
            by.join(", ")
        )
    };
    case.custody(case.exhibit(exhibit).unwrap()).into_iter().map(line).collect()
}
