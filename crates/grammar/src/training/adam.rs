//! How weights move against the gradient (Adam).

use crate::network::{Dense, WIDTH};

const FIRST: f32 = 0.9;
const SECOND: f32 = 0.99;
const LEAST: f32 = 1e-8;

/// Means of a matrix's gradients and of their squares.
struct Means {
    first: Vec<f32>,
    second: Vec<f32>,
}

impl Means {
    fn new(length: usize) -> Self {
        Self { first: vec![0.0; length], second: vec![0.0; length] }
    }

    fn step(&mut self, weights: &mut [f32], gradient: &[f32], at: usize, rate: f32) {
        let range = at..at + weights.len();
        let (first, second) = (&mut self.first[range.clone()], &mut self.second[range]);
        for (((weight, gradient), first), second) in weights.iter_mut().zip(gradient).zip(first).zip(second) {
            *first += (1.0 - FIRST) * (gradient - *first);
            *second += (1.0 - SECOND) * (gradient * gradient - *second);
            *weight -= rate * *first / (second.sqrt() + LEAST);
        }
    }
}

/// The state of training's descent.
pub(crate) struct Descent {
    dense: Vec<Means>,
    table: Means,
    gradient: Vec<f32>,
    touched: Vec<bool>,
    steps: i32,
}

impl Descent {
    /// Before the first step.
    pub fn new(dense: &Dense, rows: usize) -> Self {
        Self {
            dense: dense.0.iter().map(|part| Means::new(part.len())).collect(),
            table: Means::new(rows * WIDTH),
            gradient: vec![0.0; rows * WIDTH],
            touched: vec![false; rows],
            steps: 0,
        }
    }

    /// Moves the matrices, and the rows of the table that were used: `(row, gradient)`.
    pub fn step<'g>(
        &mut self,
        dense: (&mut Dense, &Dense),
        table: &mut [f32],
        rows: impl Iterator<Item = (u32, &'g [f32])>,
        rate: f32,
    ) {
        self.steps += 1;
        let rate = rate * (1.0 - SECOND.powi(self.steps)).sqrt() / (1.0 - FIRST.powi(self.steps));
        for ((weights, gradient), means) in dense.0.0.iter_mut().zip(&dense.1.0).zip(&mut self.dense) {
            means.step(weights, gradient, 0, rate);
        }
        let mut used = Vec::new();
        for (row, gradient) in rows {
            let at = row as usize;
            if !self.touched[at] {
                self.touched[at] = true;
                used.push(at);
            }
            crate::tensor::add(&mut self.gradient[at * WIDTH..][..WIDTH], gradient);
        }
        for row in used {
            let at = row * WIDTH;
            self.table.step(&mut table[at..][..WIDTH], &self.gradient[at..][..WIDTH], at, rate);
            self.gradient[at..][..WIDTH].fill(0.0);
            self.touched[row] = false;
        }
    }
}
