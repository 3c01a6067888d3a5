//! A thousand damaged copies of every format that the test kit makes: each ends in an outcome, quickly, and what is delivered is sound.
//!
//! `cargo xtask bench mutants` reads twenty times as many behind the wall.

use probata_reader::{Options, read};
use probata_testkit::mutant::{made, mutant};
use std::time::{Duration, Instant};

const COUNT: usize = 1_000;
/// Generous for a loaded machine and light optimisation; the samples are small.
const MOST_TIME: Duration = Duration::from_secs(20);

#[test]
fn damaged_copies_end_in_an_outcome() {
    let samples = made();
    for (seed, sample) in (1_u64 << 32..).zip(samples.iter().cycle().take(COUNT)) {
        let copy = mutant(sample, &samples, seed);
        let begun = Instant::now();
        let document = read(&sample.name, &copy, &Options::default());
        let (taken, name) = (begun.elapsed(), &sample.name);
        assert!(taken < MOST_TIME, "{name}, seed {seed}: {taken:?}");
        assert_eq!(document.flaw(), None, "{name}, seed {seed}");
        let part = &document.parts[0];
        assert!(
            part.outcome.status() == "complete" || !part.outcome.missing().is_empty(),
            "{name}, seed {seed}"
        );
    }
}
