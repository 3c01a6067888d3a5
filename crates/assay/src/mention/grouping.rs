//! All uses of one name under one roof: full forms first, then short ones to the full form that they fit.

use super::alias::Bound;
use super::candidate::{Candidate, Sure};
use super::evidence::{Evidence, Pooled, listed};
use super::kind::{Told, main_head, own_name};
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

/// Somebody or something with its uses.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    /// What it is; none for a group that is not used.
    pub kind: Option<MentionKind>,
    /// A person's name in parts.
    pub person: PersonName,
    /// Forms as printed: whole, name only, words of the name, how often.
    pub forms: Vec<Form>,
    /// Where.
    pub uses: Vec<MentionUse>,
    /// For each use true if the person speaks or acts there.
    pub speaks: Vec<bool>,
    /// Nouns of a person said of it: "lawyer", "minister".
    pub roles: Vec<String>,
    /// Its head noun.
    head: String,
    /// The words that its key was made of, without adjectives of countries.
    base: String,
}

impl Group {
    /// Puts the uses in order of the text.
    pub fn sort_uses(&mut self) {
        let mut all: Vec<(MentionUse, bool)> = self.uses.iter().copied().zip(self.speaks.iter().copied()).collect();
        all.sort_by_key(|(one, _)| one.span.start);
        (self.uses, self.speaks) = all.into_iter().unzip();
    }

    /// Takes over all of another group, which is the same.
    pub fn absorb(&mut self, other: &mut Group) {
        for form in other.forms.drain(..) {
            match self.forms.iter_mut().find(|known| known.whole == form.whole) {
                Some(known) => known.count += form.count,
                None => self.forms.push(form),
            }
        }
        self.uses.append(&mut other.uses);
        self.speaks.append(&mut other.speaks);
        self.roles.append(&mut other.roles);
        if other.person.given.len() > self.person.given.len() {
            self.person = std::mem::take(&mut other.person);
        }
        self.sort_uses();
    }
}

/// A form of a name.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// As printed, with titles.
    pub whole: String,
    /// Without titles.
    pub name: String,
    /// Words of `name`.
    pub words: usize,
    /// Uses.
    pub count: usize,
}

/// What grouping works on.
pub(super) struct Grouping<'a> {
    tagged: &'a Tagged<'a>,
    candidates: &'a [Candidate],
    pooled: &'a Pooled,
    told: &'a [Told],
    bound: &'a HashMap<usize, Bound>,
    groups: Vec<Group>,
    /// Bodies, places and instruments by kind and key.
    things: HashMap<(MentionKind, String), usize>,
    /// The same without adjectives of countries.
    bases: HashMap<(MentionKind, String), Vec<usize>>,
    surnames: HashMap<String, Vec<usize>>,
    givens: HashMap<String, Vec<usize>>,
    /// Single words that begin a body's or instrument's name: group, or none if several.
    shorts: HashMap<String, Option<usize>>,
    letters: HashMap<String, Option<usize>>,
    /// Folded surnames, made when first needed.
    folded: HashSet<String>,
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
        shorts: HashMap::new(),
        letters: HashMap::new(),
        folded: HashSet::new(),
    };
    grouping.found_full();
    grouping.index_short_forms();
    grouping.assign();
    grouping.groups.retain(|group| !group.uses.is_empty());
    grouping.groups.sort_by_key(|group| group.uses[0].span.start);
    grouping.groups
}

impl Grouping<'_> {
    fn told(&self, index: usize) -> Told {
        self.told[self.pooled.entry_of[index]]
    }

    fn key(&self, index: usize) -> &str {
        &self.pooled.entries[self.pooled.entry_of[index]].key
    }

    /// First pass: a group for every name in full.
    fn found_full(&mut self) {
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

    fn is_given(&self, low: &str) -> bool {
        self.tagged.lexicon.flags(low) & flag::GIVEN != 0
    }

    /// "Biologist Mira Dessel" is Mira Dessel if the first word is no given name.
    fn led_in(&self, name: &PersonName) -> Option<usize> {
        let (first, rest) = name.given.split_first().filter(|(_, rest)| !rest.is_empty())?;
        if self.is_given(first) {
            return None;
        }
        let groups = self.surnames.get(&name.surname)?;
        groups.iter().copied().find(|group| self.groups[*group].person.given.first() == rest.first())
    }

    fn person_name(&self, index: usize) -> PersonName {
        let name = self.plain_name(index);
        self.shared_surname(index, &name).unwrap_or(name)
    }

    fn plain_name(&self, index: usize) -> PersonName {
        let sure = self.pooled.entries[self.pooled.entry_of[index]].sure;
        PersonName::of(self.tagged, &self.candidates[index], sure, self.key(index))
    }

    /// "Mira and Tomas Verin": the first has the second's surname.
    fn shared_surname(&self, index: usize, name: &PersonName) -> Option<PersonName> {
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
        let same = self.surnames.get(&name.surname).and_then(|groups| {
            groups.iter().copied().find(|group| {
                let there = &self.groups[*group].person;
                !there.given.is_empty() && there.may_be(&name)
            })
        });
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

    fn new_person(&mut self, name: PersonName) -> usize {
        let group = self.groups.len();
        self.surnames.entry(name.surname.clone()).or_default().push(group);
        if let Some(first) = name.given.first() {
            self.givens.entry(first.clone()).or_default().push(group);
        }
        self.groups.push(Group { kind: Some(MentionKind::Person), person: name, ..Group::default() });
        group
    }

    fn found_thing(&mut self, index: usize, kind: MentionKind) -> usize {
        let candidate = &self.candidates[index];
        if let Some(Sure::Known(_, same)) = self.pooled.entries[self.pooled.entry_of[index]].sure {
            return self.thing(kind, format!("known {same}"), String::new());
        }
        let (adjective, base) = thing_key(self.tagged, candidate);
        let whole = if adjective.is_empty() { base.clone() } else { format!("{adjective} {base}") };
        let group = self.thing(kind, whole, base);
        if self.groups[group].head.is_empty() {
            self.groups[group].head = main_head(self.tagged, candidate).unwrap_or_default();
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
    fn index_short_forms(&mut self) {
        for index in 0..self.candidates.len() {
            let Told::Names(kind) = self.told(index) else { continue };
            if let (MentionKind::Place, Some(own)) = (kind, own_name(self.tagged, &self.candidates[index])) {
                let group = self.found_thing(index, kind);
                only(&mut self.shorts, own.to_owned(), group);
                continue;
            }
            if !matches!(kind, MentionKind::Body | MentionKind::Instrument) || self.bound.contains_key(&self.pooled.entry_of[index]) {
                continue;
            }
            let group = self.found_thing(index, kind);
            let capitals: Vec<usize> = self.candidates[index].name.clone().filter(|at| self.tagged.nameish[*at]).collect();
            if capitals.len() < 2 {
                continue;
            }
            let letters: String = capitals.iter().filter_map(|at| self.tagged.low(*at).chars().next()).collect();
            only(&mut self.letters, letters, group);
            if kind == MentionKind::Body && !self.tagged.is(capitals[0], flag::HEAD | flag::PEOPLE) {
                only(&mut self.shorts, self.tagged.low(capitals[0]).to_owned(), group);
            }
        }
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
        if let Some(thing) = self.titled_thing(index) {
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
                let same = same.filter(|group| kind == MentionKind::Place && self.groups[*group].kind == Some(kind));
                Some(same.unwrap_or_else(|| self.nearest_thing(index, kind)))
            }
            Told::Bare => self.bare(index),
            Told::Untold => {
                person.or_else(|| self.short_form(index)).or_else(|| self.misspelt(index)).or_else(|| self.untold(index))
            }
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
        let whole = format!("{} {}", self.tagged.low(candidate.tokens.start), self.tagged.low(candidate.name.start));
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
        let fitting = |groups: &Vec<usize>| {
            let fits = groups.iter().copied().filter(|group| self.groups[*group].person.may_be(&name));
            fits.max_by_key(|group| {
                let group = &self.groups[*group];
                (group.uses.last().map_or(0, |last| last.span.start + 1), std::cmp::Reverse(*group_rank(group)))
            })
        };
        if let Some(group) = self.surnames.get(&name.surname).and_then(fitting).or_else(|| self.led_in(&name)) {
            return Some(group);
        }
        let lone = name.given.is_empty() && candidate.titles & !flag::TITLE_IN_BODY == 0 && !name.whole;
        let theirs = self.givens.get(&name.surname).filter(|_| lone)?;
        theirs.iter().copied().max_by_key(|group| self.groups[*group].uses.last().map_or(0, |last| last.span.start + 1))
    }

    /// The group of a thing; a name without a country's adjective goes to the last one that has one.
    fn nearest_thing(&mut self, index: usize, kind: MentionKind) -> usize {
        let group = self.found_thing(index, kind);
        let (adjective, base) = thing_key(self.tagged, &self.candidates[index]);
        if !adjective.is_empty() || self.groups[group].base.is_empty() {
            return group;
        }
        let others = self.bases.get(&(kind, base));
        let used = |group: &usize| self.groups[*group].uses.last().map(|last| last.span.start);
        others.and_then(|groups| groups.iter().copied().filter(|group| used(group).is_some()).max_by_key(used)).unwrap_or(group)
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
        let recent = |group: &&Group| {
            group.uses.last().is_some_and(|last| last.sentence + REACH >= candidate.sentence)
                && group.head == head
                && group.base.contains(' ')
        };
        let mut fitting = self.groups.iter().enumerate().filter(|(_, group)| recent(group));
        let (first, several) = (fitting.next(), fitting.next().is_some());
        first.filter(|_| !several).map(|(group, _)| group)
    }

    /// "Lantern" for "Lantern Rights Watch".
    fn short_form(&self, index: usize) -> Option<usize> {
        let evidence = self.pooled.entries[self.pooled.entry_of[index]].evidence;
        let group = self.shorts.get(self.key(index)).copied().flatten()?;
        let own = self.candidates[index].name.start;
        let clear = evidence.the * 2 <= evidence.uses && evidence.adjective * 2 <= evidence.uses && self.tagged.pool(own).low == 0;
        let place = self.groups[group].kind == Some(MentionKind::Place);
        (clear && (place || evidence.at == 0) && (evidence.inside > 0 || evidence.says > 0)).then_some(group)
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
        if shared.is_some() {
            if let Some(next) = self.candidates.get(index + 1) {
                let cut = next.name.clone().rev().find(|at| tagged.token(*at).kind == Kind::Word).unwrap_or(next.name.start);
                printed = format!("{printed} {}", tagged.text(cut));
            }
        }
        let own = self.pooled.own[index];
        if full && self.led_in(&self.plain_name(index)) == Some(group) {
            printed = printed.split_once(' ').map_or(printed.clone(), |(_, rest)| rest.to_owned());
        }
        let there = &mut self.groups[group];
        let whole = if shared.is_some() { printed.clone() } else { tagged.words.plain(span) };
        match there.forms.iter_mut().find(|form| form.whole == whole) {
            Some(form) => form.count += 1,
            None => {
                let words = if printed.contains(',') { 1 } else { printed.split(' ').count() };
                there.forms.push(Form { whole, name: printed, words, count: 1 });
            }
        }
        there.uses.push(MentionUse { span, sentence: candidate.sentence });
        there.speaks.push(own.says > 0 || own.verb > 0);
        if full {
            note_roles(tagged, candidate, &mut there.roles);
        }
    }
}

/// Fewer words first where nothing has been used yet.
fn group_rank(group: &Group) -> &usize {
    const NONE: usize = 0;
    if group.uses.is_empty() { &NONE } else { &1 }
}

fn only(map: &mut HashMap<String, Option<usize>>, key: String, group: usize) {
    let there = map.entry(key).or_insert(Some(group));
    if *there != Some(group) {
        *there = None;
    }
}

/// Adjectives of countries at the front, and the other telling words in order of the alphabet, so that "Ministry of
/// the Interior" and "Interior Ministry" are one.
fn thing_key(tagged: &Tagged, candidate: &Candidate) -> (String, String) {
    let words: Vec<usize> = candidate
        .name
        .clone()
        .filter(|at| tagged.token(*at).kind != Kind::Punctuation && !tagged.is(*at, flag::ARTICLE))
        .filter(|at| tagged.nameish[*at] || !tagged.is(*at, flag::JOINT))
        .collect();
    let lead = words.iter().take_while(|at| tagged.is(**at, flag::PEOPLE)).count();
    let lead = if words.len() >= lead + 2 { lead } else { 0 };
    let low = |at: &usize| tagged.low(*at).replace('’', "'").replace('.', "");
    let mut rest: Vec<String> = words[lead..].iter().map(low).collect();
    rest.sort();
    (words[..lead].iter().map(low).collect::<Vec<_>>().join(" "), rest.join(" "))
}

/// Titles and neighbouring nouns of a person.
fn note_roles(tagged: &Tagged, candidate: &Candidate, roles: &mut Vec<String>) {
    let sentence = tagged.sentence(candidate.sentence);
    let end = candidate.tokens.end;
    let titles = candidate.tokens.start..candidate.name.start;
    let before = candidate.tokens.start.saturating_sub(1).max(sentence.start)..candidate.tokens.start;
    let apposed = end < sentence.end && tagged.sign(end, ",");
    let after = if apposed { end + 1..sentence.end.min(end + 7) } else { end..end };
    let ends = flag::JOINT | flag::AT_PLACE | flag::AT_PLACE_WEAK | flag::PERSON_AFTER | flag::SAYS;
    let apposition = after.take_while(|at| tagged.token(*at).kind != Kind::Punctuation && !tagged.is(*at, ends));
    for at in titles.chain(before).chain(apposition) {
        let low = tagged.low(at);
        if tagged.is(at, flag::ANY_ROLE | flag::TITLE) && !roles.iter().any(|role| role == low) {
            roles.push(low.to_owned());
        }
    }
}
