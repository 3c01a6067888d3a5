//! Recovery sheets: keys made of words on paper, with which a member comes back who has lost theirs.

use super::found::field;
use super::{Clock, Vault};
use crate::disk::replace;
use crate::error::{Told, VaultError};
use crate::{Id, NewEntry, layout};
use probata_seal::{Identity, Random};
use std::collections::BTreeSet;

impl Vault<'_> {
    /// Lets whoever holds a recovery identity open what this member opens. An earlier one of theirs is removed: of what is sealed from now on it
    /// opens nothing.
    pub fn add_recovery(
        &mut self,
        recovery: &Identity,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Id, VaultError> {
        self.may_write()?;
        let me = self.me().ok_or(VaultError::NotForYou)?.clone();
        if self.is_field {
            return Err(VaultError::WriteOnly);
        }
        if me.recovery_of.is_some() {
            return Err(VaultError::RecoveryOnly);
        }
        let earlier: Vec<Id> = self.with_sheets(me.id).into_iter().filter(|id| *id != me.id).collect();
        if !earlier.is_empty() {
            self.remove_members(&earlier, clock, random)?;
        }
        let (id, name) = (Id::new(random), format!("recovery sheet of {}", me.name));
        let mut added = self.member_of(id, &name, recovery);
        added.fields.push(field("recovery_of", me.id.to_string()));
        self.add_alike(id, recovery, added, clock, random)?;
        Ok(id)
    }

    /// As a recovery identity: makes its member's new identity a member, who opens all that it opened, and removes the old one with the sheet. When
    /// this is interrupted, doing it again ends it.
    pub fn recover(
        &mut self,
        new: &Identity,
        file: &[u8],
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<Id, VaultError> {
        self.may_write()?;
        let me = self.me().ok_or(VaultError::NotForYou)?.clone();
        let of = me.recovery_of.ok_or(VaultError::NoRecovery)?;
        let name = self.members.iter().find(|member| member.id == of).map(|member| member.name.clone());
        let name = name.ok_or(VaultError::NoRecovery)?;
        let begun = self.added_by(me.id);
        let id = Id::new(random);
        let path = layout::member(id);
        self.disk.make_folder("members").told("making", "members")?;
        replace(self.disk, &path, file).told("writing", &path)?;
        let added = self.member_of(id, &name, new);
        self.add_alike(id, new, added, clock, random)?;
        for id in begun.iter().chain([&of]) {
            // The old identity, and what an interrupted recovery made: their passphrase may be the same.
            let path = layout::member(*id);
            if self.disk.length(&path).told("reading", &path)?.is_some() {
                self.disk.remove(&path).told("removing", &path)?;
            }
        }
        let mut gone: Vec<Id> = self.with_sheets(of);
        gone.extend(begun);
        gone.retain(|id| self.is_active(*id));
        self.remove_members(&gone, clock, random)?;
        Ok(id)
    }

    /// Active members whom a member added.
    fn added_by(&self, author: Id) -> Vec<Id> {
        let by = self.entries.iter().filter(|entry| self.authors.get(&entry.header.log) == Some(&author));
        let added = by.filter(|entry| entry.header.act == "member_added");
        let ids = added.filter_map(|entry| entry.text("member").and_then(Id::from_hex));
        ids.filter(|id| self.is_active(*id)).collect()
    }

    fn member_of(&self, id: Id, name: &str, identity: &Identity) -> NewEntry {
        let verifier = identity.signer().verifier().bytes();
        self.member_entry(id, name, &identity.recipient().to_string(), verifier)
    }

    /// Adds somebody to the case and to every compartment to which this member belongs.
    fn add_alike(
        &mut self,
        id: Id,
        identity: &Identity,
        added: NewEntry,
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        self.renew_stale(&BTreeSet::new(), clock, random)?;
        let mine: Vec<Id> = self.mine().map(|compartment| compartment.id).collect();
        let mut entries = vec![added];
        let about = |compartment: &Id| self.about_member("compartment_member_added", *compartment, id);
        entries.extend(mine.iter().map(about));
        let all = std::iter::once(self.main).chain(mine);
        let renewed = all.map(|compartment| {
            let mut to = self.recipients(compartment, &[]);
            to.push((id, identity.recipient()));
            (compartment, to)
        });
        let renewed = renewed.collect();
        self.renew(renewed, entries, clock, random)
    }
}
