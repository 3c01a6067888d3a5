//! The model as bytes.
//!
//! In order, all little-endian: the eight letters `PROBGRM1`; the number of words and their keys, rising; each matrix as a
//! step (32-bit float) and 16-bit numbers of steps; for each row of the table a byte that says whether it is there, and all
//! that are: a step and 8-bit numbers of steps.
//!
//! Invariant: bytes that are cut short or belong to another shape of network are refused, never half read.

use crate::features::HASHED_ROWS;
use crate::model::Raw;
use crate::network::{Dense, WIDTH, shapes};

const MAGIC: &[u8; 8] = b"PROBGRM1";
/// More words than this are not counted in 16 bits.
const MOST_WORDS: usize = 60_000;

/// The step in which `numbers` are kept if the greatest is to be `most` steps.
fn step(numbers: &[f32], most: f32) -> f32 {
    let greatest = numbers.iter().fold(0.0f32, |most, number| most.max(number.abs()));
    if greatest > 0.0 { greatest / most } else { 1.0 }
}

impl Raw {
    /// The model's bytes, without its vectors, which are a file of their own.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend((self.words.len() as u32).to_le_bytes());
        bytes.extend(self.words.iter().flat_map(|key| key.to_le_bytes()));
        for part in &self.dense.0 {
            let step = step(part, 32_000.0);
            bytes.extend(step.to_le_bytes());
            bytes.extend(part.iter().flat_map(|number| ((number / step).round() as i16).to_le_bytes()));
        }
        let rows = self.table.chunks_exact(WIDTH);
        bytes.extend(rows.clone().map(|row| u8::from(row.iter().any(|number| *number != 0.0))));
        for row in rows.filter(|row| row.iter().any(|number| *number != 0.0)) {
            let step = step(row, 127.0);
            bytes.extend(step.to_le_bytes());
            bytes.extend(row.iter().map(|number| ((number / step).round() as i8).cast_unsigned()));
        }
        bytes
    }

    /// Reads a model's bytes and its vectors'; `None` if they are cut short or of another shape.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes.strip_prefix(MAGIC)?);
        let count = u32::from_le_bytes(rest.chunk()?) as usize;
        if count > MOST_WORDS {
            return None;
        }
        let keys = rest.take(4 * count)?.as_chunks::<4>().0;
        let words: Vec<u32> = keys.iter().map(|key| u32::from_le_bytes(*key)).collect();
        let mut dense = Dense(Vec::new());
        for (rows, columns) in shapes() {
            let step = f32::from_le_bytes(rest.chunk()?);
            let numbers = rest.take(2 * rows * columns)?.as_chunks::<2>().0;
            dense
                .0
                .push(numbers.iter().map(|number| f32::from(i16::from_le_bytes(*number)) * step).collect());
        }
        let there = rest.take(HASHED_ROWS + 1 + count)?;
        let mut table = vec![0.0; there.len() * WIDTH];
        for (row, _) in table.chunks_exact_mut(WIDTH).zip(there).filter(|(_, there)| **there != 0) {
            let step = f32::from_le_bytes(rest.chunk()?);
            for (number, byte) in row.iter_mut().zip(rest.take(WIDTH)?) {
                *number = f32::from(byte.cast_signed()) * step;
            }
        }
        rest.0.is_empty().then_some(Self { words, dense, table })
    }
}

/// Bytes not read yet.
struct Rest<'b>(&'b [u8]);

impl<'b> Rest<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn chunk<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.first_chunk::<N>().copied()
    }
}
