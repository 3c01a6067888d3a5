//! The first pass over the candidates: a group for every name in full, and what short forms may stand for them.

use super::candidate::Sure;
use super::evidence::listed;
use super::group::{Group, thing_key};
use super::grouping::{Grouping, MOST};
use super::kind::{Told, main_head, own_name};
use super::lexicon::flag;
use super::person::{Gender, PersonName};
use probata_vocabulary::MentionKind;
use std::collections::{HashMap, HashSet};

impl Grouping<'_> {
    pub(super) fn know_keys(&mut self) {
        let none = HashSet::new();
        for (entry, told) in self.pooled.entries.iter().zip(self.told) {
            if matches!(told, Told::Names(MentionKind::Body | MentionKind::Instrument)) {
                let (adjective, key) = thing_key(self.tagged, &self.candidates[entry.first], &none);
                if adjective.is_empty() && key.contains(' ') {
                    self.known.insert(key);
                }
            }
        }
    }

    /// First pass: a group for every name in full.
    pub(super) fn found_full(&mut self) {
        let mut later = Vec::new();
        for index in 0..self.candidates.len() {
            if self.bound.contains_key(&self.pooled.entry_of[index]) {
                continue;
            }
            match self.told(index) {
                Told::Names(MentionKind::Person) => {
                    let name = self.person_name(index);
                    if name.is_full() && (name.given.len() == 1 || self.is_given(&name.given[0])) {
                        self.found_person(name);
                    } else if name.is_full() {
                        later.push(name);
                    }
                }
                Told::Names(kind) => {
                    self.found_thing(index, kind);
                }
                _ => {}
            }
        }
        for name in later {
            if self.led_in(&name).is_none() {
                self.found_person(name);
            }
        }
    }

    pub(super) fn is_given(&self, low: &str) -> bool {
        self.tagged.lexicon.flags(low) & flag::GIVEN != 0
    }

    /// "Biologist Mira Dessel" is Mira Dessel if the first word is no given name.
    pub(super) fn led_in(&self, name: &PersonName) -> Option<usize> {
        let (first, rest) = name.given.split_first().filter(|(_, rest)| !rest.is_empty())?;
        if self.is_given(first) {
            return None;
        }
        let groups = self.fulls.get(&(name.surname.clone(), rest.first()?.clone()))?;
        groups.first().copied()
    }

    pub(super) fn person_name(&self, index: usize) -> PersonName {
        let name = self.plain_name(index);
        self.shared_surname(index, &name).unwrap_or(name)
    }

    pub(super) fn plain_name(&self, index: usize) -> PersonName {
        let sure = self.pooled.entries[self.pooled.entry_of[index]].sure;
        PersonName::of(self.tagged, &self.candidates[index], sure, self.key(index))
    }

    /// "Mira and Tomas Verin": the first has the second's surname.
    pub(super) fn shared_surname(&self, index: usize, name: &PersonName) -> Option<PersonName> {
        let (this, next) = (&self.candidates[index], self.candidates.get(index + 1)?);
        let lone = name.given.is_empty() && !name.whole && this.titles == 0;
        let joined = next.tokens.start == this.tokens.end + 1 && listed(self.tagged, this, next);
        let given = self.tagged.is(this.name.start, flag::GIVEN);
        if !lone || !joined || !given || self.told(index + 1) != Told::Names(MentionKind::Person) {
            return None;
        }
        let other = self.plain_name(index + 1);
        let fits = other.is_full() && !self.surnames.contains_key(&name.surname);
        fits.then(|| PersonName { given: vec![name.surname.clone()], surname: other.surname, ..name.clone() })
    }

    fn found_person(&mut self, name: PersonName) -> usize {
        let same = self.same_full(&name);
        if let Some(group) = same {
            let there = &mut self.groups[group].person;
            if name.given.len() > there.given.len() {
                there.given = name.given;
            }
            if there.gender == Gender::Untold {
                there.gender = name.gender;
            }
            return group;
        }
        self.new_person(name)
    }

    /// The person of the same surname and first given name whose other names do not differ.
    pub(super) fn same_full(&self, name: &PersonName) -> Option<usize> {
        let first = name.given.first()?;
        let groups = self.fulls.get(&(name.surname.clone(), first.clone()))?;
        groups.iter().copied().take(MOST).find(|group| self.groups[*group].person.may_be(name))
    }

    pub(super) fn new_person(&mut self, name: PersonName) -> usize {
        let group = self.groups.len();
        self.surnames.entry(name.surname.clone()).or_default().push(group);
        // "Berg" for "van der Berg".
        if let Some((_, last)) = name.surname.rsplit_once(' ').filter(|_| !name.whole) {
            self.surnames.entry(last.to_owned()).or_default().push(group);
        }
        if name.is_full() {
            self.fulls.entry((name.surname.clone(), name.given[0].clone())).or_default().push(group);
        }
        if let Some(first) = name.given.first() {
            self.givens.entry(first.clone()).or_default().push(group);
        }
        self.groups.push(Group { kind: Some(MentionKind::Person), person: name, ..Group::default() });
        group
    }

    pub(super) fn found_thing(&mut self, index: usize, kind: MentionKind) -> usize {
        let candidate = &self.candidates[index];
        if let Some(Sure::Known(_, same)) = self.pooled.entries[self.pooled.entry_of[index]].sure {
            return self.thing(kind, format!("known {same}"), String::new());
        }
        let (adjective, base) = thing_key(self.tagged, candidate, &self.known);
        let whole = if adjective.is_empty() { base.clone() } else { format!("{adjective} {base}") };
        let group = self.thing(kind, whole, base);
        if !self.groups[group].headed {
            self.groups[group].headed = true;
            if let Some(head) = main_head(self.tagged, candidate) {
                self.heads.entry(head).or_default().push(group);
            }
        }
        group
    }

    fn thing(&mut self, kind: MentionKind, key: String, base: String) -> usize {
        let next = self.groups.len();
        let group = *self.things.entry((kind, key)).or_insert(next);
        if group == next {
            if !base.is_empty() {
                self.bases.entry((kind, base.clone())).or_default().push(group);
            }
            self.groups.push(Group { kind: Some(kind), base, ..Group::default() });
        }
        group
    }

    /// What a single word or letters may be short for: the first word, or the initials, of exactly one name.
    pub(super) fn index_short_forms(&mut self) {
        for index in 0..self.candidates.len() {
            let Told::Names(kind) = self.told(index) else { continue };
            if let (MentionKind::Place, Some(own)) = (kind, own_name(self.tagged, &self.candidates[index])) {
                let group = self.found_thing(index, kind);
                only(&mut self.shorts, own.to_owned(), group);
                continue;
            }
            if !matches!(kind, MentionKind::Body | MentionKind::Instrument)
                || self.bound.contains_key(&self.pooled.entry_of[index])
            {
                continue;
            }
            let group = self.found_thing(index, kind);
            let capitals: Vec<usize> =
                self.candidates[index].name.clone().filter(|at| self.tagged.nameish[*at]).collect();
            if capitals.len() < 2 {
                continue;
            }
            let letters: String =
                capitals.iter().filter_map(|at| self.tagged.low(*at).chars().next()).collect();
            only(&mut self.letters, letters, group);
            // "The Ordesia Herald": Ordesia is the town.
            let of_place = capitals.last().is_some_and(|last| self.tagged.is(*last, flag::OF_PLACE));
            if kind == MentionKind::Body
                && !of_place
                && !self.tagged.is(capitals[0], flag::HEAD | flag::PEOPLE)
            {
                only(&mut self.shorts, self.tagged.low(capitals[0]).to_owned(), group);
            }
        }
    }
}

fn only(map: &mut HashMap<String, Option<usize>>, key: String, group: usize) {
    let there = map.entry(key).or_insert(Some(group));
    if *there != Some(group) {
        *there = None;
    }
}
