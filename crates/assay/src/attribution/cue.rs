//! Words that attribute, in a sentence.

use super::lexicon::{Lexicon, Verb};
use crate::classes::{Class, Classes};
use crate::words::{Kind, Token, Words};
use probata_vocabulary::Stance;

/// A sentence under examination.
pub(crate) struct Clause<'a> {
    pub words: &'a Words,
    pub tokens: &'a [Token],
    pub lexicon: &'a Lexicon,
    pub classes: &'a Classes,
    /// For each token, the quotation that it stands in.
    pub quoted: Vec<Option<usize>>,
}

/// How a cue attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// "X said".
    Active,
    /// "X was told by Y", "it is said that".
    Passive,
    /// "saying", "adding".
    Gerund,
    /// "according to X".
    According,
    /// "X's claim that".
    Noun,
    /// "reportedly".
    Implied,
}

/// A cue: tokens `first..=last`.
#[derive(Debug, Clone)]
pub(crate) struct Cue<'a> {
    pub form: Form,
    pub first: usize,
    pub last: usize,
    pub stance: Stance,
    /// For verbs, what the word takes.
    pub verb: Option<&'a Verb>,
}

impl<'a> Clause<'a> {
    /// The token's word in lower case; empty past the end.
    pub fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.words.low(token))
    }

    /// True if the token's word is of this class.
    pub fn is(&self, at: usize, class: Class) -> bool {
        self.classes.has(class, self.low(at))
    }

    /// True if the token is a sign that ends a phrase.
    pub fn is_stop(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| {
            token.kind == Kind::Punctuation && !matches!(self.low(at), "-" | "/" | "." | "&")
        })
    }

    /// True if the token is a quotation mark.
    pub fn is_quote_mark(&self, at: usize) -> bool {
        matches!(self.low(at), "“" | "”" | "\"" | "«" | "»" | "„" | "‘")
    }

    /// True if the token is a word.
    pub fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Every cue of the sentence, in order.
    pub fn cues(&self) -> Vec<Cue<'a>> {
        let mut cues: Vec<Cue> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let found = self
                .according(at)
                .or_else(|| self.implied(at))
                .or_else(|| self.verb(at))
                .or_else(|| self.noun(at));
            match found {
                Some(cue) => {
                    at = cue.last + 1;
                    cues.push(cue);
                }
                None => at += 1,
            }
        }
        cues
    }

    fn according(&self, at: usize) -> Option<Cue<'a>> {
        let length = self.lexicon.according.iter().find_map(|phrase| {
            phrase.iter().enumerate().all(|(i, word)| self.low(at + i) == word).then_some(phrase.len())
        })?;
        let last = at + length - 1;
        Some(Cue { form: Form::According, first: at, last, stance: Stance::Asserts, verb: None })
    }

    fn implied(&self, at: usize) -> Option<Cue<'a>> {
        let stance = *self.lexicon.implied.get(self.low(at))?;
        Some(Cue { form: Form::Implied, first: at, last: at, stance, verb: None })
    }

    fn noun(&self, at: usize) -> Option<Cue<'a>> {
        let stance = *self.lexicon.nouns.get(self.low(at))?;
        let that = (at + 1..at + 8).take_while(|i| !self.is_stop(*i)).find(|i| self.is(*i, Class::That))?;
        let owned =
            (1..=4).any(|back| at.checked_sub(back).is_some_and(|i| self.tokens[i].kind == Kind::Clitic));
        let by = (at + 1..that).any(|i| self.is(i, Class::Owner));
        let possessive = at > 0 && self.is(at - 1, Class::Possessive);
        (owned || by || possessive || that == at + 1).then_some(Cue {
            form: Form::Noun,
            first: at,
            last: at,
            stance,
            verb: None,
        })
    }

    fn verb(&self, at: usize) -> Option<Cue<'a>> {
        let token = self.tokens.get(at)?;
        if token.kind != Kind::Word || (token.capital && at > 0 && !self.is_quote_mark(at - 1)) {
            return None;
        }
        let verbs = self.lexicon.verbs.get(self.low(at))?;
        let verb = verbs.iter().find(|v| !v.particle.is_empty() && self.particle_end(at, v).is_some());
        let verb = verb.or_else(|| verbs.iter().find(|v| v.particle.is_empty()))?;
        let last = if verb.particle.is_empty() { at } else { self.particle_end(at, verb)? };
        let first = self.group_start(at);
        // "easy to say", "no evidence to suggest": nobody says anything.
        if self.is(first, Class::To) && first < at && !(first + 1..at).any(|i| self.is(i, Class::Be)) {
            return None;
        }
        if self.is_negated(first, at, verb) || self.is_noun_here(first, at, verb) {
            return None;
        }
        let passive = verb.participle
            && (first..at).rev().find(|i| !self.is_adverb(*i)).is_some_and(|i| self.is(i, Class::Be));
        let lone_gerund =
            verb.gerund && !(first..at).any(|i| self.is(i, Class::Be) || self.is(i, Class::Chain));
        let form = if passive {
            Form::Passive
        } else if lone_gerund {
            Form::Gerund
        } else {
            Form::Active
        };
        if verb.base && first == at && !self.may_be_finite_base(at) {
            return None;
        }
        let cue = Cue { form, first, last, stance: verb.stance, verb: Some(verb) };
        (!verb.takes.weak || self.has_clear_content(&cue)).then_some(cue)
    }

    fn particle_end(&self, at: usize, verb: &Verb) -> Option<usize> {
        let end = at + verb.particle.len();
        verb.particle.iter().enumerate().all(|(i, word)| self.low(at + 1 + i) == word).then_some(end)
    }

    /// First token of the verb group that ends at `at`: auxiliaries, adverbs, "seemed to be trying to".
    fn group_start(&self, at: usize) -> usize {
        let mut first = at;
        while let Some(before) = first.checked_sub(1) {
            let word = self.low(before);
            if self.classes.has(Class::Auxiliary, word)
                || self.classes.has(Class::Chain, word)
                || self.is_adverb(before)
            {
                first = before;
            } else {
                break;
            }
        }
        // An adverb or "to" alone at the left edge belongs to what stands before it.
        while first < at && (self.is_adverb(first) && first > 0 && self.is_stop(first - 1)) {
            first += 1;
        }
        first
    }

    pub fn is_adverb(&self, at: usize) -> bool {
        let word = self.low(at);
        self.is_word(at)
            && !self.tokens[at].capital
            && self.classes.is_adverb(word)
            && !self.lexicon.implied.contains_key(word)
    }

    fn is_negated(&self, first: usize, at: usize, verb: &Verb) -> bool {
        let negated = (first.saturating_sub(2)..at)
            .any(|i| self.is(i, Class::Negation) && (i >= first || i + 1 == first));
        negated && verb.stance != Stance::Denies || (first..at).any(|i| self.is(i, Class::Modal))
    }

    /// True if the word is a noun here: after an article, an adjective's place, or a preposition.
    fn is_noun_here(&self, first: usize, at: usize, verb: &Verb) -> bool {
        if first < at {
            return self.is(at - 1, Class::To) && first + 1 == at && verb.takes.weak;
        }
        let Some(before) = at.checked_sub(1) else { return verb.base };
        let word = self.low(before);
        let after_article =
            self.classes.has(Class::Determiner, word) && !self.classes.has(Class::Quantifier, word);
        after_article
            || (self.classes.has(Class::Preposition, word) && !verb.gerund)
            || self.classes.has(Class::As, word) && !verb.takes.alone
    }

    /// "They say", "officials believe": a plural subject stands right before.
    fn may_be_finite_base(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let word = self.low(before);
        self.classes.has(Class::PluralSubject, word)
            || (self.is_word(before) && self.classes.ends(word, "plural", "not_plural"))
    }

    /// True if what follows (or a quotation before) shows that a weak cue attributes here.
    fn has_clear_content(&self, cue: &Cue) -> bool {
        let next = cue.last + 1;
        let quote_after = self.quote_starts_within(next, 2);
        let quote_before =
            cue.first > 0 && (cue.first.saturating_sub(6)..cue.first).any(|i| self.quoted[i].is_some());
        let takes = cue.verb.map(|verb| verb.takes).unwrap_or_default();
        let that = (next..next + 8).take_while(|i| !self.is_stop(*i)).any(|i| self.is(i, Class::That))
            && takes.clause;
        let question = takes.clause && self.is(next, Class::Question) && !self.is(next, Class::LooseQuestion);
        let infinitive = takes.to && self.is(next, Class::To);
        let object = takes.noun && self.is(next, Class::Determiner) && cue.form != Form::Gerund;
        let bare = takes.clause
            && self.is(next, Class::Subject)
            && !takes.noun
            && (!self.is(next, Class::Neuter) || self.is_verb(next + 1));
        that || question || infinitive || object || bare || (takes.quote && (quote_after || quote_before))
    }

    /// True if a quotation begins at `at` or within `within` tokens after it, behind commas and colons.
    pub fn quote_starts_within(&self, at: usize, within: usize) -> bool {
        (at..=at + within).any(|i| {
            self.quoted.get(i).is_some_and(Option::is_some) && (i == 0 || self.quoted[i - 1].is_none())
        }) && (at..at + within)
            .take_while(|i| self.quoted.get(*i).is_some_and(Option::is_none))
            .all(|i| self.is_stop(i) || self.is_adverb(i))
    }
}
