//! The network: two layers that read the sentence in both directions, a tagger on the first and a parser on the second.
//!
//! A word's numbers are the sum of the rows of its features and of its vector. A layer's cell keeps or forgets what it
//! has read, by gates that see the word and its neighbour: c = f c' + (1 - f) z, out = r c + (1 - r) in. The parser sums what
//! the second layer says of four words (three on the stack, the next one), what hangs on them and how far they are apart.

use crate::tensor::{add, multiply, sigmoid, tanh};
use crate::transition::State;

/// Numbers that stand for a word.
pub(crate) const WIDTH: usize = 112;
/// Numbers that one direction of a layer makes.
pub(crate) const HALF: usize = WIDTH / 2;
/// Candidate, keeping and output of one direction.
pub(crate) const GATES: usize = 3 * HALF;
/// Layers that read the sentence.
pub(crate) const LAYERS: usize = 2;
/// What a direction sees: a word and its neighbour.
pub(crate) const SEEN: usize = 2 * WIDTH;
/// Numbers of a word's vector.
pub(crate) const VECTOR: usize = 50;
/// Words that the parser looks at: the top three of the stack, and the next.
pub(crate) const SLOTS: usize = 4;
/// Numbers that the parser decides by.
pub(crate) const HIDDEN: usize = 96;
/// Columns for tags, steps and relations: a few more than there are, so that rows are whole.
pub(crate) const TAGS: usize = 24;
/// See [`TAGS`].
pub(crate) const STEPS: usize = 8;
/// See [`TAGS`]; also rows of each table of children, where 0 is "none".
pub(crate) const RELATIONS: usize = 48;
/// Tables of children: next's left, top's left, top's right, second's right.
const CHILDREN: usize = 4;
/// Rows of each table of distances.
const DISTANCES: usize = 8;

/// The matrices, by their place in [`Dense`].
pub(crate) mod part {
    /// From a word's vector.
    pub const VECTOR: usize = 0;
    /// Added to every word.
    pub const TOKEN: usize = 1;
    /// Weights of the first layer's forward direction; its bias follows, then the other directions.
    pub const LAYERS: usize = 2;
    /// To tags.
    pub const TAG: usize = LAYERS + 4 * super::LAYERS;
    /// Bias of tags.
    pub const TAG_BIAS: usize = TAG + 1;
    /// From a word to its share of the decision in each slot.
    pub const SLOT: usize = TAG + 2;
    /// Stands for a word that is not there.
    pub const ABSENT: usize = TAG + 3;
    /// Tables of children.
    pub const CHILD: usize = TAG + 4;
    /// Tables of distances.
    pub const DISTANCE: usize = TAG + 5;
    /// Bias of the decision.
    pub const HIDDEN: usize = TAG + 6;
    /// To steps.
    pub const STEP: usize = TAG + 7;
    /// Bias of steps.
    pub const STEP_BIAS: usize = TAG + 8;
    /// To relations.
    pub const RELATION: usize = TAG + 9;
    /// Bias of relations.
    pub const RELATION_BIAS: usize = TAG + 10;
    /// How many there are.
    pub const COUNT: usize = TAG + 11;
    /// Weights of a direction of a layer.
    pub fn weights(layer: usize, backward: bool) -> usize {
        LAYERS + 4 * layer + 2 * usize::from(backward)
    }
}

/// Rows and columns of each matrix; a bias has one row.
pub(crate) fn shapes() -> [(usize, usize); part::COUNT] {
    let mut shapes = [(1, WIDTH); part::COUNT];
    shapes[part::VECTOR] = (VECTOR, WIDTH);
    for layer in 0..2 * LAYERS {
        shapes[part::LAYERS + 2 * layer] = (SEEN, GATES);
        shapes[part::LAYERS + 2 * layer + 1] = (1, GATES);
    }
    shapes[part::TAG] = (WIDTH, TAGS);
    shapes[part::TAG_BIAS] = (1, TAGS);
    shapes[part::SLOT] = (WIDTH, SLOTS * HIDDEN);
    shapes[part::ABSENT] = (SLOTS, HIDDEN);
    shapes[part::CHILD] = (CHILDREN * RELATIONS, HIDDEN);
    shapes[part::DISTANCE] = (2 * DISTANCES, HIDDEN);
    shapes[part::HIDDEN] = (1, HIDDEN);
    shapes[part::STEP] = (HIDDEN, STEPS);
    shapes[part::STEP_BIAS] = (1, STEPS);
    shapes[part::RELATION] = (HIDDEN, RELATIONS);
    shapes[part::RELATION_BIAS] = (1, RELATIONS);
    shapes
}

/// All matrices, row by row.
#[derive(Clone)]
pub(crate) struct Dense(pub Vec<Vec<f32>>);

impl Dense {
    /// All zero.
    pub fn zero() -> Self {
        Self(shapes().iter().map(|(rows, columns)| vec![0.0; rows * columns]).collect())
    }
}

/// What one direction of a layer computed; training looks back at it.
pub(crate) struct Pass {
    /// The word and its neighbour, row by row.
    pub seen: Vec<f32>,
    /// Candidate, keeping, output; row by row.
    pub gates: Vec<f32>,
    /// The cell, row by row.
    pub cell: Vec<f32>,
}

/// The words in the order in which a direction reads them.
pub(crate) fn order(length: usize, backward: bool) -> impl Iterator<Item = usize> {
    (0..length).map(move |at| if backward { length - 1 - at } else { at })
}

/// Reads `x` in one direction and writes its half of `out`.
pub(crate) fn read(dense: &Dense, layer: usize, backward: bool, x: &[f32], out: &mut [f32]) -> Pass {
    let length = x.len() / WIDTH;
    let weights = part::weights(layer, backward);
    let mut seen = vec![0.0; length * SEEN];
    let mut before: Option<usize> = None;
    for at in order(length, backward) {
        seen[at * SEEN..][..WIDTH].copy_from_slice(&x[at * WIDTH..][..WIDTH]);
        if let Some(before) = before {
            seen[at * SEEN + WIDTH..][..WIDTH].copy_from_slice(&x[before * WIDTH..][..WIDTH]);
        }
        before = Some(at);
    }
    let mut gates = repeated(&dense.0[weights + 1], length);
    multiply(&seen, &dense.0[weights], &mut gates, SEEN, GATES);
    let mut cell = vec![0.0; length * HALF];
    let mut keep = |at: usize, carried: &[f32; HALF]| cell[at * HALF..][..HALF].copy_from_slice(carried);
    carry(backward, x, &mut gates, out, &mut keep);
    Pass { seen, gates, cell }
}

/// Bends the gates and carries the cell through the sentence, in one direction; `keep` sees it at every word.
pub(crate) fn carry(
    backward: bool,
    x: &[f32],
    gates: &mut [f32],
    out: &mut [f32],
    keep: &mut impl FnMut(usize, &[f32; HALF]),
) {
    let offset = if backward { HALF } else { 0 };
    let mut carried = [0.0f32; HALF];
    for at in order(x.len() / WIDTH, backward) {
        let gates = &mut gates[at * GATES..][..GATES];
        let (z, rest) = gates.split_at_mut(HALF);
        let (f, r) = rest.split_at_mut(HALF);
        let from = at * WIDTH + offset;
        let (x, out) = (&x[from..][..HALF], &mut out[from..][..HALF]);
        for j in 0..HALF {
            z[j] = tanh(z[j]);
            f[j] = sigmoid(f[j]);
            r[j] = sigmoid(r[j]);
            carried[j] = f[j] * carried[j] + (1.0 - f[j]) * z[j];
            out[j] = r[j] * carried[j] + (1.0 - r[j]) * x[j];
        }
        keep(at, &carried);
    }
}

/// A row, so many times.
pub(crate) fn repeated(row: &[f32], times: usize) -> Vec<f32> {
    let mut all = Vec::with_capacity(row.len() * times);
    for _ in 0..times {
        all.extend_from_slice(row);
    }
    all
}

/// What a decision looks at.
pub(crate) struct View {
    /// The word in each slot.
    pub words: [Option<usize>; SLOTS],
    /// Rows of the tables of children.
    pub children: [usize; CHILDREN],
    /// Rows of the tables of distances.
    pub distances: [usize; 2],
}

impl View {
    /// Looks at a state.
    pub fn of(state: &State) -> Self {
        let next = (state.next < state.length).then_some(state.next);
        let (top, second) = (state.stacked(0), state.stacked(1));
        let relation = |child: Option<crate::transition::Child>| child.map_or(0, |child| child.relation);
        let left = |word: Option<usize>| relation(word.map(|word| state.left[word]));
        let right = |word: Option<usize>| relation(word.map(|word| state.right[word]));
        let children = [left(next), left(top), right(top), right(second)];
        let far = |from: Option<usize>, to: Option<usize>| match (from, to) {
            (Some(from), Some(to)) => (to - from).min(DISTANCES - 1),
            _ => 0,
        };
        Self {
            words: [top, second, state.stacked(2), next],
            children: std::array::from_fn(|table| table * RELATIONS + children[table].min(RELATIONS - 1)),
            distances: [far(top, next), DISTANCES + far(second, top)],
        }
    }

    /// Sums what is seen, before the unit bends it.
    pub fn sum(&self, dense: &Dense, slots: &[f32], hidden: &mut [f32; HIDDEN]) {
        hidden.copy_from_slice(&dense.0[part::HIDDEN]);
        for (slot, word) in self.words.iter().enumerate() {
            match word {
                Some(word) => add(hidden, &slots[(word * SLOTS + slot) * HIDDEN..][..HIDDEN]),
                None => add(hidden, &dense.0[part::ABSENT][slot * HIDDEN..][..HIDDEN]),
            }
        }
        for row in self.children {
            add(hidden, &dense.0[part::CHILD][row * HIDDEN..][..HIDDEN]);
        }
        for row in self.distances {
            add(hidden, &dense.0[part::DISTANCE][row * HIDDEN..][..HIDDEN]);
        }
    }
}

/// Scores of steps.
pub(crate) fn steps(dense: &Dense, hidden: &[f32; HIDDEN]) -> [f32; STEPS] {
    let mut scores = [0.0; STEPS];
    scores.copy_from_slice(&dense.0[part::STEP_BIAS]);
    multiply(hidden, &dense.0[part::STEP], &mut scores, HIDDEN, STEPS);
    scores
}

/// Scores of relations.
pub(crate) fn relations(dense: &Dense, hidden: &[f32; HIDDEN]) -> [f32; RELATIONS] {
    let mut scores = [0.0; RELATIONS];
    scores.copy_from_slice(&dense.0[part::RELATION_BIAS]);
    multiply(hidden, &dense.0[part::RELATION], &mut scores, HIDDEN, RELATIONS);
    scores
}
