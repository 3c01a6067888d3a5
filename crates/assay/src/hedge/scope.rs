//! What a word of doubt is about: the words that it puts in doubt, told from the sentence's grammar.
//!
//! A word of doubt that takes a clause or a noun doubts that ("it is possible *that he left*", "rumours *of a grave*"); an auxiliary or an
//! adverb doubts its clause with the subject ("*Kostrov* may *have left*"), an adverb before another word that word ("perhaps
//! *forty*"), an adjective its noun ("the alleged *beating of detainees*").
//!
//! Incomplete: a sentence that the parser misreads, or that is too long to be parsed, gives the words up to the next stop.
//!
//! Invariant: a scope is in order, begins and ends with a word, and holds nothing of the word of doubt itself.

use crate::attribution::{Tree, without};
use crate::classes::{Class, Classes};
use crate::words::{Kind, Token, Words};
use probata_grammar::{Relation, Upos};
use std::ops::Range;

/// A sentence with its tree.
pub(super) struct Sentence<'a> {
    pub words: &'a Words,
    pub tokens: &'a [Token],
    pub classes: &'a Classes,
    pub tree: Option<Tree>,
}

impl Sentence<'_> {
    /// What the words of doubt at `hedge` put in doubt, as ranges of tokens.
    pub fn scope(&self, hedge: &Range<usize>) -> Vec<Range<usize>> {
        let found = self.tree.as_ref().map_or_else(|| vec![self.onward(hedge)], |tree| self.by(tree, hedge));
        let found = found.into_iter().flat_map(|range| without(range, hedge));
        let mut found: Vec<_> = found.flat_map(|range| self.trimmed(range)).collect();
        found.sort_by_key(|range| range.start);
        found
    }

    /// From the words of doubt to the next stop.
    fn onward(&self, hedge: &Range<usize>) -> Range<usize> {
        let end = (hedge.end..self.tokens.len()).find(|at| self.is_sign(*at));
        hedge.end..end.unwrap_or(self.tokens.len())
    }

    fn by(&self, tree: &Tree, hedge: &Range<usize>) -> Vec<Range<usize>> {
        let Some(top) = top(tree, hedge) else { return vec![self.onward(hedge)] };
        let taken = self.taken(tree, hedge);
        if !taken.is_empty() {
            return taken;
        }
        let head = tree.head(top);
        match (tree.relation(top), head) {
            // "as if he had never seen it", "as far as is known, nobody was charged".
            (Relation::Mark, Some(head)) => vec![self.clause(tree, head)],
            (Relation::Aux | Relation::AuxPass | Relation::Cop, Some(head)) => vec![self.clause(tree, head)],
            (Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::Det, Some(noun)) => {
                vec![self.noun(tree, noun)]
            }
            (
                Relation::Advmod
                | Relation::Obl
                | Relation::Advcl
                | Relation::Parataxis
                | Relation::Discourse,
                Some(head),
            ) => {
                vec![self.doubted_by_adverb(tree, hedge, head)]
            }
            (Relation::Case, Some(noun)) => vec![tree.reach(noun)],
            _ if tree.tag(top) == Upos::Noun && !self.is_predicate(tree, top) => {
                vec![self.told_of(tree, top)]
            }
            _ => vec![self.clause(tree, top)],
        }
    }

    /// The clauses and objects that words of the hedge take; with an open clause, its subject too ("*he* seems *to have left*").
    fn taken(&self, tree: &Tree, hedge: &Range<usize>) -> Vec<Range<usize>> {
        const CLAUSES: [Relation; 4] = [Relation::Ccomp, Relation::Csubj, Relation::Xcomp, Relation::Acl];
        for word in hedge.clone() {
            let behind = |child: &&usize| **child >= hedge.end;
            let mut children = tree.children(word).iter().filter(behind);
            let reported = |child: usize| self.introduced(tree, child);
            let clause =
                children.clone().find(|child| CLAUSES.contains(&tree.relation(**child)) || reported(**child));
            if let Some(clause) = clause {
                let range = self.clause(tree, *clause);
                let open = tree.own_subject(*clause).is_none();
                let subject = tree
                    .own_subject(word)
                    .filter(|subject| open && tree.relation(*subject) != Relation::Expl);
                let subject =
                    subject.filter(|subject| !hedge.contains(subject) && tree.tag(word) != Upos::Noun);
                return subject.map(|subject| tree.reach(subject)).into_iter().chain([range]).collect();
            }
            // "suggests a plan", "not confirmed the number of arrests".
            let object = children.find(|child| tree.relation(**child) == Relation::Obj);
            if let Some(object) = object.filter(|_| tree.tag(word) == Upos::Verb) {
                return vec![tree.reach(*object)];
            }
        }
        // "It is possible that": the clause hangs on a word before, or was hung on the one above.
        let next = hedge.end..(hedge.end + 1).min(self.tokens.len());
        let marks = next.clone().find(|at| {
            self.classes.has(Class::Question, self.low(*at)) && tree.relation(*at) == Relation::Mark
        });
        let clause = marks.and_then(|mark| tree.head(mark));
        clause.map(|clause| self.clause(tree, clause)).into_iter().collect()
    }

    /// "that", "whether" or another word that reports opens the clause.
    fn introduced(&self, tree: &Tree, clause: usize) -> bool {
        let opens = |child: &usize| {
            tree.relation(*child) == Relation::Mark && self.classes.has(Class::Reported, self.low(*child))
        };
        tree.children(clause).iter().any(opens)
    }

    /// An adverb beside a word doubts it, one on a verb its clause.
    fn doubted_by_adverb(&self, tree: &Tree, hedge: &Range<usize>, head: usize) -> Range<usize> {
        let predicate = self.is_predicate(tree, head);
        let clause = matches!(tree.tag(head), Upos::Verb | Upos::Aux) || predicate;
        match tree.relation(head) {
            // "the supposedly voluntary return".
            Relation::Amod if !predicate => tree.reach(head),
            Relation::Nummod => tree.reach(head),
            _ if clause => self.clause(tree, head),
            // "presumably a former school" beside another noun.
            _ => hedge.start.min(tree.reach(head).start)..tree.reach(head).end,
        }
    }

    /// A word that says something of a subject, or on which the whole sentence hangs.
    fn is_predicate(&self, tree: &Tree, word: usize) -> bool {
        tree.child(word, &[Relation::Nsubj, Relation::NsubjPass, Relation::Cop, Relation::Csubj]).is_some()
            || tree.relation(word) == Relation::Root
    }

    /// A clause with its subject, without what only joins it to others, clauses beside it, and its "that".
    fn clause(&self, tree: &Tree, verb: usize) -> Range<usize> {
        let mut range = tree.reach(verb);
        for child in tree.children(verb) {
            let (reach, relation) = (tree.reach(*child), tree.relation(*child));
            let own = matches!(relation, Relation::Conj) && tree.own_subject(*child).is_some();
            let set_off = self.is_sign(reach.start) || reach.start > 0 && self.is_sign(reach.start - 1);
            let beside =
                matches!(relation, Relation::Advcl | Relation::Parataxis | Relation::Ccomp) && set_off;
            let opens = relation == Relation::Mark && self.classes.has(Class::Question, self.low(*child));
            let joins = opens || relation == Relation::Cc;
            if *child > verb && (own || beside) {
                range.end = range.end.min(self.before_joint(reach.start));
            }
            if *child < verb && (joins || relation == Relation::Advcl && self.ends_in_sign(&reach)) {
                range.start = range.start.max(reach.end);
            }
        }
        range
    }

    fn ends_in_sign(&self, range: &Range<usize>) -> bool {
        self.is_sign(range.end) || range.end > 0 && self.is_sign(range.end - 1)
    }

    /// The end of what stands before a clause, without the "and" or sign between.
    fn before_joint(&self, start: usize) -> usize {
        let joint = |at: usize| self.is_sign(at) || self.classes.has(Class::And, self.low(at));
        let mut end = start;
        while end > 0 && joint(end - 1) {
            end -= 1;
        }
        end
    }

    /// A noun with what describes it, without its preposition and article.
    fn noun(&self, tree: &Tree, noun: usize) -> Range<usize> {
        let mut range = tree.reach(noun);
        for child in tree.children(noun).iter().filter(|child| **child < noun) {
            let relation = tree.relation(*child);
            if matches!(
                relation,
                Relation::Case | Relation::Det | Relation::Cc | Relation::Mark | Relation::Cop
            ) {
                range.start = range.start.max(tree.reach(*child).end);
            }
        }
        range
    }

    /// What a noun of doubt tells of ("rumours of *a grave*"), or what describes it.
    fn told_of(&self, tree: &Tree, noun: usize) -> Range<usize> {
        let Some(told) = tree.child(noun, &[Relation::Nmod]).filter(|told| *told > noun) else {
            return self.noun(tree, noun);
        };
        let case = tree.child(told, &[Relation::Case]).map(|case| tree.reach(case).end);
        case.unwrap_or(0).max(tree.reach(told).start)..tree.reach(told).end
    }

    fn trimmed(&self, mut range: Range<usize>) -> Option<Range<usize>> {
        let loose = |at: usize| self.is_sign(at) || self.low(at) == "that";
        while range.start < range.end && loose(range.start) {
            range.start += 1;
        }
        while range.start < range.end && self.is_sign(range.end - 1) {
            range.end -= 1;
        }
        (range.start < range.end).then_some(range)
    }

    fn low(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| self.words.low(token))
    }

    fn is_sign(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == Kind::Punctuation)
            && !matches!(self.low(at), "-" | "/" | "%" | "&")
    }
}

/// The word of the range on which the others hang.
fn top(tree: &Tree, range: &Range<usize>) -> Option<usize> {
    range.clone().find(|at| tree.head(*at).is_none_or(|head| !range.contains(&head)))
}
