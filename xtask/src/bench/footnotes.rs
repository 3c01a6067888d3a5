//! How well note marks, the sentences they stand in, and note bodies are found, on `../shared/data/footnotes`.
//!
//! Clean, and with 3 % of the marks, drawn at random, deleted or glued to digits. The draw is this file's own small
//! generator, so the figures are the same on every machine.

use probata_reader::{Options, read};
use probata_report::Document;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// Share of the marks that are damaged.
const DAMAGED: f64 = 0.03;
const SEEDS: std::ops::RangeInclusive<u64> = 1..=5;

/// Prints the table of F1 for each kind of damage.
///
/// # Errors
/// The data is not there or is not what it should be.
pub fn footnotes() -> Result<(), String> {
    let path = data()?;
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let texts: Vec<Gold> = text
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{}: {error}", path.display())))
        .collect::<Result<_, _>>()?;
    let texts: Vec<Text> = texts.into_iter().map(Text::from).collect();
    let mut lines =
        vec![format!("{:14} {:>4}  {:>8} {:>8} {:>8}", "damage", "seed", "marker", "sentence", "note")];
    lines.push(row("clean", 0, &texts));
    for damage in [Damage::Deleted, Damage::Digit, Damage::Year, Damage::Stop, Damage::Mixed] {
        for seed in SEEDS {
            let mut random = Random(seed);
            let damaged: Vec<Text> = texts.iter().map(|text| text.damaged(damage, &mut random)).collect();
            lines.push(row(&format!("{damage:?}").to_lowercase(), seed, &damaged));
        }
    }
    show(&lines.join("\n"));
    Ok(())
}

#[expect(clippy::print_stdout, reason = "a chore prints its table")]
fn show(table: &str) {
    println!("{table}");
}

fn data() -> Result<PathBuf, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors()
        .map(|folder| folder.join("../shared/data/footnotes/mueller.jsonl"))
        .find(|path| path.exists())
        .ok_or_else(|| "there is no ../shared/data/footnotes/mueller.jsonl beside the workspace".to_owned())
}

fn row(name: &str, seed: u64, texts: &[Text]) -> String {
    let mut counts = [Count::default(); 3];
    for text in texts {
        text.score(&mut counts);
    }
    let [marker, sentence, note] = counts.map(|count| count.f1());
    format!("{name:14} {seed:>4}  {marker:>8.2} {sentence:>8.2} {note:>8.2}")
}

#[derive(serde::Deserialize)]
struct Gold {
    doc_id: String,
    text: String,
    sentences: Vec<GoldSentence>,
    notes: Vec<GoldNote>,
}

#[derive(serde::Deserialize)]
struct GoldSentence {
    start: usize,
    end: usize,
    notes: Vec<String>,
    markers: Vec<[usize; 2]>,
}

#[derive(serde::Deserialize)]
struct GoldNote {
    id: String,
    start: usize,
}

/// A text with what should be found, in bytes.
#[derive(Clone)]
struct Text {
    name: String,
    text: String,
    sentences: Vec<(usize, usize)>,
    marks: Vec<GoldMark>,
    notes: Vec<(String, usize)>,
}

#[derive(Clone)]
struct GoldMark {
    start: usize,
    end: usize,
    label: String,
    sentence: usize,
}

impl From<Gold> for Text {
    fn from(gold: Gold) -> Self {
        let mut bytes: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).collect();
        bytes.push(gold.text.len());
        let sentences = gold.sentences.iter().map(|s| (bytes[s.start], bytes[s.end])).collect();
        let mut marks = Vec::new();
        for (index, sentence) in gold.sentences.iter().enumerate() {
            for ([start, end], label) in sentence.markers.iter().zip(&sentence.notes) {
                let (start, end) = (bytes[*start], bytes[*end]);
                marks.push(GoldMark { start, end, label: label.clone(), sentence: index });
            }
        }
        let notes = gold.notes.iter().map(|note| (note.id.clone(), bytes[note.start])).collect();
        Self { name: gold.doc_id, text: gold.text, sentences, marks, notes }
    }
}

/// What befalls a mark.
#[derive(Debug, Clone, Copy)]
enum Damage {
    /// It is gone.
    Deleted,
    /// A digit stands before it.
    Digit,
    /// A year stands before it.
    Year,
    /// The stop before it is gone where a number stands before the stop; elsewhere a digit stands before it.
    Stop,
    /// One of these.
    Mixed,
}

impl Text {
    fn damaged(&self, damage: Damage, random: &mut Random) -> Text {
        let mut out = Text { text: String::new(), marks: Vec::new(), ..self.clone() };
        let mut edits: Vec<(usize, isize)> = Vec::new();
        let mut copied = 0;
        for mark in &self.marks {
            let mut copy_to = mark.start;
            let (mut add, mut keep) = (String::new(), true);
            if random.chance(DAMAGED) {
                let damage = match damage {
                    Damage::Mixed => {
                        [Damage::Deleted, Damage::Digit, Damage::Year, Damage::Stop][random.below(4)]
                    }
                    other => other,
                };
                let before: Vec<char> = self.text[..mark.start].chars().rev().take(2).collect();
                let after_number = before.len() == 2 && before[0] == '.' && before[1].is_ascii_digit();
                match damage {
                    Damage::Deleted => keep = false,
                    Damage::Year => add = (1990 + random.below(30)).to_string(),
                    Damage::Stop if after_number => copy_to -= 1,
                    _ => add = random.below(10).to_string(),
                }
            }
            out.text.push_str(&self.text[copied..copy_to]);
            out.text.push_str(&add);
            let start = out.text.len();
            if keep {
                out.text.push_str(&self.text[mark.start..mark.end]);
                out.marks.push(GoldMark { start, end: out.text.len(), ..mark.clone() });
            }
            copied = mark.end;
            edits.push((mark.end, out.text.len() as isize - mark.end as isize));
        }
        out.text.push_str(&self.text[copied..]);
        let moved = |at: usize| {
            let after = edits.partition_point(|(from, _)| *from <= at);
            let by = after.checked_sub(1).map_or(0, |index| edits[index].1);
            at.saturating_add_signed(by)
        };
        out.sentences = self.sentences.iter().map(|(start, end)| (moved(*start), moved(*end))).collect();
        out.notes = self.notes.iter().map(|(id, start)| (id.clone(), moved(*start))).collect();
        out
    }

    fn score(&self, counts: &mut [Count; 3]) {
        let document = read(&format!("{}.txt", self.name), self.text.as_bytes(), &Options::default());
        let links = links(&document);
        let gold: HashSet<(usize, &str)> =
            self.marks.iter().map(|mark| (mark.start, mark.label.as_str())).collect();
        counts[0].add(&gold, &links.iter().map(|(at, label)| (*at, *label)).collect());
        let owner = |at: usize| self.sentences.iter().position(|(start, end)| (*start..=*end).contains(&at));
        let gold: HashSet<(Option<usize>, &str)> =
            self.marks.iter().map(|mark| (Some(mark.sentence), mark.label.as_str())).collect();
        counts[1].add(&gold, &links.iter().map(|(at, label)| (owner(*at), *label)).collect());
        let gold: HashSet<(&str, usize)> =
            self.notes.iter().map(|(id, start)| (id.as_str(), *start)).collect();
        counts[2]
            .add(&gold, &document.notes.iter().map(|note| (note.label.as_str(), note.span.start)).collect());
    }
}

fn links(document: &Document) -> Vec<(usize, &str)> {
    document.marks.iter().map(|mark| (mark.span.start, mark.label.as_str())).collect()
}

#[derive(Debug, Clone, Copy, Default)]
struct Count {
    both: usize,
    found: usize,
    gold: usize,
}

impl Count {
    fn add<T: Eq + std::hash::Hash>(&mut self, gold: &HashSet<T>, found: &HashSet<T>) {
        self.both += gold.intersection(found).count();
        self.found += found.len();
        self.gold += gold.len();
    }

    fn f1(self) -> f64 {
        if self.found + self.gold == 0 {
            0.0
        } else {
            200.0 * self.both as f64 / (self.found + self.gold) as f64
        }
    }
}

/// A splitmix generator.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn chance(&mut self, share: f64) -> bool {
        ((self.next() >> 11) as f64) / ((1u64 << 53) as f64) < share
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }
}
