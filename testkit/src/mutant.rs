//! Damaged copies of files: bytes that flip, go, come twice or change places, inside of containers and streams too.
//!
//! Invariant: the same sample and seed give the same copy.

mod bytes;
mod chance;
mod container;
mod markup;
mod page;
mod sample;

pub use chance::Chance;
pub use sample::{Sample, made};

/// Changes that are tried before a bit is flipped: some leave a file as it was, such as a byte set to what it is.
const TRIES: usize = 8;

/// The file that this seed makes of a sample, never the sample itself; `others` lend it pieces.
pub fn mutant(sample: &Sample, others: &[Sample], seed: u64) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let file = &sample.bytes;
    for _ in 0..TRIES {
        let copy = tried(file, others, &mut chance);
        if copy != *file {
            return copy;
        }
    }
    flipped(file, &mut chance)
}

fn tried(file: &[u8], others: &[Sample], chance: &mut Chance) -> Vec<u8> {
    let is_inside = chance.below(10) < 7;
    let inside = match file {
        [b'P', b'K', ..] if is_inside => container::inside(file, chance),
        [0x1f, 0x8b, ..] if is_inside => container::inside_gzip(file, chance),
        [b'%', b'P', b'D', b'F', ..] if is_inside => page::inside(file, chance),
        _ => None,
    };
    inside.unwrap_or_else(|| damaged(file, others, chance))
}

/// One bit of it, or a byte where there is none.
fn flipped(file: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut copy = file.to_vec();
    let at = chance.below(copy.len());
    match copy.get_mut(at) {
        Some(byte) => *byte ^= 1 << chance.below(8),
        None => copy.push(0),
    }
    copy
}

/// As it lies there, whatever it is.
fn damaged(file: &[u8], others: &[Sample], chance: &mut Chance) -> Vec<u8> {
    if chance.below(20) == 0 && !others.is_empty() {
        return bytes::spliced(file, &others[chance.below(others.len())].bytes, chance);
    }
    of_part(file, chance)
}

/// A file or a part of one: as markup if it is any, else as bytes.
fn of_part(part: &[u8], chance: &mut Chance) -> Vec<u8> {
    if chance.below(2) == 0
        && let Some(changed) = markup::changed(part, chance)
    {
        return changed;
    }
    bytes::changed(part, chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_copy_and_every_copy_is_damaged() {
        let samples = made();
        for (seed, sample) in (0..).zip(samples.iter().cycle().take(200)) {
            let copy = mutant(sample, &samples, seed);
            assert_eq!(copy, mutant(sample, &samples, seed), "{}", sample.name);
            assert_ne!(copy, sample.bytes, "{}: seed {seed}", sample.name);
        }
    }
    #[test]
    fn a_sample_that_is_broken_already_is_damaged_as_it_lies() {
        let whole = crate::docx::zip(&[("a.txt".to_owned(), b"held".to_vec())]);
        let sample = Sample { name: "cut.zip".to_owned(), bytes: whole[..whole.len() / 2].to_vec() };
        assert!((0..50).all(|seed| mutant(&sample, &[], seed) != sample.bytes));
    }
}
