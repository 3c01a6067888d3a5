//! How far the audit agrees with what was marked by hand about what carries each sentence.
//!
//! `examples/marked/*.jsonl`, a sentence a line; a line may name the `file` it is from, else `returned.txt`. Sentences of
//! texts by others are given by their place (`start`, `end` in code points), not by their words.
//! `nested.jsonl` and `hedges.jsonl` are marked for other benches.
//! A marked sentence that the reading does not have as one sentence counts as a disagreement.

use crate::arguments::Arguments;
use crate::{place, say};
use probata_assay::{Settings, assay};
use probata_reader::{Options, read};
use probata_report::Report;
use probata_vocabulary::CarriedBy;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::path::PathBuf;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Marked {
    chapter: String,
    #[serde(default)]
    sentence: String,
    /// First code point, where the sentence is not given in words.
    #[serde(default)]
    start: usize,
    /// End in code points, exclusive.
    #[serde(default)]
    end: usize,
    carried_by: String,
    /// A described informant counts as a source in the text; may also be scored as a note.
    #[serde(default)]
    described: bool,
    #[serde(default)]
    file: Option<String>,
    /// Remarks of the person who marked.
    #[serde(default, rename = "remark")]
    _remark: Option<String>,
}

/// A marked sentence beside what the audit says; none if it has no such sentence.
struct Compared {
    chapter: String,
    sentence: String,
    marked: CarriedBy,
    described: bool,
    found: Option<CarriedBy>,
}

impl Compared {
    fn agrees(&self) -> bool {
        self.found == Some(self.marked)
    }

    /// As [`Self::agrees`], where a described informant beside a note may count as the note alone.
    fn agrees_or_described(&self) -> bool {
        self.agrees()
            || self.described && self.marked == CarriedBy::Both && self.found == Some(CarriedBy::Note)
    }
}

/// Prints agreement by chapter and in all, and what was taken for what.
pub fn marked(arguments: &mut Arguments) -> Result<(), String> {
    let show = arguments.flag("--show");
    arguments.done()?;
    let mut compared = Vec::new();
    for (file, lines) in by_file()? {
        match place_of(&file) {
            Some(path) => compared.extend(compare(&path, lines)?),
            None => say::line(format!("passed over: {file} is not there ({} sentences)", lines.len())),
        }
    }
    say::line(agreement(&compared));
    say::line(confusion(&compared));
    if show {
        for one in compared.iter().filter(|one| !one.agrees()) {
            let found = one.found.map_or("no such sentence", CarriedBy::code);
            say::line(format!("{} marked, {found} found: {}", one.marked, one.sentence));
        }
    }
    Ok(())
}

/// Files that are marked for other benches.
const OTHERS: [&str; 2] = ["nested.jsonl", "hedges.jsonl"];

/// The marked sentences of each file, in order.
fn by_file() -> Result<BTreeMap<String, Vec<Marked>>, String> {
    let mut all: BTreeMap<String, Vec<Marked>> = BTreeMap::new();
    let files = place::files(&place::root().join("examples/marked"), "jsonl")?;
    for path in files.into_iter().filter(|path| !OTHERS.iter().any(|other| path.ends_with(other))) {
        for (index, line) in
            place::load(&path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty())
        {
            let marked: Marked = serde_json::from_str(line)
                .map_err(|error| format!("{}, line {}: {error}", path.display(), index + 1))?;
            let file = marked.file.clone().unwrap_or_else(|| "returned.txt".to_owned());
            all.entry(file).or_default().push(marked);
        }
    }
    Ok(all)
}

/// Where a marked file lies: beside the examples, or with the reports for development.
fn place_of(file: &str) -> Option<PathBuf> {
    let here = [place::root().join("examples").join(file), place::root().join(file)];
    let name = file.rsplit('/').next().unwrap_or(file);
    here.into_iter().find(|path| path.exists()).or_else(|| place::shared(&format!("reports/{name}")).ok())
}

fn compare(path: &std::path::Path, lines: Vec<Marked>) -> Result<Vec<Compared>, String> {
    let bytes = std::fs::read(path).map_err(|error| place::told(path, &error))?;
    let report = assay(read(&path.to_string_lossy(), &bytes, &Options::default()), &Settings::default());
    let mut waiting = sentences(&report);
    let offsets: Vec<usize> = report.document.text.char_indices().map(|(at, _)| at).collect();
    lines
        .into_iter()
        .map(|line| {
            let index = if line.sentence.is_empty() {
                at_place(&report, &offsets, line.start, line.end)
            } else {
                let same = waiting.get_mut(&bare(&line.sentence));
                same.and_then(
                    |indices| if indices.len() > 1 { indices.pop_front() } else { indices.front().copied() },
                )
            };
            let sentence = match index {
                Some(index) if line.sentence.is_empty() => {
                    report.document.text[report.document.sentences[index].span].to_owned()
                }
                _ => line.sentence,
            };
            Ok(Compared {
                marked: line.carried_by.parse().map_err(|error| format!("\"{sentence}\": {error}"))?,
                found: index.map(|index| report.sentences[index].carried_by),
                chapter: line.chapter,
                sentence,
                described: line.described,
            })
        })
        .collect()
}

/// The sentence that shares most with the code points `start..end`.
fn at_place(report: &Report, offsets: &[usize], start: usize, end: usize) -> Option<usize> {
    let (start, end) =
        (*offsets.get(start)?, offsets.get(end).copied().unwrap_or(report.document.text.len()));
    let shared = |index: &usize| {
        let span = report.document.sentences[*index].span;
        span.end.min(end).saturating_sub(span.start.max(start))
    };
    (0..report.document.sentences.len()).filter(|index| shared(index) > 0).max_by_key(shared)
}

/// Sentences of the report by their bare words; those that occur several times in order.
fn sentences(report: &Report) -> HashMap<String, VecDeque<usize>> {
    let mut all: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (index, sentence) in report.document.sentences.iter().enumerate() {
        let words: Vec<&str> = sentence.spans().iter().map(|span| &report.document.text[*span]).collect();
        all.entry(bare(&words.join(" "))).or_default().push_back(index);
    }
    all
}

/// A sentence without numbers glued to a word or stop (note marks), bracketed marks, and with white space folded.
fn bare(sentence: &str) -> String {
    let mut out = String::new();
    let mut skipping = false;
    for c in sentence.chars() {
        let glued = out
            .chars()
            .next_back()
            .is_some_and(|last| last.is_alphabetic() || ".,;:!?”’\"')]…".contains(last));
        skipping = c.is_ascii_digit() && (skipping || glued);
        let again = c.is_whitespace() && out.ends_with(' ');
        if !skipping && !again {
            out.push(if c.is_whitespace() { ' ' } else { c });
        }
    }
    let mut plain = out.replace("[^", "[");
    while let Some(open) = plain.find('[') {
        let Some(length) = plain[open..].find(']') else { break };
        let inside = &plain[open + 1..open + length];
        let kept =
            if inside.chars().all(|c| c.is_ascii_digit()) { String::new() } else { format!("({inside})") };
        plain.replace_range(open..=open + length, &kept);
    }
    plain.trim().trim_start_matches(['•', '-', '*', '#', '>']).trim().to_owned()
}

fn agreement(compared: &[Compared]) -> String {
    let mut chapters: Vec<&str> = Vec::new();
    for one in compared {
        if !chapters.contains(&one.chapter.as_str()) {
            chapters.push(&one.chapter);
        }
    }
    let row = |name: &str, some: Vec<&Compared>| {
        let share = |n: usize| 100.0 * n as f64 / some.len().max(1) as f64;
        let agree = some.iter().filter(|one| one.agrees()).count();
        let loosely = some.iter().filter(|one| one.agrees_or_described()).count();
        let missing = some.iter().filter(|one| one.found.is_none()).count();
        format!("{name:40} {:>9} {:>9.1} {:>20.1} {missing:>10}", some.len(), share(agree), share(loosely))
    };
    let mut rows = vec![format!(
        "{:40} {:>9} {:>9} {:>20} {:>10}",
        "chapter", "sentences", "agree %", "described as note %", "not found"
    )];
    rows.extend(
        chapters
            .iter()
            .map(|chapter| row(chapter, compared.iter().filter(|one| one.chapter == *chapter).collect())),
    );
    rows.push(row("all", compared.iter().collect()));
    rows.join("\n")
}

/// Marked down, found across.
fn confusion(compared: &[Compared]) -> String {
    let mut rows = vec!["\nmarked (down), found (across)".to_owned()];
    let heads: String = CarriedBy::ALL.iter().map(|kind| format!("{kind:>11}")).collect();
    rows.push(format!("{:11}{heads}{:>11}", "", "none"));
    for marked in CarriedBy::ALL {
        let count = |found: Option<CarriedBy>| {
            let same = compared.iter().filter(|one| one.marked == *marked && one.found == found).count();
            format!("{same:>11}")
        };
        let cells: String = CarriedBy::ALL.iter().map(|found| count(Some(*found))).collect();
        rows.push(format!("{marked:11}{cells}{}", count(None)));
    }
    rows.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_white_space_do_not_count() {
        for written in
            ["He was held for 22 days.95", "He was held\u{a0}for 22 days.", "• He was held for 22 days.[^95]"]
        {
            assert_eq!(bare(written), "He was held for 22 days.");
        }
    }

    #[test]
    fn every_marked_sentence_of_the_example_has_a_known_answer() {
        for line in by_file().unwrap().into_values().flatten() {
            line.carried_by.parse::<CarriedBy>().unwrap();
        }
    }
}
