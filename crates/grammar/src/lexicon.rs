//! Words that the model knows: which row of its table they have, and which vector.

use crate::features::{HASHED_ROWS, KINDS, Word};
use crate::network::VECTOR;

/// The row of a word that is not known.
pub(crate) const UNKNOWN: u32 = HASHED_ROWS as u32;

/// A word that is known.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    key: u32,
    /// Its row, counted from one after [`UNKNOWN`]; zero if it has none.
    row: u16,
    /// Its vector, counted from one; zero if it has none.
    vector: u16,
}

/// Words by their keys: an open table, a power of two long and at most half full.
pub(crate) struct Lexicon {
    entries: Vec<Entry>,
    vectors: Vec<i8>,
}

/// What the network sees of one word: rows of its table, and a vector.
pub(crate) struct Seen {
    /// Rows of the table.
    pub rows: [u32; KINDS],
    /// The vector, counted from one; zero for none.
    pub vector: u16,
}

impl Lexicon {
    /// A lexicon of vectors and of the words that have a row, in order.
    pub fn new(vectors: &Vectors, words: &[u32]) -> Self {
        let size = (2 * (vectors.keys.len() + words.len()) + 2).next_power_of_two();
        let mut lexicon = Self { entries: vec![Entry::default(); size], vectors: vectors.numbers.clone() };
        for (at, key) in vectors.keys.iter().enumerate() {
            lexicon.entry(*key).vector = u16::try_from(at + 1).unwrap_or(0);
        }
        for (at, key) in words.iter().enumerate() {
            lexicon.entry(*key).row = u16::try_from(at + 1).unwrap_or(0);
        }
        lexicon
    }

    /// The place of a key: where it stands, or where it would.
    fn place(&self, key: u32) -> usize {
        let mask = self.entries.len() - 1;
        let mut at = key as usize & mask;
        while self.entries[at].key != key && (self.entries[at].row != 0 || self.entries[at].vector != 0) {
            at = (at + 1) & mask;
        }
        at
    }

    fn entry(&mut self, key: u32) -> &mut Entry {
        let at = self.place(key);
        self.entries[at].key = key;
        &mut self.entries[at]
    }

    /// Looks a word up; one that is not known counts as its part after the last hyphen.
    pub fn look_up(&self, word: &Word) -> Seen {
        let mut found = self.entries[self.place(word.key)];
        if let Some(last) = word.last {
            let last = self.entries[self.place(last)];
            found.row = if found.row == 0 { last.row } else { found.row };
            found.vector = if found.vector == 0 { last.vector } else { found.vector };
        }
        let mut rows = [UNKNOWN + u32::from(found.row); KINDS];
        rows[1..].copy_from_slice(&word.rows);
        Seen { rows, vector: found.vector }
    }

    /// Writes a vector; nothing for a word that has none.
    pub fn vector(&self, vector: u16, out: &mut [f32]) {
        let Some(at) = usize::from(vector).checked_sub(1) else { return };
        for (out, number) in out.iter_mut().zip(&self.vectors[at * VECTOR..][..VECTOR]) {
            *out = f32::from(*number) * STEP;
        }
    }
}

/// Vectors of frequent words, made from other people's texts.
#[derive(Clone)]
pub struct Vectors {
    keys: Vec<u32>,
    numbers: Vec<i8>,
}

/// Numbers are kept in steps of this size.
const STEP: f32 = 1.0 / 36.0;

impl Vectors {
    /// Reads lines of a word and its numbers, the most frequent words first, and keeps `most` of them.
    ///
    /// # Errors
    /// A line that does not have as many numbers as the network takes is named.
    pub fn of_lines<'l>(lines: impl Iterator<Item = &'l str>, most: usize) -> Result<Self, String> {
        let mut all: Vec<(u32, Vec<i8>)> = Vec::new();
        for (at, line) in lines.take(most).enumerate() {
            let mut parts = line.split(' ');
            let key = crate::features::key(parts.next().unwrap_or_default());
            let numbers: Result<Vec<f32>, _> = parts.map(str::parse::<f32>).collect();
            let numbers = numbers.map_err(|error| format!("line {}: {error}", at + 1))?;
            if numbers.len() != VECTOR {
                return Err(format!("line {} has {} numbers, not {VECTOR}", at + 1, numbers.len()));
            }
            all.push((key, numbers.iter().map(|n| (n / STEP).round().clamp(-127.0, 127.0) as i8).collect()));
        }
        all.sort_by_key(|(key, _)| *key);
        all.dedup_by_key(|(key, _)| *key);
        let keys = all.iter().map(|(key, _)| *key).collect();
        Ok(Self { keys, numbers: all.into_iter().flat_map(|(_, numbers)| numbers).collect() })
    }

    /// The bytes of a file: the number of words, their keys in rising order, their numbers in steps of 1/36.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = (self.keys.len() as u32).to_le_bytes().to_vec();
        bytes.extend(self.keys.iter().flat_map(|key| key.to_le_bytes()));
        bytes.extend(self.numbers.iter().map(|number| number.cast_unsigned()));
        bytes
    }

    /// Reads such bytes; `None` if they are cut short.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (keys, numbers) = bytes.split_at_checked(count.checked_mul(4)?)?;
        let keys = keys.as_chunks::<4>().0.iter().map(|key| u32::from_le_bytes(*key)).collect();
        let numbers = numbers.get(..count.checked_mul(VECTOR)?)?;
        Some(Self { keys, numbers: numbers.iter().map(|byte| byte.cast_signed()).collect() })
    }
}
