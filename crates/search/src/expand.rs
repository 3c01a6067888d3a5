//! Words that are asked for, as the words that the index has.

use crate::analyser::stem_token;
use crate::fold::folded;
use crate::language::{Language, Script};
use crate::name::Name;
use crate::query::Part;
use crate::writer::{CLASSES, last_day};
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use std::collections::BTreeMap;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};
use tantivy_fst::{Automaton, Regex};

/// Words that are taken at most for one that is asked.
const MOST: usize = 10_000;
/// How much another spelling of a word written small counts, at least: it may be no name.
const NEAR_SMALL: f32 = 0.86;
/// Consonants by which a long name is looked up.
const TELLING: usize = 7;

/// A word of the index.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct KnownTerm {
    pub text: String,
    /// How much a passage gains by having it.
    pub weight: f32,
    /// Passages that have it.
    pub passages: u64,
}

/// Words of the index for one that was asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expansion {
    pub terms: Vec<KnownTerm>,
    /// Spellings of a name other than the one that was asked.
    pub spellings: Vec<String>,
    /// There were more.
    pub is_cut: bool,
}

/// Looks words up in an index.
pub(crate) struct Dictionary<'s> {
    pub searcher: &'s Searcher,
    pub text: Field,
    pub dates: Field,
}

impl Dictionary<'_> {
    /// What stands in the index for a part of a question; a phrase has none of its own.
    pub fn expand(&self, part: &Part) -> tantivy::Result<Expansion> {
        match part {
            Part::Word(word) => self.word(word),
            Part::Name(word) => self.name(word),
            Part::Prefix(word) => self.beginning(&folded(word)),
            Part::Fuzzy(word, distance) => self.like(&folded(word), *distance),
            Part::Mentioned(first, last) => self.mentioned(*first, *last),
            Part::Phrase(_) => Ok(Expansion::default()),
        }
    }

    fn word(&self, word: &str) -> tantivy::Result<Expansion> {
        let mut found = Expansion::default();
        self.push(folded(word), 1.0, &mut found)?;
        for language in Language::of_script(Script::of(word)) {
            self.push(stem_token(language, word), 0.8, &mut found)?;
        }
        // A name is written large, where a script has large letters; a word that nobody wrote may be one written small.
        let is_large = word.chars().next().is_some_and(char::is_uppercase);
        if is_large || Script::of(word) == Script::Arabic || found.terms.is_empty() {
            let mut other = self.name(word)?;
            if !is_large && Script::of(word) != Script::Arabic {
                other.terms.retain(|term| term.weight >= NEAR_SMALL);
                other.spellings.retain(|known| other.terms.iter().any(|term| term.text == *known));
            }
            found.spellings = other.spellings;
            found.is_cut = other.is_cut;
            let known: Vec<String> = found.terms.iter().map(|term| term.text.clone()).collect();
            found.terms.extend(other.terms.into_iter().filter(|term| !known.contains(&term.text)));
        }
        Ok(found)
    }

    fn push(&self, text: String, weight: f32, found: &mut Expansion) -> tantivy::Result<()> {
        let passages = self.searcher.doc_freq(&Term::from_field_text(self.text, &text))?;
        if passages > 0 && !found.terms.iter().any(|term| term.text == text) {
            found.terms.push(KnownTerm { text, weight, passages });
        }
        Ok(())
    }

    /// Every spelling of a name, in each script.
    fn name(&self, word: &str) -> tantivy::Result<Expansion> {
        let Some(name) = Name::new(word) else {
            let mut found = Expansion::default();
            self.push(folded(word), 1.0, &mut found)?;
            return Ok(found);
        };
        let mut patterns = [usize::MAX, TELLING].into_iter().map(|most| name.pattern(most));
        let Some(pattern) = patterns.find_map(|pattern| Regex::new(&pattern).ok()) else {
            return Ok(Expansion::default());
        };
        let mut found = self.matching(&pattern, |word| name.nearness(word).map(|near| near * 0.9))?;
        found.spellings =
            found.terms.iter().filter(|term| term.text != name.word).map(|term| term.text.clone()).collect();
        for term in &mut found.terms {
            term.weight = if term.text == name.word { 1.0 } else { term.weight };
        }
        Ok(found)
    }

    fn beginning(&self, start: &str) -> tantivy::Result<Expansion> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.text)?;
            let mut stream = inverted.terms().range().ge(start).into_stream()?;
            while stream.advance() && stream.key().starts_with(start.as_bytes()) {
                add(&mut found, stream.key(), stream.value().doc_freq, |_| Some(1.0));
            }
        }
        Ok(expansion(found))
    }

    fn like(&self, word: &str, distance: u8) -> tantivy::Result<Expansion> {
        let builder = LevenshteinAutomatonBuilder::new(distance, true);
        let dfa = Letters(builder.build_dfa(word));
        let weight = |other: &str| match dfa.0.eval(other) {
            Distance::Exact(differs) => Some(1.0 / f32::from(1 + differs)),
            Distance::AtLeast(_) => None,
        };
        let mut found = self.matching(&dfa, weight)?;
        found.spellings =
            found.terms.iter().filter(|term| term.text != word).map(|term| term.text.clone()).collect();
        Ok(found)
    }

    /// Words of the index that are nearly this one, the most frequent first.
    pub fn near(&self, word: &str) -> tantivy::Result<Vec<String>> {
        let word = folded(word);
        if word.chars().count() < 4 {
            return Ok(Vec::new());
        }
        let mut found = self.like(&word, 1)?;
        found
            .terms
            .sort_by(|one, other| other.passages.cmp(&one.passages).then_with(|| one.text.cmp(&other.text)));
        Ok(found.terms.into_iter().take(3).map(|term| term.text).collect())
    }

    fn matching<A: Automaton>(
        &self,
        automaton: &A,
        weight: impl Fn(&str) -> Option<f32>,
    ) -> tantivy::Result<Expansion>
    where
        A::State: Clone,
    {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.text)?;
            let mut stream = inverted.terms().search(automaton).into_stream()?;
            while stream.advance() {
                add(&mut found, stream.key(), stream.value().doc_freq, &weight);
            }
        }
        Ok(expansion(found))
    }

    /// Dates that share a day with a span of days; the shorter one is, the more it says.
    fn mentioned(&self, first: i64, last: i64) -> tantivy::Result<Expansion> {
        let mut found = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let inverted = segment.inverted_index(self.dates)?;
            for ((class, days), weight) in CLASSES.into_iter().zip([1.0, 0.7, 0.4, 0.2]) {
                let from = format!("{class}{:08}", first.saturating_sub(days.saturating_sub(1)).max(0));
                let until = format!("{class}{:08}~", last);
                let mut stream = inverted.terms().range().ge(from).le(until).into_stream()?;
                while stream.advance() {
                    let overlaps = |token: &str| last_day(token).filter(|end| *end >= first).map(|_| weight);
                    add(&mut found, stream.key(), stream.value().doc_freq, overlaps);
                }
            }
        }
        Ok(expansion(found))
    }
}

fn add(
    found: &mut BTreeMap<String, (f32, u64)>,
    key: &[u8],
    passages: u32,
    weight: impl Fn(&str) -> Option<f32>,
) {
    let Ok(text) = std::str::from_utf8(key) else { return };
    // Stems and marks are no words.
    if text.starts_with(['\u{1}', '\u{2}']) {
        return;
    }
    if let Some(known) = found.get_mut(text) {
        known.1 += u64::from(passages);
    } else if let Some(weight) = weight(text) {
        found.insert(text.to_owned(), (weight, u64::from(passages)));
    }
}

fn expansion(found: BTreeMap<String, (f32, u64)>) -> Expansion {
    let mut terms: Vec<KnownTerm> =
        found.into_iter().map(|(text, (weight, passages))| KnownTerm { text, weight, passages }).collect();
    let is_cut = terms.len() > MOST;
    if is_cut {
        terms.sort_by_key(|term| std::cmp::Reverse(term.passages));
        terms.truncate(MOST);
    }
    Expansion { terms, spellings: Vec::new(), is_cut }
}

/// Letters of a word, with some of them different.
struct Letters(DFA);

impl Automaton for Letters {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
