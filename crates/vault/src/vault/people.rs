//! Members: who is added, who is removed, and the epochs that follow.

use super::{Batch, Clock, NewEntry, Vault};
use crate::compartment::Begun;
use crate::disk::replace;
use crate::error::{Told, VaultError};
use crate::vault::found::field;
use crate::{Compartment, Entry, Field, Id, Member, Standing, layout};
use probata_seal::{Bound, Cost, Digest, Random, Recipient, Verifier};
use std::collections::BTreeSet;

/// To whom an epoch's envelope is sealed.
pub(super) type Recipients = Vec<(Id, Recipient)>;

impl Vault<'_> {
    /// What entries say of members, compartments and epochs.
    pub(super) fn take_in(&mut self, entry: &Entry) {
        match entry.header.act.as_str() {
            "member_added" => {
                if let Some(member) = Member::of_entry(entry)
                    && self.members.iter().all(|known| known.id != member.id)
                {
                    let is_me = member.verifier == self.identity.signer().verifier();
                    self.authors.extend(self.own.values().filter(|_| is_me).map(|own| (own.log, member.id)));
                    self.members.push(member);
                }
            }
            "member_removed" => self.take_standing(entry, Standing::Removed),
            "member_readmitted" => self.take_standing(entry, Standing::Active),
            "log_began" => {
                let author =
                    entry.value("verifier").and_then(|bytes| Verifier::from_bytes(bytes.try_into().ok()?));
                let author = self.members.iter().find(|member| Some(member.verifier) == author);
                self.authors.extend(author.map(|author| (entry.header.log, author.id)));
            }
            "epoch_began" => {
                let of =
                    |(name, value): (&str, &[u8])| Field { name: name.to_owned(), value: value.to_vec() };
                let fields = entry.fields().map(of).collect();
                let compartment = entry.header.compartment;
                self.take_epoch(&NewEntry { act: "epoch_began", compartment, subject: None, fields });
            }
            act if act.starts_with("compartment_") => self.take_compartment(entry),
            _ => {}
        }
    }

    fn take_standing(&mut self, entry: &Entry, standing: Standing) {
        let id = entry.text("member").and_then(Id::from_hex);
        let member = self.members.iter_mut().find(|member| Some(member.id) == id);
        member.into_iter().for_each(|member| member.standing = standing);
    }

    /// An epoch of the compartment in which the entry stands.
    pub(super) fn take_epoch(&mut self, entry: &NewEntry) {
        let Some(mut begun) = begun(entry) else { return };
        if begun.members.is_empty() {
            // Entries of the first writer of this format do not say for whom an epoch is: for all who were members then.
            begun.members = self.active().map(|member| member.id).collect();
        }
        let known = self.compartments.iter_mut().find(|known| known.id == entry.compartment);
        let Some(known) = known else { return };
        let is_next = begun.number <= known.newest() + 1;
        if is_next && known.epochs.iter().all(|epoch| epoch.envelope != begun.envelope) {
            known.epochs.push(begun);
        }
    }

    /// The identity of whoever opened the case, sealed with a passphrase.
    pub fn sealed_identity(&self, passphrase: &str, cost: Cost, random: &mut dyn Random) -> Vec<u8> {
        self.identity.seal(passphrase, cost, random)
    }

    /// Puts a sealed identity in place of the one that lies in the case; whether one does. Copies of the one before open with the passphrase before.
    pub fn replace_identity(&mut self, sealed: &[u8]) -> Result<bool, VaultError> {
        if self.lock.is_none() {
            return Err(VaultError::ReadingOnly);
        }
        let path = layout::member(self.me().ok_or(VaultError::NotForYou)?.id);
        if self.disk.length(&path).told("reading", &path)?.is_none() {
            return Ok(false);
        }
        replace(self.disk, &path, sealed).told("writing", &path)?;
        Ok(true)
    }

    /// Members who belong to the case, sheets of words among them.
    pub fn active(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(|member| member.standing == Standing::Active)
    }

    /// Adds a member by their public keys. Whoever is added reads what was entered before, too.
    pub fn add_member(
        &mut self,
        name: &str,
        recipient: &Recipient,
        verifier: &Verifier,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Id, VaultError> {
        let is_known = |member: &Member| member.verifier == *verifier || member.recipient == *recipient;
        if self.members.iter().any(is_known) {
            return Err(VaultError::KnownMember);
        }
        let id = Id::new(random);
        let added = self.member_entry(id, name, &recipient.to_string(), verifier.bytes());
        let mut to = self.recipients(self.main, &[]);
        to.push((id, recipient.clone()));
        let main = self.main;
        self.renew(vec![(main, to)], vec![added], clock, random)?;
        Ok(id)
    }

    /// Removes a member, and their recovery sheet, from the case and from all compartments to which this member belongs too: nothing that is sealed
    /// from now on opens for them. What they copied before stays theirs.
    pub fn remove_member(&mut self, id: Id, clock: Clock, random: &mut dyn Random) -> Result<(), VaultError> {
        if !self.is_active(id) {
            return Err(VaultError::NoSuchMember);
        }
        let ids = self.with_sheets(id);
        self.remove_members(&ids, clock, random)
    }

    /// Removes several; whoever is among them themselves comes last.
    pub(super) fn remove_members(
        &mut self,
        ids: &[Id],
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let mut renewed = vec![(self.main, self.recipients(self.main, ids))];
        if !self.is_peopled(&renewed[0].1) {
            return Err(VaultError::LastMember);
        }
        let mut entries = Vec::new();
        for compartment in self.mine() {
            let gone: Vec<Id> =
                compartment.members.iter().copied().filter(|member| ids.contains(member)).collect();
            if gone.is_empty() {
                continue;
            }
            let to = self.recipients(compartment.id, ids);
            if !self.is_peopled(&to) {
                return Err(VaultError::LastInCompartment(compartment.name.clone().unwrap_or_default()));
            }
            let removed =
                gone.iter().map(|id| self.about_member("compartment_member_removed", compartment.id, *id));
            entries.extend(removed);
            renewed.push((compartment.id, to));
        }
        let me = self.me().map(|me| me.id);
        let (last, first): (Vec<Id>, Vec<Id>) = ids.iter().partition(|id| Some(**id) == me);
        let removed = first.iter().chain(&last).map(|id| self.about_member("member_removed", self.main, *id));
        entries.extend(removed);
        self.renew(renewed, entries, clock, random)
    }

    /// A member with their recovery sheets.
    pub(super) fn with_sheets(&self, id: Id) -> Vec<Id> {
        let sheets = self.active().filter(|member| member.recovery_of == Some(id)).map(|member| member.id);
        std::iter::once(id).chain(sheets).collect()
    }

    /// True if somebody is among them, and not only sheets of paper.
    pub(super) fn is_peopled(&self, members: &[(Id, Recipient)]) -> bool {
        let is_sheet =
            |id: Id| self.members.iter().any(|member| member.id == id && member.recovery_of.is_some());
        members.iter().any(|(id, _)| !is_sheet(*id))
    }

    /// Compartments beside the main one to which this member belongs.
    pub(super) fn mine(&self) -> impl Iterator<Item = &Compartment> {
        let me = self.me().map(|me| me.id);
        let is_in = move |compartment: &&Compartment| me.is_some_and(|me| compartment.members.contains(&me));
        self.compartments.iter().skip(1).filter(is_in)
    }

    /// Begins a new epoch for the same members, of the case and of every compartment to which this member belongs.
    pub fn rotate(&mut self, clock: Clock, random: &mut dyn Random) -> Result<(), VaultError> {
        let mine = std::iter::once(self.main).chain(self.mine().map(|compartment| compartment.id));
        let renewed = mine.map(|compartment| (compartment, self.recipients(compartment, &[]))).collect();
        self.renew(renewed, Vec::new(), clock, random)
    }

    /// Takes back a member whom somebody removed without knowing that they were removed themselves. Where such removals left nobody, one of
    /// the removed may take back another, and nobody themselves.
    pub fn readmit(&mut self, id: Id, clock: Clock, random: &mut dyn Random) -> Result<(), VaultError> {
        let me = self.me().ok_or(VaultError::NotForYou)?.id;
        let is_removed =
            self.members.iter().any(|member| member.id == id && member.standing == Standing::Removed);
        if !is_removed || me == id {
            return Err(VaultError::NoSuchMember);
        }
        let main = self.main;
        let readmitted = self.about_member("member_readmitted", main, id);
        let mut to = self.recipients(main, &[]);
        if self.is_active(me) {
            let back = self.members.iter().find(|member| member.id == id).expect("it is there");
            to.push((id, back.recipient.clone()));
            return self.renew(vec![(main, to)], vec![readmitted], clock, random);
        }
        if !to.is_empty() {
            return Err(VaultError::Removed);
        }
        self.readmit_last(id, me, readmitted, clock, random)
    }

    /// One of the last who were removed takes another one back: with the newest key that both have, and all keys handed over.
    fn readmit_last(
        &mut self,
        id: Id,
        me: Id,
        readmitted: NewEntry,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let main = self.main;
        self.may_write_at_all()?;
        let to = self.members.iter().filter(|member| member.id == id);
        let to: Recipients = to.map(|member| (member.id, member.recipient.clone())).collect();
        // Epochs that count for nothing now may have keys too.
        let (newest, previous) = self.epochs.newest(main).ok_or(VaultError::NotForYou)?;
        self.begin_epoch_after(main, newest, previous, &to, random)?;
        let known = self.compartments[0].epochs.clone();
        let is_both = |epoch: &Begun| {
            let has_key = self.epochs.key(main, epoch.number, epoch.envelope).is_some();
            has_key && [id, me].iter().all(|member| epoch.members.contains(member))
        };
        let shared = known.iter().filter(|epoch| is_both(epoch)).max_by_key(|epoch| epoch.number);
        let shared = shared.cloned().ok_or(VaultError::NotForYou)?;
        self.compartments[0].epochs = vec![shared];
        let written = self.write(Batch { entries: vec![readmitted], keys: Vec::new() }, clock, random);
        self.compartments[0].epochs = known;
        written.map(drop)
    }

    /// Who belongs to a compartment, without some.
    pub(super) fn recipients(&self, compartment: Id, without: &[Id]) -> Recipients {
        let members = self.compartment(compartment).map_or(&[][..], |known| known.members.as_slice());
        let belongs = |member: &&Member| compartment == self.main || members.contains(&member.id);
        let belonging = self
            .active()
            .filter(belongs)
            .filter(|member| !member.is_field)
            .filter(|member| !without.contains(&member.id));
        belonging.map(|member| (member.id, member.recipient.clone())).collect()
    }

    /// An entry of a compartment about a member.
    pub(super) fn about_member(&self, act: &'static str, compartment: Id, member: Id) -> NewEntry {
        let fields = vec![field("member", member.to_string())];
        NewEntry { act, compartment, subject: None, fields }
    }

    /// Writes the files of a new epoch; the entry that makes it count.
    pub(super) fn begin_epoch(
        &mut self,
        compartment: Id,
        to: &[(Id, Recipient)],
        random: &mut dyn Random,
    ) -> Result<NewEntry, VaultError> {
        let known = self.compartment(compartment).ok_or(VaultError::NotForYou)?;
        let (newest, previous) = (known.newest(), known.tops().map(|top| top.envelope).min());
        self.begin_epoch_after(compartment, newest, previous.unwrap_or_default(), to, random)
    }

    fn begin_epoch_after(
        &mut self,
        compartment: Id,
        newest: u32,
        previous: Digest,
        to: &[(Id, Recipient)],
        random: &mut dyn Random,
    ) -> Result<NewEntry, VaultError> {
        let epoch = newest + 1;
        let bound = Bound { case: self.case.0, compartment: compartment.0, epoch, previous };
        let recipients: Vec<Recipient> = to.iter().map(|(_, recipient)| recipient.clone()).collect();
        let digest = self.epochs.begin(self.disk, &bound, &recipients, random)?;
        let mut fields = vec![
            field("compartment", compartment.to_string()),
            field("epoch", epoch.to_string()),
            field("envelope", digest.hex()),
        ];
        fields.extend(to.iter().map(|(member, _)| field("member", member.to_string())));
        Ok(NewEntry { act: "epoch_began", compartment, subject: None, fields })
    }

    /// Begins epochs, each for those who belong to its compartment from now on, and enters with them why. The entries themselves are sealed under
    /// the epochs before, which all who must know of them have; what follows under the new ones.
    pub(super) fn renew(
        &mut self,
        compartments: Vec<(Id, Recipients)>,
        why: Vec<NewEntry>,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        self.may_write()?;
        let mut entries = Vec::new();
        for (compartment, to) in compartments {
            self.current_key(compartment)?;
            entries.push(self.begin_epoch(compartment, &to, random)?);
        }
        // Whoever removes themselves says that last: what they write behind it does not count.
        entries.extend(why);
        self.write(Batch { entries, keys: Vec::new() }, clock, random).map(drop)
    }

    /// Begins a new epoch of the main compartment and of these, where the newest is not for exactly those who belong to it: somebody was removed by
    /// others who could not begin it, or two epochs were begun at once.
    pub(super) fn renew_stale(
        &mut self,
        named: &BTreeSet<Id>,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let (mut stale, mut why) = (Vec::new(), Vec::new());
        let others = named.iter().copied().filter(|compartment| *compartment != self.main);
        for compartment in std::iter::once(self.main).chain(others) {
            self.may_enter(compartment)?;
            let to = self.recipients(compartment, &[]);
            let belonging: BTreeSet<Id> = to.iter().map(|(member, _)| *member).collect();
            let known = self.compartment(compartment).ok_or(VaultError::NotForYou)?;
            let mut tops = known.tops();
            let is_right = tops.next().is_some_and(|top| top.members == belonging) && tops.next().is_none();
            if !is_right {
                let gone = known.members.iter().filter(|member| !belonging.contains(member));
                why.extend(
                    gone.map(|member| self.about_member("compartment_member_removed", compartment, *member)),
                );
                stale.push((compartment, to));
            }
        }
        if stale.is_empty() { Ok(()) } else { self.renew(stale, why, clock, random) }
    }
}

fn begun(entry: &NewEntry) -> Option<Begun> {
    let text = |name: &str| {
        let field = entry.fields.iter().find(|field| field.name == name)?;
        std::str::from_utf8(&field.value).ok()
    };
    let of = Id::from_hex(text("compartment")?)?;
    let members = entry.fields.iter().filter(|field| field.name == "member");
    let members = members.filter_map(|field| Id::from_hex(std::str::from_utf8(&field.value).ok()?)).collect();
    let number = text("epoch")?.parse().ok()?;
    let envelope = Digest::from_hex(text("envelope")?)?;
    (of == entry.compartment).then_some(Begun { number, envelope, members })
}
