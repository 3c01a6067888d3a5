//! How well attributions are found, against texts whose sources, cues and contents people have marked.
//!
//! The gold file has an object a line: `doc_id` and `attributions`, each with the ranges of `source`, `cue` and
//! `content` in code points; the texts lie in a folder as `DOC_ID.txt` (what follows a `#` in the id left out).

pub(super) mod score;

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::{CodePoints, Report, Span};
use score::{Answer, Score, Unit};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The attributions of one text, as in the files.
#[derive(Debug, Deserialize, Serialize)]
struct Line {
    doc_id: String,
    attributions: Vec<Ranges>,
}

/// One attribution, as in the files.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
struct Ranges {
    #[serde(default, deserialize_with = "ranges")]
    source: Vec<[u32; 2]>,
    #[serde(default, deserialize_with = "ranges")]
    cue: Vec<[u32; 2]>,
    #[serde(default, deserialize_with = "ranges")]
    content: Vec<[u32; 2]>,
}

/// A role that is `null` is empty.
fn ranges<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<[u32; 2]>, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or_default())
}

/// Audits the texts, scores the attributions and prints the table.
pub fn attribution(arguments: &mut Arguments) -> Result<(), String> {
    let gold = arguments.value("--gold")?;
    let text = arguments.value("--text")?;
    let out = arguments.value("--out")?;
    let (strict, json) = (arguments.flag("--strict"), arguments.flag("--json"));
    arguments.done()?;
    let (Some(gold), Some(text)) = (gold, text) else {
        return Err("bench attribution needs --gold FILE and --text FOLDER".to_owned());
    };
    measure(Path::new(&gold), Path::new(&text), out.map(PathBuf::from).as_deref(), strict, json)
}

/// The two sets of the development data.
pub fn both() -> Result<(), String> {
    for name in ["polnear-dev", "gum"] {
        let folder = place::shared(&format!("attribution/{name}"))?;
        say::line(name);
        measure(&folder.join("gold.jsonl"), &folder.join("text"), None, false, false)?;
    }
    Ok(())
}

fn measure(gold: &Path, folder: &Path, out: Option<&Path>, strict: bool, json: bool) -> Result<(), String> {
    let mut score = Score::default();
    let mut answers = String::new();
    let mut seen = std::collections::HashSet::new();
    for (index, line) in place::load(gold)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line: Line = serde_json::from_str(line)
            .map_err(|error| format!("{}, line {}: {error}", gold.display(), index + 1))?;
        if !seen.insert(line.doc_id.clone()) {
            return Err(format!(
                "{}, line {}: {} stands there twice",
                gold.display(),
                index + 1,
                line.doc_id
            ));
        }
        let name = line.doc_id.split('#').next().unwrap_or_default();
        let path = folder.join(format!("{name}.txt"));
        let bytes = std::fs::read(&path).map_err(|error| place::told(&path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| place::told(&path, &error))?;
        let found = found(&path, &text)?;
        let letters: Vec<bool> = text.chars().map(|c| strict || c.is_alphanumeric()).collect();
        score.add(&answer(&line.attributions, &letters), &answer(&found, &letters));
        let found = Line { doc_id: line.doc_id, attributions: found };
        answers += &serde_json::to_string(&found).map_err(|error| error.to_string())?;
        answers.push('\n');
    }
    if let Some(out) = out {
        place::save(out, answers)?;
    }
    say::line(if json { score.json() } else { score.table() });
    Ok(())
}

/// What the audit finds in a text.
fn found(path: &Path, text: &str) -> Result<Vec<Ranges>, String> {
    let document = read(&path.to_string_lossy(), text.as_bytes(), &Options::default());
    if document.text != text {
        return Err(format!("{}: the reading is not the file's text", path.display()));
    }
    let report: Report = assay(document, &Settings::default());
    let points = CodePoints::new(text);
    let ranges = |spans: &[Span]| {
        let range = |span: &Span| points.span(*span).map(|point| point as u32);
        spans.iter().map(range).collect()
    };
    let all = report.attributions.iter();
    Ok(all
        .map(|a| Ranges { source: ranges(&a.source), cue: ranges(&a.cue), content: ranges(&a.content) })
        .collect())
}

/// The characters of each role that are compared.
fn answer(attributions: &[Ranges], compared: &[bool]) -> Answer {
    let unit = |ranges: &[[u32; 2]]| -> Unit {
        let all = ranges.iter().flat_map(|[start, end]| *start..*end);
        let mut points: Vec<u32> =
            all.filter(|point| compared.get(*point as usize).copied().unwrap_or(false)).collect();
        points.sort_unstable();
        points.dedup();
        Unit(points)
    };
    attributions.iter().map(|a| [unit(&a.source), unit(&a.cue), unit(&a.content)]).collect()
}
