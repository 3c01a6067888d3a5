//! Sentences of summaries, conclusions, captions and boxes that say again what a body sentence says.
//!
//! Told by shared telling words, rare words weighing more. Incomplete: a summary that uses other words is not tied.

use crate::sections::{Purpose, Section, section_at};
use crate::words::{Kind, Token, Words};
use probata_report::{Document, Restatement};
use probata_vocabulary::Zone;
use std::collections::HashMap;

/// Least share of a sentence's weight that must stand in the other one and its neighbours; set by pairs read by eye, see
/// docs/benchmarks.md.
const ENOUGH: f32 = 0.42;
/// Least share that must stand in the other one itself.
const ITSELF: f32 = 0.34;
/// Least number of shared telling words.
const FEWEST: usize = 4;

/// For each sentence, the body sentence that it restates. `candidate`: sentences that may be restated (they assert and
/// stand in the body proper); `repeats`: sentences that may restate.
pub(crate) fn restatements(
    document: &Document,
    words: &Words,
    sections: &[Section],
    stemming: &Stems,
    candidate: &dyn Fn(usize) -> bool,
) -> Vec<Option<Restatement>> {
    let places: Vec<Place> =
        (0..document.sentences.len()).map(|index| place(document, sections, index)).collect();
    let mut index = Index::default();
    for sentence in
        (0..document.sentences.len()).filter(|index| places[*index] == Place::Body && candidate(*index))
    {
        index.add(sentence, stems(words, sentence, stemming));
    }
    (0..document.sentences.len())
        .map(|sentence| {
            (places[sentence] == Place::Repeats && candidate(sentence))
                .then(|| index.best(&stems(words, sentence, stemming), sentence))
                .flatten()
        })
        .collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Repeats,
    Elsewhere,
}

fn place(document: &Document, sections: &[Section], sentence: usize) -> Place {
    let here = &document.sentences[sentence];
    let purpose =
        section_at(sections, here.span.start).map_or(Purpose::Body, |index| sections[index].purpose);
    let zone = document.zone(here);
    let boxed = document.blocks[here.block].boxed;
    match (zone, purpose) {
        (Zone::Caption, _) => Place::Repeats,
        (Zone::Body, Purpose::Summary | Purpose::Recommendation) => Place::Repeats,
        (Zone::Body, _) if boxed => Place::Repeats,
        (Zone::Body, Purpose::Body | Purpose::Legal) => Place::Body,
        _ => Place::Elsewhere,
    }
}

/// True if the sentence stands where one says again what was said (summary, conclusion, caption, box).
pub(crate) fn repeats(document: &Document, sections: &[Section], sentence: usize) -> bool {
    place(document, sections, sentence) == Place::Repeats
}

/// A word without its commonest endings.
pub(crate) type Stem = String;

/// The commonest endings of words.
#[derive(Debug, Default)]
pub(crate) struct Stems {
    endings: Vec<String>,
}

impl Stems {
    /// From the data's list, the longest endings first.
    pub fn of_endings(endings: &str) -> Self {
        let mut endings: Vec<String> = endings.split_whitespace().map(str::to_owned).collect();
        endings.sort_by_key(|ending| std::cmp::Reverse(ending.len()));
        Self { endings }
    }

    /// Crude, but the same on both sides.
    pub fn stem(&self, word: &str) -> Stem {
        let fits = |ending: &&String| word.len() >= ending.len() + 4 && word.ends_with(ending.as_str());
        let cut = self.endings.iter().find(fits).map_or(0, String::len);
        word[..word.len() - cut].to_owned()
    }

    /// Telling words: numbers, and words of more than three letters; each once.
    pub fn of(&self, words: &Words, tokens: &[Token]) -> Vec<Stem> {
        let mut stems: Vec<Stem> = tokens
            .iter()
            .filter(|token| token.kind == Kind::Number || token.kind == Kind::Word && token.span.len() > 3)
            .map(|token| self.stem(words.low(token)))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }
}

/// Telling words of a sentence.
pub(crate) fn stems(words: &Words, sentence: usize, stems: &Stems) -> Vec<Stem> {
    stems.of(words, words.sentence(sentence))
}

/// Which sentences hold a stem.
#[derive(Default)]
struct Index {
    holders: HashMap<String, Vec<u32>>,
    count: usize,
}

impl Index {
    fn add(&mut self, sentence: usize, stems: Vec<String>) {
        self.count += 1;
        for stem in stems {
            self.holders.entry(stem).or_default().push(sentence as u32);
        }
    }

    fn weight(&self, stem: &str) -> f32 {
        let holders = self.holders.get(stem).map_or(0, Vec::len);
        (1.0 + self.count as f32 / (1.0 + holders as f32)).ln()
    }

    /// The sentence that shares most weight with `stems`, if it is enough. Neighbours lend each other half their weight,
    /// since a summary draws two sentences into one.
    fn best(&self, stems: &[String], own: usize) -> Option<Restatement> {
        let total: f32 = stems.iter().map(|stem| self.weight(stem)).sum();
        let common = (self.count / 20).max(12);
        let mut scores: HashMap<u32, (f32, usize)> = HashMap::new();
        for stem in stems {
            let Some(holders) = self.holders.get(stem).filter(|holders| holders.len() <= common) else {
                continue;
            };
            for holder in holders {
                let score = scores.entry(*holder).or_default();
                score.0 += self.weight(stem);
                score.1 += 1;
            }
        }
        let lent = |sentence: u32| scores.get(&sentence).map_or(0.0, |score| score.0 / 2.0);
        let (sentence, share) = scores
            .iter()
            .filter(|(sentence, (score, shared))| {
                **sentence as usize != own && *shared >= FEWEST && score / total >= ITSELF
            })
            .map(|(sentence, (score, _))| {
                let near = lent(sentence + 1).max(sentence.checked_sub(1).map_or(0.0, lent));
                (*sentence, (score + near.min(score / 2.0)) / total)
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (share >= ENOUGH)
            .then_some(Restatement { sentence: sentence as usize, shared: (share.min(1.0) * 100.0) as u8 })
    }
}
