//! Who does what a verb says: the name that is its subject or agent.
//!
//! Rather none than the wrong one: a name that only stands before the verb is not enough.

use super::finder::Finder;
use crate::classes::Class;
use crate::words::Kind;
use probata_report::Mention;
use probata_vocabulary::MentionKind;

/// Words between commas behind a name: "Sergeant Maruk, whom the others called the carpenter, hung him".
const APPOSITION: usize = 24;
/// Words of a second subject without a name: "Telk and another officer".
const SECOND: usize = 6;
/// Words in which the agent of a passive stands.
const AGENT: usize = 16;

impl Finder<'_, '_> {
    /// The name that is the verb's subject.
    pub(super) fn subject(&self, verb: usize) -> Option<usize> {
        let mut end = verb;
        while end > 0 && (self.is_between(end - 1) || self.is(end - 1, Class::Auxiliary)) {
            end -= 1;
        }
        let last = end.checked_sub(1)?;
        if self.is_sign(last, ",") {
            let open = (last.saturating_sub(APPOSITION)..last).rev().find(|at| self.is_sign(*at, ","))?;
            // "X, hackers entered, stole": another subject stands between.
            let told = !self.is(open + 1, Class::Relative)
                && (open + 2..last).any(|at| self.case.language.classes.is_past(self.low(at)));
            return self.heading_name(open.checked_sub(1)?).filter(|_| !told);
        }
        if self.is(last, Class::Relative) {
            let before = last.checked_sub(1)?;
            let name = if self.is_sign(before, ",") { before.checked_sub(1)? } else { before };
            return self.heading_name(name);
        }
        if self.is(last, Class::And) {
            return self.first_of_clause(last);
        }
        if self.is(last, Class::PersonSubject) {
            let meant = self.case.meant.get(&self.tokens[last].span.start).copied();
            return meant.filter(|mention| self.can_be_accused(*mention));
        }
        self.heading_name(last).or_else(|| self.beside_another(last))
    }

    /// "By X" behind a passive.
    pub(super) fn agent(&self, verb: usize) -> Option<usize> {
        let end = (verb + AGENT).min(self.tokens.len());
        let stop = (verb..end).find(|at| self.is_sign(*at, ";") || self.is_sign(*at, ":")).unwrap_or(end);
        (verb + 1..stop).filter(|at| self.is(*at, Class::By)).find_map(|by| {
            let start = (by + 1..(by + 5).min(self.tokens.len()))
                .take_while(|at| self.tokens[*at].kind == Kind::Word)
                .take_while(|at| *at == by + 1 || !self.is(at - 1, Class::Preposition))
                .find(|at| self.name_from(*at).is_some())?;
            self.name_from(start)
        })
    }

    /// A name that ends at the token and is no mere part of what another noun is: not "the wife of Benk", but "officers of
    /// the Directorate".
    fn heading_name(&self, last: usize) -> Option<usize> {
        let (mention, first) = self.name_to(last)?;
        let mut before = first;
        while before > 0 && self.is(before - 1, Class::Article) && !self.is(before - 1, Class::Relative) {
            before -= 1;
        }
        let body = self.case.report.mentions[mention].kind == MentionKind::Body;
        let governed = before > 0 && self.is(before - 1, Class::Preposition);
        let owned =
            body && before > 1 && self.is(before - 1, Class::Owner) && !self.is(before - 1, Class::By);
        // "Inspector Rendholm of the Aliens Police kicked him": the person did.
        if owned {
            let person = self.name_to(before.checked_sub(2)?);
            let named = person.filter(|(m, _)| self.case.report.mentions[*m].kind == MentionKind::Person);
            return Some(named.map_or(mention, |(person, _)| person));
        }
        (!governed).then_some(mention)
    }

    /// "Captain Telk and another officer": the name before "and".
    fn beside_another(&self, last: usize) -> Option<usize> {
        let from = last.saturating_sub(SECOND);
        let plain = |at: &usize| {
            self.tokens[*at].kind == Kind::Word
                && !self.is(*at, Class::PersonSubject)
                && !self.is(*at, Class::BeforeAct)
        };
        let and = (from..=last).rev().take_while(plain).find(|at| self.is(*at, Class::And))?;
        self.heading_name(and.checked_sub(1)?)
    }

    /// "Benk came in and kicked him": the name that begins the clause, if nobody else acts in between.
    fn first_of_clause(&self, end: usize) -> Option<usize> {
        let start = (0..end)
            .rev()
            .find(|at| {
                let stop = matches!(self.low(*at), ";" | ":" | "“" | "”" | "\"" | "(");
                stop || self.is(*at, Class::BeforeAct)
            })
            .map_or(0, |stop| stop + 1);
        let first =
            start + usize::from(self.is(start, Class::Article) && !self.is(start, Class::PersonSubject));
        let mention = self.name_from(first)?;
        let other = (first..end).any(|at| self.is(at, Class::Group) || self.is(at, Class::Relative));
        (!other).then_some(mention)
    }

    /// The name that begins at the token.
    fn name_from(&self, at: usize) -> Option<usize> {
        let start = self.tokens.get(at)?.span.start;
        let named = self.case.named_in[self.sentence].iter().find(|(_, span)| span.start == start)?;
        self.can_be_accused(named.0).then_some(named.0)
    }

    /// The name that ends at the token, with its first token.
    fn name_to(&self, at: usize) -> Option<(usize, usize)> {
        let place = self.tokens.get(at)?.span;
        let named = &self.case.named_in[self.sentence];
        let (mention, span) = named.iter().find(|(_, span)| span.contains(place))?;
        let more = self.tokens.get(at + 1).is_some_and(|next| span.contains(next.span));
        let first = self.tokens.iter().position(|token| token.span.start >= span.start)?;
        (!more && self.can_be_accused(*mention)).then_some((*mention, first))
    }

    /// A person or body; not the author, and nobody whose name is only initials.
    fn can_be_accused(&self, mention: usize) -> bool {
        let mention = &self.case.report.mentions[mention];
        matches!(mention.kind, MentionKind::Person | MentionKind::Body)
            && is_telling(mention)
            && !self.case.authors.contains(&mention.name.to_lowercase())
    }
}

/// True if a word of the name is longer than initials are.
fn is_telling(mention: &Mention) -> bool {
    mention.name.split_whitespace().any(|word| word.trim_end_matches('.').chars().count() > 2)
}
