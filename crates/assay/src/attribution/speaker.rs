//! The words that name the source of a cue.

use super::cue::{Cue, Form};
use super::lexicon::Verb;
use super::parsed::Parsed;
use crate::classes::Class;
use crate::words::Kind;
use probata_grammar::{Relation, Upos};
use probata_vocabulary::Stance;
use std::ops::Range;

/// Farthest that the comma before a speaker is looked for.
const ASIDE: usize = 12;

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// These tokens.
    Here(Range<usize>),
    /// Whoever it is, nobody is named ("it was reported that").
    Nobody,
}

impl Speaker {
    /// The tokens, if any.
    pub fn range(&self) -> Option<&Range<usize>> {
        match self {
            Self::Here(range) => Some(range),
            Self::Nobody => None,
        }
    }
}

impl Parsed<'_> {
    /// The source of a cue; none if the word cannot attribute without one.
    pub fn speaker(&self, cue: &Cue) -> Option<Speaker> {
        let range = match cue.form {
            Form::According => Some(self.noun_behind(cue)?),
            Form::Implied => None,
            Form::Noun => self.owner(cue.word),
            Form::Passive => self.agent(cue.word),
            Form::Active => Some(self.subject(cue)?),
        };
        Some(range.map_or(Speaker::Nobody, Speaker::Here))
    }

    fn subject(&self, cue: &Cue) -> Option<Range<usize>> {
        if self.tree.tag(cue.word) == Upos::Noun {
            return Some(0..cue.first);
        }
        let named_before = self.named_before(cue).or_else(|| self.named_behind(cue));
        let named_before = named_before.or_else(|| self.leading(cue));
        let mut range = named_before.or_else(|| self.tree.subject(cue.word))?;
        // "the guard, who said": both words are the source.
        let who = self.tree.relative_pronoun(cue.word);
        if let Some(who) = who.filter(|who| *who >= range.end && *who < range.end + 3) {
            range.end = who + 1;
        }
        Some(range)
    }

    /// "The Ministry rejected the claim, writing that": behind a comma whoever does what the sentence tells speaks, not the thing that
    /// stands before the comma.
    fn leading(&self, cue: &Cue) -> Option<Range<usize>> {
        let tree = &self.tree;
        let apart = cue.first.checked_sub(1).is_some_and(|before| self.low(before) == ",");
        let thing = tree.head(cue.word).filter(|_| tree.relation(cue.word) == Relation::Acl && apart)?;
        if !cue.verb.is_some_and(|verb| verb.gerund) || self.may_speak(&(thing..thing + 1)) {
            return None;
        }
        let verb = tree.head(thing).filter(|verb| tree.tag(*verb) == Upos::Verb && *verb < thing)?;
        tree.subject(verb).filter(|subject| subject.end <= cue.first)
    }

    /// "He was held for days, his wife, Irina Vasko, told Lantern": the words right before a verb that has no subject.
    fn named_before(&self, cue: &Cue) -> Option<Range<usize>> {
        let tree = &self.tree;
        let subject = self.tree.own_subject(cue.word);
        let loose = tree.relation(cue.word) == Relation::Parataxis && subject.is_none();
        // "On 12 May the Ministry said": the date was taken for the subject.
        let dated = subject.is_some_and(|subject| self.is(subject, Class::Calendar) && subject < cue.first);
        if !loose && !dated {
            return None;
        }
        let last = cue.first.checked_sub(1)?;
        let last = if self.low(last) == "," { last.checked_sub(1)? } else { last };
        let joined = [Relation::Flat, Relation::Compound, Relation::Goeswith, Relation::Nmod];
        let mut noun = last;
        while let Some(head) =
            tree.head(noun).filter(|head| joined.contains(&tree.relation(noun)) && *head < noun)
        {
            noun = head;
        }
        let described = tree.head(noun).filter(|head| tree.relation(noun) == Relation::Appos && *head < noun);
        let described = described
            .filter(|head| self.may_speak(&(*head..head + 1)) && self.low(tree.reach(noun).start) == ",");
        let names = matches!(tree.tag(noun), Upos::Noun | Upos::Propn | Upos::Pron);
        let start = tree.phrase(described.unwrap_or(noun)).start.min(noun);
        (names && !self.is(noun, Class::Calendar) && self.may_speak(&(noun..noun + 1)))
            .then_some(start..last + 1)
    }

    /// "..., said one source in the room": the speaker behind the verb was taken for its object.
    fn named_behind(&self, cue: &Cue) -> Option<Range<usize>> {
        let (tree, takes) = (&self.tree, cue.takes());
        let before = cue.first.checked_sub(1)?;
        let behind = matches!(self.low(before), ",") || self.is_quote_mark(before);
        if !behind || !takes.quote || takes.addressee || tree.own_subject(cue.word).is_some() {
            return None;
        }
        let object = tree.child(cue.word, &[Relation::Obj]).filter(|object| *object > cue.last)?;
        let phrase = tree.phrase(object);
        (phrase.start == cue.last + 1 && self.may_speak(&phrase)).then_some(phrase)
    }

    /// "by X" after a passive; "recorded in the register".
    pub fn agent(&self, verb: usize) -> Option<Range<usize>> {
        let tree = &self.tree;
        let document = |child: &usize| {
            tree.relation(*child) == Relation::Obl
                && self.is_cased(*child, Class::Within)
                && self.lexicon.identifiable.contains(self.low(*child))
        };
        let agent = tree.child(verb, &[Relation::OblAgent]);
        agent.or_else(|| tree.children(verb).iter().copied().find(document)).map(|agent| tree.phrase(agent))
    }

    /// The noun of "according to X".
    fn noun_behind(&self, cue: &Cue) -> Option<Range<usize>> {
        let noun = self.tree.head(cue.first).filter(|noun| *noun > cue.last);
        // "According to Dessel, the move smells of fear": what is said was taken for a part of the name.
        let leads = noun.filter(|noun| self.tree.relation(*noun) == Relation::Root);
        if let Some(comma) = leads.and_then(|noun| (noun..self.len()).find(|at| self.low(*at) == ",")) {
            return Some(cue.last + 1..comma).filter(|range| !range.is_empty());
        }
        if let Some(noun) = noun {
            return Some(self.tree.phrase(noun)).filter(|phrase| phrase.start > cue.last);
        }
        let end = (cue.last + 1..self.len()).find(|at| self.is_stop(*at) || self.low(*at) == ".");
        Some(cue.last + 1..end.unwrap_or(self.len())).filter(|range| range.start < range.end)
    }

    /// "X's claim", "the claim of X", "X made the claim".
    fn owner(&self, noun: usize) -> Option<Range<usize>> {
        let tree = &self.tree;
        if let Some(owner) = tree.child(noun, &[Relation::NmodPoss]) {
            let phrase = tree.phrase(owner);
            let clitic = self.tokens[phrase.end - 1].kind == Kind::Clitic && phrase.len() > 1;
            return Some(phrase.start..phrase.end - usize::from(clitic));
        }
        let by = |child: &usize| {
            matches!(tree.relation(*child), Relation::Nmod | Relation::OblAgent)
                && self.is_cased(*child, Class::Owner)
        };
        if let Some(by) = tree.children(noun).iter().copied().find(by) {
            return Some(tree.phrase(by));
        }
        // "a newspaper's report" without its ending: "a Courier report that".
        let name =
            |child: &usize| tree.relation(*child) == Relation::Compound && tree.tag(*child) == Upos::Propn;
        if let Some(name) = tree.children(noun).iter().copied().find(name).filter(|name| *name < noun) {
            return Some(tree.reach(name));
        }
        let verb = tree.head(noun).filter(|head| tree.tag(*head) == Upos::Verb)?;
        // Whoever rejects or judges a claim has not made it.
        let judges = |verb: &Verb| verb.stance == Stance::Denies || verb.takes.mind && verb.takes.noun;
        if self.lexicon.verbs.get(self.low(verb)).is_some_and(|verbs| verbs.iter().any(judges)) {
            return None;
        }
        tree.subject(verb).filter(|_| tree.relation(noun) == Relation::Obj)
    }

    /// "The museum, Mira Dessel said, would open": the speaker between commas, whatever the tree makes of it, and the range
    /// from comma to comma.
    pub fn aside(&self, cue: &Cue) -> Option<(Range<usize>, Range<usize>)> {
        let tree = &self.tree;
        let takes = cue.takes();
        if !(takes.alone || takes.quote || takes.clause) || self.low(cue.last + 1) != "," {
            return None;
        }
        let open = (1..cue.first).rev().take(ASIDE).find(|at| self.is_stop(*at))?;
        let inside = open + 1..cue.first;
        // "“They left,” Dessel said, “by the gate.”": the speaker between two pieces of what is said.
        let between = self.quotations.iter().any(|range| range.end == open + 1)
            && self.quotations.iter().any(|range| range.start == cue.last + 2);
        if self.low(open) != "," && !between || inside.is_empty() {
            return None;
        }
        let outward = |at: &usize| tree.head(*at).is_none_or(|head| !inside.contains(&head));
        let noun = inside.clone().find(outward)?;
        let subject = self.tree.own_subject(cue.word) == Some(noun);
        let names = subject || matches!(tree.tag(noun), Upos::Noun | Upos::Propn | Upos::Pron);
        let names = names && !self.is(noun, Class::Relative);
        let helps = |at: usize| matches!(tree.tag(at), Upos::Aux | Upos::Adv);
        let single = inside.clone().all(|at| tree.reach(noun).contains(&at) || helps(at));
        let phrase = tree.phrase(noun);
        let speaker = phrase.start.max(inside.start)..phrase.end.min(inside.end);
        let start = if between { open + 1 } else { open };
        (names && single && !speaker.is_empty()).then_some((speaker, start..cue.last + 2))
    }

    /// True if the words may name a person, a body or a document that speaks, as far as a word tells.
    pub fn may_speak(&self, speaker: &Range<usize>) -> bool {
        let outward = |at: &usize| self.tree.head(*at).is_none_or(|head| !speaker.contains(&head));
        let head = speaker.clone().find(outward).unwrap_or(speaker.start);
        let word = self.low(head);
        match self.tree.tag(head) {
            Upos::Pron => {
                [Class::Group, Class::Relative, Class::Quantifier].iter().any(|class| self.is(head, *class))
            }
            Upos::Noun => {
                self.is(head, Class::Speaker)
                    || self.classes.has_ending(Class::SpeakerEnding, word)
                    || self.lexicon.speaks_for.contains(word)
                    || self.lexicon.identifiable.contains(word)
            }
            _ => true,
        }
    }
}
