//! How fast passages are found: sealed, plain, by SQLite's FTS5 and by Recoll, on the same made passages and questions.

use crate::arguments::Arguments;
use crate::{place, run, say};
use std::path::Path;
use std::process::Command;

/// What FTS5 is asked with.
const FTS5: &str = include_str!("search/fts5.py");
/// What Recoll is asked with, through its own Python module, which goes with the system's Python.
const RECOLL: &str = include_str!("search/recoll.py");

/// Indexes `--passages N` (1,000,000) passages of 40 words and asks for rare, middling, common words, two words and phrases, the top 20, warm.
pub fn search(arguments: &mut Arguments) -> Result<(), String> {
    let passages = arguments.number("--passages", 1_000_000)?;
    let python = arguments.value("--python")?.unwrap_or_else(|| "python3".to_owned());
    arguments.done()?;
    let folder = std::env::temp_dir().join(format!("probata-search-{}", std::process::id()));
    let measured = measure(&folder, passages, &python);
    // It lies among temporary files; if it stays, nothing is harmed.
    let _ = std::fs::remove_dir_all(&folder);
    measured
}

fn measure(folder: &Path, passages: u64, python: &str) -> Result<(), String> {
    let ours = ["run", "--release", "--locked", "-q", "-p", "probata-search", "--example", "speed", "--"];
    let mut command = run::cargo(&ours);
    command.arg(folder).arg(passages.to_string());
    let ours = output(&mut command)?;
    // A script of the module's own name would be taken for the module.
    let peer = |name: &str, python: &str, script: &str| {
        let path = folder.join(format!("ask_{name}.py"));
        let mut command = Command::new(python);
        command.arg(&path).arg(folder);
        place::save(&path, script).and_then(|()| output(&mut command)).unwrap_or_else(|error| {
            say::line(format!("{name} was not measured: {error}"));
            String::new()
        })
    };
    let (fts5, recoll) = (peer("fts5", python, FTS5), peer("recoll", "/usr/bin/python3", RECOLL));
    say::line(format!("{passages} passages of 40 words; milliseconds, the top 20, warm (p50 / p95)"));
    say::line(
        "                 sealed             plain              ratio   FTS5                 Recoll (files of 200)",
    );
    for line in ours.lines().filter(|line| !line.starts_with("indexed")) {
        let ours: Vec<&str> = line.split('\t').collect();
        let [kind, _, sealed, sealed_95, _, plain, plain_95] = ours[..] else { continue };
        let of_peer = |said: &str, name: &str| {
            let mut lines = said.lines();
            let found = lines.find_map(|line| line.strip_prefix(kind)?.strip_prefix(&format!("\t{name}\t")));
            found.unwrap_or("-").replace('\t', " / ")
        };
        let ratio = number(sealed) / number(plain);
        say::line(format!(
            "{kind:12} {sealed:>8} / {sealed_95:>8}  {plain:>8} / {plain_95:>8}  {ratio:>5.2}   {:20} {}",
            of_peer(&fts5, "fts5"),
            of_peer(&recoll, "recoll")
        ));
    }
    for line in
        ours.lines().chain(fts5.lines()).chain(recoll.lines()).filter(|line| line.starts_with("indexed"))
    {
        say::line(format!("{} (seconds)", line.replace('\t', " ")));
    }
    Ok(())
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or(f64::NAN)
}

fn output(command: &mut Command) -> Result<String, String> {
    let typed = run::typed(command);
    let output = command.output().map_err(|error| format!("{typed}: {error}"))?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(format!("{typed}: {}", String::from_utf8_lossy(&output.stderr))),
    }
}
