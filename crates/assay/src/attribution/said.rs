//! What is said: the words that belong to a cue as its content.

use super::cue::{Cue, Form};
use super::lexicon::Takes;
use super::parsed::{Parsed, without};
use super::speaker::Speaker;
use crate::classes::Class;
use probata_grammar::{Relation, Upos};
use std::ops::Range;

/// Farthest that a clause or quotation may end before the cue that it belongs to, in tokens.
const NEAR: usize = 12;

/// Farthest that "that" stands behind its verb.
const FAR: usize = 20;

impl Parsed<'_> {
    /// What is said, in one piece or several: without the source and the cue, whole quotations, no signs at the edges.
    pub fn content(&self, cue: &Cue, speaker: &Speaker) -> Vec<Range<usize>> {
        let found = match cue.form {
            Form::According | Form::Implied => self.around(cue, speaker),
            Form::Noun => self.clause_of_noun(cue.word),
            Form::Active | Form::Passive => self.of_verb(cue, speaker),
        };
        self.tidy(cue, speaker, found)
    }

    /// The clause in which "according to X" or "reportedly" stands.
    fn around(&self, cue: &Cue, speaker: &Speaker) -> Vec<Range<usize>> {
        let unit = cue.first..speaker.range().map_or(cue.last + 1, |range| range.end);
        let mut above = match cue.form {
            Form::According => self.tree.head(cue.first).and_then(|noun| self.tree.head(noun)),
            _ => self.tree.head(cue.first),
        };
        // "..., according to a poll released last week": the words behind the source tell of it.
        let last = unit.end.saturating_sub(1);
        while let Some(head) = above.filter(|head| {
            cue.form == Form::According
                && *head >= unit.end
                && cue.first > 0
                && !(last..*head).any(|at| self.is_stop(at))
        }) {
            above = self.tree.head(head);
        }
        // "in the words of the warder, “...”": the quotation is what is said.
        let quotation = self.quotations.iter().find(|range| (unit.end..unit.end + 3).contains(&range.start));
        while let (Some(head), Some(quotation)) = (above, quotation) {
            if self.tree.reach(head).contains(&quotation.start) || self.tree.head(head).is_none() {
                break;
            }
            above = self.tree.head(head);
        }
        without(above.map_or(0..self.len(), |head| self.tree.reach(head)), &unit)
    }

    /// "the claim that ...".
    fn clause_of_noun(&self, noun: usize) -> Vec<Range<usize>> {
        let clause = [Relation::Acl, Relation::Ccomp, Relation::AclRelcl, Relation::Advcl];
        let behind = |child: &&usize| {
            **child > noun
                && clause.contains(&self.tree.relation(**child))
                && self.is_marked(**child, Class::Question)
        };
        let tree = &self.tree;
        // "despite warnings from his lawyer that": the clause was hung on the verb.
        let end = tree.reach(noun).end;
        let next = |child: &&usize| {
            tree.reach(**child).start == end
                && matches!(tree.relation(**child), Relation::Advcl | Relation::Ccomp)
                && self.is_marked(**child, Class::That)
        };
        let above = || tree.children(tree.head(noun)?).iter().find(next);
        let found = tree.children(noun).iter().find(behind).or_else(above);
        found.map(|child| tree.reach(*child)).into_iter().collect()
    }

    fn of_verb(&self, cue: &Cue, speaker: &Speaker) -> Vec<Range<usize>> {
        let takes = cue.takes();
        let speech = takes.clause || takes.quote || takes.alone;
        let passing = takes.mind && takes.weak;
        let relation = self.tree.relation(cue.word);
        let aside = [Relation::Advcl, Relation::Acl, Relation::Xcomp, Relation::AclRelcl].contains(&relation);
        let sunk = [Relation::Xcomp, Relation::AclRelcl].contains(&relation);
        let person = speaker.range().is_none_or(|range| self.may_speak(range));
        let mut found = self.clauses(cue, speaker);
        let spoken = cue.form == Form::Active || speaker.range().is_some();
        if found.is_empty() && speech && spoken && !passing {
            found = self.clause_above(cue, speaker);
        }
        let named = cue.form == Form::Passive && takes.noun;
        if found.is_empty() && speech && spoken && !named {
            let next = |range: &Range<usize>| !(passing && aside) || range.start == cue.last + 1;
            found.extend(self.quotation_beside(cue).filter(next));
        }
        if found.is_empty() && person && !sunk && (!takes.mind || self.leads(cue.word)) {
            found.extend(self.object(cue));
        }
        if found.is_empty() && cue.form == Form::Active {
            found.extend(self.asked_for(cue));
        }
        if found.is_empty() && cue.form == Form::Active {
            found.extend(self.rest(cue));
        }
        found
    }

    /// Clauses that hang on the verb as what is said.
    fn clauses(&self, cue: &Cue, speaker: &Speaker) -> Vec<Range<usize>> {
        let tree = &self.tree;
        let is_said = |child: &&usize| self.is_said(cue, speaker, **child);
        let mut found: Vec<Range<usize>> =
            tree.children(cue.word).iter().filter(is_said).map(|child| self.own_clause(*child)).collect();
        // "recalled the promise that": what is recalled is the promise.
        for range in found.iter_mut().filter(|range| range.start > cue.word + 1) {
            let noun = tree.child(cue.word, &[Relation::Obj]).filter(|noun| noun + 1 == range.start);
            if let Some(noun) = noun.filter(|noun| self.lexicon.nouns.contains_key(self.low(*noun))) {
                range.start = tree.reach(noun).start;
            }
        }
        if found.is_empty() && cue.takes().clause {
            found.extend(self.clause_behind_hearer(cue.word));
        }
        // "He is said to have left": the subject belongs to what is said.
        let open =
            |child: &usize| tree.relation(*child) == Relation::Xcomp || self.is_marked(*child, Class::To);
        let raised = cue.form == Form::Passive && tree.children(cue.word).iter().any(open);
        if let (true, false, Some(subject)) =
            (raised, found.is_empty(), tree.child(cue.word, &[Relation::NsubjPass]))
        {
            found.insert(0, tree.phrase(subject));
        }
        found
    }

    /// "told by the guards that nobody would come": the clause was taken to describe the guards.
    fn clause_behind_hearer(&self, verb: usize) -> Option<Range<usize>> {
        let tree = &self.tree;
        let nouns = [Relation::Obj, Relation::Iobj, Relation::Obl, Relation::OblAgent];
        let hearers = tree
            .children(verb)
            .iter()
            .filter(|child| **child > verb && nouns.contains(&tree.relation(**child)));
        let mut clauses = hearers
            .filter_map(|hearer| Some((*hearer, tree.child(*hearer, &[Relation::AclRelcl, Relation::Acl])?)));
        let (hearer, clause) = clauses.find(|(_, clause)| {
            self.is(tree.reach(*clause).start, Class::Reported) && self.stands_alone(*clause)
        })?;
        // "recalled the promise that": what is recalled is the promise.
        let held =
            tree.relation(hearer) == Relation::Obj && self.lexicon.nouns.contains_key(self.low(hearer));
        Some(tree.reach(if held { hearer } else { clause }))
    }

    /// The clause up to one that is joined to it with a "that" of its own ("asked where he was and that nobody replied").
    fn own_clause(&self, clause: usize) -> Range<usize> {
        let tree = &self.tree;
        let reach = tree.reach(clause);
        let other = |child: &&usize| {
            tree.relation(**child) == Relation::Conj
                && **child > clause
                && self.is_marked(**child, Class::That)
        };
        match tree.children(clause).iter().find(other).filter(|_| !self.is_marked(clause, Class::That)) {
            Some(other) => {
                reach.start
                    ..tree.reach(*other).start
                        - usize::from(self.is(tree.reach(*other).start - 1, Class::And))
            }
            None => reach,
        }
    }

    fn is_said(&self, cue: &Cue, speaker: &Speaker, child: usize) -> bool {
        let (tree, takes, relation) = (&self.tree, cue.takes(), self.tree.relation(child));
        let speech = takes.clause || takes.quote || takes.alone;
        match relation {
            Relation::Ccomp | Relation::Csubj => (takes.clause || takes.quote) && !self.is_added(cue, child),
            Relation::Xcomp if cue.form == Form::Passive => takes.to || !takes.addressee,
            Relation::Advcl if cue.form == Form::Passive && self.is_marked(child, Class::To) => {
                takes.quote && !takes.addressee
            }
            Relation::Xcomp
                if takes.noun && !takes.mind && self.classes.ends(self.low(child), "gerund", "") =>
            {
                true
            }
            Relation::Xcomp => {
                let person = speaker.range().is_some_and(|range| self.may_speak(range));
                takes.to && (!takes.mind || person && self.leads(cue.word))
            }
            Relation::Advcl | Relation::Dep if child < cue.first => {
                speech && !takes.weak && self.is_fronted(cue, child)
            }
            Relation::Advcl if child > cue.word => {
                let start = tree.reach(child).start;
                let asks = self.is(start, Class::Question) && !self.is(start, Class::LooseQuestion);
                takes.clause && (self.is_marked(child, Class::Reported) || asks)
                    || takes.of && self.is_marked(child, Class::Topic)
            }
            Relation::Acl | Relation::AclRelcl if child > cue.word => {
                takes.clause && (self.is_marked(child, Class::Reported) || self.stands_alone(child))
            }
            Relation::Parataxis => {
                let reach = tree.reach(child);
                let colon = (cue.last..reach.start.max(cue.last)).any(|at| self.low(at) == ":");
                let quoted = self.quoted[reach.start].is_some();
                let comma = self.low(reach.end) == ","
                    || self.is_quote_mark(reach.end - 1)
                    || self.low(reach.end - 1) == ",";
                speech && (child < cue.first && comma || colon || quoted)
            }
            _ => false,
        }
    }

    /// "..., she said, adding that": the clause behind the comma tells what else was done.
    fn is_added(&self, cue: &Cue, clause: usize) -> bool {
        let start = self.tree.reach(clause).start;
        let comma = self.low(start) == "," || start > 0 && self.low(start - 1) == ",";
        clause > cue.last
            && comma
            && self.classes.ends(self.low(clause), "gerund", "")
            && self.tree.own_subject(clause).is_none()
            && self.quoted[clause].is_none()
            && !self.is_quote_mark(start)
    }

    /// "Growth is slower, the Fund said": a whole clause before the speaker, with nothing that makes it depend.
    fn is_fronted(&self, cue: &Cue, clause: usize) -> bool {
        let (tree, reach) = (&self.tree, self.tree.reach(clause));
        let asks = (reach.start..clause)
            .any(|at| tree.head(at) == Some(clause) && self.is(at, Class::LooseQuestion));
        let expletive = tree.child(clause, &[Relation::Expl]).is_some();
        (expletive || self.stands_alone(clause))
            && tree.child(clause, &[Relation::Mark]).is_none()
            && reach.end + NEAR > cue.first
            && !asks
    }

    /// "He left, she said", "as she put it": the verb hangs on what is said.
    fn clause_above(&self, cue: &Cue, speaker: &Speaker) -> Vec<Range<usize>> {
        let tree = &self.tree;
        let relation = tree.relation(cue.word);
        let hangs = relation == Relation::Parataxis
            || relation == Relation::Advcl
                && self.is_marked(cue.word, Class::As)
                && (cue.takes().clause || cue.takes().alone);
        let Some(head) = tree.head(cue.word).filter(|_| hangs) else { return Vec::new() };
        let own = tree.reach(cue.word);
        let unit =
            speaker.range().map_or(own.clone(), |range| own.start.min(range.start)..own.end.max(range.end));
        let joins = |at: usize| self.low(at) == "," || self.is_quote_mark(at) || !self.is_stop(at);
        if unit.start > 0 && !joins(unit.start - 1) {
            return Vec::new();
        }
        without(tree.reach(head), &unit)
    }

    /// What stands on both sides of an aside: a quotation on each, or the clause that it interrupts to its ends.
    pub fn beside(&self, verb: usize, unit: &Range<usize>) -> Vec<Range<usize>> {
        let spoken = |range: &&Range<usize>| range.end == unit.start || range.start == unit.end;
        let spoken: Vec<_> = self.quotations.iter().filter(spoken).cloned().collect();
        if spoken.len() == 2 {
            return spoken;
        }
        let mut top = verb;
        while let Some(head) = self.tree.head(top).filter(|_| self.tree.relation(top) == Relation::Parataxis)
        {
            top = head;
        }
        let parts = |whole: Range<usize>| -> Vec<Range<usize>> {
            let parts = without(whole, unit).into_iter().map(|range| self.trimmed(range));
            parts.filter(|range| self.has_words(range)).collect()
        };
        let own = parts(self.tree.reach(top));
        if own.len() == 2 { own } else { parts(0..self.len()) }
    }

    /// The nearest quotation in the verb's clause, or right before or behind it.
    fn quotation_beside(&self, cue: &Cue) -> Option<Range<usize>> {
        let reach = self.tree.reach(cue.word);
        let distance = |range: &Range<usize>| {
            if range.start > cue.last { range.start - cue.last } else { cue.first.saturating_sub(range.end) }
        };
        let near = |range: &&Range<usize>| {
            range.start > cue.last && range.start < reach.end.max(cue.last + 4)
                || range.end <= cue.first && range.end + NEAR > reach.start
        };
        let governed =
            |range: &&Range<usize>| distance(range) < 4 || self.tree.verb_above(range) == Some(cue.word);
        self.quotations.iter().filter(near).filter(governed).min_by_key(|range| distance(range)).cloned()
    }

    /// "contrary to what the police contend": the word that stands for what is said.
    fn asked_for(&self, cue: &Cue) -> Option<Range<usize>> {
        let takes = cue.takes();
        let describes = self.tree.relation(cue.word) == Relation::AclRelcl;
        let above = self
            .tree
            .head(cue.word)
            .filter(|what| describes && self.tree.child(*what, &[Relation::Case]).is_some());
        let object = self.tree.child(cue.word, &[Relation::Obj]);
        let what = object.or(above).filter(|what| *what < cue.first)?;
        let stands = self.tree.tag(what) == Upos::Pron && self.is(what, Class::Question);
        (stands && takes.clause && !takes.mind && !self.is(what, Class::Relative)).then_some(what..what + 1)
    }

    /// What an object or "about" names: "denied the allegations", "spoke of the cell".
    fn object(&self, cue: &Cue) -> Option<Range<usize>> {
        let (tree, takes, verb) = (&self.tree, cue.takes(), cue.word);
        let children = tree.children(verb).iter().copied();
        let topic =
            |child: &usize| tree.relation(*child) == Relation::Obl && self.is_cased(*child, Class::Topic);
        // "told Lantern of a man": the man was taken to belong to Lantern.
        let hearer = tree
            .child(verb, &[Relation::Obj, Relation::Iobj])
            .filter(|hearer| takes.addressee && *hearer > verb);
        let behind =
            |child: &usize| tree.relation(*child) == Relation::Nmod && self.is_cased(*child, Class::Topic);
        let named = |hearer: &usize| tree.tag(*hearer) == Upos::Propn;
        if let Some(topic) =
            hearer.filter(named).and_then(|hearer| tree.children(hearer).iter().copied().find(behind))
        {
            return Some(tree.reach(topic));
        }
        if let Some(topic) =
            children.clone().find(topic).filter(|_| takes.of || takes.addressee || takes.clause)
        {
            return Some(tree.reach(topic));
        }
        let passive = cue.form == Form::Passive;
        if takes.clause
            && !passive
            && let Some(clause) = self.misread_clause(verb, takes)
        {
            return Some(clause);
        }
        if !takes.noun {
            return None;
        }
        if passive {
            return tree
                .child(verb, &[Relation::NsubjPass])
                .filter(|_| self.agent(verb).is_some())
                .map(|at| tree.reach(at));
        }
        // "called for a trial": the noun is behind the words of the cue.
        let particle = cue.last > verb;
        let behind = |child: &usize| match tree.relation(*child) {
            Relation::Obl | Relation::Advcl => particle && tree.reach(*child).contains(&cue.last),
            Relation::Obj => *child > verb,
            _ => false,
        };
        let object = children.clone().find(behind)?;
        let next = [Relation::Conj, Relation::Parataxis, Relation::Advcl];
        let quoted_as = |child: &usize| {
            self.is_marked(*child, Class::As) && self.lexicon.verbs.contains_key(self.low(*child))
        };
        let stop = children
            .filter(|child| *child > object && next.contains(&tree.relation(*child)) && !quoted_as(child));
        let stop = stop.map(|child| tree.reach(child).start).min().unwrap_or(tree.reach(verb).end);
        Some(tree.reach(object).start..stop.max(tree.reach(object).end))
    }

    /// "explained how important it is": what stands behind the verb is a clause, whatever the tree takes it for.
    fn misread_clause(&self, verb: usize, takes: Takes) -> Option<Range<usize>> {
        let tree = &self.tree;
        let behind = tree.children(verb).iter().copied().filter(|child| *child > verb);
        let nouns = [Relation::Obj, Relation::Obl, Relation::OblUnmarked];
        let first = behind.clone().find(|child| nouns.contains(&tree.relation(*child)))?;
        if tree.relation(first) != Relation::Obj {
            // "said after the meeting he would stay": the clause was taken to describe the meeting.
            let clause = tree.child(first, &[Relation::AclRelcl, Relation::Acl]).filter(|_| !takes.weak)?;
            return self.stands_alone(clause).then(|| tree.reach(clause));
        }
        let range = tree.reach(first);
        if tree.tag(first) == Upos::Pron && range.len() == 1 && !takes.weak && self.leads(verb) {
            return Some(range); // "said nothing", "said so"
        }
        let question = self.is(range.start, Class::Question) && range.start != first;
        let next = behind.clone().find(|child| {
            *child > first && matches!(tree.relation(*child), Relation::Conj | Relation::Parataxis)
        });
        // "say the programme, run by the Ministry, has grown": the predicate was taken for a clause of its own.
        let torn = next.is_some_and(|next| {
            tree.relation(next) == Relation::Parataxis
                && self.tree.own_subject(next).is_none_or(|subject| subject > next)
        });
        let finite = |at: usize| {
            matches!(tree.tag(at), Upos::Verb | Upos::Aux)
                && tree.relation(at) != Relation::AclRelcl
                && self.stands_alone(at)
        };
        let end = next.filter(|_| !torn).map_or(tree.reach(verb).end, |next| tree.reach(next).start);
        let clause = question || !takes.weak && (torn || range.clone().any(finite));
        clause.then_some(range.start..end.max(range.end))
    }

    /// "The report says the decline in intake appears to be ...": no sense was made of it, but it stands behind the verb.
    fn rest(&self, cue: &Cue) -> Option<Range<usize>> {
        let (tree, takes, from) = (&self.tree, cue.takes(), cue.last + 1);
        if let Some(range) = self.rest_behind_that(cue).filter(|_| takes.clause) {
            return Some(range);
        }
        if !takes.clause || !takes.quote || takes.weak || takes.mind || takes.addressee || self.is_stop(from)
        {
            return None;
        }
        let paired = self.is(from, Class::Correlative);
        if matches!(tree.tag(from), Upos::Adp | Upos::Cconj | Upos::Sconj | Upos::Punct) && !paired {
            return None;
        }
        let joined = |child: &usize| *child > cue.word && tree.relation(*child) == Relation::Conj;
        let joint = tree.children(cue.word).iter().copied().find(joined).filter(|_| !paired);
        let until = joint.map_or(self.len(), |joint| tree.reach(joint).start);
        let finite = (from..until).any(|at| matches!(tree.tag(at), Upos::Verb | Upos::Aux));
        (finite && until > from + 3).then_some(from..until)
    }

    /// "told Lantern by video that Telk, whom they called ..., hung him": from "that" on.
    fn rest_behind_that(&self, cue: &Cue) -> Option<Range<usize>> {
        let verb = |at: usize| matches!(self.tree.tag(at), Upos::Verb | Upos::Aux);
        let until = self.len().min(cue.last + FAR);
        let that = (cue.last + 1..until).take_while(|at| !verb(*at)).find(|at| self.is(*at, Class::That))?;
        let aside = self.low(that + 1) == "," && (that + 2..until + FAR).any(|at| self.low(at) == ",");
        let opens = !self.is_stop(that + 1) || self.is_quote_mark(that + 1) || aside;
        let related = matches!(self.tree.tag(that + 1), Upos::Verb | Upos::Aux);
        let follows = !related && opens && (that + 2..self.len()).any(verb);
        follows.then_some(that..self.len())
    }

    /// True for the verb of a main clause outside quotations.
    fn leads(&self, verb: usize) -> bool {
        let mut at = verb;
        while let Some(head) = self.tree.head(at).filter(|_| self.tree.relation(at) == Relation::Conj) {
            at = head;
        }
        self.tree.relation(at) == Relation::Root && self.quoted[verb].is_none()
    }

    /// To a semicolon behind which something else begins than a further "that ...".
    fn end_of_clause(&self, range: &Range<usize>) -> usize {
        let goes_on = |at: usize| (at + 1..at + 3).any(|next| self.is(next, Class::Reported));
        let ends = |at: &usize| self.low(*at) == ";" && self.quoted[*at].is_none() && !goes_on(*at);
        range.clone().find(ends).unwrap_or(range.end)
    }

    fn tidy(&self, cue: &Cue, speaker: &Speaker, mut content: Vec<Range<usize>>) -> Vec<Range<usize>> {
        for range in &mut content {
            for quotation in self.quotations.iter().filter(|quotation| !quotation.contains(&cue.first)) {
                if range.start < quotation.end && quotation.start < range.end {
                    *range = range.start.min(quotation.start)..range.end.max(quotation.end);
                }
            }
        }
        for range in content.iter_mut().filter(|range| range.start > cue.last) {
            range.end = self.end_of_clause(range);
        }
        // What somebody quoted tells of others ends with the quotation.
        if let Some(quotation) = self.quotations.iter().find(|quotation| quotation.contains(&cue.word)) {
            let closes = quotation.end - usize::from(self.is_quote_mark(quotation.end - 1));
            for range in &mut content {
                *range =
                    range.start.max(quotation.start).min(closes)..range.end.clamp(quotation.start, closes);
            }
        }
        let cue = cue.first..cue.last + 1;
        for cut in std::iter::once(&cue).chain(speaker.range()) {
            content = content.into_iter().flat_map(|range| without(range, cut)).collect();
        }
        let mut parts: Vec<Range<usize>> = content
            .into_iter()
            .map(|range| self.trimmed(range))
            .filter(|range| self.has_words(range))
            .collect();
        parts.sort_by_key(|range| (range.start, range.end));
        parts.dedup_by(|next, last| {
            let joined = next.start < last.end;
            last.end = if joined { last.end.max(next.end) } else { last.end };
            joined
        });
        parts
    }
}
