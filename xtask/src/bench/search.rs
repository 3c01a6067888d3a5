//! How fast passages are found: sealed, plain, and by SQLite's FTS5, on the same made passages and questions.

use crate::arguments::Arguments;
use crate::{place, run, say};
use std::path::Path;
use std::process::Command;

/// What FTS5 is asked with.
const PEER: &str = include_str!("search/peer.py");

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
    place::save(&folder.join("peer.py"), PEER)?;
    let mut command = Command::new(python);
    command.arg(folder.join("peer.py")).arg(folder);
    let peer = output(&mut command).unwrap_or_else(|error| {
        say::line(format!("FTS5 was not measured: {error}"));
        String::new()
    });
    say::line(format!("{passages} passages of 40 words; milliseconds, the top 20, warm (p50 / p95)"));
    say::line("                 sealed             plain              ratio   FTS5");
    for line in ours.lines().filter(|line| !line.starts_with("indexed")) {
        let ours: Vec<&str> = line.split('\t').collect();
        let [kind, _, sealed, sealed_95, _, plain, plain_95] = ours[..] else { continue };
        let of_peer = peer.lines().find_map(|line| line.strip_prefix(kind)?.strip_prefix("\tfts5\t"));
        let ratio = number(sealed) / number(plain);
        say::line(format!(
            "{kind:12} {sealed:>8} / {sealed_95:>8}  {plain:>8} / {plain_95:>8}  {ratio:>5.2}   {}",
            of_peer.unwrap_or("-").replace('\t', " / ")
        ));
    }
    for line in ours.lines().chain(peer.lines()).filter(|line| line.starts_with("indexed")) {
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
