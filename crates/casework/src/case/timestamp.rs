//! Timestamps of the case's head by an authority outside (CU-6): asking, entering the answer, and checking again what was entered.

use super::exhibit::field;
use super::head::{HeldLog, head, parse_head};
use super::{Case, CaseError};
use probata_seal::{Digest, Timestamp, TimestampError, TrustRoots, sha256, timestamp_request};
use probata_vault::{Batch, Clock, Disk, Entry, Field, NewEntry, Random};

/// The entry after which a head covers all that this device has seen of other logs.
const HEADS: &str = "heads";
/// The entry that says which head was sent, and with which number.
const REQUESTED: &str = "timestamp_requested";
/// The entry that holds the answer.
const TIMESTAMPED: &str = "timestamped";

/// What is to be sent to an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampRequest {
    /// The request's bytes.
    pub file: Vec<u8>,
    /// The digest of the head, which is all of the case that the authority learns.
    pub imprint: Digest,
    /// What the head covers.
    pub covers: Vec<HeldLog>,
}

/// A timestamp that was entered, checked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped {
    /// Its number among those of the case, from 1.
    pub number: u64,
    /// When, as the authority says: microseconds since 1970.
    pub at: i64,
    /// Who says so: the subject of the certificate.
    pub signer: String,
    /// The root that the certificate comes from; none if no root was given when it was entered.
    pub root: Option<String>,
    /// What was stamped, as text.
    pub head: String,
    /// What it covers.
    pub covers: Vec<HeldLog>,
    /// The authority's answer.
    pub answer: Vec<u8>,
}

/// A timestamp as it lies in the case: checked again, or what does not fit.
pub type Kept = Result<Stamped, (u64, String)>;

/// Enters that the head is to be stamped, and makes the request. Logs of what is privileged are no part of it: it will be handed out.
pub fn request_timestamp(
    case: &mut Case<'_>,
    disk: &dyn Disk,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<StampRequest, CaseError> {
    let actor = case.me();
    enter(case, HEADS, vec![field("actor", &actor)], clock, random)?;
    let head = head(case, disk, false)?;
    let mut nonce = [0; 8];
    random.fill(&mut nonce);
    let nonce = u64::from_be_bytes(nonce);
    let fields = vec![field("head", &head), field("nonce", format!("{nonce:016x}")), field("actor", &actor)];
    enter(case, REQUESTED, fields, clock, random)?;
    let imprint = sha256(head.as_bytes());
    let covers = parse_head(&head).expect("it was written here");
    Ok(StampRequest { file: timestamp_request(imprint, nonce), imprint, covers })
}

/// Checks an authority's answer to a request of this case, and enters it. Without roots its chain is not checked.
pub fn enter_timestamp(
    case: &mut Case<'_>,
    untrusted_answer: &[u8],
    roots: Option<&TrustRoots>,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<Stamped, CaseError> {
    // One whose chain nobody checked may be entered again with a root.
    let is_known = |entry: &Entry| {
        entry.value("answer") == Some(untrusted_answer) && (roots.is_none() || entry.value("root").is_some())
    };
    if of_act(case, TIMESTAMPED).any(is_known) {
        return Err(CaseError::NothingToDo("this timestamp is in the case already".to_owned()));
    }
    let read = Timestamp::read(untrusted_answer)?;
    let request = requested(case, &read)?;
    let mut fields = vec![
        field("head", request.head),
        field("nonce", format!("{:016x}", request.nonce)),
        Field { name: "answer".to_owned(), value: untrusted_answer.to_vec() },
    ];
    if let Some(roots) = roots {
        fields.push(Field { name: "root".to_owned(), value: read.chain(roots)?.certificate });
    }
    fields.push(field("signer", &read.signer));
    fields.push(field("actor", case.me()));
    enter(case, TIMESTAMPED, fields, clock, random)?;
    let now = timestamps(case).into_iter().flatten().find(|stamped| stamped.answer == untrusted_answer);
    Ok(now.expect("it was checked and entered now"))
}

/// All timestamps of the case, in the order in which they were first entered, checked again. Of one that was entered with a root too, that
/// entry is looked at.
pub fn timestamps(case: &Case<'_>) -> Vec<Kept> {
    let mut found: Vec<&Entry> = Vec::new();
    for entry in of_act(case, TIMESTAMPED).filter(|entry| entry.body.is_some()) {
        match found.iter_mut().find(|known| known.value("answer") == entry.value("answer")) {
            Some(known) if known.value("root").is_none() => *known = entry,
            Some(_) => {}
            None => found.push(entry),
        }
    }
    (1..).zip(found).map(|(number, entry)| kept(case, number, entry).map_err(|why| (number, why))).collect()
}

/// What was asked.
struct Asked<'e> {
    head: &'e str,
    nonce: u64,
}

impl<'e> Asked<'e> {
    fn of(entry: &'e Entry) -> Option<Self> {
        let nonce = u64::from_str_radix(entry.text("nonce")?, 16).ok()?;
        Some(Self { head: entry.text("head")?, nonce })
    }

    fn is_answered_by(&self, read: &Timestamp) -> Result<(), TimestampError> {
        read.answers(sha256(self.head.as_bytes()), self.nonce)
    }
}

/// The request that an answer is for.
fn requested<'c>(case: &'c Case<'_>, read: &Timestamp) -> Result<Asked<'c>, TimestampError> {
    let mut error = TimestampError::OtherImprint;
    for asked in of_act(case, REQUESTED).filter_map(Asked::of) {
        match asked.is_answered_by(read) {
            Ok(()) => return Ok(asked),
            Err(TimestampError::OtherImprint) => {}
            Err(other) => error = other,
        }
    }
    Err(error)
}

/// Checks an entry again: answer, chain, and that the head is one of this case's logs.
fn kept(case: &Case<'_>, number: u64, entry: &Entry) -> Result<Stamped, String> {
    let unreadable = || "what is known of it is not readable".to_owned();
    let (asked, answer) =
        (Asked::of(entry).ok_or_else(unreadable)?, entry.value("answer").ok_or_else(unreadable)?);
    let covers = parse_head(asked.head).ok_or_else(unreadable)?;
    for held in &covers {
        let log = case.vault.logs().find(|log| log.key.name == held.key.name);
        if log.is_some_and(|log| log.key != held.key) {
            return Err("its head is signed with another key than that of the log".to_owned());
        }
    }
    let said = |error: TimestampError| error.to_string();
    let read = Timestamp::read(answer).map_err(said)?;
    asked.is_answered_by(&read).map_err(said)?;
    let root = match entry.value("root") {
        None => None,
        Some(root) => Some(TrustRoots::read(root).and_then(|root| read.chain(&root)).map_err(said)?.name),
    };
    let (at, signer, answer) = (read.at, read.signer, answer.to_vec());
    Ok(Stamped { number, at, signer, root, head: asked.head.to_owned(), covers, answer })
}

fn of_act<'c>(case: &'c Case<'_>, act: &'static str) -> impl Iterator<Item = &'c Entry> {
    case.vault.entries().iter().filter(move |entry| entry.header.act == act)
}

fn enter(
    case: &mut Case<'_>,
    act: &'static str,
    fields: Vec<Field>,
    clock: Clock,
    random: &mut dyn Random,
) -> Result<(), CaseError> {
    let entry = NewEntry { act, compartment: case.vault.main(), subject: None, fields };
    case.vault.commit(Batch { entries: vec![entry], keys: Vec::new() }, clock, random)?;
    case.fold();
    Ok(())
}
