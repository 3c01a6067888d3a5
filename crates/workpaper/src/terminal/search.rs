//! What was found in a case, for the screen and for programs.

use super::{Look, flat};
use crate::numerals::{count, thousands};
use crate::wrap::hang;
use serde_json::json;
use std::ops::Range;

/// A passage that was found.
#[derive(Debug, Clone)]
pub struct PassageRow<'a> {
    /// The exhibit's number, as E-12.
    pub exhibit: String,
    /// Its file's name.
    pub name: &'a str,
    /// The language of most of its text.
    pub language: &'a str,
    /// The line of the text, from 1; none if it is the name that was found.
    pub line: Option<usize>,
    /// Code points of the text.
    pub characters: Range<usize>,
    /// What is shown.
    pub shown: &'a str,
    /// Bytes of it that are marked.
    pub marked: &'a [Range<usize>],
    /// The passage goes on before and behind.
    pub is_cut: (bool, bool),
}

/// A record that was found.
#[derive(Debug, Clone)]
pub struct FoundRecordRow<'a> {
    /// Its name, as S-1.
    pub record: String,
    /// Its kind's code.
    pub kind: &'a str,
    /// What is shown.
    pub shown: &'a str,
    /// Bytes of it that are marked.
    pub marked: &'a [Range<usize>],
    /// The record says more before and behind.
    pub is_cut: (bool, bool),
}

/// An answer as a whole.
#[derive(Debug, Clone, Default)]
pub struct AnswerRow<'a> {
    /// Passages that were found.
    pub total: u64,
    /// The best of the records.
    pub records: &'a [FoundRecordRow<'a>],
    /// Records that were found.
    pub total_records: u64,
    /// What was asked, and how else it is spelled.
    pub spellings: &'a [(String, Vec<String>)],
    /// What is in no passage, and what is nearly the same.
    pub unknown: &'a [(String, Vec<String>)],
    /// Words that stand for too many others.
    pub cut: &'a [String],
    /// Exhibits that the index lacks.
    pub lacking: usize,
    /// Exhibits that have no text.
    pub without_text: usize,
    /// Compartments in which nothing was looked for.
    pub not_searched: &'a [String],
}

/// Spellings that are named; of more, only how many.
const NAMED: usize = 12;

/// Passages and records, the best first, and what should be known about the answer.
pub fn found(rows: &[PassageRow<'_>], answer: &AnswerRow<'_>, look: &Look) -> String {
    let mut out = String::new();
    let mut last = None;
    for row in rows {
        if last != Some(&row.exhibit) {
            out += &head(row, look);
        }
        last = Some(&row.exhibit);
        let first = match row.line {
            Some(line) => format!("{:>8}  ", thousands(line)),
            None => format!("{:>8}  ", "name"),
        };
        out += &piece(&first, row.shown, row.marked, row.is_cut, look);
    }
    for row in answer.records {
        out += &hang(&format!("{}  ", row.record), &row.kind.replace('_', " "), look.width);
        out += &piece(&" ".repeat(10), row.shown, row.marked, row.is_cut, look);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out + &remarks(rows.len(), answer, look)
}

fn head(row: &PassageRow<'_>, look: &Look) -> String {
    let language = if row.language.is_empty() { String::new() } else { format!("  ({})", row.language) };
    hang(&format!("{}  ", row.exhibit), &format!("{}{language}", flat(row.name)), look.width)
}

/// What is shown of a passage, with what was found in it bold where the screen can.
fn piece(first: &str, shown: &str, marked: &[Range<usize>], is_cut: (bool, bool), look: &Look) -> String {
    let bare = |text: Option<&str>| text.unwrap_or_default().replace([BEGINS, ENDS], "");
    let mut text = String::new();
    let mut at = 0;
    if is_cut.0 {
        text.push_str("… ");
    }
    for marked in marked {
        text += &bare(shown.get(at..marked.start));
        text.push(BEGINS);
        text += &bare(shown.get(marked.clone()));
        text.push(ENDS);
        at = marked.end;
    }
    text += &bare(shown.get(at..));
    if is_cut.1 {
        text.push_str(" …");
    }
    let broken = hang(first, &flat(&text), look.width);
    let (begin, end) = match look.colour {
        true => (anstyle::Style::new().bold().render().to_string(), anstyle::Reset.render().to_string()),
        false => (String::new(), String::new()),
    };
    broken.replace(BEGINS, &begin).replace(ENDS, &end)
}

/// Stand for the colour while lines are broken. They take no room, and choose a letter's shape where a text has them: it is shown without.
const BEGINS: char = '\u{fe00}';
const ENDS: char = '\u{fe01}';

fn remarks(shown: usize, answer: &AnswerRow<'_>, look: &Look) -> String {
    let whole = |total: u64| usize::try_from(total).unwrap_or(usize::MAX);
    let found = [
        told(whole(answer.total), shown, ["passage", "passages"]),
        told(whole(answer.total_records), answer.records.len(), ["record", "records"]),
    ];
    let mut said: Vec<String> = found.into_iter().flatten().collect();
    if said.is_empty() {
        said.push("Nothing was found.".to_owned());
    }
    for (asked, found) in answer.spellings {
        let more = found.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        said.push(format!("For \"{asked}\" also: {}{more}.", found[..found.len().min(NAMED)].join(", ")));
    }
    let place = if answer.not_searched.is_empty() { "nowhere" } else { "nowhere that was searched" };
    for (asked, near) in answer.unknown {
        said.push(match near.is_empty() {
            true => format!("\"{asked}\" stands {place}."),
            false => format!("\"{asked}\" stands {place}; there is {}.", near.join(", ")),
        });
    }
    if !answer.not_searched.is_empty() {
        let names = answer.not_searched.join(", ");
        said.push(format!("Not searched: {names} (--compartment NAME searches one too)."));
    }
    for asked in answer.cut {
        said.push(format!(
            "\"{asked}\" stands for so many words that only the most frequent were looked for."
        ));
    }
    if answer.lacking > 0 {
        let lacking = count(answer.lacking, "exhibit was", "exhibits were");
        said.push(format!("{lacking} not searched: the index is being written by another process, or cannot be written here."));
    }
    if answer.without_text > 0 {
        let lacking = count(answer.without_text, "exhibit has", "exhibits have");
        said.push(format!("{lacking} no text; only names were looked at."));
    }
    said.iter().map(|line| hang("", &flat(line), look.width)).collect()
}

/// How many were found, and how many of them are shown; nothing if there are none.
fn told(total: usize, shown: usize, [one, several]: [&str; 2]) -> Option<String> {
    let is = if shown == 1 { "is".to_owned() } else { format!("{} are", thousands(shown)) };
    match total {
        0 => None,
        _ if total > shown => {
            Some(format!("{} {several}; the best {is} shown (--limit shows more).", thousands(total)))
        }
        _ => Some(format!("{}.", count(total, one, several))),
    }
}

/// Marked bytes as pairs of code points.
fn points(shown: &str, marked: &[Range<usize>]) -> Vec<[usize; 2]> {
    let points = |at: usize| shown.get(..at).map_or(0, |before| before.chars().count());
    marked.iter().map(|range| [points(range.start), points(range.end)]).collect()
}

/// A JSON object a record, on one line.
pub fn found_record_json(row: &FoundRecordRow<'_>) -> String {
    let marked = points(row.shown, row.marked);
    let value = json!({ "record": row.record, "kind": row.kind, "shown": row.shown, "marked": marked });
    format!("{value}\n")
}

/// A JSON object a passage, on one line. Places are code points.
pub fn found_json(row: &PassageRow<'_>) -> String {
    let marked = points(row.shown, row.marked);
    let value = json!({
        "exhibit": row.exhibit,
        "name": row.name,
        "language": row.language,
        "line": row.line,
        "start": row.characters.start,
        "end": row.characters.end,
        "shown": row.shown,
        "marked": marked,
    });
    format!("{value}\n")
}
