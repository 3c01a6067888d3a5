//! Somebody or something with every form and use, and what its words make its key.

use super::candidate::Candidate;
use super::lexicon::flag;
use super::person::PersonName;
use super::tagged::Tagged;
use crate::words::Kind;
use probata_report::MentionUse;
use probata_vocabulary::MentionKind;
use std::collections::HashSet;

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
    /// True once its head noun is noted.
    pub headed: bool,
    /// The words that its key was made of, without adjectives of countries.
    pub base: String,
}

impl Group {
    /// Puts the uses in order of the text.
    pub fn sort_uses(&mut self) {
        let mut all: Vec<(MentionUse, bool)> =
            self.uses.iter().copied().zip(self.speaks.iter().copied()).collect();
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

/// Adjectives of countries at the front, and the other telling words in order of the alphabet, so that "Ministry of
/// the Interior" and "Interior Ministry" are one.
///
/// A first word that `known` names do without counts as such an adjective: "Sorvan State Security Directorate".
pub(super) fn thing_key(tagged: &Tagged, candidate: &Candidate, known: &HashSet<String>) -> (String, String) {
    let words: Vec<usize> = candidate
        .name
        .clone()
        .filter(|at| tagged.token(*at).kind != Kind::Punctuation && !tagged.is(*at, flag::ARTICLE))
        .filter(|at| tagged.nameish[*at] || !tagged.is(*at, flag::JOINT))
        .collect();
    let lead = words.iter().take_while(|at| tagged.is(**at, flag::PEOPLE)).count();
    let mut lead = if words.len() >= lead + 2 { lead } else { 0 };
    let low = |at: &usize| tagged.low(*at).replace('’', "'").replace('.', "");
    let sorted = |words: &[usize]| {
        let mut words: Vec<String> = words.iter().map(low).collect();
        words.sort();
        words.join(" ")
    };
    let end = words.len() - words.iter().rev().take_while(|at| tagged.is(**at, flag::COMPANY)).count();
    let words = if end >= 2 { &words[..end] } else { &words[..] };
    if lead == 0
        && words.len() >= 3
        && !tagged.is(words[0], flag::HEAD)
        && known.contains(&sorted(&words[1..]))
    {
        lead = 1;
    }
    let lead = lead.min(words.len());
    (words[..lead].iter().map(low).collect::<Vec<_>>().join(" "), sorted(&words[lead..]))
}

/// Titles and neighbouring nouns of a person.
pub(super) fn note_roles(tagged: &Tagged, candidate: &Candidate, roles: &mut Vec<String>) {
    let sentence = tagged.sentence(candidate.sentence);
    let end = candidate.tokens.end;
    let titles = candidate.tokens.start..candidate.name.start;
    let before = candidate.tokens.start.saturating_sub(1).max(sentence.start)..candidate.tokens.start;
    let apposed = end < sentence.end && tagged.sign(end, ",");
    let after = if apposed { end + 1..sentence.end.min(end + 7) } else { end..end };
    let ends = flag::JOINT | flag::AT_PLACE | flag::AT_PLACE_WEAK | flag::PERSON_AFTER | flag::SAYS;
    let apposition =
        after.take_while(|at| tagged.token(*at).kind != Kind::Punctuation && !tagged.is(*at, ends));
    for at in titles.chain(before).chain(apposition) {
        let low = tagged.low(at);
        if tagged.is(at, flag::ANY_ROLE | flag::TITLE) && !roles.iter().any(|role| role == low) {
            roles.push(low.to_owned());
        }
    }
}
