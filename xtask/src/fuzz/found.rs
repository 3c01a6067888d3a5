//! What the targets found, small enough to lie in the repository: `fuzz/found`, an archive for each.
//!
//! Invariant: what is kept was made from the seeds and from other files of our own, so that it is as much ours as they are.
//! Invariant: every test run replays it, so that it is bounded: [`MOST`] bytes for each target.

use super::{LONGEST, corpus, program};
use crate::{place, run, say};
use std::fs::File;
use std::io::{Read, Write};
use std::path::PathBuf;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// All that is kept of one target, in bytes before packing. The smallest inputs come first.
const MOST: usize = 200_000;

/// The archive of a target.
fn archive(target: &str) -> PathBuf {
    place::root().join("fuzz/found").join(target).with_extension("zip")
}

/// Lays what was kept into the target's corpus.
pub fn unpack(target: &str) -> Result<(), String> {
    let (from, to) = (archive(target), corpus(target));
    std::fs::create_dir_all(&to).map_err(|error| place::told(&to, &error))?;
    if !from.is_file() {
        return Ok(());
    }
    let file = File::open(&from).map_err(|error| place::told(&from, &error))?;
    let mut kept = ZipArchive::new(file).map_err(|error| place::told(&from, &error))?;
    for index in 0..kept.len() {
        let mut member = kept.by_index(index).map_err(|error| place::told(&from, &error))?;
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).map_err(|error| place::told(&from, &error))?;
        place::save(&to.join(format!("kept-{index:04}")), bytes)?;
    }
    Ok(())
}

/// Chooses the fewest inputs that reach every edge which the corpus reaches and the seeds do not, and packs them.
pub fn keep(target: &str) -> Result<(), String> {
    let (seeds, chosen) =
        (place::root().join("fuzz/seeds").join(target), corpus(target).with_extension("kept"));
    if chosen.is_dir() {
        std::fs::remove_dir_all(&chosen).map_err(|error| place::told(&chosen, &error))?;
    }
    let seeds = place::files(&seeds, "")?;
    for seed in &seeds {
        let name = seed.file_name().unwrap_or_default();
        let bytes = std::fs::read(seed).map_err(|error| place::told(seed, &error))?;
        place::save(&chosen.join(name), bytes)?;
    }
    let mut merge = program(target);
    merge.args(["-merge=1", "-set_cover_merge=1", "-use_counters=0", "-timeout=20", "-rss_limit_mb=3000"]);
    merge.arg(format!("-max_len={LONGEST}")).arg(&chosen).arg(corpus(target));
    run::run(&mut merge)?;
    let is_seed = |path: &PathBuf| seeds.iter().any(|seed| seed.file_name() == path.file_name());
    let mut inputs = Vec::new();
    for path in place::files(&chosen, "")?.iter().filter(|path| !is_seed(path)) {
        inputs.push(std::fs::read(path).map_err(|error| place::told(path, &error))?);
    }
    let all = inputs.len();
    let inputs = bounded(inputs);
    say::line(format!("{target}: {} inputs kept of {all} that reach something new", inputs.len()));
    place::save(&archive(target), packed(&inputs).map_err(|error| place::told(&archive(target), &error))?)
}

/// The smallest of them that fit together, in order of their bytes, so that the archive does not depend on names.
fn bounded(mut inputs: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    inputs.sort_by(|one, other| one.len().cmp(&other.len()).then_with(|| one.cmp(other)));
    let mut sum = 0;
    inputs.retain(|input| {
        sum += input.len();
        input.len() <= LONGEST && sum <= MOST
    });
    inputs
}

fn packed(inputs: &[Vec<u8>]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (index, input) in inputs.iter().enumerate() {
        writer.start_file(format!("{index:04}"), SimpleFileOptions::default())?;
        writer.write_all(input)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_inputs_are_kept_within_the_bound() {
        let kept = bounded(vec![vec![1; LONGEST + 1], vec![2; 3], vec![1; 3], vec![4; LONGEST]]);
        assert_eq!(kept, [vec![1; 3], vec![2; 3], vec![4; LONGEST]]);
        let many = bounded(vec![vec![0; LONGEST]; MOST / LONGEST + 5]);
        assert_eq!(many.len(), MOST / LONGEST);
    }
}
