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

/// The file that this seed makes of a sample; `others` lend it pieces.
pub fn mutant(sample: &Sample, others: &[Sample], seed: u64) -> Vec<u8> {
    let mut chance = Chance::of(seed);
    let file = &sample.bytes;
    let is_inside = chance.below(10) < 7;
    if is_inside && file.starts_with(b"PK") {
        return container::inside(file, &mut chance).unwrap_or_else(|| damaged(file, others, &mut chance));
    }
    if is_inside && file.starts_with(b"\x1f\x8b") {
        return container::inside_gzip(file, &mut chance)
            .unwrap_or_else(|| damaged(file, others, &mut chance));
    }
    if is_inside && file.starts_with(b"%PDF") {
        return page::inside(file, &mut chance).unwrap_or_else(|| damaged(file, others, &mut chance));
    }
    damaged(file, others, &mut chance)
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
    fn a_seed_gives_the_same_copy_and_most_are_damaged() {
        let samples = made();
        let mut same = 0;
        for (seed, sample) in (0..).zip(samples.iter().cycle().take(200)) {
            let copy = mutant(sample, &samples, seed);
            assert_eq!(copy, mutant(sample, &samples, seed), "{}", sample.name);
            same += usize::from(copy == sample.bytes);
        }
        assert!(same < 10, "{same} of 200 are not damaged");
    }
}
