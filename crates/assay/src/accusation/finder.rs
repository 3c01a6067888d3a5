//! Acts in one sentence.

use super::Accusation;
use super::lexicon::{Act, Lexicon};
use crate::case::Case;
use crate::classes::Class;
use crate::sections::section_at;
use crate::words::{Kind, Token};
use probata_vocabulary::{MentionKind, Stance};

/// Sentences back in which an act may stand that "was one of the men" speaks of.
const BACK: usize = 10;
/// Words behind a link in which the noun of the act stands.
const NOUN: usize = 6;

/// Looks for acts in one sentence.
pub(super) struct Finder<'c, 's> {
    pub case: &'c Case<'s>,
    pub lexicon: &'c Lexicon,
    pub sentence: usize,
    pub tokens: &'c [Token],
}

impl Finder<'_, '_> {
    /// Every accusation, one for each accused. `known`: those of the sentences before.
    pub fn all(&self, known: &[Accusation]) -> Vec<Accusation> {
        let mut all: Vec<Accusation> = Vec::new();
        for at in 0..self.tokens.len() {
            let Some(accused) = self.verb(at).or_else(|| self.phrase(at, known)) else { continue };
            if !all.iter().any(|other| other.accused == accused) {
                all.push(Accusation { sentence: self.sentence, accused, act: self.tokens[at].span });
            }
        }
        all
    }

    /// A verb of an act: who did it, if named.
    fn verb(&self, at: usize) -> Option<Option<usize>> {
        let token = &self.tokens[at];
        let act = self.lexicon.act(self.low(at)).filter(|_| token.kind == Kind::Word && !token.capital)?;
        if self.is_no_verb(at) || self.has_not_happened(at) {
            return None;
        }
        if act == Act::Made {
            return self.made(at);
        }
        if self.is_passive(at) {
            let agent = self.agent(at);
            let suffered = act == Act::Always || agent.is_some() || self.somebody_before(at);
            return suffered.then_some(agent);
        }
        if act == Act::OnPerson && !self.person_at(at + 1) {
            return None;
        }
        Some(self.subject(at))
    }

    /// "Made Dessel stand", "was made to kneel".
    fn made(&self, at: usize) -> Option<Option<usize>> {
        let posture = |from: usize| {
            (from..from + 2).any(|i| i < self.tokens.len() && self.lexicon.is_posture(self.low(i)))
        };
        if self.is(at + 1, Class::To) {
            return posture(at + 2).then(|| self.agent(at));
        }
        let object = self.person_at(at + 1) && (at + 2..at + 5).any(posture);
        object.then(|| self.subject(at))
    }

    /// A phrase that accuses: always of somebody with a name.
    fn phrase(&self, at: usize, known: &[Accusation]) -> Option<Option<usize>> {
        let (words, lexicon) = (&self.case.words, self.lexicon);
        let link = lexicon.links.at(words, self.tokens, at).filter(|(length, ())| {
            (at + length..at + length + NOUN)
                .take_while(|i| self.tokens.get(*i).is_some_and(|token| token.kind != Kind::Punctuation))
                .any(|i| lexicon.nouns.at(words, self.tokens, i).is_some())
        });
        let identified = || {
            lexicon.identifies.at(words, self.tokens, at).filter(|(length, ())| {
                (at + length..at + length + 4).any(|i| lexicon.doers.at(words, self.tokens, i).is_some())
                    && self.follows_act(known)
            })
        };
        let found = lexicon.alone.at(words, self.tokens, at).or(link).or_else(identified);
        found.filter(|_| !self.has_not_happened(at) && !self.is(at.wrapping_sub(1), Class::To))?;
        self.subject(at).map(Some)
    }

    /// True if an act by somebody without a name was told shortly before under the same heading.
    fn follows_act(&self, known: &[Accusation]) -> bool {
        let section = |sentence: usize| {
            section_at(&self.case.sections, self.case.report.document.sentences[sentence].span.start)
        };
        known
            .iter()
            .rev()
            .take_while(|act| act.sentence + BACK >= self.sentence)
            .any(|act| act.accused.is_none() && section(act.sentence) == section(self.sentence))
    }

    /// True for "the stolen letters", "to beat", "of beaten men".
    fn is_no_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        [Class::Determiner, Class::Possessive, Class::Preposition, Class::To]
            .iter()
            .any(|class| self.is(before, *class) && !self.is(before, Class::Relative))
    }

    /// True for what is denied, or would, could or should happen.
    fn has_not_happened(&self, at: usize) -> bool {
        let from = (at.saturating_sub(5)..at).rev().find(|i| self.tokens[*i].kind == Kind::Punctuation);
        let near = from.map_or(at.saturating_sub(5), |stop| stop + 1)..at;
        let negated = near
            .clone()
            .any(|i| self.is(i, Class::Negation) || self.case.language.attribution.denies(self.low(i)));
        let unreal = near.clone().any(|i| self.lexicon.is_unreal(self.low(i)));
        let place = self.tokens[at].span;
        let denied = self.case.reach[self.sentence]
            .iter()
            .map(|index| &self.case.report.attributions[*index])
            .any(|attribution| {
                attribution.stance == Stance::Denies
                    && attribution.content.iter().any(|content| content.contains(place))
            });
        negated || unreal || denied
    }

    /// True if somebody suffers the act: "was beaten", "the men beaten by", "shot by".
    fn is_passive(&self, at: usize) -> bool {
        let mut before = at;
        while before > 0 && self.is_between(before - 1) {
            before -= 1;
        }
        let have = before > 0 && self.is(before - 1, Class::Auxiliary) && !self.is(before - 1, Class::Be);
        let reduced = self.lexicon.is_participle(self.low(at)) || self.is(at + 1, Class::By);
        before > 0 && self.is(before - 1, Class::Be) || reduced && !have
    }

    /// A word that may stand between an auxiliary and its verb.
    pub(super) fn is_between(&self, at: usize) -> bool {
        let word = self.low(at);
        self.case.language.classes.is_adverb(word)
            || self.is(at, Class::Light)
            || self.is(at, Class::Auxiliary) && !self.is(at, Class::Be) && !self.is(at, Class::Past)
    }

    /// True if a person, named or not, stands at the token, a preposition between allowed.
    fn person_at(&self, at: usize) -> bool {
        let people = |i: usize| {
            i < self.tokens.len()
                && (self.lexicon.is_people(self.low(i)) || self.named_at(i) == Some(MentionKind::Person))
        };
        people(at) || (self.is(at, Class::Determiner) || self.is(at, Class::Preposition)) && people(at + 1)
    }

    /// True if the last word before the verb and its auxiliaries is a person.
    fn somebody_before(&self, at: usize) -> bool {
        let from = at.saturating_sub(8);
        (from..at).any(|i| {
            self.is(i, Class::PersonSubject)
                || self.lexicon.is_people(self.low(i))
                || self.named_at(i) == Some(MentionKind::Person)
        })
    }

    /// What the name is that covers the token.
    fn named_at(&self, at: usize) -> Option<MentionKind> {
        let place = self.tokens[at].span;
        let named = self.case.named_in[self.sentence].iter().find(|(_, span)| span.contains(place))?;
        Some(self.case.report.mentions[named.0].kind)
    }

    pub(super) fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.case.words.low(token))
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| self.case.language.classes.has(class, self.case.words.low(token)))
    }

    pub(super) fn is_sign(&self, at: usize, sign: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| self.case.words.word(token) == sign)
    }
}
