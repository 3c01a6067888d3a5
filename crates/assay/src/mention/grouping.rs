//! All uses of one name under one roof: full forms first, then short ones to the full form that they fit.

use super::alias::Bound;
use super::candidate::{Candidate, Sure};
use super::evidence::{Evidence, Pooled, listed};
use super::group::{Form, Group, note_roles, thing_key};
use super::kind::Told;
use super::lexicon::flag;
use super::likeness::folded;
use super::person::{Gender, PersonName};
use super::tagged::Tagged;
use crate::words::Kind;
use probata_report::{MentionUse, Span};
use probata_vocabulary::MentionKind;
use std::collections::{HashMap, HashSet};

/// How many sentences back a head noun alone ("the Directorate") still means the body named there.
const REACH: usize = 12;
/// How many people of one name are looked at; keeps the time bounded in a document of one surname only.
pub(super) const MOST: usize = 64;
/// How many sentences back a person of the same surname is still in mind.
const NEAR: usize = 60;
/// How many of the last people of one surname are remembered.
const LATELY: usize = 16;

/// What grouping works on.
pub(super) struct Grouping<'a> {
    pub(super) tagged: &'a Tagged<'a>,
    pub(super) candidates: &'a [Candidate],
    pub(super) pooled: &'a Pooled,
    pub(super) told: &'a [Told],
    pub(super) bound: &'a HashMap<usize, Bound>,
    pub(super) groups: Vec<Group>,
    /// Bodies, places and instruments by kind and key.
    pub(super) things: HashMap<(MentionKind, String), usize>,
    /// The same without adjectives of countries.
    pub(super) bases: HashMap<(MentionKind, String), Vec<usize>>,
    pub(super) surnames: HashMap<String, Vec<usize>>,
    /// People by surname and first given name.
    pub(super) fulls: HashMap<(String, String), Vec<usize>>,
    /// The last people used of each surname, the very last at the end.
    recent: HashMap<String, Vec<usize>>,
    pub(super) givens: HashMap<String, Vec<usize>>,
    /// Single words that begin a body's or instrument's name: group, or none if several.
    pub(super) shorts: HashMap<String, Option<usize>>,
    pub(super) letters: HashMap<String, Option<usize>>,
    /// Bodies, places and instruments by head noun.
    pub(super) heads: HashMap<String, Vec<usize>>,
    /// Keys of the bodies and instruments of the document.
    pub(super) known: HashSet<String>,
    /// Folded surnames, made when first needed.
    pub(super) folded: HashSet<String>,
}

/// Puts every candidate that names something into a group.
pub(super) fn group(
    tagged: &Tagged,
    candidates: &[Candidate],
    pooled: &Pooled,
    told: &[Told],
    bound: &HashMap<usize, Bound>,
) -> Vec<Group> {
    let mut grouping = Grouping {
        tagged,
        candidates,
        pooled,
        told,
        bound,
        groups: Vec::new(),
        things: HashMap::new(),
        bases: HashMap::new(),
        surnames: HashMap::new(),
        givens: HashMap::new(),
        fulls: HashMap::new(),
        recent: HashMap::new(),
        shorts: HashMap::new(),
        letters: HashMap::new(),
        heads: HashMap::new(),
        folded: HashSet::new(),
        known: HashSet::new(),
    };
    grouping.know_keys();
    grouping.found_full();
    grouping.index_short_forms();
    grouping.assign();
    grouping.groups.retain(|group| !group.uses.is_empty());
    grouping.groups.sort_by_key(|group| group.uses[0].span.start);
    grouping.groups
}

impl Grouping<'_> {
    pub(super) fn told(&self, index: usize) -> Told {
        self.told[self.pooled.entry_of[index]]
    }

    pub(super) fn key(&self, index: usize) -> &str {
        &self.pooled.entries[self.pooled.entry_of[index]].key
    }

    /// Second pass, in order of the text.
    fn assign(&mut self) {
        let mut index = 0;
        while index < self.candidates.len() {
            if let Some(group) = self.inverted(index) {
                let span = self.span(index).cover(self.span(index + 1));
                self.add_use(group, index, span);
                index += 2;
                continue;
            }
            if let Some(group) = self.group_of(index, 0) {
                self.add_use(group, index, self.span(index));
            }
            index += 1;
        }
    }

    /// "Verin, Tomas" where Tomas Verin is named elsewhere.
    fn inverted(&self, index: usize) -> Option<usize> {
        let (this, next) = (&self.candidates[index], self.candidates.get(index + 1)?);
        let adjoin = next.tokens.start == this.tokens.end + 1 && self.tagged.sign(this.tokens.end, ",");
        if !adjoin || this.titles != 0 || next.titles != 0 || this.sentence != next.sentence {
            return None;
        }
        let groups = self.surnames.get(self.key(index))?;
        let given = self.key(index + 1);
        groups.iter().copied().find(|group| self.groups[*group].person.given.join(" ") == given)
    }

    fn group_of(&mut self, index: usize, depth: u8) -> Option<usize> {
        let entry = self.pooled.entry_of[index];
        match self.bound.get(&entry).copied() {
            Some(Bound::To(long)) if depth < 3 => {
                if let Some(group) = self.group_of(long, depth + 1) {
                    return Some(group);
                }
            }
            Some(Bound::Kind(kind)) => return Some(self.found_thing(index, kind)),
            _ => {}
        }
        if let Some(thing) = self.titled_thing(index).or_else(|| self.speaking_body(index)) {
            return Some(thing);
        }
        let person = self.known_person(index);
        match self.told[entry] {
            Told::Names(MentionKind::Person) => Some(person.unwrap_or_else(|| {
                let mut name = self.person_name(index);
                if name.given.is_empty() && name.gender == Gender::Untold {
                    name.gender = Gender::of_given(self.tagged.lexicon.flags(&name.surname));
                }
                self.new_person(name)
            })),
            Told::Names(kind) => {
                let sure = self.pooled.entries[entry].sure.is_some();
                let placed = sure && self.pooled.own[index].at > 0;
                if let (Some(person), false, MentionKind::Place) = (person, placed, kind) {
                    return Some(person);
                }
                let same = self.shorts.get(self.key(index)).copied().flatten();
                let same =
                    same.filter(|group| kind == MentionKind::Place && self.groups[*group].kind == Some(kind));
                Some(same.unwrap_or_else(|| self.nearest_thing(index, kind)))
            }
            Told::Bare => self.bare(index),
            Told::Untold => person
                .or_else(|| self.short_form(index))
                .or_else(|| self.misspelt(index))
                .or_else(|| self.untold(index)),
            Told::Nothing => None,
        }
    }

    /// "Justice Manual" is no Mr. Manual where "the Justice Manual" is named.
    fn titled_thing(&mut self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let titled = candidate.sure == Some(Sure::Titled) && candidate.titles & flag::TITLE_IN_BODY != 0;
        if !titled || candidate.name.len() != 1 || candidate.tokens.len() != 2 {
            return None;
        }
        let whole =
            format!("{} {}", self.tagged.low(candidate.tokens.start), self.tagged.low(candidate.name.start));
        let entry = *self.pooled.by_key.get(&whole)?;
        let first = self.pooled.entries[entry].first;
        let kind = match self.told[entry] {
            Told::Names(kind) if kind != MentionKind::Person => kind,
            Told::Untold => MentionKind::Body,
            _ => return None,
        };
        Some(self.found_thing(first, kind))
    }

    /// The person that a name fits: by surname, else by given name; the most recent of several.
    fn known_person(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        if self.told(index) != Told::Names(MentionKind::Person) && self.key(index).contains(' ') {
            return None;
        }
        let name = self.person_name(index);
        let full = if name.is_full() { self.same_full(&name) } else { self.lately(&name) };
        if let Some(group) = full.or_else(|| self.led_in(&name)) {
            return Some(group);
        }
        let lone = name.given.is_empty() && candidate.titles & !flag::TITLE_IN_BODY == 0 && !name.whole;
        let theirs = self.givens.get(&name.surname).filter(|_| lone)?;
        theirs
            .iter()
            .copied()
            .take(MOST)
            .max_by_key(|group| self.groups[*group].uses.last().map_or(0, |last| last.span.start + 1))
    }

    /// The person last used of those that a surname fits; before any use the first of the text.
    fn lately(&self, name: &PersonName) -> Option<usize> {
        let fits = |group: &usize| self.groups[*group].person.may_be(name);
        let fitting = self.recent.get(&name.surname).map(|groups| groups.iter().rev().copied().filter(fits));
        let recent = fitting.and_then(|groups| self.foremost(groups));
        recent.or_else(|| self.surnames.get(&name.surname)?.iter().copied().take(MOST).find(fits))
    }

    /// Of people of one surname, the last used first: the one most spoken of lately. Reports name a mother or brother in
    /// full and mean the person whose case is told by the surname alone.
    fn foremost(&self, mut groups: impl Iterator<Item = usize>) -> Option<usize> {
        let last = |group: usize| self.groups[group].uses.last().map_or(0, |used| used.sentence);
        let first = groups.next()?;
        let near = groups.filter(|other| last(*other) + NEAR >= last(first));
        Some(near.fold(first, |best, other| {
            let (a, b) = (&self.groups[best].uses, &self.groups[other].uses);
            if (b.len(), a.first().map(|used| used.span.start))
                > (a.len(), b.first().map(|used| used.span.start))
            {
                other
            } else {
                best
            }
        }))
    }

    /// Remembers the last few people used of each surname.
    fn note_recent(&mut self, group: usize) {
        let surname = self.groups[group].person.surname.clone();
        let last = surname.rsplit_once(' ').map(|(_, last)| last.to_owned());
        for key in last.into_iter().chain([surname]) {
            let recent = self.recent.entry(key).or_default();
            recent.retain(|other| *other != group);
            recent.push(group);
            if recent.len() > LATELY {
                recent.remove(0);
            }
        }
    }

    /// The group of a thing; a name without a country's adjective goes to the last one that has one.
    fn nearest_thing(&mut self, index: usize, kind: MentionKind) -> usize {
        let group = self.found_thing(index, kind);
        let (adjective, base) = thing_key(self.tagged, &self.candidates[index], &self.known);
        if !adjective.is_empty() || self.groups[group].base.is_empty() {
            return group;
        }
        let others = self.bases.get(&(kind, base));
        let used = |group: &usize| self.groups[*group].uses.last().map(|last| last.span.start);
        others
            .and_then(|groups| groups.iter().copied().filter(|group| used(group).is_some()).max_by_key(used))
            .unwrap_or(group)
    }

    /// Letters or a head noun alone.
    fn bare(&mut self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let at = candidate.name.start;
        let found = self.pooled.entries[self.pooled.entry_of[index]].evidence;
        if self.tagged.is_acronym(at) {
            if let Some(group) = self.letters.get(self.key(index)).copied().flatten() {
                return Some(group);
            }
            let shouted = self.key(index).chars().count() > 5 && found.the == 0;
            let body = found.the + found.says + found.at > 0 || found.uses > 1;
            return (body && !shouted).then(|| self.found_thing(index, MentionKind::Body));
        }
        let own = self.pooled.own[index];
        if own.the == 0 {
            return None;
        }
        let head = self.tagged.low(at);
        let recent = |group: &Group| {
            group.uses.last().is_some_and(|last| last.sentence + REACH >= candidate.sentence)
                && group.base.contains(' ')
        };
        // Only the last few groups of a head noun can have been named just now.
        let same_head = self.heads.get(head)?;
        let mut fitting =
            same_head.iter().rev().copied().take(64).filter(|group| recent(&self.groups[*group]));
        let (first, several) = (fitting.next(), fitting.next().is_some());
        first.filter(|_| !several)
    }

    /// "Lantern said" is said by Lantern Rights Watch unless more than its speaking makes Lantern a person.
    fn speaking_body(&self, index: usize) -> Option<usize> {
        let entry = &self.pooled.entries[self.pooled.entry_of[index]];
        let alone = self.told(index) == Told::Names(MentionKind::Person) && entry.sure.is_none();
        let found = entry.evidence;
        let person = (found.role + found.person) * 10 > found.uses || self.surnames.contains_key(&entry.key);
        let given = self.is_given(&entry.key);
        if !alone || person || given || entry.key.contains(' ') {
            return None;
        }
        self.short_form(index).filter(|group| self.groups[*group].kind == Some(MentionKind::Body))
    }

    /// "Lantern" for "Lantern Rights Watch".
    fn short_form(&self, index: usize) -> Option<usize> {
        let evidence = self.pooled.entries[self.pooled.entry_of[index]].evidence;
        let group = self.shorts.get(self.key(index)).copied().flatten()?;
        let own = self.candidates[index].name.start;
        let clear = evidence.the * 2 <= evidence.uses
            && evidence.adjective * 2 <= evidence.uses
            && self.tagged.pool(own).low == 0;
        let place = self.groups[group].kind == Some(MentionKind::Place);
        (clear && (place || evidence.at == 0)).then_some(group)
    }

    /// A word that is a known surname in another spelling is a person, so that the likeness can be told.
    fn misspelt(&mut self, index: usize) -> Option<usize> {
        if self.folded.is_empty() {
            let lexicon = self.tagged.lexicon;
            self.folded = self.surnames.keys().map(|name| folded(lexicon, name)).collect();
        }
        let key = self.key(index);
        let alone = !key.contains(' ') && key.chars().count() >= 5 && self.pooled.own[index].the == 0;
        let known = alone && self.folded.contains(&folded(self.tagged.lexicon, key));
        known.then(|| {
            let name = self.person_name(index);
            self.new_person(name)
        })
    }

    /// A name often used of which nothing tells what it is: a body if it acts or has "the".
    fn untold(&mut self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let found: Evidence = self.pooled.entries[self.pooled.entry_of[index]].evidence;
        let words = candidate.name.clone().filter(|at| self.tagged.nameish[*at]);
        let known = words.clone().any(|at| !self.tagged.is_common(at) && self.tagged.pool(at).low == 0);
        let acts = found.says > 0 && found.inside > 0 || found.the > 1 && words.count() > 1;
        (known && acts && found.versus == 0).then(|| self.found_thing(index, MentionKind::Body))
    }

    fn span(&self, index: usize) -> Span {
        let tokens = &self.candidates[index].tokens;
        let last = self.tagged.token(tokens.end - 1).span;
        let mut end = last.end;
        // An abbreviation's own full stop belongs to it: "A.K.", "U.S.".
        if self.tagged.text(tokens.end - 1).contains('.') && self.tagged.words.text[end..].starts_with('.') {
            end += 1;
        }
        Span::new(self.tagged.token(tokens.start).span.start, end)
    }

    fn add_use(&mut self, group: usize, index: usize, span: Span) {
        let candidate = &self.candidates[index];
        let tagged = self.tagged;
        let name = Span::new(tagged.token(candidate.name.start).span.start, span.end);
        let mut printed = tagged.words.plain(name);
        let full = self.groups[group].kind == Some(MentionKind::Person);
        let shared = full.then(|| self.shared_surname(index, &self.plain_name(index))).flatten();
        if let (true, Some(next)) = (shared.is_some(), self.candidates.get(index + 1)) {
            let cut = next
                .name
                .clone()
                .rev()
                .find(|at| tagged.token(*at).kind == Kind::Word)
                .unwrap_or(next.name.start);
            printed = format!("{printed} {}", tagged.text(cut));
        }
        let own = self.pooled.own[index];
        let acts = |own: Evidence| own.says > 0 || own.verb > 0;
        let next = self.candidates.get(index + 1).filter(|next| listed(tagged, candidate, next));
        let together = next.is_some() && acts(self.pooled.own[index + 1]);
        if full && self.led_in(&self.plain_name(index)) == Some(group) {
            printed = printed.split_once(' ').map_or(printed.clone(), |(_, rest)| rest.to_owned());
        }
        let there = &mut self.groups[group];
        // "Messrs." belongs to several.
        let plural = candidate.titles & flag::TITLE_PLURAL != 0;
        let whole = if shared.is_some() || plural { printed.clone() } else { tagged.words.plain(span) };
        match there.forms.iter_mut().find(|form| form.whole == whole) {
            Some(form) => form.count += 1,
            None => {
                let words = if full && printed.contains(',') { 1 } else { printed.split(' ').count() };
                there.forms.push(Form { whole, name: printed, words, count: 1 });
            }
        }
        there.uses.push(MentionUse { span, sentence: candidate.sentence });
        there.speaks.push(acts(own) || together);
        if full {
            note_roles(tagged, candidate, &mut there.roles);
            self.note_recent(group);
        }
    }
}
