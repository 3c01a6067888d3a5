//! What one sentence teaches: forward through the network, along the parser's own path, and back.

use super::chance::Chance;
use super::oracle::Gold;
use crate::network::{
    Dense, GATES, HALF, HIDDEN, LAYERS, Pass, RELATIONS, SEEN, SLOTS, STEPS, TAGS, VECTOR, View, WIDTH,
    order, part, read, relations, repeated, shapes, steps,
};
use crate::tensor::{add, exp, greatest, multiply, outer, transposed};
use crate::transition::{State, Step};

/// How much is dropped of: words' numbers, a layer's, the decision's.
const DROPPED: [f32; 3] = [0.2, 0.2, 0.2];
/// How often a word's vector is dropped whole.
const VECTOR_DROPPED: f32 = 0.05;

/// A sentence to learn from.
pub(crate) struct Example {
    /// Rows of the table, word by word.
    pub rows: Vec<[u32; crate::features::KINDS]>,
    /// The words' vectors, row by row.
    pub vectors: Vec<f32>,
    /// Numbers of the tags.
    pub tags: Vec<usize>,
    /// The tree.
    pub gold: Gold,
    /// Numbers of the relations.
    pub relations: Vec<usize>,
}

/// Matrices turned over, for the way back.
pub(crate) struct Turned(Vec<Vec<f32>>);

impl Turned {
    /// Turns all over.
    pub fn of(dense: &Dense) -> Self {
        let all = dense.0.iter().zip(shapes());
        Self(all.map(|(part, (rows, columns))| transposed(part, rows, columns)).collect())
    }
}

/// Weights as they are while a sentence is learnt.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'w> {
    /// The matrices.
    pub dense: &'w Dense,
    /// The same, turned over.
    pub turned: &'w Turned,
    /// The table of features.
    pub table: &'w [f32],
}

/// A layer's numbers with what was dropped.
struct Layer {
    passes: [Pass; 2],
    out: Vec<f32>,
    mask: Vec<f32>,
}

/// Adds to `gradient` what the sentence says of the matrices, and returns what it says of each word's numbers.
pub(crate) fn learn(
    weights: Weights,
    example: &Example,
    chance: &mut Chance,
    explore: f32,
    gradient: &mut Dense,
) -> Vec<f32> {
    let length = example.tags.len();
    let mut vectors = example.vectors.clone();
    for vector in vectors.chunks_exact_mut(VECTOR) {
        if chance.happens(VECTOR_DROPPED) {
            vector.fill(0.0);
        }
    }
    let mask = chance.mask(length * WIDTH, DROPPED[0]);
    let mut x = token(weights, example, &vectors);
    scale(&mut x, &mask);
    let first = layer(weights, 0, &x, chance);
    let second = layer(weights, 1, &first.out, chance);

    let mut d_second = along(weights, example, &second.out, chance, explore, gradient);
    let mut d_first = back(weights, 1, &second, &first.out, &mut d_second, gradient);
    add(&mut d_first, &tag(weights, example, &first.out, gradient));
    let mut d_x = back(weights, 0, &first, &x, &mut d_first, gradient);
    scale(&mut d_x, &mask);
    outer(&vectors, &d_x, &mut gradient.0[part::VECTOR], VECTOR, WIDTH);
    d_x.chunks_exact(WIDTH).for_each(|row| add(&mut gradient.0[part::TOKEN], row));
    d_x
}

/// The words' numbers.
fn token(weights: Weights, example: &Example, vectors: &[f32]) -> Vec<f32> {
    let mut x = repeated(&weights.dense.0[part::TOKEN], example.rows.len());
    multiply(vectors, &weights.dense.0[part::VECTOR], &mut x, VECTOR, WIDTH);
    for (x, rows) in x.chunks_exact_mut(WIDTH).zip(&example.rows) {
        for row in rows {
            add(x, &weights.table[*row as usize * WIDTH..][..WIDTH]);
        }
    }
    x
}

fn layer(weights: Weights, layer: usize, x: &[f32], chance: &mut Chance) -> Layer {
    debug_assert!(layer < LAYERS);
    let mut out = vec![0.0; x.len()];
    let passes = [false, true].map(|backward| read(weights.dense, layer, backward, x, &mut out));
    let mask = chance.mask(x.len(), DROPPED[1]);
    scale(&mut out, &mask);
    Layer { passes, out, mask }
}

fn scale(all: &mut [f32], by: &[f32]) {
    for (one, by) in all.iter_mut().zip(by) {
        *one *= by;
    }
}

/// Back through a layer: from the error of its output to that of its input `x`.
fn back(
    weights: Weights,
    layer: usize,
    of: &Layer,
    x: &[f32],
    error: &mut [f32],
    gradient: &mut Dense,
) -> Vec<f32> {
    scale(error, &of.mask);
    let mut d_x = vec![0.0; x.len()];
    for (pass, backward) in of.passes.iter().zip([false, true]) {
        let d_gates = back_gates(pass, backward, x, error, &mut d_x);
        let at = part::weights(layer, backward);
        outer(&pass.seen, &d_gates, &mut gradient.0[at], SEEN, GATES);
        d_gates.chunks_exact(GATES).for_each(|row| add(&mut gradient.0[at + 1], row));
        let mut d_seen = vec![0.0; pass.seen.len()];
        multiply(&d_gates, &weights.turned.0[at], &mut d_seen, GATES, SEEN);
        let mut before: Option<usize> = None;
        for at in order(x.len() / WIDTH, backward) {
            let (own, neighbour) = d_seen[at * SEEN..][..SEEN].split_at(WIDTH);
            add(&mut d_x[at * WIDTH..][..WIDTH], own);
            if let Some(before) = before {
                add(&mut d_x[before * WIDTH..][..WIDTH], neighbour);
            }
            before = Some(at);
        }
    }
    d_x
}

/// Back through time: the error of the gates before they were bent; what goes straight to the input is added to it.
fn back_gates(pass: &Pass, backward: bool, x: &[f32], error: &[f32], d_x: &mut [f32]) -> Vec<f32> {
    let length = x.len() / WIDTH;
    let offset = if backward { HALF } else { 0 };
    let mut d_gates = vec![0.0; pass.gates.len()];
    let mut carried = [0.0f32; HALF];
    for at in order(length, !backward) {
        let before = if backward { at + 1 } else { at.wrapping_sub(1) };
        let gates = &pass.gates[at * GATES..][..GATES];
        let d_gates = &mut d_gates[at * GATES..][..GATES];
        let from = at * WIDTH + offset;
        for j in 0..HALF {
            let (z, f, r) = (gates[j], gates[HALF + j], gates[2 * HALF + j]);
            let c = pass.cell[at * HALF + j];
            let c_before = if before < length { pass.cell[before * HALF + j] } else { 0.0 };
            let d_out = error[from + j];
            d_x[from + j] += d_out * (1.0 - r);
            let d_cell = d_out * r + carried[j];
            d_gates[j] = d_cell * (1.0 - f) * (1.0 - z * z);
            d_gates[HALF + j] = d_cell * (c_before - z) * f * (1.0 - f);
            d_gates[2 * HALF + j] = d_out * (c - x[from + j]) * r * (1.0 - r);
            carried[j] = d_cell * f;
        }
    }
    d_gates
}

/// What the tags teach: the error of the first layer.
fn tag(weights: Weights, example: &Example, first: &[f32], gradient: &mut Dense) -> Vec<f32> {
    let mut errors = repeated(&weights.dense.0[part::TAG_BIAS], example.tags.len());
    multiply(first, &weights.dense.0[part::TAG], &mut errors, WIDTH, TAGS);
    for (errors, tag) in errors.chunks_exact_mut(TAGS).zip(&example.tags) {
        surprise(errors, |at| at == *tag, |_| true);
    }
    outer(first, &errors, &mut gradient.0[part::TAG], WIDTH, TAGS);
    errors.chunks_exact(TAGS).for_each(|row| add(&mut gradient.0[part::TAG_BIAS], row));
    let mut d_first = vec![0.0; first.len()];
    multiply(&errors, &weights.turned.0[part::TAG], &mut d_first, TAGS, WIDTH);
    d_first
}

/// Turns scores into the error of their probabilities, where any of the right ones would do.
fn surprise(scores: &mut [f32], right: impl Fn(usize) -> bool, allowed: impl Fn(usize) -> bool) {
    let most =
        scores.iter().enumerate().filter(|(at, _)| allowed(*at)).map(|(_, s)| *s).fold(f32::MIN, f32::max);
    let (mut all, mut good) = (0.0, 0.0);
    for (at, score) in scores.iter_mut().enumerate() {
        *score = if allowed(at) { exp(*score - most) } else { 0.0 };
        all += *score;
        good += if right(at) { *score } else { 0.0 };
    }
    for (at, score) in scores.iter_mut().enumerate() {
        *score = *score / all - if right(at) { *score / good.max(1e-30) } else { 0.0 };
    }
}

/// Along the parser's path: the error of the second layer.
fn along(
    weights: Weights,
    example: &Example,
    second: &[f32],
    chance: &mut Chance,
    explore: f32,
    gradient: &mut Dense,
) -> Vec<f32> {
    let mut shares = vec![0.0; example.tags.len() * SLOTS * HIDDEN];
    multiply(second, &weights.dense.0[part::SLOT], &mut shares, WIDTH, SLOTS * HIDDEN);
    let mut d_shares = vec![0.0; shares.len()];
    let mut state = State::new(example.tags.len());
    while !state.done() {
        let view = View::of(&state);
        let mut sum = [0.0; HIDDEN];
        view.sum(weights.dense, &shares, &mut sum);
        let mut mask = chance.mask(HIDDEN, DROPPED[2]);
        let mut hidden = [0.0; HIDDEN];
        for ((hidden, sum), mask) in hidden.iter_mut().zip(sum).zip(&mut mask) {
            *mask = if sum > 0.0 { *mask } else { 0.0 };
            *hidden = sum * *mask;
        }
        let best = example.gold.best(&state);
        let mut scores = steps(weights.dense, &hidden);
        let step = chosen(&scores, &state, best, chance.happens(explore));
        surprise(&mut scores, |at| at < 3 && best[at], |at| at < 3 && state.allows(Step::ALL[at]));
        let mut d_hidden = [0.0; HIDDEN];
        teach(weights, part::STEP, &hidden, &scores, &mut d_hidden, gradient);
        let mut relation = 0;
        if let Some((head, dependent)) = state.arc(step) {
            let mut scores = relations(weights.dense, &hidden);
            relation = greatest(&scores[..crate::tags::Relation::ALL.len()]);
            if example.gold.has(head, dependent) {
                let right = example.relations[dependent];
                if !chance.happens(explore) {
                    relation = right;
                }
                surprise(&mut scores, |at| at == right, |_| true);
                teach(weights, part::RELATION, &hidden, &scores, &mut d_hidden, gradient);
            }
        }
        scale(&mut d_hidden, &mask);
        scatter(&view, &d_hidden, &mut d_shares, gradient);
        state.take(step, relation);
    }
    outer(second, &d_shares, &mut gradient.0[part::SLOT], WIDTH, SLOTS * HIDDEN);
    let mut d_second = vec![0.0; second.len()];
    multiply(&d_shares, &weights.turned.0[part::SLOT], &mut d_second, SLOTS * HIDDEN, WIDTH);
    d_second
}

/// The step to go on with: the network's own, or its favourite among the best.
fn chosen(scores: &[f32; STEPS], state: &State, best: [bool; 3], own: bool) -> Step {
    let may = |at: usize| if own { state.allows(Step::ALL[at]) } else { best[at] };
    let score = |at: usize| if may(at) { scores[at] } else { f32::MIN };
    Step::ALL[greatest(&[score(0), score(1), score(2)])]
}

/// What scores with this error teach their matrix, its bias and the decision.
fn teach(
    weights: Weights,
    at: usize,
    hidden: &[f32; HIDDEN],
    errors: &[f32],
    d_hidden: &mut [f32; HIDDEN],
    gradient: &mut Dense,
) {
    outer(hidden, errors, &mut gradient.0[at], HIDDEN, errors.len());
    add(&mut gradient.0[at + 1], errors);
    multiply(errors, &weights.turned.0[at], d_hidden, errors.len(), HIDDEN);
    debug_assert!(errors.len() == STEPS || errors.len() == RELATIONS);
}

/// Gives the decision's error to all that was summed.
fn scatter(view: &View, error: &[f32; HIDDEN], d_shares: &mut [f32], gradient: &mut Dense) {
    add(&mut gradient.0[part::HIDDEN], error);
    for (slot, word) in view.words.iter().enumerate() {
        match word {
            Some(word) => add(&mut d_shares[(word * SLOTS + slot) * HIDDEN..][..HIDDEN], error),
            None => add(&mut gradient.0[part::ABSENT][slot * HIDDEN..][..HIDDEN], error),
        }
    }
    for row in view.children {
        add(&mut gradient.0[part::CHILD][row * HIDDEN..][..HIDDEN], error);
    }
    for row in view.distances {
        add(&mut gradient.0[part::DISTANCE][row * HIDDEN..][..HIDDEN], error);
    }
}
