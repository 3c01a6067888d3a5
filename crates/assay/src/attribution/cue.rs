//! Words that attribute, in a sentence.

use super::lexicon::{Takes, Verb};
use super::parsed::Parsed;
use crate::classes::Class;
use probata_grammar::{Relation, Upos};
use probata_vocabulary::Stance;

/// How a cue attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "X said".
    Active,
    /// "X was told by Y", "it is said that".
    Passive,
    /// "according to X".
    According,
    /// "X's claim that".
    Noun,
    /// "reportedly".
    Implied,
}

/// A cue: tokens `first..=last`.
#[derive(Debug, Clone)]
pub(super) struct Cue<'a> {
    pub form: Form,
    pub first: usize,
    pub last: usize,
    /// The verb, noun or first word itself.
    pub word: usize,
    pub stance: Stance,
    /// False if it is only thought or wanted, denied to have been said, or might be said.
    pub says: bool,
    /// For verbs, what the word takes.
    pub verb: Option<&'a Verb>,
}

impl Cue<'_> {
    /// What a verb takes; nothing for other cues.
    pub fn takes(&self) -> Takes {
        self.verb.map(|verb| verb.takes).unwrap_or_default()
    }
}

impl<'a> Parsed<'a> {
    /// Every cue, in order; none overlaps another.
    pub fn cues(&self) -> Vec<Cue<'a>> {
        let mut cues: Vec<Cue> = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let found = self
                .according(at)
                .or_else(|| self.implied(at))
                .or_else(|| self.verb(at))
                .or_else(|| self.noun(at));
            at = found.as_ref().map_or(at, |cue| cue.last) + 1;
            cues.extend(found);
        }
        cues
    }

    fn according(&self, at: usize) -> Option<Cue<'a>> {
        let words = self
            .lexicon
            .according
            .iter()
            .find(|phrase| phrase.iter().enumerate().all(|(i, word)| self.low(at + i) == word))?;
        Some(simple(Form::According, at, at + words.len() - 1, Stance::Asserts))
    }

    fn implied(&self, at: usize) -> Option<Cue<'a>> {
        let stance = *self.lexicon.implied.get(self.low(at))?;
        Some(simple(Form::Implied, at, at, stance))
    }

    fn noun(&self, at: usize) -> Option<Cue<'a>> {
        let stance = *self.lexicon.nouns.get(self.low(at))?;
        (self.tree.tag(at) == Upos::Noun || self.is_misread_noun(at))
            .then(|| simple(Form::Noun, at, at, stance))
    }

    fn verb(&self, at: usize) -> Option<Cue<'a>> {
        let tree = &self.tree;
        let verbs = self.lexicon.verbs.get(self.low(at))?;
        let describes = [Relation::Amod, Relation::Compound, Relation::Case, Relation::Mark];
        if tree.tag(at) != Upos::Verb && !self.is_misread_verb(at)
            || describes.contains(&tree.relation(at))
            || self.is_supposed(at)
            || self.lexicon.nouns.contains_key(self.low(at)) && self.is_misread_noun(at)
        {
            return None;
        }
        let whole = |verb: &&Verb| !verb.particle.is_empty() && self.particle_end(at, verb).is_some();
        let verb = verbs.iter().find(whole).or_else(|| verbs.iter().find(|verb| verb.particle.is_empty()))?;
        let last = if verb.particle.is_empty() { at } else { self.particle_end(at, verb)? };
        let own = |child: &&usize| !tree.is_apart(**child, at);
        let before =
            |class| tree.children(at).iter().filter(own).any(|child| *child < at && self.is(*child, class));
        let negated = before(Class::Negation) && verb.stance != Stance::Denies;
        let helps = |child: &usize| matches!(tree.relation(*child), Relation::Aux | Relation::AuxPass);
        let modal = |child: &usize| self.is(*child, Class::Modal) || self.is(*child, Class::Possible);
        let unsaid = negated || tree.children(at).iter().filter(own).filter(|child| helps(child)).any(modal);
        if unsaid && tree.child(at, &[Relation::Ccomp]).is_none() {
            return None;
        }
        let form =
            if tree.is_passive(at) || self.is_reduced(at, verb) { Form::Passive } else { Form::Active };
        let says = !unsaid && !verb.takes.mind && !self.is_told(at, verb);
        let stance = verb.stance;
        Some(Cue { form, first: self.group_start(at), last, word: at, stance, says, verb: Some(verb) })
    }

    /// "as described below", "a letter written by Benk": a passive without its auxiliary.
    fn is_reduced(&self, at: usize, verb: &Verb) -> bool {
        let relation = self.tree.relation(at);
        let says = self.tree.child(at, &[Relation::Ccomp, Relation::Xcomp]).is_some();
        verb.participle
            && matches!(relation, Relation::Acl | Relation::Advcl)
            && self.tree.own_subject(at).is_none()
            && self.tree.child(at, &[Relation::Aux]).is_none()
            && (!says || self.tree.child(at, &[Relation::OblAgent]).is_some() || self.is_asked(at))
    }

    /// "Asked whether he was beaten, he said": whoever the sentence is about is asked, and asks nothing.
    fn is_asked(&self, at: usize) -> bool {
        let leads = self.tree.head(at).is_some_and(|head| head > at && self.tree.own_subject(head).is_some());
        leads && at == self.tree.reach(at).start && self.classes.ends(self.low(at), "past", "not_past")
    }

    /// "The record shows that he left", where "shows" was taken for a noun.
    pub fn is_misread_verb(&self, at: usize) -> bool {
        let tree = &self.tree;
        let claims = |child: &usize| {
            *child > at
                && matches!(tree.relation(*child), Relation::Acl | Relation::AclRelcl | Relation::Ccomp)
                && self.is(tree.reach(*child).start, Class::Reported)
                && self.stands_alone(*child)
        };
        tree.tag(at) == Upos::Noun
            && at > 0
            && !(0..at).any(|before| matches!(tree.tag(before), Upos::Verb | Upos::Aux))
            && tree.children(at).iter().any(claims)
            && (!self.lexicon.nouns.contains_key(self.low(at)) || self.is_named_by(at))
    }

    /// "Benk claims that": a name and nothing else stands before the word that leads the sentence.
    fn is_named_by(&self, at: usize) -> bool {
        let tree = &self.tree;
        let named = tree.child(at, &[Relation::Compound]).is_some_and(|name| tree.tag(name) == Upos::Propn);
        named
            && tree.relation(at) == Relation::Root
            && tree.child(at, &[Relation::Det, Relation::NmodPoss]).is_none()
    }

    /// "a newspaper report that", where "report" was taken for a verb.
    fn is_misread_noun(&self, at: usize) -> bool {
        let tree = &self.tree;
        let past = self.classes.ends(self.low(at), "past", "not_past");
        let made = tree.child(at, &[Relation::OblAgent]).is_some_and(|by| by > at && !past);
        if made && tree.child(at, &[Relation::Aux, Relation::AuxPass]).is_none() {
            return true; // "claims by villagers that"
        }
        tree.tag(at) == Upos::Verb
            && tree
                .child(at, &[Relation::Det, Relation::NmodPoss, Relation::Case])
                .is_some_and(|child| child < at)
            && tree.child(at, &[Relation::Nsubj, Relation::Aux, Relation::AuxPass]).is_none()
    }

    /// "although five said that": the author tells that something was said, and does not report it from them.
    fn is_told(&self, at: usize, verb: &Verb) -> bool {
        let top = self.tree.top_of_coordination(at);
        match self.tree.relation(top) {
            Relation::Advcl => {
                !verb.gerund
                    && self.tree.child(top, &[Relation::Mark]).is_some()
                    && !self.is_marked(top, Class::As)
            }
            _ => false,
        }
    }

    /// "if he says", "in order to say".
    fn is_supposed(&self, at: usize) -> bool {
        let raised = self.tree.head(at).is_some_and(|head| self.tree.is_passive(head));
        self.tree.relation(at) == Relation::Advcl
            && (self.is_marked(at, Class::To) && !raised || self.is_marked(at, Class::Condition))
    }

    fn particle_end(&self, at: usize, verb: &Verb) -> Option<usize> {
        let end = at + verb.particle.len();
        verb.particle.iter().enumerate().all(|(i, word)| self.low(at + 1 + i) == word).then_some(end)
    }

    /// First token of the verb with the auxiliaries and adverbs right before it, and with the verbs that only lead up to it
    /// ("seemed to be trying to find out").
    fn group_start(&self, at: usize) -> usize {
        let helps = |before: usize| {
            self.tree.head(before) == Some(at)
                && matches!(self.tree.relation(before), Relation::Aux | Relation::AuxPass | Relation::Advmod)
        };
        let mut first = at;
        while first > 0 && helps(first - 1) {
            first -= 1;
        }
        let leading =
            self.tree.head(at).filter(|head| *head < first && self.tree.relation(at) == Relation::Xcomp);
        let helps = |at: usize| matches!(self.tree.tag(at), Upos::Part | Upos::Aux | Upos::Adv);
        match leading.filter(|head| self.is(*head, Class::Chain) && (head + 1..first).all(helps)) {
            Some(head) => self.group_start(head),
            None => first,
        }
    }
}

fn simple<'a>(form: Form, first: usize, last: usize, stance: Stance) -> Cue<'a> {
    Cue { form, first, last, word: first, stance, says: true, verb: None }
}
