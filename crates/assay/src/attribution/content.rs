//! What is said: the words that belong to a cue as its content.

use super::cue::{Clause, Cue, Form};
use super::source::Found;
use crate::classes::Class;
use crate::words::Kind;
use std::ops::Range;

/// Longest hearer in tokens ("told the men who had come for him").
const HEARER: usize = 14;

impl Clause<'_> {
    /// Token ranges of what is said. `source`: tokens of the source; `from`: first token not used by a cue before that is
    /// coordinate with this one; `until`: first token of the next coordinate part.
    pub fn content(
        &self,
        cue: &Cue,
        source: &Found,
        follows: bool,
        from: usize,
        until: usize,
    ) -> Vec<Range<usize>> {
        let unit_start = match source {
            Found::Here(range) if !follows => range.start.min(cue.first),
            _ => cue.first,
        };
        let unit_end = match source {
            Found::Here(range) if follows => range.end.max(cue.last + 1),
            _ => cue.last + 1,
        };
        let found = match cue.form {
            Form::According => self.around(unit_start, unit_end, from, until),
            Form::Implied => self.around(unit_start, unit_end, from, until),
            Form::Noun => self.that_clause(cue.last + 1, until).into_iter().collect(),
            Form::Passive => self.passive_content(cue, source, from, until),
            _ => self.active_content(cue, unit_start, unit_end, from, until),
        };
        found.into_iter().map(|range| self.cut(range)).filter(|range| self.has_words(range)).collect()
    }

    fn has_words(&self, range: &Range<usize>) -> bool {
        range.clone().any(|i| i < self.tokens.len() && self.tokens[i].kind != Kind::Punctuation)
    }

    /// Without signs at the edges, except quotation marks.
    fn cut(&self, range: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (range.start, range.end.min(self.tokens.len()));
        while start < end && self.is_stop(start) && !self.is_quote_mark(start) && self.low(start) != "[" {
            start += 1;
        }
        while end > start
            && (self.low(end - 1) == "." || self.is_stop(end - 1))
            && !self.is_quote_mark(end - 1)
            && self.low(end - 1) != "]"
        {
            end -= 1;
        }
        start..end
    }

    fn around(&self, unit_start: usize, unit_end: usize, from: usize, until: usize) -> Vec<Range<usize>> {
        let before = from..unit_start;
        let after = unit_end..until;
        [before, after].into_iter().filter(|range| range.start < range.end).collect()
    }

    fn that_clause(&self, from: usize, until: usize) -> Option<Range<usize>> {
        let that = (from..(from + 12).min(until)).find(|i| self.is(*i, Class::That))?;
        Some(that..until)
    }

    fn active_content(
        &self,
        cue: &Cue,
        unit_start: usize,
        unit_end: usize,
        from: usize,
        until: usize,
    ) -> Vec<Range<usize>> {
        let takes = cue.verb.map(|verb| verb.takes).unwrap_or_default();
        let closing = if takes.addressee { self.behind_hearer(unit_end, until) } else { unit_end };
        if self.is_parenthesis(unit_start, closing, from, until) {
            return self.around(unit_start, closing, from, until);
        }
        if let Some(start) = self.content_start(cue, unit_end, until) {
            let mut parts = Vec::new();
            if unit_start > from
                && self.quoted[from..unit_start].iter().any(Option::is_some)
                && self.low(unit_start - 1) == ","
            {
                parts.push(from..unit_start);
            }
            parts.push(start..until);
            return parts;
        }
        let before =
            self.quoted_before(unit_start, from).filter(|_| takes.quote || takes.alone || takes.clause);
        before.into_iter().collect()
    }

    /// ", X said," or "..., X said." at the end.
    fn is_parenthesis(&self, unit_start: usize, unit_end: usize, from: usize, until: usize) -> bool {
        let opens = unit_start > from
            && (self.low(unit_start - 1) == ","
                || self.is_quote_mark(unit_start - 1)
                || self.is(unit_start - 1, Class::As) && unit_start - 1 > from);
        let closes = !self.has_words(&(unit_end..until))
            || self.is_stop(unit_end) && self.low(unit_end) != ":" && !self.is_quote_mark(unit_end);
        opens && closes && self.has_words(&(from..unit_start)) && unit_start - from > 2
    }

    /// Behind a hearer that closes a parenthesis: ", he told Lantern,".
    fn behind_hearer(&self, from: usize, until: usize) -> usize {
        let hearer = self.phrase_after(from).filter(|range| range.len() <= 4 && range.end <= until);
        let closed = hearer.filter(|range| {
            self.is_stop(range.end) && self.low(range.end) != ":" || !self.has_words(&(range.end..until))
        });
        closed.map_or(from, |range| range.end)
    }

    /// Where the content after a cue begins, or none if nothing that can be content follows.
    fn content_start(&self, cue: &Cue, from: usize, until: usize) -> Option<usize> {
        let takes = cue.verb.map(|verb| verb.takes).unwrap_or_default();
        let from = if takes.addressee || takes.of {
            self.after_hearer(from, until)
        } else {
            self.after_adverbials(from, until)
        };
        if !self.has_words(&(from..until)) {
            return None;
        }
        let word = self.low(from);
        if self.classes.has(Class::Question, word) {
            return takes.clause.then_some(from);
        }
        if word == ":" || self.quote_starts_within(from, 2) {
            return Some(from);
        }
        if self.is_stop(from) {
            return None;
        }
        if self.is(from, Class::To) {
            let hearer = || self.that_within(from, until).or_else(|| self.quote_within(from, until));
            return takes.to.then_some(from).or_else(hearer);
        }
        if self.is(from, Class::Topic) && (takes.addressee || takes.of) {
            return Some(from);
        }
        if self.classes.has(Class::Preposition, word) {
            return self.that_within(from, until).or_else(|| self.quote_within(from, until));
        }
        let bare = takes.clause || takes.noun;
        (bare && !(takes.weak && takes.addressee && !self.has_verb(from, until))).then_some(from)
    }

    fn that_within(&self, from: usize, until: usize) -> Option<usize> {
        (from..(from + HEARER).min(until))
            .take_while(|i| !self.lexicon.verbs.contains_key(self.low(*i)))
            .find(|i| self.is(*i, Class::That))
    }

    fn quote_within(&self, from: usize, until: usize) -> Option<usize> {
        (from..(from + HEARER).min(until)).find(|i| self.quoted[*i].is_some())
    }

    fn has_verb(&self, from: usize, until: usize) -> bool {
        (from..until).any(|i| self.is(i, Class::Auxiliary) || self.classes.is_past(self.low(i)))
    }

    fn after_adverbials(&self, from: usize, until: usize) -> usize {
        let mut at = from;
        while at < until && self.is_adverb(at) {
            at += 1;
        }
        at
    }

    /// Behind the hearer: to "that", a question word, a colon or quotation, or a bare clause's subject.
    fn after_hearer(&self, from: usize, until: usize) -> usize {
        let end = (from + HEARER).min(until);
        let sign = (from..end)
            .take_while(|i| !self.is_verb(*i))
            .find(|i| self.is(*i, Class::That) || self.low(*i) == ":" || self.quoted[*i].is_some())
            .or_else(|| {
                (from..end)
                    .take_while(|i| self.low(*i) != "," || self.quote_starts_within(*i, 2))
                    .find(|i| self.is_content_sign(*i))
            });
        if let Some(sign) = sign {
            return sign;
        }
        // No sign: "told Lantern he was beaten": the hearer is one phrase, a clause begins with a new one.
        let mut at = from;
        if self.is(at, Class::Pronoun) {
            return at + 1;
        }
        let mut seen_head = false;
        while at < end && !self.is_stop(at) {
            let token = &self.tokens[at];
            let starts_clause = seen_head
                && (self.is(at, Class::ClauseStart)
                    || token.capital
                        && !self.tokens[at - 1].capital
                        && !self.is(at - 1, Class::Determiner)
                        && !self.is(at - 1, Class::Preposition));
            if starts_clause {
                return at;
            }
            seen_head |= !self.is(at, Class::Determiner) && !self.is(at, Class::Preposition);
            if self.is(at, Class::Preposition) {
                seen_head = false;
            }
            at += 1;
        }
        at
    }

    fn is_content_sign(&self, at: usize) -> bool {
        let word = self.low(at);
        (word == ":" || self.is(at, Class::ContentSign))
            && !(self.is(at, Class::Of) && at > 0 && self.is_part_of_name(at))
            || self.quoted[at].is_some()
    }

    /// The "of" of "Ministry of Justice", not that of "told Lantern of a man".
    fn is_part_of_name(&self, of: usize) -> bool {
        self.tokens[of - 1].capital
            && self.tokens.get(of + 1).is_none_or(|next| next.capital || self.is(of + 1, Class::Definite))
    }

    fn quoted_before(&self, unit_start: usize, from: usize) -> Option<Range<usize>> {
        let quote = self.quoted[from..unit_start].iter().any(Option::is_some);
        let near = unit_start > from
            && (self.is_quote_mark(unit_start - 1) || matches!(self.low(unit_start - 1), ","));
        (quote && near).then_some(from..unit_start)
    }

    /// "was told that", "is said to have", "it was reported that".
    fn passive_content(&self, cue: &Cue, source: &Found, from: usize, until: usize) -> Vec<Range<usize>> {
        let takes = cue.verb.map(|verb| verb.takes).unwrap_or_default();
        let next = cue.last + 1;
        if let Some(that) = self.that_within(next, until).filter(|_| takes.clause) {
            return std::iter::once(that..until).collect();
        }
        let question = self.is(next, Class::Question);
        if question || takes.addressee && !self.is_stop(next) && !self.is(next, Class::Preposition) {
            return std::iter::once(next..until).collect();
        }
        if self.is(next, Class::To) && !takes.addressee {
            return vec![from..cue.first, next..until];
        }
        // "The case was reported by the Herald."
        if matches!(source, Found::Here(_)) && !takes.addressee && cue.first > from {
            return std::iter::once(from..cue.first).collect();
        }
        Vec::new()
    }
}
