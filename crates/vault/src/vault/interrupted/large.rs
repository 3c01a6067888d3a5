//! Stops in the midst of a large addition, at operations drawn from all of it: a few in each test run, a thousand with `cargo xtask faults --full`.

use super::{Counting, all_found_again, ingest_all, made, texts};
use crate::disk::{Fault, Simulated};
use probata_seal::Random;

/// The case is kept as it is after each so many files, so that a stop late in the addition need not add all before it anew.
const STRIDE: usize = 50;

/// How many of something are tried: a few, or all.
fn size(few: usize, all: usize) -> usize {
    if std::env::var("PROBATA_FAULTS").is_ok_and(|which| which == "full") { all } else { few }
}

#[test]
fn the_power_fails_at_random_operations_of_adding_a_thousand_files() {
    let (files, stops) = (size(100, 1_000), size(8, 1_000));
    let (disk, file) = made();
    // The case before each stretch of files, and the operations that adding the stretch takes.
    let mut stretches: Vec<(Simulated, u64)> = Vec::new();
    let mut before = disk;
    for count in (STRIDE..=files).step_by(STRIDE) {
        let after = before.clone();
        ingest_all(&after, &file, count).1.unwrap();
        stretches.push((before, after.operations()));
        before = after.as_it_is();
    }
    let all: u64 = stretches.iter().map(|(_, operations)| operations).sum();
    let mut random = Counting(41);
    for stop in 0..stops {
        let mut at = drawn(&mut random) % all;
        let mut count = 0;
        let (disk, _) = stretches
            .iter()
            .find(|(_, operations)| {
                count += STRIDE;
                let is_here = at < *operations;
                at -= if is_here { 0 } else { *operations };
                is_here
            })
            .expect("it is one of all");
        let stopped = disk.clone().with(Fault::Stop { at });
        let (mut acknowledged, done) = ingest_all(&stopped, &file, count);
        assert!(done.is_err());
        acknowledged.extend(texts(count - STRIDE));
        let what = format!("stop {stop}, at operation {at} of files up to {count}");
        let after = if stop % 4 == 0 { stopped.as_it_is() } else { stopped.after_crash(stop as u64) };
        all_found_again(&after, &file, &acknowledged, count, &what);
    }
}

fn drawn(random: &mut Counting) -> u64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
