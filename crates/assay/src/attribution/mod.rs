//! Who says what: source, cue and content of every attribution, nested ones included.
//!
//! Plain rules over word lists. Incomplete: no parse, so long subjects and clauses between commas can be cut wrongly;
//! sources of earlier sentences are tied only through pronouns and quotations that go on.
//!
//! Invariant: an attribution's spans lie in the document's text; its parent comes before it.

mod content;
mod cue;
mod discourse;
mod identity;
mod lexicon;
mod onward;
mod source;

use crate::classes::{Class, Classes};
use crate::mention::Mentioned;
use crate::quotations::Quotation;
use crate::words::{Token, Words};
use cue::{Clause, Cue, Form};
pub(crate) use lexicon::Lexicon;
use probata_report::{Attribution, Document, Span};
use probata_vocabulary::{MentionKind, Zone};
use source::Found;
use std::ops::Range;

/// Fewest words of a quotation that has a speaker; fewer are a term or a name.
const QUOTED: usize = 4;

/// What attributions are found with.
pub(crate) struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its words.
    pub words: &'a Words,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Who and what is named.
    pub mentioned: &'a Mentioned,
    /// For each sentence, the mentions in it: index into `mentioned.mentions` and place.
    pub named_in: &'a [Vec<(usize, Span)>],
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// The small words.
    pub classes: &'a Classes,
    /// Names of the report's author in lower case ("lantern rights watch", "lantern").
    pub authors: &'a [String],
}

/// Every attribution of the document, in order of sentence.
pub(crate) fn attributions(scene: &Scene) -> Vec<Attribution> {
    let mut all = Vec::new();
    for (index, sentence) in scene.document.sentences.iter().enumerate() {
        if matches!(scene.document.zone(sentence), Zone::Body | Zone::Caption | Zone::Table | Zone::Note) {
            in_sentence(scene, index, &mut all);
        }
    }
    onward::goes_on(scene, &mut all);
    identity::identify(scene, &mut all);
    all
}

fn in_sentence(scene: &Scene, sentence: usize, all: &mut Vec<Attribution>) {
    let tokens = scene.words.sentence(sentence);
    if tokens.len() < 3 {
        return;
    }
    let clause = Clause {
        words: scene.words,
        tokens,
        lexicon: scene.lexicon,
        classes: scene.classes,
        quoted: quoted(scene.quotations, tokens),
    };
    let cues: Vec<Cue> = clause.cues();
    let mut done: Vec<Draft> = Vec::new();
    let sources: Vec<(Found, bool)> = cues.iter().map(|cue| clause.source(cue)).collect();
    for (at, cue) in cues.iter().enumerate() {
        let (found, follows) = &sources[at];
        let from = done.last().map_or(0, |_| coordinate_from(&clause, &cues, &sources, at));
        let until = (at + 1..cues.len())
            .find_map(|next| coordinate_until(&clause, &cues, &sources, next))
            .unwrap_or(tokens.len());
        let content = clause.content(cue, found, *follows, from, until);
        let source = settled(&clause, &done, cue, found, from);
        let needs_source = cue.form == Form::Active && source.is_none();
        let introduces = content.is_empty() && introduces_quotation(&clause, cue);
        if (!content.is_empty() || introduces) && !needs_source {
            let says = !cue.verb.is_some_and(|verb| verb.takes.mind);
            done.push(Draft { cue: cue.first..cue.last + 1, source, content, stance: cue.stance, says });
        }
    }
    done.extend(loose_quotations(&clause, &done));
    let base = all.len();
    // What holds another comes before it, also where its cue comes after ("..., he wrote").
    let parents: Vec<Option<usize>> = (0..done.len()).map(|at| parent_of(&done, at)).collect();
    let depth =
        |at: usize| std::iter::successors(parents[at], |parent| parents[*parent]).take(done.len()).count();
    let mut order: Vec<usize> = (0..done.len()).collect();
    order.sort_by_key(|at| depth(*at));
    for (nth, at) in order.iter().enumerate() {
        let parent = parents[*at].and_then(|parent| order[..nth].iter().position(|other| *other == parent));
        all.push(finished(sentence, tokens, &done[*at], parent.map(|parent| parent + base)));
    }
}

/// "Verin said:" and the like: what is said follows in the next block or sentence.
fn introduces_quotation(clause: &Clause, cue: &Cue) -> bool {
    let ends = clause.tokens.len() - 1;
    let takes = cue.verb.map(|verb| verb.takes).unwrap_or_default();
    clause.low(ends) == ":"
        && (takes.quote || takes.clause)
        && (cue.last + 1..ends).all(|at| !clause.is_stop(at))
}

/// Quotations that no cue has taken: their speaker is the subject of the clause that leads up to them ("Benk called the
/// prison and pressed them to “find some place”").
fn loose_quotations(clause: &Clause, done: &[Draft]) -> Vec<Draft> {
    let taken =
        |at: usize| done.iter().any(|draft| draft.content.iter().any(|content| content.contains(&at)));
    let mut loose = Vec::new();
    let mut at = 0;
    while at < clause.tokens.len() {
        let Some(quotation) = clause.quoted[at] else {
            at += 1;
            continue;
        };
        let end = (at..clause.tokens.len())
            .find(|i| clause.quoted[*i] != Some(quotation))
            .unwrap_or(clause.tokens.len());
        let words = (at..end).filter(|i| clause.is_word(*i)).count();
        let free =
            !(at..end).any(taken) && !done.iter().any(|draft| draft.cue.start >= at && draft.cue.start < end);
        if words >= QUOTED
            && free
            && let Some(subject) = clause.clause_subject(at).filter(|subject| subject.end < at)
        {
            let stance = probata_vocabulary::Stance::Asserts;
            let cue = subject.end..subject.end + 1;
            loose.push(Draft {
                cue,
                source: Some(subject),
                content: std::iter::once(at..end).collect(),
                stance,
                says: true,
            });
        }
        at = end;
    }
    loose
}

/// An attribution in tokens.
struct Draft {
    cue: Range<usize>,
    source: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    stance: probata_vocabulary::Stance,
    says: bool,
}

fn quoted(quotations: &[Quotation], tokens: &[Token]) -> Vec<Option<usize>> {
    let Some(first) = tokens.first() else { return Vec::new() };
    let from = quotations.partition_point(|quotation| quotation.span.end <= first.span.start);
    let mut at = from;
    tokens
        .iter()
        .map(|token| {
            while quotations.get(at).is_some_and(|quotation| quotation.span.end <= token.span.start) {
                at += 1;
            }
            quotations.get(at).filter(|quotation| quotation.span.start <= token.span.start).map(|_| at)
        })
        .collect()
}

/// First token of the unit (source and cue).
fn unit_start(cue: &Cue, source: &(Found, bool)) -> usize {
    match source {
        (Found::Here(range), false) => range.start.min(cue.first),
        _ => cue.first,
    }
}

/// If cue `at` begins a part that stands beside what came before (not inside it), the token where that part begins.
fn coordinate(clause: &Clause, cues: &[Cue], sources: &[(Found, bool)], at: usize) -> Option<usize> {
    let start = unit_start(&cues[at], &sources[at]);
    if clause.quoted.get(start).is_some_and(Option::is_some) {
        return None;
    }
    let before = start.checked_sub(1)?;
    let word = clause.low(before);
    if word == ";" {
        return Some(start);
    }
    let joins = is_joint(clause, before);
    let comma = before > 0 && matches!(clause.low(before - 1), "," | ";");
    let shared_object = joins
        && sources[at].0 == Found::Shared
        && at > 0
        && cues[at - 1].verb.is_some_and(|verb| verb.takes.noun)
        && !has_clause(clause, cues[at - 1].last + 1, before);
    let contrast = clause.is(before, Class::Concession);
    if joins && (comma || shared_object || contrast && sources[at].0 != Found::Shared) {
        return Some(start);
    }
    // ", adding that"
    (cues[at].form == Form::Gerund && word == ",").then_some(start)
}

/// "and", "but", "while".
fn is_joint(clause: &Clause, at: usize) -> bool {
    [Class::And, Class::Turn, Class::Concession].iter().any(|class| clause.is(at, *class))
}

fn has_clause(clause: &Clause, from: usize, until: usize) -> bool {
    (from..until)
        .any(|i| clause.is(i, Class::Auxiliary) && !clause.is(i, Class::To) || clause.is(i, Class::That))
}

fn coordinate_from(clause: &Clause, cues: &[Cue], sources: &[(Found, bool)], at: usize) -> usize {
    (1..=at).rev().find_map(|i| coordinate(clause, cues, sources, i)).unwrap_or(0)
}

fn coordinate_until(clause: &Clause, cues: &[Cue], sources: &[(Found, bool)], next: usize) -> Option<usize> {
    let start = coordinate(clause, cues, sources, next)?;
    let mut end = start;
    while end > 0 && (clause.is_stop(end - 1) || is_joint(clause, end - 1)) && !clause.is_quote_mark(end - 1)
    {
        end -= 1;
    }
    Some(end)
}

/// The source of a cue that shares its subject: that of the cue before, or the subject of its content.
fn settled(clause: &Clause, done: &[Draft], cue: &Cue, found: &Found, from: usize) -> Option<Range<usize>> {
    match found {
        Found::Here(range) => Some(range.clone()),
        Found::Nobody => None,
        Found::Shared => {
            let Some(last) = done.last() else { return clause.clause_subject(cue.first) };
            let inside =
                last.content.iter().find(|content| content.contains(&cue.first) && from <= content.start);
            let subject = inside.and_then(|content| {
                let skip = usize::from(clause.is(content.start, Class::Question));
                clause.phrase_after(content.start + skip).filter(|range| range.end < cue.first)
            });
            subject.or_else(|| last.source.clone())
        }
    }
}

/// The innermost attribution whose content holds this cue; of two that hold each other's, the one with more content.
fn parent_of(done: &[Draft], at: usize) -> Option<usize> {
    let size = |at: usize| done[at].content.iter().map(ExactSizeIterator::len).sum::<usize>();
    let holds = |outer: usize, inner: usize| {
        done[outer].content.iter().any(|content| content.contains(&done[inner].cue.start))
    };
    (0..done.len())
        .filter(|outer| *outer != at && holds(*outer, at))
        .filter(|outer| !holds(at, *outer) || (size(*outer), at) > (size(at), *outer))
        .min_by_key(|outer| size(*outer))
}

fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
}

fn finished(sentence: usize, tokens: &[Token], draft: &Draft, parent: Option<usize>) -> Attribution {
    let source = draft.source.iter().filter(|range| range.start < range.end);
    Attribution {
        sentence,
        parent,
        source: source.map(|range| span_of(tokens, range)).collect(),
        cue: vec![span_of(tokens, &draft.cue)],
        content: draft.content.iter().map(|range| span_of(tokens, range)).collect(),
        source_name: None,
        named: false,
        says: draft.says,
        stance: draft.stance,
    }
}

impl Scene<'_> {
    /// True if the source is the report's author.
    pub fn is_author(&self, attribution: &Attribution) -> bool {
        let Some(source) = attribution.source.first() else { return false };
        let words = self.words.plain(*source).to_lowercase();
        self.classes.has(Class::Author, &words) && !self.is_quoted(*source) || self.authors.contains(&words)
    }

    /// If the author's name begins at token `at`, how many tokens it has.
    pub fn author_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        self.authors
            .iter()
            .map(|name| name.split(' ').collect::<Vec<_>>())
            .filter(|name| {
                name.iter()
                    .enumerate()
                    .all(|(i, word)| tokens.get(at + i).is_some_and(|t| self.words.low(t) == *word))
            })
            .map(|name| name.len())
            .max()
    }

    /// What the named source of an attribution is.
    pub fn source_kind(&self, attribution: &Attribution) -> Option<MentionKind> {
        let source = attribution.source.first()?;
        let named = &self.named_in[attribution.sentence];
        named
            .iter()
            .find(|(_, span)| source.contains(*span))
            .map(|(mention, _)| self.mentioned.mentions[*mention].kind)
    }

    /// True if the author says that it found something or nothing: a finding, not method.
    pub fn found_nothing(&self, words: &Words, tokens: &[Token]) -> bool {
        tokens.iter().any(|token| self.classes.has(Class::Finding, words.low(token)))
    }
}

#[cfg(test)]
mod tests;
