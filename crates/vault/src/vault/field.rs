//! Field cases: what is recorded on a laptop opens for an office only, and not there again.
//!
//! The laptop keeps no key. Each opening that writes begins an epoch whose key goes to the office's members and is forgotten when it ends. What the laptop
//! must know to go on with its log (times, to whom to seal) lies sealed for the device; nothing in it is evidence.

use super::found::field;
use super::{Batch, Clock, Place, Vault};
use crate::bytes::{Reader, Writer};
use crate::compartment::Begun;
use crate::disk::{Disk, replace};
use crate::error::{Damage, Told, VaultError};
use crate::{Id, Member, NewEntry, Standing, layout};
use probata_seal::{Digest, Identity, Label, Random, Recipient, Sealed, Verifier};

/// Somebody to whom a field case is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// The name that the case will know.
    pub name: String,
    /// To whom envelopes are sealed.
    pub recipient: Recipient,
    /// Who will sign.
    pub verifier: Verifier,
}

/// What the laptop of a field case knows of it.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// Of the newest entry, or a later one.
    lamport: u64,
    at: i64,
    epoch: u32,
    envelope: Digest,
    members: Vec<Member>,
}

impl<'d> Vault<'d> {
    /// Makes a case in an empty folder that is sealed to an office. Whoever makes it records in it under a pseudonym, and opens nothing of it afterwards.
    #[expect(clippy::too_many_arguments, reason = "as founding any case, and to whom it is sealed")]
    pub fn found_field(
        disk: &'d dyn Disk,
        identity: Identity,
        identity_file: &[u8],
        name: &str,
        offices: &[Office],
        place: Place,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Self, VaultError> {
        if offices.is_empty() {
            return Err(VaultError::NoOffice);
        }
        let (mut vault, member, nonce) = Self::begin_founding(disk, identity, identity_file, place, random)?;
        let main = vault.main;
        let mut added = vault.member_added(member, name);
        added.fields.push(field("field", "1"));
        let mut entries = vec![
            vault.entry("founded", vec![field("random", nonce), field("main", main.to_string())]),
            added,
        ];
        let mut to = Vec::new();
        for office in offices {
            let id = Id::new(random);
            let verifier = office.verifier.bytes();
            entries.push(vault.member_entry(id, &office.name, &office.recipient.to_string(), verifier));
            to.push((id, office.recipient.clone()));
        }
        let began = vault.begin_epoch(main, &to, random)?;
        vault.take_epoch(&began);
        entries.push(began);
        vault.is_field = true;
        vault.write(Batch { entries, keys: Vec::new() }, clock, random)?;
        vault.end_founding()?;
        Ok(vault)
    }

    /// Opens a field case on the laptop that records in it: nothing is read but what the device keeps for itself.
    pub(super) fn open_field(mut self) -> Result<Self, VaultError> {
        self.is_field = true;
        self.read_own_logs()?;
        let own = self.own.get(&None).ok_or(VaultError::NotForYou)?.log;
        let known = self.known(own)?;
        let members =
            known.members.iter().filter(|member| !member.is_field).map(|member| member.id).collect();
        self.compartments[0].epochs = vec![Begun { number: known.epoch, envelope: known.envelope, members }];
        self.authors.extend(known.members.iter().find(|member| member.is_field).map(|me| (own, me.id)));
        self.members = known.members;
        self.newest.insert(own, (known.at, known.lamport));
        Ok(self)
    }

    /// Begins the epoch of this opening, if none of its keys is here.
    pub(super) fn begin_session(&mut self, random: &mut dyn Random) -> Result<Option<NewEntry>, VaultError> {
        if !self.is_field || self.current_key(self.main).is_ok() {
            return Ok(None);
        }
        let to = self.recipients(self.main, &[]);
        let began = self.begin_epoch(self.main, &to, random)?;
        // What it is sealed under before is not here: it is sealed under itself.
        self.take_epoch(&began);
        Ok(Some(began))
    }

    /// True if nothing of the case opens here: it is recorded for an office.
    pub fn is_write_only(&self) -> bool {
        self.is_field
    }

    fn known(&self, log: Id) -> Result<Known, VaultError> {
        let path = layout::field(log);
        if self.disk.length(&path).told("reading", &path)?.is_none() {
            return Err(VaultError::NotForYou);
        }
        let sealed = Sealed::from_bytes(self.disk.read(&path).told("reading", &path)?);
        let opened = self.identity.device_key(&log.0).open(Label::Field, &log.0, &sealed);
        let known = opened.ok().and_then(|plain| Known::from_bytes(&plain));
        known.ok_or_else(|| Damage::File { path, why: "is altered" }.into())
    }

    /// Keeps what the next opening must know. Before a commit with its times and the epoch before, so that a later time is never forgotten; after it with
    /// the epoch that counts now.
    pub(super) fn keep_known(
        &self,
        log: Id,
        is_counted: bool,
        newest: (i64, u64),
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        if !self.is_field {
            return Ok(());
        }
        let path = layout::field(log);
        let top = self.compartments[0].tops().next().cloned();
        let (mut epoch, mut envelope) = top.map_or_else(Default::default, |top| (top.number, top.envelope));
        if !is_counted && self.disk.length(&path).told("reading", &path)?.is_some() {
            let before = self.known(log)?;
            (epoch, envelope) = (before.epoch, before.envelope);
        }
        let known = Known { lamport: newest.1, at: newest.0, epoch, envelope, members: self.members.clone() };
        let key = self.identity.device_key(&log.0);
        let sealed = key.seal(Label::Field, &log.0, &known.bytes(), random);
        replace(self.disk, &path, sealed.bytes()).told("writing", &path)
    }
}

impl Known {
    fn bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.u64(self.lamport).i64(self.at).u32(self.epoch).digest(self.envelope);
        out.u32(self.members.len() as u32);
        for member in &self.members {
            out.id(member.id).u8(u8::from(member.is_field)).bytes(member.name.as_bytes());
            out.bytes(member.recipient.to_string().as_bytes()).raw(&member.verifier.bytes());
        }
        out.0
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut from = Reader(bytes);
        let (lamport, at, epoch, envelope) = (from.u64()?, from.i64()?, from.u32()?, from.digest()?);
        let count = from.count(57)?;
        let member = |from: &mut Reader<'_>| {
            Some(Member {
                id: from.id()?,
                is_field: from.u8()? == 1,
                name: from.string()?,
                recipient: Recipient::parse(&from.string()?).ok()?,
                verifier: Verifier::from_bytes(&from.array()?)?,
                standing: Standing::Active,
                recovery_of: None,
            })
        };
        let members = (0..count).map(|_| member(&mut from)).collect::<Option<_>>()?;
        from.end()?;
        Some(Self { lamport, at, epoch, envelope, members })
    }
}
