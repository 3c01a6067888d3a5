//! Acts on a case: found it, admit exhibits, keep their custody, hand them out, erase them, verify all.
//!
//! Invariant: what a case holds is folded from its entries, in their order, and from nothing else.
//! Invariant: nothing of an exhibit leaves the case, and nobody's identity is shown, without an entry that says so, committed before.

mod admit;
mod attribution;
mod backup;
mod compartment;
mod custody;
mod dates;
mod erase;
mod error;
mod exhibit;
mod export;
mod head;
mod history;
mod index;
mod naming;
mod people;
mod records;
mod recovery;
mod rekey;
mod search;
mod timestamp;
mod verify;

pub use admit::{Admission, Admitted, Known, Step, admit, digest_of};
pub use backup::{back_up, tidy};
pub use custody::{Corrects, CustodyEntry, NewCustody, Transfer, TransferState, enter_custody};
pub use dates::parse_date;
pub use erase::{Erased, Erasure, erase_named as erase, set_hold};
pub use error::CaseError;
pub use exhibit::{Exhibit, FurtherCopy, Reading};
pub use export::{export, reading_of};
pub use head::{HeldLog, head, parse_head};
pub use history::{Line, history};
pub use index::{Indexed, index};
pub use people::{MemberCard, card_of};
pub use probata_seal::{
    Checkpoint, Cost, Identity, IdentityError, Recovery, TIMESTAMP_MOST, TimestampError, TrustRoots,
    VerifierKey, WordsError,
};
pub use probata_vault::{
    BackedUp, Checked, Clock, Compartment, Damage, Disk, Folder, Id, Member, Office, Place, Random, Rekeyed,
    Remark, Standing, Tidied, Vault, VaultError, Verification, verify_without_key,
};
pub use records::{
    Answered, Count, Entered, FieldOf, Form, KINDS, Kind, Record, answers, change, identify, is_exhibit,
    keep, shown,
};
pub use recovery::{add_sheet, sheet_words};
pub use rekey::rekey;
pub use search::{Answer, FoundRecord, Passage, search, search_identities};
pub use timestamp::{Kept, StampRequest, Stamped, enter_timestamp, request_timestamp, timestamps};
pub use verify::{FullCheck, verify};

use probata_seal::Digest;
use std::collections::HashMap;

/// First digits of a digest that name an exhibit, at least.
const LEAST_DIGITS: usize = 8;

/// A case that a member opened, with its exhibits.
#[derive(Debug)]
pub struct Case<'d> {
    /// Its logs, keys and sealed files.
    pub vault: Vault<'d>,
    exhibits: Vec<Exhibit>,
    numbers: HashMap<Id, usize>,
    /// Where the first exhibit of a number is, by whether it is privileged.
    numbered: HashMap<(bool, u64), usize>,
    /// Where the exhibit with a digest is, in each compartment.
    digests: HashMap<(Id, Digest), usize>,
    /// Where new exhibits go.
    into: Id,
    /// Where the entries about each exhibit's custody are.
    custody_at: Vec<Vec<usize>>,
    records: records::Records,
    /// How far the clocks on the wall are from UTC, as `+02:00`.
    zone: Option<String>,
    /// Entries that were folded.
    folded: usize,
}

impl<'d> Case<'d> {
    /// Folds what the entries of a vault say.
    pub fn of(vault: Vault<'d>) -> Self {
        let mut case = Self {
            into: vault.main(),
            vault,
            exhibits: Vec::new(),
            numbers: HashMap::new(),
            numbered: HashMap::new(),
            digests: HashMap::new(),
            custody_at: Vec::new(),
            records: records::Records::default(),
            zone: None,
            folded: 0,
        };
        case.fold();
        case
    }

    /// The same case, entered in from where the clocks on the wall are so far from UTC (`+02:00`), if that is known.
    /// What is entered about custody says it (CU-2).
    pub fn in_zone(self, zone: Option<String>) -> Self {
        Self { zone, ..self }
    }

    /// Exhibits in the order in which they were added, erased ones too.
    pub fn exhibits(&self) -> &[Exhibit] {
        &self.exhibits
    }

    /// The exhibit with this number or digest ("E-12", "L-3", "E-12@3c90d4" where two have the number, or the first digits of its SHA-256, at least
    /// eight). Of several, the only one that is not erased is meant.
    pub fn exhibit(&self, name: &str) -> Result<&Exhibit, CaseError> {
        let number = naming::Name::parse(name).filter(|name| matches!(name.prefix, 'E' | 'L'));
        let digits = name.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| name.to_ascii_lowercase());
        if number.is_none() && digits.as_ref().is_some_and(|digits| digits.len() < LEAST_DIGITS) {
            return Err(CaseError::FewDigits(name.to_owned()));
        }
        let fits = |exhibit: &&Exhibit| match (&number, &digits) {
            (Some(number), _) => {
                exhibit.is_privileged == (number.prefix == 'L') && number.fits(exhibit.number, exhibit.id)
            }
            (None, Some(digits)) => exhibit.sha256.starts_with(digits),
            (None, None) => false,
        };
        let found: Vec<&Exhibit> = self.exhibits.iter().filter(fits).collect();
        let mut open = found.iter().filter(|exhibit| !exhibit.is_erased);
        match (&found[..], open.next(), open.next()) {
            ([], ..) => Err(CaseError::NoSuchExhibit(name.to_owned())),
            ([only], ..) => Ok(only),
            (_, Some(only), None) => Ok(only),
            _ => {
                let named = |exhibit: &&Exhibit| match exhibit.name.is_empty() {
                    true => exhibit.label(),
                    false => format!("{} ({})", exhibit.label(), exhibit.name),
                };
                let names: Vec<String> = found.iter().map(named).collect();
                Err(CaseError::Several(name.to_owned(), names.join(", ")))
            }
        }
    }

    /// The exhibit with this content, where a new one would go or where every member finds it.
    pub fn with_digest(&self, sha256: &str) -> Option<&Exhibit> {
        let mut places = [self.into, self.vault.main()].into_iter();
        let digest = Digest::from_hex(sha256)?;
        places.find_map(|compartment| {
            let at = *self.digests.get(&(compartment, digest))?;
            self.exhibits.get(at).filter(|exhibit| !exhibit.is_erased)
        })
    }

    /// The exhibit with this identity.
    fn by_id(&self, id: Id) -> Option<&Exhibit> {
        self.numbers.get(&id).and_then(|at| self.exhibits.get(*at))
    }

    /// Who is working.
    fn me(&self) -> String {
        self.vault.me().map_or_else(|| "unknown".to_owned(), |member| member.name.clone())
    }

    /// The number of the next exhibit. Those that are closed have theirs too: as many as there are were given.
    fn next_number(&self) -> u64 {
        let is_privileged = self.adds_privileged();
        let alike = self.exhibits.iter().filter(|exhibit| exhibit.is_privileged == is_privileged);
        let highest = alike.clone().map(|exhibit| exhibit.number).max().unwrap_or(0);
        highest.max(alike.count() as u64).saturating_add(1)
    }

    /// What was known of an exhibit is forgotten.
    fn close(&mut self, id: Id) {
        self.records.close(id);
        if let Some(exhibit) = self.numbers.get(&id).and_then(|at| self.exhibits.get_mut(*at)) {
            Digest::from_hex(&exhibit.sha256)
                .and_then(|digest| self.digests.remove(&(exhibit.compartment, digest)));
            *exhibit = Exhibit {
                id,
                number: exhibit.number,
                compartment: exhibit.compartment,
                is_privileged: exhibit.is_privileged,
                is_doubled: exhibit.is_doubled,
                within: exhibit.within,
                is_erased: true,
                is_closed: true,
                ..Exhibit::default()
            };
        }
    }

    /// Takes in entries that were committed since.
    fn fold(&mut self) {
        let from = self.folded;
        self.folded = self.vault.entries().len();
        let mut next = self.exhibits.len();
        let exhibits = exhibit::of_entries(&self.vault.entries()[from..]);
        self.numbers.reserve(exhibits.len());
        self.digests.reserve(exhibits.len());
        self.custody_at.resize_with(next + exhibits.len(), Vec::new);
        match next {
            0 => self.exhibits = exhibits,
            _ => self.exhibits.extend(exhibits),
        }
        for at in from..self.folded {
            let entry = &self.vault.entries()[at];
            self.records.take(entry);
            match entry.header.act.as_str() {
                exhibit::ACT => {
                    self.take_exhibit(at, next);
                    next += 1;
                }
                erase::ACT => self.take_erasure(at),
                custody::ACT => self.take_custody(at),
                _ => {}
            }
        }
    }

    /// Takes in an exhibit that an entry began.
    fn take_exhibit(&mut self, entry: usize, at: usize) {
        let (before, others) = self.exhibits.split_at_mut(at);
        let exhibit = &mut others[0];
        exhibit.is_privileged = self.vault.is_privileged(self.vault.entries()[entry].header.log);
        if exhibit.number == 0 && !self.vault.is_write_only() {
            // Where it is closed its number is known by counting.
            let alike = |other: &&Exhibit| other.is_privileged == exhibit.is_privileged;
            exhibit.number = before.iter().filter(alike).count() as u64 + 1;
        }
        let first = *self.numbered.entry((exhibit.is_privileged, exhibit.number)).or_insert(at);
        // The number of what is closed was counted, not given.
        if first != at && !exhibit.is_closed && !before[first].is_closed {
            exhibit.is_doubled = true;
            before[first].is_doubled = true;
        }
        self.numbers.insert(exhibit.id, at);
        if let Some(digest) = Digest::from_hex(&exhibit.sha256) {
            self.digests.insert((exhibit.compartment, digest), at);
        }
    }

    /// Takes in what an entry says of an exhibit that was erased.
    fn take_erasure(&mut self, entry: usize) {
        let entry = &self.vault.entries()[entry];
        let at = entry.text("exhibit").and_then(Id::from_hex).and_then(|id| self.numbers.get(&id));
        if let Some(exhibit) = at.and_then(|at| self.exhibits.get_mut(*at)) {
            exhibit.is_erased = true;
            exhibit.number = entry.text("number").and_then(|number| number.parse().ok()).unwrap_or(0);
        }
    }

    /// Takes in what an entry says of an exhibit's custody.
    fn take_custody(&mut self, at: usize) {
        let entry = &self.vault.entries()[at];
        let number = entry.header.subject.and_then(|id| self.numbers.get(&id)).copied();
        let Some((number, exhibit)) =
            number.and_then(|number| Some((number, self.exhibits.get_mut(number)?)))
        else {
            return;
        };
        self.custody_at[number].push(at);
        let action = entry.text("action");
        match action {
            Some("legal_hold_set") => exhibit.is_held = true,
            Some("legal_hold_lifted") => exhibit.is_held = false,
            _ => {}
        }
        match FurtherCopy::of_entry(entry) {
            Some(copy) => exhibit.copies.push(copy),
            None if exhibit.from.is_empty() && action == Some("received") => {
                exhibit.from = entry.text("from").unwrap_or_default().to_owned();
            }
            None => {}
        }
    }
}

/// A place from what tells this machine and this folder from others.
pub fn place_of(signs: &[&[u8]]) -> Place {
    let mut hasher = probata_seal::Hasher::default();
    hasher.update(b"probata/v1/place\0");
    for sign in signs {
        hasher.update(&(sign.len() as u64).to_le_bytes());
        hasher.update(sign);
    }
    Place(hasher.finish().0)
}
