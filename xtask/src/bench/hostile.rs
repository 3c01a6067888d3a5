//! Files made to do harm, each read by the real command: how it ended, what it took, what it reached.
//!
//! The files lie in a temporary folder that is removed at the end. Beside them lies a file that nobody may read, and a server
//! listens that nobody may call; the folder is looked at before and after.

mod outside;
mod tree;

use super::mutants::{mutants, samples};
use crate::arguments::Arguments;
use crate::run::{cargo, run};
use crate::{place, say};
use outside::Outside;
use probata_testkit::bomb::{Bomb, bombs};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use tree::{Taken, watched};

/// Megabytes and seconds on the processor of one process: each file in a file is read in one of its own.
const MOST: (f64, f64) = (512.0 * 1.048_576, 30.0);

/// Reads every file alone, or with `--folder N` a folder of N files of all kinds.
pub fn hostile(arguments: &mut Arguments) -> Result<(), String> {
    let folder = arguments.number("--folder", 0)?;
    let only = arguments.value("--only")?;
    let debug = arguments.flag("--debug");
    arguments.done()?;
    let program = built(debug)?;
    let outside = Outside::new()?;
    if folder > 0 {
        mixed(&program, &outside, folder as usize)
    } else {
        alone(&program, &outside, only.as_deref())
    }
}

/// The command, built for release unless a quick look is enough.
pub fn built(debug: bool) -> Result<PathBuf, String> {
    let mut words = vec!["build", "--locked", "--package", "probata"];
    words.extend((!debug).then_some("--release"));
    run(&mut cargo(&words))?;
    let profile = if debug { "debug" } else { "release" };
    Ok(place::target().join(profile).join(format!("probata{}", std::env::consts::EXE_SUFFIX)))
}

/// What the command said of a folder.
struct Said {
    taken: Taken,
    rows: Vec<Value>,
    printed: String,
}

fn corpus(program: &Path, outside: &Outside, folder: &Path) -> Result<Said, String> {
    let mut command = Command::new(program);
    command.args(["corpus", "--json"]).arg(folder);
    said(&mut command, outside)
}

fn said(command: &mut Command, outside: &Outside) -> Result<Said, String> {
    let out = outside.folder().join("said.txt");
    outside.confine(command);
    let taken = watched(command, &out).map_err(|error| format!("the command: {error}"))?;
    let bytes = std::fs::read(&out).map_err(|error| place::told(&out, &error))?;
    let printed = String::from_utf8_lossy(&bytes).into_owned();
    let _ = std::fs::remove_file(&out);
    let rows = printed.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    Ok(Said { taken, rows, printed })
}

/// True if the command ended as it does: all read, or something refused.
fn is_alive(taken: &Taken) -> bool {
    matches!(taken.status, Some(0 | 2))
}

fn outcome(row: &Value) -> &str {
    row["status"].as_str().unwrap_or("none")
}

/// Why, in the words of the first thing that is missing.
fn why(row: &Value) -> String {
    row["missing"][0]["why"].as_str().unwrap_or("").chars().take(76).collect()
}

/// One at a time, so that what each takes is known.
fn alone(program: &Path, outside: &Outside, only: Option<&str>) -> Result<(), String> {
    say::line(format!(
        "\n{:24} {:>9} {:>5} {:>7} {:>7} {:>7} {:>7}  why",
        "file", "kB", "files", "outcome", "CPU s", "MB", "parent"
    ));
    let mut faults: Vec<String> = Vec::new();
    let chosen = bombs().into_iter().filter(|bomb| only.is_none_or(|only| bomb.name.contains(only)));
    let mut count = 0;
    for bomb in chosen {
        count += 1;
        let found = one(program, outside, &bomb)?;
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", bomb.name)));
    }
    faults.extend(outside.calls().then(|| "the server was called".to_owned()));
    say::line(format!("\n{count} files, {} faults", faults.len()));
    faults.iter().for_each(|fault| say::line(format!("  {fault}")));
    say::line(outside.told());
    Ok(())
}

/// Reads one file and says so; what is wrong with how it went.
fn one(program: &Path, outside: &Outside, bomb: &Bomb) -> Result<Vec<String>, String> {
    let folder = outside.fresh("alone")?;
    let bytes = bomb.bytes(outside.reach());
    place::save(&folder.join(&bomb.name), &bytes)?;
    let before = outside.seen()?;
    let ended = corpus(program, outside, &folder)?;
    let mut faults = Vec::new();
    let first = ended.rows.first().cloned().unwrap_or_default();
    say::line(format!(
        "{:24} {:>9.0} {:>5} {:>8} {:>6.2} {:>7.0} {:>7.0}  {}",
        bomb.name,
        bytes.len() as f64 / 1e3,
        ended.rows.len(),
        outcome(&first),
        ended.taken.processor,
        ended.taken.child,
        ended.taken.parent,
        why(&first)
    ));
    if !is_alive(&ended.taken) {
        faults.push(format!("the command ended with {:?}", ended.taken.status));
    }
    if !["complete", "partial", "refused"].contains(&outcome(&first)) {
        faults.push("no outcome".to_owned());
    }
    if ended.printed.contains("mistake in Probata") {
        faults.push("the reader failed".to_owned());
    }
    faults.extend((ended.taken.child > MOST.0).then(|| format!("a child held {:.0} MB", ended.taken.child)));
    faults.extend(
        (ended.taken.parent > MOST.0).then(|| format!("the parent held {:.0} MB", ended.taken.parent)),
    );
    faults.extend(
        (ended.taken.longest > MOST.1 + 1.0).then(|| format!("a process took {:.1} s", ended.taken.longest)),
    );
    // What the text says, which the list of outcomes does not show.
    if bomb.name.starts_with("entity") || bomb.name.starts_with("names") {
        let mut command = Command::new(program);
        command.args(["read", "--sensitive"]).arg(folder.join(&bomb.name));
        let read = said(&mut command, outside)?;
        faults.extend((!is_alive(&read.taken)).then(|| format!("`read` ended with {:?}", read.taken.status)));
        faults.extend(
            outside
                .is_told(&read.printed)
                .then(|| "the text quotes the file that nobody may read".to_owned()),
        );
    }
    faults.extend(outside.changed(&before)?);
    Ok(faults)
}

/// A folder of files as they are, of damaged ones and of those made to do harm, read at once.
fn mixed(program: &Path, outside: &Outside, count: usize) -> Result<(), String> {
    let folder = outside.fresh("mixed")?;
    let light: Vec<Bomb> = bombs().into_iter().collect();
    let mut samples = samples()?;
    samples.truncate(count / 3);
    let damaged = count.saturating_sub(light.len() + samples.len());
    let mut written = 0;
    let mut save = |kind: &str, name: &str, bytes: &[u8]| {
        written += 1;
        let name = name.rsplit('/').next().unwrap_or(name);
        place::save(&folder.join(kind).join(format!("{written:04}-{name}")), bytes)
    };
    for bomb in &light {
        save("hostile", &bomb.name, &bomb.bytes(outside.reach()))?;
    }
    for sample in &samples {
        save("whole", &sample.name, &sample.bytes)?;
    }
    for (name, bytes) in mutants(&samples, 1).take(damaged) {
        save("damaged", &name, &bytes)?;
    }
    let before = outside.seen()?;
    let ended = corpus(program, outside, &folder)?;
    say::line(format!(
        "\n{written} files ({} made to do harm, {} whole, {damaged} damaged): status {:?}, {:.0} s on the clock, {:.0} s of processor \
         time, {:.0} MB in the largest child, {:.0} MB in the parent",
        light.len(),
        samples.len(),
        ended.taken.status,
        ended.taken.wall,
        ended.taken.processor,
        ended.taken.child,
        ended.taken.parent
    ));
    for kind in ["hostile", "whole", "damaged"] {
        let of_kind = ended
            .rows
            .iter()
            .filter(|row| row["path"].as_str().is_some_and(|path| path.contains(&format!("/{kind}/"))));
        let counted = of_kind.fold([0_usize; 4], |mut counted, row| {
            let at = ["complete", "partial", "refused"].iter().position(|status| *status == outcome(row));
            counted[at.unwrap_or(3)] += 1;
            counted
        });
        let [complete, partial, refused, none] = counted;
        say::line(format!(
            "{kind:10} {complete:>6} complete {partial:>6} partial {refused:>6} refused {none:>6} without an outcome"
        ));
    }
    let failed = ended.rows.iter().filter(|row| row.to_string().contains("mistake in Probata"));
    failed.for_each(|row| say::line(format!("the reader failed: {}", row["path"])));
    outside.changed(&before)?.iter().for_each(|change| say::line(format!("fault: {change}")));
    if outside.calls() {
        say::line("fault: the server was called");
    }
    say::line(outside.told());
    Ok(())
}
