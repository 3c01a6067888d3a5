//! Whom "he", "she" or "the minister" means.
//!
//! Invariant: none where two people would do; a wrong name under somebody's words is worse than no name.

use super::Mentioned;
use super::group::Group;
use super::lexicon::{flag, lexicon};
use super::person::Gender;
use crate::words::{Kind, Words};
use probata_report::{BlockKind, Document};

/// How many sentences back a pronoun reaches.
const PRONOUN_REACH: usize = 4;
/// How many sentences back a role noun reaches.
const ROLE_REACH: usize = 15;

/// A place where a person is named.
#[derive(Debug, Clone, Copy)]
pub(super) struct PersonUse {
    start: usize,
    sentence: usize,
    mention: usize,
    /// True if the person speaks or acts there.
    speaks: bool,
}

/// What is known of a mention beyond its name.
#[derive(Debug, Clone, Default)]
pub(super) struct Profile {
    gender: Gender,
    roles: Vec<String>,
    /// True for labels, initials and pseudonyms.
    unnamed: bool,
}

/// The people's uses in order, and a profile for each group.
pub(super) fn people(groups: &[Group]) -> (Vec<PersonUse>, Vec<Profile>) {
    let mut uses = Vec::new();
    let mut profiles = Vec::with_capacity(groups.len());
    for (mention, group) in groups.iter().enumerate() {
        profiles.push(Profile {
            gender: group.person.gender,
            roles: group.roles.clone(),
            unnamed: group.person.whole,
        });
        if group.kind == Some(probata_vocabulary::MentionKind::Person) {
            uses.extend(group.uses.iter().zip(&group.speaks).map(|(one, speaks)| PersonUse {
                start: one.span.start,
                sentence: one.sentence,
                mention,
                speaks: *speaks,
            }));
        }
    }
    uses.sort_by_key(|one| one.start);
    (uses, profiles)
}

impl Mentioned {
    /// The gender that name and title of a mention tell.
    pub(crate) fn gender(&self, mention: usize) -> Gender {
        self.profiles.get(mention).map_or(Gender::Untold, |profile| profile.gender)
    }

    /// The gender that a noun in lower case tells ("woman").
    pub(crate) fn gender_of(&self, document: &Document, word: &str) -> Gender {
        Gender::of_flags(lexicon(document).flags(word))
    }

    /// True for a noun in lower case that is said of a person ("guard", "woman").
    pub(crate) fn is_person_noun(&self, document: &Document, word: &str) -> bool {
        lexicon(document).flags(word) & (flag::ANY_ROLE | flag::ANYONE) != 0
    }

    /// The gender of a pronoun of persons, in lower case; untold for "they"; none if it is no such pronoun.
    pub(crate) fn pronoun(&self, document: &Document, word: &str) -> Option<Gender> {
        let flags = lexicon(document).flags(word);
        (flags & flag::PRONOUN != 0).then(|| Gender::of_flags(flags))
    }

    /// The person, as an index of `mentions`, that a pronoun or role noun means: `token` counts in the sentence's
    /// tokens and is the pronoun, the noun, or the article before it ("the minister").
    pub(crate) fn person_before(
        &self,
        document: &Document,
        words: &Words,
        sentence: usize,
        token: usize,
    ) -> Option<usize> {
        let tokens = words.sentence(sentence);
        let first = tokens.get(token)?;
        let lexicon = lexicon(document);
        let flags = lexicon.flags(words.low(first));
        let lone =
            tokens.get(token + 1).is_none_or(|next| lexicon.flags(words.low(next)) & flag::ANY_ROLE == 0);
        if flags & flag::PRONOUN_PLURAL != 0 {
            return lone.then(|| self.unnamed_one(document, sentence, first.span.start)).flatten();
        }
        if flags & flag::PRONOUN != 0 && (lone || flags & flag::ANY_ROLE != 0) {
            return self.by_gender(document, sentence, first.span.start, Gender::of_flags(flags));
        }
        let owned = flags & flag::PRONOUN != 0;
        let phrase = tokens[token..].iter().take(5).take_while(|one| one.kind == Kind::Word);
        let noun = phrase
            .take_while(|one| lexicon.flags(words.low(one)) & (flag::JOINT | flag::SAYS) == 0)
            .filter(|one| lexicon.flags(words.low(one)) & (flag::ANY_ROLE | flag::TITLE) != 0);
        let noun = noun.last()?;
        self.by_role(document, sentence, first.span.start, words.low(noun), owned).or_else(|| {
            self.by_noun_gender(document, sentence, first.span.start, lexicon.flags(words.low(noun)), owned)
        })
    }

    /// People named in a sentence before an offset.
    fn named_in(&self, sentence: usize, before: usize) -> impl Iterator<Item = &PersonUse> {
        let to = self.people.partition_point(|one| one.start < before);
        // Uses are in order of text, and so nearly in order of sentence.
        self.people[..to]
            .iter()
            .rev()
            .take(200)
            .take_while(move |one| one.sentence + 20 > sentence)
            .filter(move |one| one.sentence == sentence)
    }

    /// The last sentence with fitting people decides.
    fn by_gender(
        &self,
        document: &Document,
        sentence: usize,
        before: usize,
        gender: Gender,
    ) -> Option<usize> {
        for back in reach(document, sentence, PRONOUN_REACH) {
            let fitting: Vec<&PersonUse> = self
                .named_in(back, before)
                .filter(|one| self.profiles[one.mention].gender.fits(gender))
                .collect();
            if fitting.is_empty() {
                continue;
            }
            let known = |one: &&&PersonUse| self.profiles[one.mention].gender == gender;
            let speaks = |one: &&&PersonUse| one.speaks;
            return one_of(fitting.iter().map(|one| one.mention))
                .or_else(|| one_of(fitting.iter().filter(speaks).map(|one| one.mention)))
                .or_else(|| one_of(fitting.iter().filter(known).map(|one| one.mention)));
        }
        None
    }

    /// "they" for one person whose gender is kept back.
    pub(crate) fn unnamed_one(&self, document: &Document, sentence: usize, before: usize) -> Option<usize> {
        for back in reach(document, sentence, PRONOUN_REACH) {
            let mut named = self.named_in(back, before).peekable();
            if named.peek().is_some() {
                return one_of(named.map(|one| one.mention)).filter(|one| self.profiles[*one].unnamed);
            }
        }
        None
    }

    /// The only person with that role within reach; for "his lawyer" the only one before this place at all.
    fn by_role(
        &self,
        document: &Document,
        sentence: usize,
        before: usize,
        role: &str,
        owned: bool,
    ) -> Option<usize> {
        let has = |one: &&PersonUse| self.profiles[one.mention].roles.iter().any(|known| known == role);
        let to = self.people.partition_point(|one| one.start < before);
        if owned {
            return one_of(self.people[..to].iter().filter(has).map(|one| one.mention));
        }
        let earliest = reach(document, sentence, ROLE_REACH).last().unwrap_or(sentence);
        let near = self.people[..to].iter().rev().take_while(|one| one.sentence >= earliest);
        let fitting: Vec<&PersonUse> = near.filter(has).collect();
        one_of(fitting.iter().map(|one| one.mention)).or_else(|| {
            // Of several, one that was named just now while the others are some sentences away.
            let last = fitting.first()?;
            let other = fitting.iter().find(|one| one.mention != last.mention)?;
            (last.sentence >= other.sentence + 3).then_some(last.mention)
        })
    }

    /// "the woman", "the man": the only one in the last sentence that names somebody.
    fn by_noun_gender(
        &self,
        document: &Document,
        sentence: usize,
        before: usize,
        flags: u64,
        owned: bool,
    ) -> Option<usize> {
        let gender = Gender::of_flags(flags);
        if gender == Gender::Untold || owned || flags & flag::ANYONE == 0 {
            return None;
        }
        self.by_gender(document, sentence, before, gender)
    }
}

/// The sentence and those before it, back to the paragraph's beginning or, from its first sentence, into the one
/// before; never over a heading.
fn reach(document: &Document, sentence: usize, most: usize) -> impl Iterator<Item = usize> {
    let body = move |index: &usize| {
        let block = document.blocks[document.sentences[*index].block].kind;
        let own = document.blocks[document.sentences[sentence].block].kind;
        block.zone() == own.zone() || matches!(block, BlockKind::Heading(_))
    };
    let block_of = move |index: usize| document.sentences[index].block;
    let first = sentence == 0 || block_of(sentence - 1) != block_of(sentence);
    let mut crossed = 0;
    let mut last = block_of(sentence);
    (0..=sentence)
        .rev()
        .filter(body)
        .take_while(move |index| {
            if block_of(*index) != last {
                last = block_of(*index);
                crossed += 1;
            }
            let heading = matches!(document.blocks[last].kind, BlockKind::Heading(_));
            !heading
                && (crossed == 0 || crossed <= usize::from(first) + usize::from(most > PRONOUN_REACH) * 3)
        })
        .take(most + 1)
}

/// The one that all are, or none.
fn one_of(mut mentions: impl Iterator<Item = usize>) -> Option<usize> {
    let first = mentions.next()?;
    mentions.all(|other| other == first).then_some(first)
}
