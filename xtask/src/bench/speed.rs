//! What auditing a long report costs, as a whole process.

mod draft;
mod peer;

use super::process::{Cost, cost, median};
use crate::arguments::Arguments;
use crate::run::{cargo, run};
use crate::{place, say};
use std::path::Path;
use std::process::Command;

/// Makes a Word document of 95,000 words with 1,000 notes, builds the release binary and audits it several times.
pub fn speed(arguments: &mut Arguments) -> Result<(), String> {
    let runs = arguments.number("--runs", 5)?.max(1);
    let peer = arguments.value("--peer")?.map(|python| peer::Peer { python });
    arguments.done()?;
    let (bytes, words, notes) = draft::draft()?;
    let folder = place::target().join("bench-speed");
    let path = folder.join("long.docx");
    place::save(&path, &bytes)?;
    run(&mut cargo(&["build", "--release", "--locked", "--package", "probata"]))?;
    let binary = place::target().join("release").join(format!("probata{}", std::env::consts::EXE_SUFFIX));
    say::line(format!(
        "\n{}: {words} words outside notes, {notes} notes, {} bytes\nlimits: 1 s on the processor, 200 MB\n",
        path.display(),
        bytes.len()
    ));
    say::line(format!("{:24} {:>9} {:>9} {:>9}  ended", "median of runs", "processor", "wall", "memory"));
    let formats: [(&str, &[&str]); 5] = [
        ("read", &["read"]),
        ("audit", &["audit"]),
        ("audit --format json", &["audit", "--format", "json"]),
        ("audit --format html", &["audit", "--format", "html"]),
        ("audit --format csv", &["audit", "--format", "csv"]),
    ];
    for (name, words) in formats {
        let costs = measured(&binary, words, &path, &folder, runs)?;
        say::line(row(name, &costs));
        if let Some(peer) = peer.as_ref().filter(|_| name == "audit --format json") {
            peer.beside(&costs, &binary, &path, &folder)?;
        }
    }
    if peer.is_none() {
        say::line(
            "\nbeside spaCy and textacy: --peer PYTHON, an interpreter that has both and an English model",
        );
    }
    Ok(())
}

fn measured(
    binary: &Path,
    words: &[&str],
    path: &Path,
    folder: &Path,
    runs: u64,
) -> Result<Vec<Cost>, String> {
    let one = || cost(Command::new(binary).args(words).arg(path).current_dir(folder));
    (0..runs).map(|_| one().map_err(|error| place::told(binary, &error))).collect()
}

fn row(name: &str, costs: &[Cost]) -> String {
    let all = |of: &dyn Fn(&Cost) -> Option<f64>| median(costs.iter().filter_map(of).collect());
    let shown =
        |figure: Option<f64>, unit: &str| figure.map_or("unknown".to_owned(), |f| format!("{f:.2} {unit}"));
    let memory = costs.iter().filter_map(|cost| cost.memory).max_by(f64::total_cmp);
    let ended =
        costs.iter().find_map(|cost| cost.status).map_or("by a signal".to_owned(), |code| code.to_string());
    format!(
        "{name:24} {:>9} {:>9} {:>9}  {ended}",
        shown(all(&|cost| cost.processor), "s"),
        shown(all(&|cost| Some(cost.wall)), "s"),
        memory.map_or("unknown".to_owned(), |m| format!("{m:.0} MB")),
    )
}
