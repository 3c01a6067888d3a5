//! Whose entries count: those of members, from the founder on, up to where they were removed.
//!
//! Whoever was a member keeps the keys of their time and can seal entries with them; and whoever can write to the folder can put a log into it. So a
//! log counts only if a member certified its device, and a removed member's entries only as far as whoever removed them had seen.

use super::found::{case_id, certified};
use super::{Remark, Vault};
use crate::error::Damage;
use crate::{Entry, Id, Member};
use probata_seal::Verifier;
use std::collections::BTreeMap;

/// Rounds after which the search for members ends, whatever hostile logs say.
const ROUNDS: usize = 64;

/// What is known of who wrote what, before anything is folded.
struct Trust<'e> {
    entries: &'e [Entry],
    /// The member who certified each log's device.
    owners: BTreeMap<Id, Verifier>,
    /// Members in the order in which they were added, the founder first.
    members: Vec<Member>,
    /// The number from which on a log's entries wait.
    limits: BTreeMap<Id, u64>,
}

impl Vault<'_> {
    /// Entries that count, in order; of the others it is said why they do not.
    pub(super) fn counted(&mut self, entries: Vec<Entry>) -> Result<Vec<Entry>, Damage> {
        let mut trust = Trust {
            entries: &entries,
            owners: BTreeMap::new(),
            members: Vec::new(),
            limits: BTreeMap::new(),
        };
        for entry in entries.iter().filter(|entry| entry.header.seq == 0) {
            match self.owner(entry) {
                Ok(owner) => drop(trust.owners.insert(entry.header.log, owner)),
                Err(why) => self.damaged(entry.header.log, why),
            }
        }
        // The first file of a case is written after its first entries.
        let founder = trust.founder(self.case).ok_or(Damage::Missing { path: "logs".to_owned() })?;
        trust.settle(founder);
        let strangers: Vec<Id> = trust.owners.keys().copied().filter(|log| !trust.is_members(*log)).collect();
        let waiting = trust.waiting();
        let counts: Vec<bool> = entries.iter().map(|entry| trust.counts(entry)).collect();
        strangers.into_iter().for_each(|log| self.damaged(log, "its device belongs to no member"));
        self.remarks.extend(waiting);
        let counted = entries.into_iter().zip(counts).filter(|(_, counts)| *counts);
        Ok(counted.map(|(entry, _)| entry).collect())
    }

    fn damaged(&mut self, log: Id, why: &'static str) {
        self.remarks.push(Remark::Damaged(Damage::Entry { log, seq: 0, why }));
    }

    /// Who certified the device of a log, from its first entry; or what is wrong with that.
    fn owner(&self, first: &Entry) -> Result<Verifier, &'static str> {
        let log = first.header.log;
        if first.header.act != "log_began" {
            return Err("it does not say whose log it is");
        }
        let bytes = |name| first.value(name).unwrap_or_default();
        let device = self.logs.get(&log).map(|log| log.key.key.bytes()).ok_or("its log is not there")?;
        if *bytes("device") != device {
            return Err("the log is signed by another device than it says");
        }
        let owner = bytes("verifier").try_into().ok().and_then(Verifier::from_bytes);
        let owner = owner.ok_or("it does not say whose log it is")?;
        let signature = bytes("certificate").try_into().map_err(|_| "its device is not certified")?;
        let is_certified = owner.verify(&certified(self.case, log, &device), signature);
        is_certified.then_some(owner).ok_or("its device is not certified")
    }
}

impl Trust<'_> {
    /// The member whose key gives the case its name.
    fn founder(&self, case: Id) -> Option<Verifier> {
        let founded = self.entries.iter().filter(|entry| entry.header.act == "founded");
        founded
            .filter_map(|entry| {
                let owner = *self.owners.get(&entry.header.log)?;
                let random = entry.value("random")?.try_into().ok()?;
                (case_id(&owner.bytes(), random) == case).then_some(owner)
            })
            .next()
    }

    /// Who is a member depends on whose entries count, and the other way round: both are found anew until neither changes.
    fn settle(&mut self, founder: Verifier) {
        for _ in 0..ROUNDS {
            let before = (std::mem::take(&mut self.members), self.limits.clone());
            self.find_members(founder);
            self.limits.clear();
            self.find_limits();
            if before.0 == self.members && before.1 == self.limits {
                return;
            }
        }
    }

    /// Members, as members before them added them by entries that count.
    fn find_members(&mut self, founder: Verifier) {
        for entry in self.entries.iter().filter(|entry| entry.header.act == "member_added") {
            let Some(owner) = self.owners.get(&entry.header.log) else { continue };
            let is_known = *owner == founder || self.members.iter().any(|member| member.verifier == *owner);
            let counts = is_known && self.is_within(entry);
            let Some(member) = Member::of_entry(entry).filter(|_| counts) else { continue };
            if self.members.iter().all(|known| known.id != member.id && known.verifier != member.verifier) {
                self.members.push(member);
            }
        }
    }

    /// How far removed members count. Who was added earlier is heard first, so that nobody who was removed can remove whoever removed them.
    fn find_limits(&mut self) {
        let mut removals: Vec<(usize, &Entry)> = self
            .entries
            .iter()
            .filter(|entry| entry.header.act == "member_removed")
            .filter_map(|entry| Some((self.rank(entry.header.log)?, entry)))
            .collect();
        removals.sort_by_key(|(rank, _)| *rank);
        for (_, removal) in removals {
            let id = removal.text("member").and_then(Id::from_hex);
            let removed = self.members.iter().find(|member| Some(member.id) == id);
            let Some(removed) = removed.map(|member| member.verifier).filter(|_| self.counts(removal)) else {
                continue;
            };
            let logs = self.owners.iter().filter(|(_, owner)| **owner == removed).map(|(log, _)| *log);
            for log in logs.collect::<Vec<Id>>() {
                let seen =
                    if log == removal.header.log { removal.header.seq + 1 } else { self.seen(removal, log) };
                let limit = self.limits.entry(log).or_insert(u64::MAX);
                *limit = seen.min(*limit);
            }
        }
    }

    /// How many entries of a log were known when another one was written.
    fn seen(&self, by: &Entry, log: Id) -> u64 {
        let before = self
            .entries
            .iter()
            .filter(|entry| entry.header.log == by.header.log && entry.header.seq <= by.header.seq);
        let sizes = before.flat_map(|entry| &entry.header.seen).filter(|seen| seen.log == log);
        sizes.map(|seen| seen.size).max().unwrap_or(0)
    }

    /// The place among members of whoever writes a log.
    fn rank(&self, log: Id) -> Option<usize> {
        let owner = self.owners.get(&log)?;
        self.members.iter().position(|member| member.verifier == *owner)
    }

    fn is_members(&self, log: Id) -> bool {
        self.rank(log).is_some()
    }

    fn counts(&self, entry: &Entry) -> bool {
        let log = entry.header.log;
        self.is_members(log) && self.is_within(entry)
    }

    /// True if it does not come behind what was seen of its log when its member was removed.
    fn is_within(&self, entry: &Entry) -> bool {
        self.limits.get(&entry.header.log).is_none_or(|limit| entry.header.seq < *limit)
    }

    /// Entries of removed members that nobody had seen when they were removed.
    fn waiting(&self) -> Vec<Remark> {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for entry in self.entries {
            let rank = self.rank(entry.header.log).filter(|_| !self.counts(entry));
            if let Some(rank) = rank {
                *counts.entry(self.members[rank].name.as_str()).or_default() += 1;
            }
        }
        let remark = |(member, entries): (&str, u64)| Remark::Waiting { member: member.to_owned(), entries };
        counts.into_iter().map(remark).collect()
    }
}
