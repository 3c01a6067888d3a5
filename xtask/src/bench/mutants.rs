//! Damaged copies of our samples of every format, each read behind the wall: an outcome, no failure, and how long.
//!
//! A copy that the reader fails on is kept under the target folder.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_confine::Wall;
use probata_reader::{Options, read};
use probata_report::Document;
use probata_testkit::mutant::{Sample, made, mutant};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

/// Makes and reads them.
pub fn bench(arguments: &mut Arguments) -> Result<(), String> {
    let count = arguments.number("--count", 20_000)? as usize;
    let seed = arguments.number("--seed", 1)?;
    arguments.done()?;
    let samples = samples()?;
    let wall = Wall::new().map_err(|error| error.to_string())?;
    let found: Mutex<BTreeMap<String, Row>> = Mutex::default();
    let next = AtomicUsize::new(0);
    let begun = Instant::now();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, std::num::NonZero::get) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= count {
                        break;
                    }
                    let (name, bytes) = numbered(&samples, seed, number);
                    let from = Instant::now();
                    let document = wall.read(&name, &bytes, &Options::default());
                    let seconds = from.elapsed().as_secs_f64();
                    let failed = failure(&document).map(|why| kept(number, &name, &bytes, &why));
                    if let Ok(mut rows) = found.lock() {
                        rows.entry(ending(&name)).or_default().add(&document, seconds, number, failed);
                    }
                }
            });
        }
    });
    let rows = found.into_inner().map_err(|error| error.to_string())?;
    table(&rows, samples.len(), begun.elapsed().as_secs_f64());
    Ok(())
}

/// The copies of one format.
#[derive(Default)]
struct Row {
    ended: [usize; 3],
    slowest: (f64, usize),
    failed: Vec<String>,
}

impl Row {
    fn add(&mut self, document: &Document, seconds: f64, number: usize, failed: Option<String>) {
        let status = document.parts.first().map_or("refused", |part| part.outcome.status());
        let at = ["complete", "partial", "refused"].iter().position(|one| *one == status);
        self.ended[at.unwrap_or(2)] += 1;
        if seconds > self.slowest.0 {
            self.slowest = (seconds, number);
        }
        self.failed.extend(failed);
    }
}

fn table(rows: &BTreeMap<String, Row>, samples: usize, seconds: f64) {
    say::line(format!(
        "{:10} {:>9} {:>9} {:>9} {:>7} {:>10}",
        "format", "complete", "partial", "refused", "failed", "slowest, s"
    ));
    for (format, row) in rows {
        let [complete, partial, refused] = row.ended;
        let (slowest, number) = row.slowest;
        say::line(format!(
            "{format:10} {complete:>9} {partial:>9} {refused:>9} {:>7} {slowest:>10.2}  (number {number})",
            row.failed.len()
        ));
    }
    let all: usize = rows.values().flat_map(|row| row.ended).sum();
    let failed: Vec<&String> = rows.values().flat_map(|row| &row.failed).collect();
    say::line(format!("{all} copies of {samples} samples in {seconds:.0} s; {} failed", failed.len()));
    failed.iter().for_each(|failed| say::line(format!("  {failed}")));
}

/// What went wrong in the reader, if anything did; a file that is refused for what it is did not go wrong.
fn failure(document: &Document) -> Option<String> {
    let missing = document.parts.iter().flat_map(|part| part.outcome.missing());
    let wrong = ["mistake in Probata", "was ended by", "took more than", "needs more than"];
    missing.map(|missing| &missing.why).find(|why| wrong.iter().any(|wrong| why.contains(wrong))).cloned()
}

/// Keeps a copy that the reader fails on, and says what it fails with.
fn kept(number: usize, name: &str, bytes: &[u8], why: &str) -> String {
    let path = place::target().join("mutants").join(format!("{number}-{name}"));
    let said = place::save(&path, bytes).err().unwrap_or_else(|| path.display().to_string());
    let again = catch_unwind(AssertUnwindSafe(|| read(name, bytes, &Options::default()).flaw()));
    let flaw = again.map_or_else(|_| "it panics".to_owned(), |flaw| flaw.unwrap_or_default());
    format!("{said}: {why} {flaw}")
}

/// Our samples: what the test kit makes, the example, and the fuzzing seeds that are whole files.
pub fn samples() -> Result<Vec<Sample>, String> {
    let mut all = made();
    let mut paths: Vec<PathBuf> =
        vec![place::root().join("examples/returned.docx"), place::root().join("examples/returned.txt")];
    let seeds = place::root().join("fuzz/seeds");
    let folders = std::fs::read_dir(&seeds).map_err(|error| place::told(&seeds, &error))?;
    let mut folders: Vec<PathBuf> = folders.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        paths.extend(place::files(&folder, "")?.into_iter().filter(|path| path.extension().is_some()));
    }
    for path in paths {
        let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        all.push(Sample { name, bytes });
    }
    Ok(all)
}

/// Damaged copies without end, each sample in turn.
pub fn mutants(samples: &[Sample], seed: u64) -> impl Iterator<Item = (String, Vec<u8>)> {
    (0..).map(move |number| numbered(samples, seed, number))
}

fn numbered(samples: &[Sample], seed: u64, number: usize) -> (String, Vec<u8>) {
    let sample = &samples[number % samples.len()];
    (sample.name.clone(), mutant(sample, samples, (seed << 32) | number as u64))
}

fn ending(name: &str) -> String {
    name.rsplit('.').next().unwrap_or(name).to_owned()
}
