//! From words to a tree, sentence after sentence.
//!
//! What the first layer makes of a word does not depend on the sentence that it stands in, and a text says the same words again and
//! again; so that share, a third of all work, is done once for each word.

use crate::model::Model;
use crate::network::{GATES, LAYERS, WIDTH, carry, part, repeated};
use crate::parse::Parse;
use crate::tags::Relation;
use crate::tensor::{add, multiply};
use std::collections::HashMap;

/// What is kept of a word: its own numbers, then for each direction what it adds to its own gates and to its neighbour's.
const KEPT: usize = WIDTH + 4 * GATES;
/// Words that are kept, 13 MB; when there are so many, all are forgotten.
const MOST_WORDS: usize = 4096;

/// Parses the sentences of a text.
///
/// Invariant: a parse does not depend on what was parsed before.
pub struct Parser<'m> {
    model: &'m Model,
    known: HashMap<Box<str>, usize>,
    kept: Vec<f32>,
}

impl<'m> Parser<'m> {
    /// A parser by this model.
    #[must_use]
    pub fn new(model: &'m Model) -> Self {
        Self { model, known: HashMap::new(), kept: Vec::new() }
    }

    /// Parts of speech and the tree of a sentence's words.
    ///
    /// Words are given as they stand in the text: a clitic ("n't", "'s") and every sign apart, hyphenated words
    /// whole. Case counts. Time and memory grow with the number of words; a word's letters beyond the sixty-fourth
    /// are not looked at.
    #[must_use]
    pub fn parse(&mut self, words: &[&str]) -> Parse {
        if words.is_empty() {
            return Parse::default();
        }
        let mut read = self.first_layer(words);
        let tags = self.model.tags(&read);
        for layer in 1..LAYERS {
            read = self.model.read(layer, &read);
        }
        let state = self.model.tree(&read);
        let heads = state.heads.iter().map(|head| (*head < words.len()).then_some(*head)).collect();
        let relations = state.relations.iter().map(|number| Relation::ALL[*number]).collect();
        Parse { tags, heads, relations }
    }

    /// What the first layer says of each word.
    fn first_layer(&mut self, words: &[&str]) -> Vec<f32> {
        if self.known.len() > MOST_WORDS {
            self.known.clear();
            self.kept.clear();
        }
        let places: Vec<usize> = words.iter().map(|word| self.place(word)).collect();
        let kept = |at: usize| &self.kept[places[at] * KEPT..][..KEPT];
        let mut x = Vec::with_capacity(words.len() * WIDTH);
        for at in 0..words.len() {
            x.extend_from_slice(&kept(at)[..WIDTH]);
        }
        let mut out = vec![0.0; x.len()];
        for backward in [false, true] {
            let from = WIDTH + 2 * GATES * usize::from(backward);
            let bias = &self.model.matrix(part::weights(0, backward) + 1);
            let mut gates = repeated(bias, words.len());
            for (at, gates) in gates.chunks_exact_mut(GATES).enumerate() {
                add(gates, &kept(at)[from..][..GATES]);
                let neighbour =
                    if backward { (at + 1 < words.len()).then_some(at + 1) } else { at.checked_sub(1) };
                if let Some(neighbour) = neighbour {
                    add(gates, &kept(neighbour)[from + GATES..][..GATES]);
                }
            }
            carry(backward, &x, &mut gates, &mut out, &mut |_, _| {});
        }
        out
    }

    /// Where the word is kept.
    fn place(&mut self, word: &str) -> usize {
        if let Some(place) = self.known.get(word) {
            return *place;
        }
        let place = self.known.len();
        self.known.insert(word.into(), place);
        let from = self.kept.len();
        self.kept.resize(from + KEPT, 0.0);
        let (x, gates) = self.kept[from..].split_at_mut(WIDTH);
        self.model.token(word, x);
        for (backward, gates) in [false, true].into_iter().zip(gates.chunks_exact_mut(2 * GATES)) {
            let weights = self.model.matrix(part::weights(0, backward));
            let halves = weights.chunks_exact(WIDTH * GATES).zip(gates.chunks_exact_mut(GATES));
            for (weights, gates) in halves {
                multiply(x, weights, gates, WIDTH, GATES);
            }
        }
        place
    }
}
