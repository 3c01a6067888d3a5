use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::{fit_end, hang};
use probata_report::Outcome;
use serde::Serialize;

/// A file of a folder, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct CorpusRow<'r> {
    /// Its path.
    pub path: &'r str,
    /// SHA-256 of its bytes.
    pub sha256: &'r str,
    /// Its format.
    pub format: &'r str,
    /// How reading ended.
    pub outcome: &'r Outcome,
    /// Pages, if known.
    pub pages: Option<u32>,
    /// Bytes of its text.
    pub text_bytes: usize,
    /// Sentences.
    pub sentences: usize,
    /// Notes.
    pub notes: usize,
    /// Note marks.
    pub marks: usize,
    /// How long reading took.
    pub milliseconds: u64,
}

/// A line for a file of a folder, with what is missing under it: path, outcome, sentences, notes, milliseconds.
pub fn corpus_row(row: &CorpusRow<'_>, look: &Look) -> String {
    let column = look.width.saturating_sub(60).max(12);
    let mut out = format!(
        "{}  {:8}  {:>14}  {:>11}  {:>7} ms\n",
        fit_end(&flat(row.path), column),
        row.outcome.status(),
        count(row.sentences, "sentence", "sentences"),
        count(row.notes, "note", "notes"),
        thousands(row.milliseconds.try_into().unwrap_or(usize::MAX))
    );
    for missing in row.outcome.missing() {
        out += &hang("    ", &format!("{}: {}", flat(&missing.place), flat(&missing.why)), look.width);
    }
    out
}

/// How many files ended how.
pub fn corpus_totals(complete: usize, partial: usize, refused: usize) -> String {
    let all = count(complete + partial + refused, "file", "files");
    format!(
        "{all}: {} complete, {} partial, {} refused\n",
        thousands(complete),
        thousands(partial),
        thousands(refused)
    )
}

#[derive(Serialize)]
struct Line<'r> {
    schema: &'static str,
    path: &'r str,
    sha256: &'r str,
    format: &'r str,
    status: &'static str,
    missing: Vec<Missing<'r>>,
    pages: Option<u32>,
    text_bytes: usize,
    sentences: usize,
    notes: usize,
    marks: usize,
    milliseconds: u64,
}

#[derive(Serialize)]
struct Missing<'r> {
    #[serde(rename = "where")]
    place: &'r str,
    why: &'r str,
}

/// The same as a JSON object on a line (`probata-corpus/1`).
pub fn corpus_json(row: &CorpusRow<'_>) -> String {
    let missing =
        row.outcome.missing().iter().map(|missing| Missing { place: &missing.place, why: &missing.why });
    let line = Line {
        schema: "probata-corpus/1",
        path: row.path,
        sha256: row.sha256,
        format: row.format,
        status: row.outcome.status(),
        missing: missing.collect(),
        pages: row.pages,
        text_bytes: row.text_bytes,
        sentences: row.sentences,
        notes: row.notes,
        marks: row.marks,
        milliseconds: row.milliseconds,
    };
    // Writing to memory does not fail, and every key is a string.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}
