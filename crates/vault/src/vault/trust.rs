//! Whose entries count: those of members, from the founder on, up to where they were removed; and in a compartment, those of its members.
//!
//! Whoever was a member keeps the keys of their time and can seal entries with them; and whoever can write to the folder can put a log into it. So a
//! log counts only if a member certified its device, and a removed member's entries only as far as whoever removed them had seen.
//!
//! Removals that were entered without knowing of each other all take effect: the stricter wins at once. A removal does not count if whoever
//! wrote it knew that they were removed.

use super::found::{case_id, certified, compartment_id};
use super::{Remark, Vault};
use crate::error::Damage;
use crate::{Entry, Header, Id, Member, Standing};
use probata_seal::Verifier;
use std::collections::BTreeMap;

mod circle;
mod past;

use circle::Circle;
use past::Past;

/// Rounds after which the search for members ends, whatever hostile logs say.
const ROUNDS: usize = 64;

/// What is known of who wrote what, before anything is folded.
struct Trust<'e> {
    entries: &'e [Entry],
    /// The member who certified each log's device.
    owners: BTreeMap<Id, Verifier>,
    past: Past,
    main: Id,
    /// Everybody who ever belonged to the case, in the order in which they were added.
    members: Vec<Member>,
    people: Circle<'e>,
    /// Who belongs to each compartment that opens.
    circles: BTreeMap<Id, Circle<'e>>,
    /// Logs that belong to a privileged compartment.
    privileged: BTreeMap<Id, Id>,
}

/// What was found.
pub(super) struct Trusted {
    /// Entries that count, in order.
    pub entries: Vec<Entry>,
    /// Everybody who ever belonged to the case, and whether they still do.
    pub members: Vec<Member>,
    /// Who belongs to each compartment that opens.
    pub compartments: BTreeMap<Id, Vec<Id>>,
}

impl Vault<'_> {
    /// Entries that count, in order, and who belongs to what; of the others it is said why they do not.
    pub(super) fn trusted(&mut self, entries: Vec<Entry>) -> Result<Trusted, Damage> {
        let mut trust = Trust {
            entries: &entries,
            owners: BTreeMap::new(),
            past: Past::of(&entries),
            main: self.main,
            members: Vec::new(),
            people: Circle::default(),
            circles: BTreeMap::new(),
            privileged: privileged(&entries),
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
        let found = trust.owners.keys().map(|log| (*log, trust.author_of(*log)));
        let (known, strangers): (Vec<_>, Vec<_>) = found.partition(|(_, author)| author.is_some());
        self.authors = known.into_iter().filter_map(|(log, author)| Some((log, author?))).collect();
        self.privileged = trust.privileged.clone();
        let waiting = trust.waiting();
        let counts: Vec<bool> = entries.iter().map(|entry| trust.counts(entry)).collect();
        strangers.into_iter().for_each(|(log, _)| self.damaged(log, "its device belongs to no member"));
        self.remarks.extend(waiting);
        let (members, compartments) = (trust.standings(), trust.compartments());
        let (mut counts, mut entries) = (counts.into_iter(), entries);
        entries.retain(|_| counts.next().unwrap_or_default());
        Ok(Trusted { entries, members, compartments })
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

/// Logs whose first entry says that they belong to a privileged compartment.
pub(super) fn privileged(entries: &[Entry]) -> BTreeMap<Id, Id> {
    let first = entries.iter().filter(|entry| entry.header.seq == 0);
    first.filter_map(|entry| Some((entry.header.log, Id::from_hex(entry.text("privileged")?)?))).collect()
}

impl<'e> Trust<'e> {
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
            let before = (self.members.clone(), self.people.clone(), self.circles.clone());
            self.find_members(founder);
            self.find_removals();
            self.find_circles();
            if before == (self.members.clone(), self.people.clone(), self.circles.clone()) {
                return;
            }
        }
    }

    /// Members, as members before them added them by entries that count.
    fn find_members(&mut self, founder: Verifier) {
        let mut members: Vec<Member> = Vec::new();
        let mut people = Circle { removed: self.people.removed.clone(), ..Circle::default() };
        for entry in self.entries.iter().filter(|entry| entry.header.act == "member_added") {
            let Some(owner) = self.owners.get(&entry.header.log) else { continue };
            let author = members.iter().find(|member| member.verifier == *owner).map(|member| member.id);
            let is_known = *owner == founder
                || author.is_some_and(|author| self.people.allows(author, &entry.header, &self.past));
            let Some(member) = Member::of_entry(entry).filter(|_| is_known) else { continue };
            if members.iter().all(|known| known.id != member.id && known.verifier != member.verifier) {
                people.added.push((member.id, &entry.header));
                members.push(member);
            }
        }
        people.lifted.clone_from(&self.people.lifted);
        (self.members, self.people) = (members, people);
    }

    /// Removals that count, and members who were taken back.
    fn find_removals(&mut self) {
        let removed = self
            .named("member_removed")
            .filter(|(author, entry, _)| self.people.may_remove(*author, &entry.header, &self.past));
        let removed = removed.map(|(author, entry, who)| (who, author, &entry.header)).collect();
        let lifted = self.named("member_readmitted").filter(|(author, entry, who)| {
            let is_member = self.people.allows(*author, &entry.header, &self.past);
            let is_last = || {
                self.people.is_nobody_left(&entry.header, &self.past)
                    && self.people.is_contested(*author, &self.past)
                    && self.people.is_contested(*who, &self.past)
            };
            author != who && (is_member || is_last())
        });
        let lifted = lifted.map(|(_, entry, who)| (who, &entry.header)).collect();
        (self.people.removed, self.people.lifted) = (removed, lifted);
    }

    /// Entries about a member: author, entry, and whom they name.
    fn named(&self, act: &'static str) -> impl Iterator<Item = (Id, &'e Entry, Id)> + use<'_, 'e> {
        let entries = self.entries;
        entries.iter().filter(move |entry| entry.header.act == act).filter_map(|entry| {
            let who = entry.text("member").and_then(Id::from_hex)?;
            let is_known = self.members.iter().any(|member| member.id == who);
            Some((self.author_of(entry.header.log)?, entry, who)).filter(|_| is_known)
        })
    }

    /// Who belongs to the compartments that open.
    fn find_circles(&mut self) {
        let mut circles: BTreeMap<Id, Circle<'e>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.header.act == "compartment_began") {
            let compartment = entry.header.compartment;
            let founder = self.compartment_founder(entry);
            if let Some(founder) = founder.filter(|_| compartment != self.main) {
                let circle = circles.entry(compartment).or_default();
                circle.added.push((founder, &entry.header));
            }
        }
        for (compartment, circle) in &mut circles {
            let before = self.circles.get(compartment).cloned().unwrap_or_default();
            circle.removed.clone_from(&before.removed);
            for (author, entry, who) in self.named("compartment_member_added") {
                let is_here = entry.header.compartment == *compartment && circle.has(author);
                if is_here
                    && before.allows(author, &entry.header, &self.past)
                    && self.is_in_time(author, &entry.header)
                {
                    circle.added.push((who, &entry.header));
                }
            }
            let removals = self.named("compartment_member_removed").filter(|(author, entry, _)| {
                entry.header.compartment == *compartment
                    && circle.has(*author)
                    && circle.may_remove(*author, &entry.header, &self.past)
            });
            circle.removed = removals.map(|(author, entry, who)| (who, author, &entry.header)).collect();
        }
        self.circles = circles;
    }

    /// Whoever began a compartment, if its name is of their key.
    fn compartment_founder(&self, began: &Entry) -> Option<Id> {
        let owner = self.owners.get(&began.header.log)?;
        let random = began.value("random")?.try_into().ok()?;
        let is_its = compartment_id(&owner.bytes(), random) == began.header.compartment;
        self.author_of(began.header.log).filter(|_| is_its)
    }

    /// The member who writes a log.
    fn author_of(&self, log: Id) -> Option<Id> {
        let owner = self.owners.get(&log)?;
        self.members.iter().find(|member| member.verifier == *owner).map(|member| member.id)
    }

    /// True if an entry counts.
    fn counts(&self, entry: &Entry) -> bool {
        let header = &entry.header;
        let Some(author) = self.author_of(header.log) else { return false };
        match header.act.as_str() {
            "member_removed" => return self.people.has_removal(header),
            "member_readmitted" => return self.people.lifted.iter().any(|(_, lifted)| *lifted == header),
            "compartment_member_removed" if self.circles.contains_key(&header.compartment) => {
                return self.circles[&header.compartment].has_removal(header);
            }
            _ => {}
        }
        let is_of_circle = self
            .circles
            .get(&header.compartment)
            .is_none_or(|circle| circle.has(author) && circle.allows(author, header, &self.past));
        self.is_in_time(author, header) && is_of_circle
    }

    /// True if it does not come behind what was seen of its log when its member was removed. Logs for evidence do not know those of privileged
    /// compartments: there, its own removals tell.
    fn is_in_time(&self, author: Id, header: &Header) -> bool {
        self.privileged.contains_key(&header.log) || self.people.allows(author, header, &self.past)
    }

    /// Members with their standing.
    fn standings(&self) -> Vec<Member> {
        let standing =
            |id| if self.people.is_in(id, &self.past) { Standing::Active } else { Standing::Removed };
        self.members.iter().map(|member| Member { standing: standing(member.id), ..member.clone() }).collect()
    }

    /// Members of compartments, in the order in which they were added.
    fn compartments(&self) -> BTreeMap<Id, Vec<Id>> {
        let of = |circle: &Circle<'_>| {
            let mut members: Vec<Id> = Vec::new();
            for (who, _) in &circle.added {
                if circle.is_in(*who, &self.past) && !members.contains(who) {
                    members.push(*who);
                }
            }
            members
        };
        self.circles.iter().map(|(compartment, circle)| (*compartment, of(circle))).collect()
    }

    /// Entries of removed members that nobody had seen when they were removed.
    fn waiting(&self) -> Vec<Remark> {
        let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
        for entry in self.entries {
            let owner = self.owners.get(&entry.header.log);
            let member = self.members.iter().find(|member| Some(&member.verifier) == owner);
            if let Some(member) = member.filter(|_| !self.counts(entry)) {
                *counts.entry(member.name.as_str()).or_default() += 1;
            }
        }
        let remark = |(member, entries): (&str, u64)| Remark::Waiting { member: member.to_owned(), entries };
        counts.into_iter().map(remark).collect()
    }
}
