//! Members: who is added, who is removed, and the epochs that follow.

use super::{Batch, Clock, Vault};
use crate::error::VaultError;
use crate::vault::found::field;
use crate::{Entry, Id, Member, Standing};
use probata_seal::{Random, Recipient, Verifier};

impl Vault<'_> {
    /// What entries say of members and epochs.
    pub(super) fn take_in(&mut self, entry: &Entry) {
        match entry.header.act.as_str() {
            "member_added" => {
                if let Some(member) = Member::of_entry(entry)
                    && self.members.iter().all(|known| known.id != member.id)
                {
                    self.members.push(member);
                }
            }
            "member_removed" => {
                let id = entry.text("member").and_then(Id::from_hex);
                let member = self.members.iter_mut().find(|member| Some(member.id) == id);
                member.into_iter().for_each(|member| member.standing = Standing::Removed);
            }
            "epoch_began" => {
                let named = (|| {
                    Some((
                        Id::from_hex(entry.text("compartment")?)?,
                        entry.text("epoch")?.parse::<u32>().ok()?,
                    ))
                })();
                let Some((compartment, epoch)) = named else { return };
                let current = self.current.entry(compartment).or_default();
                if epoch == *current + 1 {
                    *current = epoch;
                }
            }
            _ => {}
        }
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
        let mut to = self.active_recipients(None);
        to.push(recipient.clone());
        self.rotate_to(vec![added], &to, clock, random)?;
        Ok(id)
    }

    /// Removes a member: nothing that is sealed from now on opens for them. What they copied before stays theirs.
    pub fn remove_member(&mut self, id: Id, clock: Clock, random: &mut dyn Random) -> Result<(), VaultError> {
        if !self.is_active(id) {
            return Err(VaultError::NoSuchMember);
        }
        let removed = self.entry("member_removed", vec![field("member", id.to_string())]);
        let to = self.active_recipients(Some(id));
        if to.is_empty() {
            return Err(VaultError::LastMember);
        }
        self.rotate_to(vec![removed], &to, clock, random)
    }

    /// Begins a new epoch for the same members.
    pub fn rotate(&mut self, clock: Clock, random: &mut dyn Random) -> Result<(), VaultError> {
        let to = self.active_recipients(None);
        self.rotate_to(Vec::new(), &to, clock, random)
    }

    fn active_recipients(&self, without: Option<Id>) -> Vec<Recipient> {
        let active = self.members.iter().filter(|member| member.standing == Standing::Active);
        active.filter(|member| Some(member.id) != without).map(|member| member.recipient.clone()).collect()
    }

    /// The entries themselves are sealed under the epoch before, which all who must know of them have; what follows under the new one.
    fn rotate_to(
        &mut self,
        entries: Vec<crate::NewEntry>,
        to: &[Recipient],
        clock: Clock,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        self.may_write()?;
        let main = self.main;
        let epoch = self.current_key(main)?.0 + 1;
        let digest = self.epochs.begin(self.disk, (self.case, main, epoch), to, random)?;
        let mut entries = entries;
        entries.push(self.epoch_began(main, epoch, digest));
        self.commit(Batch { entries, keys: Vec::new() }, clock, random)?;
        Ok(())
    }
}
