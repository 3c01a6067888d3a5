//! The trained model.

use crate::features::Word;
use crate::lexicon::{Lexicon, Vectors};
use crate::network::{self, Dense, HIDDEN, SLOTS, TAGS, VECTOR, View, WIDTH, part, repeated};
use crate::tags::{Relation, Upos};
use crate::tensor::{add, greatest, multiply};
use crate::transition::{State, Step};
use std::sync::LazyLock;

/// What was learnt, as training and the file have it.
#[derive(Clone)]
pub(crate) struct Raw {
    /// Keys of the words that have a row of their own, rising.
    pub words: Vec<u32>,
    /// The matrices.
    pub dense: Dense,
    /// The table of features.
    pub table: Vec<f32>,
}

/// A trained model.
pub struct Model {
    lexicon: Lexicon,
    raw: Raw,
}

static SHIPPED: LazyLock<Model> = LazyLock::new(|| {
    let vectors = Vectors::of_bytes(include_bytes!("../model/vectors.bin"));
    let raw = Raw::of_bytes(include_bytes!("../model/english.bin"));
    let model = vectors.zip(raw).map(|(vectors, raw)| Model::new(raw, &vectors));
    model.expect("the model in the repository is whole, and a test reads it")
});

impl Model {
    /// The English model that is part of the program; read once, when it is first asked for.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Makes ready to parse.
    pub(crate) fn new(raw: Raw, vectors: &Vectors) -> Self {
        Self { lexicon: Lexicon::new(vectors, &raw.words), raw }
    }

    /// A matrix.
    pub(crate) fn matrix(&self, part: usize) -> &[f32] {
        &self.raw.dense.0[part]
    }

    /// A word's numbers.
    pub(crate) fn token(&self, word: &str, x: &mut [f32]) {
        let mut letters = Vec::new();
        let seen = self.lexicon.look_up(&Word::of(word, &mut letters));
        x.copy_from_slice(self.matrix(part::TOKEN));
        for row in seen.rows {
            add(x, &self.raw.table[row as usize * WIDTH..][..WIDTH]);
        }
        let mut vector = [0.0; VECTOR];
        self.lexicon.vector(seen.vector, &mut vector);
        multiply(&vector, self.matrix(part::VECTOR), x, VECTOR, WIDTH);
    }

    /// Reads the words in both directions.
    pub(crate) fn read(&self, layer: usize, x: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; x.len()];
        for backward in [false, true] {
            network::read(&self.raw.dense, layer, backward, x, &mut out);
        }
        out
    }

    /// Parts of speech, from what the first layer says.
    pub(crate) fn tags(&self, first: &[f32]) -> Vec<Upos> {
        let mut scores = repeated(&self.raw.dense.0[part::TAG_BIAS], first.len() / WIDTH);
        multiply(first, &self.raw.dense.0[part::TAG], &mut scores, WIDTH, TAGS);
        scores.chunks_exact(TAGS).map(|scores| Upos::ALL[greatest(&scores[..Upos::ALL.len()])]).collect()
    }

    /// The tree, from what the last layer says.
    pub(crate) fn tree(&self, second: &[f32]) -> State {
        let mut slots = vec![0.0; second.len() / WIDTH * SLOTS * HIDDEN];
        multiply(second, &self.raw.dense.0[part::SLOT], &mut slots, WIDTH, SLOTS * HIDDEN);
        let mut state = State::new(second.len() / WIDTH);
        let mut hidden = [0.0; HIDDEN];
        while !state.done() {
            View::of(&state).sum(&self.raw.dense, &slots, &mut hidden);
            hidden.iter_mut().for_each(|unit| *unit = unit.max(0.0));
            let scores = network::steps(&self.raw.dense, &hidden);
            let score = |at: usize| if state.allows(Step::ALL[at]) { scores[at] } else { f32::MIN };
            let step = Step::ALL[greatest(&[score(0), score(1), score(2)])];
            let relation = match state.arc(step) {
                Some((head, _)) if head == state.length => Relation::Root as usize,
                Some(_) => greatest(&network::relations(&self.raw.dense, &hidden)[..Relation::ALL.len()]),
                None => 0,
            };
            state.take(step, relation);
        }
        state
    }
}
