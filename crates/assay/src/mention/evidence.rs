//! What the words around a candidate say about it, pooled over all its uses.

use super::candidate::{Candidate, Sure};
use super::lexicon::flag;
use super::tagged::Tagged;
use crate::words::Kind;
use std::collections::HashMap;
use std::ops::{AddAssign, Range};

/// Counts of telling neighbours.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Uses.
    pub uses: u32,
    /// Uses where only a name is capitalised.
    pub inside: u32,
    /// "in", "at", "near" before it, and no noun that it might belong to behind it.
    pub at: u32,
    /// "from", "to" before it.
    pub from: u32,
    /// A verb of saying behind it.
    pub says: u32,
    /// A title, or a noun of a person beside it.
    pub role: u32,
    /// An age, or "who" behind it.
    pub person: u32,
    /// A verb that is rather a person's behind it.
    pub verb: u32,
    /// "the" before it and no noun behind it.
    pub the: u32,
    /// A noun in lower case behind it: the word may be an adjective.
    pub adjective: u32,
    /// A comma before it, a comma and a date behind it, as around the place in a citation.
    pub dated: u32,
    /// A party of a lawsuit.
    pub versus: u32,
}

impl AddAssign for Evidence {
    fn add_assign(&mut self, other: Self) {
        self.uses += other.uses;
        self.inside += other.inside;
        self.at += other.at;
        self.from += other.from;
        self.says += other.says;
        self.role += other.role;
        self.person += other.person;
        self.verb += other.verb;
        self.the += other.the;
        self.adjective += other.adjective;
        self.versus += other.versus;
        self.dated += other.dated;
    }
}

/// A name as it is spelt, with all its uses.
pub(super) struct Entry {
    /// Its words in lower case.
    pub key: String,
    /// Its first use that shows its words: index into the candidates.
    pub first: usize,
    /// What its words alone make sure, from the first use that has it.
    pub sure: Option<Sure>,
    /// Pooled.
    pub evidence: Evidence,
}

/// Candidates joined by spelling.
pub(super) struct Pooled {
    /// Each spelling once, in order of first use.
    pub entries: Vec<Entry>,
    /// For each candidate its entry.
    pub entry_of: Vec<usize>,
    /// For each candidate its own evidence.
    pub own: Vec<Evidence>,
    /// Entries by spelling.
    pub by_key: HashMap<String, usize>,
}

/// Looks around every candidate and joins those spelt alike. Titles and places run along lists.
pub(super) fn pool(tagged: &Tagged, candidates: &mut [Candidate]) -> Pooled {
    let mut pooled =
        Pooled { entries: Vec::new(), entry_of: Vec::new(), own: Vec::new(), by_key: HashMap::new() };
    let mut known: HashMap<String, usize> = HashMap::new();
    for index in 0..candidates.len() {
        let mut own = around(tagged, &candidates[index]);
        if index > 0 && listed(tagged, &candidates[index - 1], &candidates[index]) {
            let (before, this) = candidates.split_at_mut(index);
            run_on(&before[index - 1], pooled.own[index - 1], &mut this[0], &mut own);
        }
        let candidate = &candidates[index];
        let key = entry_key(tagged, candidate);
        let entry = *known.entry(key).or_insert_with_key(|key| {
            pooled.entries.push(Entry {
                key: key.clone(),
                first: index,
                sure: None,
                evidence: Evidence::default(),
            });
            pooled.entries.len() - 1
        });
        let found = &mut pooled.entries[entry];
        found.evidence += own;
        found.sure = found.sure.or(candidate.sure);
        pooled.entry_of.push(entry);
        pooled.own.push(own);
    }
    pooled.by_key = known;
    pooled
}

/// The key of a name; "Mr. Washington" is kept apart from the town.
fn entry_key(tagged: &Tagged, candidate: &Candidate) -> String {
    let key = key(tagged, candidate);
    let town = candidate.sure == Some(Sure::Titled) && tagged.is(candidate.name.start, flag::GAZETTEER);
    if town { format!("titled {key}") } else { key }
}

/// The words of a name in lower case, one space between, straight apostrophes, no full stops.
pub(super) fn key(tagged: &Tagged, candidate: &Candidate) -> String {
    let mut key = String::new();
    for at in candidate.name.clone() {
        if tagged.sign(at, ".") || tagged.sign(at, ",") {
            continue;
        }
        if !key.is_empty() && tagged.token(at).kind != Kind::Clitic {
            key.push(' ');
        }
        key.extend(tagged.low(at).chars().filter(|c| *c != '.').map(|c| if c == '’' { '\'' } else { c }));
    }
    key
}

/// True if nothing but a comma or "and" stands between two candidates.
pub(super) fn listed(tagged: &Tagged, before: &Candidate, this: &Candidate) -> bool {
    before.sentence == this.sentence
        && this.tokens.start > before.tokens.end
        && this.tokens.start <= before.tokens.end + 3
        && (before.tokens.end..this.tokens.start).all(|at| {
            tagged.sign(at, ",") || tagged.is(at, flag::LISTING) || tagged.is(at, flag::BODY_BEFORE)
        })
}

/// What holds for one member of a list holds for the next.
fn run_on(before: &Candidate, evidence: Evidence, this: &mut Candidate, own: &mut Evidence) {
    if before.titles & flag::TITLE_PLURAL != 0 && this.sure.is_none() {
        this.sure = Some(Sure::Titled);
        this.titles = before.titles;
    }
    if evidence.at > 0 && own.says + own.role + own.person == 0 && this.sure.is_none() {
        own.at = 1;
    }
}

fn around(tagged: &Tagged, candidate: &Candidate) -> Evidence {
    let sentence = tagged.sentence(candidate.sentence);
    let mut found = Evidence { uses: 1, inside: u32::from(!candidate.begins), ..Evidence::default() };
    let mut own = candidate.tokens.clone();
    let dotted = own.end < sentence.end && tagged.sign(own.end, ".") && tagged.abbreviates(own.end - 1);
    own.end += usize::from(dotted);
    let owns = own.end < sentence.end && tagged.token(own.end).kind == Kind::Clitic;
    let free = !owns && before_free(tagged, own.end, sentence.end);
    found.adjective = u32::from(!free && !owns);
    found.versus =
        u32::from(own.end < sentence.end && tagged.is(own.end, flag::VERSUS) && !tagged.nameish[own.end]);
    let inner = own.start > sentence.start && tagged.sign(own.start - 1, ",");
    found.dated = u32::from(inner && date_behind(tagged, own.end, sentence.end));
    behind(tagged, own.end, sentence.end, &mut found);
    if own.start > sentence.start {
        let before = own.start - 1;
        let name = tagged.nameish[before] && !tagged.begins(before, &sentence);
        let flags = if name { 0 } else { tagged.flags[before] };
        let weak = flags & flag::AT_PLACE_WEAK != 0;
        if weak || flags & flag::AT_PLACE != 0 {
            // "Orlo of Velsk, a lawyer": what follows is said of Orlo.
            (found.role, found.person) = (0, 0);
        }
        let moved = weak && before > sentence.start && tagged.is(before - 1, flag::MOTION);
        found.at = u32::from(
            (flags & flag::AT_PLACE != 0 || moved || weak && on_route(tagged, &own, &sentence)) && free,
        );
        found.from = u32::from(flags & flag::AT_PLACE_WEAK != 0 && free);
        found.the = u32::from(flags & flag::BODY_BEFORE != 0 && free);
        found.role += u32::from(flags & flag::ANY_ROLE != 0);
        // "..., said Verin."
        let ends = own.end >= sentence.end || tagged.token(own.end).kind == Kind::Punctuation;
        found.says += u32::from(flags & flag::SAYS != 0 && ends);
        // "Interview with A.K."
        let joined = candidate.sure == Some(Sure::Initials) && flags & flag::JOINT != 0;
        found.person += u32::from(joined);
        let party =
            tagged.sign(before, ".") && before > sentence.start && tagged.is(before - 1, flag::VERSUS);
        found.versus += u32::from(party);
        if tagged.sign(before, ",") && own.start > sentence.start + 1 {
            found.role += u32::from(
                tagged.is(before - 1, flag::ANY_ROLE)
                    && !tagged.nameish[before - 1]
                    && found.says + found.dated == 0
                    && ends,
            );
        }
    }
    found.role += u32::from(candidate.titles != 0 && candidate.sure == Some(Sure::Titled));
    found
}

/// ", 4 March 2004" or ", March 2004".
fn date_behind(tagged: &Tagged, at: usize, end: usize) -> bool {
    if at + 2 >= end || !tagged.sign(at, ",") {
        return false;
    }
    let day = usize::from(tagged.token(at + 1).kind == Kind::Number);
    let month = at + 1 + day;
    tagged.nameish[month]
        && tagged.is(month, flag::NOT_NAME)
        && (day == 1 || tagged.token(month + 1 - usize::from(month + 1 == end)).kind == Kind::Number)
}

/// "from Velsk to Doln": both are places.
fn on_route(tagged: &Tagged, own: &Range<usize>, sentence: &Range<usize>) -> bool {
    let weak = |at: usize| sentence.contains(&at) && tagged.is(at, flag::ROUTE) && !tagged.nameish[at];
    let name = |at: usize| sentence.contains(&at) && tagged.nameish[at];
    let before = own.start - 1;
    weak(own.end) && name(own.end + 1) && weak(before)
        || weak(before) && before >= sentence.start + 2 && name(before - 1) && weak(before - 2)
}

/// True if what follows is not a noun that the name might belong to as an adjective does.
fn before_free(tagged: &Tagged, at: usize, end: usize) -> bool {
    if at >= end || tagged.token(at).kind != Kind::Word || tagged.nameish[at] {
        return true;
    }
    let plain = flag::COMMON
        | flag::JOINT
        | flag::AT_PLACE
        | flag::AT_PLACE_WEAK
        | flag::SAYS
        | flag::PERSON_VERB
        | flag::PERSON_AFTER
        | flag::SAYS_HELPER
        | flag::EITHER
        | flag::PLACE;
    tagged.is(at, plain)
        || tagged.lexicon.no_noun_endings.iter().any(|ending| tagged.low(at).ends_with(ending.as_str()))
}

fn behind(tagged: &Tagged, mut at: usize, end: usize, found: &mut Evidence) {
    let word = |at: usize, flags: u64| at < end && tagged.is(at, flags) && !tagged.nameish[at];
    let comma = at < end && tagged.sign(at, ",");
    if comma {
        found.person += u32::from(age(tagged, at + 1, end) || word(at + 1, flag::PERSON_AFTER));
        let noun = (at + 1..end.min(at + 6))
            .take_while(|at| tagged.token(*at).kind == Kind::Word && !tagged.nameish[*at])
            .find(|at| tagged.is(*at, flag::ANY_ROLE));
        let article = word(at + 1, flag::ARTICLE) || word(at + 1, flag::PRONOUN);
        found.role += u32::from(noun.is_some() && article);
        return;
    }
    found.person += u32::from(word(at, flag::PERSON_AFTER) || age(tagged, at, end));
    while word(at, flag::SAYS_HELPER) && !word(at, flag::SAYS) {
        at += 1;
    }
    if word(at, flag::SAYS) {
        found.says += 1;
    } else if word(at, flag::PERSON_VERB) {
        found.verb += 1;
    }
}

/// "34," or "aged 34" or "(34)".
fn age(tagged: &Tagged, at: usize, end: usize) -> bool {
    let number = |at: usize| {
        at < end
            && tagged.token(at).kind == Kind::Number
            && tagged.text(at).parse::<u32>().is_ok_and(|age| (10..=99).contains(&age))
    };
    let closed = |at: usize| at < end && (tagged.sign(at, ",") || tagged.sign(at, ")"));
    if number(at) && closed(at + 1) {
        return true;
    }
    at + 2 < end && (tagged.sign(at, "(") && number(at + 1) && closed(at + 2))
}
