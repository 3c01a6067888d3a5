//! Who says what: source, cue and content of every attribution, nested ones included.
//!
//! Rules over a sentence's grammar (`probata-grammar`) and word lists. Incomplete: a sentence that the parser misreads is judged by what
//! stands next to the verb; a sentence of more than [`LONGEST`] words is no sentence and is not looked at; sources of earlier
//! sentences are tied only through pronouns and quotations that go on.
//!
//! Invariant: an attribution's spans lie in the document's text; its parent comes before it.

mod cue;
mod discourse;
mod identity;
mod label;
mod lexicon;
mod onward;
mod parsed;
mod said;
mod speaker;
mod tree;

use crate::classes::{Class, Classes};
use crate::mention::Mentioned;
use crate::quotations::Quotation;
use crate::words::{Token, Words};
use cue::Cue;
pub(crate) use lexicon::Lexicon;
pub(crate) use parsed::without;
use parsed::{Parsed, quoted};
use probata_grammar::{Parser, Upos};
use probata_report::{Attribution, Document, Span};
use probata_vocabulary::{MentionKind, Stance, Zone};
use std::ops::Range;
pub(crate) use tree::Tree;

/// Most tokens of a sentence that is parsed.
pub(crate) const LONGEST: usize = 800;

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
pub(crate) fn attributions(scene: &Scene, parser: &mut Parser) -> Vec<Attribution> {
    let mut all = Vec::new();
    for (index, sentence) in scene.document.sentences.iter().enumerate() {
        if matches!(scene.document.zone(sentence), Zone::Body | Zone::Caption | Zone::Table | Zone::Note) {
            in_sentence(scene, parser, index, &mut all);
        }
    }
    onward::goes_on(scene, &mut all);
    identity::identify(scene, &mut all);
    all
}

fn in_sentence(scene: &Scene, parser: &mut Parser, sentence: usize, all: &mut Vec<Attribution>) {
    let tokens = scene.words.sentence(sentence);
    if tokens.len() < 3 || tokens.len() > LONGEST {
        return;
    }
    let quoted = quoted(scene.quotations, tokens);
    let note = scene.document.zone(&scene.document.sentences[sentence]) == Zone::Note;
    if scene.may_attribute(tokens, &quoted, note) {
        let parsed = Parsed::of(scene, parser, tokens, quoted, &[]);
        arrange(sentence, tokens, &parsed.drafts(scene, parser), all);
    }
    label::labelled(scene, sentence, all);
}

/// Puts the attributions of a sentence behind all others: what holds another comes before it, also where its cue comes after ("...,
/// he wrote").
fn arrange(sentence: usize, tokens: &[Token], drafts: &[Draft], all: &mut Vec<Attribution>) {
    let base = all.len();
    let parents: Vec<Option<usize>> = (0..drafts.len()).map(|at| parent_of(drafts, at)).collect();
    let depth =
        |at: usize| std::iter::successors(parents[at], |parent| parents[*parent]).take(drafts.len()).count();
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|at| depth(*at));
    for (nth, at) in order.iter().enumerate() {
        let parent = parents[*at].and_then(|parent| order[..nth].iter().position(|other| *other == parent));
        all.push(finished(sentence, tokens, &drafts[*at], parent.map(|parent| parent + base)));
    }
}

impl Parsed<'_> {
    /// Every attribution. Around asides the sentence is parsed again without them ("He was told, Verin said, that").
    fn drafts(&self, scene: &Scene, parser: &mut Parser) -> Vec<Draft> {
        let cues = self.cues();
        let asides: Vec<(&Cue, Range<usize>)> = cues
            .iter()
            .filter(|cue| !cue.takes().mind && self.quoted[cue.word].is_none())
            .filter_map(|cue| self.aside(cue).map(|(_, unit)| (cue, unit)))
            .filter(|(cue, unit)| self.beside(cue.word, unit).len() == 2)
            .collect();
        let mut drafts: Vec<Draft>;
        if asides.is_empty() {
            drafts = cues.iter().filter_map(|cue| self.draft(cue)).collect();
        } else {
            drafts = asides.iter().filter_map(|(cue, _)| self.draft(cue)).collect();
            let units: Vec<Range<usize>> = asides.into_iter().map(|(_, unit)| unit).collect();
            let bare = Parsed::of(scene, parser, self.tokens, self.quoted.clone(), &units);
            let outside = |cue: &&Cue| !units.iter().any(|unit| unit.contains(&cue.word));
            let inner = bare.cues();
            drafts.extend(
                inner.iter().filter(outside).filter_map(|cue| bare.draft(cue)).map(|draft| draft.cut(&units)),
            );
            drafts.sort_by_key(|draft| draft.cue.start);
        }
        drafts.extend(self.loose_quotations(&drafts));
        drafts
    }

    fn draft(&self, cue: &Cue) -> Option<Draft> {
        let takes = cue.takes();
        // What people think in a quotation is part of what they say.
        if takes.mind && self.quoted[cue.word].is_some() {
            return None;
        }
        let aside = self.aside(cue).map(|(speaker, unit)| (speaker, self.beside(cue.word, &unit)));
        let (source, content) = match aside.filter(|(_, content)| content.len() == 2) {
            Some((speaker, content)) => (Some(speaker), content),
            None => {
                let speaker = self.speaker(cue)?;
                (speaker.range().cloned(), self.content(cue, &speaker))
            }
        };
        let unnamed_thought = takes.mind && source.is_none() && cue.form == cue::Form::Passive;
        let introduces = content.is_empty() && self.introduces_quotation(cue);
        let keep = (introduces || !content.is_empty()) && (!unnamed_thought || self.is_impersonal(cue.word));
        let cue_range = cue.first..cue.last + 1;
        // "told them to leave" tells what was wanted.
        let orders =
            takes.addressee && content.first().is_some_and(|range| self.tree.tag(range.start) == Upos::Part);
        let says = cue.says && !orders;
        keep.then_some(Draft { cue: cue_range, source, content, stance: cue.stance, says })
    }

    /// "It is thought that".
    fn is_impersonal(&self, verb: usize) -> bool {
        self.tree.child(verb, &[probata_grammar::Relation::Expl]).is_some()
    }

    /// "Verin said:" and the like: what is said follows in the next block or sentence.
    fn introduces_quotation(&self, cue: &Cue) -> bool {
        let ends = self.len() - 1;
        let takes = cue.takes();
        self.low(ends) == ":"
            && (takes.quote || takes.clause)
            && (cue.last + 1..ends).all(|at| !self.is_stop(at))
    }

    /// Quotations that no cue has taken: their speaker is the subject of the clause that leads up to them ("Benk called the
    /// prison and pressed them to “find some place”").
    fn loose_quotations(&self, drafts: &[Draft]) -> Vec<Draft> {
        let is_free = |range: &&Range<usize>| {
            let meets = |other: &Range<usize>| other.start < range.end && range.start < other.end;
            !drafts.iter().any(|draft| draft.content.iter().any(meets) || range.contains(&draft.cue.start))
        };
        let long = |range: &&Range<usize>| (*range).clone().filter(|at| self.is_word(*at)).count() >= QUOTED;
        let spoken = |range: &Range<usize>| {
            let verb = self.tree.verb_above(range)?;
            let subject = self.tree.subject(verb).filter(|subject| subject.end < range.start)?;
            let content = vec![range.clone()];
            Some(Draft {
                cue: verb..verb + 1,
                source: Some(subject),
                content,
                stance: Stance::Asserts,
                says: true,
            })
        };
        self.quotations.iter().filter(long).filter(is_free).filter_map(spoken).collect()
    }
}

/// An attribution in tokens.
struct Draft {
    cue: Range<usize>,
    source: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    stance: Stance,
    says: bool,
}

impl Draft {
    /// Without these ranges in what is said.
    fn cut(mut self, ranges: &[Range<usize>]) -> Self {
        for cut in ranges {
            self.content = self.content.into_iter().flat_map(|range| without(range, cut)).collect();
        }
        self
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
    /// True if a word that may attribute, or a quotation, stands in the sentence. In notes, which mostly cite, only a plain verb of saying or
    /// a quotation makes the sentence worth parsing.
    fn may_attribute(&self, tokens: &[Token], quoted: &[Option<usize>], note: bool) -> bool {
        let lexicon = self.lexicon;
        let cue = |token: &Token| {
            let word = self.words.low(token);
            let verb = lexicon
                .verbs
                .get(word)
                .is_some_and(|verbs| !note || verbs.iter().any(|verb| !verb.takes.weak && !verb.takes.mind));
            let other = lexicon.nouns.contains_key(word)
                || lexicon.implied.contains_key(word)
                || lexicon.according.iter().any(|phrase| phrase.first().is_some_and(|first| first == word));
            verb || other && !note
        };
        quoted.iter().any(Option::is_some) || tokens.iter().any(cue)
    }

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
