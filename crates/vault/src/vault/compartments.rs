//! Compartments: who belongs to which, and saying that one was opened.

use super::{Batch, Clock, NewEntry, Vault};
use crate::error::VaultError;
use crate::vault::found::{compartment_id, field};
use crate::{Compartment, Entry, Id};
use probata_seal::Random;
use std::collections::BTreeSet;

impl Vault<'_> {
    /// All compartments: the main one, then the others by number.
    pub fn compartments(&self) -> &[Compartment] {
        &self.compartments
    }

    /// A compartment.
    pub fn compartment(&self, id: Id) -> Option<&Compartment> {
        self.compartments.iter().find(|compartment| compartment.id == id)
    }

    /// What an entry says of a compartment. Of a closed one it says only that it is there.
    pub(super) fn take_compartment(&mut self, entry: &Entry) {
        let id = entry.header.compartment;
        if entry.header.act == "compartment_began" && self.compartment(id).is_none() {
            let number = u32::try_from(self.compartments.len()).unwrap_or(u32::MAX);
            let author = self.authors.get(&entry.header.log);
            self.compartments.push(Compartment {
                number,
                name: entry.text("name").map(str::to_owned),
                is_privileged: self.privileged.contains_key(&entry.header.log),
                members: author.copied().filter(|_| entry.body.is_some()).into_iter().collect(),
                ..Compartment::main(id)
            });
        }
        let me = self.me().map(|me| me.id);
        let who = entry.text("member").and_then(Id::from_hex);
        let known = self.compartments.iter_mut().find(|compartment| compartment.id == id);
        let Some(known) = known else { return };
        match (entry.header.act.as_str(), who) {
            ("compartment_member_added", Some(who)) if !known.members.contains(&who) => {
                known.members.push(who)
            }
            ("compartment_member_removed", who) => known.members.retain(|member| Some(*member) != who),
            _ => {}
        }
        known.is_open = me.is_some_and(|me| known.members.contains(&me));
    }

    /// Begins a compartment for this member and others.
    pub fn begin_compartment(
        &mut self,
        name: &str,
        others: &[Id],
        is_privileged: bool,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Id, VaultError> {
        self.may_write()?;
        self.renew_stale(&BTreeSet::new(), clock, random)?;
        let me = self.me().ok_or(VaultError::NotForYou)?.clone();
        let others: BTreeSet<Id> = others.iter().copied().filter(|other| *other != me.id).collect();
        if others.iter().any(|other| !self.is_active(*other)) {
            return Err(VaultError::NoSuchMember);
        }
        let mut nonce = [0; 32];
        random.fill(&mut nonce);
        let id = compartment_id(&me.verifier.bytes(), &nonce);
        // Whoever belongs to it, their recovery sheet does too.
        let members: Vec<Id> =
            std::iter::once(me.id).chain(others).flat_map(|member| self.with_sheets(member)).collect();
        // It is known from here on, so that its entries find their log and their key.
        let number = u32::try_from(self.compartments.len()).unwrap_or(u32::MAX);
        let name = Some(name.to_owned());
        let members_first = vec![me.id];
        let added_later = members.iter().copied().filter(|member| *member != me.id).collect::<Vec<Id>>();
        self.compartments.push(Compartment { number, name, is_privileged, members, ..Compartment::main(id) });
        let to = self.recipients(id, &[]);
        let done = self.begin_epoch(id, &to, random).and_then(|epoch| {
            self.take_epoch(&epoch);
            self.compartments.last_mut().expect("it was pushed").members = members_first;
            let name = self.compartment(id).and_then(|known| known.name.clone()).unwrap_or_default();
            let mut fields = vec![field("random", nonce), field("name", name)];
            fields.extend(is_privileged.then(|| field("privileged", "1")));
            let began = NewEntry { act: "compartment_began", compartment: id, subject: None, fields };
            let added =
                added_later.iter().map(|other| self.about_member("compartment_member_added", id, *other));
            let entries = std::iter::once(began).chain(added).chain([epoch]).collect();
            self.write(Batch { entries, keys: Vec::new() }, clock, random)
        });
        if done.is_err() {
            self.compartments.retain(|known| known.id != id);
        }
        done.map(|_| id)
    }

    /// Lets a member of the case into a compartment: they read all that is in it.
    pub fn add_to_compartment(
        &mut self,
        compartment: Id,
        member: Id,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        self.may_change(compartment)?;
        if !self.is_active(member) {
            return Err(VaultError::NoSuchMember);
        }
        self.renew_stale(&BTreeSet::new(), clock, random)?;
        let mut to = self.recipients(compartment, &[]);
        let mut added = Vec::new();
        for id in self.with_sheets(member) {
            let known = self.members.iter().find(|known| known.id == id);
            let is_there = to.iter().any(|(there, _)| *there == id);
            if let Some(known) = known.filter(|_| !is_there) {
                to.push((id, known.recipient.clone()));
                added.push(self.about_member("compartment_member_added", compartment, id));
            }
        }
        self.renew(vec![(compartment, to)], added, clock, random)
    }

    /// Takes a member out of a compartment: nothing that is sealed in it from now on opens for them. What they copied before stays theirs.
    pub fn remove_from_compartment(
        &mut self,
        compartment: Id,
        member: Id,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        self.may_change(compartment)?;
        let known = self.compartment(compartment).ok_or(VaultError::NotForYou)?;
        if !known.members.contains(&member) {
            return Err(VaultError::NoSuchMember);
        }
        let gone = self.with_sheets(member);
        let to = self.recipients(compartment, &gone);
        if !self.is_peopled(&to) {
            return Err(VaultError::LastInCompartment(known.name.clone().unwrap_or_default()));
        }
        let gone = gone.iter().filter(|id| known.members.contains(id));
        let removed =
            gone.map(|id| self.about_member("compartment_member_removed", compartment, *id)).collect();
        self.renew_stale(&BTreeSet::new(), clock, random)?;
        self.renew(vec![(compartment, to)], removed, clock, random)
    }

    /// Enters once for each opening of the case that a compartment's content was opened.
    pub fn say_opened(
        &mut self,
        compartment: Id,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        if compartment == self.main || self.said_opened.contains(&compartment) {
            return Ok(());
        }
        let opened = NewEntry { act: "opened", compartment, subject: None, fields: Vec::new() };
        self.commit(Batch { entries: vec![opened], keys: Vec::new() }, clock, random)?;
        self.said_opened.insert(compartment);
        Ok(())
    }

    fn may_change(&self, compartment: Id) -> Result<(), VaultError> {
        self.may_write()?;
        if compartment == self.main { Err(VaultError::MainCompartment) } else { self.may_enter(compartment) }
    }

    /// That this member belongs to a compartment.
    pub(super) fn may_enter(&self, compartment: Id) -> Result<(), VaultError> {
        if compartment == self.main {
            return Ok(());
        }
        let known = self.compartment(compartment).ok_or(VaultError::NotForYou)?;
        let is_in = self.me().is_some_and(|me| known.members.contains(&me.id));
        if is_in { Ok(()) } else { Err(VaultError::NotInCompartment(known.number)) }
    }
}
