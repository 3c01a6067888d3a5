//! Measures search over made passages, sealed and plain: `speed FOLDER PASSAGES`. Run by `cargo xtask bench search`.
//!
//! Leaves `corpus.txt` (a passage a line) and `queries.tsv` (kind, words) in the folder, so that others can be asked the same.

use probata_seal::{Key, Random};
use probata_search::{Index, Language, Query, Reading};
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

/// Words of a passage.
const WORDS: usize = 40;
/// Different words.
const VOCABULARY: usize = 200_000;
/// Questions of a kind.
const ASKED: usize = 50;
/// Passages of one reading.
const READING: usize = 200;

/// Numbers that look random and are the same each time.
struct Made(u64);

impl Made {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) ^ self.0
    }

    /// A word's rank: the second is half as frequent as the first, and so on.
    fn rank(&mut self) -> usize {
        let unit = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((VOCABULARY as f64).powf(unit) as usize).min(VOCABULARY) - 1
    }
}

impl Random for Made {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.next() as u8);
    }
}

/// A word of syllables; each rank has its own.
fn word(rank: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "de", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "ze", "gor", "lin", "mas", "ner",
        "pol", "ran", "sil", "tar", "ven", "dol", "kas", "mir",
    ];
    let mut number = rank + SYLLABLES.len();
    let mut word = String::new();
    while number > 0 {
        word += SYLLABLES[number % SYLLABLES.len()];
        number /= SYLLABLES.len();
    }
    word
}

fn passage(made: &mut Made) -> Vec<usize> {
    (0..WORDS).map(|_| made.rank()).collect()
}

fn text(passage: &[usize]) -> String {
    passage.iter().map(|rank| word(*rank)).collect::<Vec<_>>().join(" ")
}

/// Fills an index; the seconds that it took.
fn fill(index: &Index, passages: usize) -> Result<f64, Box<dyn std::error::Error>> {
    let begun = Instant::now();
    let mut made = Made(7);
    let mut writer = index.writer()?;
    for number in 0..passages.div_ceil(READING) {
        let count = READING.min(passages - number * READING);
        let text: Vec<String> = (0..count).map(|_| text(&passage(&mut made)) + ".").collect();
        let text = text.join("\n\n");
        writer.add(&Reading {
            number: number as u64,
            name: "",
            text: &text,
            language: Some(Language::English),
            dates: &[],
        })?;
    }
    writer.commit("made")?;
    Ok(begun.elapsed().as_secs_f64())
}

/// Questions of each kind.
fn questions(passages: usize) -> Vec<(&'static str, String)> {
    let mut made = Made(11);
    let mut all = Vec::new();
    // A word of rank r is in about passages * 40 / (r * ln(vocabulary)) of them.
    let of_share = |share: f64| (WORDS as f64 / (share * (VOCABULARY as f64).ln())) as usize;
    let rare = of_share(30.0 / passages as f64).min(VOCABULARY - 200);
    let middling = of_share(0.01);
    for number in 0..ASKED {
        all.push(("rare", word(rare + number)));
        all.push(("middling", word(middling + number)));
        all.push(("and", format!("{} {}", word(of_share(0.05) + number), word(of_share(0.03) + number))));
    }
    let mut of_corpus = Made(7);
    for _ in 0..ASKED {
        let passage = passage(&mut of_corpus);
        let at = made.next() as usize % (WORDS - 1);
        all.push(("phrase", format!("\"{} {}\"", word(passage[at]), word(passage[at + 1]))));
    }
    for rank in 0..20 {
        all.push(("commonest", word(rank)));
    }
    all
}

/// Milliseconds of each question, warm, the top 20.
fn ask(index: &Index, questions: &[(&'static str, String)]) -> Result<Vec<f64>, Box<dyn std::error::Error>> {
    let queries = questions.iter().map(|(_, words)| Query::parse(words)).collect::<Result<Vec<_>, _>>()?;
    let mut times = vec![f64::INFINITY; queries.len()];
    for round in 0..4 {
        for (query, least) in queries.iter().zip(&mut times) {
            let begun = Instant::now();
            let found = index.search(query, None, 20, false)?;
            let took = begun.elapsed().as_secs_f64() * 1000.0;
            if found.hits.is_empty() {
                return Err("a question found nothing".into());
            }
            // The first round warms.
            if round > 0 {
                *least = least.min(took);
            }
        }
    }
    Ok(times)
}

fn percentile(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(((times.len() - 1) as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, folder, passages] = &arguments[..] else { return Err("speed FOLDER PASSAGES".into()) };
    let (folder, passages) = (Path::new(folder), passages.parse::<usize>()?);
    std::fs::create_dir_all(folder)?;
    let mut corpus = BufWriter::new(std::fs::File::create(folder.join("corpus.txt"))?);
    let mut made = Made(7);
    for _ in 0..passages {
        writeln!(corpus, "{}", text(&passage(&mut made)))?;
    }
    corpus.flush()?;
    let questions = questions(passages);
    let lines: String = questions.iter().map(|(kind, words)| format!("{kind}\t{words}\n")).collect();
    std::fs::write(folder.join("queries.tsv"), lines)?;

    let mut out = io::stdout().lock();
    let sealed = Index::open(&folder.join("sealed"), Key::from_bytes([1; 32]), Box::new(Made(3)))?;
    let plain = Index::in_memory()?;
    writeln!(out, "indexed\tsealed\t{:.1}\tplain\t{:.1}", fill(&sealed, passages)?, fill(&plain, passages)?)?;
    let (of_sealed, of_plain) = (ask(&sealed, &questions)?, ask(&plain, &questions)?);
    for kind in ["rare", "middling", "and", "phrase", "commonest"] {
        let of = |times: &[f64]| -> Vec<f64> {
            questions.iter().zip(times).filter(|((of, _), _)| *of == kind).map(|(_, time)| *time).collect()
        };
        let (mut sealed, mut plain) = (of(&of_sealed), of(&of_plain));
        writeln!(
            out,
            "{kind}\tsealed\t{:.3}\t{:.3}\tplain\t{:.3}\t{:.3}",
            percentile(&mut sealed, 0.5),
            percentile(&mut sealed, 0.95),
            percentile(&mut plain, 0.5),
            percentile(&mut plain, 0.95)
        )?;
    }
    Ok(())
}
