//! Who says what: source, cue and content of every attribution, nested ones included.
//!
//! Plain rules over word lists. Incomplete: no parse, so long subjects and clauses between commas can be cut wrongly;
//! sources of earlier sentences are tied only through pronouns and quotations that go on.
//!
//! Invariant: an attribution's spans lie in the document's text; its parent comes before it.

mod content;
mod cue;
mod lexicon;
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
    goes_on(scene, &mut all);
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
            done.push(Draft { cue: cue.first..cue.last + 1, source, content, stance: cue.stance });
        }
    }
    let base = all.len();
    for (at, draft) in done.iter().enumerate() {
        let parent = parent_of(&done, at).map(|parent| parent + base);
        all.push(finished(scene, sentence, tokens, draft, parent, all));
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

/// An attribution in tokens.
struct Draft {
    cue: Range<usize>,
    source: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    stance: probata_vocabulary::Stance,
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
            let last = done.last()?;
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

/// The innermost earlier attribution whose content holds this cue.
fn parent_of(done: &[Draft], at: usize) -> Option<usize> {
    let cue = done[at].cue.start;
    let size = |draft: &Draft| draft.content.iter().map(ExactSizeIterator::len).sum::<usize>();
    (0..at)
        .filter(|i| done[*i].content.iter().any(|content| content.contains(&cue)))
        .min_by_key(|i| size(&done[*i]))
}

fn span_of(tokens: &[Token], range: &Range<usize>) -> Span {
    Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
}

fn finished(
    scene: &Scene,
    sentence: usize,
    tokens: &[Token],
    draft: &Draft,
    parent: Option<usize>,
    all: &[Attribution],
) -> Attribution {
    let source: Vec<Span> = draft
        .source
        .iter()
        .filter(|range| range.start < range.end)
        .map(|range| span_of(tokens, range))
        .collect();
    let who = draft.source.as_ref().map(|range| identify(scene, sentence, tokens, range, all));
    let (source_name, named) = who.unwrap_or((None, false));
    Attribution {
        sentence,
        parent,
        source,
        cue: vec![span_of(tokens, &draft.cue)],
        content: draft.content.iter().map(|range| span_of(tokens, range)).collect(),
        source_name,
        named,
        stance: draft.stance,
    }
}

/// Who the words of a source stand for, and whether a reader of the text can tell.
fn identify(
    scene: &Scene,
    sentence: usize,
    tokens: &[Token],
    range: &Range<usize>,
    all: &[Attribution],
) -> (Option<String>, bool) {
    let span = span_of(tokens, range);
    let words = scene.words.plain(span);
    let low = words.to_lowercase();
    if scene.authors.contains(&low) || scene.classes.has(Class::Author, &low) {
        return (Some(words), false);
    }
    if let Some(mention) = named_by(scene, sentence, tokens, range) {
        return (Some(scene.mentioned.mentions[mention].name.clone()), true);
    }
    if range.len() == 1 && scene.classes.has(Class::Pronoun, &low) {
        let earlier = scene.mentioned.person_before(scene.document, scene.words, sentence, range.start);
        if let Some(mention) = earlier {
            return (Some(scene.mentioned.mentions[mention].name.clone()), true);
        }
        // The source of the sentence before, if it is one person and in the same paragraph.
        let block = scene.document.sentences[sentence].block;
        let last = all.iter().rev().take(4).find(|a| {
            a.parent.is_none()
                && !a.source.is_empty()
                && a.sentence < sentence
                && scene.document.sentences[a.sentence].block == block
        });
        if let Some(last) = last.filter(|_| scene.classes.has(Class::PersonSubject, &low)) {
            return (last.source_name.clone(), last.named);
        }
        return (None, false);
    }
    let role = scene.mentioned.person_before(scene.document, scene.words, sentence, range.start);
    match role.filter(|_| scene.classes.has(Class::Definite, scene.words.low(&tokens[range.start]))) {
        Some(mention) => (Some(scene.mentioned.mentions[mention].name.clone()), true),
        None => (Some(words), false),
    }
}

/// The person, body or state that the head of the phrase names.
fn named_by(scene: &Scene, sentence: usize, tokens: &[Token], range: &Range<usize>) -> Option<usize> {
    let phrase = span_of(tokens, range);

    // The head stands before the first preposition or comma.
    let head_end = range.clone().find(|i| {
        *i > range.start
            && (scene.classes.has(Class::Preposition, scene.words.low(&tokens[*i]))
                || scene.words.low(&tokens[*i]) == ",")
    });
    let head = span_of(tokens, &(range.start..head_end.unwrap_or(range.end)));
    let generic = (range.start..head_end.unwrap_or(range.end))
        .last()
        .is_some_and(|i| scene.is_unnamed(scene.words.low(&tokens[i])));
    let speaks_for =
        (range.start..head_end.unwrap_or(range.end)).any(|i| scene.speaks_for(scene.words.low(&tokens[i])));
    scene.named_in[sentence].iter().find_map(|(mention, used)| {
        let (mention, used) = (*mention, *used);
        let kind = scene.mentioned.mentions[mention].kind;
        let telling = matches!(kind, MentionKind::Person | MentionKind::Body | MentionKind::Instrument)
            || kind == MentionKind::Place && used == head;
        let is_head = head.contains(used) || used.overlaps(head) && used.start <= head.end;
        let through = speaks_for && phrase.contains(used);
        let apposed = kind == MentionKind::Person && phrase.contains(used);
        (telling && (is_head && !generic || through || apposed)).then_some(mention)
    })
}

impl Scene<'_> {
    /// True if the source is the report's author.
    pub fn is_author(&self, attribution: &Attribution) -> bool {
        let Some(source) = attribution.source.first() else { return false };
        let words = self.words.plain(*source).to_lowercase();
        self.classes.has(Class::Author, &words) || self.authors.contains(&words)
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

    fn is_unnamed(&self, word: &str) -> bool {
        self.lexicon.unnamed.iter().any(|pattern| match pattern.strip_suffix('*') {
            Some(start) => word.starts_with(start),
            None => word == pattern,
        })
    }

    fn speaks_for(&self, word: &str) -> bool {
        self.lexicon.speaks_for.contains(word)
    }
}

/// Lets contents go on over the sentences that the same quotation covers, over a quotation set apart after a colon, and
/// over quoted sentences that follow. What introduces a quotation that does not come is dropped.
fn goes_on(scene: &Scene, all: &mut Vec<Attribution>) {
    let speaking: std::collections::HashSet<usize> =
        all.iter().map(|attribution| attribution.sentence).collect();
    for attribution in all.iter_mut().filter(|attribution| attribution.parent.is_none()) {
        let more = further_content(scene, attribution, &speaking);
        attribution.content.extend(more);
    }
    let mut kept = 0;
    let renumbered: Vec<Option<usize>> = all
        .iter()
        .map(|attribution| {
            let keep = !attribution.content.is_empty();
            kept += usize::from(keep);
            keep.then(|| kept - 1)
        })
        .collect();
    all.retain(|attribution| !attribution.content.is_empty());
    for attribution in all.iter_mut() {
        attribution.parent = attribution.parent.and_then(|parent| renumbered[parent]);
    }
}

fn further_content(
    scene: &Scene,
    attribution: &mut Attribution,
    speaking: &std::collections::HashSet<usize>,
) -> Vec<Span> {
    let document = scene.document;
    let sentence = &document.sentences[attribution.sentence];
    let mut next = scene.quotations.partition_point(|quotation| quotation.span.end <= sentence.span.end);
    let mut more = Vec::new();
    // A quotation that this sentence opens and another closes.
    if let Some(quotation) = scene.quotations.get(next).filter(|q| q.span.start < sentence.span.end)
        && let Some(last) =
            attribution.content.last_mut().filter(|last| quotation.span.start + 4 >= last.start)
    {
        last.end = last.end.max(quotation.span.end);
        next += 1;
    }
    // Quotation blocks behind a colon, and paragraphs of the same speech.
    let introduces = scene.words.text[..sentence.span.end].trim_end().ends_with([':', ',']);
    let mut block = sentence.block;
    while let Some(quotation) = scene.quotations.get(next) {
        let set_apart = quotation.set_apart
            && quotation.block == block + 1
            && (quotation.goes_on || introduces && block == sentence.block);
        let speech = quotation.goes_on && quotation.block == block + 1;
        if !(set_apart || speech) {
            break;
        }
        more.push(quotation.span);
        block = quotation.block;
        next += 1;
    }
    // "...," he said. "More of it." with no speaker of its own.
    let quotes = more.is_empty()
        && (introduces
            || attribution.content.iter().any(|span| scene.words.text[*span].contains(['“', '"', '«'])));
    let follower = attribution.sentence + 1;
    if quotes
        && !speaking.contains(&follower)
        && let Some(following) = document.sentences.get(follower).filter(|s| s.block == sentence.block)
    {
        let opened = scene
            .quotations
            .get(next)
            .filter(|q| q.span.start <= following.span.start + 1 && q.span.start >= sentence.span.end);
        more.extend(opened.map(|quotation| quotation.span));
    }
    more
}

#[cfg(test)]
mod tests;
