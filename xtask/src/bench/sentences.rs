//! How well the ends of sentences are found: on the body of `../shared/data/footnotes` and on the treebanks of
//! `../shared/data/ud`.
//!
//! Only ends are scored: where a sentence's last character stands, its marks included. Each text is read as a plain
//! text file. Treebank documents are one paragraph each, since their files keep no paragraphs, so that headings and
//! lines without a stop cannot be found there: the last two columns leave gold ends without a stop out.
//! The rules were tuned on `footnotes` and on GUM dev; GUM test and EWT test are for the report only.

use probata_reader::{Options, read};
use probata_report::BlockKind;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Prints a table of precision, recall and F1.
///
/// # Errors
/// The data is not there or is not what it should be.
pub fn sentences() -> Result<(), String> {
    let data = data()?;
    let mut rows = vec![format!(
        "{:12} {:>6} {:>6} {:>6} {:>6}   {:>9} {:>9}",
        "ends", "gold", "P", "R", "F1", "R stopped", "F1 stopped"
    )];
    rows.push(score("footnotes", &footnotes(&data.join("footnotes/mueller.jsonl"))?));
    for (name, file) in [("GUM dev", "gum-dev"), ("GUM test", "gum-test"), ("EWT test", "ewt-test")] {
        rows.push(score(name, &treebank(&data.join(format!("ud/{file}.conllu")))?));
    }
    show(&rows.join("\n"));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a chore prints its table")]
fn show(table: &str) {
    println!("{table}");
}

fn data() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .map(|folder| folder.join("../shared/data"))
        .find(|folder| folder.join("ud").is_dir())
        .ok_or_else(|| "there is no ../shared/data beside the workspace".to_owned())
}

fn load(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A text and where its sentences end, in bytes.
struct Text {
    text: String,
    /// Ends behind this are not scored.
    body: usize,
    ends: BTreeSet<usize>,
}

#[derive(serde::Deserialize)]
struct Gold {
    text: String,
    body_end: usize,
    sentences: Vec<GoldSentence>,
}

#[derive(serde::Deserialize)]
struct GoldSentence {
    end: usize,
}

fn footnotes(path: &Path) -> Result<Vec<Text>, String> {
    let lines = load(path)?;
    lines
        .lines()
        .map(|line| {
            let gold: Gold =
                serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display()))?;
            let bytes: Vec<usize> =
                gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
            let at = |point: usize| bytes.get(point).copied().unwrap_or(gold.text.len());
            let ends = gold.sentences.iter().map(|sentence| at(sentence.end)).collect();
            let body = at(gold.body_end);
            Ok(Text { text: gold.text, body, ends })
        })
        .collect()
}

/// The documents of a CoNLL-U file, rebuilt from its words.
fn treebank(path: &Path) -> Result<Vec<Text>, String> {
    let mut texts: Vec<Text> = Vec::new();
    let mut inside = 0;
    for line in load(path)?.lines() {
        if line.starts_with("# newdoc") {
            texts.push(Text { text: String::new(), body: usize::MAX, ends: BTreeSet::new() });
        }
        let Some(Text { text, ends, .. }) = texts.last_mut().filter(|_| !line.starts_with('#')) else {
            continue;
        };
        if line.is_empty() {
            ends.insert(text.trim_end().len());
            text.truncate(text.trim_end().len());
            text.push(' ');
            inside = 0;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        let (Some(id), Some(form), Some(last)) = (fields.first(), fields.get(1), fields.last()) else {
            continue;
        };
        // "8-9" is one word on paper and two in the tree; "8.1" is not on paper.
        match id.split_once('-') {
            Some((_, to)) => inside = to.parse().map_err(|_| format!("{}: id {id}", path.display()))?,
            None if id.parse().map_or(true, |id: usize| id <= inside) => continue,
            None => {}
        }
        text.push_str(form);
        if !last.contains("SpaceAfter=No") {
            text.push(' ');
        }
    }
    Ok(texts)
}

fn score(name: &str, texts: &[Text]) -> String {
    let (mut both, mut found, mut gold, mut stopped, mut stopped_found) = (0, 0, 0, 0, 0);
    for text in texts {
        let document = read("text.txt", text.text.as_bytes(), &Options::default());
        let ends: BTreeSet<usize> = document
            .sentences
            .iter()
            .filter(|sentence| !matches!(document.blocks[sentence.block].kind, BlockKind::Note(_)))
            .map(|sentence| sentence.span.end)
            .filter(|end| *end <= text.body)
            .collect();
        both += text.ends.intersection(&ends).count();
        found += ends.len();
        gold += text.ends.len();
        for end in text.ends.iter().filter(|end| has_stop(&text.text[..**end])) {
            stopped += 1;
            stopped_found += usize::from(ends.contains(end));
        }
    }
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let f1 = |p: f64, r: f64| if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) };
    let (p, r, r_stopped) = (share(both, found), share(both, gold), share(stopped_found, stopped));
    let (all, only_stopped) = (f1(p, r), f1(p, r_stopped));
    format!("{name:12} {gold:>6} {p:>6.2} {r:>6.2} {all:>6.2}   {r_stopped:>9.2} {only_stopped:>9.2}")
}

/// True if a stop stands at the end, before marks, quotation marks and brackets.
fn has_stop(text: &str) -> bool {
    let closing = |c: char| c.is_ascii_digit() || matches!(c, '”' | '’' | '"' | '\'' | ')' | ']' | ',' | ' ');
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…'])
}
