//! The words that name the source of a cue.

use super::cue::{Clause, Cue, Form};
use crate::classes::Class;
use crate::words::Kind;
use std::ops::Range;

/// Farthest that a source is looked for, in tokens.
const REACH: usize = 40;

/// Most tokens of a subject that a later verb shares.
const SUBJECT: usize = 8;

/// Where the source of a cue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// These tokens.
    Here(Range<usize>),
    /// The subject of the cue before, in this sentence ("... and said", ", adding that").
    Shared,
    /// It is said without saying by whom.
    Nobody,
}

impl Clause<'_> {
    /// The source of `cue`, and whether it follows the cue ("..., said X").
    pub fn source(&self, cue: &Cue) -> (Found, bool) {
        match cue.form {
            Form::According => (self.phrase_after(cue.last + 1).map_or(Found::Nobody, Found::Here), true),
            Form::Implied => (Found::Nobody, false),
            Form::Noun => (self.owner(cue), false),
            Form::Passive => (self.agent(cue.last + 1).map_or(Found::Nobody, Found::Here), false),
            Form::Gerund => (self.gerund_subject(cue), false),
            Form::Active => self.subject(cue),
        }
    }

    fn subject(&self, cue: &Cue) -> (Found, bool) {
        if self.is_inverted(cue)
            && let Some(after) = self.phrase_after(cue.last + 1)
        {
            return (Found::Here(after), true);
        }
        match self.phrase_before(cue.first) {
            Some(range) => (Found::Here(range), false),
            None => (Found::Shared, false),
        }
    }

    /// The subject of the last clause before `before`, for a later verb that shares it ("Verin visited him and said",
    /// "In May, the Ministry issued a statement, claiming").
    pub fn clause_subject(&self, before: usize) -> Option<Range<usize>> {
        let begins =
            |at: usize| at == 0 || matches!(self.low(at - 1), "," | ";" | ":") || self.is_quote_mark(at - 1);
        (0..before).rev().filter(|at| begins(*at)).find_map(|from| self.subject_at(from, before))
    }

    /// A subject that begins at `from`, right before its finite verb.
    fn subject_at(&self, from: usize, before: usize) -> Option<Range<usize>> {
        if self.quoted.get(from).is_some_and(Option::is_some) {
            return None;
        }
        let from = if self.is(from, Class::Joining) || self.is_adverb(from) { from + 1 } else { from };
        if self.is(from, Class::Nominative) {
            return self.is_verb_group(from + 1).then_some(from..from + 1);
        }
        let names =
            self.tokens.get(from).is_some_and(|token| token.capital) || self.is(from, Class::Determiner);
        if !names
            || self.is(from, Class::Preposition)
            || self.is(from, Class::Boundary)
            || self.is_adverb(from)
        {
            return None;
        }
        let end = (from + 1..before).find(|at| {
            self.is_stop(*at)
                || self.is_verb(*at)
                || self.is(*at, Class::Boundary) && !self.is(*at, Class::Joining)
        })?;
        // "Mira Dessel, a lawyer in Velsk, compared": behind the second comma.
        let apposed = || {
            let close =
                (end + 1..before.min(end + REACH)).find(|at| self.is_stop(*at) && self.low(*at) != "-");
            self.low(end) == ","
                && close.is_some_and(|close| self.low(close) == "," && self.is_verb(close + 1))
        };
        ((self.is_verb(end) || apposed()) && end - from <= SUBJECT)
            .then_some(from..end)
            .and_then(|range| self.trimmed(range))
    }

    fn is_verb_group(&self, at: usize) -> bool {
        self.is_verb(at)
            || self.is_adverb(at) && self.is_verb(at + 1)
            || self.is_word(at) && !self.is(at, Class::Boundary)
    }

    /// True for a word that is a finite verb by its form.
    pub fn is_verb(&self, at: usize) -> bool {
        let word = self.low(at);
        self.is_word(at)
            && !self.tokens[at].capital
            && (self.classes.has(Class::Auxiliary, word) && !self.classes.has(Class::Light, word)
                || self.classes.is_past(word)
                || self
                    .lexicon
                    .verbs
                    .get(word)
                    .is_some_and(|verbs| verbs.iter().any(|verb| !verb.base && !verb.gerund)))
    }

    /// "…," said X: a quotation or a clause with a comma stands right before the verb.
    fn is_inverted(&self, cue: &Cue) -> bool {
        let Some(before) = cue.first.checked_sub(1) else {
            return cue.verb.is_some_and(|verb| verb.takes.alone);
        };
        let takes_alone = cue.verb.is_some_and(|verb| verb.takes.alone || verb.takes.quote);
        let next = cue.last + 1;
        let begins_name = self.tokens.get(next).is_some_and(|token| {
            token.capital
                || (self.is(next, Class::Determiner) && !self.is(next, Class::That))
                || self.is(next, Class::PersonSubject)
        });
        takes_alone
            && begins_name
            && (self.is_quote_mark(before)
                || self.low(before) == "," && self.quoted[..before].iter().any(Option::is_some))
    }

    fn gerund_subject(&self, cue: &Cue) -> Found {
        let Some(before) = cue.first.checked_sub(1) else { return Found::Shared };
        if self.low(before) == ","
            || self.is_quote_mark(before)
            || self.is(before, Class::Preposition)
            || self.is(before, Class::And)
        {
            return Found::Shared;
        }
        match self.phrase_before(cue.first) {
            // "The Ministry issued a statement claiming": whoever issues it claims.
            Some(range) if range.start > 0 && self.is_verb(range.start - 1) => Found::Shared,
            Some(range) => Found::Here(range),
            None => Found::Shared,
        }
    }

    /// "by X" after a passive.
    fn agent(&self, from: usize) -> Option<Range<usize>> {
        let by = (from..from + 6)
            .take_while(|i| !self.is_stop(*i) && !self.is(*i, Class::That))
            .find(|i| self.is(*i, Class::By))?;
        self.phrase_after(by + 1).filter(|range| !self.classes.ends(self.low(range.start), "gerund", ""))
    }

    /// "X's claim", "the claim by X that", "his claim".
    fn owner(&self, cue: &Cue) -> Found {
        if let Some(clitic) =
            (cue.first.saturating_sub(4)..cue.first).rev().find(|i| self.tokens[*i].kind == Kind::Clitic)
        {
            return self.phrase_before(clitic).map_or(Found::Nobody, Found::Here);
        }
        if cue.first > 0 && self.is(cue.first - 1, Class::Possessive) {
            return Found::Here(cue.first - 1..cue.first);
        }
        let next = cue.last + 1;
        if self.is(next, Class::Owner) {
            return self.phrase_after(next + 1).map_or(Found::Nobody, Found::Here);
        }
        Found::Nobody
    }

    /// The noun phrase that ends right before token `end`, with an apposition in commas or a relative clause.
    pub fn phrase_before(&self, end: usize) -> Option<Range<usize>> {
        let mut end = end;
        while end > 0 && (self.is_quote_mark(end - 1) && self.quoted[end - 1].is_none()) {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        if self.is(last, Class::Relative) {
            return self.antecedent(last);
        }
        if self.low(last) == "," {
            return self.before_apposition(last);
        }
        if self.is(last, Class::Nominative) {
            return Some(last..end);
        }
        // "This suggests that" concludes; nobody says it.
        if self.is(last, Class::That) || self.is(last, Class::Demonstrative) {
            return None;
        }
        if let Some(relative) = self.relative_before(end) {
            return self.antecedent(relative);
        }
        let start = self.phrase_start(end);
        self.trimmed(start..end).map(|range| self.without_predicate(range))
    }

    /// "Mr Benk issued a statement" is "Mr Benk", "he posted a copy" is "he": what a verb says of a name or pronoun goes.
    fn without_predicate(&self, range: Range<usize>) -> Range<usize> {
        if self.is(range.start, Class::Nominative) {
            return range.start..range.start + 1;
        }
        let subject = |at: usize| self.is(at, Class::Nominative) || self.tokens[at].capital;
        let verb = (range.start + 1..range.end)
            .find(|at| self.is_verb(*at) && subject(*at - 1) && !self.is(range.start, Class::Determiner));
        verb.map_or(range.clone(), |verb| range.start..verb)
    }

    /// The word that opens a relative clause which runs up to `end` without a comma ("a woman who was held there said").
    fn relative_before(&self, end: usize) -> Option<usize> {
        let relative = (0..end)
            .rev()
            .take(REACH)
            .take_while(|at| !self.is_stop(*at))
            .find(|at| self.is(*at, Class::Relative))?;
        // "in which he asked": the clause has a subject of its own.
        let verb = (relative + 1..end).find(|at| !self.is_adverb(*at)).is_some_and(|at| self.is_verb(at));
        (relative > 0 && !self.is_stop(relative - 1) && !self.is(relative - 1, Class::Preposition) && verb)
            .then_some(relative)
    }

    /// "Tomas Verin, who": the phrase before the comma; none where "who" asks ("did not know who had written").
    fn antecedent(&self, relative: usize) -> Option<Range<usize>> {
        if relative > 0 && self.lexicon.verbs.contains_key(self.low(relative - 1)) {
            return None;
        }
        let end = if relative > 0 && self.low(relative - 1) == "," { relative - 1 } else { relative };
        let start = self.phrase_start(end);
        self.trimmed(start..end)
    }

    /// "Mira Dessel, a lawyer in Velsk, said": from the name on. `comma` is the second comma.
    fn before_apposition(&self, comma: usize) -> Option<Range<usize>> {
        let opening = (comma.saturating_sub(REACH)..comma).rev().find(|i| self.low(*i) == ",")?;
        let inside = opening + 1;
        let describes = self.is(inside, Class::Determiner)
            || self.is(inside, Class::Describer)
            || self.tokens.get(inside).is_some_and(|token| token.capital || token.kind == Kind::Number)
            || self.is(inside, Class::Preposition)
            || comma - inside <= 4;
        if !describes || opening == 0 {
            return None;
        }
        let start = self.phrase_start(opening);
        self.trimmed(start..opening).map(|name| name.start..comma)
    }

    /// Start of the phrase that ends before `end`, looking left to the next boundary.
    fn phrase_start(&self, end: usize) -> usize {
        let mut start = end;
        while let Some(before) = start.checked_sub(1) {
            let word = self.low(before);
            if end - before > REACH || self.is_stop(before) || self.is_boundary(before, start) {
                break;
            }
            let verb = self.classes.has(Class::Auxiliary, word) && !self.classes.has(Class::Light, word);
            if verb
                || (self.lexicon.verbs.contains_key(word)
                    && self.lexicon.verbs[word].iter().any(|v| !v.takes.weak)
                    && !self.is_attributive(before))
            {
                break;
            }
            start = before;
        }
        start
    }

    fn is_attributive(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Class::Determiner)
    }

    fn is_boundary(&self, at: usize, after: usize) -> bool {
        let word = self.low(at);
        if self.is(at, Class::Joining) {
            return !self.joins_names(at, after);
        }
        self.classes.has(Class::Boundary, word)
    }

    /// "Mira and Tomas Verin", "two guards and the director".
    fn joins_names(&self, at: usize, after: usize) -> bool {
        // The stop of "N.B. and A.K." belongs to the name.
        let back = if at > 1 && self.low(at - 1) == "." { 2 } else { 1 };
        let (Some(before), Some(next)) = (at.checked_sub(back), self.tokens.get(after)) else { return false };
        let starts_phrase = next.capital || self.is(after, Class::Determiner);
        let ends_phrase = self.tokens[before].capital || self.classes.ends(self.low(before), "plural", "");
        starts_phrase
            && ends_phrase
            && !self.is_stop(before)
            && !self.is(after, Class::Pronoun)
            && (self.tokens[before].capital == next.capital)
    }

    /// Cuts what does not belong to the phrase at its left edge: "In March the Ministry" is "the Ministry".
    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let mut start = range.start;
        if self.is(start, Class::Preposition)
            || self.tokens.get(start).is_some_and(|t| t.kind == Kind::Number)
        {
            let inner = (start + 1..range.end).rev().find(|i| {
                let head = self.is(*i, Class::Pronoun) || self.is(*i, Class::Determiner);
                let name = self.tokens[*i].capital
                    && !self.tokens[*i - 1].capital
                    && !self.is(*i - 1, Class::Preposition);
                (head && !self.is(*i - 1, Class::Preposition)) || name
            });
            start = inner.unwrap_or(start);
        }
        // "refuted Verin's claim": the verb is none of the phrase.
        let object =
            |at: usize| self.tokens.get(at).is_some_and(|t| t.capital) || self.is(at, Class::Determiner);
        if start + 1 < range.end
            && !self.tokens[start].capital
            && self.classes.is_past(self.low(start))
            && object(start + 1)
        {
            start += 1;
        }
        while start < range.end
            && (self.is(start, Class::Negation) || self.tokens[start].kind == Kind::Clitic)
        {
            start += 1;
        }
        let has_head = (start..range.end).any(|i| self.tokens[i].kind != Kind::Punctuation);
        let only_preposition = self.is(start, Class::Preposition) && range.end - start < 2;
        let empty_subject = range.end - start == 1 && self.is(start, Class::EmptySubject);
        (start < range.end && has_head && !only_preposition && !empty_subject).then_some(start..range.end)
    }

    /// The noun phrase that begins at `from`: to a comma, a stop, a quotation or a clause.
    pub fn phrase_after(&self, from: usize) -> Option<Range<usize>> {
        let mut end = from;
        while end < self.tokens.len() && end - from < REACH {
            let word = self.low(end);
            let stop = self.is_stop(end)
                || self.is_quote_mark(end)
                || self.ends_sentence(end)
                || self.classes.has(Class::Boundary, word) && !self.is(end, Class::Joining)
                || self.classes.has(Class::Auxiliary, word) && !self.is(end, Class::To)
                || (end > from && self.is(end, Class::Subject));
            if stop {
                break;
            }
            end += 1;
        }
        let mut end = self.with_apposition(end);
        while end > from && self.low(end - 1) == "." {
            end -= 1;
        }
        (end > from).then_some(from..end)
    }

    /// "said Mira Dessel, a lawyer in Velsk." goes on to the next comma or the end.
    fn with_apposition(&self, comma: usize) -> usize {
        let inside = comma + 1;
        let describes = self.is(inside, Class::Article);
        if self.low(comma) != "," || !describes {
            return comma;
        }
        let close = (inside..inside + REACH)
            .find(|i| self.is_stop(*i) || self.is_quote_mark(*i) || self.ends_sentence(*i));
        let clause = |close: usize| (inside..close).any(|i| self.is_verb(i));
        close
            .filter(|close| !clause(*close))
            .filter(|i| self.ends_sentence(*i) || self.low(*i) == "," && self.quote_starts_within(*i, 2))
            .unwrap_or(comma)
    }

    /// True for the full stop behind the last word.
    fn ends_sentence(&self, at: usize) -> bool {
        self.low(at) == "." && (at + 1..self.tokens.len()).all(|i| self.tokens[i].kind == Kind::Punctuation)
            || self.low(at) == "." && self.is_quote_mark(at + 1)
    }
}
