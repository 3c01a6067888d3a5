//! The grammar of a sentence: whose subject a verb has, which words hang together.
//!
//! Invariant: what hangs on a word is one range of tokens, since the parser makes no crossing arcs.

use super::parsed::doubles;
use super::span_of;
use crate::classes::Classes;
use crate::words::{Token, Words};
use probata_grammar::{Parse, Parser, Relation, Upos};
use std::ops::Range;

/// A sentence's tree, with the reach of every word.
pub(crate) struct Tree {
    parse: Parse,
    children: Vec<Vec<usize>>,
    reach: Vec<Range<usize>>,
    /// For each token, whether it has the form of "saying".
    gerunds: Vec<bool>,
    /// For each token, the quoted speech that it stands in: what is said there has no subject or auxiliary outside.
    speech: Vec<Option<usize>>,
}

/// Farthest that a subject is looked for up the tree.
const CLIMB: usize = 6;

impl Tree {
    /// Parses the sentence; the full stop of initials ("H.M.") and abbreviations ("a.m.") is read as part of them. Of what is left out
    /// each token hangs on the one before it.
    pub fn of(
        parser: &mut Parser,
        words: &Words,
        tokens: &[Token],
        classes: &Classes,
        left_out: &[Range<usize>],
    ) -> Self {
        let glued = |at: usize| at > 0 && tokens[at - 1].span.end == tokens[at].span.start;
        let abbreviated = |at: usize| {
            let word = words.word(&tokens[at - 1]);
            word.contains('.') || word.chars().last().is_some_and(char::is_uppercase)
        };
        let doubled = |at: usize| at > 0 && doubles(words, &tokens[at - 1..=at]);
        let belongs =
            |at: usize| words.word(&tokens[at]) == "." && glued(at) && abbreviated(at) || doubled(at);
        let mut own: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
        for at in (0..tokens.len()).filter(|at| !left_out.iter().any(|range| range.contains(at))) {
            match own.last_mut().filter(|last| last.end == at && last.len() == 1 && belongs(at)) {
                Some(last) => last.end = at + 1,
                None => own.push(at..at + 1),
            }
        }
        let form = |range: &Range<usize>| match &words.text[span_of(tokens, range)] {
            "''" | "``" => "\"",
            form => form,
        };
        let forms: Vec<&str> = own.iter().map(form).collect();
        let starts: Vec<usize> = own.iter().map(|range| range.start).collect();
        let mut tree = Self::over(&parser.parse(&forms), &starts, tokens.len());
        tree.gerunds = tokens.iter().map(|token| classes.ends(words.low(token), "gerund", "")).collect();
        tree
    }

    /// The tree over all tokens, of which the parser saw those at `own`; each other one hangs on the token before it.
    fn over(parse: &Parse, own: &[usize], length: usize) -> Self {
        let mut whole = Parse {
            tags: vec![Upos::Punct; length],
            heads: (0..length).map(|at| at.checked_sub(1)).collect(),
            relations: vec![Relation::Goeswith; length],
        };
        for (nth, at) in own.iter().enumerate() {
            whole.tags[*at] = parse.tags[nth];
            whole.heads[*at] = parse.heads[nth].map(|head| own[head]);
            whole.relations[*at] = parse.relations[nth];
        }
        let mut children = vec![Vec::new(); length];
        for (word, head) in whole.heads.iter().enumerate() {
            if let Some(head) = head {
                children[*head].push(word);
            }
        }
        let reach = reaches(&whole, &children);
        Self { parse: whole, children, reach, gerunds: Vec::new(), speech: vec![None; length] }
    }

    /// Sets quoted speech apart from the words around it.
    pub fn set_apart(&mut self, speech: Vec<Option<usize>>) {
        self.speech = speech;
    }

    /// True if the word stands in quoted speech that the other does not stand in.
    pub fn is_apart(&self, word: usize, from: usize) -> bool {
        self.speech[word].is_some() && self.speech[word] != self.speech[from]
    }

    /// Part of speech.
    pub fn tag(&self, at: usize) -> Upos {
        self.parse.tags[at]
    }

    /// How the word hangs on its head.
    pub fn relation(&self, at: usize) -> Relation {
        self.parse.relations[at]
    }

    /// What the word hangs on.
    pub fn head(&self, at: usize) -> Option<usize> {
        self.parse.heads[at]
    }

    /// What hangs on the word, in order.
    pub fn children(&self, at: usize) -> &[usize] {
        &self.children[at]
    }

    /// The first child with one of these relations.
    pub fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children[at].iter().copied().find(|child| relations.contains(&self.relation(*child)))
    }

    /// The subject of a clause, active or passive: of several, the one right before the verb.
    pub fn own_subject(&self, verb: usize) -> Option<usize> {
        let is_subject = |child: &usize| {
            matches!(self.relation(*child), Relation::Nsubj | Relation::NsubjPass)
                && !self.is_apart(*child, verb)
        };
        let mut all = self.children[verb].iter().copied().filter(is_subject);
        let inverts = !matches!(self.relation(verb), Relation::Xcomp | Relation::Acl);
        all.clone().rfind(|child| *child < verb).or_else(|| all.next().filter(|_| inverts))
    }

    /// The word with everything that hangs on it.
    pub fn reach(&self, at: usize) -> Range<usize> {
        self.reach[at].clone()
    }

    /// True if the verb is passive.
    pub fn is_passive(&self, at: usize) -> bool {
        let agent =
            self.child(at, &[Relation::OblAgent]).is_some() && self.child(at, &[Relation::Nsubj]).is_none();
        agent || self.child(at, &[Relation::AuxPass, Relation::NsubjPass]).is_some()
    }

    /// A noun with what describes it: without its preposition, a clause set off behind it, and another noun that it is joined to
    /// only loosely.
    pub fn phrase(&self, noun: usize) -> Range<usize> {
        let mut range = self.reach(noun);
        for child in &self.children[noun] {
            let reach = self.reach(*child);
            let relation = self.relation(*child);
            let loose = matches!(
                relation,
                Relation::Case
                    | Relation::Mark
                    | Relation::Cc
                    | Relation::Punct
                    | Relation::Advmod
                    | Relation::Cop
                    | Relation::Nsubj
                    | Relation::Aux
                    | Relation::Discourse
                    | Relation::Expl
            );
            if *child < noun && loose {
                range.start = range.start.max(reach.end);
            }
            let off =
                matches!(relation, Relation::Parataxis | Relation::Advcl | Relation::List | Relation::Dep)
                    || matches!(relation, Relation::AclRelcl | Relation::Acl)
                        && (self.is_set_off(reach.start) || self.speaks_of_others(*child));
            let sign = relation == Relation::Punct && reach.end == range.end;
            if *child > noun && (off || sign) {
                range.end = range.end.min(reach.start);
            }
        }
        self.without_signs(range, noun)
    }

    /// A clause with a subject of its own behind the word that introduces it ("the guards that nobody would come").
    fn speaks_of_others(&self, clause: usize) -> bool {
        let subject = self.own_subject(clause);
        subject.is_some_and(|subject| self.reach(subject).start != self.reach(clause).start)
    }

    /// A comma stands before it.
    fn is_set_off(&self, at: usize) -> bool {
        at > 0 && self.tag(at - 1) == Upos::Punct || self.tag(at) == Upos::Punct
    }

    /// Who does what the verb says: its subject, that of the verb it is joined to or hangs on, or the noun that it describes.
    pub fn subject(&self, verb: usize) -> Option<Range<usize>> {
        let mut at = verb;
        for _ in 0..CLIMB {
            let subject = self.own_subject(at).filter(|subject| !self.is_issued(at, *subject));
            if let Some(subject) = subject {
                let relative = self.is_relative(at) && self.tag(subject) == Upos::Pron && subject < at;
                return match self.noun_described(at).filter(|_| relative) {
                    Some(noun) => Some(self.antecedent(noun, at)),
                    None => Some(self.joined_before(at, subject).start..self.phrase(subject).end),
                };
            }
            let head = self.head(at)?;
            match self.relation(at) {
                Relation::Xcomp => {
                    let object = self.child(head, &[Relation::Obj, Relation::Iobj]);
                    if at == verb && object.is_some_and(|object| object < at) && self.has_to(at) {
                        return object.map(|object| self.phrase(object));
                    }
                    at = head;
                }
                // "quotes the minister as saying": the object speaks.
                Relation::Advcl
                    if self.gerunds[at]
                        && self
                            .child(head, &[Relation::Obj])
                            .is_some_and(|object| object < at && object + 3 > self.reach(at).start)
                        && self.child(at, &[Relation::Mark]).is_some() =>
                {
                    return self.child(head, &[Relation::Obj]).map(|object| self.phrase(object));
                }
                // "Halik and Dessel spoke": the verb was joined to the names.
                Relation::Conj if matches!(self.tag(head), Upos::Noun | Upos::Propn) && head < at => {
                    return Some(
                        self.reach(head).start..self.reach(at).start.max(head + 1).max(self.last_before(at)),
                    );
                }
                Relation::Conj | Relation::Advcl | Relation::Parataxis | Relation::Ccomp => at = head,
                // "The Ministry issued a statement saying": whoever issues it says it.
                Relation::Acl
                    if self.relation(head) == Relation::Obj
                        && self.head(head).is_some_and(|above| self.tag(above) == Upos::Verb) =>
                {
                    at = self.head(head)?;
                }
                Relation::Acl | Relation::AclRelcl => return Some(self.antecedent(head, at)),
                _ => return None,
            }
        }
        None
    }

    /// "He issued two letters claiming": the letters were taken for the subject of the clause behind them.
    fn is_issued(&self, verb: usize, subject: usize) -> bool {
        let bare = self.child(verb, &[Relation::Aux, Relation::AuxPass, Relation::Mark]).is_none();
        let under = matches!(self.relation(verb), Relation::Ccomp | Relation::Xcomp | Relation::Advcl);
        let counted = self.child(subject, &[Relation::Nummod, Relation::Det]).is_some();
        let thing = self.tag(subject) == Upos::Noun || counted;
        self.gerunds[verb] && bare && under && thing && subject < verb
    }

    /// "Dessel and Verin said" where both were taken for subjects: the first of them, or the subject itself.
    fn joined_before(&self, verb: usize, subject: usize) -> Range<usize> {
        let children = self.children[verb].iter().copied();
        let and = children.clone().find(|child| self.relation(*child) == Relation::Cc && *child < subject);
        let nouns = |child: &usize| matches!(self.relation(*child), Relation::Nsubj | Relation::NsubjPass);
        let first = and.and_then(|and| children.filter(nouns).find(|child| *child < and));
        self.phrase(first.unwrap_or(subject))
    }

    /// End of the nouns that stand right before the verb.
    fn last_before(&self, verb: usize) -> usize {
        let noun = |at: &usize| matches!(self.tag(*at), Upos::Noun | Upos::Propn);
        (self.reach(verb).start..verb).rfind(noun).map_or(0, |at| self.reach(at).end.min(verb))
    }

    /// "who" or "which" as the verb's subject.
    pub fn relative_pronoun(&self, verb: usize) -> Option<usize> {
        let subject = self.own_subject(verb)?;
        (self.is_relative(verb) && self.tag(subject) == Upos::Pron && subject < verb).then_some(subject)
    }

    /// The verb on which what stands in the range hangs.
    pub fn verb_above(&self, range: &Range<usize>) -> Option<usize> {
        let mut at = range.clone().find_map(|at| self.head(at).filter(|head| !range.contains(head)))?;
        for _ in 0..CLIMB {
            if self.tag(at) == Upos::Verb {
                return Some(at);
            }
            at = self.head(at)?;
        }
        None
    }

    fn has_to(&self, verb: usize) -> bool {
        self.child(verb, &[Relation::Mark]).is_some_and(|mark| self.tag(mark) == Upos::Part)
    }

    fn is_relative(&self, verb: usize) -> bool {
        let top = self.top_of_coordination(verb);
        matches!(self.relation(top), Relation::AclRelcl | Relation::Acl)
    }

    fn noun_described(&self, verb: usize) -> Option<usize> {
        self.head(self.top_of_coordination(verb))
    }

    /// The first member of the coordination that the word belongs to.
    pub fn top_of_coordination(&self, mut at: usize) -> usize {
        for _ in 0..CLIMB {
            match (self.relation(at), self.head(at)) {
                (Relation::Conj, Some(head)) => at = head,
                _ => break,
            }
        }
        at
    }

    /// The noun that a clause describes, up to that clause.
    fn antecedent(&self, noun: usize, clause: usize) -> Range<usize> {
        let mut range = self.phrase(noun);
        let clause = self.reach(self.top_of_coordination(clause));
        if clause.start > noun {
            range.end = range.end.min(clause.start);
        }
        self.without_signs(range, noun)
    }

    /// Without signs behind the noun.
    fn without_signs(&self, mut range: Range<usize>, noun: usize) -> Range<usize> {
        while range.end > noun + 1 && self.relation(range.end - 1) == Relation::Punct {
            range.end -= 1;
        }
        range
    }
}

/// From the leaves up, each word once.
fn reaches(parse: &Parse, children: &[Vec<usize>]) -> Vec<Range<usize>> {
    let mut reach: Vec<Range<usize>> = (0..children.len()).map(|at| at..at + 1).collect();
    let mut pending: Vec<usize> = children.iter().map(Vec::len).collect();
    let mut ready: Vec<usize> = (0..children.len()).filter(|at| pending[*at] == 0).collect();
    while let Some(at) = ready.pop() {
        let Some(head) = parse.heads[at] else { continue };
        reach[head].start = reach[head].start.min(reach[at].start);
        reach[head].end = reach[head].end.max(reach[at].end);
        pending[head] -= 1;
        if pending[head] == 0 {
            ready.push(head);
        }
    }
    reach
}
