//! The language of each block of mixed text, by the block's length; and old encodings, by the text's length: is the text the same?
//!
//! The texts are made for this bench, the same eleven sentences in seven languages, and were not looked at when the detector was set.

use crate::arguments::Arguments;
use crate::say;
use encoding_rs::Encoding;
use probata_reader::{Options, read};
use std::collections::BTreeMap;

const MADE: &str = include_str!("languages/made.txt");
/// Letters of a block: short ones say nothing of themselves.
const LENGTHS: [(usize, &str); 4] = [(0, "under 30"), (30, "30-59"), (60, "60-89"), (90, "90 and more")];
/// Encodings in which texts of a language lie about.
const ENCODINGS: [(&str, &[&str]); 7] = [
    ("ru", &["windows-1251", "koi8-r", "ibm866", "iso-8859-5", "x-mac-cyrillic", "utf-16le", "utf-16be"]),
    ("uk", &["windows-1251", "koi8-u", "x-mac-cyrillic", "utf-16le"]),
    ("ar", &["windows-1256", "iso-8859-6", "utf-16le", "utf-16be"]),
    ("es", &["windows-1252", "iso-8859-15", "macintosh", "utf-16le"]),
    ("fr", &["windows-1252", "iso-8859-15", "macintosh", "utf-16le"]),
    ("de", &["windows-1252", "iso-8859-15", "macintosh", "utf-16le"]),
    ("en", &["windows-1252", "utf-16le"]),
];

/// Prints both tables; `--show` names every block and text that is told wrongly.
///
/// # Errors
/// An argument that is not known.
pub fn languages(arguments: &mut Arguments) -> Result<(), String> {
    let shows = arguments.flag("--show");
    arguments.done()?;
    blocks(shows);
    encodings(shows);
    Ok(())
}

/// The sentences of each language.
fn made() -> Vec<(&'static str, Vec<&'static str>)> {
    let mut all: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in MADE.lines() {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(code) => all.push((code, Vec::new())),
            None => all.last_mut().into_iter().for_each(|(_, lines)| lines.push(line)),
        }
    }
    all
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Documents of two languages: the sentences of one, with three runs of the other among them. Each run begins with a sentence that
/// tells its language; behind it stands one of the main language that does.
fn mixed() -> Vec<Vec<(&'static str, &'static str)>> {
    const RUNS: [(usize, [usize; 2]); 3] = [(0, [0, 4]), (2, [3, 9]), (5, [6, 2])];
    let all = made();
    let mut documents = Vec::new();
    for (main, own) in &all {
        for (other, theirs) in all.iter().filter(|(code, _)| code != main) {
            let mut blocks = Vec::new();
            for (at, sentence) in own.iter().enumerate() {
                blocks.push((*main, *sentence));
                if let Some((_, run)) = RUNS.iter().find(|(behind, _)| *behind == at) {
                    blocks.extend(run.map(|at| (*other, theirs[at])));
                }
            }
            documents.push(blocks);
        }
    }
    documents
}

fn blocks(shows: bool) {
    let mut counts: BTreeMap<(&str, usize), (usize, usize)> = BTreeMap::new();
    for document in mixed() {
        let text = document.iter().map(|(_, text)| *text).collect::<Vec<_>>().join("\n\n");
        let read = read("mixed.md", text.as_bytes(), &Options::default());
        let mut at = 0;
        for (code, words) in &document {
            let start = at;
            at += words.len() + 2;
            let Some(block) = read.block_at(start) else { continue };
            let told = read.blocks[block].language.as_str();
            let length = LENGTHS.iter().rposition(|(least, _)| letters(words) >= *least).unwrap_or(0);
            let (right, count) = counts.entry((code, length)).or_default();
            *right += usize::from(told == *code);
            *count += 1;
            if shows && told != *code {
                say::line(format!("{code} read as {told}: {words}"));
            }
        }
    }
    let heads = LENGTHS.map(|(_, name)| format!("{name:>14}")).concat();
    say::line(format!("language by letters of the block\n    {heads}"));
    let mut whole = [(0, 0); 4];
    for (code, _) in made() {
        let mut row = format!("{code:4}");
        for (length, all) in whole.iter_mut().enumerate() {
            let (right, count) = counts.get(&(code, length)).copied().unwrap_or_default();
            *all = (all.0 + right, all.1 + count);
            row.push_str(&share(right, count));
        }
        say::line(row);
    }
    say::line(format!("all {}", whole.map(|(right, count)| share(right, count)).concat()));
}

fn share(right: usize, count: usize) -> String {
    if count == 0 {
        format!("{:>14}", "-")
    } else {
        format!("{:>12.1} %", right as f64 * 100.0 / count as f64)
    }
}

/// Texts of one sentence, of three and of all, in each encoding, with no word of it in the file.
fn encodings(shows: bool) {
    say::line(format!("\n{:4}{:18}{:>14}{:>14}{:>14}", "", "encoding", "one sentence", "three", "eleven"));
    for (code, sentences) in made() {
        let names = ENCODINGS.iter().find(|(of, _)| *of == code).map_or(&[][..], |(_, names)| names);
        for name in names {
            let lengths = [1, 3, sentences.len()].map(|count| same(name, &sentences, count, shows));
            let row = lengths.map(|(right, count)| share(right, count)).concat();
            say::line(format!("{code:4}{name:18}{row}"));
        }
    }
}

fn same(name: &str, sentences: &[&str], count: usize, shows: bool) -> (usize, usize) {
    let (mut right, mut all) = (0, 0);
    for part in sentences.chunks(count).filter(|part| part.len() == count) {
        let text = part.join("\n") + "\n";
        let Some(bytes) = encoded(name, &text) else { continue };
        let read = read("old.txt", &bytes, &Options::default());
        let is_same = read.text.trim_end() == text.trim_end();
        right += usize::from(is_same);
        all += 1;
        if shows && !is_same {
            say::line(format!("{name} read as {}: {}", read.parts[0].format, part[0]));
        }
    }
    (right, all)
}

/// The text in an encoding; none if it has no such letters.
fn encoded(name: &str, text: &str) -> Option<Vec<u8>> {
    match name {
        "utf-16le" => return Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        "utf-16be" => return Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        _ => {}
    }
    let (bytes, _, lost) = Encoding::for_label(name.as_bytes())?.encode(text);
    (!lost).then(|| bytes.into_owned())
}
