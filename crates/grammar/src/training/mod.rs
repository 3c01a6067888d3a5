//! How the model is trained, from treebanks and vectors of words.
//!
//! Invariant: the same trees, vectors and code give the same bytes; no clock, no randomness but a seeded one. Two
//! threads share each batch in fixed halves.

mod adam;
mod backward;
mod chance;
mod oracle;
#[cfg(test)]
mod tests;
mod treebank;
mod variants;

pub use treebank::Tree;
pub use variants::as_document;

use crate::features::{HASHED_ROWS, KINDS, Word};
use crate::lexicon::{Lexicon, UNKNOWN, Vectors};
use crate::model::{Model, Raw};
use crate::network::{Dense, LAYERS, VECTOR, WIDTH, part, shapes};
use adam::Descent;
use backward::{Example, Turned, Weights, learn};
use chance::Chance;
use std::collections::HashMap;

/// Passes over the treebank.
const EPOCHS: usize = 16;
/// Sentences of a batch.
const BATCH: usize = 16;
/// How fast weights move at first; the pace falls to zero in a straight line.
const PACE: f32 = 0.002;
/// How often the parser follows its own choice, after the first pass.
const OWN_WAY: f32 = 0.9;
/// A word that occurs less often has no row of its own.
const FREQUENT: u32 = 2;

/// Trains a model and returns its bytes; `watch` sees it after every pass.
pub fn train(trees: &[Tree], vectors: &Vectors, watch: &mut dyn FnMut(usize, &Model)) -> Vec<u8> {
    let counts = counts(trees);
    let mut words: Vec<u32> = counts.iter().filter(|(_, n)| **n >= FREQUENT).map(|(key, _)| *key).collect();
    words.sort_unstable();
    let rows = HASHED_ROWS + 1 + words.len();
    let rarity: Vec<f32> = words.iter().map(|key| 0.25 / (0.25 + counts[key] as f32)).collect();
    let lexicon = Lexicon::new(vectors, &words);
    let mut model = Raw { words, dense: initial(), table: vec![0.0; rows * WIDTH] };
    let mut descent = Descent::new(&model.dense, rows);
    let mut order: Vec<usize> = (0..trees.len()).collect();
    let batches = EPOCHS * trees.len().div_ceil(BATCH);
    let mut done = 0;
    for epoch in 0..EPOCHS {
        Chance::new(epoch as u64).shuffle(&mut order);
        let explore = if epoch == 0 { 0.0 } else { OWN_WAY };
        for batch in order.chunks(BATCH) {
            let seed = |tree: usize| (epoch * trees.len() + tree + 1_000_000) as u64;
            let examples: Vec<(Example, Chance)> = batch
                .iter()
                .map(|tree| {
                    let mut chance = Chance::new(seed(*tree));
                    (example(&trees[*tree], &lexicon, &rarity, &mut chance), chance)
                })
                .collect();
            let rate = PACE * (1.0 - done as f32 / batches as f32);
            batch_step(&mut model, &mut descent, examples, explore, rate);
            done += 1;
        }
        watch(epoch, &Model::new(model.clone(), vectors));
    }
    model.to_bytes()
}

/// How often each word occurs.
fn counts(trees: &[Tree]) -> HashMap<u32, u32> {
    let mut counts = HashMap::new();
    for word in trees.iter().flat_map(|tree| &tree.words) {
        *counts.entry(crate::features::key(word)).or_insert(0) += 1;
    }
    counts
}

/// Small random weights.
fn initial() -> Dense {
    let mut chance = Chance::new(1);
    let mut dense = Dense::zero();
    for (part, (rows, columns)) in dense.0.iter_mut().zip(shapes()) {
        let reach = (6.0 / (rows + columns) as f32).sqrt();
        if rows > 1 {
            part.iter_mut().for_each(|weight| *weight = (2.0 * chance.part() - 1.0) * reach);
        }
    }
    for at in [part::CHILD, part::DISTANCE, part::ABSENT] {
        dense.0[at].fill(0.0);
    }
    debug_assert_eq!(part::TAG, part::LAYERS + 4 * LAYERS);
    dense
}

/// A sentence in one of its shapes, some of its words unknown.
fn example(tree: &Tree, lexicon: &Lexicon, rarity: &[f32], chance: &mut Chance) -> Example {
    let tree = variants::variant(tree, chance);
    let mut rows: Vec<[u32; KINDS]> = Vec::with_capacity(tree.words.len());
    let mut vectors = vec![0.0; tree.words.len() * VECTOR];
    let mut letters = Vec::new();
    for (word, vector) in tree.words.iter().zip(vectors.chunks_exact_mut(VECTOR)) {
        let mut seen = lexicon.look_up(&Word::of(word, &mut letters));
        lexicon.vector(seen.vector, vector);
        if seen.rows[0] > UNKNOWN && chance.happens(rarity[(seen.rows[0] - UNKNOWN - 1) as usize]) {
            seen.rows[0] = UNKNOWN;
        }
        rows.push(seen.rows);
    }
    Example {
        rows,
        vectors,
        tags: tree.tags.iter().map(|tag| *tag as usize).collect(),
        gold: oracle::Gold::new(&tree.heads),
        relations: tree.relations.iter().map(|relation| *relation as usize).collect(),
    }
}

/// Learns from a batch, in two halves.
fn batch_step(
    model: &mut Raw,
    descent: &mut Descent,
    mut examples: Vec<(Example, Chance)>,
    explore: f32,
    rate: f32,
) {
    let turned = Turned::of(&model.dense);
    let weights = Weights { dense: &model.dense, turned: &turned, table: &model.table };
    let work = |examples: &mut [(Example, Chance)]| {
        let mut gradient = Dense::zero();
        let each: Vec<Vec<f32>> = examples
            .iter_mut()
            .map(|(example, chance)| learn(weights, example, chance, explore, &mut gradient))
            .collect();
        (gradient, each)
    };
    // The last batch may be short.
    let half = (BATCH / 2).min(examples.len());
    let (one, other) = examples.split_at_mut(half);
    let ((mut gradient, mut each), (second, rest)) = std::thread::scope(|scope| {
        let other = scope.spawn(|| work(other));
        let one = work(one);
        (one, other.join().expect("learning does not panic"))
    });
    for (to, from) in gradient.0.iter_mut().zip(&second.0) {
        crate::tensor::add(to, from);
    }
    each.extend(rest);
    // A batch's gradient is the mean over its sentences.
    let share = 1.0 / BATCH as f32;
    gradient.0.iter_mut().flatten().for_each(|number| *number *= share);
    each.iter_mut().flatten().for_each(|number| *number *= share);
    let rows = examples.iter().zip(&each).flat_map(|((example, _), errors)| {
        let words = example.rows.iter().zip(errors.chunks_exact(WIDTH));
        words.flat_map(|(rows, error)| rows.iter().map(move |row| (*row, error)))
    });
    descent.step((&mut model.dense, &gradient), &mut model.table, rows, rate);
}
