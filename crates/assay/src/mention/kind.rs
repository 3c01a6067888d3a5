//! What each spelling names, told by its words and by what stands around it anywhere in the document.

use super::candidate::{Candidate, Sure};
use super::evidence::{Entry, Pooled, listed};
use super::lexicon::{Sort, flag};
use super::tagged::Tagged;
use crate::words::Kind;
use probata_vocabulary::MentionKind;
use std::collections::HashSet;

/// What is known of a spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// It names this.
    Names(MentionKind),
    /// It is a head noun or an acronym on its own, which only names something if the text binds it.
    Bare,
    /// It may be the short form of something named in full; else it names nothing that can be told.
    Untold,
    /// It is an adjective or a common word.
    Nothing,
}

/// Decides for every entry.
pub(super) fn kinds(tagged: &Tagged, candidates: &[Candidate], pooled: &Pooled) -> Vec<Told> {
    // "Mr. Dessel" anywhere makes "Mira Dessel" a person everywhere.
    let titled = pooled.entries.iter().filter(|entry| entry.sure == Some(Sure::Titled));
    let surnames: HashSet<&str> = titled.filter_map(|entry| entry.key.rsplit(' ').next()).collect();
    let told = |entry| by_words(tagged, candidates, entry, &surnames);
    let mut told: Vec<Told> = pooled.entries.iter().map(told).collect();
    tell_own_names(tagged, candidates, pooled, &mut told);
    tell_listed(tagged, candidates, pooled, &mut told);
    unmake_adjectives(tagged, candidates, pooled, &mut told);
    told
}

/// The words of a name as (token, flags), without signs.
fn name_words<'a>(
    tagged: &'a Tagged,
    candidate: &'a Candidate,
) -> impl DoubleEndedIterator<Item = usize> + 'a {
    candidate.name.clone().filter(|at| tagged.token(*at).kind == Kind::Word)
}

fn by_words(tagged: &Tagged, candidates: &[Candidate], entry: &Entry, surnames: &HashSet<&str>) -> Told {
    let candidate = &candidates[entry.first];
    match entry.sure {
        Some(Sure::Known(Sort::Place, _)) => return Told::Names(MentionKind::Place),
        Some(Sure::Known(Sort::Body, _)) => return Told::Names(MentionKind::Body),
        Some(Sure::Known(Sort::Instrument, _)) => return Told::Names(MentionKind::Instrument),
        Some(Sure::Titled | Sure::Withheld) => return Told::Names(MentionKind::Person),
        Some(Sure::Initials) => return initials(entry),
        None => {}
    }
    let words: Vec<usize> = name_words(tagged, candidate).collect();
    if words.is_empty() {
        return Told::Nothing;
    }
    if words.iter().any(|at| tagged.nameish[*at] && tagged.is(*at, flag::HEAD)) {
        return headed(tagged, entry, &words);
    }
    if let [only] = words[..] {
        single(tagged, entry, only)
    } else {
        several(tagged, entry, &words, surnames)
    }
}

/// Initials are a person's if anything beside them is.
fn initials(entry: &Entry) -> Told {
    let found = entry.evidence;
    let person = found.says + found.role + found.person + found.verb;
    if found.the * 2 > found.uses {
        Told::Names(MentionKind::Body)
    } else if person > 0 || found.uses > 1 && found.at == 0 {
        Told::Names(MentionKind::Person)
    } else {
        Told::Nothing
    }
}

/// A name with a head noun: "Ministry of Justice", "Kareva Prison", "Convention against Torture".
fn headed(tagged: &Tagged, entry: &Entry, words: &[usize]) -> Told {
    let head = head_of(tagged, words);
    let capitals = words.iter().filter(|at| tagged.nameish[**at]).count();
    let found = entry.evidence;
    if capitals == 1 && words.len() == 1 && entry.key.split(' ').count() == 1 {
        return if tagged.is_common(words[0]) || tagged.pool(words[0]).low > 0 || found.the > 0 {
            Told::Bare
        } else {
            Told::Untold
        };
    }
    // "Tomas Park" is a person if people's words stand around it.
    let given = tagged.is(words[0], flag::GIVEN) && words.len() == 2 && !tagged.is(words[0], flag::COMMON);
    if given && found.the == 0 && found.role + found.person + found.says > found.at {
        return Told::Names(MentionKind::Person);
    }
    let flags = tagged.flags[head];
    if flags & flag::INSTRUMENT != 0 {
        Told::Names(MentionKind::Instrument)
    } else if flags & flag::BODY != 0 {
        Told::Names(MentionKind::Body)
    } else if flags & flag::EITHER != 0 {
        let place = found.at + found.from >= found.says + found.person;
        Told::Names(if place { MentionKind::Place } else { MentionKind::Body })
    } else {
        Told::Names(MentionKind::Place)
    }
}

/// The head noun of a candidate's name, in lower case.
pub(super) fn main_head(tagged: &Tagged, candidate: &Candidate) -> Option<String> {
    let words: Vec<usize> = name_words(tagged, candidate).collect();
    (!words.is_empty()).then(|| tagged.low(head_of(tagged, &words)).to_owned())
}

/// The head noun that decides: the last one before "of" and its like, else the last of all.
fn head_of(tagged: &Tagged, words: &[usize]) -> usize {
    let is_head = |at: &usize| tagged.nameish[*at] && tagged.is(*at, flag::HEAD);
    let joint = words
        .iter()
        .position(|at| tagged.is(*at, flag::JOINT) && !tagged.nameish[*at] && !tagged.is(*at, flag::LISTING));
    let before = joint.and_then(|joint| words[..joint].iter().rev().find(|at| is_head(at)));
    before.or_else(|| words.iter().rev().find(|at| is_head(at))).copied().unwrap_or(words[0])
}

fn single(tagged: &Tagged, entry: &Entry, at: usize) -> Told {
    let found = entry.evidence;
    // A party of a lawsuit is no actor; somebody who is named beside it is.
    let party = found.versus * 2 > found.uses;
    if tagged.is(at, flag::PEOPLE | flag::AFTER_NAME) || party {
        return Told::Nothing;
    }
    if tagged.is_acronym(at) {
        let common = tagged.is(at, flag::COMMON) || tagged.pool(at).low > 0;
        return if common { Told::Nothing } else { Told::Bare };
    }
    if tagged.is_common(at)
        || tagged.is(at, flag::TITLE | flag::TITLE_PLURAL | flag::TITLE_BEGINNING)
            && !tagged.is(at, flag::GIVEN)
    {
        return Told::Nothing;
    }
    let person = 2 * (found.role + found.person)
        + found.verb
        + if found.the * 4 <= found.uses { 2 * found.says } else { 0 };
    let person = person + if tagged.is(at, flag::GIVEN) { 3 } else { 0 };
    let place = 2 * found.at + if found.at > 0 { found.from } else { 0 } + 2 * found.dated;
    // Where every use stands at a sentence's beginning, only strong words tell.
    let says = found.says > 0 && !tagged.low(at).ends_with('s');
    let enough = if found.inside == 0 && tagged.pool(at).capital == 0 && !says { 2 } else { 1 };
    if place > person && place > found.the && found.inside > 0 {
        return Told::Names(MentionKind::Place);
    }
    if person > place && person > enough && 2 * found.the <= found.uses && found.adjective * 2 <= found.uses {
        return Told::Names(MentionKind::Person);
    }
    Told::Untold
}

fn several(tagged: &Tagged, entry: &Entry, words: &[usize], surnames: &HashSet<&str>) -> Told {
    let found = entry.evidence;
    let given = tagged.is(words[0], flag::GIVEN) && !tagged.is(words[0], flag::COMMON);
    let initial = words[..words.len() - 1].iter().any(|at| tagged.is_initial(*at));
    let small = words.iter().any(|at| !tagged.nameish[*at] && tagged.is(*at, flag::PARTICLE))
        || tagged.is(words[0], flag::PARTICLE_FIRST) && !tagged.is(words[0], flag::COMMON);
    let shouted = words.iter().all(|at| !tagged.text(*at).chars().any(char::is_lowercase));
    let common = words
        .iter()
        .filter(|at| {
            tagged.nameish[**at]
                && (tagged.is_common(**at) || tagged.pool(**at).low > 0 || tagged.ends_commonly(**at))
        })
        .count();
    if common == words.len() || shouted {
        return Told::Untold;
    }
    let place = 2 * found.at + if found.at > 0 { found.from } else { 0 };
    let initial = initial && common == 0;
    let person =
        2 * (found.role + found.person + found.says) + found.verb + if given || initial { 4 } else { 0 };
    let last = words[words.len() - 1];
    let person = if surnames.contains(tagged.low(last)) { person + 3 } else { person };
    if tagged.is(words[0], flag::PLACE_FIRST) && !given && place >= person {
        return if tagged.is(words[0], flag::COMMON) && place == 0 {
            Told::Untold
        } else {
            Told::Names(MentionKind::Place)
        };
    }
    let plural =
        tagged.low(last).ends_with('s') && person == 0 || words.iter().any(|at| tagged.is(*at, flag::PEOPLE));
    let unknown = common == 0
        && !plural
        && words.len() <= 4
        && !words.iter().any(|at| tagged.is_acronym(*at) && !tagged.is_initial(*at));
    if found.the * 2 > found.uses {
        return if common == 0 || found.says > 0 { Told::Names(MentionKind::Body) } else { Told::Untold };
    }
    if place > person {
        return Told::Names(MentionKind::Place);
    }
    let begins_only = found.inside == 0 && person < 2 && !given;
    if given || initial || small || person >= 2 && common <= 1 || unknown && !begins_only {
        return Told::Names(MentionKind::Person);
    }
    Told::Untold
}

/// "Sorvania" is a place where "Republic of Sorvania" is named.
fn tell_own_names(tagged: &Tagged, candidates: &[Candidate], pooled: &Pooled, told: &mut [Told]) {
    let places =
        pooled.entries.iter().zip(told.iter()).filter(|(_, told)| **told == Told::Names(MentionKind::Place));
    let own: HashSet<&str> =
        places.filter_map(|(entry, _)| own_name(tagged, &candidates[entry.first])).collect();
    for (entry, told) in pooled.entries.iter().zip(told.iter_mut()) {
        let open = matches!(told, Told::Untold | Told::Names(MentionKind::Person)) && entry.sure.is_none();
        if open && own.contains(entry.key.as_str()) {
            *told = Told::Names(MentionKind::Place);
        }
    }
}

/// What is listed beside a place or a person that is told is one too: "between Halvard and Sorvania".
fn tell_listed(tagged: &Tagged, candidates: &[Candidate], pooled: &Pooled, told: &mut [Told]) {
    for index in 1..candidates.len() {
        if !listed(tagged, &candidates[index - 1], &candidates[index]) {
            continue;
        }
        let (one, other) = (pooled.entry_of[index - 1], pooled.entry_of[index]);
        for (open, known) in [(one, other), (other, one)] {
            let entry = &pooled.entries[open];
            let lone = !entry.key.contains(' ')
                && entry.evidence.inside > 0
                && entry.evidence.adjective * 2 <= entry.evidence.uses;
            let kind = told[known];
            let spreads = match kind {
                Told::Names(MentionKind::Place) => true,
                // "Dessel of Doln and Verin": what may be a place is no person by its neighbour.
                Told::Names(MentionKind::Person) => entry.evidence.from + entry.evidence.at == 0,
                _ => false,
            };
            if told[open] == Told::Untold && lone && spreads && entry.evidence.the == 0 {
                told[open] = kind;
            }
        }
    }
}

/// The town's or state's own name in "Republic of Sorvania": its last word.
pub(super) fn own_name<'a>(tagged: &Tagged<'a>, candidate: &Candidate) -> Option<&'a str> {
    let words: Vec<usize> = name_words(tagged, candidate).collect();
    let [.., head, joint, last] = words[..] else { return None };
    let fits =
        tagged.is(head, flag::SAME_PLACE) && tagged.is(joint, flag::JOINT_STRONG) && !tagged.nameish[joint];
    fits.then(|| tagged.low(last))
}

/// "Sorvan" is an adjective where the text names Sorvania.
fn unmake_adjectives(tagged: &Tagged, candidates: &[Candidate], pooled: &Pooled, told: &mut [Told]) {
    let mut places: HashSet<&str> = HashSet::new();
    for (entry, told) in pooled.entries.iter().zip(told.iter()) {
        if *told == Told::Names(MentionKind::Place) {
            let own = own_name(tagged, &candidates[entry.first]);
            places.extend(own.or((!entry.key.contains(' ')).then_some(entry.key.as_str())));
        }
    }
    let stems: HashSet<String> = places.iter().flat_map(|place| stems(place)).collect();
    for (entry, told) in pooled.entries.iter().zip(told.iter_mut()) {
        let open = matches!(told, Told::Untold | Told::Names(MentionKind::Place | MentionKind::Person));
        if !open || entry.key.contains(' ') || entry.sure.is_some() || entry.evidence.role > 0 {
            continue;
        }
        // "Halvardish" beside Halvard is none even behind "in".
        let longer = |ending: &&String| {
            ending.len() >= 3
                && entry.key.strip_suffix(ending.as_str()).is_some_and(|stem| places.contains(stem))
        };
        let made = tagged.lexicon.adjective_endings.iter().any(|ending| longer(&ending));
        if !made && places.contains(entry.key.as_str()) && entry.evidence.adjective * 2 <= entry.evidence.uses
        {
            continue;
        }
        let ends = |ending: &String| {
            entry.key.strip_suffix(ending.as_str()).is_some_and(|stem| stems.contains(stem))
        };
        if tagged.lexicon.adjective_endings.iter().any(ends) {
            *told = Told::Nothing;
        }
    }
}

/// A place's name and what is left of it without its last one, two or three letters, if that is still telling.
fn stems(place: &str) -> Vec<String> {
    let letters: Vec<char> = place.chars().collect();
    (0..=3)
        .filter(|cut| letters.len() >= 4 + cut)
        .map(|cut| letters[..letters.len() - cut].iter().collect())
        .collect()
}
