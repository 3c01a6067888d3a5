//! A person's name in its parts, and whether two names may be one person's.

use super::candidate::{Candidate, Sure};
use super::lexicon::flag;
use super::tagged::Tagged;
use crate::words::Kind;

/// What a name or title tells of a person's gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Gender {
    /// Nothing.
    #[default]
    Untold,
    /// A woman, probably.
    Female,
    /// A man, probably.
    Male,
}

impl Gender {
    /// False only if both are told and differ.
    pub fn fits(self, other: Self) -> bool {
        self == Self::Untold || other == Self::Untold || self == other
    }

    /// From flags of titles, roles or pronouns.
    pub fn of_flags(flags: u64) -> Self {
        let male = flags & (flag::TITLE_MALE | flag::ROLE_MALE | flag::PRONOUN_MALE) != 0;
        let female = flags & (flag::TITLE_FEMALE | flag::ROLE_FEMALE | flag::PRONOUN_FEMALE) != 0;
        match (male, female) {
            (true, false) => Self::Male,
            (false, true) => Self::Female,
            _ => Self::Untold,
        }
    }

    /// From flags of a given name.
    pub fn of_given(flags: u64) -> Self {
        match (
            flags & flag::GIVEN_MALE != 0,
            flags & flag::GIVEN_FEMALE != 0,
            flags & flag::GIVEN_EITHER != 0,
        ) {
            (true, false, false) => Self::Male,
            (false, true, false) => Self::Female,
            _ => Self::Untold,
        }
    }
}

/// A person's name in lower case, in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct PersonName {
    /// Given and middle names and initials.
    pub given: Vec<String>,
    /// The last name with its particles; for a lone word that word.
    pub surname: String,
    /// What title and given name tell.
    pub gender: Gender,
    /// True for labels, pseudonyms and initials, which have no parts.
    pub whole: bool,
}

impl PersonName {
    /// Takes a candidate's name apart; `sure` is what any use of the same spelling makes sure.
    pub fn of(tagged: &Tagged, candidate: &Candidate, sure: Option<Sure>, key: &str) -> Self {
        let mut gender = Gender::of_flags(candidate.titles);
        if matches!(sure, Some(Sure::Withheld | Sure::Initials)) {
            return Self { surname: key.to_owned(), whole: true, gender, ..Self::default() };
        }
        let words: Vec<usize> = candidate
            .name
            .clone()
            .filter(|at| tagged.token(*at).kind == Kind::Word && !tagged.is(*at, flag::AFTER_NAME))
            .collect();
        let particle = |at: usize| {
            tagged.is(at, flag::PARTICLE) && (!tagged.nameish[at] || tagged.is(at, flag::PARTICLE_FIRST))
        };
        let mut cut = words.len().saturating_sub(1);
        while cut > 0 && particle(words[cut - 1]) {
            cut -= 1;
        }
        // A lone "Jordan" may be a surname and tells nothing yet.
        if gender == Gender::Untold && cut > 0 {
            gender = words.first().map_or(Gender::Untold, |at| Gender::of_given(tagged.flags[*at]));
        }
        let low = |at: &usize| normal(tagged.low(*at));
        let surname = words[cut..].iter().map(low).collect::<Vec<_>>().join(" ");
        Self { given: words[..cut].iter().map(low).collect(), surname, gender, whole: false }
    }

    /// True if given names and gender allow both names to be one person's of the same surname.
    pub fn may_be(&self, other: &Self) -> bool {
        if self.whole || other.whole {
            return self.whole == other.whole && self.surname == other.surname;
        }
        if !self.gender.fits(other.gender) {
            return false;
        }
        let (Some(first), Some(theirs)) = (self.given.first(), other.given.first()) else { return true };
        let (short, long) = if self.given.len() <= other.given.len() { (self, other) } else { (other, self) };
        let mut rest = long.given[1..].iter();
        same_given(first, theirs)
            && short.given[1..].iter().all(|name| rest.any(|other| same_given(name, other)))
    }

    /// True if the first given name is written out.
    pub fn is_full(&self) -> bool {
        !self.whole && self.given.first().is_some_and(|first| !is_initial(first))
    }
}

fn is_initial(name: &str) -> bool {
    name.split('.').all(|piece| piece.chars().count() == 1)
}

fn same_given(one: &str, other: &str) -> bool {
    one == other || (is_initial(one) || is_initial(other)) && one.chars().next() == other.chars().next()
}

fn normal(low: &str) -> String {
    low.replace('’', "'")
}
