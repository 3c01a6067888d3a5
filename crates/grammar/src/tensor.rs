//! The few operations on rows of numbers that the network is made of.
//!
//! Invariant: results do not depend on the machine, nor on how wide its registers are: sums are taken in a fixed order, nothing is
//! multiplied and added in one step, and functions are our own polynomials, not the system's.

use pulp::{Arch, Simd, WithSimd};

/// Every matrix has a multiple of this many columns.
const LANES: usize = 8;
/// Rows that share one reading of the weights; with sixteen columns each they fill the registers.
const ROWS: usize = 2;

/// `out += a * w`, where `w` has `inner` rows of `columns` numbers, and `a` rows of `inner`.
pub(crate) fn multiply(a: &[f32], w: &[f32], out: &mut [f32], inner: usize, columns: usize) {
    debug_assert_eq!(w.len(), inner * columns);
    debug_assert_eq!(columns % LANES, 0);
    Arch::new().dispatch(Product { a, w, out, inner, columns });
}

/// A product that is still to be taken, with the widest registers that the machine has.
struct Product<'p> {
    a: &'p [f32],
    w: &'p [f32],
    out: &'p mut [f32],
    inner: usize,
    columns: usize,
}

impl WithSimd for Product<'_> {
    type Output = ();

    // All that it calls is inlined: only then is it compiled for those registers.
    #[inline(always)]
    fn with_simd<S: Simd>(self, _: S) {
        let Self { a, w, out, inner, columns } = self;
        let mut rows = out.chunks_exact_mut(ROWS * columns);
        let mut inputs = a.chunks_exact(ROWS * inner);
        for (out, a) in rows.by_ref().zip(inputs.by_ref()) {
            band::<ROWS, 16>(a, w, out, inner, columns);
        }
        if let last @ [_, ..] = rows.into_remainder() {
            band::<1, 32>(inputs.remainder(), w, last, inner, columns);
        }
    }
}

/// A product for `N` rows, `C` columns at once while there are so many.
#[inline(always)]
fn band<const N: usize, const C: usize>(a: &[f32], w: &[f32], out: &mut [f32], inner: usize, columns: usize) {
    let wide = columns - columns % C;
    for at in (0..wide).step_by(C) {
        block::<N, C>(a, w, out, (inner, columns), at);
    }
    for at in (wide..columns).step_by(LANES) {
        block::<N, LANES>(a, w, out, (inner, columns), at);
    }
}

/// A product for `N` rows and `C` columns.
#[inline(always)]
fn block<const N: usize, const C: usize>(
    a: &[f32],
    w: &[f32],
    out: &mut [f32],
    (inner, columns): (usize, usize),
    at: usize,
) {
    let mut sums = [[0.0f32; C]; N];
    let inputs: [&[f32]; N] = std::array::from_fn(|row| &a[row * inner..][..inner]);
    for (k, weights) in w.chunks_exact(columns).enumerate().take(inner) {
        let Some(weights) = weights[at..].first_chunk::<C>() else { continue };
        for row in 0..N {
            let factor = inputs[row][k];
            for lane in 0..C {
                sums[row][lane] += factor * weights[lane];
            }
        }
    }
    for (row, sums) in sums.iter().enumerate() {
        add(&mut out[row * columns + at..][..C], sums);
    }
}

/// `to += from`.
#[inline]
pub(crate) fn add(to: &mut [f32], from: &[f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

/// The hyperbolic tangent, within 1e-4.
pub(crate) fn tanh(x: f32) -> f32 {
    let x = x.clamp(-4.9, 4.9);
    let s = x * x;
    let above = x * (135_135.0 + s * (17_325.0 + s * (378.0 + s)));
    let below = 135_135.0 + s * (62_370.0 + s * (3150.0 + s * 28.0));
    (above / below).clamp(-1.0, 1.0)
}

/// The logistic function.
pub(crate) fn sigmoid(x: f32) -> f32 {
    0.5 + 0.5 * tanh(0.5 * x)
}

/// Index of the greatest number, the first if there are several.
pub(crate) fn greatest(numbers: &[f32]) -> usize {
    let mut best = 0;
    for (at, number) in numbers.iter().enumerate() {
        if *number > numbers[best] {
            best = at;
        }
    }
    best
}

/// `out += a' * d`: what a matrix is to be moved by, where it took rows of `a` and the error is `d`.
pub(crate) fn outer(a: &[f32], d: &[f32], out: &mut [f32], inner: usize, columns: usize) {
    let mut errors = d.chunks_exact(4 * columns);
    let mut inputs = a.chunks_exact(4 * inner);
    for (d, a) in errors.by_ref().zip(inputs.by_ref()) {
        let (d0, rest) = d.split_at(columns);
        let (d1, rest) = rest.split_at(columns);
        let (d2, d3) = rest.split_at(columns);
        for (k, out) in out.chunks_exact_mut(columns).enumerate() {
            let f = [a[k], a[inner + k], a[2 * inner + k], a[3 * inner + k]];
            let errors = d0.iter().zip(d1).zip(d2).zip(d3);
            for (out, (((e0, e1), e2), e3)) in out.iter_mut().zip(errors) {
                *out += f[0] * e0 + f[1] * e1 + f[2] * e2 + f[3] * e3;
            }
        }
    }
    for (d, a) in errors.remainder().chunks_exact(columns).zip(inputs.remainder().chunks_exact(inner)) {
        for (factor, out) in a.iter().zip(out.chunks_exact_mut(columns)) {
            for (out, error) in out.iter_mut().zip(d) {
                *out += factor * error;
            }
        }
    }
}

/// The matrix turned over.
pub(crate) fn transposed(w: &[f32], rows: usize, columns: usize) -> Vec<f32> {
    (0..columns).flat_map(|column| (0..rows).map(move |row| w[row * columns + column])).collect()
}

/// e to the power of x, for x of at most 0; within 1e-6 of itself.
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.max(-80.0);
    let whole = (x * std::f32::consts::LOG2_E + 0.5).floor();
    let r = x - whole * std::f32::consts::LN_2;
    let series =
        1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
}
