use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::{fit_end, hang, width};
use probata_report::{Document, Outcome};
use serde::Serialize;

/// A file of a folder, as it was read.
#[derive(Debug, Clone, Copy)]
pub struct CorpusRow<'r> {
    /// Its path.
    pub path: &'r str,
    /// The path of the file that it lies in.
    pub within: Option<&'r str>,
    /// The path of a file before it that holds the same bytes.
    pub same_as: Option<&'r str>,
    /// Files that lie in it.
    pub enclosed: usize,
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
    // A file in a file stands under it, with its own name.
    let path = flat(row.path);
    let inner = row.within.map(flat).and_then(|within| path.strip_prefix(&within).map(str::to_owned));
    let depth = row.within.map_or(0, |within| within.matches(" » ").count());
    let path = inner.map_or(path, |name| format!("{}{}", "  ".repeat(depth + 1), name.trim_start()));
    // A name that would be cut stands on a line of its own, over the figures.
    let name = path.trim_start().rsplit(['/', '\\']).next().unwrap_or_default();
    let is_cut = width(&path) > column && width(name) > column.saturating_sub(3);
    let (above, path) = if is_cut {
        (format!("{}\n", fit_end(&path, look.width).trim_end()), String::new())
    } else {
        (String::new(), path)
    };
    let mut out = format!(
        "{above}{}  {:8}  {:>14}  {:>11}  {:>7} ms\n",
        fit_end(&path, column),
        row.outcome.status(),
        count(row.sentences, "sentence", "sentences"),
        count(row.notes, "note", "notes"),
        thousands(row.milliseconds.try_into().unwrap_or(usize::MAX))
    );
    if let Some(same) = row.same_as {
        return out + &hang("    ", &format!("holds the same bytes as {}", flat(same)), look.width);
    }
    for missing in row.outcome.missing() {
        out += &hang("    ", &format!("{}: {}", flat(&missing.place), flat(&missing.why)), look.width);
    }
    out
}

/// How many files ended complete, partial and refused; how many of all lie in other files, and how many hold the bytes of another one.
pub fn corpus_totals(ended: [usize; 3], enclosed: usize, same: usize) -> String {
    let [complete, partial, refused] = ended;
    let all = count(complete + partial + refused, "file", "files");
    let mut of = Vec::new();
    if enclosed > 0 {
        of.push(format!("{} in other files", thousands(enclosed)));
    }
    if same > 0 {
        of.push(format!("{} with the same bytes as another", thousands(same)));
    }
    let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(", ")) };
    format!(
        "{all}{of}: {} complete, {} partial, {} refused\n",
        thousands(complete),
        thousands(partial),
        thousands(refused)
    )
}

/// A file that was taken out of another one.
#[derive(Debug, Clone)]
pub struct TakenRow {
    /// Where it lies now.
    pub path: String,
    /// Its name in the file around it.
    pub name: String,
    /// Where it lies there.
    pub place: String,
    /// Bytes.
    pub bytes: usize,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// The files that were taken out of a document, each with where it lies now; what is missing of the document behind.
pub fn taken_out(document: &Document, rows: &[TakenRow], look: &Look) -> String {
    let mut out = String::new();
    for row in rows {
        out += &format!("{}\n", flat(&row.path));
        let about =
            format!("{}, {}, {}", flat(&row.name), flat(&row.place), count(row.bytes, "byte", "bytes"));
        out += &hang("    ", &about, look.width);
        out += &format!("    {}\n", flat(&row.sha256));
    }
    out.push('\n');
    out + &super::summary::parts(document, look)
}

#[derive(Serialize)]
struct Line<'r> {
    schema: &'static str,
    path: &'r str,
    within: Option<&'r str>,
    same_as: Option<&'r str>,
    enclosed: usize,
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
        within: row.within,
        same_as: row.same_as,
        enclosed: row.enclosed,
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
